"""What Engbæk builds: one whose rooms were all looked at, and one where somebody still has to."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from samspil.buildings import actions
from samspil.demo.story import Loader
from samspil.foundation import clock


@dataclass(frozen=True, kw_only=True)
class RoomText:
    """A kind of room; each choice is the technology's key, what becomes of it, and why."""

    name: str
    many: int
    nothing_why: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class BuildingText:
    title: str
    by: str
    unit: str
    work: str
    what: str
    days_ago: float
    checkpoint_in_days: int  # from today
    rooms: tuple[RoomText, ...]
    passed_days_ago: float = 0
    conclusion: str = ""


BUILDINGS = (
    BuildingText(
        title="Otte boliger mere på Møllebakken",
        by="pernille",
        unit="moellebakken",
        work="new",
        what=(
            "Otte lejligheder til unge, der flytter hjemmefra med støtte. Flere bruger kørestol, og alle vil selv"
            " kunne lukke døren."
        ),
        days_ago=210,
        checkpoint_in_days=-150,
        passed_days_ago=155,
        conclusion=(
            "Loftet kan bære en skinne i alle otte lejligheder, men kun tre får den nu. Dør, lys og gardiner kan styres"
            " fra begyndelsen, for kablerne koster næsten ingenting, mens væggene er åbne."
        ),
        rooms=(
            RoomText(
                name="Soverum og bad",
                many=8,
                choices=(
                    ("rumlift", "prepared", "Loftet bliver forstærket. Skinnen kommer, når nogen har brug for den."),
                    ("toilet", "prepared", "Strøm og vand er trukket frem til toilettet."),
                ),
            ),
            RoomText(
                name="Stue og køkken",
                many=8,
                choices=(("omgivelser", "built_in", "De unge sagde selv, at døren og lyset var vigtigst."),),
            ),
            RoomText(name="Cykelskur", many=1, nothing_why="Der skal stå cykler og to kørestole i ly."),
        ),
    ),
    BuildingText(
        title="Ny fløj på Åbrinken",
        by="hanne",
        unit="aabrinken",
        work="extended",
        what="Tolv boliger og et fælles køkken ud mod åen. Tegningerne kommer fra arkitekten efter jul.",
        days_ago=40,
        checkpoint_in_days=54,
        rooms=(
            RoomText(
                name="Boligernes badeværelser",
                many=12,
                choices=(
                    ("toilet", "left_out", "To af vores nuværende beboere brød sig ikke om det, og vi spørger igen."),
                    ("rumlift", "built_in", "Så kan én hjælpe, hvor vi i dag er to."),
                ),
            ),
            RoomText(name="Fælles køkken", many=1),
        ),
    ),
)


def plan(loader: Loader) -> None:
    for text in BUILDINGS:
        loader.plan(text.days_ago, tell, loader, text)


def tell(loader: Loader, text: BuildingText) -> None:
    by = loader.viewer(text.by)
    building = actions.plan_building(
        by=by,
        title=text.title,
        unit_id=loader.units[text.unit].pk,
        work=text.work,
        what=text.what,
        checkpoint_on=clock.today() + timedelta(days=text.checkpoint_in_days + int(text.days_ago)),
        keeper_id=loader.people[text.by].pk,
    )
    for room_text in text.rooms:
        room = actions.add_room(
            by=by,
            building_id=building.pk,
            name=room_text.name,
            many=room_text.many,
            nothing_why=room_text.nothing_why,
        )
        for key, choice, why in room_text.choices:
            technology = loader.things[f"technology:{key}"]
            actions.consider(
                by=by, building_id=building.pk, room_id=room.pk, technology_id=technology.pk, choice=choice, why=why
            )
    if text.conclusion:
        leave = partial(actions.pass_checkpoint, by=by, building_id=building.pk, conclusion=text.conclusion)
        loader.later(text.passed_days_ago, leave)
