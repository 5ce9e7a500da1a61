"""How experiences are shown: the rows of lists, and in words what their evidence counts as here and why."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspil.experiences.models import Evidence, Experience, Transfer, Verdict, Went

PILLS = {Went.WORKS: "answered", Went.PARTLY: "waiting", Went.NOT: "closed"}

EXPLAINED = {
    Evidence.E0: gettext_lazy("Nogen mener det. Ingen har talt eller målt."),
    Evidence.E1: gettext_lazy("Den, der sælger det, eller et andet sted fortæller om det."),
    Evidence.E2: gettext_lazy("Ét sted har målt før og efter, mens de prøvede."),
    Evidence.E3: gettext_lazy("Flere steder har målt, eller nogen uden teknologien er målt ved siden af."),
    Evidence.E4: gettext_lazy("Lodtrækning har delt folk i to grupper, eller nogen har samlet flere undersøgelser."),
}


def reason_of(experience: Experience, transfer: Transfer | None) -> str:
    """Why it counts as it does here."""
    if experience.is_own:
        return _("Det er vores egen erfaring. Den tæller, som den er.")
    if not experience.is_capped:
        if transfer and experience.transfers:
            return _("%(who)s har svaret, at det passer hos os. Derfor tæller den, som kilden selv har det.") % {
                "who": transfer.by.name
            }
        return _("Mere har kilden ikke selv.")
    first = _("Kilden har selv %s. Andres resultater tæller her højst E1, til vi har svaret på, om de passer hos os.")
    told = first % experience.grade
    if transfer is None:
        return f"{told} {_('Ingen har svaret endnu.')}"
    if transfer.is_outdated:
        return f"{told} {_('Teksten er rettet, siden der blev svaret.')}"
    if transfer.verdict == Verdict.NO:
        return f"{told} {_('Svaret blev nej.')}"
    return f"{told} {_('En del af svaret er, at vi ikke ved det.')}"


def counted(experience: Experience) -> str:
    """The grade on a row: what it counts as here, and what the source has where that is more."""
    if experience.is_capped:
        told = _("Tæller som %(here)s her, kilden har %(source)s")
        return told % {"here": experience.counted_grade, "source": experience.grade}
    return _("Tæller som %s") % experience.counted_grade


def how_many(experience: Experience) -> str:
    if experience.people is None:
        return experience.people_note
    n = experience.people
    told = ngettext("%(n)s person", "%(n)s personer", n) % {"n": number_format(n, use_l10n=True, force_grouping=True)}
    return f"{told}. {experience.people_note}" if experience.people_note else told


def rows(experiences: Sequence[Experience], with_technology: bool = True) -> list[dict[str, Any]]:
    """The context of ``components/challenge_row.html``. No query."""
    return [row_of(experience, with_technology) for experience in experiences]


def row_of(experience: Experience, with_technology: bool = True) -> dict[str, Any]:
    kicker = [experience.technology.title] if with_technology and experience.technology.title else []
    people = experience.people
    told = ngettext("%(n)s person", "%(n)s personer", people or 0)
    return {
        "url": reverse("experiences:page", args=[experience.pk]),
        "title": experience.title,
        "kicker": [*kicker, experience.where],
        "phase": experience.get_went_display(),
        "phase_kind": PILLS[Went(experience.went)],
        "summary": first_words(experience.result),
        "facts": [
            *([str(experience.year)] if experience.year else []),
            *([told % {"n": number_format(people, use_l10n=True, force_grouping=True)}] if people else []),
            counted(experience),
        ],
    }


def first_words(text: str, most: int = 32) -> str:
    words = text.split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")
