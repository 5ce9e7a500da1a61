"""Proposals about young people without a job and about weekends like the neighbour's."""

from samspil.demo.content.types import AnswerText, PledgeText, ProposalText

WORK_AND_WEEKEND: tuple[ProposalText, ...] = (
    ProposalText(
        key="ingen-papirer-foer-onsdag",
        challenge="noget-at-staa-op-til",
        title="Ingen papirer før onsdag",
        body=(
            "Man møder mandag og tirsdag og ser, om man kan holde lugten ud. Onsdag sætter vi os med en kop kaffe og"
            " aftaler resten, og dér skriver vi under. Hvis det er nej, er det nej, og så er der ikke tabt ansigt. Det"
            " skal være et sted, hvor der er løn for enden."
        ),
        degree="radical",
        object="process",
        by="dennis",
        actor="toemrerne",
        delivers=("toemrerne", "jobcenter"),
        days_ago=46,
        unit="jobcenter",
        pledges=(
            PledgeText(
                by="dennis", actor="toemrerne", kind="place", body="Plads til én ung ad gangen, hele året", days_ago=46
            ),
            PledgeText(by="thomas", actor="maskinvaerkstedet", kind="place", body="To pladser om måneden", days_ago=39),
            PledgeText(
                by="signe",
                actor="jobcenter",
                kind="time",
                body="Ahmed har telefonen åben fra klokken 6.30",
                days_ago=40,
            ),
        ),
        answer=AnswerText(
            by="signe",
            outcome="forward",
            days_ago=40,
            body=(
                "Ja. Jeg har fået på skrift, hvordan de to første dage er forsikret. Vi prøver det med ti unge og"
                " fortæller her, hvor mange der kom igen onsdag."
            ),
        ),
    ),
    ProposalText(
        key="den-der-ringer",
        challenge="noget-at-staa-op-til",
        title="Den, der ringer om morgenen",
        body=(
            "Man får en, der ringer klokken halv syv. Ikke en fra kommunen og ikke ens mor. En, der har prøvet at ligge"
            " der. Man må gerne selv vælge, hvem det er. Hvis man ikke tager den tre gange, kommer de forbi med en kop"
            " kaffe."
        ),
        degree="incremental",
        object="service",
        by="amalie",
        actor="plaenen",
        delivers=("plaenen", "lergaarden"),
        days_ago=11,
        unit="jobcenter",
        pledges=(
            PledgeText(
                by="oliver", actor=None, kind="time", body="Jeg ringer til tre, jeg er alligevel oppe", days_ago=11
            ),
            PledgeText(
                by="helle", actor="lergaarden", kind="place", body="Fælleshuset er åbent fra 6.30 med varme", days_ago=9
            ),
            PledgeText(
                by="frede",
                actor="herrevaerelset",
                kind="time",
                body="Vi er otte, der vågner klokken fem. Vi kan godt ringe.",
                days_ago=5,
            ),
        ),
        answer=None,
    ),
    ProposalText(
        key="to-om-et-job",
        challenge="noget-at-staa-op-til",
        title="To om et job og en, der lærer fra sig",
        body=(
            "Vi deler et job på 37 timer i to. Vores mest erfarne mand går fire timer ned i produktionen og bruger dem"
            " på at lære de to op. Vi betaler lønnen til de unge. Vi mangler en til at dække hans fire timer det første"
            " halve år."
        ),
        degree="incremental",
        object="service",
        by="pia",
        actor="mejeriet",
        delivers=("mejeriet", "jobcenter"),
        days_ago=33,
        unit="jobcenter",
        pledges=(
            PledgeText(by="pia", actor="mejeriet", kind="place", body="To småjob med løn fra første dag", days_ago=33),
            PledgeText(
                by="pia", actor="mejeriet", kind="money", body="Arbejdstøj og truckkort", amount=18000, days_ago=31
            ),
            PledgeText(
                by="klaus",
                actor="beskaeftigelse",
                kind="knowledge",
                body="Vi finder reglerne og skriver ansøgningen for jer",
                days_ago=25,
            ),
        ),
        answer=AnswerText(
            by="signe",
            outcome="later",
            days_ago=25,
            body=(
                "Det er et godt forslag, og mine midler til mentorer er brugt i år. Klaus ser på, om puljen til næste"
                " år kan bruges her. Jeg svarer igen senest i januar, også hvis svaret er nej."
            ),
        ),
    ),
    ProposalText(
        key="vores-egen-kasse",
        challenge="noget-at-staa-op-til",
        title="Vores egen kasse på 50.000 kroner",
        body=(
            "Vi vil have en kasse, vi selv bestemmer over. Til kørekortteori, arbejdssko, en cykel eller en præmie til"
            " den, der kom på arbejde en hel måned. Vi skriver alt ned, og alle kan se det. Hvis vi dummer os, får vi"
            " ikke en til."
        ),
        degree="radical",
        object="process",
        by="amalie",
        actor="plaenen",
        delivers=("plaenen", "ungepanelet"),
        days_ago=20,
        unit="beskaeftigelse",
        pledges=(
            PledgeText(
                by="lars",
                actor="sparekassefonden",
                kind="money",
                body="Den første halvdel, hvis kommunen giver den anden",
                amount=25000,
                days_ago=16,
            ),
            PledgeText(
                by="helle",
                actor="lergaarden",
                kind="knowledge",
                body="Jeg viser jer, hvordan man fører et regnskab på én side",
                days_ago=14,
            ),
        ),
        answer=None,
    ),
    ProposalText(
        key="praktik-app",
        challenge="noget-at-staa-op-til",
        title="En app med ledige praktikpladser",
        body=(
            "Vi kan bygge en app, hvor unge kan swipe mellem virksomheder. Vi gør det gratis som en del af vores"
            " frivilligdage."
        ),
        degree="incremental",
        object="product",
        by="kasper",
        actor="nordlys-data",
        delivers=("nordlys-data",),
        days_ago=27,
        unit="jobcenter",
        pledges=(),
        answer=AnswerText(
            by="signe",
            outcome="no",
            days_ago=18,
            body=(
                "Nej tak til appen og ja tak til jer. De unge siger, at de har praktikpladser nok. De mangler en, der"
                " tager imod dem. Kunne I tage en ung ind to dage i stedet? Ahmed ringer."
            ),
        ),
    ),
    ProposalText(
        key="hjemmekamp",
        challenge="weekend-moellebakken",
        title="Hjemmekamp: fem faste pladser og en opgave",
        body=(
            "Jeg vil ikke bare kigge. Jeg vil tørre gulvet, når det er vådt, og dele kampprogrammer ud. Fem af os kan"
            " komme på skift. Vi vil sidde sammen med de andre og ikke på en særlig bænk."
        ),
        degree="incremental",
        object="service",
        by="dan",
        actor="brugerraad-moellebakken",
        delivers=("engbaek-if", "brugerraad-moellebakken"),
        days_ago=50,
        unit="moellebakken",
        pledges=(
            PledgeText(
                by="carsten",
                actor="engbaek-if",
                kind="place",
                body="Fem pladser på række 3 til alle hjemmekampe",
                days_ago=46,
            ),
            PledgeText(
                by="carsten", actor="engbaek-if", kind="time", body="To fra klubben henter og bringer", days_ago=46
            ),
            PledgeText(
                by="lis",
                actor="foraeldre-moellebakken",
                kind="time",
                body="En forælder har telefonen tændt, hvis nogen vil hjem før tid",
                days_ago=42,
            ),
            PledgeText(
                by="bo",
                actor=None,
                kind="knowledge",
                body="Jeg fortæller klubben, hvad man gør, når larmen bliver for meget",
                days_ago=40,
            ),
        ),
        answer=AnswerText(
            by="jonas",
            outcome="forward",
            days_ago=38,
            body=(
                "Ja, fra næste kamp. Det er klubben, der tager imod, og ikke os. Hvis der bliver kaldt, kommer vi. Dan,"
                " du er tovholder for gulvmoppen."
            ),
        ),
    ),
    ProposalText(
        key="baal-om-loerdagen",
        challenge="weekend-moellebakken",
        title="Bål om lørdagen uden program",
        body=(
            "Vi tænder bål ved hytten klokken 14 den første lørdag i måneden. Man kan komme og sidde. Man kan snitte."
            " Man kan også gå igen. Det er spejderne, der er værter, og det er det samme bål for alle."
        ),
        degree="incremental",
        object="service",
        by="majbritt",
        actor="spejderne",
        delivers=("spejderne",),
        days_ago=10,
        unit="moellebakken",
        pledges=(
            PledgeText(by="majbritt", actor="spejderne", kind="place", body="Hytte, skov og brænde", days_ago=10),
            PledgeText(
                by="dan",
                actor="brugerraad-moellebakken",
                kind="time",
                body="Vi rydder op bagefter. Det er vi bedre til end spejderne.",
                days_ago=8,
            ),
            PledgeText(
                by="knud",
                actor="frivillig-koersel",
                kind="time",
                body="Minibus frem og tilbage, otte pladser",
                days_ago=4,
            ),
        ),
        answer=None,
    ),
    ProposalText(
        key="laan-os-bussen",
        challenge="weekend-moellebakken",
        title="Lad forældrene låne bussen",
        body=(
            "Bussen står stille fra fredag klokken 15 til mandag. Vi er fire forældre med stort kørekort. Lad os låne"
            " den om lørdagen, så kan otte komme ud på én gang."
        ),
        degree="incremental",
        object="process",
        by="lis",
        actor="foraeldre-moellebakken",
        delivers=("foraeldre-moellebakken",),
        days_ago=43,
        unit="moellebakken",
        pledges=(
            PledgeText(
                by="lis", actor="foraeldre-moellebakken", kind="time", body="4 chauffører på skift", days_ago=43
            ),
        ),
        answer=AnswerText(
            by="jonas",
            outcome="no",
            days_ago=34,
            body=(
                "Nej, og jeg har prøvet. Forsikringen dækker kun ansatte i den bus, og liften kræver et kursus. Men"
                " Frivillig Kørsel har en minibus, I gerne må køre. Jeg har talt med Knud, og han siger ja."
            ),
        ),
    ),
    ProposalText(
        key="doeren-i-hallen",
        challenge="weekend-moellebakken",
        title="En døråbner i hallen",
        body=(
            "Rampen er fin. Døren for enden er ikke. Sæt en stor knap, der kan trykkes med en albue. Så kan den samme"
            " dør også bruges af mødre med barnevogn og målmænd med krykker."
        ),
        degree="incremental",
        object="product",
        by="hans-erik",
        actor="handicapraadet",
        delivers=("handicap-psykiatri", "engbaek-if"),
        days_ago=19,
        unit="handicap-psykiatri",
        pledges=(
            PledgeText(
                by="thomas",
                actor="maskinvaerkstedet",
                kind="time",
                body="Vi monterer den i vores frivilligtimer",
                days_ago=13,
            ),
            PledgeText(
                by="carsten",
                actor="engbaek-if",
                kind="money",
                body="Overskuddet fra tombolaen",
                amount=5500,
                days_ago=12,
            ),
        ),
        answer=None,
    ),
)
