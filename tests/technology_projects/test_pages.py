"""What the pages of technology projects cost, and where they lead when something is not there yet."""

import pytest
from django.urls import reverse

from samspil.foundation import clock, subjects
from samspil.foundation.choosing import LISTED
from samspil.foundation.models import Subject
from samspil.indicators.actions import add_indicator
from samspil.technology_projects import queries
from samspil.technology_projects.models import TechnologyProject
from samspil.trials import actions as trials
from tests.experiences.making import make_experience
from tests.factories import make_actor, viewer
from tests.technologies.making import make_technology
from tests.technology_needs.making import make_need, make_reuse
from tests.test_query_counts import cost
from tests.trials.making import plan_full

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["visitor", "leader"])
def test_page_costs_the_same_for_one_seller_and_for_five(project, mette, lene, client, sign_in, who):
    client = sign_in(lene) if who == "leader" else client
    page = reverse("technology_projects:page", args=[project.pk])

    def costs(number: int) -> list[str]:
        firm = make_actor(f"Løftefirma {number}", kind="company")
        told = {"role": "Stiller den op", "interest": "sells", "interest_note": "Sælger den"}
        trials.add_partner(by=viewer(mette), trial_id=project.pk, actor_id=firm.pk, **told)
        return cost(client, page)

    one = costs(1)
    for number in range(2, 6):
        five = costs(number)
    assert client.get(page).text.count("Løftefirma ") >= 5
    assert len(five) == len(one), "\n".join(five)


def test_every_technology_can_be_chosen_page_by_page(mette, unit, sign_in):
    made = {make_technology(title=f"Alarm {number:02}").title for number in range(45)}
    trial = plan_full(by=mette, unit_id=unit.pk)
    client, path = sign_in(mette), reverse("technology_projects:choose", args=[trial.pk])
    page, shown, costs = client.get(path), [], []
    while True:
        shown += [row.title for row, address in page.context["found"] if f'href="{address}"' in page.text]
        if not (following := page.context["page"].next_url):
            break
        assert f'href="{following}"' in page.text
        page = client.get(path + following)
        costs.append(len(cost(client, path + following)))
    assert (sorted(shown), len(costs)) == (sorted(made), 2)
    assert len(cost(client, f"{path}?q=44")) == costs[0]  # one row costs as much as twenty
    assert [row.title for row, _address in client.get(f"{path}?q=44").context["found"]] == ["Alarm 44"]


def test_form_without_a_figure_to_choose_leads_to_where_one_is_written(project, mette, sign_in):
    client, path = sign_in(mette), reverse("technology_projects:edit", args=[project.pk])
    link = reverse("indicators:choose", args=[project.pk])
    assert link in client.get(path).text
    assert client.get(link).status_code == 200
    assert link in client.post(path, {"is_better_life": ""}).text  # also beside what is wrong
    add_indicator(by=viewer(mette), subject_id=project.pk, kind="independence")
    assert link not in client.get(path).text


def test_all_that_is_missing_leads_to_where_it_is_done(project, mette, lene, unit, sign_in, client):
    staff, page = sign_in(mette), reverse("technology_projects:page", args=[project.pk])
    lacks = staff.get(page).context["lacks"]
    assert len(lacks) == 8
    shown = staff.get(page).text
    for lack in lacks:
        assert f'<a href="{lack.url}">{lack}</a>' in shown
        path, _hash, place = lack.url.partition("#")
        there = staff.get(path)
        assert there.status_code == 200, lack
        assert not place or f'id="{place}"' in there.text, lack
    assert f'<a href="{lacks[0].url}">' not in client.get(page).text  # who only reads is led nowhere
    hidden = make_need(by=mette, unit=unit, audience="staff")
    TechnologyProject.objects.filter(pk=project.pk).update(need=hidden)
    assert str(hidden.pk) not in queries.lacks_to_start(project.trial)[0].url
    figure = add_indicator(by=viewer(mette), subject_id=project.pk, kind="independence")
    TechnologyProject.objects.filter(pk=project.pk).update(life_indicator=figure, is_smarter_work=False)
    urls = [lack.url for lack in queries.lacks_to_start(project.trial)]
    assert reverse("indicators:measure", args=[figure.pk]) in urls


def test_any_need_of_the_unit_is_chosen_by_its_words(project, mette, unit, sign_in):
    far = make_need(by=mette, unit=unit, title="Hjælp til at vende i sengen")
    for number in range(LISTED + 1):
        make_need(by=mette, unit=unit, title=f"Hjælp nummer {number:03}")
    make_need(title="Hjælp til sengen et helt andet sted")
    client, path = sign_in(mette), reverse("technology_projects:edit", args=[project.pk])
    shown = client.get(path)
    assert "<datalist" in shown.text
    told = {"is_better_life": "on", "expected_version": shown.context["form"]["expected_version"].value()}
    asked = client.post(path, {**told, "need_id": "sengen"}).text
    assert "Hvilken mener du?" in asked
    assert "et helt andet sted" not in asked
    assert client.post(path, {**told, "need_id": far.title}).status_code == 302
    project.refresh_from_db()
    assert project.need == far
    assert f'value="{far.title}"' in client.get(path).text


@pytest.mark.capability("C47")
def test_page_shows_what_others_tried_that_was_looked_at(project, mette, unit, client):
    need, made = make_need(by=mette, unit=unit), [make_experience(title=f"Robot nummer {n}") for n in range(5)]
    TechnologyProject.objects.filter(pk=project.pk).update(need=need)
    decision = make_reuse(need, made[0], by=mette, choice="new", searched="enhjørning")
    page = reverse("technology_projects:page", args=[project.pk])
    one = cost(client, page)
    decision.looked_at.set(made)
    five = cost(client, page)
    assert len(five) == len(one), "\n".join(five)
    subjects.set_hidden(made[4].subject, clock.now())
    text = client.get(page).text
    assert "Ledt efter »enhjørning«: ingen fund." in text
    for row in made[:4]:
        assert f'<a href="{reverse("experiences:page", args=[row.pk])}">{row.title}</a>' in text
    assert made[4].title not in text


@pytest.mark.parametrize(("year", "is_shown"), [("2011", False), ("2010", True), ("9999", True), ("x", True)])
def test_a_year_in_which_nothing_ended_shows_nothing(project, client, year, is_shown):
    page = client.get(reverse("technology_projects:list"), {"aar": year})
    assert bool(list(page.context["page"])) == is_shown
    assert page.context["form"].is_narrowed != is_shown


def test_need_that_stands_and_cannot_be_read_is_kept_without_a_name(project, mette, unit, sign_in):
    need = make_need(by=mette, unit=unit, title="Hjælp til at vende i sengen")
    TechnologyProject.objects.filter(pk=project.pk).update(need=need)
    Subject.objects.filter(pk=need.pk).update(shown=False)
    client, path = sign_in(mette), reverse("technology_projects:edit", args=[project.pk])
    shown = client.get(path)
    assert need.title not in shown.text
    assert "Det er ikke for alle at læse." in shown.text
    told = {"is_better_life": "on", "expected_version": shown.context["form"]["expected_version"].value()}
    assert client.post(path, {**told, "need_id": str(need.pk)}).status_code == 302
    project.refresh_from_db()
    assert project.need == need
