"""What one can come to in Engbæk, and the dialogue meeting of this year. Nobody here exists."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class EventText:
    """``first_in`` is the day it takes place, counted from the day it was made. ``coming`` is who (somebody we know, or
    the name of a guest) and how many.
    """

    days_ago: float
    by: str
    host: str
    kind: str
    title: str
    body: str
    first_in: int
    starts: str
    ends: str
    contact: tuple[str, str]
    challenge: str = ""
    for_whom: str = ""
    theme: str = ""
    place: str = "Engbæk"
    address: str = ""
    online_url: str = ""
    needs_sign_up: bool = True
    places: int | None = None
    price: str = ""
    access: tuple[str, ...] = ()
    access_note: str = ""
    coming: tuple[tuple[str, int], ...] = ()


EVENTS: tuple[EventText, ...] = (
    EventText(
        days_ago=12,
        by="ruth",
        host="kulturhuset",
        kind="talk",
        title="Fortællinger fra åen",
        body="Tre gamle åfolk fortæller om isvintre, ål og dengang broen skred. Vi har billeder fra lokalarkivet med.",
        for_whom="Alle, der kan lide en god historie",
        theme="community",
        first_in=26,
        starts="19:00",
        ends="21:00",
        contact=("Ruth", "99 00 00 40"),
        place="Nørre Engbæk",
        address="Kulturhuset, store sal",
        places=12,
        price="40 kr. med kaffe",
        access=("step_free", "hearing_loop"),
        coming=(("karen", 2), ("gerda", 4), ("Mogens", 3), ("Tabita", 3), ("Frode", 2), ("Alma", 1)),
    ),
    EventText(
        days_ago=9,
        by="birthe",
        host="frivilligcenter",
        kind="citizens",
        title="Borgermøde: gode hverdage for os, der bliver ældre",
        body="Kom og sig, hvad en god hverdag er hos dig. Vi begynder med det, I ser. Løsningerne kommer bagefter.",
        challenge="gode-hverdage",
        for_whom="Alle i Engbæk. Du behøver ikke være gammel.",
        theme="older",
        first_in=30,
        starts="17:00",
        ends="19:00",
        contact=("Inger", "99 00 00 43"),
        address="Frivilligcentret, Torvet",
        online_url="https://moede.engbaek.example/gode-hverdage",
        access=("step_free", "hearing_loop", "child_care", "interpreter", "transport"),
        access_note="Ring senest to dage før, hvis du vil hentes eller have tolk.",
        coming=(("karen", 1), ("kurt", 2), ("Mogens", 1)),
    ),
    EventText(
        days_ago=6,
        by="kurt",
        host="lystfiskerne",
        kind="open_house",
        title="Åben bænk ved åen",
        body="Vi sidder der alligevel. Kom forbi, prøv en stang, og få en kop kaffe. Hunde er velkomne.",
        theme="community",
        first_in=13,
        starts="10:00",
        ends="14:00",
        contact=("Kurt", "99 00 00 30"),
        place="Nørre Engbæk",
        address="Bænken ved broen",
        needs_sign_up=False,
        access=("step_free",),
    ),
)

DIALOGUE = EventText(
    days_ago=80,
    by="birthe",
    host="frivilligcenter",
    kind="dialogue",
    title="Dialogmøde: Hvem henter dem, der bor langt ude?",
    body="En gang om året taler foreninger og kommune sammen. I år om vejen hjem. Vi går derfra med navne og datoer.",
    for_whom="Foreninger, frivillige og ansatte",
    theme="community",
    first_in=45,
    starts="17:00",
    ends="19:30",
    contact=("Inger", "99 00 00 43"),
    address="Frivilligcentret, Torvet",
    places=60,
    access=("step_free", "hearing_loop", "transport"),
    coming=(("kurt", 1), ("gerda", 1), ("karen", 1), ("lene", 1), ("inger", 1), ("Mogens", 2)),
)

# Title, minutes it may take, what was said. The second is a challenge, the third a need.
WELCOME = ("Siden sidst", 15, "Inger gik listen fra sidste år igennem. Seks af syv ting er gjort.")
CHALLENGE_SAID = (
    "aftener-aabrinken",
    40,
    "Aftenerne er svære, når bussen holder op klokken 18. Flere kører allerede uden at sige det til nogen.\n\n"
    "Kurt: Vi har biler nok. Vi mangler en, der ved, hvem der skal hentes.",
)
NEED_SAID = (30, "Kommunen har tre rum, der står tomme om torsdagen. Det vidste ingen.")
SUGGESTED = (
    "gerda",
    "Lys på stien ved skolen",
    "Folk bliver hjemme, når det er mørkt.",
    "Godt punkt. Vi tager det som det sidste.",
    20,
    "Alle er enige om, at stien er for mørk. Vej og Park var der ikke, så vi spørger dem.",
)
MENDED = "Kommunen har to rum, der står tomme om torsdagen. Det vidste ingen."


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreedText:
    """``owner`` is one who was there (``is_person``) or an actor; ``told`` is how it went, and the owner's words."""

    what: str
    owner: str
    by: str
    days: int
    is_person: bool = False
    told: str = ""
    word: str = ""


AGREED: tuple[AgreedText, ...] = (
    AgreedText(
        what="Lave en liste over dem, der kører, og hvem man ringer til",
        owner="lystfiskerne",
        by="kurt",
        days=15,
        told="done",
        word="Listen hænger i klubhuset og hos Birthe. Otte biler indtil videre.",
    ),
    AgreedText(
        what="Åbne et tomt rum om torsdagen",
        owner="hp-nord",
        by="lene",
        days=23,  # ten days ago, and nobody has said how it went
    ),
    AgreedText(
        what="Spørge Vej og Park om lys på stien ved skolen",
        owner="gerda",
        by="gerda",
        days=160,
        is_person=True,
    ),
)

NEXT = EventText(
    days_ago=15,
    by="birthe",
    host="frivilligcenter",
    kind="dialogue",
    title="Dialogmøde: Hvad gør vi, når frivillige bliver trætte?",
    body="Vi ser først på det, vi lovede hinanden sidst. Så taler vi om at holde ud, og om at sige fra i tide.",
    for_whom="Foreninger, frivillige og ansatte",
    theme="community",
    first_in=344,
    starts="17:00",
    ends="19:30",
    contact=("Inger", "99 00 00 43"),
    address="Frivilligcentret, Torvet",
    places=60,
    access=("step_free", "hearing_loop", "transport"),
    coming=(("kurt", 1), ("Mogens", 1)),
)
