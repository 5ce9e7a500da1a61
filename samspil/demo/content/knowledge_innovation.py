"""Innovation and welfare technology in the note of 2011.

VTV is mentioned as a fact with its reservation of rights; its criteria are not shipped.
"""

from samspil.demo.content.knowledge_volunteers import NOTE
from samspil.demo.content.types import KnowledgeText

INNOVATION_KNOWLEDGE: tuple[KnowledgeText, ...] = (
    KnowledgeText(
        key="bsk-evaluering",
        title="Når medarbejderne selv går på opdagelse",
        source=NOTE,
        source_place="BSK-tilbudsafdelingen, Herning Kommune",
        year=2011,
        kind="example",
        strength="described",
        themes=("disability", "mental_health"),
        actors="Medarbejdere og brugere i BSK-tilbudsafdelingen",
        body=(
            "En evaluering, der begynder nedefra. Medarbejderne undersøger, hvad brugerne oplever, og lærer noget, de"
            " ikke vidste. Så holder de idéværksteder, prøver noget af og fører det ud i livet. Det er dem selv og ikke"
            " en konsulent, der driver det."
        ),
    ),
    KnowledgeText(
        key="tre-aer",
        title="De tre a'er: accept, aflæring og alternativ",
        source="lederweb.dk, gengivet i notat fra Herning Kommune, 2011",
        source_place="",
        year=2011,
        kind="method",
        strength="described",
        themes=("community",),
        actors="Ledere",
        body=(
            "Tag imod det nye, også når det lyder sært eller er langt fra din egen måde. Læg din egen erfaring til side"
            " et øjeblik, og spørg de unge eller brugerne. Få flere andre veje på bordet end den, I går på nu, og vælg"
            " de bedste. Det sidste er grunden til, at vi altid viser det, man gør i dag, ved siden af forslagene."
        ),
    ),
    KnowledgeText(
        key="ti-veje",
        title="Ti enkle veje for en leder",
        source="Væksthus for Ledelse, gengivet i notat fra Herning Kommune, 2011",
        source_place="Væksthus for Ledelse",
        year=2011,
        kind="method",
        strength="described",
        themes=("community",),
        actors="Væksthus for Ledelse, Kaospiloterne og ledere fra kommuner og regioner",
        body=(
            "En liste, lavet sammen med ledere, over det man kan gøre i sin hverdag. Den spænder fra at sætte ord på en"
            " drøm og skaffe ro til at tænke, til at låne andres idéer, blande forskellige mennesker og give slip på"
            " kontrollen for en tid. Brug den som en samtale med dig selv og ikke som en karakterbog."
        ),
    ),
    KnowledgeText(
        key="fem-slags-innovation",
        title="Fem slags innovation",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="model",
        strength="described",
        themes=("community",),
        actors="Medarbejdere, brugere og ledere",
        body=(
            "Man kan skelne mellem små skridt og det helt nye. Og man kan se på, om det er en ting, en service eller en"
            " arbejdsgang, der bliver ny. Når et forslag får de to mærker, kan man se, om man kun gør én slags."
        ),
    ),
    KnowledgeText(
        key="smaa-ting",
        title="Små skridt, og et spor for de store",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="model",
        strength="described",
        themes=("community",),
        actors="Medarbejdere, brugere, ledere og politikere",
        body=(
            "Notatet satser på små, løbende forbedringer, fordi mange små ting kan flytte noget stort. Det er ærligt om"
            " faren: Man risikerer at ville lidt af det hele og kun finde på det velkendte. Derfor skal der også være"
            " et spor med få, tydelige pejlemærker, som tænkes ind i de politiske mål."
        ),
    ),
    KnowledgeText(
        key="ideer-paa-personalemoedet",
        title="Idéerne tages op på de møder, man har",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="method",
        strength="described",
        themes=("community",),
        actors="Medarbejdere, ledere, forvaltning og MED",
        body=(
            "Nye idéer skal på dagsordenen til personalemøder og i de netværk, der findes i forvejen. Vejen til at"
            " prøve noget af skal være kort. Forvaltningen hjælper med viden og fondsansøgninger, og MED taler om det"
            " principielle, også om myter om frivillige."
        ),
    ),
    KnowledgeText(
        key="loftlifte",
        title="Lifte, der dækker hele rummet",
        source=NOTE,
        source_place="Andre kommuner og organisationer",
        year=2011,
        kind="example",
        strength="evaluated",
        themes=("older", "disability"),
        actors="Kommuner og organisationer, der har prøvet det",
        body=(
            "Notatet nævner rumdækkende lifte som teknologi, andre allerede har afprøvet og evalueret. Det råder til at"
            " bruge andres resultater i stedet for at begynde forfra. Det minder også om, at arbejdsgangene må laves"
            " om, ellers bliver liften bare til en ting i loftet."
        ),
    ),
    KnowledgeText(
        key="madningsrobot",
        title="Madningsrobot: at spise selv igen",
        source=NOTE,
        source_place="Andre kommuner og organisationer",
        year=2011,
        kind="example",
        strength="evaluated",
        themes=("disability", "older"),
        actors="Kommuner og organisationer, der har prøvet det",
        body=(
            "En maskine, der hjælper med at føre maden til munden, er et af notatets tre eksempler på afprøvet"
            " teknologi. Notatet fortæller ikke om resultaterne. Spørg dem, der har haft den i brug, og spørg også den,"
            " der skal spise."
        ),
    ),
    KnowledgeText(
        key="fjernbetjening",
        title="Fjernbetjening af omgivelserne",
        source=NOTE,
        source_place="Andre kommuner og organisationer",
        year=2011,
        kind="example",
        strength="evaluated",
        themes=("disability",),
        actors="Kommuner og organisationer, der har prøvet det",
        body=(
            "At kunne styre lys, dør og gardin selv er det tredje eksempel på teknologi, andre har afprøvet. Den passer"
            " godt til notatets to formål: et bedre liv for den, der bruger det, og færre gange, hvor nogen skal"
            " tilkaldes. Begge dele bør måles, også hvad brugeren selv synes."
        ),
    ),
    KnowledgeText(
        key="hvad-er-velfaerdsteknologi",
        title="Hvad vi kalder velfærdsteknologi",
        source="Kommunernes Landsforenings definition, gengivet i notat fra Herning Kommune, 2011",
        source_place="Kommunernes Landsforening",
        year=2011,
        kind="model",
        strength="described",
        themes=("older", "disability", "health"),
        actors="Kommunernes Landsforening",
        body=(
            "Teknologi, der er rettet mod brugeren, og som leverer en velfærdsydelse eller hjælper med den. Det kan"
            " handle om tryghed, om dagligdags gøremål eller om at komme omkring. Den er mest tænkt til ældre, til"
            " mennesker med kronisk sygdom og til mennesker med handicap."
        ),
    ),
    KnowledgeText(
        key="vtv",
        title="VTV findes og tilhører Teknologisk Institut",
        source=NOTE,
        source_place="Teknologisk Institut",
        year=2011,
        kind="rule",
        strength="described",
        themes=("older", "disability"),
        actors="Teknologisk Institut",
        body=(
            "Notatet omtaler VTV, en model til at vurdere velfærdsteknologi, og skriver, at den er beskyttet og kun må"
            " bruges sammen med Teknologisk Institut. Derfor findes den ikke i Samspil. Det, vi tager med os, er"
            " notatets eget krav: Borger, medarbejder og organisation skal alle være hørt, før man siger, om en"
            " teknologi gør velfærden bedre."
        ),
    ),
    KnowledgeText(
        key="abt-fonden",
        title="ABT-fonden: penge til at tage noget afprøvet i brug",
        source=NOTE,
        source_place="ABT-fonden",
        year=2011,
        kind="example",
        strength="described",
        themes=("older", "disability"),
        actors="Anvendt Borgernær Teknologi og kommuner, der søgte",
        body=(
            "Fonden gav dengang penge til at indføre teknologi, også når den var prøvet andre steder. Notatet ville"
            " søge den som supplement til egne midler, fordi det koster at lave arbejdsgange om. Fonden er fra den tid."
            " Lær af tanken, og søg efter nutidens puljer."
        ),
    ),
    KnowledgeText(
        key="en-million",
        title="En million om året, som afdelingerne selv bruger",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="rule",
        strength="described",
        themes=("older", "disability"),
        actors="Social- og Sundhedsudvalget, afdelingerne og den tværgående gruppe",
        body=(
            "I budgettet for 2012 blev der sat en million kroner af til velfærdsteknologi. Pengene skulle findes ved at"
            " prioritere om. En gruppe på tværs giver råd, men beslutningen og pengene bliver i afdelingerne. Råd og"
            " beslutning er altså to forskellige ting."
        ),
    ),
    KnowledgeText(
        key="tre-projekter",
        title="Mindst tre projekter på et år",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="rule",
        strength="described",
        themes=("older", "disability"),
        actors="Social- og Sundhedsudvalget",
        body=(
            "Udvalgets mål for 2012 var, at mindst tre projekter med ny eller anden teknologi skulle gennemføres. Målet"
            " tæller det, der er gjort færdigt, og ikke det, der er skrevet ned."
        ),
    ),
    KnowledgeText(
        key="erfa-forum",
        title="Et forum for det, der er på vej, og det, der er i brug",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="example",
        strength="described",
        themes=("older", "disability"),
        actors="Chefer og afdelinger på tværs af kommunen",
        body=(
            "På tværs af kommunen blev der oprettet et forum, hvor man deler viden om teknologi. Det skal handle om det"
            " nye, der er på vej, og om det, man allerede bruger. Så køber to afdelinger ikke den samme skuffelse hver"
            " for sig."
        ),
    ),
    KnowledgeText(
        key="producenter-og-netvaerk",
        title="Prøv det af sammen med producenten og naboerne",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="method",
        strength="described",
        themes=("older", "disability"),
        actors="Producenter og netværk på tværs af kommuner",
        body=(
            "Notatet vil arbejde sammen med producenter, så teknologien bliver passet til de problemer, man faktisk"
            " har. De netværk, kommunerne har sammen, skal prioriteres, for dér får man ny viden."
        ),
    ),
    KnowledgeText(
        key="teknologi-og-rekruttering",
        title="Teknologi som en grund til at søge jobbet",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="method",
        strength="described",
        themes=("older", "employment"),
        actors="Plejesektoren og kommende kolleger",
        body=(
            "Ny teknologi giver nye opgaver. Den kan gøre plejen interessant for mennesker, som ellers ikke ville søge,"
            " og den kan spare ryggen hos dem, der er der. Notatet vil fortælle om det, når der slås stillinger op."
        ),
    ),
    KnowledgeText(
        key="nybyggeri",
        title="Tænk teknologien ind, før muren står",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="rule",
        strength="described",
        themes=("older", "disability"),
        actors="Bygherrer, brugere og medarbejdere",
        body=(
            "Når der bygges nyt, bygges om eller bygges til, skal velfærdsteknologi tænkes ind. Det gælder både det"
            " afprøvede og det, man selv er med til at udvikle. Det er dér, man kan indrette rummene, så de passer til"
            " dem, der bor og arbejder der."
        ),
    ),
    KnowledgeText(
        key="virker-det",
        title="Skriv ned, om det virker, og hvad det gør ved os",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="method",
        strength="described",
        themes=("older", "disability", "relatives"),
        actors="Brugere, pårørende og medarbejdere",
        body=(
            "Notatet vil vide, hvilken teknologi der virker bedst. Man skal se på virkningen, på hvordan brugeren"
            " oplever det, og på hvad der sker mellem bruger, pårørende og medarbejder. Det, man lærer, skal bruges i"
            " det næste projekt."
        ),
    ),
    KnowledgeText(
        key="direktionsprojekt",
        title="Et fælles projekt til de helt nye tanker",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="example",
        strength="described",
        themes=("community",),
        actors="Direktionen i Herning Kommune",
        body=(
            "På en budgetkonference i august 2011 blev der fortalt om et kommende projekt om velfærdsinnovation på"
            " tværs af kommunen. Notatet vil koble de mere markante idéer på det projekt. Så har de store tanker et"
            " sted at gå hen, når de er for store til den enkelte afdeling."
        ),
    ),
    KnowledgeText(
        key="syv-trin",
        title="Fra notat til handling i syv trin",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="method",
        strength="described",
        themes=("community",),
        actors="Chefgruppen, tre udvalg, Handicaprådet og Ældrerådet",
        body=(
            "Chefgruppen drøfter. De tre udvalg drøfter. Handicaprådet og Ældrerådet høres. Udvalgene drøfter igen. Så"
            " vælger chefgruppen tovholdere, siger, hvordan man kan se, at det lykkes, og giver opgaverne videre. Ingen"
            " af trinene er pynt, og høringen ligger før beslutningen."
        ),
    ),
)
