"""Forms about plans: making one, taking people in, when one can, and putting somebody at a time by hand."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.foundation import clock
from samspil.foundation.addresses import phone_number
from samspil.foundation.forms import AddressField, EditForm, PlainTextField, VerbForm, set_choices, tell_when
from samspil.resources.forms import area_choices
from samspil.resources.models import Day
from samspil.resources.rule_forms import DATE_INPUT, DATE_WRONG
from samspil.rosters.models import NAME_LENGTH, NOTE_LENGTH, TITLE_LENGTH, Level, Roster, RosterMember
from samspil.tasks import times
from samspil.tasks.models import MOST_PEOPLE, Party, Reminder, Slot, Task

SEASON = timedelta(days=90)
MANY = 6  # times; more, and one may answer by day of the week


class RosterForm(EditForm):
    """Make or edit a plan. The host is chosen before (``tasks`` are its own)."""

    title = PlainTextField(
        label=_("Hvad hedder planen?"), max_length=TITLE_LENGTH, help_text=_("For eksempel: Chauffører i foråret.")
    )
    task_ids = forms.MultipleChoiceField(
        label=_("Hvilke opgaver?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg mindst én opgave."), "invalid_choice": _("Vælg blandt opgaverne her.")},
    )
    from_on = forms.DateField(label=_("Første dag"), widget=DATE_INPUT, error_messages={"invalid": DATE_WRONG})
    until_on = forms.DateField(label=_("Sidste dag"), widget=DATE_INPUT, error_messages={"invalid": DATE_WRONG})
    note = PlainTextField(
        label=_("Hvad skal de vide, når vi spørger?"),
        max_length=NOTE_LENGTH,
        lines=3,
        required=False,
        help_text=_("Det står i mailen til dem, du spørger."),
    )

    def __init__(self, *args: Any, tasks: list[Task], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "task_ids", [(str(task.pk), task.title) for task in tasks])

    @staticmethod
    def initial_from(tasks: list[Task]) -> dict[str, Any]:
        """What a new plan is over, if nobody says otherwise: the only task, from tomorrow for three months at most."""
        tomorrow = clock.today() + timedelta(days=1)
        first = max([tomorrow, min((task.first_on for task in tasks), default=tomorrow)])
        ends = [task.until_on or (task.first_on if not task.recurrence else None) for task in tasks]
        last = max((day for day in ends if day), default=None) if all(ends) else None
        until = min(last or first + SEASON, first + SEASON)
        chosen = [str(task.pk) for task in tasks] if len(tasks) == 1 else []
        return {"task_ids": chosen, "from_on": first, "until_on": max(first, until)}

    @staticmethod
    def initial_of(roster: Roster) -> dict[str, Any]:
        return {
            "title": roster.title,
            "task_ids": [str(pk) for pk in roster.tasks.values_list("pk", flat=True)],
            "from_on": roster.from_on,
            "until_on": roster.until_on,
            "note": roster.note,
            "expected_version": roster.version,
        }


class CandidatesForm(VerbForm):
    person_ids = forms.MultipleChoiceField(
        label=_("Dem kender I"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Sæt kryds ved mindst én."), "invalid_choice": _("Vælg nogen på listen.")},
    )

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "person_ids", [(str(each.person.pk), each.label) for each in people])


class PersonForm(VerbForm):
    name = PlainTextField(label=_("Navn"), max_length=NAME_LENGTH)
    email = AddressField(label=_("Mail"), required=False)
    phone = PlainTextField(label=_("Telefon"), max_length=30, required=False)
    party = forms.ChoiceField(
        label=_("Hvem kommer?"),
        choices=[(Party.PERSON, _("Personen selv")), *Party.choices[1:]],
        initial=Party.PERSON,
        required=False,
    )
    party_name = PlainTextField(
        label=_("Hvad hedder de?"),
        help_text=_(
            "Skal kun udfyldes, når de er flere. For eksempel: 7.b på Åskolen. Personen ovenfor svarer for dem."
        ),
        max_length=120,
        required=False,
        tells_when=True,
    )
    people = forms.IntegerField(
        label=_("Hvor mange er de?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
        error_messages={"invalid": _("Skriv et tal.")},
    )

    def clean_party(self) -> str:
        return self.cleaned_data["party"] or Party.PERSON

    def clean(self) -> dict[str, Any]:
        """What the verb would say one by one is said at once."""
        data = super().clean() or self.cleaned_data
        try:
            phone_number(data.get("phone", ""))
        except ValidationError as problem:
            self.take_errors(problem)
        is_party = data.get("party", Party.PERSON) != Party.PERSON
        if is_party and not data.get("party_name") and "party_name" not in self.errors:
            self.add_error("party_name", _("Skriv, hvad I hedder."))
        if not data.get("email") and not data.get("phone") and not {"email", "phone"} & self.errors.keys():
            self.add_error("email", _("Skriv en mail eller et telefonnummer."))
        return data


class WishesForm(VerbForm):
    """When one can: by day of the week where there are many times, and by each time."""

    declined = forms.BooleanField(label=_("Jeg kan ikke være med denne gang"), required=False)

    def __init__(self, *args: Any, slots: list[Slot], member: RosterMember, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_wishes(member))
        super().__init__(*args, **kwargs)
        self.slots = {f"tid_{slot.pk.hex}": slot for slot in slots}
        days = sorted({times.local(slot.starts_at, slot.task.zone).isoweekday() for slot in slots})
        # Once said by the day, it can be seen and changed by the day, also when few times are left.
        by_day = len(slots) > MANY or any(wish.weekday for wish in member.wishes.all())
        self.weekdays = {f"dag_{day}": day for day in days} if by_day else {}
        levels = [("", _("Kan ikke")), *Level.choices[1:]]
        for name, day in self.weekdays.items():
            self.fields[name] = forms.ChoiceField(label=Day.labels[day - 1], choices=levels, required=False)
        first = ("", _("Som ugedagen")) if self.weekdays else levels[0]
        others = Level.choices if self.weekdays else Level.choices[1:]
        for name, slot in self.slots.items():
            self.fields[name] = forms.ChoiceField(
                label=times.slot_in_words(slot), choices=[first, *others], required=False
            )
        tell_when(self, *self.weekdays, *self.slots)
        if member.is_party:
            self.fields["people"] = number_field(_("Hvor mange kommer I?"), MOST_PEOPLE)
        self.fields["per_week"] = number_field(_("Højst så mange gange om ugen"), 14)
        self.fields["at_most"] = number_field(_("Højst så mange gange i alt"), 200)
        areas = area_choices(_("Ikke valgt"))
        if len(areas) > 1:
            self.fields["area_id"] = forms.ChoiceField(
                label=_("Hvor bor du cirka?"),
                choices=areas,
                required=False,
                help_text=_("Så sender vi dig ikke for langt."),
            )
            self.fields["reach_km"] = number_field(_("Hvor mange kilometer vil du højst tage?"), 200)
        self.fields["together"] = PlainTextField(
            label=_("Hvem vil du helst være sammen med?"),
            max_length=NAME_LENGTH,
            required=False,
            help_text=_("Skriv navnet. Kun den, der lægger planen, ser det."),
        )
        self.fields["reminder"] = forms.ChoiceField(
            label=_("Skal vi minde dig om hver gang?"), choices=Reminder.choices, required=False
        )
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = _("Vælg en af mulighederne på listen.")

    def of(self, names: dict[str, Any]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    def weekday_fields(self) -> list[forms.BoundField]:
        return self.of(self.weekdays)

    def slot_fields(self) -> list[forms.BoundField]:
        return self.of(self.slots)

    def other_fields(self) -> list[forms.BoundField]:
        names = ("people", "per_week", "at_most", "area_id", "reach_km", "together", "reminder")
        return [self[name] for name in names if name in self.fields]

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        if not values["reminder"]:
            del values["reminder"]
        return {
            "slots": {str(slot.pk): values.pop(name) for name, slot in self.slots.items()},
            "weekdays": {str(day): values.pop(name) for name, day in self.weekdays.items()},
            **values,
        }


def number_field(label: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=most,
        error_messages={
            "invalid": _("Skriv et tal."),
            "min_value": _("Skriv mindst 1, eller lad feltet stå tomt."),
            "max_value": _("Tallet er for stort."),
        },
    )


def initial_wishes(member: RosterMember) -> dict[str, Any]:
    names = "declined people per_week at_most area_id reach_km together reminder"
    found: dict[str, Any] = {name: getattr(member, name) for name in names.split()}
    for wish in member.wishes.all():
        found[f"tid_{wish.slot_id.hex}" if wish.slot_id else f"dag_{wish.weekday}"] = wish.level
    return found


class PlaceForm(VerbForm):
    member_id = forms.ChoiceField(label=_("Hvem skal det være?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, members: list[tuple[RosterMember, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(member.pk), f"{named(member)} – {said}") for member, said in members]
        set_choices(self, "member_id", choices)


def named(member: RosterMember) -> str:
    """With how many they are, where they come as one."""
    words = {"name": member.name, "n": member.people}
    return _("%(name)s, %(n)d i alt") % words if member.people > 1 else member.name
