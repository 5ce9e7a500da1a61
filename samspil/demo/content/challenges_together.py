"""Open challenges about work, disability, mental health and life on the edge."""

from samspil.demo.content.types import ChallengeText, PerspectiveText

TOGETHER: tuple[ChallengeText, ...] = (
    ChallengeText(
        key="noget-at-staa-op-til",
        question="Hvad skal der til, for at en 19-årig uden job har noget at stå op til?",
        first_question="Hvordan får vi flere unge i virksomhedspraktik?",
        description=(
            "I Lergården bor der 44 unge mellem 18 og 25, som hverken har skole eller job. De er ikke dovne. De er"
            " vågne om natten, fordi der ikke sker noget om dagen. De fleste har prøvet praktik. Nogle har prøvet"
            " fire.\n\nJeg møder dem på trappen og i vaskekælderen. De spørger aldrig om et forløb. De spørger, om jeg"
            " kender nogen."
        ),
        today=(
            "Samtale i jobcenteret hver fjerde uge. Virksomhedspraktik i 4-13 uger. Hver tredje praktik stopper før"
            " tid."
        ),
        theme="employment",
        unit="jobcenter",
        place="lergaarden",
        by="helle",
        actor="lergaarden",
        raised_days_ago=62,
        stage="proposals",
        next_step=(
            "Vi mødes i fælleshuset tirsdag kl. 16 og ikke kl. 8. Ahmed og Amalie finder ud af, hvilke to forslag de"
            " unge vil være med til."
        ),
        host="inger",
        perspectives=(
            PerspectiveText(
                by="amalie",
                actor=None,
                days_ago=55,
                body=(
                    "Jeg har været i praktik fire steder. Jeg har fået at vide, at jeg var sød. Der var ikke noget job"
                    " nogen af stederne, og det vidste de godt fra start. Så bliver man træt på en måde, man ikke kan"
                    " sove sig fra."
                ),
                replies=(
                    PerspectiveText(
                        by="ahmed",
                        actor=None,
                        days_ago=54,
                        body=(
                            "Du har ret. Jeg har selv sendt dig to af stederne hen. Fremover spørger jeg virksomheden"
                            " først: Er der løn for enden?"
                        ),
                    ),
                    PerspectiveText(
                        by="oliver",
                        actor=None,
                        days_ago=53,
                        body=(
                            "Samme her. Det vendte, da Dennis sagde: du møder mandag og tirsdag, så snakker vi onsdag."
                            " Ingen papirer før onsdag."
                        ),
                    ),
                ),
            ),
            PerspectiveText(
                by="dennis",
                actor="toemrerne",
                days_ago=50,
                body=(
                    "Jeg er ligeglad med karakterer. Jeg skal bruge en, der kommer. Hvis han ikke kommer, skal jeg"
                    " kunne ringe til nogen, der kender ham, og ikke til et omstillingsbord."
                ),
            ),
            PerspectiveText(
                by="signe",
                actor="jobcenter",
                days_ago=48,
                body=(
                    "Vi taler meget om at få de unge til at møde op. Jeg sad i venteværelset en formiddag uden"
                    " navneskilt. Jeg ville heller ikke møde op."
                ),
            ),
            PerspectiveText(
                by="pia",
                actor="mejeriet",
                days_ago=44,
                body=(
                    "Vi har fire småjob på 12 timer. De er besat af folk, der har været her i tre år og aldrig er syge."
                    " Vi ville gerne have seks. Det er ikke pengene, det er en, der kan lære dem op."
                ),
            ),
            PerspectiveText(
                by="fatma",
                actor=None,
                days_ago=41,
                body=(
                    "Jeg vil gerne høre, hvad de unge selv ville bruge pengene på, før vi taler om, hvilken ordning det"
                    " skal hedde."
                ),
            ),
            PerspectiveText(
                by="klaus",
                actor="beskaeftigelse",
                days_ago=30,
                body=(
                    "Loven siger, at vi skal tale sammen. Den siger ikke, at det skal være på et kontor med"
                    " gennemsigtige vægge. Det er os selv, der har fundet på kontoret."
                ),
            ),
            PerspectiveText(
                by="amalie",
                actor="plaenen",
                days_ago=26,
                channel="meeting",
                entered_by="ahmed",
                body=(
                    "Vi sad 13 på plænen og snakkede om det. Det, vi manglede mest, var en, der ringer om morgenen."
                    " Ikke en mor. En, der er sur, hvis man ikke kommer."
                ),
            ),
        ),
    ),
    ChallengeText(
        key="weekend-moellebakken",
        question="Hvordan får vi en weekend, der ligner naboens?",
        first_question="Hvordan får vi flere aktiviteter på Møllebakken?",
        description=(
            "Vi bor 22 mennesker på Møllebakken. I hverdagene er vi på arbejde. Lørdag og søndag er vi hjemme. Naboen"
            " tager til håndbold og har gæster. Vi har kaffe klokken tre.\n\nVi vil ikke have flere aktiviteter. Vi vil"
            " gøre noget, hvor de andre også er."
        ),
        today=(
            "To på arbejde til 22 beboere i weekenden. Fælles kaffe lørdag og søndag kl. 15. Bussen kræver to"
            " medarbejdere."
        ),
        theme="disability",
        unit="moellebakken",
        place="vestermoelle",
        by="dan",
        actor="brugerraad-moellebakken",
        raised_days_ago=54,
        stage="proposals",
        next_step="Brugerrådet vælger på mødet den anden mandag. Jonas har lovet at svare på alt, der koster timer.",
        host="ruth",
        perspectives=(
            PerspectiveText(
                by="dan",
                actor=None,
                days_ago=52,
                channel="meeting",
                entered_by="bo",
                body=(
                    "Jeg vil se Engbæk spille. Hjemmekampene er om lørdagen. Jeg kender alle navnene. Jeg har aldrig"
                    " været der."
                ),
            ),
            PerspectiveText(
                by="lis",
                actor="foraeldre-moellebakken",
                days_ago=47,
                body=(
                    "I tyve år har vi hentet ham hver anden lørdag, så han ikke skulle være der. Han sagde sidste jul,"
                    " at han hellere ville blive hjemme, hvis der skete noget. Den var svær. Og god."
                ),
            ),
            PerspectiveText(
                by="bo",
                actor=None,
                days_ago=45,
                body=(
                    "Hvis tre skal til håndbold, og en bliver ked af det, skal en af os køre hjem. Så er der én tilbage"
                    " i huset. Det er derfor, vi drikker kaffe. Det er ikke, fordi vi synes, kaffe er en aktivitet."
                ),
                replies=(
                    PerspectiveText(
                        by="jonas",
                        actor="moellebakken",
                        days_ago=44,
                        body="Det er rigtigt set. Men det er også en vane. Vi har ikke spurgt håndboldklubben.",
                    ),
                ),
            ),
            PerspectiveText(
                by="hans-erik",
                actor="handicapraadet",
                days_ago=33,
                body=(
                    "Tilgængelighed er mere end en rampe. I hallen er der en rampe. Den ender ved en dør, man skal have"
                    " to raske arme for at åbne."
                ),
            ),
            PerspectiveText(
                by="majbritt",
                actor="spejderne",
                days_ago=25,
                body=(
                    "Vi har fire unge med diagnoser i forvejen, og det går fint, fordi der er bål. Ved et bål må man"
                    " godt sige ingenting."
                ),
            ),
        ),
    ),
    ChallengeText(
        key="klokken-ni",
        question="Hvor går man hen klokken ni om aftenen, når det hele bliver for meget?",
        description=(
            "Støttecentret lukker klokken 16. Angsten møder først ind klokken 20. Vi pårørende er blevet døgnvagt, uden"
            " at nogen har spurgt. Vi taler ikke om akut sygdom. Der er lægevagt og psykiatrisk modtagelse til det. Vi"
            " taler om den almindelige, lange aften."
        ),
        today="Støttecentret er åbent hverdage 9-16. Derefter er der lægevagten, skadestuen eller en mor.",
        theme="mental_health",
        unit="stoettecentret",
        place="engbaek",
        by="grethe",
        actor="naermest",
        raised_days_ago=15,
        stage="perspectives",
        next_step=(
            "Inger holder åbent møde i Lindegade torsdag kl. 20, for det er dér, det er svært. Skriv eller ring inden,"
            " hvis du ikke kan komme."
        ),
        host="inger",
        perspectives=(
            PerspectiveText(
                by="niels",
                actor=None,
                days_ago=13,
                body=(
                    "Jeg har kørt rundt med bus 3 i to timer, fordi der var lys og mennesker. Chaufføren vidste det"
                    " godt. Han sagde ikke noget, han lod mig bare sidde."
                ),
            ),
            PerspectiveText(
                by="grethe",
                actor=None,
                days_ago=12,
                body=(
                    "Når telefonen ringer klokken halv ti, ved jeg, hvem det er. Jeg tager den altid. Jeg er 71. Hvem"
                    " tager den, når jeg er 81?"
                ),
            ),
            PerspectiveText(
                by="sofie",
                actor=None,
                days_ago=10,
                body=(
                    "Det meste af det, folk ringer om næste morgen, var til at bære, hvis de ikke havde været alene med"
                    " det. Der skal ikke nødvendigvis være en som mig. Der skal være nogen."
                ),
            ),
            PerspectiveText(
                by="tove",
                actor="bibliotekets-venner",
                days_ago=7,
                body=(
                    "Biblioteket er åbent med kort til klokken 22. Der er varme, lamper og ingen, der vil sælge dig"
                    " noget. Der sidder flere, end man tror."
                ),
                replies=(
                    PerspectiveText(
                        by="niels", actor="brugerraad-lindegade", days_ago=6, body="Det vidste jeg ikke. Er der kaffe?"
                    ),
                ),
            ),
            PerspectiveText(
                by="vibeke",
                actor="stoettecentret",
                days_ago=5,
                body=(
                    "Jeg kan ikke love aftenåbent. Jeg har ikke folk til det. Men jeg kan godt se, at vi har lagt"
                    " åbningstiden efter os selv."
                ),
            ),
        ),
    ),
    ChallengeText(
        key="en-doer-at-banke-paa",
        question="Hvad skal der til, for at man kommer til lægen, når man ikke har et sted at bo?",
        first_question="Hvordan får vi de hjemløse til at møde op til deres tider?",
        description=(
            "Vi er omkring 30 mennesker uden et fast sted i Engbæk. De fleste har noget, der gør ondt. Man bliver"
            " afmeldt, når man udebliver to gange. Brevet med tiden ligger hos en, man boede hos i foråret.\n\nDet er"
            " ikke viljen. Det er, at der er for mange døre, og at de alle sammen har en skærm i lugen."
        ),
        today=(
            "Man får en tid og et brev. Støttecentret følger med, når der er en ledig. Det er der cirka hver fjerde"
            " gang."
        ),
        theme="vulnerable",
        unit="stoettecentret",
        place="engbaek",
        by="johnny",
        actor="udsatteraadet",
        raised_days_ago=71,
        stage="proposals",
        next_step=(
            "Udsatterådet mødes over suppen søndag kl. 13. Vibeke og Henning kommer. Vi aftaler den første fredag i"
            " tandlægestolen."
        ),
        host="inger",
        perspectives=(
            PerspectiveText(
                by="johnny",
                actor=None,
                days_ago=69,
                body=(
                    "Jeg trak selv en tand ud med en tang i 2016. Ikke fordi jeg var sej. Jeg turde ikke sidde i"
                    " venteværelset i det tøj."
                ),
            ),
            PerspectiveText(
                by="henning",
                actor="tandlaegerne",
                days_ago=60,
                body=(
                    "Klinikken står tom fredag efter klokken 13. Jeg har fået at vide, at jeg ikke må behandle nogen,"
                    " der ikke har bestilt. Hvem har sagt det? Jeg kan ikke finde det nogen steder."
                ),
                replies=(
                    PerspectiveText(
                        by="vibeke",
                        actor="stoettecentret",
                        days_ago=58,
                        body="Jeg har spurgt. Ingen har sagt det. Det er bare aldrig blevet prøvet her.",
                    ),
                ),
            ),
            PerspectiveText(
                by="line",
                actor=None,
                days_ago=49,
                body=(
                    "Sår skal skiftes hver anden dag. Jeg skifter dem gerne på en bænk. Men jeg må ikke køre ud uden en"
                    " adresse i systemet. Så jeg har skrevet bænken ind som adresse."
                ),
            ),
            PerspectiveText(
                by="johnny",
                actor="gadens-folk",
                days_ago=37,
                channel="phone",
                entered_by="sofie",
                body=(
                    "Vi møder dem klokken ti om aftenen, og der vil de gerne til læge. Klokken ni om morgenen vil de"
                    " ikke. Det er den samme mand. Det er bare ikke det samme tidspunkt."
                ),
            ),
            PerspectiveText(
                by="jens",
                actor=None,
                days_ago=29,
                body=(
                    "Jeg har gået en aften med Gadens Folk. Jeg troede, jeg vidste noget om det, fordi jeg havde læst"
                    " om det. Jeg vil gerne have det her på dagsordenen."
                ),
            ),
        ),
    ),
)
