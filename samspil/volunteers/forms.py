"""Forms about being asked: one's own profile, and the filters of those who look for somebody."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import EditForm, PlainTextField, VerbForm, set_choices
from samspil.identity.forms import ContributionForm
from samspil.matching.types import TIMES
from samspil.resources.forms import NUMBER_WRONG, area_choices
from samspil.resources.models import LANGUAGES, Day
from samspil.tasks import times
from samspil.tasks.cards import room_in_words
from samspil.tasks.models import MOST_PEOPLE, Reminder, Slot, Task, TaskKind
from samspil.tasks.queries import slots_ahead
from samspil.volunteers import queries
from samspil.volunteers.models import CAN_LENGTH, FURTHEST, LivedSeenBy, Profile

PARTS_OF_DAY = {"morning": _("Formiddag"), "afternoon": _("Eftermiddag"), "evening": _("Aften")}
OFTEN_LABELS = {1: _("Højst 1 gang om måneden"), 2: _("Højst 2 gange om måneden"), 4: _("Højst 4 gange om måneden")}
FACTS = (
    "can",
    "area_id",
    "kinds",
    "days",
    "times",
    "drives",
    "most_a_month",
    "hosts_may_ask",
    "place",
    "reach_km",
    "languages",
    "lived",
    "lived_seen_by",
)
MORE = ("place", "reach_km", "languages", "lived", "lived_seen_by")
CHIPS = ("kinds", "days", "times", "languages")
SORT_LABELS = {
    "naeste": _("Det, der sker først"),
    "mangler": _("Hvor der mangler flest"),
    "spurgt": _("Hvor færrest er spurgt"),
    "omraade": _("Område"),
}
AHEAD = {"14": _("De næste 14 dage"), "": _("De næste 30 dage"), "90": _("De næste 90 dage")}


class ProfileFactsForm(VerbForm):
    """What somebody may say of themselves. Only the first field is needed."""

    can = PlainTextField(
        label=_("Hvad kan du lide, og hvad kan du?"),
        help_text=_("Få ord er nok. For eksempel: cykler, gammel tømrer, god til børn og kaffe."),
        max_length=CAN_LENGTH,
        lines=4,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Hvad vil du gerne spørges om?"),
        choices=TaskKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    area_id = forms.ChoiceField(label=_("Hvor bor du cirka?"), required=False)
    days = forms.MultipleChoiceField(
        label=_("Hvilke dage kan du?"), choices=Day.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    times = forms.MultipleChoiceField(
        label=_("Hvornår på dagen?"),
        choices=[(code, PARTS_OF_DAY[code]) for code in TIMES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    drives = forms.BooleanField(label=_("Jeg kan køre bil for andre"), required=False)
    most_a_month = forms.ChoiceField(
        label=_("Hvor tit må vi spørge?"),
        choices=[(str(number), label) for number, label in OFTEN_LABELS.items()],
        widget=forms.RadioSelect,
        initial="2",
    )
    hosts_may_ask = forms.BooleanField(
        label=_("Foreninger og enheder med en opgave må også spørge mig"),
        help_text=_("Så kan værten for en opgave se dit fornavn og det, du skriver her. Ellers kun koordinatoren."),
        required=False,
    )
    place = PlainTextField(
        label=_("Hvilken by eller hvilket sted?"),
        help_text=_("Skriv aldrig din adresse."),
        max_length=120,
        required=False,
    )
    reach_km = forms.IntegerField(
        label=_("Hvor mange kilometer vil du højst?"),
        min_value=0,
        max_value=FURTHEST,
        required=False,
        error_messages={"invalid": NUMBER_WRONG},
    )
    languages = forms.MultipleChoiceField(
        label=_("Hvilke sprog taler du?"),
        choices=list(LANGUAGES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    lived = PlainTextField(
        label=_("Har du selv prøvet noget, du vil bruge til at hjælpe andre?"),
        help_text=_("Kun hvis du selv vil fortælle det. Vi spørger ikke til helbred eller tro."),
        max_length=CAN_LENGTH,
        lines=3,
        required=False,
    )
    lived_seen_by = forms.ChoiceField(
        label=_("Hvem må se det?"), choices=LivedSeenBy.choices, widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "area_id", area_choices(_("Vil jeg ikke sige")))
        self.fields["lived_seen_by"].initial = LivedSeenBy.COORDINATORS

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        data["lived_seen_by"] = data.get("lived_seen_by") or LivedSeenBy.COORDINATORS.value
        return data

    def shown(self, *, more: bool) -> list[dict[str, Any]]:
        return [
            {"field": self[name], "chips": name in CHIPS, "counter": getattr(self.fields[name], "lines", 1) > 1}
            for name in FACTS
            if (name in MORE) == more
        ]

    @property
    def first_fields(self) -> list[dict[str, Any]]:
        return self.shown(more=False)

    @property
    def more_fields(self) -> list[dict[str, Any]]:
        return self.shown(more=True)

    @property
    def is_more_open(self) -> bool:
        """Whether the fold holds something, or something is wrong in it."""
        return any(self[name].errors or (name != "lived_seen_by" and self[name].value()) for name in MORE)


class OfferForm(ProfileFactsForm, ContributionForm):
    """The first time, with or without an account. A profile is one's own: nobody writes one in another's name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.voice_fields:
            self.fields.pop(name, None)
        if "guest_name" in self.fields:
            self.fields["guest_name"].help_text = _("Fornavn er nok. Kun den, der leder efter nogen, ser det.")
            self.fields["guest_function"].widget = forms.HiddenInput()

    @property
    def speaker_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.guest_fields]


class EditProfileForm(ProfileFactsForm, EditForm):
    @staticmethod
    def initial_of(profile: Profile) -> dict[str, Any]:
        plain = ("can", "kinds", "days", "times", "drives", "hosts_may_ask", "place", "reach_km", "languages", "lived")
        return {
            **{name: getattr(profile, name) for name in plain},
            "area_id": str(profile.area_id or ""),
            "most_a_month": str(profile.most_a_month),
            "lived_seen_by": profile.lived_seen_by,
            "expected_version": profile.version,
        }


class LookingForm(forms.Form):
    """What a coordinator looks for in their own words. It is never kept."""

    words = PlainTextField(
        label=_("Hvem leder du efter?"),
        help_text=_("Skriv aldrig noget, der peger på en bestemt borger. Det bliver ikke gemt."),
        max_length=300,
        lines=2,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class MissingFilterForm(FilterForm):
    slags = forms.ChoiceField(label=_("Slags"), required=False)
    omraade = forms.ChoiceField(label=_("Område"), required=False)
    dage = forms.ChoiceField(label=_("Hvornår"), required=False, choices=list(AHEAD.items()))
    sorter = forms.ChoiceField(label=_("Rækkefølge"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "slags", [("", _("Alle slags")), *TaskKind.choices])
        set_choices(self, "omraade", area_choices(_("Hele kommunen")))

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            kind=values["slags"],
            area=int(values["omraade"]) if values["omraade"] else None,
            days=int(values["dage"] or 30),
            sort=values["sorter"] or queries.SORTS[0],
        )


class ComeForm(VerbForm):
    """Whoever was asked and said yes chooses a time. Who they are is known by the letter's link."""

    slot_id = forms.ChoiceField(label=_("Hvornår kommer du?"), widget=forms.RadioSelect)
    people = forms.IntegerField(
        label=_("Hvor mange kommer I?"), min_value=1, max_value=MOST_PEOPLE, error_messages={"invalid": NUMBER_WRONG}
    )
    reminder = forms.ChoiceField(
        label=_("Skal vi minde dig om det?"),
        choices=Reminder.choices,
        initial=Reminder.DAY,
        widget=forms.RadioSelect,
    )
    shares_contact = forms.BooleanField(
        label=_("Værten må få min mail og mit nummer"),
        help_text=_("Først når værten har sagt ja. Uden kryds går alt gennem os."),
        required=False,
    )

    def __init__(self, *args: Any, task: Task, actor: Actor | None, but: set[UUID], **kwargs: Any) -> None:
        """``but`` are the times they come to already."""
        super().__init__(*args, **kwargs)
        self.slots = [slot for slot in slots_ahead(task) if slot.is_open and slot.pk not in but]
        set_choices(self, "slot_id", [(str(slot.pk), time_with_room(slot)) for slot in self.slots])
        if len(self.slots) == 1:
            self.fields["slot_id"].initial = str(self.slots[0].pk)
        if actor is None:
            del self.fields["people"]
        else:
            self.fields["slot_id"].label = _("Hvornår kommer I?")


def time_with_room(slot: Slot) -> str:
    return f"{times.slot_in_words(slot)}. {room_in_words(slot)}"
