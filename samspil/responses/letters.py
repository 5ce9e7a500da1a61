"""The codes that open a respondent's pages, and the letters they go out in."""

import base64
import secrets
from datetime import date

import rules
from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from samspil.actors.models import Person
from samspil.actors.queries import holders_of, leaders_of, viewers_of
from samspil.assessments.models import Assessment, Status
from samspil.foundation import clock, mail
from samspil.foundation.models import OutgoingMail, hashed
from samspil.responses.models import Respondent

CODE_LENGTH = 20
ASKED, REMINDED = "response", "response-reminder"
UNCOUNTED, UNFINISHED = "response-uncounted", "response-unfinished"
TOLD_WITH = ("subject", "technology__subject", "unit__actor", "keeper__actor")


def code_of(respondent: Respondent) -> str:
    """What stands in the link. Worked out anew each time, and kept nowhere."""
    told = f"{respondent.assessment_id}:{respondent.pk}"
    digest = salted_hmac("samspil.responses.link", told, algorithm="sha256").digest()
    return base64.b32encode(digest)[:CODE_LENGTH].decode().lower()


def address_of(respondent: Respondent) -> str:
    return mail.address(reverse("responses:start", args=[code_of(respondent)]))


def respondent_of(code: str, *, lock: bool = False) -> Respondent | None:
    """The respondent behind a code. ``lock`` holds the assessment, so that no answer slips in behind the count."""
    if len(code) != CODE_LENGTH:
        return None
    rows = Respondent.objects.select_related("assessment__subject", "assessment__technology")
    found = rows.filter(code_hash=hashed(code), assessment__subject__shown=True, assessment__withdrawn_at=None).first()
    if found and lock:
        held = Assessment.objects.select_related("subject", "technology").select_for_update(of=("self",), no_key=True)
        found.assessment = held.get(pk=found.assessment_id)
        found.refresh_from_db(fields=["answered_on"])
    return found


@transaction.atomic
def invite(respondents: list[Respondent]) -> None:
    """Save those who are asked, and send each their link."""
    for row in respondents:
        row.code_hash = hashed(code_of(row))
    Respondent.objects.bulk_create(respondents)
    mail.post_many([letter(row, "responses/mail/asked.txt", ASKED) for row in respondents])


def unknown_code() -> str:
    """The hash of no code at all, for those who answered on paper: nothing opens it."""
    return secrets.token_hex(32)


def letter(respondent: Respondent, template: str, event: str) -> OutgoingMail:
    return mail.compose(
        template,
        {"respondent": respondent, "assessment": respondent.assessment, "link": address_of(respondent)},
        to=respondent.email,
        dedupe_key=f"{event}:{respondent.pk}",
        holds_secret=True,
        language=respondent.assessment.subject.language,
    )


def remind(respondents: list[Respondent]) -> None:
    """Once, to those who have not finished."""
    mail.post_many([letter(row, "responses/mail/reminded.txt", REMINDED) for row in respondents])
    Respondent.objects.filter(pk__in=[row.pk for row in respondents]).update(reminded_on=clock.today())


def counters_of(assessment: Assessment) -> list[tuple[str, Person]]:
    """Whoever keeps it and those who lead its unit, as far as they have mail and may count; else the coordinators."""
    keeper = [assessment.keeper] if assessment.keeper else []
    people = {row.pk: row for row in [*keeper, *leaders_of(assessment.unit)]}
    viewers = viewers_of(people.values())
    found = [row for row in people.values() if rules.has_perm("responses.count", viewers[row.pk], assessment)]
    written = [(row.email, row) for row in found if row.email]
    return written or [(row.email, row) for row in holders_of("coordinator") if row.email]


def ask_to_count(assessment: Assessment, event: str, day: date) -> None:
    """Once for each last day. ``day`` is the last one before the page counts itself, or (``UNFINISHED``) forgets."""
    for address, person in counters_of(assessment):
        mail.post(
            "responses/mail/uncounted.txt",
            {
                "person": person,
                "assessment": assessment,
                "day": day,
                "is_unfinished": event == UNFINISHED,
                "link": mail.address(reverse("assessments:page", args=[assessment.pk])),
            },
            to=address,
            person=person.pk,
            dedupe_key=f"{about_last_day(assessment, event)}{person.pk}",
            language=person.language,
        )


def asked_to_count_on(assessment: Assessment) -> date | None:
    """The day on which somebody was first written to about counting it, after the last day it has now."""
    rows = OutgoingMail.objects.filter(dedupe_key__startswith=about_last_day(assessment, UNCOUNTED))
    first = rows.aggregate(at=Min("created_at"))["at"]
    return timezone.localdate(first) if first else None


def about_last_day(assessment: Assessment, event: str) -> str:
    return f"{event}:{assessment.pk}:{assessment.closes_on}:"


def forget(rows: QuerySet[Respondent]) -> None:
    """Take the addresses off some respondents, and the letters to them out of the outbox.

    Whoever left words can still be found by a hash of the address, so that the words go when they ask for it; and
    until the answers are counted, those who answered, so that they do not answer twice.
    """
    keys = list(rows.exclude(email="").values_list("pk", flat=True))
    sent = [f"{event}:{pk}" for pk in keys for event in (ASKED, REMINDED)]
    OutgoingMail.objects.filter(dedupe_key__in=sent).delete()
    known = Q(statement__isnull=False) | Q(assessment__status=Status.COLLECTING, assessment__withdrawn_at=None)
    for row in Respondent.objects.filter(known, pk__in=keys):
        Respondent.objects.filter(pk=row.pk).update(address_hash=hash_of(row.email))
    Respondent.objects.filter(pk__in=keys).update(email="")


def hash_of(address: str) -> str:
    return salted_hmac("samspil.responses.address", address.lower(), algorithm="sha256").hexdigest()
