"""The verbs about surveys: making, opening, handing out, answering, and letting words be read."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.foundation import clock, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, bump
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import NOBODY, Viewer
from samspil.identity.rates import Rate
from samspil.surveys import letters, making
from samspil.surveys.answers import checked, is_pressed, put_away
from samspil.surveys.catalogue import BY_KEY
from samspil.surveys.models import (
    LATE_ENTRY,
    SMALLEST_GROUP,
    AnswerChannel,
    AnswerLink,
    Design,
    LinkKind,
    Phase,
    Status,
    Survey,
    Words,
)

LONGEST_ROUND = timedelta(days=365)
LONGEST_OPEN_LINK = 60  # days
MOST_ADDRESSES = 200
MOST_SLIPS = 200
MAILS_OF_PERSON = Rate("survey-mails", 1_000, timedelta(days=1))
ANSWERS_OF_LINK = Rate("survey-answers", 500, timedelta(days=1))


# --- making -----------------------------------------------------------------------------------------------------------


@verb(Survey)
def make_survey(
    *,
    by: Viewer,
    title: str,
    question_set: str = "",
    design: str = Design.ONCE,
    intro: str = "",
    about_id: UUID | str | None = None,
    unit_id: UUID | str | None = None,
    licence_note: str = "",
) -> Survey:
    """Make a survey of a question set, or an empty one. It is a draft until its first round opens.

    Without something it is about, all staff may read it. Raises: NotFound, Refused, ValidationError.
    """
    about = making.find_about(about_id, by)
    require("surveys.make", by, about)
    begun_with = BY_KEY.get(question_set)
    if question_set and (begun_with is None or not begun_with.questions):
        raise ValidationError({"question_set": [_("Vælg en af mulighederne på listen.")]})
    survey = Survey(
        about=about,
        unit=making.unit_of(unit_id, by),
        keeper_id=by.person_id,
        title=title,
        intro=intro,
        licence_note=licence_note,
        question_set=question_set,
        design=design,
        phase=Phase.ONCE if design == Design.ONCE else Phase.BEFORE,
        code=letters.sheet_code(),
    )
    clean_survey(survey)
    survey.subject = subjects.create(
        "survey",
        title=survey.title,
        by=by.person_id,
        context=about,
        audience=Audience.STAFF,
        is_searchable=False,
    )
    survey.save()
    making.begin(survey, begun_with)
    journal("surveys.made", survey.subject, by=by)
    return survey


def clean_survey(survey: Survey) -> None:
    clean_texts(survey, ("title", "intro", "licence_note", "design"))
    if not survey.title:
        raise ValidationError({"title": [_("Skriv noget her.")]})


def find_draft(survey_id: UUID | str, by: Viewer) -> Survey:
    """A survey whose questions ``by`` may still change. Raises: NotFound, Refused, ValidationError."""
    survey = find_kept(survey_id, by)
    if not survey.is_draft:
        raise ValidationError(_("Spørgsmålene ligger fast, når nogen har kunnet svare på dem."))
    return survey


def find_kept(survey_id: UUID | str, by: Viewer) -> Survey:
    """A survey that ``by`` keeps, locked. Raises: NotFound, Refused."""
    survey: Survey = find(Survey, survey_id, by, lock=True)
    require("surveys.keep", by, survey)
    return survey


@verb(Survey)
def edit_survey(
    *,
    by: Viewer,
    survey_id: UUID | str,
    title: str,
    intro: str = "",
    unit_id: UUID | str | None = None,
    licence_note: str = "",
    expected_version: int | None = None,
) -> Survey:
    """Change the texts of a draft. Raises: NotFound, Refused, Stale, ValidationError."""
    survey = find_kept(survey_id, by)
    require("surveys.edit", by, survey)
    check_version(survey.subject, expected_version)
    survey.title, survey.intro, survey.licence_note = title, intro, licence_note
    survey.unit = making.unit_of(unit_id, by)
    clean_survey(survey)
    survey.save()
    survey.subject.title = survey.title
    survey.subject.save(update_fields=["title"])
    bump(survey.subject)
    journal("surveys.edited", survey.subject, by=by)
    return survey


# --- questions --------------------------------------------------------------------------------------------------------


@verb(Survey)
def add_question(*, by: Viewer, survey_id: UUID | str, kind: str, **facts: str) -> Survey:
    """Put a question to a draft, last but for the open one. Raises: NotFound, Refused, ValidationError."""
    survey = find_draft(survey_id, by)
    require("surveys.edit", by, survey)
    question = making.add(survey, kind, **facts)
    journal("surveys.question_added", survey.subject, by=by, payload={"question": question.pk})
    return survey


@verb(Survey)
def edit_question(*, by: Viewer, survey_id: UUID | str, question_id: Any, **facts: str) -> Survey:
    """Change what a question of a draft says. Its kind stays. Raises: NotFound, Refused, ValidationError."""
    survey = find_draft(survey_id, by)
    require("surveys.edit", by, survey)
    question = making.question_of(survey, question_id)
    if question.is_fixed:
        raise ValidationError(_("Det sidste spørgsmål er ens i alle spørgeskemaer."))
    making.shape(question, **facts)
    journal("surveys.question_edited", survey.subject, by=by, payload={"question": question.pk})
    return survey


@verb(Survey)
def move_question(*, by: Viewer, survey_id: UUID | str, question_id: Any, up: bool) -> Survey:
    """Move a question of a draft one place. Raises: NotFound, Refused, ValidationError."""
    survey = find_draft(survey_id, by)
    require("surveys.edit", by, survey)
    making.move(survey, making.question_of(survey, question_id), up=up)
    journal("surveys.question_moved", survey.subject, by=by, payload={"question": int(question_id)})
    return survey


@verb(Survey)
def remove_question(*, by: Viewer, survey_id: UUID | str, question_id: Any) -> Survey:
    """Take a question out of a draft. Raises: NotFound, Refused, ValidationError."""
    survey = find_draft(survey_id, by)
    require("surveys.edit", by, survey)
    making.remove(making.question_of(survey, question_id))
    journal("surveys.question_removed", survey.subject, by=by, payload={"question": int(question_id)})
    return survey


@verb(Survey)
def add_sum(*, by: Viewer, survey_id: UUID | str, name: str, items: list[int], **facts: Any) -> Survey:
    """Add some of a draft's scales up. Raises: NotFound, Refused, ValidationError."""
    survey = find_draft(survey_id, by)
    require("surveys.edit", by, survey)
    score = making.add_sum(survey, name=name, items=items, **facts)
    journal("surveys.sum_added", survey.subject, by=by, payload={"sum": score.pk})
    return survey


@verb(Survey)
def remove_sum(*, by: Viewer, survey_id: UUID | str, sum_id: Any) -> Survey:
    """Take a sum out of a draft; its questions stay. Raises: NotFound, Refused, ValidationError."""
    survey = find_draft(survey_id, by)
    require("surveys.edit", by, survey)
    survey.sums.filter(pk=sum_id).delete()
    journal("surveys.sum_removed", survey.subject, by=by)
    return survey


# --- opening and closing ----------------------------------------------------------------------------------------------


def phases_to_open(survey: Survey) -> list[Phase]:
    """The rounds that may be opened now, or have their last day moved while they are open.

    A closed round opens again only when nobody could have seen its figures: with fewer than five answers.
    """
    here = survey.phases.index(Phase(survey.phase))
    if survey.status != Status.CLOSED:
        return [survey.phases[here]]
    is_unseen = survey.answers.filter(phase=survey.phase).count() < SMALLEST_GROUP
    return [*([survey.phases[here]] if is_unseen else []), *survey.phases[here + 1 : here + 2]]


@verb(Survey)
def open_survey(
    *,
    by: Viewer,
    survey_id: UUID | str,
    phase: str,
    closes_on: date,
    next_step: str,
    next_on: date,
    expected_version: int | None = None,
) -> Survey:
    """Open a round, or give the open one another last day. Those who answer read what happens then, and by when.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    survey = find_kept(survey_id, by)
    require("surveys.keep", by, survey)
    check_version(survey.subject, expected_version)
    if phase not in phases_to_open(survey):
        raise ValidationError({"phase": [_("Den runde kan ikke åbnes nu.")]})
    check_ready(survey)
    today = clock.today()
    wrong = {}
    if not today <= closes_on <= today + LONGEST_ROUND:
        wrong["closes_on"] = [_("Vælg en dag fra i dag og højst et år frem.")]
    if next_on < closes_on:
        wrong["next_on"] = [_("Vælg en dag efter den sidste dag for svar.")]
    if wrong:
        raise ValidationError(wrong)
    was_open = survey.status == Status.OPEN
    survey.status, survey.phase = Status.OPEN, phase
    survey.closes_on, survey.next_step, survey.next_on = closes_on, next_step, next_on
    survey.opened_on = survey.opened_on if was_open else today
    survey.closed_on = None
    clean_texts(survey, ("next_step",))
    if not survey.next_step:
        raise ValidationError({"next_step": [_("Skriv, hvad der sker med svarene.")]})
    survey.save()
    letters.forget(survey.links.exclude(phase=phase))  # an earlier round needs the addresses no more
    bump(survey.subject)
    journal("surveys.moved" if was_open else "surveys.opened", survey.subject, by=by, payload={"phase": phase})
    return survey


def check_ready(survey: Survey) -> None:
    """Raises: ValidationError when the survey cannot be asked as it stands."""
    questions = list(survey.questions.all())
    if all(question.is_fixed for question in questions):
        raise ValidationError(_("Der er ingen spørgsmål endnu. Tilføj mindst ét."))
    if any(not question.text for question in questions):
        raise ValidationError(_("Et spørgsmål mangler sine ord. Skriv dem ind først."))
    begun_with = BY_KEY.get(survey.question_set)
    if begun_with and not begun_with.is_ours and not survey.licence_note:
        raise ValidationError(_("Skriv først, med hvilken ret I bruger ordene. Det gør du under Ret teksten."))


@verb(Survey)
def close_survey(*, by: Viewer, survey_id: UUID | str) -> Survey:
    """Close the round that is open. Raises: NotFound, Refused."""
    survey = find_kept(survey_id, by)
    require("surveys.keep", by, survey)
    if survey.status == Status.OPEN:
        end_round(survey)
        journal("surveys.closed", survey.subject, by=by, payload={"phase": survey.phase})
    return survey


def end_round(survey: Survey) -> None:
    survey.status, survey.closed_on = Status.CLOSED, clock.today()
    survey.save()
    bump(survey.subject)


# --- handing out ------------------------------------------------------------------------------------------------------


def find_open(survey_id: UUID | str, by: Viewer) -> Survey:
    """A survey that ``by`` keeps and people may answer now. Raises: NotFound, Refused, ValidationError."""
    survey = find_kept(survey_id, by)
    if not survey.takes_answers:
        raise ValidationError(_("Spørgeskemaet er ikke åbent for svar."))
    return survey


@verb(Survey)
def send_invitations(*, by: Viewer, survey_id: UUID | str, emails: list[str]) -> Survey:
    """Send a link of its own to each address. Whoever got one in this round gets no other.

    Raises: NotFound, Refused, ValidationError.
    """
    survey = find_open(survey_id, by)
    require("surveys.hand_out", by, survey)
    wanted = list(dict.fromkeys(email.strip().lower() for email in emails))
    if len(wanted) > MOST_ADDRESSES:
        raise ValidationError({"emails": [_("Højst %d adresser ad gangen.") % MOST_ADDRESSES]})
    asked = survey.links.filter(phase=survey.phase, email__in=wanted).values_list("email", flat=True)
    new = [email for email in wanted if email not in set(asked)]
    if not new:
        raise ValidationError({"emails": [_("De adresser har fået et link i denne runde.")]})
    if by.person_id and not all(MAILS_OF_PERSON.hit(str(by.person_id)) for _email in new):
        raise ValidationError({"emails": [_("Du har sendt rigtig mange mails i dag. Vent til i morgen.")]})
    letters.ask(letters.new_links(survey, LinkKind.MAIL, emails=new))
    journal("surveys.invited", survey.subject, by=by, payload={"phase": survey.phase, "n": len(new)})
    return survey


@verb(Survey)
def make_slips(*, by: Viewer, survey_id: UUID | str, count: int) -> Survey:
    """Make slips of paper with a code each. Nobody knows who gets which. Raises: NotFound, Refused, ValidationError."""
    survey = find_open(survey_id, by)
    require("surveys.hand_out", by, survey)
    there = survey.links.filter(phase=survey.phase, kind=LinkKind.SLIP).count()
    if not 1 <= count <= MOST_SLIPS - there:
        raise ValidationError({"count": [_("Der kan være højst %d sedler i en runde.") % MOST_SLIPS]})
    letters.new_links(survey, LinkKind.SLIP, count=count)
    journal("surveys.slips_made", survey.subject, by=by, payload={"phase": survey.phase, "n": count})
    return survey


@verb(Survey)
def make_open_link(*, by: Viewer, survey_id: UUID | str, days: int) -> Survey:
    """Make a link for everybody who sees it, for some days. The one before it opens nothing any more.

    Raises: NotFound, Refused, ValidationError.
    """
    survey = find_open(survey_id, by)
    require("surveys.hand_out", by, survey)
    if not 1 <= days <= LONGEST_OPEN_LINK:
        raise ValidationError({"days": [_("Vælg mellem 1 og %d dage.") % LONGEST_OPEN_LINK]})
    end_links(survey)
    letters.new_links(survey, LinkKind.OPEN, until=clock.today() + timedelta(days=days))
    journal("surveys.link_made", survey.subject, by=by, payload={"phase": survey.phase})
    return survey


def end_links(survey: Survey) -> None:
    survey.links.filter(kind=LinkKind.OPEN, until__gte=clock.today()).update(until=clock.today() - timedelta(days=1))


@verb(Survey)
def end_open_link(*, by: Viewer, survey_id: UUID | str) -> Survey:
    """Let the open link open nothing any more. Raises: NotFound, Refused."""
    survey = find_kept(survey_id, by)
    require("surveys.keep", by, survey)
    end_links(survey)
    journal("surveys.link_ended", survey.subject, by=by)
    return survey


# --- answering --------------------------------------------------------------------------------------------------------


@verb(Survey)
def answer(*, by: Viewer, code: str, values: dict[str, Any], key: str = "") -> Survey:
    """Answer by a link. Who answers is not written down, whoever is signed in; ``by`` is left out of the journal.

    Raises: NotFound when the link opens nothing (any more), ValidationError.
    """
    link = letters.link_of(code, lock=True)
    if link is None or not link.is_open:
        raise NotFound("Link")
    survey = link.survey
    require("surveys.is_open", by, survey)
    figures, words = checked(survey, values)
    if link.kind == LinkKind.OPEN:
        if is_pressed(key):
            return survey
        if not ANSWERS_OF_LINK.hit(str(link.pk)):
            raise ValidationError(_("Rigtig mange har svaret her i dag. Prøv igen i morgen."))
    elif not AnswerLink.objects.filter(pk=link.pk, is_used=False).update(is_used=True):
        raise NotFound("Link")
    put_away(survey, AnswerChannel.OPEN if link.kind == LinkKind.OPEN else AnswerChannel.LINK, figures, words)
    journal("surveys.answered", survey.subject, by=NOBODY, payload={"phase": survey.phase})
    return survey


@verb(Survey)
def enter_answer(*, by: Viewer, survey_id: UUID | str, channel: str, values: dict[str, Any], key: str = "") -> Survey:
    """Type in what somebody wrote on paper or said in a talk. Raises: NotFound, Refused, ValidationError."""
    survey = find_kept(survey_id, by)
    require("surveys.enter_answer", by, survey)
    if channel not in (AnswerChannel.PAPER, AnswerChannel.INTERVIEW):
        raise ValidationError({"channel": [_("Vælg en af mulighederne på listen.")]})
    figures, words = checked(survey, values)
    if is_pressed(key):
        return survey
    put_away(survey, channel, figures, words)
    journal("surveys.entered", survey.subject, by=by, payload={"phase": survey.phase})
    return survey


@verb(Survey)
def release_words(*, by: Viewer, survey_id: UUID | str, words_id: UUID | str, is_released: bool) -> Survey:
    """Let others read somebody's free words, without a name; or take them off the page again.

    Only when the round is over and at least five answered. Raises: NotFound, Refused.
    """
    survey = find_kept(survey_id, by)
    require("surveys.keep", by, survey)
    words = Words.objects.filter(survey=survey, pk__in=[as_uuid(words_id)]).first()
    if words is None or not may_be_read(survey, words.phase):
        raise NotFound(f"Words {words_id}")
    if words.is_released != is_released:
        words.is_released = is_released
        words.save(update_fields=["is_released"])
        journal("surveys.words_released" if is_released else "surveys.words_held", survey.subject, by=by)
    return survey


def may_be_read(survey: Survey, phase: str) -> bool:
    """Whether the words of a round may be read by its keepers: it is over, and at least five answered."""
    return survey.is_over(phase) and survey.answers.filter(phase=phase).count() >= SMALLEST_GROUP


# --- by the clock -----------------------------------------------------------------------------------------------------


def find_any(survey_id: UUID | str) -> Survey:
    """A survey, whoever may read it: for work that runs by the clock. Raises: NotFound."""
    rows = Survey.objects.select_related("subject").select_for_update(of=("self",), no_key=True)
    survey = rows.filter(pk__in=[as_uuid(survey_id)]).first()
    if survey is None:
        raise NotFound(f"Survey {survey_id}")
    return survey


@verb(Survey)
def remind_silent(*, by: Viewer, survey_id: UUID | str) -> Survey:
    """Remind those whose link nobody used, once. Raises: NotFound, Refused."""
    survey = find_any(survey_id)
    require("surveys.tidy", by, survey)
    silent = survey.links.filter(phase=survey.phase, is_used=False, reminded_on=None).exclude(email="")
    rows = list(silent.select_related("survey__subject")) if survey.takes_answers else []
    if rows:
        letters.remind(rows)
        journal("surveys.reminded", survey.subject, by=by)
    return survey


@verb(Survey)
def close_overdue(*, by: Viewer, survey_id: UUID | str) -> Survey:
    """Close a round once what came on paper has had its days to be typed in. Raises: NotFound, Refused."""
    survey = find_any(survey_id)
    require("surveys.tidy", by, survey)
    if survey.status == Status.OPEN and survey.closes_on and survey.closes_on + LATE_ENTRY < clock.today():
        end_round(survey)
        journal("surveys.closed", survey.subject, by=by, payload={"phase": survey.phase})
    return survey
