"""Forms about tasks: making one, signing up, and what the host does."""

from datetime import date, datetime
from typing import Any, cast

import rules
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Channel, Membership
from samspil.actors.queries import possible_hosts
from samspil.foundation import clock
from samspil.foundation.addresses import phone_number
from samspil.foundation.choosing import Among, Rows
from samspil.foundation.filtering import FilterForm, NameFilterField
from samspil.foundation.forms import ALL, AddressField, EditForm, PlainTextField, VerbForm, set_choices, tell_when
from samspil.foundation.ids import as_uuid
from samspil.identity.forms import NOT_KEPT, ContributionForm
from samspil.resources.forms import NUMBER_WRONG, area_choices
from samspil.resources.models import Access, Day
from samspil.resources.queries import places
from samspil.resources.rule_forms import DATE_INPUT, DATE_WRONG, TIME_WRONG, RuleForm
from samspil.safeguards.models import Requirement
from samspil.tasks import beforehand, cards, letters, queries, times
from samspil.tasks.models import (
    BODY_LENGTH,
    LINE_LENGTH,
    MOST_PEOPLE,
    SHORT_LENGTH,
    TITLE_LENGTH,
    Criterion,
    Insurance,
    Party,
    Reminder,
    SignUp,
    Slot,
    Task,
    TaskKind,
    TaskShape,
)

SORT_LABELS = {"naeste": _("Det, der sker først"), "nyeste": _("Nyeste først"), "navn": _("Navn")}


class TaskFilterForm(FilterForm):
    slags = forms.ChoiceField(label=_("Slags"), required=False)
    omraade = forms.ChoiceField(label=_("Område"), required=False)
    naer = forms.ChoiceField(label=_("Tæt på"), required=False)
    dag = forms.ChoiceField(label=_("Dag"), required=False)
    krav = forms.ChoiceField(label=_("Krav"), required=False)
    vaert = NameFilterField(label=_("Vært"))
    plads = forms.ChoiceField(label=_("Plads"), required=False, choices=[("", ALL), ("nu", _("Har plads nu"))])
    sorter = forms.ChoiceField(label=_("Rækkefølge"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places()
        days = [(str(number), label) for number, label in enumerate(Day.labels, start=1)]
        set_choices(self, "slags", [("", _("Alle slags")), *TaskKind.choices])
        set_choices(self, "omraade", area_choices(_("Hele kommunen")))
        set_choices(self, "naer", [("", _("Ikke valgt")), *((name, name) for name in self.places)])
        set_choices(self, "dag", [("", _("Alle dage")), *days])
        set_choices(self, "krav", [("", ALL), ("none", _("Ingen krav")), *Requirement.choices])
        cast(NameFilterField, self.fields["vaert"]).choose_among(Among(Rows(queries.hosts(viewer))))

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            kind=values["slags"],
            area=int(values["omraade"]) if values["omraade"] else None,
            near=self.places.get(values["naer"]),
            weekday=int(values["dag"] or 0),
            requirement=values["krav"],
            host=as_uuid(values["vaert"]),
            host_name="" if as_uuid(values["vaert"]) else values["vaert"],
            has_room=bool(values["plads"]),
            sort=values["sorter"] or queries.SORTS[0],
        )


class TaskFactsForm(RuleForm):
    """All that can be told about a task."""

    title = PlainTextField(
        label=_("Hvad er opgaven?"),
        help_text=_("Kort. For eksempel: Kør en gåtur med rickshawen."),
        max_length=TITLE_LENGTH,
    )
    does = PlainTextField(
        label=_("Hvad gør man?"),
        help_text=_("Skriv, som du ville sige det til en nabo. Ingen må kunne kende en bestemt person."),
        max_length=BODY_LENGTH,
        lines=5,
    )
    does_not = PlainTextField(
        label=_("Hvad gør man ikke?"),
        help_text=_("For eksempel: Du giver ikke medicin, og du løfter ingen."),
        max_length=SHORT_LENGTH,
        lines=3,
        required=False,
    )
    for_whom = PlainTextField(
        label=_("Hvem er det for?"),
        help_text=_("Skriv en gruppe, aldrig et navn eller en adresse. For eksempel: beboerne på plejehjemmet."),
        max_length=LINE_LENGTH,
        required=False,
    )
    kind = forms.ChoiceField(label=_("Hvad for en slags?"), choices=TaskKind.choices)
    host_id = forms.ChoiceField(
        label=_("Hvem er vært?"),
        help_text=_("Det betyder noget for folk på dagpenge og efterløn, om det er en forening eller kommunen."),
    )
    may_replace_paid_work = forms.BooleanField(
        label=_("Kan opgaven komme til at erstatte lønnet arbejde?"),
        help_text=_(
            "Sæt kryds, hvis du er i tvivl. Så drøfter MED opgaven, før nogen kan melde sig. "
            "Det gælder kun kommunens opgaver."
        ),
        required=False,
    )
    contact_name = PlainTextField(label=_("Hvem kan man ringe til?"), max_length=120)
    contact_phone = PlainTextField(
        label=_("Telefon"), help_text=_("Nummeret står på siden, så alle kan se det."), max_length=30
    )
    place = PlainTextField(
        label=_("Hvor er det?"),
        help_text=_("En by eller et sted, aldrig nogens hjem. Kender vi stedet, kommer det på kortet."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "kendte-steder"}),
    )
    address = PlainTextField(label=_("Hvor mødes man?"), max_length=LINE_LENGTH, required=False)
    area_id = forms.ChoiceField(label=_("Område"), required=False)
    shape = forms.ChoiceField(label=_("Hvornår?"), choices=TaskShape.choices, widget=forms.RadioSelect)
    first_on = forms.DateField(
        label=_("Hvilken dag, eller fra hvilken dag?"), widget=DATE_INPUT, error_messages={"invalid": DATE_WRONG}
    )
    until_on = forms.DateField(
        label=_("Til og med hvilken dag?"),
        help_text=_("En periode skal have en slutning. Noget, der sker igen og igen, må gerne have en."),
        required=False,
        widget=DATE_INPUT,
        error_messages={"invalid": DATE_WRONG},
    )
    places = forms.IntegerField(
        label=_("Hvor mange er der plads til?"),
        help_text=_("Hver gang. Kommer der flere, kan de stå på venteliste."),
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages={"invalid": NUMBER_WRONG},
    )
    needed = forms.IntegerField(
        label=_("Hvor mange skal I mindst være?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
        error_messages={"invalid": NUMBER_WRONG},
    )
    gains = PlainTextField(
        label=_("Hvad får man ud af det?"),
        help_text=_("For eksempel: Kaffe, godt selskab og en tur langs åen."),
        max_length=SHORT_LENGTH,
        lines=2,
        required=False,
    )
    expenses = PlainTextField(
        label=_("Hvilke udgifter får man dækket?"),
        help_text=_("For eksempel: Kørsel efter statens takst. Vi betaler kaffen."),
        max_length=LINE_LENGTH,
        required=False,
    )
    insurance = forms.ChoiceField(label=_("Hvilken forsikring dækker?"), choices=Insurance.choices)
    insurance_note = PlainTextField(
        label=_("Mere om forsikringen"),
        help_text=_("Selskab og policenummer, hvis I har det."),
        max_length=LINE_LENGTH,
        required=False,
    )
    skills = PlainTextField(
        label=_("Hvad skal man kunne?"),
        help_text=_("For eksempel: Kørekort. Lad det stå tomt, hvis alle kan være med."),
        max_length=LINE_LENGTH,
        required=False,
    )
    requirements = forms.MultipleChoiceField(
        label=_("Hvad skal være på plads først?"),
        choices=Requirement.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    youngest = forms.IntegerField(
        label=_("Hvor gammel er den yngste, man møder?"),
        help_text=_("Er der børn under 15 år, skal der være en børneattest. Det ordner vi så."),
        min_value=0,
        max_value=120,
        required=False,
        error_messages={"invalid": NUMBER_WRONG},
    )
    criteria = forms.MultipleChoiceField(
        label=_("Beder I om en bestemt alder, et bestemt køn eller et bestemt helbred?"),
        choices=Criterion.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    criteria_reason = PlainTextField(
        label=_("Hvorfor?"),
        help_text=_("Grunden står på siden. Uden en god grund må man ikke sortere nogen fra."),
        max_length=LINE_LENGTH,
        required=False,
    )
    asks_first = forms.BooleanField(
        label=_("Vi vil tale med nye, før de kommer"),
        help_text=_("Så siger I ja til hver enkelt. Pladsen er holdt så længe."),
        required=False,
    )
    access = forms.MultipleChoiceField(
        label=_("Hvad gør det lettere at komme?"),
        choices=Access.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    PARTS = (
        ("", False, ("title", "does", "does_not", "for_whom", "kind")),
        (_("Hvem står bag"), False, ("host_id", "contact_name", "contact_phone", "may_replace_paid_work")),
        (_("Hvornår"), False, ("shape", "first_on", "starts_at", "ends_at")),
        (_("Til hvornår, og sker det igen?"), True, ("until_on", "pattern", "days", "order")),
        (_("Hvor, og hvor mange"), False, ("place", "address", "area_id", "places", "needed")),
        (_("Det får man, og det er dækket"), False, ("gains", "expenses", "insurance", "insurance_note")),
        (_("Krav"), True, ("skills", "youngest", "requirements", "criteria", "criteria_reason", "asks_first")),
        (_("At komme med"), True, ("access",)),
    )
    CHIPS = ("days", "requirements", "criteria", "access")
    PATTERNS = {"": _("Ikke igen"), **times.PATTERNS}
    rule_of = staticmethod(times.rule_of)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "area_id", area_choices(_("Ved ikke")))
        shape = self.data.get("shape") if self.is_bound else self.initial.get("shape")
        for name in ("starts_at", "ends_at"):
            self.fields[name].required = shape != TaskShape.PERIOD
            self.fields[name].error_messages["required"] = TIME_WRONG

    def repeats(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("shape") == TaskShape.RECURRING)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.repeats(cleaned) and not cleaned.get("pattern"):
            self.add_error("pattern", _("Vælg, hvor tit det sker."))
        return cleaned


class MakeTaskForm(TaskFactsForm, ContributionForm):
    """Who speaks follows from who hosts it; staff may write it down for somebody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("speaks_as", None)
        self.hosts = possible_hosts(self.viewer, but=beforehand.NO_HOSTS)
        set_choices(self, "host_id", [(str(actor.pk), actor.name) for actor in self.hosts])

    def clean(self) -> dict[str, Any]:
        """The host's insurance stood there before anybody chose a host: it follows whom they choose."""
        cleaned = super().clean()
        chosen = next((actor for actor in self.hosts if str(actor.pk) == cleaned.get("host_id")), None)
        if chosen and cleaned.get("insurance") == self.initial.get("insurance"):
            cleaned["insurance"] = beforehand.insurance_of(chosen)
        return cleaned


class EditTaskForm(EditForm, TaskFactsForm):
    """The host stays: whoever takes over makes a task of their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["host_id"]

    @staticmethod
    def initial_of(task: Task) -> dict[str, Any]:
        plain = (
            "title does does_not for_whom kind may_replace_paid_work contact_name contact_phone place address shape "
            "first_on until_on starts_at ends_at places needed gains expenses insurance insurance_note skills "
            "requirements youngest criteria criteria_reason asks_first access"
        )
        pattern, order = times.pattern_of(task.recurrence, task.first_on) if task.recurrence else ("", 1)
        return {
            **{name: getattr(task, name) for name in plain.split()},
            "pattern": pattern,
            "order": order,
            "days": times.days_of(task) if pattern in ("weekly", "biweekly", "monthly") else [],
            "area_id": str(task.area_id or ""),
            "expected_version": task.version,
        }


class SignUpForm(ContributionForm):
    """Come along, alone or with others. Without an account: a name and an address."""

    voice_fields: tuple[str, ...] = (*ContributionForm.voice_fields, "behalf_phone")  # type: ignore[assignment]

    party = forms.ChoiceField(
        label=_("Hvem kommer?"), choices=Party.choices, initial=Party.PERSON, widget=forms.RadioSelect
    )
    party_name = PlainTextField(
        label=_("Hvad hedder I?"),
        help_text=_("Skal kun udfyldes, når I er flere. For eksempel: 7.b på Åskolen."),
        max_length=120,
        required=False,
        tells_when=True,
    )
    people = forms.IntegerField(
        label=_("Hvor mange kommer I?"), min_value=1, initial=1, error_messages={"invalid": NUMBER_WRONG}
    )
    note = PlainTextField(
        label=_("Vil du sige noget til værten?"),
        help_text=_("Kun værten læser det. Skriv ikke om sygdom."),
        max_length=SHORT_LENGTH,
        lines=3,
        required=False,
    )
    reminder = forms.ChoiceField(
        label=_("Skal vi minde dig om det?"),
        choices=Reminder.choices,
        initial=Reminder.DAY,
        widget=forms.RadioSelect,
    )
    phone = PlainTextField(label=_("Dit telefonnummer"), max_length=30, required=False)
    shares_contact = forms.BooleanField(
        label=_("Værten må få min mail og mit nummer"),
        help_text=_("Først når værten har sagt ja. Uden kryds går alt gennem os."),
        required=False,
    )

    def __init__(self, *args: Any, slot: Slot, has_rung: bool = False, **kwargs: Any) -> None:
        """``has_rung``: it is for somebody else, whom whoever writes it has on the telephone."""
        super().__init__(*args, **kwargs)
        self.slot = slot
        if not self.viewer.is_staff and rules.has_perm("tasks.see_who_comes", self.viewer, slot.task):
            self.add_behalf_fields()  # people ring the association that is host, too
        if "behalf_name" in self.fields:
            self.fields["behalf_name"].label = _("Hvem har ringet?")
            self.fields["behalf_name"].help_text = _("Kun når du skriver en anden på. Fornavn er nok.")
        people = self.fields["people"]
        people.widget.attrs["max"] = slot.places
        people.help_text = cards.line_in_words(slot)
        put_reminders(self, slot, clock.now())
        if "guest_function" in self.fields:
            self.fields["guest_function"].widget = forms.HiddenInput()
            self.fields["guest_name"].help_text = _("Fornavn er nok. Kun værten ser det.")
            self.fields["guest_email"].help_text = _("Vi sender et link, så du kan bekræfte.")
        if "speaks_as" in self.fields:
            self.fields["speaks_as"].label = _("Hvem kommer du for?")
        # Who somebody is stands first on the page, and so in the list of what is wrong.
        self.order_fields(("speaks_as", *self.guest_fields))
        self.is_for_caller = has_rung and "behalf_name" in self.fields
        if self.is_for_caller:
            self.put_caller_first()

    def put_caller_first(self) -> None:
        """The name must be there, or whoever writes it would take the place. What is asked of oneself is not asked."""
        for name in ("speaks_as", "phone", "reminder", "behalf_function"):
            self.fields.pop(name, None)
        caller = self.fields["behalf_name"]
        caller.required, caller.help_text = True, _("Fornavn er nok.")
        caller.error_messages["required"] = _("Skriv, hvem der har ringet.")
        self.fields["behalf_channel"].initial = Channel.PHONE
        tell_when(self, "behalf_channel")
        set_choices(self, "party", [(Party.PERSON, _("Personen selv")), *Party.choices[1:]])
        self.fields["party_name"].label = _("Hvad hedder de?")
        self.fields["people"].label = _("Hvor mange er de?")
        self.fields["shares_contact"].label = _("Værten må få nummeret")
        self.fields["shares_contact"].help_text = _("Spørg den, der ringer.")
        self.order_fields(self.voice_fields)

    def add_behalf_fields(self) -> None:
        super().add_behalf_fields()
        self.fields["behalf_phone"] = PlainTextField(
            label=_("Hvad er vedkommendes telefonnummer?"),
            help_text=_("Så kan værten ringe, hvis noget ændrer sig."),
            max_length=30,
            required=False,
            widget=forms.TextInput(attrs=NOT_KEPT),
        )

    def clean(self) -> dict[str, Any]:
        """What a guest must mend is said here: the verb speaks only after they have opened a letter."""
        data = super().clean() or {}
        if self.viewer.is_known:
            return data
        if (data.get("people") or 1) > self.slot.places:
            self.add_error("people", cards.most_in_words(self.slot))
        if data.get("party", Party.PERSON) != Party.PERSON and not data.get("party_name"):
            self.add_error("party_name", _("Skriv, hvad I hedder."))
        try:
            phone_number(data.get("phone", ""))
        except ValidationError as problem:
            self.add_error(None, problem)
        return data

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        what = f"{self.slot.task.title}. {times.slot_in_words(self.slot)}."
        if told["people"] > 1:
            what += " " + _("I kommer %(n)d.") % {"n": told["people"]}
        if told["people"] > self.slot.free:
            what += " " + _("Der er ikke plads lige nu, så det bliver på ventelisten.")
        return {"reminder": Reminder.NONE, **told, "what": what}


class MemberForm(VerbForm):
    """Somebody an association puts on its own list."""

    name = PlainTextField(label=_("Navn"), max_length=80, widget=forms.TextInput(attrs=NOT_KEPT))
    email = AddressField(label=_("Mail"), required=False, widget=forms.EmailInput(attrs=NOT_KEPT))
    phone = PlainTextField(label=_("Telefon"), max_length=30, required=False, widget=forms.TextInput(attrs=NOT_KEPT))


class WhoComesForm(VerbForm):
    """How many come, and which of the association's members, where it keeps a list."""

    people = forms.IntegerField(
        label=_("Hvor mange kommer I?"), min_value=1, max_value=MOST_PEOPLE, error_messages={"invalid": NUMBER_WRONG}
    )
    member_ids = forms.MultipleChoiceField(
        label=_("Hvem kommer fra jer?"),
        help_text=_("Lad det stå tomt, hvis et tal er nok. Dem, du vælger, får en mail. Værten ser navnene."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, row: SignUp, members: list[Membership], **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {"people": row.people, "member_ids": [str(pk) for pk in row.named.values_list("pk", flat=True)]},
        )
        super().__init__(*args, **kwargs)
        if members:
            set_choices(self, "member_ids", [(str(each.person_id), each.name) for each in members])
        else:
            del self.fields["member_ids"]


class HoursForm(VerbForm):
    hours = forms.CharField(
        label=_("Hvor mange timer brugte du?"),
        help_text=_("Kun du kan se det. Værten ser kun en sum for mindst fem."),
        required=False,
        max_length=6,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


class ChoiceForm(VerbForm):
    reminder = forms.ChoiceField(label=_("Skal vi minde dig om det?"), choices=Reminder.choices)
    shares_contact = forms.BooleanField(label=_("Værten må få min mail og mit nummer"), required=False)

    def __init__(self, *args: Any, row: SignUp, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"reminder": row.reminder, "shares_contact": row.shares_contact})
        super().__init__(*args, **kwargs)
        put_reminders(self, row.slot, row.created_at)


def put_reminders(form: VerbForm, slot: Slot, since: datetime) -> None:
    """Offer the reminders that can still come; where none can, nobody is asked."""
    found = letters.reminders_in_time(slot, since)
    if found == [Reminder.NONE]:
        del form.fields["reminder"]
    else:
        set_choices(form, "reminder", [(each.value, each.label) for each in found])


class WordsForm(VerbForm):
    """A few words from the host: a thank-you, or a message to those who come."""

    words = PlainTextField(label=_("Hvad vil du skrive?"), max_length=SHORT_LENGTH, lines=4)


DAY_INPUT = forms.DateInput({"type": "date", "class": "form-input"}, "%Y-%m-%d")


class DayForm(forms.Form):
    """One day in the address of the host's page."""

    dag = forms.DateField(label=_("Find en dag"), required=False, widget=DAY_INPUT)

    def day(self) -> date | None:
        """A day that makes no sense finds nothing out, nor one at the edge of the calendar: no zone has it."""
        day: date | None = self.cleaned_data["dag"] if self.is_valid() else None
        return day if day and date.min.year < day.year < date.max.year else None
