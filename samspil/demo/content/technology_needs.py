"""What the units of Engbæk need technology for. Made up, as Engbæk is. Days count back from today."""

from samspil.demo.content.experiences_types import JoinText, NeedText, ReuseText

NEEDS: tuple[NeedText, ...] = (
    NeedText(
        unit="hp-nord",
        by="mette",
        title="Hjælp til at flytte den, der ligger tungt",
        today=(
            "Vi er to om at løfte og flytte fra seng til stol, og den anden skal hentes fra en anden rute. Imens"
            " ligger borgeren og venter. Ryggen kan mærke det om aftenen."
        ),
        for_whom="borgere, der ikke selv kan rejse sig, og os der løfter",
        how_often="many_a_day",
        days_ago=34,
        looking="lene",
        joins=(
            JoinText(
                unit="hp-syd", by="anders", note="Mest om natten, hvor vi kun er to i hele distriktet.", days_ago=30
            ),
            JoinText(
                unit="aabrinken", by="tine", note="Vi har lift i seks boliger. I resten er det det samme.", days_ago=28
            ),
            JoinText(unit="moellebakken", by="bo", note="To af vores beboere.", days_ago=22),
        ),
    ),
    NeedText(
        unit="moellebakken",
        by="bo",
        title="Vi venter på nummer to for at løfte",
        today="Vi er to om gulvliften. Beboeren sidder klar på sengekanten, til den anden kommer.",
        for_whom="otte beboere, der skal løftes hver dag, og os",
        how_often="many_a_day",
        days_ago=276,
        reuse=ReuseText(
            by="bo",
            choice="new",
            why="Ingen har skrevet om det i små lejligheder. Vi har set den på Åbrinken, hvor der er mere plads.",
            searched="rumlift lejlighed",
            days_ago=268,
        ),
    ),
    NeedText(
        unit="aabrinken",
        by="tine",
        title="Gulvene tager formiddagen",
        today="Vi støvsuger fællesrummet og gangene, mens beboerne sidder alene ved kaffen.",
        for_whom="beboerne, som får mindre tid, og os",
        how_often="daily",
        days_ago=33,
        reuse=ReuseText(
            by="tine",
            choice="adapted",
            why=(
                "Andre skriver om en halvering i fællesrum. Vi tager kun gangene og fællesrummet. Ingen beboer skal"
                " selv betale for en robot."
            ),
            looked_at=("robotstoevsuger", "robot-egen-regning"),
            days_ago=18,
        ),
    ),
    NeedText(
        unit="hp-nord",
        by="kaj",
        title="Ryggen er træt, før vagten er slut",
        today="Vi løfter selv de steder, hvor liften ikke er kommet op. Efter det femte hjem kan man mærke det.",
        for_whom="os, der kører morgenruten",
        how_often="many_a_day",
        days_ago=131,
        reuse=ReuseText(
            by="kaj",
            choice="new",
            why="Vi fandt ingen, der havde prøvet det på en rute. Så må vi selv finde ud af det.",
            searched="støttedragt",
            days_ago=126,
        ),
    ),
    NeedText(
        unit="moellebakken",
        by="bo",
        title="Vi vækker folk for at vende dem",
        today="To går ind tre gange hver nat, tænder lys og trækker i lagnet. Så er man vågen.",
        for_whom="to beboere, der ikke selv kan vende sig, og nattevagterne",
        how_often="many_a_day",
        days_ago=120,
        reuse=ReuseText(
            by="bo",
            choice="new",
            why="Ingen har skrevet om det endnu. Åbrinken har sagt, at vi må ringe.",
            searched="vendelagen",
            days_ago=114,
        ),
    ),
    NeedText(
        unit="hp-nord",
        by="mette",
        title="To ruter mødes for at vende én",
        today="To biler kører til samme adresse om natten, fordi man skal være to om at vende.",
        for_whom="borgere, der ikke selv kan vende sig, og natholdet",
        how_often="daily",
        days_ago=28,
        reuse=ReuseText(
            by="mette",
            choice="new",
            why="Der står ingen erfaringer fra et hjem. Møllebakkens lære tager vi med.",
            searched="vendelagen",
            days_ago=25,
        ),
    ),
    NeedText(
        unit="hp-syd",
        by="anders",
        title="Medicinen styrer hele morgenruten",
        today=(
            "Mange skal have piller på samme klokkeslæt. Vi kører frem og tilbage og kommer for sent til dem, der"
            " venter på at komme op."
        ),
        for_whom="borgere med fast medicin og dem, der venter imens",
        how_often="daily",
        days_ago=16,
    ),
    NeedText(
        unit="moellebakken",
        by="bo",
        title="At kunne åbne vinduet selv",
        today="Man må kalde på os, bare for at få luft. Det er småt, men det er hver dag.",
        for_whom="beboere, der ikke kan bruge hænderne",
        how_often="many_a_day",
        days_ago=12,
    ),
    NeedText(
        unit="aabrinken",
        by="hanne",
        title="Færre kald, som ingen når frem til",
        today="Kaldene går til alle telefoner på én gang. Vi tror hver især, at en anden går.",
        for_whom="beboerne om natten",
        how_often="daily",
        days_ago=50,
        audience="staff",
        closed="Vi ændrede, hvem der får kaldet først. Det løste det uden ny teknologi.",
    ),
)
