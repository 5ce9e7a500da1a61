"""Whose a name in an agreement is: what the copy of one's data shows of it, and what erasing takes."""

import pytest

from samspil.actors.models import Membership, Person
from samspil.agreements import actions, letters, personal_data
from samspil.agreements.models import Acceptance
from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import erase_person
from tests.agreements.making import WORDS, make_frame, offered, parties, yes
from tests.factories import make_person, viewer

pytestmark = pytest.mark.django_db
NAME, NUMBER, ADDRESS = "Bent Hansen", "11 22 33 44", "forening@post.example"
PRIVATE = "Hjælp efter skilsmissen"
CONTACT = {"party_contact": NAME, "party_phone": NUMBER, "party_email": ADDRESS}


@pytest.fixture
def there():
    made = parties()
    make_frame(by=made.birthe)
    made.bent.memberships.all().delete()
    return made


def on_paper(agreement, *, by: Person, side: str = "party") -> Acceptance:
    signed = {"side": side, "number": 1, "signed_by": NAME, "signed_on": clock.today()}
    actions.record_paper(by=viewer(by), agreement_id=agreement.pk, **signed)
    return Acceptance.objects.get(version__agreement=agreement, side=side)


def open_links(agreement) -> int:
    return OneTimeLink.objects.filter(
        purpose=letters.ACCEPT, person=None, payload__version=agreement.versions.get().pk
    ).count()


def contact(agreement) -> tuple[str, str, str]:
    agreement.refresh_from_db()
    return agreement.party_contact, agreement.party_phone, agreement.party_email


def test_somebody_in_the_unit_hears_nothing_of_a_volunteer_of_the_same_name(there):
    volunteer = make_person(NAME, email="privat@post.example")
    agreement = offered(there.unit, volunteer, by=there.lene, title=PRIVATE, **CONTACT)
    paper = on_paper(agreement, by=there.lene)
    namesake = make_person(NAME, role="employee", scope=there.unit)
    assert personal_data.export(namesake.pk) == []
    erase_person(by=SYSTEM, person_id=namesake.pk)
    paper.refresh_from_db()
    assert (*contact(agreement), paper.signed_by) == (NAME, NUMBER, ADDRESS, NAME)
    own = personal_data.export(volunteer.pk)
    assert [row.get("agreement") or row.get("accepted") for row in own] == [PRIVATE, PRIVATE]


def test_whoever_has_the_number_of_a_volunteer_of_the_same_name_hears_nothing_either(there):
    offered(there.unit, make_person(NAME), by=there.lene, title=PRIVATE, **CONTACT)
    namesake = make_person(NAME)
    Person.objects.filter(pk=namesake.pk).update(phone=NUMBER)
    assert personal_data.export(namesake.pk) == []


def test_the_contact_of_an_association_keeps_their_link_when_another_of_the_name_is_forgotten(there):
    agreement = offered(there.unit, there.association, by=there.lene, **CONTACT)
    namesake = make_person(NAME, role="employee", scope=there.unit)
    assert open_links(agreement) == 1
    erase_person(by=SYSTEM, person_id=namesake.pk)
    assert contact(agreement) == (NAME, NUMBER, ADDRESS)
    assert open_links(agreement) == 1


@pytest.mark.parametrize("tie", ["member", "once a member", "address", "number"])
def test_whose_the_name_is_sees_it_and_takes_it_along(there, tie):
    agreement = offered(there.unit, there.association, by=there.lene, **CONTACT)
    paper = on_paper(agreement, by=there.lene)
    own = make_person(NAME, email=ADDRESS if tie == "address" else "bent@post.example")
    if "member" in tie:
        Membership.objects.create(person=own, actor=there.association, until=clock.today() if "once" in tie else None)
    if tie == "number":
        own.phone = NUMBER
        own.save(update_fields=["phone"])
    named, signed = personal_data.export(own.pk)
    assert (named["name"], named["phone"], named["email"]) == (NAME, NUMBER, ADDRESS)
    assert signed["side"] == "party"
    erase_person(by=SYSTEM, person_id=own.pk)
    paper.refresh_from_db()
    assert (*contact(agreement), paper.signed_by) == ("–", "", "", "–")
    assert open_links(agreement) == 0


def test_a_member_of_the_association_is_not_the_contact_of_the_unit(there):
    agreement = offered(there.unit, there.association, by=there.lene, unit_contact=NAME)
    own = make_person(NAME, member_of=there.association)
    assert personal_data.export(own.pk) == []
    personal_data.erase(own.pk)
    agreement.refresh_from_db()
    assert (agreement.unit_contact, agreement.unit_phone) == (NAME, WORDS["unit_phone"])


def test_what_one_wrote_down_of_a_private_agreement_tells_no_title(there):
    agreement = offered(there.unit, there.kurt, by=there.lene, title=PRIVATE)
    paper = on_paper(agreement, by=there.birthe)
    shown = personal_data.export(there.birthe.pk)
    assert {"accepted": "", "side": "party", "how": "paper", "on": paper.signed_on} in shown
    assert PRIVATE not in str(shown)
    yes(offered(there.unit, there.association, by=there.lene), "unit", by=there.lene)
    assert "Besøg om torsdagen" in str(personal_data.export(there.lene.pk))
