"""How trials are shown on rows, the board and in the calendar. No query of its own but the calendar's one."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samspil.decisions.models import Decision, Matter
from samspil.foundation import clock
from samspil.foundation.viewer import Viewer
from samspil.trials import queries
from samspil.trials.forms import NEEDS
from samspil.trials.models import Outcome, Scale, Status, Trial

BACK, AHEAD = timedelta(days=62), timedelta(days=366)


def on(day: date | None) -> str:
    # Translators: a deadline in Django's date format letters; backslashes keep letters as they are.
    return date_format(day, pgettext("datoformat", r"l \d\e\n j. F")) if day else ""


def status(trial: Trial) -> dict[str, str]:
    """Where a trial stands, in words and as a kind of pill."""
    if trial.withdrawn_at:
        return {"label": _("Trukket tilbage"), "kind": "closed"}
    if trial.is_lapsed:
        return {"label": _("Bortfaldet uden svar"), "kind": "waiting"}
    if trial.is_overdue:
        return {"label": _("Ubesvaret"), "kind": "waiting"}
    if trial.outcome:
        return {"label": OUTCOMES[trial.outcome](), "kind": "answered"}
    if trial.status in (Status.REFUSED, Status.DRAFT):
        return {"label": str(Status(trial.status).label), "kind": "closed"}
    column = queries.column_of(trial)
    return {"label": str(column.label), "kind": column.kind} if column else {"label": "", "kind": "closed"}


OUTCOMES: dict[str, Any] = {
    Outcome.ADOPT: lambda: _("Taget i brug"),
    Outcome.ADAPT: lambda: _("Rettet til og taget i brug"),
    Outcome.STOP: lambda: _("Stoppet med læring"),
}


def period(trial: Trial) -> str:
    """The first and the last day, short."""
    # Translators: a short day in Django's date format letters (3. nov.).
    short = pgettext("datoformat", "j. b")
    days = [date_format(day, short) for day in (trial.starts_on, trial.ends_on) if day]
    return " – ".join(days)


def row(trial: Trial) -> dict[str, Any]:
    """The context of ``trials/row.html``."""
    state = status(trial)
    return {
        "url": reverse("trials:page", args=[trial.pk]),
        "title": trial.title,
        "language": trial.subject.language,
        "scale": str(Scale(trial.scale).label),
        "status": state["label"],
        "status_kind": state["kind"],
        "who": trial.speaker,
        "unit": trial.unit.shown_name if trial.unit else "",
        "period": period(trial),
        "learning": trial.learning if trial.status == Status.CONCLUDED else "",
        "is_stopped": trial.outcome == Outcome.STOP,
    }


def rows(trials: list[Trial]) -> list[dict[str, Any]]:
    return [row(trial) for trial in trials]


def board(request: HttpRequest, shown: list[queries.Shown]) -> list[dict[str, Any]]:
    """The columns of the board, each with its first trials and the way to the rest."""
    columns = []
    for part in shown:
        query = request.GET.copy()
        query["trin"] = part.column.name
        columns.append(
            {
                "name": part.column.name,
                "label": part.column.label,
                "rows": rows(part.trials),
                "more_url": f"?{query.urlencode()}" if part.has_more else "",
            }
        )
    return columns


@dataclass(frozen=True, slots=True)
class Mark:
    """A line in the calendar: the day, what happens, and the trial."""

    day: date
    what: str
    row: dict[str, Any]


def months(viewer: Viewer, filters: queries.Filters) -> list[tuple[date, list[Mark]]]:
    """The first and last days of trials by month: two months back and a year ahead. One query."""
    since, until = clock.today() - BACK, clock.today() + AHEAD
    found: dict[date, list[Mark]] = defaultdict(list)
    for trial in queries.between(viewer, filters, since, until):
        for day, what in ((trial.starts_on, _("Begynder")), (trial.ends_on, _("Slutter"))):
            if day and since <= day <= until:
                found[day.replace(day=1)].append(Mark(day, what, row(trial)))
    return [(month, sorted(found[month], key=lambda mark: mark.day)) for month in sorted(found)]


def decided(decision: Decision) -> str:
    """What a decision came to, in words."""
    if decision.matter == Matter.APPROVAL:
        return _("Ja til at prøve det") if decision.outcome == "yes" else _("Nej til at prøve det")
    return str(Outcome(decision.outcome).label) if decision.outcome in Outcome.values else ""


def facts(trial: Trial) -> list[tuple[str, str]]:
    """The plan in short, as label and text, for whoever decides and for paper."""
    needs = ", ".join(str(label) for name, label in NEEDS.items() if getattr(trial, name))
    cost = _("%s kr.") % floatformat(trial.cost, "0g") if trial.cost else _("Ingenting")
    lines = [
        (_("Slags"), str(Scale(trial.scale).label)),
        (_("Vi tror, at"), trial.believe),
        (_("Det fører til"), trial.leads_to),
        (_("Det ser vi på"), trial.seen_by),
        (_("Hvad"), trial.what),
        (_("Hvem gør det"), trial.who),
        (_("Hvornår"), period(trial)),
        (_("Sådan mærker vi det"), trial.noticing),
        (_("Det skal kommunen bidrage med"), needs),
        (_("Hvad det koster at prøve"), cost),
        (_("Ændrer sig for de ansatte"), trial.touched),
        (_("Hvorfor den her vej"), trial.reason),
    ]
    return [(label, text) for label, text in lines if text]
