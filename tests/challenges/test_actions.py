"""The verbs about challenges and perspectives."""

from datetime import date
from uuid import uuid4

import pytest

from samspil.actors.models import Actor
from samspil.challenges.actions import (
    NEXT_STAGES,
    change_stage,
    edit_challenge,
    raise_challenge,
    withdraw_perspective,
)
from samspil.challenges.models import ChainLink, Challenge, Perspective, Stage
from samspil.following.models import Follow
from samspil.foundation import search
from samspil.foundation.models import Audience, OutgoingMail, SearchDocument
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from tests.factories import make_actor, make_challenge, make_person, make_perspective, make_unit, viewer
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


def raised(person, **facts) -> Challenge:
    return raise_challenge(by=viewer(person), **{"question": "Hvordan?", "theme": "older", **facts})


def readers(challenge) -> set:
    return set(challenge.subject.readers.values_list("reader", flat=True))


# --- raising --------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C12")
@pytest.mark.capability("C44")
@pytest.mark.parametrize("who", ["karen", "kurt", "jens", "mette", "lene", "birthe"])
def test_anybody_we_know_raises_a_challenge(request, who):
    person = request.getfixturevalue(who)
    challenge = raised(person, question="  Hvordan får\n Erna mad? ", today="Ring til\r\nkøkkenet")
    assert (challenge.question, challenge.first_question, challenge.today) == (
        "Hvordan får Erna mad?",
        "Hvordan får Erna mad?",
        "Ring til\nkøkkenet",
    )
    assert (challenge.stage, challenge.subject.audience, challenge.author, challenge.actor) == (
        "perspectives",
        "public",
        person,
        person.actor,
    )
    assert challenge.subject.readable_by(NOBODY)
    assert Follow.objects.filter(person=person, subject=challenge.subject).exists()


@pytest.mark.parametrize("by", [NOBODY, SYSTEM])
def test_nobody_raises_nothing(by):
    with pytest.raises(Refused):
        raise_challenge(by=by, question="Hvordan?", theme="older")


@pytest.mark.capability("C19")
def test_whoever_raises_holds_the_first_step(kurt):
    anglers = Actor.objects.get(name="Engbæk Lystfiskerforening")
    challenge = raised(kurt, speaks_as=anglers.pk)
    assert list(ChainLink.objects.values_list("subject", "step", "actor", "sphere")) == [
        (challenge.pk, "identified", anglers.pk, "civil_society")
    ]


@pytest.mark.capability("C20")
def test_sphere_is_frozen_when_the_actor_changes_later(kurt):
    anglers = Actor.objects.get(name="Engbæk Lystfiskerforening")
    raised(kurt, speaks_as=anglers.pk)
    Actor.objects.filter(pk=anglers.pk).update(kind="company")
    assert ChainLink.objects.get().sphere == "civil_society"
    raised(kurt, speaks_as=anglers.pk)
    assert set(ChainLink.objects.values_list("sphere", flat=True)) == {"civil_society", "market"}


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"question": ""}, {"question"}),
        ({"question": " \u200b "}, {"question"}),
        ({"question": "x" * 201}, {"question"}),
        ({"description": "x" * 3001}, {"description"}),
        ({"today": "x" * 601}, {"today"}),
        ({"theme": ""}, {"theme"}),
        ({"theme": "kings"}, {"theme"}),
        ({"unit_id": uuid4()}, {"unit_id"}),
        ({"unit_id": "x"}, {"unit_id"}),
        ({"audience": "public "}, {"audience"}),
        ({"question": f"Hvem er {CPR}?"}, {"question"}),
        ({"description": CPR}, {"description"}),
        ({"today": CPR}, {"today"}),
        ({"place": CPR}, {"place"}),
        ({"question": CPR, "today": CPR}, {"question", "today"}),
    ],
)
def test_raising_with_bad_words_is_refused_at_the_field(karen, facts, fields):
    call = {"by": viewer(karen), "question": "Hvordan?", "theme": "older", **facts}
    assert problems(raise_challenge, **call) == fields


@pytest.mark.parametrize("audience", [Audience.STAFF, Audience.UNIT, Audience.NAMED, Audience.PAGE])
@pytest.mark.parametrize("who", ["karen", "kurt", "jens"])
def test_only_staff_limit_who_reads(request, unit, who, audience):
    person = request.getfixturevalue(who)
    call = {"by": viewer(person), "question": "Hvordan?", "theme": "older", "unit_id": unit.pk}
    assert problems(raise_challenge, **call, audience=audience) == {"audience"}


@pytest.mark.parametrize("audience", [Audience.NAMED, Audience.PAGE, "everybody"])
def test_staff_limit_to_staff_or_a_unit_alone(mette, unit, audience):
    call = {"by": viewer(mette), "question": "Hvordan?", "theme": "older", "unit_id": unit.pk}
    assert problems(raise_challenge, **call, audience=audience) == {"audience"}


def test_challenge_for_a_unit_needs_the_unit(mette):
    call = {"by": viewer(mette), "question": "Hvordan?", "theme": "older", "audience": "unit"}
    assert problems(raise_challenge, **call) == {"unit_id"}


def test_challenge_for_a_unit_is_read_by_the_line_and_the_author(mette, lene, jens, karen, unit):
    chief = make_person(role="leader", scope=unit.parent)
    beside = make_person(role="employee", scope=make_unit(parent=unit.parent))
    outsider = make_person(role="employee")
    challenge = raised(outsider, unit_id=unit.pk, audience="unit")
    allowed = {person for person in (mette, lene, chief, outsider) if challenge.subject.readable_by(viewer(person))}
    refused = {person for person in (beside, jens, karen) if not challenge.subject.readable_by(viewer(person))}
    assert allowed == {mette, lene, chief, outsider}
    assert refused == {beside, jens, karen}
    assert not challenge.subject.readable_by(NOBODY)


def test_draft_is_read_by_its_author_alone(mette, lene, birthe, karen):
    draft = raised(mette, is_draft=True)
    assert (draft.stage, draft.subject.audience) == ("draft", "named")
    assert readers(draft) == {mette.pk, mette.actor_id}
    assert draft.subject.readable_by(viewer(mette))
    for other in (lene, birthe, karen):
        assert not Challenge.objects.visible_to(viewer(other)).exists()
        assert not search.find("hvordan", viewer(other))
    assert not Challenge.objects.visible_to(SYSTEM).exists()


def test_draft_in_the_name_of_an_association_is_not_read_by_its_members(kurt):
    anglers = Actor.objects.get(name="Engbæk Lystfiskerforening")
    draft = raised(kurt, is_draft=True, speaks_as=anglers.pk)
    assert not draft.subject.readable_by(viewer(make_person(member_of=anglers)))


def test_draft_of_a_limited_challenge_is_refused_because_it_would_open_to_all(mette, unit):
    for audience in (Audience.STAFF, Audience.UNIT):
        call = {"question": "Hvordan?", "theme": "older", "unit_id": unit.pk, "audience": audience}
        assert problems(raise_challenge, by=viewer(mette), is_draft=True, **call) == {"audience"}


@pytest.mark.capability("C70")
def test_challenge_entered_for_somebody_is_marked(mette):
    challenge = raised(mette, behalf={"name": "Erna", "function": "beboer", "channel": "phone"})
    assert (challenge.author.name, challenge.entered_by, challenge.channel) == ("Erna", mette, "phone")
    line = challenge.subject.journal.get()
    assert (line.person, line.actor, line.on_behalf_of) == (mette.pk, challenge.actor_id, challenge.author_id)
    assert ChainLink.objects.get().sphere == "civil_society"


def test_draft_entered_for_somebody_can_be_opened_by_who_entered_it(mette, lene):
    draft = raised(mette, is_draft=True, behalf={"name": "Erna", "channel": "paper"})
    with pytest.raises(NotFound):
        change_stage(
            by=viewer(lene),
            challenge_id=draft.pk,
            stage="perspectives",
            next_step="Nu",
            next_who="Alle",
        )
    opened = change_stage(
        by=viewer(mette),
        challenge_id=draft.pk,
        stage="perspectives",
        next_step="Nu",
        next_who="Alle",
    )
    assert opened.subject.readable_by(NOBODY)


# --- editing --------------------------------------------------------------------------------------------------------


def test_edit_keeps_the_first_question_and_the_history(karen, birthe):
    challenge = raised(karen, question="Hvordan kan de frivillige hjælpe?")
    edit_challenge(by=viewer(karen), challenge_id=challenge.pk, question="Hvem savner hvem?")
    edit_challenge(by=viewer(birthe), challenge_id=challenge.pk, question="Hvem savner du?", today="Intet")
    now = Challenge.objects.get()
    assert (now.first_question, now.question, now.is_reworded) == (
        "Hvordan kan de frivillige hjælpe?",
        "Hvem savner du?",
        True,
    )
    assert [(row.question, row.history_user_id) for row in now.history.order_by("history_id")] == [
        ("Hvordan kan de frivillige hjælpe?", karen.pk),
        ("Hvem savner hvem?", karen.pk),
        ("Hvem savner du?", birthe.pk),
    ]
    assert (now.subject.title, now.version) == ("Hvem savner du?", 3)


def test_edit_of_a_draft_is_still_the_first_question(karen):
    draft = raised(karen, question="Kladde?", is_draft=True)
    edit_challenge(by=viewer(karen), challenge_id=draft.pk, question="Færdig?")
    assert (Challenge.objects.get().first_question, Challenge.objects.get().is_reworded) == ("Færdig?", False)


def test_edit_changes_what_search_finds(karen):
    challenge = raised(karen, question="Hvordan med bingo?", description="På plejehjemmet")
    edit_challenge(by=viewer(karen), challenge_id=challenge.pk, question="Hvordan med banko?")
    assert not search.find("bingo", NOBODY)
    assert list(search.find("banko plejehjem", NOBODY)) == [challenge.subject]


def test_edit_lifts_the_challenge(karen):
    first, second = raised(karen), raised(karen)
    edit_challenge(by=viewer(karen), challenge_id=first.pk, today="Nyt")
    newest = Challenge.objects.order_by("-subject__active_at").first()
    assert (newest, Challenge.objects.get(pk=second.pk).version) == (first, 1)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"question": ""}, {"question"}),
        ({"question": "x" * 201}, {"question"}),
        ({"description": CPR}, {"description"}),
        ({"today": CPR}, {"today"}),
        ({"place": CPR}, {"place"}),
        ({"theme": "x"}, {"theme"}),
        ({"unit_id": uuid4()}, {"unit_id"}),
    ],
)
def test_edit_with_bad_words_is_refused_and_changes_nothing(karen, changes, fields):
    challenge = raised(karen, question="Først?")
    assert problems(edit_challenge, by=viewer(karen), challenge_id=challenge.pk, **changes) == fields
    now = Challenge.objects.get()
    assert (now.question, now.version, now.history.count()) == ("Først?", 1, 1)


@pytest.mark.parametrize("field", ["first_question", "stage", "host", "author", "withdrawn_at", "audience"])
def test_edit_reaches_nothing_but_the_texts(karen, field):
    with pytest.raises(TypeError, match=field):
        edit_challenge(by=viewer(karen), challenge_id=raised(karen).pk, **{field: "x"})


@pytest.mark.capability("C44")
def test_page_is_kept_by_author_association_host_and_coordinator(kurt, karen, jens, lene, birthe):
    anglers = Actor.objects.get(name="Engbæk Lystfiskerforening")
    fellow, silent = make_person(member_of=anglers), make_person(member_of=anglers, speaks_for=False)
    challenge = make_challenge(by=kurt, host=karen, speaks_as=anglers.pk)
    keepers = set()
    for person in (kurt, fellow, silent, karen, jens, lene, birthe):
        try:
            edit_challenge(by=viewer(person), challenge_id=challenge.pk, today=f"Af {person.pk}")
        except Refused:
            continue
        keepers.add(person)
    assert keepers == {kurt, fellow, karen, birthe}


def test_limited_challenge_moves_to_the_readers_of_its_new_unit(mette, lene, unit):
    other = make_unit()
    there = make_person(role="employee", scope=other)
    challenge = raised(mette, unit_id=unit.pk, audience="unit")
    edit_challenge(by=viewer(mette), challenge_id=challenge.pk, unit_id=other.pk)
    assert challenge.subject.readable_by(viewer(there))
    assert challenge.subject.readable_by(viewer(mette))
    assert not challenge.subject.readable_by(viewer(lene))


def test_limited_challenge_cannot_lose_its_unit(mette, unit):
    challenge = raised(mette, unit_id=unit.pk, audience="unit")
    assert problems(edit_challenge, by=viewer(mette), challenge_id=challenge.pk, unit_id="") == {"unit_id"}
    assert Challenge.objects.get().unit == unit


def test_public_challenge_stays_public_whatever_its_unit(karen, unit):
    challenge = raised(karen, unit_id=unit.pk)
    edit_challenge(by=viewer(karen), challenge_id=challenge.pk, unit_id=None)
    assert challenge.subject.readable_by(NOBODY)
    assert readers(challenge) == set()


# --- stages ---------------------------------------------------------------------------------------------------------


def test_stage_follows_the_one_before(birthe):
    """Every stage after every other; what may not follow is refused at its field and changes nothing."""
    challenge, by = make_challenge(by=birthe), viewer(birthe)
    for old in Stage:
        for new in Stage:
            Challenge.objects.update(stage=old)
            call = {
                "by": by,
                "challenge_id": challenge.pk,
                "stage": new,
                "next_step": "Birthe ringer rundt.",
                "next_who": "Alle",
                "outcome": "Det gik." if new == "closed" else "",
            }
            if new in NEXT_STAGES[old]:
                assert change_stage(**call).stage == new
            else:
                assert problems(change_stage, **call) == {"stage"}
                assert Challenge.objects.get().stage == old


@pytest.mark.parametrize("next_step", ["", "   ", "\u200b"])
def test_stage_needs_a_next_step(birthe, next_step):
    challenge = make_challenge()
    call = {
        "by": viewer(birthe),
        "challenge_id": challenge.pk,
        "stage": "proposals",
        "next_step": next_step,
        "next_who": "Alle",
    }
    assert problems(change_stage, **call) == {"next_step"}
    assert Challenge.objects.get().stage == "perspectives"


@pytest.mark.parametrize("next_step", ["x" * 301, f"Ring til {CPR}"])
def test_stage_with_bad_words_is_refused(birthe, next_step):
    call = {
        "by": viewer(birthe),
        "challenge_id": make_challenge().pk,
        "stage": "proposals",
        "next_step": next_step,
        "next_who": "Alle",
    }
    assert problems(change_stage, **call) == {"next_step"}


def test_stage_is_changed_by_host_and_coordinator_alone(karen, kurt, lene, jens, birthe):
    challenge = make_challenge(by=karen, host=kurt)
    for person in (karen, lene, jens):
        with pytest.raises(Refused):
            change_stage(
                by=viewer(person),
                challenge_id=challenge.pk,
                stage="proposals",
                next_step="Nu",
                next_who="Alle",
            )
    assert change_stage(
        by=viewer(kurt),
        challenge_id=challenge.pk,
        stage="proposals",
        next_step="Nu",
        next_who="Alle",
    )
    assert change_stage(
        by=viewer(birthe),
        challenge_id=challenge.pk,
        stage="trial",
        next_step="Nu",
        next_who="Alle",
    )


def test_stage_writes_to_those_who_follow_and_not_to_who_moved_it(karen, kurt, birthe):
    challenge = make_challenge(by=karen)
    make_perspective(challenge, by=kurt)
    make_perspective(challenge, by=birthe)
    change_stage(
        by=viewer(birthe),
        challenge_id=challenge.pk,
        stage="proposals",
        next_step="Kom med en vej.",
        next_who="Alle",
    )
    letters = OutgoingMail.objects.filter(dedupe_key__startswith="stage:")
    assert set(letters.values_list("to", flat=True)) == {karen.email, kurt.email}
    assert all("Kom med en vej." in letter.text for letter in letters)


def test_opened_draft_is_read_by_all_and_told_to_nobody(mette):
    draft = raised(mette, is_draft=True)
    opened = change_stage(
        by=viewer(mette),
        challenge_id=draft.pk,
        stage="perspectives",
        next_step="Fortæl.",
        next_who="Alle",
    )
    assert opened.subject.readable_by(NOBODY)
    assert readers(draft) == set()
    assert not OutgoingMail.objects.exists()


def test_author_moves_a_draft_but_nothing_after_it(karen):
    draft = raised(karen, is_draft=True)
    change_stage(
        by=viewer(karen),
        challenge_id=draft.pk,
        stage="perspectives",
        next_step="Fortæl.",
        next_who="Alle",
    )
    with pytest.raises(Refused):
        change_stage(
            by=viewer(karen),
            challenge_id=draft.pk,
            stage="proposals",
            next_step="Nu",
            next_who="Alle",
        )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"next_who": " "}, "next_who"),
        ({"next_on": date(2020, 1, 1)}, "next_on"),
        ({"stage": "closed"}, "outcome"),
        ({"stage": "closed", "outcome": "x" * 1001}, "outcome"),
    ],
)
def test_stage_says_to_whom_when_and_how_it_ended(birthe, facts, field):
    call = {"stage": "proposals", "next_step": "Vi mødes.", "next_who": "Alle", **facts}
    assert problems(change_stage, by=viewer(birthe), challenge_id=make_challenge().pk, **call) == {field}


def test_challenge_closes_with_an_answer_that_goes_when_it_opens_again(birthe):
    challenge = make_challenge()
    call = {"by": viewer(birthe), "challenge_id": challenge.pk, "next_step": "Tak.", "next_who": "Alle"}
    assert change_stage(**call, stage="closed", outcome="Det gik.").outcome == "Det gik."
    assert change_stage(**call, stage="perspectives", outcome="Det gik.").outcome == ""


# --- taking back ----------------------------------------------------------------------------------------------------


def test_taking_back_empties_text_title_and_search(karen):
    challenge = make_challenge()
    perspective = make_perspective(challenge, by=karen, body="Min nabo drikker.")
    reply = make_perspective(challenge, reply_to=perspective.pk)
    withdraw_perspective(by=viewer(karen), perspective_id=perspective.pk)
    gone = Perspective.objects.get(pk=perspective.pk)
    assert (gone.body, gone.subject.title, gone.withdrawn_at is None) == ("", "", False)
    assert not SearchDocument.objects.filter(subject=gone.subject).exclude(tokens="").exists()
    assert not search.find("nabo", NOBODY)
    assert Perspective.objects.visible_to(NOBODY).filter(pk=reply.pk).exists()


def test_taking_back_again_changes_nothing(karen):
    perspective = make_perspective(make_challenge(), by=karen)
    first = withdraw_perspective(by=viewer(karen), perspective_id=perspective.pk).withdrawn_at
    assert withdraw_perspective(by=viewer(karen), perspective_id=perspective.pk).withdrawn_at == first


def test_words_are_taken_back_by_those_they_belong_to(kurt, mette, birthe, lene, karen):
    anglers = Actor.objects.get(name="Engbæk Lystfiskerforening")
    fellow = make_person(member_of=anglers)
    challenge = make_challenge(host=lene)
    for by, may in (
        (kurt, True),
        (fellow, True),
        (make_person(member_of=make_actor()), False),
        (karen, False),
        (lene, False),
        (birthe, False),
    ):
        perspective = make_perspective(challenge, by=kurt, speaks_as=anglers.pk)
        if may:
            withdraw_perspective(by=viewer(by), perspective_id=perspective.pk)
        else:
            with pytest.raises(Refused):
                withdraw_perspective(by=viewer(by), perspective_id=perspective.pk)
    entered = make_perspective(challenge, by=mette, behalf={"name": "Erna", "channel": "paper"})
    with pytest.raises(Refused):
        withdraw_perspective(by=viewer(lene), perspective_id=entered.pk)
    assert withdraw_perspective(by=viewer(mette), perspective_id=entered.pk).withdrawn_at
