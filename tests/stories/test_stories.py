"""Stories: nobody reads one before all in it have said yes, and a yes taken back takes it off every page at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from samspil.actors.queries import said_by, viewer_of
from samspil.foundation import clock, hooks
from samspil.foundation.models import JournalEntry, OneTimeLink, OutgoingMail, Subject
from samspil.foundation.search import find
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from samspil.identity.personal_data import copy_for
from samspil.moderation import actions as moderation
from samspil.pictures import actions as pictures
from samspil.stories import actions, consents, letters, queries, standing
from samspil.stories.models import Consent, Story
from tests.factories import make_challenge, make_person, viewer
from tests.identity.test_erasing import rows_that_hold
from tests.stories.making import (
    BODY,
    KAJ,
    consent_of,
    fresh,
    letters_to,
    make_story,
    open_story,
    path_in,
    put_picture,
    say,
    take_back,
)

pytestmark = pytest.mark.django_db


def state(story: Story) -> str:
    story = fresh(story)
    return standing.standing(story, standing.people_of(story, standing.content_now(story)))


def is_met(story: Story) -> list[str]:
    """The places where somebody without an account meets it."""
    found = {
        "list": queries.stories(NOBODY).filter(pk=story.pk),
        "search": find("bingo", NOBODY).filter(pk=story.pk),
        "subjects": Subject.objects.visible_to(NOBODY).filter(Q(pk=story.pk) | Q(context=story.pk)),
    }
    met = [name for name, rows in found.items() if rows.exists()]
    gained = [side for side in queries.gained_by(NOBODY, queries.Filters()) if not side.is_empty]
    return met + (["gains"] if gained else [])


# --- told, asked, answered --------------------------------------------------------------------------------------------


@pytest.mark.capability("C68")
def test_comes_out_when_everybody_in_it_has_said_yes():
    story = make_story(people=(KAJ, {"name": "Ib", "email": "ib@post.example"}), gains={"user": {"gains": ["calm"]}})
    assert is_met(story) == []
    assert is_met(say(story, name="Ib")) == []
    story = say(story, name="Kaj Holm")
    assert is_met(story) == ["list", "search", "subjects", "gains"]
    told = letters_to(story.author.email)[-1]
    assert told.title == "Alle har sagt ja til din historie"
    assert BODY not in told.text


def test_letter_that_asks_holds_none_of_the_words_and_works_without_an_account():
    story = make_story()
    (letter,) = letters_to("kaj@post.example")
    assert letter.title == "Lis har skrevet en historie, hvor du er med"
    assert "Kaj kom med" not in letter.text
    assert "stol" not in letter.text
    assert letter.holds_secret
    assert OneTimeLink.objects.get(purpose=letters.PURPOSE).payload == {"consent": str(consent_of(story).pk)}


def test_nobody_named_is_read_at_once_and_screened_as_others():
    assert is_met(make_story(people=())) == ["list", "search", "subjects"]
    private = make_story(people=(), body="Min mor har demens, men hun kom med.", title="En god dag")
    assert not private.subject.shown


def test_what_may_be_private_is_looked_at_when_it_would_come_out_and_only_then():
    story = make_story(body="Kaj Holm er min nabo. Naboen har depression, men kom med til bingo.")
    assert story.subject.shown
    assert not say(story).subject.shown
    moderation.publish(by=viewer(make_person(role="coordinator")), subject_id=story.pk)
    assert fresh(story).subject.shown
    assert is_met(say(take_back(story)))  # the same words were looked at


def test_yes_without_a_name_shows_something_else_everywhere():
    story = put_picture(make_story(gains={"user": {"gains": [], "words": "Kaj ler mere."}}), alt="Kaj ved et bord")
    story = say(story, "unnamed")
    row = queries.with_readings([story])[0]
    assert row.subject.title == "En nabo kom med til bingo"
    assert row.reading.body == "En nabo sad alene. Nu henter Ib ham, og en nabos stol står klar."
    assert row.reading.alt == "En nabo ved et bord"
    assert row.reading.own_words == (("Borgeren", "En nabo ler mere."),)
    assert row.reading.names == ()
    assert not find("Kaj", NOBODY).exists()
    words = [text for side in queries.gained_by(NOBODY, queries.Filters()) for text, _subject in side.words]
    assert words == ["En nabo ler mere."]


@pytest.mark.parametrize(
    ("text", "name", "read"),
    [
        ("Bo vil bo her. Bos have er BO.", "Bo", "En nabo vil bo her. En nabos have er en nabo."),
        ("Så kom Anna Holm. Holms hund og Annas kat.", "Anna Holm", "Så kom en nabo. En nabos hund og en nabos kat."),
        ("Jens’ båd og Jens' hus", "Jens", "En nabos båd og en nabos hus"),
        ("Annabel og Hanna", "Anna", "Annabel og Hanna"),
    ],
)
def test_names_in_a_text(text, name, read):
    assert standing.without(text, name, "en nabo") == read


@pytest.mark.parametrize("answer", ["no", "taken_back"])
def test_no_stops_it_kindly(answer):
    story = open_story() if answer == "taken_back" else make_story()
    story = take_back(story) if answer == "taken_back" else say(story, "no")
    assert (state(story), is_met(story)) == ("stopped", [])
    letter = letters_to(story.author.email)[-1]
    assert letter.title == "Din historie kan ikke stå lige nu"
    assert "Det er helt i orden" in letter.text
    with pytest.raises(ValidationError):  # no nagging
        consents.ask_person(by=viewer(story.author), consent_id=consent_of(story).pk)
    assert is_met(say(story))  # unless they want to themselves


def test_who_may_answer(karen, birthe):
    kaj = make_person("Kaj Holm", email="kaj@post.example")
    story = make_story(by=karen)
    row = consent_of(story)
    for who in (NOBODY, viewer(karen), viewer(birthe), viewer(make_person())):
        for verb, more in ((consents.answer_story, {"answer": "yes"}), (consents.take_back_yes, {})):
            with pytest.raises(NotFound):
                verb(by=who, consent_id=row.pk, **more)
    assert row.person == kaj
    assert is_met(consents.answer_story(by=viewer(kaj), consent_id=row.pk, answer="yes"))
    kaj.blocked_at = timezone.now()
    kaj.save()
    consents.take_back_yes(by=viewer_of(kaj), consent_id=row.pk)  # who is blocked can still take it back
    assert is_met(story) == []


def test_keepers_alone_see_it_while_it_waits(karen, birthe, kurt, mette):
    story = make_story(by=kurt, speaks_as=str(kurt.memberships.get().actor_id))
    for who in (kurt, birthe):
        assert consents.kept(story.pk, viewer(who)) == story
    for who in (karen, mette):
        with pytest.raises(NotFound):
            actions.edit_story(by=viewer(who), story_id=story.pk, title="x")
    with pytest.raises(Refused):
        actions.edit_story(by=viewer(karen), story_id=say(story).pk, title="x")


def test_a_strangers_mailbox_is_not_filled(karen):
    for _number in range(3):
        people = tuple({"name": f"Kaj {letter}", "email": "Kaj@post.example"} for letter in "abcd")
        story = make_story(by=karen, people=people)
    assert len(letters_to("kaj@post.example")) == letters.TO_ADDRESS.most == 10
    last = consent_of(story, "Kaj d")
    assert last.asked_on is None
    with pytest.raises(ValidationError, match="mange mails i dag"):
        consents.ask_person(by=viewer(karen), consent_id=last.pk)
    make_story(by=karen, people=({"name": "Ib", "email": "ib@post.example"},))
    assert len(letters_to("ib@post.example")) == 1


# --- noted, children, people ------------------------------------------------------------------------------------------


def test_yes_on_paper_is_noted_by_hosts_and_coordinators_with_day_and_way(karen, kurt, birthe):
    story = make_story(by=karen, people=({"name": "Kaj"},))
    said = {"consent_id": consent_of(story).pk, "answer": "yes", "channel": "paper", "on": clock.today()}
    with pytest.raises(Refused):  # never on the word of whoever wrote it
        consents.note_consent(by=viewer(karen), **said)
    for wrong in ({"channel": "sladder"}, {"on": clock.today() + timedelta(days=1)}, {"on": None}, {"years": 40}):
        with pytest.raises(ValidationError):
            consents.note_consent(by=viewer(birthe), **{**said, **wrong})
    assert is_met(consents.note_consent(by=viewer(birthe), **said))
    row = consent_of(story)
    assert (row.noted_by, row.channel, row.answered_on) == (birthe, "paper", clock.today())
    own = make_story(by=kurt, speaks_as=str(kurt.memberships.get().actor_id), people=({"name": "Kaj"},))
    consents.note_consent(by=viewer(kurt), **{**said, "consent_id": consent_of(own).pk})
    taken = consents.note_consent(by=viewer(birthe), **{**said, "answer": "taken_back"})
    assert not queries.stories(NOBODY).filter(pk=taken.pk).exists()


@pytest.mark.parametrize("has_said", ["no", "taken_back", "noted and taken back"])
def test_nobody_notes_a_yes_over_what_the_person_said(birthe, has_said):
    story = make_story()
    said = {"consent_id": consent_of(story).pk, "answer": "yes", "channel": "phone", "on": clock.today()}
    if has_said == "no":
        say(story, "no")
    else:
        if has_said == "taken_back":
            say(story)
        else:
            consents.note_consent(by=viewer(birthe), **said)
        take_back(story)
    with pytest.raises(ValidationError, match="selv sagt nej"):
        consents.note_consent(by=viewer(birthe), **said)
    assert not is_met(fresh(story))
    actions.edit_story(by=viewer(story.author), story_id=story.pk, body="Kaj Holm henter nu selv Ib.")
    assert is_met(consents.note_consent(by=viewer(birthe), **said))  # they were asked about something else


def test_whoever_is_said_to_have_said_yes_hears_of_it_and_can_take_it_back(birthe, client):
    story = make_story()
    said = {"consent_id": consent_of(story).pk, "answer": "yes", "channel": "phone", "on": clock.today()}
    consents.note_consent(by=viewer(birthe), **said)
    letter = letters_to(KAJ["email"])[-1]
    assert "skrevet ned, at du har sagt ja" in letter.text
    assert client.get(path_in(letter)).status_code == 200


def test_child_by_first_name_and_a_parents_word(birthe):
    child = {"name": "Karla", "email": "mor@post.example", "is_child": True}
    with pytest.raises(ValidationError, match="fornavn"):
        make_story(people=({**child, "name": "Karla Holm"},))
    story = make_story(people=(child,), body="Karla tændte bålet.", title="Bingo ved bålet")
    assert "som forælder" in letters_to("mor@post.example")[0].text
    with pytest.raises(ValidationError, match="dit eget navn"):
        say(story, parent_name=" ")
    story = say(story, parent_name="Iben")
    assert is_met(story)
    assert consent_of(story).parent_name == "Iben"
    reading = queries.with_readings([story])[0].reading
    assert reading.names == ("Karla",)
    noted = make_story(people=({"name": "Karla", "is_child": True},), body="Karla.", title="Bål")
    said = {"consent_id": consent_of(noted).pk, "answer": "yes", "channel": "phone", "on": clock.today()}
    with pytest.raises(ValidationError, match="forældrene"):
        consents.note_consent(by=viewer(birthe), **said)


@pytest.mark.parametrize(
    "said",
    [
        {"name": ""},
        {"name": "www.snyd.example"},
        {"name": "ring@post.example"},
        {"name": "Ole 010150-1234"},
        {"name": "O" * 81},
        {"name": "Ole", "email": "ole"},
        {"name": "Ole", "instead": "http://x"},
    ],
)
def test_name_is_a_name_and_no_way_out(said, karen):
    with pytest.raises(ValidationError) as problem:
        make_story(by=karen, people=(said,))
    assert next(iter(problem.value.message_dict)).startswith("person1_")
    assert not OutgoingMail.objects.filter(Q(text__contains="snyd") | Q(text__contains="http://x")).exists()


def test_dropped_only_when_neither_text_nor_picture_shows_them(karen):
    story = say(put_picture(make_story(by=karen), alt="To ved et bord"), "no")
    row, by = consent_of(story), viewer(karen)
    with pytest.raises(ValidationError, match="står stadig"):
        consents.drop_person(by=by, consent_id=row.pk)
    actions.edit_story(by=by, story_id=story.pk, title="Bingo igen", body="Nu kommer der flere.")
    with pytest.raises(ValidationError, match="Billedet"):
        consents.drop_person(by=by, consent_id=row.pk)
    actions.drop_picture(by=by, story_id=story.pk)
    assert is_met(consents.drop_person(by=by, consent_id=row.pk))
    assert not OneTimeLink.objects.filter(purpose=letters.PURPOSE).exists()


def test_one_more_named_makes_it_wait(karen):
    story = open_story(by=karen)
    consents.name_person(by=viewer(karen), story_id=story.pk, name="Ib", email="ib@post.example")
    assert (state(story), is_met(story)) == ("waiting", [])
    assert len(letters_to("ib@post.example")) == 1
    assert len(letters_to("kaj@post.example")) == 1


# --- changed, renewed, run out ----------------------------------------------------------------------------------------


def test_edit_asks_anew_with_what_differs(karen):
    story = open_story(by=karen)
    actions.edit_story(by=viewer(karen), story_id=story.pk, body=f"{BODY} Og han vandt.", theme="older")
    assert (state(story), is_met(story)) == ("waiting", [])
    assert letters_to("kaj@post.example")[-1].title == "Historien, du er med i, er rettet"
    content = standing.content_now(fresh(story))
    ((label, pieces),) = standing.differences(consent_of(story).seen, content)
    assert (label, [piece.text for piece in pieces if piece.how == "new"]) == ("Historien", [" Og han vandt."])
    assert is_met(say(story))
    actions.edit_story(by=viewer(karen), story_id=story.pk, theme="health")  # the theme is not what they said yes to
    assert is_met(story)


def test_many_small_edits_are_one_letter_until_there_is_an_answer(karen):
    story = open_story(by=karen)
    told = len(letters_to("kaj@post.example"))
    for number in range(3):
        actions.edit_story(by=viewer(karen), story_id=story.pk, body=f"{BODY} Og han vandt {number} kr.")
    assert len(letters_to("kaj@post.example")) == told + 1
    say(fresh(story))
    actions.edit_story(by=viewer(karen), story_id=story.pk, body=BODY)
    assert len(letters_to("kaj@post.example")) == told + 2


def test_stale_edit_and_stale_answer(karen):
    story = make_story(by=karen)
    actions.edit_story(by=viewer(karen), story_id=story.pk, title="Kaj til bingo", expected_version=1)
    with pytest.raises(Stale):
        actions.edit_story(by=viewer(karen), story_id=story.pk, title="Andet", expected_version=1)
    with pytest.raises(Stale):
        say(story, expected_version=1)


def test_picture_is_part_of_the_yes_and_goes_with_it(karen, birthe, client):
    story = open_story(by=karen)
    assert is_met(put_picture(story)) == []
    story = say(story)

    page = client.get(f"/historier/{story.pk}/")
    assert page.status_code == 200
    for who in (karen, birthe):  # nobody goes around the verbs of stories
        with pytest.raises(Refused):  # everybody sees it on the page
            pictures.edit_picture(by=viewer(who), picture_id=story.picture_id, alt="Kaj Holm fra nr. 7")
        with pytest.raises(NotFound):  # a story is no page that takes pictures
            pictures.add_picture(by=viewer(who), subject_id=story.pk, picture=None, alt="x")
    shown = reverse("pictures:file", args=[story.picture_id])
    assert client.get(shown).status_code == 200
    take_back(story)
    assert client.get(shown).status_code == 404


def test_yes_lasts_a_while_is_asked_anew_and_then_rests():
    story = say(make_story(), years=1)
    until = consent_of(story).until
    assert until == consents.years_later(clock.today(), 1)

    def on(days_before: int) -> None:
        with clock.at(timezone.now() + timedelta(days=(until - clock.today()).days - days_before)):
            letters.keep_time()

    on(40)
    assert len(letters_to("kaj@post.example")) == 1
    on(29)
    on(28)
    assert [letter.title for letter in letters_to("kaj@post.example")][1:] == ["Må historien stadig stå?"]
    on(0)
    assert is_met(story)
    on(-1)
    assert is_met(story) == []
    on(-2)
    assert [row.title for row in letters_to(story.author.email)].count("Din historie hviler") == 1
    assert is_met(say(story))


def test_noted_yes_is_for_the_keeper_to_renew(birthe):
    story = make_story(by=birthe, people=({"name": "Kaj"},))
    said = {"consent_id": consent_of(story).pk, "channel": "phone", "on": clock.today(), "years": 1}
    consents.note_consent(by=viewer(birthe), answer="yes", **said)
    with clock.at(timezone.now() + timedelta(days=350)):
        letters.keep_time()
        letters.keep_time()
    titles = [letter.title for letter in letters_to(birthe.email)]
    assert titles.count("Et ja til din historie udløber snart") == 1


def test_leap_day():
    assert consents.years_later(clock.today().replace(year=2028, month=2, day=29), 1).isoformat() == "2029-02-28"


# --- hidden, pages, erased --------------------------------------------------------------------------------------------


def test_yes_can_be_taken_back_while_hidden_and_it_never_comes_again(birthe):
    story = open_story()
    hiding = moderation.hide(by=viewer(birthe), subject_id=story.pk, reason="Ser vi på.")
    with pytest.raises(NotFound):
        say(story)
    take_back(story)
    with pytest.raises(NotFound):  # not even a coordinator brings it back
        moderation.show_again(by=viewer(birthe), hiding_id=hiding.pk)
    assert is_met(story) == []


def test_story_stands_on_the_page_it_is_about_until_a_yes_is_taken_back(karen, client):
    challenge = make_challenge(by=karen)
    story = make_story(subject_id=str(challenge.pk))
    address = f"/udfordringer/{challenge.pk}/"
    assert "bingo" not in client.get(address).text
    say(story)
    assert "Kaj kom med til bingo" in client.get(address).text
    take_back(story)
    assert "bingo" not in client.get(address).text
    for page in ("/historier/", "/det-goer-frivillige-muligt/", "/soeg/?q=bingo", f"/historier/{story.pk}/"):
        assert "Kaj kom" not in client.get(page).text
    assert not [line for line in hooks.timeline(challenge.subject, NOBODY) if line.verb.startswith("stories")]
    assert not said_by(story.actor, NOBODY)


def test_only_public_pages_take_stories(mette, karen):
    staff_page = make_challenge(by=mette, audience="staff")
    for wrong in (str(staff_page.pk), str(make_story().pk), "noget"):
        with pytest.raises(ValidationError, match="subject_id"):
            make_story(by=mette, subject_id=wrong)


def test_withdrawn_leaves_nothing(karen, django_capture_on_commit_callbacks):
    story = put_picture(open_story(by=karen))
    picture = story.picture
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_story(by=viewer(karen), story_id=story.pk)
    story = fresh(story)
    assert (story.title, story.body, story.picture, story.subject.title) == ("", "", None, "")
    assert not Consent.objects.exists()
    assert not picture.file.storage.exists(picture.file.name)
    assert rows_that_hold(("Kaj Holm", "Kaj kom")) == []


def test_erased_person_is_forgotten_in_stories_of_others():
    zenobia = make_person("Zenobia Quist", email="zenobia@engbaek.example")
    story = make_story(
        people=(
            {"name": "Zenobia Quist", "email": zenobia.email},
            {"name": "Ib", "email": "ib@post.example"},
        ),
        title="Zenobia kom til bingo",
        body="Zenobia Quist vandt. Ib tabte.",
        gains={"user": {"gains": [], "words": "Zenobias latter"}},
    )
    story = put_picture(story, alt="Zenobia griner")
    say(story, name="Ib")
    story = say(story, name="Zenobia Quist")
    assert is_met(story)
    erase_person(by=SYSTEM, person_id=zenobia.pk)
    assert rows_that_hold(("Zenobia", "zenobia")) == []
    assert (state(story), is_met(story)) == ("stopped", [])
    said = {"consent_id": consent_of(story).pk, "answer": "yes", "channel": "phone", "on": clock.today()}
    with pytest.raises(NotFound):  # nobody lets it out again in the name of who is forgotten
        consents.note_consent(by=viewer(make_person(role="coordinator")), **said)


@pytest.mark.parametrize("is_child_first", [False, True])
def test_parent_and_child_of_one_address_are_both_forgotten(is_child_first):
    parent = make_person("Zenobia Quist", email="zenobia@engbaek.example")
    people = (
        {"name": "Zenobia Quist", "email": parent.email},
        {"name": "Emilius", "email": parent.email, "is_child": True},
    )
    story = make_story(
        people=people[::-1] if is_child_first else people,
        title="Zenobia Quist og Emilius til bingo",
        body="Zenobia Quist kom med Emilius.",
    )
    story = put_picture(story, alt="Zenobia Quist med Emilius")
    for name in ("Zenobia Quist", "Emilius"):
        say(story, name=name)
    erase_person(by=SYSTEM, person_id=parent.pk)
    assert rows_that_hold(("Zenobia", "Emilius")) == []


def test_erased_teller_leaves_no_story():
    zenobia = make_person("Zenobia Quist", email="zenobia@engbaek.example")
    put_picture(open_story(by=zenobia, body="Kaj Holm zebraord."))
    erase_person(by=SYSTEM, person_id=zenobia.pk)
    assert rows_that_hold(("Zenobia", "zebraord")) == []


def test_copy_of_ones_data_holds_what_one_told_and_what_one_is_in():
    kaj = make_person("Kaj Holm", email="kaj@post.example")
    story = open_story()
    for person, key in ((kaj, "in_story"), (story.author, "story")):
        assert key in str(copy_for(person))


def test_journal_holds_a_line_per_verb_and_no_words(karen):
    story = put_picture(make_story(by=karen))
    take_back(say(story))
    lines = JournalEntry.objects.filter(subject=story.subject).order_by("pk")
    assert [line.verb for line in lines] == [
        "stories.told",
        "stories.pictured",
        "stories.answered",
        "stories.taken_back",
    ]


def test_guard_and_fields(karen):
    for wrong in ({"title": " "}, {"body": ""}, {"body": "Ring om 010150-1234"}, {"theme": "vejret"}, {"area_id": "9"}):
        with pytest.raises(ValidationError):
            make_story(by=karen, **wrong)
    with pytest.raises(Refused):
        actions.tell_story(by=NOBODY, title="a", body="b")
