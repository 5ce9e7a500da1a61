"""The pages: the link in the letter, what is new before somebody says yes, paper and PDF, and what never leaks."""

import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from samspil.agreements import actions
from samspil.agreements.models import Acceptance, Agreement
from samspil.foundation import clock
from samspil.foundation.choosing import SUGGESTED
from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for
from tests.agreements.making import SECTIONS, WORDS, agreed, make_frame, make_rules, offered, parties, running, yes
from tests.factories import make_actor, make_many_actors, viewer

pytestmark = pytest.mark.django_db
CONTACTS = ("Lene Ledersen", "99 00 00 11", "Bent Formand", "99 00 00 12", "formand@besoeg.example")


@pytest.fixture
def there():
    made = parties()
    make_frame(by=made.birthe)
    return made


def signed_in(person=None) -> Client:
    client = Client()
    if person:
        client.force_login(create_user_for(by=SYSTEM, person=person))
    return client


def newest_link(address: str) -> str:
    letters = OutgoingMail.objects.filter(to=address, text__contains="/aftaler/svar/").order_by("-created_at", "-pk")
    return re.search(r"(/aftaler/svar/\S+)", letters.first().text).group(1)


@pytest.mark.capability("C70")
def test_link_says_yes_with_a_button_and_never_by_opening(there):
    agreement = offered(there.unit, there.association, by=there.lene)
    link = newest_link(there.bent.email)
    for method in ("get", "head"):
        assert getattr(Client(), method)(link).status_code == 200
    assert not Acceptance.objects.exists()
    answer = Client().post(link)
    assert "Tak. Dit ja er skrevet ned." in answer.content.decode()
    assert (Acceptance.objects.get().how, Acceptance.objects.get().person) == ("link", there.bent)
    assert Client().post(link).status_code == 410
    agreement.refresh_from_db()
    assert agreement.waits_for == "unit"
    assert Client().post(newest_link(there.lene.email)).status_code == 200
    agreement.refresh_from_db()
    assert agreement.status == "running"


def test_link_to_an_address_we_do_not_know(there):
    there.bent.memberships.all().delete()
    agreement = offered(there.unit, there.association, by=there.lene, party_email="formand@besoeg.example")
    assert Client().post(newest_link("formand@besoeg.example")).status_code == 200
    signed = Acceptance.objects.get()
    assert (signed.person, signed.who) == (None, WORDS["party_contact"])
    assert agreement.pk


def test_old_link_opens_nothing_once_another_version_was_sent(there):
    offered(there.unit, there.association, by=there.lene)
    old = newest_link(there.bent.email)
    make_frame(by=there.birthe, note="Nyt om tavshed", confidentiality="Alle tier, også bagefter.")
    assert "Her er ikke mere at svare på." in Client().get(old).text
    assert Client().post(old).status_code == 410
    assert Client().get(newest_link(there.bent.email)).status_code == 200


def test_link_of_somebody_who_no_longer_speaks_for_them_opens_nothing(there):
    offered(there.unit, there.association, by=there.lene)
    link = newest_link(there.bent.email)
    there.bent.memberships.update(speaks_for=False)
    assert Client().post(link).status_code == 410
    assert not Acceptance.objects.exists()


def test_link_says_no_with_a_few_words_and_the_maker_hears_it(there):
    agreement = offered(there.unit, there.association, by=there.birthe)
    link = f"{newest_link(there.bent.email)}andet/"
    assert "Sig nej, eller bed om en ændring" in Client().get(link.removesuffix("andet/")).text
    for method in ("get", "head"):
        assert getattr(Client(), method)(link).status_code == 200
    agreement.refresh_from_db()
    assert agreement.waits_for == "both"
    said = Client().post(link, {"number": "1", "reply": "no", "words": "Vi er for få til det."})
    assert "Kommunen har fået besked om jeres nej." in said.text
    agreement.refresh_from_db()
    assert (agreement.status, agreement.waits_for) == ("ended", "")
    told = {row.to: row.text for row in OutgoingMail.objects.filter(title__startswith="Nej tak til aftalen")}
    assert set(told) == {there.lene.email, there.birthe.email}
    assert all("Vi er for få til det." in text for text in told.values())
    assert Client().get(link).status_code == Client().post(link.removesuffix("andet/")).status_code == 410
    page = signed_in(there.lene).get(reverse("agreements:page", args=[agreement.pk])).text
    assert "Nej tak. Vi er for få til det." in page


def test_change_is_asked_for_and_both_are_asked_anew_once_it_is_mended(there):
    agreement = offered(there.unit, there.association, by=there.lene)
    page = reverse("agreements:page", args=[agreement.pk])
    address = reverse("agreements:reply", args=[agreement.pk])
    assert address in signed_in(there.bent).get(page).text
    assert address not in signed_in(there.lene).get(page).text
    wrong = signed_in(there.bent).post(address, {"number": "1", "reply": "change", "words": ""})
    assert "Skriv, hvad der skal være anderledes." in wrong.text
    signed_in(there.bent).post(address, {"number": "1", "reply": "change", "words": "Om fredagen, tak."})
    agreement.refresh_from_db()
    assert (agreement.status, agreement.waits_for) == ("waiting", "edit")
    shown = signed_in(there.lene).get(page).text
    assert f"{there.unit.actor.name} skal rette den" in shown
    assert "Om fredagen, tak." in shown
    assert "Ja, for" not in shown
    changed = {**WORDS, "volunteer_does": "Læser avisen fredag"}
    actions.edit_agreement(by=viewer(there.lene), agreement_id=agreement.pk, **changed)
    actions.offer_agreement(by=viewer(there.lene), agreement_id=agreement.pk)
    yes(agreement, "unit", by=there.lene, number=2)
    assert yes(agreement, "party", by=there.bent, number=2).status == "running"


def test_no_to_a_new_version_leaves_what_holds_and_the_next_frame_asks_about_that(there):
    agreement = agreed(there)
    changed = {**WORDS, "volunteer_does": "Vasker gulv"}
    actions.edit_agreement(by=viewer(there.lene), agreement_id=agreement.pk, **changed)
    actions.offer_agreement(by=viewer(there.lene), agreement_id=agreement.pk)
    actions.decline_agreement(by=viewer(there.bent), agreement_id=agreement.pk, number=2)
    agreement.refresh_from_db()
    assert (agreement.status, agreement.waits_for) == ("running", "")
    page = signed_in(there.bent).get(reverse("agreements:page", args=[agreement.pk])).text
    assert "sagde nej til udgave 2. Udgave 1 gælder." in page
    with pytest.raises(Refused):
        actions.decline_agreement(by=viewer(there.bent), agreement_id=agreement.pk, number=2)
    make_frame(by=there.birthe, note="Nyt om tavshed", confidentiality="Alle tier, også bagefter.")
    newest = agreement.versions.first()
    assert (newest.number, newest.volunteer_does, newest.reply) == (3, WORDS["volunteer_does"], "")


def test_nobody_is_asked_about_words_that_were_passed_over_on_the_way_to_a_no(there):
    agreement = agreed(there)
    for number, words in ((2, "Vasker gulv"), (3, "Vasker op")):
        actions.edit_agreement(by=viewer(there.lene), agreement_id=agreement.pk, **{**WORDS, "volunteer_does": words})
        actions.offer_agreement(by=viewer(there.lene), agreement_id=agreement.pk)
        if number == 2:
            by = viewer(there.bent)
            actions.ask_for_change(by=by, agreement_id=agreement.pk, number=2, words="Hellere op.")
    actions.decline_agreement(by=viewer(there.bent), agreement_id=agreement.pk, number=3)
    make_frame(by=there.birthe, note="Nyt om tavshed", confidentiality="Alle tier, også bagefter.")
    newest = agreement.versions.first()
    assert (newest.number, newest.volunteer_does) == (4, WORDS["volunteer_does"])


def test_whoever_wrote_it_and_has_no_part_in_it_any_more_hears_no_answer(there):
    agreement = offered(there.unit, there.association, by=there.birthe)
    there.birthe.roles.update(until=clock.today() - timedelta(days=1))
    actions.decline_agreement(by=viewer(there.bent), agreement_id=agreement.pk, number=1, words="Vi er for få.")
    told = OutgoingMail.objects.filter(title__startswith="Nej tak til aftalen")
    assert [row.to for row in told] == [there.lene.email]


def test_a_no_is_told_to_both_sides_and_not_to_visitors(there):
    agreement = offered(there.unit, there.association, by=there.lene, is_public=True)
    actions.decline_agreement(by=viewer(there.bent), agreement_id=agreement.pk, number=1, words="Vi er for få.")
    page = reverse("agreements:page", args=[agreement.pk])
    assert "Nej tak." in signed_in(there.bent).get(page).text
    there_for_all = Client().get(page)
    assert there_for_all.status_code == 200
    assert "Nej tak" not in there_for_all.text


def test_what_waits_for_a_yes_is_told_to_those_who_owe_it(there):
    agreement = offered(there.unit, there.association, by=there.lene)
    waiting = reverse("following:waiting")
    for person, is_asked in ((there.bent, True), (there.lene, True), (there.eva, False), (there.kurt, False)):
        for address in ("/", waiting):
            told = agreement.subject.title in signed_in(person).get(address).text
            assert told == is_asked, (person.name, address)
    assert signed_in().get(waiting).status_code == 403
    yes(agreement, "party", by=there.bent)
    assert agreement.subject.title not in signed_in(there.bent).get(waiting).text
    assert f"Venter på {there.unit.actor.name}" in signed_in(there.bent).get(reverse("identity:me")).text


def test_a_column_without_words_is_left_out_and_the_crumb_leads_to_the_list(there):
    agreement = offered(there.unit, there.association, by=there.lene, nobody_does="")
    page = signed_in(there.bent).get(reverse("agreements:page", args=[agreement.pk])).text
    assert "Det gør ingen af os" not in page
    assert f'<a href="{reverse("agreements:list")}">Aftaler med frivillige</a>' in page
    form = signed_in(there.lene).get(reverse("agreements:make", args=[there.unit.pk])).text
    assert f'<a href="{reverse("agreements:list")}">Aftaler</a>' in form
    asked = form.split("Eller mailen på en person")[0].split("Hvilken forening, virksomhed eller skole?")[1]
    assert "kan springes over" not in asked


@pytest.mark.capability("C67")
def test_what_differs_stands_there_before_they_say_yes_anew(there):
    agreement = agreed(there)
    make_frame(by=there.birthe, note="Nyt om tavshed", confidentiality="Alle tier, også bagefter.")
    page = Client().get(newest_link(there.bent.email)).content.decode()
    assert "Nyt om tavshed" in page
    assert "<ins>" in page
    assert "også bagefter" in page
    own = signed_in(there.lene).get(reverse("agreements:page", args=[agreement.pk])).content.decode()
    assert "<ins>" in own
    assert "Udgave 1 gælder, til begge har sagt ja til den nye." in own


def test_frame_and_rules_are_public_with_every_version(there):
    make_rules(there.unit, by=there.lene)
    make_frame(by=there.birthe, note="Nyt om tavshed", confidentiality="Alle tier, også bagefter.")
    page = Client().get(reverse("agreements:frame")).content.decode()
    assert SECTIONS["purpose"] in page
    assert "Kildegården" in page
    old = Client().get(reverse("agreements:frame"), {"version": "1"}).content.decode()
    assert "også bagefter" not in old
    assert Client().get(reverse("agreements:frame"), {"version": "x'"}).status_code == 200
    assert "blå dør" in Client().get(reverse("agreements:rules", args=[there.unit.pk])).content.decode()


def everywhere(agreement: Agreement) -> list[str]:
    """Every address at which words of the agreement could come out for everybody."""
    return [
        reverse("agreements:page", args=[agreement.pk]),
        f"{reverse('agreements:page', args=[agreement.pk])}?version=1",
        reverse("papers:agreement", args=[agreement.pk]),
        reverse("papers:agreement-pdf", args=[agreement.pk]),
        reverse("agreements:list"),
        reverse("actors:page", args=[agreement.unit_id]),
        reverse("agreements:rules", args=[agreement.unit_id]),
        reverse("agreements:frame"),
        reverse("codetermination:agenda"),
        f"{reverse('site:search')}?q=torsdagen",
    ]


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    if answer["Content-Type"] == "application/pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    return answer.content.decode() if answer.status_code == 200 else ""


def test_public_agreement_never_tells_the_contacts(there):
    agreement = agreed(there, is_public=True, party_email="formand@besoeg.example")
    for client in (Client(), signed_in(there.kurt)):
        pages = [read(client, url) for url in everywhere(agreement)]
        assert "Læser avisen højt" in pages[0]
        for page in pages:
            assert not [word for word in CONTACTS if word in page]
    assert "99 00 00 12" in read(signed_in(there.bent), everywhere(agreement)[0])


def test_agreement_with_a_person_leaks_nowhere(there):
    agreement = agreed(there, there.kurt, title="Besøg om torsdagen", volunteer_does="Sidder hos fru Skjult")
    for client in (Client(), signed_in(there.bent), signed_in(there.eva)):
        for url in everywhere(agreement):
            page = read(client, url)
            assert "fru Skjult" not in page, url
            assert "Besøg om torsdagen" not in page, url
            assert not [word for word in CONTACTS if word in page], url
    assert "fru Skjult" in read(signed_in(there.kurt), everywhere(agreement)[0])


def test_paper_and_pdf_hold_the_words_and_a_place_to_sign(there):
    agreement = offered(there.unit, there.association, by=there.lene)
    client = signed_in(there.lene)
    page, pdf = (read(client, url) for url in everywhere(agreement)[2:4])
    for text in (page, pdf):
        assert "Læser avisen højt" in text
        assert "Dato og navn" in text
        assert SECTIONS["boundary"] in text
    yes(agreement, "unit", by=there.lene)
    assert "Lene" in read(client, everywhere(agreement)[2])


def test_draft_has_no_paper_and_is_not_shown_to_the_other_side(there):
    client = signed_in(there.lene)
    client.post(
        reverse("agreements:make", args=[there.unit.pk]),
        {
            **WORDS,
            "party_id": str(there.association.pk),
            "title": "En kladde",
            "review_on": str(clock.today() + timedelta(days=180)),
        },
    )
    draft = Agreement.objects.get()
    assert draft.status == "draft"
    assert client.get(reverse("papers:agreement", args=[draft.pk])).status_code == 404
    assert signed_in(there.bent).get(reverse("agreements:page", args=[draft.pk])).status_code == 404


def test_form_keeps_what_was_typed_and_says_what_is_wrong(there):
    answer = signed_in(there.lene).post(
        reverse("agreements:make", args=[there.unit.pk]),
        {**WORDS, "title": "Besøg", "email": "ukendt@engbaek.example", "leaving": "Ring 010190-1234"},
    )
    page = answer.content.decode()
    assert "Vi kender ikke mailen" in page
    assert "Det ligner et CPR-nummer" in page
    assert "Læser avisen højt" in page


def test_by_page_and_on_paper(there):
    agreement = offered(there.unit, there.association, by=there.lene)
    accept, paper = (reverse(f"agreements:{name}", args=[agreement.pk]) for name in ("accept", "paper"))
    signed_in(there.lene).post(accept, {"side": "unit", "number": "1"})
    client = signed_in(there.birthe)
    assert there.association.name in client.get(paper).content.decode()
    told = {"side": "party", "number": "1", "signed_by": "Bent", "signed_on": "2020-01-01"}
    assert "mere end et år siden" in client.post(paper, told).content.decode()
    client.post(paper, {**told, "signed_on": f"{clock.today():%Y-%m-%d}"})
    agreement.refresh_from_db()
    assert agreement.status == "running"


def test_list_asks_the_same_number_of_queries_however_long(there, django_assert_max_num_queries):
    for number in range(6):
        agreed(there, title=f"Aftale {number}")
    client = signed_in(there.birthe)
    client.get(reverse("agreements:list"))
    with django_assert_max_num_queries(20):
        client.get(reverse("agreements:list"))


def test_end_by_the_party_needs_no_reason(there):
    agreement = agreed(there)
    signed_in(there.bent).post(reverse("agreements:end", args=[agreement.pk]), {"note": ""})
    agreement.refresh_from_db()
    assert agreement.status == "ended"
    assert running(there.association, there.unit) is None


def test_what_the_frame_says_and_whom_to_ring_need_not_be_typed(there):
    make_frame(note="Nyt", stopping="Man kan stoppe i dag.", expenses="x" * 1200)
    form = signed_in(there.lene).get(f"/aftaler/ny/{there.unit.pk}/").context["form"]
    assert form["confidentiality"].value() == "Alle tier om det, de får at vide om andre."
    assert form["leaving"].value() == "Man kan stoppe i dag."
    assert not form["expenses"].value()  # too long for an agreement
    assert form["unit_contact"].value() == "Lene"


def test_association_number_501_is_chosen_by_its_name(there):
    make_many_actors(SUGGESTED + 1)
    make_actor("Ørsted Besøgsvenner")
    lene, page = signed_in(there.lene), reverse("agreements:make", args=[there.unit.pk])
    told = {**WORDS, "title": "Besøg", "review_on": str(clock.today() + timedelta(days=180))}
    assert "Ørsted" not in read(lene, page)
    asked = lene.post(page, {**told, "party_id": "besøgsvenner"}).content.decode()
    assert "Hvilken mener du?" in asked
    assert "Ørsted Besøgsvenner · Forening" in asked
    assert "Læser avisen højt" in asked
    assert not Agreement.objects.exists()
    lene.post(page, {**told, "party_id": "Ørsted Besøgsvenner"})
    assert Agreement.objects.get().party.name == "Ørsted Besøgsvenner"
