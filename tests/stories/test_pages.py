"""The pages of stories, of what is gained and of what the municipality offers, as people meet them."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspil.actors import actions as actors
from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from samspil.moderation import actions as moderation
from samspil.moderation.queries import open_reports
from samspil.stories import gains, letters, offering, queries
from samspil.stories.actions import edit_story, withdraw_story
from samspil.stories.models import Benefit, Story, VolunteerOffer
from samspil.tasks.models import SignUp
from tests.company_pledges.making import make_company, make_promise
from tests.factories import make_challenge, make_person, viewer
from tests.identity.test_erasing import rows_that_hold
from tests.practices.building import make_practice
from tests.stories.making import (
    consent_of,
    fresh,
    letters_to,
    make_offer,
    make_story,
    open_story,
    path_in,
    put_picture,
    say,
)
from tests.tasks.making import come, make_task

pytestmark = pytest.mark.django_db
CALM = {"user": {"gains": ["calm"], "words": ""}}


# --- by the link of a letter ------------------------------------------------------------------------------------------


@pytest.mark.capability("C70")
def test_guest_tells_and_guest_says_yes_and_takes_it_back(client):
    """No account anywhere: told, confirmed, asked, answered, taken back with one press."""
    form = {
        "title": "Kaj kom med til bingo",
        "body": "Kaj Holm sad alene.",
        "person1_name": "Kaj Holm",
        "person1_email": "kaj@post.example",
        "user_gains": ["calm"],
        "all_named": "on",
        "guest_name": "Lis",
        "guest_email": "lis@post.example",
    }
    assert "Tjek din mail" in client.post(reverse("stories:tell"), form).text
    assert not Story.objects.exists()
    done = client.post(path_in(letters_to("lis@post.example")[0]))
    assert "Vi har spurgt dem, der er med" in done.text
    story = Story.objects.get()
    link = path_in(letters_to("kaj@post.example")[0])
    page = client.get(link)
    assert "Kaj Holm sad alene." in page.text
    assert "En, der var med sad alene." in page.text  # as it reads without the name
    assert page["Cache-Control"] == "no-store"
    assert client.get(reverse("stories:page", args=[story.pk])).status_code == 404
    version = page.context["form"]["expected_version"].value()
    sent = client.post(link, {"answer": "yes", "years": "2", "expected_version": version}, follow=True)
    assert "Dit svar er gemt" in sent.text
    assert "Kaj Holm" in client.get(reverse("stories:page", args=[story.pk])).text
    back = client.post(f"{link}tag-tilbage/", follow=True)
    assert "væk fra siderne nu" in back.text
    assert client.get(reverse("stories:page", args=[story.pk])).status_code == 404
    assert client.get(link).status_code == 200  # the same link says yes again


def test_form_says_what_is_wrong_and_keeps_what_was_typed(client):
    page = client.post(reverse("stories:tell"), {"title": "Bingo", "person2_email": "kaj@post.example"})
    errors = page.context["form"].errors
    assert {"body", "all_named", "person2_name", "guest_name", "guest_email"} <= set(errors)
    assert "kaj@post.example" in page.text


def test_link_shows_what_differs_and_a_stale_answer_counts_for_nothing(client, karen):
    story = open_story(by=karen)
    from_first = path_in(letters_to("kaj@post.example")[0])
    edit_story(by=viewer(karen), story_id=story.pk, body="Kaj Holm sad aldrig alene.")
    page = client.get(from_first)
    assert "Det er ændret, siden du sagde ja" in page.text
    assert "<ins>" in page.text
    stale = client.post(from_first, {"answer": "yes", "years": "2", "expected_version": "1"})
    assert (stale.status_code, "blev rettet, mens du læste" in stale.text) == (409, True)
    assert not queries.stories(NOBODY).exists()


def test_spent_links_say_so(client, karen):
    story = make_story(by=karen)
    link = path_in(letters_to("kaj@post.example")[0])
    withdraw_story(by=viewer(karen), story_id=story.pk)
    for answer in (client.get(link), client.get("/historier/svar/noget/"), client.post(f"{link}tag-tilbage/")):
        assert answer.status_code == 410


def test_hidden_story_shows_no_word_to_who_is_in_it(client, birthe):
    story = put_picture(open_story(by=birthe))
    story = say(story)
    link = path_in(letters_to("kaj@post.example")[0])
    moderation.hide(by=viewer(birthe), subject_id=story.pk, reason="Ser vi på.")
    page = client.get(link)
    assert "taget af siderne" in page.text
    assert "alene" not in page.text
    assert client.get(f"{link}billede/").status_code == 404
    assert client.post(f"{link}tag-tilbage/", follow=True).status_code == 200
    assert consent_of(story).answer == "taken_back"


def test_own_page_lists_what_one_is_in(sign_in):
    kaj = make_person("Kaj Holm", email="kaj@post.example")
    story = make_story()
    client = sign_in(kaj)
    for name in ("stories:mine", "identity:me"):
        assert reverse("stories:consent", args=[consent_of(story).pk]) in client.get(reverse(name)).text
    client.post(reverse("stories:consent", args=[consent_of(story).pk]), {"answer": "unnamed", "years": "1"})
    assert queries.stories(NOBODY).exists()
    client.post(reverse("stories:take-back", args=[consent_of(story).pk]))
    assert not queries.stories(NOBODY).exists()


def test_keepers_page_shows_where_it_stands(sign_in, karen):
    story = make_story(by=karen)
    client = sign_in(karen)
    page = client.get(reverse("stories:page", args=[story.pk]), follow=True)
    assert "Har ikke svaret" in page.text
    again = client.post(reverse("stories:ask", args=[consent_of(story).pk]), follow=True)
    assert "Vent en uge" in again.text
    with clock.at(timezone.now() + timedelta(days=8)):
        client.post(reverse("stories:ask", args=[consent_of(story).pk]))
    assert len(letters_to("kaj@post.example")) == 2


# --- negative: who meets what -----------------------------------------------------------------------------------------


def test_what_waits_reaches_nobody_through_any_page_or_letter(client, karen, sign_in, mette):
    """A story with a word of its own waits: no page, feed, paper, search or letter holds it for others."""
    challenge = make_challenge(by=karen)
    make_story(title="Hemmelighed", body="Hemmelighed om Kaj Holm.", subject_id=str(challenge.pk), gains=CALM)
    staff = sign_in(mette)
    paths = [
        reverse("stories:list"),
        reverse("stories:possible"),
        f"{reverse('site:search')}?q=hemmelig",
        reverse("papers:feed-challenges"),
        reverse("papers:feed-proposals"),
        reverse("challenges:page", args=[challenge.pk]),
        reverse("papers:paper", args=[challenge.pk]),
        reverse("site:home"),
        reverse("stories:employment"),
    ]
    for who in (client, staff):
        for path in paths:
            assert "Hemmelighed" not in who.get(path).text, path
    assert "Hemmelighed" not in "".join(OutgoingMail.objects.values_list("text", flat=True))
    assert "Hemmelighed" not in "".join(OutgoingMail.objects.values_list("title", flat=True))


# --- what is gained ---------------------------------------------------------------------------------------------------


@pytest.mark.capability("C69")
def test_gains_stand_with_the_stories_behind_each_number(client):
    for number in range(3):
        open_story(title=f"Kaj nummer {number}", gains={"user": {"gains": ["calm"], "words": "Ro på."}})
    make_story(gains=CALM)  # waits
    sides = {side.whom: side for side in queries.gained_by(NOBODY, queries.Filters())}
    calm = next(row for row in sides["user"].gains if row.gain == "calm")
    assert (calm.count, len(calm.told_in), len(sides["user"].words)) == (3, 3, 3)
    assert sides["staff"].is_empty
    page = client.get(reverse("stories:possible")).text
    assert "Kaj nummer 2" in page
    assert "frivillige=ja&amp;hvem=user&amp;gav=calm" in page
    found = client.get(f"{reverse('stories:list')}?hvem=user&gav=calm&emne=older")
    assert found.context["page"].paginator.count == 3
    assert not client.get(f"{reverse('stories:possible')}?emne=health").context["figures"]


def test_only_what_volunteers_took_part_in_is_told_as_theirs(unit, client):
    """What employees gain by a lift is no work of volunteers; the story stands in the list all the same."""
    for number in range(7):
        open_story(title=f"Kaj nummer {number}", gains=CALM)
    by = make_person("Tine", role="employee", scope=unit, member_of=unit.actor)
    open_story(by=by, title="En lift og tid til vinduet", gains=CALM)
    both = {**CALM, "volunteer": {"gains": ["open_community"]}}
    open_story(by=by, title="Ib læser højt", gains=both)
    page = client.get(reverse("stories:possible"))
    told = next(row for row in page.context["sides"][0].gains if row.gain == "calm")
    assert told.count == 8
    assert {row.title for row in told.told_in} == {*(f"Kaj nummer {number}" for number in range(7)), "Ib læser højt"}
    assert "Vis resten" in page.text
    assert all(row.title in page.text for row in told.told_in)
    assert "En lift" not in page.text
    assert page.context["figures"][0][0] == 8
    listed = {
        n: client.get(f"{reverse('stories:list')}{n}").context["page"].paginator.count for n in ("", "?frivillige=ja")
    }
    assert listed == {"": 9, "?frivillige=ja": 8}


def test_gains_of_a_practice_are_said_by_those_who_answer_for_their_words(karen, mette, kurt, unit, client):
    practice = make_practice(by=mette, home=unit)
    said = {"staff": {"gains": ["time"], "words": "Vi når at sidde ned."}}
    for who, error in ((karen, Refused), (NOBODY, Refused)):
        with pytest.raises(error):
            gains.say_gains(by=who if who is NOBODY else viewer(who), subject_id=practice.pk, gains=said)
    gains.say_gains(by=viewer(mette), subject_id=practice.pk, gains=said)
    gains.say_gains(by=viewer(kurt), subject_id=practice.pk, gains=said)
    assert Benefit.objects.count() == 2
    page = client.get(reverse("practices:page", args=[practice.pk])).text
    assert "Vi når at sidde ned." in page
    row = Benefit.objects.get(gain="own")
    with pytest.raises(Refused):
        gains.remove_gain(by=viewer(kurt), benefit_id=row.pk)
    gains.remove_gain(by=viewer(mette), benefit_id=row.pk)
    for wrong in ({}, {"user": {"gains": ["own"]}}, {"user": {"words": "010150-1234"}}, {"user": {"words": "x" * 201}}):
        with pytest.raises(ValidationError):
            gains.say_gains(by=viewer(mette), subject_id=practice.pk, gains=wrong)
    with pytest.raises(NotFound):
        gains.say_gains(by=viewer(mette), subject_id=make_challenge(by=karen).pk, gains=said)


def test_own_words_about_somebody_are_looked_at_as_an_edit_of_the_page_is(mette, kurt, unit):
    practice = make_practice(by=mette, home=unit)
    for words, waits in (("Man ler mere.", 0), ("Naboen har depression, men kom med.", 1), ("Min mor har demens.", 1)):
        gains.say_gains(by=viewer(kurt), subject_id=practice.pk, gains={"user": {"words": words}})
        assert open_reports().filter(subject=practice.subject).count() == waits


def test_figures_count_people_in_fives_and_never_fewer(kurt):
    task = make_task(by=kurt, places=20)
    slot = task.slots.order_by("starts_at")[0]
    people = [make_person() for _number in range(7)]
    for number, person in enumerate(people, 1):
        row = come(slot, by=person)
        SignUp.objects.filter(pk=row.pk).update(came=1, hours=3)
        told = {what: n for n, what in queries.figures(NOBODY, queries.Filters())}
        shown = [n for what, n in told.items() if what.startswith("menneske")]
        assert shown == ([5] if number >= 5 else [])
        assert not any("time" in what for what in told)  # what people note for themselves is nobody's figure
    assert told["gang, en opgave blev gjort"] == 1


def test_cost_does_not_grow(client):
    def cost(path: str) -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    def fill(count: int) -> None:
        for number in range(count):
            put_picture(open_story(title=f"Kaj {number}", gains={"staff": {"gains": ["time"], "words": "Tid."}}))

    fill(1)
    say_all()
    paths = [reverse("stories:list"), reverse("stories:possible"), reverse("stories:employment")]
    before = [cost(path) for path in paths]
    fill(4)
    say_all()
    assert [cost(path) for path in paths] == before
    assert before[0] <= 8


def say_all() -> None:
    for story in Story.objects.all():
        say(fresh(story))


# --- what the municipality offers -------------------------------------------------------------------------------------


@pytest.mark.capability("C61")
def test_one_contact_person_and_entries_in_their_order(birthe, client):
    page = client.get(reverse("stories:offers")).text
    assert "Din kontakt" in page  # from the settings, until somebody says otherwise
    make_offer(birthe, kind="contact", title="Din kontakt", person_id=str(birthe.pk), phone="99 00 00 10", body="")
    with pytest.raises(ValidationError, match="én kontakt"):
        make_offer(birthe, kind="contact", title="Endnu en", who="Ida", phone="99 00 00 11")
    rows = [make_offer(birthe, title=f"Penge {number}") for number in range(3)]
    by = viewer(birthe)
    offering.move_offer(by=by, offer_id=rows[2].pk)
    offering.move_offer(by=by, offer_id=rows[1].pk, up=False)
    offering.move_offer(by=by, offer_id=rows[0].pk)  # first already
    assert [row.title for row in queries.offers(NOBODY)] == ["Din kontakt", "Penge 0", "Penge 2", "Penge 1"]
    assert "Birthe Holm" in client.get(reverse("stories:offers")).text


def test_entry_keeps_what_stood_before_and_asks_once_a_year(birthe, karen, sign_in):
    offer = make_offer(birthe, body="2.000 kr.")
    with pytest.raises(Refused):
        offering.edit_offer(by=viewer(karen), offer_id=offer.pk, body="0 kr.")
    offering.edit_offer(by=viewer(birthe), offer_id=offer.pk, body="3.000 kr.", expected_version=1)
    with pytest.raises(Stale):
        offering.edit_offer(by=viewer(birthe), offer_id=offer.pk, body="4.000 kr.", expected_version=1)
    client = sign_in(birthe)
    assert "2.000 kr." in client.get(reverse("stories:offer", args=[offer.pk])).text
    assert "2.000 kr." not in sign_in(karen).get(reverse("stories:offer", args=[offer.pk])).text
    with clock.at(timezone.now() + timedelta(days=370)):
        letters.ask_about_offers()
        letters.ask_about_offers()
        assert [letter.title for letter in letters_to(birthe.email)] == [
            "Passer det stadig? Det tilbyder kommunen frivillige"
        ]
        client.post(reverse("stories:confirm-offer", args=[offer.pk]))
    with clock.at(timezone.now() + timedelta(days=401)):
        letters.ask_about_offers()
    assert len(letters_to(birthe.email)) == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "guld"}, "kind"),
        ({"title": ""}, "title"),
        ({"body": "Ring om 010150-1234"}, "body"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"email": "nogen"}, "email"),
        ({"person_id": "noget"}, "person_id"),
        ({"kind": "contact", "phone": ""}, "phone"),
        ({"kind": "contact", "phone": "99 00 00 10"}, "who"),
    ],
)
def test_entry_is_checked_by_field(facts, field, birthe):
    with pytest.raises(ValidationError) as problem:
        make_offer(birthe, **facts)
    assert field in problem.value.message_dict


def test_removed_entry_and_erased_contact_leave_nothing(birthe):
    offer = make_offer(birthe, title="Zebrapenge", who="Zenobia")
    offering.remove_offer(by=viewer(birthe), offer_id=offer.pk)
    assert rows_that_hold(("Zebrapenge", "Zenobia")) == []
    zenobia = make_person("Zenobia Quist", role="employee", scope=actors.add_unit(by=SYSTEM, name="Enheden"))
    told = {"kind": "contact", "title": "Kontakt", "phone": "99 00 11", "email": zenobia.email}
    contact = make_offer(birthe, person_id=str(zenobia.pk), **told)
    erase_person(by=SYSTEM, person_id=zenobia.pk)
    assert rows_that_hold(("Zenobia", told["email"])) == []
    assert VolunteerOffer.objects.get(pk=contact.pk).person is None


# --- work and mentors -------------------------------------------------------------------------------------------------


@pytest.mark.capability("C88")
def test_page_of_work_gathers_what_three_apps_hold(client, karen, kurt):
    make_challenge(by=karen, question="Hvordan kommer unge i job?", theme="employment")
    make_challenge(by=karen, question="Hvordan får vi lange aftener?", theme="older")
    company = make_company()
    make_promise(company=company, title="To praktikpladser", theme="employment")
    make_promise(company=company, title="En rampe", theme="older")
    make_task(by=kurt, title="Vær mentor", kind="mentor")
    make_task(by=kurt, title="Bag en kage")
    page = client.get(reverse("stories:employment")).text
    for there in ("Hvordan kommer unge i job?", "To praktikpladser", "Vær mentor"):
        assert there in page
    for elsewhere in ("lange aftener", "En rampe", "Bag en kage"):
        assert elsewhere not in page


def test_answer_stands_open_again_before_the_time_is_up(client):
    say(make_story(), years=1)
    link = path_in(letters_to("kaj@post.example")[0])
    assert client.get(link).context["is_settled"]
    with clock.at(timezone.now() + timedelta(days=350)):
        assert not client.get(link).context["is_settled"]
