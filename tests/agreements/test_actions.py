"""Frame, ground rules and agreements: who may, both sides' yes, and a yes anew when what they rest on changes."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from samspil.actors.models import Role
from samspil.agreements import actions, letters, personal_data, publishing, queries
from samspil.agreements.models import Acceptance, Agreement, TextVersion
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry, OutgoingMail, Subject
from samspil.foundation.search import find as search
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from tests.agreements.making import (
    RULES,
    SECTIONS,
    WORDS,
    agreed,
    in_days,
    make_agreement,
    make_frame,
    make_rules,
    offered,
    parties,
    running,
    yes,
)
from tests.factories import make_actor, make_person, make_unit, viewer

pytestmark = pytest.mark.django_db


def link_in(letter: OutgoingMail) -> str:
    return re.search(r"(/aftaler/svar/\S+)", letter.text)[1]


@pytest.fixture
def there():
    made = parties()
    make_frame(by=made.birthe)
    return made


# --- texts ------------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C67")
def test_frame_has_versions_and_none_is_changed(there):
    make_frame(by=there.birthe, note="Nyt om nøgler", boundary="Frivillige giver aldrig medicin eller nøgler.")
    first, second = TextVersion.objects.order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert first.sections["boundary"] == SECTIONS["boundary"]
    ((label, words),) = queries.text_changes(first, second)
    assert "Grænsen" in label
    assert "nøgler" in words


@pytest.mark.parametrize(
    ("note", "sections", "field"),
    [
        ("", {"purpose": "Noget andet."}, "note"),
        ("Ingen ændring", {}, "note"),
        ("x" * 500, {"purpose": "Noget andet."}, "note"),
        ("010190-1234", {"purpose": "Noget andet."}, "note"),
        ("Nyt", {"purpose": "Ring om 010190-1234."}, "purpose"),
        ("Nyt", {"purpose": "x" * 3001}, "purpose"),
    ],
)
def test_new_version_says_what_is_wrong(there, note, sections, field):
    with pytest.raises(ValidationError) as problem:
        make_frame(by=there.birthe, note=note, **sections)
    assert field in problem.value.error_dict


def test_first_frame_must_say_something(db):
    with pytest.raises(ValidationError):
        publishing.publish_frame(by=viewer(make_person(role="coordinator")), sections={"purpose": "  "})


def test_who_publishes(there):
    for person in (there.lene, there.bent, there.eva):
        with pytest.raises(Refused):
            make_frame(by=person, note="Nyt", purpose="Noget andet.")
    make_rules(there.unit, by=there.lene)
    for person in (there.bent, there.eva, make_person(role="leader", scope=make_unit())):
        with pytest.raises(Refused):
            make_rules(there.unit, by=person, note="Nyt", daily="Noget andet.")


def test_overtaken_text_is_stale(there):
    with pytest.raises(Stale):
        publishing.publish_frame(
            by=viewer(there.birthe), sections={**SECTIONS, "purpose": "Andet"}, note="Nyt", expected_version=99
        )


# --- both sides say yes -----------------------------------------------------------------------------------------------


@pytest.mark.capability("C65")
@pytest.mark.capability("C67")
@pytest.mark.parametrize("whom", ["association", "kurt"])
def test_agreement_holds_when_both_have_said_yes(there, whom):
    party = getattr(there, whom)
    agreement = offered(there.unit, party, by=there.lene)
    assert (agreement.status, agreement.waits_for) == ("waiting", "both")
    yes(agreement, "unit", by=there.lene)
    agreement.refresh_from_db()
    assert (agreement.status, agreement.waits_for) == ("waiting", "party")
    actor = party if whom == "association" else party.actor
    assert running(actor, there.unit) is None
    agreement = yes(agreement, "party", by=there.bent if whom == "association" else party)
    assert (agreement.status, agreement.waits_for) == ("running", "")
    assert running(actor, there.unit) == agreement
    assert OutgoingMail.objects.filter(title__startswith="Aftalen gælder").count() == 2


def test_nobody_says_yes_for_both_sides(there):
    chair = make_person("Leder og formand", role="leader", scope=there.unit, member_of=there.association)
    agreement = offered(there.unit, there.association, by=chair)
    yes(agreement, "unit", by=chair)
    with pytest.raises(ValidationError):
        yes(agreement, "party", by=chair)


def test_only_the_leader_binds_the_unit_and_only_the_party_itself(there):
    agreement = offered(there.unit, there.association, by=there.birthe)
    for side, person in (
        ("unit", there.birthe),
        ("unit", there.eva),
        ("unit", there.bent),
        ("party", there.lene),
        ("party", there.eva),
    ):
        with pytest.raises(Refused):
            yes(agreement, side, by=person)
    for person in (there.kurt, make_person()):
        with pytest.raises(NotFound):
            yes(agreement, "party", by=person)
    with pytest.raises(NotFound):
        yes(agreement, "ingen", by=there.bent)


def test_yes_is_to_what_one_has_read(there):
    agreement = offered(there.unit, there.association, by=there.lene)
    with pytest.raises(ValidationError):
        yes(agreement, "party", by=there.bent, number=7)
    yes(agreement, "party", by=there.bent)
    with pytest.raises(Refused):  # their side has said yes
        yes(agreement, "party", by=there.bent)


def test_paper_says_who_signed_and_who_wrote_it_down(there):
    agreement = offered(there.unit, there.kurt, by=there.lene)
    facts = {"agreement_id": agreement.pk, "side": "party", "number": 1}
    with pytest.raises(Refused):
        actions.record_paper(by=viewer(there.kurt), **facts, signed_by="Kurt", signed_on=clock.today())
    for wrong in (
        {"signed_by": ""},
        {"signed_by": "010190-1234"},
        {"signed_on": None},
        {"signed_on": clock.today() + timedelta(days=1)},
        {"side": "x"},
    ):
        told = {**facts, "signed_by": "Kurt", "signed_on": clock.today(), **wrong}
        with pytest.raises(ValidationError):
            actions.record_paper(by=viewer(there.birthe), **told)
    actions.record_paper(by=viewer(there.birthe), **facts, signed_by="Kurt", signed_on=clock.today())
    signed = Acceptance.objects.get()
    assert (signed.how, signed.who, signed.entered_by, signed.person) == ("paper", "Kurt", there.birthe, None)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"title": ""}, "title"),
        ({"volunteer_does": ""}, "volunteer_does"),
        ({"confidentiality": ""}, "confidentiality"),
        ({"leaving": ""}, "leaving"),
        ({"insurance": "ingen"}, "insurance"),
        ({"unit_contact": ""}, "unit_contact"),
        ({"review_on": None}, "review_on"),
        ({"roles": "010190-1234"}, "roles"),
        ({"expenses": "x" * 1200}, "expenses"),
        ({"party_email": "ikke en mail"}, "party_email"),
    ],
)
def test_making_says_what_is_wrong(there, facts, field):
    with pytest.raises(ValidationError) as problem:
        make_agreement(there.unit, there.association, by=there.lene, **facts)
    assert field in problem.value.error_dict


def test_one_with_a_person_is_never_public_and_never_insured_by_an_association(there):
    for facts, field in (({"is_public": True}, "is_public"), ({"insurance": "association"}, "insurance")):
        with pytest.raises(ValidationError) as problem:
            make_agreement(there.unit, there.kurt, by=there.lene, **facts)
        assert field in problem.value.error_dict


def test_changed_frame_asks_also_where_other_words_are_being_written(there):
    agreement = agreed(there)
    actions.edit_agreement(by=viewer(there.lene), agreement_id=agreement.pk, expenses="Ingen.")
    make_frame(by=there.birthe, note="Nyt om tavshed", confidentiality="Alle tier, også bagefter.")
    agreement.refresh_from_db()
    asked, draft = agreement.versions.exclude(agreed_at__isnull=False).order_by("number")
    assert (agreement.waits_for, asked.expenses, draft.expenses) == ("both", WORDS["expenses"], "Ingen.")
    assert (asked.frame.number, draft.frame.number, draft.offered_at) == (2, 2, None)
    assert OutgoingMail.objects.filter(dedupe_key__startswith=f"agreement-accept:{asked.pk}:").count() == 2
    actions.offer_agreement(by=viewer(there.lene), agreement_id=agreement.pk)
    assert yes(agreement, "unit", by=there.lene, number=draft.number).waits_for == "party"


@pytest.mark.parametrize("facts", [{"title": "Noget helt andet"}, {"is_public": True}, {"review_on": in_days(90)}])
def test_the_other_side_hears_what_changes_beside_the_words(there, facts):
    agreement = agreed(there)
    actions.edit_agreement(by=viewer(there.lene), agreement_id=agreement.pk, **facts)
    told = OutgoingMail.objects.filter(title__startswith="Rettet i aftalen")
    assert {letter.to for letter in told} == {there.bent.email}
    actions.edit_agreement(by=viewer(there.lene), agreement_id=agreement.pk, unit_phone="99 00 00 99", **facts)
    assert told.count() == 1


def test_a_mended_address_is_asked_and_the_wrong_one_no_longer(there, client):
    outside = make_actor("Strikkeklubben")  # nobody we know speaks for it
    agreement = offered(there.unit, outside, by=there.lene, party_email="forkert@post.example")
    path = link_in(OutgoingMail.objects.get(to="forkert@post.example"))
    assert client.get(path).status_code == 200
    for address in ("rigtig@post.example", "forkert@post.example", "rigtig@post.example"):
        actions.edit_agreement(by=viewer(there.lene), agreement_id=agreement.pk, party_email=address)
        assert client.get(path).status_code == 410
        path = link_in(OutgoingMail.objects.get(to=address))
        assert client.get(path).status_code == 200


def test_a_mended_address_asks_nobody_in_the_unit_once_more(there):
    agreement = offered(there.unit, make_actor("Strikkeklubben"), by=there.lene, party_email="forkert@post.example")
    new = make_person("Ny leder", role="leader", scope=there.unit)
    Role.objects.filter(person=there.lene).delete()
    actions.edit_agreement(by=viewer(there.birthe), agreement_id=agreement.pk, party_email="rigtig@post.example")
    assert OutgoingMail.objects.filter(to="rigtig@post.example").exists()
    assert not OutgoingMail.objects.filter(to=new.email).exists()


def test_the_unit_hears_when_a_person_with_an_agreement_is_forgotten(there):
    agreement = agreed(there, there.kurt, title="Kurt læser højt")
    erase_person(by=SYSTEM, person_id=there.kurt.pk)
    agreement.refresh_from_db()
    letter = OutgoingMail.objects.get(to=there.lene.email, title="En aftale er slut")
    assert agreement.status == "ended"
    assert "Kurt" not in letter.text


def test_without_a_frame_there_is_no_agreement(db):
    there = parties()
    with pytest.raises(ValidationError):
        make_agreement(there.unit, there.association, by=there.lene)


def test_double_press_makes_one(there):
    key = uuid7()
    made = [make_agreement(there.unit, there.association, by=there.lene, request_id=key) for _press in range(2)]
    assert made[0].pk == made[1].pk
    agreement = offered(there.unit, there.association, by=there.lene)
    with pytest.raises(ValidationError):  # a second sending says that it was sent
        actions.offer_agreement(by=viewer(there.lene), agreement_id=agreement.pk)


# --- changes ----------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C67")
def test_changed_frame_asks_everybody_anew_and_the_old_holds_meanwhile(there):
    agreement = agreed(there)
    draft = make_agreement(there.unit, there.kurt, by=there.lene)
    OutgoingMail.objects.all().delete()
    make_frame(by=there.birthe, note="Nyt om tavshed", confidentiality="Alle tier, også bagefter.")
    agreement.refresh_from_db()
    assert (agreement.status, agreement.waits_for) == ("running", "both")
    assert running(there.association, there.unit) == agreement
    newest, before = queries.versions(agreement)
    changes = queries.changes(before, newest)
    assert (changes.words, changes.rules, changes.frame_note) == ([], [], "Nyt om tavshed")
    assert "også bagefter" in changes.frame[0][1]
    told = {letter.to: letter for letter in OutgoingMail.objects.all()}
    assert set(told) == {there.lene.email, there.bent.email}
    assert "Nyt om tavshed" in told[there.bent.email].text
    yes(agreement, "party", by=there.bent, number=2)
    agreement = yes(agreement, "unit", by=there.lene, number=2)
    assert (agreement.status, agreement.waits_for) == ("running", "")
    # A draft simply rests on the new one.
    assert draft.versions.get().frame.number == 2


def test_changed_ground_rules_ask_those_of_that_unit_only(there):
    make_rules(there.unit, by=there.lene)
    agreement = agreed(there)
    elsewhere = make_unit("Et andet sted")
    make_rules(elsewhere, by=there.birthe)
    make_rules(elsewhere, by=there.birthe, note="Nyt dér", daily="Vi spiser klokken 13.")
    assert agreement.versions.count() == 1
    make_rules(there.unit, by=there.lene, note="Ny dør", welcome="Gå ind ad den røde dør.")
    newest, before = queries.versions(agreement)
    assert queries.changes(before, newest).rules[0][0] == "Velkommen hos os"
    assert RULES["welcome"] in before.rules.sections["welcome"]


def test_edited_words_are_a_new_version_and_a_new_telephone_is_not(there):
    agreement = agreed(there)
    edit = {"by": viewer(there.lene), "agreement_id": agreement.pk}
    actions.edit_agreement(**edit, unit_phone="99 00 00 99")
    assert agreement.versions.count() == 1
    actions.edit_agreement(**edit, nobody_does="Låner penge ud\nHenter medicin")
    newest, before = agreement.versions.all()
    assert newest.offered_at is None
    assert before.agreed_at is not None
    actions.edit_agreement(**edit, nobody_does="Låner aldrig penge ud")
    assert agreement.versions.count() == 2  # a draft is mended in place
    agreement = actions.offer_agreement(by=viewer(there.lene), agreement_id=agreement.pk)
    assert (agreement.status, agreement.waits_for) == ("running", "both")
    with pytest.raises(Stale):
        actions.edit_agreement(**edit, expected_version=99, roles="Andre roller")


def test_erring_edit_changes_nothing(there):
    agreement = agreed(there)
    with pytest.raises(ValidationError):
        actions.edit_agreement(by=viewer(there.lene), agreement_id=agreement.pk, leaving="", unit_contact="Anna")
    agreement.refresh_from_db()
    assert agreement.unit_contact == WORDS["unit_contact"]


def test_review_end_and_draft(there):
    agreement = agreed(there)
    actions.review_agreement(by=viewer(there.lene), agreement_id=agreement.pk, review_on=in_days(365))
    for wrong in (None, clock.today(), in_days(4000)):
        with pytest.raises(ValidationError):
            actions.review_agreement(by=viewer(there.lene), agreement_id=agreement.pk, review_on=wrong)
    with pytest.raises(Refused):
        actions.review_agreement(by=viewer(there.bent), agreement_id=agreement.pk, review_on=in_days(99))
    OutgoingMail.objects.all().delete()
    agreement = actions.end_agreement(by=viewer(there.bent), agreement_id=agreement.pk, note="Vi er for få.")
    assert (agreement.status, agreement.ended_on) == ("ended", clock.today())
    assert [letter.to for letter in OutgoingMail.objects.all()] == [there.lene.email]
    assert running(there.association, there.unit) is None
    with pytest.raises(Refused):
        actions.drop_draft(by=viewer(there.lene), agreement_id=agreement.pk)
    draft = make_agreement(there.unit, there.kurt, by=there.lene)
    actions.drop_draft(by=viewer(there.lene), agreement_id=draft.pk)
    assert not Subject.objects.filter(pk=draft.pk).exists()


def test_review_letters_go_to_both_once(there):
    agreement = agreed(there, review_on=in_days(25))
    OutgoingMail.objects.all().delete()
    letters.remind()
    letters.remind()
    assert OutgoingMail.objects.count() == 2
    with clock.at(clock.now() + timedelta(days=20)):
        letters.remind()
    assert OutgoingMail.objects.count() == 4
    assert agreement.review_on == in_days(25)


# --- who reads --------------------------------------------------------------------------------------------------------


def readers(agreement, there):
    everybody = {
        "nobody": NOBODY,
        "stranger": viewer(make_person()),
        "other chair": viewer(make_person(member_of=make_actor())),
        "other leader": viewer(make_person(role="leader", scope=make_unit())),
        "councillor": viewer(make_person(role="councillor")),
        "administrator": viewer(make_person(role="administrator")),
        **{name: viewer(getattr(there, name)) for name in ("lene", "eva", "bent", "kurt", "birthe")},
    }
    visible = {name for name, who in everybody.items() if Agreement.objects.visible_to(who).filter(pk=agreement.pk)}
    agreement = Agreement.objects.select_related("subject", "unit").get(pk=agreement.pk)
    assert visible == {name for name, who in everybody.items() if agreement.readable_by(who)}
    return visible


def test_one_with_a_person_is_read_by_that_person_and_those_responsible(there):
    draft = make_agreement(there.unit, there.kurt, by=there.lene)
    assert readers(draft, there) == {"lene", "birthe"}
    actions.offer_agreement(by=viewer(there.lene), agreement_id=draft.pk)
    assert readers(draft, there) == {"lene", "birthe", "kurt"}


def test_one_with_an_association_is_read_by_both_and_by_all_only_if_they_say_so(there):
    agreement = offered(there.unit, there.association, by=there.lene)
    assert readers(agreement, there) == {"lene", "birthe", "bent", "eva"}
    actions.edit_agreement(by=viewer(there.lene), agreement_id=agreement.pk, is_public=True)
    assert "nobody" in readers(agreement, there)
    actions.edit_agreement(by=viewer(there.lene), agreement_id=agreement.pk, is_public=False)
    assert readers(agreement, there) == {"lene", "birthe", "bent", "eva"}


def test_search_and_journal_tell_nobody_else_of_one_with_a_person(there):
    agreed(there, there.kurt, title="Hemmelige torsdage")
    for who in (NOBODY, viewer(there.bent), viewer(there.eva)):
        assert not search("Hemmelige torsdage", who)
    payloads = " ".join(str(entry.payload) for entry in JournalEntry.objects.all())
    assert "torsdage" not in payloads


def test_list_holds_what_is_ones_business(there):
    mine = agreed(there)
    with_kurt = offered(there.unit, there.kurt, by=there.lene)
    other = parties()
    foreign = agreed(other, is_public=True)
    lists = {name: list(queries.agreements(viewer(getattr(there, name)))) for name in ("lene", "bent", "kurt", "eva")}
    assert lists == {"lene": [with_kurt, mine], "bent": [mine], "kurt": [with_kurt], "eva": [mine]}
    assert foreign in queries.agreements(viewer(there.birthe))
    narrowed = queries.agreements(viewer(there.birthe), queries.Filters(state="venter"))
    assert list(narrowed) == [with_kurt]
    assert list(queries.agreements(NOBODY)) == []


def test_copy_and_erasure(there):
    own = agreed(there, there.kurt)
    agreed(there)
    assert personal_data.export(there.kurt.pk)[0]["versions"][0]["leaving"] == WORDS["leaving"]
    assert personal_data.export(there.bent.pk)[0]["side"] == "party"
    personal_data.erase(there.kurt.pk)
    own.refresh_from_db()
    assert (own.status, own.party_contact, own.subject.title) == ("ended", "", "")
    assert not any(getattr(own.versions.get(), name) for name in ("volunteer_does", "leaving", "confidentiality"))
    Agreement.objects.filter(party=there.association).update(party_contact="Bent", party_email=there.bent.email)
    personal_data.erase(there.bent.pk)
    kept = Agreement.objects.get(party=there.association)
    assert (kept.party_contact, kept.party_phone, kept.party_email, kept.status) == ("–", "", "", "running")


def test_another_of_the_same_name_stays_where_they_signed(there):
    agreement = agreed(there)
    paper = agreement.versions.get().acceptances.get(side="unit")
    Acceptance.objects.filter(pk=paper.pk).update(signed_by="Lene")
    Agreement.objects.filter(pk=agreement.pk).update(unit_contact="Lene")
    personal_data.erase(make_person("Lene").pk)
    agreement.refresh_from_db()
    paper.refresh_from_db()
    assert (agreement.unit_contact, agreement.unit_phone, paper.signed_by) == ("Lene", WORDS["unit_phone"], "Lene")
    personal_data.erase(there.lene.pk)
    agreement.refresh_from_db()
    paper.refresh_from_db()
    assert (agreement.unit_contact, agreement.unit_phone, paper.signed_by) == ("–", "", "–")


def test_an_address_tells_the_unit_nobodys_name_before_they_say_yes(there, sign_in):
    known = make_person("Hemmelig Registersen", email="kendt@post.example")
    facts = {"party_contact": "Hende med hunden", "party_phone": ""}
    agreement = offered(there.unit, known, by=there.lene, **facts)
    yes(agreement, "unit", by=there.lene)
    desk = sign_in(there.lene)
    pages = ["/aftaler/", f"/aftaler/{agreement.pk}/", f"/aftaler/{agreement.pk}/papir/", "/aftaler/?q=hunden"]
    pages.append(f"/aftaler/{agreement.pk}/papir-til-udskrift/")
    for page in pages:
        answer = desk.get(page)
        assert answer.status_code == 200, page
        assert "Hende med hunden" in answer.text, page
        assert "Registersen" not in answer.text, page
    assert "Besøg om torsdagen" not in desk.get("/aftaler/?q=Registersen").text
    letters = "".join(letter.title + letter.text for letter in OutgoingMail.objects.filter(to=there.lene.email))
    assert "Registersen" not in letters
    # On paper somebody signed as they liked; who they are here, only they can say.
    yes(agreement, "party", by=known)
    assert "Hemmelig Registersen" in desk.get(f"/aftaler/{agreement.pk}/").text
    assert "Besøg om torsdagen" in desk.get("/aftaler/?q=Registersen").text


def test_a_signature_on_paper_does_not_tell_whose_an_address_is(there):
    known = make_person("Hemmelig Registersen")
    agreement = offered(there.unit, known, by=there.lene, party_contact="Hende med hunden")
    signed = {"side": "party", "number": 1, "signed_by": "Hanne", "signed_on": clock.today()}
    agreement = actions.record_paper(by=viewer(there.lene), agreement_id=agreement.pk, **signed)
    assert agreement.party_name == "Hende med hunden"
    assert agreed(there).party_name == there.association.name
