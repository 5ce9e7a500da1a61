"""Recording a decision, or an advice. The verb that needs it calls this in its transaction and writes the journal."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samspil.decisions.models import UNSAID, Advice, AdviceInterest, Case, Decision, Interest, Sitting, Stake
from samspil.decisions.queries import members_of, speaking_for
from samspil.foundation import clock
from samspil.foundation.verbs import all_told, clean_texts, require
from samspil.foundation.viewer import Viewer

FEWEST = 2  # who advise together; one alone is no body


def may_spend(viewer: Viewer, case: Case) -> bool:
    """Whether the amount is within what a role of ``viewer`` in the unit's line may spend at a time."""
    return case.amount <= viewer.may_spend(case.unit.line if case.unit else ())


def decide(
    *, by: Viewer, case: Case, matter: str, outcome: str, reason: str, interest: str, interest_note: str = ""
) -> Decision:
    """Record a decision with its reason and the statement on conflicts of interest.

    Raises: Refused, ValidationError by field.
    """
    require("decisions.decide", by, case)
    if case.unit and not may_spend(by, case):
        raise ValidationError(
            _("%s kr. er mere, end du kan beslutte alene. Bed lederen over dig.")
            % number_format(case.amount, force_grouping=True)
        )
    decision = Decision(
        subject=case.subject,
        matter=matter,
        outcome=outcome,
        reason=reason,
        unit=case.unit,
        amount=case.amount or None,
        interest=interest,
        interest_note=interest_note if interest == Interest.SMALL else "",
        by_id=by.known_id,
    )
    texts = ("matter", "outcome", "reason", "interest_note")
    all_told(partial(clean_texts, decision, texts), partial(unsaid_in, decision))
    decision.save()
    return decision


def unsaid_in(decision: Decision) -> dict[str, list[Any]]:
    missing = unsaid(decision.interest, decision.interest_note)
    if not decision.reason:
        missing["reason"] = [_("Skriv, hvorfor.")]
    return missing


def unsaid(interest: str, note: str) -> dict[str, list[Any]]:
    """What lacks in the statement of whoever decides, by field. It is made, and never taken for granted."""
    if interest not in Interest.values:
        return {"interest": [UNSAID]}
    if interest == Interest.SMALL and not note:
        return {"interest_note": [_("Skriv, hvilken interesse du har.")]}
    return {}


def advise(
    *,
    by: Viewer,
    sitting: Sitting,
    recommendation: str,
    meeting_on: date | None,
    statements: Mapping[UUID, tuple[str, str]],
    dissent: str = "",
) -> Advice:
    """Record what a body advises, with what each member who took part has at stake. It decides and spends nothing.

    ``statements`` are by person: a ``Stake`` and its note. Problems of one stand at ``stake_<id>`` or ``note_<id>``.
    Raises: Refused, ValidationError by field.
    """
    require("decisions.advise", by, sitting)
    advice = Advice(
        subject=sitting.subject,
        body=sitting.body,
        recommendation=recommendation,
        dissent=dissent,
        by_id=by.known_id,
    )
    clean_texts(advice, ("recommendation", "dissent"))
    missing: dict[str, list[str]] = {}
    if not advice.recommendation:
        missing["recommendation"] = [_("Skriv, hvad I råder til.")]
    if meeting_on is None:
        missing["meeting_on"] = [_("Skriv, hvilken dag I talte om det.")]
    elif meeting_on > clock.today():
        missing["meeting_on"] = [_("Datoen er ikke kommet endnu.")]
    else:
        advice.meeting_on = meeting_on
    rows = stated(by, sitting, statements, missing)
    if missing:
        raise ValidationError(missing)
    advice.save()
    for row in rows:
        row.advice = advice
    AdviceInterest.objects.bulk_create(rows)
    return advice


def stated(
    by: Viewer, sitting: Sitting, statements: Mapping[UUID, tuple[str, str]], missing: dict[str, list[str]]
) -> list[AdviceInterest]:
    """The members' statements, ready to be saved; what is wrong with them goes into ``missing``.

    Raises: ValidationError where somebody is no member.
    """
    members = {person.pk: person for person in members_of(sitting.body)}
    if not set(statements) <= set(members):
        raise ValidationError(_("Kun de, der er medlem af gruppen, kan give råd med den."))
    parties = speaking_for(sitting.parties, members)
    rows = []
    for pk, (stake, note) in statements.items():
        row = AdviceInterest(person=members[pk], interest=stake, note=note if stake != Stake.NONE else "")
        clean_statement(row, pk in parties, missing)
        rows.append(row)
    if by.known_id not in statements:
        missing[f"stake_{by.known_id}"] = [_("Skriv også, hvad du selv har på spil.")]
    elif statements[by.known_id][0] == Stake.LEFT:
        missing[f"stake_{by.known_id}"] = [_("Gik du ud, skriver en anden rådet ned.")]
    if sum(not row.stepped_out for row in rows) < FEWEST:
        missing["__all__"] = [_("Et råd kræver mindst to, der var med hele vejen.")]
    return rows


def clean_statement(row: AdviceInterest, is_party: bool, missing: dict[str, list[str]]) -> None:
    """Whoever speaks for somebody who may win by it leaves the room (forvaltningsloven § 3)."""
    stake, note = f"stake_{row.person_id}", f"note_{row.person_id}"
    if row.interest not in Stake.values:
        missing[stake] = [_("Vælg en af mulighederne.")]
        return
    try:
        clean_texts(row, ("note",))
    except ValidationError as problem:
        missing[note] = [text for texts in problem.message_dict.values() for text in texts]
        return
    if is_party and not row.stepped_out:
        missing[stake] = [_("Taler for en, sagen handler om, og må gå ud.")]
    if row.interest != Stake.NONE and not row.note:
        missing[note] = [_("Skriv kort, hvad det er.")]
