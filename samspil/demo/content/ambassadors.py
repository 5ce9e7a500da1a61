"""Those one may ask in Engbæk: they said so themselves. Days count back from today; nobody here exists."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class AmbassadorText:
    """A card: who, about what, from where, and for how long."""

    by: str
    topics: str
    themes: tuple[str, ...]
    belongs: str = ""
    place: str = ""
    phone: str = ""
    days_ago: float
    ends_in_days: int  # from today
    is_paused: bool = False


@dataclass(frozen=True, kw_only=True)
class QuestionText:
    """A question that went from one to another by mail, and the answer if there was one."""

    to: str
    by: str
    body: str
    days_ago: float
    answer: str = ""
    answered_days_ago: float = 0


AMBASSADORS = (
    AmbassadorText(
        by="mette",
        topics="hvordan man prøver noget af i en helt almindelig uge, uden at vagtplanen vælter",
        themes=("older", "health"),
        belongs="hp-nord",
        place="Nørre Engbæk",
        days_ago=120,
        ends_in_days=245,
    ),
    AmbassadorText(
        by="kurt",
        topics="at få folk ud af døren, når de siger nej tak de første fire gange",
        themes=("older", "community"),
        belongs="lystfiskerne",
        place="Engbæk",
        phone="99 00 00 30",
        days_ago=356,
        ends_in_days=9,
    ),
    AmbassadorText(
        by="karen",
        topics="at være pårørende på afstand, og hvad man tør bede naboen om",
        themes=("relatives", "older"),
        belongs="paaroerende-noerre",
        place="Nørre Engbæk",
        days_ago=64,
        ends_in_days=301,
    ),
    AmbassadorText(
        by="bent",
        topics="mænd, der ikke går til noget, og hvordan et værksted kan begynde i en garage",
        themes=("mental_health", "community"),
        belongs="mandeskuret",
        days_ago=200,
        ends_in_days=165,
    ),
    AmbassadorText(
        by="ahmed",
        topics="den første måned i et nyt job, og hvad en arbejdsplads skal vide på forhånd",
        themes=("employment", "vulnerable"),
        belongs="jobcenter",
        days_ago=38,
        ends_in_days=327,
    ),
    AmbassadorText(
        by="gitte",
        topics="at finde ud af, hvad andre kommuner har prøvet, før man selv begynder",
        themes=("community", "children_youth"),
        belongs="borgerservice",
        days_ago=90,
        ends_in_days=275,
    ),
    AmbassadorText(
        by="ruth",
        topics="at låne et hus ud, så de, der kommer, føler, det er deres",
        themes=("community",),
        belongs="kulturhuset",
        phone="99 00 00 33",
        days_ago=21,
        ends_in_days=344,
    ),
    AmbassadorText(
        by="bo",
        topics="weekender på et bosted, når der kun er to på arbejde",
        themes=("disability",),
        belongs="moellebakken",
        days_ago=150,
        ends_in_days=215,
        is_paused=True,
    ),
)

QUESTIONS = (
    QuestionText(
        to="kurt",
        by="hanne",
        body="Vi har tre på Åbrinken, der siger, at de ikke gider fiske. Skal vi holde op med at spørge?",
        days_ago=33,
        answer="Spørg, om de vil med ud at se på. Vi har kaffe med. To ud af tre har en stang i hånden den anden gang.",
        answered_days_ago=32,
    ),
    QuestionText(
        to="mette",
        by="tine",
        body="Hvordan fik I tid til at prøve det med krogene i bilen? Hos os er der aldrig tid.",
        days_ago=4,
    ),
)
