"""The yearly declaration by the link of a letter: for a chair who never signs in."""

import re
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.test import Client

from samspil.actors.actions import end_membership
from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.viewer import SYSTEM
from samspil.safeguards import actions, letters, queries
from samspil.safeguards.models import Safeguard
from tests.factories import make_actor, make_person, viewer
from tests.racing import at_once
from tests.safeguards.making import declared, make_chair

pytestmark = pytest.mark.django_db
FEBRUARY = datetime(2026, 2, 10, 9, tzinfo=UTC)


@pytest.fixture
def association():
    return make_actor("Engbæk Lystfiskerforening")


@pytest.fixture
def bent(association):
    return make_chair(association)


def asked_for(association, **facts) -> Safeguard:
    facts = {"kind": "children_check", "year": clock.today().year, **facts}
    return actions.ask_declaration(by=viewer(make_person(role="coordinator")), host_id=association.pk, **facts)


def link_of(letter: OutgoingMail) -> str:
    return re.search(r"http://[^/]+(/attester/erklaering/\S+)", letter.text)[1]


def letters_to(person) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=person.email).order_by("created_at", "pk"))


@pytest.mark.capability("C11")
def test_the_chair_declares_with_one_press_and_no_sign_in(association, bent):
    member = make_person("Ane Medlem", member_of=association, speaks_for=False)
    with clock.at(FEBRUARY):
        asked_for(association)
        (letter,) = letters_to(bent)
        assert letter.holds_secret
        assert "Du behøver ikke logge ind" in letter.text
        client, link = Client(), link_of(letter)
        page = client.get(link).text
        assert "Alle hos Engbæk Lystfiskerforening" in page
        assert "børn under 15" in page
        assert member.name in page  # for whom
        assert member.email not in page
        row = Safeguard.objects.get()
        assert row.state == "required"  # opening changes nothing
        assert client.head(link).status_code == 200
        assert "Det er erklæret for 2026" in client.post(link).text
        row.refresh_from_db()
        assert (row.state, row.seen_by, row.year, row.channel) == ("declared", bent, 2026, "")
        assert client.get(link).status_code == 410
        assert queries.missing(["children_check"], person=member, actor=association) == []


def test_another_chair_who_comes_later_sees_that_it_is_done(association, bent):
    other = make_chair(association, "Ulla")
    with clock.at(FEBRUARY):
        asked_for(association)
        client = Client()
        client.post(link_of(letters_to(bent)[0]))
        page = client.get(link_of(letters_to(other)[0])).text
        assert "Det er erklæret for 2026" in page
        assert "Ja, det erklærer vi" not in page
        client.post(link_of(letters_to(other)[0]))
        assert Safeguard.objects.get().seen_by == bent


@pytest.mark.django_db(transaction=True)
def test_two_chairs_who_declare_at_once_declare_once(association):
    chairs = [viewer(make_chair(association)) for _chair in range(3)]
    facts = {"host_id": association.pk, "kind": "course", "year": clock.today().year}
    assert at_once(*[partial(actions.declare_for_year, by=by, **facts) for by in chairs]) == []
    assert Safeguard.objects.get().holds


def test_a_link_is_nothing_for_one_who_speaks_for_them_no_more(association, bent):
    asked_for(association)
    link = link_of(letters_to(bent)[0])
    end_membership(by=SYSTEM, membership_id=bent.memberships.get().pk)
    assert Client().get(link).status_code == 410
    assert Client().post(link).status_code == 410
    assert Client().get("/attester/erklaering/et-andet-link/").status_code == 410
    assert Safeguard.objects.get().state == "required"


def test_reminders_carry_the_link_and_ask_for_the_new_year(association, bent):
    with clock.at(FEBRUARY):
        declared(association, by=bent)
    last = datetime(2026, 12, 31, 9, tzinfo=UTC)
    for before in (60, 30, 7):
        with clock.at(last - timedelta(days=before)):
            letters.remind()
            letters.remind()
    sent = letters_to(bent)
    assert len(sent) == 3
    assert OneTimeLink.objects.filter(purpose=letters.DECLARE).count() == 3
    with clock.at(last - timedelta(days=6)):
        page = Client().post(link_of(sent[2])).text
        assert "Det er erklæret for 2027" in page
        assert set(Safeguard.objects.values_list("year", "state")) == {(2026, "declared"), (2027, "declared")}
        letters.remind()
    assert len(letters_to(bent)) == 3


def test_a_year_that_is_over_is_not_declared(association, bent):
    with clock.at(datetime(2026, 12, 20, 9, tzinfo=UTC)):
        asked_for(association, year=2026)
        link = link_of(letters_to(bent)[0])
    with clock.at(datetime(2027, 1, 5, 9, tzinfo=UTC)):
        answer = Client().post(link)
    assert answer.status_code == 409
    assert "Året er gået" in answer.text
    assert Safeguard.objects.get().state == "required"
