"""A technology on the wrong trial is taken off, unless something rests on it; and what a stopped project lacks."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.actors import actions as actors
from samspil.evaluations.models import Evaluation, Lesson
from samspil.foundation import clock, subjects
from samspil.foundation.models import Audience, JournalEntry, Subject
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.technologies.actions import set_use
from samspil.technologies.models import Use
from samspil.technology_projects import actions, queries
from samspil.technology_projects.models import LegalTopic, TechnologyProject
from samspil.trials import actions as trials
from samspil.trials.models import Status, Trial
from tests.business_cases.making import make_case
from tests.factories import make_actor, viewer
from tests.technology_projects.making import make_project
from tests.trials.making import evaluated

pytestmark = pytest.mark.django_db
SELLS = {"role": "Stiller den op", "interest": "sells", "interest_note": "Sælger den"}


@pytest.fixture
def planned(mette, unit):
    """A project that has not begun, planned by Mette in the unit."""
    return make_project(mette, unit=unit)


@pytest.fixture
def running(planned, mette):
    """The same, begun."""
    for topic in LegalTopic:
        law(planned, mette, topic, "in_order")
    Trial.objects.filter(pk=planned.pk).update(status=Status.RUNNING, started_at=clock.now())
    return TechnologyProject.objects.select_related("trial__subject", "trial__unit", "technology").get(pk=planned.pk)


def law(project, by, topic, state):
    actions.check_law(by=viewer(by), trial_id=project.pk, topic=topic, state=state, words="Set på i dag.")


def take_off(project, by, **facts):
    return actions.take_technology_off(by=viewer(by), trial_id=project.pk, **facts)


def refused(project, by):
    with pytest.raises(ValidationError) as problem:
        take_off(project, by)
    assert TechnologyProject.objects.filter(pk=project.pk).exists()
    return problem.value.messages


def selling(project, **facts):
    firm = make_actor("Løftekompagniet", kind="company")
    trials.add_partner(by=viewer(project.trial.author), trial_id=project.pk, actor_id=firm.pk, **(SELLS | facts))
    return firm


def bought(project, firm, by, way, value=0):
    facts = {"trial_id": project.pk, "seller_id": firm.pk, "words": "Set på i dag.", "value": value}
    actions.check_purchase(by=viewer(by), way=way, **facts)


# --- taken off --------------------------------------------------------------------------------------------------------


def test_it_is_taken_off_with_its_plan_and_another_put_on(mette, unit):
    project = make_project(mette, unit=unit)
    actions.add_line(by=viewer(mette), trial_id=project.pk, kind="workflow", today="a", then="b", who="c")
    actions.check_law(by=viewer(mette), trial_id=project.pk, topic="data", state="in_order", words="DPIA af 1. maj.")
    trial = take_off(project, mette)
    assert not TechnologyProject.objects.exists()
    assert Trial.objects.filter(pk=trial.pk, withdrawn_at=None).exists()
    line = JournalEntry.objects.get(verb="technology_projects.taken_off")
    assert (line.subject_id, line.payload) == (trial.pk, {"technology": str(project.technology_id)})
    assert make_project(mette, trial=trial).trial == trial


def test_once_it_is_tried_it_stays_with_all_that_was_answered(running, mette):
    """Who saw to the law and to buying is kept for those who look later, also when nothing else rests on it."""
    bought(running, selling(running), mette, "not_bought")
    begun, then = refused(running, mette)
    assert begun.startswith("I er begyndt")
    assert "afslut afprøvningen" in then
    assert "evalueringen" in then
    assert (running.legal_checks.count(), running.purchase_checks.count()) == (len(LegalTopic), 1)
    Trial.objects.filter(pk=running.pk).update(status=Status.CONCLUDED, outcome="stop", concluded_at=clock.now())
    with pytest.raises(Refused):
        take_off(running, mette)


def test_strangers_and_sellers_take_nothing_off(planned, mette, karen, jens):
    for stranger in (karen, jens):
        with pytest.raises(Refused):
            take_off(planned, stranger)
    with pytest.raises(Refused):
        actions.take_technology_off(by=NOBODY, trial_id=planned.pk)
    actors.add_member(by=SYSTEM, person=mette, actor=selling(planned), speaks_for=True)
    with pytest.raises(Refused):
        take_off(planned, mette)


def test_old_page_is_stale_and_what_is_gone_is_gone(mette, unit):
    project = make_project(mette, unit=unit)
    seen = project.trial.version
    actions.add_line(by=viewer(mette), trial_id=project.pk, kind="workflow", today="a", then="b", who="c")
    with pytest.raises(Stale):
        take_off(project, mette, expected_version=seen)
    take_off(project, mette)
    with pytest.raises(NotFound):
        take_off(project, mette)


# --- what rests on it -------------------------------------------------------------------------------------------------


def test_business_case_on_the_trial_is_named_to_those_who_may_read_it(planned, mette, unit):
    case = make_case(unit=unit, about=planned.trial, title="Lifte på prøve")
    make_case(unit=unit, about=planned.technology, title="Lifte i al almindelighed")
    assert refused(planned, mette) == ["Et regnestykke bygger på den: Lifte på prøve."]
    Subject.objects.filter(pk=case.pk).update(audience=Audience.NAMED)
    assert refused(planned, mette) == ["Et regnestykke, du ikke kan læse, bygger på den."]
    subjects.set_hidden(case.subject, clock.now())
    take_off(planned, mette)


def test_page_of_one_that_began_says_what_to_do_instead(running, mette, sign_in):
    path = reverse("technology_projects:take-off", args=[running.pk])
    keeper = sign_in(mette)
    page = keeper.get(reverse("technology_projects:page", args=[running.pk])).text
    assert path in page
    assert "Tag teknologien af" not in page
    for text in (keeper.get(path).text, keeper.post(path).text):
        assert "så afslut afprøvningen" in text
        assert "Ja, tag den af" not in text
    assert TechnologyProject.objects.filter(pk=running.pk).exists()


def test_pages_ask_once_more_and_tell_what_rests_on_it(planned, mette, unit, client, sign_in):
    path = reverse("technology_projects:take-off", args=[planned.pk])
    page = reverse("technology_projects:page", args=[planned.pk])
    assert path not in client.get(page).text
    assert client.get(path).status_code == 403
    keeper = sign_in(mette)
    assert path in keeper.get(page).text
    case = make_case(unit=unit, about=planned.trial, title="Lifte på prøve")
    for told in (keeper.get(path).text, keeper.post(path).text):
        assert "Den kan ikke tages af nu" in told
        assert case.title in told
        assert "Ja, tag den af" not in told
    subjects.set_hidden(case.subject, clock.now())
    assert "Ja, tag den af" in keeper.get(path).text
    trial = reverse("trials:page", args=[planned.pk])
    assert keeper.post(path).url == keeper.post(path).url == trial  # the second press too
    assert "tog teknologien af afprøvningen" in keeper.get(trial).text


# --- stopped ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def stopped(running):
    evaluated(running.trial)
    told = {"status": Status.CONCLUDED, "outcome": "stop", "concluded_at": clock.now()}
    Trial.objects.filter(pk=running.pk).update(**told)
    running.trial.refresh_from_db()
    return running


def test_what_was_stopped_is_not_asked_how_it_becomes_daily_life(running, mette, client):
    firm = selling(running)
    page = reverse("technology_projects:page", args=[running.pk])
    before = client.get(page).text
    assert "Det mangler, før det kan blive hverdag" in before
    assert "Ingen har set på det endnu. Det skal ske, før det bliver hverdag." in before
    Trial.objects.filter(pk=running.pk).update(status=Status.CONCLUDED, outcome="stop", concluded_at=clock.now())
    after = client.get(page).text
    assert "hverdag" not in after.split("<main", 1)[1].split("</main>")[0]
    assert firm.name not in after
    assert "Skriv på evalueringen, hvad de næste kan lære." in after


def test_stopping_asks_for_a_lesson_and_that_the_catalogue_tells_it(stopped, mette, unit):
    lesson = "Skriv på evalueringen, hvad de næste kan lære."
    assert queries.lacks(stopped.trial) == [lesson]
    set_use(by=viewer(mette), technology_id=stopped.technology_id, unit_id=unit.pk, status="in_use")
    assert queries.lacks(stopped.trial) == [lesson]  # it was in use before, and that is no lack
    set_use(by=viewer(mette), technology_id=stopped.technology_id, unit_id=unit.pk, status="trial")
    still, told = queries.lacks(stopped.trial)
    assert still.startswith("På siden om teknologien står enheden med: Under afprøvning.")
    assert told == lesson
    Use.objects.update(status="phased_out", reason="Den larmede.")
    Lesson.objects.create(evaluation=Evaluation.objects.get(), text="Mål støjen først.", by=mette)
    assert queries.lacks(stopped.trial) == []


@pytest.mark.parametrize("outcome", ["adopt", "adapt"])
def test_other_ends_ask_for_nothing_more(stopped, outcome):
    selling_now = make_actor("Løftekompagniet", kind="company")
    stopped.trial.partners.create(actor=selling_now, **SELLS)
    Trial.objects.filter(pk=stopped.pk).update(outcome=outcome)
    stopped.trial.refresh_from_db()
    assert queries.lacks(stopped.trial) == []


def test_trial_of_no_technology_asks_for_nothing(stopped):
    TechnologyProject.objects.all().delete()
    assert queries.lacks(stopped.trial) == []


def test_hidden_technology_is_not_asked_after(stopped, mette, unit):
    set_use(by=viewer(mette), technology_id=stopped.technology_id, unit_id=unit.pk, status="trial")
    subjects.set_hidden(stopped.technology.subject, clock.now())
    assert queries.lacks(stopped.trial) == ["Skriv på evalueringen, hvad de næste kan lære."]
