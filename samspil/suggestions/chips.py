"""What one taps instead of writing: everyday words that stand for concepts, and wishes that are data."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspil.matching.types import Need
from samspil.matching.vocabulary import Vocabulary
from samspil.suggestions.words import GROUP


@dataclass(frozen=True, slots=True)
class Chip:
    """``concepts`` are ids of the vocabulary; ``wish`` is a field of ``Need`` and what stands in it."""

    code: str
    label: Any
    concepts: tuple[str, ...] = ()
    wish: tuple[tuple[str, Any], ...] = ()


LIKES = (
    Chip("natur", _("Natur"), ("nature",)),
    Chip("musik", _("Musik og sang"), ("music",)),
    Chip("haender", _("Bruge hænderne"), ("workshop",)),
    Chip("mad", _("Mad"), ("cooking", "eating-together")),
    Chip("spil", _("Spil"), ("games",)),
    Chip("have", _("Have"), ("gardening",)),
    Chip("dyr", _("Dyr"), ("animals",)),
    Chip("bevaegelse", _("Bevægelse"), ("sport", "exercise")),
    Chip("boeger", _("Bøger"), ("reading",)),
    Chip("it", _("Computer og telefon"), ("it",)),
)
LIVES = (
    Chip("alene", _("Er meget alene"), ("loneliness",)),
    Chip("mistet", _("Har mistet en"), ("grief",)),
    Chip("paaroerende", _("Passer en anden"), ("caring-relative",)),
    Chip("uden-arbejde", _("Er uden arbejde"), ("unemployment",)),
    Chip("ny", _("Er ny her"), ("new-in-town",)),
    Chip("syg", _("Har været syg længe"), ("illness",)),
    Chip("boern", _("Har små børn"), ("new-parent", "family-life")),
    Chip("hjaelpe", _("Vil gerne hjælpe andre"), ("being-needed", "volunteering")),
)
WISHES = (
    Chip("koerer-ikke", _("Kører ikke bil"), wish=(("drives", False),)),
    Chip("hentes", _("Skal hentes"), wish=(("drives", False), ("access", frozenset({"transport"})))),
    Chip("foelges", _("Vil følges med nogen"), wish=(("access", frozenset({"companion"})),)),
    Chip("ingen-trin", _("Ingen trin"), wish=(("access", frozenset({"step_free"})),)),
    Chip("gratis", _("Gratis"), wish=(("must_be_free", True),)),
    Chip("om-dagen", _("Om dagen"), wish=(("times", frozenset({"morning", "afternoon"})),)),
    Chip("om-aftenen", _("Om aftenen"), wish=(("times", frozenset({"evening"})),)),
    Chip("uden-app", _("Uden app og mail"), wish=(("access", frozenset({"no_phone_needed"})),)),
)
ALL = {chip.code: chip for chip in (*LIKES, *LIVES, *WISHES)}


def choices(chips: tuple[Chip, ...]) -> list[tuple[str, Any]]:
    return [(chip.code, chip.label) for chip in chips]


# The rest of what somebody may like or have been, a fold away, by the groups of the vocabulary. What is hard in a life
# is not offered as a list to tick.
MORE_GROUPS = ("nature", "making", "culture", "sport", "games", "food", "occupations", GROUP)


def more_choices(vocabulary: Vocabulary) -> dict[str, tuple[Any, list[tuple[str, str]]]]:
    """Group -> its name, and its concepts by name."""
    language = (get_language() or "da")[:2]
    shown = {concept for chip in (*LIKES, *LIVES) for concept in chip.concepts}
    found: dict[str, tuple[Any, list[tuple[str, str]]]] = {}
    for group in MORE_GROUPS:
        name = _("Vores egne ord") if group == GROUP else vocabulary.groups.get(group, {}).get(language, group)
        rows = [
            (key, capital(vocabulary.label(key, language)))
            for key, concept in vocabulary.items()
            if concept.group == group and key not in shown
        ]
        if rows:
            found[group] = (name, sorted(rows, key=lambda row: row[1].casefold()))
    return found


def capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def put(need: Need, codes: list[str], known: Vocabulary) -> Need:
    """The need with what was tapped."""
    concepts = set(need.concepts)
    facts: dict[str, Any] = {}
    for chip in (ALL[code] for code in codes if code in ALL):
        concepts |= {concept for concept in chip.concepts if concept in known}
        for name, value in chip.wish:
            facts[name] = facts.get(name, frozenset()) | value if isinstance(value, frozenset) else value
    return replace(need, concepts=frozenset(concepts), **facts)
