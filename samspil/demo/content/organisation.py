"""The municipality's own units and the bodies that decide, advise, respond or discuss."""

from samspil.demo.content.types import BodyText, UnitText

UNITS: tuple[UnitText, ...] = (
    UnitText(
        key="engbaek-kommune",
        name="Engbæk Kommune",
        parent=None,
        place="engbaek",
        phone="99 00 00 10",
        description="Godt 41.000 mennesker, fjorten byer og en å. Ring her, hvis du ikke ved, hvem du skal tale med.",
    ),
    UnitText(
        key="ssb",
        name="Social, Sundhed og Beskæftigelse",
        parent="engbaek-kommune",
        place="engbaek",
        phone="99 00 00 11",
        description=(
            "Samler ældre, handicap, psykiatri, sundhed og beskæftigelse. Birthe, vores frivilligkoordinator, sidder"
            " her."
        ),
    ),
    UnitText(
        key="aeldre",
        name="Ældre og Pleje",
        parent="ssb",
        place="engbaek",
        phone="99 00 00 12",
        description=(
            "Hjemmepleje, plejecentre og hjælpemidler. 620 ansatte og flere sommerhuse end vi har vagter i juli."
        ),
    ),
    UnitText(
        key="hp-nord",
        name="Hjemmeplejen Nord",
        parent="aeldre",
        place="noerre-engbaek",
        phone="99 00 00 13",
        description=(
            "Kommer hos 214 borgere i Nørre Engbæk, Krathøj, Hestkær og Bavnhuse. Holder til på Stationsvej i det gamle"
            " posthus."
        ),
    ),
    UnitText(
        key="hp-syd",
        name="Hjemmeplejen Syd",
        parent="aeldre",
        place="soender-engbaek",
        phone="99 00 00 14",
        description="Kommer hos 251 borgere i Sønder Engbæk, Mosevang, Toftlev og Vestermølle.",
    ),
    UnitText(
        key="aabrinken",
        name="Plejecenter Åbrinken",
        parent="aeldre",
        place="noerre-engbaek",
        phone="99 00 00 15",
        description=(
            "48 boliger med udsigt til åen og til kommunens største parkeringsplads. Dørene er åbne fra 8 til 20."
        ),
    ),
    UnitText(
        key="handicap-psykiatri",
        name="Handicap og Psykiatri",
        parent="ssb",
        place="engbaek",
        phone="99 00 00 16",
        description=(
            "Bosteder, støtte i eget hjem, dagtilbud og myndighed for voksne med handicap eller psykisk sygdom."
        ),
    ),
    UnitText(
        key="moellebakken",
        name="Bostedet Møllebakken",
        parent="handicap-psykiatri",
        place="vestermoelle",
        phone="99 00 00 17",
        description=(
            "22 lejligheder for voksne med udviklingshandicap. Beboerne har selv valgt, at skiltet ved vejen er gult."
        ),
    ),
    UnitText(
        key="stoettecentret",
        name="Støttecentret Lindegade",
        parent="handicap-psykiatri",
        place="engbaek",
        phone="99 00 00 18",
        description=(
            "Støtte og værested for mennesker med psykisk sygdom og for dem, der bor uden et fast sted. Åbent hverdage"
            " 9-16."
        ),
    ),
    UnitText(
        key="sundhed",
        name="Sundhed og Forebyggelse",
        parent="ssb",
        place="engbaek",
        phone="99 00 00 19",
        description=(
            "Sygepleje, træning, patientuddannelser, demensvejledning og alt det, vi gør, før nogen bliver syge."
        ),
    ),
    UnitText(
        key="beskaeftigelse",
        name="Beskæftigelse",
        parent="ssb",
        place="engbaek",
        phone="99 00 00 20",
        description="Sætter retningen for beskæftigelsesindsatsen og taler med virksomhederne om, hvad de mangler.",
    ),
    UnitText(
        key="jobcenter",
        name="Jobcenter Engbæk",
        parent="beskaeftigelse",
        place="engbaek",
        phone="99 00 00 21",
        description=(
            "Samtaler, praktik, mentorer og virksomhedsbesøg. Vi kan mødes et andet sted end på kontoret. Spørg."
        ),
    ),
    UnitText(
        key="boern-unge",
        name="Børn og Unge",
        parent="engbaek-kommune",
        place="engbaek",
        phone="99 00 00 22",
        description="Dagpleje, skoler, sundhedspleje og børnefamilier. Otte skoler, hvoraf to kun har tre klassetrin.",
    ),
    UnitText(
        key="ungeenheden",
        name="Ungeenheden",
        parent="boern-unge",
        place="lergaarden",
        phone="99 00 00 23",
        description="Ungdomsskole, klubber, SSP og vejledning for unge mellem 13 og 25 år.",
    ),
    UnitText(
        key="borgerservice",
        name="Borgerservice og Bibliotek",
        parent="engbaek-kommune",
        place="engbaek",
        phone="99 00 00 24",
        description="Pas, kørekort, hjælp til det digitale og bøger. Vi sidder i samme hus, så man kan nå begge dele.",
    ),
)

BODIES: tuple[BodyText, ...] = (
    BodyText(
        key="chefgruppen",
        name="Chefgruppen",
        kind="executive_group",
        powers=("decide", "spend", "discuss"),
        description="Direktøren og cheferne i Social, Sundhed og Beskæftigelse. Mødes hver anden tirsdag.",
    ),
    BodyText(
        key="social-sundhedsudvalget",
        name="Social- og Sundhedsudvalget",
        kind="committee",
        powers=("decide", "spend"),
        description="Syv folkevalgte. Ældre, handicap, psykiatri og sundhed. Mødes den første tirsdag i måneden.",
    ),
    BodyText(
        key="forebyggelsesudvalget",
        name="Forebyggelsesudvalget",
        kind="committee",
        powers=("decide", "spend"),
        description="Fem folkevalgte. Folkesundhed, frivillighed og det, der virker, før det går galt.",
    ),
    BodyText(
        key="beskaeftigelsesudvalget",
        name="Beskæftigelsesudvalget",
        kind="committee",
        powers=("decide", "spend"),
        description="Fem folkevalgte. Jobcenteret, virksomhederne og de unge uden job.",
    ),
    BodyText(
        key="handicapraadet",
        name="Handicaprådet",
        kind="disability_council",
        powers=("advise", "respond"),
        description=(
            "Fire fra handicaporganisationerne og fire fra kommunen. Svarer på høringer og stiller selv spørgsmål."
        ),
    ),
    BodyText(
        key="aeldreraadet",
        name="Ældrerådet",
        kind="senior_council",
        powers=("advise", "respond"),
        description=(
            "Ni valgte over 60 år. Høres om alle forslag, der vedrører de ældre, og siger også til uden at blive"
            " spurgt."
        ),
    ),
    BodyText(
        key="udsatteraadet",
        name="Udsatterådet",
        kind="marginalised_council",
        powers=("advise", "respond"),
        description=(
            "Mennesker, der selv har prøvet det, og folk fra væresteder og gadeplan. Mødes over en gryde suppe."
        ),
    ),
    BodyText(
        key="hoved-med",
        name="Hoved-MED",
        kind="med",
        powers=("discuss", "respond"),
        description=(
            "Medarbejdere og ledelse for hele kommunen. Drøfter blandt andet grænsen mellem frivilligt arbejde og fag."
        ),
    ),
    BodyText(
        key="med-aeldre",
        name="Område-MED Ældre og Pleje",
        kind="med",
        powers=("discuss", "respond"),
        description=(
            "Medarbejdere og ledelse fra hjemmepleje og plejecentre. Arbejdsmiljø, vagter og nye måder at gøre"
            " tingene på."
        ),
    ),
    BodyText(
        key="udviklingsraad-noerre",
        name="Udviklingsrådet i Nørre Engbæk",
        kind="development_council",
        powers=("advise", "discuss"),
        description="Valgt på et borgermøde i hallen. Stier, skole, købmand og alt det, der gør en by til en by.",
    ),
    BodyText(
        key="udviklingsraad-vest",
        name="Udviklingsrådet Vest",
        kind="development_council",
        powers=("advise", "discuss"),
        description=(
            "Vadkær, Vestermølle og Bavnhuse har slået sig sammen. De er stadig ikke enige om, hvor juletræet skal stå."
        ),
    ),
    BodyText(
        key="teknologigruppen",
        name="Den tværgående teknologigruppe",
        kind="technology_group",
        powers=("advise",),
        description="En fra hver afdeling. Giver råd om velfærdsteknologi. Afdelingerne beslutter og betaler selv.",
    ),
    BodyText(
        key="erfaforum",
        name="Erfaforum for teknologi",
        kind="experience_forum",
        powers=("advise", "discuss"),
        description="Her fortæller vi hinanden, hvad der er på vej, hvad der virker, og hvad der står i kælderen.",
    ),
)
