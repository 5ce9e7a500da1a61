"""The small improvements employees make without asking a question first."""

from samspil.demo.content.types import AnswerText, PledgeText, ProposalText

SMALL_STEPS: tuple[ProposalText, ...] = (
    ProposalText(
        key="kroge-i-bilen",
        challenge=None,
        title="En krog til nøglerne i bilen",
        body=(
            "Nøglerne ligger i døren, i handskerummet og i mig. Sæt en række kroge på bagsiden af sædet med numre, så"
            " finder man den rigtige i mørke. En pakke kroge koster 89 kroner."
        ),
        degree="incremental",
        object="product",
        by="kaj",
        actor=None,
        delivers=("hp-nord",),
        days_ago=33,
        unit="hp-nord",
        pledges=(
            PledgeText(
                by="bent",
                actor="mandeskuret",
                kind="time",
                body="Vi sætter dem op. Kom med bilerne en fredag.",
                days_ago=30,
            ),
        ),
        answer=AnswerText(
            by="lene",
            outcome="forward",
            days_ago=32,
            body=(
                "Køb dem i dag og giv mig bonen. Den første bil er til prøve en uge. Virker det, får de andre syv også."
            ),
        ),
    ),
    ProposalText(
        key="hvem-er-paa-arbejde",
        challenge=None,
        title="Billeder af, hvem der er på arbejde",
        body=(
            "Beboerne spørger, hvem der kommer i aften, og vi svarer 'en sød en'. Hæng en tavle op i dagligstuen med"
            " billeder af dem, der er på arbejde. Så kan de glæde sig. Eller forberede sig."
        ),
        degree="incremental",
        object="product",
        by="tine",
        actor=None,
        delivers=("aabrinken",),
        days_ago=41,
        unit="aabrinken",
        pledges=(
            PledgeText(
                by="lone", actor="engbaek-skole", kind="time", body="8. b tager billederne en fredag", days_ago=34
            ),
        ),
        answer=AnswerText(
            by="hanne",
            outcome="forward",
            days_ago=39,
            body="God idé. De, der ikke vil have billede på, kan vælge en tegning. Jeg vælger en tegning.",
        ),
    ),
    ProposalText(
        key="roedt-laag",
        challenge=None,
        title="Rødt låg på termokanden",
        body=(
            "Hos dem, der drikker for lidt, sætter vi et rødt låg på kanden. Så ved alle, der kommer i huset, også"
            " børnebørnene, at de skal skænke en kop, før de sætter sig. Ingen skal læse noget eller spørge om noget."
        ),
        degree="incremental",
        object="process",
        by="mette",
        actor=None,
        delivers=("hp-nord",),
        days_ago=6,
        unit="hp-nord",
        pledges=(),
        answer=None,
    ),
    ProposalText(
        key="ring-paa-doeren",
        challenge=None,
        title="Ring på døren, også når vi har nøgle",
        body=(
            "Vi har nøgle, så vi går bare ind. Jeg prøvede en uge at ringe på og vente, til de råbte. Tre af dem var"
            " begyndt at rejse sig og lukke op. Det koster et halvt minut."
        ),
        degree="incremental",
        object="process",
        by="maja",
        actor=None,
        delivers=("hp-nord",),
        days_ago=3,
        unit="hp-nord",
        pledges=(),
        answer=None,
    ),
    ProposalText(
        key="breve-paa-dansk",
        challenge=None,
        title="Breve, man kan læse uden at sætte sig ned",
        body=(
            "Vi tager de ti breve, der giver flest opkald, og skriver dem om sammen med nogen, der får dem. Det første"
            " skal være det om rottefænger. Der står 'i henhold til' fire gange."
        ),
        degree="incremental",
        object="product",
        by="dorthe",
        actor=None,
        delivers=("borgerservice", "bibliotekets-venner"),
        days_ago=12,
        unit="borgerservice",
        pledges=(
            PledgeText(
                by="tove",
                actor="bibliotekets-venner",
                kind="knowledge",
                body="Læsekredsen læser dem højt. Så hører man det.",
                days_ago=9,
            ),
        ),
        answer=None,
    ),
    ProposalText(
        key="laanehylden",
        challenge=None,
        title="En lånehylde til hjælpemidler",
        body=(
            "Mange vil gerne prøve en strømpepåtager eller en griber en uge, før de søger. Lad os stille 15 ting på en"
            " hylde på biblioteket, som man låner på sit lånerkort. Jeg kommer og viser dem hver anden torsdag."
        ),
        degree="incremental",
        object="service",
        by="kirsten",
        actor=None,
        delivers=("aeldre", "borgerservice"),
        days_ago=9,
        unit="aeldre",
        pledges=(
            PledgeText(
                by="ulla", actor="borgerservice", kind="place", body="En hylde ved siden af kogebøgerne", days_ago=5
            ),
        ),
        answer=None,
    ),
    ProposalText(
        key="vaek-med-glasset",
        challenge=None,
        title="Væk med glasvæggen i jobcenteret",
        body=(
            "Venteværelset er et akvarium. Pil glasset ned og sæt nogle almindelige borde ind. Folk skal ikke sidde på"
            " række og kigge på en skærm med et nummer."
        ),
        degree="incremental",
        object="product",
        by="ahmed",
        actor=None,
        delivers=("jobcenter",),
        days_ago=52,
        unit="jobcenter",
        pledges=(),
        answer=AnswerText(
            by="signe",
            outcome="no",
            days_ago=43,
            body=(
                "Ikke glasset. Det er der efter en hændelse for to år siden, og arbejdsmiljøgruppen vil beholde det."
                " Men nummerskærmen er slukket fra mandag, og jeg har bestilt fire borde. Mød gerne de unge et andet"
                " sted, når du vil det."
            ),
        ),
    ),
    ProposalText(
        key="kaelderauktion",
        challenge=None,
        title="Auktion over det, der står i kælderen",
        body=(
            "Der står lifte, en sansegynge, tre tablets og en kaffemaskine i kælderen i Toftlev. Vi holder auktion på"
            " erfaforum. Man byder med en historie om, hvad man vil bruge tingen til. Det, ingen byder på, siger vi"
            " farvel til og skriver ned, hvorfor det ikke virkede."
        ),
        degree="incremental",
        object="process",
        by="kirsten",
        actor=None,
        delivers=("aeldre", "erfaforum"),
        days_ago=21,
        unit="aeldre",
        pledges=(
            PledgeText(
                by="mikkel",
                actor="teknologinetvaerket",
                kind="knowledge",
                body="Vi tager historierne med til de andre fem kommuner",
                days_ago=16,
            ),
        ),
        answer=None,
    ),
)
