"""Recording a decision. The verb that needs one calls this inside its own transaction and writes the journal."""

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samspil.decisions.models import Case, Decision, Interest
from samspil.foundation.verbs import clean_texts, require
from samspil.foundation.viewer import Viewer


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
    clean_texts(decision, ("matter", "outcome", "reason", "interest", "interest_note"))
    missing = {}
    if not decision.reason:
        missing["reason"] = [_("Skriv, hvorfor.")]
    if interest == Interest.SMALL and not decision.interest_note:
        missing["interest_note"] = [_("Skriv, hvilken interesse du har.")]
    if missing:
        raise ValidationError(missing)
    decision.save()
    return decision
