"""A row's words into the fields of a resource, the way people write them, with what is wrong by field."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.actors.models import ContactVisibility
from samspil.exchange.columns import folded
from samspil.foundation.addresses import email_address, web_address
from samspil.foundation.models import Theme
from samspil.foundation.text import CPR_MESSAGE, clean_line, clean_text, find_cpr
from samspil.resources import recurrence
from samspil.resources.models import MOST_PEOPLE, Access, Day, LegalBase, Resource, ResourceKind, TargetGroup

OLDEST = 120
TEXTS = ("body", "times_text", "fee", "meets_you", "lift", "place", "address", "provider_name", "title")
LINES = ("contact_name", "contact_phone")
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
DAY_NAMES = {
    "man": "mon", "tir": "tue", "ons": "wed", "tor": "thu", "fre": "fri", "loer": "sat", "lor": "sat", "soen": "sun",
    "son": "sun", "mon": "mon", "tue": "tue", "wed": "wed", "thu": "thu", "fri": "fri", "sat": "sat", "sun": "sun",
    "mandag": "mon", "tirsdag": "tue", "onsdag": "wed", "torsdag": "thu", "fredag": "fri", "loerdag": "sat",
    "soendag": "sun", "monday": "mon", "tuesday": "tue", "wednesday": "wed", "thursday": "thu", "friday": "fri",
    "saturday": "sat", "sunday": "sun", "lordag": "sat", "sondag": "sun", "ti": "tue", "to": "thu", "ma": "mon",
    "on": "wed", "fr": "fri", "loe": "sat", "soe": "sun",
}  # fmt: skip
DAY_SETS = {
    "hverdage": Day.values[:5],
    "hverdag": Day.values[:5],
    "weekdays": Day.values[:5],
    "weekend": Day.values[5:],
    "weekender": Day.values[5:],
    "alle dage": Day.values,
    "hver dag": Day.values,
    "dagligt": Day.values,
    "daily": Day.values,
}
YES = {"ja", "yes", "j", "y", "true", "sand", "1", "x", "gratis", "free"}
NO = {"nej", "no", "n", "false", "falsk", "0"}
LANGUAGES = {
    "da": ("dansk", "danish"), "en": ("engelsk", "english"), "de": ("tysk", "german"), "ar": ("arabisk", "arabic"),
    "pl": ("polsk", "polish"), "uk": ("ukrainsk", "ukrainian"), "tr": ("tyrkisk", "turkish"),
    "fa": ("persisk", "farsi", "persian"), "so": ("somali", "somalisk"), "ur": ("urdu",),
    "ro": ("rumaensk", "romanian"),
    "fr": ("fransk", "french"), "es": ("spansk", "spanish"), "ru": ("russisk", "russian"), "sv": ("svensk", "swedish"),
    "no": ("norsk", "norwegian"), "kl": ("groenlandsk", "greenlandic"), "fo": ("faeroesk", "faroese"),
    "is": ("islandsk", "icelandic"), "vi": ("vietnamesisk", "vietnamese"), "ta": ("tamil", "tamilsk"),
    "bs": ("bosnisk", "bosnian"), "ku": ("kurdisk", "kurdish"), "ti": ("tigrinya", "tigrinsk"),
    "zh": ("kinesisk", "chinese"),
    "nl": ("hollandsk", "nederlandsk", "dutch"), "it": ("italiensk", "italian"), "fi": ("finsk", "finnish"),
    "th": ("thai", "thailandsk"), "ps": ("pashto",), "lt": ("litauisk", "lithuanian"), "hu": ("ungarsk", "hungarian"),
}  # fmt: skip
OTHER_WORDS: dict[type[TextChoices], dict[str, str]] = {
    ResourceKind: {
        "gruppe": "group", "forening": "group", "klub": "group", "netvaerk": "group", "faellesskab": "group",
        "aktivitet": "activity", "arrangement": "activity", "hold": "activity", "event": "activity", "lokale": "place",
        "moedested": "place", "vaerested": "place", "service": "offer", "hjaelp": "offer",
    },
    Theme: {
        "aeldre": "older", "seniorer": "older", "boern": "children_youth", "unge": "children_youth",
        "sundhed": "health", "motion": "health", "beskaeftigelse": "employment", "uddannelse": "employment",
        "psykiatri": "mental_health", "handicap": "disability", "paaroerende": "relatives", "udsatte": "vulnerable",
        "lokalsamfund": "community", "faellesskab": "community",
    },
    TargetGroup: {
        "seniorer": "older_people", "pensionister": "older_people", "voksne": "everybody", "ledige": "job_seekers",
    },
    Access: {
        "koersel": "transport", "transport": "transport", "bliver hentet": "transport", "ledsager": "companion",
        "foelgeven": "companion", "koerestol": "step_free", "koerestolsvenlig": "step_free", "niveaufri": "step_free",
        "niveaufri adgang": "step_free", "tolk": "interpreter", "wheelchair": "step_free",
    },
    ContactVisibility: {"offentlig": "public", "ansatte": "staff", "ingen": "nobody", "ja": "public", "nej": "nobody"},
    LegalBase: {"18": "voluntary_social", "serviceloven 18": "voluntary_social", "ingen": "none"},
    Day: {},
}  # fmt: skip


@dataclass(slots=True)
class Knowledge:
    """What a row is read against, fetched once for all rows."""

    areas: Mapping[str, int] = field(default_factory=dict)  # folded name -> key
    codes: Mapping[str, str] = field(default_factory=dict)  # a classification's code or label -> theme
    kind: str = ResourceKind.ACTIVITY
    theme: str = Theme.COMMUNITY


@dataclass(slots=True)
class Read:
    """A row as understood: ``values`` can be stored as JSON; ``problems`` are {field, message, written}."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, str]] = field(default_factory=list)

    def wrong(self, name: str, message: Any, written: str) -> None:
        self.problems.append({"field": name, "message": str(message), "written": written[:200]})


def read_row(words: Mapping[str, str], known: Knowledge) -> Read:
    """``words`` by field, as written. An empty cell says nothing; it is no mistake, but for the name."""
    row = Read()
    words = {name: unescaped(text) for name, text in words.items()}
    for name in (*TEXTS, *LINES):
        if name in words:
            read_text(row, name, words[name])
    for name, parse in PARSERS.items():
        written = clean_line(words.get(name, ""))
        if not written:
            continue
        try:
            row.values |= parse(written, known)
        except ValidationError as problem:
            row.wrong(name, problem.messages[0], written)
    if not row.values.get("title") and not any(problem["field"] == "title" for problem in row.problems):
        row.wrong("title", _("Navnet mangler."), "")
    settle(row, known)
    return row


def unescaped(text: str) -> str:
    """Our own exports put an apostrophe before what a spreadsheet would take for a formula; it is none of the text."""
    return text[1:] if re.match(r"'\s*[=+\-@＝＋－＠]", text) else text


def read_text(row: Read, name: str, written: str) -> None:
    limit = getattr(Resource._meta.get_field(name), "max_length", None) or 0
    text = clean_text(written) if name == "body" else clean_line(written)
    if len(text) > limit:
        message = _("Teksten er for lang. Der er plads til %(limit)d tegn, og her er %(n)s.")
        row.wrong(name, message % {"limit": limit, "n": len(text)}, text[:80])
    elif find_cpr(text):
        # The number itself is not kept, neither here nor in the list of mistakes.
        row.wrong(name, _("Det ligner et CPR-nummer. Fjern det fra filen."), "")
    elif text:
        row.values[name] = text


def settle(row: Read, known: Knowledge) -> None:
    """What follows from several fields together, and what holds when the file says nothing."""
    values = row.values
    values.setdefault("kind", known.kind)
    values.setdefault("themes", [known.theme])
    if "title" in values:
        values.setdefault("body", values["title"])
    if ("lat" in values) != ("lon" in values):
        name = "lat" if "lat" in values else "lon"
        row.wrong("lon" if name == "lat" else "lat", _("Der skal være både breddegrad og længdegrad."), "")
    if (
        values.get("youngest") is not None
        and values.get("oldest") is not None
        and values["youngest"] > values["oldest"]
    ):
        row.wrong("oldest", _("Den ældste alder er lavere end den yngste."), str(values["oldest"]))
    days = values.pop("days", [])
    if days and not values.get("recurrence"):
        values["recurrence"] = recurrence.weekly(days)
    if values.get("fee") and "is_free" not in values and folded(values["fee"]) in {"gratis", "0", "0 kr", "free"}:
        values |= {"is_free": True, "fee": ""}


# --- one cell ---------------------------------------------------------------------------------------------------------


def choice_in(text: str, choices: type[TextChoices]) -> str:
    """The choice that a word means, or ""."""
    name = folded(text)
    if text in codes_in(choices):
        return text
    return labels_of(choices, get_language() or "da").get(name) or OTHER_WORDS[choices].get(name, "")


@lru_cache(maxsize=32)
def codes_in(choices: type[TextChoices]) -> frozenset[str]:
    """Kept, because Django makes the list anew each time."""
    return frozenset(choices.values)


@lru_cache(maxsize=32)
def labels_of(choices: type[TextChoices], _language: str) -> dict[str, str]:
    return {folded(str(label)): value for value, label in choices.choices}


def one_of(name: str, choices: type[TextChoices]) -> Callable[[str, Knowledge], dict[str, Any]]:
    def parse(written: str, _known: Knowledge) -> dict[str, Any]:
        found = choice_in(written, choices)
        if not found:
            raise ValidationError(_("Vi kender ikke det ord. Skriv et af: %s.") % options(choices))
        return {name: found}

    return parse


def some_of(name: str, choices: type[TextChoices]) -> Callable[[str, Knowledge], dict[str, Any]]:
    def parse(written: str, known: Knowledge) -> dict[str, Any]:
        found = []
        for part in parts_of(written, lambda text: bool(choice_in(text, choices))):
            value = choice_in(part, choices) or (known.codes.get(folded(part), "") if choices is Theme else "")
            if not value:
                raise ValidationError(
                    _("Vi kender ikke “%(word)s”. Skriv et af: %(options)s.")
                    % {"word": part[:60], "options": options(choices)}
                )
            found.append(value)
        return {name: list(dict.fromkeys(found))}

    return parse


def options(choices: type[TextChoices]) -> str:
    return "; ".join(str(label) for label in choices.labels)


def parts_of(written: str, is_known: Callable[[str], bool]) -> list[str]:
    """The words of a list. A comma may stand inside one of our own labels, so it counts only where it must."""
    found: list[str] = []
    for part in re.split(r"[;|\n/]", written):
        part = part.strip()
        if part:
            found += [part] if is_known(part) else [word.strip() for word in part.split(",") if word.strip()]
    return found


def number(name: str, most: int) -> Callable[[str, Knowledge], dict[str, Any]]:
    def parse(written: str, _known: Knowledge) -> dict[str, Any]:
        match = re.fullmatch(r"(\d{1,6})(?:[.,]0+)?\s*(?:år|pladser|personer|stk\.?)?", written, re.IGNORECASE)
        if not match or int(match[1]) > most:
            raise ValidationError(_("Skriv et helt tal fra 0 til %d.") % most)
        return {name: int(match[1])}

    return parse


def age(written: str, known: Knowledge) -> dict[str, Any]:
    """ "18", "18-30 år", "60+", "fra 60"."""
    years = r"\s*(?:år|years)?\.?"
    if match := re.fullmatch(rf"(\d{{1,3}})\s*(?:-|–|til)\s*(\d{{1,3}}){years}", written, re.IGNORECASE):
        low, high = int(match[1]), int(match[2])
        if low <= high <= OLDEST:
            return {"youngest": low, "oldest": high}
    if match := re.fullmatch(rf"(?:fra|over|from)?\s*(\d{{1,3}})\s*(?:\+|og op)?{years}", written, re.IGNORECASE):
        return number("youngest", OLDEST)(match[1], known)
    raise ValidationError(_("Skriv en alder, for eksempel 18, 18-30 eller 60+."))


def degrees(name: str, low: float, high: float) -> Callable[[str, Knowledge], dict[str, Any]]:
    def parse(written: str, _known: Knowledge) -> dict[str, Any]:
        text = written.replace(",", ".")
        if not re.fullmatch(r"-?\d{1,3}(\.\d{1,15})?", text) or not low <= float(text) <= high:
            raise ValidationError(_("Skriv et tal i grader, for eksempel 56,12."))
        return {name: float(text)}

    return parse


def days(written: str, _known: Knowledge) -> dict[str, Any]:
    name = folded(written)
    if name in DAY_SETS:
        return {"days": list(DAY_SETS[name])}
    found: set[str] = set()
    span = re.sub(r"\s*(?:-|–|\btil\b)\s*", "-", written.lower())
    for part in re.split(r"[,;/&+ ]+|\bog\b|\band\b", span):
        ends = [DAY_NAMES.get(day_word(end), "") for end in part.split("-")] if part else []
        if not ends or day_word(part) in ("hver", "every"):
            continue
        if "" in ends or len(ends) > 2:
            raise ValidationError(_("Skriv dage, for eksempel mandag, tirsdag eller man-fre."))
        first, last = Day.values.index(ends[0]), Day.values.index(ends[-1])
        found |= {Day.values[at % 7] for at in range(first, (last if last >= first else last + 7) + 1)}
    if not found:
        raise ValidationError(_("Skriv dage, for eksempel mandag, tirsdag eller man-fre."))
    return {"days": [day for day in Day.values if day in found]}


def day_word(text: str) -> str:
    word = folded(text)
    return word if word in DAY_NAMES else word.removesuffix("e").removesuffix("s")


CLOCK = r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?(?::\d{2})?"


def clock_time(name: str) -> Callable[[str, Knowledge], dict[str, Any]]:
    def parse(written: str, _known: Knowledge) -> dict[str, Any]:
        text = re.sub(r"^\d{4}-\d\d-\d\d[ T]", "", written)
        match = re.fullmatch(rf"{CLOCK}(?:\s*(?:-|–|til)\s*{CLOCK})?", text, re.IGNORECASE)
        ends = [(match[1], match[2]), (match[3], match[4])] if match else []
        found = [hour_and_minute(hour, minute) for hour, minute in ends if hour is not None]
        if not found or None in found or (len(found) == 2 and name != "starts_at"):
            raise ValidationError(_("Skriv et klokkeslæt, for eksempel 19.30."))
        return dict(zip((name, "ends_at"), (f"{at:%H:%M}" for at in found if at), strict=False))

    return parse


def hour_and_minute(hour: str, minute: str | None) -> time | None:
    at = (int(hour) % 24 if int(hour) <= 24 else 24, int(minute or 0))
    return time(*at) if at[0] < 24 and at[1] < 60 else None


def day_of(written: str) -> date:
    """A date as people and machines write it. Raises: ValidationError."""
    problem = ValidationError(_("Det er ikke en dato. Skriv den som 24-12-2026."))
    text = re.sub(r"[ T]\d{1,2}[:.]\d{2}.*$", "", written)
    months = "|".join(MONTHS)
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        parts = (match[1], match[2], match[3])
    elif match := re.fullmatch(r"(\d{1,2})[-/. ]{1,2}(\d{1,2})[-/. ]{1,2}(\d{4}|\d{2})", text):
        parts = (match[3] if len(match[3]) == 4 else f"20{match[3]}", match[2], match[1])
    elif match := re.fullmatch(rf"(\d{{1,2}})\.?\s*({months})\w*\.?\s*(\d{{4}})", text.lower()):
        parts = (match[3], str(MONTHS.index(match[2]) + 1), match[1])
    else:
        raise problem
    try:
        found = date(*(int(part) for part in parts))
    except ValueError as wrong:
        raise problem from wrong
    if not 1900 <= found.year <= 2100:
        raise problem
    return found


def first_on(written: str, _known: Knowledge) -> dict[str, Any]:
    return {"first_on": day_of(written).isoformat()}


def rule(written: str, known: Knowledge) -> dict[str, Any]:
    """A rule of RFC 5545, or the words for every week."""
    weekly = re.fullmatch(r"(?:hver|every)\s+(.+)", written, re.IGNORECASE)
    if weekly and "=" not in written:
        return days(weekly[1], known)
    return {"recurrence": recurrence.checked(written)}


def yes_or_no(written: str, _known: Knowledge) -> dict[str, Any]:
    name = folded(written)
    if name in YES | NO:
        return {"is_free": name in YES}
    raise ValidationError(_("Skriv ja eller nej."))


def languages(written: str, _known: Knowledge) -> dict[str, Any]:
    found = []
    for part in re.split(r"[;,|/\n]|\bog\b|\band\b", written):
        name = folded(part)
        code = next((code for code, names in LANGUAGES.items() if name == code or name in names), "")
        if name and not code:
            raise ValidationError(
                _("Vi kender ikke sproget “%s”. Skriv for eksempel dansk, engelsk.") % part.strip()[:60]
            )
        found += [code] if code else []
    return {"languages": list(dict.fromkeys(found))}


def email(written: str, _known: Knowledge) -> dict[str, Any]:
    return {"contact_email": email_address(written)}


def website(written: str, _known: Knowledge) -> dict[str, Any]:
    return {"website": web_address(written, "website")}


def area(written: str, known: Knowledge) -> dict[str, Any]:
    key = known.areas.get(folded(written))
    if key is None:
        raise ValidationError(_("Vi kender ikke området. Ret det, eller brug kolonnen som sted i stedet."))
    return {"area_id": key}


def code(written: str, _known: Knowledge) -> dict[str, Any]:
    if len(written) > 120:
        raise ValidationError(_("Nummeret er for langt."))
    if find_cpr(written):
        raise ValidationError(CPR_MESSAGE)
    return {"external_id": written}


PARSERS: dict[str, Callable[[str, Knowledge], dict[str, Any]]] = {
    "external_id": code,
    "kind": one_of("kind", ResourceKind),
    "themes": some_of("themes", Theme),
    "target_groups": some_of("target_groups", TargetGroup),
    "area": area,
    "lat": degrees("lat", -90, 90),
    "lon": degrees("lon", -180, 180),
    "days": days,
    "starts_at": clock_time("starts_at"),
    "ends_at": clock_time("ends_at"),
    "first_on": first_on,
    "recurrence": rule,
    "capacity": number("capacity", MOST_PEOPLE),
    "youngest": age,
    "oldest": number("oldest", OLDEST),
    "is_free": yes_or_no,
    "access": some_of("access", Access),
    "languages": languages,
    "website": website,
    "contact_email": email,
    "contact_visibility": one_of("contact_visibility", ContactVisibility),
    "legal_base": one_of("legal_base", LegalBase),
}


def named(values: Iterable[str], choices: type[TextChoices]) -> str:
    """The labels of choices as one cell, to be read in again."""
    return "; ".join(str(choices(value).label) for value in values if value in choices.values)
