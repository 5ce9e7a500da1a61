"""What employees tell those who look for work: their own words, with a yes to just that, and where to ring (C51)."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.actors.actions import give_role
from samspil.actors.models import Actor
from samspil.foundation import clock, subjects
from samspil.foundation.models import Audience
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from samspil.moderation.actions import hide
from samspil.stories import actions, personal_data, queries, standing, work
from samspil.stories.models import ConsentState, Story
from samspil.stories.work_views import opening
from tests.factories import make_person, make_unit, viewer
from tests.stories.making import KAJ, consent_of, fresh, letters_to, make_story, path_in, say, take_back
from tests.technologies.making import make_technology

pytestmark = pytest.mark.django_db
PAGE, POSTER = reverse("stories:work"), reverse("stories:work-poster")
TITLE, BODY = "Ryggen kan mærke det", "Kaj Holm kommer selv op nu, og min ryg er der stadig om aftenen."


@pytest.fixture
def story(mette):
    return say(make_story(by=mette, title=TITLE, body=BODY))


def show(story, by, unit, **more):
    return work.show_at_work(by=viewer(by), story_id=story.pk, unit_id=unit.pk, **more)


def shown(client):
    return TITLE in client.get(PAGE).text, TITLE in client.get(POSTER).text


def state_of(story):
    row = consent_of(story)
    return standing.state_of(row, standing.content_now(fresh(story)), clock.today())


@pytest.mark.capability("C51")
def test_an_employee_tells_those_who_look_for_work_and_somebody_answers_the_phone(story, mette, lene, unit, client):
    Actor.objects.filter(pk=unit.pk).update(phone="99 00 00 13")
    assert shown(client) == (False, False)
    show(story, mette, unit)
    say(story)
    assert shown(client) == (True, True)
    text = client.get(PAGE).text
    assert "min ryg er der stadig" in text
    assert f"Spørg efter {lene.name}" in text
    assert "99 00 00 13" in text
    Actor.objects.filter(pk=unit.pk).update(contact_visibility="staff")
    assert "99 00 00 13" not in client.get(PAGE).text
    assert reverse("stories:work") in client.get(reverse("stories:page", args=[story.pk])).text


def test_those_in_it_say_yes_to_just_that(story, mette, unit, client):
    """Their yes was to a story on the pages of stories. Until they have answered, nobody reads it anywhere."""
    show(story, mette, unit)
    assert state_of(story) == ConsentState.CHANGED
    assert fresh(story).subject.audience == Audience.NAMED
    letter = letters_to(KAJ["email"])[-1]
    assert "dem, der søger arbejde" in letter.text
    page = client.get(path_in(letter)).text
    assert "Den bliver også vist for dem, der søger arbejde hos os." in page
    assert f"søger arbejde på {unit.actor.name}" in page
    say(story, "unnamed")
    text = client.get(PAGE).text
    assert "En nabo kommer selv op nu" in text
    assert "Kaj" not in text
    take_back(story)
    assert shown(client) == (False, False)


def test_a_yes_to_more_holds_when_the_story_stands_in_fewer_places(story, mette, birthe, unit, client):
    show(story, mette, unit)
    say(story)
    sent = len(letters_to(KAJ["email"]))
    work.end_at_work(by=viewer(birthe), story_id=story.pk)
    assert state_of(story) == ConsentState.YES
    assert shown(client) == (False, False)
    assert queries.stories(NOBODY).filter(pk=story.pk).exists()
    assert len(letters_to(KAJ["email"])) == sent
    with pytest.raises(Refused):
        work.end_at_work(by=viewer(birthe), story_id=story.pk)


def test_another_place_of_work_is_another_question(story, mette, unit, client):
    show(story, mette, unit)
    say(story)
    show(story, mette, unit)
    assert state_of(story) == ConsentState.YES
    other = make_unit("Aftenholdet")
    give_role(by=SYSTEM, person=mette, kind="employee", scope=other.actor)
    show(story, mette, other)
    assert state_of(story) == ConsentState.CHANGED
    assert shown(client) == (False, False)


def test_nobody_uses_anothers_words_to_find_staff(mette, birthe, karen, unit, client):
    """Neither a citizen's story, nor a colleague's, nor one that an employee wrote down for somebody."""
    citizens = say(make_story(by=karen, title=TITLE))
    told = {"name": "Ruth", "email": "", "channel": "phone"}
    hers = actions.tell_story(by=viewer(mette), title=TITLE, body="Jeg bor her.", behalf=told)
    other = make_person("Bo", role="employee", scope=unit)
    colleagues = say(make_story(by=other, title=TITLE))
    for row in (citizens, hers, colleagues):
        for person in {mette, birthe, karen} - {row.author}:
            with pytest.raises((Refused, NotFound)):
                show(row, person, unit)
    with pytest.raises(Refused):
        show(citizens, karen, unit)
    assert shown(client) == (False, False)


def test_the_unit_is_ones_own_and_one_that_everybody_may_read_of(story, mette, unit):
    with pytest.raises(ValidationError) as problem:
        show(story, mette, make_unit("En anden"))
    assert "unit_id" in problem.value.message_dict
    subjects.set_audience(unit.actor.subject, Audience.STAFF)
    with pytest.raises(ValidationError):
        show(story, mette, unit)


def test_a_unit_that_is_hidden_afterwards_takes_its_stories_off_the_page(story, mette, unit, client):
    show(story, mette, unit)
    say(story)
    subjects.set_hidden(unit.actor.subject, clock.now())
    assert shown(client) == (False, False)
    assert queries.workplaces(NOBODY) == []


def test_stale_hidden_and_withdrawn(story, mette, birthe, unit, client):
    with pytest.raises(Stale):
        show(story, mette, unit, expected_version=story.subject.version - 1)
    show(story, mette, unit)
    say(story)
    hide(by=viewer(birthe), subject_id=story.pk, reason="Der står et navn.")
    assert shown(client) == (False, False)
    other = show(say(make_story(by=mette, title=TITLE)), mette, unit)
    actions.withdraw_story(by=viewer(mette), story_id=other.pk)
    assert Story.objects.get(pk=other.pk).work_unit is None


def test_it_is_ended_from_the_keepers_page(story, mette, unit, sign_in):
    client = sign_in(mette)
    keep = reverse("stories:keep", args=[story.pk])
    address = reverse("stories:show-at-work", args=[story.pk])
    assert address in client.get(keep).text
    client.post(address, {"unit_id": unit.pk, "expected_version": story.subject.version})
    say(story)
    assert shown(client) == (True, True)
    assert f'href="{address}"' not in client.get(keep).text
    client.post(reverse("stories:end-at-work", args=[story.pk]))
    assert shown(client) == (False, False)


def test_the_page_narrows_by_words_theme_and_place(mette, lene, unit, client):
    for title, theme in (("Løftet er væk", "disability"), ("Aftenen er lang", "older")):
        show(make_story(by=mette, title=title, theme=theme, people=()), mette, unit)

    def met(query):
        text = client.get(f"{PAGE}?{query}").text
        return [title for title in ("Løftet er væk", "Aftenen er lang") if title in text]

    assert met("emne=older") == ["Aftenen er lang"]
    assert met("q=løftet") == ["Løftet er væk"]
    assert met(f"enhed={unit.pk}") == ["Løftet er væk", "Aftenen er lang"]
    assert met("emne=vejret&enhed=her") == ["Løftet er væk", "Aftenen er lang"]


def test_a_story_about_a_technology_stands_on_its_page(mette, unit, client):
    technology = make_technology(title="Loftlift")
    story = make_story(by=mette, title=TITLE, people=(), subject_id=str(technology.pk))
    page = reverse("technologies:page", args=[technology.pk])
    assert TITLE in client.get(page).text
    assert PAGE not in client.get(page).text.split('id="historier"')[1].split("</section>")[0]
    show(story, mette, unit)
    assert PAGE in client.get(page).text.split('id="historier"')[1].split("</section>")[0]


def test_forgotten_and_copied(story, mette, birthe, unit, client):
    show(story, mette, unit)
    say(story)
    (told,) = personal_data.export(mette.pk)
    assert told["for_applicants"] == unit.actor.name
    erase_person(by=viewer(mette), person_id=mette.pk)
    assert shown(client) == (False, False)


def test_a_yes_that_runs_out_takes_it_off(story, mette, unit, client):
    show(story, mette, unit)
    say(story)
    row = consent_of(story)
    row.until = clock.today() - timedelta(days=1)
    row.save(update_fields=["until"])
    standing.settle(fresh(story))
    assert shown(client) == (False, False)


def test_the_page_costs_the_same_for_one_and_for_thirty(mette, unit, client):
    def cost():
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        return len(captured)

    show(make_story(by=mette, people=()), mette, unit)
    client.get(PAGE)
    one = cost()
    for _number in range(29):
        show(make_story(by=mette, people=()), mette, unit)
    assert cost() == one <= 10


def test_sheet_for_the_wall_has_a_number_to_ring_and_ends_with_whole_sentences(mette, unit, client):
    Actor.objects.filter(pk=unit.pk).update(phone="99 00 00 13")
    body = "Kaj kommer selv op. " * 10 + "\n\nDet, der ikke er plads til, står på siden."
    long_one = make_story(by=mette, title=TITLE, body=body)
    show(long_one, mette, unit)
    say(long_one)
    text = client.get(POSTER).text
    assert "99 00 00 13" in text
    assert settings.CONTACT["phone"] in text
    assert "Kaj kommer selv op.</p>" in text
    assert "…" not in text
    assert "Det, der ikke er plads" not in text
    Actor.objects.filter(pk=unit.pk).update(contact_visibility="staff")
    assert "99 00 00 13" not in client.get(POSTER).text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kort.", "Kort."),
        ("Et ord. " + "mange " * 60 + "ord.", "Et ord."),
        ("ord " * 60, " ".join(["ord"] * 45) + "…"),
        ("", ""),
    ],
)
def test_opening_is_whole_sentences(text, told):
    assert opening(text) == told
