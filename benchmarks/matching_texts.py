"""Danish resources and needs by the million, put together from phrases as associations write them.

The phrases are real Danish; the combinations are not anybody's. Town names make words that few texts have.
"""

from collections.abc import Iterator
from random import Random

from samspil.matching.types import ACCESS, DAYS, TIMES, Document, Need

TOWNS = """
Aabenraa Aabybro Aakirkeby Aarup Allinge Assens Auning Ballerup Billund Bjerringbro Bogense Bramming Brande Bredebro
Broager Brovst Brædstrup Brønderslev Brørup Christiansfeld Dianalund Dragør Dronninglund Ebeltoft Egtved Ejby Esbjerg
Faaborg Fakse Farsø Farum Fjerritslev Fredensborg Fredericia Frederikshavn Frederikssund Give Gjern Glamsbjerg Glumsø
Graasten Grenaa Grindsted Gudhjem Haarby Haderslev Hadsten Hadsund Hammel Hanstholm Haslev Havdrup Hedensted Helsinge
Herning Hinnerup Hirtshals Hjallerup Hjørring Hobro Holbæk Holstebro Hornslet Horsens Humlebæk Hundested Hurup
Hvidovre Ikast Jelling Juelsminde Jyderup Jyllinge Kalundborg Karup Kerteminde Kibæk Kjellerup Kolding Korsør Køge
Langeskov Langå Lemvig Lunde Lunderskov Løgstør Løgumkloster Løkken Maribo Marstal Middelfart Munkebo Nakskov Nexø
Nibe Nivå Nordborg Nyborg Nykøbing Næstved Nørresundby Odder Otterup Padborg Pandrup Præstø Randers Ribe Ringe
Ringkøbing Ringsted Roslev Rudkøbing Ry Rødby Rødding Rødekro Rønde Rønne Sakskøbing Silkeborg Skagen Skanderborg
Skive Skjern Skælskør Skærbæk Slagelse Slangerup Solrød Sorø Spjald Stege Stenløse Stoholm Store-Heddinge Struer
Støvring Svaneke Svendborg Svinninge Sæby Søndersø Sønderborg Tarm Terndrup Thisted Thyborøn Tinglev Toftlund Tommerup
Tønder Ulfborg Vamdrup Varde Vejen Vejle Videbæk Viborg Vildbjerg Vinderup Vodskov Vojens Vordingborg Værløse Vipperød
""".split()  # noqa: SIM905 - a list of words reads better as a line
# What they do: name, and a sentence or two about it.
DOINGS = (
    ("Lystfiskerforening", "Vi fisker ved åen og langs kysten og lærer nye at binde fluer.", "Der er stænger at låne."),
    ("Vandrelaug", "Vi går ture i skov og langs stranden i roligt tempo.", "Undervejs er der tid til kaffe og snak."),
    (
        "Mandeværksted",
        "Her reparerer vi møbler, slår søm i og drikker kaffe bagefter.",
        "Alle slags hænder kan bruges.",
    ),
    ("Veteranbilklub", "Vi sætter gamle biler i stand og kører træf om sommeren.", "Garagen har lift og værktøj."),
    ("Strikkecafé", "Tag dit strikketøj med, eller lær det af os.", "Vi strikker huer til nyfødte på sygehuset."),
    ("Kirkekor", "Vi synger salmer, viser og lidt af hvert.", "Du behøver ikke kunne læse noder."),
    ("Besøgstjeneste", "En frivillig kommer på besøg en gang om ugen.", "I finder selv ud af, hvad I vil lave."),
    ("Spisefællesskab", "Vi laver mad sammen og spiser ved langborde.", "Børn og bedsteforældre er med."),
    ("Kolonihaveforening", "Fælles bede, frugttræer og en drivhusgruppe.", "Nogle haver er med høje kasser."),
    ("Idrætsforening", "Fodbold, håndbold og gymnastik for børn og voksne.", "Vi mangler altid hjælpere ved kampene."),
    ("Senioridræt", "Let motion til musik og bagefter fællesskab.", "Du kan sidde ned til det meste."),
    ("Krolfklub", "Krolf er croquet og golf på græsplænen bag hallen.", "Udstyr kan lånes hele sæsonen."),
    ("Lektiecafé", "Frivillige hjælper med dansk og matematik.", "Der er frugt og te på bordet."),
    ("Sprogcafé", "Tal dansk om hverdagen med andre, der også øver sig.", "Nogle af os taler arabisk og ukrainsk."),
    ("Cykelværksted", "Vi sætter cykler i stand og giver dem videre.", "Lær at lappe og stille gear."),
    ("Bridgeklub", "Bridge for begyndere og øvede.", "Vi finder en makker til dig."),
    ("Skakklub", "Skak på alle niveauer, også lynskak.", "Unge og ældre spiller mod hinanden."),
    ("Badmintonklub", "Motionsbadminton, hvor alle kan være med.", "Ketsjere ligger klar i hallen."),
    ("Roklub", "Vi ror på fjorden i både til to og fire.", "Om vinteren er der romaskiner og sauna."),
    ("Vinterbadere", "Vi går i vandet sammen hele året.", "Saunaen er varm, og humøret er højt."),
    ("Lokalhistorisk forening", "Vi samler billeder og fortællinger fra egnen.", "Kom og hjælp med at sætte navne på."),
    ("Reparationscafé", "Tag den ødelagte lampe eller bukserne med.", "Fagfolk og hobbyfolk hjælper gratis."),
    ("Genbrugsbutik", "Vi sorterer tøj, passer kassen og snakker med kunderne.", "Overskuddet går til familier."),
    ("Hundeskov", "Hundeluftere mødes til fælles tur.", "Også du, der savner at have hund."),
    ("Bogklub", "Vi læser den samme bog og taler om den.", "Biblioteket skaffer bøgerne, også som lydbog."),
    (
        "Fortællecafé",
        "Vi fortæller om gamle dage og hører efter.",
        "En præst og en lærer skiftes til at holde styr på det.",
    ),
    ("Mødregruppe", "For nye mødre, der gerne vil møde andre.", "Babyer i alle størrelser er velkomne."),
    ("Fars legestue", "Fædre og små børn leger i hallen.", "Der er brunch bagefter."),
    ("Spejdergruppe", "Bål, knob og nætter i shelter.", "Vi søger voksne, der kan lave mad over ild."),
    ("Ungdomsklub", "Musikrum, spil og fælles ture.", "Der er altid en voksen at tale med."),
    ("E-sport", "Vi spiller sammen i stedet for hver for sig.", "Træneren holder øje med den gode tone."),
    ("Dartklub", "Dart og et slag kort om aftenen.", "Gæster får en prøveaften."),
    ("Petanque", "Vi kaster med kugler og griner meget.", "Banen ligger i læ bag skolen."),
    ("Modeljernbane", "Vi bygger landskaber og kører tog i kælderen.", "Der er brug for både elektrikere og malere."),
    ("Amatørteater", "Vi spiller en forestilling hvert forår.", "Der skal også bygges kulisser og sys kostumer."),
    ("Folkedans", "Vi danser gamle danse til levende musik.", "Trinene lærer du undervejs."),
    ("Harmoniorkester", "Blæsere og slagtøj på alle niveauer.", "Instrumenter kan lånes."),
    ("Malergruppe", "Akvarel og olie i et stort, lyst lokale.", "Vi udstiller på rådhuset en gang om året."),
    ("Keramikværksted", "Drejning og ovn, der brænder hver måned.", "Ler og glasur betales efter vægt."),
    ("Sorggruppe", "For dig, der har mistet din ægtefælle.", "Vi er højst otte og mødes hver anden uge."),
    ("Pårørendegruppe", "For pårørende til mennesker med demens.", "Her må man både grine og græde."),
    ("Selvhjælpsgruppe", "Tal med andre, der kender angst indefra.", "En frivillig hjælper jer i gang."),
    ("Natteravne", "Voksne går ture i byen fredag nat.", "Vi er tre sammen og bærer gule jakker."),
    ("Væresteder", "Åbent hus med varm mad og bad.", "Kom, som du er."),
    ("Jobklub", "Vi hjælper hinanden med ansøgninger og mod på livet.", "Lokale virksomheder kigger forbi."),
    ("Datastue", "Hjælp til telefon, tablet og digital post.", "Vi tager den tid, det tager."),
    ("Naturvejledning", "Ture med naturvejleder til tang, svampe og fugle.", "Kikkerter kan lånes."),
    ("Fugleforening", "Vi tæller fugle ved søen og bygger redekasser.", "Tidlige morgener og varm kaffe."),
    ("Biavlerforening", "Lær at passe bier og slynge honning.", "Skolebigården har plads til fem nye."),
    ("Jagtforening", "Flugtskydning, hundetræning og naturpleje.", "Vi lægger biotoper an sammen."),
    ("Kajakklub", "Havkajak og polo, begynderhold i maj.", "Våddragter findes i klubhuset."),
    ("Ridning for alle", "Ridning for mennesker med handicap.", "Hjælpere går ved siden af hesten."),
    ("Svømmehold", "Varmtvandssvømning for gigtramte.", "Der er lift og omklædning med plads."),
    ("Løbeklub", "Vi løber tre og seks kilometer og venter på hinanden.", "Gåholdet starter samme sted."),
    ("Yogahold", "Blid yoga på stol og måtte.", "Tag tæppe med."),
    ("Frivilligcenter", "Vi finder en opgave, der passer til dig.", "Kom forbi til en snak."),
    ("Nabohjælp", "Vi bærer ind, skruer pærer i og følger til lægen.", "Ring, så finder vi en nabo."),
    ("Madklub", "Mænd laver mad fra bunden.", "En pensioneret kok viser kneb."),
    ("Håndarbejde", "Broderi, hækling og patchwork.", "Garn og stof deles i skabet."),
    ("Værested for unge", "For unge, der føler sig alene.", "Vi spiller spil og laver aftensmad."),
)
WHO = (
    "Alle er velkomne, også hvis du er ny i byen.",
    "Mest for dig over 60, men vi ser ikke på dåbsattesten.",
    "For unge mellem 15 og 25 år.",
    "For familier med børn.",
    "For mænd i alle aldre.",
    "For kvinder, der er nye i Danmark.",
    "Du kan komme alene, vi tager imod i døren.",
    "Har du en sygdom, finder vi en vej.",
    "For pensionister og efterlønnere.",
    "Også for dig uden arbejde.",
    "Tag gerne din kontaktperson med.",
    "For voksne med psykisk sårbarhed.",
)
WHERE = (
    "Vi holder til i forsamlingshuset.",
    "Vi mødes på biblioteket.",
    "Klubhuset ligger ved havnen.",
    "Vi bruger den gamle skole.",
    "Lokalet er i kælderen under kirken.",
    "Mødestedet er medborgerhuset.",
    "Vi er i hallen.",
    "Vi mødes på parkeringspladsen ved skoven.",
    "Huset har elevator og handicaptoilet.",
    "Vi er på plejehjemmets terrasse.",
    "Vi har fået plads i en tom butik på gågaden.",
    "Vi låner et lokale på højskolen.",
)
HOW = (
    "Det koster ikke noget.",
    "Kontingentet er 200 kroner om året.",
    "Kaffen koster en tier.",
    "Vi kører sammen fra stationen.",
    "Ring først, så henter vi dig.",
    "Du behøver ikke melde dig til.",
    "De første tre gange er gratis.",
    "Vi taler dansk, engelsk og lidt tysk.",
    "Der er plads til fem mere.",
    "Vi mangler en kasserer.",
    "Bussen stopper lige udenfor.",
    "Der er parkering ved døren.",
    "Vi holder ferie i juli.",
    "Tøj efter vejret.",
)
PEOPLE = (
    "ensom mand på 72, tidligere tømrer",
    "enlig mor med to børn",
    "ung mand uden job, spiller computer om natten",
    "enke på 80, der har mistet lysten til at gå ud",
    "flygtning fra Syrien, uddannet skrædder",
    "pige på 16 med angst",
    "efterlønner med dårlig ryg",
    "kvinde ramt af en blodprop",
    "nyskilt far, som savner voksne at tale med",
    "mand med begyndende demens og hans kone",
    "dreng på 11, der bliver mobbet",
    "førtidspensionist, tidligere lastbilchauffør",
    "tilflytter uden netværk",
    "ældre søster og bror, der bor langt ude",
    "studerende, der føler sig udenfor",
)
WISHES = (
    "vil gerne ud i naturen",
    "elsker musik og sang",
    "vil bruge sine hænder",
    "kan lide dyr",
    "vil lære dansk",
    "vil gerne hjælpe andre",
    "har brug for struktur i hverdagen",
    "savner nogen at spise med",
    "vil i bedre form",
    "interesserer sig for historie",
    "kan lide at lave mad",
    "vil gerne møde jævnaldrende",
    "drømmer om at spille teater",
    "er god til biler og motorer",
    "vil gerne have noget at stå op til",
)
LIMITS = (
    "kan ikke køre bil",
    "har ikke mange penge",
    "kun om aftenen",
    "ikke flere møder",
    "går dårligt",
    "kun onsdag formiddag",
    "",
    "",
    "",
    "",
)


def resources(count: int, seed: int = 1) -> Iterator[Document]:
    """``count`` resources; the first ones are the same whatever the count."""
    chance = Random(seed)  # noqa: S311 - made-up data
    for number in range(count):
        name, first, second = chance.choice(DOINGS)
        other, about, _ = chance.choice(DOINGS)
        town = chance.choice(TOWNS)
        sentences = [first, chance.choice(WHO), chance.choice(WHERE), chance.choice(HOW), second]
        if chance.random() < 0.4:
            sentences.insert(2, about)
        if chance.random() < 0.3:
            sentences.append(f"Vi samarbejder med {other.lower()} i {chance.choice(TOWNS)}.")
        chance.shuffle(sentences)
        yield Document(
            id=f"r{number}",
            title=f"{town} {name}" if chance.random() < 0.5 else f"{name} i {town}",
            text=" ".join(sentences),
            kind=chance.choice(("activity", "offer", "group")),
            provider=f"p{number % 997}",
            place=town,
            point=(54.8 + chance.random() * 2.8, 8.2 + chance.random() * 4.3),
            days=frozenset(chance.sample(DAYS, 1)),
            times=frozenset(chance.sample(TIMES, 1)),
            is_free=chance.choice((True, False, None)),
            access=frozenset(chance.sample(ACCESS, chance.randint(0, 2))),
            capacity=chance.choice((None, 0, 2, 10)),
            exposure=chance.choice((0.0, 0.0, 1.0, 5.0)),
        )


def needs(count: int, seed: int = 2) -> list[Need]:
    """``count`` needs, no two made the same way; one in three names a town and has a limit."""
    chance = Random(seed)  # noqa: S311 - made-up data
    found = []
    for _ in range(count):
        parts = [chance.choice(PEOPLE), *chance.sample(WISHES, chance.randint(1, 2)), chance.choice(LIMITS)]
        if chance.random() < 1 / 3:
            parts.append(f"bor i {chance.choice(TOWNS)}")
        found.append(Need(text=", ".join(part for part in parts if part)))
    return found
