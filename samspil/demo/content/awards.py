"""The volunteer award of Engbæk: last year's, and this year's with those who are nominated so far."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NominationText:
    """``answer`` is what the nominated said some days later; without one they have not answered."""

    by: str
    kind: str
    name: str
    why: str
    relation: str
    answer: str = ""
    same_as: str = ""  # the name it was gathered under


@dataclass(frozen=True, slots=True)
class JurorText:
    """``too_close`` are the candidates this member stayed away from, each with how. ``points`` goes to the winner."""

    who: str
    side: str
    points: tuple[int, int, int] = (4, 4, 4)
    words: str = ""
    too_close: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundText:
    """Days are counted back from today: ``opens`` days ago; a negative number lies ahead."""

    opens: int
    closes: int
    given: int
    title: str
    purpose: str
    criteria: tuple[str, ...]
    prize: str
    jury: tuple[JurorText, ...]
    nominations: tuple[NominationText, ...]
    winner: str = ""
    reason: str = ""


CRITERIA = (
    "Det gør en forskel for nogen, der ellers stod udenfor",
    "Flere er kommet med på grund af det",
    "Andre kan lære af måden",
)
PURPOSE = (
    "Prisen går til nogen, der gør hverdagen bedre for andre i Engbæk. Det kan være en frivillig, en medarbejder, "
    "en gruppe eller en virksomhed. Den lille indsats, ingen lægger mærke til, tæller lige så meget som den store."
)
PRIZE = "5.000 kr. til det, I brænder for, en buket fra Byhaven og kaffe med hele salen."

ROUNDS: tuple[RoundText, ...] = (
    RoundText(
        opens=395,
        closes=365,
        given=350,
        title="Frivilligprisen",
        purpose=PURPOSE,
        criteria=CRITERIA,
        prize=PRIZE,
        jury=(
            JurorText("jens", "council", (4, 5, 4), "De får folk ud, som ikke selv ville ringe efter en bus."),
            JurorText("susanne", "employees", (5, 5, 5), "Personalet siger, at torsdagen er blevet ugens bedste dag."),
            JurorText("freja", "young", (5, 4, 5), "Tre fra min klasse cykler med nu."),
            JurorText("bodil", "citizens", (4, 4, 5), "Man bliver set, når man bliver kørt forbi sin gamle skole."),
            JurorText("kurt", "citizens", too_close=(("Engbæk Lystfiskerforening", "association"),)),
        ),
        nominations=(
            NominationText(
                "mette",
                "group",
                "Rickshawholdet",
                "De kommer i al slags vejr. Beboerne vælger selv ruten, og pludselig fortæller de om hele byen.",
                "kollega på Åbrinken",
                "shown",
            ),
            NominationText(
                "gerda",
                "group",
                "Engbæk Lystfiskerforening",
                "De har lavet en plads på bænken til dem, der ikke kan stå så længe.",
                "nabo til åen",
                "shown",
            ),
            NominationText(
                "karen",
                "employee",
                "Maja Lindgren",
                "Hun slukker fjernsynet og sætter sig ned. Det tager fem minutter, og det varer hele aftenen.",
                "pårørende",
                "shown",
            ),
            NominationText(
                "bent", "company", "Toft Bageri", "Brødet fra i går står klar hver morgen.", "formand", "quiet"
            ),
        ),
        winner="Rickshawholdet",
        reason=(
            "Rickshawholdet viser, at det ikke er turen, der er det vigtigste, men samtalen undervejs. De har fået "
            "unge og gamle op på samme cykel, og de lærer gerne andre hold at gøre det samme."
        ),
    ),
    RoundText(
        opens=12,
        closes=-18,
        given=-40,
        title="Frivilligprisen",
        purpose=PURPOSE,
        criteria=CRITERIA,
        prize=PRIZE,
        jury=(
            JurorText("jens", "council"),
            JurorText("susanne", "employees"),
            JurorText("freja", "young"),
            JurorText("karen", "citizens"),
            JurorText("kurt", "citizens"),
        ),
        nominations=(
            NominationText(
                "gerda",
                "volunteer",
                "Solvej Ankersen",
                "Solvej henter de nye og bliver ved siden af dem de første tre gange. Så behøver de hende ikke mere.",
                "turleder i Vandrelauget",
                "shown",
            ),
            NominationText(
                "bodil",
                "volunteer",
                "Solveig Ankersen",
                "Hun ringer til dem, der ikke kom sidst, og spørger, om de vil med igen.",
                "besøgsven",
                same_as="Solvej Ankersen",
            ),
            NominationText(
                "inger",
                "group",
                "IT-hjælperne",
                "De sætter sig ved siden af og rører ikke selv ved tasterne. Derfor lærer man det.",
                "mødeleder",
                "shown",
            ),
            NominationText(
                "mette",
                "employee",
                "Poul Stenholt",
                "Poul har givet alle foreninger en nøgle, der virker. Nu er huset lyst om aftenen.",
                "kollega",
                "quiet",
            ),
            NominationText(
                "knud",
                "company",
                "Vognmand Ejvind Toft",
                "Han stiller en bus til rådighed, når vi mangler en chauffør, og siger, at det ikke er noget særligt.",
                "kørselsleder",
            ),
            NominationText(
                "karen",
                "group",
                "Suppekøkkenet",
                "Man kan komme og lave mad eller spise den, og ingen spørger, hvad man er.",
                "nabo",
            ),
        ),
    ),
)
