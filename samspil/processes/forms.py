"""Forms about processes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import NAME_LENGTH, Person, Unit
from samspil.actors.queries import units
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience
from samspil.foundation.viewer import Viewer
from samspil.identity.people_forms import DayField
from samspil.processes.models import GUIDANCE_LENGTH, TASK_LENGTH, TITLE_LENGTH, Process, SmallTask, Step
from samspil.processes.queries import OVER, RUNNING, SORTS, Filters
from samspil.processes.queries import templates as own_templates
from samspil.processes.ready import READY


class ProcessFilterForm(FilterForm):
    vis = forms.ChoiceField(
        label=_("Vis"), required=False, choices=[("", ALL), (RUNNING, _("I gang")), (OVER, _("Slut"))]
    )
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"),
        required=False,
        choices=[("aktiv", _("Sidst der skete noget")), ("nyeste", _("Nyeste først"))],
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = ((str(pk), name) for pk, name in units(viewer).values_list("pk", "actor__name"))
        set_choices(self, "enhed", [("", _("Alle enheder")), *named])

    def filters(self) -> Filters:
        values = self.values()
        return Filters(
            words=values["q"],
            state=values["vis"],
            unit=as_uuid(values["enhed"]),
            sort=values["sorter"] or next(iter(SORTS)),
        )


class StartForm(VerbForm):
    """On the page of a challenge: which way of working, and what to call it."""

    template = forms.ChoiceField(label=_("Hvordan vil I arbejde?"), widget=forms.RadioSelect)
    title = PlainTextField(
        label=_("Hvad skal forløbet hedde?"),
        help_text=_("Kort. For eksempel: Bedre eftermiddage på Åvænget."),
        max_length=TITLE_LENGTH,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready = [(ready.key, f"{ready.name}. {ready.lead}") for ready in READY.values()]
        own = [(str(row.pk), row.name) for row in own_templates(self.viewer)]
        set_choices(self, "template", [*ready[:1], *own, *ready[1:]])
        self.fields["template"].initial = next(iter(READY))


class StartInUnitForm(StartForm):
    unit_id = forms.ChoiceField(label=_("Hvor hører det til?"))
    audience = forms.ChoiceField(
        label=_("Hvem må se det?"), choices=[(Audience.PUBLIC, _("Alle")), (Audience.STAFF, _("Alle ansatte"))]
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [("", _("Vælg"))] if len(units) != 1 else []
        set_choices(self, "unit_id", [*first, *((str(unit.pk), unit.actor.name) for unit in units)])


class EditProcessForm(EditForm):
    title = PlainTextField(label=_("Hvad skal forløbet hedde?"), max_length=TITLE_LENGTH)

    @staticmethod
    def initial_of(process: Process) -> dict[str, Any]:
        return {"title": process.title, "expected_version": process.version}


class StepForm(VerbForm):
    title = PlainTextField(label=_("Hvad skal trinet hedde?"), max_length=TITLE_LENGTH)
    guidance = PlainTextField(
        label=_("Hvad gør man her?"),
        help_text=_("Et par linjer til den, der ikke har prøvet det før."),
        max_length=GUIDANCE_LENGTH,
        lines=4,
        required=False,
    )


class EditStepForm(EditForm, StepForm):
    @staticmethod
    def initial_of(step: Step) -> dict[str, Any]:
        return {"title": step.title, "guidance": step.guidance, "expected_version": step.process.version}


class TaskForm(VerbForm):
    title = PlainTextField(label=_("Hvad skal gøres?"), help_text=_("Så småt, at det kan nås."), max_length=TASK_LENGTH)
    person_id = forms.ChoiceField(
        label=_("Hvem gør det?"),
        help_text=_("Dem på listen får en mail, og igen dagen før."),
        required=False,
    )
    name = PlainTextField(
        label=_("Står de ikke på listen? Skriv et navn"),
        help_text=_("Fornavn er nok."),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    due_on = DayField(label=_("Hvornår skal det være gjort?"))

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "person_id", [("", _("Ikke aftalt")), *((str(row.pk), row.name) for row in people)])


class EditTaskForm(EditForm, TaskForm):
    @staticmethod
    def initial_of(task: SmallTask) -> dict[str, Any]:
        return {
            "title": task.title,
            "person_id": str(task.person_id or ""),
            "name": task.name,
            "due_on": task.due_on,
            "expected_version": task.step.process.version,
        }


class KeepForm(VerbForm):
    name = PlainTextField(
        label=_("Hvad skal skabelonen hedde?"),
        help_text=_("Trin og opgaver bliver gemt. Navne og dage gør ikke."),
        max_length=TITLE_LENGTH,
    )
