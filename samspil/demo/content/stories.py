"""Stories from Engbæk with what those in them answered, what a task gives, and the page for volunteers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InItText:
    """Somebody in a story: one of ours by ``key``, or a name with an address; a child by the first name alone.

    ``answer`` comes by link ``after`` days; with a ``channel`` it was noted by whoever told the story. ``taken_back``
    is how many days after the story.
    """

    name: str
    key: str = ""
    email: str = ""
    instead: str = ""
    is_child: bool = False
    parent: str = ""
    answer: str = "yes"
    after: float = 1
    channel: str = ""
    taken_back: float | None = None


@dataclass(frozen=True, slots=True)
class StoryText:
    days_ago: float
    by: str
    title: str
    body: str
    theme: str
    area: str = ""
    about: tuple[str, str] = ("", "")  # kind, and the title of its page; of a challenge its key
    actor: str = ""
    people: tuple[InItText, ...] = ()
    user: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    volunteer: tuple[str, ...] = ()
    user_words: str = ""
    staff_words: str = ""
    volunteer_words: str = ""
    work_unit: str = ""  # shown for those who look for work there, from half a day after it was told


STORIES: tuple[StoryText, ...] = (
    StoryText(
        days_ago=36,
        by="kurt",
        actor="lystfiskerne",
        title="Ole fangede en regnbueørred",
        body=(
            "Ole sagde nej tre torsdage i træk. Den fjerde tog han med, fordi Palle skulle den vej alligevel.\n\n"
            "Nu sidder han ved åen hver uge. Han siger ikke så meget. Det gør vi andre heller ikke. "
            "Sidst fangede Ole en ørred på to kilo, og så fik vi alligevel en del at høre."
        ),
        theme="older",
        area="engbaek",
        about=("challenge", "gode-hverdage"),
        people=(InItText("Ole", key="ole"), InItText("Palle", key="palle")),
        user=("calm", "open_community"),
        volunteer=("time", "open_community"),
        user_words="Torsdag er den dag, jeg barberer mig.",
        volunteer_words="Vi er blevet flere om madkurven.",
    ),
    StoryText(
        days_ago=8,
        by="hanne",
        title="Højtlæsning er blevet aftenens bedste time",
        body=(
            "Vi plejede at tænde for fjernsynet efter kaffen. Så spurgte en frivillig, om hun måtte læse højt.\n\n"
            "Den første aften sad fire. Nu henter beboerne selv hinanden. Vi ansatte kan nå at sidde ned imens, "
            "og vi opdager ting, vi ellers ville have overset. Asta læser hver tirsdag."
        ),
        theme="older",
        area="noerre-engbaek",
        about=("task", "En aften med højtlæsning på Åbrinken"),
        people=(InItText("Asta", key="asta", instead="en frivillig", answer="unnamed"),),
        user=("calm", "time"),
        staff=("time", "challenged_routines"),
        volunteer=("special_knowledge",),
        staff_words="Vi troede, at fjernsynet var det, de ville. Vi havde aldrig spurgt.",
    ),
    StoryText(
        days_ago=24,
        by="freja",
        title="Skak med min mentor",
        body=(
            "Jeg skulle til samtale og kunne ikke sove. Min mentor tog skakbrættet med i stedet for papirerne.\n\n"
            "Vi spillede en time, og så gik vi derhen sammen. Jeg fik praktikken. Oliver fik også en mentor bagefter."
        ),
        theme="employment",
        area="engbaek",
        about=("challenge", "noget-at-staa-op-til"),
        people=(InItText("Oliver", key="oliver"),),
        user=("calm", "special_knowledge"),
        staff=("special_knowledge",),
        volunteer=("challenged_routines",),
        user_words="Han spurgte om noget andet end mine huller i cv’et.",
    ),
    StoryText(
        days_ago=3,
        by="birthe",
        title="Snobrød smager bedre med tre slags spejdere",
        body=(
            "Spejderne manglede hænder til bålet. Beboerne på Åbrinken havde for mange stille fredage.\n\n"
            "Nu tænder Viggo bålet, og Karla på ni år passer på, at han ikke tænder det for tidligt. "
            "Til gengæld har hun lært at slå en rebstige."
        ),
        theme="community",
        area="krathoej",
        about=("task", "Bål og snobrød fredag aften"),
        people=(
            InItText("Viggo", key="viggo", channel="phone"),
            InItText("Karla", is_child=True, parent="Iben", channel="meeting"),
        ),
        user=("open_community",),
        staff=("calm",),
        volunteer=("special_knowledge", "open_community"),
    ),
    StoryText(
        days_ago=2,
        by="samira",
        title="Kaffe med en, der selv har været ny",
        body=(
            "Da jeg kom hertil, var der en, der viste mig biblioteket. Nu gør jeg det samme.\n\n"
            "Den første gang havde Leyla tre spørgsmål med på en seddel. Den tredje gang havde hun kage med."
        ),
        theme="community",
        area="lergaarden",
        about=("task", "Kaffe med en, der er ny i Danmark"),
        people=(InItText("Leyla", email="leyla@post.example", instead="en ny nabo", answer=""),),
        user=("special_knowledge", "open_community"),
        volunteer=("open_community",),
    ),
    StoryText(
        days_ago=30,
        by="bo",
        title="Nu siger jeg godnat og går igen",
        body=(
            "Før gik vi to ind klokken to og tændte lyset. Rune vågnede hver gang, og så lå han der.\n\n"
            "Nu vender lagnet ham langsomt, mens jeg står i døren og hører, at han sover. Den første uge var jeg inde"
            " alligevel. Det sværeste var at lade være.\n\n"
            "Jeg når hele gangen. Om morgenen fortæller Rune, hvad han har drømt."
        ),
        theme="disability",
        about=("trial", "Lagen, der vender, hos to beboere i otte uger"),
        people=(InItText("Rune", instead="en beboer", channel="meeting", answer="unnamed"),),
        user=("calm",),
        staff=("calm", "challenged_routines"),
        staff_words="Jeg er mindre træt, når solen står op.",
        work_unit="moellebakken",
    ),
    StoryText(
        days_ago=50,
        by="tine",
        title="Én lift, og så er der tid til vinduet",
        body=(
            "Vi var altid to om at hjælpe Elly op. Den anden skulle hentes, og så var morgenen gået.\n\n"
            "Nu kører liften helt hen til vinduet. Jeg kan gøre det alene, og hun kan selv trykke på knappen. "
            "Vi kigger på åen, mens hun får sko på. Min ryg er der stadig, når jeg kommer hjem.\n\n"
            "Vi sparede ikke en stilling. Vi fik formiddagen tilbage."
        ),
        theme="older",
        about=("technology", "Loftlift, der dækker hele rummet"),
        people=(InItText("Elly", key="elly"),),
        user=("calm", "time"),
        staff=("time",),
        work_unit="aabrinken",
    ),
    StoryText(
        days_ago=55,
        by="kaj",
        title="Vi sagde nej til dragten, og det måtte vi godt",
        body=(
            "Otte af os prøvede en dragt, der skulle skåne ryggen. Den var varm, og den var i vejen.\n\n"
            "Efter seks uger talte vi op og sagde nej. Lene skrev det, som det var, og pengene går til en lift i"
            " stedet. Det var os, der afgjorde det. Det havde jeg ikke regnet med, da jeg søgte job her."
        ),
        theme="health",
        about=("trial", "Støttedragt på morgenruten i seks uger"),
        people=(InItText("Lene", key="lene"),),
        staff=("challenged_routines",),
        work_unit="hp-nord",
    ),
    StoryText(
        days_ago=12,
        by="knud",
        title="Otte i bilen til kor",
        body=(
            "Der er plads til otte, når kontrabassen bliver hjemme. Vi synger allerede i bilen.\n\n"
            "Villy sang første stemme hele vejen og anden stemme hjem."
        ),
        theme="older",
        area="vadkaer",
        about=("task", "Kør tre mennesker til koret torsdag"),
        people=(InItText("Villy", key="villy", taken_back=7),),
        user=("open_community",),
        volunteer=("open_community",),
    ),
)


@dataclass(frozen=True, slots=True)
class GainText:
    days_ago: float
    by: str
    task: str
    gains: dict[str, dict[str, object]]


GAINS: tuple[GainText, ...] = (
    GainText(
        days_ago=4,
        by="birthe",
        task="Hjælp en med telefonen onsdag eftermiddag",
        gains={
            "user": {"gains": ["special_knowledge", "calm"], "words": ""},
            "staff": {"gains": ["time"], "words": "Færre ringer til borgerservice om det, de selv kan."},
            "volunteer": {"gains": ["open_community"], "words": ""},
        },
    ),
)


@dataclass(frozen=True, slots=True)
class OfferText:
    kind: str
    title: str
    body: str = ""
    person: str = ""
    who: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    deadline_in: int | None = None
    deadline_note: str = ""
    link: str = ""
    days_ago: float = 120


OFFERS: tuple[OfferText, ...] = (
    OfferText(
        kind="contact",
        title="Din kontakt i kommunen",
        body="Ring, hvis du vil i gang, mangler noget eller er kørt fast. Ved jeg det ikke, finder jeg en, der gør.",
        person="birthe",
        phone="99 00 00 10",
        email="frivillig@engbaek.example",
        hours="Hverdage 9-14, torsdag til 17",
    ),
    OfferText(
        kind="grant",
        title="Søg § 18-midler",
        body=(
            "Foreninger og grupper kan søge penge til frivilligt socialt arbejde. "
            "Beløbet er oftest mellem 2.000 og 40.000 kr. Du får svar seks uger efter fristen."
        ),
        who="Frivilligkoordinatoren",
        phone="99 00 00 10",
        deadline_in=40,
        deadline_note="Én gang om året",
    ),
    OfferText(
        kind="grant",
        title="Små penge hele året",
        body="Op til 3.000 kr. til noget, der skal ske nu: kaffe, materialer eller en bus. Skriv fem linjer.",
        who="Kulturhuset",
        phone="99 00 00 44",
        deadline_note="Svar inden 14 dage",
    ),
    OfferText(
        kind="room",
        title="Lån et lokale",
        body="Kulturhuset, skolernes køkkener og mødelokalet på rådhuset er gratis for frivillige efter kl. 16.",
        who="Kulturhuset",
        phone="99 00 00 44",
    ),
    OfferText(
        kind="course",
        title="Kurser og sparring",
        body="Fire aftener om året: at være mentor, at sige fra, førstehjælp og at føre et regnskab. Maden er med.",
        person="birthe",
        deadline_note="Tilmelding en uge før",
    ),
    OfferText(
        kind="insurance",
        title="Er du forsikret?",
        body="Kommunen forsikrer dem, der hjælper i kommunens egne tilbud. Er en forening vært, så spørg foreningen.",
        who="Frivilligkoordinatoren",
        phone="99 00 00 10",
    ),
    OfferText(
        kind="expenses",
        title="Kørsel og kaffe",
        body="Kører du for en af kommunens opgaver, får du dækket kørslen. Det står ved opgaven, hvad der gælder.",
        days_ago=410,
    ),
    OfferText(
        kind="recognition",
        title="Tak for indsatsen",
        body="Hvert år holder vi en aften for alle, der har været med. Byrådet kommer, og der er mad.",
        deadline_note="Sidste fredag i september",
    ),
)
