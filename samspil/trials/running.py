"""The verbs of a trial that runs: start, diary, extend, conclude; and what must stand before it starts and ends."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspil.actors.actions import Voice, voice_of
from samspil.actors.models import Actor, Sphere
from samspil.challenges import chain
from samspil.challenges.actions import move_on
from samspil.challenges.models import ChainStep, Stage
from samspil.codetermination.actions import put_on_agenda, take_off_agenda
from samspil.codetermination.models import Phase
from samspil.codetermination.queries import is_discussed
from samspil.decisions.models import Matter
from samspil.evaluations.queries import completed_for
from samspil.following.actions import follow_own, tell_followers, tell_news
from samspil.foundation import clock, hooks, subjects
from samspil.foundation.history import sign
from samspil.foundation.models import bump
from samspil.foundation.text import clean_line
from samspil.foundation.verbs import all_told, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.indicators.models import Indicator
from samspil.moderation.actions import screen
from samspil.practices.actions import keep_what_was_tried
from samspil.practices.models import Practice
from samspil.trials import planning
from samspil.trials.models import DiaryEntry, Extension, Outcome, Side, Status, Trial


def lacks_to_start(trial: Trial) -> list[str]:
    """What is missing before it may start, in words: MED (rule of power 5), indicators, other ways (rule 3)."""
    lacks = []
    if trial.touches and not is_discussed([trial.pk], phase=Phase.START):
        lacks.append(_("MED skal drøfte det først, for noget ændrer sig for de ansatte."))
    if not trial.is_light:
        if not Indicator.objects.filter(subject=trial.pk, removed_at=None).exists():
            choose = reverse("indicators:choose", args=[trial.pk])
            lacks.append(planning.Lack(_("Vælg mindst ét tal at holde øje med."), choose))
        if trial.alternatives.count() + len(planning.written_ways(trial)) < planning.ALTERNATIVES:
            lacks.append(str(planning.TOO_FEW))
        if not trial.reason:
            lacks.append(_("Skriv, hvorfor I vælger den her vej."))
    return lacks + hooks.lacks("trial", "start", trial)


def lacks_to_conclude(trial: Trial) -> list[str]:
    """What a full trial needs before anybody concludes it: the evaluation, with the users' voice (rule 7)."""
    evaluation = None if trial.is_light else completed_for(trial.pk)
    done_at = evaluation.completed_at if evaluation else None
    # What was completed before it began tells nothing of how it went.
    if not trial.is_light and (done_at is None or trial.started_at is None or done_at < trial.started_at):
        return [_("Vurderingen er ikke færdig. Brugerne skal have sagt deres.")]
    return []


def lacks_to_adopt(trial: Trial) -> list[str]:
    """MED talks of what the trial showed before it becomes daily life (rule of power 5)."""
    since = timezone.localdate(trial.started_at) if trial.started_at else None
    lacks = []
    if trial.touches and not is_discussed([trial.pk], since=since, phase=Phase.ADOPTION):
        lacks.append(_("MED skal drøfte, hvad afprøvningen viste, før det bliver hverdag."))
    return lacks + hooks.lacks("trial", "adopt", trial)


def check_conclusion(trial: Trial, outcome: str) -> None:
    """Raises: ValidationError."""
    problems: dict[str, list[Any]] = {}
    if lacks := lacks_to_conclude(trial):
        problems[NON_FIELD_ERRORS] = lacks
    if outcome not in Outcome.values:
        problems["outcome"] = [_("Vælg, hvad der sker nu.")]
    elif outcome != Outcome.STOP and (lacks := lacks_to_adopt(trial)):
        problems["outcome"] = lacks
    if not trial.learning:
        problems["learning"] = [_("Skriv, hvad I lærte.")]
    if trial.is_light and not trial.went:
        problems["went"] = [_("Skriv med få ord, hvordan det gik.")]
    if trial.is_light and not trial.users_said:
        problems["users_said"] = [_("Skriv, hvad brugerne sagde.")]
    if problems:
        raise ValidationError(problems)


def hold_delivery(trial: Trial, actors: Iterable[Actor]) -> None:
    """Who does it now delivers: on the trial, its proposal and its challenge (C20)."""
    actors = list(actors)
    challenge = trial.proposal.challenge
    for subject in (trial.subject, trial.proposal.subject, challenge.subject if challenge else None):
        if subject:
            chain.hold(subject, ChainStep.DELIVERED, actors)


def home_of(trial: Trial) -> Actor:
    """Where what was tried goes on: the unit, or the association that carried it. Raises: ValidationError.

    A unit takes something into use by its own leader's decision (rule of power 1), never because somebody wrote it on
    as a partner; a council advises, others do.
    """
    if trial.unit and trial.actor.sphere == Sphere.MUNICIPALITY:
        return trial.unit.actor
    partners = [row.actor for row in trial.partners.select_related("actor__subject")]
    decided_for = trial.unit_id if trial.needs_approval else None
    home = next(
        (
            actor
            for actor in (trial.actor, *partners)
            if not actor.is_person and actor.kind != "body" and (actor.kind != "unit" or actor.pk == decided_for)
        ),
        None,
    )
    if home is None:
        text = _("En forening, en gruppe eller en enhed skal bære det videre. Skriv den på som samarbejdspartner.")
        raise ValidationError({"outcome": [text]})
    return home


def make_practice(trial: Trial, by: Viewer) -> Practice:
    """What was tried, as daily life; what they believed before stands on the trial. Raises: ValidationError."""
    practice: Practice = keep_what_was_tried(
        by=by,
        voice=Voice(trial.author, trial.actor),
        home=home_of(trial),
        tried_as=trial.subject,
        title=trial.title,
        body="\n\n".join((trial.what or trial.proposal.body, _("Det lærte vi: %s") % trial.learning))[:3000],
        proposal=trial.proposal,
        challenge=trial.proposal.challenge,
        cost_neutral=trial.cost_neutral,
        cost_note=_("Afprøvningen kostede %d kr.") % trial.cost if trial.cost else "",
        changes=trial.touches,
        delivers=[row.actor for row in trial.partners.select_related("actor__subject") if row.delivers],
    )
    return practice


def move_challenge(trial: Trial, by: Viewer) -> None:
    """The challenge follows its trials: tried out, daily life, or open for proposals again."""
    challenge = trial.proposal.challenge
    if challenge is None:
        return
    # Neither title nor names: they would stay here when somebody takes them back.
    if trial.is_running:
        text, who = _("En afprøvning er i gang. Bagefter siger vi, hvad vi lærte."), _("De, der prøver det af")
        move_on(by=by, challenge=challenge, stage=Stage.TRIAL, next_step=text, next_who=who, on=trial.ends_on)
    elif trial.outcome in (Outcome.ADOPT, Outcome.ADAPT):
        text, who = _("Det, vi prøvede, er hverdag nu. Andre kan tage det i brug."), _("Alle, der vil")
        move_on(by=by, challenge=challenge, stage=Stage.PRACTICE, next_step=text, next_who=who)
    elif not Trial.objects.filter(proposal__challenge=challenge, status=Status.RUNNING).exclude(pk=trial.pk).exists():
        text = _("Vi prøvede noget og stoppede. Læs, hvad vi lærte, og foreslå en anden vej.")
        move_on(by=by, challenge=challenge, stage=Stage.PROPOSALS, next_step=text, next_who=_("Alle på siden"))


@verb(Trial)
def start_trial(*, by: Viewer, trial_id: UUID | str, expected_version: int | None = None) -> Trial:
    """Begin. Who carries it, and the partners who do the work, deliver from now on; the challenge moves on.

    Raises: NotFound, Refused (before the yes), Stale, ValidationError (what is missing: MED, indicators, other ways).
    """
    trial = planning.found(trial_id, by)
    require("trials.start", by, trial)
    check_version(trial.subject, expected_version)
    if lacks := lacks_to_start(trial):
        raise ValidationError(lacks)
    trial.status, trial.started_at = Status.RUNNING, clock.now()
    sign(trial, by)
    trial.save()
    bump(trial.subject)
    hold_delivery(trial, [trial.actor, *(row.actor for row in trial.partners.all() if row.delivers)])
    put_on_agenda(trial.subject, trial.touches, phase=Phase.ADOPTION, unit=trial.unit)
    move_challenge(trial, by)
    hooks.follow_through("trial", "start", trial, by)
    tell_news(journal("trials.started", trial.subject, by=by, actor=trial.actor_id))
    return trial


@verb(DiaryEntry)
def write_diary(
    *,
    by: Viewer,
    trial_id: UUID | str,
    side: str,
    body: str,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> DiaryEntry:
    """Tell what one notices, and from whose side: user, relative, staff or partner.

    Raises: NotFound, Refused, ValidationError.
    """
    trial = find(Trial, trial_id, by)
    require("trials.write_diary", by, trial)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    if side not in Side.values:
        raise ValidationError({"side": [_("Vælg, hvem det er set fra.")]})
    entry = DiaryEntry(trial=trial, side=side, body=body, **voice.fields())
    clean_texts(entry, ("body",))
    if not entry.body:
        raise ValidationError({"body": [_("Skriv noget her.")]})
    entry.subject = subjects.create(
        "diary",
        title=Truncator(clean_line(entry.body)).chars(120),
        by=voice.author.pk,
        context=trial.subject,
        text=entry.body,
    )
    screen(entry.subject, by=by, voice=voice, text=entry.body)
    entry.save()
    follow_own(trial.subject, voice)
    line = journal(
        "trials.diary_written",
        entry.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
        payload={"side": side},
    )
    tell_news(line)
    return entry


@verb(DiaryEntry)
def withdraw_diary(*, by: Viewer, entry_id: UUID | str) -> DiaryEntry:
    """Take one's words back. Raises: NotFound, Refused."""
    entry = find(DiaryEntry, entry_id, by, lock=True)
    require("diary.withdraw", by, entry)
    entry.withdrawn_at, entry.body = clock.now(), ""
    entry.save(update_fields=["withdrawn_at", "body"])
    subjects.fall_silent(entry.subject)
    journal("trials.diary_withdrawn", entry.subject, by=by)
    return entry


@verb(Trial)
def extend_trial(
    *, by: Viewer, trial_id: UUID | str, ends_on: date, reason: str, expected_version: int | None = None
) -> Trial:
    """Let it go on for longer, with the reason. Whoever may conclude it may do so.

    Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    trial = planning.found(trial_id, by)
    require("trials.extend", by, trial)
    check_version(trial.subject, expected_version)
    until = trial.ends_on or clock.today()  # a plan without a last day never starts
    extension = Extension(trial=trial, ended_on=until, reason=reason, by_id=by.known_id)
    clean_texts(extension, ("reason",))
    if not extension.reason:
        raise ValidationError({"reason": [_("Skriv, hvorfor.")]})
    if ends_on <= until or ends_on < clock.today():
        raise ValidationError({"ends_on": [_("Vælg en senere dag end den, der står nu.")]})
    trial.ends_on = ends_on
    planning.check_texts(trial)
    planning.check_light(trial, by)
    extension.save()
    sign(trial, by)
    trial.save()
    bump(trial.subject)
    tell_news(journal("trials.extended", trial.subject, by=by, payload={"extension": extension.pk}))
    return trial


@verb(Trial)
def conclude_trial(
    *,
    by: Viewer,
    trial_id: UUID | str,
    outcome: str,
    reason: str,
    learning: str,
    interest: str,
    interest_note: str = "",
    went: str = "",
    users_said: str = "",
    expected_version: int | None = None,
) -> Trial:
    """Adopt, adapt or stop, by whoever has the right, with the reason and what was learnt. Stopping is a result.

    A light trial tells how it went and what users said; a full one has an evaluation with the users' voice. Adopting
    and adapting make a practice, once MED has discussed it where it must.
    Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    trial = planning.found(trial_id, by)
    require("trials.conclude", by, trial)
    check_version(trial.subject, expected_version)
    trial.went, trial.users_said, trial.learning = went, users_said, learning
    all_told(
        partial(clean_texts, trial, ("went", "users_said", "learning")),
        partial(check_conclusion, trial, outcome),
        partial(planning.decide_on, trial, by, Matter.CONCLUSION, outcome, reason, interest, interest_note),
    )
    trial.outcome, trial.status, trial.concluded_at = outcome, Status.CONCLUDED, clock.now()
    if outcome == Outcome.STOP:
        take_off_agenda(trial.subject)
    else:
        trial.practice = make_practice(trial, by)
    sign(trial, by)
    trial.save()
    bump(trial.subject)
    move_challenge(trial, by)
    hooks.follow_through("trial", "conclude", trial, by)
    journal("trials.concluded", trial.subject, by=by, actor=trial.actor_id, payload={"outcome": outcome})
    tell_followers(
        trial.subject,
        "trials/mail/concluded.txt",
        {"trial": trial},
        key=f"trial-concluded:{trial.pk}",
        news="stage",
        but_not=by.person_id,
    )
    return trial
