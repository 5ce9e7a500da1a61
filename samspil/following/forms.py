"""Forms about what one hears of, and how soon."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.following.models import News, Pace
from samspil.foundation import hooks
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import VerbForm, set_choices


class FollowFilterForm(FilterForm):
    slags = forms.ChoiceField(label=_("Slags"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What can be followed has a page of its own.
        kinds = [(kind.kind, kind.label) for kind in hooks.all_of("kinds") if kind.url_name and kind.kind != "actor"]
        set_choices(self, "slags", [("", _("Alt")), *kinds])


class NewsForm(VerbForm):
    """A choice of pace for each kind of news."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for news in News:
            self.fields[news.value] = forms.ChoiceField(
                label=news.label,
                choices=Pace.choices,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Vælg en af mulighederne."),
                    "invalid_choice": _("Vælg en af mulighederne på listen."),
                },
            )

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        return {"request_id": data["request_id"], "paces": {news: data[news] for news in News.values}}
