"""The technologies Engbæk tries, from a unit's need to how it ended. Made up, as Engbæk is. Days count back."""

from dataclasses import dataclass

from samspil.demo.content.evaluations import EvaluationText, VoiceText
from samspil.demo.content.trials import DiaryText, EndText, PartnerText


@dataclass(frozen=True, kw_only=True)
class ChosenFigure:
    """What shows whether one of the purposes is met. ``n`` is how many it is about, where it is about people."""

    kind: str
    before: str
    after: str = ""
    name: str = ""
    unit: str = ""
    higher_is_better: bool = True
    n: int | None = None


@dataclass(frozen=True, kw_only=True)
class PurchaseText:
    """How the unit may buy from a partner who sells it, and for how many kroner."""

    seller: str
    way: str
    words: str
    value: int


@dataclass(frozen=True, kw_only=True)
class TakenUpText:
    """What the project does about the lesson that begins with these words."""

    begins: str
    text: str
    days_ago: float


@dataclass(frozen=True, kw_only=True)
class ProjectEnd:
    """How a project ended: as others look back on it, what was handed on besides, and how it may be bought if it is."""

    evaluation: EvaluationText
    end: EndText
    more_lessons: tuple[str, ...] = ()
    purchase: PurchaseText | None = None


@dataclass(frozen=True, kw_only=True)
class ProjectText:
    """A project that begins ``days_ago``: two days later it is planned, and it starts after ten.

    ``law`` is (topic, state, words) and ``lines`` (kind, today, then, who). Without ``starts`` it is still a plan.
    """

    need: str
    technology: str
    unit: str
    by: str
    leader: str
    days_ago: float
    idea: tuple[str, str]
    other_ways: tuple[tuple[str, str], tuple[str, str]]
    title: str
    weeks: int
    what: str
    who: str
    reason: str
    sentence: tuple[str, str, str]
    competences: tuple[str, str]
    users_part: str
    law: tuple[tuple[str, str, str], ...]
    lines: tuple[tuple[str, str, str, str], ...]
    life: ChosenFigure | None = None
    work: ChosenFigure | None = None
    partners: tuple[PartnerText, ...] = ()
    diary: tuple[DiaryText, ...] = ()
    taken_up: TakenUpText | None = None
    starts: bool = True
    end: ProjectEnd | None = None


PROJECTS: tuple[ProjectText, ...] = (
    ProjectText(
        need="Vi venter på nummer to for at løfte",
        technology="rumlift",
        unit="moellebakken",
        by="bo",
        leader="jonas",
        days_ago=262,
        idea=(
            "En lift i loftet i to lejligheder",
            "To beboere, der gerne vil, får skinnen op. Vi tæller før og efter.",
        ),
        other_ways=(
            ("To på vagt sammen om morgenen", "Så er nummer to der altid. Det koster en vagt om dagen."),
            ("Flyt gulvliften tættere på", "Vi henter den nede ad gangen hver gang."),
        ),
        title="Loftlift i to lejligheder i 14 uger",
        weeks=14,
        what="Liften når fra sengen til stolen og til badet. Én løfter, og beboeren kan selv trykke på knappen.",
        who="To beboere, dagholdet og aftenholdet",
        reason="I dag er vi to om hvert løft, og gulvliften fylder hele lejligheden.",
        sentence=("at én kan løfte alene", "at ingen venter på at komme op", "hvor tit nogen venter, og hvor længe"),
        competences=("At løfte med den uden at være to.", "LøftLet lærer to af os op. De lærer resten."),
        users_part="De to beboere vælger, hvor skinnen skal gå, og siger hver fredag, hvordan det er.",
        law=(
            ("device", "in_order", "Medicinsk udstyr i klasse I med CE-mærke. Loftet er regnet efter af Bygninger."),
            ("data", "not_needed", "Liften gemmer ingen oplysninger."),
            ("consent", "in_order", "De to har selv sagt ja. Gulvliften står der endnu, hvis de vil have den."),
        ),
        lines=(
            (
                "workflow",
                "To løfter sammen med gulvliften.",
                "Én løfter. Nummer to begynder hos den næste.",
                "Dagholdet",
            ),
            ("competence", "To kan løfte med den.", "Alle 14 kan løfte med den.", "Alle hold, lært op af Bo"),
        ),
        life=ChosenFigure(
            kind="own",
            name="Gange, en beboer venter på nummer to",
            unit="gange på en uge",
            higher_is_better=False,
            before="31",
            after="4",
        ),
        work=ChosenFigure(
            kind="own",
            name="Minutter til et løft, for alle der er med",
            unit="minutter",
            higher_is_better=False,
            before="28",
            after="16",
        ),
        partners=(
            PartnerText(
                actor="loeftlet",
                role="Sætter to lifte op og tager dem ned igen, hvis vi siger nej",
                interest="sells",
                interest_note="Sælger dem.",
            ),
        ),
        diary=(
            DiaryText(
                by="bo",
                side="staff",
                body="De første uger tog det længere tid. I uge fire var vi hurtigere.",
                days_ago=215,
            ),
        ),
        end=ProjectEnd(
            evaluation=EvaluationText(
                happened="To lifte hang i 14 uger. Den ene knap blev flyttet, fordi den sad for højt.",
                voices=(
                    VoiceText(
                        by="bo",
                        who="user",
                        text="Jeg trykker selv. Det er mig, der kommer op, og ikke dem, der tager mig op.",
                        first_name="Gerda",
                        kind="interview",
                    ),
                ),
                relation="Én er der hele tiden og ser den, der bliver løftet. Før så vi på hinanden.",
                gains=(
                    "Færre venter på at komme op.",
                    "De to valgte selv, hvor skinnen går.",
                    "Nummer to er hos den næste i stedet for at vente på liften.",
                ),
                side_effects="Skinnen samler støv, og en lampe måtte flyttes.",
                surprise="De, der løfter mest, var dem, der sidst turde gøre det alene.",
                lesson="Giv alle fire uger. De første to er det langsommere end før.",
            ),
            end=EndText(
                outcome="adapt",
                by="jonas",
                reason="De to beholder den, når knapperne er flyttet. Om andre skal have den, ser vi på for sig.",
                learning="Én kan løfte. Knappen skal sidde, hvor hånden er, og i starten skal der være én at spørge.",
                days_ago=145,
            ),
            purchase=PurchaseText(
                seller="loeftlet",
                way="market",
                words="Tre er spurgt om det samme, og alle fik tallene fra afprøvningen.",
                value=92_000,
            ),
        ),
    ),
    ProjectText(
        need="Ryggen er træt, før vagten er slut",
        technology="dragt",
        unit="hp-nord",
        by="kaj",
        leader="lene",
        days_ago=124,
        idea=("En dragt, der tager noget af løftet", "To af os prøver den på de morgener, hvor der er flest løft."),
        other_ways=(
            ("En lift mere i de to tungeste hjem", "Så løfter vi slet ikke de to steder."),
            ("Byt rundt, så ingen har alle de tunge hjem", "Ruten er lagt efter vejen. Den kunne lægges efter ryggen."),
        ),
        title="Støttedragt på morgenruten i seks uger",
        weeks=6,
        what="To dragter skifter mellem otte af os. Vi skriver op, hvordan ryggen har det, når vagten er slut.",
        who="Otte fra morgenholdet",
        reason="Liften er på vej to steder. I resten af hjemmene løfter vi selv.",
        sentence=("at dragten tager noget af vægten", "at færre går hjem med ondt", "det, vi selv svarer efter vagten"),
        competences=("At spænde den rigtigt.", "Kaj har lært det af leverandøren."),
        users_part="Vi spørger borgerne, hvordan det er at blive hjulpet af en med dragt på.",
        law=(
            (
                "device",
                "not_needed",
                "En støttedragt til ansatte er ikke medicinsk udstyr. Den er CE-mærket som værnemiddel.",
            ),
            ("data", "not_needed", "Den samler ingen oplysninger. Svarene om ryggen er uden navn."),
            ("consent", "in_order", "Den, der ikke vil have den på, går uden. Borgeren kan bede os tage den af."),
        ),
        lines=(
            ("workflow", "Vi går direkte ind.", "Dragten tages på i bilen. Det tager fire minutter.", "Morgenholdet"),
            ("competence", "Ingen kan spænde den.", "Alle otte kan spænde den selv.", "Morgenholdet, lært op af Kaj"),
        ),
        work=ChosenFigure(
            kind="own",
            name="Så træt er ryggen efter vagten",
            unit="point fra 1 til 10",
            higher_is_better=False,
            before="6.1",
            after="6.4",
            n=8,
        ),
        partners=(
            PartnerText(
                actor="rolig-teknik",
                role="Låner os to dragter",
                interest="sells",
                interest_note="Sælger dem.",
            ),
        ),
        diary=(
            DiaryText(
                by="kaj", side="staff", body="Den er god, når man løfter. Resten af tiden er den varm.", days_ago=100
            ),
        ),
        end=ProjectEnd(
            evaluation=EvaluationText(
                happened="Otte prøvede den i seks uger. Efter to uger lod fem den blive i bilen.",
                voices=(
                    VoiceText(
                        by="kaj",
                        who="user",
                        text="Der var et spænde i vejen hver gang. Jeg kunne ikke mærke, hvem det var.",
                        first_name="Viggo",
                        kind="interview",
                    ),
                ),
                relation="Den var i vejen tæt på borgeren. Flere sagde, at det føltes som at få hjælp af en maskine.",
                gains=(
                    "Ingen. Ryggen var lige så træt.",
                    "De, der skulle have den på, afgjorde det selv.",
                    "Vi købte ikke otte dragter, der ville ligge i bilen.",
                ),
                side_effects="To fik røde mærker af remmene.",
                surprise="Den, der var mest imod, blev ved længst.",
                lesson="Prøv den på en hel vagt, før I tæller. De gode fem minutter er i starten.",
            ),
            end=EndText(
                outcome="stop",
                by="lene",
                reason="Ryggen er lige så træt, og den er i vejen. Vi bruger pengene på en lift mere.",
                learning="Dragten hjælper i selve løftet og er i vejen ellers. På en rute er det resten, der fylder.",
                days_ago=66,
            ),
        ),
    ),
    ProjectText(
        need="Vi vækker folk for at vende dem",
        technology="lagen",
        unit="moellebakken",
        by="bo",
        leader="jonas",
        days_ago=112,
        idea=("Et lagen, der vender uden os", "To beboere, der selv har spurgt til det, låner hver et i otte uger."),
        other_ways=(
            ("En fast nattevagt på gangen", "Så er det den samme, der kommer ind, og man vågner mindre."),
            ("En anden madras til de to", "Den trykker mindre, så der skal vendes sjældnere."),
        ),
        title="Lagen, der vender, hos to beboere i otte uger",
        weeks=8,
        what="Lagnet vender langsomt hver tredje time. Nattevagten ser til dem fra døren.",
        who="To beboere og nattevagterne",
        reason="I dag går to ind tre gange hver nat og tænder lys.",
        sentence=("at lagnet vender uden at vække", "at de sover længere", "timer i træk uden at vågne"),
        competences=("At stille det og stoppe det.", "Bo har set det på Åbrinken."),
        users_part="De to skriver selv natten op, den ene med øjnene.",
        law=(
            (
                "device",
                "in_order",
                "Medicinsk udstyr i klasse I, CE-mærket til netop det. Beviset ligger hos hjælpemidler.",
            ),
            ("data", "not_needed", "Lagnet gemmer ingen oplysninger."),
            ("consent", "in_order", "De to har selv spurgt. De kan slukke det om natten med en knap."),
        ),
        lines=(
            ("workflow", "To går ind kl. 23, 2 og 5 og vender.", "Én ser til dem fra døren kl. 2.", "Nattevagterne"),
            ("competence", "Én kan stille lagnet.", "Alle fem nattevagter kan stille og stoppe det.", "Nattevagterne"),
        ),
        life=ChosenFigure(kind="own", name="Timer i træk uden at vågne", unit="timer", before="2.8", after="5.5"),
        work=ChosenFigure(
            kind="own",
            name="Gange, to går ind sammen om natten",
            unit="gange på en uge",
            higher_is_better=False,
            before="42",
            after="9",
        ),
        partners=(
            PartnerText(
                actor="rolig-teknik",
                role="Stiller to lagner op",
                interest="sells",
                interest_note="Sælger dem.",
            ),
        ),
        diary=(
            DiaryText(
                by="bo", side="staff", body="Første nat stod vi begge i døren og ventede. Så gik vi.", days_ago=100
            ),
        ),
        end=ProjectEnd(
            evaluation=EvaluationText(
                happened="To lagner kørte i otte uger. Det ene blev stillet om, fordi det vendte for hurtigt.",
                voices=(
                    VoiceText(
                        by="bo",
                        who="user",
                        text="Jeg drømmer igen. Det havde jeg glemt, at man gør.",
                        first_name="Rune",
                        kind="interview",
                    ),
                    VoiceText(
                        by="bo",
                        who="relative",
                        text="Han er vågen, når jeg kommer om formiddagen.",
                        kind="interview",
                    ),
                ),
                relation="Nattevagterne kommer ind for at sige godnat, og ikke for at tænde lyset.",
                gains=(
                    "Længere søvn hos begge.",
                    "De to bestemte selv, hvor hurtigt det skulle vende.",
                    "Nattevagten når hele gangen.",
                ),
                side_effects="Motoren kan høres, hvis døren står åben.",
                surprise="Det sværeste var at lade være med at gå ind.",
                lesson="Stil det langsommere, end I tror, og lad den, der ligger der, bestemme farten.",
            ),
            more_lessons=("Aftal, hvem der går ind den første uge. Ellers gør alle det alligevel.",),
            end=EndText(
                outcome="adopt",
                by="jonas",
                reason="Begge sover, og nattevagten når hele gangen.",
                learning="Langsomt er bedst. Den første uge skal nogen være i nærheden, men ikke inde.",
                days_ago=37,
            ),
            purchase=PurchaseText(
                seller="rolig-teknik",
                way="framework",
                words="Lagnet er på den rammeaftale, hjælpemidler køber på. Prisen er den samme for alle.",
                value=38_000,
            ),
        ),
    ),
    ProjectText(
        need="To ruter mødes for at vende én",
        technology="lagen",
        unit="hp-nord",
        by="mette",
        leader="lene",
        days_ago=22,
        idea=(
            "Lagnet, der vender, hjemme hos to",
            "Møllebakken har haft det i otte uger. Vi vil se, om det går i et hjem.",
        ),
        other_ways=(
            ("Læg de to natbesøg på samme rute", "Så er vi to i forvejen."),
            ("Spørg de pårørende, om de vil lære at vende", "Den ene har selv foreslået det."),
        ),
        title="Lagen, der vender, i to hjem om natten",
        weeks=8,
        what="To borgere låner hver et lagen. Nattevagten ringer i stedet for at køre derud.",
        who="To borgere og natholdet",
        reason="I dag kører to biler til samme adresse to gange hver nat.",
        sentence=("at lagnet kan stå i et hjem", "at de sover igennem", "nætter uden besøg"),
        competences=(
            "At stille det, så det passer til sengen derhjemme.",
            "Bo fra Møllebakken kommer med den første dag.",
        ),
        users_part="De to borgere og deres familie skriver natten op.",
        law=(
            ("device", "in_order", "Samme lagen som på Møllebakken. Beviset ligger hos hjælpemidler."),
            ("data", "not_needed", "Lagnet gemmer ingen oplysninger."),
        ),
        lines=(
            (
                "workflow",
                "To biler kører derud kl. 1 og 4.",
                "Én ringer kl. 1 og kører kun, hvis der er brug for det.",
                "Natholdet",
            ),
        ),
        life=ChosenFigure(kind="own", name="Nætter uden besøg", unit="nætter på en uge", before="0"),
        taken_up=TakenUpText(
            begins="Aftal, hvem der går ind",
            text="Den første uge kører Mette forbi kl. 1. Alle andre ringer.",
            days_ago=9,
        ),
        starts=False,
    ),
    ProjectText(
        need="Gulvene tager formiddagen",
        technology="stoevsuger",
        unit="aabrinken",
        by="tine",
        leader="hanne",
        days_ago=16,
        idea=(
            "En robot på gangene om formiddagen",
            "Den tager gangene og fællesrummet, mens vi drikker kaffe med beboerne. Boligerne gør vi selv.",
        ),
        other_ways=(
            ("En time mere til rengøring om eftermiddagen", "Så kan gulvene vente, til beboerne er gået til ro."),
            (
                "Færre tæpper på gangene",
                "To lange løbere samler det meste af støvet. Vi kunne rulle dem sammen.",
            ),
        ),
        title="Robotstøvsuger på Åbrinkens gange i otte uger",
        weeks=8,
        what="Én robot på hver af de to gange og én i fællesrummet. Vi låner dem.",
        who="Dagholdet og nattevagten",
        reason="En time mere koster penge hver uge, og uden løberne bliver der glat om vinteren.",
        sentence=(
            "at vi får en halv time mere ved kaffen",
            "at færre sidder alene om formiddagen",
            "hvor mange minutter vi sidder ned sammen",
        ),
        competences=("At tømme den og slå den fra.", "Poul har selv en derhjemme."),
        users_part="Beboerrådet siger hver fredag, om den larmer.",
        law=(
            (
                "device",
                "not_needed",
                "En støvsuger er ikke medicinsk udstyr. Den har CE-mærke som husholdningsmaskine.",
            ),
            ("data", "in_order", "Vi har valgt en uden kamera og uden net. Den gemmer ikke noget om nogen."),
            ("consent", "in_order", "Vi spurgte på beboermødet. Den kører ikke i nogens bolig."),
        ),
        lines=(
            (
                "workflow",
                "Vi støvsuger gangene fra 9 til 11.",
                "Robotten kører fra 9 til 11. Vi tømmer den kl. 11.",
                "Dagholdet",
            ),
            (
                "workflow",
                "Stolene står, hvor de står.",
                "Stolene i fællesrummet bliver sat op kl. 8.45.",
                "Natholdet",
            ),
            (
                "competence",
                "Ingen har brugt den.",
                "Tømme, rense børster og slå den fra.",
                "To på hvert hold, lært op af Tine",
            ),
        ),
        life=ChosenFigure(
            kind="own", name="Minutter ved kaffebordet om formiddagen", unit="minutter om dagen", before="12"
        ),
        work=ChosenFigure(kind="time", before="95", n=9),
        partners=(
            PartnerText(
                actor="rolig-teknik",
                role="Låner os tre robotter i otte uger",
                interest="sells",
                interest_note="Sælger dem, og vil gerne sælge flere.",
            ),
        ),
    ),
)
