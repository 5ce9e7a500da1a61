"""What the companies of Engbæk promise, and what came of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UseText:
    """``by``: the company's own person, or somebody of the ``receiver``, who confirms it by that."""

    days_ago: int
    receiver: str
    what: str
    hours: float | None = None
    by: str = ""
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class PromiseText:
    days_ago: int
    by: str
    company: str
    kind: str
    title: str
    body: str
    lasts: int  # days from the day it was promised
    hours: float | None = None
    theme: str = ""
    place: str = ""
    boundary: str = ""
    uses: tuple[UseText, ...] = ()
    ended_days_ago: int | None = None
    end_note: str = ""


PROMISES: tuple[PromiseText, ...] = (
    PromiseText(
        days_ago=300,
        by="thomas",
        company="maskinvaerkstedet",
        kind="hours",
        title="To timer om måneden fra 19 mand",
        body="Med løn og i arbejdstiden. Vi kan svejse, løfte og køre. Ring ugen før, så finder vi nogen.",
        lasts=365,
        hours=456,
        place="Sønder Engbæk",
        uses=(
            UseText(240, "mandeskuret", "En ny arbejdsbænk og tre skruestikker sat op", 24, confirmed_by="bent"),
            UseText(160, "lystfiskerne", "En bro, man kan køre på med rollator", 61.5, by="kurt"),
            UseText(90, "garageholdet", "En lift gjort i stand", 18, confirmed_by="palle"),
            UseText(20, "vandrelauget", "To bænke slæbt op til udsigten", 9),
        ),
    ),
    PromiseText(
        days_ago=210,
        by="kasper",
        company="nordlys-data",
        kind="know_how",
        title="En betalt dag om året fra hver af os",
        body="Vi hjælper foreninger med medlemslister, hjemmesider og den første AI, I er nysgerrige på.",
        lasts=400,
        hours=178,
        uses=(
            UseText(120, "it-hjaelperne", "En aften om falske beskeder, for 31 mennesker", 12, by="freja"),
            UseText(45, "besoegsvennerne", "En kalender, som alle kan finde ud af", 22.5, confirmed_by="bodil"),
        ),
    ),
    PromiseText(
        days_ago=180,
        by="ejvind",
        company="vognmanden",
        kind="transport",
        title="Bussen, når den holder stille",
        body="Hverdage fra 10 til 13. 22 pladser og en lift. Chaufføren følger med, I betaler ikke noget.",
        lasts=365,
        hours=60,
        theme="older",
        place="Hestkær",
        boundary=(
            "Vi kører. Vi løfter ikke nogen, og vi giver ikke medicin. "
            "Skal nogen hjælpes ind i bussen, gør de ansatte det."
        ),
        uses=(
            UseText(150, "venner-aabrinken", "En tur til Engsø og is på kajen", 3, confirmed_by="soeren"),
            UseText(100, "venner-aabrinken", "Til julemarked i Krathøj", 3.5, confirmed_by="soeren"),
            UseText(30, "vandrelauget", "Hjem efter den lange tur", 2.5, by="gerda"),
        ),
    ),
    PromiseText(
        days_ago=150,
        by="henning",
        company="tandlaegerne",
        kind="rooms",
        title="En klinik fredag eftermiddag",
        body="Den står tom. Den, der vil give gratis behandling til folk uden penge, kan bruge stolene og udstyret.",
        lasts=500,
        theme="vulnerable",
        place="Engbæk",
        boundary="Tandpleje, som kommunen skal give, bliver ikke flyttet herover.",
    ),
    PromiseText(
        days_ago=320,
        by="dennis",
        company="toemrerne",
        kind="hours",
        title="En ung med ud i to dage",
        body="Møder han til tiden begge dage, kan vi tale om mere. Vi giver tøj og madpakke.",
        lasts=300,
        hours=64,
        theme="employment",
        place="Toftlev",
        uses=(UseText(200, "frivilligcenter", "To unge med på tag i to dage hver", 32, confirmed_by="inger"),),
        ended_days_ago=60,
        end_note="Vi tog den ene ind som lærling, så nu er der ikke plads til flere før sommer.",
    ),
    PromiseText(
        days_ago=12,
        by="marianne",
        company="bageren",
        kind="equipment",
        title="Brød og en ovn om eftermiddagen",
        body="Efter kl. 16 kan ovnen bruges til gode formål. Vi lægger mel til de første ti brød.",
        lasts=200,
        theme="community",
        place="Nørre Engbæk",
    ),
)
