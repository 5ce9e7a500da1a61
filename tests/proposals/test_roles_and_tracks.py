"""Volunteers' roles that are the municipality's own (C21), and the two tracks with their beacons (C29, C30)."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.foundation.viewer import SYSTEM
from samspil.proposals.actions import edit_proposal, propose
from samspil.proposals.models import Proposal
from samspil.proposals.queries import Filters, proposals
from samspil.tracks.actions import light_beacon, retire_beacon
from samspil.tracks.models import Beacon
from tests.factories import make_challenge, make_person, make_proposal, viewer
from tests.refusing import problems

pytestmark = pytest.mark.django_db
ROLE = {"volunteer_role": "Læser højt om torsdagen", "role_planned_by": "municipality", "role_in_offer": True}
WORDS = {"title": "En plads", "body": "Torsdage ved åen", "degree": "radical", "object": "service"}


@pytest.fixture
def beacon() -> Beacon:
    return light_beacon(by=SYSTEM, title="Ingen spiser alene", body="Mod deres vilje.")


# --- volunteers' roles ------------------------------------------------------------------------------------------------


@pytest.mark.capability("C21")
@pytest.mark.parametrize("planner", ["volunteers", "together", "municipality"])
@pytest.mark.parametrize("in_offer", [True, False])
def test_role_bound_to_an_offer_and_planned_by_the_municipality_is_flagged(client, planner, in_offer):
    proposal = make_proposal(**ROLE | {"role_planned_by": planner, "role_in_offer": in_offer})
    is_flagged = planner == "municipality" and in_offer
    assert proposal.is_municipal_role is is_flagged
    for path in ("/forslag/", f"/forslag/{proposal.pk}/"):
        assert ("Kommunal frivilligrolle</span" in client.get(path).text) is is_flagged
    assert len(proposals(viewer(make_person()), Filters(role="rolle"))) == 1
    assert len(proposals(viewer(make_person()), Filters(role="kommunal"))) == is_flagged


@pytest.mark.capability("C21")
def test_flagged_roles_are_counted_by_the_filter_and_stand_side_by_side(client):
    challenge = make_challenge()
    make_proposal(challenge, title="Med", **ROLE)
    make_proposal(challenge, title="Uden")
    page = client.get("/forslag/?frivillige=kommunal")
    assert [row["title"] for row in page.context["rows"]] == ["Med"]
    assert page.context["page"].paginator.count == 1
    beside = client.get(reverse("proposals:side-by-side", args=[challenge.pk]))
    cells = next(row.cells for row in beside.context["rows"] if row.label == "Frivilliges rolle")
    assert [(cell.lines, cell.flag) for cell in cells] == [
        ([], ""),
        (["Læser højt om torsdagen", "Planlægges af: Kommunen"], "Kommunal frivilligrolle"),
        (["Ingen"], ""),
    ]


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"role_planned_by": ""}, {"role_planned_by"}),
        ({"volunteer_role": ""}, {"volunteer_role"}),
        ({"volunteer_role": "", "role_planned_by": ""}, {"volunteer_role"}),
        ({"role_planned_by": "ingen"}, {"role_planned_by"}),
        ({"volunteer_role": "x" * 161}, {"volunteer_role"}),
        ({"volunteer_role": "Ring til 010190-1234"}, {"volunteer_role"}),
    ],
)
def test_role_says_what_and_who_plans_it(karen, unit, sign_in, facts, fields):
    assert problems(propose, by=viewer(karen), unit_id=unit.pk, **WORDS | ROLE | facts) == fields
    proposal = make_proposal(by=karen)
    assert problems(edit_proposal, by=viewer(karen), proposal_id=proposal.pk, **ROLE | facts) == fields
    sent = WORDS | ROLE | facts | {"unit_id": str(unit.pk)}
    answer = sign_in(karen).post("/forslag/nyt/", sent)
    assert set(answer.context["form"].errors) == fields
    assert "<details open" in answer.text.replace(' class="fold"', "")


def test_role_is_edited_and_taken_away(karen, sign_in):
    proposal = make_proposal(by=karen, **ROLE)
    client, page = sign_in(karen), f"/forslag/{proposal.pk}/ret/"
    assert client.get(page).context["form"].initial["volunteer_role"] == ROLE["volunteer_role"]
    assert client.post(page, WORDS | {"volunteer_role": "", "role_planned_by": ""}).status_code == 302
    now = Proposal.objects.get()
    assert (now.volunteer_role, now.role_planned_by, now.role_in_offer) == ("", "", False)


# --- tracks -----------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C29")
def test_small_steps_are_the_track_one_is_on_without_a_choice(karen, unit, beacon, sign_in):
    assert (make_proposal().track, make_proposal().beacon) == ("employee_user", None)
    form = sign_in(karen).get("/forslag/nyt/").context["form"]
    assert form["track"].value() == "employee_user"


@pytest.mark.capability("C30")
def test_proposal_is_on_the_track_of_its_challenge_unless_it_says_otherwise(karen, beacon, sign_in):
    challenge = make_challenge(track="vision", beacon_id=beacon.pk)
    page = reverse("proposals:propose-on", args=[challenge.pk])
    client = sign_in(karen)
    form = client.get(page).context["form"]
    assert (form["track"].value(), form["beacon_id"].value()) == ("vision", str(beacon.pk))
    assert make_proposal(challenge).beacon == beacon
    retire_beacon(by=SYSTEM, beacon_id=beacon.pk)
    assert make_proposal(challenge).beacon == beacon
    client.post(page, WORDS | {"track": "employee_user"})
    assert (Proposal.objects.latest("pk").track, Proposal.objects.latest("pk").beacon) == ("employee_user", None)


@pytest.mark.capability("C30")
def test_vision_names_its_beacon_and_both_are_shown_and_found(client, karen, unit, beacon, sign_in):
    sent = WORDS | {"unit_id": str(unit.pk), "track": "vision"}
    assert set(sign_in(karen).post("/forslag/nyt/", sent).context["form"].errors) == {"beacon_id"}
    assert sign_in(karen).post("/forslag/nyt/", sent | {"beacon_id": str(beacon.pk)}).status_code == 302
    proposal = Proposal.objects.get()
    make_proposal(title="Noget andet")
    where = reverse("tracks:page", args=[beacon.pk])
    assert where in client.get(f"/forslag/{proposal.pk}/").text
    for query in ("spor=vision", f"sigtepejle={beacon.pk}"):
        assert [row["title"] for row in client.get(f"/forslag/?{query}").context["rows"]] == [proposal.title]
    assert f"/forslag/{proposal.pk}/" in client.get(where).text


def test_beacon_must_be_one_that_is_lit(karen, unit, beacon):
    call = {"by": viewer(karen), "unit_id": unit.pk, "track": "vision", **WORDS}
    retire_beacon(by=SYSTEM, beacon_id=beacon.pk)
    for pk in (beacon.pk, uuid4(), "x", None):
        assert problems(propose, **call, beacon_id=pk) == {"beacon_id"}
    assert problems(propose, **call | {"track": "begge"}) == {"track"}


def test_track_is_edited_and_left_alone(karen, beacon):
    proposal = make_proposal(by=karen)
    call = {"by": viewer(karen), "proposal_id": proposal.pk}
    assert edit_proposal(**call, track="vision", beacon_id=beacon.pk).beacon == beacon
    assert edit_proposal(**call, body="Andre ord.").beacon == beacon
    assert edit_proposal(**call, track="employee_user").beacon is None


def test_beacon_page_costs_the_same_for_one_proposal_and_for_many(client, beacon):
    where = reverse("tracks:page", args=[beacon.pk])

    def cost() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(where).status_code == 200
        return len(captured)

    make_proposal(track="vision", beacon_id=beacon.pk, **ROLE)
    one, first = cost(), list_cost(client)
    for _number in range(9):
        make_proposal(track="vision", beacon_id=beacon.pk, **ROLE)
    assert (cost(), list_cost(client)) == (one, first)
    assert first <= 8


def list_cost(client) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get("/forslag/?spor=vision&frivillige=kommunal")
    return len(captured)
