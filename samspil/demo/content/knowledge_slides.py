"""Examples and ways of thinking from the slide deck of 2014.

Only what the document says is retold. Where it names something without describing it, the text says so
instead of filling in.
"""

from samspil.demo.content.types import KnowledgeText

SLIDES = "Oplæg om social innovation for Udvalget for Social og Sundhed, 6. maj 2014"

SLIDES_KNOWLEDGE: tuple[KnowledgeText, ...] = (
    KnowledgeText(
        key="sloejfeloebet",
        title="Sløjfeløbet, som LEV arrangerer",
        source=SLIDES,
        source_place="LEV",
        year=2014,
        kind="example",
        strength="described",
        themes=("disability", "community"),
        actors="LEV, en forening for mennesker med udviklingshandicap og deres pårørende",
        body=(
            "Et løb, som en handicapforening selv står for. Kommunen er ikke arrangør. Oplægget nævner det som et af de"
            " gode eksempler, man allerede har, men beskriver det ikke nærmere. Har du været med, så skriv, hvordan det"
            " foregår."
        ),
    ),
    KnowledgeText(
        key="gl-koebmandsgaard-lunde",
        title="Aktiviteterne i Den gl. Købmandsgård i Lunde flyttede",
        source=SLIDES,
        source_place="Den gl. Købmandsgård, Lunde",
        year=2014,
        kind="example",
        strength="described",
        themes=("older", "community"),
        actors="Den gl. Købmandsgård i Lunde",
        body=(
            "Aktiviteterne i en gammel købmandsgård blev flyttet, og flytningen står på listen over gode eksempler i"
            " samspillet med det omgivende samfund. Oplægget fortæller ikke, hvem der gjorde hvad. Spørg, før du bruger"
            " det som forbillede."
        ),
    ),
    KnowledgeText(
        key="thueslund",
        title="Samarbejdet om Thueslunds fremtid",
        source=SLIDES,
        source_place="Thueslund",
        year=2014,
        kind="example",
        strength="described",
        themes=("older", "community"),
        actors="Dem, der samarbejder om Thueslund. Oplægget nævner ingen ved navn.",
        body=(
            "Et steds fremtid er blevet noget, man samarbejder om. Det står på listen over gode eksempler, som man"
            " allerede har. Oplægget nævner det med én linje og siger ikke, hvem der var med, eller hvad der kom ud af"
            " det. Kender du historien, så skriv den."
        ),
    ),
    KnowledgeText(
        key="aeldreboligcentre",
        title="Et lokalsamfund tager ansvar for ældreboligcentret",
        source=SLIDES,
        source_place="",
        year=2014,
        kind="example",
        strength="described",
        themes=("older", "community"),
        actors="Lokalsamfund omkring ældreboligcentre",
        body=(
            "Der er lokalsamfund, som selv tager ansvar for deres ældreboligcenter. Oplægget nævner det som det første"
            " af sine gode eksempler. Det siger ikke hvor eller hvordan. Det er værd at spørge, hvem der tog det første"
            " skridt."
        ),
    ),
    KnowledgeText(
        key="venneforeninger",
        title="Venneforeninger giver liv på plejecentre",
        source=SLIDES,
        source_place="",
        year=2014,
        kind="example",
        strength="described",
        themes=("older", "community"),
        actors="Venneforeninger ved plejecentre",
        body=(
            "Mange plejecentre har en kreds af venner, der kommer med det, der ikke står i en vagtplan. Oplægget roser"
            " dem og stiller et spørgsmål lidt senere: Hvorfor er det altid de traditionelle frivillige, vi tænker på,"
            " når vi vil have mere liv? Begge dele kan være rigtigt."
        ),
    ),
    KnowledgeText(
        key="aktiviteter-sindslidende",
        title="Frivillige står for aktiviteter for sindslidende",
        source=SLIDES,
        source_place="",
        year=2014,
        kind="example",
        strength="described",
        themes=("mental_health",),
        actors="Frivillige på psykiatriområdet",
        body=(
            "Frivillige holder selv aktiviteter for mennesker med psykisk sygdom. Det er værd at lægge mærke til, for"
            " det andet dokument, notatet fra 2011, siger, at der på det område ikke er samme vane for at arbejde med"
            " frivillige som på ældreområdet."
        ),
    ),
    KnowledgeText(
        key="paraplyen",
        title="En stor gruppe frivillige på Paraplyen",
        source=SLIDES,
        source_place="Paraplyen",
        year=2014,
        kind="example",
        strength="described",
        themes=("vulnerable", "community"),
        actors="Paraplyen og dens frivillige",
        body=(
            "På Paraplyen er der samlet en stor gruppe frivillige. Det er nævnt blandt de ting, der allerede lykkes."
            " Oplægget siger ikke, hvor mange de er, eller hvad de laver, så det må man spørge om."
        ),
    ),
    KnowledgeText(
        key="vaagetjenester",
        title="Samarbejde med vågetjenester",
        source=SLIDES,
        source_place="",
        year=2014,
        kind="example",
        strength="described",
        themes=("older", "relatives", "health"),
        actors="Vågetjenester og kommunen",
        body=(
            "Vågetjenester og kommunen arbejder sammen, så et menneske ikke skal dø alene. Oplægget nævner også andre,"
            " som man samarbejder med på samme måde, men ikke hvem. En, der våger, har det, som en vagtplan har mindst"
            " af: tid hele natten."
        ),
    ),
    KnowledgeText(
        key="udviklingsraad",
        title="Lokale udviklingsråd og et stærkt foreningsliv",
        source=SLIDES,
        source_place="",
        year=2014,
        kind="example",
        strength="described",
        themes=("community",),
        actors="Udviklingsråd og foreninger",
        body=(
            "Når oplægget gør status, er de to første ting på listen foreningslivet og udviklingsrådene. Pointen er, at"
            " man har nogen at spørge, før man finder på noget. De lokale råd er en indgang til byer, hvor kommunen"
            " ellers kun kender bygningerne."
        ),
    ),
    KnowledgeText(
        key="social-innovation-tre-led",
        title="Social innovation i tre led: nyt, i brug og sammen",
        source="Hougaard og Lauritzen, Sammen om velfærd, 2014, gengivet i oplægget fra 6. maj 2014",
        source_place="",
        year=2014,
        kind="model",
        strength="described",
        themes=("community",),
        actors="K.F. Hougaard og J.R.K. Lauritzen",
        body=(
            "Tre prøver, som alle skal bestås. Løsningen skal være ny og bedre. Den skal være ført ud i livet. Og den"
            " skal være skabt af eller sammen med dem, der lever med den, ikke for dem. Mangler et led, kan det være"
            " godt alligevel, men så er det noget andet."
        ),
    ),
    KnowledgeText(
        key="spoerg-til-livet",
        title="Spørg til livet i stedet for til ydelsen",
        source=SLIDES,
        source_place="",
        year=2014,
        kind="method",
        strength="described",
        themes=("older", "community"),
        actors="Alle, der stiller spørgsmål",
        body=(
            "Byt spørgsmålet om bedre ældrepleje ud med et spørgsmål om, hvordan livet bliver så godt som muligt for de"
            " ældre. Så er der pludselig flere end plejen, der kan svare. Øvelsen kan laves med ethvert spørgsmål, der"
            " begynder med en ydelse eller en bestemt hjælper."
        ),
    ),
    KnowledgeText(
        key="hvorfor-og-hvorfor-ikke",
        title="Hvorfor? og hvorfor ikke lystfiskerne?",
        source=SLIDES,
        source_place="",
        year=2014,
        kind="method",
        strength="described",
        themes=("older", "disability", "community"),
        actors="Foreninger, familier og vandrelaug, som ingen plejer at spørge",
        body=(
            "To lister ved siden af hinanden. Den ene spørger, hvorfor svaret altid er en besøgsven, et særligt tilbud"
            " eller mad leveret ved døren. Den anden spørger, hvorfor det ikke er lystfiskerne, vandrelauget,"
            " fællesspisning med områdets familier eller et fællesskab, der allerede er der. Eksemplerne er tænkte, og"
            " man opfordres til at fortsætte listen."
        ),
    ),
    KnowledgeText(
        key="invitation-i-tre-dele",
        title="En invitation i tre dele",
        source=SLIDES,
        source_place="",
        year=2014,
        kind="method",
        strength="described",
        themes=("community",),
        actors="Kommunen og dens samarbejdspartnere",
        body=(
            "Sig først, hvordan du selv ser problemet. Spørg så, hvad de andre ser. Spørg til sidst, hvilke løsninger"
            " de foreslår. Rækkefølgen gør forskellen, for man inviterer til at se sammen, før man beder om hjælp."
        ),
    ),
    KnowledgeText(
        key="hele-kaeden",
        title="Hvem holder kæden?",
        source=SLIDES,
        source_place="",
        year=2014,
        kind="model",
        strength="described",
        themes=("community",),
        actors="Kommunen og det omgivende samfund",
        body=(
            "Tit er det kommunen, der både finder problemet, tænker løsningen ud og leverer den. Oplægget deler kæden"
            " op, så man kan se, hvor andre kunne have haft fat. Det spørger også, om selv de gode eksempler er præget"
            " af, at det er kommunen, der har bestemt, hvad problemet er."
        ),
    ),
    KnowledgeText(
        key="ikke-for-bordenden",
        title="At lede uden at sidde for bordenden",
        source=SLIDES,
        source_place="",
        year=2014,
        kind="method",
        strength="described",
        themes=("community",),
        actors="Kommunale ledere og mødeledere",
        body=(
            "En ny rolle for kommunen: være lige med de andre, give plads, tage en risiko og hjælpe processen i gang"
            " uden at ordne det hele selv. Kommunen skal sørge for, at de rette kompetencer er til stede, og spørge til"
            " virkningen frem for forløbet."
        ),
    ),
    KnowledgeText(
        key="kommunale-frivillige",
        title="Frivillige, der er mere end hjælpere på et tilbud",
        source=SLIDES,
        source_place="",
        year=2014,
        kind="model",
        strength="described",
        themes=("community",),
        actors="Frivillige og kommunale tilbud",
        body=(
            "Oplægget skelner mellem to måder at se frivillige på. Enten er de knyttet til et tilbud og løser et behov,"
            " som kommunen har fundet og planlagt. Eller også er de nogen, man undersøger problemet sammen med. Den"
            " første måde er ikke forkert, men den er for lille alene."
        ),
    ),
    KnowledgeText(
        key="modtageren-foerst",
        title="Planen begynder hos den, det handler om",
        source=SLIDES,
        source_place="",
        year=2014,
        kind="method",
        strength="described",
        themes=("disability", "older", "employment"),
        actors="Sagsbehandlere og borgere",
        body=(
            "Sagsbehandling kan tage afsæt i modtageren i stedet for i de ydelser, man har på hylden. Civilsamfundets"
            " muligheder skal tages med hver gang, der laves en plan, og ikke kun når nogen kommer i tanke om det."
            " Oplægget siger ligeud, at sagsbehandleren så må give noget magt fra sig."
        ),
    ),
    KnowledgeText(
        key="barrierer-og-gevinster",
        title="Det, der står i vejen, og det, man vinder",
        source=SLIDES,
        source_place="",
        year=2014,
        kind="model",
        strength="described",
        themes=("community",),
        actors="Kommunen selv og det omgivende samfund",
        body=(
            "På den ene side: Vil samfundet overhovedet påtage sig ansvaret? Og kan kommunen slippe sine vaner, sin"
            " kontrol og sine kasser? På den anden side tre gevinster: bedre løsninger, mere opbakning og mere velfærd"
            " for de samme penge. Oplægget spørger også, om man skal have en civilsamfundsstrategi i stedet for en"
            " frivilligpolitik."
        ),
    ),
)
