"""Challenges that came to an end: one became everyday life, one was the wrong question."""

from samspil.demo.content.types import ChallengeText, PerspectiveText

SETTLED: tuple[ChallengeText, ...] = (
    ChallengeText(
        key="skaerm",
        question="Hvordan klarer man sig, når alt foregår på en skærm?",
        first_question="Hvordan får vi flere til at bruge selvbetjening?",
        description=(
            "Kommunen spurgte, hvordan flere kan lære selvbetjening. Vi i Ældrerådet svarede, at nogle aldrig lærer"
            " det, og at de også skal kunne få en tid hos frisøren. Det blev et bedre spørgsmål."
        ),
        today=(
            "IT-hjælperne sidder på biblioteket hver onsdag 10-13 og kører ud med bogbussen en gang om måneden. I år"
            " har 386 fået hjælp."
        ),
        theme="community",
        unit="borgerservice",
        place="engbaek",
        by="asta",
        actor="aeldreraadet",
        raised_days_ago=240,
        stage="practice",
        next_step="Sådan gør vi nu. Gitte og Freja ser på det igen til sommer. Mangler du noget, så skriv her.",
        host="inger",
        perspectives=(
            PerspectiveText(
                by="viggo",
                actor=None,
                days_ago=215,
                channel="paper",
                entered_by="gitte",
                body=(
                    "Jeg har skrevet under på ting hele mit liv med en kuglepen. Nu skal jeg have en telefon for at"
                    " bevise, at jeg er mig. Det ved jeg jo godt."
                ),
            ),
            PerspectiveText(
                by="freja",
                actor="it-hjaelperne",
                days_ago=205,
                body=(
                    "Min morfar lærte det, da jeg holdt op med at tage telefonen ud af hånden på ham. Det tog fem gange"
                    " så lang tid, og så kunne han det."
                ),
                replies=(
                    PerspectiveText(
                        by="gitte",
                        actor=None,
                        days_ago=204,
                        body="Det har vi skrevet op på væggen: Rør ikke ved musen.",
                    ),
                ),
            ),
            PerspectiveText(
                by="samira",
                actor="kvinder-lergaarden",
                days_ago=190,
                body=(
                    "Hos os er det de 12-årige, der læser brevene fra kommunen for deres mødre. Det er ikke godt, at et"
                    " barn ved så meget."
                ),
            ),
            PerspectiveText(
                by="dorthe",
                actor=None,
                days_ago=170,
                body=(
                    "Jeg har prøvet at bestille tid til pas, som om jeg var min egen mor. Jeg opgav efter fjerde skærm,"
                    " og jeg arbejder her."
                ),
            ),
        ),
    ),
    ChallengeText(
        key="fredag-aften-14",
        question="Hvor går man hen en fredag aften, når man er 14 og bor i Krathøj?",
        description=(
            "Der blev siddet på bænken ved hallen, og der kom klager over larm. Vi i Ungeenheden spurgte, om der"
            " manglede et sted. Vi havde allerede set os varme på et lokale."
        ),
        today="Bænken ved hallen. Klubben i Engbæk er åben, men den sidste bus hjem kører 20.10.",
        theme="children_youth",
        unit="ungeenheden",
        place="krathoej",
        by="rasmus",
        actor="ungeenheden",
        raised_days_ago=150,
        stage="closed",
        next_step=(
            "Lukket. Spørgsmålet var vores, ikke deres. De unge ville hjem fra byen, ikke have et nyt sted. De stiller"
            " deres eget spørgsmål efter ferien."
        ),
        host="inger",
        perspectives=(
            PerspectiveText(
                by="emil",
                actor=None,
                days_ago=140,
                channel="meeting",
                entered_by="rasmus",
                body=(
                    "Vi mangler ikke et sted. Vi er på bænken, fordi vi kan lide bænken. Vi mangler en bus hjem fra"
                    " Engbæk klokken elleve."
                ),
            ),
            PerspectiveText(
                by="iben",
                actor=None,
                days_ago=136,
                body=(
                    "Jeg kører til Engbæk hver fredag klokken 23. Det gør syv andre forældre også, i hver sin bil. Vi"
                    " vinker til hinanden."
                ),
            ),
            PerspectiveText(
                by="majbritt",
                actor="spejderne",
                days_ago=131,
                body="De må gerne låne hytten. Men jeg tror ikke, de vil have voksne, der har købt sodavand.",
            ),
            PerspectiveText(
                by="rasmus",
                actor="ungeenheden",
                days_ago=110,
                body=(
                    "Vi spurgte, fordi vi havde fået klager, og fordi vi havde et lokale. De unge svarede på noget"
                    " andet, og de havde ret. Det lærte vi: Spørg, før du har set på gardiner."
                ),
                replies=(
                    PerspectiveText(
                        by="emil",
                        actor=None,
                        days_ago=104,
                        channel="meeting",
                        entered_by="rasmus",
                        body="Respekt. Men bussen kører stadig 20.10.",
                    ),
                ),
            ),
        ),
    ),
)
