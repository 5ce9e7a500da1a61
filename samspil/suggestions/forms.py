"""Forms about what could help, how it went, and the words."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspil.foundation.forms import EditForm, PlainTextField, set_choices
from samspil.foundation.ids import uuid7
from samspil.foundation.models import Theme
from samspil.foundation.text import find_cpr
from samspil.matching.types import Need
from samspil.matching.vocabulary import Vocabulary
from samspil.resources.models import Area, TargetGroup
from samspil.resources.queries import places
from samspil.suggestions import chips, words
from samspil.suggestions.models import WORD_LENGTH, WORDS_LENGTH, ExtraConcept, NoReason, Step
from samspil.suggestions.queries import language

MOST_TEXT = 20_000
MOST_READ = 2_000  # letters that tell the alphabet
LAST_LATIN = "\u024f"
MORE = "more_"
SLOTS = 3  # links one can say at a time
NEARNESS = (("0.9", _("Meget tæt")), ("0.6", _("Tæt")), ("0.3", _("Lidt")))
BAD_CHOICE = _("Vælg en af mulighederne på listen.")


class WhyNotForm(forms.Form):
    """What somebody looks for. Nothing of it is kept, so there is no number to press twice with."""

    likes = forms.MultipleChoiceField(
        label=_("Kan lide"), required=False, widget=forms.CheckboxSelectMultiple, choices=chips.choices(chips.LIKES)
    )
    lives = forms.MultipleChoiceField(
        label=_("Sådan er det nu"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=chips.choices(chips.LIVES),
    )
    wishes = forms.MultipleChoiceField(
        label=_("Vigtigt"), required=False, widget=forms.CheckboxSelectMultiple, choices=chips.choices(chips.WISHES)
    )
    text = PlainTextField(
        label=_("Eller skriv det selv"),
        help_text=_("For eksempel: tidligere tømrer, elsker naturen. Skriv aldrig navn."),
        max_length=MOST_TEXT,
        lines=3,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    place = forms.ChoiceField(label=_("Hvor?"), required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.vocabulary = words.full_vocabulary()
        self.points = places()
        for group, (label, choices) in chips.more_choices(self.vocabulary).items():
            self.fields[f"{MORE}{group}"] = forms.MultipleChoiceField(
                label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )
        set_choices(self, "place", [("", _("Hele kommunen")), *((name, name) for name in self.points)])
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = BAD_CHOICE

    def clean(self) -> dict[str, Any]:
        if "text" in self.errors and find_cpr(self.data.get("text", "")[:MOST_TEXT]):
            # Elsewhere the rest is kept once the number is gone; here nothing is.
            self.errors["text"] = self.error_class([str(_("Det ligner et CPR-nummer. Fjern det, og tryk igen."))])
        return super().clean() or self.cleaned_data

    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(MORE)]

    @property
    def is_more_chosen(self) -> bool:
        return any(field.value() for field in self.more_fields())

    def more(self) -> list[str]:
        return [key for name, keys in self.cleaned_data.items() if name.startswith(MORE) for key in keys]

    def is_empty(self) -> bool:
        """Whether there is nothing to go by: a wish alone or a place alone fits everything."""
        data = self.cleaned_data
        return not (data["likes"] or data["lives"] or self.more() or any(sign.isalnum() for sign in data["text"]))

    def is_foreign(self) -> bool:
        """Whether most of what was written stands in other letters than ours: we guess, and say so."""
        letters = [sign for sign in self.cleaned_data["text"][:MOST_READ] if sign.isalpha()]
        return sum(sign > LAST_LATIN for sign in letters) * 2 > len(letters)

    def need(self) -> Need:
        data = self.cleaned_data
        known = frozenset(key for key in self.more() if key in self.vocabulary)
        need = Need(text=data["text"], concepts=known, place=data["place"], point=self.points.get(data["place"]))
        return chips.put(need, [*data["likes"], *data["lives"], *data["wishes"]], self.vocabulary)

    def area(self) -> Area | None:
        return Area.objects.filter(name=self.cleaned_data["place"]).first() if self.cleaned_data["place"] else None


class PressForm(forms.Form):
    """A form that counts once, however often it is pressed, and leaves no trace of who pressed."""

    press = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36, initial=uuid7)
    reason = forms.ChoiceField(label=_("Hvorfor passede det ikke?"), required=False)
    theme = forms.ChoiceField(label=_("Hvilken del af livet?"), required=False)
    target_group = forms.ChoiceField(label=_("Hvem var det til?"), required=False)
    area_id = forms.ChoiceField(label=_("Hvor?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        set_choices(self, "reason", [("", _("Vælg")), *NoReason.choices])
        set_choices(self, "theme", [("", _("Ved ikke")), *Theme.choices])
        set_choices(self, "target_group", [("", _("Ved ikke")), *TargetGroup.choices])
        areas = [(str(pk), name) for pk, name in Area.objects.values_list("pk", "name")]
        set_choices(self, "area_id", [("", _("Ved ikke")), *areas])
        for name in ("reason", "theme", "target_group", "area_id"):
            self.fields[name].error_messages["invalid_choice"] = BAD_CHOICE

    def take_errors(self, problem: Any) -> None:
        for name, errors in problem.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


class OutcomeForm(PressForm):
    """What became of a suggestion."""

    step = forms.ChoiceField(
        label=_("Hvordan gik det?"),
        widget=forms.RadioSelect,
        choices=[
            (Step.ASKED, _("Jeg har spurgt dem")),
            (Step.TRIED, _("Det bliver prøvet")),
            (Step.WORKED, _("Det var godt")),
            (Step.REJECTED, _("Det passede ikke")),
        ],
        error_messages={"required": _("Vælg en af mulighederne."), "invalid_choice": BAD_CHOICE},
    )

    field_order = ["step", "reason", "theme", "target_group", "area_id", "press"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Kun når det ikke passede.")


class NothingFitsForm(PressForm):
    """None of what was suggested would do, or there was nothing."""

    field_order = ["reason", "theme", "target_group", "area_id", "press"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = _("Vælg, hvorfor det ikke passede.")


class ConceptForm(EditForm):
    """A word of our own, or more words for one that stands there."""

    extends = forms.ChoiceField(
        label=_("Giv et ord flere navne"), help_text=_("Lad stå, når det er et helt nyt ord."), required=False
    )
    label_da = PlainTextField(label=_("Hvad hedder det på dansk?"), max_length=WORD_LENGTH, required=False)
    label_en = PlainTextField(label=_("Hvad hedder det på engelsk?"), max_length=WORD_LENGTH, required=False)
    words_da = PlainTextField(
        label=_("Andre danske ord for det"),
        help_text=_("Sæt komma imellem. For eksempel: krolf, havekroket."),
        max_length=WORDS_LENGTH,
        required=False,
    )
    words_en = PlainTextField(
        label=_("Andre engelske ord for det"),
        help_text=_("Sæt komma imellem."),
        max_length=WORDS_LENGTH,
        required=False,
    )

    def __init__(self, *args: Any, concept: ExtraConcept | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = words.full_vocabulary()
        said = language()
        labels = sorted(((key, known.label(key, said)) for key in known), key=lambda row: row[1].casefold())
        if concept is not None:
            del self.fields["extends"]
            if concept.extends:
                del self.fields["label_da"], self.fields["label_en"]
        else:
            base = Vocabulary.load()
            set_choices(
                self, "extends", [("", _("Et nyt ord")), *((key, label) for key, label in labels if key in base)]
            )
        targets = [("", _("Ingen")), *((key, label) for key, label in labels if concept is None or key != concept.key)]
        names = [(name, link.labels.get(said, name)) for name, link in known.link_names.items()]
        for number in range(1, SLOTS + 1):
            self.fields[f"name_{number}"] = forms.ChoiceField(
                label=_("Hvordan hænger det sammen med noget andet?"),
                choices=names,
                required=False,
                error_messages={"invalid_choice": BAD_CHOICE},
            )
            self.fields[f"target_{number}"] = forms.ChoiceField(
                label=_("Med hvad?"), choices=targets, required=False, error_messages={"invalid_choice": BAD_CHOICE}
            )
            self.fields[f"weight_{number}"] = forms.ChoiceField(
                label=_("Hvor tæt?"), choices=NEARNESS, required=False, error_messages={"invalid_choice": BAD_CHOICE}
            )

    def link_fields(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_{number}"] for name in ("name", "target", "weight")] for number in range(1, SLOTS + 1)]

    def word_fields(self) -> list[forms.BoundField]:
        names = ("extends", "label_da", "label_en", "words_da", "words_en")
        return [self[name] for name in names if name in self.fields]

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        links = [
            {"target": target, "name": data.pop(f"name_{number}"), "weight": data.pop(f"weight_{number}") or "0.6"}
            for number in range(1, SLOTS + 1)
            for target in (data.pop(f"target_{number}"),)
        ]
        return {**data, "links": links}

    @staticmethod
    def initial_of(concept: ExtraConcept) -> dict[str, Any]:
        names = ("label_da", "label_en", "words_da", "words_en")
        initial: dict[str, Any] = {name: getattr(concept, name) for name in names}
        for number, link in enumerate(concept.links.order_by("pk")[:SLOTS], 1):
            nearest = min((value for value, _label in NEARNESS), key=lambda value: abs(float(value) - link.weight))
            initial |= {f"target_{number}": link.target, f"name_{number}": link.name, f"weight_{number}": nearest}
        return {**initial, "expected_version": concept.version}
