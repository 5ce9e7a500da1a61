"""The pages: what is secret reaches nobody it is not for, and the whole way works without JavaScript."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.awards import judging
from samspil.awards.models import AwardNote, Candidate, Judgement, JuryMember, Nomination
from samspil.awards.personal_data import erase, export
from samspil.foundation import search
from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for, erase_person
from samspil.moderation import actions as moderation
from tests.awards.making import (
    announced,
    candidate_of,
    close,
    fresh,
    judged,
    jury_of,
    letters_to,
    make_round,
    nominated,
    say,
    score,
    state,
)
from tests.factories import make_person, viewer
from tests.identity.test_erasing import rows_that_hold

pytestmark = pytest.mark.django_db
SECRETS = ("Zebraåse", "zebrasuppe", "zebra@engbaek.example", "99 00 00 88", "Zebraven")


@pytest.fixture
def made(birthe):
    return make_round(birthe)


def sign(client, person):
    client.force_login(create_user_for(by=SYSTEM, person=person))
    return client


def secret(made, **more):
    given = {"name": SECRETS[0], "why": SECRETS[1], "email": SECRETS[2], "phone": SECRETS[3], **more}
    return nominated(made, by=make_person(SECRETS[4]), **given)


def public_pages(made):
    return [
        reverse("awards:list"),
        reverse("awards:page", args=[made.pk]),
        reverse("site:search") + "?q=zebra",
        reverse("papers:feed-challenges"),
        reverse("site:home"),
    ]


def test_nominated_in_a_minute_without_an_account(made, client):
    path = reverse("awards:nominate", args=[made.pk])
    assert "Dit navn" in client.get(path).text
    data = {
        "kind": "volunteer",
        "name": "Åse Friis",
        "is_fifteen": "on",
        "why": "Hun kører rundt med suppe.",
        "relation": "nabo",
        "guest_name": "Agnes",
        "guest_email": "agnes@engbaek.example",
    }
    assert client.post(path, {**data, "is_fifteen": ""}).status_code == 200
    assert not OutgoingMail.objects.exists()
    assert client.post(path, data).status_code == 200
    assert not Nomination.objects.exists()
    confirm = letters_to("agnes@engbaek.example")[0].text.partition("/bekraeft/")[2].partition("\n")[0]
    page = client.post(f"/bekraeft/{confirm}")
    assert "Ingen andre ser navnet før" in page.text
    assert Nomination.objects.get().author.name == "Agnes"


@pytest.mark.parametrize("stage", ["open", "yes", "judged", "given, quiet"])
def test_what_is_secret_is_on_no_page_for_others(made, birthe, karen, client, stage):
    """A visitor, and somebody who knows the addresses, meet neither name, words, address nor who nominated."""
    row = secret(made)
    if stage != "open":
        say(row.candidate, by=birthe, answer="quiet")
    if stage in ("judged", "given, quiet"):
        winner = candidate_of(made, by=birthe, name="Vinder")
        made, _jury = judged(made, winner, by=birthe)
    if stage == "given, quiet":
        made = announced(made, by=birthe)
    sign(client, karen)
    for path in public_pages(made):
        text = client.get(path).text
        assert not [word for word in SECRETS if word in text], path
    for name, key in (
        ("desk", made.pk),
        ("jury", made.pk),
        ("closeness", made.pk),
        ("decide", made.pk),
        ("announce", made.pk),
    ):
        assert client.get(reverse(f"awards:{name}", args=[key])).status_code == 403
    for name in ("note-answer", "ask", "gather", "score", "diploma"):
        assert client.get(reverse(f"awards:{name}", args=[row.candidate_id])).status_code == 404
    assert not search.find("zebra", viewer(karen)).exists()
    assert not [word for word in SECRETS if word in json.dumps(export(karen.pk), default=str)]


def test_direct_posts_are_refused(made, birthe, karen, client):
    winner = candidate_of(made, by=birthe)
    jury_of(made, by=birthe, size=1)
    close(made)
    sign(client, karen)
    posts = {
        ("closeness", made.pk): {str(winner.pk): "none"},
        ("decide", made.pk): {"winner_id": str(winner.pk), "reason": "x"},
        ("announce", made.pk): {},
        ("add-juror", made.pk): {"name": "Karen", "email": karen.email, "side": "young"},
        ("edit", made.pk): {"title": "Min"},
        ("correct", made.pk): {"text": "x"},
    }
    for (name, key), data in posts.items():
        assert client.post(reverse(f"awards:{name}", args=[key]), data).status_code == 403, name
    for name in ("score", "note-answer", "gather", "part", "ask"):
        assert client.post(reverse(f"awards:{name}", args=[winner.pk]), {}).status_code == 404, name
    assert not Judgement.objects.exists()


def test_a_member_who_is_too_close_is_refused_on_direct_post(made, birthe, client):
    winner = candidate_of(made, by=birthe, name="Åse")
    (juror,) = jury_of(made, by=birthe, size=1)
    close(made)
    state(juror, made, Åse="family")
    sign(client, juror)
    data = {"point-0": "5", "point-1": "5", "words": "Hun er den bedste."}
    assert client.post(reverse("awards:score", args=[winner.pk]), data).status_code == 403
    data = {"winner_id": str(winner.pk), "reason": "Hun er den bedste."}
    response = client.post(reverse("awards:decide", args=[made.pk]), data)  # it is no choice in the form they get
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["winner_id"])
    with pytest.raises(Refused):
        judging.decide_award(by=viewer(juror), round_id=made.pk, **data)
    assert fresh(made).decision is None


def test_the_jury_sees_points_only_after_saying_how_close_they_are(made, birthe, client):
    winner = candidate_of(made, by=birthe, name="Åse", phone="99 00 00 88", email="zebra@engbaek.example")
    first, second = jury_of(made, by=birthe, size=2)
    close(made)
    state(first, made)
    score(first, winner, words="Zebraord om Åse.")
    path = reverse("awards:jury", args=[made.pk])
    sign(client, second)
    page = client.get(path).text
    assert "Åse" in page
    assert "Zebraord" not in page
    assert "zebra@engbaek.example" not in page
    assert "99 00 00 88" not in page
    client.post(reverse("awards:closeness", args=[made.pk]), {str(winner.pk): "knows"})
    assert "Zebraord" in client.get(path).text
    assert client.get(reverse("awards:desk", args=[made.pk])).status_code == 403


def test_the_whole_way_in_a_browser_without_javascript(made, birthe, client):
    row = secret(made, name="Åse Friis", email="", phone="")
    sign(client, birthe)
    assert "Åse Friis" in client.get(reverse("awards:desk", args=[made.pk])).text
    answer = {"answer": "shown", "answered_on": "2020-01-01", "answered_how": "phone"}
    client.post(reverse("awards:note-answer", args=[row.candidate_id]), answer)
    jury = jury_of(made, by=birthe)
    close(made)
    for person in jury:
        sign(client, person)
        client.post(reverse("awards:closeness", args=[made.pk]), {str(row.candidate_id): "none"})
        data = {"point-0": "5", "point-1": "4", "words": "Det virker."}
        client.post(reverse("awards:score", args=[row.candidate_id]), data)
    data = {"winner_id": str(row.candidate_id), "reason": "Hun ser dem, andre går forbi."}
    client.post(reverse("awards:decide", args=[made.pk]), data)
    client.logout()
    assert "går forbi" not in client.get(reverse("awards:page", args=[made.pk])).text
    sign(client, birthe)
    client.post(reverse("awards:announce", args=[made.pk]), {"consent_on": "2020-01-02", "consent_how": "phone"})
    client.logout()
    page = client.get(reverse("awards:page", args=[made.pk])).text
    assert "Tak, Åse Friis" in page
    assert "går forbi" in page
    assert "Det virker" not in page
    assert "Tak, Åse Friis" in client.get(reverse("awards:diploma", args=[row.candidate_id])).text


def test_the_link_of_the_nominated(made, client):
    secret(made)
    letter = letters_to(SECRETS[2])[0]
    path = "/frivilligprisen/l/" + letter.text.partition("/frivilligprisen/l/")[2].partition("\n")[0]
    page = client.get(path).text
    assert SECRETS[1] in page
    assert SECRETS[4] not in page
    assert Candidate.objects.get().answer == "waiting"
    assert client.post(path, {}).status_code == 200
    assert "Tak. Du er med" in client.post(path, {"answer": "quiet"}).text
    assert "Alt er slettet" in client.post(path, {"answer": "no"}).text
    assert client.get(path).status_code == 410
    assert client.get("/frivilligprisen/l/noget-andet/").status_code == 410


def test_a_winner_who_changes_their_mind_is_named_no_more(made, birthe, client):
    winner = candidate_of(made, by=birthe, name="Åse Friis")
    made, _jury = judged(made, winner, by=birthe)
    made = announced(made, by=birthe)
    say(winner, by=birthe, answer="quiet")
    for path in (reverse("awards:page", args=[made.pk]), reverse("awards:list")):
        text = client.get(path).text
        assert "Åse Friis" not in text
        assert "går forbi" not in text
    assert client.get(reverse("awards:diploma", args=[winner.pk])).status_code == 404


def test_hidden_with_its_round(made, birthe, client):
    row = secret(made)
    link = letters_to(SECRETS[2])[0].text.partition("/frivilligprisen/l/")[2].partition("/")[0]
    moderation.hide(by=viewer(birthe), subject_id=made.pk, reason="Er ikke aftalt.")
    sign(client, birthe)
    for path in (
        reverse("awards:page", args=[made.pk]),
        reverse("awards:desk", args=[made.pk]),
        reverse("awards:jury", args=[made.pk]),
        reverse("awards:note-answer", args=[row.candidate_id]),
    ):
        assert client.get(path).status_code == 404, path
    assert client.get(reverse("awards:by-link", args=[link])).status_code == 410
    assert made.title not in client.get(reverse("awards:list")).text


# --- personal data ----------------------------------------------------------------------------------------------------


def test_the_copy_of_the_nominated_does_not_say_who_wrote(made):
    person = make_person("Åse Friis", email=SECRETS[2])
    secret(made)
    told = json.dumps(export(person.pk), default=str, ensure_ascii=False)
    assert SECRETS[1] in told
    assert SECRETS[4] not in told


def test_forgotten_as_nominated_nominator_and_juror(made, birthe):
    zoe = make_person("Zenobia Quist", email="zenobia@engbaek.example")
    row = nominated(made, name="Zenobia Quist", why="Zenobia er zebragod.", email="zenobia@engbaek.example")
    say(row.candidate, by=birthe)
    other = candidate_of(made, by=birthe, name="Bo")
    nominated(made, by=zoe, name="Zebrabo", why="zebraord", relation="zebraven")
    made, jury = judged(made, other, by=birthe)
    assert len(export(zoe.pk)) == 3
    erase_person(by=viewer(zoe), person_id=zoe.pk)
    assert rows_that_hold(("zenobia", "zebra")) == []
    JuryMember.objects.filter(person=jury[0]).update(called="Zebrajuror")  # put in the jury, and never sat down
    erase(jury[0].pk)
    assert rows_that_hold(("zebra",)) == []
    assert set(Judgement.objects.filter(member__person=jury[0]).values_list("words", flat=True)) == {""}
    assert fresh(made).decision is not None


@pytest.mark.parametrize(
    ("name", "text", "is_gone"),
    [
        ("Bo", "Der var flere bokse end nævnt. Boet er gjort op.", False),
        ("Bo", "Bo stod ikke bag, det gjorde hele holdet.", False),  # another one: this one was never in the round
        ("Bo Zebra", "Prisen gik til holdet og ikke til bo zebras søn.", True),
        ("Bo Zebra", "Bo Zebrafinke var med.", False),
    ],
)
def test_a_correction_about_somebody_else_stands(made, birthe, name, text, is_gone):
    made, _jury = judged(made, candidate_of(made, by=birthe), by=birthe)
    announced(made, by=birthe)
    judging.correct_award(by=viewer(birthe), round_id=made.pk, text=text)
    erase(make_person(name).pk)
    assert AwardNote.objects.get().text == ("–" if is_gone else text)


def test_a_correction_that_names_one_of_the_round_by_a_single_name_is_forgotten(made, birthe):
    bo = make_person("Bo", email="bo@engbaek.example")
    made, _jury = judged(made, candidate_of(made, by=birthe, name="Bo", email=bo.email), by=birthe)
    announced(made, by=birthe)
    judging.correct_award(by=viewer(birthe), round_id=made.pk, text="Bo var ikke alene.")
    erase(bo.pk)
    assert AwardNote.objects.get().text == "–"


# --- cost -------------------------------------------------------------------------------------------------------------


def test_pages_cost_the_same_however_many(made, birthe, client):
    def cost(path):
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    for _number in range(2):
        candidate_of(made, by=birthe)
    sign(client, birthe)
    paths = [reverse("awards:list"), reverse("awards:desk", args=[made.pk]), reverse("awards:jury", args=[made.pk])]
    client.get(paths[0])
    before = [cost(path) for path in paths]
    for _number in range(6):
        candidate_of(made, by=birthe)
    make_round(birthe)
    assert [cost(path) for path in paths] == before
    client.logout()
    assert cost(paths[0]) <= 8
    assert cost(reverse("awards:page", args=[made.pk])) <= 14
