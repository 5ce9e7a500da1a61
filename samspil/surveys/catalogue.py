"""The question sets one may begin with: our own, with their wording, and known instruments, without theirs.

An instrument's wording belongs to whoever made it. We ship it only where a licence we have read says that we may, and
so far none does. What stands here is its name, where it comes from, and its arithmetic, which nobody owns: an
installation with the right to the wording types it in itself and writes down by which right.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

AGREE = (_("Passer slet ikke"), _("Passer helt"))
BAD_GOOD = (_("Meget dårlig"), _("Meget god"))


@dataclass(frozen=True, kw_only=True)
class SetQuestion:
    """A question of a set. One without ``text`` is typed in by the installation that has the right to it."""

    key: str
    kind: str = "scale"
    text: object = ""
    low: int | None = None
    high: int | None = None
    ends: tuple[object, object] = ("", "")
    options: tuple[object, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SetSum:
    """A sum: which questions, which of them turned, times what, and what the numbers mean."""

    name: object
    items: tuple[str, ...]
    turned: tuple[str, ...] = ()
    multiplier: Decimal = Decimal(1)
    least: int | None = None
    cut_offs: tuple[tuple[int, int, object], ...] = ()
    formula: object = ""


@dataclass(frozen=True, kw_only=True)
class QuestionSet:
    """``is_ours``: the wording is ours. ``questions`` may be empty: then the set is only mentioned."""

    key: str
    name: object
    purpose: object
    source: object
    licence: object
    is_ours: bool = True
    questions: tuple[SetQuestion, ...] = ()
    sums: tuple[SetSum, ...] = ()


def agree(key: str, text: object) -> SetQuestion:
    return SetQuestion(key=key, text=text, low=1, high=5, ends=AGREE)


def grade(key: str, text: object, ends: tuple[object, object] = BAD_GOOD) -> SetQuestion:
    return SetQuestion(key=key, text=text, low=0, high=10, ends=ends)


OURS = _("Samspils egne ord")
FREE = _("Fri brug (CC BY-SA 4.0)")
NOT_TESTED = _("Summen er vores egen. Den er ikke afprøvet på andre, så sammenlign kun med jer selv.")

SETS = (
    QuestionSet(
        key="hverdag",
        name=_("Hverdagen før og nu"),
        purpose=_("Når noget skal gøre hverdagen bedre for dem, der bor eller bliver hjulpet."),
        source=OURS,
        licence=FREE,
        questions=(
            grade("hverdag", _("Hvor god er din hverdag for tiden?")),
            grade("selv", _("Hvor meget bestemmer du selv over din dag?"), (_("Slet ikke"), _("Helt og holdent"))),
            grade("tryg", _("Hvor tryg er du, der hvor du bor?"), (_("Slet ikke tryg"), _("Helt tryg"))),
            grade("mening", _("Hvor tit laver du noget, der betyder noget for dig?"), (_("Aldrig"), _("Hver dag"))),
        ),
        sums=(
            SetSum(
                name=_("Hverdagen i alt"),
                items=("hverdag", "selv", "tryg", "mening"),
                formula=NOT_TESTED,
            ),
        ),
    ),
    QuestionSet(
        key="samvaer",
        name=_("Samvær"),
        purpose=_("Når det handler om at være sammen med andre."),
        source=OURS,
        licence=FREE,
        questions=(
            agree("tale", _("Jeg har nogen at tale med, når jeg vil.")),
            agree("lave", _("Jeg har nogen at lave noget sammen med.")),
            agree("alene", _("Jeg er tit mere alene, end jeg har lyst til.")),
            agree("glaede", _("Jeg har noget at glæde mig til i denne uge.")),
            SetQuestion(
                key="ud",
                kind="choice",
                text=_("Hvor mange dage i den sidste uge var du sammen med andre?"),
                options=(_("Ingen"), _("1-2 dage"), _("3-5 dage"), _("6-7 dage")),
            ),
        ),
        sums=(
            SetSum(
                name=_("Samvær i alt"),
                items=("tale", "lave", "alene", "glaede"),
                turned=("alene",),
                formula=NOT_TESTED,
            ),
        ),
    ),
    QuestionSet(
        key="belastning",
        name=_("Belastning for pårørende"),
        purpose=_("Når nogen hjælper en, de holder af."),
        source=OURS,
        licence=FREE,
        questions=(
            agree("huske", _("Jeg er træt af alt det, jeg skal huske og ordne.")),
            agree("sove", _("Bekymringer holder mig vågen.")),
            agree("tid", _("Jeg har tid til mig selv.")),
            agree("dele", _("Jeg har nogen at dele opgaverne med.")),
            SetQuestion(
                key="timer",
                kind="number",
                text=_("Hvor mange timer hjælper du i en almindelig uge?"),
                low=0,
                high=168,
            ),
        ),
        sums=(
            SetSum(
                name=_("Belastning i alt"),
                items=("huske", "sove", "tid", "dele"),
                turned=("tid", "dele"),
                formula=NOT_TESTED,
            ),
        ),
    ),
    QuestionSet(
        key="medarbejder",
        name=_("Medarbejderens dag"),
        purpose=_("Når noget ændrer sig for dem, der arbejder."),
        source=OURS,
        licence=FREE,
        questions=(
            grade("dag", _("Hvor god er din arbejdsdag for tiden?")),
            agree("ordentligt", _("Jeg har tid til at gøre mit arbejde ordentligt.")),
            agree("afbrudt", _("Jeg bliver tit afbrudt.")),
            agree("stolt", _("Jeg går stolt hjem.")),
            SetQuestion(key="andet", kind="yes_no", text=_("Har du søgt andet arbejde den sidste måned?")),
        ),
    ),
    QuestionSet(
        key="tilbud",
        name=_("Et tilbud set af dem, der bruger det"),
        purpose=_("Når et tilbud, der findes, skal ses efter sammen med brugerne."),
        source=OURS,
        licence=FREE,
        questions=(
            SetQuestion(
                key="laenge",
                kind="choice",
                text=_("Hvor længe har du brugt tilbuddet?"),
                options=(_("Under et halvt år"), _("Et halvt til to år"), _("Mere end to år")),
            ),
            grade("hjaelp", _("Hvor meget hjælper det dig?"), (_("Slet ikke"), _("Rigtig meget"))),
            grade("med", _("Hvor meget er du selv med til at bestemme?"), (_("Slet ikke"), _("Rigtig meget"))),
            SetQuestion(key="anbefale", kind="yes_no", text=_("Ville du anbefale det til en anden?")),
            SetQuestion(key="mangler", kind="text", text=_("Hvad mangler?")),
        ),
    ),
    QuestionSet(
        key="t-ils",
        name="T-ILS (Three-Item Loneliness Scale)",
        purpose=_("Ensomhed hos voksne. Tre spørgsmål, summen går fra 3 til 9."),
        source="Hughes m.fl., 2004",
        licence=_("Siges at være fri, når kilden nævnes. Vi har ikke læst vilkårene."),
        is_ours=False,
        questions=tuple(SetQuestion(key=f"t{number}", low=1, high=3) for number in (1, 2, 3)),
        sums=(
            SetSum(
                name="T-ILS",
                items=("t1", "t2", "t3"),
                # Two groups only: with three, the scale misleads between groups of people (Danish study).
                cut_offs=((3, 6, _("Ikke svært ensom")), (7, 9, _("Svært ensom"))),
                formula=_("Læg de tre svar sammen (1 til 3 hver). 7 eller mere er svær ensomhed."),
            ),
        ),
    ),
    QuestionSet(
        key="who-5",
        name="WHO-5",
        purpose=_("Trivsel. Fem spørgsmål, tallet går fra 0 til 100."),
        source="WHO",
        licence=_("Kilderne siger hver sit: fri, eller CC BY-NC-SA (WHO 2024). Derfor er ordene ikke med her."),
        is_ours=False,
        questions=tuple(SetQuestion(key=f"w{number}", low=0, high=5) for number in (1, 2, 3, 4, 5)),
        sums=(
            SetSum(
                name="WHO-5",
                items=("w1", "w2", "w3", "w4", "w5"),
                multiplier=Decimal(4),
                cut_offs=((0, 50, _("Lav trivsel")), (51, 100, _("Ikke lav trivsel"))),
                formula=_("Læg de fem svar sammen (0 til 5 hver), og gang med 4. 50 eller mindre er lav trivsel."),
            ),
        ),
    ),
    QuestionSet(
        key="swemwbs",
        name="(S)WEMWBS",
        purpose=_("Mental trivsel."),
        source="Warwick og Edinburgh",
        licence=_("Kræver en licens, hver bruger selv skal bede om."),
        is_ours=False,
    ),
    QuestionSet(
        key="eq-5d",
        name="EQ-5D",
        purpose=_("Helbred og livskvalitet."),
        source="EuroQol",
        licence=_("Kræver, at I melder jer hos EuroQol."),
        is_ours=False,
    ),
    QuestionSet(
        key="ascot",
        name="ASCOT",
        purpose=_("Livskvalitet for dem, der får hjælp. Otte områder."),
        source="University of Kent",
        licence=_("Ophavsret: University of Kent. Kræver, at I melder jer."),
        is_ours=False,
    ),
    QuestionSet(
        key="zarit",
        name="Zarit",
        purpose=_("Belastning for pårørende."),
        source="Zarit, Mapi",
        licence=_("Kræver en licens hos Mapi."),
        is_ours=False,
    ),
)
BY_KEY = {each.key: each for each in SETS}
WHAT_CHANGED = _("Hvad er blevet anderledes for dig?")


def may_begin_with() -> list[QuestionSet]:
    """The sets that a survey can be made of."""
    return [each for each in SETS if each.questions]


def only_mentioned() -> list[QuestionSet]:
    return [each for each in SETS if not each.questions]
