"""Who is asked to say yes, who hears that they were not, and everything a form has to say at once."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspil.agreements import actions, letters, queries
from samspil.agreements.forms import MakeForm
from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import edit_person, erase_person
from samspil.moderation.actions import hide
from tests.agreements.making import WORDS, agreed, in_days, make_agreement, make_frame, offered, parties, yes
from tests.factories import make_person, make_unit, viewer

pytestmark = pytest.mark.django_db
OUTSIDE = "vagn@garage.example"


@pytest.fixture
def there():
    made = parties()
    make_frame(by=made.birthe)
    return made


# --- whose yes it is --------------------------------------------------------------------------------------------------


def test_it_waits_for_the_nearest_leader_and_not_for_those_far_above(there):
    """They may say yes all the same: from the list and from the unit's page."""
    above = make_unit("Ældreområdet")
    below = make_unit("Teamet", parent=above)
    empty = make_unit("Teamet uden leder", parent=below)
    chief = make_person(role="leader", scope=above)
    near, beside = make_person(role="leader", scope=below), make_person(role="leader", scope=below)
    everywhere = make_person(role="leader")
    rows = [offered(unit, there.association, by=there.birthe) for unit in (above, below, empty)]
    subjects = [row.subject for row in rows]
    waits = [queries.waiting_for(viewer(person)) for person in (chief, near, beside, everywhere)]
    assert waits == [subjects[:1], subjects[1:], subjects[1:], []]
    assert set(queries.agreements(viewer(chief))) == set(rows)
    yes(rows[1], "unit", by=chief)
    assert queries.waiting_for(viewer(near)) == subjects[2:]
    assert queries.waiting_for(viewer(there.bent)) == subjects
    assert queries.waiting_for(viewer(there.birthe)) == queries.waiting_for(NOBODY) == []


def test_where_nobody_leads_it_waits_for_who_leads_everything(there):
    unit = make_unit("Uden leder")
    everywhere = make_person(role="leader")
    agreement = offered(unit, there.association, by=there.birthe)
    assert queries.waiting_for(viewer(everywhere)) == [agreement.subject]
    assert queries.waiting_for(viewer(there.lene)) == []


def test_what_waits_costs_the_same_however_many_there_are(there, django_assert_num_queries):
    for _number in range(3):
        offered(there.unit, there.association, by=there.lene)
    leader, speaker = viewer(there.lene), viewer(there.bent)
    with django_assert_num_queries(4):
        assert len(queries.waiting_for(leader)) == 3
    with django_assert_num_queries(1):
        assert len(queries.waiting_for(speaker)) == 3


# --- who gets the letter ----------------------------------------------------------------------------------------------


def test_a_side_without_a_mail_is_told_of_before_and_after_it_is_sent(there, sign_in):
    there.bent.memberships.all().delete()
    agreement = make_agreement(there.unit, there.association, by=there.lene)
    client, page = sign_in(there.lene), reverse("agreements:page", args=[agreement.pk])
    assert letters.unreached(agreement) == {"party": "Engbæk Besøgsvenner"}
    before = client.get(page).text
    assert "Engbæk Besøgsvenner har ingen mail" in before
    assert "Begge sider får en mail" not in before
    after = client.post(reverse("agreements:offer", args=[agreement.pk]), follow=True).text
    assert "Aftalen er sendt, men ikke til Engbæk Besøgsvenner. De har ingen mail." in after
    assert reverse("agreements:paper", args=[agreement.pk]) in after
    assert list(OutgoingMail.objects.filter(title__startswith="Siger du ja").values_list("to", flat=True)) == [
        there.lene.email
    ]
    actions.edit_agreement(by=viewer(there.lene), agreement_id=agreement.pk, party_email="bent@post.example")
    assert "har ingen mail" not in client.get(page).text
    assert OutgoingMail.objects.filter(to="bent@post.example", title__startswith="Siger du ja").exists()


@pytest.mark.parametrize(("waits_for", "signed"), [("party", "unit"), ("unit", "party")])
def test_a_side_that_has_signed_needs_no_mail(there, sign_in, waits_for, signed):
    there.bent.memberships.all().delete()
    agreement = offered(there.unit, there.association, by=there.lene)
    type(there.lene).objects.filter(pk=there.lene.pk).update(email=None)
    names = {"unit": "Kildegården har ingen mail", "party": "Engbæk Besøgsvenner har ingen mail"}
    client, page = sign_in(there.birthe), reverse("agreements:page", args=[agreement.pk])
    shown = client.get(page).text
    assert all(name in shown for name in names.values())
    told = {"side": signed, "number": 1, "signed_by": "En Af Dem", "signed_on": clock.today()}
    actions.record_paper(by=viewer(there.birthe), agreement_id=agreement.pk, **told)
    shown = client.get(page).text
    assert names[waits_for] in shown
    assert names[signed] not in shown
    # The mail of the unit stands with its leader, and nowhere in the agreement.
    assert ("Skriv en mail i aftalen" in shown) == (waits_for == "party")
    assert ("Bed en administrator om at skrive mailen ind" in shown) == (waits_for == "unit")


def test_those_who_only_read_it_are_not_told_who_has_a_mail(there, sign_in):
    there.bent.memberships.all().delete()
    agreement = offered(there.unit, there.association, by=there.lene, is_public=True)
    for person in (there.eva, there.kurt):
        assert "har ingen mail" not in sign_in(person).get(reverse("agreements:page", args=[agreement.pk])).text


def test_nobody_has_a_mail_and_both_sign_on_paper(there, sign_in):
    there.bent.memberships.all().delete()
    agreement = make_agreement(there.unit, there.association, by=there.lene)
    client = sign_in(there.lene)
    for person in (there.lene, there.birthe):
        type(person).objects.filter(pk=person.pk).update(email=None)
    said = client.post(reverse("agreements:offer", args=[agreement.pk]), follow=True).text
    assert "Ingen af siderne har en mail, så ingen har fået aftalen." in said


def test_a_letter_greets_the_contact_and_gives_the_number_of_the_other_side(there):
    there.bent.memberships.all().delete()
    offered(there.unit, there.association, by=there.lene, party_email="vennerne@post.example")
    to_party, to_unit = (OutgoingMail.objects.get(to=to).text for to in ("vennerne@post.example", there.lene.email))
    assert to_party.startswith("Hej Bent\n")
    assert "Ring til Lene Ledersen på 99 00 00 11." in to_party
    assert to_unit.startswith("Hej Lene\n")
    assert "Ring til Bent Formand på 99 00 00 12." in to_unit


def test_a_contact_that_was_erased_is_neither_greeted_nor_rung_up(there):
    there.bent.memberships.all().delete()
    facts = {"party_contact": "–", "party_phone": "", "party_email": OUTSIDE}
    agreement = offered(there.unit, there.association, by=there.lene, unit_contact="–", unit_phone="", **facts)
    to_party, to_unit = (OutgoingMail.objects.get(to=to).text for to in (OUTSIDE, there.lene.email))
    assert to_party.startswith("Hej\n")
    assert to_unit.startswith("Hej Lene\n")
    link = link_in(OutgoingMail.objects.get(to=OUTSIDE))
    for text in (to_party, to_unit, Client().get(link).text):
        assert "til –" not in text
        assert "skrive under på papir" not in text
    Client().post(link)
    assert agreement.versions.get().acceptances.get().signed_by == "Engbæk Besøgsvenner"
    yes(agreement, "unit", by=there.lene)
    letter = OutgoingMail.objects.get(to=OUTSIDE, title__startswith="Aftalen gælder")
    assert letter.text.startswith("Hej\n")
    actions.end_agreement(by=viewer(there.lene), agreement_id=agreement.pk)
    assert "Hej –" not in "".join(OutgoingMail.objects.values_list("text", flat=True))


# --- reading it afterwards --------------------------------------------------------------------------------------------


def link_in(letter: OutgoingMail) -> str:
    return re.search(r"(/aftaler/svar/\S+)", letter.text).group(1)


@pytest.fixture
def outside(there):
    """Sent to somebody who cannot sign in, and who said yes by the link."""
    there.bent.memberships.all().delete()
    there.at = clock.now()
    with clock.at(there.at):
        there.agreement = offered(there.unit, there.association, by=there.lene, party_email=OUTSIDE)
        there.link = link_in(OutgoingMail.objects.get(to=OUTSIDE))
        Client().post(there.link)
    return there


def test_the_link_goes_on_showing_what_was_answered_and_takes_no_answer(outside):
    with clock.at(outside.at):  # the day of the answer
        page = Client().get(outside.link)
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    for words in ("Her er ikke mere at svare på.", "Læser avisen højt", "Engbæk Besøgsvenner: i dag"):
        assert words in page.text
    assert "Ja, for" not in page.text
    assert "99 00 00 1" not in page.text  # the numbers of the two sides; others may have the mailbox by now
    assert Client().post(outside.link).status_code == 410
    with clock.at(clock.now() + letters.LINK_LASTS + timedelta(days=1)):
        assert Client().get(outside.link).status_code == 410


def test_later_letters_to_them_bring_a_link_that_shows_it(outside):
    yes(outside.agreement, "unit", by=outside.lene)
    letter = OutgoingMail.objects.get(to=OUTSIDE, title__startswith="Aftalen gælder")
    assert letter.holds_secret
    assert "Læser avisen højt" in Client().get(link_in(letter)).text
    assert Client().post(link_in(letter)).status_code == 410
    links = OneTimeLink.objects.count()
    with clock.at(clock.now() + timedelta(days=190)):
        for _time in range(2):
            letters.remind()
    assert OneTimeLink.objects.count() == links + 1


def test_it_shows_nothing_once_the_address_is_another_or_the_agreement_is_hidden(outside):
    actions.edit_agreement(by=viewer(outside.lene), agreement_id=outside.agreement.pk, party_email="ny@post.example")
    assert Client().get(outside.link).status_code == 410
    offered(outside.unit, outside.association, by=outside.lene, party_email=OUTSIDE)
    link = link_in(OutgoingMail.objects.filter(to=OUTSIDE).latest("pk"))
    Client().post(link)
    assert Client().get(link).status_code == 200
    hide(by=viewer(outside.birthe), subject_id=outside.unit.pk, reason="Noget er galt.")
    assert Client().get(link).status_code == 410


def test_it_shows_nothing_once_the_contact_is_forgotten(outside):
    erase_person(by=SYSTEM, person_id=make_person("Bent Formand", email=OUTSIDE).pk)
    assert Client().get(outside.link).status_code == 410


def test_it_shows_nothing_to_who_no_longer_speaks_for_them(there):
    agreed(there)
    link = link_in(OutgoingMail.objects.filter(to=there.bent.email, title__startswith="Siger du ja").latest("pk"))
    assert Client().get(link).status_code == 200
    there.bent.memberships.all().delete()
    assert Client().get(link).status_code == 410


@pytest.mark.parametrize("answered", [True, False])
def test_a_letter_in_a_mailbox_they_have_left_opens_nothing(there, answered):
    agreement = offered(there.unit, there.kurt, by=there.lene)
    link = link_in(OutgoingMail.objects.get(to=there.kurt.email, title__startswith="Siger du ja"))
    if answered:
        yes(agreement, "party", by=there.kurt)
    admin = make_person(role="administrator")
    edit_person(by=viewer(admin), person_id=there.kurt.pk, phone="99 00 00 13")
    assert Client().get(link).status_code == 200
    edit_person(by=viewer(admin), person_id=there.kurt.pk, email="kurt-ny@post.example")
    for answer in (Client().get(link), Client().post(link), Client().get(f"{link}andet/")):
        assert answer.status_code == 410
    agreement.refresh_from_db()
    assert agreement.waits_for == ("unit" if answered else "both")


def test_a_link_tells_nobody_the_address_and_one_from_before_goes_on(there):
    offered(there.unit, there.kurt, by=there.lene)
    row = OneTimeLink.objects.get(person=there.kurt.pk)
    assert there.kurt.email not in str(row.payload)
    link = link_in(OutgoingMail.objects.get(to=there.kurt.email, title__startswith="Siger du ja"))
    row.payload.pop("to")
    row.save()
    edit_person(by=viewer(make_person(role="administrator")), person_id=there.kurt.pk, email="kurt-ny@post.example")
    assert Client().get(link).status_code == 200


def test_a_link_to_read_by_opens_nothing_once_the_address_is_another(outside):
    yes(outside.agreement, "unit", by=outside.lene)
    link = link_in(OutgoingMail.objects.get(to=OUTSIDE, title__startswith="Aftalen gælder"))
    assert Client().get(link).status_code == 200
    type(outside.agreement).objects.filter(pk=outside.agreement.pk).update(party_email="ny@post.example")
    assert Client().get(link).status_code == 410


# --- on the form ------------------------------------------------------------------------------------------------------


def test_the_form_tells_every_fault_at_once(there):
    told = {**WORDS, "title": "", "unit_phone": "abc", "party_phone": "12x", "party_email": "bent@"}
    told |= {"review_on": "2020-01-01", "party_id": str(there.association.pk), "leaving": ""}
    form = MakeForm(told, viewer=viewer(there.lene), unit=there.unit)
    assert not form.is_valid()
    assert set(form.errors) == {"title", "unit_phone", "party_phone", "party_email", "review_on", "leaving"}


@pytest.mark.parametrize("field", ["unit_phone", "party_phone"])
def test_a_number_that_nobody_can_ring_is_refused(there, field):
    with pytest.raises(ValidationError) as problem:
        make_agreement(there.unit, there.association, by=there.lene, **{field: "12x", "party_email": "bent@"})
    assert set(problem.value.error_dict) == {field, "party_email"}
    agreement = make_agreement(there.unit, there.association, by=there.lene, **{field: ""})
    with pytest.raises(ValidationError):
        actions.edit_agreement(by=viewer(there.lene), agreement_id=agreement.pk, **{field: "abc"})


def test_a_day_that_stands_there_already_may_stay(there, sign_in):
    """It was in the future when they chose it."""
    agreement = agreed(there)
    type(agreement).objects.filter(pk=agreement.pk).update(review_on=in_days(-3))
    client, page = sign_in(there.lene), reverse("agreements:edit", args=[agreement.pk])
    form = client.get(page).context["form"]
    typed = {name: form.initial.get(name) or "" for name in form.fields if name not in ("is_public", "request_id")}
    typed |= {"review_on": f"{in_days(-3):%Y-%m-%d}", "party_contact": "Bente Ny"}
    assert client.post(page, typed).status_code == 302
    agreement.refresh_from_db()
    assert agreement.party_contact == "Bente Ny"


# --- on paper ---------------------------------------------------------------------------------------------------------


def test_the_paper_of_words_nobody_has_said_yes_to_does_not_say_that_they_hold(there, sign_in):
    agreement = agreed(there)
    client, paper = sign_in(there.lene), reverse("papers:agreement", args=[agreement.pk])
    assert "Aftale · Gælder" in client.get(paper).text
    by = viewer(there.lene)
    actions.edit_agreement(by=by, agreement_id=agreement.pk, volunteer_does="Går en tur")
    actions.offer_agreement(by=by, agreement_id=agreement.pk)
    shown = client.get(paper).text
    assert "Aftale · Venter på ja" in shown
    assert "Udgave 1 gælder, til begge har sagt ja til den nye." in shown
    actions.decline_agreement(by=viewer(there.bent), agreement_id=agreement.pk, number=2, words="Nej.")
    shown = client.get(paper).text
    assert "Aftale · Nej tak" in shown
    assert "Den frivillige side sagde nej til udgave 2. Udgave 1 gælder." in shown
