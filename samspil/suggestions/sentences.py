"""The engine's reasons as short sentences that somebody would say aloud. The data come from ``samspil.matching``."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samspil.matching.types import DAYS, TIMES, Reason
from samspil.matching.vocabulary import Vocabulary

DAY_NAMES = {
    "mon": gettext_lazy("mandag"),
    "tue": gettext_lazy("tirsdag"),
    "wed": gettext_lazy("onsdag"),
    "thu": gettext_lazy("torsdag"),
    "fri": gettext_lazy("fredag"),
    "sat": gettext_lazy("lørdag"),
    "sun": gettext_lazy("søndag"),
}
TIME_NAMES = {
    "morning": gettext_lazy("om formiddagen"),
    "afternoon": gettext_lazy("om eftermiddagen"),
    "evening": gettext_lazy("om aftenen"),
}
# What is met, and what nobody knows to be met.
MET = {
    "transport": gettext_lazy("Du kan blive hentet."),
    "drives": gettext_lazy("Du kan blive hentet."),
    "companion": gettext_lazy("Nogen kan følges med dig."),
    "step_free": gettext_lazy("Der er ingen trin."),
    "no_phone_needed": gettext_lazy("Du behøver hverken app eller mail."),
    "interpreter": gettext_lazy("En tolk kan komme med."),
    "free": gettext_lazy("Det koster ikke noget."),
    "must_be_free": gettext_lazy("Det koster ikke noget."),
    "is_free": gettext_lazy("Det koster ikke noget."),
    "age": gettext_lazy("Det er for din alder."),
    "language": gettext_lazy("De taler sproget."),
    "languages": gettext_lazy("De taler sproget."),
    "days": gettext_lazy("Dagen passer."),
    "times": gettext_lazy("Tidspunktet passer."),
    "place": gettext_lazy("Det er i nærheden."),
    "distance": gettext_lazy("Det er i nærheden."),
    "travels_km": gettext_lazy("Det er i nærheden."),
    "capacity": gettext_lazy("Der er plads."),
    "small_group": gettext_lazy("Det er en lille gruppe."),
}
MISSING = {
    "transport": gettext_lazy("Vi ved ikke, om du kan blive hentet. Spørg dem."),
    "drives": gettext_lazy("De beder om, at man har bil. Spørg dem."),
    "audience": gettext_lazy("Den er mest for en anden alder."),
    "companion": gettext_lazy("Vi ved ikke, om nogen kan følges med dig. Spørg dem."),
    "step_free": gettext_lazy("Vi ved ikke, om der er trin. Spørg dem."),
    "no_phone_needed": gettext_lazy("Vi ved ikke, om man skal bruge app eller mail."),
    "interpreter": gettext_lazy("Vi ved ikke, om en tolk kan komme med."),
    "free": gettext_lazy("Vi ved ikke, hvad det koster."),
    "must_be_free": gettext_lazy("Vi ved ikke, hvad det koster."),
    "is_free": gettext_lazy("Vi ved ikke, hvad det koster."),
    "age": gettext_lazy("Vi ved ikke, hvilken alder det er for."),
    "language": gettext_lazy("Vi ved ikke, hvilke sprog de taler."),
    "languages": gettext_lazy("Vi ved ikke, hvilke sprog de taler."),
    "days": gettext_lazy("Vi kender ikke dagen. Spørg dem."),
    "times": gettext_lazy("Vi kender ikke tidspunktet. Spørg dem."),
    "place": gettext_lazy("Vi ved ikke, hvor det er. Spørg dem."),
    "distance": gettext_lazy("Vi ved ikke, hvor langt der er."),
    "travels_km": gettext_lazy("Vi ved ikke, hvor langt der er."),
    "capacity": gettext_lazy("Vi ved ikke, om der er plads. Spørg dem."),
    "small_group": gettext_lazy("Vi ved ikke, hvor mange de er. Spørg dem."),
}
MOST_WORDS = 3
MOST_QUOTED = 10  # words of an example


def listed(words: Iterable[Any]) -> str:
    """ "a", "a og b", "a, b og c"."""
    said = [str(word) for word in words]
    if len(said) < 2:
        return "".join(said)
    return _("%(first)s og %(last)s") % {"first": ", ".join(said[:-1]), "last": said[-1]}


def opened(sentence: str) -> str:
    """With a capital letter first and a full stop last."""
    sentence = sentence.strip().rstrip(".")
    first = next((at for at, sign in enumerate(sentence) if sign.isalnum()), 0)
    return f"{sentence[:first]}{sentence[first : first + 1].upper()}{sentence[first + 1 :]}." if sentence else ""


def named(labels: Iterable[str], ids: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """The labels as a sentence takes them. What is hard in a life is called by whole phrases ("kan ikke køre bil"), so
    those stand in quotation marks.
    """
    groups = [vocabulary[key].group if key in vocabulary else "" for key in ids]
    groups += [""] * (len(said := list(labels)) - len(groups))
    return [
        f"„{label}“" if group == "situations" and " " in label else label
        for label, group in zip(said, groups, strict=False)
    ]


def shortened(written: str) -> str:
    """The first words of a text, with three dots where there are more."""
    words = written.split()
    if len(words) > MOST_QUOTED:
        return f"{' '.join(words[:MOST_QUOTED]).rstrip('.,;:')} …"
    return written.rstrip(".")


def path_told(path: list[str], links: list[str], vocabulary: Vocabulary) -> str:
    """How one thing leads to another: "Natur, for eksempel friluft, for eksempel fiskeri"."""
    language = (get_language() or "da")[:2]
    if len(path) < 2:
        return _("Det handler om %(what)s") % {"what": listed(path)}
    told = str(path[0])
    for number, (link, step) in enumerate(zip(links, path[1:], strict=False)):
        name = vocabulary.link_label(link, language)
        if link == "narrower":
            told += f", {name} {step}"
        elif number == 0:
            told += f" {name} {step}"
        else:
            told += _(", og det %(leads)s %(to)s") % {"leads": name, "to": step}
    return told


def time_told(data: Mapping[str, Any]) -> str:
    days = [str(DAY_NAMES[day]) for day in DAYS if day in data.get("days", ())]
    times = [str(TIME_NAMES[time]) for time in TIMES if time in data.get("times", ())]
    if len(days) == len(DAYS):
        days = [_("hver dag")]
    when = " ".join(part for part in (listed(days), listed(times)) if part)
    return _("Det er %(when)s") % {"when": when} if when else ""


def distance_told(data: Mapping[str, Any]) -> str:
    km = data.get("km")
    if km is None:
        return ""
    if km < 1:
        return _("under 1 km")
    return _("%(km)s km") % {"km": number_format(round(km))}


def sentence(reason: Reason, vocabulary: Vocabulary) -> str:
    """One reason in words; empty when there is nothing to say about it."""
    data = reason.data
    if reason.kind == "words":
        words = listed(f"„{word}“" for word in list(data.get("words", ()))[:MOST_WORDS])
        return opened(_("Teksten nævner %(words)s") % {"words": words}) if words else ""
    if reason.kind == "concept":
        path = named(data.get("path", ()), data.get("ids", ()), vocabulary)
        way = opened(path_told(path, list(data.get("links", ())), vocabulary))
        if not data.get("similar"):
            return way
        # Nobody named the first thought; what they wrote is only near it.
        near = opened(_("Det minder om %(what)s") % {"what": path[0]})
        return near if len(path) == 1 else f"{near} {way}"
    if reason.kind == "like":
        # The example is our own, written to teach the engine; it is nobody's story.
        told = {"example": shortened(str(data.get("example", ""))), "what": data.get("concept", "")}
        return opened(_("Det ligner vores eksempel „%(example)s“. Dér kan %(what)s hjælpe") % told)
    if reason.kind == "meaning":
        return _("De to tekster ligner hinanden i betydning.")
    if reason.kind == "distance":
        return distance_told(data)
    if reason.kind == "time":
        return opened(time_told(data))
    if reason.kind == "meets":
        return str(MET.get(str(data.get("wish")), ""))
    if reason.kind == "missing":
        return str(MISSING.get(str(data.get("wish")), ""))
    return _("Den er foreslået tit og har ikke meget plads.") if reason.kind == "exposure" else ""


def told(reasons: Iterable[Reason], vocabulary: Vocabulary) -> tuple[list[str], list[str], str]:
    """The reasons for it, what is missing, and the distance: each once, in their order.

    Of the ways from one thought to another the two best are told, so that it stays a reason and no list. That the texts
    are alike in meaning, or share single words, is told only where nothing better can be.
    """
    why: list[str] = []
    alike = ""
    missing: list[str] = []
    far = ""
    paths = 0
    words: set[str] = set()
    about: list[str] = []
    for reason in reasons:
        said = sentence(reason, vocabulary)
        if not said:
            continue
        if reason.kind == "distance":
            far = said
        elif reason.kind in ("missing", "exposure"):
            missing.append(said)
        elif reason.kind == "meaning":
            alike = said
        elif reason.kind == "like":
            paths += 1
            why.append(said)
        elif reason.kind == "concept":
            paths += 1
            path = named(reason.data.get("path", ()), reason.data.get("ids", ()), vocabulary)
            if len(path) == 1 and not reason.data.get("similar"):
                about.append(path[0])
            elif paths <= 2:
                why.append(said)
        else:
            if reason.kind == "words":
                words.add(said)
            why.append(said)
    if about:
        why.insert(0, opened(path_told([listed(dict.fromkeys(about[:MOST_WORDS]))], [], vocabulary)))
    if alike and not paths:
        why.append(alike)
    if paths:
        # Single words say little next to a thought; alone they are better than nothing.
        why = [said for said in why if said not in words]
    return list(dict.fromkeys(why)), list(dict.fromkeys(missing)), far
