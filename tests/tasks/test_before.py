"""From a page to a task, and what stands between a task and those who would come: MED, and one more question."""

import pytest
from django.core.exceptions import ValidationError

from samspil.actors import actions as actors
from samspil.codetermination.actions import note_discussion
from samspil.foundation import clock
from samspil.foundation.viewer import SYSTEM
from samspil.resources.models import Resource
from samspil.tasks import actions, beforehand, queries
from samspil.tasks.models import SignUp, Task
from tests.factories import make_actor, make_person, make_proposal, make_unit, viewer
from tests.resources.making import make_resource, make_wish
from tests.tasks.making import come, facts, letters_to, make_host, make_municipal_task, make_task, slot_of

pytestmark = pytest.mark.django_db


def test_what_comes_out_of_a_fellowships_wish_is_the_providers_own(sign_in):
    desk, club = make_person(role="coordinator"), make_actor("Engbæk Korklub")
    resource = make_resource(provider_id=club.pk, place="Engbæk", contact_name="Hemmelig", contact_phone="88 00 00 01")
    Resource.objects.update(contact_visibility="staff")
    wish = make_wish(resource, what="Nogen, der kan køre", kind="drivers")
    form = sign_in(desk).get(f"/opgaver/ny/?fra={wish.pk}").context["form"]
    known = {name: form[name].value() for name in ("host_id", "title", "place", "kind", "insurance")}
    assert known == {
        "host_id": str(club.pk),
        "title": "Nogen, der kan køre",
        "place": "Engbæk",
        "kind": "transport",
        "insurance": "association",
    }
    assert form["contact_phone"].value() != "88 00 00 01"  # a hidden number is not put on a page


def test_what_comes_out_of_a_units_page_is_the_units():
    unit = make_unit()
    proposal = make_proposal(unit=unit)
    known = beforehand.known(proposal.subject, viewer(make_person(role="coordinator")))
    assert (known["host_id"], known["insurance"], known["does"]) == (str(unit.pk), "municipal", proposal.body)


@pytest.mark.capability("C43")
def test_nobody_signs_up_before_med_has_talked_about_it(client, sign_in):
    task = make_municipal_task(may_replace_paid_work=True)
    slot = slot_of(task)
    page = client.get(f"/opgaver/{task.pk}/").text
    assert "MED skal drøfte opgaven, før nogen kan melde sig." in page
    assert f"/opgaver/tid/{slot.pk}/tilmeld/" not in page
    assert "ld+json" not in page
    for answer in (client.get(f"/opgaver/tid/{slot.pk}/tilmeld/"), client.post(f"/opgaver/tid/{slot.pk}/tilmeld/")):
        assert (answer.status_code, "MED skal drøfte opgaven først" in answer.text) == (409, True)
    assert task.title not in client.get("/opgaver/").text
    assert queries.open_slots(viewer(task.author)).count() == 0
    assert "Venter på MED" in sign_in(task.author).get("/opgaver/mine/").text
    with pytest.raises(ValidationError, match="MED"):
        come(task)
    item = task.subject.med_items.get()
    med = actors.add_body(by=SYSTEM, name="MED-udvalg", body_kind="med", powers=("discuss",))
    note_discussion(
        by=viewer(task.author),
        item_id=item.pk,
        discussed_on=clock.today(),
        note="Ingen vagt bliver kortere.",
        committee_id=med.actor.pk,
    )
    assert come(task).state == "confirmed"
    assert task.title in client.get("/opgaver/").text


def test_the_municipality_cannot_lend_an_associations_insurance():
    task = make_municipal_task()
    with pytest.raises(ValidationError) as problem:
        actions.edit_task(by=viewer(task.author), task_id=task.pk, insurance="association")
    assert "insurance" in problem.value.message_dict


def test_the_insurance_follows_the_host_until_somebody_chooses_one(sign_in):
    desk, unit, club = make_person(role="coordinator"), make_unit(), make_actor()
    client = sign_in(desk)
    form = client.get("/opgaver/ny/").context["form"]
    told = facts(shape="once", kind="task", places="2")
    for host, theirs in ((unit.actor, "municipal"), (club, "association")):
        told |= {"title": f"Hos {host.pk}", "host_id": str(host.pk), "insurance": form["insurance"].value()}
        client.post("/opgaver/ny/", told)
        assert Task.objects.get(title=f"Hos {host.pk}").insurance == theirs
    client.post("/opgaver/ny/", told | {"title": "Uden", "insurance": "none"})
    assert Task.objects.get(title="Uden").insurance == "none"


def test_the_host_is_asked_once_more_before_somebody_is_taken_off(sign_in):
    host, guest = make_host(), make_person("Anna", email="anna@post.example")
    row = come(make_task(by=host), by=guest)
    desk, before = sign_in(host), len(letters_to(guest))
    asked = desk.post(f"/opgaver/tilmelding/{row.pk}/meld-fra/")
    assert "Tag Anna af listen?" in asked.text
    assert SignUp.objects.get(pk=row.pk).state == "confirmed"
    assert desk.post(f"/opgaver/tilmelding/{row.pk}/meld-fra/", {"sikker": "ja"}).status_code == 302
    assert SignUp.objects.get(pk=row.pk).state == "cancelled"
    assert len(letters_to(guest)) == before + 1
