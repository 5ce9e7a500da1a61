"""Proposals about the screen, Friday nights and doors to knock on."""

from samspil.demo.content.types import AnswerText, PledgeText, ProposalText

TOWN: tuple[ProposalText, ...] = (
    ProposalText(
        key="roer-ikke-musen",
        challenge="skaerm",
        title="IT-hjælp, hvor ingen rører ved musen",
        body=(
            "Hver onsdag på biblioteket. Vi er to gymnasieelever og to pensionister ad gangen. Reglen er, at vi sidder"
            " på hænderne. Man må komme med den samme ting fire gange. Man skriver ingen kode ned hos os."
        ),
        degree="incremental",
        object="service",
        by="freja",
        actor="it-hjaelperne",
        delivers=("it-hjaelperne", "borgerservice"),
        days_ago=200,
        unit="borgerservice",
        pledges=(
            PledgeText(
                by="freja", actor="it-hjaelperne", kind="time", body="4 hjælpere hver onsdag 10-13", days_ago=200
            ),
            PledgeText(
                by="ulla", actor="borgerservice", kind="place", body="Bordet ved vinduet, og kaffe", days_ago=190
            ),
            PledgeText(
                by="kasper",
                actor="nordlys-data",
                kind="time",
                body="En udvikler den første onsdag i måneden, med løn",
                days_ago=150,
            ),
        ),
        answer=AnswerText(
            by="ulla",
            outcome="forward",
            days_ago=190,
            body=(
                "Ja, og vi sætter en af vores egne ved siden af til det, der kræver fuldmagt. Vi prøver frem til sommer"
                " og tæller kun én ting: om folk kommer igen med noget nyt."
            ),
        ),
    ),
    ProposalText(
        key="bogbussen-med-skaerm",
        challenge="skaerm",
        title="Bogbussen tager skærmen med",
        body=(
            "Bogbussen holder alligevel 40 minutter i Bavnhuse. Der er strøm og net. Hvis en IT-hjælper kører med, kan"
            " man bestille pas og låne en krimi på samme tur."
        ),
        degree="incremental",
        object="service",
        by="gitte",
        actor=None,
        delivers=("borgerservice", "it-hjaelperne"),
        days_ago=195,
        unit="borgerservice",
        pledges=(
            PledgeText(
                by="ulla",
                actor="borgerservice",
                kind="money",
                body="To skærme og en printer til bussen",
                amount=14500,
                days_ago=184,
            ),
            PledgeText(
                by="freja",
                actor="it-hjaelperne",
                kind="time",
                body="En hjælper med på turen en gang om måneden",
                days_ago=180,
            ),
        ),
        answer=AnswerText(
            by="ulla",
            outcome="forward",
            days_ago=185,
            body=(
                "Det gør vi. Printeren koster mere end skærmene, men det er den, folk har brug for. Første tur er til"
                " Bavnhuse og Vadkær."
            ),
        ),
    ),
    ProposalText(
        key="syv-biler-bliver-til-to",
        challenge="fredag-aften-14",
        title="Syv biler bliver til to",
        body=(
            "Vi er otte forældre, der kører til Engbæk hver fredag for at hente én hver. Vi laver en liste og skiftes."
            " Det er ikke en løsning på bussen. Det er bare dumt at lade være."
        ),
        degree="incremental",
        object="process",
        by="iben",
        actor=None,
        delivers=(),
        days_ago=125,
        unit="ungeenheden",
        pledges=(
            PledgeText(
                by="iben", actor=None, kind="time", body="Jeg laver listen og kører den første fredag", days_ago=125
            ),
            PledgeText(
                by="majbritt", actor=None, kind="time", body="Jeg kører hver fjerde. Jeg har ni sæder.", days_ago=120
            ),
            PledgeText(
                by="rasmus",
                actor="ungeenheden",
                kind="time",
                body="Klubben holder lys til 23.15, så ingen venter i mørke",
                days_ago=117,
            ),
        ),
        answer=AnswerText(
            by="rasmus",
            outcome="forward",
            days_ago=117,
            body=(
                "I behøver ikke vores lov, men I får den. Vi holder klubben åben, til den sidste er hentet. Jeg har"
                " skrevet til trafikselskabet om bussen og lægger svaret her."
            ),
        ),
    ),
    ProposalText(
        key="klub-i-krathoej",
        challenge="fredag-aften-14",
        title="Klub i det gamle sløjdlokale",
        body="Vi indretter sløjdlokalet med sofaer og bordtennis og holder åbent fredag 18-22 med to medarbejdere.",
        degree="incremental",
        object="service",
        by="rasmus",
        actor="ungeenheden",
        delivers=("ungeenheden",),
        days_ago=145,
        unit="ungeenheden",
        pledges=(),
        answer=None,
        withdrawn_days_ago=112,
    ),
    ProposalText(
        key="fredag-i-stolen",
        challenge="en-doer-at-banke-paa",
        title="Fredag i stolen",
        body=(
            "Vi holder klinikken åben fredag 13-15 for mennesker uden et fast sted. Ingen tid, ingen lås på døren og"
            " ingen regning. Man må have sin hund med. Støttecentret eller Gadens Folk går med ind, hvis man vil."
        ),
        degree="radical",
        object="service",
        by="henning",
        actor="tandlaegerne",
        delivers=("tandlaegerne", "gadens-folk", "stoettecentret"),
        days_ago=55,
        unit="stoettecentret",
        pledges=(
            PledgeText(
                by="henning",
                actor="tandlaegerne",
                kind="time",
                body="2 tandlæger og 2 klinikassistenter hver anden fredag",
                days_ago=55,
            ),
            PledgeText(by="henning", actor="tandlaegerne", kind="place", body="Klinikken, fredag 13-15", days_ago=55),
            PledgeText(
                by="johnny",
                actor="gadens-folk",
                kind="time",
                body="Vi følger dem derhen og venter udenfor. Også med hunden.",
                days_ago=50,
            ),
            PledgeText(
                by="vibeke",
                actor="stoettecentret",
                kind="money",
                body="Materialer det første halve år",
                amount=12000,
                days_ago=48,
            ),
        ),
        answer=AnswerText(
            by="vibeke",
            outcome="forward",
            days_ago=48,
            body=(
                "Ja. Vi betaler materialerne i et halvt år, og Sofie går med de første gange. Ingen navne bliver"
                " skrevet ned hos os. Vi tæller streger på døren."
            ),
        ),
    ),
    ProposalText(
        key="sygeplejerske-klokken-22",
        challenge="en-doer-at-banke-paa",
        title="En sygeplejerske med på aftenturen",
        body=(
            "Vi går en tur hver aften. Lad en sygeplejerske gå med om torsdagen med en rygsæk i stedet for en bil. Sår,"
            " ører og en tid hos lægen, som vi kan følge dem til dagen efter."
        ),
        degree="incremental",
        object="service",
        by="johnny",
        actor="gadens-folk",
        delivers=("gadens-folk", "sundhed"),
        days_ago=36,
        unit="sundhed",
        pledges=(
            PledgeText(
                by="johnny",
                actor="gadens-folk",
                kind="time",
                body="To af os hver torsdag. Vi bærer rygsækken.",
                days_ago=36,
            ),
            PledgeText(
                by="line",
                actor=None,
                kind="knowledge",
                body="Jeg pakker rygsækken og viser, hvad der er i",
                days_ago=33,
            ),
        ),
        answer=AnswerText(
            by="charlotte",
            outcome="later",
            days_ago=24,
            body=(
                "Jeg vil gerne, og det ændrer en vagt. Derfor skal det i MED først, og det er på dagsordenen i næste"
                " måned. Indtil da har Line lov til at gå med i sin egen arbejdstid den sidste torsdag. Det er aftalt."
            ),
        ),
    ),
    ProposalText(
        key="postkassen-ved-suppen",
        challenge="en-doer-at-banke-paa",
        title="En postkasse ved suppen",
        body=(
            "Brevene skal hen, hvor folk er. Vi sætter en postkasse med små låger i Suppekøkkenet. Man bestemmer selv,"
            " om ens breve må gå dertil. En frivillig siger: Der er post til dig. Det er en rar sætning."
        ),
        degree="incremental",
        object="product",
        by="sofie",
        actor=None,
        delivers=("suppekoekkenet", "stoettecentret"),
        days_ago=31,
        unit="stoettecentret",
        pledges=(
            PledgeText(
                by="bent",
                actor="mandeskuret",
                kind="time",
                body="Vi bygger den. 40 låger med hver sin lås.",
                days_ago=26,
            ),
            PledgeText(by="thomas", actor="maskinvaerkstedet", kind="equipment", body="Beslag og låse", days_ago=23),
            PledgeText(
                by="vibeke", actor="stoettecentret", kind="money", body="Træ og maling", amount=1800, days_ago=22
            ),
        ),
        answer=AnswerText(
            by="vibeke",
            outcome="forward",
            days_ago=22,
            body=(
                "Ja. Man skriver under på en enkelt side og kan sige nej igen når som helst. Bent har målt op. Vi"
                " hænger den op, når malingen er tør."
            ),
        ),
    ),
)
