"""Forms about the frame, ground rules and agreements."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Unit
from samspil.actors.queries import actors_among
from samspil.agreements import queries
from samspil.agreements.actions import CONTACTS, check_review
from samspil.agreements.models import (
    BODY_LENGTH,
    FRAME_SECTIONS,
    LABELS,
    LIST_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    PHONE_LENGTH,
    RULES_SECTIONS,
    SECTION_LENGTH,
    TITLE_LENGTH,
    Agreement,
    AgreementVersion,
    Insurance,
    Reply,
    Section,
    Side,
    TextVersion,
)
from samspil.agreements.publishing import CONTENT
from samspil.foundation import clock
from samspil.foundation.addresses import check_phone
from samspil.foundation.choosing import OneOfManyField, choose_among
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, AddressField, EditForm, PlainTextField, VerbForm, set_choices, tell_when
from samspil.foundation.ids import as_uuid
from samspil.foundation.verbs import all_told
from samspil.foundation.viewer import Viewer
from samspil.identity.forms import NOT_KEPT
from samspil.identity.people_forms import DayField

HINTS = {
    Section.PURPOSE: _("Hvorfor samarbejder vi, og hvad får borgeren ud af det?"),
    Section.WELCOME: _("Det første, en ny frivillig skal vide om jer."),
    Section.DAILY: _("Hvornår, hvor, og hvad gør man, når man kommer?"),
    Section.BOUNDARY: _("Hvad gør frivillige aldrig, selv om de kan?"),
    Section.CONFIDENTIALITY: _(
        "Ansatte har tavshedspligt. De må kun fortælle det, loven giver lov til (forvaltningslovens § 27)."
    ),
    Section.SAFETY: _("Hvem skal have en børneattest eller et kursus? Kommunen gemmer aldrig attester."),
    Section.EXPENSES: _("Hvad får man tilbage, og hvordan?"),
    Section.INSURANCE: _(
        "Kommunen kan forsikre frivillige, når byrådet har bestemt hvilke indsatser (servicelovens § 18 a)."
    ),
    Section.CONTACT: _("Et navn og et telefonnummer."),
    Section.TROUBLE: _("Hvem går man til, når noget ikke er, som det skal være?"),
    Section.STOPPING: _("Man kan altid stoppe. Skriv, hvem man siger det til."),
}


class SectionsForm(EditForm):
    """A text in sections. The verb is called with all of them together."""

    codes: tuple[Section, ...] = ()

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in self.codes:
            self.fields[code.value] = PlainTextField(
                label=code.label,
                help_text=HINTS.get(code, ""),
                max_length=SECTION_LENGTH,
                lines=5,
                required=False,
            )
        if not is_new:
            self.fields["note"] = PlainTextField(
                label=_("Hvad er nyt?"),
                help_text=_("Én linje. De, der har en aftale, læser den og siger ja igen."),
                max_length=NOTE_LENGTH,
            )

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        sections = {code.value: data.pop(code.value, "") for code in self.codes}
        return {**data, "sections": sections}

    @staticmethod
    def initial_of(version: TextVersion | None) -> dict[str, Any]:
        if version is None:
            return {}
        return {**version.sections, "expected_version": version.subject.version}


class FrameForm(SectionsForm):
    codes = FRAME_SECTIONS


class RulesForm(SectionsForm):
    codes = RULES_SECTIONS


class AgreementFilterForm(FilterForm):
    vis = forms.ChoiceField(
        label=_("Vis"),
        required=False,
        choices=[
            ("", ALL),
            ("venter", _("Venter på et ja")),
            ("se-paa", _("Skal ses på igen")),
            ("gaelder", _("Gælder")),
            ("kladde", _("Kladder")),
            ("slut", _("Slut")),
        ],
    )
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    hvem = forms.ChoiceField(
        label=_("Med hvem"),
        required=False,
        choices=[("", ALL), ("foreninger", _("Foreninger")), ("personer", _("Personer"))],
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(str(unit.pk), unit.actor.name) for unit in queries.units_for(viewer)]
        set_choices(self, "enhed", [("", _("Alle enheder")), *units])
        if not units:
            del self.fields["enhed"]

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            state=values["vis"],
            unit=as_uuid(values.get("enhed") or ""),
            whom=values["hvem"],
        )


def listed(name: str, help_text: Any, *, required: bool = True) -> PlainTextField:
    return PlainTextField(label=LABELS[name], help_text=help_text, max_length=LIST_LENGTH, lines=5, required=required)


def told(name: str, help_text: Any = "", *, required: bool = False) -> PlainTextField:
    return PlainTextField(label=LABELS[name], help_text=help_text, max_length=BODY_LENGTH, lines=3, required=required)


class WordsForm(VerbForm):
    """The words of an agreement, its contacts and when it is looked at again."""

    title = PlainTextField(
        label=_("Hvad handler aftalen om?"),
        help_text=_("For eksempel: Besøgsvenner på Kildegården. Skriv ikke navne på personer."),
        max_length=TITLE_LENGTH,
    )
    volunteer_does = listed("volunteer_does", _("En ting på hver linje."))
    professional_does = listed("professional_does", _("En ting på hver linje."))
    nobody_does = listed("nobody_does", _("Det, der ikke hører med. En ting på hver linje."), required=False)
    roles = told("roles", _("Hvem bestemmer hvad, og hvem hjælper hvem?"))
    expectations = told("expectations", _("For eksempel afbud, introduktion og et møde om året."))
    confidentiality = told(
        "confidentiality",
        _("Frivillige tier om det, de får at vide. Ansatte fortæller kun det, de må (forvaltningsloven § 27)."),
        required=True,
    )
    expenses = told("expenses", _("Hvad bliver betalt tilbage, og hvordan?"))
    insurance = forms.ChoiceField(
        label=LABELS["insurance"],
        help_text=_("Leder en ansat arbejdet, kan det være arbejdsskadesikring. Spørg, hvis I er i tvivl."),
        choices=[("", _("Vælg")), *Insurance.choices],
    )
    insurance_note = PlainTextField(
        label=LABELS["insurance_note"],
        help_text=_("For eksempel policens navn, og hvad den ikke dækker."),
        max_length=NOTE_LENGTH,
        required=False,
    )
    leaving = told("leaving", _("Man kan stoppe når som helst. Skriv, hvem man siger det til."), required=True)
    unit_contact = PlainTextField(
        label=_("Kontakt i kommunen"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs=NOT_KEPT)
    )
    unit_phone = PlainTextField(
        label=_("Telefon dér"), max_length=PHONE_LENGTH, required=False, widget=forms.TextInput(attrs=NOT_KEPT)
    )
    party_contact = PlainTextField(
        label=_("Kontakt på den frivillige side"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs=NOT_KEPT)
    )
    party_phone = PlainTextField(
        label=_("Telefon på den frivillige side"),
        max_length=PHONE_LENGTH,
        required=False,
        widget=forms.TextInput(attrs=NOT_KEPT),
    )
    party_email = AddressField(
        label=_("Mail på den frivillige side"),
        help_text=_("Hertil går linket, hvis ingen af foreningens egne er i Samspil."),
        required=False,
        widget=forms.EmailInput(attrs=NOT_KEPT),
    )
    review_on = DayField(label=_("Hvornår ser I på aftalen igen?"))
    is_public = forms.BooleanField(
        label=_("Alle må læse aftalen"),
        help_text=_("Kontakterne bliver aldrig vist for alle. En aftale med én person er aldrig offentlig."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_on"].required = True

    def clean(self) -> dict[str, Any]:
        """What the verb would refuse is told with the rest, and not one at a time."""
        data = super().clean() or {}
        day = data.get("review_on")
        try:
            all_told(
                *(partial(check_phone, data.get(name, ""), name) for name in ("unit_phone", "party_phone")),
                partial(check_review, None if day == self.initial.get("review_on") else day),
            )
        except ValidationError as problem:
            self.take_errors(problem)
        return data


class MakeForm(WordsForm):
    party_id = OneOfManyField(
        label=_("Hvilken forening, virksomhed eller skole?"),
        help_text=_("Vælg her, eller skriv mailen på en person nedenfor."),
        required=False,
    )
    email = AddressField(
        label=_("Eller mailen på en person"),
        help_text=_("Hele adressen, hvis aftalen er med én frivillig."),
        required=False,
        widget=forms.EmailInput(attrs=NOT_KEPT),
    )

    field_order = ["party_id", "email", "title"]

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "party_id", actors_among(queries.parties(self.viewer)), _("Vælg"))
        tell_when(self, "party_id", "email")  # one of the two is needed
        self.fields["review_on"].initial = queries.review_again()
        for name, value in queries.known_beforehand(unit).items():
            self.fields[name].initial = value

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "party_id" in self.errors or "email" in self.errors:
            return data
        if data.get("party_id") and data.get("email"):
            raise ValidationError({"email": _("Vælg enten en forening eller en person.")})
        if data.get("email"):
            person = queries.person_by_address(data["email"])
            if person is None:
                said = _(
                    "Vi kender ikke mailen. Bed personen om at skrive sig på »Vil du gerne spørges?«, "
                    "eller ring til frivilligkoordinatoren."
                )
                raise ValidationError({"email": said})
            data["party_id"] = str(person.actor_id)
        elif not data.get("party_id"):
            raise ValidationError({"party_id": _("Vælg, hvem aftalen er med.")})
        return data

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        data.pop("email")
        return data


class EditAgreementForm(WordsForm, EditForm):
    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if agreement.party.is_person:
            del self.fields["is_public"]

    @staticmethod
    def initial_of(agreement: Agreement, version: AgreementVersion) -> dict[str, Any]:
        return {
            "title": agreement.subject.title,
            **{name: getattr(version, name) for name in CONTENT},
            **{name: getattr(agreement, name) for name in CONTACTS},
            "review_on": agreement.review_on,
            "is_public": agreement.is_public,
            "expected_version": agreement.version,
        }


class PaperForm(VerbForm):
    number = forms.IntegerField(widget=forms.HiddenInput)
    side = forms.ChoiceField(label=_("For hvem?"), choices=Side.choices, widget=forms.RadioSelect)
    signed_by = PlainTextField(
        label=_("Hvem har skrevet under?"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs=NOT_KEPT)
    )
    signed_on = DayField(label=_("Hvornår?"))

    def __init__(self, *args: Any, version: AgreementVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {acceptance.side for acceptance in version.acceptances.all()}
        agreement = version.agreement
        names = {Side.UNIT: agreement.unit.actor.name, Side.PARTY: agreement.party_name}
        open_sides = [(side.value, names[side]) for side in Side if side not in said]
        set_choices(self, "side", open_sides)
        self.fields["side"].initial = open_sides[0][0] if len(open_sides) == 1 else ""
        self.fields["number"].initial = version.number
        self.fields["signed_on"].required = True
        self.fields["signed_on"].initial = clock.today()


class ReplyForm(VerbForm):
    """No, or something else first."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    reply = forms.ChoiceField(
        label=_("Hvad svarer du?"),
        choices=Reply.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad du svarer.")},
    )
    words = PlainTextField(
        label=_("Hvad skal være anderledes?"),
        help_text=_("Siger du nej, må du gerne sige hvorfor. Skriv ikke om andre mennesker."),
        max_length=NOTE_LENGTH,
        lines=4,
        required=False,
        tells_when=True,
    )


class ReviewForm(EditForm):
    review_on = DayField(label=_("Hvornår ser I på aftalen igen?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_on"].required = True


class EndForm(EditForm):
    note = PlainTextField(
        label=_("Vil du sige noget om det?"),
        help_text=_("Du behøver ingen grund. Skriv ikke om andre mennesker."),
        max_length=NOTE_LENGTH,
        required=False,
    )
