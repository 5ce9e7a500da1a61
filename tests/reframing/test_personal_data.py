"""What somebody who is erased, or asks for a copy, leaves in this app."""

import pytest

from samspil.foundation.models import OneTimeLink, Subject
from samspil.foundation.viewer import NOBODY
from samspil.reframing import actions, queries
from samspil.reframing.manifest import export
from samspil.reframing.models import OpenQuestion, Wording, WordingVote
from tests.factories import make_challenge, make_person, make_perspective
from tests.reframing.making import answer, make_question, make_wording, put, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(db):
    return make_person("Inger")


def test_erased_person_leaves_only_what_others_built_on(karen, kurt, host):
    challenge = make_challenge(by=kurt, host=host)
    make_perspective(challenge, by=karen)
    lonely = make_wording(challenge, by=karen, question="Sletmigord et?")
    asked = put(make_wording(challenge, by=karen, question="Bliv her?"), host)
    answer(asked, karen, "yes", "Sletmigkommentar")
    answer(asked, kurt, "no", "Kurts egen linje")
    alone = make_question(challenge, by=karen, body="Sletmighvorfor?", assumption="Sletmigantagelse")
    make_question(challenge, by=karen, reply_to=alone.pk, body="Sletmigsvar til mig selv.")
    answered = make_question(challenge, by=karen, body="Bliv også her?")
    make_question(challenge, by=kurt, reply_to=answered.pk)
    actions.erase(karen.pk)
    actions.erase(karen.pk)
    left = str([list(model.objects.values()) for model in (Wording, WordingVote, OpenQuestion, Subject)])
    assert "Sletmig" not in left
    assert Wording.objects.get(pk=asked.pk).question == "Bliv her?"
    assert OpenQuestion.objects.get(pk=answered.pk).body == "Bliv også her?"
    assert WordingVote.objects.get(person=kurt).comment == "Kurts egen linje"
    assert queries.tally(asked) == {"yes": 1, "no": 1}
    assert not OneTimeLink.objects.filter(purpose=actions.ANSWER_PURPOSE, person=karen.pk).exists()
    assert [row.pk for row in queries.wordings_of(challenge, NOBODY)] == [asked.pk]
    assert Wording.objects.get(pk=lonely.pk).withdrawn_at


def test_what_was_settled_stays_with_its_counts(karen, kurt, host):
    challenge = make_challenge(by=kurt, host=host)
    wording = put(make_wording(challenge, by=karen, question="Bliv her?"), host)
    answer(wording, karen)
    answer(wording, kurt)
    settle(wording, host)
    actions.erase(karen.pk)
    kept = Wording.objects.get()
    assert (kept.state, kept.yes_count, kept.question) == ("adopted", 2, "Bliv her?")


def test_copy_holds_everything_one_wrote_and_nothing_of_others(karen, kurt, host):
    challenge = make_challenge(by=karen, host=host)
    wording = put(make_wording(challenge, by=kurt, question="Kurts ordlyd?"), host)
    answer(wording, karen, "yes", "Min linje")
    make_question(challenge, by=karen, body="Mit hvorfor?", offer="Mit tilbud")
    settle(wording, host, "Ingers note")
    copy = str(export(karen.pk))
    assert all(words in copy for words in ("Min linje", "Mit hvorfor?", "Mit tilbud"))
    assert "Kurts ordlyd" not in copy
    assert "Ingers note" in str(export(host.pk))
