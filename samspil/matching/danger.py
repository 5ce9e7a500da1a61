"""What danger sounds like, in Danish and English, and what only sounds like it: the tables of ``safety``.

Every row is a part of a regular expression, tried at the beginning of a word in any case of letters. A row holds ways
of saying one thing: add a way with ``|``, and a sentence to tests/matching/test_safety.py.
"""

import re
from collections.abc import Mapping

# --- what means no harm ---------------------------------------------------------------------------------------------
HARMLESS = (
    r"slå(?:r|et)?(?: \w+)? (?:græs\w*|plænen?|hæk\w*|til|op|ned|sig (?:ned|løs|sammen|til ro|på)|mig (?:ned"
    r"|løs|sammen|til ro|på)|os (?:ned|løs|sammen|på)|dem sammen|rekord\w*|et slag|en streg|søm|fast|fra|an"
    r"|igennem|et smut|rod|tonen)",
    r"(?:slår|slog|slå|slået|vinder over|beats?|beat)(?: (?:altid|tit|ofte|hver gang|always|often"
    r"|every time))*(?: (?:mig|hende|ham|os|alle|me|her|him|us|everyone|everybody|(?:sin|min|sine|mine|his|her"
    r"|my|their) \w+))?(?: (?:altid|tit|ofte|hver gang|always|often|every time))* (?:i|til|at|in) (?:skak"
    r"|kort\w*|ludo|bordtennis|tennis|badminton|spil\w*|petanque|dart|billard|sprint|matador|yatzy|backgammon"
    r"|golf|bowling|løb\w*|chess|cards|tennis|games?|darts|pool|bingo|scrabble|everything|ping)",
    r"(?:slå\w*|dræb\w*|kill\w*)(?: (?:lidt|noget|some|the|bare))? ?(?:tid|tiden|time|an hour|en time"
    r"|eftermiddagen)(?: ihjel)?",
    r"dræbende|dødkedelig\w*|dødsyg\w*|dødbringende kedelig\w*|dødtræt|dødlækker\w*|dødsjov\w*|dødsensfarligt"
    r"|deadline\w*|dead (?:tired|bored|end|serious)|dying to (?:meet|see|try|know|get|go|learn)|to die for"
    r"|killing it|killer app",
    r"(?:dø|dør|døde|dø'?r|die|died|dying)(?: helt| næsten| nearly| almost)? (?:af grin|af skam|af nysgerrighed"
    r"|af latter|af kedsomhed|for at|of laughter|of boredom|of embarrassment|laughing|out)",
    r"voldsomt? (?:glad\w*|begejstr\w*|interesser\w*|meget|god\w*|populær\w*|sød\w*|travl\w*|imponer\w*"
    r"|stolt\w*|optaget)|voldgift\w*|voldgrav\w*|(?:på|ved|langs|bag|over) (?:byens )?volden(?:e)?|voldsted\w*"
    r"|voldene",
    r"selvmords?forebyg\w*|forebyg\w* (?:af )?selvmord|suicide[- ]prevention|prevent(?:ing|ion of)? suicide"
    r"|voldsforebyg\w*|forebyg\w* (?:af )?vold(?!\w)|violence prevention|prevent(?:ing|ion of)? violence",
    r"hjertestarter\w*|førstehjælp\w*|first[- ]aid|defibrillator\w*|hjerterehabilitering|hjerteforening\w*"
    r"|blodprop-?gruppe|stroke survivors?|(?:brush|swim|breast|back)[- ]?strokes?|stroke (?:the|my|his|her"
    r"|a) \w+",
    r"(?:får|få|fik|giver?|ny) luft under vinger\w*|lufte hund\w*|tage?r? pusten fra|breath of fresh air"
    r"|tage?r? vejret fra (?:mig|en|os)|breath-?taking",
    r"voldelige? (?:film|spil|computerspil|videoer|dyr)|violent (?:games|films|movies|video)|krimi\w*"
    r"|mordgåde\w*|murder mystery|drab i|cozy crime",
    r"cutter (?:træ|papir|stof|mønstre|ud)|cut(?:s|ting)? (?:wood|paper|fabric|hair|grass|myself off"
    r"|himself off|herself off|(?:my|him|her)self some slack|down|costs)|skære(?:r)? (?:træ|figurer|ud|ned|brød"
    r"|i træ)",
    r"(?:hænge(?:r)?|hang(?:s|ing)?) (?:ud|sammen|out|around|sig ud|på|op|tøj|billeder|together)|(?:beats?"
    r"|beat) (?:me why|boredom|the (?:drum|boredom|loneliness|blues))|it beats me|hits? (?:the (?:gym|road|ball"
    r"|books|town)|a ball|home)|slap(?:pe|per|ped)? af",
    r"kick(?:s|ed|ing)? (?:a|the) (?:ball|football)|sparke(?:r)? (?:bold|til en bold|dæk|fodbold|røv)"
    r"|punch(?: \w+)? (?:bag|line|needle)|(?:bag|danner|batter|slår) (?:dej|æg)|banker? (?:på|kaffe|kød|søm"
    r"|tæpper|ris)|heart beats? for|bankospil\w*|banko\w*|overfaldet af (?:myg|hvepse|bier|reklamer|indtryk)"
    r"|hurt a fly",
    r"(?:landsby\w*|byen|foreningen|klubben|traditionen|the village|the club|the town) (?:\w+ )?(?:er ved at dø"
    r"|dør|vil dø|skal ikke dø|må ikke dø|is dying|must not die|will die)\w*(?: ud)?",
    r"(?:træt af livet|tired of life) (?:i|in|som|as|på|bag) (?:\w+)|orker ikke mere (?:bingo|banko|strik\w*"
    r"|kaffe\w*|møde\w*|arbejde|tv|sport)",
    r"(?:for|siden|over) (?:(?:et|to|tre|fire|fem|seks|mange|flere|nogle|ti|\d+) )(?:år|måneder"
    r"|uger) siden (?:fik|havde|faldt|døde|blev \w+ (?:indlagt|opereret))(?: \w+){0,4} (?:hjertestop|blodprop"
    r"|slagtilfælde|hjerneblødning|hjerteanfald|brystsmerter)",
    r"(?:døde|død|mistede?|mistet|died|lost \w+ \w+)(?: \w+){0,3} (?:af|til|efter|ved|pludseligt af|of|to|from"
    r"|after)(?: et| en| a)?(?: pludseligt?| stort?| sudden| massive)? (?:hjertestop|blodprop|slagtilfælde"
    r"|hjerneblødning|hjerteanfald|overdosis|kramper|stroke|heart attack|overdose|cardiac arrest|seizure)",
)  # fmt: skip

THING = (
    r"(?!(?:rekord|personlig|bold|tromme|knæ|ryg|fod|fødder|hånd|hænder|finger|fingre|arm|hoved|tid|græs|plæne"
    r"|have|hæk|tæppe|hjerte|back|knee|leg|arm|foot|feet|head|hip|shoulder|hand|neck|drum|way|own|record|ankle"
    r"|finger|wrist|heart|time)\w*)"
)
PERSONS = (
    r"(?:konen|manden|kæresten|børnene|barnet|drengen|drengene|pigen|pigerne|moderen|faderen|naboen|kvinden"
    r"|kvinder|kvinderne|datteren|sønnen|hunden|de små|de andre børn|sønnerne|døtrene|hustruen)"
)
WHO = (
    rf"(?:mig|hende|ham|os|dem|sig selv|(?:min|sin|hans|hendes|deres|vores|sine|mine) {THING}\w+|{PERSONS}"
    rf"|hinanden)(?!\w)"
)
WHO_EN = (
    rf"(?:(?:my|his|her|their|our) {THING}\w+|(?:the|a) (?:woman|wife|girl|boy|man|kids|children|child|dog"
    rf"|husband|girlfriend|boyfriend)|me|him|us|them|her(?! \w*(?:back|knee|leg|arm|foot|head|hip|drum|record"
    rf"|time|own|way))|each other)(?!\w)"
)
KIN = (
    r"(?:mand|kone|kæreste\w*|eks\w*|samlever\w*|ægtefælle|partner|far|fader|mor|stedfar|papfar|søn|bror|onkel"
    r"|chef|kollega|ven|nabo|familie|svigerfar|svigermor|husbond|fyr|svoger)"
)
KIN_EN = (
    r"(?:husband|wife|boyfriend|girlfriend|partner|ex(?:[- ](?:husband|wife|boyfriend|girlfriend|partner))?"
    r"|father|mother|dad|mum|mom|stepfather|stepdad|stepmother|son|brother|uncle|boss|family)"
)
CHILD = (
    r"(?:barn(?:et|ets)?|børn(?:ene|enes)?|datter(?:en)?|døtre(?:ne)?|søn(?:nen|ner|nerne)?|pige(?:n|r|rne)?"
    r"|dreng(?:en|e|ene)?|baby(?:en)?|elev(?:en|er)?|(?:\w*(?:bror|søster|brødre|søstre|søskende))"
    r"|barnebarn(?:et)?|børnebørn(?:ene)?|småbørn|unge(?:r|rne)?|nevø|niece|spædbarn(?:et)?)"
)
CHILD_EN = (
    r"(?:child(?:ren)?|kids?|daughters?|sons?|girls?|boys?|baby|babies|pupils?|students?|toddlers?"
    r"|grandchild(?:ren)?|grandson|granddaughter|stepdaughter|stepson|little (?:brother|sister)|nephew|niece"
    r"|infant)"
)
BEATS = (
    r"(?:slår|slog|slå|slået|banker|bankede|tæver|tævede|tæve|sparker|sparkede|sparke|mishandler|mishandlede"
    r"|mishandle|pisker|rusker|ruskede|gennembanker|gennembankede|kvæler|nikker skaller|overfalder|overfaldt"
    r"|voldtager|voldtog|misbruger|misbrugte|skolder|brænder)"
)
BEATS_EN = (
    r"(?:hits?|hitting|beats?|beat|beating|slaps?|slapped|slapping|punch(?:es|ed|ing)?|kicks?|kicked|kicking"
    r"|chok(?:es|ed|ing)|strangl(?:es|ed|ing)|abus(?:es|ed|ing)|assault(?:s|ed|ing)?|attack(?:s|ed|ing)?|hurts?"
    r"|hurting|rapes?|raped|molest(?:s|ed|ing)?|batter(?:s|ed|ing)?|mistreats?|shak(?:es|ing)|shook|burns?"
    r"|burned|whips?)"
)

ACUTE = (
    r"(?<!.)\W*(?:hjerteanfald|hjertestop|hjertetilfælde|blodprop|slagtilfælde|heart attack|stroke|forgiftning)\W*$",
    r"bryst-?smert\w*|bryst?smert\w*|hjertesmert\w*|(?:ondt|smerter?|smerte|trykken|tryk|stikker|stik|knuger"
    r"|knugen|klemmer|jag|strammer|pres)(?: \w+){0,3} (?:i|for|over|omkring) (?:brystet|bryst|hjertet"
    r"|venstre arm)(?!\w)(?! (?:over|efter|af at|når|ved at))|trykker for brystet",
    r"(?:kan|får|kunne|fik)(?: (?:han|hun|jeg|de|næsten|slet|ordentligt|nærmest|knap|knapt|nok"
    r"|pludselig))* (?:ikke|næppe|dårligt|knap nok|knap|knapt)(?: (?:rigtig|ordentligt|længere|nok"
    r"|mere))? (?:få luft(?! i| under)|få vejret|trække (?:vejret|været|vejert)|ånde(?!\w)|luft(?! i| under"
    r"| til))|trække?r (?:\w+ )?(?:ikke|dårligt) vejret|(?:har |med )svært ved at (?:få vejret|få luft"
    r"|trække vejret|ånde(?! ud)(?!\w))|hiver efter vejret|gisper",
    r"akut åndenød|(?:pludselig|voldsom|kraftig|stærk|slem) åndenød|har åndenød(?! når| ved| på)"
    r"|(?:er ved at )(?:blive kvalt|kvæles|besvime|gå i chok)|(?:har fået|fået) noget galt i halsen",
    r"bevidstløs\w*|livløs\w*|er besvimet|besvimer|besvimede|(?:er |lige |pludselig )?(?:faldet|falder"
    r"|faldt) om(?!kring| i| kuld)(?!\w)|reagerer ikke(?! på (?:mail|sms|brev|henvend))|kan ikke vækkes"
    r"|ikke til at vække|uden bevidsthed|ikke ved bevidsthed",
    r"(?:får|har lige fået|lige fået|har fået|fået|er ved at få|tror(?: \w+){1,4}(?: har| får)?|måske|have"
    r"|having|think(?:s)?(?: \w+){1,3}|just had|lige haft|akut|acute) (?:et |en |a )?(?:hjertestop|hjerteanfald"
    r"|hjertetilfælde|blodprop|slagtilfælde|hjerneblødning|heart attack|stroke|seizure"
    r"|cardiac arrest)(?!\w)(?! (?:for|i (?:fjor|19|20|forrige)|sidste år|last year|(?:\w+ )?(?:years|months"
    r"|weeks) ago|forrige))",
    r"(?:mundvig\w*|ansigt(?:et)?|øjet) (?:hænger|er skæv)|hænger i (?:den ene mundvig|mundvigen|den ene side"
    r"|ansigtet)|skæv i (?:ansigtet|munden)|(?:pludselig\w* |lige blevet |er blevet )(?:lam|lammet|lammelse"
    r"|sløret|utydelig)\w*|(?:snakker|taler) (?:sort|pludselig)|(?:kan )?(?:ikke|næppe) bevæge (?:den ene"
    r"|venstre|højre|armen|benet|sin (?:ene |venstre |højre )?(?:arm|side))|taler pludselig|lammet i (?:den ene"
    r"|højre|venstre)(?: side| arm)? (?:nu|lige|pludselig)",
    r"blod(?:et)?(?: \w+){0,4} (?:stopper ikke|ikke (?:til at )?stoppe)|svarer ikke(?:,| når| og (?:er|ligger"
    r"|reagerer))|(?:væk|ligger|bevidst\w*) og svarer ikke|bløder (?:\w+ )?(?:kraftigt|voldsomt|meget"
    r"|ikke til at stoppe|ud af|fra (?:hovedet|ørerne))|kraftig blødning|blødning\w* (?:vil ikke|stopper ikke)"
    r"|forbløder|(?:brækker|kaster|hoster|spytter|har)(?: \w+)? (?:blod op|op blod|blod op)|kaster blod op"
    r"|hoster blod",
    r"forgift(?:et|ning)|overdosis|(?:taget|tog|slugt|spist|indtaget)(?: \w+){0,3} (?:for mange|alle (?:sine"
    r"|mine|hans|hendes)|en masse|et glas|hele glasset|20|30|40|50) ?(?:piller|pillerne|tabletter|panodil\w*"
    r"|med piller)?|(?:slugt|drukket|spist) (?:\w+ )?(?:klor|gift|batteri\w*|afløbsrens|sprinklervæske"
    r"|rottegift|opvaskemiddel|et knapbatteri)",
    r"(?:har|får|fik|lige)(?: \w+)? kramper(?! i (?:benene|læggen|lægge|tæerne|fødderne|foden))|krampeanfald"
    r"|anafylaktisk|allergisk chok|(?:tungen|halsen|svælget) (?:hæver|svulmer)|insulinchok|blå om (?:læberne"
    r"|munden)|blå læber",
    r"(?:voldsomme|ulidelige|uudholdelige|meget stærke|kraftige) (?:mave-?)?smerter (?!.{0,20}(?:år|længe))"
    r"|stiv i nakken og (?:\w+ )?feber|feber og (?:\w+ )?stiv|40 i feber|41 i feber|(?:er )?(?:faldet|faldt"
    r"|falder|ligger)(?: \w+){0,5} (?:og|kan) (?:\w+ )?(?:kan )?ikke (?:rejse sig|komme op)|ring (?:efter"
    r"|til) (?:en )?ambulance|brug for (?:en )?ambulance|dør lige nu|hjælp,? jeg dør(?! af)"
    r"|er ved at dø(?! ud)(?!\w)",
    r"chest[- ]?pains?|pain in (?:my|his|her|the) chest|tight(?:ness)? in (?:my|his|her|the) chest|(?:my|his"
    r"|her) chest hurts|chest (?:is )?(?:tight|hurts)",
    r"(?:can ?not|can'?t|cant|couldn'?t|unable to|hardly|barely|struggl(?:es|ing) to|trouble|difficulty"
    r"|fighting to) (?:\w+ )?(?:breath(?:e|ing)?|(?:get|catch) (?:my|his|her|their) breath)(?!\w)|not breathing"
    r"|isn'?t breathing|stopped breathing|gasping for|short(?:ness)? of breath(?! when| on (?:the )?stairs)"
    r"|is choking|choking on",
    r"unconscious|unresponsive|passed out|fainted|(?:fallen|fell)(?: \w+){0,4} (?:can'?t|cannot"
    r"|unable to) get up|collapsed(?! (?:building|bridge|lung))|won'?t wake up|not responding to (?:me|touch)"
    r"|lost consciousness|(?:face|mouth) (?:is )?droop\w*|slurr(?:ed|ing)(?: \w+)? speech|speech is slurred"
    r"|suddenly (?:paraly[sz]ed|numb|can'?t (?:speak|move))",
    r"bleeding (?:heavily|badly|a lot|profusely|out|won'?t stop)|won'?t stop bleeding|(?:coughing|vomiting"
    r"|throwing) up blood|poisoned|poisoning|overdos(?:e|ed|ing)|(?:took|taken|swallowed) (?:too many"
    r"|all (?:his|her|my)|a (?:whole )?bottle of|lots of)(?: \w+)? ?(?:pills|tablets|painkillers)?"
    r"|swallowed (?:bleach|poison|a battery|batteries)|(?:is |are )having (?:a )?(?:seizures?|fits?"
    r"|convulsions?)|anaphyla\w*|severe allergic|throat is (?:closing|swelling)|call an ambulance"
    r"|needs an ambulance|is dying(?! out| to| village)",
)  # fmt: skip

MYSELF = r"(?:mig|sig|os|mig selv|sig selv|ham selv|hende selv)"
SELF_HARM = (
    r"(?:ser|har|finder|er|giver|giver det)(?: \w+){0,2} (?:ingen|ikke nogen|ikke"
    r"|ingen som helst)(?: \w+)? (?:grund|mening|formål|pointe|håb)(?: \w+)? (?:til|med|i) (?:at leve|livet"
    r"|at fortsætte|at være her|at være til)(?!\w)|meningen med (?:at leve|livet|at være her)(?!\w)"
    r"|livet (?:giver|har)(?: \w+)? (?:ingen|ikke)(?: \w+)? mening|er (?:bare |kun )?en byrde for (?:alle|dem"
    r"|min|mine|familien|de andre|hele)",
    r"(?:bange for|ved ikke),? hvad (?:jeg|han|hun) (?:kan |kunne |vil )?(?:finder?|gør"
    r"|gøre)(?: på)?(?: at gøre)? (?:ved|mod) (?:mig|sig|ham|hende) selv|gøre ved (?:mig|sig) selv"
    r"|(?:har )?(?:samlet|gemt|hamstret)(?: \w+)? piller|(?:skåret|skar|skære|skærer|ridset"
    r"|cuttet) (?:\w+ )?(?:i |op )?(?:sin|sine|mine|min|hendes|hans) (?:\w+ )?(?:håndled|arm|arme|ben|lår"
    r"|pulsåre)\w*|(?:ønsker?|ønskede|gid)(?:,? at)? (?:jeg|han|hun) (?:ikke|aldrig) (?:fandtes|var|eksisterede"
    r"|vågnede|blev født)|tænker (?:\w+ ){0,2}på (?:døden|at dø|at ende|selvmord|at gøre en ende|at forsvinde)"
    r"|farvel (?:\w+ ){0,7}for altid",
    r"point (?:in|of|to) (?:living|life|being (?:here|alive)|going on|it all)|(?:should(?:n'?t| not)"
    r"|ought not to) be (?:here|alive)(?! (?:on|at|in|for|until))|(?:feel(?:s|ing)? like|think(?:s"
    r"|ing)? (?:about|of)|want(?:s)? to|going to|considering|plan(?:s|ning)? to) end(?:ing)? it(?: all"
    r"| now)?(?= *(?:[.,;:!?)]|$|and|because))|cut(?:s|ting)? (?:(?:my|his|her|their) )?(?:own )?(?:arms?"
    r"|wrists?|thighs?)(?!\w)|(?:want|wants|wish|wishes) (?:it|everything|this|life"
    r"|things)(?: all)? (?:to (?:end|stop|be over)|would end|was over|were over)|(?:hurts?|harm(?:s|ed)?) (?:my"
    r"|him|her)self on purpose|(?:think(?:s|ing)? (?:about|of)|talks? about"
    r"|obsessed with) death(?= *(?:[.,;:!?)]|$|all|and|every))",
    r"selvmor[dt]\w*|selv-?mord\w*|selvskad\w*|selv-?skade\w*|suicid\w*|self[- ]?harm\w*|self[- ]?injur\w*"
    r"|livstræt|livslede\w*|livsled\w*|afskedsbrev|suicide note",
    rf"(?:tage|tager|taget|tog)(?: \w+){{0,2}} (?:livet (?:af|fra) {MYSELF}|(?:mit|sit|hans|hendes"
    rf"|sine?) (?:eget )?liv|livet af)|slå(?:r)? (?:{MYSELF} )?(?:selv )?ihjel|slå (?:{MYSELF} )ihjel"
    rf"|dræbe (?:mig|sig) selv|skyde (?:mig|sig) selv|hænge (?:mig|sig)(?: selv)?(?! (?:ud|på|op|fast))"
    rf"|drukne (?:mig|sig)(?: selv)?",
    r"(?:gøre|gør|sætte) (?:en )?(?:ende|slut|punktum) (?:på|for) (?:det (?:hele|alt)|det|livet|mit liv|alt"
    r"|alting|sit liv)|ende (?:mit|sit|livet|det hele|det nu)(?: liv)?|afslutte (?:livet|mit liv|sit liv"
    r"|det hele)",
    r"(?:vil|ville|ønsker|kunne|lyst til|tænker på|længes efter|snakker om|taler om|siger)(?: (?:han|hun|jeg|de"
    r"|bare|gerne|helst|tit|ofte|at|hun|han|vil|virkelig|kun|godt|hellere|faktisk))* dø(?!\w| (?:ud|hen|gammel"
    r"|som|her|hjemme|i fred|med værdighed|i egen))|tanker om (?:at dø|døden|døde)|(?:gid|ønske|ønsker|ønskede"
    r"|ville|hvis|var|være|bare)(?:,? (?:jeg|han|hun|at|bare|ville|var|være|selv|også|altid|ønske))* (?:var"
    r"|være) død(?!\w)|bedre (?:af )?(?:at være )?død(?!\w)|hellere (?:være|ville være) død|ønsker sig død"
    r"|ønsker (?:mig|sig) væk fra (?:livet|det hele|verden)",
    r"(?:vil|gider|orker|magter|ønsker|kan|ville|har|lyst til)(?: (?:han|hun|jeg|de|bare|slet|simpelthen|altså"
    r"|længere))* (?:ikke|ik|ikk|ingen)(?: (?:mere|længere|lyst til|lyst|at|have|livslyst|gerne|bare|rigtig"
    r"|lyst til))* (?:leve(?! (?:alene|på|af|som|sammen|så))|livet|lever|at leve(?! (?:alene|på|af|som|sammen))"
    r"|være (?:her|i live|til)(?! (?:alene|mere end|når|sammen|besvær|om|til|for|i weekend|på))|eksistere"
    r"|stå op mere|kæmpe mere|kæmpe længere)(?!\w)",
    r"(?:kan|orker|magter|holder)(?: (?:han|hun|jeg|de|bare|slet|simpelthen|snart|det))* (?:ikke|ik"
    r"|ikk)(?: (?:det|livet|alt|rigtig))?(?: (?:mer|mere|længere|ud))+(?= *(?:[.,;:!?)]|$|og (?:vil|jeg)|nu"
    r"|lige))",
    r"(?:ikke|intet|ingen(?:ting)?|noget|hvad|ikke noget|ikke mere)(?: \w+){0,3} (?:at leve|værd at leve"
    r"|leve)(?: videre)? for|(?:livet|det hele|tilværelsen|alt|det)(?: (?:er|har|føles|virker"
    r"|forekommer))+(?: \w+)? (?:ikke|ingen|uden|intet|meningsløst|håbløst"
    r"|ligegyldigt)(?: \w+)? ?(?:værd(?: at leve)?|mening(?! at)|værdi)?(?: mere| længere)?(?= *(?:[.,;:!?)]|$"
    r"| at leve| og))(?<!uden)|mistet (?:livslysten|lysten til (?:at leve|livet)|livsmodet|livslyst|al livslyst"
    r"|håbet om)|ingen (?:livslyst|livsmod)|træt af (?:livet|at leve|det hele)(?= *(?:[.,;:!?)]|$|og|han|hun"
    r"|jeg))|meningen med livet er væk|livet (?:er|har) (?:slut|ovre|forbi|ingen mening)",
    r"(?:bedre|nemmere|lettere|godt|bedst|gladere)(?: (?:hvis|uden|om|at|af|stillet|for \w+|dem|alle"
    r"|dem alle))*(?: (?:jeg|han|hun))?(?: (?:ikke|var|fandtes|her|væk|slet|borte|eksisterede"
    r"|mere))* ?(?:uden mig|ikke var her|ikke fandtes|var væk|ikke eksisterede|ikke var til|var borte)"
    r"|ingen (?:ville|vil) (?:savne mig|opdage hvis jeg)|verden(?: \w+){1,3} uden mig"
    r"|sove (?:ind )?og (?:aldrig|ikke) vågne|(?:aldrig|ikke)(?: \w+)? vågne(?: op)?(?: (?:igen|mere|i morgen))"
    r"|forsvinde (?:for altid|fra (?:jorden|verden|det hele))",
    r"(?:skære|skærer|skar|cutter|cutte|ridser|ridse|brænder)(?: (?:i))?(?: (?:mig|sig|hende"
    r"|ham))(?: selv)?(?: i (?:armen|armene|håndled\w*|benene|låret))?(?! (?:på|fri|ud|igennem|i fingeren|fra"
    r"|ned|over ved))|skærer i (?:sine|mine) arme|gøre (?:skade på )?(?:mig|sig) selv (?:noget|ondt|fortræd"
    r"|skade)|gør (?:mig|sig) selv (?:ondt|fortræd)|skade(?:r|t)? (?:mig|sig) selv|gøre skade på (?:mig"
    r"|sig) selv|gøre noget ved (?:mig|sig) selv",
    r"(?:hoppe|springe|kaste sig|kaste mig|køre|gå|løbe)(?: \w+)? (?:ud )?(?:foran|ind foran|under) (?:et |en "
    r"|toget|tog)\s?(?:tog|toget|lastbil|bil)?|springe ud (?:fra|af) (?:broen|en bro|vinduet|et vindue|altanen)"
    r"|hoppe ud (?:fra|af) (?:broen|en bro|vinduet|altanen)|gemmer (?:på )?piller|samler (?:på )?piller",
    r"(?:kill|kills|killing|hang|shoot|hurt|hurts|hurting|harm|harms|harming|cut|cuts|cutting|drown|stab|starve"
    r"|burn|burns|poison)(?:ing)? (?:myself|himself|herself|themselves|themself|my ?self)(?! off| free| on (?:a"
    r"|the) (?:knife|glass|tool))|(?:take|took|taking|takes|end|ends|ending|ended) (?:my|his|her"
    r"|their)(?: own)? li(?:fe|ves)|end(?:ing)? (?:it all|it now|things for good|everything)|do away with (?:my"
    r"|him|her)self",
    r"(?:wants?|wanting|wanted|wish(?:es|ed|ing)?|wanna|rather|ready|going|longs?|like|thinks? about"
    r"|thinking (?:of|about)|talks? (?:of|about)|says)(?: (?:to|just|i|he|she|could|would|really|about|that"
    r"|were|be|often|wants?|they))* (?:die|dying|dead|be dead|disappear forever|never wake(?: up)?|not wake up"
    r"|not be here|never been born)(?!\w| out)|(?:better|be better|best)(?: \w+)? (?:off )?(?:dead"
    r"|without (?:me|him|her)(?= *(?:[.,;:!?)]|$))|if i (?:was|were) (?:dead|gone|not here))|wish (?:i|he"
    r"|she) (?:was|were)(?:n'?t| not)? (?:dead|alive|here|born)",
    r"(?:doesn'?t|does not|don'?t|dont|do not|no longer|not|didn'?t|can'?t|cannot)(?: \w+)? (?:want|wants|wish"
    r"|feel like|see (?:any|a) (?:point|reason))(?: (?:to|in|be|being|any more|longer))* (?:live|living"
    r"|be alive|alive|be here(?: any ?more)|exist|go on(?: living)?|wake up|continue living"
    r"|carry on)(?! (?:alone|in|at|with|on|to|here|near|by|there|far))(?!\w)|(?:can'?t|cannot|can not) (?:go on"
    r"|take (?:it|this|life)|do this|cope|carry on|live like this)(?: any ?(?:more|longer)| like this"
    r"| with (?:it|life))?(?= *(?:[.,;:!?)]|$|and))",
    r"(?:no|any|nothing|not|without|lost)(?: \w+)? (?:reason to live|point (?:in|to) (?:living|life|going on)"
    r"|to live for|will to live|left to live for|worth living(?: for)?)|(?:life|it)(?:'s| is| isn'?t"
    r"| has)(?: \w+)? (?:not worth|isn'?t worth|no longer worth|worthless|no meaning|pointless|meaningless"
    r"|over for me|worth living)(?: living)?|isn'?t worth living|tired of (?:living|life"
    r"|being alive)(?= *(?:[.,;:!?)]|$|and))|(?:no ?body|no one) would (?:miss|notice if) (?:me|i)"
    r"|world (?:would be|is) better (?:off )?without me|jump (?:off|from|in front)(?: of)? (?:a|the) (?:bridge"
    r"|train|building|roof|balcony)|stockpiling pills|ending things",
)  # fmt: skip

SEXUAL = (
    r"(?:seksuel\w* (?:misbrug\w*|overgreb\w*|krænke\w*|udnytte\w*|forhold)|misbrug(?:t|er|es|te)|krænk(?:et|er"
    r"|ede)|voldtag(?:et|er)|voldtog|pill(?:er|ede|e)(?: (?:ved|ham|hende))?|rør(?:er"
    r"|te)? (?:ved )?(?:\w+ )?(?:på|hende|ham|mig)|forgriber? sig|forgrebet sig|incest|blotte\w*|groom\w*)"
)
HARMED = (
    r"(?:slået|banket|tævet|tævede|mishandlet|misbrugt|krænket|voldtaget|sparket|pisket|brændt|overfaldet"
    r"|vanrøgtet|forsømt|låst inde|udnyttet|gjort fortræd|truet)"
)
CHILD_ABUSE = (
    rf"(?<!\w){CHILD}\W(?:.{{0,60}})(?:træner\w*|lærer\w*|pædagog\w*|onkel|morfar|farfar|stedfar|papfar|far"
    rf"|nabo\w*|fætter|storebror|voksen|mand)(?: \w+){{0,3}} (?:rørt|rører|rørte|pillet|pillede|befølt|beføler"
    rf"|befamle\w*|gramse\w*)(?: \w+)? (?:ved|på|hende|ham)|(?:papfar|stedfar|far|onkel|morfar|farfar|storebror"
    rf"|plejefar)(?: \w+){{0,2}} kommer (?:ind )?(?:på|i|til)(?: mig)? ?(?:mit værelse|min seng|hendes værelse"
    rf"|hendes seng|mig) om natten|giver (?:ham|hende|barnet|børnene|dem|sine børn|pigen|drengen) ikke (?:mad"
    rf"|noget at spise)",
    rf"(?<!\w){CHILD_EN}\W(?:.{{0,60}})(?:coach|teacher|uncle|grandfather|stepfather|stepdad|dad|father"
    rf"|neighbou?r|cousin|man)(?: \w+){{0,3}} (?:touched|touches|touching|groped|molested|exposed himself)"
    rf"|(?:doesn'?t|don'?t|won'?t|does not|do not|never) (?:feed|give food to) (?:the|their|his|her) (?:kids?"
    rf"|child(?:ren)?|baby|son|daughter)",
    rf"{BEATS}(?: (?:tit|ofte|altid|også|nogle gange|hver dag|jævnligt|både|på))* (?:(?:sit|sine|mit|mine|vores"
    rf"|deres|hans|hendes|et|de|det|den|på|min|sin|nabos|naboens) )*(?:(?:lille|små|store|mindste|\d+-?årige?"
    rf"|yngste|ældste) )*{CHILD}(?!\w)",
    rf"(?<!\w){CHILD}(?: \w+){{0,3}} (?:bliver|blev|blevet|er|var|har været|får|fik)(?: \w+){{0,3}} (?:{HARMED}"
    rf"|tæsk|tæv|klø|bank(?!\w|o)|prygl)(?!\w)",
    r"(?:min|hendes|hans|deres|barnets|pigens|drengens|vores|elevens)(?: \w+)? (?:far|fader|mor|moder|stedfar"
    r"|stedmor|papfar|papmor|farfar|morfar|plejefar|plejemor|forældre|onkel|træner|lærer|pædagog|storebror"
    r"|mors kæreste|fars kæreste)(?: \w+){0,2} "
    rf"(?:{BEATS}|{SEXUAL}|truer|låser|giver (?:\w+ )?(?:lussinger|tæsk|øretæver))(?: (?:mig|hende|ham|os|dem"
    rf"|på|ved|(?:min|mine|sin|sine) \w+)(?!\w)|$|[.,!])",
    rf"(?<!\w){CHILD}(?: \w+){{0,4}} {SEXUAL}|{SEXUAL}(?: \w+){{0,4}} {CHILD}(?!\w)|incest(?!\w)"
    rf"|seksuel\w* (?:misbrug|overgreb|krænkelse\w*|udnyttelse)\w*(?: \w+){{0,4}} (?:barn|børn|som barn"
    rf"|som lille)|pædofil\w*|børneporno\w*|børnemishandling|børnemisbrug|børnevold",
    rf"(?:blå mærker|brændemærker|blåmærker|mærker efter slag|brandmærker)(?: \w+){{0,5}} {CHILD}(?!\w)"
    rf"|(?<!\w){CHILD}(?: \w+){{0,5}} (?:blå mærker|blåmærker|brændemærker|mærker efter slag)|vanrøgt\w*"
    rf"|omsorgssvigt\w*|(?<!\w){CHILD}(?: \w+){{0,4}} (?:får ikke mad|sulter|låst inde|låses inde"
    rf"|overladt til sig selv|alene hjemme om natten|bange for (?:sin|at gå hjem|deres)|tør ikke gå hjem"
    rf"|er bange for (?:far|mor|stedfar))",
    r"(?:rører|rørte|tager|piller|pillede|tog)(?: \w+){0,2} (?:ved )?(?:mig|hende|ham|barnet|pigen"
    r"|drengen) (?:dernede|i skridtet|mellem benene|på (?:brysterne|numsen|tissekonen|tissemanden)|under tøjet"
    r"|steder|på (?:en )?måde|hvor (?:jeg|hun|han) ikke|når vi er alene|om natten)|vil se (?:mig|hende) nøgen"
    r"|nøgenbilleder(?: \w+){0,4} (?:barn|pige|datter|søn|dreng|\d\d-?årig)|børneægteskab|omskåret"
    r"|omskæring af (?:pige|datter)\w*|genopdragelsesrejse",
    rf"{BEATS_EN} (?:(?:his|her|their|my|the|our|a|up|on|little|small|young|own"
    rf"|neighbou?r'?s) )*{CHILD_EN}(?!\w)|(?<!\w){CHILD_EN}(?: \w+){{0,3}} (?:is|are|was|were|been|being|gets?"
    rf"|got)(?: \w+){{0,2}} (?:beaten|hit|abused|hurt by|slapped|kicked|molested|raped|neglected|starved"
    rf"|locked (?:in|up)|mistreated|touched)(?!\w)",
    r"(?:my|her|his|their|the child'?s|the girl'?s|the boy'?s)(?: \w+)? (?:father|mother|dad|daddy|mum|mummy"
    r"|mom|mommy|stepfather|stepdad|stepmother|stepmum|grandfather|grandpa|uncle|foster father|parents|teacher"
    r"|coach|older brother|mum'?s boyfriend|mother'?s boyfriend)(?: \w+){0,2} "
    rf"(?:{BEATS_EN}|touch(?:es|ed|ing)?|threatens?|locks?|gropes?) (?:me|her|him|us|them|my (?:brother|sister"
    rf"|mum|mother))(?!\w)",
    rf"child (?:sexual )?(?:abuse|neglect|molest\w*|porn\w*)|(?:abus(?:e|ed|es|ing)|neglect(?:ed|s|ing)?"
    rf"|molest\w*|groom(?:ed|ing)|sexually \w+)(?: \w+){{0,3}} {CHILD_EN}(?!\w)"
    rf"|(?<!\w){CHILD_EN}(?: \w+){{0,4}} (?:bruises|bruised|burn marks|sexually|afraid (?:to go home|of (?:his"
    rf"|her|their) (?:father|dad|mother|stepfather))|scared to go home|has nothing to eat|groomed|molested"
    rf"|left alone (?:at|all) night)|incest|p(?:a)?edophil\w*|touch(?:es|ed|ing) (?:me|her|him) (?:down there"
    rf"|between|inappropriately|under|in (?:a )?(?:bad|wrong) way|where (?:i|she|he) d)"
    rf"|(?:sexually )?abused as a child|child marriage",
)  # fmt: skip

VIOLENCE = (
    r"(?:skubbe(?:r|de|t)|kaste(?:r|de|t)|rev|river|trak|trækker|hev|hiver|smed|smider|spytte(?:r|de)"
    r"|kradse(?:r|de)|bider|bed|nev) (?:mig|hende|ham|sin kone|sin mand) (?:ned|ind i|op ad|op mod|mod|i håret"
    r"|ud af|omkuld|rundt|hårdt|ud i|i ansigtet|i hovedet)|(?:push(?:es|ed)|shov(?:es|ed)|threw|throws"
    r"|grabb(?:ed|s)|drag(?:s|ged)|spit(?:s)?|bit|bites|pulled|pulls) (?:me|her|him) (?:down|against"
    r"|by the (?:hair|throat|neck|arm)|into|around|out of|to the (?:floor|ground|wall))",
    r"(?:får|har|fik|fået)(?: \w+){0,2} blå mærker(?= *(?:[.,;:!?)]|$|når|efter|fordi|på (?:armene|halsen"
    r"|kroppen|hele)|af (?:ham|min|hendes)))|tv(?:inger|ang|unget) (?:mig|hende|ham)(?: \w+)? til (?:sex"
    r"|at have sex|samleje|at gå i seng|at gifte|ægteskab|prostitution|ting)|(?:forced|forces|forcing"
    r"|made) (?:(?:me|her|him) )?(?:to (?:marry|have sex)|into (?:sex|marriage|prostitution))|(?:mand|chef"
    r"|kollega|han|nabo|vicevært|læge|ven|gæst|kunde|onkel)(?: \w+){0,2} (?:rører|rørte|tager|tog|beføler"
    r"|befølte|befamle\w*|gramse\w*) (?:ved |på )?(?:mig|hende)(?! (?:med|i (?:hånden|armen)|ud|op|hjem|til"
    r"|på (?:tur|ferie|ordet)|alvorligt))(?!\w)|befamle\w*|gramse[rd]\w*|(?:flygtet|bor|boet|er|været|kommet"
    r"|kom|flyttet|flygtede|søgt)(?: \w+){0,2} (?:på|til|ind på)(?: et)? krisecent\w+|women'?s (?:shelter"
    r"|refuge)",
    rf"(?:(?<!\w){KIN}(?: \w+){{0,3}} |han |hun |de |nogen |manden |konen |som |der )(?:{BEATS})(?: (?:tit|ofte"
    rf"|altid|også|nogle gange|hver dag|jævnligt|løs på|på|ned på|igen))* {WHO}(?! (?:i skak|i kort|til))"
    rf"|(?<!jeg ){BEATS}(?: (?:tit|ofte|altid|også|løs på|på|han|hun))* (?:mig|hende|ham|os|kvinder|(?:sin|min"
    rf"|hans|hendes|deres) (?:kone|mand|kæreste|mor|far|ekskone|hustru|samlever|kærest\w*|gamle|ægtefælle"
    rf"|partner)|konen|kæresten|hustruen|ekskonen)(?!\w)",
    r"(?:får|fik|fået|giver|gav)(?: \w+){0,2} (?:tæsk|tæv|klø|prygl|bank(?!\w)|lussinger|øretæver"
    r"|en på hovedet)|(?:bliver|blev|blevet|er|været)(?: \w+){0,3} (?:slået(?! (?:op|fast|til|ihjel af|sammen"
    r"|sig|an))(?!\w)|banket|tævet|mishandlet|overfaldet|voldtaget|gennembanket|sparket|kvalt|pryglet"
    r"|stukket ned|stalket|truet (?:på livet|med (?:kniv|tæsk|vold|at)|af (?:sin|min|hendes|hans|sine|mine"
    r"|en mand|nogen|eks\w*))|spærret inde|låst inde|tvunget (?:til sex|i seng|ind i et ægteskab|til at gifte))"
    r"|slår (?:ham|hende|mig|os)? ?(?:og|når|hvis|med|i (?:ansigtet|hovedet|maven))|slås(?: \w+)? (?:derhjemme"
    r"|hjemme|med (?:min|sin) (?:mand|kone|kæreste))",
    r"vold(?:en)? (?:i (?:hjemmet|familien|forholdet|parforholdet|ægteskabet|nære|mit|hendes|sit|mod)|derhjemme"
    r"|mod|fra|hjemme)|(?:psykisk|fysisk|seksuel|økonomisk|digital|partner|hustru|æresrelateret"
    r"|grov) ?vold(?!\w)|hustruvold|partnervold|voldsramt\w*|voldsud\w*|voldsofre?\w*|voldsoffer"
    r"|udsat for (?:\w+ )?(?:vold|overgreb|trusler|voldtægt|stalking)|(?:flygtet|flygte|flygter|væk"
    r"|bort) fra (?:\w+ ){0,2}(?:vold\w*|voldelig\w*)|lever (?:i|med) vold|bruger vold|udøver vold"
    r"|(?<!\w)voldelig\w*|voldtægt\w*|voldtag\w*|voldtog|æresdrab|æresrelater\w*|tvangsægteskab\w*"
    r"|tvangsgift\w*|negativ social kontrol|kvælertag|seksuelt? (?:overgreb|krænke\w*|chikane\w*)|stalker\w*"
    r"|stalking|stalket|menneskehandel|tvunget prostitution",
    rf"tru(?:er|ede|et|sler)(?: (?:\w+ ){{0,5}})?(?:med (?:at (?:slå|dræbe|skyde|stikke|gøre|tage|kidnappe"
    rf"|smide|banke)|vold|kniv|pistol|tæsk|bank|en kniv|våben|livet)|på livet)|tru(?:er|ede) (?:mig|hende|os"
    rf"|ham|(?:sin|min|hendes) (?:kone|familie|kæreste|eks\w*))(?!\w)|trusler (?:fra|på livet|mod|om vold)"
    rf"|dødstrusler|(?:vil|ville|siger han vil|true\w* med at) (?:slå|dræbe|skyde|stikke|myrde)(?: \w+)? (?:mig"
    rf"|hende|ham|os|dem|{KIN})(?: ihjel| ned)?",
    rf"(?:bange|angst|rædselsslagen|frygt\w*|ræd|skræmt|utryg) (?:for|ved|over for)(?: at (?:være alene med"
    rf"|gå hjem til|komme hjem til))? (?:min|sin|hendes|hans|mine|sine|deres) (?:\w+ )?{KIN}(?!\w)|(?:tør"
    rf"|kan)(?: (?:jeg|hun|han|vi|næsten|slet))* ikke (?:gå|tage|komme|være) hjem(?:me)?(?: (?:til|for|på grund"
    rf"|fordi|når|hos|i aften|igen|alene med))|(?:låser|spærrer|lukker)(?: \w+)? (?:mig|hende|ham|os"
    rf"|sin kone) inde|(?:kontrollerer|overvåger|bestemmer) (?:\w+ )?(?:alt|hvem jeg|hvem hun|hvor jeg|hvor hun"
    rf"|min telefon|hendes telefon|mine penge|hendes penge|hvad jeg)|må ikke (?:gå ud|forlade hjemmet"
    rf"|se (?:mine|sine) veninder|se nogen|tale med nogen|have penge)(?: \w+)? (?:for|fordi) (?:min|sin|hendes"
    rf"|manden|hendes|han)|holdes? fanget|kaster (?:ting|tallerkener|sager) efter (?:mig|hende)|(?:går"
    rf"|gik) (?:amok|til angreb)(?: \w+)? (?:på|mod|over for|derhjemme)",
    rf"(?:(?<!\w){KIN_EN}(?: \w+){{0,3}} |he |she |they |who |someone |somebody |man "
    rf"|woman )(?:{BEATS_EN}) (?:up |on )?{WHO_EN}(?! at )(?! (?:in|to) (?:chess|cards))(?! up (?:on|with) )"
    rf"|{BEATS_EN} (?:up )?(?:me|his (?:wife|girlfriend|partner|mother)|her (?:husband|partner|mother)"
    rf"|my (?:mother|mum|mom|sister|wife|friend))(?!\w)(?! (?:at|that|why|how|with (?:joy|surprise)))",
    r"(?:is|are|was|were|been|being|gets?|got|am|get)(?: \w+){0,2} (?:beaten(?: up)?(?! (?:at|in))|battered"
    r"|assaulted|abused|raped|strangled|stalked|threatened|mugged|stabbed|trafficked|locked (?:in|up)"
    r"|forced (?:to (?:marry|have sex)|into (?:marriage|prostitution)))|domestic (?:violence|abuse)"
    r"|(?<!\w)violence (?:at home|in (?:the|my|her|his) (?:home|family|relationship|marriage)|from|against|by)"
    r"|(?:experienc\w+|suffer\w*|victims? of|flee\w*|fled|escap\w+|exposed to|subjected to)(?: (?:from|of|a|an"
    r"|her|his|my|\w+))* (?:violen\w*|abuse|abusive|rape|assault|stalking|trafficking)|violent (?:husband|wife"
    r"|man|men|partner|ex\b|ex-\w+|boyfriend|girlfriend|father|mother|son|brother|home|relationship|marriage"
    r"|family|towards?|with|to|against|when)|(?:is|gets?|became|becomes?|turns?|was|being|been|more"
    r"|very) violent|abusive|abuser|(?<!\w)rap(?:e|ed|ist)(?!\w)|sexual(?:ly)? (?:assault\w*|abuse\w*|harass\w*"
    r"|violence)|honou?r (?:killing|violence|based)|honou?r-based|forced marriage|coercive control"
    r"|human trafficking|stalk(?:er|ing|s)(?! (?:of|deer|fish))",
    rf"threaten(?:s|ed|ing)? (?:to (?:kill|hurt|beat|hit|shoot|stab|take|harm)|(?:me|her|him|us|his wife"
    rf"|with a (?:knife|gun|weapon))|my life)|(?:death|violent) threats?|(?:says|said|wants|tried|going|will"
    rf"|would)(?: (?:he|she|will|to|would))* (?:kill|strangle|stab|shoot|murder|hurt) (?:me|her|him|us|them"
    rf"|my)(?!\w)|(?:afraid|scared|terrified|frightened) (?:of|by) (?:my|her|his|their)(?: own)? {KIN_EN}(?!\w)"
    rf"|(?:afraid|scared|terrified|too frightened|dare not|daren'?t|doesn'?t dare"
    rf"|don'?t dare)(?: \w+)? (?:to )?(?:go|be|come) home(?!\w)|(?:controls|monitors) (?:everything|all"
    rf"|my (?:phone|money)|her (?:phone|money)|who (?:i|she) (?:see|talk|meet)\w*)|(?:locks?|keeps?) (?:me|her"
    rf"|him) (?:in(?:side)?|locked|prisoner|captive)(?!\w)|held captive|puts? his hands (?:on|around) (?:my"
    rf"|her) (?:throat|neck)|throws things at (?:me|her)",
)  # fmt: skip

TABLES: Mapping[str, tuple[str, ...]] = {
    "acute_illness": ACUTE,
    "self_harm": SELF_HARM,
    "child_abuse": CHILD_ABUSE,
    "violence": VIOLENCE,
}

# Long words with a slip of the keyboard: one letter wrong, missing, too many or swapped.
SLIPS = {
    "selvmord": "self_harm", "selvmordstanker": "self_harm", "selvskade": "self_harm", "selvskader": "self_harm",
    "suicide": "self_harm", "suicidal": "self_harm", "brystsmerter": "acute_illness", "bevidstløs": "acute_illness",
    "unconscious": "acute_illness", "overdosis": "acute_illness", "overdose": "acute_illness", "voldtaget": "violence",
    "voldtægt": "violence", "voldelig": "violence", "mishandlet": "violence", "mishandler": "violence",
    "stalking": "violence", "vanrøgt": "child_abuse", "omsorgssvigt": "child_abuse",
}  # fmt: skip
RIGHT = frozenset({"voldtaget", "voldgift", "stalling", "talking", "walking", "staking", "veldelig"})
ACUTE_PAST = re.compile(
    r"(?:(?:år|måneder|uger|years?|months?|weeks?) (?:siden|ago)|i fjor|sidste (?:år|forår|efterår|vinter"
    r"|sommer|måned)|last (?:year|spring|winter|summer|autumn|month)|dengang|tidligere|formerly|for (?:længe"
    r"|mange år) siden|i (?:19|20)\d\d|in (?:19|20)\d\d|har overlevet|survived|kom sig|recovered|genoptræn\w*"
    r"|rehab\w*)",
    re.IGNORECASE,
)
