"""The pages of what companies promise: from the form to the sums by year."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.company_pledges.models import CompanyPledge, PledgeUse
from samspil.foundation import clock
from samspil.moderation.actions import hide
from tests.company_pledges.making import TITLE, make_boss, make_company, make_promise, make_use
from tests.factories import make_challenge, viewer

pytestmark = pytest.mark.django_db


def page_of(name: str, *args) -> str:
    return reverse(f"company_pledges:{name}", args=args)


def typed(company, **more) -> dict[str, str]:
    today = clock.today()
    return {
        "company_id": str(company.pk),
        "kind": "hours",
        "title": TITLE,
        "body": "Vi sætter ramper op.",
        "hours": "12,5",
        "from_on": f"{today:%Y-%m-%d}",
        "until_on": f"{today + timedelta(days=90):%d-%m-%Y}",
        "request_id": "",
        **more,
    }


def test_promised_used_confirmed_and_ended_through_the_pages(sign_in, kurt, karen, client):
    company = make_company()
    boss, chair = sign_in(make_boss(company)), sign_in(kurt)
    wrong = boss.post(page_of("promise"), typed(company, hours="mange"))
    assert wrong.context["form"].errors["hours"]
    assert TITLE in wrong.text
    boss.post(page_of("promise"), typed(company))
    pledge = CompanyPledge.objects.get()
    assert pledge.hours == Decimal("12.5")
    challenge = make_challenge(by=karen)
    use = {"receiver": "engbæk lystfiskerforening", "what": "En rampe", "on": f"{clock.today():%Y-%m-%d}"}
    too_many = boss.post(page_of("use", pledge.pk), {**use, "hours": "13"})
    assert "12,5 timer tilbage" in too_many.text
    boss.post(page_of("use", pledge.pk), {**use, "hours": "2,5", "page": f"http://x/udfordringer/{challenge.pk}/"})
    row = PledgeUse.objects.get()
    assert "Ja, det er rigtigt" in chair.get(page_of("page", pledge.pk)).text
    for _press in range(2):
        assert chair.post(page_of("confirm-use", row.pk)).status_code == 302
    page = client.get(page_of("page", pledge.pk)).text
    assert "2,5 af 12,5 timer brugt, 10 tilbage" in " ".join(page.split())
    assert challenge.question in page
    assert "Bekræftet af Kurt" in page
    assert "12,5" in client.get(page_of("years")).text
    assert '"12,5";"2,5";"2,5"' in client.get(reverse("papers:companies-csv")).content.decode("utf-8-sig")
    assert TITLE in client.get(reverse("actors:page", args=[company.pk])).text
    data = {"note": "Tak.", "expected_version": str(CompanyPledge.objects.get().version)}
    boss.post(page_of("end", pledge.pk), data)
    assert "Tak." in client.get(page_of("page", pledge.pk)).text


def test_staff_write_it_down_for_a_company(sign_in, mette):
    company, staff = make_company(), sign_in(mette)
    assert staff.post(page_of("promise"), typed(company)).context["form"].errors["behalf_name"]
    told = typed(company, behalf_name="Tove", behalf_channel="phone")
    assert staff.post(page_of("promise"), told).status_code == 302
    assert "fortalt i telefonen" in staff.get(page_of("page", CompanyPledge.objects.get().pk)).text


def test_overtaken_edit_shows_both(sign_in):
    pledge = make_promise()
    boss = sign_in(pledge.author)
    form = boss.get(page_of("edit", pledge.pk)).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    data |= {"hours": "40", "title": "Ramper", "expected_version": "1"}
    assert boss.post(page_of("edit", pledge.pk), data).status_code == 302
    stale = boss.post(page_of("edit", pledge.pk), {**data, "title": "Trapper"})
    assert stale.status_code == 409
    assert "Ramper" in stale.text


def test_taken_back_by_two_presses(sign_in, client):
    pledge = make_promise()
    boss = sign_in(pledge.author)
    for _press in range(2):
        assert boss.post(page_of("withdraw", pledge.pk)).status_code == 302
    assert client.post(page_of("withdraw", make_promise().pk)).status_code == 403


def test_where_a_use_was_noted_from(sign_in, karen):
    pledge, challenge = make_promise(), make_challenge(by=karen)
    form = sign_in(pledge.author).get(f"{page_of('use', pledge.pk)}?om={challenge.pk}")
    assert str(challenge.pk) in form.text


def test_hidden_receiver_and_page_are_not_named(client, kurt, karen, birthe):
    challenge = make_challenge(by=karen)
    pledge = make_promise()
    use = make_use(pledge, page=str(challenge.pk))
    for subject in (challenge.pk, use.receiver_id):
        hide(by=viewer(birthe), subject_id=subject, reason="Der står et navn.")
    page = client.get(page_of("page", pledge.pk)).text
    assert challenge.question not in page
    assert "Lystfiskerforening" not in page
    hide(by=viewer(birthe), subject_id=pledge.actor_id, reason="Findes ikke.")
    assert client.get(page_of("page", pledge.pk)).status_code == 404
    assert TITLE not in client.get(page_of("list")).text


def test_as_many_queries_however_long_the_lists(client):
    def seen(path: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        return len(found)

    company = make_company()
    boss = make_boss(company)
    pledge = make_promise(by=boss, company=company)
    make_use(pledge, hours=Decimal(1))
    paths = [page_of("list"), page_of("page", pledge.pk), page_of("years"), reverse("actors:page", args=[company.pk])]
    before = [seen(path) for path in paths]
    for _each in range(29):
        make_use(pledge, hours=Decimal(1))
        make_use(make_promise(by=boss, company=company), hours=Decimal(1))
    assert [seen(path) for path in paths] == before


def test_staff_name_the_company_they_write_for(sign_in, birthe):
    make_company("Nørre Tømrer")
    make_company("Sønder Tømrer")
    client, who = sign_in(birthe), {"behalf_name": "Tove", "behalf_function": "mester", "behalf_channel": "phone"}
    told = {**typed(make_company("Engbæk Beton")), **who}
    asked = client.post(page_of("promise"), {**told, "company_id": "tømrer"})
    assert "Hvilken mener du?" in asked.text
    assert TITLE in asked.text
    assert not CompanyPledge.objects.exists()
    client.post(page_of("promise"), {**told, "company_id": "sønder tømrer"})
    assert CompanyPledge.objects.get().actor.name == "Sønder Tømrer"


def test_whoever_speaks_for_one_company_is_not_asked_which(sign_in):
    company = make_company("Nørre Tømrer")
    make_company("Sønder Tømrer")
    page = sign_in(make_boss(company)).get(page_of("promise")).text
    assert f'<option value="{company.pk}">Nørre Tømrer' in page
    assert "Sønder Tømrer" not in page
