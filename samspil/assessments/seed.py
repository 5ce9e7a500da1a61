"""The first version of the model, in our own words. From there on it is data that administrators copy and change.

What is asked of whom, and what is measured before and after, follows the research note (part A); the words are ours.
"""

from dataclasses import dataclass, field

from samspil.assessments.models import Group, Perspective

CITIZEN, RELATIVE = Perspective.CITIZEN, Perspective.RELATIVE
EMPLOYEE, ORGANISATION = Perspective.EMPLOYEE, Perspective.ORGANISATION
Pair = tuple[str, str]  # Danish, English


@dataclass(frozen=True, slots=True)
class GateText:
    number: str
    name: Pair
    question: Pair


@dataclass(frozen=True, slots=True)
class CriterionText:
    """``worse`` and ``better`` follow "much" and "a little"; the middle step is the same for all."""

    number: str
    group: Group
    name: Pair
    measure: Pair
    worse: Pair = ("", "")
    better: Pair = ("", "")
    asked: dict[Perspective, Pair] = field(default_factory=dict)

    @property
    def is_computed(self) -> bool:
        return not self.asked

    def anchors(self, language: int) -> list[str]:
        if self.is_computed:
            return []
        much, little, same = (("Meget", "Lidt", "Som i dag"), ("Much", "A little", "As today"))[language]
        worse, better = self.worse[language], self.better[language]
        return [f"{much} {worse}", f"{little} {worse}", same, f"{little} {better}", f"{much} {better}"]


GATES = (
    GateText(
        "G1",
        ("Behovet", "The need"),
        ("Er der et behov, og ved vi, hvem det er til for?", "Is there a need, and do we know whom it is for?"),
    ),
    GateText(
        "G2",
        ("Modenheden", "Maturity"),
        (
            "Er det færdigt nok til, at folk kan bruge det i hverdagen?",
            "Is it finished enough for people to use it in daily life?",
        ),
    ),
    GateText(
        "G3",
        ("Lovligheden", "The law"),
        (
            "Er CE-mærke, beskyttelse af data og samtykke på plads?",
            "Are CE marking, data protection and consent in order?",
        ),
    ),
    GateText(
        "G4",
        ("Sammenligningen", "The comparison"),
        (
            "Ved vi, hvordan det gøres i dag, så vi kan sammenligne?",
            "Do we know how it is done today, so that we can compare?",
        ),
    ),
)

CRITERIA = (
    CriterionText(
        "1.1",
        Group.LIFE,
        ("At klare sig selv", "Independence"),
        (
            "Borgeren nævner selv op til tre ting, der er svære. Hvor svære er de før og efter?",
            "The citizen names up to three things that are hard. How hard are they before and after?",
        ),
        ("sværere", "harder"),
        ("lettere", "easier"),
        {
            CITIZEN: (
                "Bliver det lettere eller sværere at klare dig selv?",
                "Does it get easier or harder to manage by yourself?",
            ),
            RELATIVE: (
                "Bliver det lettere eller sværere for borgeren at klare sig selv?",
                "Does it get easier or harder for the citizen to manage alone?",
            ),
            EMPLOYEE: (
                "Bliver det lettere eller sværere for borgerne at klare sig selv?",
                "Does it get easier or harder for the citizens to manage alone?",
            ),
        },
    ),
    CriterionText(
        "1.2",
        Group.LIFE,
        ("En god og tryg hverdag", "A good and safe day"),
        (
            "Trivsel før og efter, for eksempel med WHO-5, hvis I har retten til det.",
            "Well-being before and after, for instance by WHO-5 where you have the right to use it.",
        ),
        ("dårligere", "worse"),
        ("bedre", "better"),
        {
            CITIZEN: ("Bliver din hverdag bedre eller dårligere?", "Does your day get better or worse?"),
            RELATIVE: (
                "Bliver borgerens hverdag bedre eller dårligere?",
                "Does the citizen's day get better or worse?",
            ),
        },
    ),
    CriterionText(
        "1.3",
        Group.LIFE,
        ("Værdighed og selvbestemmelse", "Dignity and self-determination"),
        (
            "Tre spørgsmål før og efter: om værdighed, om privatliv og om at bestemme selv.",
            "Three questions before and after: on dignity, on privacy and on deciding for oneself.",
        ),
        ("mindre", "less"),
        ("mere", "more"),
        {
            CITIZEN: (
                "Kan du leve mere eller mindre, som du selv vil?",
                "Can you live more or less the way you want to?",
            ),
            RELATIVE: (
                "Kan borgeren leve mere eller mindre, som borgeren selv vil?",
                "Can the citizen live more or less the way the citizen wants to?",
            ),
            EMPLOYEE: (
                "Kan borgerne leve mere eller mindre, som de selv vil?",
                "Can the citizens live more or less the way they want to?",
            ),
        },
    ),
    CriterionText(
        "2.1",
        Group.USE,
        ("Let at bruge", "Easy to use"),
        (
            "Kan folk bruge det uden hjælp? Tæl forsøg, fejl og spørgsmål i den første måned.",
            "Can people use it without help? Count attempts, errors and questions in the first month.",
        ),
        ("sværere at bruge", "harder to use"),
        ("lettere at bruge", "easier to use"),
        {
            CITIZEN: (
                "Er det lettere eller sværere at bruge end det, du har i dag?",
                "Is it easier or harder to use than what you have today?",
            ),
            EMPLOYEE: (
                "Er det lettere eller sværere for dig at bruge end det, I har i dag?",
                "Is it easier or harder for you to use than what you have at work today?",
            ),
        },
    ),
    CriterionText(
        "2.2",
        Group.USE,
        ("Lige adgang", "Equal access"),
        ("Hvem kan ikke bruge det, og hvor mange er de?", "Who cannot use it, and how many are they?"),
        ("dårligere adgang", "worse access"),
        ("bedre adgang", "better access"),
        {
            CITIZEN: (
                "Får du bedre eller dårligere adgang til den hjælp, du skal bruge?",
                "Do you get better or worse access to the help you need?",
            ),
            RELATIVE: (
                "Får borgeren bedre eller dårligere adgang til den rette hjælp?",
                "Does the citizen get better or worse access to the right help?",
            ),
            ORGANISATION: (
                "Får hele målgruppen bedre eller dårligere adgang end i dag?",
                "Does the whole group get better or worse access than today?",
            ),
        },
    ),
    CriterionText(
        "2.3",
        Group.USE,
        ("Bliver det brugt?", "Is it still used?"),
        ("Hvor stor en del bruger det efter 3 og 12 måneder?", "What share uses it after 3 and 12 months?"),
        ("mindre brug", "less use"),
        ("mere brug", "more use"),
        {
            EMPLOYEE: (
                "Vil det blive brugt mere eller mindre end det, I har i dag?",
                "Will it be used more or less than what you have today?",
            ),
            ORGANISATION: (
                "Vil det blive brugt mere eller mindre end det, vi har i dag?",
                "Will it be used more or less than what we have today?",
            ),
        },
    ),
    CriterionText(
        "3.1",
        Group.SAFETY,
        ("Skade og risiko", "Harm and risk"),
        ("Utilsigtede hændelser og nærved-ulykker før og efter.", "Incidents and near misses before and after."),
        ("større risiko", "greater risk"),
        ("mindre risiko", "smaller risk"),
        {
            CITIZEN: (
                "Er risikoen for, at du kommer til skade, større eller mindre?",
                "Is the risk that you come to harm greater or smaller?",
            ),
            EMPLOYEE: (
                "Er risikoen for, at nogen kommer til skade, større eller mindre?",
                "Is the risk that somebody comes to harm greater or smaller?",
            ),
            ORGANISATION: (
                "Er risikoen for skade samlet større eller mindre?",
                "Is the risk of harm greater or smaller on the whole?",
            ),
        },
    ),
    CriterionText(
        "3.2",
        Group.SAFETY,
        ("Drift og support", "Running and support"),
        (
            "Timer om måneden, hvor det ikke virker, og ventetid på hjælp.",
            "Hours a month when it does not work, and the wait for help.",
        ),
        ("mindre til at stole på", "less reliable"),
        ("mere til at stole på", "more reliable"),
        {
            EMPLOYEE: (
                "Er det mere eller mindre til at stole på i hverdagen end i dag?",
                "Is it more or less reliable from day to day than today?",
            ),
            ORGANISATION: (
                "Er drift og support mere eller mindre til at stole på end i dag?",
                "Are running and support more or less reliable than today?",
            ),
        },
    ),
    CriterionText(
        "3.3",
        Group.SAFETY,
        ("Data", "Data"),
        (
            "En tjekliste: adgang, sletning, aftaler med leverandøren, andre systemer.",
            "A checklist: access, deletion, agreements with the supplier, other systems.",
        ),
        ("dårligere orden", "worse order"),
        ("bedre orden", "better order"),
        {
            ORGANISATION: (
                "Bliver der bedre eller dårligere orden på data end i dag?",
                "Are data in better or worse order than today?",
            )
        },
    ),
    CriterionText(
        "4.1",
        Group.DAY,
        ("Kroppen på arbejde", "The body at work"),
        (
            "Løft med to personer om dagen, og hvor hårdt det føles fra 0 til 10.",
            "Lifts by two people a day, and how hard it feels from 0 to 10.",
        ),
        ("hårdere", "harder"),
        ("lettere", "easier"),
        {
            EMPLOYEE: (
                "Bliver arbejdet lettere eller hårdere for kroppen?",
                "Does the work get easier or harder for the body?",
            )
        },
    ),
    CriterionText(
        "4.2",
        Group.DAY,
        ("Trivsel og faglighed", "Well-being and craft"),
        (
            "Tre spørgsmål før og efter: om ro, om mening og om at bruge det, man kan.",
            "Three questions before and after: on calm, on meaning and on using what one knows.",
        ),
        ("dårligere", "worse"),
        ("bedre", "better"),
        {
            EMPLOYEE: (
                "Bliver din arbejdsdag bedre eller dårligere, når du tænker på din faglighed?",
                "Does your working day get better or worse, thinking of your craft?",
            )
        },
    ),
    CriterionText(
        "4.3",
        Group.DAY,
        ("At lære det", "Learning it"),
        (
            "Timer til oplæring for hver medarbejder, også nye og vikarer.",
            "Training hours per employee, also for new ones and temps.",
        ),
        ("sværere at lære", "harder to learn"),
        ("lettere at lære", "easier to learn"),
        {
            EMPLOYEE: (
                "Er det lettere eller sværere at lære end det, I gør i dag?",
                "Is it easier or harder to learn than what you do today?",
            ),
            ORGANISATION: (
                "Er det lettere eller sværere at lære nye folk op end i dag?",
                "Is it easier or harder to train new people than today?",
            ),
        },
    ),
    CriterionText(
        "5.1",
        Group.TOGETHER,
        ("Samarbejdet", "Working together"),
        (
            "Tegn arbejdsgangen før og efter. Tag pårørende og frivillige med.",
            "Draw the workflow before and after. Include relatives and volunteers.",
        ),
        ("dårligere samarbejde", "worse cooperation"),
        ("bedre samarbejde", "better cooperation"),
        {
            EMPLOYEE: (
                "Bliver samarbejdet bedre eller dårligere, også med pårørende og frivillige?",
                "Does cooperation get better or worse, also with relatives and volunteers?",
            ),
            ORGANISATION: (
                "Bliver samarbejdet på tværs bedre eller dårligere, også med frivillige?",
                "Does cooperation across get better or worse, also with volunteers?",
            ),
        },
    ),
    CriterionText(
        "5.2",
        Group.TOGETHER,
        ("Er vi klar?", "Are we ready?"),
        (
            "En tjekliste: ledelse, tid, lokaler, net og en tovholder.",
            "A checklist: leadership, time, rooms, network and somebody in charge.",
        ),
        ("dårligere rustet", "worse prepared"),
        ("bedre rustet", "better prepared"),
        {
            EMPLOYEE: (
                "Er I bedre eller dårligere rustet til det her end til opgaven i dag?",
                "Are you better or worse prepared for this than for the task today?",
            ),
            ORGANISATION: (
                "Er vi bedre eller dårligere rustet til det her end til opgaven i dag?",
                "Are we better or worse prepared for this than for the task today?",
            ),
        },
    ),
    CriterionText(
        "5.3",
        Group.TOGETHER,
        ("Kan det bruges andre steder?", "Can it be used elsewhere?"),
        (
            "Sammenlign stedet med de næste: borgere, boliger, bemanding og net.",
            "Compare the place with the next ones: citizens, homes, staffing and network.",
        ),
        ("sværere at føre videre", "harder to carry on"),
        ("lettere at føre videre", "easier to carry on"),
        {
            ORGANISATION: (
                "Er det lettere eller sværere at føre videre til andre steder end det, vi gør i dag?",
                "Is it easier or harder to carry on to other places than what we do today?",
            )
        },
    ),
    CriterionText(
        "6.1",
        Group.COST,
        ("Tid", "Time"),
        (
            "Minutter for opgaven, målt på udvalgte dage. Aldrig på navngivne medarbejdere.",
            "Minutes for the task, measured on sample days. Never on named employees.",
        ),
        ("mere tid", "more time"),
        ("mindre tid", "less time"),
        {
            EMPLOYEE: ("Går der mere eller mindre tid til opgaven?", "Does the task take more or less time?"),
            ORGANISATION: (
                "Går der samlet mere eller mindre tid, når alt er talt med?",
                "Does it take more or less time on the whole, everything counted?",
            ),
        },
    ),
    CriterionText(
        "6.2",
        Group.COST,
        ("Penge", "Money"),
        (
            "Bliver regnet ud i businesscasen. Her stemmer vi ikke.",
            "Worked out in the business case. Nobody votes on it.",
        ),
    ),
    CriterionText(
        "6.3",
        Group.COST,
        ("Klima og miljø", "Climate and environment"),
        (
            "Strøm i kWh om året, levetid og forbrug af engangsvarer.",
            "Electricity in kWh a year, lifetime and disposables.",
        ),
        ("større belastning", "greater strain"),
        ("mindre belastning", "smaller strain"),
        {
            ORGANISATION: (
                "Belaster det klima og miljø mere eller mindre end i dag?",
                "Does it strain climate and environment more or less than today?",
            )
        },
    ),
)
