"""What came of things in Engbæk: the evaluations of trials, by the trial's key, and of offers already there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureText:
    """``before`` and ``after`` are a value and how many it was measured with; None where nobody counts people."""

    kind: str
    unit: str
    before: tuple[str, int | None]
    after: tuple[str, int | None] | None
    how: str
    source: str
    name: str = ""
    target: str = ""
    later: tuple[str, int | None] | None = None
    higher_is_better: bool | None = None
    about_people: bool | None = None


@dataclass(frozen=True, slots=True)
class VoiceText:
    by: str
    who: str
    text: str
    first_name: str = ""
    kind: str = "quote"
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class EvaluationText:
    """``parts`` are the sections by their field names; ``gains`` are better solutions, legitimacy, more welfare."""

    voices: tuple[VoiceText, ...]
    gains: tuple[str, str, str]
    figures: tuple[FigureText, ...] = ()
    lesson: str = ""
    assessors: tuple[str, ...] = ()
    happened: str = ""
    relation: str = ""
    side_effects: str = ""
    surprise: str = ""
    no_figures_why: str = ""
    addition: str = ""


# By the key of the trial in the demo.
OF_TRIALS: dict[str, EvaluationText] = {
    "krogen": EvaluationText(
        happened="To biler fik en krog til nøglen ved rattet. Vi talte opkald om nøgler i to uger.",
        figures=(
            FigureText(
                kind="own",
                name="Opkald om en nøgle",
                unit="opkald på to uger",
                before=("9", None),
                after=("1", None),
                how="counted",
                source="Telefonens liste på kontoret",
                target="2",
                higher_is_better=False,
                about_people=False,
            ),
        ),
        voices=(
            VoiceText(
                by="kaj",
                who="user",
                text="De kom til tiden to dage i træk. Jeg spurgte, om nogen var syge.",
                first_name="Viggo",
                kind="interview",
            ),
        ),
        relation="Den første sætning i stuen er ikke længere en undskyldning.",
        gains=(
            "Besøgene begynder til tiden.",
            "De, der kører bilerne, fandt selv på det.",
            "Krogene kostede 180 kroner. Der er et opkald mindre på hver vagt.",
        ),
        side_effects="Ingen leder i lommer mere. Det savner heller ingen.",
        surprise="Det var limen, der svigtede, og ikke mennesker.",
        lesson="Skru det fast fra begyndelsen. Det, der hænger løst, er væk efter et vejbump.",
    ),
    "koret-oever": EvaluationText(
        happened="Koret øvede i caféen hver onsdag. Beboerne kunne synge med, lytte eller lukke døren.",
        figures=(
            FigureText(
                kind="loneliness",
                unit="point fra 1 til 5",
                before=("3.6", 14),
                after=("2.8", 13),
                how="asked",
                source="Beboerrådet spurgte ved eftermiddagskaffen",
                target="2.5",
                later=("2.6", 14),
            ),
            FigureText(
                kind="own",
                name="Beboere i caféen en onsdag aften",
                unit="beboere",
                before=("5", 24),
                after=("13", 24),
                how="counted",
                source="Aftenvagten talte klokken 20",
                higher_is_better=True,
                about_people=True,
            ),
        ),
        voices=(
            VoiceText(
                by="elly",
                who="user",
                text="Jeg kan alle vers. Det vidste de ikke, og det vidste jeg heller ikke.",
                first_name="Elly",
                is_own=True,
            ),
            VoiceText(
                by="soeren",
                who="relative",
                text="Jeg besøger min mor om onsdagen nu. Så har vi noget at være sammen om.",
                first_name="Søren",
                is_own=True,
            ),
        ),
        relation="Aftenvagten og koret drikker kaffe sammen bagefter. Pårørende lægger besøget om onsdagen.",
        gains=(
            "Aftenerne om onsdagen er ikke lange mere.",
            "Beboerrådet sagde ja først, og kan sige nej igen.",
            "Koret fik et lokale. Plejehjemmet fik en aften. Ingen betalte.",
        ),
        side_effects="To beboere vil have ro. De får deres te på den anden gang.",
        surprise="Den stilleste beboer synger højest.",
        lesson="Spørg dem, der vil have ro, før I spørger dem, der vil synge.",
        assessors=("koret", "beboerraad-aabrinken"),
    ),
    "natmad": EvaluationText(
        happened="Køkkenet stod åbent klokken halv ti i fire uger. Der var ost, rugbrød og te.",
        figures=(
            FigureText(
                kind="own",
                name="Kopper te pr. aften",
                unit="kopper",
                before=("0", None),
                after=("4", None),
                how="counted",
                source="Opvasken næste morgen",
                target="10",
                higher_is_better=True,
                about_people=False,
                later=("3", None),
            ),
        ),
        voices=(
            VoiceText(
                by="elly",
                who="user",
                text="Jeg kom for selskabet, og der sad kun osten.",
                first_name="Elly",
                is_own=True,
            ),
        ),
        relation="Aftenvagten satte sig ned tre gange. Det var de tre gode aftener.",
        gains=(
            "Få. To beboere faldt lettere i søvn.",
            "Beboerrådet foreslog det, talte selv og sagde selv stop.",
            "Ingen. Det tog en halv time hver aften.",
        ),
        side_effects="Køkkenet blev kendt som et sted, man må gå ind.",
        surprise="De vågne var ikke sultne.",
        lesson="Spørg, hvad man savner om aftenen, før I dækker bord. Svaret var ikke mad.",
        assessors=("beboerraad-aabrinken",),
        addition="De vågne mødes nu ved avisen klokken ni. Ingen har planlagt det.",
    ),
    "hjemmekamp": EvaluationText(
        happened="Fem fra Møllebakken havde en fast plads og en opgave ved tre hjemmekampe.",
        figures=(
            FigureText(
                kind="independence",
                unit="point fra 1 til 5",
                before=("2.2", 5),
                after=("3.4", 5),
                how="asked",
                source="Brugerrådet spurgte efter den tredje kamp",
                target="3.5",
            ),
        ),
        voices=(
            VoiceText(
                by="dan",
                who="user",
                text="De kender vores navne nu. Også når vi ikke har bander med.",
                first_name="Dan",
                is_own=True,
            ),
        ),
        relation="Personalet kørte i bussen og blev i bussen. Klubben tog imod ved lågen.",
        gains=(
            "Fem har en grund til at stå op om lørdagen.",
            "Brugerrådet aftalte opgaverne med klubben.",
            "Klubben fik fem hjælpere. Vagtplanen er den samme.",
        ),
        side_effects="En søster kom med for at se sin bror. Hun er medlem nu.",
        surprise="Bussen var sværere end kampen.",
        lesson="En opgave er bedre end en billet. Aftal kørslen med klubben fra begyndelsen.",
        assessors=("engbaek-if", "brugerraad-moellebakken"),
    ),
}


@dataclass(frozen=True, slots=True)
class OfferText:
    """An offer that was there already, evaluated with those who use it (C89). ``done_days_ago``: None while ongoing."""

    key: str
    by: str
    offer: str
    unit: str
    theme: str
    days_ago: float
    done_days_ago: float | None
    text: EvaluationText


OFFERS: tuple[OfferText, ...] = (
    OfferText(
        key="besoegsvenner",
        by="bodil",
        offer="Besøgsvenner i Nørre Engbæk",
        unit="",
        theme="older",
        days_ago=64,
        done_days_ago=21,
        text=EvaluationText(
            happened="Vi spurgte alle, der har en besøgsven, og alle på ventelisten. Vi sad ved deres bord.",
            figures=(
                FigureText(
                    kind="own",
                    name="Ventetid på en besøgsven",
                    unit="uger",
                    before=("14", None),
                    after=("5", None),
                    how="counted",
                    source="Ventelisten",
                    target="4",
                    higher_is_better=False,
                    about_people=False,
                ),
                FigureText(
                    kind="loneliness",
                    unit="point fra 1 til 5",
                    before=("3.9", 18),
                    after=("3.1", 16),
                    how="asked",
                    source="Spurgt ved besøget",
                ),
            ),
            voices=(
                VoiceText(
                    by="ole",
                    who="user",
                    text="Hun kommer ikke for at hjælpe mig. Hun kommer for at tabe i skak.",
                    first_name="Ole",
                    is_own=True,
                ),
                VoiceText(by="bodil", who="user", text="Jeg ville hellere besøge end besøges. Må man det?"),
            ),
            relation="Hjemmehjælperen og besøgsvennen har hinandens navne. Det havde de ikke før.",
            gains=(
                "De, der vil besøge, bliver spurgt om det samme som dem, der vil besøges.",
                "De, der venter, ved, hvor de står på listen.",
                "Ingen ekstra penge. Fire af dem, der ventede, er selv blevet besøgsvenner.",
            ),
            side_effects="To sagde fra. De ville hellere have følgeskab til noget.",
            surprise="Halvdelen ville helst ud. Vi havde kun tilbudt besøg hjemme.",
            lesson="Spørg, om man vil besøge eller besøges. Halvdelen vil være med på den anden side.",
            assessors=("besoegsvennerne",),
        ),
    ),
    OfferText(
        key="aktivitet-aabrinken",
        by="hanne",
        offer="Formiddagsholdet på Åbrinken",
        unit="aabrinken",
        theme="older",
        days_ago=110,
        done_days_ago=70,
        text=EvaluationText(
            happened="Beboerrådet og personalet så på formiddagsholdet sammen. Vi fulgte det i tre uger.",
            figures=(
                FigureText(
                    kind="strain",
                    unit="point fra 1 til 5",
                    before=("3.6", 11),
                    after=("3.0", 10),
                    how="asked",
                    source="Personalet svarede uden navn",
                ),
            ),
            voices=(
                VoiceText(
                    by="elly",
                    who="user",
                    text="Lad os bestemme tirsdagen selv. Så skal vi nok komme.",
                    first_name="Elly",
                    is_own=True,
                ),
                VoiceText(
                    by="soeren",
                    who="relative",
                    text="Tre pårørende siger det samme: de vil gerne være med, hvis de ved det dagen før.",
                    kind="interview",
                ),
            ),
            relation="Pårørende får programmet på sms aftenen før. Personalet får færre spørgsmål ved døren.",
            gains=(
                "Beboerne laver programmet for tirsdag.",
                "Beboerrådet har skrevet under på den nye plan.",
                "Personalet bruger en time mindre på at planlægge.",
            ),
            surprise="Ingen savnede bankospillet. Vi troede, at det var det, de kom for.",
            lesson="Lad én dag stå tom. Den bliver fyldt af dem, der skal bruge den.",
            assessors=("beboerraad-aabrinken", "venner-aabrinken"),
        ),
    ),
    OfferText(
        key="frivillig-koersel",
        by="knud",
        offer="Frivillig kørsel til læge og frisør",
        unit="",
        theme="health",
        days_ago=12,
        done_days_ago=None,
        text=EvaluationText(
            happened="Vi spørger alle, der kører med i fjorten dage.",
            figures=(
                FigureText(
                    kind="time",
                    name="Tid fra man ringer, til man har en tur",
                    unit="timer",
                    before=("31", None),
                    after=None,
                    how="counted",
                    source="Kørebogen",
                ),
            ),
            voices=(),
            gains=("Færre melder afbud til lægen.", "", ""),
        ),
    ),
)
