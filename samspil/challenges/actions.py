"""The verbs about challenges and perspectives."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspil.actors.actions import Voice, voice_of
from samspil.actors.models import Person, Unit
from samspil.challenges import chain
from samspil.challenges.models import NEXT_STEP_LENGTH, WHO_LENGTH, ChainStep, Challenge, Perspective, Stage
from samspil.following.actions import follow_own, tell_followers, tell_news
from samspil.foundation import clock, search, subjects
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, bump
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.moderation.actions import screen, screen_edit
from samspil.tracks.actions import set_track
from samspil.tracks.models import Track

LIMITED_AUDIENCES = (Audience.STAFF, Audience.UNIT)


TEXTS = ("question", "description", "today", "theme")


def words_of(challenge: Challenge) -> str:
    """All that its author wrote, as sentences: to see whether somebody should look at it first."""
    return ".\n".join((challenge.question, challenge.description, challenge.today))


def readers_of(audience: str, unit: Unit | None, person: Person) -> list[UUID]:
    """Whom a limited audience names: for a unit, the unit and those above it in the line."""
    if audience == Audience.UNIT:
        return [*(unit.line if unit else ()), person.pk]
    if audience == Audience.NAMED:
        return [person.pk, person.actor_id]
    return []


def place_named(place: str) -> str:
    """A place fit to show. Raises: ValidationError on the field ``place``."""
    place = clean_line(place)
    guard(place=place)
    return place[:120]


def unit_of(unit_id: UUID | str | None) -> Unit | None:
    unit = Unit.objects.filter(pk=as_uuid(unit_id)).select_related("actor").first()
    if unit_id and unit is None:
        raise ValidationError({"unit_id": [_("Vælg en enhed på listen.")]})
    return unit


@verb(Challenge)
def raise_challenge(
    *,
    by: Viewer,
    question: str,
    theme: str,
    description: str = "",
    today: str = "",
    unit_id: UUID | str | None = None,
    place: str = "",
    point: tuple[float, float] | None = None,
    audience: str = Audience.PUBLIC,
    is_draft: bool = False,
    track: str = Track.EMPLOYEE_USER,
    beacon_id: UUID | str | None = None,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Challenge:
    """Raise a challenge. Whoever raises it holds the first step of the chain.

    Only staff may limit the audience (to staff or to the unit); a draft is read by its author alone until it opens.
    Raises: Refused, ValidationError.
    """
    require("challenges.raise", by)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    unit = unit_of(unit_id)
    if audience != Audience.PUBLIC and (audience not in LIMITED_AUDIENCES or not by.is_staff):
        raise ValidationError({"audience": [_("Kun ansatte kan begrænse, hvem der ser en udfordring.")]})
    if audience == Audience.UNIT and unit is None:
        raise ValidationError({"unit_id": [_("Vælg den enhed, der må se udfordringen.")]})
    if is_draft and audience != Audience.PUBLIC:
        raise ValidationError(
            {"audience": [_("En kladde åbner for alle. Gem den ikke som kladde, hvis kun nogle må se den.")]}
        )
    challenge = Challenge(
        question=question, description=description, today=today, theme=theme, unit=unit, **voice.fields()
    )
    clean_texts(challenge, TEXTS)
    set_track(challenge, by, track=track, beacon_id=beacon_id)
    challenge.first_question = challenge.question
    if is_draft:
        challenge.stage, audience = Stage.DRAFT, Audience.NAMED
    challenge.subject = subjects.create(
        "challenge",
        title=challenge.question,
        by=voice.author.pk,
        audience=audience,
        readers=[*readers_of(audience, unit, voice.author), *([by.known_id] if voice.entered_by else [])],
        text=f"{challenge.description} {challenge.today}",
        place=place_named(place),
        point=point,
    )
    screen(challenge.subject, by=by, voice=voice, text=words_of(challenge))
    sign(challenge, by)
    challenge.save()
    chain.hold(challenge.subject, ChainStep.IDENTIFIED, [voice.actor])
    follow_own(challenge.subject, voice)
    journal(
        "challenges.raised",
        challenge.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
    )
    return challenge


def keep_readers(challenge: Challenge) -> None:
    """What only the unit may read follows the unit. Raises: ValidationError when there is none."""
    if challenge.subject.audience != Audience.UNIT:
        return
    if challenge.unit is None:
        raise ValidationError({"unit_id": [_("Vælg den enhed, der må se udfordringen.")]})
    readers = readers_of(Audience.UNIT, challenge.unit, challenge.author)
    if challenge.entered_by:
        readers.append(challenge.entered_by.pk)
    subjects.name_readers(challenge.subject, readers)


@verb(Challenge)
def edit_challenge(
    *, by: Viewer, challenge_id: UUID | str, expected_version: int | None = None, **changes: Any
) -> Challenge:
    """Change the texts, the theme, the unit, the place or the track. What stood before stays in the history.

    A challenge that only its unit may read moves to the readers of the new unit. Once others have answered the question
    it is theirs too: it changes only by asking differently (``reword_challenge``).

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    challenge = find(Challenge, challenge_id, by, related=("unit__actor",), lock=True)
    require("challenges.edit", by, challenge)
    check_version(challenge.subject, expected_version)
    if "unit_id" in changes:
        challenge.unit = unit_of(changes.pop("unit_id"))
        keep_readers(challenge)
    place = changes.pop("place", None)
    if "track" in changes:
        set_track(challenge, by, track=changes.pop("track"), beacon_id=changes.pop("beacon_id", None))
    if is_answered(challenge) and clean_line(changes.get("question", challenge.question)) != challenge.question:
        raise ValidationError(
            {"question": [_("Andre har svaret på spørgsmålet. Foreslå en ny måde at spørge på i stedet.")]}
        )
    unknown = set(changes) - set(TEXTS)
    if unknown:
        raise TypeError(f"edit_challenge does not change {unknown}")
    before = words_of(challenge)
    for name, value in changes.items():
        setattr(challenge, name, value)
    clean_texts(challenge, TEXTS)
    if challenge.stage == Stage.DRAFT:
        challenge.first_question = challenge.question  # nobody has been asked yet
    sign(challenge, by)
    challenge.save()
    subject = challenge.subject
    subject.title = challenge.question
    if place is not None:
        subjects.move(subject, place_named(place))
    subject.save(update_fields=["title"])
    bump(subject)
    search.index(subject, f"{challenge.description} {challenge.today}")
    screen_edit(subject, by=by, before=before, text=words_of(challenge))
    journal("challenges.edited", subject, by=by, payload={"version": subject.version})
    return challenge


def is_answered(challenge: Challenge) -> bool:
    """Whether others than its author have spoken under the question."""
    return challenge.stage != Stage.DRAFT and subjects.others_spoke(challenge.subject, but=challenge.author_id)


@verb(Challenge)
def reword_challenge(*, by: Viewer, challenge_id: UUID | str, question: str, wording_id: UUID) -> Challenge:
    """Ask differently from now on, as those taking part chose. ``first_question`` stays what it was.

    Raises: NotFound, Refused, ValidationError.
    """
    challenge = find(Challenge, challenge_id, by, lock=True)
    require("challenges.reword", by, challenge)
    challenge.question = question
    clean_texts(challenge, ("question",))
    sign(challenge, by)
    challenge.save()
    subject = challenge.subject
    subject.title = challenge.question
    subject.save(update_fields=["title"])
    bump(subject)
    search.index(subject, f"{challenge.description} {challenge.today}")
    journal("challenges.reworded", subject, by=by, payload={"wording": str(wording_id)})
    return challenge


# What may follow what. Trials and practices move a challenge on by themselves once they exist; the host can too.
NEXT_STAGES = {
    Stage.DRAFT: (Stage.PERSPECTIVES, Stage.PROPOSALS),
    Stage.PERSPECTIVES: (Stage.PROPOSALS, Stage.CLOSED),
    Stage.PROPOSALS: (Stage.PERSPECTIVES, Stage.TRIAL, Stage.CLOSED),
    Stage.TRIAL: (Stage.PROPOSALS, Stage.PRACTICE, Stage.CLOSED),
    Stage.PRACTICE: (Stage.PROPOSALS, Stage.CLOSED),
    Stage.CLOSED: (Stage.PERSPECTIVES,),
}


@verb(Challenge)
def change_stage(
    *,
    by: Viewer,
    challenge_id: UUID | str,
    stage: str,
    next_step: str,
    next_who: str,
    next_on: date | None = None,
    outcome: str = "",
    expected_version: int | None = None,
) -> Challenge:
    """Move a challenge on, and tell what happens next, to whom, and perhaps when. Those who follow hear of it.

    It closes with an answer: ``outcome`` is what came of it.
    Raises: NotFound, Refused, Stale, ValidationError.
    """
    challenge = find(Challenge, challenge_id, by, related=("unit__actor", "author"), lock=True)
    require("challenges.change_stage", by, challenge)
    check_version(challenge.subject, expected_version)
    if stage not in NEXT_STAGES[Stage(challenge.stage)]:
        raise ValidationError({"stage": [_("Vælg et trin, der kan følge efter det nuværende.")]})
    was_draft = challenge.stage == Stage.DRAFT
    challenge.stage, challenge.next_step, challenge.next_who, challenge.next_on = stage, next_step, next_who, next_on
    challenge.outcome = outcome if stage == Stage.CLOSED else ""
    sign(challenge, by)
    clean_texts(challenge, ("next_step", "next_who", "outcome"))
    check_next(challenge)
    challenge.save()
    if was_draft:
        subjects.set_audience(challenge.subject, Audience.PUBLIC)
        voice = Voice(challenge.author, challenge.actor)
        screen(challenge.subject, by=by, voice=voice, text=words_of(challenge))
    bump(challenge.subject)
    entry = journal("challenges.stage_changed", challenge.subject, by=by, payload={"stage": stage})
    tell_followers(
        challenge.subject,
        "challenges/mail/stage_changed.txt",
        {"challenge": challenge},
        key=f"stage:{entry.pk}",
        news="stage",
        but_not=by.person_id,
    )
    return challenge


# How a trial, and the practice it becomes, move a challenge on. A draft and a closed one stay where they are.
MOVED_FROM = {
    Stage.TRIAL: (Stage.PERSPECTIVES, Stage.PROPOSALS, Stage.TRIAL),
    Stage.PRACTICE: (Stage.PERSPECTIVES, Stage.PROPOSALS, Stage.TRIAL, Stage.PRACTICE),
    Stage.PROPOSALS: (Stage.TRIAL,),
}


@transaction.atomic
def move_on(
    *, by: Viewer, challenge: Challenge, stage: Stage, next_step: str, next_who: str, on: date | None = None
) -> None:
    """Let a challenge follow its trials, called inside the verb that starts or concludes one, which asked its rule and
    tells those who follow.
    """
    challenge = Challenge.objects.select_related("subject").select_for_update(of=("self",)).get(pk=challenge.pk)
    if challenge.withdrawn_at or challenge.stage not in MOVED_FROM[stage]:
        return
    is_new = challenge.stage != stage
    challenge.stage, challenge.next_on = stage, on
    challenge.next_step, challenge.next_who = next_step[:NEXT_STEP_LENGTH], next_who[:WHO_LENGTH]
    sign(challenge, by)
    challenge.save()
    bump(challenge.subject)
    if is_new:
        journal("challenges.stage_changed", challenge.subject, by=by, payload={"stage": str(stage)})


def check_next(challenge: Challenge) -> None:
    """Raises: ValidationError by field, when those who follow would not know what happens, to whom, or how it ended."""
    missing = {}
    if not challenge.next_step:
        missing["next_step"] = [_("Skriv, hvad der sker nu.")]
    if not challenge.next_who:
        missing["next_who"] = [_("Skriv, hvem der gør det, og hvem der mærker det.")]
    if challenge.stage == Stage.CLOSED and not challenge.outcome:
        missing["outcome"] = [_("Skriv svaret: Hvad kom der ud af det?")]
    if challenge.next_on and challenge.next_on < clock.today():
        missing["next_on"] = [_("Datoen er gået. Vælg en dag, der kommer.")]
    if missing:
        raise ValidationError(missing)


def gone() -> ValidationError:
    """What a reply is told when the perspective it answers is hidden, taken back or elsewhere."""
    return ValidationError({"body": [_("Det, du svarer på, står her ikke længere. Din tekst står her stadig.")]})


@verb(Challenge)
def withdraw_challenge(*, by: Viewer, challenge_id: UUID | str) -> Challenge:
    """Take a challenge back, or throw a draft away. Afterwards only those who raised it can see it.

    Once others have spoken the page is theirs too, and the host closes it instead.
    Raises: NotFound, Refused, ValidationError.
    """
    challenge = find(Challenge, challenge_id, by, related=("author", "entered_by"), lock=True)
    require("challenges.withdraw", by, challenge)
    subject = subjects.held(challenge.subject)
    if subjects.others_spoke(subject, but=challenge.author_id):
        raise ValidationError(_("Andre har skrevet på siden, så den er ikke kun din. Bed mødelederen lukke den."))
    challenge.withdrawn_at = clock.now()
    sign(challenge, by)
    challenge.save()
    readers = [person.pk for person in (challenge.author, challenge.entered_by) if person]
    subjects.set_audience(subject, Audience.NAMED, readers)
    search.forget(subject)
    chain.release(subject)
    bump(subject)
    journal("challenges.withdrawn", subject, by=by)
    return challenge


@verb(Perspective)
def write_perspective(
    *,
    by: Viewer,
    challenge_id: UUID | str,
    body: str,
    reply_to: UUID | str | None = None,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Perspective:
    """Tell what one sees, or reply to a perspective. A reply to a reply lands beside it, one level deep.

    Raises: NotFound, Refused, ValidationError.
    """
    challenge = find(Challenge, challenge_id, by)
    require("challenges.write_perspective", by, challenge)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    parent = find(Perspective, reply_to, by) if reply_to else None
    if parent and (parent.challenge_id != challenge.pk or parent.withdrawn_at):
        raise gone()
    if parent and parent.reply_to_id:
        parent = parent.reply_to
    perspective = Perspective(challenge=challenge, reply_to=parent, body=body, **voice.fields())
    clean_texts(perspective, ("body",))
    perspective.subject = subjects.create(
        "perspective",
        title=Truncator(clean_line(perspective.body)).chars(120),
        by=voice.author.pk,
        context=parent.subject if parent else challenge.subject,
        text=perspective.body,
    )
    screen(perspective.subject, by=by, voice=voice, text=perspective.body)
    perspective.save()
    follow_own(challenge.subject, voice)
    entry = journal(
        "challenges.perspective_written" if parent is None else "challenges.replied",
        perspective.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
    )
    tell_news(entry)
    return perspective


@verb(Perspective)
def withdraw_perspective(*, by: Viewer, perspective_id: UUID | str) -> Perspective:
    """Take one's words back. The text is emptied; replies stay under a line that says so.

    Raises: NotFound, Refused.
    """
    perspective = find(Perspective, perspective_id, by, lock=True)
    require("perspectives.withdraw", by, perspective)
    if perspective.withdrawn_at is None:
        perspective.withdrawn_at, perspective.body = clock.now(), ""
        perspective.save(update_fields=["withdrawn_at", "body"])
        subjects.fall_silent(perspective.subject)
        journal("challenges.perspective_withdrawn", perspective.subject, by=by)
    return perspective


def erase(person_id: UUID) -> None:
    """Take a person's own words away, save what others built on; what an association said stays the association's.

    Called by the verb that erases a person, which writes the journal line.
    """
    own = Q(author=person_id, actor__person=person_id)
    for perspective in Perspective.objects.filter(own).select_related("subject"):
        if not subjects.built_on(perspective.subject, but=person_id):
            perspective.body, perspective.withdrawn_at = "", perspective.withdrawn_at or clock.now()
            perspective.save(update_fields=["body", "withdrawn_at"])
            subjects.fall_silent(perspective.subject)
    for challenge in Challenge.objects.filter(own).select_related("subject"):
        challenge.history.all().delete()  # what stood before an edit may be why somebody wants to be forgotten
        if subjects.built_on(challenge.subject, but=person_id):
            continue
        challenge.question = challenge.first_question = challenge.description = challenge.today = ""
        challenge.next_step = challenge.next_who = challenge.outcome = ""
        challenge.withdrawn_at = challenge.withdrawn_at or clock.now()
        challenge.save_without_historical_record()
        subjects.move(challenge.subject, "")
        subjects.set_audience(challenge.subject, Audience.NAMED)
        subjects.fall_silent(challenge.subject)
        chain.release(challenge.subject)
    Challenge.objects.filter(host=person_id).update(host=None, host_until=None)
    Challenge.objects.filter(next_host=person_id).update(next_host=None)
