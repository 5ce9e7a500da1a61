"""The verbs of the cross-cutting group: it is asked, and it advises. It decides nothing, and nothing waits for it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import Actor, Membership, Person
from samspil.actors.queries import viewer_of
from samspil.decisions.actions import advise
from samspil.decisions.queries import members_of
from samspil.following.actions import follow_own, tell_news
from samspil.foundation import clock, hooks, mail, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject
from samspil.foundation.verbs import NotFound, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.technology_advice.models import ANSWER_WITHIN, LONGEST_WAIT, AdviceRequest
from samspil.technology_advice.queries import group, no_longer_waits, sitting_of, waiting_on
from samspil.technology_advice.rules import KEEPING


@verb(AdviceRequest)
def ask_for_advice(*, by: Viewer, subject_id: UUID | str, question: str, due: date | None = None) -> AdviceRequest:
    """Ask the group about an assessment, a project or a need. Without ``due`` it has 14 days.

    One question at a time; one that a decision came before is no hindrance, and stays unanswered.
    Raises: NotFound, Refused, ValidationError by field.
    """
    matter = matter_named(subject_id, by)
    require("technology_advice.ask", by, matter)
    subject = subjects.held(matter.subject)
    body = group()
    if body is None:
        raise ValidationError(_("Der er ingen tværgående gruppe for velfærdsteknologi endnu."))
    asked = AdviceRequest(
        subject=subject,
        body=body,
        unit=matter.unit,
        question=question,
        due=due or clock.today() + ANSWER_WITHIN,
        by_id=by.known_id,
        answerer=first_to_answer(body, by),
    )
    clean_texts(asked, ("question",))
    missing: dict[str, list[str]] = {}
    if not asked.question:
        missing["question"] = [_("Skriv, hvad I vil have råd om.")]
    if not clock.today() < asked.due <= clock.today() + LONGEST_WAIT:
        missing["due"] = [_("Vælg en dag inden for det næste halve år.")]
    before = waiting_on(subject.pk)
    if before.exclude(no_longer_waits()).exists():
        missing["__all__"] = [_("Gruppen er spurgt og har ikke svaret endnu.")]
    if missing:
        raise ValidationError(missing)
    before.update(overtaken_at=clock.now())
    asked.save(force_insert=True)
    follow_own(subject, voice_of(by, speaks_as=None))
    subjects.touch(subject)
    write_to_answerer(asked)
    journal("technology_advice.asked", subject, by=by, payload={"request": str(asked.pk)})
    return asked


@verb(AdviceRequest)
def give_advice(
    *,
    by: Viewer,
    advice_request_id: UUID | str,
    recommendation: str,
    meeting_on: date | None,
    statements: Mapping[str, tuple[str, str]],
    dissent: str = "",
) -> AdviceRequest:
    """Answer for the group, with what each member who took part has at stake (``decisions.actions.advise``).

    The status of what it is about stays as it is. Raises: NotFound, Refused, ValidationError by field.
    """
    asked = find(AdviceRequest, advice_request_id, by, related=("body",), lock=True)
    require("technology_advice.give", by, asked)
    if meeting_on and meeting_on < timezone.localdate(asked.at):
        raise ValidationError({"meeting_on": [_("Mødet kan ikke ligge før den dag, I blev spurgt.")]})
    told = {as_uuid(pk): (stake, note) for pk, (stake, note) in statements.items()}
    asked.advice = advise(
        by=by,
        sitting=sitting_of(asked),
        recommendation=recommendation,
        dissent=dissent,
        meeting_on=meeting_on,
        statements={pk: said for pk, said in told.items() if pk},
    )
    asked.save(update_fields=["advice"])
    subjects.touch(asked.subject)
    payload = {"request": str(asked.pk), "dissent": bool(asked.advice.dissent)}
    tell_news(journal("technology_advice.given", asked.subject, by=by, actor=asked.body_id, payload=payload))
    return asked


@verb(AdviceRequest)
def withdraw_request(*, by: Viewer, advice_request_id: UUID | str) -> AdviceRequest:
    """Take a question back that the group has not answered. Raises: NotFound, Refused."""
    asked = find(AdviceRequest, advice_request_id, by, lock=True)
    require("technology_advice.withdraw", by, asked)
    asked.withdrawn_at = clock.now()
    asked.save(update_fields=["withdrawn_at"])
    journal("technology_advice.withdrawn", asked.subject, by=by, payload={"request": str(asked.pk)})
    return asked


@verb(AdviceRequest)
def pass_on_request(*, by: Viewer, subject_id: UUID | str, deputy_id: UUID | str) -> AdviceRequest:
    """Let another member of the group see to it as well, because it has been silent for seven days.

    Whoever does not sit in the group cannot advise in its place. Raises: NotFound, Refused, ValidationError by field.
    """
    asked = waiting_on(as_uuid(subject_id)).select_related("subject", "body").first() if by == SYSTEM else None
    if asked is None:
        raise NotFound(f"AdviceRequest {subject_id}")
    require("technology_advice.pass_on", by, asked)
    others = [person for person in members_of(asked.body) if person.pk != asked.answerer_id]
    deputy = next((person for person in others if person.pk == as_uuid(deputy_id)), None)
    if deputy is None:
        raise ValidationError({"deputy_id": [_("Vælg et andet medlem af gruppen.")]})
    asked.deputy = deputy
    asked.save(update_fields=["deputy"])
    journal("technology_advice.passed_on", asked.subject, by=by, payload={"deputy": str(deputy.pk)})
    return asked


def matter_named(subject_id: UUID | str, by: Viewer) -> Any:
    """What advice may be asked about. Raises: NotFound."""
    subject = Subject.objects.visible_to(by).filter(pk__in=[as_uuid(subject_id)], kind__in=KEEPING).first()
    matter = hooks.thing(subject) if subject else None
    if matter is None:
        raise NotFound(f"Matter {subject_id}")
    return matter


def first_to_answer(body: Actor, by: Viewer) -> Person | None:
    """Who speaks for the group, else its first member; never whoever asks. Nobody leaves it to the coordinators."""
    rows = Membership.objects.current().filter(actor=body).exclude(person=by.person_id)
    row = rows.select_related("person__actor").order_by(F("speaks_for").desc(), "pk").first()
    return row.person if row else None


def write_to_answerer(asked: AdviceRequest) -> None:
    """Tell whoever answers for the group at once, so that the fourteen days are theirs and not the reminder's."""
    person = asked.answerer
    if person and person.email and asked.subject.readable_by(viewer_of(person)):
        mail.post(
            "technology_advice/mail/asked.txt",
            {
                "asked": asked,
                "person": person,
                "link": mail.address(reverse("technology_advice:request", args=[asked.pk])),
            },
            to=person.email,
            person=person.pk,
            dedupe_key=f"technology-advice-asked:{asked.pk}:{person.pk}",
            language=person.language,
        )


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Nobody who is gone owes an answer. What was asked is part of the matter and stays, unnamed."""
    AdviceRequest.objects.filter(deputy=person_id).update(deputy=None)
    AdviceRequest.objects.filter(answerer=person_id).update(answerer=None)
