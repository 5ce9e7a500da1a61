"""Resources are told of, mended, confirmed and ended by the right people; wishes are pledged to and fulfilled."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.foundation import clock
from samspil.foundation.models import JournalEntry, OutgoingMail, SearchDocument
from samspil.foundation.search import find
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.identity.actions import erase_person
from samspil.identity.personal_data import copy_for
from samspil.moderation.actions import hide, publish
from samspil.moderation.models import Hold
from samspil.resources import actions, queries
from samspil.resources.models import Area, Resource, ThemeCode, Wish
from tests.factories import make_actor, make_person, viewer
from tests.racing import at_once
from tests.resources.making import BRIDGE, FACTS, make_area, make_resource, make_wish, make_wish_pledge
from tests.tasks.making import make_task

pytestmark = pytest.mark.django_db
CPR = "Ring til 010190-1234"


def anglers_of(kurt):
    return kurt.memberships.get().actor


def test_who_speaks_for_a_provider_confirms_as_they_tell(kurt):
    anglers = anglers_of(kurt)
    resource = make_resource(by=kurt, speaks_as=anglers.pk, confirmed_on=None)
    assert (resource.provider, resource.confirmed_on) == (anglers, clock.today())
    assert resource.confirm_due == clock.today() + timedelta(days=365)
    assert resource.days == ["thu"]
    assert resource.next_on.weekday() == 3
    assert (resource.subject.place, resource.subject.latitude) == ("Nørre Engbæk", BRIDGE[0])
    assert sorted(row.theme for row in resource.themes.all()) == ["community", "older"]
    assert find("fisker", NOBODY).get().pk == resource.pk
    assert find("lystfiskerforening ældre", NOBODY).get().pk == resource.pk  # by provider and theme, too
    line = JournalEntry.objects.get(subject=resource.subject)
    assert (line.verb, line.payload["provider"]) == ("resources.registered", str(anglers.pk))


def test_what_somebody_else_tells_waits_for_the_providers_word(kurt, karen):
    resource = make_resource(by=karen, provider_id=str(anglers_of(kurt).pk))
    assert (resource.confirmed_on, resource.confirm_due) == (None, clock.today())
    assert resource.is_unconfirmed
    with pytest.raises(Refused):  # it is the anglers' now
        actions.edit_resource(by=viewer(karen), resource_id=resource.pk, title="Noget andet")
    resource = actions.edit_resource(by=viewer(kurt), resource_id=resource.pk, capacity=2)
    assert resource.confirmed_on == clock.today()


def test_who_tells_of_something_nobody_stands_behind_keeps_it(karen, mette):
    resource = make_resource(by=karen, provider_name="Naboerne")
    assert resource.confirmed_on is None
    edited = actions.edit_resource(by=viewer(karen), resource_id=resource.pk, body="Vi mødes.", expected_version=1)
    assert (edited.body, edited.version) == ("Vi mødes.", 2)
    for other in (mette, make_person()):
        with pytest.raises(Refused):
            actions.edit_resource(by=viewer(other), resource_id=resource.pk, body="Nej")
    with pytest.raises(Refused):  # another provider is named by coordinators alone
        actions.edit_resource(by=viewer(karen), resource_id=resource.pk, provider_id=str(make_actor().pk))
    with pytest.raises(Refused):
        actions.register_resource(by=NOBODY, **FACTS)


def test_only_staff_say_that_it_was_confirmed_on_an_earlier_day(karen, birthe):
    before = clock.today() - timedelta(days=400)
    resource = make_resource(by=birthe, confirmed_on=before)
    assert (resource.confirmed_on, resource.is_unconfirmed) == (before, True)
    for who, day in ((karen, before), (birthe, clock.today() + timedelta(days=1))):
        with pytest.raises(ValidationError) as refused:
            make_resource(by=who, confirmed_on=day)
        assert list(refused.value.message_dict) == ["confirmed_on"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"title": ""}, "title"),
        ({"body": CPR}, "body"),
        ({"meets_you": CPR}, "meets_you"),
        ({"title": "x" * 121}, "title"),
        ({"kind": "klub"}, "kind"),
        ({"themes": []}, "themes"),
        ({"themes": ["noget"]}, "themes"),
        ({"target_groups": ["diagnose"]}, "target_groups"),
        ({"recurrence": "FREQ=HOURLY"}, "recurrence"),
        ({"starts_at": "", "ends_at": "19:00"}, "starts_at"),
        ({"starts_at": "25:00"}, "starts_at"),
        ({"first_on": "4. december"}, "first_on"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"capacity": -1}, "capacity"),
        ({"capacity": 10_001}, "capacity"),
        ({"youngest": 20, "oldest": 10}, "oldest"),
        ({"lat": 56.0, "lon": None}, "lon"),
        ({"lat": "nan"}, "lat"),
        ({"lat": 91}, "lat"),
        ({"access": ["bil"]}, "access"),
        ({"languages": ["12"]}, "languages"),
        ({"contact_email": "ikke en mail"}, "contact_email"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"area_id": "999"}, "area_id"),
        ({"provider_id": "0190b7a2-0000-7000-8000-000000000000"}, "provider_id"),
        ({"is_free": "måske"}, "is_free"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field(birthe, facts, field):
    with pytest.raises(ValidationError) as refused:
        make_resource(by=birthe, **facts)
    assert list(refused.value.message_dict) == [field]
    assert not Resource.objects.exists()


def test_days_alone_mean_every_week(birthe):
    resource = make_resource(by=birthe, recurrence="", days=["mon", "fri"])
    assert (resource.recurrence, resource.days) == ("FREQ=WEEKLY;BYDAY=MO,FR", ["mon", "fri"])


def test_imported_once(birthe):
    known = make_resource(by=birthe, source="Tilbudsportalen", external_id="17")
    with pytest.raises(ValidationError) as refused:
        make_resource(by=birthe, source="Tilbudsportalen", external_id="17")
    assert list(refused.value.message_dict) == ["external_id"]
    other = make_resource(by=birthe)
    with pytest.raises(IntegrityError), transaction.atomic():
        Resource.objects.filter(pk=other.pk).update(source=known.source, external_id="17")


def test_point_follows_the_place_unless_it_is_given(birthe):
    make_actor("Bageriet", place="Torvet", point=(56.1, 9.1))
    resource = make_resource(by=birthe, place="Torvet", lat=None, lon=None)
    assert (resource.lat, resource.lon) == (56.1, 9.1)
    resource = actions.edit_resource(
        by=viewer(birthe), resource_id=resource.pk, place="Et andet sted", lat=56.1, lon=9.1
    )
    assert resource.lat is None  # the form showed the old point again
    resource = actions.edit_resource(by=viewer(birthe), resource_id=resource.pk, lat="55.9", lon="9.0")
    assert resource.subject.latitude == 55.9


def test_stale_form_does_not_win(birthe):
    resource = make_resource(by=birthe)
    actions.edit_resource(by=viewer(birthe), resource_id=resource.pk, capacity=1, expected_version=1)
    with pytest.raises(Stale):
        actions.edit_resource(by=viewer(birthe), resource_id=resource.pk, capacity=2, expected_version=1)


def test_pressed_twice_is_one(birthe):
    key = "0190b7a2-1111-7000-8000-000000000000"
    one, other = (make_resource(by=birthe, request_id=key) for _press in range(2))
    assert one.pk == other.pk
    assert Resource.objects.count() == 1


def test_ended_is_found_no_more_and_can_begin_again(birthe, kurt):
    resource = make_resource(by=kurt, speaks_as=anglers_of(kurt).pk)
    for _press in range(2):
        ended = actions.end_resource(by=viewer(kurt), resource_id=resource.pk)
    assert (ended.is_active, ended.next_on) == (False, None)
    assert not queries.resources_for(NOBODY).exists()
    assert not find("fisker", NOBODY).exists()
    assert list(queries.match_documents()) == []
    assert JournalEntry.objects.filter(verb="resources.ended").count() == 1
    again = actions.confirm_resource(by=viewer(birthe), resource_id=resource.pk)
    assert again.is_active
    assert again.next_on is not None
    assert find("fisker", NOBODY).get().pk == resource.pk


def test_taken_back_leaves_no_words(karen):
    resource = make_resource(by=karen, contact_name="Karen", contact_phone="99 00 00 01")
    make_wish(resource, by=karen)
    resource = actions.withdraw_resource(by=viewer(karen), resource_id=resource.pk)
    assert (resource.title, resource.body, resource.contact_phone, resource.lat) == ("", "", "", None)
    assert not Wish.objects.exclude(what="").exists()
    assert not SearchDocument.objects.filter(kind__in=("resource", "wish")).exists()
    assert actions.withdraw_resource(by=viewer(karen), resource_id=resource.pk).pk == resource.pk


def test_what_others_built_on_ends_instead(karen, birthe):
    resource = make_resource(by=karen)
    make_wish_pledge(make_wish(resource, by=karen), by=birthe)
    with pytest.raises(ValidationError):
        actions.withdraw_resource(by=viewer(karen), resource_id=resource.pk)


def test_hidden_and_foreign_ids_are_not_there(karen, birthe):
    resource = make_resource(by=karen)
    wish = make_wish(resource, by=karen)
    hide(by=viewer(birthe), subject_id=resource.pk, reason="Der står et navn.")
    assert not queries.resources_for(viewer(birthe)).exists()
    assert list(queries.match_documents()) == []
    for verb, arguments in (
        (actions.edit_resource, {"resource_id": resource.pk, "title": "x"}),
        (actions.confirm_resource, {"resource_id": "0190b7a2-0000-7000-8000-000000000000"}),
        (actions.wish_for, {"resource_id": resource.pk, "kind": "room", "what": "x"}),
        (actions.pledge_to_wish, {"wish_id": wish.pk, "body": "x"}),
        (actions.set_area, {"area_id": "17x", "name": "Et område"}),
    ):
        with pytest.raises((NotFound, ValidationError)):
            verb(by=viewer(birthe), **arguments)


def test_words_about_somebodys_health_are_looked_at_first(karen, birthe):
    resource = make_resource(by=karen, body="Min mor har demens, og hun er glad for at være her.")
    assert not resource.subject.shown
    assert Hold.objects.filter(subject=resource.subject).exists()
    publish(by=viewer(birthe), subject_id=resource.pk)
    assert queries.resources_for(NOBODY).get() == resource


# --- wishes -----------------------------------------------------------------------------------------------------------


def letters_to(address: str) -> list[str]:
    return list(OutgoingMail.objects.filter(to=address).order_by("pk").values_list("title", flat=True))


def test_wish_is_pledged_to_and_fulfilled(kurt, mette, karen):
    resource = make_resource(by=kurt, speaks_as=anglers_of(kurt).pk)
    wish = make_wish(resource, by=kurt)
    assert queries.wishes_for(NOBODY).get() == wish
    pledges = [make_wish_pledge(wish, by=karen), make_wish_pledge(wish, by=mette, body="Kommunen har stole")]
    assert [pledge.is_municipal for pledge in pledges] == [False, True]
    assert letters_to(kurt.email) == ["Karen vil hjælpe jer", "Mette Skov vil hjælpe jer"]
    for who in (karen, mette):
        with pytest.raises(Refused):
            actions.fulfil_wish(by=viewer(who), wish_id=wish.pk)
    for _press in range(2):
        wish = actions.fulfil_wish(by=viewer(kurt), wish_id=wish.pk)
    assert letters_to(karen.email) == ["Tak for hjælpen"]
    assert not queries.wishes_for(NOBODY).exists()
    with pytest.raises(Refused):
        make_wish_pledge(wish, by=karen)


def test_an_actor_wishes_as_a_whole(kurt, karen, birthe):
    anglers = anglers_of(kurt)
    wish = make_wish(by=kurt, provider_id=anglers.pk, kind="treasurer", what="En kasserer")
    assert wish.subject.context_id == anglers.pk
    with pytest.raises(Refused):
        make_wish(by=karen, provider_id=anglers.pk)
    assert make_wish(by=birthe, provider_id=anglers.pk)
    for facts in ({"kind": "penge"}, {"what": ""}, {"what": CPR}):
        with pytest.raises(ValidationError):
            make_wish(by=kurt, provider_id=anglers.pk, **facts)


def test_wish_and_pledge_are_taken_back(kurt, karen):
    wish = make_wish(make_resource(by=kurt, speaks_as=anglers_of(kurt).pk), by=kurt)
    pledge = make_wish_pledge(wish, by=karen)
    with pytest.raises(Refused):
        actions.withdraw_wish_pledge(by=viewer(kurt), pledge_id=pledge.pk)
    assert actions.withdraw_wish_pledge(by=viewer(karen), pledge_id=pledge.pk).body == ""
    with pytest.raises(Refused):
        actions.withdraw_wish(by=viewer(karen), wish_id=wish.pk)
    assert actions.withdraw_wish(by=viewer(kurt), wish_id=wish.pk).what == ""


def test_pledge_that_is_held_reaches_the_provider_once_it_shows(kurt, karen, birthe):
    wish = make_wish(make_resource(by=kurt, speaks_as=anglers_of(kurt).pk), by=kurt)
    pledge = make_wish_pledge(wish, by=karen, body="Min far har demens, men han kan køre med stole")
    assert letters_to(kurt.email) == []
    publish(by=viewer(birthe), subject_id=pledge.pk)
    assert letters_to(kurt.email) == ["Karen vil hjælpe jer"]


# --- areas, codes, time, people ---------------------------------------------------------------------------------------


def test_coordinators_keep_areas(birthe, mette):
    area = actions.set_area(by=viewer(birthe), name="Lunde", lat="56.1", lon="9.0", order=2)
    assert area.point == (56.1, 9.0)
    assert actions.set_area(by=viewer(birthe), area_id=area.pk, name="Lunde og omegn").point is None
    for facts in ({"name": ""}, {"name": "lunde OG omegn"}, {"name": "Nyt", "lat": "1"}, {"name": CPR}):
        with pytest.raises(ValidationError):
            actions.set_area(by=viewer(birthe), **facts)
    with pytest.raises(Refused):
        actions.set_area(by=viewer(mette), name="Mit område")
    resource = make_resource(by=birthe, area_id=area.pk)
    with pytest.raises(ValidationError):
        actions.remove_area(by=viewer(birthe), area_id=area.pk)
    actions.edit_resource(by=viewer(birthe), resource_id=resource.pk, area_id="")
    task = make_task(area_id=area.pk)
    with pytest.raises(ValidationError):
        actions.remove_area(by=viewer(birthe), area_id=area.pk)
    task.area = None
    task.save()
    actions.remove_area(by=viewer(birthe), area_id=area.pk)
    assert not Area.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_area_of_a_name_and_none_comes_again_however_many_press():
    by = viewer(make_person(role="coordinator"))
    raised = at_once(*[partial(actions.set_area, by=by, name="Lunde")] * 3)
    assert [type(problem) for problem in raised] == [ValidationError] * 2
    area = Area.objects.get()
    remove = partial(actions.remove_area, by=by, area_id=area.pk)
    raised = at_once(remove, remove, partial(actions.set_area, by=by, area_id=area.pk, name="Lunde by"))
    assert {type(problem) for problem in raised} == {NotFound}
    assert not Area.objects.exists()


def test_codes_come_in_whole_or_not_at_all(birthe, mette):
    rows = [
        {"scheme": "kle", "code": "27.18.00", "label": "Ældre", "theme": "Ældre"},
        {"scheme": "FSIII", "code": "A1", "label": "", "theme": "health"},
    ]
    actions.bring_codes(by=viewer(birthe), rows=rows)
    actions.bring_codes(by=viewer(birthe), rows=[{**rows[0], "label": "Ældreområdet"}])
    assert ThemeCode.objects.count() == 2
    assert ThemeCode.objects.get(theme="older").label == "Ældreområdet"
    wrong = [rows[0] | {"code": "9"}, rows[0] | {"theme": "Vejr"}, rows[0] | {"scheme": "ICF"}, rows[0] | {"code": ""}]
    with pytest.raises(ValidationError) as refused:
        actions.bring_codes(by=viewer(birthe), rows=wrong)
    assert len(refused.value.message_dict["file"]) == 3
    assert ThemeCode.objects.count() == 2
    with pytest.raises(Refused):
        actions.bring_codes(by=viewer(mette), rows=rows)


def test_what_has_happened_moves_on_to_its_next_day(birthe):
    resource, once = make_resource(by=birthe), make_resource(by=birthe, recurrence="", first_on=clock.today())
    with clock.at(timezone.now() + timedelta(days=8)):
        actions.find_next_days()
        resource.refresh_from_db()
        once.refresh_from_db()
        assert resource.next_on >= clock.today()
        assert once.next_on is None


def test_nearest_comes_first_with_its_distance(birthe):
    far = make_resource(by=birthe, title="Langt væk", lat=56.2, lon=9.3)
    nowhere = make_resource(by=birthe, title="Ingen steder", place="", lat=None, lon=None)
    in_area = make_resource(
        by=birthe, title="I området", place="", lat=None, lon=None, area_id=make_area(point=(56.07, 8.96)).pk
    )
    here = make_resource(by=birthe, title="Lige her")
    rows = queries.with_distance(queries.resources_for(NOBODY, queries.Filters(near=BRIDGE)), BRIDGE)
    assert rows == [here, in_area, far, nowhere]
    assert rows[0].km == 0
    assert rows[1].km == pytest.approx(0.67, abs=0.02)
    assert rows[2].km == pytest.approx(26.0, abs=1)
    assert rows[3].km is None


def test_documents_for_the_engine(kurt, birthe):
    resource = make_resource(by=kurt, speaks_as=anglers_of(kurt).pk, youngest=18, area_id=make_area("Nord").pk)
    make_resource(by=birthe)
    (document,) = queries.match_documents([resource.pk])
    assert document["provider"] == "Engbæk Lystfiskerforening"
    assert (document["point"], document["capacity"], document["youngest"]) == (BRIDGE, 4, 18)
    assert (document["days"], document["times"]) == ({"thu"}, {"evening"})
    assert document["access"] == {"transport", "companion"}
    assert "Ældre" in document["text"]
    assert len(list(queries.match_documents())) == 2


def test_copy_and_erasing(karen, kurt, birthe):
    own = make_resource(by=karen, title="Karens strikkeaften", contact_name="Karen", contact_email=karen.email)
    shared = make_resource(by=karen, provider_id=str(anglers_of(kurt).pk), title="Lystfiskernes", contact_name="Karen")
    brought = make_resource(by=karen, title="Fra foreningens fil", source="Listen", external_id="7")
    wish = make_wish(make_resource(by=kurt, speaks_as=anglers_of(kurt).pk), by=kurt)
    pledge = make_wish_pledge(wish, by=karen, body="Jeg har en stol")
    copy = str(copy_for(karen))
    assert all(words in copy for words in ("Karens strikkeaften", "Jeg har en stol"))
    erase_person(by=viewer(karen), person_id=karen.pk)
    for row in (own, shared, brought, pledge):
        row.refresh_from_db()
    assert (own.title, own.contact_email, pledge.body) == ("", "", "")
    assert (shared.title, shared.contact_name) == ("Lystfiskernes", "")
    assert brought.title == "Fra foreningens fil"  # the words of its source, not hers


def test_provider_whose_page_is_hidden_is_not_named(kurt, birthe):
    resource = make_resource(by=kurt, speaks_as=anglers_of(kurt).pk)
    hide(by=viewer(birthe), subject_id=anglers_of(kurt).pk, reason="Der står et navn.")
    (document,) = queries.match_documents([resource.pk])
    assert document["provider"] == ""
