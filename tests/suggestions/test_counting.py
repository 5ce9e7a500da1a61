"""How suggestions went is counted, and nothing is kept about whoever looked for them."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.urls import reverse

from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry, RequestRecord
from samspil.foundation.verbs import NotFound
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.moderation import actions as moderation
from samspil.resources.actions import end_resource
from samspil.suggestions import counting, queries
from samspil.suggestions.documents import documents
from samspil.suggestions.manifest import how_it_went
from samspil.suggestions.models import Feedback
from tests.factories import make_actor, make_person, viewer
from tests.suggestions.making import make_area, make_resource

pytestmark = pytest.mark.django_db


def test_table_has_no_room_for_anybody():
    columns = {field.name for field in Feedback._meta.get_fields()}
    assert columns == {"id", "resource", "day", "step", "reason", "theme", "target_group", "area", "count"}
    assert Feedback._meta.get_field("day").get_internal_type() == "DateField"


def test_counts_by_day_and_leaves_no_trace_of_who():
    resource = make_resource()
    by = viewer(make_person(role="employee"))
    before = JournalEntry.objects.count(), RequestRecord.objects.count()
    for _time in range(2):
        counting.tell(by=by, step="asked", resource_id=resource.pk, press=str(uuid7()))
    counting.tell(by=NOBODY, step="rejected", reason="no_lift", resource_id=resource.pk, theme="community")
    rows = Feedback.objects.order_by("pk").values_list("step", "reason", "count", "day")
    assert list(rows) == [("asked", "", 2, clock.today()), ("rejected", "no_lift", 1, clock.today())]
    assert (JournalEntry.objects.count(), RequestRecord.objects.count()) == before


def test_second_press_counts_once():
    resource, press = make_resource(), str(uuid7())
    assert counting.tell(by=NOBODY, step="worked", resource_id=resource.pk, press=press)
    assert not counting.tell(by=NOBODY, step="worked", resource_id=resource.pk, press=press)
    assert Feedback.objects.aggregate(n=Sum("count"))["n"] == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"step": "suggested"}, "step"),
        ({"step": "nonsens"}, "step"),
        ({"step": "rejected"}, "reason"),
        ({"step": "rejected", "reason": "Karen på 82"}, "reason"),
        ({"step": "asked", "theme": "Karen"}, "theme"),
        ({"step": "asked", "target_group": "Karen"}, "target_group"),
    ],
)
def test_only_choices_are_counted(told, field):
    resource = make_resource()
    with pytest.raises(ValidationError) as refused:
        counting.tell(by=NOBODY, resource_id=resource.pk, **told)
    assert field in refused.value.error_dict
    assert not Feedback.objects.exists()


def test_hidden_resource_is_not_there():
    resource = make_resource()
    coordinator = viewer(make_person(role="coordinator"))
    moderation.hide(by=coordinator, subject_id=resource.pk, reason="Der står et navn.")
    for key in (resource.pk, uuid7()):
        with pytest.raises(NotFound):
            counting.tell(by=NOBODY, step="asked", resource_id=key)
    with pytest.raises(ValidationError):
        counting.tell(by=NOBODY, step="asked")


@pytest.mark.capability("C63")
def test_gaps_show_what_did_not_fit_and_never_small_numbers():
    resource, lunde = make_resource(), make_area()
    for _time in range(5):
        told = {"step": "rejected", "theme": "community", "area_id": lunde.pk, "target_group": "men"}
        counting.tell(by=NOBODY, resource_id=resource.pk, reason="no_lift", **told)
    for _time in range(4):
        counting.tell(by=NOBODY, reason="nothing", theme="disability", step="rejected")
    (gap,) = queries.gaps()
    assert (gap.theme, gap.area_name, gap.target_group, gap.reason, gap.count) == (
        *("community", "Lunde", "men", "no_lift"),
        5,
    )
    counting.tell(by=NOBODY, reason="nothing", theme="disability", step="rejected", area_id=lunde.pk)
    assert {(gap.theme, gap.count) for gap in queries.gaps(("theme",))} == {("community", 5), ("disability", 5)}
    assert queries.gaps(until=clock.today() - timedelta(days=1)) == []


def test_provider_sees_every_number_and_others_none_below_five():
    resource = make_resource()
    for _time in range(3):
        counting.tell(by=NOBODY, step="worked", resource_id=resource.pk)
    own, _why = queries.counts_of(resource, is_own=True)
    others, _why = queries.counts_of(resource, is_own=False)
    assert [line.n for line in own] == [0, 0, 0, 3, 0]
    assert [line.n for line in others] == [0, 0, 0, None, 0]


def test_suggested_often_without_room_steps_back():
    full = make_resource("Kortspil i Lunde", capacity=0)
    counting.count_suggested([full.pk] * 1)
    for _time in range(19):
        counting.count_suggested([full.pk])
    (document,) = documents([full.pk])
    assert document.exposure == 20
    with clock.at(clock.now() + timedelta(days=40)):
        (later,) = documents([full.pk])
    assert later.exposure == 0


def test_one_sort_a_day_is_capped():
    resource = make_resource()
    Feedback.objects.create(resource=resource, day=clock.today(), step="asked", count=counting.MOST_A_DAY)
    counting.tell(by=SYSTEM, step="asked", resource_id=resource.pk)
    assert Feedback.objects.get().count == counting.MOST_A_DAY


def test_panel_on_the_page_is_for_those_who_provide_it_and_coordinators():
    anglers = make_actor("Åens Venner")
    kurt = make_person("Kurt", member_of=anglers)
    birthe = make_person("Birthe", role="coordinator")
    resource = make_resource("Torsdag ved åen", by=kurt, provider=anglers)
    for _time in range(3):
        counting.tell(by=NOBODY, step="worked", resource_id=resource.pk)

    def panel(person) -> dict:
        return how_it_went(SimpleNamespace(viewer=viewer(person)), resource)

    assert [line.n for line in panel(kurt)["steps"]] == [0, 0, 0, 3, 0]
    assert [line.n for line in panel(birthe)["steps"]] == [0, 0, 0, None, 0]
    assert panel(make_person(role="employee")) == {"may_view": False}


def test_page_of_a_resource_leads_to_telling_how_it_went(client):
    resource = make_resource()
    page = reverse("resources:page", args=[resource.pk])
    told = reverse("suggestions:outcome", args=[resource.pk])
    assert told in client.get(page).text
    end_resource(by=viewer(make_person(role="coordinator")), resource_id=resource.pk)
    assert told not in client.get(page).text
