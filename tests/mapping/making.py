"""Areas with resources in them."""

from typing import Any

from samspil.foundation import clock
from samspil.resources import actions as resources
from samspil.resources.models import Area, Resource
from samspil.suggestions.models import Feedback
from tests.factories import make_person, viewer


def make_areas(*names: str) -> list[Area]:
    return [resources.set_area(by=viewer(make_person(role="coordinator")), name=name) for name in names]


def make_offer(area: Area | None = None, *themes: str, groups: tuple[str, ...] = (), **more: Any) -> Resource:
    staff = make_person(role="employee")
    return resources.register_resource(
        by=viewer(staff),
        **{
            "kind": "activity",
            "title": "Strik i klubhuset",
            "body": "Vi mødes og strikker.",
            "themes": list(themes or ("older",)),
            "target_groups": list(groups),
            "area_id": area.pk if area else None,
            "provider_name": "Strikkeklubben",
            **more,
        },
    )


def nothing_fitted(area: Area, theme: str, times: int, **more: Any) -> None:
    Feedback.objects.create(
        step="rejected", reason="nothing", theme=theme, area=area, count=times, day=clock.today(), **more
    )
