"""A leader's letter: yes, no or ask from a link, one line, and the person who had the idea hears at once."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.actors.models import Role
from samspil.foundation import clock, subjects
from samspil.foundation.models import JournalEntry, OneTimeLink, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from samspil.hosting.actions import appoint_host
from samspil.proposals import letters, queries
from samspil.proposals.actions import edit_proposal, reply_to_question, withdraw_proposal
from samspil.proposals.models import Answer, Proposal
from samspil.proposals.queries import Filters
from tests.factories import make_answer, make_challenge, make_person, make_pledge, make_proposal, viewer
from tests.refusing import problems

pytestmark = pytest.mark.django_db
LINE = "Vi prøver det fra mandag."
CPR = "010190-1234"


def letter(prefix: str) -> OutgoingMail:
    return OutgoingMail.objects.filter(dedupe_key__startswith=prefix).latest("pk")


def path_in(prefix: str, part: str) -> str:
    """The first path in the newest such letter that holds ``part``."""
    return re.search(rf"http://[^/]+(\S*{part}\S*)", letter(prefix).text)[1]


@pytest.fixture
def proposal(karen, lene, unit) -> Proposal:
    return make_proposal(make_challenge(unit=unit), by=karen, title="En plads i båden", body="Torsdage ved åen.")


@pytest.fixture
def page(proposal) -> str:
    """The path of Lene's link, without the choice."""
    return path_in("please-answer:", "/svar/").partition("?")[0]


def sent(client, page, **facts):
    return client.post(page, {"outcome": "forward", "body": LINE, **facts})


# --- the letter -------------------------------------------------------------------------------------------------------


def test_letter_holds_the_idea_and_three_links(proposal):
    text = letter("please-answer:").text
    for words in ("Karen foreslår: En plads i båden", "Torsdage ved åen.", f"/forslag/{proposal.pk}/"):
        assert words in text
    assert re.findall(r"\?valg=(\w+)", text) == ["ja", "nej", "spoerg"]
    assert len(set(re.findall(r"/svar/([\w-]+)/", text))) == 1
    for label in ("Vi går videre med det:", "Nej, og her er hvorfor:", "Jeg vil gerne vide mere:"):
        assert label in text
    link = OneTimeLink.objects.get(purpose="answer")
    assert (link.person, link.payload) == (proposal.answerer_id, {"proposal": str(proposal.pk)})
    assert timedelta(days=29) < link.expires_at - timezone.now() <= timedelta(days=30)
    assert letter("please-answer:").holds_secret


def test_coordinators_get_a_link_each_where_there_is_no_leader(birthe):
    other = make_person(role="coordinator")
    make_proposal()
    people = set(OneTimeLink.objects.filter(purpose="answer").values_list("person", flat=True))
    assert people == {birthe.pk, other.pk}


# --- answering --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "outcome"), [("ja", "forward"), ("nej", "no"), ("spoerg", "asked"), ("", ""), ("<b>", "")]
)
def test_opening_a_link_chooses_and_changes_nothing(client, page, proposal, word, outcome):
    before = (JournalEntry.objects.count(), OneTimeLink.objects.filter(used_at=None).count())
    for _scanner in range(3):
        opened = client.get(f"{page}?valg={word}")
        client.head(f"{page}?valg={word}")
    assert opened.status_code == 200
    assert (opened.context["form"]["outcome"].value(), opened.context["form"]["body"].value()) == (outcome, None)
    assert "Torsdage ved åen." in opened.text
    assert "no-store" in opened["Cache-Control"]
    assert (JournalEntry.objects.count(), OneTimeLink.objects.filter(used_at=None).count()) == before
    assert not Answer.objects.exists()


@pytest.mark.parametrize(("outcome", "words"), [("forward", "Vi går videre med det"), ("no", "Nej, og her er hvorfor")])
def test_one_line_from_the_letter_is_the_public_answer_and_told_at_once(
    client, page, proposal, lene, karen, outcome, words
):
    done = sent(client, page, outcome=outcome)
    assert done.status_code == 200
    assert "Karen får dit svar på mail nu." in done.text
    answer = Answer.objects.get()
    assert (answer.by, answer.outcome, answer.body) == (lene, outcome, LINE)
    assert JournalEntry.objects.get(verb="proposals.answered").person == lene.pk
    told = OutgoingMail.objects.get(dedupe_key__startswith="answer:", to=karen.email)
    assert words in told.text
    assert LINE in told.text
    assert len(told.text.splitlines()) < 20, "short enough for a phone"
    assert LINE in client.get(f"/forslag/{proposal.pk}/").text


def test_link_is_used_once(client, page, proposal):
    assert sent(client, page).status_code == 200
    for answer in (client.get(page), sent(client, page, outcome="no")):
        assert answer.status_code == 410
    assert Answer.objects.count() == 1


def test_link_ends_when_somebody_else_has_answered_or_it_is_taken_back(client, page, proposal, birthe, karen):
    make_answer(proposal, by=birthe)
    closed = sent(client, page)
    assert (closed.status_code, Answer.objects.count()) == (410, 1)
    assert "Forslaget har fået svar" in closed.text
    Proposal.objects.update(answered_at=None)
    withdraw_proposal(by=viewer(karen), proposal_id=proposal.pk)
    closed = sent(client, page)
    assert (closed.status_code, Answer.objects.count()) == (410, 1)
    assert "trukket det tilbage" in closed.text


def test_role_that_has_ended_answers_nothing_and_is_told_kindly(client, page, lene):
    Role.objects.filter(person=lene).update(until=clock.today() - timedelta(days=1))
    for answer in (client.get(page), sent(client, page)):
        assert answer.status_code == 403
        assert "Din rolle er en anden nu" in answer.text
    assert not Answer.objects.exists()


def test_who_has_become_host_answers_nothing_by_letter(client, page, proposal, lene, birthe):
    appoint_host(by=viewer(birthe), challenge_id=proposal.challenge_id, person_id=lene.pk)
    assert sent(client, page).status_code == 403
    assert not Answer.objects.exists()


def test_link_opens_nothing_hidden_old_forged_or_of_another_kind(client, page, proposal, karen):
    subjects.set_hidden(proposal.subject, timezone.now())
    assert client.get(page).status_code == 410
    subjects.set_hidden(proposal.subject, None)
    _link, other = OneTimeLink.issue("reply", lasts=timedelta(days=1), person=karen.pk, payload={})
    _link, nobody = OneTimeLink.issue("answer", lasts=timedelta(days=1), payload={"proposal": str(proposal.pk)})
    for token in (other, nobody, "x", str(uuid4())):
        assert client.get(f"/svar/{token}/").status_code == 410
    OneTimeLink.objects.filter(purpose="answer").update(expires_at=timezone.now() - timedelta(minutes=1))
    assert sent(client, page).status_code == 410
    assert not Answer.objects.exists()


def test_link_answers_one_proposal_and_signs_nobody_in(client, page, lene, unit):
    other = make_proposal(unit=unit)
    sent(client, page)
    assert list(Answer.objects.values_list("proposal", flat=True)) != [other.pk]
    assert client.get("/mig/").status_code == 302
    assert client.post(f"/forslag/{other.pk}/svar/", {"outcome": "no", "body": LINE}).status_code == 403


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"body": ""}, {"body"}),
        ({"body": CPR}, {"body"}),
        ({"body": "x" * 3001}, {"body"}),
        ({"outcome": ""}, {"outcome"}),
        ({"outcome": "måske"}, {"outcome"}),
        ({"outcome": "later"}, {"look_again_on"}),
        ({"outcome": "later", "look_again_on": "2020-01-01"}, {"look_again_on"}),
    ],
)
def test_answer_with_something_wrong_keeps_the_link_and_the_line(client, page, facts, fields):
    again = sent(client, page, **facts)
    assert again.status_code == 200
    assert set(again.context["form"].errors) == fields
    assert again.context["form"]["body"].value() == facts.get("body", LINE)
    assert OneTimeLink.objects.filter(purpose="answer", used_at=None).exists()
    assert not Answer.objects.exists()


def test_idea_that_changed_since_the_page_was_opened_is_read_again(client, page, proposal, karen):
    opened = client.get(page).context["form"].initial["expected_version"]
    edit_proposal(by=viewer(karen), proposal_id=proposal.pk, body="Fredage ved søen.")
    again = sent(client, page, expected_version=opened)
    assert again.status_code == 409
    assert "Fredage ved søen." in again.text
    version = again.context["form"]["expected_version"].value()
    assert sent(client, page, expected_version=version).status_code == 200
    assert Answer.objects.count() == 1


# --- asking back ------------------------------------------------------------------------------------------------------


def ask(client, page, words="Hvem henter folk?"):
    return sent(client, page, outcome="asked", body=words)


def test_question_goes_to_the_author_and_the_clock_goes_on(client, page, proposal, karen):
    done = ask(client, page)
    assert "Karen får dit spørgsmål på mail nu." in done.text
    now = Proposal.objects.get()
    assert (now.answered_at, now.answer_due) == (None, proposal.answer_due)
    told = letter("asked:")
    assert told.to == karen.email
    assert "Hvem henter folk?" in told.text
    assert not OutgoingMail.objects.filter(dedupe_key__startswith="answer:").exists()
    assert [row.body for row in queries.latest_answers(NOBODY)] == []
    text = client.get(f"/forslag/{proposal.pk}/").text
    assert "Hvem henter folk?" in text
    assert "svarer senest" in text


def test_author_replies_without_an_account_and_the_asker_gets_the_links_again(client, page, proposal, lene):
    ask(client, page)
    reply = path_in("asked:", "/fortael-mere/")
    assert client.get(reply).status_code == 200
    assert Answer.objects.get().reply == ""
    for body, status in (("", 200), (CPR, 200), ("Kurt kører.", 200), ("Igen", 410)):
        assert client.post(reply, {"body": body}).status_code == status
    question = Answer.objects.get()
    assert (question.reply, bool(question.replied_at)) == ("Kurt kører.", True)
    again = letter("please-answer:")
    assert again.dedupe_key.endswith(f":{question.pk}")
    assert (again.to, again.text.count("?valg=")) == (lene.email, 3)
    assert "Kurt kører." in again.text
    assert sent(client, path_in("please-answer:", "/svar/").partition("?")[0]).status_code == 200
    assert Proposal.objects.get().answered_at
    assert client.get(page).status_code == 410


def test_asker_may_answer_by_the_first_letter_without_waiting(client, page, proposal):
    ask(client, page)
    assert sent(client, page).status_code == 200
    assert Proposal.objects.get().answered_at


def test_author_replies_on_their_own_page(client, page, proposal, karen, sign_in):
    ask(client, page)
    question = Answer.objects.get()
    mine = f"/forslag/{proposal.pk}/spoergsmaal/{question.pk}/"
    known = sign_in(karen)
    assert mine in known.get(f"/forslag/{proposal.pk}/").text
    assert mine not in client.get(f"/forslag/{proposal.pk}/").text
    words = {"body": "Kurt kører.", "request_id": str(uuid4())}
    for _press in range(2):
        assert known.post(mine, words).url == f"/forslag/{proposal.pk}/"
    assert Answer.objects.get().reply == "Kurt kører."
    assert known.get(mine).status_code == 404


def test_question_about_what_staff_wrote_down_goes_to_them(client, mette, lene, unit):
    proposal = make_proposal(unit=unit, by=mette, behalf={"name": "Ole", "channel": "phone"})
    make_answer(proposal, by=lene, outcome="asked", body="Hvornår?")
    assert letter("asked:").to == mette.email
    assert client.post(path_in("asked:", "/fortael-mere/"), {"body": "Om aftenen."}).status_code == 200


def test_reply_is_for_the_author_and_to_an_open_question(proposal, lene, kurt, karen, birthe):
    question = make_answer(proposal, by=lene, outcome="asked", body="Hvornår?")
    call = {"proposal_id": proposal.pk, "question_id": question.pk, "body": "Om aftenen."}
    for person in (kurt, lene, birthe):
        with pytest.raises(Refused):
            reply_to_question(by=viewer(person), **call)
    answer = make_answer(make_proposal(by=karen), by=birthe)
    for pk in (answer.pk, 0, 10**30):
        with pytest.raises(NotFound):
            reply_to_question(by=viewer(karen), **{**call, "question_id": pk})
    assert problems(reply_to_question, by=viewer(karen), **{**call, "body": CPR}) == {"body"}
    assert problems(reply_to_question, by=viewer(karen), **{**call, "body": " "}) == {"body"}
    reply_to_question(by=viewer(karen), **call)
    with pytest.raises(NotFound):
        reply_to_question(by=viewer(karen), **call)


def test_asking_after_the_answer_is_refused(proposal, lene):
    make_answer(proposal, by=lene)
    assert problems(make_answer, proposal=proposal, by=lene, outcome="asked") == {"outcome"}


def test_asker_without_the_role_is_not_written_to_again(client, page, proposal, lene, karen, birthe):
    ask(client, page)
    Role.objects.filter(person=lene).update(until=clock.today() - timedelta(days=1))
    Proposal.objects.update(answerer=None)
    reply_to_question(by=viewer(karen), proposal_id=proposal.pk, question_id=Answer.objects.get().pk, body="Kurt.")
    assert letter("please-answer:").to == birthe.email


# --- kept for later ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [None, -1, 0, 365 * 3 + 1])
def test_keeping_for_later_names_a_day_to_come(proposal, lene, days):
    day = None if days is None else clock.today() + timedelta(days=days)
    assert problems(make_answer, proposal=proposal, by=lene, outcome="later", look_again_on=day) == {"look_again_on"}


def test_day_is_dropped_where_nothing_is_kept(proposal, lene):
    day = clock.today() + timedelta(days=9)
    assert make_answer(proposal, by=lene, outcome="no", look_again_on=day).look_again_on is None


def test_what_is_kept_stands_on_page_and_list_until_it_is_answered_anew(client, proposal, lene):
    make_proposal(title="Noget andet")
    make_answer(proposal, by=lene, outcome="later", look_again_on=clock.today() + timedelta(days=40))
    assert "Gemt til senere" in client.get(f"/forslag/{proposal.pk}/").text
    page = client.get("/forslag/?svar=gemt")
    assert [row["title"] for row in page.context["rows"]] == [proposal.title]
    assert "Ses igen den" in page.text
    assert page.context["page"].paginator.count == 1
    make_answer(proposal, by=lene, outcome="forward")
    assert list(queries.proposals(NOBODY, Filters(answer="gemt"))) == []
    assert "Ses igen den" not in client.get("/forslag/").text


def test_whoever_kept_it_is_reminded_on_the_day_and_once(proposal, lene, birthe):
    now = timezone.now()
    make_answer(proposal, by=lene, outcome="later", look_again_on=clock.today() + timedelta(days=40))
    for days, count in ((39, 0), (40, 1), (41, 1), (60, 1)):
        with clock.at(now + timedelta(days=days)):
            letters.remind_of_kept()
        assert OutgoingMail.objects.filter(dedupe_key__startswith="look-again:").count() == count
    assert letter("look-again:").to == lene.email
    assert f"/forslag/{proposal.pk}/svar/" in letter("look-again:").text


def test_nobody_is_reminded_of_what_was_answered_anew_hidden_or_taken_back(karen, lene, birthe, unit):
    day, now = clock.today() + timedelta(days=40), timezone.now()
    anew, hidden, gone = (make_proposal(by=karen, unit=unit) for _number in range(3))
    for each in (anew, hidden, gone):
        make_answer(each, by=lene, outcome="later", look_again_on=day)
    make_answer(anew, by=lene, outcome="no")
    subjects.set_hidden(hidden.subject, now)
    withdraw_proposal(by=viewer(karen), proposal_id=gone.pk)
    with clock.at(now + timedelta(days=40)):
        letters.remind_of_kept()
    assert not OutgoingMail.objects.filter(dedupe_key__startswith="look-again:").exists()


def test_leader_of_now_is_reminded_when_whoever_kept_it_has_left(proposal, lene, birthe):
    make_answer(proposal, by=birthe, outcome="later", look_again_on=clock.today() + timedelta(days=40))
    Role.objects.filter(person=birthe).update(until=clock.today())
    with clock.at(timezone.now() + timedelta(days=40)):
        letters.remind_of_kept()
    assert letter("look-again:").to == lene.email


def test_pledges_stand_in_a_later_letter(proposal, lene, karen, kurt):
    make_pledge(proposal, by=kurt, body="En båd")
    make_pledge(proposal, by=kurt, kind="money", amount=5000, body="Til garn")
    question = make_answer(proposal, by=lene, outcome="asked", body="Hvem?")
    reply_to_question(by=viewer(karen), proposal_id=proposal.pk, question_id=question.pk, body="Kurt.")
    text = letter("please-answer:").text
    assert "- En båd, Kurt" in text
    assert "- Til garn (5.000 kr.), Kurt" in text
