"""One's own profile: said, mended, rested, deleted, forgotten when nobody uses it, and never told to anybody else."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.agreements.actions import record_paper
from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import create_user_for, erase_person, merge_people
from samspil.identity.personal_data import copy_for
from samspil.volunteers import actions, upkeep
from samspil.volunteers.models import Ask, Profile
from tests.agreements.making import make_frame, offered, parties, yes
from tests.awards.making import make_round, nominated
from tests.factories import make_challenge, make_person, viewer
from tests.racing import at_once
from tests.stories.making import make_story
from tests.tasks.making import come, make_task
from tests.volunteers.making import ask, make_profile, path_in

pytestmark = pytest.mark.django_db


@pytest.mark.capability("C70")
def test_one_field_is_enough():
    profile = make_profile(can="Kaffe og kørestole")
    assert (profile.kinds, profile.lived, profile.hosts_may_ask) == ([], "", False)
    assert OutgoingMail.objects.get(to=profile.person.email).title == "Nu kan du blive spurgt"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"can": " "}, "can"),
        ({"can": "x" * 601}, "can"),
        ({"can": "Jeg er 010190-1234"}, "can"),
        ({"lived": "Jeg er 010190-1234"}, "lived"),
        ({"place": "010190-1234"}, "place"),
        ({"kinds": ["pony"]}, "kinds"),
        ({"days": ["xxx"]}, "days"),
        ({"languages": ["tlh"]}, "languages"),
        ({"area_id": "999999"}, "area_id"),
        ({"reach_km": "-3"}, "reach_km"),
        ({"most_a_month": "90"}, "most_a_month"),
        ({"lived_seen_by": "everybody"}, "lived_seen_by"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(told, field):
    with pytest.raises(ValidationError) as problem:
        make_profile(**told)
    assert field in problem.value.message_dict


def test_saved_twice_is_one_and_an_old_form_is_stale():
    person = make_person()
    make_profile(person)
    actions.save_profile(by=viewer(person), can="Nu med hund", expected_version=1)
    assert Profile.objects.get(person=person).can == "Nu med hund"
    with pytest.raises(Stale):
        actions.save_profile(by=viewer(person), can="For sent", expected_version=1)
    with pytest.raises(Refused):
        actions.save_profile(by=NOBODY, can="Ingen")


def test_rest_and_wake():
    profile = make_profile()
    me = viewer(profile.person)
    actions.rest(by=me, until=clock.today() + timedelta(days=9))
    profile.refresh_from_db()
    assert profile.is_quiet
    assert profile.paused_at is None
    actions.rest(by=me)
    profile.refresh_from_db()
    assert profile.paused_at
    actions.keep_profile(by=me)
    profile.refresh_from_db()
    assert (profile.paused_at, profile.quiet_until) == (None, None)
    for wrong in (clock.today(), clock.today() + timedelta(days=900), "i morgen"):
        with pytest.raises(ValidationError):
            actions.rest(by=me, until=wrong)
    with pytest.raises(NotFound):
        actions.rest(by=viewer(make_person()))


def test_deleted_by_oneself_leaves_nothing(birthe):
    profile = make_profile(lived="Zebraord")
    ask(make_task(), profile, by=birthe)
    actions.delete_profile(by=viewer(profile.person))
    assert not Profile.objects.exists()
    assert not Ask.objects.exists()
    assert not OneTimeLink.objects.filter(purpose="volunteer").exists()


def test_whoever_is_here_for_nothing_else_is_forgotten():
    guest, known, comer, writer = (make_profile().person for _number in range(4))
    create_user_for(by=SYSTEM, person=known)
    come(make_task(), by=comer)
    make_challenge(by=writer)
    for person in (guest, known, comer, writer):
        actions.delete_profile(by=viewer(person))
        person.refresh_from_db()
    assert guest.erased_at
    assert [person.erased_at for person in (known, comer, writer)] == [None, None, None]


def test_forgetting_a_profile_leaves_what_others_wrote_with_such_a_name_in_it():
    guest = make_profile(make_person("Tak For")).person
    letters = [
        OutgoingMail.objects.create(
            dedupe_key=key, to="kurt@post.example", title="Nyt", text="Tak for mad.", sent_at=at
        )
        for key, at in (("a", clock.now()), ("b", None))
    ]
    OutgoingMail.objects.create(dedupe_key="c", to=guest.email, title="Til gæsten", text="Hej.")
    actions.delete_profile(by=viewer(guest))
    guest.refresh_from_db()
    assert (guest.erased_at is not None, guest.actor.name) == (True, "Slettet bruger")
    for letter in letters:
        letter.refresh_from_db()
        assert letter.text == "Tak for mad."
    assert not OutgoingMail.objects.filter(title="Til gæsten").exists()


def test_whoever_others_wrote_something_down_about_is_not_forgotten():
    """They have said nothing here themselves: an agreement on paper, a nomination, a story with their address."""
    there = parties()
    make_frame(by=there.birthe)
    signed, nominee, told = (make_profile(make_person()).person for _number in range(3))
    agreement = offered(there.unit, signed, by=there.lene)
    yes(agreement, "unit", by=there.lene)
    paper = {"signed_by": "Kurt", "signed_on": clock.today()}
    record_paper(by=viewer(there.birthe), agreement_id=agreement.pk, side="party", number=1, **paper)
    nominated(make_round(there.birthe), email=nominee.email)
    make_story(people=({"name": "Kaj Holm", "email": told.email},))
    for person in (signed, nominee, told):
        actions.delete_profile(by=viewer(person))
        person.refresh_from_db()
        assert person.erased_at is None
    agreement.refresh_from_db()
    assert agreement.status == "running"


def test_unused_is_warned_then_goes_and_one_press_keeps_it(client):
    then = clock.now() - timedelta(days=600)
    with clock.at(then):
        lost, kept, comes = make_profile(), make_profile(), make_profile()
    come(make_task(), by=comes.person)
    upkeep.clean_up()
    upkeep.clean_up()
    warned = OutgoingMail.objects.filter(title="Skal din profil stadig stå her?")
    assert {letter.to for letter in warned} == {lost.person.email, kept.person.email}
    path = path_in(warned.get(to=kept.person.email))
    assert "Behold den" in client.get(path).text
    kept.refresh_from_db()
    assert kept.warned_at  # opening changed nothing
    client.post(path, {"hvad": "behold"})
    with clock.at(clock.now() + timedelta(days=31)):
        upkeep.clean_up()
    assert set(Profile.objects.values_list("pk", flat=True)) == {kept.pk, comes.pk}
    lost.person.refresh_from_db()
    assert lost.person.erased_at


def test_whoever_presses_keep_while_others_lapse_is_kept(monkeypatch):
    with clock.at(clock.now() - timedelta(days=600)):
        profiles = {profile.pk: profile for profile in (make_profile(), make_profile())}
    upkeep.clean_up()

    def other_keeps(*, by, profile_id):
        (other,) = set(profiles) - {profile_id}
        actions.keep_profile(by=viewer(profiles[other].person))
        return actions.let_lapse(by=by, profile_id=profile_id)

    monkeypatch.setattr(upkeep, "let_lapse", other_keeps)
    with clock.at(clock.now() + timedelta(days=31)):
        upkeep.clean_up()
    assert Profile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_press_for_the_first_time_at_once_make_one_profile():
    by = viewer(make_person())
    assert at_once(*[partial(actions.save_profile, by=by, can=words) for words in ("Kaffe", "Skak")]) == []
    assert Profile.objects.get().version == 2


def test_nobody_but_scheduled_work_lets_a_profile_lapse(birthe):
    profile = make_profile()
    for person in (birthe, profile.person, make_person(role="administrator")):
        with pytest.raises(Refused):
            actions.let_lapse(by=viewer(person), profile_id=profile.pk)


def test_copy_has_all_of_it_and_erasing_leaves_nothing(birthe):
    profile = make_profile(lived="Zebraord om min sorg", languages=["ar"])
    ask(make_task(title="Gå en tur"), profile, by=birthe)
    told = str(copy_for(profile.person))
    assert "Zebraord om min sorg" in told
    assert "Gå en tur" in told
    assert "Zebraord" not in str(copy_for(birthe))
    erase_person(by=viewer(profile.person), person_id=profile.person_id)
    assert not Profile.objects.exists()
    assert not Ask.objects.exists()


def test_two_rows_of_one_human_being_become_one(birthe):
    kept, gone = make_profile(can="Den, der bliver"), make_profile(can="Den, der går")
    task = make_task()
    ask(task, kept, gone, by=birthe)
    merge_people(by=viewer(birthe), kept_id=kept.person_id, gone_id=gone.person_id)
    assert [row.can for row in Profile.objects.all()] == ["Den, der bliver"]
    assert Ask.objects.count() == 1


@pytest.mark.capability("C70")
def test_guest_offers_and_mends_by_link(client, settings):
    settings.FORM_SECONDS = 0
    guest = {"guest_name": "Agnes", "guest_function": "", "guest_email": "agnes@post.example"}
    page = client.post(reverse("volunteers:profile"), {"can": "Kaffe og kort", "most_a_month": "2", **guest})
    assert "Tjek din mail" in page.text
    assert not Profile.objects.exists()
    confirm = OutgoingMail.objects.get(to="agnes@post.example").text
    path = next(line for line in confirm.split() if "/bekraeft/" in line).partition("8000")[2]
    assert "hver mail er der et link" in client.post(path).text
    profile = Profile.objects.get()
    own = path_in(OutgoingMail.objects.get(title="Nu kan du blive spurgt"))
    assert "Kaffe og kort" in client.get(own).text
    data = {"can": "Kaffe og skak", "most_a_month": "1", "expected_version": "1"}
    assert client.post(f"{own}ret/", data).status_code == 302
    profile.refresh_from_db()
    assert (profile.can, profile.most_a_month) == ("Kaffe og skak", 1)
    assert client.post(f"{own}ret/", data).status_code == 409
    assert "Slet din profil?" in client.post(own, {"hvad": "slet"}).text
    assert Profile.objects.exists()
    assert "er slettet" in client.post(own, {"hvad": "slet", "sikker": "ja"}).text
    assert not Profile.objects.exists()
    assert client.get(own).status_code == 410


def test_wrong_day_stands_on_the_page_with_what_is_wrong(sign_in):
    profile = make_profile()
    page = sign_in(profile.person).post(reverse("volunteers:mine"), {"hvad": "hvil", "until": "2001-01-01"})
    assert page.status_code == 409
    assert "højst to år frem" in page.text
