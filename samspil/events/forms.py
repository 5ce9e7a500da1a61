"""Forms about events: making one, signing up, and what the host does. Nobody is asked about health or food."""

from copy import copy
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, ActorKind, Person
from samspil.actors.queries import actors_among, host_rows, possible_hosts
from samspil.events import facts, queries, times
from samspil.events.models import (
    BODY_LENGTH,
    LINE_LENGTH,
    MOST_PEOPLE,
    MOST_TOGETHER,
    TITLE_LENGTH,
    WORD_LENGTH,
    Event,
    EventKind,
    EventReminder,
    Facility,
)
from samspil.foundation import clock
from samspil.foundation.choosing import OneOfManyField, choose_among
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.models import Audience, Subject, Theme
from samspil.foundation.viewer import Viewer
from samspil.identity.forms import BAD_CHOICE, NOT_KEPT, ContributionForm
from samspil.resources.forms import NUMBER_WRONG, area_choices
from samspil.resources.queries import places
from samspil.resources.rule_forms import DATE_INPUT, DATE_WRONG, TIME_INPUT, TIME_WRONG

AUDIENCES = {
    Audience.PUBLIC: _("Alle"),
    Audience.STAFF: _("Alle ansatte i kommunen"),
    Audience.UNIT: _("Kun dem, der hører til hos værten"),
}


class EventFilterForm(FilterForm):
    hvornaar = forms.ChoiceField(
        label=_("Hvornår"),
        required=False,
        choices=[(queries.COMING, _("Kommende")), (queries.PAST, _("Tidligere"))],
    )
    slags = forms.ChoiceField(label=_("Slags"), required=False)
    omraade = forms.ChoiceField(label=_("Område"), required=False)
    tema = forms.ChoiceField(label=_("Tema"), required=False)
    naer = forms.ChoiceField(label=_("Tæt på"), required=False)
    plads = forms.ChoiceField(label=_("Plads"), required=False, choices=[("", ALL), ("nu", _("Har plads nu"))])

    neutral: tuple[str, ...] = ("sorter", "hvornaar")  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places()
        set_choices(self, "slags", [("", _("Alle slags")), *EventKind.choices])
        set_choices(self, "omraade", area_choices(_("Hele kommunen")))
        set_choices(self, "tema", [("", _("Alle temaer")), *Theme.choices])
        set_choices(self, "naer", [("", _("Ikke valgt")), *((name, name) for name in self.places)])

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            when=values["hvornaar"],
            kind=values["slags"],
            theme=values["tema"],
            area=int(values["omraade"]) if values["omraade"] else None,
            near=self.places.get(values["naer"]),
            has_room=bool(values["plads"]),
        )


class EventFactsForm(VerbForm):
    """All that can be told about an event."""

    title = PlainTextField(
        label=_("Hvad er det?"),
        help_text=_("Kort. For eksempel: Borgermøde om stien langs åen."),
        max_length=TITLE_LENGTH,
    )
    body = PlainTextField(
        label=_("Hvad sker der?"),
        help_text=_("Skriv, som du ville sige det til en nabo."),
        max_length=BODY_LENGTH,
        lines=6,
    )
    for_whom = PlainTextField(
        label=_("Hvem er det for?"),
        help_text=_("For eksempel: alle, der bor ved åen."),
        max_length=LINE_LENGTH,
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Hvad for en slags?"),
        help_text=_("Et borgermøde og et dialogmøde har dagsorden og referat."),
        choices=EventKind.choices,
    )
    theme = forms.ChoiceField(label=_("Tema"), required=False)
    host_id = OneOfManyField(label=_("Hvem er vært?"))
    contact_name = PlainTextField(label=_("Hvem kan man ringe til?"), max_length=120)
    contact_phone = PlainTextField(
        label=_("Telefon"), help_text=_("Nummeret står på siden, så alle kan se det."), max_length=30
    )
    first_on = forms.DateField(label=_("Hvilken dag?"), widget=DATE_INPUT, error_messages={"invalid": DATE_WRONG})
    starts = forms.TimeField(label=_("Begynder klokken"), widget=TIME_INPUT, error_messages={"invalid": TIME_WRONG})
    ends = forms.TimeField(label=_("Slutter klokken"), widget=TIME_INPUT, error_messages={"invalid": TIME_WRONG})
    until_on = forms.DateField(
        label=_("Hvilken dag slutter det?"),
        help_text=_("Kun når det varer flere dage."),
        required=False,
        widget=DATE_INPUT,
        error_messages={"invalid": DATE_WRONG},
    )
    place = PlainTextField(
        label=_("Hvor er det?"),
        help_text=_("Et sted eller en by. Kender vi stedet, kommer det på kortet."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "kendte-steder"}),
    )
    address = PlainTextField(label=_("Adresse"), max_length=LINE_LENGTH, required=False)
    area_id = forms.ChoiceField(label=_("Område"), required=False)
    online_url = forms.CharField(
        label=_("Link, hvis man kan være med på nettet"),
        help_text=_("Kun dem, der har en plads, ser linket."),
        max_length=300,
        required=False,
        widget=forms.URLInput,
    )
    needs_sign_up = forms.BooleanField(label=_("Man skal melde sig til"), required=False)
    places = forms.IntegerField(
        label=_("Hvor mange er der plads til?"),
        help_text=_("Lad feltet stå tomt, hvis alle kan være der. Er der fuldt, er der venteliste."),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages={"invalid": NUMBER_WRONG},
    )
    sign_up_by = forms.DateField(
        label=_("Til og med hvilken dag kan man melde sig?"),
        required=False,
        widget=DATE_INPUT,
        error_messages={"invalid": DATE_WRONG},
    )
    price = PlainTextField(
        label=_("Hvad koster det?"), help_text=_("Tomt, hvis det er gratis."), max_length=LINE_LENGTH, required=False
    )
    access = forms.MultipleChoiceField(
        label=_("Hvad gør det lettere at komme?"),
        choices=Facility.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    access_note = PlainTextField(
        label=_("Mere om at komme med"),
        help_text=_("For eksempel: Ring senest mandag, hvis I vil have tolk."),
        max_length=LINE_LENGTH,
        required=False,
    )
    follows_id = forms.ChoiceField(
        label=_("Følger op på et tidligere møde"),
        help_text=_("Så står det, I blev enige om sidst, på siden."),
        required=False,
    )

    # The parts of the page: heading, whether it is folded away, fields.
    PARTS: tuple[tuple[Any, bool, tuple[str, ...]], ...] = (
        ("", False, ("title", "body", "for_whom", "kind", "theme")),
        (_("Hvem står bag"), False, ("host_id", "contact_name", "contact_phone", "audience")),
        (_("Hvornår"), False, ("first_on", "starts", "ends", "until_on")),
        (_("Hvor"), False, ("place", "address", "area_id", "online_url")),
        (_("Tilmelding"), False, ("needs_sign_up", "places", "sign_up_by", "price")),
        (_("At komme med"), False, ("access", "access_note")),
        (_("Kun for møder"), True, ("follows_id",)),
    )
    CHIPS = ("access",)

    def __init__(self, *args: Any, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event  # as it stands, where one does
        set_choices(self, "area_id", area_choices(_("Ved ikke")))
        set_choices(self, "theme", [("", _("Intet bestemt tema")), *Theme.choices])
        earlier = queries.earlier_meetings(self.viewer)
        named = {str(row.pk): f"{row.title} · {times.in_words(row)}" for row in earlier}
        if (now := self.initial.get("follows_id")) and now not in named:
            row = queries.followed_now(now, self.viewer)
            named[now] = f"{row.title} · {times.in_words(row)}" if row else str(_("Et møde, der ikke vises mere"))
        set_choices(self, "follows_id", [("", _("Nej")), *named.items()])

    def clean(self) -> dict[str, Any]:
        """What the verb would refuse is told with the rest, and not one at a time."""
        data = super().clean() or self.cleaned_data
        event, told = (copy(self.event), {}) if self.event else (Event(), {"first_on": None})
        try:
            facts.put_on(event, told | {name: data[name] for name in facts.FACTS if name in data}, self.viewer)
        except ValidationError as problem:
            for name, errors in problem.error_dict.items():
                if name in self.fields and name not in self.errors:
                    self.add_error(name, errors)
        return data

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The parts that have fields here; a fold stands open when something in it is filled in or wrong."""
        shown = []
        for label, is_folded, names in self.PARTS:
            fields = [self[name] for name in names if name in self.fields]
            is_open = any(field.errors or field.value() for field in fields)
            shown.append({"label": label, "is_folded": is_folded, "is_open": is_open, "fields": fields})
        return shown

    def arguments(self) -> dict[str, Any]:
        """The facts as the verb takes them; days and times as text."""
        data = super().arguments()
        for name in ("first_on", "until_on", "starts", "ends", "sign_up_by"):
            if isinstance(data[name], date | time):
                data[name] = data[name].isoformat()
        return data


def audience_field(viewer: Any, now: str = "") -> forms.ChoiceField:
    """Who may read it: "all staff" is for staff to choose, and for what stands so already (``now``)."""
    shown = [
        (code.value, label) for code, label in AUDIENCES.items() if code not in {"staff"} - {now} or viewer.is_staff
    ]
    return forms.ChoiceField(
        label=_("Hvem kan se det?"),
        choices=shown,
        error_messages={"required": BAD_CHOICE, "invalid_choice": BAD_CHOICE},
    )


class MakeEventForm(EventFactsForm, ContributionForm):
    """Who speaks follows from who hosts it; staff may write it down for somebody."""

    def __init__(self, *args: Any, origin: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("speaks_as", None)
        choose_among(self, "host_id", actors_among(host_rows(self.viewer)), _("Vælg"))
        if origin is None:
            self.fields["audience"] = audience_field(self.viewer)

    @staticmethod
    def initial_from(origin: Subject | None, before: Event | None, viewer: Any) -> dict[str, Any]:
        """What can be known beforehand: of the page it is about, or of last year's. Everything may be changed."""
        me = Person.objects.select_related("actor").filter(pk=viewer.person_id).first()
        host = likely_host(viewer)
        known: dict[str, Any] = {
            "kind": EventKind.OTHER,
            "needs_sign_up": True,
            "audience": Audience.PUBLIC,
            "contact_name": me.name if me else "",
            "contact_phone": (me.phone if me else "") or (host.phone if host else ""),
            "host_id": str(host.pk) if host else "",
        }
        if before:
            return known | EditEventForm.initial_of(before) | next_year(before, known)
        if origin:
            known |= {"title": origin.title[:TITLE_LENGTH], "place": origin.place, "kind": EventKind.CITIZENS}
        return known


def likely_host(viewer: Viewer) -> Actor | None:
    """One's own unit, else the only one there is to choose: nobody invites in a name they did not choose."""
    hosts = possible_hosts(viewer)
    worked_in = {grant.scope for grant in viewer.grants}
    own = next((host for host in hosts if host.kind == ActorKind.UNIT and host.pk in worked_in), None)
    return own or (hosts[0] if len(hosts) == 1 else None)


def next_year(before: Event, known: dict[str, Any]) -> dict[str, Any]:
    """The same weekday 52 weeks on, as long as that is ahead."""
    day = times.local(before.starts_at, before.zone).date() + timedelta(weeks=52)
    while day <= clock.today():
        day += timedelta(weeks=52)
    return {
        "first_on": day,
        "until_on": None,
        "sign_up_by": None,
        "host_id": str(before.host_id),
        "follows_id": str(before.pk) if before.is_meeting else "",
        "online_url": "",
        "audience": known["audience"],
    }


class EditEventForm(EditForm, EventFactsForm):
    """The host stays: whoever takes over makes one of their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["host_id"]
        # What is about a page is read by whoever reads the page.
        if now := self.initial.get("audience"):
            self.fields["audience"] = audience_field(self.viewer, now)

    @staticmethod
    def initial_of(event: Event) -> dict[str, Any]:
        plain = (
            "title body for_whom kind theme contact_name contact_phone place address online_url needs_sign_up places "
            "sign_up_by price access access_note"
        )
        return {
            **{name: getattr(event, name) for name in plain.split()},
            **facts.times_of(event),
            "area_id": str(event.area_id or ""),
            "follows_id": str(event.follows_id or ""),
            "audience": "" if event.origin_id else event.subject.audience,
            "expected_version": event.version,
        }


class EventSignUpForm(ContributionForm):
    """Come, alone or with others. Without an account: a name and an address. Nothing else is asked."""

    voice_fields: tuple[str, ...] = (*ContributionForm.voice_fields, "behalf_phone")  # type: ignore[assignment]

    people = forms.IntegerField(
        label=_("Hvor mange kommer I?"),
        help_text=_("Du selv og dem, du har med."),
        min_value=1,
        max_value=MOST_TOGETHER,
        initial=1,
        error_messages={"invalid": NUMBER_WRONG},
    )
    reminder = forms.ChoiceField(
        label=_("Skal vi minde dig om det?"),
        choices=EventReminder.choices,
        initial=EventReminder.DAY,
        widget=forms.RadioSelect,
    )
    phone = PlainTextField(label=_("Dit telefonnummer"), max_length=30, required=False)
    shares_contact = forms.BooleanField(
        label=_("Værten må få min mail og mit nummer"),
        help_text=_("Uden kryds går alt gennem os."),
        required=False,
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        if "guest_function" in self.fields:
            self.fields["guest_function"].widget = forms.HiddenInput()
            self.fields["guest_name"].help_text = _("Fornavn er nok. Kun værten ser det.")
            self.fields["guest_email"].help_text = _("Vi sender et link, så du kan bekræfte.")
        if "speaks_as" in self.fields:
            self.fields["speaks_as"].label = _("Hvem kommer du for?")
        # Who somebody is stands first on the page, and so in the list of what is wrong.
        self.order_fields(("speaks_as", *self.guest_fields))

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
        places = self.event.places
        if not self.viewer.is_known and places is not None and (data.get("people") or 1) > places:
            self.add_error("people", _("Der er højst plads til %d.") % places)
        return data

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        what = f"{self.event.title}. {times.in_words(self.event)}."
        if told["people"] > 1:
            what += " " + _("I kommer %(n)d.") % {"n": told["people"]}
        return {**told, "what": what}


class EventChoiceForm(VerbForm):
    reminder = forms.ChoiceField(label=_("Skal vi minde dig om det?"), choices=EventReminder.choices)
    shares_contact = forms.BooleanField(label=_("Værten må få min mail og mit nummer"), required=False)


class EventWordsForm(VerbForm):
    """A message from the host to those who come."""

    words = PlainTextField(label=_("Hvad vil du skrive?"), max_length=WORD_LENGTH, lines=4)


class CancelEventForm(VerbForm):
    why = PlainTextField(
        label=_("Hvorfor?"),
        help_text=_("Et par ord. De står på siden og i mailen til de tilmeldte."),
        max_length=WORD_LENGTH,
        lines=3,
        required=False,
    )
