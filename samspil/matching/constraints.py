"""Wishes in plain Danish or English that are data, not words to match: who drives, when, how old, how far, how dear.

Every rule is a row in a table: what is found, where it stands and what it means; ``understand`` puts them together.
Rules look for what somebody *says of a wish*, so that "bilen skal repareres" is no word about driving.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from samspil.matching.times import find_times
from samspil.matching.years import find_ages


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A part of the text (start, end) that says ``value`` about ``wish``. ``keep``: its words still count as words."""

    start: int
    end: int
    wish: str
    value: Any
    keep: bool = False


Rule = tuple[str, Any, bool]  # pattern, value, keep

# Somebody who does it, and the ways of not being able to, in both languages.
CANNOT = (
    r"(?:kan|må|vil|tør|skal|bør|magter|orker|evner) (?:\w+ ){0,2}?(?:ikke|aldrig)(?: (?:længere|mere|selv|at"
    r"|godt|få lov(?: til)? at))*"
)
CANNOT_EN = (
    r"(?:can ?not|can'?t|couldn'?t|doesn'?t|does not|don'?t|do not|didn'?t|won'?t|mustn'?t|no longer|never"
    r"|not able to"
    r"|unable to|not allowed to|isn'?t able to|can no longer)(?: (?:longer|really|even|dare|dares|want|able|to))*"
)
LICENCE = r"(?:kørekort(?:et)?|korekort)"
LICENCE_EN = r"(?:(?:driving|driver'?s|drivers) )?licen[cs]e"
ADVERBS = r"(?: (?:længere|mere|egen|eget|nogen|noget|en|et|selv|sin|min|hverken|har|han|hun|jeg|de|vi))*"

DRIVES: tuple[Rule, ...] = (
    # Danish, not driving
    (rf"{CANNOT} køre(?: (?:i |en )?bil(?:en)?)?(?: (?:selv|længere|mere))*(?= *(?:[.,;:!?)]|$|og|men|eller|så"
     rf"|fordi|for))", False, False),
    (rf"{CANNOT} køre(?: (?:rundt|selv|langt))? (?:i |en )?bil(?:en)?(?: (?:selv|længere|mere))*", False, False),
    (r"kører (?:\w+ ){0,2}?(?:ikke|aldrig)(?: (?:længere|mere|selv))*(?: (?:i |en )?bil(?:en)?)?(?: (?:selv"
     r"|længere|mere))*"
     r"(?= *(?:[.,;:!?)]|$|og|men|eller|så|fordi|for))", False, False),
    (r"(?:køre|kører)(?: bil)? (?:kan|må|tør|vil) (?:han|hun|jeg|vi|de|hen) ikke", False, False),
    # in a subordinate clause "ikke" comes first: "der ikke kører bil", "som ikke længere kan køre"
    (r"(?:ikke|aldrig)(?: (?:længere|mere|selv))* (?:kører|(?:kan|må|tør|vil|kunne) køre)(?: selv)? (?:i )?bil(?:en)?"
     r"(?: (?:selv|længere|mere))*", False, False),
    (r"(?:der|som|at|fordi|når|han|hun|jeg|og) (?:ikke|aldrig)(?: (?:længere|mere|selv))*"
     r" (?:kører|(?:kan|må|tør|vil) køre)"
     r"(?: (?:selv|længere|mere))*(?= *(?:[.,;:!?)]|$|og|men|eller|så|fordi))", False, False),
    (r"(?:har |ejer )?(?:hverken|ikke|ingen|aldrig|mangler|uden)(?: (?:længere|mere|har|haft|egen|eget|nogen"
     r"|noget|en|et|adgang til))*"
     rf" (?:bil(?:en)?|{LICENCE})(?: (?:eller|og) (?:egen )?(?:bil(?:en)?|{LICENCE}))?(?: (?:længere"
     rf"|mere))?(?!\w| (?:klub|tur|mekanik))", False, False),
    (rf"har (?:han|hun|jeg|vi|de|hen) (?:ikke|ingen)(?: (?:længere|mere|nogen|en))* (?:bil|{LICENCE})", False, False),
    (rf"(?:bil|{LICENCE}) har (?:han|hun|jeg|vi|de|hen) ikke", False, False),
    (r"(?:mangler|savner) (?:en )?bil(?!\w)", False, False),
    (rf"(?:mistet|mister|frataget|afleveret|fået taget|fik taget|frakendt) (?:sit |mit |deres |hans "
     rf"|hendes )?{LICENCE}", False, False),
    (r"(?:har )?(?:måttet sælge|solgt|sælger|afhændet|skilt sig af med) (?:sin |min |deres "
     r"|vores )?bil(?:en)?(?!\w)", False, False),
    (r"(?:er |helt )*afhængig af (?:at tage |at komme med )?(?:bussen|bus|busser|tog|toget"
     r"|offentlig(?:e)? transport\w*|kollektiv trafik)", False, False),
    (r"(?:må|skal|kan kun|tager altid|er nødt til at) (?:tage|køre med|komme med) (?:bussen|bus"
     r"|offentlig transport)", False, False),
    (r"(?:er )?billøs", False, False),
    # English, not driving
    (rf"{CANNOT_EN} drives?(?!\w)(?: (?:a|the|her|his|my) car| a car| cars| any ?more| any longer| myself"
     rf"| himself| herself)*", False, False),
    (r"(?:is |are |am )?(?:not|no longer) driving(?: any ?more)?", False, False),
    (r"(?:stopped|quit|gave up|given up|stop) driving", False, False),
    (rf"(?:has |have |with |owns |had )?(?:no|without(?: a| any)?)(?: own)? (?:car(?!\w| park| boot)"
     rf"|{LICENCE_EN})(?: or (?:a )?(?:car|{LICENCE_EN}))?", False, False),
    (rf"(?:doesn'?t|does not|don'?t|do not|didn'?t) (?:own|have)(?: a| any| his| her"
     rf"| my)*(?: own)? (?:car(?!\w)|{LICENCE_EN})", False, False),
    (rf"(?:lost|gave up|handed in) (?:his|her|my|their) (?:{LICENCE_EN}|car)", False, False),
    (r"(?:sold|sell) (?:his|her|my|their|the) car(?!\w)", False, False),
    (r"(?:relies|rely|dependent|depends|depend|relying) on (?:the )?(?:bus|buses|public transport)", False, False),
    (r"non-?driver", False, False),
    # driving
    (r"kan (?:godt |selv |sagtens |stadig |fint )*køre (?:i )?(?:egen )?bil", True, False),
    (r"kører (?:gerne |godt |stadig |selv |altid |fint )*(?:selv|(?:i )?egen bil|bil)(?! sammen)", True, False),
    (r"kan (?:godt |sagtens |stadig )*(?:selv køre|køre selv)", True, False),
    (r"har (?:selv |stadig |egen |altid )*(?:en )?(?:bil|kørekort(?: og bil)?)(?! (?:med|der|som|i stykker"
     r"|problemer|til reparation))(?!\w)", True, False),
    (r"(?:has|have|owns|own) (?:a |his own |her own |my own |their own )car(?! (?:to|that|which))(?!\w)", True, False),
    (r"(?:can|able to|happy to) (?:still )?drive(?!\w)(?: a car)?(?! \w+ (?:crazy|mad))", True, False),
    (r"(?:still )?drives (?:himself|herself|his own|her own|a car)(?: car)?", True, False),
)  # fmt: skip

FREE: tuple[Rule, ...] = (
    (r"(?:det |den )?(?:helt )?(?:skal|må) (?:\w+ )?(?:være )?(?:helt )?gratis", True, False),
    (r"(?<!alkohol)(?:helt )?gratis(?! parkering)", True, False),
    (r"(?:har |er |med |der |havde |får |fik )*(?:ikke|ingen|næppe|dårligt|aldrig"
     r"|knap(?: nok)?)(?: \w+)? råd (?:til (?:kontingent(?:et)?|at betale\w*|gebyr\w*|noget|det|medlemskab"
     r"|entre|entré))",
     True, False),
    (r"(?:har |er |med |der |havde )*(?:ikke|ingen|næppe|dårligt|knap(?: nok)?)(?: \w+)? råd til", True, True),
    (r"(?:har |er |med |der |havde )*(?:ikke|ingen|næppe|dårligt|knap(?: nok)?)(?: \w+)? råd(?= *(?:[.,;:!?)]|$"
     r"|og|men|så))", True, False),
    (r"(?:må|skal|kan|behøver) (?:\w+ )?(?:ikke|intet|ingenting) koste(?: noget| penge| ret meget| meget"
     r"| for meget| en formue)?", True, False),
    (r"ikke må koste(?: noget| penge)?", True, False),
    (r"(?:koster|koste) (?:ikke noget|ingenting|intet|nul)", True, False),
    (r"uden (?:at (?:det )?(?:koster?|skulle betale|betale)(?: noget| penge)?|betaling|kontingent|gebyr"
     r"|brugerbetaling|entré?)", True, False),
    (r"(?:har |med )?(?:ingen|meget få|næsten ingen) penge(?: til (?:det|kontingent|fritid))?", True, True),
    (r"(?:kan|vil|skal|må) (?:\w+ )?ikke betale(?: noget| kontingent| for det| for noget)?", True, True),
    (r"free of charge|free of cost|at no cost|cost[- ]free|no (?:fee|fees|charge|cost)|without (?:paying|a fee"
     r"|any fee|cost|charge)", True, False),
    (r"(?:must|should|has to|needs to|need to|ought to)"
     r" be free(?! (?:on|in|at|to|from|of (?!charge|cost)))", True, False),
    (r"(?:for|completely|totally|it'?s|something|anything|preferably)"
     r" free(?= *(?:[.,;:!?)]|$|and|please))", True, False),
    (r"(?<![\w-])free(?= (?:activit|event|class|course|lesson|help|meal|food|concert|offer|transport|membership"
     r"|entry|entrance|group|clubs?|things?|leisure|sports?\b|advice|counsel))", True, False),
    (r"(?:can ?not|can'?t|could not|couldn'?t|unable to|not able to) (?:really )?(?:afford(?: (?:it|anything"
     r"|to pay|fees?|a membership|the fee|much))?|pay)(?!\w)", True, True),
    (r"(?:has|have|with|got) (?:no|very little|almost no|hardly any) money", True, True),
    (r"(?:must|should|may|can|does|do)(?: not|n'?t) cost (?:anything|money|much|a thing)", True, False),
)  # fmt: skip

ACCESS: tuple[Rule, ...] = (
    (r"(?:sidder |bruger |går |kører |er |har |med |ved |en |sin "
     r"|min )*(?<!reparere )(?<!skubbe )(?<!reparation af )(?:i |med |ved )?(?:en |sin |min )?"
     r"(?:kørestol(?:en)?|rollator(?:en)?|gangstativ|el-?scooter|elkørestol(?:en)?)(?!\w)", "step_free", False),
    (r"(?:er )?(?:meget |svært |lidt )?(?:gangbesværet|gangbesværede|dårligt gående|dårlig til bens"
     r"|dårlig til at gå|bevægelseshæmmet|bevægelseshæmmede)", "step_free", False),
    (rf"(?:{CANNOT}|kan ikke klare|har svært ved|besvær med|døjer med|tåler ikke)(?: at)?(?: (?:gå|komme|klare"
     rf"|op|ned|ad|af|på|gå på|gå op|tage))* trapper(?:ne)?", "step_free", False),
    (r"(?:trappefri|trinfri|niveaufri|handicapvenlig|kørestolsvenlig|handicaptilgængelig)(?:t|e)?(?: adgang)?"
     r"|uden trapper|ingen trapper|i stueplan|(?:på |bor på )?(?:\w+ sal )?uden elevator|ingen elevator|(?:med "
     r"|har brug for )?elevator(?= *(?:[.,;:!?)]|$))", "step_free", False),
    (r"(?:(?:uses|using|in|with|needs|has|is in) )*(?:a |an |his |her |my "
     r"|the )?(?<!push a )(?:electric )?(?:wheelchair(?!s)|walking frame|zimmer frame|rollator"
     r"|mobility scooter)(?:[- ](?:user|bound|accessible|access|friendly))?(?!\w)", "step_free", False),
    (r"(?:uses|using|with|needs|on) (?:a|his|her|my) walker", "step_free", False),
    (r"step[- ]free(?: access)?|no (?:stairs|steps)|without (?:stairs|steps)|barrier[- ]free", "step_free", False),
    (rf"(?:{CANNOT_EN}|trouble with|struggles with|difficulty with|difficulty|trouble)(?: (?:climb|climbing"
     rf"|manage|managing|use|using|walk up|do|go up|take))? (?:the |any )?(?:stairs|steps)(?!\w)", "step_free", False),
    (r"(?:har )?(?:svært ved at gå|besvær med at gå|difficulty walking|trouble walking|walks with difficulty"
     r"|poor mobility|reduced mobility|limited mobility)", "step_free", False),
    # company on the way and inside
    (r"(?:har brug for|mangler|søger|ønsker|savner|vil gerne have|ville ønske|med|gerne)? ?(?:en|nogen|én"
     r"|et par)(?: (?:anden|andre|sød|rar|fast))?(?: (?:der|som)(?: (?:kan|vil|vil gerne|gerne))?| at| han kan"
     r"| hun kan| jeg kan)? "
     r"(?:følges|gå|komme|tage|følge|tager|går|følger)(?: (?:ad|afsted|af sted|hen|ind))? (?:med|ham|hende|mig"
     r"|dem)(?: (?:med|derhen|derop|ind|afsted|af sted|første gang|ind ad døren|de første gange"
     r"|derhen første gang|til det|hen))*", "companion", False),
    (r"(?:tør|magter|orker|kan|vil|bryder sig|har mod)(?: (?:han|hun|jeg|de|vi))?(?: \w+)? ikke(?: (?:om|på"
     r"|lide|gerne|helt|rigtig))?(?: at)? (?:komme|gå|tage|møde|dukke|troppe|stille|starte|begynde)(?: (?:op"
     r"|afsted|af sted|ind|derhen|derned|ud|til noget|hen|et nyt sted"
     r"|nye steder))* (?:helt )?alene(?: (?:første gang|derhen|op|ind|til noget nyt|afsted|af sted))*",
     "companion", False),
    (r"(?:er )?(?:bange|nervøs|utryg|ikke (?:helt |så |særlig )?tryg) (?:for|ved)(?: at)? (?:komme|gå|tage|møde"
     r"|dukke)(?: (?:op|afsted|ind|derhen|ud))* alene", "companion", False),
    (r"(?:har brug for|behov for|mangler|ønsker|gerne med|gerne have|søger) (?:en |noget |lidt )?(?:følgeskab"
     r"|ledsager|ledsagelse|følgesvend|støtteperson)", "companion", False),
    (r"skal (?:følges|ledsages|have følge)(?: derhen| hen| ind)?", "companion", False),
    (r"(?:needs?|wants?|would like|looking for|with|wishes for|missing)? ?(?:someone|somebody|a person|company"
     r"|a companion|an escort|a friend)(?: (?:who|that) (?:can|will|would|could))? ?(?:to )?(?:go|goes|come"
     r"|comes|walk|walks|along|accompany|accompanies|tag along|attend)(?: (?:along|there))? ?(?:with(?: (?:him"
     r"|her|them|me|us))?|him|her|me|there)(?: (?:the first times?|there|in|along))*", "companion", False),
    (r"(?:afraid|scared|nervous|anxious|terrified|reluctant)(?: (?:of|to|about))? (?:go|going|come|coming|show"
     r"|showing|turn|turning|walk|walking|join|joining|attend|attending)(?: (?:up|out|in|anywhere|there|places"
     r"|along))* (?:alone|by (?:him|her|my)self|on (?:his|her|my) own)", "companion", False),
    (rf"(?:{CANNOT_EN}|dare not|daren'?t|dares not)(?: to)? (?:go|come|show|turn|walk|attend|join|like going"
     rf"|like coming)(?: (?:up|out|in|anywhere|there|places|along))* (?:alone|by (?:him|her|my)self|on (?:his"
     rf"|her|my) own)", "companion", False),
    (r"needs? (?:a )?(?:companion|escort|chaperone)", "companion", False),
    # the way there
    (r"(?:skal|vil|må|kan|bør|gerne|ønsker at|have brug for at|brug for at|behov for at|nødt til at"
     r"|skulle)(?: \w+){0,2}? (?:hentes(?: og bringes)?|(?:blive )?hentet(?: og (?:bragt|kørt hjem|bringes))?"
     r"|køres|blive kørt)(?: (?:hjemmefra|ved døren|derhen|frem og tilbage|hjem|til og fra))*", "transport", False),
    (r"(?:har brug for|behov for|mangler|søger|ønsker|kræver|skal have|skal bruge|kan få|gerne have|brug for"
     r"|gerne|hvis (?:han|hun|jeg) (?:kan )?få(?:r)?)(?: (?:et|en|noget|hjælp til))? (?:lift|kørelejlighed"
     r"|samkørsel|kørsel(?! i)|transport|befordring|flextrafik|flextur)(?!\w)(?: (?:derhen|frem og tilbage"
     r"|til og fra|hjem|dertil))*", "transport", False),
    (rf"(?:{CANNOT}|har svært ved at)(?: selv)? komme (?:derhen|dertil|derud|derned|derop|frem|rundt"
     rf"|nogen steder|afsted|af sted)(?: (?:selv|alene|ved egen hjælp))*", "transport", False),
    (rf"(?:{CANNOT_EN}|has no way (?:to|of)|no way (?:to|of)) (?:get|getting) (?:there|anywhere"
     rf"|around)(?: (?:alone|on (?:his|her|my) own|by (?:my|him|her)self))?", "transport", False),
    (r"(?:needs? |wants? )?(?:someone|somebody) (?:to|who can|who will|who could) (?:pick (?:me|him|her"
     r"|them) up|drive (?:me|him|her|them)|collect (?:me|him|her|them)|fetch (?:me|him|her|them))", "transport", False),
    (r"(?:hvis|når|if|when) (?:nogen|en|der er nogen|someone|somebody)(?: (?:der|vil|kan|will|can))* (?:henter"
     r"|hente|kører|køre|drives?|picks?|collects?)(?: up)? (?:mig|ham|hende|dem|os|me|him|her|them|us)(?: up)?",
     "transport", False),
    (r"(?:nogen|en) (?:der|som) (?:kan |vil |gerne vil )?(?:hente(?:r)?|køre(?:r)?) (?:mig|ham|hende|dem"
     r"|os)(?: (?:hjem|derhen|og bringe|frem og tilbage))*", "transport", False),
    (r"(?:needs?|wants?|would need|requires?|looking for|could use|gets?|get|given|with|have|has)(?: (?:to have"
     r"|help with))?(?: (?:a|some))? (?:lift|ride|transport(?:ation)?|pick-?up)(?: there| home| to get there"
     r"| to and from)*(?!\w)(?! (?:truck|museum))", "transport", False),
    (r"(?:needs? to be|must be|has to be|wants? to be|to be|being|be|gets?|get) (?:picked up|driven|collected"
     r"|fetched)(?: (?:from home|at home|at the door|there|and driven home))*", "transport", False),
    (r"har (?:ingen|ikke(?: nogen| en)?|hverken) (?:mobil|mobiltelefon|telefon|smartphone|computer|internet"
     r"|mitid|nemid)(?!\w)|(?:no|without a|doesn'?t have a|does not have a) (?:smartphone|mobile phone|phone"
     r"|mobile)(?! number)(?!\w)", "no_phone_needed", False),
    (r"(?:har brug for|behov for|med|mangler|skal have|needs?|requires?|with) (?:en |an? )?(?:tolk|tolkning"
     r"|tolkebistand|interpreter)", "interpreter", False),
)  # fmt: skip

NEAR = r"(?:i|inden for|indenfor|med|på) (?:kort )?(?:gå|gang)-?afstand"
DISTANCE: tuple[Rule, ...] = (
    (rf"(?:(?:skal|må|gerne|helst|kun|være|ligge) )*(?:{NEAR}|(?:(?:kan|skal kunne|kunne"
     rf"|vil) (?:\w+ )?)?gå (?:derhen|dertil|derned|til det|hjemmefra)|i nabolaget|til fods|nås til fods)", 1.5, False),
    (r"(?:(?:skal|må|gerne|helst|kun|være|ligge) )*(?:(?:i|inden for|indenfor|på) cykelafstand|(?:(?:kan"
     r"|skal kunne|kunne|vil) (?:\w+ )?)?cykle (?:derhen|dertil|til det))", 5.0, False),
    (r"(?:within |in |at )?(?:easy |short )?walking distance|(?:can|able to|could) walk (?:there|to it)"
     r"|in the neighbou?rhood|walkable|on foot(?= *(?:[.,;:!?)]|$))", 1.5, False),
    (r"(?:within |in )?cycling distance|(?:can|able to|could) (?:cycle|bike) (?:there|to it)", 5.0, False),
)  # fmt: skip
AMOUNT = (
    r"(?P<amount>\d{1,3}(?:[.,]\d)?|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|femten|tyve|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|fifteen|twenty)"
)
LIMITED = re.compile(
    r"(?<!\w)(?:(?:må|skal) (?:\w+ )?(?:være|ligge) )?(?:højst|højest|maks(?:imalt|imum)?|max(?:imum)?"
    r"|inden ?for(?: en radius(?: på| af)?)?|op til|under|ikke (?:længere|mere|over)(?: væk)?(?: end)?"
    r"|mindre end"
    r"|within|at most|no (?:more|further|farther) than|not (?:more|further|farther) than|up to|less than"
    r"|radius(?: of| på)?)\.? "
    rf"(?:(?:about|ca\.?|omkring|cirka) )?{AMOUNT} ?(?P<unit>km|kilometer|kilometers?|kilometre?s?|mil|miles?|m"
    rf"|meter|metres?|meters)(?!\w)(?: (?:væk|hjemmefra|herfra|fra (?:mig|os|hjemmet)|away|from home|from (?:me"
    rf"|here|us)))*",
    re.IGNORECASE,
)  # fmt: skip
NUMBERS = {
    "en": 1, "et": 1, "one": 1, "to": 2, "two": 2, "tre": 3, "three": 3, "fire": 4, "four": 4, "fem": 5, "five": 5,
    "seks": 6, "six": 6, "syv": 7, "seven": 7, "otte": 8, "eight": 8, "ni": 9, "nine": 9, "ti": 10, "ten": 10,
    "femten": 15, "fifteen": 15, "tyve": 20, "twenty": 20,
}  # fmt: skip

LANGUAGES = {
    "da": "dansk danish", "en": "engelsk english", "ar": "arabisk arabic", "uk": "ukrainsk ukrainian",
    "ru": "russisk russian", "tr": "tyrkisk turkish", "pl": "polsk polish", "de": "tysk german",
    "so": "somali somalisk",
    "fa": "farsi persisk dari persian", "ps": "pashto", "ur": "urdu", "ku": "kurdisk kurdish",
    "ti": "tigrinya tigrinja",
    "ro": "rumænsk romanian", "bs": "bosnisk bosnian", "sr": "serbisk serbian", "hr": "kroatisk croatian",
    "sq": "albansk albanian", "vi": "vietnamesisk vietnamese", "ta": "tamil tamilsk", "zh": "kinesisk mandarin chinese",
    "th": "thai thailandsk", "es": "spansk spanish", "fr": "fransk french", "it": "italiensk italian",
    "pt": "portugisisk portuguese", "hu": "ungarsk hungarian", "lt": "litauisk lithuanian", "lv": "lettisk latvian",
    "bg": "bulgarsk bulgarian", "hi": "hindi", "ne": "nepali nepalesisk", "sw": "swahili",
    "kl": "grønlandsk greenlandic",
    "fo": "færøsk faroese", "is": "islandsk icelandic", "no": "norsk norwegian", "sv": "svensk swedish",
    "am": "amharisk amharic", "tl": "tagalog filippinsk", "my": "burmesisk burmese", "sgn": "tegnsprog",
}  # fmt: skip
CODE = {word: code for code, words in LANGUAGES.items() for word in words.split()}
CODE["sign language"] = "sgn"
TONGUE = "|".join(sorted(CODE, key=len, reverse=True))
SPOKEN = re.compile(
    r"(?<!\w)(?P<verb>(?:kan|taler|tale|snakker|snakke|forstår|forstå|bruger|uses?|speaks?|speaking"
    r"|understands?|talende|har)(?: (?:kan|tale|snakke|forstå|læse|godt|kun|lidt|noget|some|only|a little|any"
    r"|både|both|mest|mostly|fluent|very|dårlig|ret|dårligt|meget|bedst|ikke|aldrig|næsten|so|særlig|så|hverken"
    r"|hardly|barely|næppe|neither|much|nor|sit|modersmål|and|or|og|eller|er))*"
    r"|(?:does not|doesn'?t|do not|don'?t|cannot|can'?t|can not|knows? no|speaks? no|no|modersmål(?:et)? er"
    r"|mother tongue is|native language is)(?: (?:speak|understand|know|much|any|very|good|a word of"
    r"|really))*) "
    rf"(?P<tongues>(?:{TONGUE})(?:(?:,| og| and| eller| or| samt|/) ?(?:(?:lidt|a little|some|kun|noget"
    rf"|godt) )?(?:{TONGUE}))*)(?:-?talende|[- ]speaking)?(?!\w)(?: (?:særlig |så |ret |very )?(?:godt|dårligt"
    rf"|well|much|flydende|fluently))?",
    re.IGNORECASE,
)  # fmt: skip
SPEAKING = re.compile(rf"(?<!\w)(?P<tongues>{TONGUE})(?:talende|-talende|[- ]speaking)(?!\w)", re.IGNORECASE)
IN_TONGUE = re.compile(
    rf"(?<!\w)(?:foregår |gerne |skal være |helst |held |be )*(?:på|in) (?P<tongues>{TONGUE})(?= *(?:[.,;:!?)]"
    rf"|$|og|eller|and|or))",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"\b(?:ikke|hardly|barely|næppe|aldrig|hverken|neither|no|not|n'?t|cannot|can'?t|doesn'?t|don'?t)\b", re.IGNORECASE
)
FEW = re.compile(r"\b(?:kun|only|lidt|a little|dårlig\w*)\b", re.IGNORECASE)


def _compiled(rules: tuple[Rule, ...]) -> tuple[tuple[re.Pattern[str], Any, bool], ...]:
    return tuple(
        (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), value, keep) for pattern, value, keep in rules
    )


def _any(rules: tuple[Rule, ...]) -> re.Pattern[str]:
    """Whether one of the rules finds anything in a text in small letters; most say nothing of a wish."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(pattern for pattern, _, _ in rules)})(?!\w)")


TABLES = tuple(
    (wish, _any(rules), _compiled(rules))
    for wish, rules in (("drives", DRIVES), ("must_be_free", FREE), ("access", ACCESS), ("travels_km", DISTANCE))
)


def find_distances(text: str) -> Iterator[Found]:
    """ "højst 5 km" as kilometres; a Danish "mil" in everyday speech beside English words is a mile."""
    for match in LIMITED.finditer(text):
        written = match["amount"].lower()
        amount = NUMBERS[written] if written in NUMBERS else float(written.replace(",", "."))
        unit = match["unit"].lower()
        factor = (
            1.61 if unit.startswith("mil") else 0.001 if unit in {"m", "meter", "meters", "metre", "metres"} else 1.0
        )
        yield Found(start=match.start(), end=match.end(), wish="travels_km", value=round(amount * factor, 2))


def find_languages(text: str) -> Iterator[Found]:
    """Languages somebody speaks, and Danish that somebody does not speak (value: (code, spoken))."""
    for match in SPOKEN.finditer(text):
        spoken = not REFUSED.search(match["verb"])
        codes = [CODE[word] for word in re.findall(TONGUE, match["tongues"].lower())]
        for code in codes:
            yield Found(start=match.start(), end=match.end(), wish="languages", value=(code, spoken))
        if spoken and FEW.search(match["verb"]) and codes == ["da"]:
            yield Found(start=match.start(), end=match.end(), wish="languages", value=("da", False))
    for pattern in (SPEAKING, IN_TONGUE):
        for match in pattern.finditer(text):
            value = (CODE[match["tongues"].lower()], True)
            yield Found(start=match.start(), end=match.end(), wish="languages", value=value)


FINDERS: tuple[Callable[[str], Iterator[Found]], ...] = (find_distances, find_languages)


def find(text: str) -> list[Found]:
    """Everything in ``text`` that is a wish as data, in the order it stands there."""
    found: list[Found] = []
    small = text.lower()
    for wish, some, rules in TABLES:
        for pattern, value, keep in rules if some.search(small) else ():
            found.extend(
                Found(start=match.start(), end=match.end(), wish=wish, value=value, keep=keep)
                for match in pattern.finditer(text)
            )
    for finder in FINDERS:
        found.extend(finder(text))
    for start, end, value, keep in find_ages(text):
        found.append(Found(start=start, end=end, wish="age", value=value, keep=keep))
    for start, end, wish, value, keep in find_times(text):
        found.append(Found(start=start, end=end, wish=wish, value=value, keep=keep))
    return sorted(found, key=lambda one: (one.start, -one.end))
