"""What was decided on the assessments, and whether it held. Everybody is made up, and so are the figures."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class LookBackText:
    """Whether it held, when those who live with it had been asked again."""

    by: str
    days_ago: float
    text: str
    lesson: str


@dataclass(frozen=True, kw_only=True)
class VerdictText:
    """The days are counted back from today, but for ``evaluated_in``: from the day of the decision.

    ``about`` is the key of an assessment.
    """

    about: str
    ready_by: str
    ready_days_ago: float
    by: str
    days_ago: float
    outcome: str
    reason: str
    baseline: str
    owner: str
    deputy: str
    evaluated_in: int
    interest: dict[str, str] = field(default_factory=lambda: {"interest": "none"})
    look_back: LookBackText | None = None


VERDICT = VerdictText(
    about="assessment",
    ready_by="bo",
    ready_days_ago=60,
    by="jonas",
    days_ago=46,
    outcome="try",
    reason="Alle tre sider svarer bedre end i dag, og kroppen mærker det. Men vi har ikke målt, om beboerne klarer "
    "mere selv, og ikke talt uheld før og efter. Derfor prøver vi videre i seks værelser, før vi siger, at andre "
    "skal have det. Vi måler begge dele denne gang.",
    baseline="To løfter sammen, 14 minutter hver gang, talt på ti dage. Fire nærved-uheld på et halvt år. "
    "Tallene er opdigtede.",
    owner="bo",
    deputy="jonas",
    evaluated_in=180,
)
LOOKED_BACK_ON = VerdictText(
    about="assessment:toilet",
    ready_by="mette",
    ready_days_ago=306,
    by="lene",
    days_ago=296,
    outcome="try",
    reason="Borgerne vil gerne være alene på toilettet. Men ingen af os har målt, om det tager mindre tid. "
    "Vi sætter elleve sæder op og spørger igen, når de har været brugt længe nok til, at det nye er gået af dem.",
    baseline="Et toiletbesøg tager 11 minutter, talt i to uger. Fem af elleve venter hver dag på, at der kommer en. "
    "Tallene er opdigtede.",
    owner="mette",
    deputy="kaj",
    evaluated_in=270,
    look_back=LookBackText(
        by="mette",
        days_ago=22,
        text="Det holdt for borgerne. De er alene derinde, og flere klarer sig selv, end vi havde ventet. "
        "Det holdt ikke for tiden. Vi sparer kun lidt, for vi står tit og venter udenfor, og sædet skal gøres rent. "
        "Syv bruger det hver dag. To syntes, det var for koldt, og har fået det almindelige tilbage.",
        lesson="Køb det for værdigheden, ikke for minutterne. Aftal fra første dag, hvem der gør rent, og lad "
        "borgeren prøve det to gange, før I beslutter noget.",
    ),
)
VERDICTS = (LOOKED_BACK_ON, VERDICT)
