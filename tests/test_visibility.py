"""Who may read what: on generated data, and by walking every page as every role in search of words that must not stand.

``visible_to`` (a list), ``readable_by`` (one object) and the ``*.view`` rules (a page) must never disagree, also not
after things were hidden, shown again or given another audience.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID, uuid5

import pytest
import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.actors.queries import said_by
from samspil.challenges import actions as challenges
from samspil.challenges.chain import chain_of, who_holds
from samspil.challenges.models import ChainStep, Challenge, Perspective
from samspil.challenges.queries import perspective_counts, perspectives_of
from samspil.following.models import Follow
from samspil.foundation import clock, hooks, subjects
from samspil.foundation.models import OutgoingMail, Subject
from samspil.foundation.search import find
from samspil.foundation.viewer import Grant, Viewer
from samspil.knowledge.models import KnowledgeItem
from samspil.moderation import actions as moderation
from samspil.proposals import actions as proposals
from samspil.proposals.models import Pledge, Proposal
from samspil.proposals.queries import pledge_counts, proposal_counts
from samspil.reframing.models import OpenQuestion, Wording, WordingVote
from tests.factories import make_answer, make_challenge, make_person, make_perspective, viewer
from tests.remembering import remembered
from tests.world import EVERYBODY, MAY_READ, ROLES, World

pytestmark = pytest.mark.django_db

# --- generated subjects and viewers -----------------------------------------------------------------------------------

READERS = [uuid5(UUID(int=0), name) for name in ("person", "association", "unit", "unit above", "body")]
KINDS = {  # the kinds a tree may hold, with what hangs on what
    "challenge": ("perspective", "proposal", "wording", "open_question"),
    "perspective": ("perspective",),
    "proposal": ("pledge",),
    "pledge": (),
    "wording": ("vote",),
    "vote": (),
    "open_question": ("open_question",),
    "knowledge": (),
}
VIEW_RULES = {
    "challenge": "challenges.view",
    "perspective": "perspectives.view",
    "proposal": "proposals.view",
    "pledge": "pledges.view",
    "wording": "wordings.view",
    "vote": "votes.view",
    "open_question": "questions.view",
    "knowledge": "knowledge.view",
    "actor": "actors.view",
}
MODELS = {
    "challenge": Challenge,
    "perspective": Perspective,
    "proposal": Proposal,
    "pledge": Pledge,
    "wording": Wording,
    "vote": WordingVote,
    "open_question": OpenQuestion,
    "knowledge": KnowledgeItem,
}

audiences = st.sampled_from(["public", "page", "unit", "staff", "named"])
readers = st.sets(st.sampled_from(READERS), max_size=3)
viewers = st.builds(
    lambda roles, ids: Viewer(
        person_id=next(iter(ids), None), grants=frozenset(Grant(role) for role in roles), readers=frozenset(ids)
    ),
    st.sets(st.sampled_from(["coordinator", "leader", "employee", "councillor", "administrator"]), max_size=2),
    readers,
)


@st.composite
def trees(draw) -> list[dict]:
    """Subjects with their parents before them: roots have an audience and readers, the rest inherit."""
    nodes: list[dict] = []
    for _number in range(draw(st.integers(1, 9))):
        parents = [None, *(at for at, node in enumerate(nodes) if KINDS[node["kind"]])]
        parent = draw(st.sampled_from(parents))
        if parent is None:
            kind = draw(st.sampled_from(["challenge", "proposal", "knowledge"]))
            nodes.append({"kind": kind, "parent": None, "audience": draw(audiences), "readers": draw(readers)})
        else:
            nodes.append({"kind": draw(st.sampled_from(KINDS[nodes[parent]["kind"]])), "parent": parent})
    return nodes


# What may happen to a tree afterwards: hiding, showing again, and another audience.
events = st.lists(
    st.tuples(st.sampled_from(["hide", "show", "audience"]), st.integers(0, 8), audiences, readers), max_size=6
)


def plant(nodes: list[dict]) -> list[Subject]:
    made: list[Subject] = []
    for number, node in enumerate(nodes):
        context = None if node["parent"] is None else made[node["parent"]]
        options = {} if context else {"audience": node["audience"], "readers": node["readers"]}
        made.append(subjects.create(node["kind"], title=f"Ord{number}", by=None, context=context, **options))
    return made


def apply(happened: list[tuple], nodes: list[dict], made: list[Subject]) -> None:
    for event, number, audience, named in happened:
        number %= len(made)
        subject = Subject.objects.select_related("context").get(pk=made[number].pk)
        if event == "audience":
            if nodes[number]["parent"] is None:
                subjects.set_audience(subject, audience, named)
                nodes[number] |= {"audience": audience, "readers": named}
        else:
            subjects.set_hidden(subject, clock.now() if event == "hide" else None)
            nodes[number]["hidden"] = event == "hide"


def may_read(nodes: list[dict], number: int, who: Viewer) -> bool:
    """The rule in plain words, worked out anew: nothing above is hidden, and the root's audience holds the viewer."""
    node = nodes[number]
    while True:
        if node.get("hidden"):
            return False
        if node["parent"] is None:
            break
        node = nodes[node["parent"]]
    if node["audience"] == "public":
        return True
    if node["audience"] == "staff":
        return any(grant.kind != "councillor" for grant in who.grants)
    return bool(node["readers"] & who.readers)


@pytest.mark.capability("C02")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nodes=trees(), happened=events, who=viewers)
def test_lists_single_reads_and_rules_agree(nodes, happened, who):
    with transaction.atomic():
        made = plant(nodes)
        apply(happened, nodes, made)
        allowed = {made[number].pk for number in range(len(nodes)) if may_read(nodes, number, who)}
        fresh = list(Subject.objects.filter(pk__in=[subject.pk for subject in made]))
        assert set(Subject.objects.visible_to(who).values_list("pk", flat=True)) == allowed
        assert {subject.pk for subject in fresh if subject.readable_by(who)} == allowed
        by_rule = {s.pk for s in fresh if rules.has_perm(VIEW_RULES[s.kind], who, SimpleNamespace(subject=s))}
        assert by_rule == allowed
        found = {s.pk for n in range(len(nodes)) for s in find(f"Ord{n}", who) if s.title == f"Ord{n}"}
        assert found == allowed
        transaction.set_rollback(True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happened=st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=5), who=viewers, audience=audiences)
def test_models_agree_with_their_subjects(happened, who, audience):
    """The same for real challenges, perspectives, proposals, pledges: the list of each, its rule and its counts."""
    with transaction.atomic():
        challenge = make_challenge()
        root = challenge.subject
        subjects.set_audience(root, audience, READERS[:2])
        by = challenge.author
        reader = viewer(by)
        Subject.objects.filter(pk=root.pk).update(audience="public")
        said = make_perspective(challenge, by=by)
        make_perspective(challenge, by=by, reply_to=said.pk)
        way = proposals.propose(by=reader, title="Fælles bord", body="Om torsdagen.", challenge_id=challenge.pk)
        proposals.pledge(by=reader, proposal_id=way.pk, kind="time", body="To timer")
        subjects.set_audience(root, audience, READERS[:2])
        every = list(Subject.objects.filter(root=root.pk).order_by("pk"))
        for number, hide in happened:
            subject = Subject.objects.select_related("context").get(pk=every[number % len(every)].pk)
            subjects.set_hidden(subject, clock.now() if hide else None)
        for kind, model in MODELS.items():
            rows = list(model.objects.select_related("subject").filter(subject__root=root.pk))
            seen = set(model.objects.visible_to(who).filter(subject__root=root.pk).values_list("pk", flat=True))
            assert {row.pk for row in rows if rules.has_perm(VIEW_RULES[kind], who, row)} == seen
        visible = set(Subject.objects.visible_to(who).filter(root=root.pk).values_list("kind", "pk"))
        count = {kind: sum(1 for each, _pk in visible if each == kind) for kind in MODELS}
        assert sum(perspective_counts([challenge.pk], who).values()) == count["perspective"]
        assert sum(proposal_counts([challenge.pk], who).values()) == count["proposal"]
        assert sum(pledge_counts([way.pk], who).values()) == count["pledge"]
        assert {entry.subject_id for entry in hooks.timeline(root, who)} <= {pk for _kind, pk in visible}
        steps = {step.step: step.names for step in chain_of(root, who).steps}
        assert bool(steps["identified"]) == bool(count["challenge"])
        assert bool(steps["devised"]) == bool(count["proposal"])
        assert sum(who_holds(ChainStep.IDENTIFIED, "challenge", who).values()) == count["challenge"]
        assert {subject.pk for subject in said_by(by.actor, who)} <= {pk for _kind, pk in visible}
        shown = perspectives_of(challenge, who)
        assert sum(1 + len(row.visible_replies) for row in shown) == count["perspective"]
        transaction.set_rollback(True)


# --- every page, as every role ----------------------------------------------------------------------------------------


def words_in(text: str) -> set[str]:
    return {word for word in MAY_READ if word in text}


def pages(there: World) -> list[str]:
    """The address of every page that shows something somebody wrote, with and without filters.

    The forms about one thing are in ``permission_table``: whoever may not open them gets nothing of it.
    """
    lists = [
        "/",
        reverse("challenges:list"),
        reverse("challenges:list") + "?sorter=nyeste",
        reverse("challenges:list") + "?trin=draft",
        reverse("challenges:raise"),
        reverse("proposals:list"),
        reverse("proposals:list") + "?svar=svaret",
        reverse("proposals:propose"),
        reverse("actors:list"),
        reverse("knowledge:list"),
        reverse("following:mine"),
        reverse("identity:me"),
        reverse("identity:demo"),
    ]
    for word in MAY_READ:
        # The word itself stays in the search field, so it is looked for by a beginning that is no marker.
        lists += [f"{reverse(name)}?q={word[:-2]}" for name in ("site:search", "challenges:list", "proposals:list")]
        lists += [f"{reverse('site:search')}?q={word[:-2]}&slags={kind}" for kind in ("perspective", "proposal")]
    for name, thing in there.things.items():
        kind = name.partition(":")[0]
        key = [thing.pk]
        if kind == "challenge":
            lists += [reverse(f"challenges:{page}", args=key) for page in ("page", "history")]
            lists += [reverse(f"reframing:{page}", args=key) for page in ("why", "why-not")]
        elif kind == "proposal":
            lists.append(reverse("proposals:page", args=key))
        elif kind in ("wording", "question"):
            lists.append(reverse(f"reframing:{kind}", args=key))
        elif kind == "perspective":
            lists.append(reverse("challenges:write", args=[there.things["challenge:public"].pk]) + f"?svar={thing.pk}")
        elif name in ("unit", "body", "association", "hidden association"):
            lists.append(reverse("actors:page", args=key))
        elif "knowledge" in name:
            lists.append(reverse("knowledge:page", args=key))
    return lists


def follow_everything(there: World) -> None:
    """Everybody follows everything, also what they may no longer read: that is when a list could leak."""
    every = Subject.objects.filter(kind__in=["challenge", "proposal", "perspective", "pledge"])
    Follow.objects.bulk_create(
        [Follow(person=person, subject=subject) for person in there.people.values() for subject in every],
        ignore_conflicts=True,
    )


@pytest.mark.capability("C02")
@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_what_the_role_may_not_read(role, there):
    follow_everything(there)
    client = there.client(role)
    allowed = {word for word, roles in MAY_READ.items() if role in roles}
    leaks, met = {}, set()
    with remembered(client):
        for path in pages(there):
            found = words_in(client.get(path).text)
            met |= found
            if found - allowed:
                leaks[path] = found - allowed
    assert leaks == {}
    # The walk is only worth something when it meets everything the role may read.
    assert met == allowed


def test_list_of_hidden_things_is_the_one_place_that_shows_them(there):
    text = there.client("coordinator").get(reverse("moderation:hidden")).text
    assert words_in(text) == {"Skjultalt", "Skjultdel"}


def numbers_on(text: str, pattern: str) -> list[int]:
    return [int(number) for number in re.findall(pattern, text)]


@pytest.mark.parametrize(
    ("role", "count"), [("visitor", 3), ("relative", 3), ("employee", 6), ("leader", 5), ("med", 4), ("councillor", 3)]
)
def test_counts_and_badges_hold_only_what_may_be_read(role, count, there):
    client = there.client(role)
    listed = client.get(reverse("challenges:list")).text
    assert f"{count} udfordringer" in listed
    row = listed[listed.index("Offentligspørgsmål") :].partition("</article>")[0]
    # Three of five perspectives and two of four proposals on the public challenge are there for everybody.
    assert numbers_on(row, r"(\d+) har fortalt") == [3]
    assert numbers_on(row, r"(\d+) forslag") == [2]
    page = client.get(reverse("challenges:page", args=[there.things["challenge:public"].pk])).text
    assert numbers_on(page, r"(\d+) har fortalt") == [3]
    assert "Skjultdel" not in page
    # What the front page counts is public, and the same for all.
    assert "Se de 3 udfordringer" in client.get("/").text


MAILS: dict[str, Callable[[World], object]] = {
    "stage": lambda there: challenges.change_stage(
        by=there.viewer("host"),
        challenge_id=there.things["challenge:public"].pk,
        stage="proposals",
        next_step="Offentligt: vi mødes.",
        next_who="Alle",
    ),
    "draft opens": lambda there: challenges.change_stage(
        by=there.viewer("employee"),
        challenge_id=there.things["challenge:draft"].pk,
        stage="perspectives",
        next_step="Vi begynder.",
        next_who="Alle",
    ),
    "answer to staff": lambda there: make_answer(
        there.things["proposal:loose staff"], by=there.people["leader"], body="Ansatkunsvar igen."
    ),
    "answer to unit": lambda there: make_answer(
        there.things["proposal:limited"], by=there.people["leader"], body="Enhedkunsvar igen."
    ),
}


@pytest.mark.parametrize("event", MAILS)
def test_letters_reach_only_those_who_may_read(event, there):
    follow_everything(there)
    OutgoingMail.objects.all().delete()
    MAILS[event](there)
    letters = list(OutgoingMail.objects.all())
    assert letters
    opened = {"Kladdekun": EVERYBODY} if event == "draft opens" else {}
    for role, person in there.people.items():
        allowed = {word for word, roles in (MAY_READ | opened).items() if role in roles}
        mine = [letter for letter in letters if letter.person == person.pk]
        assert words_in(" ".join(letter.title + letter.text for letter in mine)) <= allowed
        assert len(mine) <= 1


@pytest.mark.parametrize("thing", ["challenge:public", "proposal:own"])
def test_nothing_is_written_to_followers_of_what_was_hidden_or_limited_meanwhile(thing, there):
    follow_everything(there)
    proposal = there.things["proposal:own"]
    subjects.set_audience(there.things["challenge:public"].subject, "unit", [there.things["unit"].pk])
    OutgoingMail.objects.all().delete()
    make_answer(proposal, by=there.people["leader"], body="Kun for enheden.")
    assert {letter.person for letter in OutgoingMail.objects.all()} == {there.people["employee"].pk}


def test_hidden_thing_reaches_nobody_by_letter_but_its_author(there):
    follow_everything(there)
    OutgoingMail.objects.all().delete()
    moderation.hide(
        by=there.viewer("coordinator"), subject_id=there.things["proposal:own"].pk, reason="Der står et navn."
    )
    assert {letter.person for letter in OutgoingMail.objects.all()} == {there.people["relative"].pk}


@pytest.mark.parametrize("audience", ["unit", "staff"])
def test_limited_challenge_cannot_be_saved_as_draft_and_open_to_everybody(audience, there):
    facts = {"by": there.people["employee"], "unit": there.things["unit"], "audience": audience, "is_draft": True}
    with pytest.raises(ValidationError, match="En kladde åbner for alle"):
        make_challenge(**facts)


def test_address_of_unreadable_thing_answers_as_one_that_never_was(there):
    """The page of a hidden or limited thing and of a made-up id are the same, so that nobody can probe."""
    client = there.client("relative")
    nothing = client.get(reverse("challenges:page", args=[there.things["nobody"].pk]))
    for name in ("staff", "limited", "draft", "hidden"):
        answer = client.get(reverse("challenges:page", args=[there.things[f"challenge:{name}"].pk]))
        assert answer.status_code == nothing.status_code == 404
        assert without_tokens(answer.text) == without_tokens(nothing.text)


def without_tokens(text: str) -> str:
    return re.sub(r'value="[A-Za-z0-9]{64}"|/[0-9a-f-]{36}/', "", text)


def test_guest_sees_nothing_of_a_waiting_contribution(there):
    """What a guest wrote waits in the link and stands nowhere before it is confirmed."""
    guest = there.client("visitor")
    path = reverse("challenges:write", args=[there.things["challenge:public"].pk])
    guest.post(
        path,
        {"body": "Skjultdel indtil linket er brugt.", "guest_name": "Agnes", "guest_email": "agnes@engbaek.example"},
    )
    for role in ("visitor", "coordinator"):
        client = there.client(role)
        for page in ("/", "/udfordringer/", "/soeg/?q=skjult", path.rpartition("det-")[0]):
            assert "Skjultdel" not in client.get(page).text


def test_name_of_person_stands_in_no_list_of_actors(there):
    make_person("Enkeltpersonen")
    for role in ("visitor", "coordinator"):
        for path in ("/hvem/", "/hvem/?q=enkelt", "/soeg/?q=enkelt"):
            assert "Enkeltpersonen" not in there.client(role).get(path).text


def test_time_passes_for_nobody_else(there):
    """A role that ended yesterday opens nothing today."""
    limited = there.things["challenge:limited"].subject
    med = there.people["leader"]
    assert limited.readable_by(there.viewer("leader"))
    med.roles.update(until=timezone.localdate() - timedelta(days=1))
    med.memberships.update(until=timezone.localdate() - timedelta(days=1))
    assert not limited.readable_by(viewer(med))
