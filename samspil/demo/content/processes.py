"""Two groups in Engbæk that work step by step."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GivenTask:
    """``step`` is counted from 1. ``person`` is one of the demo's people; ``name`` anybody else. Days are from now."""

    step: int
    title: str
    person: str = ""
    name: str = ""
    due_in: int | None = None
    done_days_ago: float | None = None


@dataclass(frozen=True, slots=True)
class ProcessText:
    """``steps`` are added to those of the template; ``done`` are the numbers of the steps that are through."""

    key: str
    by: str
    title: str
    days_ago: float
    template: str = "bottom-up"
    challenge: str = ""
    unit: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    tasks: tuple[GivenTask, ...] = ()
    done: tuple[int, ...] = ()
    kept_as: str = ""


PROCESSES: tuple[ProcessText, ...] = (
    ProcessText(
        key="weekend",
        by="dan",
        title="En lørdag, vi selv har fundet på",
        challenge="weekend-moellebakken",
        days_ago=40,
        tasks=(
            GivenTask(step=1, title="Være med en hel lørdag og skrive ned", name="Bo", done_days_ago=34),
            GivenTask(step=2, title="Hænge sedlerne op i fællesrummet", person="dan", done_days_ago=24),
            GivenTask(step=3, title="Spørge bageren, om vi må låne bagerlokalet", name="Lis", due_in=6),
            GivenTask(step=3, title="Bage til mødet", person="dan", due_in=9),
        ),
        done=(1, 2),
    ),
    ProcessText(
        key="overlevering",
        by="mette",
        title="Rolig overlevering klokken tre",
        unit="hp-nord",
        template="empty",
        days_ago=21,
        steps=(
            ("Se på en uge", "Skriv ned, hver gang nogen bliver afbrudt. Kun hvornår og af hvad."),
            ("Vælg én ting", "Tag den, der fylder mest. Resten venter."),
            ("Prøv den i to uger", "Aftal en dag, hvor alle siger, hvordan det går."),
        ),
        tasks=(
            GivenTask(step=1, title="Hænge skemaet op ved køleskabet", person="mette", done_days_ago=18),
            GivenTask(step=2, title="Tage skemaet med på personalemødet", person="lene", due_in=3),
        ),
        done=(1,),
        kept_as="En uge, én ting, to uger",
    ),
)
