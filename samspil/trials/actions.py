"""The verbs about trials: plan, ask, answer, start, keep a diary, extend, conclude."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

import rules
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import Actor, Person
from samspil.challenges.actions import unit_of
from samspil.codetermination.actions import put_on_agenda, take_off_agenda
from samspil.codetermination.models import Phase
from samspil.decisions.models import Matter
from samspil.following.actions import follow_own, tell_followers, tell_news
from samspil.foundation import clock, search, subjects
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject, bump
from samspil.foundation.verbs import NotFound, all_told, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.moderation.actions import screen, screen_edit
from samspil.proposals.models import Proposal
from samspil.trials import letters, planning, running
from samspil.trials.models import (
    Partner,
    PartnerInterest,
    Question,
    Scale,
    Status,
    Trial,
)
from samspil.trials.running import conclude_trial, extend_trial, start_trial, withdraw_diary, write_diary

__all__ = [
    "add_partner",
    "approve_trial",
    "ask_about_trial",
    "ask_trial",
    "conclude_trial",
    "edit_trial",
    "extend_trial",
    "pass_on_to_deputy",
    "plan_trial",
    "refuse_trial",
    "remove_partner",
    "reply_about_trial",
    "start_trial",
    "withdraw_diary",
    "withdraw_trial",
    "write_diary",
]


def set_in_motion(trial: Trial, by: Viewer, interest: str = "", interest_note: str = "") -> None:
    """Ask whoever owes the yes; without anything municipal in it the trial is ready. Saves it.

    A leader who plans in the own unit, and makes the statement on interests, says yes with the plan.
    Raises: ValidationError by field.
    """
    all_told(partial(planning.check_light, trial, by), partial(planning.check_complete, trial))
    trial.asked_at, trial.deputy, trial.passed_on_at = clock.now(), None, None
    trial.status, trial.answerer, trial.answer_due = Status.READY, None, None
    if trial.needs_approval:
        trial.status = Status.ASKED
        planning.name_answerer(trial)
        if interest and rules.has_perm("trials.approve", by, trial):
            planning.decide_on(trial, by, Matter.APPROVAL, "yes", trial.reason, interest, interest_note)
            trial.status, trial.approved_at = Status.READY, clock.now()
    sign(trial, by)
    trial.save()
    put_on_agenda(trial.subject, trial.touches, phase=Phase.START, unit=trial.unit)
    letters.ask_for_answer(trial)


@verb(Trial)
def plan_trial(
    *,
    by: Viewer,
    proposal_id: UUID | str,
    scale: str,
    title: str,
    unit_id: UUID | str | None = None,
    alternatives: Iterable[UUID | str] = (),
    sponsor_id: UUID | str | None = None,
    is_draft: bool = False,
    interest: str = "",
    interest_note: str = "",
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
    **facts: Any,
) -> Trial:
    """Plan to try a proposal out, light or full, carried by any actor.

    What needs municipal staff, money, premises or data waits for the unit's leader; anything else is ready at once. A
    leader who plans in the own unit, and says so with ``interest``, says yes with it. A full plan may wait as a draft.
    Raises: NotFound, Refused, ValidationError (by field; a light trial that is none says why).
    """
    proposal = find(Proposal, proposal_id, by, related=("challenge", "unit__actor"))
    require("trials.plan", by, proposal)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    if scale not in Scale.values:
        raise ValidationError({"scale": [_("Vælg en let eller en fuld afprøvning.")]})
    trial = Trial(proposal=proposal, scale=scale, title=title, unit=unit_of(unit_id), **voice.fields())
    planning.fill(trial, facts)
    is_draft = is_draft and not trial.is_light
    ways: list[Proposal] = []

    def choose_ways() -> None:
        ways.extend(planning.chosen_ways(proposal, alternatives, by))

    all_told(
        partial(planning.check_texts, trial),
        partial(planning.check_light, trial, by),
        choose_ways,
        partial(planning.choose_sponsor, trial, sponsor_id),
        *([] if is_draft else [partial(planning.check_complete, trial, ways)]),
    )
    trial.subject = subjects.create(
        "trial", title=trial.title, by=voice.author.pk, context=proposal.subject, text=planning.words_of(trial)
    )
    screen(trial.subject, by=by, voice=voice, text=planning.words_of(trial))
    sign(trial, by)
    trial.save()
    trial.alternatives.set(ways)
    follow_own(trial.subject, voice)
    if not is_draft:
        set_in_motion(trial, by, interest, interest_note)
    entry = journal(
        "trials.drafted" if is_draft else "trials.planned",
        trial.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
        payload={"scale": scale, "approved": trial.approved_at is not None},
    )
    if not is_draft:
        tell_news(entry)
    return trial


def published(subject: Subject) -> None:
    """Somebody looked at it first, and now it shows: the days until the answer count from today."""
    trial = Trial.objects.select_related("subject", *planning.RELATED).get(pk=subject.pk)
    if trial.status == Status.ASKED:
        planning.name_answerer(trial)
        Trial.objects.filter(pk=trial.pk).update(
            answerer=trial.answerer, answer_due=trial.answer_due, asked_at=clock.now()
        )
        letters.ask_for_answer(trial)


@verb(Trial)
def edit_trial(
    *,
    by: Viewer,
    trial_id: UUID | str,
    expected_version: int | None = None,
    unit_id: UUID | str | None = None,
    alternatives: Iterable[UUID | str] | None = None,
    sponsor_id: UUID | str | None = None,
    **facts: Any,
) -> Trial:
    """Change a plan before anybody has said yes to it. Whoever owes the answer is asked anew when the unit, the cost or
    what it needs of the municipality is another.

    ``unit_id`` and ``sponsor_id`` stay as they are when None; an empty text takes them away.
    Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    trial = planning.found(trial_id, by)
    require("trials.edit", by, trial)
    check_version(trial.subject, expected_version)
    before, words = planning.asked_for(trial), planning.words_of(trial)
    if unit_id is not None:
        trial.unit = unit_of(unit_id)
    planning.fill(trial, facts)
    checks: list[Callable[[], Any]] = [
        partial(planning.check_texts, trial),
        partial(planning.check_light, trial, by),
    ]
    if sponsor_id is not None or trial.unit_id != before[0]:  # beyond the unit as it is now
        wanted = trial.sponsor_id if sponsor_id is None else sponsor_id
        checks.append(partial(planning.choose_sponsor, trial, wanted))
    if alternatives is not None:
        checks.append(lambda: trial.alternatives.set(planning.chosen_ways(trial.proposal, alternatives, by)))
    if trial.status in (Status.ASKED, Status.READY):
        checks.append(partial(planning.check_complete, trial))
    all_told(*checks)
    sign(trial, by)
    trial.save()
    trial.subject.title = trial.title
    trial.subject.save(update_fields=["title"])
    bump(trial.subject)
    search.index(trial.subject, planning.words_of(trial))
    screen_edit(trial.subject, by=by, before=words, text=planning.words_of(trial))
    if trial.status in (Status.ASKED, Status.READY) and planning.asked_for(trial) != before:
        set_in_motion(trial, by)
    journal("trials.edited", trial.subject, by=by, payload={"version": trial.subject.version})
    return trial


@verb(Trial)
def ask_trial(
    *,
    by: Viewer,
    trial_id: UUID | str,
    expected_version: int | None = None,
    interest: str = "",
    interest_note: str = "",
) -> Trial:
    """Ask for the yes: of a draft, of a plan that got a no and was mended, or when nobody ever answered.

    Raises: NotFound, Refused, Stale, ValidationError (by field: what the plan lacks).
    """
    trial = planning.found(trial_id, by)
    require("trials.ask", by, trial)
    check_version(trial.subject, expected_version)
    set_in_motion(trial, by, interest, interest_note)
    bump(trial.subject)
    entry = journal(
        "trials.planned",
        trial.subject,
        by=by,
        actor=trial.actor_id,
        payload={"scale": trial.scale, "approved": trial.approved_at is not None},
    )
    tell_news(entry)
    return trial


@verb(Trial)
def withdraw_trial(*, by: Viewer, trial_id: UUID | str) -> Trial:
    """Take a plan back before it starts. Raises: NotFound, Refused."""
    trial = planning.found(trial_id, by)
    require("trials.withdraw", by, trial)
    trial.withdrawn_at, trial.status = clock.now(), Status.WITHDRAWN
    sign(trial, by)
    trial.save()
    take_off_agenda(trial.subject)
    subjects.fall_silent(trial.subject)
    bump(trial.subject)
    journal("trials.withdrawn", trial.subject, by=by)
    return trial


@verb(Partner)
def add_partner(
    *,
    by: Viewer,
    trial_id: UUID | str,
    actor_id: UUID | str,
    role: str,
    interest: str,
    interest_note: str = "",
    delivers: bool = False,
) -> Partner:
    """Name who takes part, as what, and with which interest of their own (C49).

    Raises: NotFound, Refused, ValidationError by field.
    """
    trial = planning.found(trial_id, by)
    require("trials.partner", by, trial)
    actor = Actor.objects.visible_to(by).filter(pk=as_uuid(actor_id)).first()
    if actor is None or actor.pk == trial.actor_id:
        raise ValidationError({"actor_id": [_("Vælg en anden på listen.")]})
    if trial.partners.filter(actor=actor).exists():
        raise ValidationError({"actor_id": [_("%s er med allerede.") % actor.name]})
    partner = Partner(
        trial=trial,
        actor=actor,
        role=role,
        delivers=bool(delivers),
        interest=interest,
        interest_note="" if interest == PartnerInterest.NONE else interest_note,
    )
    clean_texts(partner, ("role", "interest", "interest_note"))
    missing = {} if partner.role else {"role": [_("Skriv kort, hvad de gør.")]}
    if partner.interest != PartnerInterest.NONE and not partner.interest_note:
        missing["interest_note"] = [_("Skriv, hvilken interesse de har.")]
    if missing:
        raise ValidationError(missing)
    partner.save()
    if trial.is_running and partner.delivers:
        running.hold_delivery(trial, [actor])
    bump(trial.subject)
    journal("trials.partner_added", trial.subject, by=by, actor=actor.pk)
    return partner


@verb(Trial)
def remove_partner(*, by: Viewer, trial_id: UUID | str, partner_id: int) -> Trial:
    """Take a partner off before the trial starts. Raises: NotFound, Refused."""
    trial = planning.found(trial_id, by)
    require("trials.edit", by, trial)
    if not trial.partners.filter(pk=partner_id).delete()[0]:
        raise NotFound(f"Partner {partner_id}")
    bump(trial.subject)
    journal("trials.partner_removed", trial.subject, by=by)
    return trial


# --- the leader's answer ----------------------------------------------------------------------------------------------


def answered(trial: Trial, by: Viewer) -> None:
    """Those who follow hear the answer at once."""
    sign(trial, by)
    trial.save()
    bump(trial.subject)
    tell_followers(
        trial.subject,
        "trials/mail/answered.txt",
        {"trial": trial},
        key=f"trial-answer:{trial.pk}:{trial.subject.version}",
        news="answers",
        but_not=by.person_id,
    )


@verb(Trial)
def approve_trial(
    *,
    by: Viewer,
    trial_id: UUID | str,
    reason: str,
    interest: str,
    interest_note: str = "",
    expected_version: int | None = None,
) -> Trial:
    """Say yes to what it needs of the municipality. Raises: NotFound, Refused, Stale, ValidationError by field."""
    trial = planning.found(trial_id, by)
    require("trials.approve", by, trial)
    check_version(trial.subject, expected_version)
    planning.decide_on(trial, by, Matter.APPROVAL, "yes", reason, interest, interest_note)
    trial.status, trial.approved_at = Status.READY, clock.now()
    journal("trials.approved", trial.subject, by=by)
    answered(trial, by)
    return trial


@verb(Trial)
def refuse_trial(
    *,
    by: Viewer,
    trial_id: UUID | str,
    reason: str,
    interest: str,
    interest_note: str = "",
    expected_version: int | None = None,
) -> Trial:
    """Say no, with the reason. The plan may be mended and asked anew.

    Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    trial = planning.found(trial_id, by)
    require("trials.approve", by, trial)
    check_version(trial.subject, expected_version)
    planning.decide_on(trial, by, Matter.APPROVAL, "no", reason, interest, interest_note)
    trial.status = Status.REFUSED
    journal("trials.refused", trial.subject, by=by)
    answered(trial, by)
    return trial


@verb(Question)
def ask_about_trial(*, by: Viewer, trial_id: UUID | str, body: str, expected_version: int | None = None) -> Question:
    """Ask those who plan it before answering. It is not the answer: the clock goes on.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    trial = planning.found(trial_id, by)
    require("trials.approve", by, trial)
    check_version(trial.subject, expected_version)
    question = Question(trial=trial, body=body, by_id=by.known_id)
    clean_texts(question, ("body",))
    if not question.body:
        raise ValidationError({"reason": [_("Skriv, hvad du vil vide.")]})
    question.save()
    bump(trial.subject)
    journal("trials.asked", trial.subject, by=by, payload={"question": question.pk})
    letters.ask_planner(question)
    return question


@verb(Question)
def reply_about_trial(*, by: Viewer, trial_id: UUID | str, question_id: int, body: str) -> Question:
    """Tell what somebody asked. Whoever asked gets a new letter to answer by.

    Raises: NotFound, Refused, ValidationError.
    """
    trial = planning.found(trial_id, by)
    require("trials.reply", by, trial)
    question = trial.questions.filter(pk=question_id, replied_at=None).select_related("by__actor").first()
    if question is None:
        raise NotFound(f"Question {question_id}")
    question.trial = trial
    question.reply, question.replied_at = body, clock.now()
    planning.clean_as(question, "reply", "body")
    question.save(update_fields=["reply", "replied_at"])
    bump(trial.subject)
    journal("trials.replied", trial.subject, by=by, payload={"question": question.pk})
    letters.ask_again(question)
    return question


@verb(Trial)
def pass_on_to_deputy(*, by: Viewer, trial_id: UUID | str, deputy_id: UUID | str) -> Trial:
    """Let a named deputy say yes or no as well, because nobody did for seven days. The page shows it.

    Raises: NotFound, Refused, ValidationError when the person could not decide.
    """
    if by == SYSTEM:  # what only a unit may read must not be left lying, either
        rows = Trial.objects.select_related("subject", *planning.RELATED)
        trial = rows.filter(pk=as_uuid(trial_id)).first()
        if trial is None:
            raise NotFound(f"Trial {trial_id}")
    else:
        trial = planning.found(trial_id, by)
    require("trials.pass_on", by, trial)
    deputy = Person.objects.select_related("actor").filter(pk__in=[as_uuid(deputy_id)]).first()
    trial.deputy, trial.passed_on_at = deputy, clock.now()
    if deputy is None or deputy.pk == trial.author_id or not planning.may_approve(deputy, trial):
        raise ValidationError({"deputy_id": [_("Vælg en ansat, der må beslutte det og ikke selv har planlagt det.")]})
    sign(trial, by)
    trial.save()
    bump(trial.subject)
    journal("trials.passed_on", trial.subject, by=by, payload={"deputy": str(deputy.pk)})
    letters.write_to(trial, deputy)
    return trial
