"""Filters that live in the address: one base form, and what the filter bar shows of it."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict


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
        choices = {name: field for name, field in self.fields.items() if isinstance(field, forms.ChoiceField)}
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
                        for value, label in pairs(field)
                    ],
                }
                for name, field in choices.items()
            ],
            "active": active,
            "clear_url": request.path,
            "target": target,
        }

    def label_of(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(pairs(field)).get(value, value))
        return f"“{value}”"


def pairs(field: forms.ChoiceField) -> list[tuple[Any, Any]]:
    """The choices of a field as values and labels; our filters have no groups."""
    return list(cast(Iterable[tuple[Any, Any]], field.choices))


def without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    rest.pop(name, None)
    rest.pop("side", None)
    return f"?{rest.urlencode()}"
