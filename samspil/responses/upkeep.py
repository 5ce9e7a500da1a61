"""What happens by the clock, and what is held about those who are asked: an address for a while, and their words."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from samspil.actors.models import Person
from samspil.actors.queries import title_for
from samspil.assessments.models import Assessment, Status
from samspil.foundation import clock
from samspil.foundation.viewer import SYSTEM
from samspil.responses import letters
from samspil.responses.actions import count_responses, remind_silent
from samspil.responses.models import FORGOTTEN, HandledDisagreement, Respondent, Response, Statement

REMIND_BEFORE = timedelta(days=3)
ASK_TO_COUNT = timedelta(days=3)  # after the last day
TIME_TO_COUNT = timedelta(days=7)  # after the first letter that asks for it, however late that went out
KEEP_ADDRESSES = timedelta(days=30)  # after the last day, or after the answers were counted before it


def remind_due() -> None:
    """Three days before the last day, once, to those who have not answered to the end."""
    today = clock.today()
    rows = Assessment.objects.filter(
        status=Status.COLLECTING,
        withdrawn_at=None,
        subject__shown=True,
        opened_on__lt=today,
        closes_on__range=(today, today + REMIND_BEFORE),
        respondents__in=Respondent.objects.filter(answered_on=None, reminded_on=None).exclude(email=""),
    )
    for assessment in rows.distinct():
        remind_silent(by=SYSTEM, assessment_id=assessment.pk)


def see_to_uncounted() -> None:
    """Once the last day is gone, ask those who keep it to count; thirty days after it, count for them.

    What each one answered is promised to be deleted, and would else hang on their link for ever. But nothing is counted
    before somebody was asked and had a week for it: an upgrade may come late, and a worker may have been down.
    """
    today = clock.today()
    rows = Assessment.objects.filter(status=Status.COLLECTING, withdrawn_at=None, subject__shown=True)
    for assessment in rows.filter(closes_on__lt=today - ASK_TO_COUNT).select_related(*letters.TOLD_WITH):
        last = assessment.closes_on + KEEP_ADDRESSES
        if not assessment.respondents.filter(answered_on__isnull=False).exists():
            if today <= last:  # after that nothing is left to count or to forget
                letters.ask_to_count(assessment, letters.UNFINISHED, last)
            continue
        last = max(last, (letters.asked_to_count_on(assessment) or today) + TIME_TO_COUNT)
        if today <= last:
            letters.ask_to_count(assessment, letters.UNCOUNTED, last)
        else:
            count_responses(by=SYSTEM, assessment_id=assessment.pk)


def forget_addresses() -> None:
    """Take the addresses away, thirty days after the last day or after the answers were counted or taken back.

    So goes why somebody could not answer, and all of those who never came to the end: else one person could get a
    second link. What was answered to an assessment that was hidden goes too, for nobody may count it; and to one that
    was taken back, at once.
    """
    before = clock.now() - KEEP_ADDRESSES
    day = timezone.localdate(before)
    ended = Q(assessment__completed_on__lt=day) | Q(assessment__closes_on__lt=day)
    rows = Respondent.objects.filter(ended | Q(assessment__withdrawn_at__lt=before))
    letters.forget(rows)
    rows.exclude(in_place_why__in=("", FORGOTTEN)).update(in_place_why=FORGOTTEN)
    is_hidden = Q(assessment__status=Status.COLLECTING, assessment__subject__shown=False)
    uncounted = rows.filter(Q(answered_on=None) | is_hidden)
    uncounted.filter(statement=None).delete()
    Response.objects.filter(respondent__in=uncounted).delete()
    uncounted.update(answered_on=None)
    Response.objects.filter(respondent__assessment__withdrawn_at__isnull=False).delete()


def asked_at(person_id: UUID) -> Any:
    """The respondents with the person's address, also those where only words are left."""
    address = Person.objects.filter(pk=person_id).values_list("email", flat=True).first()
    if not address:
        return Respondent.objects.none()
    rows = Respondent.objects.filter(Q(email__iexact=address) | Q(address_hash=letters.hash_of(address)))
    return rows.select_related("assessment__subject")


def export(person_id: UUID) -> list[dict[str, Any]]:
    """What we know to be the person's: that they were asked, and, until it is counted, what they answered."""
    named = title_for(person_id)
    handled = HandledDisagreement.objects.filter(by=person_id).select_related("asked__criterion").order_by("pk")
    return [
        *(
            {
                "asked_about": named(row.assessment.subject),
                "email": row.email,
                "as": row.function or row.perspective,
                "answers": {each.asked.criterion.number: each.code for each in row.responses.all()},
                "words": [each.text for each in Statement.objects.filter(respondent=row)],
            }
            for row in asked_at(person_id).prefetch_related("responses__asked__criterion")
        ),
        *({"disagreement": str(row.asked), "text": row.text, "at": row.at.isoformat()} for row in handled),
    ]


def erase(person_id: UUID) -> None:
    """Take the person out: what they answered while it can still be told, their words, and their address.

    A count stays, because nobody can say whose part of it was whose. What staff wrote about a disagreement is the
    municipality's and stays, without the name.
    """
    rows = asked_at(person_id)
    keys = list(rows.values_list("pk", flat=True))
    Statement.objects.filter(respondent__in=keys).delete()
    letters.forget(Respondent.objects.filter(pk__in=keys))
    Respondent.objects.filter(pk__in=keys).update(address_hash="")
    Respondent.objects.filter(pk__in=keys, assessment__status=Status.COLLECTING).delete()
