"""The frame, the ground rules and the agreements of Engbæk."""

from dataclasses import dataclass

FRAME = {
    "purpose": (
        "Frivillige og ansatte giver hinanden luft. Borgeren får mere at stå op til."
        " Ingen af os kan gøre det alene, og ingen skal."
    ),
    "boundary": (
        "Frivillige giver aldrig medicin, løfter ikke nogen og hjælper ikke på toilettet. De ansatte beslutter hjælpen"
        " og har ansvaret for den. En frivillig erstatter aldrig en vagt. Er du i tvivl, så spørg, før du gør det."
    ),
    "confidentiality": (
        "Du tier om det, du ser og hører om andre. De ansatte har tavshedspligt. De fortæller dig kun det, loven giver"
        " dem lov til, og helst når borgeren selv er med."
    ),
    "safety": (
        "Er du jævnligt sammen med børn under 15 år, skal der ses en børneattest. Foreningen ser sine egne og erklærer"
        " det hvert år. Kommunen gemmer ingen attester."
    ),
    "expenses": "Du får det tilbage, du lægger ud, når I har aftalt det før. Gem bonen.",
    "insurance": (
        "Byrådet har bestemt, hvilke frivillige indsatser kommunens forsikring dækker. Det står i "
        "hver aftale. Foreninger"
        " bruger deres egen, når de selv står for det."
    ),
    "trouble": (
        "Gå til din kontakt. Hjælper det ikke, så ring til frivilligkoordinatoren. Det har aldrig "
        "betydning for hjælpen."
    ),
    "stopping": "Du kan stoppe i dag. Sig det til din kontakt, så borgeren ikke sidder og venter.",
}
FRAME_DAYS_AGO = 330
# What was learnt: somebody told a neighbour too much, two years after she had stopped.
NEW_FRAME = {
    "confidentiality": (
        "Du tier om det, du ser og hører om andre, også når du er stoppet. De ansatte har "
        "tavshedspligt. De fortæller dig"
        " kun det, loven giver dem lov til, og helst når borgeren selv er med."
    )
}
NEW_FRAME_NOTE = "Tavshed gælder også, efter at man er stoppet."
NEW_FRAME_DAYS_AGO = 25


@dataclass(frozen=True, slots=True)
class RulesText:
    days_ago: int
    unit: str
    by: str
    sections: dict[str, str]


RULES: tuple[RulesText, ...] = (
    RulesText(
        300,
        "aabrinken",
        "hanne",
        {
            "welcome": (
                "Kom ind ad hoveddøren, og sig hej i køkkenet. Der er altid kaffe, og der er altid en, der ved noget."
            ),
            "daily": "Beboerne spiser klokken 12 og 18. Kom gerne før eller efter. Fredag eftermiddag er der sang.",
            "boundary": "Vi flytter beboerne. Du kører gerne kørestolen, når vi har vist dig, hvordan bremsen virker.",
            "safety": "Hent et skilt med dit navn på kontoret. Nøgler bliver her.",
            "contact": "Hanne Bruun, 99 00 00 15. Om aftenen svarer vagten på samme nummer.",
        },
    ),
    RulesText(
        290,
        "hp-nord",
        "lene",
        {
            "welcome": "Vi holder til i det gamle posthus. Kom forbi en tirsdag klokken 14, så får du ansigter på os.",
            "daily": "Vi siger til borgeren, hvem du er, før du kommer første gang. Du går aldrig ind alene den dag.",
            "boundary": "Vi har nøglerne, og vi låser op. Du henter ikke medicin og låner aldrig penge ud.",
            "contact": "Lene Dahlgaard, 99 00 00 01.",
        },
    ),
    RulesText(
        200,
        "moellebakken",
        "jonas",
        {
            "welcome": "Her bor 22 mennesker. Det er deres hjem, så bank på.",
            "daily": "Spørg den, du skal noget med. Ikke os.",
            "contact": "Jonas Riis, 99 00 00 17.",
        },
    ),
)


@dataclass(frozen=True, slots=True)
class AgreementText:
    """``said_yes``: for the unit and for the other side, days ago and who; on paper where it says so.

    ``again`` the same for the new frame. ``review_in`` is in days from today.
    """

    days_ago: int
    by: str
    unit: str
    party: str
    title: str
    volunteer_does: str
    professional_does: str
    nobody_does: str
    contact: str
    phone: str
    insurance: str = "municipal"
    insurance_note: str = ""
    roles: str = ""
    expectations: str = ""
    expenses: str = ""
    confidentiality: str = "Alle tier om det, de ser og hører, også hjemme ved bordet."
    leaving: str = "Sig det til kontakten på den anden side. Vi siger ordentligt farvel til dem, det handler om."
    is_public: bool = True
    review_in: int = 200
    is_sent: bool = True
    unit_yes: tuple[int, str] | None = None
    party_yes: tuple[int, str] | None = None
    party_paper: str = ""  # who wrote the paper down
    unit_again: tuple[int, str] | None = None
    party_again: tuple[int, str] | None = None
    ended: tuple[int, str, str] | None = None


AGREEMENTS: tuple[AgreementText, ...] = (
    AgreementText(
        days_ago=280,
        by="hanne",
        unit="aabrinken",
        party="besoegsvennerne",
        title="Besøgsvenner på Åbrinken",
        volunteer_does="Drikker kaffe og hører efter\nLæser avisen højt\nGår en tur til åen, når vejret er til det",
        professional_does="Hjælper på med tøjet før turen\nSiger til, når nogen har en dårlig dag\nViser nye rundt",
        nobody_does="Låner eller gemmer penge\nLover noget på den andens vegne",
        roles="Bodil finder vennerne. Hanne finder beboerne. De mødes den første mandag i måneden.",
        expectations="Ring, hvis du ikke kan komme. Beboeren har pyntet sig.",
        expenses="Bussen og kaffen på turen bliver betalt. Aflever bonen i køkkenet.",
        contact="Bodil",
        phone="99 00 00 51",
        insurance_note="Dækker besøg og ture. Ikke kørsel i egen bil.",
        unit_yes=(276, "hanne"),
        party_yes=(275, "bodil"),
        unit_again=(18, "hanne"),
        party_again=(21, "bodil"),
    ),
    AgreementText(
        days_ago=190,
        by="lene",
        unit="hp-nord",
        party="lystfiskerne",
        title="Torsdage ved åen",
        volunteer_does="Henter og bringer\nSætter stænger og madkasser klar\nHolder øje med hinanden",
        professional_does=(
            "Spørger borgeren, om vi må fortælle, hvornår bilen kommer\nSkifter tiden for hjælpen om torsdagen"
        ),
        nobody_does="Går ud på isen\nTager nogen med, der har feber",
        roles="Kurt siger ja eller nej til vejret. Lene siger, hvem der har lyst.",
        expectations="Vi ses en gang i kvartalet og ser på listen sammen.",
        expenses="Foreningen betaler benzin. Kommunen betaler madpakkerne.",
        contact="Kurt",
        phone="99 00 00 31",
        insurance="association",
        insurance_note="Foreningens ansvars- og ulykkesforsikring. Bilerne er dækket af ejernes egen.",
        unit_yes=(186, "lene"),
        party_yes=(185, "kurt"),
        party_again=(20, "kurt"),
    ),
    AgreementText(
        days_ago=250,
        by="hanne",
        unit="aabrinken",
        party="venner-aabrinken",
        title="Café og koncerter i fællesrummet",
        volunteer_does="Bager og dækker bord\nSpiller og synger\nRydder op",
        professional_does="Kører dem ned, der ikke kan selv\nBliver i rummet",
        nobody_does="Tager entré",
        roles="Søren står for programmet. Pedellen låser op.",
        contact="Søren",
        phone="99 00 00 52",
        insurance="association",
        review_in=17,
        unit_yes=(247, "hanne"),
        party_yes=(248, "soeren"),
        unit_again=(18, "hanne"),
        party_again=(16, "soeren"),
    ),
    AgreementText(
        days_ago=9,
        by="jonas",
        unit="moellebakken",
        party="frivillig-koersel",
        title="Kørsel til fritid om aftenen",
        volunteer_does="Kører til håndbold, kor og bio\nVenter, til døren er åbnet",
        professional_does="Ringer besked, når nogen er syg\nFortæller chaufføren det, beboeren vil have fortalt",
        nobody_does="Kører til læge og behandling",
        roles="Knud fordeler turene.",
        expenses="Statens takst for kørsel, når turen er aftalt.",
        contact="Knud",
        phone="99 00 00 53",
        unit_yes=(7, "jonas"),
    ),
    AgreementText(
        days_ago=120,
        by="hanne",
        unit="aabrinken",
        party="ole",
        title="Sang om fredagen",
        volunteer_does="Vælger sangene\nSpiller på klaveret",
        professional_does="Stiller stolene\nHenter sangbøgerne",
        nobody_does="Spiller efter klokken 16",
        expectations="Ole bestemmer selv, om han kommer. Han ringer om morgenen.",
        contact="Ole",
        phone="",
        is_public=False,
        unit_yes=(118, "hanne"),
        party_yes=(117, "ole"),
        party_paper="hanne",
        unit_again=(18, "hanne"),
        party_again=(15, "ole"),
    ),
    AgreementText(
        days_ago=3,
        by="lene",
        unit="hp-nord",
        party="vandrelauget",
        title="Korte ture fra posthuset",
        volunteer_does="Går forrest\nGår bagest",
        professional_does="Siger til borgeren, at turen findes",
        nobody_does="Går ud, når det er glat",
        contact="Gerda",
        phone="99 00 00 54",
        is_sent=False,
    ),
    AgreementText(
        days_ago=295,
        by="hanne",
        unit="aabrinken",
        party="koret",
        title="Korprøver hos os om onsdagen",
        volunteer_does="Øver for åben dør",
        professional_does="Finder plads",
        nobody_does="Synger kun for gæsterne",
        contact="Ingolf",
        phone="99 00 00 55",
        insurance="association",
        unit_yes=(293, "hanne"),
        party_yes=(291, "ingolf"),
        ended=(90, "ingolf", "Vi er blevet for mange til rummet. Tak for lånet."),
    ),
)
