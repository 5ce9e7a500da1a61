"""The verbs about proposals, pledges and answers."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import Actor, Person, Sphere, Unit
from samspil.actors.queries import leaders_of, viewer_of
from samspil.challenges import chain
from samspil.challenges.actions import readers_of, unit_of
from samspil.challenges.models import ChainStep, Challenge
from samspil.following.actions import follow_own, tell_followers, tell_news
from samspil.foundation import clock, search, subjects
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import AccessEntry, Audience, OneTimeLink, Subject, bump
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.moderation.actions import screen, screen_edit
from samspil.proposals import letters, queries
from samspil.proposals.models import ANSWER_WITHIN, MOST_MONEY, Answer, Outcome, Pledge, PledgeKind, Proposal
from samspil.tracks.actions import set_track, track_facts

TEXTS = ("title", "body", "degree", "object", "volunteer_role", "role_planned_by")
LONGEST_KEPT = timedelta(days=3 * 365)


def deliverers(ids: list[UUID | str], by: Viewer) -> list[Actor]:
    """The actors who would deliver, among those ``by`` may read. Raises: ValidationError."""
    actors = list(Actor.objects.visible_to(by).filter(pk__in=ids))
    if len(actors) != len(set(map(str, ids))):
        raise ValidationError({"delivers": [_("Vælg dem, der kunne gøre det, på listen.")]})
    return actors


def check_role(volunteer_role: str, role_planned_by: str, role_in_offer: bool) -> None:
    """A role for volunteers says who plans it (C21). Raises: ValidationError by field."""
    if volunteer_role and not role_planned_by:
        raise ValidationError({"role_planned_by": [_("Vælg, hvem der planlægger det, de frivillige gør.")]})
    if not volunteer_role and (role_planned_by or role_in_offer):
        raise ValidationError({"volunteer_role": [_("Skriv, hvad de frivillige gør, eller lad resten stå tomt.")]})


def check_texts(proposal: Proposal) -> None:
    """Raises: ValidationError by field."""
    clean_texts(proposal, TEXTS)
    check_role(proposal.volunteer_role, proposal.role_planned_by, proposal.role_in_offer)


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend. Public holidays are not known here and count as other days."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day


def name_answerer(proposal: Proposal) -> None:
    """Name who owes the answer, and until when: the nearest leader who may give it.

    That is neither the author nor the host of the challenge, nor a leader who may not read the proposal. Where there is
    none, the coordinator answers.
    """
    host_id = proposal.challenge.host_id if proposal.challenge else None
    candidates = leaders_of(proposal.unit) if proposal.unit else []
    proposal.answerer = next(
        (
            person
            for person in candidates
            if person.pk not in (host_id, proposal.author_id) and proposal.subject.readable_by(viewer_of(person))
        ),
        None,
    )
    proposal.answer_due = working_day(timezone.localdate(proposal.subject.created_at) + ANSWER_WITHIN)


def words_of(proposal: Proposal) -> str:
    """All that its author wrote, as sentences: to see whether somebody should look at it first."""
    return ".\n".join((proposal.title, proposal.body, proposal.volunteer_role))


def published(subject: Subject) -> None:
    """Somebody looked at it first, and now it shows: the days until the answer count from today."""
    proposal = Proposal.objects.select_related("subject", "answerer__actor", "unit__actor").get(pk=subject.pk)
    proposal.answer_due = working_day(clock.today() + ANSWER_WITHIN)
    Proposal.objects.filter(pk=proposal.pk).update(answer_due=proposal.answer_due)
    letters.ask_for_answer(proposal)


@verb(Proposal)
def propose(
    *,
    by: Viewer,
    title: str,
    body: str,
    challenge_id: UUID | str | None = None,
    unit_id: UUID | str | None = None,
    degree: str = "incremental",
    object: str = "service",  # noqa: A002 - the field's own term
    delivers: list[UUID | str] | None = None,
    volunteer_role: str = "",
    role_planned_by: str = "",
    role_in_offer: bool = False,
    track: str = "",
    beacon_id: UUID | str | None = None,
    audience: str = Audience.PUBLIC,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Proposal:
    """Propose a way, with or without a challenge. The actor it is devised by holds that step of the chain.

    The leader of the responsible unit (the challenge's, or the one chosen) owes a public answer within 14 days. Without
    a ``track`` it is on that of its challenge.
    Raises: NotFound, Refused, ValidationError.
    """
    require("proposals.propose", by)
    challenge = find(Challenge, challenge_id, by, related=("unit__actor", "beacon")) if challenge_id else None
    if challenge:
        require("challenges.write_perspective", by, challenge)
        audience = challenge.subject.audience
    elif audience != Audience.PUBLIC and (audience not in (Audience.STAFF, Audience.UNIT) or not by.is_staff):
        raise ValidationError({"audience": [_("Kun ansatte kan begrænse, hvem der ser et forslag.")]})
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    unit = unit_of(unit_id) or (challenge.unit if challenge else None)
    if challenge is None and unit is None:
        raise ValidationError({"unit_id": [_("Vælg den enhed, der skal svare.")]})
    proposal = Proposal(
        challenge=challenge,
        title=title,
        body=body,
        degree=degree,
        object=object,
        volunteer_role=volunteer_role,
        role_planned_by=role_planned_by,
        role_in_offer=role_in_offer,
        unit=unit,
        beacon=challenge.beacon if challenge else None,
        **voice.fields(),
    )
    check_texts(proposal)
    chosen = {"track": track, "beacon_id": beacon_id} if track else track_facts(challenge or proposal)
    set_track(proposal, by, **chosen)
    carriers = deliverers(delivers or [], by)
    proposal.subject = subjects.create(
        "proposal",
        title=proposal.title,
        by=voice.author.pk,
        context=challenge.subject if challenge else None,
        audience=audience,
        readers=[*readers_of(audience, unit, voice.author), *([by.known_id] if voice.entered_by else [])],
        text=proposal.body,
    )
    name_answerer(proposal)
    screen(proposal.subject, by=by, voice=voice, text=words_of(proposal))
    sign(proposal, by)
    proposal.save()
    proposal.delivers.set(carriers)
    if challenge is None:
        chain.hold(proposal.subject, ChainStep.IDENTIFIED, [voice.actor])
    chain.hold(proposal.subject, ChainStep.DEVISED, [voice.actor])
    chain.hold(proposal.subject, ChainStep.DELIVERED, carriers)
    follow_own(proposal.subject, voice)
    entry = journal(
        "proposals.proposed",
        proposal.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
    )
    tell_news(entry)
    letters.ask_for_answer(proposal)
    return proposal


@verb(Proposal)
def edit_proposal(
    *,
    by: Viewer,
    proposal_id: UUID | str,
    expected_version: int | None = None,
    delivers: list[UUID | str] | None = None,
    track: str = "",
    beacon_id: UUID | str | None = None,
    **changes: Any,
) -> Proposal:
    """Change the texts, the degree and object, the volunteers' role, the track, or who would deliver.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    proposal = find(Proposal, proposal_id, by, lock=True)
    require("proposals.edit", by, proposal)
    check_version(proposal.subject, expected_version)
    unknown = set(changes) - {*TEXTS, "role_in_offer"}
    if unknown:
        raise TypeError(f"edit_proposal does not change {unknown}")
    before = words_of(proposal)
    for name, value in changes.items():
        setattr(proposal, name, value)
    check_texts(proposal)
    if track:
        set_track(proposal, by, track=track, beacon_id=beacon_id)
    carriers = None if delivers is None else deliverers(delivers, by)
    sign(proposal, by)
    proposal.save()
    if carriers is not None:
        proposal.delivers.set(carriers)
        chain.release(proposal.subject, ChainStep.DELIVERED)
        chain.hold(proposal.subject, ChainStep.DELIVERED, carriers)
    proposal.subject.title = proposal.title
    proposal.subject.save(update_fields=["title"])
    bump(proposal.subject)
    search.index(proposal.subject, proposal.body)
    screen_edit(proposal.subject, by=by, before=before, text=words_of(proposal))
    journal("proposals.edited", proposal.subject, by=by, payload={"version": proposal.subject.version})
    return proposal


@verb(Proposal)
def withdraw_proposal(*, by: Viewer, proposal_id: UUID | str, expected_version: int | None = None) -> Proposal:
    """Take a proposal back. It lets go of the chain and no longer waits for an answer.

    Raises: NotFound, Refused, Stale.
    """
    proposal = find(Proposal, proposal_id, by, lock=True)
    require("proposals.withdraw", by, proposal)
    check_version(proposal.subject, expected_version)
    proposal.withdrawn_at = clock.now()
    sign(proposal, by)
    proposal.save()
    chain.release(proposal.subject)
    subjects.fall_silent(proposal.subject)  # its own page still says what was withdrawn; nothing else does
    bump(proposal.subject)
    journal("proposals.withdrawn", proposal.subject, by=by)
    return proposal


@verb(Pledge)
def pledge(
    *,
    by: Viewer,
    proposal_id: UUID | str,
    kind: str,
    body: str,
    amount: int | None = None,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Pledge:
    """Promise time, place, knowledge, equipment or money (``amount`` in DKK). The municipality pledges too.

    Only a leader within the amount of the role can pledge the municipality's money.
    Raises: NotFound, Refused, ValidationError.
    """
    proposal = find(Proposal, proposal_id, by)
    require("proposals.pledge", by, proposal)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    if kind not in PledgeKind.values:
        raise ValidationError({"kind": [_("Vælg, hvad du kan bidrage med.")]})
    if kind != PledgeKind.MONEY:
        if amount is not None:
            raise ValidationError({"amount": [_("Et beløb hører kun til penge. Vælg Penge, eller slet beløbet.")]})
    elif amount is None or not 1 <= amount <= MOST_MONEY:
        raise ValidationError({"amount": [_("Skriv beløbet i hele kroner.")]})
    elif voice.actor.sphere == Sphere.MUNICIPALITY and not voice.actor.is_person:
        require_spending(by, voice.actor, amount)
    promise = Pledge(proposal=proposal, kind=kind, body=body, amount=amount, **voice.fields())
    clean_texts(promise, ("body",))
    if not promise.body:
        raise ValidationError({"body": [_("Skriv kort, hvad du kan bidrage med.")]})
    promise.subject = subjects.create(
        "pledge", title=promise.body, by=voice.author.pk, context=proposal.subject, text=promise.body
    )
    screen(promise.subject, by=by, voice=voice, text=promise.body)
    promise.save()
    follow_own(proposal.subject, voice)
    entry = journal(
        "proposals.pledged",
        promise.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
        payload={"kind": kind, "amount": amount},
    )
    tell_news(entry)
    return promise


def require_spending(by: Viewer, actor: Actor, amount: int) -> None:
    """The municipality's money is pledged by a leader, in the own line, up to the role's amount in DKK."""
    unit = Unit.objects.filter(pk=actor.pk).first()
    line = unit.line if unit else ()
    most = max(
        (g.amount or 0 for g in by.grants if g.kind == "leader" and (g.scope is None or g.scope in line)),
        default=0,
    )
    if amount > most:
        raise ValidationError(
            {
                "amount": [
                    _("Din rolle kan love op til %s kr. ad gangen på enhedens vegne. Spørg den, der leder dig.")
                    % number_format(most, force_grouping=True)
                ]
            }
        )


@verb(Pledge)
def withdraw_pledge(*, by: Viewer, pledge_id: UUID | str) -> Pledge:
    """Take a pledge back. Raises: NotFound, Refused."""
    promise = find(Pledge, pledge_id, by, lock=True)
    require("pledges.withdraw", by, promise)
    promise.withdrawn_at = clock.now()
    promise.save(update_fields=["withdrawn_at"])
    subjects.fall_silent(promise.subject)
    journal("proposals.pledge_withdrawn", promise.subject, by=by)
    return promise


@verb(Person)
def read_contact(*, by: Viewer, proposal_id: UUID | str) -> Person:
    """The person behind a proposal, for whoever may answer it. The reading stands in the person's access log.

    Raises: NotFound, Refused.
    """
    proposal = find(Proposal, proposal_id, by, related=("unit__actor", "challenge", "author__actor"))
    require("proposals.answer", by, proposal)
    AccessEntry.objects.create(reader=by.known_id, person=proposal.author_id, what="contact")
    return proposal.author


def check_look_again(answer: Answer) -> None:
    """What is kept for later says when somebody looks at it again. Raises: ValidationError."""
    today = clock.today()
    if answer.outcome != Outcome.LATER:
        answer.look_again_on = None
    elif answer.look_again_on is None:
        raise ValidationError({"look_again_on": [_("Vælg den dag, I ser på det igen.")]})
    elif not today < answer.look_again_on <= today + LONGEST_KEPT:
        raise ValidationError({"look_again_on": [_("Vælg en dag fra i morgen og højst tre år frem.")]})


@verb(Answer)
def answer_proposal(
    *,
    by: Viewer,
    proposal_id: UUID | str,
    outcome: str,
    body: str,
    look_again_on: date | None = None,
    expected_version: int | None = None,
) -> Answer:
    """Answer a proposal in public, with a reason. Those who follow hear at once.

    "Later" says when it is looked at again. Asking back is not the answer that is owed: it goes to the author, and the
    clock goes on.
    Raises: NotFound, Refused, Stale, ValidationError.
    """
    proposal = find(Proposal, proposal_id, by, related=("unit__actor", "challenge", "author", "entered_by"), lock=True)
    require("proposals.answer", by, proposal)
    check_version(proposal.subject, expected_version)
    answer = Answer(proposal=proposal, outcome=outcome, body=body, by_id=by.known_id, look_again_on=look_again_on)
    clean_texts(answer, ("outcome", "body"))
    check_look_again(answer)
    if outcome == Outcome.ASKED and proposal.answered_at:
        raise ValidationError({"outcome": [_("Forslaget har fået svar. Skriv et nyt svar i stedet.")]})
    answer.save()
    bump(proposal.subject)
    if outcome == Outcome.ASKED:
        journal("proposals.asked", proposal.subject, by=by, payload={"question": answer.pk})
        letters.ask_author(answer)
        return answer
    proposal.answered_at = answer.at
    sign(proposal, by)
    proposal.save()
    journal("proposals.answered", proposal.subject, by=by, payload={"answer": answer.pk, "outcome": outcome})
    tell_followers(
        proposal.subject,
        "proposals/mail/answered.txt",
        {"proposal": proposal, "answer": answer},
        key=f"answer:{answer.pk}",
        news="answers",
        but_not=by.person_id,
    )
    return answer


@verb(Answer)
def reply_to_question(*, by: Viewer, proposal_id: UUID | str, question_id: int, body: str) -> Answer:
    """Tell what somebody asked about one's proposal. Whoever asked gets a new letter to answer by.

    Raises: NotFound, Refused, ValidationError.
    """
    proposal = find(Proposal, proposal_id, by, related=("unit__actor", "challenge", "answerer"), lock=True)
    require("proposals.reply", by, proposal)
    question = queries.open_question(proposal, question_id)
    if question is None:
        raise NotFound(f"Question {question_id}")
    question.reply, question.replied_at = body, clock.now()
    try:
        clean_texts(question, ("reply",))
    except ValidationError as problem:
        raise ValidationError({"body": problem.error_dict["reply"]}) from problem
    if not question.reply:
        raise ValidationError({"body": [_("Skriv noget her.")]})
    question.save(update_fields=["reply", "replied_at"])
    bump(proposal.subject)
    journal("proposals.replied", proposal.subject, by=by, payload={"question": question.pk})
    if proposal.answered_at is None:
        letters.ask_again(question)
    return question


@verb(Proposal)
def pass_on_to_deputy(*, by: Viewer, proposal_id: UUID | str, deputy_id: UUID | str) -> Proposal:
    """Let a named deputy answer as well, because nobody did for seven days. The page shows it.

    Raises: NotFound, Refused, ValidationError when the person could not answer.
    """
    if by == SYSTEM:  # what only a unit may read must not be left lying, either
        proposal = Proposal.objects.select_related("subject").filter(pk=as_uuid(proposal_id)).first()
    else:
        proposal = find(Proposal, proposal_id, by, lock=True)
    if proposal is None:
        raise NotFound(f"Proposal {proposal_id}")
    require("proposals.pass_on", by, proposal)
    deputy = Person.objects.select_related("actor").filter(pk__in=[as_uuid(deputy_id)]).first()
    proposal.deputy, proposal.passed_on_at = deputy, clock.now()
    may = deputy is not None and rules.has_perm("proposals.answer", viewer_of(deputy), proposal)
    if not may or proposal.author_id == proposal.deputy_id:
        raise ValidationError({"deputy_id": [_("Vælg en ansat, der må læse forslaget og ikke selv har stillet det.")]})
    sign(proposal, by)
    proposal.save()
    bump(proposal.subject)
    journal("proposals.passed_on", proposal.subject, by=by, payload={"deputy": str(deputy_id)})
    return proposal


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Take a person's words away: pledges, replies, and the proposals that nobody else has built on.

    An answer given for the municipality is official and stays. So does a proposal that somebody answered or pledged to.
    """
    OneTimeLink.objects.filter(person=person_id, purpose__in=(letters.ANSWER, letters.REPLY)).delete()
    for promise in Pledge.objects.filter(author=person_id).select_related("subject"):
        promise.body, promise.amount = "", None
        promise.withdrawn_at = promise.withdrawn_at or clock.now()
        promise.save(update_fields=["body", "amount", "withdrawn_at"])
        subjects.fall_silent(promise.subject)
    Answer.objects.filter(proposal__author=person_id).exclude(reply="").update(reply="")
    for proposal in Proposal.objects.filter(author=person_id).select_related("subject"):
        pledges = proposal.pledges.exclude(author=person_id).exclude(body="")
        if proposal.answers.exists() or pledges.exists():
            continue
        proposal.title = proposal.body = proposal.volunteer_role = proposal.role_planned_by = ""
        proposal.role_in_offer = False
        proposal.withdrawn_at = proposal.withdrawn_at or clock.now()
        proposal.save_without_historical_record()
        proposal.history.all().delete()
        proposal.delivers.clear()
        chain.release(proposal.subject)
        subjects.fall_silent(proposal.subject)
