"""The codes that open a respondent's pages, and the letters they go out in."""

import base64
import secrets
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from samspil.actors.queries import leaders_of
from samspil.assessments.models import Assessment
from samspil.foundation import clock, mail
from samspil.foundation.models import OutgoingMail, hashed
from samspil.responses.models import Respondent

CODE_LENGTH = 20
ASKED, REMINDED = "response", "response-reminder"
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


def ask_to_count(assessment: Assessment, day: date) -> None:
    """Once for each last day, to whoever keeps it, else to those who lead its unit. ``day``: when it counts itself."""
    keeper = assessment.keeper
    people = [keeper] if keeper and not keeper.erased_at else leaders_of(assessment.unit)
    for person in people:
        if person.email:
            mail.post(
                "responses/mail/uncounted.txt",
                {
                    "person": person,
                    "assessment": assessment,
                    "day": day,
                    "link": mail.address(reverse("assessments:page", args=[assessment.pk])),
                },
                to=person.email,
                person=person.pk,
                dedupe_key=f"response-uncounted:{assessment.pk}:{assessment.closes_on}:{person.pk}",
                language=person.language,
            )


def forget(rows: QuerySet[Respondent]) -> None:
    """Take the addresses off some respondents, and the letters to them out of the outbox.

    Whoever left words can still be found by a hash of the address, so that the words go when they ask for it.
    """
    keys = list(rows.exclude(email="").values_list("pk", flat=True))
    sent = [f"{event}:{pk}" for pk in keys for event in (ASKED, REMINDED)]
    OutgoingMail.objects.filter(dedupe_key__in=sent).delete()
    for row in Respondent.objects.filter(pk__in=keys, statement__isnull=False):
        Respondent.objects.filter(pk=row.pk).update(address_hash=hash_of(row.email))
    Respondent.objects.filter(pk__in=keys).update(email="")


def hash_of(address: str) -> str:
    return salted_hmac("samspil.responses.address", address.lower(), algorithm="sha256").hexdigest()
