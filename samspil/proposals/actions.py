"""The verbs about proposals, pledges and answers."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import Actor, Person, Sphere, Unit
from samspil.actors.queries import holders_of, leaders_of, viewer_of
from samspil.challenges import chain
from samspil.challenges.actions import readers_of, unit_of
from samspil.challenges.models import ChainStep, Challenge
from samspil.following.actions import follow_own, tell_followers
from samspil.foundation import clock, mail, search, subjects
from samspil.foundation.history import sign
from samspil.foundation.hooks import address
from samspil.foundation.models import AccessEntry, Audience, bump
from samspil.foundation.verbs import check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.proposals.models import ANSWER_WITHIN, MOST_MONEY, Answer, Pledge, PledgeKind, Proposal

TEXTS = ("title", "body", "degree", "object")


def deliverers(ids: list[UUID | str], by: Viewer) -> list[Actor]:
    """The actors who would deliver, among those ``by`` may read. Raises: ValidationError."""
    actors = list(Actor.objects.visible_to(by).filter(pk__in=ids))
    if len(actors) != len(set(map(str, ids))):
        raise ValidationError({"delivers": [_("Vælg dem, der kunne gøre det, på listen.")]})
    return actors


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
    proposal.answer_due = timezone.localdate(proposal.subject.created_at) + ANSWER_WITHIN


def ask_for_answer(proposal: Proposal) -> None:
    """Write to whoever owes the answer: the named leader, else the coordinators who may read the proposal."""
    asked = [proposal.answerer] if proposal.answerer else holders_of("coordinator")
    for person in asked:
        if person.email and proposal.subject.readable_by(viewer_of(person)):
            mail.post(
                "proposals/mail/please_answer.txt",
                {"proposal": proposal, "person": person, "link": mail.address(address(proposal.subject))},
                to=person.email,
                person=person.pk,
                dedupe_key=f"please-answer:{proposal.pk}:{person.pk}",
                language=person.language,
            )


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
    audience: str = Audience.PUBLIC,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Proposal:
    """Propose a way, with or without a challenge. The actor it is devised by holds that step of the chain.

    The leader of the responsible unit (the challenge's, or the one chosen) owes a public answer within 14 days.
    Raises: NotFound, Refused, ValidationError.
    """
    require("proposals.propose", by)
    challenge = find(Challenge, challenge_id, by, related=("unit__actor",)) if challenge_id else None
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
        challenge=challenge, title=title, body=body, degree=degree, object=object, unit=unit, **voice.fields()
    )
    clean_texts(proposal, TEXTS)
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
    sign(proposal, by)
    proposal.save()
    proposal.delivers.set(carriers)
    if challenge is None:
        chain.hold(proposal.subject, ChainStep.IDENTIFIED, [voice.actor])
    chain.hold(proposal.subject, ChainStep.DEVISED, [voice.actor])
    chain.hold(proposal.subject, ChainStep.DELIVERED, carriers)
    follow_own(proposal.subject, voice)
    journal(
        "proposals.proposed",
        proposal.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
    )
    ask_for_answer(proposal)
    return proposal


@verb(Proposal)
def edit_proposal(
    *,
    by: Viewer,
    proposal_id: UUID | str,
    expected_version: int | None = None,
    delivers: list[UUID | str] | None = None,
    **changes: Any,
) -> Proposal:
    """Change the texts, the degree and object, or who would deliver.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    proposal = find(Proposal, proposal_id, by, lock=True)
    require("proposals.edit", by, proposal)
    check_version(proposal.subject, expected_version)
    unknown = set(changes) - set(TEXTS)
    if unknown:
        raise TypeError(f"edit_proposal does not change {unknown}")
    for name, value in changes.items():
        setattr(proposal, name, value)
    clean_texts(proposal, TEXTS)
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
    search.forget(proposal.subject)
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
        amount = None
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
    promise.save()
    follow_own(proposal.subject, voice)
    journal(
        "proposals.pledged",
        promise.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
        payload={"kind": kind, "amount": amount},
    )
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


@verb(Answer)
def answer_proposal(
    *, by: Viewer, proposal_id: UUID | str, outcome: str, body: str, expected_version: int | None = None
) -> Answer:
    """Answer a proposal in public, with a reason. Those who follow hear at once.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    proposal = find(Proposal, proposal_id, by, related=("unit__actor", "challenge"), lock=True)
    require("proposals.answer", by, proposal)
    check_version(proposal.subject, expected_version)
    answer = Answer(proposal=proposal, outcome=outcome, body=body, by_id=by.known_id)
    clean_texts(answer, ("outcome", "body"))
    answer.save()
    proposal.answered_at = answer.at
    sign(proposal, by)
    proposal.save()
    bump(proposal.subject)
    journal("proposals.answered", proposal.subject, by=by, payload={"answer": answer.pk, "outcome": outcome})
    tell_followers(
        proposal.subject,
        "proposals/mail/answered.txt",
        {"proposal": proposal, "answer": answer},
        key=f"answer:{answer.pk}",
        but_not=by.person_id,
    )
    return answer
