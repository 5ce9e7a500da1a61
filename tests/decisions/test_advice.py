"""What a body advises: by its members, with what they have at stake, and never a decision."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from samspil.actors import actions as actors
from samspil.actors.models import Membership
from samspil.decisions.actions import advise, decide
from samspil.decisions.models import Advice, AdviceInterest, Case, Decision, Sitting
from samspil.decisions.queries import advice_on
from samspil.foundation import clock, subjects
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person, merge_people
from tests.factories import make_actor, make_person, make_proposal, viewer
from tests.technology_advice.making import make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return make_group("Anna Toft", "Bo Friis", "Carl Holst")


@pytest.fixture
def sitting(group):
    return Sitting(subject=make_proposal().subject, body=group[0])


def words(sitting, *people, **facts):
    told = {
        "sitting": sitting,
        "recommendation": "Prøv det først.",
        "meeting_on": clock.today(),
        "statements": {person.pk: ("none", "") for person in people},
    }
    return {**told, **facts}


def refused(by, **arguments) -> set[str]:
    with pytest.raises(ValidationError) as problem:
        advise(by=viewer(by), **arguments)
    assert not Advice.objects.exists()
    return set(problem.value.message_dict)


def test_a_member_writes_it_down_with_what_each_has_at_stake(sitting, group):
    anna, bo, carl = group[1]
    told = {
        anna.pk: ("none", "ikke gemt"),
        bo.pk: ("small", "Hans svoger er ansat."),
        carl.pk: ("left", "Ejer aktier."),
    }
    advise(by=viewer(anna), **words(sitting, statements=told, dissent="Bo ville hellere vente."))
    (advice,) = advice_on([sitting.subject.pk], NOBODY)
    assert (advice.body, advice.by, advice.dissent) == (group[0], anna, "Bo ville hellere vente.")
    assert [(row.person, row.note) for row in advice.spoke] == [(anna, ""), (bo, "Hans svoger er ansat.")]
    assert [(row.person, row.note) for row in advice.stepped_out] == [(carl, "Ejer aktier.")]


def test_newest_stands_above_and_hidden_matters_are_told_to_nobody(sitting, group, django_assert_num_queries):
    for text in ("Vent.", "Prøv det."):
        advise(by=viewer(group[1][0]), **words(sitting, *group[1], recommendation=text))
    with django_assert_num_queries(2):
        rows = list(advice_on([sitting.subject.pk], NOBODY))
        assert [(row.recommendation, len(row.spoke), str(row.spoke[0].person)) for row in rows] == [
            ("Prøv det.", 3, "Anna Toft"),
            ("Vent.", 3, "Anna Toft"),
        ]
    subjects.set_hidden(sitting.subject, clock.now())
    assert list(advice_on([sitting.subject.pk], viewer(group[1][0]))) == []


@pytest.mark.parametrize("who", ["birthe", "lene", "mette", "jens", "karen", "kurt"])
def test_only_members_advise(request, sitting, group, who):
    person = request.getfixturevalue(who)
    with pytest.raises(Refused):
        advise(by=viewer(person), **words(sitting, *group[1]))
    assert not Advice.objects.exists()


@pytest.mark.parametrize("by", [NOBODY, SYSTEM])
def test_neither_strangers_nor_the_installation_advise(sitting, group, by):
    with pytest.raises(Refused):
        advise(by=by, **words(sitting, *group[1]))


def test_a_role_in_the_body_is_no_seat_and_a_seat_that_ended_is_none(sitting, group):
    secretary = make_person(role="employee", scope=group[0])
    with pytest.raises(Refused):
        advise(by=viewer(secretary), **words(sitting, *group[1]))
    Membership.objects.filter(person=group[1][0]).update(until=clock.today() - timedelta(days=1))
    with pytest.raises(Refused):
        advise(by=viewer(group[1][0]), **words(sitting, *group[1][1:]))


def test_a_body_that_may_not_advise_does_not(sitting, group):
    sitting.body.body.may_advise = False
    sitting.body.body.save()
    with pytest.raises(Refused):
        advise(by=viewer(group[1][0]), **words(sitting, *group[1]))


def test_who_speaks_for_a_seller_neither_writes_it_down_nor_stays_in_the_room(sitting, group):
    anna, bo, carl = group[1]
    seller = make_actor("Løftekompagniet", kind="company")
    actors.add_member(by=SYSTEM, person=carl, actor=seller, speaks_for=True)
    with_seller = Sitting(subject=sitting.subject, body=sitting.body, parties=frozenset({seller.pk}))
    with pytest.raises(Refused):
        advise(by=viewer(carl), **words(with_seller, anna, bo, carl))
    assert refused(anna, **words(with_seller, anna, bo, carl)) == {f"stake_{carl.pk}"}
    left = {anna.pk: ("none", ""), bo.pk: ("none", ""), carl.pk: ("left", "Taler for sælgeren.")}
    assert advise(by=viewer(anna), **words(with_seller, statements=left)).stepped_out[0].person == carl


def test_what_is_wrong_is_told_where_it_stands(sitting, group):
    anna, bo, carl = group[1]
    tomorrow = clock.today() + timedelta(days=1)
    assert refused(anna, **words(sitting, *group[1], recommendation=" ")) == {"recommendation"}
    assert refused(anna, **words(sitting, *group[1], meeting_on=None)) == {"meeting_on"}
    assert refused(anna, **words(sitting, *group[1], meeting_on=tomorrow)) == {"meeting_on"}
    assert refused(anna, **words(sitting, bo, carl)) == {f"stake_{anna.pk}"}
    assert refused(anna, **words(sitting, anna)) == {"__all__"}
    told = {anna.pk: ("none", ""), bo.pk: ("small", " "), carl.pk: ("much", "")}
    assert refused(anna, **words(sitting, statements=told)) == {f"note_{bo.pk}", f"stake_{carl.pk}"}
    told = {anna.pk: ("left", "Ejer aktier."), bo.pk: ("none", ""), carl.pk: ("none", "")}
    assert refused(anna, **words(sitting, statements=told)) == {f"stake_{anna.pk}"}
    told = {anna.pk: ("none", ""), bo.pk: ("none", ""), carl.pk: ("small", "CPR 010190-1234")}
    assert refused(anna, **words(sitting, statements=told)) == {f"note_{carl.pk}"}


def test_nobody_outside_the_body_is_named_as_part_of_it(sitting, group, lene):
    with pytest.raises(ValidationError):
        advise(by=viewer(group[1][0]), **words(sitting, *group[1], lene))
    assert not Advice.objects.exists()


@pytest.mark.capability("C54")
def test_members_decide_and_spend_nothing(sitting, group, unit):
    """Nor does the group itself: its body can hold no such power (``body_advisers_do_not_decide``)."""
    case = Case(subject=sitting.subject, unit=unit)
    for person in group[1]:
        with pytest.raises(Refused):
            decide(by=viewer(person), case=case, matter="verdict", outcome="roll_out", reason="Ja.", interest="none")
    assert not Decision.objects.exists()
    for power in ("may_decide", "may_spend"):
        body = group[0].body
        setattr(body, power, True)
        with pytest.raises(IntegrityError), transaction.atomic():
            body.save()
        setattr(body, power, False)


def test_the_database_keeps_statements_whole(sitting, group):
    advice = advise(by=viewer(group[1][0]), **words(sitting, *group[1]))
    row = advice.interests.first()
    for wrong in ({"interest": "small", "note": ""}, {"interest": "none", "note": "Noget"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AdviceInterest.objects.filter(pk=row.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdviceInterest.objects.create(advice=advice, person=row.person, interest="none")


def test_who_is_erased_leaves_the_advice_without_name_or_interest(sitting, group):
    anna, bo, carl = group[1]
    told = {anna.pk: ("none", ""), bo.pk: ("none", ""), carl.pk: ("small", "Hans søster er ansat.")}
    advice = advise(by=viewer(anna), **words(sitting, statements=told))
    erase_person(by=viewer(make_person(role="administrator")), person_id=carl.pk)
    row = AdviceInterest.objects.select_related("person__actor").get(advice=advice, person=carl)
    assert (row.note, "Carl" in row.person.name) == ("-", False)


def test_two_on_record_who_are_one_state_it_once(sitting, group):
    anna, bo, _carl = group[1]
    again = make_person("Bo Friis igen", member_of=group[0])
    advice = advise(by=viewer(anna), **words(sitting, anna, bo, again))
    merge_people(by=viewer(make_person(role="administrator")), kept_id=bo.pk, gone_id=again.pk)
    assert {row.person_id for row in advice.interests.all()} == {anna.pk, bo.pk}
    assert advice.interests.count() == 2
