"""One steps forward oneself, until a day; and a question and its answer go between two people."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from samspil.ambassadors import actions, letters, queries
from samspil.ambassadors.models import Ambassador, DirectQuestion
from samspil.foundation import clock
from samspil.foundation.models import JournalEntry, OneTimeLink, OutgoingMail, Subject
from samspil.foundation.search import find
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.identity.actions import erase_person
from samspil.identity.personal_data import copy_for
from samspil.moderation.actions import hide, publish
from samspil.moderation.queries import open_reports
from tests.ambassadors.making import make_ambassador, make_question
from tests.factories import make_actor, make_person, viewer

pytestmark = pytest.mark.django_db
CPR = "Ring til 010190-1234"


def letters_to(person) -> list[str]:
    return list(OutgoingMail.objects.filter(to=person.email).order_by("pk").values_list("text", flat=True))


@pytest.mark.capability("C38")
def test_one_steps_forward_oneself_for_a_year(karen):
    made = make_ambassador(karen, topics="hverdagen med demens", themes=["older", "relatives"], place="Engbæk")
    assert (made.author, made.actor, made.entered_by) == (karen, karen.actor, None)
    assert made.until == clock.today() + timedelta(days=365)
    assert set(made.themes.values_list("theme", flat=True)) == {"older", "relatives"}
    assert list(queries.ambassadors(NOBODY)) == [made]
    assert find("demens", NOBODY).get().pk == made.pk
    assert "hverdagen med demens" in letters_to(karen)[0]
    assert JournalEntry.objects.get(verb="ambassadors.volunteered").person == karen.pk


def test_nobody_is_put_on_the_list_by_another(birthe, karen):
    """There is no argument for it, and the database would not take it either."""
    with pytest.raises(TypeError):
        make_ambassador(birthe, behalf={"name": "Karen", "channel": "phone"})
    with pytest.raises(Refused):
        actions.volunteer(by=NOBODY, topics="alt", themes=["older"])
    made = make_ambassador(karen)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ambassador.objects.filter(pk=made.pk).update(entered_by=birthe, channel="phone")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"topics": " "}, "topics"),
        ({"topics": CPR}, "topics"),
        ({"phone": CPR}, "phone"),
        ({"phone": "ring bare"}, "phone"),
        ({"place": CPR}, "place"),
        ({"themes": []}, "themes"),
        ({"themes": ["findes-ikke"]}, "themes"),
        ({"until": clock.today() - timedelta(days=1)}, "until"),
        ({"until": clock.today() + timedelta(days=740)}, "until"),
        ({"belongs_id": "0190b7a2-0000-7000-8000-000000000000"}, "belongs_id"),
        ({"belongs_id": "x"}, "belongs_id"),
    ],
)
def test_what_does_not_hold_is_refused_at_its_field(karen, facts, field):
    before = Subject.objects.count()
    with pytest.raises(ValidationError) as refused:
        make_ambassador(karen, **facts)
    assert list(refused.value.message_dict) == [field]
    assert Subject.objects.count() == before


def test_only_where_one_is_in_oneself(kurt):
    other, own = make_actor(), kurt.memberships.get().actor
    with pytest.raises(ValidationError):
        make_ambassador(kurt, belongs_id=other.pk)
    made = make_ambassador(kurt, belongs_id=own.pk)
    assert queries.in_actor(own, NOBODY) == [made]
    assert queries.in_actor(other, NOBODY) == []


def test_once_at_a_time_and_again_after_the_last_day(karen):
    first = make_ambassador(karen, until=clock.today())
    with pytest.raises(ValidationError):
        make_ambassador(karen)
    with clock.at(timezone.now() + timedelta(days=1)):
        second = make_ambassador(karen)
    first.refresh_from_db()
    assert first.withdrawn_at
    assert queries.card_of(viewer(karen)) == second


def test_pause_takes_the_card_off_everything_and_going_on_brings_it_back(karen, birthe):
    made = make_ambassador(karen)
    actions.pause(by=viewer(karen), ambassador_id=made.pk)
    actions.pause(by=viewer(karen), ambassador_id=made.pk)
    for who in (NOBODY, viewer(birthe)):
        assert not queries.ambassadors(who).exists()
        assert not find("unge", who).exists()
        assert not Ambassador.objects.visible_to(who).exists()
        with pytest.raises(NotFound):
            actions.ask(by=viewer(birthe), ambassador_id=made.pk, body="Må jeg?")
    actions.go_on(by=viewer(karen), ambassador_id=made.pk)
    assert list(queries.ambassadors(NOBODY)) == [made]
    assert find("unge", NOBODY).exists()
    assert JournalEntry.objects.filter(verb="ambassadors.paused").count() == 1


def test_words_changed_in_a_pause_are_looked_at_when_they_come_out(karen):
    made = make_ambassador(karen)
    facts = {"themes": ["health"], "until": clock.today()}
    actions.pause(by=viewer(karen), ambassador_id=made.pk)
    actions.go_on(by=viewer(karen), ambassador_id=made.pk)
    actions.pause(by=viewer(karen), ambassador_id=made.pk)
    actions.edit_card(by=viewer(karen), ambassador_id=made.pk, topics="Min nabo har depression", **facts)
    assert not open_reports().exists()
    actions.go_on(by=viewer(karen), ambassador_id=made.pk)
    assert open_reports().get().subject_id == made.pk


def test_card_names_the_place_as_long_as_one_is_in_it(kurt, birthe):
    membership = kurt.memberships.get()
    made = make_ambassador(kurt, belongs_id=membership.actor_id)
    actions.close_over()
    assert queries.in_actor(membership.actor, NOBODY) == [made]
    membership.delete()
    actions.close_over()
    assert queries.in_actor(membership.actor, NOBODY) == []
    assert list(queries.ambassadors(NOBODY)) == [made]


@pytest.mark.parametrize("verb", [actions.pause, actions.go_on, actions.renew, actions.stop])
def test_nobody_else_pauses_renews_or_stops(verb, karen, birthe):
    made = make_ambassador(karen)
    for person in (birthe, make_person(role="administrator"), make_person()):
        with pytest.raises(Refused):
            verb(by=viewer(person), ambassador_id=made.pk)
    with pytest.raises(NotFound):
        verb(by=viewer(karen), ambassador_id="findes-ikke")


def test_edited_by_oneself_and_stale_when_overtaken(karen, birthe):
    made = make_ambassador(karen)
    facts = {"topics": "at danse", "themes": ["health"], "until": clock.today(), "phone": "99 00 00 12"}
    edited = actions.edit_card(by=viewer(karen), ambassador_id=made.pk, expected_version=1, **facts)
    assert (edited.topics, edited.phone, edited.subject.version) == ("at danse", "99 00 00 12", 2)
    assert "at danse" in edited.subject.title
    assert not find("unge", NOBODY).exists()
    with pytest.raises(Stale):
        actions.edit_card(by=viewer(karen), ambassador_id=made.pk, expected_version=1, **facts)
    with pytest.raises(Refused):
        actions.edit_card(by=viewer(birthe), ambassador_id=made.pk, **facts)


@pytest.mark.capability("C38")
def test_stopping_leaves_no_words(karen):
    made = make_ambassador(karen, phone="99 00 00 12")
    make_question(made)
    actions.stop(by=viewer(karen), ambassador_id=made.pk)
    made.refresh_from_db()
    assert (made.topics, made.phone, made.subject.title) == ("", "", "")
    assert not DirectQuestion.objects.exists()
    assert not queries.ambassadors(NOBODY).exists()
    with pytest.raises(Refused):
        actions.renew(by=viewer(karen), ambassador_id=made.pk)


def test_ends_by_itself_after_one_letter_that_can_renew_it(karen):
    made = make_ambassador(karen, until=clock.today() + timedelta(days=20))
    letters.remind_ending()
    assert len(letters_to(karen)) == 1  # the welcome
    with clock.at(timezone.now() + timedelta(days=7)):
        letters.remind_ending()
        letters.remind_ending()
    assert len(letters_to(karen)) == 2
    assert OneTimeLink.objects.get(purpose=letters.RENEW).person == karen.pk
    actions.close_over()
    assert queries.ambassadors(NOBODY).exists()
    with clock.at(timezone.now() + timedelta(days=21)):
        assert not queries.ambassadors(NOBODY).exists()  # also before the job has run
        actions.close_over()
        actions.close_over()
    made.refresh_from_db()
    assert made.withdrawn_at
    assert len(letters_to(karen)) == 3
    assert JournalEntry.objects.filter(verb="ambassadors.ended").count() == 1


def test_renewing_gives_a_year_from_today_and_never_less(karen):
    made = make_ambassador(karen, until=clock.today() + timedelta(days=3))
    assert actions.renew(by=viewer(karen), ambassador_id=made.pk).until == clock.today() + timedelta(days=365)
    far = clock.today() + timedelta(days=700)
    Ambassador.objects.update(until=far)
    assert actions.renew(by=viewer(karen), ambassador_id=made.pk).until == far


def test_coordinator_suggests_and_puts_nobody_on_the_list(birthe, karen):
    letter = actions.invite(by=viewer(birthe), name="Karen", email=karen.email, why="Du ved noget om demens.")
    assert "Du ved noget om demens." in letter.text
    assert not Ambassador.objects.exists()
    with pytest.raises(ValidationError) as refused:
        actions.invite(by=viewer(birthe), name="Karen", email=karen.email, why="Igen.")
    assert list(refused.value.message_dict) == ["email"]
    with pytest.raises(Refused):
        actions.invite(by=viewer(karen), name="Kurt", email="kurt@engbaek.example", why="Han ved noget.")
    with pytest.raises(ValidationError):
        actions.invite(by=viewer(birthe), name="", email="", why=CPR)


def test_whoever_is_invited_and_says_yes_need_not_type_name_and_mail_once_more(birthe, karen, sign_in):
    """The link of the letter holds what was typed, for a guest; nobody else's name stands on the page."""
    known = make_person("Hemmelig Registersen", email="kendt@post.example")
    letter = actions.invite(by=viewer(birthe), name="Hende med hunden", email=known.email, why="Hun ved noget.")
    link = "/spoerg-mig/bliv/" + letter.text.split("/spoerg-mig/bliv/")[1].split()[0]
    page = Client().get(link).text
    assert 'value="Hende med hunden"' in page
    assert 'value="kendt@post.example"' in page
    assert "Registersen" not in page
    wrong = Client().post(link, {"guest_name": "Hanne", "guest_email": known.email, "topics": ""}).text
    assert 'value="Hanne"' in wrong  # what they write themselves stands
    plain = Client().get("/spoerg-mig/bliv/").text
    assert known.email not in plain
    assert sign_in(karen).get(link).url == "/spoerg-mig/bliv/"
    with clock.at(clock.now() + timedelta(days=31)):
        late = Client().get(link)
    assert late.status_code == 200
    assert known.email not in late.text
    actions.erase(known.pk)
    assert not OneTimeLink.objects.filter(purpose=letters.INVITED).exists()


def test_the_link_of_an_invitation_is_spent_once_one_has_stepped_forward(birthe, karen):
    letter = actions.invite(by=viewer(birthe), name="Hende med hunden", email=karen.email, why="Hun ved noget.")
    link = "/spoerg-mig/bliv/" + letter.text.split("/spoerg-mig/bliv/")[1].split()[0]
    make_ambassador(make_person())
    assert karen.email in Client().get(link).text
    make_ambassador(karen)
    assert karen.email not in Client().get(link).text


# --- a question and its answer ----------------------------------------------------------------------------------------


@pytest.mark.capability("C38")
def test_question_and_answer_disclose_no_address_and_name_nobody_afterwards(karen, kurt):
    question = make_question(make_ambassador(karen), by=kurt, body="Hvordan får I de unge med?")
    asked = letters_to(karen)[-1]
    assert "Hvordan får I de unge med?" in asked
    assert kurt.email not in asked
    actions.answer(by=viewer(karen), question_id=question.pk, body="Vi spørger dem.")
    answered = letters_to(kurt)[-1]
    assert "Vi spørger dem." in answered
    assert karen.email not in answered
    question.refresh_from_db()
    assert question.body == ""
    assert {
        row.person for row in JournalEntry.objects.filter(verb__in=("ambassadors.asked", "ambassadors.answered"))
    } == {None}
    kept = OutgoingMail.objects.filter(dedupe_key__startswith="ambassador-answer")
    assert kept.get().holds_secret  # emptied once it is sent
    with pytest.raises(NotFound):
        actions.answer(by=viewer(karen), question_id=question.pk, body="Og en gang til.")


def test_one_may_give_ones_own_address_in_the_answer(karen, kurt):
    question = make_question(make_ambassador(karen), by=kurt)
    actions.answer(by=viewer(karen), question_id=question.pk, body="Skriv til mig.", shares_mail=True)
    assert karen.email in letters_to(kurt)[-1]


def test_nobody_else_answers(karen, birthe):
    question = make_question(make_ambassador(karen))
    with pytest.raises(Refused):
        actions.answer(by=viewer(birthe), question_id=question.pk, body="Jeg ved det.")
    for body in ("", CPR):
        with pytest.raises(ValidationError):
            actions.answer(by=viewer(karen), question_id=question.pk, body=body)


def test_one_asks_others_and_not_oneself(karen):
    made = make_ambassador(karen)
    for by in (viewer(karen), NOBODY):
        with pytest.raises(Refused):
            actions.ask(by=by, ambassador_id=made.pk, body="Hvad?")
    for body in (" ", CPR):
        with pytest.raises(ValidationError):
            make_question(made, body=body)
    karen.email = None
    karen.save()
    with pytest.raises(ValidationError):
        make_question(made)


def test_double_press_sends_one_letter(karen, kurt):
    made = make_ambassador(karen)
    facts = {"by": viewer(kurt), "ambassador_id": made.pk, "body": "Hvad nu?", "request_id": made.pk}
    assert actions.ask(**facts) == actions.ask(**facts)
    assert DirectQuestion.objects.count() == 1


def test_nobody_asks_or_is_asked_more_than_people_do(karen, kurt, monkeypatch):
    made = make_ambassador(karen)
    for _number in range(actions.QUESTIONS_A_DAY):
        make_question(made, by=kurt)
    with pytest.raises(ValidationError):
        make_question(made, by=kurt)
    monkeypatch.setattr(actions, "QUESTIONS_TO_ONE", actions.QUESTIONS_A_DAY)
    with pytest.raises(ValidationError):
        make_question(made)


def test_questions_are_forgotten_after_thirty_days(karen):
    made = make_ambassador(karen)
    with clock.at(timezone.now() - timedelta(days=31)):
        old = DirectQuestion.objects.create(ambassador=made, asker=karen, body="Gammelt", at=clock.now())
    new = make_question(made)
    letters.forget_questions()
    assert list(DirectQuestion.objects.all()) == [new]
    assert old != new


# --- hidden, held, forgotten ------------------------------------------------------------------------------------------


def test_hidden_card_is_gone_and_takes_no_questions(karen, birthe):
    made = make_ambassador(karen)
    question = make_question(made)
    hide(by=viewer(birthe), subject_id=made.pk, reason="Der står et navn.")
    assert not queries.ambassadors(viewer(birthe)).exists()
    with pytest.raises(NotFound):
        make_question(made)
    with pytest.raises(NotFound):
        actions.answer(by=viewer(karen), question_id=question.pk, body="Ja.")


def test_what_may_speak_of_somebody_is_looked_at_first(karen, birthe):
    made = make_ambassador(karen, topics="min mors demens og hendes medicin")
    assert not made.subject.shown
    assert not any("Spørg mig, og andre" in text for text in letters_to(karen))
    publish(by=viewer(birthe), subject_id=made.pk)
    assert any("Spørg mig, og andre" in text for text in letters_to(karen))


def test_copy_and_erasing(karen, kurt):
    made = make_ambassador(karen, topics="zebraord", phone="99 00 00 12", place="Zebraby")
    make_question(make_ambassador(kurt), by=karen, body="Et zebraspørgsmål?")
    held = str(copy_for(karen)["held"])
    assert "zebraord" in held
    assert "Et zebraspørgsmål?" in held
    erase_person(by=viewer(karen), person_id=karen.pk)
    made.refresh_from_db()
    assert (made.topics, made.phone, made.subject.place, made.subject.title) == ("", "", "", "")
    assert not DirectQuestion.objects.filter(asker=karen.pk).exists()
    assert not made.themes.exists()
