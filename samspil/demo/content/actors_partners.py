"""Companies, schools, foundations, producers, neighbours and projects: the market and the other public ones."""

from samspil.demo.content.types import ActorText

PARTNERS: tuple[ActorText, ...] = (
    ActorText(
        key="maskinvaerkstedet",
        name="Engbæk Maskinværksted",
        kind="company",
        place="soender-engbaek",
        phone="99 00 00 50",
        email="mester@engbaekmaskin.example",
        description=(
            "38 ansatte. Giver hver mand to timer om måneden med løn til frivilligt arbejde. Halvdelen bliver brugt."
        ),
    ),
    ActorText(
        key="bageren",
        name="Bageriet på Hjørnet",
        kind="company",
        place="noerre-engbaek",
        phone="99 00 00 51",
        description=(
            "Bager siden 1962. Har altid en lærling og sommetider to. Rundstykker til gode formål efter kl. 16."
        ),
    ),
    ActorText(
        key="koebmanden-vadkaer",
        name="Købmanden i Vadkær",
        kind="company",
        place="vadkaer",
        phone="99 00 00 52",
        description="Åbent 7-20 hele ugen. Bringer varer ud, og ved, hvem der ikke har hentet avisen.",
    ),
    ActorText(
        key="mejeriet",
        name="Mejeriet Engsø",
        kind="company",
        place="engsoe",
        email="job@mejerietengsoe.example",
        description="Ost og 90 arbejdspladser. Fire af dem er småjob, og dem vil vi gerne have flere af.",
    ),
    ActorText(
        key="nordlys-data",
        name="Nordlys Data",
        kind="company",
        place="engbaek",
        email="frivillig@nordlysdata.example",
        description="IT-firma med 24 ansatte. Én betalt dag om året til noget, der ikke kan faktureres.",
    ),
    ActorText(
        key="vognmanden",
        name="Vognmand Ravnkilde",
        kind="company",
        place="hestkaer",
        description="Busser, skolekørsel og flytninger. Bussen holder stille fra 10 til 13 på hverdage.",
    ),
    ActorText(
        key="tandlaegerne",
        name="Tandlægerne på Torvet",
        kind="company",
        place="engbaek",
        phone="99 00 00 53",
        description="Fire tandlæger, og en klinik, der står tom fredag eftermiddag.",
    ),
    ActorText(
        key="toemrerne",
        name="Tømrerne i Toftlev",
        kind="company",
        place="toftlev",
        description="Ni svende og to lærlinge. Tager gerne en ung med ud, hvis han møder til tiden to dage i træk.",
    ),
    ActorText(
        key="sparekassefonden",
        name="Sparekassefonden for Engbæk",
        kind="foundation",
        place="engbaek",
        email="fonden@sparekassefonden.example",
        description="Uddeler to gange om året. Halvanden side er nok. Vi kommer hellere på besøg, end vi læser bilag.",
    ),
    ActorText(
        key="moellefonden",
        name="Møllefonden",
        kind="foundation",
        place="vestermoelle",
        description=(
            "Lille familiefond. Støtter møller, musik og mennesker med handicap. I den rækkefølge står det i vedtægten."
        ),
    ),
    ActorText(
        key="loeftlet",
        name="LøftLet",
        kind="producer",
        place="engbaek",
        email="kontakt@loeftlet.example",
        description=(
            "Laver lifte og vendelagner. Vil gerne prøve ting af sammen med dem, der løfter, og dem, der bliver løftet."
        ),
    ),
    ActorText(
        key="rolig-teknik",
        name="Rolig Teknik",
        kind="producer",
        place="egeskrup",
        description="To ingeniører og en ergoterapeut. Laver fjernbetjeninger med få og store knapper.",
    ),
    ActorText(
        key="hverdagsinstituttet",
        name="Instituttet for Hverdagsforskning",
        kind="institute",
        place="engbaek",
        description=(
            "Forsker i, hvad mennesker gør i løbet af en dag. Kan hjælpe med at spørge ordentligt og tælle ærligt."
        ),
    ),
    ActorText(
        key="hedevang",
        name="Hedevang Kommune",
        kind="other_municipality",
        place="egeskrup",
        email="samarbejde@hedevang.example",
        description=(
            "Nabokommune mod øst. Har prøvet loftlifte i hele hjemmeplejen og fortæller gerne, hvad der gik skævt."
        ),
    ),
    ActorText(
        key="bredaa",
        name="Bredå Kommune",
        kind="other_municipality",
        place="mosevang",
        description="Nabokommune mod syd. Vi deler en bro, en buslinje og et efterårskursus.",
    ),
    ActorText(
        key="teknologinetvaerket",
        name="Teknologinetværket Hede og Å",
        kind="municipal_network",
        place="engbaek",
        description="Seks kommuner, der låner hinandens erfaringer med velfærdsteknologi. Mødes hver tredje måned.",
    ),
    ActorText(
        key="engbaek-skole",
        name="Engbæk Skole",
        kind="education",
        place="engbaek",
        phone="99 00 00 54",
        description="540 elever. 8. klasse har hver fredag en time, hvor de skal ud af skolen og gøre gavn.",
    ),
    ActorText(
        key="krathoej-skole",
        name="Krathøj Skole",
        kind="education",
        place="krathoej",
        phone="99 00 00 55",
        description="118 elever og et elevråd, der skriver breve. Hallen ligger lige ved siden af.",
    ),
    ActorText(
        key="gymnasiet",
        name="Engbæk Gymnasium",
        kind="education",
        place="engbaek",
        description="Elever med hjælpsomhed i skemaet og IT i fingrene. Skriv i god tid før eksamen.",
    ),
    ActorText(
        key="sosu-skolen",
        name="Sosu-skolen Hede og Å",
        kind="education",
        place="engbaek",
        description="Uddanner hjælpere og assistenter. Eleverne vil gerne prøve det, der ikke står i bogen.",
    ),
    ActorText(
        key="vaerkstedsskolen",
        name="Værkstedsskolen",
        kind="education",
        place="soender-engbaek",
        description="For unge, der lærer bedst stående. Køkken, metal, musik og byggeri.",
    ),
    ActorText(
        key="faelles-bord",
        name="Projekt Fælles Bord",
        kind="project",
        place="noerre-engbaek",
        description=(
            "Kommunens forsøg i et år med at spise sammen i stedet for hver for sig. Kulturhuset og bageren er med."
            " Spørg Birthe."
        ),
    ),
)
