"""Choosing one among many: from a list while it is short, by a name, or a part of one, when it is not.

A list that is cut leaves somebody out, and a list of a thousand is no help. Whatever its number, a row can be chosen by
its name, without scripts too: where a name fits several, or only in part, the form asks which one was meant.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samspil.foundation.ids import as_uuid
from samspil.foundation.text import clean_line

LISTED = 60  # so many stand in a list to choose from
SUGGESTED = 500  # names a browser may suggest while somebody types, where there are more
ASKED = 20  # to choose among where a name fits several
LONGEST = 300  # characters of a name that are looked at


@dataclass(frozen=True, slots=True)
class Choice:
    """``beside`` tells it from others of the same name."""

    key: str
    name: str
    beside: str = ""

    @property
    def label(self) -> str:
        return f"{self.name} · {self.beside}" if self.beside else self.name


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that whoever chooses may see, and the field they are known by."""

    all: QuerySet[Any]
    name: str = "name"
    beside: Callable[[Any], str] = lambda _row: ""

    def choices(self, fits: Q, most: int) -> list[Choice]:
        rows = self.all.filter(fits).select_related(None).prefetch_related(None)[:most]
        return [Choice(str(row.pk), getattr(row, self.name), str(self.beside(row))) for row in rows]

    def fitting(self, words: list[str]) -> Q:
        """Each word somewhere in the name. SQLite knows large and small letters only as far as z."""
        fits = Q()
        for word in words:
            any_case = {word, word.lower(), word.capitalize()}
            fits &= Q(*((f"{self.name}__icontains", case) for case in any_case), _connector=Q.OR)
        return fits


class Among:
    """What there is to choose among: some that stand first, then the rows in their own order."""

    def __init__(self, *rows: Rows, first: Iterable[Choice] = ()) -> None:
        self.rows, self.first = rows, tuple(first)

    def found(self, fits: Callable[[Rows], Q], first: Iterable[Choice], most: int) -> list[Choice]:
        found = {choice.key: choice for choice in first}
        for rows in self.rows:
            for choice in rows.choices(fits(rows), most):
                found.setdefault(choice.key, choice)
        return list(found.values())[:most]

    def shown(self) -> list[Choice]:
        """One more than may be suggested tells that there are more. A query for each kind of rows."""
        return self.found(lambda _rows: Q(), self.first, SUGGESTED + 1)

    def by_key(self, key: str) -> Choice | None:
        known = [choice for choice in self.first if choice.key == key]
        return next(iter(known or self.found(lambda _rows: Q(pk=key), (), 1)), None)

    def called(self, name: str) -> tuple[list[Choice], bool]:
        """Those of that very name, or else those whose name holds each of the words; and which of the two."""
        same = name.casefold()
        by_name = [choice for choice in self.first if choice.name.casefold() == same]
        if found := self.found(lambda rows: Q((f"{rows.name}__iexact", name)), by_name, ASKED + 1):
            return found, True
        words = same.split()
        with_words = [choice for choice in self.first if all(word in choice.name.casefold() for word in words)]
        found = self.found(lambda rows: rows.fitting(name.split()), with_words, ASKED + 1)
        by_name = [choice for choice in found if choice.name.casefold() == same]
        return by_name or found, bool(by_name)


class OneOfManyInput(forms.TextInput):
    """A list, or a name with suggestions. ``asked`` are those a typed name may mean."""

    template_name = "components/one_of_many.html"
    among: Among
    empty_label: Any
    asked: list[Choice]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The key that was pressed, as long as it answers the name that stands in the field."""
        typed = data.get(name) or ""
        meant = data.get(f"{name}-valgt") or ""
        return meant if meant and clean_line(data.get(f"{name}-om")) == clean_line(typed) else typed

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        shown = self.among.shown()
        chosen = None
        if as_uuid(value):
            key = str(value)
            chosen = next((choice for choice in shown if choice.key == key), None) or self.among.by_key(key)
            value = chosen.name if chosen else ""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        is_list = len(shown) <= LISTED and not self.asked
        widget |= {"is_list": is_list, "shown": shown, "chosen": chosen, "asked": self.asked[:ASKED], "typed": value}
        if is_list:
            widget["attrs"]["class"] = "form-select"
            widget["empty_label"] = "" if self.is_required and len(shown) == 1 else self.empty_label
            if not widget["empty_label"]:
                widget["attrs"].pop("required", None)  # HTML wants an empty choice where one is required
        else:
            widget["names"] = list(dict.fromkeys(choice.name for choice in shown[:SUGGESTED]))
            told = filter(None, (widget["attrs"].get("aria-describedby"), f"{widget['attrs']['id']}-hint"))
            widget["attrs"] |= {"list": f"{widget['attrs']['id']}-navne", "autocomplete": "off"}
            widget["attrs"]["aria-describedby"] = " ".join(told)
        return context


class OneOfManyField(forms.CharField):
    """Cleans to the key of what was chosen, or to nothing. ``choose_among`` says among what."""

    widget = OneOfManyInput
    default_error_messages = {"required": _("Vælg en af mulighederne.")}

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")[:LONGEST]

    def clean(self, value: Any) -> str:
        told = super().clean(value)
        return self.key_of(told) if told else ""

    def key_of(self, told: str) -> str:
        """Raises: ValidationError, with those it may mean to choose among."""
        kind = cast(OneOfManyInput, self.widget)
        if as_uuid(told):
            found, is_name = [choice for choice in (kind.among.by_key(told),) if choice], True
        else:
            found, is_name = kind.among.called(told)
        if is_name and len(found) == 1:
            return found[0].key
        kind.asked = found
        if not found:
            raise ValidationError(_("Vælg et navn på listen, eller skriv en del af det. Vi fandt intet med de ord."))
        if len(found) > ASKED:
            raise ValidationError(_("Vælg den, du mener, eller skriv mere af navnet. Der er mange, der passer."))
        if len(found) > 1:
            raise ValidationError(_("Vælg den, du mener. Der er flere, der passer."))
        raise ValidationError(_("Vælg den herunder, hvis det er den, du mener."))

    def in_words(self, value: str) -> str:
        """A key by its name; what was typed as it is."""
        found = cast(OneOfManyInput, self.widget).among.by_key(value) if as_uuid(value) else None
        return found.name if found else value


def choose_among(form: forms.Form, name: str, among: Among, empty_label: Any) -> None:
    """Say what this viewer may choose among in a field of the form, and what stands in a list where none is chosen."""
    widget = cast(OneOfManyInput, form.fields[name].widget)
    widget.among, widget.empty_label, widget.asked = among, empty_label, []
