"""What people in Engbæk answered, without names. The answers are drawn up by hand; days count back from today."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RoundText:
    """A round: when it opened and closed, the figures of each answer in the order of the questions, and some words.

    ``shown`` are the places of the words that the keeper let others read. Without ``closed_days_ago`` it is open still.
    """

    opened_days_ago: float
    closed_days_ago: float | None = None
    answers: tuple[tuple[int, ...], ...] = ()
    words: tuple[str, ...] = ()
    shown: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SurveyText:
    """``about`` is something the story can look up (a trial), ``actor`` an offer or a unit by its key."""

    title: str
    intro: str
    question_set: str
    by: str
    about: str = ""
    actor: str = ""
    unit: str = ""
    next_step: str
    made_days_ago: float
    rounds: tuple[RoundText, ...]


SURVEYS = (
    SurveyText(
        title="Har du nogen at være sammen med?",
        intro="Koret øver i caféen i efteråret. Vi vil gerne vide, om det betyder noget for dig.",
        question_set="samvaer",
        by="birthe",
        about="trial:koret-oever",
        unit="aabrinken",
        next_step="Birthe lægger tallene frem ved kaffen efter øveaftenen.",
        made_days_ago=51,
        rounds=(
            RoundText(
                opened_days_ago=50,
                closed_days_ago=45,
                answers=(
                    *((2, 1, 5, 1, 0), (3, 2, 4, 2, 1), (2, 2, 4, 1, 0), (3, 3, 3, 2, 1), (1, 2, 5, 2, 0)),
                    *((4, 2, 3, 3, 1), (2, 3, 4, 2, 1), (3, 2, 4, 1, 0), (2, 1, 5, 2, 0)),
                ),
            ),
            RoundText(
                opened_days_ago=9,
                closed_days_ago=5,
                answers=(
                    *((3, 4, 3, 4, 1), (4, 3, 3, 5, 1), (3, 4, 2, 4, 1), (4, 5, 2, 5, 2), (2, 3, 4, 3, 1)),
                    *((5, 4, 2, 5, 2), (3, 4, 3, 4, 2), (4, 4, 3, 4, 1)),
                ),
                words=(
                    "Jeg kan teksten til tre sange, jeg ikke kunne i august.",
                    "Onsdag går jeg i skjorte.",
                    "Der er for varmt i caféen, når vinduerne er lukkede.",
                    "Min søn ringede, og jeg havde noget at fortælle.",
                ),
                shown=(0, 1, 3),
            ),
        ),
    ),
    SurveyText(
        title="Caféen på Åbrinken, set fra bordene",
        intro="I bruger caféen. Sig os, hvad den giver, og hvad der mangler.",
        question_set="tilbud",
        by="birthe",
        actor="aabrinken",
        unit="aabrinken",
        next_step="Køkkenet læser svarene og hænger tre ting op, der bliver lavet om.",
        made_days_ago=35,
        rounds=(
            RoundText(
                opened_days_ago=34,
                closed_days_ago=24,
                # How long, how much it helps, how much one has a say, whether one would recommend it.
                answers=(
                    *((0, 8, 3, 1), (0, 7, 2, 1), (0, 9, 4, 1), (0, 6, 3, 1), (0, 8, 1, 1), (1, 9, 5, 1)),
                    *((1, 7, 4, 1), (1, 8, 2, 1), (1, 10, 3, 1), (1, 6, 2, 1), (2, 9, 4, 1), (2, 8, 6, 1)),
                    *((2, 7, 5, 1), (2, 9, 3, 1), (2, 10, 4, 1)),
                ),
                words=("Skeerne er for små til suppen.", "Det er det eneste sted, hvor døren står åben."),
                shown=(1,),
            ),
        ),
    ),
    SurveyText(
        title="Nøglerne og din arbejdsdag",
        intro="Vi har haft kroge i to af bilerne i 14 dage. Mærker du det?",
        question_set="medarbejder",
        by="kaj",
        about="trial:krogen",
        unit="hp-nord",
        next_step="Kaj tager det op på mødet. Er vi for få, lader vi tallene ligge.",
        made_days_ago=16,
        rounds=(
            RoundText(
                opened_days_ago=15,
                closed_days_ago=11,
                answers=((6, 3, 4, 4, 0), (8, 4, 2, 4, 0), (7, 4, 3, 5, 0)),
            ),
        ),
    ),
    SurveyText(
        title="Hverdagen på Møllebakken",
        intro="I har fået faste pladser til hjemmekampene. Vi spørger om hele hverdagen, ikke kun om fodbold.",
        question_set="hverdag",
        by="birthe",
        actor="moellebakken",
        unit="moellebakken",
        next_step="Brugerrådet læser svarene sammen med Birthe og vælger én ting at ændre.",
        made_days_ago=4,
        rounds=(RoundText(opened_days_ago=3),),
    ),
)
