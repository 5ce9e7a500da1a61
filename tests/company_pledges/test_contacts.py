"""A company's contact: hours noted by a link, without an account, within the limits that hold for everybody."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from samspil.actors.models import Person, Role
from samspil.awards.models import Award, AwardNote
from samspil.company_pledges import actions, contacts, letters
from samspil.company_pledges.models import CompanyPledge, PledgeUse
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for, erase_person
from samspil.moderation.actions import hide
from tests.awards.making import make_round, nominated
from tests.company_pledges.making import make_company, make_promise, make_use, promised
from tests.factories import make_challenge, make_person, make_unit, viewer
from tests.racing import at_once

pytestmark = pytest.mark.django_db
ADDRESS = "mester@post.example"


def noted_promise(by: Person) -> CompanyPledge:
    """Of a company where nobody has an account: staff wrote it down after a call."""
    behalf = {"name": "Tove", "function": "mester", "channel": "phone"}
    company = make_company()
    return actions.promise(by=viewer(by), company_id=company.pk, behalf=behalf, **promised(hours=Decimal(4)))


@pytest.fixture
def pledge(lene):
    return noted_promise(lene)


def named(pledge: CompanyPledge, by: Person, **told: str) -> Person:
    told = {"name": "Tove Mester", "email": ADDRESS, **told}
    made = actions.name_contact(by=viewer(by), pledge_id=pledge.pk, **told)
    assert made.contact
    return made.contact


def link_in(address: str = ADDRESS) -> str:
    letter = OutgoingMail.objects.filter(to=address, text__contains="/virksomheder/timer/").latest("created_at")
    return "/virksomheder/timer/" + letter.text.split("/virksomheder/timer/")[1].split()[0]


def typed(**more: str) -> dict[str, str]:
    told = {"receiver": "Engbæk Lystfiskerforening", "what": "En rampe", "on": f"{clock.today():%Y-%m-%d}"}
    return {**told, "hours": "2,5", "request_id": str(uuid7()), **more}


@pytest.mark.capability("C26")
def test_a_contact_without_an_account_notes_hours_and_the_coordinator_sees_it(pledge, lene, kurt, birthe, sign_in):
    named(pledge, lene)
    client, link = Client(), link_in()
    page = client.get(link)
    assert "Skriv jeres timer" in page.text
    assert "0 af 4 timer brugt" in " ".join(page.text.split())
    assert not PledgeUse.objects.exists()  # opening changes nothing
    answer = client.post(link, typed())
    assert (answer.status_code, answer.url) == (302, link)
    use = PledgeUse.objects.get()
    assert (use.hours, use.receiver.name, use.confirmed_at) == (Decimal("2.5"), "Engbæk Lystfiskerforening", None)
    page = client.get(link).text  # the link goes on
    assert "Ikke bekræftet endnu" in page
    assert "2,5 af 4 timer brugt" in " ".join(page.split())
    assert OutgoingMail.objects.filter(to=kurt.email, title__startswith="Fik I det fra").count() == 1
    told = OutgoingMail.objects.get(to=lene.email)
    assert told.title == "Engbæk Tømrerforretning har skrevet timer ned"
    assert "Modtageren bliver bedt om at bekræfte det." in told.text
    shown = sign_in(birthe).get(f"/virksomheder/{pledge.pk}/").text
    assert "En rampe" in shown
    assert "Skrevet af Tove Mester" in shown
    actions.confirm_use(by=viewer(kurt), use_id=use.pk)
    assert "Bekræftet" in client.get(link).text


def test_the_limits_are_those_of_everybody(pledge, lene):
    named(pledge, lene)
    client, link = Client(), link_in()
    wrong = [
        ({"hours": "5"}, "Der er 4 timer tilbage."),
        ({"hours": "0,2"}, "Skriv mindst en halv time."),
        ({"on": f"{clock.today() + timedelta(days=2):%Y-%m-%d}"}, "Dagen ligger i fremtiden."),
        ({"on": f"{clock.today() - timedelta(days=300):%Y-%m-%d}"}, "Løftet gjaldt ikke den dag."),
        ({"receiver": pledge.actor.name}, "Det skal være en anden end virksomheden selv."),
        ({"what": "Ring til 010190-1234"}, "CPR"),
    ]
    for typo, told in wrong:
        answer = client.post(link, typed(**typo))
        assert answer.status_code == 200
        assert told in answer.text, told
    assert not PledgeUse.objects.exists()
    client.post(link, typed(hours="5", beyond="on"))
    assert PledgeUse.objects.get().hours == 5
    assert "1 mere end lovet" in " ".join(client.get(link).text.split())


def test_nobody_confirms_for_the_company_also_not_its_contact(pledge, lene, kurt):
    """Kurt speaks for the association that received it, and is the company's contact as well."""
    association = kurt.memberships.get().actor
    assert named(pledge, lene, email=kurt.email) == kurt
    use = make_use(pledge, by=kurt, receiver=association.name)
    assert use.confirmed_at is None
    with pytest.raises(Refused):
        actions.confirm_use(by=viewer(kurt), use_id=use.pk)


def test_a_contact_takes_back_their_own_until_it_is_confirmed_and_nobody_elses(pledge, lene, kurt, birthe):
    named(pledge, lene)
    client, link = Client(), link_in()
    foreign = make_use(pledge, by=birthe, hours=Decimal(1))
    client.post(link, typed(hours="1"))
    own = PledgeUse.objects.exclude(pk=foreign.pk).get()
    elsewhere = make_use(make_promise(title="Et andet løfte", company=make_company("En anden")))
    page = client.get(link).text
    assert f'value="{own.pk}"' in page
    assert f'value="{foreign.pk}"' not in page
    for key in ("x", str(elsewhere.pk), "999999"):
        assert client.post(link, {"fjern": key}).status_code == 404
    assert client.post(link, {"fjern": str(own.pk)}).status_code == 302
    assert {use.pk for use in PledgeUse.objects.all()} == {foreign.pk, elsewhere.pk}
    client.post(link, typed(hours="1"))
    last = PledgeUse.objects.latest("pk")
    actions.confirm_use(by=viewer(kurt), use_id=last.pk)
    assert f'value="{last.pk}"' not in client.get(link).text
    assert client.post(link, {"fjern": str(last.pk)}).status_code == 403


def test_an_address_tells_nobody_whose_it_is(pledge, lene, sign_in):
    """Until they note something themselves, only the name that was written stands anywhere."""
    known = make_person("Hemmelig Registersen", email="kendt@post.example")
    told = {"name": "Hende i kontoret", "email": known.email, "request_id": str(uuid7())}
    desk = sign_in(lene)
    pages = [desk.post(f"/virksomheder/{pledge.pk}/kontakt/", told, follow=True).text]
    pages += [desk.get(f"/virksomheder/{pledge.pk}/{each}").text for each in ("", "kontakt/")]
    assert [page for page in pages if "Hende i kontoret" not in page] == []
    assert [page for page in pages if "Registersen" in page] == []
    assert CompanyPledge.objects.get(pk=pledge.pk).contact == known
    public = Client().get(f"/virksomheder/{pledge.pk}/").text
    assert not [word for word in ("Hende i kontoret", "Registersen", known.email) if word in public]
    # The page behind the link says by which name they will stand there.
    assert "Hemmelig Registersen" in Client().get(link_in(known.email)).text


def test_who_gives_the_link_and_what_is_told_at_the_field(pledge, lene, kurt, birthe, monkeypatch):
    for stranger in (kurt, make_person(), make_person(role="employee")):
        with pytest.raises(Refused):
            named(pledge, stranger)
        with pytest.raises(Refused):
            actions.forget_contact(by=viewer(stranger), pledge_id=pledge.pk)
    for wrong, field in (({"name": " "}, "name"), ({"email": "x"}, "email"), ({"name": "010190-1234"}, "name")):
        with pytest.raises(ValidationError) as problem:
            named(pledge, lene, **wrong)
        assert field in problem.value.message_dict
    blocked = make_person(email="lukket@post.example")
    Person.objects.filter(pk=blocked.pk).update(blocked_at=clock.now())
    with pytest.raises(ValidationError):
        named(pledge, lene, email=blocked.email)
    named(pledge, birthe)
    assert OneTimeLink.objects.filter(purpose=letters.PURPOSE).count() == 1
    monkeypatch.setattr(contacts, "LINKS_BY", replace(contacts.LINKS_BY, most=1))
    with pytest.raises(ValidationError, match="i morgen"):
        named(pledge, birthe)


def test_a_link_is_dead_once_there_is_a_new_one_or_none(pledge, lene):
    named(pledge, lene)
    first, client = link_in(), Client()
    named(pledge, lene, name="Per", email="per@post.example")
    assert client.get(first).status_code == 410
    second = link_in("per@post.example")
    assert client.get(second).status_code == 200
    for _press in range(2):
        actions.forget_contact(by=viewer(lene), pledge_id=pledge.pk)
    assert client.get(second).status_code == 410
    assert client.post(second, typed()).status_code == 410
    assert not PledgeUse.objects.exists()


@pytest.mark.parametrize("end", ["hidden", "taken back", "blocked"])
def test_a_link_opens_nothing_that_is_gone(pledge, lene, birthe, end):
    contact = named(pledge, lene)
    link = link_in()
    if end == "hidden":
        hide(by=viewer(birthe), subject_id=pledge.pk, reason="Der står et navn.")
    elif end == "taken back":
        actions.withdraw_pledge(by=viewer(lene), pledge_id=pledge.pk)
    else:
        Person.objects.filter(pk=contact.pk).update(blocked_at=clock.now())
    assert Client().get(link).status_code == 410
    assert Client().post(link, typed()).status_code == 410


def test_the_contact_is_forgotten_afterwards_and_with_the_person(pledge, lene):
    contact = named(pledge, lene)
    copy = actions.export(contact.pk)
    assert {"contact_for": pledge.title, "company": pledge.actor.name, "called": "Tove Mester"} in copy
    with clock.at(clock.now() + timedelta(days=300 + 59)):
        contacts.forget_old()
    assert CompanyPledge.objects.get(pk=pledge.pk).contact == contact
    with clock.at(clock.now() + timedelta(days=300 + 62)):
        contacts.forget_old()
    row = CompanyPledge.objects.get(pk=pledge.pk)
    assert (row.contact, row.contact_called) == (None, "")
    contact = named(pledge, lene)
    erase_person(by=viewer(contact), person_id=contact.pk)
    row = CompanyPledge.objects.get(pk=pledge.pk)
    assert (row.contact, row.contact_called) == (None, "")
    assert not OneTimeLink.objects.filter(purpose=letters.PURPOSE).exists()


def is_forgotten(person: Person) -> bool:
    person.refresh_from_db()
    return (
        person.erased_at is not None and person.email is None and not OutgoingMail.objects.filter(to=ADDRESS).exists()
    )


def test_whoever_was_only_the_contact_is_forgotten_when_another_is(pledge, lene):
    wrong = named(pledge, lene)
    again = named(pledge, lene)
    assert (again.pk, is_forgotten(wrong)) == (wrong.pk, False)  # the same person, another link
    right = named(pledge, lene, name="Tove Mester", email="tove@rigtig.example")
    assert is_forgotten(wrong)
    assert Client().get(link_in("tove@rigtig.example")).status_code == 200
    assert not Person.objects.filter(email=ADDRESS).exists()
    actions.forget_contact(by=viewer(lene), pledge_id=pledge.pk)
    right.refresh_from_db()
    assert right.erased_at


def letter_of(key: str, **told) -> OutgoingMail:
    facts = {"to": "kurt@post.example", "title": "Nyt", "text": "Ring til Tove Mester i dag.", **told}
    return OutgoingMail.objects.create(dedupe_key=key, **facts)


def test_letting_a_contact_go_touches_nothing_that_others_wrote_with_such_a_name_in_it(pledge, lene, birthe):
    """The name is what somebody typed: it may be another's, or words that stand everywhere."""
    sent, waiting = letter_of("a", sent_at=clock.now()), letter_of("b")
    use = make_use(noted_promise(lene), by=lene)
    PledgeUse.objects.filter(pk=use.pk).update(receiver=None, receiver_name="Tove Mester")
    winner = nominated(make_round(birthe)).candidate
    award = Award.objects.create(round=winner.round, winner=winner, scores=5, median=3, decided_by=birthe)
    note = AwardNote.objects.create(award=award, text="Tove Mester stod der to gange.", by=birthe)
    wrong = named(pledge, lene)
    named(pledge, lene, email="tove@rigtig.example")
    assert is_forgotten(wrong)
    actions.forget_contact(by=viewer(lene), pledge_id=pledge.pk)
    for row in (sent, waiting, use, note):
        row.refresh_from_db()
    assert [row.text for row in (sent, waiting)] == ["Ring til Tove Mester i dag."] * 2
    assert (use.receiver_name, note.text) == ("Tove Mester", "Tove Mester stod der to gange.")
    assert not OutgoingMail.objects.filter(to="tove@rigtig.example").exists()


@pytest.mark.parametrize("purpose", ["contribute", "sign-in"])
def test_a_contact_whose_own_words_wait_for_a_press_stays_until_they_are_too_old(pledge, lene, purpose):
    contact = named(pledge, lene)
    told = {"person": contact.pk} if purpose == "sign-in" else {"payload": {"guest": {"email": ADDRESS}}}
    OneTimeLink.issue(purpose, lasts=timedelta(days=1), **told)
    actions.forget_contact(by=viewer(lene), pledge_id=pledge.pk)
    contact.refresh_from_db()
    assert (contact.erased_at, OneTimeLink.objects.filter(purpose=purpose).count()) == (None, 1)
    named(pledge, lene)
    with clock.at(clock.now() + timedelta(days=2)):
        actions.forget_contact(by=viewer(lene), pledge_id=pledge.pk)
    assert is_forgotten(contact)


@pytest.mark.django_db(transaction=True)
def test_a_contact_named_for_another_promise_at_the_same_moment_is_not_let_go():
    """Two promises swap their contacts: neither is left with somebody who was forgotten, and nobody waits in a ring."""
    lene = make_person(role="coordinator")
    for number in range(3):
        first, second = (noted_promise(lene) for _pledge in range(2))
        one, two = (f"{name}{number}@post.example" for name in ("et", "to"))
        named(first, lene, email=one)
        named(second, lene, email=two)
        name = partial(actions.name_contact, by=viewer(lene), name="Tove Mester")
        swaps = partial(name, pledge_id=first.pk, email=two), partial(name, pledge_id=second.pk, email=one)
        raised = at_once(*swaps)
        assert [problem for problem in raised if not isinstance(problem, ValidationError)] == []
        held = CompanyPledge.objects.filter(pk__in=(first.pk, second.pk))
        assert list(held.values_list("contact__erased_at", flat=True)) == [None, None]


def test_whoever_was_only_the_contact_is_forgotten_when_the_promise_is_over(pledge, lene):
    contact = named(pledge, lene)
    with clock.at(clock.now() + timedelta(days=300 + 62)):
        contacts.forget_old()
    assert is_forgotten(contact)


def test_a_contact_who_is_here_for_something_else_stays(pledge, lene, kurt):
    """Noted hours, an account, a word of their own, another promise: each is reason enough."""
    noted = named(pledge, lene)
    Client().post(link_in(), typed())
    known = named(pledge, lene, email="user@engbaek.example")
    create_user_for(by=SYSTEM, person=known)
    writer = named(pledge, lene, email="ord@engbaek.example")
    make_challenge(by=writer)
    named(pledge, lene, email=str(kurt.email))
    other = named(pledge, lene, email="to@engbaek.example")
    second = noted_promise(lene)
    named(second, lene, email="to@engbaek.example")
    actions.forget_contact(by=viewer(lene), pledge_id=pledge.pk)
    people = Person.objects.filter(pk__in=[noted.pk, known.pk, writer.pk, kurt.pk, other.pk])
    assert list(people.values_list("erased_at", flat=True)) == [None] * 5
    actions.forget_contact(by=viewer(lene), pledge_id=second.pk)
    other.refresh_from_db()
    assert other.erased_at


def test_a_receiver_nobody_knows_is_for_the_coordinator_to_ring(pledge, lene):
    named(pledge, lene)
    Client().post(link_in(), typed(receiver="Naboen på hjørnet"))
    assert "Vi kender ikke modtageren." in OutgoingMail.objects.get(to=lene.email).text


def told_of_hours(person: Person) -> str:
    letter = OutgoingMail.objects.filter(to=person.email, title__endswith="har skrevet timer ned").first()
    return letter.text if letter else ""


def test_of_a_receiver_nobody_knows_the_coordinator_hears_too(pledge, lene, birthe):
    named(pledge, lene)
    Client().post(link_in(), typed(receiver="Naboen på hjørnet"))
    assert "Ring, og bekræft det på siden." in told_of_hours(birthe)
    assert "Koordinatoren ringer og bekræfter det." in told_of_hours(lene)
    actions.confirm_use(by=viewer(birthe), use_id=PledgeUse.objects.get().pk)


@pytest.mark.parametrize("why", ["no mail", "blocked", "works here no more", None])
def test_where_the_keeper_cannot_hear_the_coordinators_do(pledge, lene, birthe, kurt, why):
    named(pledge, lene)
    if why == "no mail":
        Person.objects.filter(pk=lene.pk).update(email=None)
    elif why == "blocked":
        Person.objects.filter(pk=lene.pk).update(blocked_at=clock.now())
    elif why:
        Role.objects.filter(person=lene).delete()
    Client().post(link_in(), typed())
    assert bool(told_of_hours(birthe)) is bool(why)
    assert bool(told_of_hours(lene)) is not bool(why)


def test_a_number_is_corrected_by_those_it_concerns_alone(pledge, lene, kurt, birthe):
    use = make_use(pledge, by=lene)
    for stranger in (make_person(), make_person(role="employee"), make_person(role="leader", scope=make_unit())):
        with pytest.raises(Refused):
            actions.correct_use(by=viewer(stranger), use_id=use.pk, hours=Decimal(1))
    for number, person in enumerate((lene, kurt, birthe), start=1):
        actions.correct_use(by=viewer(person), use_id=use.pk, hours=Decimal(number))
        assert PledgeUse.objects.get(pk=use.pk).hours == number
    CompanyPledge.objects.filter(pk=pledge.pk).update(withdrawn_at=clock.now())
    with pytest.raises(Refused):
        actions.correct_use(by=viewer(birthe), use_id=use.pk, hours=Decimal(1))
