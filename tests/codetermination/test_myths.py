"""Det hører vi sagt: a myth is raised, talked about and answered (C43)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspil.codetermination import actions
from samspil.codetermination.models import Myth, MythAnswer, MythReply
from samspil.codetermination.queries import owed_answers, sources_like
from samspil.following.reminders import remind_owed
from samspil.foundation import clock, hooks, search
from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.identity.actions import erase_person
from samspil.moderation import actions as moderation
from tests.codetermination.test_agenda import make_committee
from tests.factories import make_knowledge, make_person, make_unit, viewer
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CLAIM = "De frivillige tager vores arbejde"
CPR = "Min mor, 010150-1234"


@pytest.fixture
def committee(db):
    return make_committee()


@pytest.fixture
def susanne(committee):
    return make_person("Susanne Lykke", role="employee", scope=make_unit("Skoleområdet"), member_of=committee)


def make_myth(by=None, **facts) -> Myth:
    return actions.raise_myth(by=viewer(by or make_person()), **{"claim": CLAIM, **facts})


def reply(myth, by=None, body="Hos os gør de noget andet.", **more) -> MythReply:
    return actions.reply_to_myth(by=viewer(by or make_person()), myth_id=myth.pk, body=body, **more)


def answer(myth, by, body="Nej. De læser avis. Plejen er vores.", **more) -> MythAnswer:
    return actions.answer_myth(by=viewer(by), myth_id=myth.pk, body=body, **more)


@pytest.mark.capability("C43")
def test_raised_talked_about_and_answered(susanne, committee, karen, kurt, client):
    item = make_knowledge(title="Frivillige og ansatte i Herning")
    myth = make_myth(karen, body="Det bliver sagt i pausen.")
    assert (myth.committee, myth.answerer) == (committee, susanne)
    assert myth.answer_due == clock.today() + timedelta(days=14)
    reply(myth, kurt, speaks_as=str(kurt.memberships.get().actor_id))
    path = reverse("codetermination:myth", args=[myth.pk])
    for words in (CLAIM, "Mangler svar", "Susanne Lykke svarer for MED-udvalg", "Hos os gør de noget andet."):
        assert words in client.get(path).text
    answer(myth, susanne, sources=[str(item.pk)])
    text = client.get(path).text
    for words in ("MED-udvalg for ældreområdet svarer", "Plejen er vores", item.title, "Har fået svar"):
        assert words in text
    answer(myth, make_person(role="leader", scope=make_unit()), body="Og i dag er det stadig sådan.")
    text = client.get(path).text
    assert text.index("stadig sådan") < text.index("Plejen er vores")
    assert OutgoingMail.objects.filter(to=karen.email, text__contains=str(myth.pk)).exists()
    verbs = set(JournalEntry.objects.filter(verb__startswith="codetermination").values_list("verb", flat=True))
    assert verbs == {f"codetermination.myth_{name}" for name in ("raised", "replied", "answered")}


def test_only_committee_leader_coordinator_and_deputy_answer(susanne, karen, kurt, mette, birthe, lene, jens):
    myth = make_myth(karen)
    for person in (karen, kurt, mette, jens):
        with pytest.raises(Refused):
            answer(myth, person)
    with pytest.raises(Refused):
        actions.answer_myth(by=NOBODY, myth_id=myth.pk, body="Nej.")
    for person in (susanne, birthe, lene):
        answer(myth, person)
    with pytest.raises(Refused):
        answer(make_myth(lene), lene)  # whoever heard it


def test_an_answer_rests_on_pages_that_are_there(susanne, karen):
    myth = make_myth(karen)
    hidden = make_knowledge()
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=hidden.pk, reason="Navn.")
    for source in (uuid4(), hidden.pk, myth.pk):
        assert problems(lambda source=source: answer(myth, susanne, sources=[str(source)])) == {"links"}
    assert not myth.answers.exists()


def test_sources_with_the_same_words_are_offered(karen):
    item = make_knowledge(title="Frivillige tager sig af højtlæsning", body="Arbejde og frivillige side om side.")
    make_knowledge(title="Cykler på landet", body="Om cykler.")
    assert sources_like(make_myth(karen), viewer(karen)) == [item.subject]


def test_author_edits_until_it_is_answered_and_the_claim_until_somebody_replied(susanne, karen, kurt, unit):
    myth = make_myth(karen)

    def edit(by, **facts):
        texts = {"claim": CLAIM, "body": "", **facts}
        return actions.edit_myth(by=viewer(by), myth_id=myth.pk, **texts)

    assert edit(karen, claim="De frivillige laver alt").claim == "De frivillige laver alt"
    assert edit(karen, unit_id=str(unit.pk)).unit == unit
    with pytest.raises(Stale):
        edit(karen, expected_version=1)
    with pytest.raises(Refused):
        edit(kurt)
    assert problems(lambda: edit(karen, body=CPR)) == {"body"}
    reply(myth, kurt)
    assert problems(lambda: edit(karen, claim="Noget andet")) == {"claim"}
    assert edit(karen, body="Sagt igen i dag.").body == "Sagt igen i dag."
    answer(myth, susanne)
    with pytest.raises(Refused):
        edit(karen)


def test_taking_back(karen, kurt):
    myth, other = make_myth(karen), make_myth(karen)
    said = reply(other, kurt, "Enhjørning")
    with pytest.raises(ValidationError):
        actions.withdraw_myth(by=viewer(karen), myth_id=other.pk)
    with pytest.raises(Refused):
        actions.withdraw_reply(by=viewer(karen), reply_id=said.pk)
    actions.withdraw_reply(by=viewer(kurt), reply_id=said.pk)
    said.refresh_from_db()
    assert (said.body, search.find("enhjørning", viewer(kurt)).exists()) == ("", False)
    actions.withdraw_myth(by=viewer(karen), myth_id=myth.pk)
    with pytest.raises(NotFound):
        reply(myth, kurt)
    with pytest.raises(Refused):
        reply(Myth.objects.get(pk=myth.pk), karen)


def test_long_and_empty_and_cpr(karen):
    for facts, field in (({"claim": ""}, "claim"), ({"claim": "x" * 201}, "claim"), ({"body": CPR}, "body")):
        assert field in problems(lambda facts=facts: make_myth(karen, **facts))
    myth = make_myth(karen)
    assert problems(lambda: reply(myth, karen, CPR)) == {"body"}
    assert "unit_id" in problems(lambda: make_myth(karen, unit_id=str(uuid4())))


def test_a_hidden_unit_is_nobodys_place(karen, birthe, unit):
    moderation.hide(by=viewer(birthe), subject_id=unit.pk, reason="Findes ikke mere.")
    assert "unit_id" in problems(lambda: make_myth(karen, unit_id=str(unit.pk)))


def test_a_unit_hidden_meanwhile_stays_unnamed_when_the_words_are_mended(karen, birthe, unit, sign_in):
    myth = make_myth(karen, unit_id=str(unit.pk))
    moderation.hide(by=viewer(birthe), subject_id=unit.pk, reason="Findes ikke mere.")
    path = reverse("codetermination:edit", args=[myth.pk])
    page = sign_in(karen)
    shown = page.get(path)
    assert unit.actor.name not in shown.text
    assert "En enhed, der er skjult" in shown.text
    told = {"claim": CLAIM, "body": "Sagt igen.", "unit_id": str(unit.pk), "expected_version": myth.version}
    assert page.post(path, told).status_code == 302
    myth.refresh_from_db()
    assert (myth.unit, myth.body) == (unit, "Sagt igen.")


def test_double_press_is_one(karen):
    key = uuid4()
    assert make_myth(karen, request_id=key) == make_myth(karen, request_id=key)
    assert Myth.objects.count() == 1


def test_words_about_somebody_are_looked_at_first(karen, client):
    myth = make_myth(karen, claim="Min nabo drikker, og hans diabetes er slem")
    assert not myth.subject.shown
    assert client.get(reverse("codetermination:myth", args=[myth.pk])).status_code == 404


def test_silence_goes_to_a_deputy(susanne, birthe, karen, client, settings):
    with clock.at(timezone.now() - timedelta(days=8)):
        myth = make_myth(karen)
    [owed] = owed_answers(susanne.pk)
    assert (owed.answerer, owed.due) == (susanne.pk, myth.answer_due)
    morning = timezone.localtime(clock.now()).replace(hour=10)
    with clock.at(morning):
        remind_owed()
    myth.refresh_from_db()
    assert myth.deputy == birthe
    assert "Sendt videre til Birthe Holm" in client.get(reverse("codetermination:myth", args=[myth.pk])).text
    assert [row.subject.pk for row in owed_answers(birthe.pk)] == [myth.pk]
    answer(myth, birthe)
    assert owed_answers() == []


def test_a_deputy_is_staff_who_did_not_raise_it(birthe, karen, mette):
    myth = make_myth(mette)
    for deputy in (karen, mette):
        with pytest.raises((ValidationError, Refused)):
            actions.pass_on_myth(by=viewer(birthe), myth_id=myth.pk, deputy_id=deputy.pk)
    with pytest.raises(Refused):
        actions.pass_on_myth(by=viewer(karen), myth_id=myth.pk, deputy_id=birthe.pk)
    with pytest.raises(NotFound):
        actions.pass_on_myth(by=viewer(birthe), myth_id=uuid4(), deputy_id=birthe.pk)


def test_past_its_date_it_shows_as_unanswered(karen, client):
    with clock.at(timezone.now() - timedelta(days=20)):
        myth = make_myth(karen)
    assert myth.is_overdue
    assert "Ubesvaret" in client.get(reverse("codetermination:myths")).text


def test_list_is_searched_narrowed_and_sorted(susanne, karen, unit, client):
    answered = make_myth(karen, claim="Alle ældre er ensomme")
    answer(answered, susanne)
    make_myth(karen, unit_id=str(unit.pk))

    def shown(query: str) -> list[str]:
        text = client.get(reverse("codetermination:myths") + query).text
        return sorted(filter(text.__contains__, (CLAIM, "Alle ældre er ensomme")), key=text.index)

    assert shown("") == [CLAIM, "Alle ældre er ensomme"]
    assert shown("?q=ensom") == ["Alle ældre er ensomme"]
    assert shown("?svar=aabne") == shown(f"?enhed={unit.pk}") == [CLAIM]
    assert shown("?svar=svaret") == ["Alle ældre er ensomme"]
    assert shown("?sorter=frist") == ["Alle ældre er ensomme", CLAIM]
    assert shown("?q=...&sorter=x&enhed=x") == []


def test_list_and_page_cost_the_same_with_one_and_with_thirty(karen, client):
    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        return len(found)

    myth = make_myth(karen)
    reply(myth)
    paths = [reverse("codetermination:myths"), reverse("codetermination:myth", args=[myth.pk])]
    before = [(cost(path), cost(path))[1] for path in paths]
    for _number in range(18):
        make_myth(karen, unit_id=str(make_unit().pk))
        reply(myth)
    assert [cost(path) for path in paths] == before
    assert max(before) <= 16


def test_being_forgotten(karen, kurt, susanne):
    alone, discussed = make_myth(karen, claim="Zebraord"), make_myth(karen)
    mine, said = reply(make_myth(kurt), karen, "Zebraord"), reply(discussed, kurt)
    answered = answer(discussed, susanne)
    export = next(row.export for row in hooks.all_of("personal_data") if row.erase is actions.erase)
    assert len(export(karen.pk)) == 3
    erase_person(by=viewer(karen), person_id=karen.pk)
    erase_person(by=viewer(susanne), person_id=susanne.pk)
    for row in (alone, mine, said, discussed, answered):
        row.refresh_from_db()
    assert (alone.claim, mine.body) == ("", "")
    assert (discussed.claim, discussed.answerer) == (CLAIM, None)
    assert said.body
    assert answered.body
    assert export(karen.pk)[0]["myth"] in ("", CLAIM)


def test_forms_over_http(susanne, karen, sign_in, client):
    guest = {"guest_name": "Agnes", "guest_function": "", "guest_email": "agnes@engbaek.example"}
    assert client.post(reverse("codetermination:raise"), {"claim": CLAIM, **guest}).status_code == 200
    assert not Myth.objects.exists()
    assert OutgoingMail.objects.filter(to="agnes@engbaek.example").exists()
    mine = sign_in(karen)
    assert mine.post(reverse("codetermination:raise"), {"claim": CLAIM}).status_code == 302
    myth = Myth.objects.get()
    answering = sign_in(susanne)
    path = reverse("codetermination:answer", args=[myth.pk])
    assert "Vi kan ikke finde" in answering.post(path, {"body": "Nej.", "links": "https://et-andet-sted.example"}).text
    gone = f"http://testserver/viden/{uuid4()}/"
    assert "Vi kan ikke finde" in answering.post(path, {"body": "Nej.", "links": gone}).text
    found = f"http://testserver{reverse('knowledge:page', args=[make_knowledge().pk])}"
    assert answering.post(path, {"body": "Nej.", "links": found}).status_code == 302
    assert myth.answers.get().sources.count() == 1
    stale = mine.post(reverse("codetermination:edit", args=[myth.pk]), {"claim": CLAIM, "expected_version": "1"})
    assert stale.status_code == 403  # answered meanwhile
