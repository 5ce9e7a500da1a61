"""What companies promise: who may, what is never more than promised, who confirms, and what is left when it ends."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from samspil.actors.actions import add_member
from samspil.actors.queries import viewer_of
from samspil.company_pledges import actions, queries
from samspil.company_pledges.models import CompanyPledge, PledgeUse
from samspil.foundation import clock, hooks
from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.search import find
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from samspil.moderation.actions import hide
from samspil.moderation.models import Report, ReportReason
from tests.company_pledges.making import make_boss, make_company, make_promise, make_use, promised
from tests.factories import make_actor, make_challenge, viewer

pytestmark = pytest.mark.django_db


@pytest.mark.capability("C26")
def test_company_promises_hours_and_sees_them_used(kurt):
    pledge = make_promise()
    use = make_use(pledge, hours=Decimal("2.5"))
    assert use.receiver == kurt.memberships.get().actor
    row = queries.pledges(NOBODY).get()
    assert (row.used, row.confirmed, row.left) == (Decimal("2.5"), 0, Decimal("37.5"))
    actions.confirm_use(by=viewer(kurt), use_id=use.pk)
    row = queries.pledges(NOBODY).get()
    assert (row.confirmed, row.speaker) == (Decimal("2.5"), "Engbæk Tømrerforretning")
    year = queries.years(NOBODY)[0]
    assert (year.uses, year.used, year.confirmed) == (1, Decimal("2.5"), Decimal("2.5"))
    verbs = JournalEntry.objects.filter(subject=pledge.subject).values_list("verb", flat=True)
    assert [name.partition(".")[2] for name in verbs.order_by("pk")] == ["promised", "used", "use_confirmed"]


def test_who_may_promise(kurt, karen, mette):
    company = make_company()
    anglers = kurt.memberships.get().actor
    for who, what in ((karen, company), (kurt, company), (kurt, anglers)):
        with pytest.raises(Refused):
            actions.promise(by=viewer(who), company_id=what.pk, **promised())
    with pytest.raises(Refused):
        actions.promise(by=NOBODY, company_id=company.pk, **promised())
    with pytest.raises(NotFound):
        actions.promise(by=viewer(mette), company_id=uuid4(), **promised())
    with pytest.raises(ValidationError, match="behalf_name"):
        actions.promise(by=viewer(mette), company_id=company.pk, **promised())
    behalf = {"name": "Tove", "function": "mester", "channel": "phone"}
    pledge = actions.promise(by=viewer(mette), company_id=company.pk, behalf=behalf, **promised())
    assert (pledge.actor, pledge.author.name, pledge.entered_by) == (company, "Tove", mette)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"hours": None}, "hours"),
        ({"hours": Decimal(0)}, "hours"),
        ({"hours": Decimal(9_999_999)}, "hours"),
        ({"kind": "penge"}, "kind"),
        ({"title": " "}, "title"),
        ({"body": "Ring om 010150-1234"}, "body"),
        ({"boundary": "Ring om 010150-1234"}, "boundary"),
        ({"theme": "andet"}, "theme"),
        ({"place": "Ring om 010150-1234"}, "place"),
        ({"place": "By " * 50}, "place"),
        ({"until_on": None}, "until_on"),
        ({"until_on": clock.today() - timedelta(days=60)}, "until_on"),
        ({"until_on": clock.today() + timedelta(days=9000)}, "until_on"),
    ],
)
def test_promise_that_cannot_stand(facts, field):
    with pytest.raises(ValidationError) as problem:
        make_promise(**facts)
    assert field in problem.value.error_dict


def test_never_more_than_promised_unless_said(kurt):
    pledge = make_promise(hours=Decimal(4))
    make_use(pledge, hours=Decimal(3))
    with pytest.raises(ValidationError, match="1 timer tilbage"):
        make_use(pledge, hours=Decimal("1.5"))
    use = make_use(pledge, hours=Decimal("1.5"), beyond=True)
    row = queries.pledges(NOBODY).get()
    assert (row.left, row.beyond) == (0, Decimal("0.5"))
    by = viewer(pledge.author)
    actions.edit_pledge(by=by, pledge_id=pledge.pk, title="Ramper")  # says nothing less than before
    with pytest.raises(ValidationError, match="4,5 timer"):
        actions.edit_pledge(by=by, pledge_id=pledge.pk, hours=Decimal(3))
    actions.remove_use(by=by, use_id=use.pk)
    actions.edit_pledge(by=by, pledge_id=pledge.pk, hours=Decimal(3))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"receiver": ""}, "receiver"),
        ({"receiver": "Engbæk Tømrerforretning"}, "receiver"),
        ({"receiver": "Agnes, 010150-1234"}, "receiver"),
        ({"what": ""}, "what"),
        ({"hours": None}, "hours"),
        ({"hours": Decimal("-1")}, "hours"),
        ({"on": None}, "on"),
        ({"on": clock.today() + timedelta(days=2)}, "on"),
        ({"on": clock.today() - timedelta(days=90)}, "on"),
        ({"page": "https://et.sted/"}, "page"),
        ({"page": str(uuid4())}, "page"),
    ],
)
def test_use_that_cannot_stand(facts, field):
    with pytest.raises(ValidationError) as problem:
        make_use(make_promise(), **facts)
    assert field in problem.value.error_dict
    assert not PledgeUse.objects.exists()


def test_use_is_for_a_page_everybody_may_read(karen, mette):
    pledge = make_promise()
    challenge = make_challenge(by=karen)
    address = f"https://samspil.example/udfordringer/{challenge.pk}/?x=1"
    assert make_use(pledge, page=address).about == challenge.subject
    limited = make_challenge(by=mette, audience="staff")
    with pytest.raises(ValidationError, match="page"):
        make_use(pledge, by=mette, page=str(limited.pk))


def test_who_confirms(kurt, birthe, karen, mette):
    pledge = make_promise()
    use = make_use(pledge)
    for who in (pledge.author, karen, mette):
        with pytest.raises(Refused):
            actions.confirm_use(by=viewer(who), use_id=use.pk)
    assert {letter.to for letter in OutgoingMail.objects.filter(title__startswith="Fik I det")} == {kurt.email}
    actions.confirm_use(by=viewer(kurt), use_id=use.pk)
    assert [row["used_for"] for row in actions.export(kurt.pk)] == [use.what]
    for verb in (actions.confirm_use, actions.remove_use):
        with pytest.raises(Refused):
            verb(by=viewer(kurt), use_id=use.pk)
    unknown = make_use(pledge, receiver="Naboerne på Bakken")
    with pytest.raises(Refused):
        actions.confirm_use(by=viewer(kurt), use_id=unknown.pk)
    assert actions.confirm_use(by=viewer(birthe), use_id=unknown.pk).confirmed_by == birthe
    with pytest.raises(NotFound):
        actions.confirm_use(by=viewer(birthe), use_id=0)


def test_what_the_receiver_notes_is_confirmed_and_the_company_hears(kurt, karen):
    pledge = make_promise()
    use = make_use(pledge, by=kurt)
    assert use.confirmed_by == kurt
    assert OutgoingMail.objects.filter(to=pledge.author.email, title__startswith="Jeres løfte").exists()
    with pytest.raises(ValidationError, match="taler for"):
        make_use(pledge, by=kurt, receiver="Nogle andre")
    with pytest.raises(Refused):
        make_use(pledge, by=karen)


def test_nobody_confirms_for_both_sides(kurt):
    company = make_company()
    boss = make_boss(company)
    anglers = kurt.memberships.get().actor
    add_member(by=SYSTEM, person=boss, actor=anglers, speaks_for=True)
    use = make_use(make_promise(by=boss, company=company))
    assert use.confirmed_at is None
    with pytest.raises(Refused):
        actions.confirm_use(by=viewer(boss), use_id=use.pk)


def test_ended_keeps_what_was_used_and_takes_no_more(karen):
    pledge = make_promise()
    make_use(pledge)
    by = viewer(pledge.author)
    with pytest.raises(Refused):
        actions.withdraw_pledge(by=by, pledge_id=pledge.pk)
    with pytest.raises(Refused):
        actions.end_pledge(by=viewer(karen), pledge_id=pledge.pk)
    with pytest.raises(Stale):
        actions.end_pledge(by=by, pledge_id=pledge.pk, expected_version=1)
    ended = actions.end_pledge(by=by, pledge_id=pledge.pk, note="Det gik godt.")
    assert ended.is_over
    assert queries.pledges(NOBODY, queries.Filters(state="slut")).get().used == Decimal("2.5")
    assert not queries.pledges(NOBODY, queries.Filters(state="nu")).exists()
    assert queries.match_documents() == []
    with pytest.raises(Refused):
        actions.edit_pledge(by=by, pledge_id=pledge.pk, title="Ramper")


def test_withdrawn_leaves_no_words():
    pledge = make_promise(title="Zebraramper", body="zebra")
    actions.withdraw_pledge(by=viewer(pledge.author), pledge_id=pledge.pk)
    pledge = CompanyPledge.objects.select_related("subject").get()
    assert (pledge.title, pledge.body, pledge.subject.title) == ("", "", "")
    assert not queries.pledges(NOBODY).exists()
    assert not find("zebraramper", NOBODY).exists()


def test_double_press_makes_one():
    company = make_company()
    by, keys = viewer(make_boss(company)), (uuid4(), uuid4())
    made = [actions.promise(by=by, company_id=company.pk, request_id=keys[0], **promised()) for _press in range(2)]
    assert made[0] == made[1]
    told = {"receiver": "Naboerne", "what": "En rampe", "on": clock.today(), "hours": Decimal(1)}
    for _press in range(2):
        actions.record_use(by=by, pledge_id=made[0].pk, request_id=keys[1], **told)
    assert PledgeUse.objects.count() == 1


def test_hidden_is_nowhere(birthe):
    pledge = make_promise(boundary="Vi løfter ikke borgere.")
    use = make_use(pledge)
    hide(by=viewer(birthe), subject_id=pledge.pk, reason="Der står et navn.")
    by = viewer(pledge.author)
    for verb, key in (
        (actions.confirm_use, {"use_id": use.pk}),
        (actions.remove_use, {"use_id": use.pk}),
        (actions.end_pledge, {"pledge_id": pledge.pk}),
    ):
        with pytest.raises(NotFound):
            verb(by=by, **key)
    assert queries.match_documents() == []
    assert queries.at_the_boundary(NOBODY) == []
    assert queries.years(NOBODY) == []


def test_boundary_and_engine_read_it(birthe):
    pledge = make_promise(boundary="Vi løfter ikke borgere.", theme="older")
    make_promise(hours=None, kind="rooms", company=make_company("Engbæk Hal"))
    boundary = queries.at_the_boundary(NOBODY)
    assert [row.why for row in boundary] == ["Vi løfter ikke borgere."]
    documents = {row["id"]: row for row in queries.match_documents([pledge.pk])}
    assert documents[str(pledge.pk)]["kind"] == "company_pledge"
    assert len(queries.match_documents()) == 2
    assert any(source.kind == "company_pledge" and source.helps for source in hooks.all_of("match_sources"))
    make_use(pledge, hours=Decimal(40))
    assert [row["id"] for row in queries.match_documents([pledge.pk])] == []
    hide(by=viewer(birthe), subject_id=pledge.actor_id, reason="Findes ikke.")
    assert queries.at_the_boundary(NOBODY) == []  # a company that is hidden is named nowhere


def test_forgotten_person_leaves_the_companys_word(karen):
    pledge = make_promise()
    make_use(pledge, receiver="Karen")
    assert len(actions.export(pledge.author_id)) == 2
    erase_person(by=viewer_of(karen), person_id=karen.pk)
    assert PledgeUse.objects.get().receiver_name == "–"
    erase_person(by=SYSTEM, person_id=pledge.author_id)
    row = queries.pledges(NOBODY).get()
    assert (row.title, row.author.name) == (pledge.title, "Slettet bruger")


def test_filters_and_sorting():
    hall = make_promise(company=make_company("A-hallen"), kind="rooms", hours=None, theme="older", title="En hal")
    later = make_promise(
        company=make_company("B-huset"), title="Bogføring", kind="know_how", from_on=clock.today() + timedelta(days=3)
    )
    make_actor("Ingen")

    def found(**facts) -> list:
        return list(queries.pledges(NOBODY, queries.Filters(**facts)))

    assert found() == [later, hall]
    assert found(sort="virksomhed") == [hall, later]
    assert found(sort="timer") == [later, hall]
    assert found(kind="rooms") == [hall]
    assert found(state="nu") == [hall]
    assert found(state="kommer") == [later]
    assert found(theme="older") == [later, hall]  # what is for anything is for older people, too
    assert found(theme="employment") == [later]
    assert found(words="bogføring") == [later]
    assert found(words="b-huset") == [later]
    assert found(words="?") == []


def test_words_of_a_use_are_looked_at_as_those_of_the_promise():
    pledge = make_promise()
    make_use(pledge, what="Min mor har demens og fik et gelænder")
    report = Report.objects.get(subject=pledge.subject)
    assert report.reason == ReportReason.CHANGED
    make_use(pledge, what="En rampe")
    assert Report.objects.count() == 1


def test_what_was_confirmed_by_a_slip_can_be_taken_away_and_both_sides_hear(kurt, birthe, mette):
    pledge = make_promise()
    use = make_use(pledge, by=kurt, hours=Decimal(400), beyond=True)
    with pytest.raises(Refused):
        actions.remove_use(by=viewer(pledge.author), use_id=use.pk)
    with pytest.raises(Refused):
        actions.remove_use(by=viewer(mette), use_id=use.pk)
    actions.remove_use(by=viewer(birthe), use_id=use.pk)
    assert queries.pledges(NOBODY).get().used == 0
    told = OutgoingMail.objects.filter(title__startswith="Taget væk igen")
    assert {letter.to for letter in told} == {kurt.email, pledge.author.email}


def test_whoever_noted_it_alone_has_a_day_to_take_it_back(kurt, birthe):
    pledge = make_promise()
    first, second = (make_use(pledge, by=kurt, hours=Decimal(2)) for _number in range(2))
    actions.remove_use(by=viewer(kurt), use_id=first.pk)
    told = OutgoingMail.objects.filter(title__startswith="Taget væk igen")
    assert [letter.to for letter in told] == [pledge.author.email]
    with clock.at(clock.now() + timedelta(hours=25)), pytest.raises(Refused):
        actions.remove_use(by=viewer(kurt), use_id=second.pk)
