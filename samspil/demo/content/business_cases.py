"""What Engbæk reckoned on: one case nobody has signed, and one that was signed and locked. All figures are made up."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

MADE_UP = "Opdigtet tal til prøveudgaven."


@dataclass(frozen=True, kw_only=True)
class LineText:
    """A line; ``figures`` are numbers as text, by the names of ``CaseLine``."""

    kind: str
    title: str
    source_kind: str = ""
    source: str = ""
    text: str = ""
    pay_group: str = ""
    task: str = ""
    figures: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CaseText:
    """A case on the page of a technology. ``signed_by`` and ``locked_days_ago`` where somebody did."""

    about: str
    unit: str
    by: str
    title: str
    days_ago: float
    compared_with: str
    settings: dict[str, str]
    capacity_plan: str = ""
    lines: tuple[LineText, ...] = ()
    signed_by: str = ""
    signed_days_ago: float = 0
    note: str = ""
    locked_days_ago: float = 0


@dataclass(frozen=True, kw_only=True)
class TaskText:
    key: str
    unit: str
    by: str
    title: str
    citizens: str
    occasions: str
    minutes: str


@dataclass(frozen=True, kw_only=True)
class PayText:
    name: str
    yearly: str
    hours: str


PAY = (
    PayText(name="Social- og sundhedsassistent", yearly="492000", hours="1400"),
    PayText(name="Pædagog", yearly="504000", hours="1420"),
)

TASKS = (
    TaskText(
        key="forflytning",
        unit="moellebakken",
        by="jonas",
        title="Forflytning morgen og aften",
        citizens="6",
        occasions="730",
        minutes="18",
    ),
    TaskText(
        key="maaltider",
        unit="aabrinken",
        by="hanne",
        title="Hjælp til at spise",
        citizens="3",
        occasions="1095",
        minutes="22",
    ),
)

CASES: tuple[CaseText, ...] = (
    CaseText(
        about="rumlift",
        unit="moellebakken",
        by="jonas",
        title="Loftlifte i seks værelser mere på Møllebakken",
        days_ago=18,
        compared_with="I dag er vi to om en gulvlift, og den skal hentes på gangen. Alle tal her er opdigtet.",
        settings={"years": "10", "ramp_1": "60", "use": "90", "use_low": "70", "use_high": "95", "cash_share": "20"}
        | {"capacity_share": "60"},
        capacity_plan="Den ene, der før skulle hente liften, bliver hos beboeren, til morgenkaffen er drukket.",
        lines=(
            LineText(
                kind="time",
                title="Forflytning morgen og aften",
                source_kind="measured",
                source=f"14 dage med ur på seks værelser. {MADE_UP}",
                pay_group="Pædagog",
                task="forflytning",
                figures={
                    "citizens": "6",
                    "occasions": "730",
                    "staff_before": "2",
                    "minutes_before": "9",
                    "staff_after": "1",
                    "minutes_after": "11",
                    "low": "60",
                    "high": "115",
                },
            ),
            LineText(
                kind="investment",
                title="Seks skinner og lifte, sat op",
                source_kind="agreed",
                source=f"Tilbud i oktober. {MADE_UP}",
                figures={"amount": "288000", "low": "95", "high": "125"},
            ),
            LineText(
                kind="training",
                title="14 medarbejdere i fire timer",
                source_kind="guess",
                source=f"Som sidst, vi fik nye lifte. {MADE_UP}",
                pay_group="Pædagog",
                figures={"hours": "56"},
            ),
            LineText(
                kind="project_lead",
                title="Jonas og håndværkerne",
                source_kind="guess",
                source=MADE_UP,
                pay_group="Pædagog",
                figures={"hours": "40", "high": "200"},
            ),
            LineText(
                kind="running",
                title="Eftersyn og batterier",
                source_kind="supplier",
                source=f"Leverandørens serviceaftale. {MADE_UP}",
                figures={"amount": "9000"},
            ),
            LineText(
                kind="decommissioning",
                title="Pille skinnerne ned igen",
                source_kind="guess",
                source=MADE_UP,
                figures={"amount": "12000", "year": "10"},
            ),
            LineText(
                kind="quality",
                title="Roen om morgenen",
                text="Ingen venter med liften halvt oppe. Én siger, at det nu er ham selv, der trykker på knappen.",
            ),
        ),
    ),
    CaseText(
        about="spiserobot",
        unit="aabrinken",
        by="hanne",
        title="Spiserobot til tre beboere på Åbrinken",
        days_ago=40,
        compared_with="I dag sidder en medarbejder med og giver maden. Alle tal her er opdigtet.",
        settings={"years": "5", "ramp_1": "50", "use": "75", "use_low": "40", "use_high": "85", "cash_share": "0"}
        | {"capacity_share": "50"},
        capacity_plan="Den, der før gav maden, sidder stadig ved bordet hver anden gang. Resten går til ture ud.",
        lines=(
            LineText(
                kind="time",
                title="Tre måltider om dagen",
                source_kind="measured",
                source=f"En uge før og en uge med, tre beboere. {MADE_UP}",
                pay_group="Social- og sundhedsassistent",
                task="maaltider",
                figures={
                    "citizens": "3",
                    "occasions": "1095",
                    "staff_before": "1",
                    "minutes_before": "22",
                    "staff_after": "1",
                    "minutes_after": "13",
                    "low": "30",
                    "high": "120",
                },
            ),
            LineText(
                kind="investment",
                title="Tre robotter",
                source_kind="agreed",
                source=f"Tilbud i september. {MADE_UP}",
                figures={"amount": "105000"},
            ),
            LineText(
                kind="training",
                title="Alle på to hold",
                source_kind="guess",
                source=MADE_UP,
                pay_group="Social- og sundhedsassistent",
                figures={"hours": "34"},
            ),
            LineText(
                kind="double_running",
                title="Seks uger med begge dele",
                source_kind="guess",
                source=MADE_UP,
                pay_group="Social- og sundhedsassistent",
                figures={"hours": "48", "high": "150"},
            ),
            LineText(
                kind="running",
                title="Skeer, skåle og service",
                source_kind="supplier",
                source=f"Leverandørens prisliste. {MADE_UP}",
                figures={"amount": "6600"},
            ),
            LineText(
                kind="citizen_cost",
                title="Ekstra skåle til eget køkken",
                source_kind="guess",
                source=MADE_UP,
                figures={"citizens": "1", "amount": "240"},
            ),
            LineText(
                kind="quality",
                title="Selv at bestemme takten",
                text="To spiser i deres egen takt. Den tredje savner snakken, og derfor sidder vi med hver anden gang.",
            ),
        ),
        signed_by="hanne",
        signed_days_ago=30,
        note="Ingen kroner tages ud. Timerne bliver på afdelingen.",
        locked_days_ago=26,
    ),
)


def whole(figures: dict[str, str]) -> dict[str, Any]:
    """Years are whole numbers; the rest are decimals."""
    return {name: int(value) if name in ("year", "years") else Decimal(value) for name, value in figures.items()}
