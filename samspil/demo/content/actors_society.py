"""Associations, volunteers, relatives, neighbours and users: those who are not paid to be there."""

from samspil.demo.content.types import ActorText

SOCIETY: tuple[ActorText, ...] = (
    ActorText(
        key="lystfiskerne",
        name="Engbæk Lystfiskerforening",
        kind="association",
        place="noerre-engbaek",
        phone="99 00 00 30",
        email="post@lystfiskerne.example",
        description=(
            "Torsdag kl. 17 ved broen. Otte faste og plads til flere. Vi henter medlemmer, der ikke kører bil. Snak er"
            " frivillig."
        ),
    ),
    ActorText(
        key="vandrelauget",
        name="Vandrelauget",
        kind="association",
        place="engsoe",
        phone="99 00 00 31",
        email="hej@vandrelauget.example",
        description=(
            "Lørdag kl. 10 fra en ny parkeringsplads. Alle tempi, ingen tilmelding. Bagerste hold har kaffen med."
        ),
    ),
    ActorText(
        key="mandeskuret",
        name="Engbæk Mandeskur",
        kind="association",
        place="noerre-engbaek",
        phone="99 00 00 32",
        email="skuret@mandeskuret.example",
        description=(
            "Værksted i den gamle foderstof. Tirsdag og fredag 9-12. Mange er tidligere håndværkere, resten lærer det."
        ),
    ),
    ActorText(
        key="koret",
        name="Koret Klang",
        kind="association",
        place="engbaek",
        email="noder@koretklang.example",
        description=(
            "34 stemmer og tre tenorer. Øver mandag aften på skolen. Synger gerne ude, hvis der er et klaver eller en"
            " god akustik."
        ),
    ),
    ActorText(
        key="kulturhuset",
        name="Kulturhuset i Nørre Engbæk",
        kind="association",
        place="noerre-engbaek",
        phone="99 00 00 33",
        email="huset@kulturhuset.example",
        description=(
            "Selvejende hus i det gamle mejeri. Stort køkken, lille scene, 120 stole og en elevator, der larmer."
        ),
    ),
    ActorText(
        key="venner-aabrinken",
        name="Åbrinkens Venner",
        kind="association",
        place="noerre-engbaek",
        phone="99 00 00 34",
        email="vennerne@aabrinkensvenner.example",
        description=(
            "Venneforening med 61 medlemmer. Lotteri, busture, julemarked og fredagsøl. Vi er gæster, ikke personale."
        ),
    ),
    ActorText(
        key="bibliotekets-venner",
        name="Bibliotekets Venner",
        kind="association",
        place="engbaek",
        email="laes@bibliotekvenner.example",
        description="Læsekredse, bog i tasken til dem, der ikke kan komme ud, og en bogbørs, der aldrig bliver mindre.",
    ),
    ActorText(
        key="engbaek-if",
        name="Engbæk IF",
        kind="association",
        place="engbaek",
        phone="99 00 00 35",
        email="kontor@engbaekif.example",
        description="Håndbold, gymnastik, gåfodbold og badminton om formiddagen. 1.900 medlemmer og én varmemester.",
    ),
    ActorText(
        key="husflid",
        name="Engbæk Husflid",
        kind="association",
        place="soender-engbaek",
        description="Træ, pil, keramik og væv. Ovnen er tændt onsdag. Vi har plads ved bordene om dagen.",
    ),
    ActorText(
        key="spejderne",
        name="Spejderne i Krathøj",
        kind="association",
        place="krathoej",
        email="baal@krathoejspejder.example",
        description="46 børn, ni ledere, seks hektar skov og et køkken på hjul. Kan lave mad til 80 uden strøm.",
    ),
    ActorText(
        key="petanque",
        name="Petanqueklubben Kuglen",
        kind="association",
        place="toftlev",
        description="Spiller hele året på banen bag brugsen. Man kan komme med ét ben og stadig vinde. Det er bevist.",
    ),
    ActorText(
        key="haveforeningen",
        name="Haveforeningen Solsorten",
        kind="association",
        place="lergaarden",
        description="58 haver. Tolv af dem står tomme, og hækken venter ikke på nogen.",
    ),
    ActorText(
        key="lokalarkivet",
        name="Lokalarkivet i Vadkær",
        kind="association",
        place="vadkaer",
        email="arkiv@vadkaerarkiv.example",
        description="9.000 billeder og ingen navne på halvdelen. Vi mangler folk, der kan huske.",
    ),
    ActorText(
        key="vadkaer-forsamlingshus",
        name="Vadkær Forsamlingshus",
        kind="association",
        place="vadkaer",
        phone="99 00 00 36",
        description=(
            "Fællesspisning den sidste torsdag i måneden. 60-90 spiser med. Vi låner huset ud, hvis I selv sætter"
            " stole op."
        ),
    ),
    ActorText(
        key="ro-klubben",
        name="Engsø Roklub",
        kind="association",
        place="engsoe",
        description="Ro for begyndere, motionister og dem, der bare vil sidde i båden. Broen er med rampe.",
    ),
    ActorText(
        key="kvinder-lergaarden",
        name="Kvinder i Lergården",
        kind="association",
        place="lergaarden",
        description="Vi mødes onsdag i fælleshuset. Mad, sprog, børn og cykler. Elleve lande ved samme bord.",
    ),
    ActorText(
        key="besoegsvennerne",
        name="Besøgsvennerne i Engbæk",
        kind="volunteer_group",
        place="engbaek",
        phone="99 00 00 37",
        email="besoeg@besoegsvennerne.example",
        description="26 besøgsvenner og en venteliste. Vi matcher på interesser, ikke på postnummer.",
    ),
    ActorText(
        key="frivillig-koersel",
        name="Frivillig Kørsel Engbæk",
        kind="volunteer_group",
        place="engbaek",
        phone="99 00 00 38",
        email="koersel@frivilligkoersel.example",
        description=(
            "19 chauffører i egne biler og en lånt minibus. Ring senest dagen før kl. 14. Rollatoren må gerne komme"
            " med."
        ),
    ),
    ActorText(
        key="vaagekonerne",
        name="Vågerne i Engbæk",
        kind="volunteer_group",
        place="engbaek",
        phone="99 00 00 39",
        description="Vi sidder hos mennesker, der skal dø, så ingen behøver at være alene. Også om natten. Vi er 22.",
    ),
    ActorText(
        key="gadens-folk",
        name="Gadens Folk",
        kind="volunteer_group",
        place="engbaek",
        phone="99 00 00 40",
        description="Går en tur i byen hver aften med kaffe, sokker og god tid. Flere af os har selv boet ude.",
    ),
    ActorText(
        key="lektiecafeen",
        name="Lektiecaféen i Lergården",
        kind="volunteer_group",
        place="lergaarden",
        description="Tirsdag og torsdag 15-17. Pensionerede lærere, gymnasieelever og boller.",
    ),
    ActorText(
        key="suppekoekkenet",
        name="Suppekøkkenet",
        kind="volunteer_group",
        place="engbaek",
        description="Varm mad søndag kl. 12 i menighedshuset. Overskudsmad fra tre butikker. Ingen spørger om noget.",
    ),
    ActorText(
        key="loes-maske",
        name="Strikkeklubben Løs Maske",
        kind="volunteer_group",
        place="hestkaer",
        description="Fjorten kvinder og Verner. Strikker huer til fødegangen og tæpper til Åbrinken.",
    ),
    ActorText(
        key="rickshawholdet",
        name="Rickshawholdet",
        kind="volunteer_group",
        place="noerre-engbaek",
        description=(
            "Tre ladcykler og sytten piloter. Kører ture med folk, der ikke selv kan cykle mere. Bakken op til kirken"
            " er frivillig."
        ),
    ),
    ActorText(
        key="it-hjaelperne",
        name="IT-hjælperne",
        kind="volunteer_group",
        place="engbaek",
        email="hjaelp@ithjaelperne.example",
        description=(
            "Unge og gamle med tålmodighed. Vi tager aldrig musen fra dig. Onsdag på biblioteket og hver måned i"
            " bussen."
        ),
    ),
    ActorText(
        key="paaroerende-noerre",
        name="Pårørendegruppen i Nørre Engbæk",
        kind="relatives_group",
        place="noerre-engbaek",
        email="gruppen@paaroerendenoerre.example",
        description=(
            "Døtre, sønner, en svigerdatter og to ægtefæller. Vi mødes i køkkenet i Kulturhuset den første onsdag i"
            " måneden."
        ),
    ),
    ActorText(
        key="paaroerende-demens",
        name="Pårørende til demens",
        kind="relatives_group",
        place="engbaek",
        phone="99 00 00 41",
        description="For dem, der lever med en, der glemmer. Man må gerne græde, og man må gerne tage strikketøj med.",
    ),
    ActorText(
        key="naermest",
        name="Nærmest i Engbæk",
        kind="relatives_group",
        place="engbaek",
        email="kontakt@naermest.example",
        description="Forældre, søskende og partnere til mennesker med psykisk sygdom. Mødes hver fjerde mandag.",
    ),
    ActorText(
        key="foraeldre-moellebakken",
        name="Forældrene på Møllebakken",
        kind="relatives_group",
        place="vestermoelle",
        description="Forældre til voksne børn. Vi er gået fra at bestemme alt til at spørge først. Det tog tyve år.",
    ),
    ActorText(
        key="garageholdet",
        name="Garageholdet",
        kind="informal_group",
        place="noerre-engbaek",
        description=(
            "Fem mænd over 60, tre knallerter og en Volvo, der aldrig bliver færdig. Porten er åben, når der er lys."
        ),
    ),
    ActorText(
        key="bakkevej",
        name="Naboerne på Bakkevej",
        kind="informal_group",
        place="noerre-engbaek",
        description="31 huse og en beskedgruppe. Vi ved, hvem der ikke har tændt lys.",
    ),
    ActorText(
        key="vinterbaderne",
        name="Vinterbaderne i Engsø",
        kind="informal_group",
        place="engsoe",
        description="Hver morgen kl. 6.30. Ingen kontingent, ingen formand, intet sludder før kaffen.",
    ),
    ActorText(
        key="onsdagsdrengene",
        name="Onsdagsdrengene",
        kind="informal_group",
        place="mosevang",
        description="Kortspil i brugsens kaffehjørne. Den yngste er 74. Vi mangler en fjerdemand ved bord to.",
    ),
    ActorText(
        key="herrevaerelset",
        name="Madklubben Herreværelset",
        kind="informal_group",
        place="soender-engbaek",
        description="Otte enkemænd, der ikke kunne koge et æg. Nu diskuterer vi sovs.",
    ),
    ActorText(
        key="plaenen",
        name="De unge på Plænen",
        kind="informal_group",
        place="lergaarden",
        description="Mødes alligevel. Har en højttaler og et ønske om et tag. Ældst er 20, yngst er 16.",
    ),
    ActorText(
        key="byhaven",
        name="Byhaven",
        kind="informal_group",
        place="lergaarden",
        description="Højbede, høns og en bålplads mellem blok 4 og 7. Startet af beboere, holdt i live af regn.",
    ),
    ActorText(
        key="lergaarden",
        name="Boligforeningen Lergården",
        kind="housing_association",
        place="lergaarden",
        phone="99 00 00 42",
        email="kontor@lergaarden.example",
        description="412 lejligheder og et fælleshus. Har en boligsocial plan om naboskab, job og færre lukkede døre.",
    ),
    ActorText(
        key="mejerigaarden",
        name="Andelsboligerne Mejerigården",
        kind="housing_association",
        place="hestkaer",
        description="18 boliger omkring en gård. Alle over 55. Fælles værksted, som mest bruges til at drikke kaffe i.",
    ),
    ActorText(
        key="frivilligcenter",
        name="Frivilligcenter Engbæk",
        kind="volunteer_centre",
        place="engbaek",
        phone="99 00 00 43",
        email="hej@frivilligcenterengbaek.example",
        description="Hjælper foreninger i gang og mennesker på vej. Lokaler, kopimaskine og mødeledere, man kan låne.",
    ),
    ActorText(
        key="brugerraad-moellebakken",
        name="Brugerrådet på Møllebakken",
        kind="user_group",
        place="vestermoelle",
        description="Seks beboere, valgt for et år. Vi holder møde med billeder på dagsordenen og kage bagefter.",
    ),
    ActorText(
        key="brugerraad-lindegade",
        name="Brugerrådet i Lindegade",
        kind="user_group",
        place="engbaek",
        description="Vi kommer i Støttecentret og har meninger om det. Også om kaffen.",
    ),
    ActorText(
        key="beboerraad-aabrinken",
        name="Beboerrådet på Åbrinken",
        kind="user_group",
        place="noerre-engbaek",
        description="Fem beboere og en datter, der skriver referat. Det faste punkt er sovsen.",
    ),
    ActorText(
        key="ungepanelet",
        name="Ungepanelet",
        kind="user_group",
        place="engbaek",
        description="Tolv unge mellem 15 og 24, der gerne vil spørges, før det er besluttet.",
    ),
)
