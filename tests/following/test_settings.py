"""How soon one hears, the buttons in letters, the list of what one follows, and the page of what waits."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.actors.actions import edit_actor
from samspil.following.actions import choose_news, follow, stop_digest, tell_followers
from samspil.following.digests import latest_morning, send_digests
from samspil.following.manifest import erase, export
from samspil.following.models import DEFAULT_PACE, Announcement, Follow, News, Preference, Told
from samspil.following.queries import follows, mark_told, news_verbs, paces_of
from samspil.foundation import clock, hooks
from samspil.foundation.models import JournalEntry, OneTimeLink, OutgoingMail
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import NOBODY
from tests.factories import make_challenge, make_perspective, make_proposal, make_unit, viewer
from tests.identity.letters import newest

pytestmark = pytest.mark.django_db
PAGE = "/foelger/mails/"
CHOSEN = {"stage": "weekly", "answers": "at_once", "words": "never", "proposals": "daily", "pledges": "weekly"}


@pytest.fixture
def challenge(birthe):
    return make_challenge(by=birthe)


# --- choosing ---------------------------------------------------------------------------------------------------------


def test_who_chose_nothing_gets_the_defaults(karen):
    assert paces_of(karen.pk) == DEFAULT_PACE
    assert set(DEFAULT_PACE) == set(News)


def test_choosing_on_the_page(karen, sign_in):
    client = sign_in(karen)
    page = client.get(PAGE)
    assert page.text.count('type="radio"') == 20
    assert page.text.count("checked") == 5
    assert client.post(PAGE, CHOSEN).url == reverse("following:mine")
    assert paces_of(karen.pk) == CHOSEN
    assert Preference.objects.filter(person=karen).count() == 2, "what was the default stays the default"
    assert JournalEntry.objects.filter(verb="following.news_chosen").count() == 1
    client.post(PAGE, CHOSEN)
    assert JournalEntry.objects.filter(verb="following.news_chosen").count() == 1


@pytest.mark.parametrize("wrong", [{"stage": "hourly"}, {"stage": ""}, {"words": "x" * 500}])
def test_nonsense_is_told_at_its_field_and_nothing_is_kept(karen, sign_in, wrong):
    page = sign_in(karen).post(PAGE, {**CHOSEN, **wrong})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == list(wrong)
    assert not Preference.objects.exists()


def test_verb_refuses_strangers_and_unknown_kinds(karen):
    with pytest.raises(Refused):
        choose_news(by=NOBODY, paces={"stage": "daily"})
    for wrong in ({"stage": "hourly"}, {"weather": "daily"}):
        with pytest.raises(ValidationError):
            choose_news(by=viewer(karen), paces=wrong)


def test_second_press_is_harmless(karen, sign_in):
    client = sign_in(karen)
    key = client.get(PAGE).context["form"]["request_id"].value()
    for _press in range(2):
        assert client.post(PAGE, {**CHOSEN, "request_id": str(key)}).status_code == 302
    assert JournalEntry.objects.filter(verb="following.news_chosen").count() == 1


def test_every_kind_of_news_of_the_house_can_be_chosen():
    assert set(news_verbs().values()) <= set(News.values)
    assert all(hooks.phrases()[name].is_public for name in news_verbs())


# --- stopping from a letter -------------------------------------------------------------------------------------------


def letter_about(challenge, person) -> OutgoingMail:
    about = {"challenge": challenge}
    tell_followers(challenge.subject, "challenges/mail/stage_changed.txt", about, key="letter")
    return newest(person.email)


def digest_to(challenge, person) -> OutgoingMail:
    make_perspective(challenge)
    written = clock.now()
    for days in (1, 2):  # whatever the hour of the test, one of two mornings tells of what was written
        with clock.at(latest_morning("daily", written) + timedelta(days=days, minutes=1)):
            send_digests()
    return newest(person.email)


def path_of(letter: OutgoingMail) -> str:
    return "/" + letter.unsubscribe_url.split("/", 3)[3]


def test_mail_programs_button_needs_no_session_and_no_form_token(challenge, birthe):
    path = path_of(letter_about(challenge, birthe))
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"", "no-store")
    assert not follows(viewer(birthe), challenge.subject)
    assert Client().post(path).status_code == 410


def test_address_of_that_button_in_a_browser_changes_nothing(client, challenge, birthe):
    path = path_of(letter_about(challenge, birthe))
    answer = client.get(path)
    assert answer.url == path.removesuffix("straks/")
    assert client.head(path).status_code == 302
    assert follows(viewer(birthe), challenge.subject)


def test_digest_stops_with_a_press_and_the_pages_are_still_followed(client, challenge, birthe):
    letter = digest_to(challenge, birthe)
    path = path_of(letter).removesuffix("straks/")
    assert letter.title.startswith("Nyt siden i går")
    assert path in letter.text
    assert "Vil du ikke have flere daglige mails?" in client.get(path).text
    assert paces_of(birthe.pk) == DEFAULT_PACE
    assert "Du får ikke flere daglige mails" in client.post(path).text
    assert paces_of(birthe.pk) == {**DEFAULT_PACE, "words": "never", "proposals": "never"}
    assert follows(viewer(birthe), challenge.subject)
    assert client.post(path).status_code == 410


def test_digest_stops_with_the_mail_programs_button(challenge, birthe):
    path = path_of(digest_to(challenge, birthe))
    assert Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert paces_of(birthe.pk)["words"] == "never"
    assert JournalEntry.objects.filter(verb="following.digest_stopped").count() == 1


def test_stopping_a_digest_one_has_not_is_nothing(karen):
    stop_digest(by=viewer(karen), pace="daily")
    stop_digest(by=viewer(karen), pace="daily")
    assert JournalEntry.objects.filter(verb="following.digest_stopped").count() == 1


def test_link_of_another_sort_stops_nothing(challenge, birthe):
    _link, token = OneTimeLink.issue("sign-in", lasts=timedelta(hours=1), person=birthe.pk)
    assert Client().post(reverse("following:stop-at-once", args=[token])).status_code == 410
    assert follows(viewer(birthe), challenge.subject)


# --- the list ---------------------------------------------------------------------------------------------------------


def test_list_is_searched_and_narrowed(birthe, karen, sign_in):
    boat = make_challenge(by=karen, question="Hvem kan sejle båden?")
    soup = make_challenge(by=karen, question="Hvem laver suppen?")
    proposal = make_proposal(boat, by=karen, title="Båden sejler torsdag")
    client = sign_in(karen)

    def found(query: str) -> set:
        return {subject.pk for subject in client.get(f"/foelger/{query}").context["page"]}

    assert found("") == {boat.pk, soup.pk, proposal.pk}
    assert found("?q=båden") == {boat.pk, proposal.pk}
    assert found("?slags=proposal") == {proposal.pk}
    assert found("?q=båden&slags=challenge") == {boat.pk}
    assert found("?slags=sludder&side=99") == {boat.pk, soup.pk, proposal.pk}
    assert "Du følger ikke noget, der passer" in client.get("/foelger/?q=kaffe").text


def test_many_are_unfollowed_at_once(karen, sign_in):
    pages = [make_challenge(by=karen) for _number in range(3)]
    client = sign_in(karen)
    answer = client.post("/foelger/ikke/", {"subject": [str(pages[0].pk), str(pages[1].pk), "x", ""]}, follow=True)
    assert "Du følger ikke længere 2 sider." in answer.text
    assert [row.subject_id for row in Follow.objects.filter(person=karen)] == [pages[2].pk]
    assert "Sæt kryds" in client.post("/foelger/ikke/", follow=True).text
    assert client.get("/foelger/ikke/").status_code == 405
    assert Client().post("/foelger/ikke/", {"subject": str(pages[2].pk)}).status_code == 403


def test_nobody_unfollows_for_another(karen, birthe, sign_in):
    page = make_challenge(by=karen)
    sign_in(birthe).post("/foelger/ikke/", {"subject": str(page.pk)})
    assert follows(viewer(karen), page.subject)


def test_list_costs_the_same_for_one_and_thirty(karen, sign_in):
    client = sign_in(karen)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/foelger/?q=hverdage&slags=challenge")
        return len(captured)

    make_challenge(by=karen)
    few = cost()
    for _number in range(29):
        make_challenge(by=karen)
    assert cost() == few <= 8


# --- what waits -------------------------------------------------------------------------------------------------------


def test_page_of_what_waits(lene, unit, karen, mette, sign_in):
    with clock.at(clock.now() - timedelta(days=40)):
        late = make_proposal(by=karen, unit=unit, title="For længst")
    new = make_proposal(by=karen, unit=unit, title="Lige nu")
    text = sign_in(lene).get("/venter/").text
    assert text.index("Ubesvaret") < text.index(late.title) < text.index(new.title)
    assert "2 svar venter" in text
    front = sign_in(lene).get("/").text
    assert late.title in front
    assert front.count("2 venter på dig") == 2, "in the wide bar and in the phone's menu"
    empty = sign_in(mette).get("/venter/").text
    assert "Ingen venter på svar fra dig" in empty
    assert "venter på dig" not in sign_in(mette).get("/").text
    relative = sign_in(karen).get("/venter/")
    assert relative.status_code == 200
    assert late.title not in relative.text
    assert Client().get("/venter/").status_code == 403


def test_what_waits_costs_a_query_for_each_sort(lene, unit, karen, sign_in):
    client = sign_in(lene)

    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    make_proposal(by=karen, unit=unit)
    few = [cost(path) for path in ("/venter/", "/", "/mig/")]
    for _number in range(10):
        make_proposal(by=karen, unit=unit)
    many = [cost(path) for path in ("/venter/", "/", "/mig/")]
    assert all(now <= before for now, before in zip(many, few, strict=True))


# --- a copy, and erasing ----------------------------------------------------------------------------------------------


def test_copy_and_erasing_hold_all_of_it(challenge, karen, lene, unit):
    follow(by=viewer(karen), subject_id=challenge.pk)
    choose_news(by=viewer(karen), paces={"words": "weekly"})
    mark_told(karen.pk, ["words"], clock.now())
    tell_followers(challenge.subject, "challenges/mail/stage_changed.txt", {}, key="k", but_not=karen.pk)
    kept = export(karen.pk)
    assert kept[0]["title"] == challenge.question
    assert {"news": "Nogen skriver, hvad de ser", "pace": "Hver uge"} in kept
    edit_actor(by=viewer(lene), actor_id=unit.pk, deputy_id=lene.pk)
    for person in (karen, lene):
        erase(person.pk)
        assert export(person.pk) == []
    assert not Announcement.objects.exclude(but_not=None).exists()
    assert not Told.objects.filter(person=karen).exists()
    unit.refresh_from_db()
    assert unit.deputy is None
    assert follows(viewer(challenge.author), challenge.subject)
    assert make_unit().deputy is None
