"""What a plan must hold before anybody is asked: what makes a trial light, what a full one needs (rule of power 3)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, Self
from uuid import UUID

import rules
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.actors.models import Person, Role, Sphere, Unit
from samspil.actors.queries import leaders_of, viewer_of
from samspil.codetermination.models import Touch
from samspil.decisions.actions import decide, may_spend
from samspil.foundation import clock
from samspil.foundation.ids import as_uuid
from samspil.foundation.verbs import all_told, clean_texts, find
from samspil.foundation.viewer import Viewer
from samspil.proposals.actions import working_day
from samspil.proposals.models import Degree, Proposal
from samspil.suggestions.queries import resembling
from samspil.trials.models import APPROVE_WITHIN, MOST_COST, CostNeutral, Trial

TEXTS = (
    "title",
    "what",
    "who",
    "noticing",
    "reason",
    "believe",
    "leads_to",
    "seen_by",
    "workflows",
    "competences_needed",
    "competences_present",
    "users_part",
    "ways_in_words",
)
FLAGS = (
    "needs_staff",
    "needs_money",
    "needs_premises",
    "needs_data",
    "is_reversible",
    "uses_personal_data",
    "changes_care",
)
DAYS = ("starts_on", "ends_on", "horizon_on")
FACTS = {*TEXTS, *FLAGS, *DAYS, "cost", "cost_neutral", "touches"}
RELATED = ("proposal__challenge__unit__actor", "actor", "unit__actor__subject", "author__actor", "entered_by")
LONGEST = timedelta(days=3 * 366)
ALTERNATIVES = 2  # besides today's practice (rule of power 3)
MOST_WAYS = 100  # on one list
TOO_FEW = gettext_lazy("Vælg eller skriv mindst to andre veje, I har overvejet. Det, I gør i dag, tæller ikke med.")
TODAY = {
    "som i dag",
    "i dag",
    "det vi gør i dag",
    "det samme som i dag",
    "som nu",
    "ingenting",
    "intet",
    "gør ingenting",
}

Missing = dict[str, list[str]]


class Lack(str):
    """Something that is missing, in words, with the page where it is done. To the rooms below it is the words alone."""

    url: str

    def __new__(cls, words: str, url: str) -> Self:
        told = super().__new__(cls, words)
        told.url = url
        return told


def fill(trial: Trial, facts: dict[str, Any]) -> None:
    """Put facts into a plan. Days may come as text, from a form that waited in a link."""
    unknown = set(facts) - FACTS
    if unknown:
        raise TypeError(f"a trial has no {unknown}")
    for name, value in facts.items():
        if name in DAYS:
            value = date.fromisoformat(value) if isinstance(value, str) and value else value or None
        elif name in FLAGS:
            value = bool(value)
        elif name == "touches":
            value = [code for code in Touch.values if code in set(value or ())]
        elif name == "cost":
            value = int(value or 0)
        elif name == "cost_neutral":
            value = value or CostNeutral.UNKNOWN
        setattr(trial, name, value)
    if trial.actor_id and trial.actor.sphere == Sphere.MUNICIPALITY:
        trial.needs_staff = True  # who works for the municipality does it in the municipality's time
        trial.needs_money = trial.needs_money or trial.cost > 0  # and pays with its money: the leader's amount holds


def words_of(trial: Trial) -> str:
    """All that its author wrote, as sentences: to see whether somebody should look at it first."""
    return ".\n".join(getattr(trial, name) for name in TEXTS)


def check_texts(trial: Trial) -> None:
    """Raises: ValidationError by field."""
    all_told(partial(clean_texts, trial, (*TEXTS, "cost_neutral")), partial(wrong_in, trial))


def wrong_in(trial: Trial) -> Missing:
    """What cannot be so, by field, in a draft as well."""
    wrong: Missing = {}
    if not trial.title:
        wrong["title"] = [_("Skriv, hvad I vil prøve, på én linje.")]
    if not 0 <= trial.cost <= MOST_COST:
        wrong["cost"] = [_("Skriv beløbet i hele kroner.")]
    if trial.starts_on and trial.ends_on and not trial.starts_on <= trial.ends_on <= trial.starts_on + LONGEST:
        wrong["ends_on"] = [_("Slutdagen skal ligge efter den første dag, højst tre år frem.")]
    return wrong


def not_light(trial: Trial) -> Missing:
    """Why the trial is more than a light one, by field and in kind words. Nothing when it is light."""
    why: Missing = {}
    weeks, cost = settings.LIGHT_TRIAL_WEEKS, settings.LIGHT_TRIAL_COST
    if trial.starts_on and trial.ends_on and trial.ends_on > trial.starts_on + timedelta(weeks=weeks):
        why["ends_on"] = [_("En let afprøvning varer højst %d uger.") % weeks]
    if trial.cost > cost:
        most = number_format(cost, force_grouping=True)
        why["cost"] = [_("En let afprøvning koster højst %s kr.") % most]
    if not trial.is_reversible:
        why["is_reversible"] = [_("En let afprøvning kan I stoppe fra dag til dag.")]
    if trial.uses_personal_data:
        why["uses_personal_data"] = [_("Med oplysninger om bestemte personer er den ikke let.")]
    if trial.changes_care:
        why["changes_care"] = [_("Når pleje, behandling eller medicin ændrer sig, er den ikke let.")]
    if Touch.STAFFING in trial.touches:
        why["touches"] = [_("Når bemandingen ændrer sig, er den ikke let.")]
    return why


def not_own_unit(trial: Trial, by: Viewer, *, is_behalf: bool) -> Missing:
    """A light trial stays in the unit of those who try: staff elsewhere take the full plan."""
    scopes = {grant.scope for grant in by.grants}
    if trial.unit is None or is_behalf or not by.is_staff or trial.actor.sphere != Sphere.MUNICIPALITY:
        return {}
    if None in scopes or not scopes.isdisjoint(trial.unit.line):
        return {}
    return {"unit_id": [_("En let afprøvning holder sig til din egen enhed.")]}


def missing_in(
    trial: Trial, alternatives: Sequence[object] | None = None, *, has_sponsor: bool | None = None
) -> Missing:
    """What must stand before anybody is asked, by field."""
    missing: Missing = {}

    def need(name: str, text: str) -> None:
        if not getattr(trial, name):
            missing[name] = [text]

    need("starts_on", _("Vælg den første dag."))
    need("ends_on", _("Vælg den sidste dag."))
    need("reason", _("Skriv, hvorfor I vælger den her vej frem for det, I gør i dag."))
    if trial.needs_approval and trial.unit is None:
        missing["unit_id"] = [_("Vælg den enhed, hvis leder skal sige ja.")]
    if trial.is_light:
        need("what", _("Skriv, hvad I gør."))
        need("who", _("Skriv, hvem der gør det."))
        need("noticing", _("Skriv, hvordan I mærker, om det virker."))
        return missing
    need("believe", _("Skriv, hvad I tror på."))
    need("leads_to", _("Skriv, hvad det fører til."))
    need("seen_by", _("Skriv, hvad I kan se det på."))
    need("who", _("Skriv, hvem der gør det."))
    need("competences_needed", _("Skriv, hvad I skal kunne."))
    need("competences_present", _("Skriv, hvem der kan det, eller hvor I lærer det."))
    need("users_part", _("Skriv, hvordan brugerne er med til at vurdere det."))
    standing = trial.alternatives.filter(withdrawn_at=None, subject__shown=True) if alternatives is None else ()
    chosen = len(standing) if alternatives is None else len(alternatives)
    if chosen + len(written_ways(trial)) < ALTERNATIVES:
        missing["alternatives"] = [str(TOO_FEW)]
    if trial.proposal.degree == Degree.RADICAL:
        if not (trial.sponsor_id if has_sponsor is None else has_sponsor):
            missing["sponsor_id"] = [_("Noget helt nyt skal have en støtte uden for enheden. Vælg en leder.")]
        need("horizon_on", _("Skriv, hvor langt frem I ser. Noget helt nyt tager tid."))
        if trial.horizon_on and trial.ends_on and trial.horizon_on <= trial.ends_on:
            missing["horizon_on"] = [_("Se længere frem end til den dag, afprøvningen slutter.")]
    return missing


def found(trial_id: UUID | str, by: Viewer) -> Trial:
    """The trial, locked. Raises: NotFound."""
    trial: Trial = find(Trial, trial_id, by, related=RELATED, lock=True)
    return trial


def check_light(trial: Trial, by: Viewer) -> None:
    """Raises: ValidationError by field, when a light trial is not light."""
    if trial.is_light and (why := not_light(trial) | not_own_unit(trial, by, is_behalf=trial.entered_by is not None)):
        raise ValidationError(why)


def check_complete(trial: Trial, alternatives: Sequence[object] | None = None) -> None:
    """Raises: ValidationError by field."""
    if missing := missing_in(trial, alternatives):
        raise ValidationError(missing)


def asked_for(trial: Trial) -> tuple[Any, ...]:
    """What a yes would be to: another of it is asked about anew."""
    needs = tuple(getattr(trial, name) for name in FLAGS if name.startswith("needs_"))
    return (trial.unit_id, trial.cost, *needs, *trial.touches)


def clean_as(instance: Model, name: str, field: str) -> None:
    """Clean a text that the form calls by another name. Raises: ValidationError on ``field``."""
    try:
        clean_texts(instance, (name,))
    except ValidationError as problem:
        raise ValidationError({field: problem.error_dict[name]}) from problem
    if not getattr(instance, name):
        raise ValidationError({field: [_("Skriv noget her.")]})


def written_ways(trial: Trial) -> list[str]:
    """The other ways that are told in words, each once. What is done today is none of them (rule of power 3)."""
    lines = (line.strip().lstrip("-–•*").strip() for line in trial.ways_in_words.splitlines())
    found = {line.casefold().replace(",", "").rstrip(" ."): line for line in lines}
    return [line for said, line in found.items() if said and said not in TODAY]


def other_ways(proposal: Proposal, by: Viewer) -> list[Proposal]:
    """The other standing proposals of the same challenge that ``by`` may read; without one, those of the same unit."""
    if proposal.challenge_id is None and proposal.unit_id is None:
        return []
    same = (
        {"challenge": proposal.challenge_id} if proposal.challenge_id else {"challenge": None, "unit": proposal.unit_id}
    )
    rows = Proposal.objects.visible_to(by).filter(withdrawn_at=None, **same)
    return list(rows.exclude(pk=proposal.pk).order_by("-pk" if proposal.challenge_id is None else "pk")[:MOST_WAYS])


def ways_to_offer(proposal: Proposal, chosen: Iterable[str], by: Viewer) -> list[Proposal]:
    """The other ways to tick. Of a unit's proposals, which are about all sorts of things, those about the same, nearest
    first, and those that are chosen already; the rest is left out.
    """
    ways = other_ways(proposal, by)
    if proposal.challenge_id or not ways:
        return ways
    alike = resembling(f"{proposal.title}. {proposal.body}", by, ("proposal",), but=[proposal.pk])
    order = {str(row.id): at for at, row in enumerate(alike)}
    order |= dict.fromkeys(chosen, -1)
    return sorted((row for row in ways if str(row.pk) in order), key=lambda row: order[str(row.pk)])


def chosen_ways(proposal: Proposal, ids: Iterable[UUID | str], by: Viewer) -> list[Proposal]:
    """The alternatives with these ids. Raises: ValidationError for one that is no other way here."""
    wanted = {str(pk) for pk in ids}
    found = [row for row in other_ways(proposal, by) if str(row.pk) in wanted]
    if len(found) != len(wanted):
        raise ValidationError({"alternatives": [_("Vælg blandt forslagene på listen.")]})
    return found


# --- people -----------------------------------------------------------------------------------------------------------


def possible_sponsors(unit: Unit | None) -> list[Person]:
    """Leaders of other units or units above, and of the whole municipality: beyond the unit itself (C91)."""
    roles = Role.objects.current().filter(Q(kind="leader") | Q(kind="administrator", scope=None))
    if unit:
        roles = roles.exclude(scope=unit.pk)
    people = {role.person_id: role.person for role in roles.select_related("person__actor")}
    return sorted(people.values(), key=lambda person: person.name)


def choose_sponsor(trial: Trial, sponsor_id: UUID | str | None) -> None:
    """Raises: ValidationError when the person is no leader beyond the unit."""
    trial.sponsor = None
    if sponsor_id:
        possible = possible_sponsors(trial.unit)
        trial.sponsor = next((each for each in possible if each.pk == as_uuid(sponsor_id)), None)
        if trial.sponsor is None:
            raise ValidationError({"sponsor_id": [_("Vælg en leder uden for enheden på listen.")]})


def may_approve(person: Person, trial: Trial) -> bool:
    """Whether the person could say yes: the right, and the amount."""
    viewer, case = viewer_of(person), trial.case()
    return rules.has_perm("decisions.decide", viewer, case) and may_spend(viewer, case)


def name_answerer(trial: Trial) -> None:
    """Name who owes the yes or no, and until when: the nearest leader who may give it. Else the coordinators see that
    a deputy is found.
    """
    candidates = leaders_of(trial.unit) if trial.unit else []
    trial.answerer = next((person for person in candidates if may_approve(person, trial)), None)
    trial.answer_due = working_day(clock.today() + APPROVE_WITHIN)


# --- what the verbs share ---------------------------------------------------------------------------------------------


def decide_on(
    trial: Trial, by: Viewer, matter: str, outcome: str, reason: str, interest: str, interest_note: str
) -> None:
    """Raises: Refused, ValidationError by field."""
    decide(
        by=by,
        case=trial.case(),
        matter=matter,
        outcome=outcome,
        reason=reason,
        interest=interest,
        interest_note=interest_note,
    )
