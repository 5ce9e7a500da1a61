"""Ways to better days for those who have been left alone."""

from samspil.demo.content.types import AnswerText, PledgeText, ProposalText

GOOD_DAYS: tuple[ProposalText, ...] = (
    ProposalText(
        key="en-plads-i-baaden",
        challenge="gode-hverdage",
        title="En plads i båden",
        body=(
            "Torsdage ved åen klokken 17. Stænger kan lånes, og vi henter. Man behøver ikke melde sig ind. Vi har otte"
            " faste og plads til seks til. Hvis man hellere vil sidde på bænken og holde øje med kaffen, er det også et"
            " hverv.\n\nVi vil gerne have én ting til gengæld: at hjemmeplejen siger navnet på os højt, når de er ude."
            " Ingen ringer selv den første gang."
        ),
        degree="incremental",
        object="service",
        by="kurt",
        actor="lystfiskerne",
        delivers=("lystfiskerne", "hp-nord"),
        days_ago=26,
        unit="hp-nord",
        pledges=(
            PledgeText(by="kurt", actor="lystfiskerne", kind="time", body="4 chauffører hver torsdag", days_ago=26),
            PledgeText(
                by="kurt", actor="lystfiskerne", kind="equipment", body="12 stænger og 3 klapstole med ryg", days_ago=26
            ),
            PledgeText(
                by="lene", actor="hp-nord", kind="equipment", body="Kommunens bus hver anden torsdag", days_ago=20
            ),
            PledgeText(
                by="thomas",
                actor="maskinvaerkstedet",
                kind="time",
                body="To mand en fredag, så broen får et gelænder",
                days_ago=18,
            ),
            PledgeText(
                by="ole", actor=None, kind="knowledge", body="Jeg kan røge ål. Hvis I fanger nogen.", days_ago=15
            ),
        ),
        answer=AnswerText(
            by="lene",
            outcome="forward",
            days_ago=20,
            body=(
                "Ja tak. Vi siger det højt hos de 20, der kunne have lyst, og Mette kører med de to første gange. I"
                " får bussen hver anden torsdag. Jeg ringer til Kurt på mandag."
            ),
        ),
    ),
    ProposalText(
        key="faellesspisning-om-mandagen",
        challenge="gode-hverdage",
        title="Fællesspisning om mandagen",
        body=(
            "Lav maden sammen, før den spises. Det er dér, snakken er. Vi åbner køkkenet klokken 15, og så skræller"
            " man, til det ringer. Prisen er 40 kroner, og dem, der skræller, giver 20. Ingen taler, ingen velkomst,"
            " ingen navneskilte."
        ),
        degree="incremental",
        object="service",
        by="ruth",
        actor="kulturhuset",
        delivers=("kulturhuset", "herrevaerelset"),
        days_ago=24,
        unit="hp-nord",
        pledges=(
            PledgeText(by="ruth", actor="kulturhuset", kind="place", body="Køkken hver mandag", days_ago=24),
            PledgeText(by="frede", actor="herrevaerelset", kind="time", body="2 kokke", days_ago=22),
            PledgeText(
                by="marianne", actor="bageren", kind="equipment", body="Brød til alle, bagt samme morgen", days_ago=19
            ),
            PledgeText(
                by="asta", actor=None, kind="time", body="Jeg sidder ved det stille bord, så der er ét", days_ago=10
            ),
        ),
        answer=AnswerText(
            by="lene",
            outcome="forward",
            days_ago=12,
            body=(
                "Det vil vi gerne støtte. Den, der får mad leveret om mandagen, kan frit vælge jer i stedet, og det"
                " koster ikke noget at skifte tilbage. Kaj følger to borgere derhen de første tre gange."
            ),
        ),
    ),
    ProposalText(
        key="hold-paa-en-stige",
        challenge="gode-hverdage",
        title="Hold på en stige: en liste over ting, man kan bede om",
        body=(
            "Vi laver en seddel i brugsen, hvor man skriver, hvad man mangler hjælp til, i stedet for hvem der mangler"
            " besøg. Holde en stige. Prøvesmage solbærrom. Fortælle, hvordan man stiller et stueur. Så er det mig, der"
            " beder om noget, og det er dem, der kan noget."
        ),
        degree="radical",
        object="process",
        by="jytte",
        actor="bakkevej",
        delivers=("bakkevej", "mandeskuret"),
        days_ago=12,
        unit="hp-nord",
        pledges=(
            PledgeText(by="jytte", actor="bakkevej", kind="time", body="31 huse finder på en ting hver", days_ago=12),
            PledgeText(
                by="bent",
                actor="mandeskuret",
                kind="equipment",
                body="En opslagstavle i egetræ, til at hænge uden for brugsen",
                days_ago=9,
            ),
            PledgeText(by="karen", actor=None, kind="time", body="Jeg får far til at tage den første", days_ago=1),
        ),
        answer=None,
    ),
    ProposalText(
        key="bordet-bagved",
        challenge="gode-hverdage",
        title="Bordet bagved hos bageren",
        body=(
            "De to borde bagved er jeres fra 7 til 11. Kaffen er gratis, hvis man tager avisen med retur. Jeg siger"
            " ikke til nogen, at det er for ensomme. Så kommer der ingen."
        ),
        degree="incremental",
        object="service",
        by="marianne",
        actor="bageren",
        delivers=("bageren",),
        days_ago=8,
        unit="hp-nord",
        pledges=(
            PledgeText(by="marianne", actor="bageren", kind="place", body="To borde hver formiddag", days_ago=8),
            PledgeText(
                by="villy",
                actor="udviklingsraad-noerre",
                kind="equipment",
                body="To aviser hver dag i et år",
                days_ago=3,
            ),
        ),
        answer=None,
    ),
    ProposalText(
        key="bagerste-hold",
        challenge="gode-hverdage",
        title="Bagerste hold går først",
        body=(
            "Vi laver lørdagsturen om, så det langsomme hold starter en halv time før og bliver hentet af de andre. Så"
            " ender man i flok i stedet for til sidst. Det er kun tempoet, der er nyt. Kaffen er den samme."
        ),
        degree="incremental",
        object="process",
        by="gerda",
        actor="vandrelauget",
        delivers=("vandrelauget",),
        days_ago=10,
        unit="hp-nord",
        pledges=(
            PledgeText(
                by="gerda",
                actor="vandrelauget",
                kind="time",
                body="To turledere til det langsomme hold hver lørdag",
                days_ago=10,
            ),
            PledgeText(
                by="ejvind",
                actor="vognmanden",
                kind="equipment",
                body="Bussen, når den alligevel holder stille",
                days_ago=7,
            ),
        ),
        answer=None,
    ),
    ProposalText(
        key="maaned-syv",
        challenge="gode-hverdage",
        title="En, der ringer i måned syv",
        body=(
            "Når ægtefællen dør, kommer alle i den første måned. I måned syv kommer ingen. Kunne vi aftale med"
            " efterladte, mens vi stadig kommer i huset, at en må ringe til dem et halvt år efter? Ikke en fra"
            " kommunen. En, der selv har prøvet det."
        ),
        degree="radical",
        object="process",
        by="line",
        actor=None,
        delivers=("besoegsvennerne", "sundhed"),
        days_ago=35,
        unit="sundhed",
        pledges=(
            PledgeText(
                by="bodil",
                actor="besoegsvennerne",
                kind="time",
                body="5 af os, der selv er enker, vil gerne ringe",
                days_ago=30,
            ),
        ),
        answer=AnswerText(
            by="charlotte",
            outcome="later",
            days_ago=23,
            body=(
                "Jeg synes, det er rigtigt tænkt. Vi må bare ikke gemme en liste over efterladte uden at have spurgt"
                " dem ordentligt. Line og jeg laver et udkast til, hvordan man spørger, og viser det til Bodil inden"
                " sommer. Så svarer jeg igen."
            ),
        ),
    ),
    ProposalText(
        key="godmorgen-skaermen",
        challenge="gode-hverdage",
        title="En skærm, der siger godmorgen",
        body=(
            "Vi kan lave en lille skærm til køkkenbordet, som siger godmorgen og spørger, om man har sovet. Hvis der"
            " ikke bliver svaret, får hjemmeplejen besked."
        ),
        degree="radical",
        object="product",
        by="kasper",
        actor="nordlys-data",
        delivers=("nordlys-data",),
        days_ago=37,
        unit="hp-nord",
        pledges=(
            PledgeText(
                by="kasper",
                actor="nordlys-data",
                kind="time",
                body="Fire betalte frivilligdage fra os udviklere",
                days_ago=37,
            ),
        ),
        answer=None,
        withdrawn_days_ago=29,
    ),
    ProposalText(
        key="porten-er-aaben",
        challenge="gode-hverdage",
        title="Porten er åben, når der er lys",
        body=(
            "Der er ikke noget forslag. Porten er åben onsdag og torsdag. Vi mangler en, der forstår karburatorer, og"
            " en, der kan sætte kaffe over uden at snakke om det. Hvis nogen kører forbi med en mand, så sæt ham af."
        ),
        degree="incremental",
        object="service",
        by="palle",
        actor="garageholdet",
        delivers=("garageholdet",),
        days_ago=6,
        unit="hp-nord",
        pledges=(
            PledgeText(
                by="palle",
                actor="garageholdet",
                kind="place",
                body="Garagen, to dage om ugen. Der er varme på.",
                days_ago=6,
            ),
            PledgeText(
                by="knud", actor="frivillig-koersel", kind="time", body="En fast tur onsdag eftermiddag", days_ago=2
            ),
        ),
        answer=None,
    ),
    ProposalText(
        key="sidste-bus",
        challenge="gode-hverdage",
        title="To faste aftener i stedet for mange umulige",
        body=(
            "Vi får foreningerne til at lægge deres aftener på tirsdag og torsdag. Så kan én minibus køre to runder, og"
            " ingen behøver at kunne køreplanen udenad. Det kræver, at kommunen spørger foreningerne sammen i stedet"
            " for hver for sig."
        ),
        degree="radical",
        object="process",
        by="villy",
        actor="udviklingsraad-noerre",
        delivers=("frivillig-koersel", "aeldre"),
        days_ago=17,
        unit="aeldre",
        pledges=(
            PledgeText(
                by="knud", actor="frivillig-koersel", kind="time", body="6 chauffører, to aftener om ugen", days_ago=15
            ),
            PledgeText(
                by="kurt",
                actor="lystfiskerne",
                kind="time",
                body="Vi bliver på torsdag. Det har vi også tænkt os.",
                days_ago=14,
            ),
        ),
        answer=None,
    ),
)
