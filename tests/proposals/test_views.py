"""The pages of proposals: the forms keep the text, the second press is harmless, and nothing leaks."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.challenges.models import Challenge
from samspil.foundation import subjects
from samspil.foundation.models import AccessEntry, OutgoingMail
from samspil.proposals.actions import edit_proposal
from samspil.proposals.models import Answer, Pledge, Proposal
from tests.factories import make_actor, make_answer, make_challenge, make_person, make_pledge, make_proposal, viewer

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
LIST, NEW = reverse("proposals:list"), reverse("proposals:propose")
WORDS = {"title": "En plads i båden", "body": "Torsdage\r\nved åen", "degree": "radical", "object": "service"}


def address(name, about) -> str:
    return reverse(f"proposals:{name}", args=[about.pk])


# --- lists and pages ------------------------------------------------------------------------------------------------


def test_list_shows_what_one_may_read(client, mette, lene, unit, sign_in):
    make_proposal(title="For alle")
    make_proposal(by=mette, unit=unit, title="For enheden", audience="unit")
    for who, expected in ((client, {"For alle"}), (sign_in(lene), {"For alle", "For enheden"})):
        page = who.get(LIST)
        assert {row["title"] for row in page.context["rows"]} == expected
        assert ("For enheden" in page.text) is ("For enheden" in expected)
        assert page.context["page"].paginator.count == len(expected)


@pytest.mark.parametrize(
    "query",
    [
        "svar=x&grad=x&slags=x&enhed=x&fri=x&sorter=x",
        "enhed=019d29ad-9938-7366-8394-85ec003b5ba8",
        "q=%00",
        "q=" + "x" * 300,
        "side=-1",
    ],
)
def test_list_bears_any_address(client, query):
    make_proposal()
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_page_of_what_one_may_not_read_is_not_there(client, karen, mette, sign_in):
    hidden = make_proposal()
    subjects.set_hidden(hidden.subject, timezone.now())
    limited = make_proposal(make_challenge(by=mette, audience="staff"), by=mette)
    known = sign_in(karen)
    for about in (limited, hidden, None):
        pk = about.pk if about else uuid4()
        assert client.get(reverse("proposals:page", args=[pk])).status_code == 404
        for name in ("edit", "withdraw", "answer", "pledge", "contact"):
            assert known.post(reverse(f"proposals:{name}", args=[pk]), WORDS).status_code == 404
    promise = make_pledge(limited, by=mette)
    assert known.post(reverse("proposals:withdraw-pledge", args=[promise.pk])).status_code == 404


def test_forms_of_what_is_not_mine_are_refused(client, karen, sign_in):
    proposal = make_proposal()
    promise = make_pledge(proposal)
    for who in (client, sign_in(karen)):
        for name in ("edit", "withdraw", "answer"):
            for send in (who.get, who.post):
                assert send(address(name, proposal)).status_code == 403
        assert who.post(address("contact", proposal)).status_code == 403
        assert who.post(reverse("proposals:withdraw-pledge", args=[promise.pk])).status_code == 403
    assert Proposal.objects.get().version == 1
    assert Pledge.objects.get().withdrawn_at is None


def test_page_escapes_what_people_write(client, karen):
    evil = "<script>alert(1)</script>"
    challenge = make_challenge()
    proposal = make_proposal(challenge, by=karen, title=evil, body=evil)
    make_pledge(proposal, body=evil)
    make_answer(proposal, body=evil)
    for page in (address("page", proposal), LIST, reverse("challenges:page", args=[challenge.pk])):
        assert evil not in client.get(page).text


def test_contact_data_never_stands_on_the_page(client, karen, lene, sign_in, unit):
    proposal = make_proposal(by=karen, unit=unit)
    for who in (client, sign_in(lene)):
        assert karen.email not in who.get(address("page", proposal)).text
    answer = sign_in(lene).post(address("contact", proposal))
    assert karen.email in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert AccessEntry.objects.count() == 1
    opened = sign_in(lene).get(address("contact", proposal))
    assert opened.url == address("page", proposal), "reading is a press, never a link"


# --- proposing ------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C36")
def test_proposing_says_who_answers_and_when(mette, unit, lene, sign_in):
    client = sign_in(mette)
    answer = client.post(NEW, {**WORDS, "unit_id": str(unit.pk)}, follow=True)
    proposal = Proposal.objects.get()
    assert answer.redirect_chain == [(address("page", proposal), 302)]
    assert "Lene Dahlgaard i Hjemmeplejen Nord" in answer.text
    assert (proposal.body, proposal.degree, proposal.answerer) == ("Torsdage\nved åen", "radical", lene)


def test_second_press_makes_one_row_and_one_letter(karen, unit, lene, sign_in):
    client = sign_in(karen)
    sent = {**WORDS, "unit_id": str(unit.pk), "request_id": str(uuid4())}
    assert len({client.post(NEW, sent).url for _press in range(2)}) == 1
    assert Proposal.objects.count() == OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(
    "words",
    [
        {"title": ""},
        {"title": "x" * 121},
        {"title": CPR},
        {"body": CPR},
        {"body": "x" * 3001},
        {"degree": "huge"},
        {"object": "nothing"},
        {"unit_id": ""},
        {"unit_id": str(uuid4())},
        {"delivers": [str(uuid4())]},
        {"delivers": ["x"]},
    ],
)
def test_form_with_an_error_keeps_every_text(karen, unit, sign_in, words):
    sent = {**WORDS, "unit_id": str(unit.pk), **words}
    answer = sign_in(karen).post(NEW, sent)
    assert answer.status_code == 200
    form = answer.context["form"]
    assert set(form.errors) == set(words)
    assert {name: form[name].value() for name in sent} == sent
    assert not Proposal.objects.exists()


def test_proposing_on_a_challenge_asks_for_no_unit_and_no_audience(mette, unit, lene, sign_in):
    challenge = make_challenge(unit=unit)
    sign_in(mette).post(reverse("proposals:propose-on", args=[challenge.pk]), {**WORDS, "audience": "staff"})
    proposal = Proposal.objects.get()
    assert (proposal.challenge, proposal.answerer, proposal.subject.audience) == (challenge, lene, "public")


def test_proposing_on_something_forged_hidden_or_closed(client, karen, sign_in):
    hidden, closed = make_challenge(), make_challenge()
    subjects.set_hidden(hidden.subject, timezone.now())
    Challenge.objects.filter(pk=closed.pk).update(stage="closed")
    for who in (client, sign_in(karen)):
        for pk, status in ((uuid4(), 404), (hidden.pk, 404), (closed.pk, 403)):
            page = reverse("proposals:propose-on", args=[pk])
            assert (who.get(page).status_code, who.post(page, WORDS).status_code) == (status, status)
    assert not Proposal.objects.exists()


@pytest.mark.capability("C70")
def test_guest_proposes_with_a_name_and_a_mail(client, unit):
    answer = client.post(
        NEW, {**WORDS, "unit_id": str(unit.pk), "guest_name": "Ole", "guest_email": "ole@noerre.example"}
    )
    assert answer.context["sent_to"] == "ole@noerre.example"
    assert not Proposal.objects.exists()


# --- editing, answering, withdrawing --------------------------------------------------------------------------------


def test_stale_edit_shows_both_texts_and_keeps_the_own(kurt, sign_in):
    anglers = next(iter(viewer(kurt).speaks_for))
    fellow = make_person(member_of=make_actor())
    proposal = make_proposal(
        by=kurt, speaks_as=anglers, title="Først", delivers=[anglers, fellow.memberships.get().actor_id]
    )
    client = sign_in(kurt)
    opened = client.get(address("edit", proposal)).context["form"].initial
    edit_proposal(by=viewer(kurt), proposal_id=proposal.pk, title="Den andens")
    stale = client.post(address("edit", proposal), {**opened, "title": "Min", "delivers": opened["delivers"][::-1]})
    assert stale.status_code == 409
    assert [(field["theirs"], field["mine"]) for field in stale.context["stale"]["fields"]] == [("Den andens", "Min")]
    assert Proposal.objects.get().title == "Den andens"
    form = stale.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert client.post(address("edit", proposal), again).status_code == 302
    assert Proposal.objects.get().title == "Min"
    assert Proposal.objects.get().delivers.count() == 2


@pytest.mark.parametrize("body", ["", CPR, "x" * 3001])
def test_answer_with_an_error_keeps_the_text(birthe, sign_in, body):
    proposal = make_proposal()
    answer = sign_in(birthe).post(address("answer", proposal), {"outcome": "no", "body": body})
    assert set(answer.context["form"].errors) == {"body"}
    assert (answer.context["form"]["body"].value(), answer.context["form"]["outcome"].value()) == (body, "no")
    assert not Answer.objects.exists()


def test_answer_and_its_second_press(birthe, karen, sign_in):
    proposal = make_proposal(by=karen)
    sent = {"outcome": "no", "body": "Der er ingen båd.", "request_id": str(uuid4()), "expected_version": 1}
    client = sign_in(birthe)
    assert [client.post(address("answer", proposal), sent).status_code for _press in range(2)] == [302, 302]
    assert Answer.objects.count() == 1
    assert OutgoingMail.objects.filter(to=karen.email).count() == 1


def test_answer_to_a_text_that_changed_meanwhile_is_stale_and_stays(birthe, karen, sign_in):
    proposal = make_proposal(by=karen)
    edit_proposal(by=viewer(karen), proposal_id=proposal.pk, body="Nu handler det om noget andet.")
    sent = {"outcome": "no", "body": "Der er ingen båd.", "expected_version": 1}
    answer = sign_in(birthe).post(address("answer", proposal), sent)
    assert answer.status_code == 409
    assert answer.context["form"]["body"].value() == "Der er ingen båd."
    assert not Answer.objects.exists()


def test_withdrawing_asks_first_and_the_second_press_is_harmless(karen, sign_in):
    proposal = make_proposal(by=karen)
    client = sign_in(karen)
    assert client.get(address("withdraw", proposal)).status_code == 200
    assert Proposal.objects.get().withdrawn_at is None
    for _press in range(2):
        assert client.post(address("withdraw", proposal)).url == address("page", proposal)
    now = Proposal.objects.get()
    assert now.withdrawn_at
    assert now.subject.journal.filter(verb="proposals.withdrawn").count() == 1


# --- pledges --------------------------------------------------------------------------------------------------------


def test_pledging_and_taking_back(karen, sign_in):
    proposal = make_proposal()
    client = sign_in(karen)
    sent = {"kind": "money", "body": "Til garn", "amount": "5.000", "request_id": str(uuid4())}
    for _press in range(2):
        assert client.post(address("pledge", proposal), sent).url == address("page", proposal)
    promise = Pledge.objects.get()
    assert (promise.amount, promise.author) == (5000, karen)
    assert "5.000" in client.get(address("page", proposal)).text
    take_back = reverse("proposals:withdraw-pledge", args=[promise.pk])
    assert client.get(take_back).status_code == 200
    for _press in range(2):
        assert client.post(take_back).url == address("page", proposal)
    assert Pledge.objects.get().withdrawn_at


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({"kind": "money", "body": "Til garn"}, {"amount"}),
        ({"kind": "money", "body": "Til garn", "amount": "mange"}, {"amount"}),
        ({"kind": "money", "body": "Til garn", "amount": "0"}, {"amount"}),
        ({"kind": "money", "body": "Til garn", "amount": "-3"}, {"amount"}),
        ({"kind": "money", "body": "Til garn", "amount": "9" * 30}, {"amount"}),
        ({"kind": "money", "body": "Til garn", "amount": "٣"}, set()),
        ({"kind": "time", "body": ""}, {"body"}),
        ({"kind": "time", "body": CPR}, {"body"}),
        ({"kind": "love", "body": "Alt"}, {"kind"}),
        ({"body": "Alt"}, {"kind"}),
    ],
)
def test_pledge_with_an_error_keeps_the_text(karen, sign_in, sent, fields):
    proposal = make_proposal()
    answer = sign_in(karen).post(address("pledge", proposal), sent)
    if not fields:
        assert answer.status_code == 302
        return
    assert set(answer.context["form"].errors) == fields
    assert answer.context["form"]["body"].value() == sent["body"]
    assert not Pledge.objects.exists()


def test_municipal_money_over_the_role_is_told_at_the_amount(lene, unit, sign_in):
    proposal = make_proposal()
    sent = {"kind": "money", "body": "Fra os", "amount": "25.001", "speaks_as": str(unit.pk)}
    client = sign_in(lene)
    assert set(client.post(address("pledge", proposal), sent).context["form"].errors) == {"amount"}
    assert client.post(address("pledge", proposal), {**sent, "amount": "25.000"}).status_code == 302
    assert Pledge.objects.get().actor == unit.actor


def test_proposal_taken_back_takes_no_pledge(client, karen, sign_in):
    proposal = make_proposal(by=karen)
    Proposal.objects.update(withdrawn_at=timezone.now())
    for who in (client, sign_in(karen)):
        assert who.get(address("pledge", proposal)).status_code == 403
    assert sign_in(karen).post(address("pledge", proposal), {"kind": "time", "body": "En time"}).status_code == 403
    assert address("pledge", proposal) not in client.get(address("page", proposal)).text
