"""Challenges about growing old, caring for somebody and helping each other at home."""

from samspil.demo.content.types import ChallengeText, PerspectiveText

OLDER: tuple[ChallengeText, ...] = (
    ChallengeText(
        key="gode-hverdage",
        question="Hvordan får vi flere gode hverdage til dem, der er blevet alene?",
        first_question="Hvordan skaffer vi flere besøgsvenner?",
        description=(
            "Vi er nogle døtre og sønner, der ringer hver aften. Far siger, det går fint. Så hører man fjernsynet i"
            " baggrunden og ved, at det har kørt siden middag. De fleste i vores gruppe har en far, der har mistet sin"
            " kone, og med hende den, der lavede aftalerne.\n\nFørst spurgte vi efter flere besøgsvenner. Så sagde"
            " mændene i skuret, at de ikke vil have besøg. De vil have noget at komme til. Derfor spørger vi nu på en"
            " anden måde."
        ),
        today="Besøgsven fra ventelisten. 38 venter. Gennemsnitlig ventetid 11 uger.",
        theme="older",
        unit="hp-nord",
        place="noerre-engbaek",
        by="karen",
        actor="paaroerende-noerre",
        raised_days_ago=47,
        stage="proposals",
        next_step=(
            "Inger samler forslagene op til mødet i Kulturhuset på mandag. Dér vælger vi to, vi vil prøve. Alle kan"
            " komme."
        ),
        host="inger",
        perspectives=(
            PerspectiveText(
                by="karen",
                actor=None,
                days_ago=1,
                body="Min far siger nej til en besøgsven. Han siger ja, når naboen spørger, om han kan holde en stige.",
                replies=(
                    PerspectiveText(
                        by="jytte",
                        actor="bakkevej",
                        days_ago=0,
                        body=(
                            "Jeg har en tagrende, der trænger. Sig til ham, at jeg ikke tør selv. Det er oven i købet"
                            " sandt."
                        ),
                    ),
                    PerspectiveText(
                        by="bodil",
                        actor="besoegsvennerne",
                        days_ago=0,
                        body="Det er jeg ikke ked af at høre. Så er der en plads til en, der gerne vil have besøg.",
                    ),
                ),
            ),
            PerspectiveText(
                by="mette",
                actor="hp-nord",
                days_ago=19,
                body="Vi møder dem om morgenen. Det er eftermiddagen, der er lang.",
            ),
            PerspectiveText(
                by="ole",
                actor=None,
                days_ago=40,
                channel="phone",
                entered_by="birthe",
                body=(
                    "Jeg er 81, og jeg mangler ikke en ven. Jeg havde mange, de er bare døde. Jeg mangler, at der er"
                    " brug for mig. Da jeg var smed, kom folk hver dag og ville have noget lavet. Det savner jeg mere"
                    " end jeg savner at snakke."
                ),
                replies=(
                    PerspectiveText(
                        by="bent",
                        actor="mandeskuret",
                        days_ago=38,
                        body="Vi har en esse, ingen af os kan finde ud af. Tirsdag klokken ni. Du skal ikke snakke.",
                    ),
                ),
            ),
            PerspectiveText(
                by="viggo",
                actor=None,
                days_ago=34,
                channel="paper",
                entered_by="birthe",
                body=(
                    "Søndagen er værst. Alting er lukket, og børnene har deres eget. Jeg går op til købmanden mandag"
                    " morgen klokken syv, bare for at der er nogen."
                ),
            ),
            PerspectiveText(
                by="bent",
                actor="mandeskuret",
                days_ago=36,
                body=(
                    "I spørger forkert. Så længe I spørger, hvem der kan besøge de ensomme, så er der nogle, der er de"
                    " ensomme. Spørg i stedet, hvad man kunne være med til. Vi er 31 mænd. De ti kom, fordi en bad dem"
                    " om at reparere noget."
                ),
                replies=(
                    PerspectiveText(
                        by="inger",
                        actor="frivilligcenter",
                        days_ago=35,
                        body=(
                            "Vi tog det op på mødet, og de 14, der var der, ville alle skifte spørgsmålet ud. Så det"
                            " har vi gjort. Det gamle står der stadig."
                        ),
                    ),
                ),
            ),
            PerspectiveText(
                by="bodil",
                actor="besoegsvennerne",
                days_ago=33,
                body=(
                    "Nu vil jeg lige sige noget for de 26, der går på besøg hver uge. Der er folk, der ikke kan komme"
                    " ud. Der er folk, der er glade for en kop kaffe med den samme dame om tirsdagen. Det er ikke"
                    " gammeldags. Glem ikke dem, mens I bygger både."
                ),
            ),
            PerspectiveText(
                by="kurt",
                actor="lystfiskerne",
                days_ago=28,
                body=(
                    "Hos os sidder man ved siden af hinanden og kigger samme vej. Det er nemmere end at sidde over for"
                    " hinanden med en kop kaffe. Vi henter. Man behøver ikke fange noget. Det gør vi andre heller ikke."
                ),
            ),
            PerspectiveText(
                by="jytte",
                actor=None,
                days_ago=27,
                body=(
                    "Her på vejen bor der flere, der har mistet den, de delte hus med. Jeg ville gerne banke på, men"
                    " hvad skal jeg sige? Jeg er bange for at blive hængende i det og ikke kunne komme ud af det igen."
                    " Giv os en lille ting at bede om."
                ),
            ),
            PerspectiveText(
                by="kaj",
                actor=None,
                days_ago=22,
                body=(
                    "Jeg har 11 besøg på en formiddag. Når jeg går, siger de: Skal du allerede gå? Jeg ved godt, hvad"
                    " de spørger om. Jeg har bare ikke noget at pege på."
                ),
            ),
            PerspectiveText(
                by="asta",
                actor="aeldreraadet",
                days_ago=20,
                body=(
                    "Husk kvinderne. De sidder også alene, de gør det bare pænere. Og husk, at halvdelen ikke hører så"
                    " godt. En sal med 60 mennesker er ikke hyggelig med høreapparat."
                ),
            ),
            PerspectiveText(
                by="marianne",
                actor="bageren",
                days_ago=16,
                body=(
                    "Der er seks, der kommer hver morgen og køber ét rundstykke. Det handler ikke om rundstykket. Jeg"
                    " har to borde bagved, som ingen bruger før klokken elleve."
                ),
            ),
            PerspectiveText(
                by="frede",
                actor="herrevaerelset",
                days_ago=13,
                channel="meeting",
                entered_by="birthe",
                body=(
                    "Da Else døde, kunne jeg lave havregrød. Nu laver jeg bearnaise til otte mand. Vi blev samlet af en"
                    " præst, der havde fået nok af at spise småkager. Det vil jeg bare sige. Det startede ikke med et"
                    " projekt."
                ),
            ),
            PerspectiveText(
                by="line",
                actor=None,
                days_ago=9,
                body=(
                    "Det første halve år efter dødsfaldet kommer der mange blomster. Så kommer der ingenting. Vi ser"
                    " det på vægten og på medicinen. Hvis nogen skal spørge, skal det være i måned syv."
                ),
            ),
            PerspectiveText(
                by="villy",
                actor="udviklingsraad-noerre",
                days_ago=5,
                body=(
                    "Den sidste bus fra byen kører 17.42. Alt det gode begynder klokken 19. Det er ikke ensomhed, det"
                    " er en køreplan."
                ),
                replies=(
                    PerspectiveText(
                        by="knud",
                        actor="frivillig-koersel",
                        days_ago=4,
                        body=(
                            "Vi kører gerne om aftenen, hvis turen er fast. Faste ture kan jeg få chauffører til. Hver"
                            " sin aften kan jeg ikke."
                        ),
                    ),
                ),
            ),
        ),
    ),
    ChallengeText(
        key="aftener-aabrinken",
        question="Hvad skal der til, for at man glæder sig til aftenen på Åbrinken?",
        first_question="Hvordan får vi flere frivillige på Åbrinken?",
        description=(
            "Klokken halv syv er maden spist, og der er stille. Nogle bliver lagt i seng, fordi der ikke er andet at"
            " blive oppe til. Vi i venneforeningen kan ikke fylde alle aftener, og personalet har nok at se til.\n\nVi"
            " ville først have flere frivillige. Beboerrådet spurgte, hvad de skulle lave. Det kunne vi ikke svare på."
        ),
        today=(
            "Fjernsyn i dagligstuen. Venneforeningen kommer to aftener om måneden. Der er to på arbejde til 48 beboere"
            " efter kl. 20."
        ),
        theme="older",
        unit="aabrinken",
        place="noerre-engbaek",
        by="soeren",
        actor="venner-aabrinken",
        raised_days_ago=96,
        stage="trial",
        next_step=(
            "Syng ned-aftenerne prøves seks torsdage. Hanne og Elly gør op bagefter, om vi bliver ved, laver om eller"
            " stopper."
        ),
        host="ruth",
        perspectives=(
            PerspectiveText(
                by="elly",
                actor="beboerraad-aabrinken",
                days_ago=88,
                channel="meeting",
                entered_by="tine",
                body=(
                    "Jeg har været natteravn hele mit liv. Her bliver jeg spurgt, om jeg er træt, klokken syv. Jeg er"
                    " ikke træt. Jeg keder mig."
                ),
                replies=(
                    PerspectiveText(
                        by="tine",
                        actor=None,
                        days_ago=87,
                        body="Det har du ret i. Jeg spørger af vane. Nu spørger jeg, om du vil med ned.",
                    ),
                ),
            ),
            PerspectiveText(
                by="tine",
                actor=None,
                days_ago=85,
                body=(
                    "Vi er to. Hvis en falder, er vi nul i dagligstuen. Så det hjælper ikke at sende frivillige, vi"
                    " skal sætte i gang. Det hjælper, hvis nogen kommer og har noget med."
                ),
            ),
            PerspectiveText(
                by="ingolf",
                actor="koret",
                days_ago=80,
                body="Vi øver alligevel. Hvorfor øver vi på en skole, hvor der ikke er andre end pedellen?",
            ),
            PerspectiveText(
                by="poul",
                actor=None,
                days_ago=78,
                body=(
                    "Yderdøren låser automatisk klokken 20. Den kan stilles om på to minutter. Der er aldrig nogen, der"
                    " har bedt mig om det."
                ),
            ),
            PerspectiveText(
                by="nanna",
                actor=None,
                days_ago=60,
                body=(
                    "Jeg var i praktik på Åbrinken i ti uger. Det bedste var den aften, strømmen gik. Alle blev"
                    " siddende, og en fortalte om besættelsen."
                ),
            ),
            PerspectiveText(
                by="susanne",
                actor="med-aeldre",
                days_ago=52,
                body=(
                    "Vi synes, det er godt. Vi vil bare have det skrevet ned: De frivillige hjælper ikke på toilettet"
                    " og giver ikke medicin. Så er der ingen, der kommer i klemme."
                ),
                replies=(
                    PerspectiveText(
                        by="soeren",
                        actor="venner-aabrinken",
                        days_ago=51,
                        body="Helt enig. Vi kan heller ikke finde ud af det. Skriv det på døren til køkkenet.",
                    ),
                ),
            ),
        ),
    ),
    ChallengeText(
        key="den-der-passer",
        question="Hvem passer på den, der passer en anden?",
        description=(
            "Min kone har haft demens i fem år. Jeg er blevet god til det meste. Jeg kan bare ikke huske, hvornår jeg"
            " sidst var i biografen. Når nogen spørger, hvordan det går, så spørger de til hende. Det er helt i orden."
            " Men der er ingen, der spørger, hvad jeg skal lave på lørdag.\n\nJeg ved godt, der findes aflastning. Man"
            " skal bare være meget ovenpå for at søge om den."
        ),
        today=(
            "Demensvejlederen har 140 familier. Aflastning i eget hjem er fire timer om ugen efter ansøgning. Der går"
            " 5-6 uger."
        ),
        theme="relatives",
        unit="sundhed",
        place="engbaek",
        by="aksel",
        actor=None,
        raised_days_ago=23,
        stage="perspectives",
        next_step=(
            "Inger ringer rundt til dem, der har svaret. Vi mødes på biblioteket den første lørdag i næste måned, og"
            " der er nogen til at passe imens."
        ),
        host="inger",
        perspectives=(
            PerspectiveText(
                by="lis",
                actor=None,
                days_ago=20,
                body=(
                    "Min søn er voksen og har et udviklingshandicap. Jeg er ikke ked af det. Jeg er træt. Det er to"
                    " forskellige ting, og der er kun hjælp til den ene."
                ),
            ),
            PerspectiveText(
                by="birgit",
                actor="vaagekonerne",
                days_ago=17,
                body=(
                    "Vi sidder hos dem, der skal dø. Så går familien ud og sover. Det er mærkeligt, at man først må"
                    " sove til sidst."
                ),
                replies=(
                    PerspectiveText(
                        by="aksel",
                        actor=None,
                        days_ago=16,
                        channel="phone",
                        entered_by="birthe",
                        body="Den har jeg tænkt på i to dage. Tak.",
                    ),
                ),
            ),
            PerspectiveText(
                by="charlotte",
                actor="sundhed",
                days_ago=12,
                body=(
                    "Vi har gjort det svært at søge, fordi vi ville være sikre på, at det gik til dem, der trænger. Jeg"
                    " tror, vi har ramt ved siden af. Dem, der trænger mest, søger ikke."
                ),
            ),
            PerspectiveText(
                by="thomas",
                actor="maskinvaerkstedet",
                days_ago=8,
                body=(
                    "Vi har haft folk, der gik hjem klokken halv tre hver dag. Jeg troede, det var dovenskab. Det var"
                    " en mor eller en kone derhjemme. Vi kunne godt have lavet en ordning, hvis jeg havde vidst det."
                ),
            ),
        ),
    ),
)
