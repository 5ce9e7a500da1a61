"""Forms about the award: a round, a nomination, what the nominated say, and what the jury says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import NAME_LENGTH
from samspil.actors.queries import staff, units
from samspil.awards import queries
from samspil.awards.actions import too_young
from samspil.awards.models import (
    CRITERIA_LENGTH,
    MOST_POINTS,
    PERSONS,
    PRIZE_LENGTH,
    PURPOSE_LENGTH,
    REASON_LENGTH,
    RELATION_LENGTH,
    WHY_LENGTH,
    WORDS_LENGTH,
    AnswerWay,
    AwardRound,
    Candidate,
    Closeness,
    Judgement,
    JurySide,
    NomineeAnswer,
    NomineeKind,
)
from samspil.foundation import clock
from samspil.foundation.forms import AddressField, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.models import TITLE_LENGTH
from samspil.identity.forms import NOT_KEPT, ContributionForm
from samspil.identity.people_forms import DayField

CHOOSE = ("", _("Vælg"))
TOLD = [CHOOSE, *((way.value, way.label) for way in AnswerWay if way != AnswerWay.LINK)]


class RoundTextsForm(VerbForm):
    title = PlainTextField(
        label=_("Hvad hedder prisen?"),
        help_text=_("For eksempel: Frivilligprisen 2026."),
        max_length=TITLE_LENGTH,
    )
    year = forms.IntegerField(
        label=_("Hvilket år?"),
        min_value=1990,
        max_value=2199,
        error_messages={"invalid": _("Skriv et årstal."), "required": _("Skriv et årstal.")},
    )
    purpose = PlainTextField(label=_("Hvad bliver den givet for?"), max_length=PURPOSE_LENGTH, lines=4)
    criteria = PlainTextField(
        label=_("Hvad ser juryen på?"),
        help_text=_("Én ting på hver linje, højst seks. Juryen giver point for hver af dem."),
        max_length=CRITERIA_LENGTH,
        lines=4,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Hvem kan indstilles?"), choices=NomineeKind.choices, widget=forms.CheckboxSelectMultiple
    )
    opens_on = DayField(label=_("Hvornår åbner den for indstillinger?"))
    closes_on = DayField(label=_("Hvilken dag er den sidste?"))
    announce_on = DayField(label=_("Hvornår bliver prisen givet?"))
    prize = PlainTextField(
        label=_("Hvad får vinderen?"),
        help_text=_("For eksempel: 10.000 kr. til det, I brænder for, og en buket."),
        max_length=PRIZE_LENGTH,
        lines=2,
        required=False,
    )
    unit_id = forms.ChoiceField(
        label=_("Hvilken enhed står for prisen?"),
        help_text=_("Enhedens leder kan så følge indstillingerne. Lad det stå, hvis det er hele kommunen."),
        required=False,
    )
    contact_id = forms.ChoiceField(
        label=_("Hvem kan man spørge?"), help_text=_("Navnet står på siden. Kontaktpersonen følger indstillingerne.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = units(self.viewer).values_list("pk", "actor__name")
        set_choices(self, "unit_id", [("", _("Hele kommunen")), *((str(pk), name) for pk, name in found)])
        set_choices(self, "contact_id", [CHOOSE, *((str(row.pk), row.name) for row in staff())])


class MakeRoundForm(RoundTextsForm):
    pass


class EditRoundForm(EditForm, RoundTextsForm):
    @staticmethod
    def initial_of(award_round: AwardRound) -> dict[str, Any]:
        names = ("title", "year", "purpose", "criteria", "kinds", "opens_on", "closes_on", "announce_on", "prize")
        return {
            **{name: getattr(award_round, name) for name in names},
            "unit_id": str(award_round.unit_id or ""),
            "contact_id": str(award_round.contact_id),
            "expected_version": award_round.version,
        }


class NominateForm(ContributionForm):
    """A minute's work: who, why, and how one knows them."""

    kind = forms.ChoiceField(label=_("Hvem vil du indstille?"), widget=forms.RadioSelect)
    name = PlainTextField(
        label=_("Hvad hedder de?"),
        help_text=_("Navnet på en person, en gruppe, en forening eller en virksomhed."),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"list": "kendte-navne", **NOT_KEPT}),
    )
    is_fifteen = forms.BooleanField(
        label=_("Personen er fyldt 15 år"),
        help_text=_("Sæt kryds, når du indstiller en enkelt person."),
        required=False,
    )
    why = PlainTextField(
        label=_("Hvorfor skal de have prisen?"),
        help_text=_("Skriv, hvad de gør, og hvad det betyder. Skriv ikke om nogens helbred."),
        max_length=WHY_LENGTH,
        lines=6,
    )
    relation = PlainTextField(
        label=_("Hvordan kender du dem?"),
        help_text=_("For eksempel: nabo, kollega eller formand."),
        max_length=RELATION_LENGTH,
    )
    email = AddressField(
        label=_("Deres mail"),
        help_text=_("Så spørger vi dem selv, om de vil være med. Mailen står ingen steder på siden."),
        required=False,
        widget=forms.EmailInput(attrs=NOT_KEPT),
    )
    phone = PlainTextField(
        label=_("Deres telefon"),
        help_text=_("Kun kontaktpersonen kan se nummeret."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", **NOT_KEPT}),
    )

    field_order = ["kind", "name", "is_fifteen", "why", "relation", "email", "phone"]

    def __init__(self, *args: Any, award_round: AwardRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "kind", [(kind.value, kind.label) for kind in NomineeKind if kind in award_round.kinds])
        if not set(award_round.kinds) & set(PERSONS):
            del self.fields["is_fifteen"]
        if "guest_function" in self.fields:
            # How one knows them is asked for above.
            self.fields["guest_function"].widget = forms.HiddenInput()
            self.fields["guest_name"].help_text = _("Kun kontaktpersonen og juryen ser, hvem der har indstillet.")
        self.names = [actor.name for actor in queries.nameable(self.viewer)]

    def clean(self) -> dict[str, Any]:
        """Said here too: a guest's words wait in a link, and the verb would say it first when they press it."""
        cleaned = super().clean()
        if cleaned.get("kind") in PERSONS and not cleaned.get("is_fifteen"):
            self.add_error("is_fifteen", too_young())
        return cleaned


class GatherForm(VerbForm):
    into_id = forms.ChoiceField(
        label=_("Hvem er det den samme som?"), help_text=_("De, der ligner mest, står først. Det kan gøres om.")
    )

    def __init__(self, *args: Any, candidate: Candidate, others: list[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = sorted(others, key=lambda row: not queries.is_like(candidate, row))
        set_choices(self, "into_id", [CHOOSE, *((str(row.pk), row.name) for row in others)])


class AskForm(VerbForm):
    email = AddressField(label=_("Deres mail"), widget=forms.EmailInput(attrs=NOT_KEPT))


class NoteAnswerForm(VerbForm):
    answer = forms.ChoiceField(
        label=_("Hvad svarede de?"),
        choices=[(row.value, row.label) for row in NomineeAnswer if row != NomineeAnswer.WAITING],
        widget=forms.RadioSelect,
    )
    answered_on = DayField(label=_("Hvornår?"))
    answered_how = forms.ChoiceField(label=_("Hvordan fik du det at vide?"), choices=TOLD)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].initial = clock.today


class JurorForm(VerbForm):
    name = PlainTextField(label=_("Navn"), help_text=_("Juryens navne står på prisens side."), max_length=80)
    email = AddressField(
        label=_("Mail"), help_text=_("Vi sender vejen til juryens side."), widget=forms.EmailInput(attrs=NOT_KEPT)
    )
    side = forms.ChoiceField(label=_("Hvor kommer de fra?"), choices=[CHOOSE, *JurySide.choices])


class LetGoForm(VerbForm):
    why = PlainTextField(label=_("Hvorfor?"), help_text=_("Juryen kan læse det."), max_length=WORDS_LENGTH)


class ClosenessForm(VerbForm):
    """One question for each candidate, each field named by the candidate's id."""

    def __init__(
        self, *args: Any, candidates: list[Candidate], said: dict[Any, Judgement], known: dict[Any, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [str(row.pk) for row in candidates]
        for candidate in candidates:
            row = said.get(candidate.pk)
            hint = known.get(candidate.pk)
            self.fields[str(candidate.pk)] = forms.ChoiceField(
                label=candidate.name,
                help_text=_("Vi kan se, at det er: %s.") % str(hint.label).lower() if hint else "",
                choices=Closeness.choices,
                widget=forms.RadioSelect,
                initial=row.closeness if row else (hint or ""),
                error_messages={
                    "required": _("Vælg en af mulighederne."),
                    "invalid_choice": _("Vælg en af mulighederne på listen."),
                },
            )

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        return {"request_id": data["request_id"], "statements": {key: data[key] for key in self.keys}}


class ScoreForm(VerbForm):
    words = PlainTextField(
        label=_("Hvorfor? Skriv én sætning"),
        help_text=_("Resten af juryen kan læse den."),
        max_length=WORDS_LENGTH,
    )

    def __init__(self, *args: Any, criteria: list[str], judgement: Judgement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [f"point-{number}" for number in range(len(criteria))]
        marks = [(str(n), str(n)) for n in range(1, MOST_POINTS + 1)]
        for number, (name, criterion) in enumerate(zip(self.names, criteria, strict=True)):
            self.fields[name] = forms.ChoiceField(
                label=criterion,
                choices=marks,
                widget=forms.RadioSelect,
                initial=str(judgement.points[number]) if number < len(judgement.points) else "",
                error_messages={
                    "required": _("Vælg mellem 1 og 5 point."),
                    "invalid_choice": _("Vælg mellem 1 og 5 point."),
                },
            )
        self.fields["words"].initial = judgement.words
        self.order_fields([*self.names, "words"])

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        points = [int(data[name]) for name in self.names]
        return {"request_id": data["request_id"], "points": points, "words": data["words"]}


class DecideForm(VerbForm):
    winner_id = forms.ChoiceField(label=_("Hvem skal have prisen?"))
    reason = PlainTextField(
        label=_("Hvorfor?"),
        help_text=_("Alle kan læse det, når prisen er givet. Skriv ikke om dem, der ikke fik den."),
        max_length=REASON_LENGTH,
        lines=6,
    )
    tie_reason = PlainTextField(
        label=_("Hvorfor netop den, når en anden har lige så mange point?"),
        help_text=_("Kun juryen og kontaktpersonen kan læse det."),
        max_length=REASON_LENGTH,
        lines=3,
        required=False,
    )

    def __init__(self, *args: Any, candidates: list[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "winner_id", [CHOOSE, *((str(row.pk), row.name) for row in candidates)])


class AnnounceForm(VerbForm):
    consent_on = DayField(label=_("Hvornår sagde vinderen ja til at blive nævnt?"))
    consent_how = forms.ChoiceField(label=_("Hvordan sagde vinderen ja?"), choices=[CHOOSE, *AnswerWay.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent_on"].initial = clock.today


class CorrectForm(VerbForm):
    text = PlainTextField(
        label=_("Hvad er rigtigt?"),
        help_text=_("Det står under afgørelsen med dato og dit navn. Det, juryen skrev, bliver stående."),
        max_length=REASON_LENGTH,
        lines=4,
    )


class AnswerForm(VerbForm):
    answer = forms.ChoiceField(
        label=_("Vil du være med?"),
        choices=[(row.value, row.label) for row in NomineeAnswer if row != NomineeAnswer.WAITING],
        widget=forms.RadioSelect,
    )
