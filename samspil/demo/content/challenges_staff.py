"""Challenges the staff see first: one for all staff, one for a single unit, one still a draft."""

from samspil.demo.content.types import ChallengeText, PerspectiveText

STAFF: tuple[ChallengeText, ...] = (
    ChallengeText(
        key="op-om-morgenen",
        question="Hvordan kommer man op, når man selv vil, uden at nogen får ondt i ryggen?",
        first_question="Skal vi købe loftlifte til alle?",
        description=(
            "Vi har 63 borgere, der skal løftes af to. Der er én bil, der kører med den anden mand. Så kommer man op,"
            " når bilen kommer. For nogle er det klokken 10.45.\n\nFørste udgave af spørgsmålet handlede om loftlifte."
            " Men det er jo ikke liften, vi vil have. Vi vil have, at folk kommer op, og at vi kan holde til det. Vi"
            " taler om det internt først, fordi det handler om vores arbejdsmiljø. Derefter åbner vi det."
        ),
        today=(
            "To medarbejdere og en mobil lift. 63 borgere. Ventetiden om morgenen er op til halvanden time. 14"
            " sygemeldinger på grund af ryggen sidste år."
        ),
        theme="older",
        unit="aeldre",
        place="engbaek",
        by="susanne",
        actor="med-aeldre",
        raised_days_ago=31,
        stage="perspectives",
        next_step=(
            "Kirsten tager det med i teknologigruppen på torsdag og spørger Hedevang, hvad de lærte. Derefter åbner vi"
            " for borgere og pårørende."
        ),
        audience="staff",
        host="birthe",
        perspectives=(
            PerspectiveText(
                by="kaj",
                actor=None,
                days_ago=29,
                body=(
                    "Den mobile lift står altid det forkerte sted. Jeg bruger mere tid på at hente den end på at løfte."
                ),
            ),
            PerspectiveText(
                by="kirsten",
                actor="teknologigruppen",
                days_ago=25,
                body=(
                    "Vi kan kun give råd, men her er et: Køb ikke noget endnu. Tæl en uge, hvem der venter, og hvorfor."
                    " Halvdelen af dobbeltbesøgene er gamle vaner. Jeg har selv lavet nogle af dem."
                ),
                replies=(
                    PerspectiveText(
                        by="lene",
                        actor="hp-nord",
                        days_ago=24,
                        body="Vi tæller i uge efter næste. Det bliver med streger på køleskabet, ikke i systemet.",
                    ),
                ),
            ),
            PerspectiveText(
                by="anders",
                actor="hp-syd",
                days_ago=21,
                body=(
                    "Jeg er skeptisk. Sidst fik vi tre lifte, som ingen blev oplært i. To af dem står i kælderen i"
                    " Toftlev. Hvis vi gør det her, skal der være tid til at lære det."
                ),
            ),
            PerspectiveText(
                by="maja",
                actor=None,
                days_ago=11,
                body=(
                    "Om aftenen er det omvendt. Der bliver folk lagt i seng klokken otte, fordi makkeren skal videre."
                    " Det er det samme problem, bare i nattøj."
                ),
            ),
        ),
    ),
    ChallengeText(
        key="snakke-sammen",
        question="Hvordan når vi at tale sammen, når vi aldrig er på arbejde samtidig?",
        description=(
            "Dagvagten går 15.00, aftenvagten møder 15.15. Det er spareplanens kvarter. Der ligger sedler i bilerne, på"
            " kaffemaskinen og i min jakke. I sidste uge fik en borger to gange aftensmad og en anden ingen."
        ),
        today="En bog i vagtstuen, en beskedtråd og det, man råber over parkeringspladsen.",
        theme="older",
        unit="hp-nord",
        place="noerre-engbaek",
        by="maja",
        actor=None,
        raised_days_ago=18,
        stage="proposals",
        next_step="Lene tager det på personalemødet onsdag. Vi vælger én ting og prøver den i tre uger.",
        audience="unit",
        host="mette",
        perspectives=(
            PerspectiveText(
                by="mette",
                actor=None,
                days_ago=16,
                body=(
                    "Jeg vil gerne blive ti minutter længere to gange om ugen, hvis jeg må gå ti minutter før de andre"
                    " dage. Det må man bare ikke."
                ),
            ),
            PerspectiveText(
                by="kaj",
                actor=None,
                days_ago=15,
                body="Bogen er fin. Problemet er, at der står 'obs nr. 14' og ikke hvad man skal obse.",
                replies=(
                    PerspectiveText(by="maja", actor=None, days_ago=14, body="Det var mig. Undskyld. Det var katten."),
                ),
            ),
        ),
    ),
    ChallengeText(
        key="hjem-fredag",
        question="Hvordan undgår vi, at man kommer hjem fra sygehuset fredag eftermiddag til et tomt køleskab?",
        description=(
            "Kladde. Jeg samler eksempler fra de sidste to måneder, før jeg spørger andre. Indtil nu har jeg ni. Syv af"
            " dem er fredage efter klokken 14."
        ),
        today=(
            "Sygehuset sender en besked. Vi ser den mandag, hvis den kommer efter 15. Naboen har nøglen, hvis der er en"
            " nabo."
        ),
        theme="health",
        unit="sundhed",
        place="engbaek",
        by="line",
        actor=None,
        raised_days_ago=4,
        stage="draft",
        next_step="Line gør spørgsmålet færdigt og åbner det, når Charlotte er tilbage fra ferie.",
        host="birthe",
        perspectives=(),
    ),
)
