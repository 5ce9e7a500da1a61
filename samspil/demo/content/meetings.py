"""What was said at two staff meetings in Hjemmeplejen Nord, and the ideas that came from phones in between."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteIdea:
    """A note, or the notes of a group, that became an idea; and what the leader answered."""

    key: str
    of: str  # what stands on the note, or the name of the group
    title: str
    body: str
    answer: str = ""
    outcome: str = "forward"
    answered_days_ago: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingText:
    days_ago: float
    chair: str
    notes: tuple[str, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ideas: tuple[NoteIdea, ...] = ()
    tries: tuple[str, str, str, str, int] = ("", "", "", "", 0)  # idea, what, who, how they notice, days
    summary: str = ""


UNIT = "hp-nord"
LEADER = "lene"
MEETINGS = (
    MeetingText(
        days_ago=62,
        chair="mette",
        notes=(
            "Nøglerne hænger forskelligt på hver bil",
            "Jeg leder efter nøgler hver morgen",
            "Ring til den næste på ruten, når noget har ændret sig",
            "Hvem fylder førstehjælpstasken?",
            "Fru Sørensens hund skal vide, at vi kommer",
        ),
        groups=(("Nøgler", ("Nøglerne hænger forskelligt på hver bil", "Jeg leder efter nøgler hver morgen")),),
        ideas=(
            NoteIdea(
                key="noegler-farver",
                of="Nøgler",
                title="Giv nøglerne samme farve som ruten",
                body=(
                    "En farvet ring på hver nøgle og en prik i samme farve på tavlen.\nSå skal ingen lede om morgenen."
                ),
                answer="Ja. Maja køber ringe i denne uge. Vi ser på tavlen sammen på det næste møde.",
                answered_days_ago=55,
            ),
            NoteIdea(
                key="ring-til-naeste",
                of="Ring til den næste på ruten, når noget har ændret sig",
                title="Ring til den næste på ruten, når noget har ændret sig",
                body="En besked på telefonen bliver læst for sent. Et opkald på et halvt minut er nok.",
                answer="Ikke som en regel for alle. Vi ser på det igen, når den nye telefonordning er på plads.",
                outcome="later",
                answered_days_ago=54,
            ),
        ),
        tries=(
            "noegler-farver",
            "Farvede ringe på nøglerne til rute 1 og 2",
            "maja",
            "Vi tæller, hvor mange der leder efter en nøgle.",
            26,
        ),
        summary="Kaffen var varm denne gang.",
    ),
    MeetingText(
        days_ago=31,
        chair="maja",
        notes=(
            "Farverne virker. Giv rute 3 og 4 dem også",
            "Vi mangler et sted at lægge våde sko",
            "De nye hører først om borgernes vaner på dagen",
            "Skriv en side om hver rute til de nye",
        ),
        groups=(
            (
                "Nye kolleger",
                ("De nye hører først om borgernes vaner på dagen", "Skriv en side om hver rute til de nye"),
            ),
        ),
        ideas=(
            NoteIdea(
                key="side-til-nye",
                of="Nye kolleger",
                title="En side om hver rute til nye kolleger",
                body="Hvor man parkerer, hvilken dør der binder, og hvem der gerne vil have radioen tændt.",
                answer="God idé. Kaj skriver den første om rute 2. Ingen navne og intet om sygdom på siden.",
                answered_days_ago=24,
            ),
            NoteIdea(
                key="vaade-sko",
                of="Vi mangler et sted at lægge våde sko",
                title="Et sted til våde sko",
                body="En bakke under bænken i gangen.",
            ),
        ),
        tries=("", "", "", "", 0),
        summary="Ulla fra lageret vil gerne høre, hvad vi mangler.",
    ),
)
# How the coloured rings went, told when the trial ended.
TRIED = {
    "outcome": "adopt",
    "went": "Første uge ledte tre efter en nøgle. Fjerde uge ledte ingen.",
    "users_said": "En borger sagde, at vi kom til tiden hele ugen. Det havde hun lagt mærke til.",
    "learning": "Farverne skal også stå på bilerne, ellers hjælper de ikke vikarerne.",
    "reason": "Det virker, det er billigt, og alle ruter vil have det.",
}
# From the poster in the staff room: who wrote it, when, the words, and the leader's answer.
MINUTES = (
    ("kaj", 20, "Sæt en lampe ved bagdøren. Man kan ikke se trinnet om morgenen.", "Lampen er bestilt. Den kommer op."),
    ("maja", 6, "Lad os bytte en rute med hinanden en gang om måneden. Så kender vi flere borgere.", ""),
)
NEXT_IN = 5  # days until the meeting that is planned
