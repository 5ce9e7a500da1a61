"""Evenings at the nursing home, and a home-care team that never meets."""

from samspil.demo.content.types import AnswerText, PledgeText, ProposalText

EVENINGS: tuple[ProposalText, ...] = (
    ProposalText(
        key="koret-oever",
        challenge="aftener-aabrinken",
        title="Koret øver på Åbrinken",
        body=(
            "Vi flytter øveaftenen fra skolen til dagligstuen hver anden uge. Man må høre på, synge med eller gå. Vi"
            " synger det forkerte sted de første 20 minutter alligevel, så der er ikke tale om koncert."
        ),
        degree="incremental",
        object="service",
        by="ingolf",
        actor="koret",
        delivers=("koret", "aabrinken"),
        days_ago=76,
        unit="aabrinken",
        pledges=(
            PledgeText(by="ingolf", actor="koret", kind="time", body="34 stemmer hver anden mandag", days_ago=76),
            PledgeText(by="hanne", actor="aabrinken", kind="place", body="Dagligstuen og kaffe til alle", days_ago=70),
            PledgeText(
                by="soeren",
                actor="venner-aabrinken",
                kind="money",
                body="Stemning af klaveret to gange om året",
                amount=2600,
                days_ago=68,
            ),
        ),
        answer=AnswerText(
            by="hanne",
            outcome="forward",
            days_ago=70,
            body=(
                "Ja. Vi begynder i næste uge og prøver seks gange. Beboerrådet bestemmer, om de må synge Kim Larsen"
                " hver gang. Det har de allerede bestemt."
            ),
        ),
    ),
    ProposalText(
        key="doeren-til-22",
        challenge="aftener-aabrinken",
        title="Lad døren være åben til klokken 22",
        body=(
            "Jeg stiller uret om. Det tager to minutter. Så kan folk komme efter aftensmad uden at ringe på hos"
            " aftenvagten."
        ),
        degree="incremental",
        object="process",
        by="poul",
        actor=None,
        delivers=("aabrinken",),
        days_ago=74,
        unit="aabrinken",
        pledges=(
            PledgeText(
                by="poul", actor=None, kind="time", body="Jeg viser aftenvagten, hvordan man låser op og i", days_ago=74
            ),
        ),
        answer=AnswerText(
            by="hanne",
            outcome="forward",
            days_ago=73,
            body=(
                "Gjort. Døren er åben til 22 fra i aften. Tine låser, som hun plejer. Tak, fordi du sagde det, Poul. Vi"
                " har gået og set på den dør i elleve år."
            ),
        ),
    ),
    ProposalText(
        key="natmad",
        challenge="aftener-aabrinken",
        title="Natmad klokken halv ti",
        body=(
            "Der skal være noget at blive oppe til. En ostemad og en snaps. Eller en kop te, hvis man er til det. Vi"
            " dækker selv op, vi er fem, der kan."
        ),
        degree="incremental",
        object="service",
        by="elly",
        actor="beboerraad-aabrinken",
        delivers=("beboerraad-aabrinken", "venner-aabrinken"),
        days_ago=66,
        unit="aabrinken",
        pledges=(
            PledgeText(by="elly", actor="beboerraad-aabrinken", kind="time", body="Vi dækker selv bordet", days_ago=66),
            PledgeText(
                by="soeren",
                actor="venner-aabrinken",
                kind="money",
                body="Ost og snaps det første halve år",
                amount=3900,
                days_ago=63,
            ),
            PledgeText(by="marianne", actor="bageren", kind="equipment", body="Rugbrødet, når vi lukker", days_ago=57),
        ),
        answer=AnswerText(
            by="hanne",
            outcome="forward",
            days_ago=60,
            body=(
                "Natmad fredag og lørdag, og vi ser, om I kan holde jer vågne. Køkkenet er jeres efter klokken 21. Den,"
                " der skal passe på med snapsen, aftaler det med sin kontaktperson, ikke med bordet."
            ),
        ),
    ),
    ProposalText(
        key="studerende-bor-med",
        challenge="aftener-aabrinken",
        title="To elever flytter ind",
        body=(
            "Der står to boliger tomme lige nu. Lad to af os sosu-elever bo der billigt mod at være hjemme og vågne"
            " fire aftener om måneden. Vi skal ikke arbejde. Vi skal bo der og komme ud i dagligstuen, når vi koger"
            " pasta."
        ),
        degree="radical",
        object="service",
        by="nanna",
        actor=None,
        delivers=("sosu-skolen", "aabrinken"),
        days_ago=58,
        unit="aabrinken",
        pledges=(
            PledgeText(by="nanna", actor=None, kind="time", body="Jeg vil godt være den første", days_ago=58),
            PledgeText(
                by="elly", actor=None, kind="equipment", body="Hun må låne min symaskine og mit klaver", days_ago=55
            ),
        ),
        answer=AnswerText(
            by="hanne",
            outcome="later",
            days_ago=44,
            body=(
                "Beboerne vil gerne, og jeg vil gerne. Reglerne for, hvem der må leje en plejebolig, siger nej lige nu."
                " Torben tager det med til udvalget i foråret. Indtil da kan du komme til natmad, Nanna."
            ),
        ),
    ),
    ProposalText(
        key="frivillige-i-vagtplanen",
        challenge="aftener-aabrinken",
        title="Skriv frivillige ind i vagtplanen om aftenen",
        body=(
            "Der er to på arbejde til 48. Hvis der stod to frivillige i vagtplanen hver aften, var der fire. Det er ren"
            " matematik."
        ),
        degree="incremental",
        object="process",
        by="villy",
        actor=None,
        delivers=("venner-aabrinken",),
        days_ago=64,
        unit="aabrinken",
        pledges=(),
        answer=AnswerText(
            by="hanne",
            outcome="no",
            days_ago=50,
            body=(
                "Nej, men tak for at have regnet på det. Når man står i en vagtplan, kan man ikke blive hjemme, og så"
                " er man ikke frivillig mere. Plejen er vores opgave, og det er også det, MED har sagt. Kom hellere med"
                " noget, I selv har lyst til, så holder jeg døren."
            ),
        ),
    ),
    ProposalText(
        key="kvarteret-i-midten",
        challenge="snakke-sammen",
        title="Et kvarter sammen tirsdag og fredag",
        body=(
            "Lad to fra dagholdet blive til 15.15 tirsdag og fredag og gå et kvarter før om mandagen og torsdagen. Det"
            " er nul minutter samlet. Jeg har regnet på det på bagsiden af en køreliste."
        ),
        degree="incremental",
        object="process",
        by="mette",
        actor=None,
        delivers=("hp-nord",),
        days_ago=13,
        unit="hp-nord",
        audience="unit",
        pledges=(),
        answer=None,
    ),
    ProposalText(
        key="skriv-hvad-man-skal-goere",
        challenge="snakke-sammen",
        title="Skriv, hvad den næste skal gøre",
        body=(
            "Vi skriver ikke 'obs' i bogen mere. Vi skriver en ting, man kan gøre, og et klokkeslæt. Hvis man ikke kan"
            " finde på noget, man kan gøre, er det ikke en besked. Så er det en bekymring, og den siger man højt."
        ),
        degree="incremental",
        object="process",
        by="kaj",
        actor=None,
        delivers=("hp-nord",),
        days_ago=12,
        unit="hp-nord",
        audience="unit",
        pledges=(
            PledgeText(by="maja", actor=None, kind="time", body="Jeg øver mig. Også når det er en kat.", days_ago=11),
        ),
        answer=AnswerText(
            by="lene",
            outcome="forward",
            days_ago=10,
            body=(
                "Vi gør det fra mandag og ser på det på personalemødet om tre uger. Jeg lover selv at holde op med at"
                " skrive 'jf. tidligere'."
            ),
        ),
    ),
)
