"""Filters that live in the address: one base form, and what the filter bar shows of it."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict

from samspil.foundation.choosing import LISTED, LONGEST, SUGGESTED, Among, Choice
from samspil.foundation.forms import ALL
from samspil.foundation.ids import as_uuid
from samspil.foundation.text import clean_line


class NameFilterField(forms.CharField):
    """One among many by name: a list while it is short, else the name or a part of it, typed. Gives a key or a name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def choose_among(self, among: Among) -> None:
        self.among, self.shown = among, among.shown()

    @property
    def is_list(self) -> bool:
        return len(self.shown) <= LISTED

    def clean(self, value: Any) -> str:
        said = clean_line(super().clean(value))[:LONGEST]
        if as_uuid(said):
            return said if self.named(said) else ""
        return "" if self.is_list else said

    def named(self, key: str) -> Choice | None:
        return next((choice for choice in self.shown if choice.key == key), None) or self.among.by_key(key)

    def in_words(self, value: str) -> str:
        found = self.named(value) if as_uuid(value) else None
        return found.name if found else value


class FilterForm(forms.Form):
    """The filters of a list. A value that makes no sense filters nothing, and no filter is required."""

    q = forms.CharField(required=False, max_length=200)

    # Fields that sort or page rather than narrow.
    neutral = ("sorter",)

    def __init__(self, data: QueryDict, **options: Any) -> None:
        super().__init__(data, label_suffix="", **options)

    def values(self) -> dict[str, Any]:
        """The valid values, with "" or False for the rest."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}

    @property
    def is_narrowed(self) -> bool:
        return any(value for name, value in self.values().items() if name not in self.neutral)

    def bar(self, request: HttpRequest, *, search_label: Any, target: str = "liste") -> dict[str, Any]:
        """The context of ``components/filters.html``."""
        values = self.values()
        choices = {name: field for name, field in self.fields.items() if options_of(field)}
        typed = {name: field for name, field in self.fields.items() if isinstance(field, NameFilterField)}
        active = [
            {
                "label": self.label_of(name, values[name]),
                "remove_url": without(request.GET, name),
            }
            for name in self.fields
            if values[name] and name not in self.neutral
        ]
        return {
            "action": request.path,
            "query": values["q"],
            "query_label": search_label,
            "selects": [
                {
                    "name": name,
                    "label": field.label,
                    "options": [
                        {"value": value, "label": label, "selected": str(value) == str(values[name])}
                        for value, label in options_of(field)
                    ],
                }
                for name, field in choices.items()
            ],
            "typed": [
                {
                    "name": name,
                    "label": field.label,
                    "value": field.in_words(values[name]),
                    "names": list(dict.fromkeys(choice.name for choice in field.shown[:SUGGESTED])),
                }
                for name, field in typed.items()
                if not field.is_list
            ],
            "active": active,
            "clear_url": request.path,
            "target": target,
        }

    def label_of(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(pairs(field)).get(value, value))
        if isinstance(field, NameFilterField):
            return field.in_words(value)
        return f"“{value}”"


def pairs(field: forms.ChoiceField) -> list[tuple[Any, Any]]:
    """The choices of a field as values and labels; our filters have no groups."""
    return list(cast(Iterable[tuple[Any, Any]], field.choices))


def options_of(field: forms.Field) -> list[tuple[Any, Any]]:
    """What a field's list offers; nothing for one that is typed."""
    if isinstance(field, NameFilterField):
        return [("", ALL), *((choice.key, choice.label) for choice in field.shown)] if field.is_list else []
    return pairs(field) if isinstance(field, forms.ChoiceField) else []


def without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    rest.pop(name, None)
    rest.pop("side", None)
    return f"?{rest.urlencode()}"
