"""What the pages of technology projects cost, and where they lead when something is not there yet."""

import pytest
from django.urls import reverse

from samspil.indicators.actions import add_indicator
from samspil.trials import actions as trials
from tests.factories import make_actor, viewer
from tests.test_query_counts import cost

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


def test_form_without_a_figure_to_choose_leads_to_where_one_is_written(project, mette, sign_in):
    client, path = sign_in(mette), reverse("technology_projects:edit", args=[project.pk])
    link = reverse("indicators:choose", args=[project.pk])
    assert link in client.get(path).text
    assert client.get(link).status_code == 200
    assert link in client.post(path, {"is_better_life": ""}).text  # also beside what is wrong
    add_indicator(by=viewer(mette), subject_id=project.pk, kind="independence")
    assert link not in client.get(path).text
