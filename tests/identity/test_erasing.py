"""Being forgotten: nothing of a person is left in any table, save what others built on, without the name.

Every table of the installation is read through, so a table that somebody adds later is looked at too.
"""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.actors.models import Person
from samspil.challenges.actions import edit_challenge, raise_challenge, write_perspective
from samspil.following.models import Follow
from samspil.foundation import clock, hooks, mail
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.search import find
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import erase_person
from samspil.identity.models import User
from tests.factories import (
    make_challenge,
    make_person,
    make_perspective,
    make_pledge,
    make_proposal,
    viewer,
)

pytestmark = pytest.mark.django_db
WORDS = ("Zenobia", "zenobia@engbaek.example", "99 00 00 77", "kattepasser", "zebraord")


@pytest.fixture
def zenobia(db) -> Person:
    """Somebody with a name and words that stand nowhere else."""
    person = make_person("Zenobia Quist", kind="relative", email=WORDS[1], function="kattepasser")
    person.phone = WORDS[2]
    person.save()
    return person


def rows_that_hold(words: tuple[str, ...]) -> list[str]:
    """Where in the whole database a word stands: table, key, field."""
    found = []
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if not field.is_relation]
        for row in model._base_manager.values("pk", *(field.attname for field in fields)):
            for name, value in row.items():
                text = str(value).casefold()
                found += [
                    f"{model._meta.label} {row['pk']} {name}: {word}" for word in words if word.casefold() in text
                ]
    return found


def test_nothing_is_left_in_any_table(zenobia, karen, birthe, sign_in, client):
    """What she wrote, promised, follows, was sent, edited and asked for: all of it alone, so all of it goes."""
    by = viewer(zenobia)
    challenge = raise_challenge(
        by=by, question="Hvem zebraord?", theme="older", description="zebraord", place="Zebraordby"
    )
    edit_challenge(by=by, challenge_id=challenge.pk, today="zebraord i dag")
    other = make_challenge(by=karen)
    make_perspective(other, by=zenobia, body="Mine zebraord.")
    proposal = make_proposal(other, by=zenobia, title="Zebraordforslag", body="zebraord")
    make_pledge(make_proposal(other, by=karen), by=zenobia, body="zebraord i timer")
    sign_in(zenobia)
    OneTimeLink.issue("contribute", lasts=timedelta(days=1), payload={"verb": "x", "guest": {"email": zenobia.email}})
    mail.post("identity/mail/address_changed.txt", {"person": zenobia}, to=zenobia.email, dedupe_key="z")
    assert len(rows_that_hold(WORDS)) > 10
    erase_person(by=by, person_id=zenobia.pk)
    assert rows_that_hold(WORDS) == []
    assert not User.objects.filter(person=zenobia).exists()
    assert not Follow.objects.filter(person=zenobia).exists()
    assert not find("zebraord", viewer(birthe)).exists()
    for page in (reverse("challenges:page", args=[other.pk]), reverse("proposals:page", args=[proposal.pk])):
        assert "zebraord" not in client.get(page).text.casefold()


def test_what_others_built_on_stays_without_the_name(zenobia, karen, client):
    other = make_challenge(by=karen)
    said = make_perspective(other, by=zenobia, body="Mine zebraord.")
    make_perspective(other, by=karen, reply_to=said.pk, body="Det ser jeg også.")
    erase_person(by=SYSTEM, person_id=zenobia.pk)
    page = client.get(reverse("challenges:page", args=[other.pk])).text
    assert "Mine zebraord." in page
    assert "Slettet bruger" in page
    assert rows_that_hold(WORDS[:4]) == []


def test_what_an_association_said_stays_the_associations(kurt, karen, client):
    anglers = kurt.memberships.get().actor
    challenge = make_challenge(by=karen)
    write_perspective(by=viewer(kurt), challenge_id=challenge.pk, body="Vi henter i bil.", speaks_as=anglers.pk)
    erase_person(by=SYSTEM, person_id=kurt.pk)
    page = client.get(reverse("challenges:page", args=[challenge.pk])).text
    assert "Vi henter i bil." in page
    assert "Kurt" not in page


def test_letters_to_others_lose_the_name(zenobia, karen):
    sent, waiting = (
        OutgoingMail.objects.create(
            dedupe_key=key, to=karen.email, title="Nyt fra Zenobia Quist", text="Zenobia Quist svarede.", sent_at=at
        )
        for key, at in (("a", clock.now()), ("b", None))
    )
    erase_person(by=SYSTEM, person_id=zenobia.pk)
    assert not OutgoingMail.objects.filter(pk=sent.pk).exists()
    waiting.refresh_from_db()
    assert (waiting.title, waiting.text) == ("Nyt fra Slettet bruger", "Slettet bruger svarede.")


def letter(key: str, text: str, sent_at=None, attachments=()) -> OutgoingMail:
    """A letter to a stranger; the title says the same as the text."""
    facts = {"to": "kurt@post.example", "title": text, "text": text, "attachments": list(attachments)}
    return OutgoingMail.objects.create(dedupe_key=key, sent_at=sent_at, **facts)


def test_a_name_is_found_as_whole_words_in_letters_to_others():
    person, name = make_person("Per Lund"), "Per Lund"
    texts = ("Per Lunds forslag", "PER LUND: ja", "Per Lund’s båd", "Jesper Lund", "Per Lundgren", "Per Lundsgård")
    waiting = [letter(f"waits {text}", text) for text in texts]
    sent = [letter(f"sent {text}", text, clock.now()) for text in texts]
    files = [
        letter(f"file {text}", "Nyt", None, [["a.txt", "text/plain", text]]) for text in (f"{name}s", "Jesper Lund")
    ]
    erase_person(by=SYSTEM, person_id=person.pk)
    for row in [*waiting, *files]:
        row.refresh_from_db()
    after = ["Slettet brugers forslag", "Slettet bruger: ja", "Slettet bruger’s båd", *texts[3:]]
    assert [row.text for row in waiting] == [row.title for row in waiting] == after
    left = OutgoingMail.objects.filter(pk__in=[row.pk for row in sent])
    assert sorted(left.values_list("text", flat=True)) == sorted(texts[3:])
    assert [bool(row.attachments) for row in files] == [False, True]


def test_a_single_name_is_many_peoples_and_stays_in_letters_to_others():
    tove = make_person("Tove", email="tove@post.example")
    texts = ("Sejl med Tovene i morgen", "Tove kommer kl. 12", "Hej Tove")
    rows = [letter(text, text, at) for text, at in zip(texts, (None, clock.now(), None), strict=True)]
    rows.append(letter("file", "Nyt", None, [["a.txt", "text/plain", "Tove kommer"]]))
    own = OutgoingMail.objects.create(dedupe_key="own", to="TOVE@post.example", title="Hej Tove", text="Nyt til dig")
    erase_person(by=SYSTEM, person_id=tove.pk)
    kept = {row.pk: row.text for row in OutgoingMail.objects.filter(pk__in=[row.pk for row in rows])}
    assert kept == {row.pk: row.text for row in rows}
    assert OutgoingMail.objects.get(pk=rows[-1].pk).attachments
    assert not OutgoingMail.objects.filter(pk=own.pk).exists()


def test_erased_by_oneself_or_an_administrator_alone(zenobia, karen, birthe, lene, jens):
    for person in (karen, birthe, lene, jens):
        with pytest.raises(Refused):
            erase_person(by=viewer(person), person_id=zenobia.pk)
    erase_person(by=viewer(make_person(role="administrator")), person_id=zenobia.pk)
    with pytest.raises(NotFound):  # once is for good
        erase_person(by=SYSTEM, person_id=zenobia.pk)


def test_only_administrator_stays():
    only = make_person(role="administrator")
    with pytest.raises(ValidationError):
        erase_person(by=viewer(only), person_id=only.pk)
    second = make_person(role="administrator")
    assert erase_person(by=viewer(only), person_id=only.pk).erased_at
    with pytest.raises(ValidationError):
        erase_person(by=viewer(second), person_id=second.pk)


def test_host_and_next_host_are_let_go_of(zenobia, karen):
    challenge = make_challenge(by=karen, host=zenobia)
    erase_person(by=SYSTEM, person_id=zenobia.pk)
    challenge.refresh_from_db()
    assert (challenge.host, challenge.host_until) == (None, None)


def test_every_app_that_holds_personal_data_can_let_go_of_it():
    keeps = [str(hook.label) for hook in hooks.all_of("personal_data") if hook.erase is None]
    assert keeps == ["Din adgang til Samspil"]  # the verb itself sees to that one


def test_page_asks_once_more_and_signs_out(zenobia, sign_in):
    client = sign_in(zenobia)
    address = reverse("identity:erase-me")
    assert set(client.post(address, {"request_id": ""}).context["form"].errors) == {"is_sure"}
    assert client.post(address, {"is_sure": "on"}).url == reverse("site:home")
    assert "Det er slettet" in client.get(reverse("site:home")).text
    assert client.get(reverse("identity:me")).status_code == 302


def test_erased_person_is_not_on_the_list_and_not_among_actors(zenobia, birthe, sign_in, client):
    erase_person(by=SYSTEM, person_id=zenobia.pk)
    page = sign_in(birthe).get(reverse("identity:people")).text
    assert "Slettet bruger" not in page
    assert client.get(reverse("actors:page", args=[zenobia.actor_id])).status_code == 404
