"""Social innovation: a label with the evidence of three tests, that falls away when one of them does (C04)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.challenges import chain
from samspil.foundation import clock
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import NOBODY
from samspil.moderation import actions as moderation
from samspil.practices import actions, queries
from samspil.practices.models import Label, Practice
from tests.factories import make_actor, make_person, viewer
from tests.practices.building import adopt, evaluate, evidence, label, labelled_practice, make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C04")]


def told(practice, viewer=NOBODY):
    return queries.label_of(Practice.objects.get(pk=practice.pk), viewer)


def test_label_stands_with_its_evidence():
    practice = labelled_practice()
    shown = told(practice)
    assert shown.stands
    assert shown.better == "Flere beboere spiser sammen med nogen."
    assert shown.use.practice == practice
    assert shown.link.sphere == "civil_society"
    assert list(queries.standing_labels(NOBODY)) == [practice]


def missing_evaluation():
    return make_practice(devised_by=[make_actor().pk])


def missing_use():
    practice = make_practice(devised_by=[make_actor().pk], since=clock.today() - timedelta(days=5))
    evaluate(practice)
    use = practice.uses.get()
    yesterday = clock.today() - timedelta(days=1)
    actions.stop_use(by=viewer(use.author), use_id=use.pk, reason="Slut.", until=yesterday)
    return practice


def missing_others():
    practice = make_practice()
    evaluate(practice)
    return practice


@pytest.mark.parametrize(
    ("build", "says"),
    [(missing_evaluation, "Nyt og bedre"), (missing_use, "Ført ud i livet"), (missing_others, "Af eller med")],
)
def test_without_evidence_it_is_refused_and_says_which(build, says, birthe, sign_in):
    practice = build()
    client = sign_in(birthe)
    sent = {key: str(value) for key, value in evidence(practice).items() if value}
    page = client.post(reverse("practices:label", args=[practice.pk]), sent)
    assert says in page.text
    assert not Label.objects.exists()
    with pytest.raises(ValidationError, match=says):
        actions.label_social_innovation(by=viewer(birthe), practice_id=practice.pk, **evidence(practice))


@pytest.mark.parametrize("field", ["evaluation_id", "use_id", "link_id", "better"])
def test_evidence_must_be_this_practices_own(field, birthe):
    practice, other = labelled_practice(), labelled_practice()
    Label.objects.all().delete()
    forged = evidence(practice) | {field: "" if field == "better" else evidence(other)[field]}
    with pytest.raises(ValidationError) as problem:
        actions.label_social_innovation(by=viewer(birthe), practice_id=practice.pk, **forged)
    assert set(problem.value.error_dict) == {field}
    assert not Label.objects.exists()


def test_author_alone_does_not_label_their_own_work(unit, lene, mette, birthe, karen):
    practice = make_practice(by=lene, home=unit, devised_by=[make_actor().pk])
    evaluate(practice)
    for person in (lene, mette, karen):
        with pytest.raises(Refused):
            label(practice, by=person)
    label(practice, by=birthe)
    own = make_practice(by=birthe, home=unit, devised_by=[make_actor().pk])
    evaluate(own)
    with pytest.raises(Refused):
        label(own, by=birthe)
    assert label(own, by=lene)


def test_falls_away_when_the_evaluation_is_hidden():
    practice = labelled_practice()
    coordinator = viewer(make_person(role="coordinator"))
    moderation.hide(by=coordinator, subject_id=practice.label.evaluation_id, reason="Et navn.")
    assert told(practice).fallen == ["Evalueringen står her ikke mere."]
    assert not queries.standing_labels(NOBODY).exists()


def test_falls_away_when_nobody_does_it_there_any_more():
    practice = labelled_practice(since=clock.today() - timedelta(days=5))
    use = practice.uses.get()
    yesterday = clock.today() - timedelta(days=1)
    actions.stop_use(by=viewer(use.author), use_id=use.pk, reason="Slut.", until=yesterday)
    assert not told(practice).stands
    assert not queries.standing_labels(NOBODY).exists()


def test_falls_away_when_the_others_are_off_the_chain(client):
    practice = labelled_practice()
    chain.release(practice.subject)
    assert told(practice).fallen == ["De andre, der var med, er det ikke mere."]
    page = client.get(reverse("practices:page", args=[practice.pk])).text
    assert "Mærket er faldet bort." in page
    assert "pill--together" not in page


def test_stays_while_it_lives_elsewhere_when_that_was_the_evidence():
    practice = make_practice(devised_by=[make_actor().pk], since=clock.today() - timedelta(days=5))
    evaluate(practice)
    second = adopt(practice)
    label(practice, use_id=second.pk)
    home = practice.uses.get(actor=practice.actor)
    actions.stop_use(by=viewer(home.author), use_id=home.pk, reason="Slut.")
    assert told(practice).stands


def test_new_label_replaces_the_old_and_can_be_taken_off(birthe):
    practice = labelled_practice()
    label(practice, by=birthe, better="Og nu også for de pårørende.")
    assert Label.objects.get().by == birthe
    actions.take_label_off(by=viewer(birthe), practice_id=practice.pk)
    assert told(practice) is None
    with pytest.raises(Refused):
        actions.take_label_off(by=viewer(practice.author), practice_id=labelled_practice().pk)
