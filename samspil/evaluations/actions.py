"""The verbs about evaluations: the voices in them, their completion, and the lessons they hand on."""

import re
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import ORGANISATIONS, Actor
from samspil.challenges import chain
from samspil.challenges.actions import unit_of
from samspil.challenges.models import ChainLink, ChainStep
from samspil.evaluations import queries
from samspil.evaluations.models import Acknowledgement, Addition, Evaluation, Lesson, UserVoice, VoiceKind, VoiceOf
from samspil.following.actions import follow_own, tell_news
from samspil.foundation import clock, hooks, search, subjects
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject, Theme, bump
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.indicators.actions import whole
from samspil.indicators.queries import Figure, frozen
from samspil.knowledge.queries import theme_of
from samspil.moderation.actions import screen, screen_edit

GAINS = ("gain_solutions", "gain_legitimacy", "gain_welfare")
SECTIONS = (
    "what_happened",
    "relation",
    *GAINS,
    "side_effects",
    "surprise",
    "lesson",
    "no_figures_why",
)
# Letters of any language, with a hyphen or an apostrophe between: "Anne-Marie", never a surname as well.
FIRST_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")


def thing_named(subject_id: UUID | str, by: Viewer, kinds: tuple[str, ...]) -> Any:
    """The trial, practice or evaluation with this id. Raises: NotFound."""
    rows = Subject.objects.visible_to(by).filter(pk__in=[as_uuid(subject_id)], kind__in=kinds)
    subject = rows.select_related("context", "root").first()
    thing = hooks.thing(subject) if subject else None
    if thing is None:
        raise NotFound(f"Subject {subject_id}")
    thing.subject = subject
    return thing


def words_of(evaluation: Evaluation) -> str:
    return ".\n".join(filter(None, (evaluation.offer, *(getattr(evaluation, name) for name in SECTIONS))))


@verb(Evaluation)
def begin_evaluation(
    *,
    by: Viewer,
    about_id: UUID | str | None = None,
    offer: str = "",
    unit_id: UUID | str | None = None,
    theme: str = "",
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Evaluation:
    """Begin to evaluate a trial or a practice (``about_id``), or an ``offer`` that has no page of its own (C89).

    The unit and the theme are those of the page. There is one at a time for each page.
    Raises: NotFound, Refused, ValidationError.
    """
    require("evaluations.begin", by)
    thing = thing_named(about_id, by, queries.EVALUATED) if about_id else None
    if thing:
        require("evaluations.begin_about", by, thing)
        if Evaluation.objects.filter(about=thing.subject, completed_at=None, withdrawn_at=None).exists():
            raise ValidationError(_("Der er en evaluering i gang allerede. Skriv videre på den."))
    if theme and theme not in Theme.values:
        raise ValidationError({"theme": [_("Vælg en af mulighederne på listen.")]})
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    evaluation = Evaluation(
        about=thing.subject if thing else None,
        offer="" if thing else offer,
        unit=getattr(thing, "unit", None) if thing else unit_of(unit_id),
        theme=(theme_of(thing.subject) if thing else theme) or "",
        **voice.fields(),
    )
    clean_texts(evaluation, ("offer",))
    if not thing and not evaluation.offer:
        raise ValidationError({"offer": [_("Skriv, hvad tilbuddet hedder.")]})
    evaluation.subject = subjects.create(
        "evaluation",
        title=evaluation.name,
        by=voice.author.pk,
        context=thing.subject if thing else None,
        text=words_of(evaluation),
    )
    screen(evaluation.subject, by=by, voice=voice, text=words_of(evaluation))
    sign(evaluation, by)
    evaluation.save()
    follow_own(evaluation.subject, voice)
    entry = journal(
        "evaluations.begun",
        evaluation.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
        payload={"about": str(thing.subject.pk) if thing else None},
    )
    tell_news(entry)
    return evaluation


def assessors_named(ids: list[UUID | str], by: Viewer) -> list[Actor]:
    """The groups and organisations that assess together. Raises: ValidationError."""
    actors = list(Actor.objects.visible_to(by).filter(pk__in=[as_uuid(pk) for pk in ids], kind__in=ORGANISATIONS))
    if len(actors) != len(set(map(str, ids))):
        raise ValidationError({"assessors": [_("Vælg dem, der vurderer med, på listen.")]})
    return actors


@verb(Evaluation)
def edit_evaluation(
    *,
    by: Viewer,
    evaluation_id: UUID | str,
    expected_version: int | None = None,
    assessors: list[UUID | str] | None = None,
    **changes: Any,
) -> Evaluation:
    """Write on the parts of an evaluation, or say who assesses together. It may be half done for as long as it takes.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    evaluation = find(Evaluation, evaluation_id, by, related=("about__context", "unit__actor"), lock=True)
    require("evaluations.edit", by, evaluation)
    check_version(evaluation.subject, expected_version)
    unknown = set(changes) - set(SECTIONS)
    if unknown:
        raise TypeError(f"edit_evaluation does not change {unknown}")
    before = words_of(evaluation)
    for name, value in changes.items():
        setattr(evaluation, name, value)
    clean_texts(evaluation, SECTIONS)
    together = None if assessors is None else assessors_named(assessors, by)
    sign(evaluation, by)
    evaluation.save()
    if together is not None:
        evaluation.assessors.set(together)
    bump(evaluation.subject)
    search.index(evaluation.subject, words_of(evaluation))
    screen_edit(evaluation.subject, by=by, before=before, text=words_of(evaluation))
    journal("evaluations.edited", evaluation.subject, by=by, payload={"version": evaluation.subject.version})
    return evaluation


def missing_from(evaluation: Evaluation, voices: list[UserVoice], figures: list[Figure]) -> dict[str, list[str]]:
    """What an evaluation still lacks, by where it is filled in. Empty when it can be completed."""
    missing: dict[str, list[str]] = {}
    if not voices:
        missing["voices"] = [
            _("Brugernes stemme mangler. Uden den er evalueringen ikke færdig. Tilføj mindst én stemme.")
        ]
    for name, label in zip(
        GAINS, (_("bedre løsninger"), _("legitimitet"), _("mere velfærd for de samme penge")), strict=True
    ):
        if not getattr(evaluation, name):
            missing[name] = [_("Skriv, hvad I ser om %s. “Ingen” er også et svar.") % label]
    has_both = any(figure.before is not None and figure.after is not None for figure in figures)
    if not has_both and not evaluation.no_figures_why:
        missing["no_figures_why"] = [_("Skriv mindst ét tal før og efter, eller skriv, hvorfor der ikke er nogen.")]
    return missing


@verb(Evaluation)
def complete_evaluation(*, by: Viewer, evaluation_id: UUID | str, expected_version: int | None = None) -> Evaluation:
    """Complete an evaluation. From now on it stays as it is, figures and all, and its lesson goes to the next project.

    Without users' voice it is incomplete (rule of power 7). Whoever began it, the groups that assessed together and the
    users who agreed to be named hold that step of the chain.
    Raises: NotFound, Refused, Stale, ValidationError by what is missing.
    """
    evaluation = find(Evaluation, evaluation_id, by, related=("about__context__context", "actor"), lock=True)
    require("evaluations.complete", by, evaluation)
    check_version(evaluation.subject, expected_version)
    voices, figures = queries.voices_of(evaluation, by), queries.figures_for(evaluation, by)
    if missing := missing_from(evaluation, voices, figures):
        raise ValidationError(missing)
    evaluation.figures = frozen(figures)
    evaluation.completed_at, evaluation.completed_by_id = clock.now(), by.known_id
    sign(evaluation, by)
    evaluation.save()
    bump(evaluation.subject)
    hold_chain(evaluation, voices)
    if evaluation.lesson:
        Lesson.objects.create(evaluation=evaluation, text=evaluation.lesson, by_id=by.known_id)
    entry = journal(
        "evaluations.completed",
        evaluation.subject,
        by=by,
        payload={"about": str(evaluation.about_id) if evaluation.about_id else None, "voices": len(voices)},
    )
    tell_news(entry)
    return evaluation


def hold_chain(evaluation: Evaluation, voices: list[UserVoice]) -> None:
    """Who assessed: on the evaluation, on what it is about, and on everything that stands under (C20)."""
    spoke = [voice.actor for voice in voices if voice.is_assessor]
    actors = {actor.pk: actor for actor in [evaluation.actor, *evaluation.assessors.all(), *spoke]}
    subject: Subject | None = evaluation.subject
    while subject is not None:
        chain.hold(subject, ChainStep.ASSESSED, actors.values())
        subject = subject.context


@verb(Evaluation)
def withdraw_evaluation(*, by: Viewer, evaluation_id: UUID | str) -> Evaluation:
    """Take back an evaluation that is not completed. Raises: NotFound, Refused."""
    evaluation = find(Evaluation, evaluation_id, by, related=("about",), lock=True)
    require("evaluations.withdraw", by, evaluation)
    evaluation.withdrawn_at = clock.now()
    sign(evaluation, by)
    evaluation.save()
    subjects.fall_silent(evaluation.subject)
    bump(evaluation.subject)
    journal("evaluations.withdrawn", evaluation.subject, by=by)
    return evaluation


@verb(Addition)
def add_to_evaluation(*, by: Viewer, evaluation_id: UUID | str, text: str) -> Addition:
    """Say what was learnt, or found to be wrong, after it was completed. It stands below, with its day.

    Raises: NotFound, Refused, ValidationError.
    """
    evaluation = find(Evaluation, evaluation_id, by, related=("about",))
    require("evaluations.add_to", by, evaluation)
    addition = Addition(evaluation=evaluation, text=text, by_id=by.known_id)
    clean_texts(addition, ("text",))
    addition.save()
    subjects.touch(evaluation.subject)
    journal("evaluations.added_to", evaluation.subject, by=by, payload={"addition": addition.pk})
    return addition


# --- voices -----------------------------------------------------------------------------------------------------------


@verb(UserVoice)
def add_voice(
    *,
    by: Viewer,
    evaluation_id: UUID | str,
    kind: str,
    who: str,
    text: str,
    consent: bool = False,
    first_name: str = "",
    is_own: bool = False,
    is_assessor: bool = False,
    survey_id: UUID | str | None = None,
    speaks_as: UUID | str | None = None,
) -> UserVoice:
    """Let a user, a relative or a citizen speak: in their own words, through notes of a talk, or through a survey.

    Their words stand only when they agreed, and under a first name at most. ``is_own``: ``by`` speaks of themselves;
    everybody else writes down what somebody told. ``is_assessor`` lets one's own name stand on the chain.
    Raises: NotFound, Refused, ValidationError.
    """
    evaluation = find(Evaluation, evaluation_id, by, related=("about",))
    require("evaluations.speak", by, evaluation)
    voice = voice_of(by, speaks_as=speaks_as)
    said = UserVoice(
        evaluation=evaluation,
        kind=kind,
        who=who,
        text=text,
        consent=consent,
        first_name=first_name,
        is_own=is_own and kind == VoiceKind.QUOTE,
        is_assessor=is_own and is_assessor and kind == VoiceKind.QUOTE,
        **voice.fields(),
    )
    clean_texts(said, ("text", "first_name") if said.first_name else ("text",))
    check_voice(said)
    if kind == VoiceKind.SURVEY:
        said.survey = queries.survey_named(survey_id, evaluation, by)
    said.subject = subjects.create(
        "uservoice",
        title=Truncator(said.text).chars(80),
        by=voice.author.pk,
        context=evaluation.subject,
        is_searchable=False,
    )
    screen(said.subject, by=by, voice=voice, text=said.text)
    said.save()
    # Without the actor: whoever speaks here under a first name is not listed by name elsewhere.
    journal("evaluations.voice_added", said.subject, by=by, payload={"kind": kind, "who": who})
    return said


def check_voice(said: UserVoice) -> None:
    """Raises: ValidationError by field."""
    problems = {}
    if said.kind not in VoiceKind.values:
        problems["kind"] = [_("Vælg en af mulighederne på listen.")]
    if said.who not in VoiceOf.values:
        problems["who"] = [_("Vælg, hvem der taler.")]
    if said.first_name and not FIRST_NAME.fullmatch(said.first_name):
        problems["first_name"] = [_("Skriv kun fornavnet, eller lad det stå tomt.")]
    if not said.consent and said.kind != VoiceKind.SURVEY:
        problems["consent"] = [_("Ordene kan kun stå her, når den, der taler, har sagt ja.")]
    if problems:
        raise ValidationError(problems)


@verb(UserVoice)
def withdraw_voice(*, by: Viewer, voice_id: UUID | str) -> UserVoice:
    """Take somebody's words off the page: they no longer agree. The words are gone. Raises: NotFound, Refused."""
    said = find(UserVoice, voice_id, by, related=("evaluation__subject", "evaluation__about"), lock=True)
    require("voices.withdraw", by, said)
    empty_voice(said)
    let_go_of_chain(said)
    journal("evaluations.voice_withdrawn", said.subject, by=by)
    return said


def let_go_of_chain(said: UserVoice) -> None:
    """With the words goes the name, wherever it stood because of them: no other assessment holds it there (C20)."""
    root = said.evaluation.subject.root_id
    spoke = Q(voices__actor=said.actor_id, voices__is_assessor=True, voices__withdrawn_at=None)
    others = Evaluation.objects.filter(subject__root=root, completed_at__isnull=False, withdrawn_at=None)
    if said.is_assessor and not others.filter(spoke | Q(actor=said.actor_id) | Q(assessors=said.actor_id)).exists():
        ChainLink.objects.filter(subject__root=root, step=ChainStep.ASSESSED, actor=said.actor_id).delete()


def empty_voice(said: UserVoice) -> None:
    said.text = said.first_name = ""
    said.withdrawn_at = said.withdrawn_at or clock.now()
    said.save(update_fields=["text", "first_name", "withdrawn_at"])
    subjects.fall_silent(said.subject)


# --- lessons ----------------------------------------------------------------------------------------------------------


@verb(Lesson)
def hand_on_lesson(*, by: Viewer, evaluation_id: UUID | str, text: str) -> Lesson:
    """Write down one more thing the next project should know (C53). It shows once the evaluation is completed.

    Raises: NotFound, Refused, ValidationError.
    """
    evaluation = find(Evaluation, evaluation_id, by, related=("about",))
    require("lessons.hand_on", by, evaluation)
    lesson = Lesson(evaluation=evaluation, text=text, by_id=by.known_id)
    clean_texts(lesson, ("text",))
    lesson.save()
    journal("evaluations.lesson_handed_on", evaluation.subject, by=by, payload={"lesson": lesson.pk})
    return lesson


def learn_from(source: Subject, *, by: Viewer, text: str) -> Lesson:
    """Keep what was learnt outside an evaluation for those who come after: called in the verb that says it.

    ``source`` is whose page it stands on; its context is what it is about.
    """
    return Lesson.objects.create(source=source, text=text, by_id=by.known_id)


@verb(Lesson)
def take_lesson_back(*, by: Viewer, lesson_id: int | str) -> Lesson:
    """Take a lesson back that nobody has taken up. Raises: NotFound, Refused, ValidationError."""
    rows = Lesson.objects.filter(pk=whole(lesson_id), withdrawn_at=None).select_related("evaluation__subject")
    lesson = rows.first()
    if lesson is None or lesson.evaluation is None or not lesson.evaluation.subject.readable_by(by):
        raise NotFound(f"Lesson {lesson_id}")
    require("lessons.take_back", by, lesson)
    if lesson.acknowledgements.exists():
        raise ValidationError(_("Andre har taget den til sig. Den bliver stående."))
    lesson.withdrawn_at = clock.now()
    lesson.save(update_fields=["withdrawn_at"])
    journal("evaluations.lesson_taken_back", lesson.evaluation.subject, by=by, payload={"lesson": lesson.pk})
    return lesson


@verb(Acknowledgement)
def acknowledge_lesson(*, by: Viewer, lesson_id: int | str, subject_id: UUID | str, text: str) -> Acknowledgement:
    """A later trial, practice or evaluation has read a lesson, and says what it does about it (C53).

    Raises: NotFound, Refused, ValidationError.
    """
    lesson = queries.lessons(by).filter(pk=whole(lesson_id)).first()
    if lesson is None:
        raise NotFound(f"Lesson {lesson_id}")
    thing = thing_named(subject_id, by, queries.LEARNS)
    require("lessons.acknowledge", by, thing)
    if lesson.evaluation and thing.subject.pk in (lesson.evaluation_id, lesson.evaluation.about_id):
        raise ValidationError(_("Det er jeres egen lære. Den er til dem, der kommer efter jer."))
    if Acknowledgement.objects.filter(lesson=lesson, subject=thing.subject).exists():
        raise ValidationError(_("I har skrevet, hvad I gør. Det står på siden."))
    taken = Acknowledgement(lesson=lesson, subject=thing.subject, text=text, by_id=by.known_id)
    clean_texts(taken, ("text",))
    taken.save()
    subjects.touch(thing.subject)
    journal("evaluations.lesson_acknowledged", thing.subject, by=by, payload={"lesson": lesson.pk})
    return taken


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Take a person's own words away, and the evaluations that nobody else has built on.

    What somebody wrote down for others is those others' words and stays. So does a completed evaluation, and what was
    added to one: several people answer for it together.
    """
    for said in UserVoice.objects.filter(author=person_id, is_own=True).select_related("subject"):
        empty_voice(said)
    for evaluation in Evaluation.objects.filter(author=person_id, completed_at=None).select_related("subject"):
        others = evaluation.history.exclude(history_user_id=person_id).exists()
        if others or subjects.built_on(evaluation.subject, but=person_id):
            continue
        for name in ("offer", *SECTIONS):
            setattr(evaluation, name, "")
        evaluation.withdrawn_at = evaluation.withdrawn_at or clock.now()
        evaluation.save_without_historical_record()
        evaluation.history.all().delete()
        evaluation.assessors.clear()
        evaluation.lessons.all().delete()
        subjects.fall_silent(evaluation.subject)
