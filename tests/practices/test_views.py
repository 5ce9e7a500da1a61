"""The pages of practices, and the parts on other pages."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.decisions.models import Decision
from samspil.foundation import clock, hooks
from samspil.practices import actions
from samspil.practices.models import Practice, Use
from tests.factories import make_actor, make_challenge, make_person, make_proposal, make_unit, viewer
from tests.practices.building import REASON, adopt, evaluate, label, labelled_practice, leader_of, make_practice

pytestmark = pytest.mark.django_db
MOST_ON_LIST = 8


def at(name, *keys):
    return reverse(f"practices:{name}", args=keys)


def test_list_is_searched_filtered_and_sorted(client, unit):
    first = make_practice(title="Kaffe kl. ti", home=unit, since=clock.today() - timedelta(days=300))
    second = labelled_practice(title="Sang i haven", theme="community")
    adopt(second, place=make_unit("Skolen"))
    third = make_practice(title="Gåtur", since=clock.today() - timedelta(days=2))
    use = third.uses.get()
    yesterday = clock.today() - timedelta(days=1)
    actions.stop_use(by=viewer(use.author), use_id=use.pk, reason="Vi flyttede.", until=yesterday)

    def shown(query):
        page = client.get(at("list") + query).context["page"]
        return [row.title for row in page]

    assert shown("?q=kaffe") == [first.title]
    assert shown("?emne=community") == [second.title]
    assert shown(f"?sted={unit.pk}") == [first.title]
    assert shown("?maerke=ja") == [second.title]
    assert shown("?brug=stoppet") == [third.title]
    assert shown("?sorter=udbredt")[0] == second.title
    assert shown("?sorter=laengst")[0] == first.title
    assert shown("?q=findesikke") == []
    page = client.get(at("list")).text
    assert all(word in page for word in ("Social innovation", "Hverdag nu", "Stoppet", "Lever 2 steder"))


@pytest.mark.capability("C08")
def test_list_says_when_an_idea_is_innovation(client, sign_in, mette):
    assert "En idé er først innovation, når den er i brug." in client.get(at("list")).text
    assert at("register") not in client.get(at("list")).text
    assert at("register") in sign_in(mette).get(at("list")).text


def test_registered_from_the_page_with_what_it_answers(sign_in, mette, unit, karen):
    challenge = make_challenge(by=karen, unit=unit, theme="community")
    client = sign_in(mette)
    path = f"{at('register')}?udfordring={challenge.pk}"
    form = client.get(path).context["form"]
    assert form["theme"].value() == "community"
    sent = {"title": "Kaffe", "body": "Hver dag.", "theme": "older", "since": "2026-11-01", "cost_neutral": "no"}
    page = client.post(path, sent | {"home_id": str(unit.pk)})
    assert "Skriv, hvor meget mere det koster" in page.text
    sent |= {"home_id": str(unit.pk), "cost_per_year": "-5.000", "since": str(clock.today())}
    assert client.post(path, sent).status_code == 302
    practice = Practice.objects.get()
    assert (practice.challenge, practice.cost_per_year, practice.cost_neutral) == (challenge, -5000, "no")
    assert "-5.000" in client.get(at("page", practice.pk)).text.replace("−", "-")


def test_who_has_no_place_is_told_what_to_do(sign_in, karen, client):
    assert client.get(at("register")).status_code == 403
    page = sign_in(karen).get(at("register"))
    assert page.status_code == 403
    assert reverse("proposals:propose") in page.text
    adopting = sign_in(karen).get(at("adopt", make_practice().pk))
    assert adopting.status_code == 403
    assert "Lederen af enheden beslutter det." in adopting.text


@pytest.mark.capability("C09")
def test_another_unit_adopts_with_one_choice_and_one_press(sign_in, lene, unit):
    practice = make_practice(home=make_unit("Plejehjemmet"))
    client = sign_in(lene)
    assert at("adopt", practice.pk) in client.get(at("page", practice.pk)).text
    form = client.get(at("adopt", practice.pk)).context["form"]
    sent = {field.name: field.value() or "" for field in form if field.name != "changes"}  # as a browser sends it
    sent |= {"since": str(clock.today()), "actor_id": form.fields["actor_id"].choices[0][0]}
    refused = client.post(at("adopt", practice.pk), sent | {"reason": "Skrevet af mig."})
    assert refused.context["form"].errors == {"interest": ["Sig, om du selv har noget på spil."]}
    assert "Skrevet af mig." in refused.text
    assert not Decision.objects.exists()
    sent["interest"] = "none"
    for _press in range(2):
        assert client.post(at("adopt", practice.pk), sent).status_code == 302
    use = Use.objects.get(practice=practice, actor=unit.actor)
    assert use.since == clock.today()
    page = client.get(at("page", practice.pk)).text
    assert f'id="s-{use.pk}"' in page
    assert "Det virker hos Plejehjemmet." in page  # the reason, as it was filled in beforehand
    assert practice.title in client.get(reverse("actors:page", args=[unit.pk])).text


def test_direct_post_of_who_decides_nothing(sign_in, mette, birthe, unit):
    practice = make_practice()
    for person in (mette, birthe):
        assert sign_in(person).post(at("adopt", practice.pk), {"actor_id": str(unit.pk), **REASON}).status_code == 403
    stranger = leader_of(make_unit())
    page = sign_in(stranger).post(at("adopt", practice.pk), {"actor_id": str(unit.pk), **REASON})
    assert page.status_code == 200  # that unit is not on the list
    assert Use.objects.filter(practice=practice).count() == 1


def test_overtaken_edit_shows_both_texts(sign_in, lene, mette, unit):
    practice = make_practice(by=mette, home=unit)
    client = sign_in(mette)
    form = client.get(at("edit", practice.pk)).context["form"]
    sent = {field.name: field.value() if field.value() is not None else "" for field in form} | {"title": "Min"}
    sent["since"] = str(practice.since)
    actions.edit_practice(by=viewer(lene), practice_id=practice.pk, title="Lenes")
    page = client.post(at("edit", practice.pk), sent)
    assert page.status_code == 409
    assert "Lenes" in page.text
    assert "Min" in page.text


def test_stopped_use_says_why_and_the_rest_still_lives(sign_in, kurt, client):
    practice = make_practice()
    use = adopt(practice, by=kurt, place=kurt.memberships.get().actor)
    browser = sign_in(kurt)
    assert (
        browser.post(at("stop", use.pk), {"reason": "Åen er lukket.", "until": str(clock.today())}).status_code == 302
    )
    page = client.get(at("page", practice.pk)).text
    assert "Åen er lukket." in page
    assert browser.get(at("stop", use.pk)).status_code == 302


def test_withdrawn_and_labelled_through_the_pages(sign_in, birthe, lene, unit):
    practice = make_practice(by=lene, home=unit, devised_by=[make_actor().pk])
    client = sign_in(birthe)
    assert "Der mangler en evaluering" in client.get(at("label", practice.pk)).text
    evaluate(practice)
    form = client.get(at("label", practice.pk)).context["form"]
    sent = {name: form[name].value() for name in ("evaluation_id", "use_id", "link_id")} | {"better": "Alt."}
    assert client.post(at("label", practice.pk), sent).status_code == 302
    assert "Nyt og bedre" in client.get(at("page", practice.pk)).text
    assert client.post(at("take-label-off", practice.pk)).status_code == 302
    assert client.get(at("take-label-off", practice.pk)).status_code == 302
    assert client.post(at("withdraw", practice.pk)).status_code == 302
    assert "Taget af siden" in client.get(at("page", practice.pk)).text
    assert client.get(at("withdraw", practice.pk)).status_code == 302


def test_panels_on_the_challenge_and_the_proposal(client, mette, unit, karen):
    challenge = make_challenge(by=karen, unit=unit)
    proposal = make_proposal(challenge)
    practice = make_practice(by=mette, home=unit, proposal_id=proposal.pk, title="Det lange bord")
    for page in (reverse("challenges:page", args=[challenge.pk]), reverse("proposals:page", args=[proposal.pk])):
        assert at("page", practice.pk) in client.get(page).text
    assert "Hverdag nu" in client.get(reverse("challenges:list")).text
    assert "Det lange bord" in client.get(reverse("papers:paper", args=[challenge.pk])).text


def cost(client, path):
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_list_and_page_cost_the_same_for_a_few_and_for_many(client, birthe, sign_in):
    staff = sign_in(birthe)
    practice = labelled_practice()
    pages = [(client, at("list")), (staff, at("list")), (client, at("page", practice.pk))]

    def more(number):
        for _each in range(number):
            row = make_practice()
            adopt(row)
            adopt(practice)
            actions.thank(
                by=viewer(practice.author), practice_id=practice.pk, actor_id=make_actor().pk, what_for="Alt."
            )
            actions.plan_follow_up(
                by=viewer(practice.author), practice_id=practice.pk, what="x", due=clock.today() + timedelta(days=9)
            )

    more(1)
    before = [cost(*page) for page in pages]
    more(12)
    after = [cost(*page) for page in pages]
    assert [len(each) for each in before] == [len(each) for each in after]
    owed = len(hooks.all_of("owed_answers"))  # staff see how many answers wait; here it is counted anew
    assert max(len(before[0]), len(before[1]) - owed) <= MOST_ON_LIST, "\n\n".join(before[1])


def test_label_shows_on_the_row(client):
    practice = make_practice(devised_by=[make_actor().pk])
    evaluate(practice)
    assert "Social innovation" not in client.get(at("list")).context["rows"][0]["kicker"]
    label(practice, by=make_person(role="coordinator"))
    assert "Social innovation" in client.get(at("list")).context["rows"][0]["kicker"]
