"""Whom one may call in Engbæk Kommune, in the words people use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DoorText:
    days_ago: int
    by: str
    function: str
    helps_with: str
    phone: str
    person: str = ""
    unit: str = ""
    hours: str = "Hverdage 9-14"
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


DOORS: tuple[DoorText, ...] = (
    DoorText(
        60,
        "birthe",
        "Frivilligkoordinator",
        "Vil du være frivillig, starte noget eller finde nogen at være sammen med. Besøgsven, forening, ensomhed, "
        "en idé uden sted at gå hen.",
        "99 00 00 00",
        person="birthe",
        themes=("community", "older", "relatives"),
        languages=("en", "de"),
    ),
    DoorText(
        60,
        "birthe",
        "Lokaler og haller",
        "Lån af lokaler, mødested, hal, køkken, borde, stole og nøgler. Også om aftenen og i weekenden.",
        "99 00 00 13",
        hours="Hverdage 10-13",
        themes=("community",),
    ),
    DoorText(
        60,
        "birthe",
        "Tilskud til foreninger",
        "Penge til en tur, et arrangement eller et nyt initiativ. Puljer, støtte, § 18, ansøgning og regnskab.",
        "99 00 00 14",
        themes=("community",),
    ),
    DoorText(
        50,
        "lene",
        "Hjemmepleje i nord",
        "Hjælp i hjemmet til bad, mad og rengøring. En nabo, der ikke kan klare sig selv. Klager og ros.",
        "99 00 00 21",
        person="lene",
        unit="hp-nord",
        hours="Alle dage 7-22",
        themes=("older", "relatives"),
    ),
    DoorText(
        60,
        "birthe",
        "Demenskoordinator",
        "Når nogen glemmer, farer vild eller ændrer sig. Støtte til ægtefæller og børn. Hvem man kan tale med.",
        "99 00 00 15",
        unit="aeldre",
        themes=("older", "relatives", "health"),
    ),
    DoorText(
        60,
        "birthe",
        "Jobcenter, virksomheder",
        "Du har en virksomhed og vil have en praktikant, en lærling eller én på få timer. Løntilskud og fleksjob.",
        "99 00 00 16",
        unit="jobcenter",
        themes=("employment",),
    ),
    DoorText(
        60,
        "birthe",
        "Bekymret for et barn",
        "Et barn, der har det svært, skolefravær, skilsmisse, uro hjemme. Du behøver ikke sige, hvem du er.",
        "99 00 00 17",
        unit="boern-unge",
        hours="Hele døgnet",
        themes=("children_youth",),
        languages=("en", "ar"),
    ),
    DoorText(
        60,
        "birthe",
        "Åben rådgivning om sindet",
        "Når det hele er tungt, angst, uro eller en ven, du er bekymret for. Kom uden tid, eller ring.",
        "99 00 00 18",
        unit="stoettecentret",
        hours="Tirsdag og torsdag 15-19",
        themes=("mental_health",),
    ),
    DoorText(
        430,
        "birthe",
        "Vej, park og affald",
        "Huller i vejen, fortov, gadelys, bænke, træer, legepladser og skrald i naturen.",
        "99 00 00 19",
        hours="Hverdage 8-15",
    ),
    DoorText(
        60,
        "birthe",
        "Borgerservice",
        "Pas, flytning, digital post, MitID og hjælp til at skrive til kommunen. Vi tager os tid.",
        "99 00 00 20",
        unit="borgerservice",
        hours="Hverdage 10-16, torsdag til 18",
        languages=("en", "uk"),
    ),
)
