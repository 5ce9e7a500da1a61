"""The verbs about answers: asking, answering, typing in, counting, and what is made of disagreement."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from samspil.assessments.models import Assessment, Perspective, Status
from samspil.assessments.queries import questions_for
from samspil.foundation import clock
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import RequestRecord, bump
from samspil.foundation.verbs import NotFound, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import NOBODY, Viewer
from samspil.identity.rates import Rate
from samspil.responses import letters, results
from samspil.responses.models import (
    SIDE_OF,
    Channel,
    CountedResponse,
    HandledDisagreement,
    Respondent,
    Response,
    Side,
    Statement,
    Unknown,
)
from samspil.weighing import SCALE, Answer, tally

MOST_ADDRESSES = 200
MAILS_OF_PERSON = Rate("response-mails", 1_000, timedelta(days=1))
# Letters of any language, with a hyphen or an apostrophe between: "Anne-Marie", never a surname as well.
FIRST_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")


def find_asked(assessment_id: UUID | str, by: Viewer) -> Assessment:
    """An assessment, locked. Raises: NotFound."""
    assessment: Assessment = find(Assessment, assessment_id, by, related=("unit", "technology"), lock=True)
    return assessment


# --- asking -----------------------------------------------------------------------------------------------------------


@verb(Assessment)
def ask_by_mail(
    *,
    by: Viewer,
    assessment_id: UUID | str,
    perspective: str,
    emails: list[str],
    function: str = "",
    in_place_why: str = "",
) -> Assessment:
    """Send each address a link of its own. An address that has one already is refused, and then none is sent.

    Somebody in the organisation is asked as a ``function``, one at a time; relatives with the reason why the citizen
    does not answer. Raises: NotFound, Refused, ValidationError by field.
    """
    assessment = find_asked(assessment_id, by)
    require("responses.ask", by, assessment)
    wanted = [email.strip().lower() for email in emails]
    rows = [
        Respondent(
            assessment=assessment,
            perspective=perspective,
            channel=Channel.LINK,
            email=email,
            function=function,
            in_place_why=in_place_why,
        )
        for email in wanted
    ]
    check_addresses(assessment, wanted, perspective)
    for row in rows:
        clean_respondent(row)
    if by.person_id and not all(MAILS_OF_PERSON.hit(str(by.person_id)) for _email in wanted):
        raise ValidationError({"emails": [_("Du har sendt rigtig mange mails i dag. Vent til i morgen.")]})
    letters.invite(rows)
    journal("responses.asked", assessment.subject, by=by, payload={"perspective": perspective, "n": len(rows)})
    return assessment


def check_addresses(assessment: Assessment, wanted: list[str], perspective: str) -> None:
    """Raises: ValidationError at ``emails``."""
    problem = ""
    twice = [email for email, many in Counter(wanted).items() if many > 1]
    hashes = {letters.hash_of(email): email for email in wanted}
    known = assessment.respondents.filter(Q(email__in=wanted) | Q(address_hash__in=hashes))
    asked = [email or hashes[digest] for email, digest in known.values_list("email", "address_hash")]
    if not wanted:
        problem = _("Skriv mindst én mailadresse.")
    elif len(wanted) > MOST_ADDRESSES:
        problem = _("Højst %d adresser ad gangen.") % MOST_ADDRESSES
    elif twice or asked:
        told = ", ".join(dict.fromkeys((twice + asked)[:5]))
        problem = _("Én person svarer én gang. De her har et link, eller står her to gange: %s") % told
    elif perspective == Perspective.ORGANISATION and len(wanted) > 1:
        problem = _("Spørg organisationen om én funktion ad gangen.")
    if problem:
        raise ValidationError({"emails": [problem]})


def clean_respondent(row: Respondent) -> None:
    """Raises: ValidationError by field."""
    if row.perspective not in Perspective.values:
        raise ValidationError({"perspective": [_("Vælg en af mulighederne på listen.")]})
    # What belongs to others is not kept: a citizen has no function here.
    if row.perspective != Perspective.ORGANISATION:
        row.function = ""
    if row.perspective != Perspective.RELATIVE:
        row.in_place_why = ""
    clean_texts(row, ("function", "in_place_why"))
    problems: dict[str, list[Any]] = {}
    if row.perspective == Perspective.ORGANISATION and not row.function:
        problems["function"] = [_("Skriv, hvilken funktion der svarer, for eksempel it eller økonomi.")]
    if row.perspective == Perspective.RELATIVE and not row.in_place_why:
        problems["in_place_why"] = [_("Skriv, hvorfor borgeren ikke svarer selv.")]
    if problems:
        raise ValidationError(problems)


# --- answering --------------------------------------------------------------------------------------------------------


@verb(Assessment)
def answer(*, by: Viewer, code: str, values: Mapping[str, str]) -> Assessment:
    """Answer some of one's questions, by number, with one's own link. The last answer to a question counts.

    Who is signed in is not asked and not written down, and neither is when: answers are numbered as they come, so the
    log would tell who gave which. Whoever has answered all is done, and may still change it until the answers are
    counted. Raises: NotFound when the link opens nothing (any more), ValidationError.
    """
    respondent = letters.respondent_of(code, lock=True)
    if respondent is None or not respondent.is_open:
        raise NotFound("Link")
    assessment = respondent.assessment
    require("responses.answer", by, assessment)
    put_down(respondent, values)
    return assessment


def put_down(respondent: Respondent, values: Mapping[str, str], *, is_whole: bool = False) -> None:
    """Keep some answers. ``is_whole``: no more will come.

    Raises: ValidationError by number.
    """
    asked = {row.criterion.number: row.asked for row in questions_for(respondent.assessment, respondent.perspective)}
    given = {number: value for number, value in values.items() if value != ""}
    wrong = [number for number, value in given.items() if number not in asked or not is_answer(value)]
    if wrong:
        raise ValidationError({number: [_("Vælg et af svarene.")] for number in wrong})
    if not given:
        raise ValidationError(_("Vælg et af svarene. Ved du det ikke, er det også et svar."))
    Response.objects.bulk_create(
        (
            Response(
                respondent=respondent,
                asked=asked[number],
                score=None if value in Unknown.values else int(value),
                unknown=value if value in Unknown.values else "",
            )
            for number, value in given.items()
        ),
        update_conflicts=True,
        unique_fields=["respondent", "asked"],
        update_fields=["score", "unknown"],
    )
    is_done = is_whole or respondent.responses.count() == len(asked)
    if is_done and not respondent.answered_on:
        respondent.answered_on = clock.today()
        respondent.save(update_fields=["answered_on"])


def is_answer(value: str) -> bool:
    return value in Unknown.values or value in {str(step) for step in SCALE}


@verb(Assessment)
def enter_response(
    *,
    by: Viewer,
    assessment_id: UUID | str,
    perspective: str,
    channel: str,
    values: Mapping[str, str],
    function: str = "",
    in_place_why: str = "",
    key: str = "",
) -> Assessment:
    """Type in what one person wrote on paper or said in a talk. ``key`` makes a second press harmless.

    Raises: NotFound, Refused, ValidationError by field.
    """
    assessment = find_asked(assessment_id, by)
    require("responses.ask", by, assessment)
    if channel not in (Channel.PAPER, Channel.INTERVIEW):
        raise ValidationError({"channel": [_("Vælg en af mulighederne på listen.")]})
    respondent = Respondent(
        assessment=assessment,
        perspective=perspective,
        channel=channel,
        code_hash=letters.unknown_code(),
        function=function,
        in_place_why=in_place_why,
    )
    clean_respondent(respondent)
    if is_pressed(key):
        return assessment
    respondent.save()
    put_down(respondent, values, is_whole=True)
    journal("responses.entered", assessment.subject, by=by, payload={"perspective": perspective})
    return assessment


def is_pressed(key: str) -> bool:
    """Whether the form with this number has been sent. Nothing of the answers is kept with the number."""
    number = as_uuid(key) if key else None
    if number is None:
        return False
    _record, is_new = RequestRecord.objects.get_or_create(id=number, defaults={"verb": "responses.enter_response"})
    return not is_new


@verb(Assessment)
def say(*, by: Viewer, code: str, text: str, first_name: str = "", consent: bool = False) -> Assessment:
    """Say something in one's own words, to be quoted with a first name at most. Saying it anew replaces it.

    Raises: NotFound, ValidationError by field.
    """
    respondent = letters.respondent_of(code, lock=True)
    if respondent is None or not respondent.is_open:
        raise NotFound("Link")
    require("responses.answer", by, respondent.assessment)
    said = Statement(respondent=respondent, text=text, first_name=first_name, consent=consent)
    clean_texts(said, ("text", "first_name"))
    problems: dict[str, list[Any]] = {}
    if not said.text:
        problems["text"] = [_("Skriv noget her.")]
    if said.first_name and not FIRST_NAME.fullmatch(said.first_name):
        problems["first_name"] = [_("Skriv kun fornavnet, eller lad det stå tomt.")]
    if consent is not True:
        problems["consent"] = [_("Vi kan kun vise ordene, når du siger ja til det.")]
    if problems:
        raise ValidationError(problems)
    before = Statement.objects.filter(respondent=respondent)
    if not before.filter(text=said.text, first_name=said.first_name).exists():  # else a second press
        before.delete()
        said.save()
        journal("responses.said", respondent.assessment.subject, by=NOBODY)
    return respondent.assessment


@verb(Assessment)
def take_words_back(*, by: Viewer, code: str) -> Assessment:
    """Take one's words off the page, also long after. They are gone. Raises: NotFound."""
    respondent = letters.respondent_of(code, lock=True)
    if respondent is None:
        raise NotFound("Link")
    require("responses.take_back", by, respondent.assessment)
    if Statement.objects.filter(respondent=respondent).delete()[0]:
        Respondent.objects.filter(pk=respondent.pk).update(address_hash="")
        journal("responses.words_taken_back", respondent.assessment.subject, by=NOBODY)
    return respondent.assessment


# --- counting ---------------------------------------------------------------------------------------------------------


@verb(Assessment)
def count_responses(*, by: Viewer, assessment_id: UUID | str) -> Assessment:
    """Close for answers and count them. What each one answered is deleted; counts are left. Nothing opens it again.

    Raises: NotFound, Refused, ValidationError.
    """
    assessment = find_asked(assessment_id, by)
    if assessment.is_counted:  # the second press of the same button
        require("assessments.keep", by, assessment)
        return assessment
    require("responses.count", by, assessment)
    if not assessment.respondents.filter(answered_on__isnull=False).exists():
        raise ValidationError(_("Ingen har svaret til ende endnu. Der er ikke noget at tælle."))
    CountedResponse.objects.bulk_create(counted(assessment))
    Response.objects.filter(respondent__assessment=assessment).delete()
    assessment.respondents.filter(statement=None).update(address_hash="")
    assessment.status, assessment.completed_on = Status.COMPLETE, clock.today()
    assessment.save(update_fields=["status", "completed_on"])
    bump(assessment.subject)
    journal("responses.counted", assessment.subject, by=by)
    return assessment


def counted(assessment: Assessment) -> list[CountedResponse]:
    """The answers of those who came to the end, by question and side."""
    found: dict[tuple[int, Side], list[Answer]] = {}
    rows = Response.objects.filter(respondent__assessment=assessment, respondent__answered_on__isnull=False)
    for row in rows.select_related("respondent"):
        side = SIDE_OF[Perspective(row.respondent.perspective)]
        found.setdefault((row.asked_id, side), []).append(row.answer)
    made = []
    for (asked_id, side), answers in sorted(found.items()):
        told = tally(answers)
        made.append(
            CountedResponse(
                asked_id=asked_id,
                side=side,
                counts=list(told.counts),
                dont_know=told.dont_know,
                not_relevant=told.not_relevant,
            )
        )
    return made


@verb(Assessment)
def release_statement(
    *, by: Viewer, assessment_id: UUID | str, statement_id: int | str, is_released: bool
) -> Assessment:
    """Let others read what somebody wants to be quoted with, or take it off the page. Raises: NotFound, Refused."""
    assessment = find_asked(assessment_id, by)
    require("responses.release", by, assessment)
    number = int(statement_id) if str(statement_id).isdecimal() else 0
    rows = Statement.objects.filter(respondent__assessment=assessment, pk=number)
    if not rows.update(is_released=is_released):
        raise NotFound(f"Statement {statement_id}")
    verb_name = "responses.statement_released" if is_released else "responses.statement_held"
    journal(verb_name, assessment.subject, by=by, payload={"statement": number})
    return assessment


@verb(Assessment)
def handle_disagreement(*, by: Viewer, assessment_id: UUID | str, number: str, text: str) -> Assessment:
    """Write what is made of it that the sides disagree about a criterion. Earlier answers stay below it.

    Raises: NotFound, Refused, ValidationError.
    """
    assessment = find_asked(assessment_id, by)
    require("responses.handle", by, assessment)
    line = next((row for row in results.result_of(assessment).lines if row.criterion.number == number), None)
    if line is None or not line.disagreement:
        raise NotFound(f"Disagreement {number}")
    handled = HandledDisagreement(asked=line.asked, text=text, by_id=by.known_id)
    clean_texts(handled, ("text",))
    if not handled.text:
        raise ValidationError({"text": [_("Skriv noget her.")]})
    handled.save()
    journal("responses.disagreement_handled", assessment.subject, by=by, payload={"criterion": number})
    return assessment


# --- by the clock -----------------------------------------------------------------------------------------------------


@verb(Assessment)
def remind_silent(*, by: Viewer, assessment_id: UUID | str) -> Assessment:
    """Remind those who have not finished, once. Raises: NotFound, Refused."""
    require("responses.tidy", by)
    rows = Assessment.objects.select_related("subject", "technology").filter(pk__in=[as_uuid(assessment_id)])
    assessment = rows.first()
    if assessment is None:
        raise NotFound(f"Assessment {assessment_id}")
    silent = assessment.respondents.filter(answered_on=None, reminded_on=None).exclude(email="")
    waiting = [row for row in silent.select_related("assessment__subject", "assessment__technology") if row.is_open]
    if waiting:
        letters.remind(waiting)
        journal("responses.reminded", assessment.subject, by=by)
    return assessment
