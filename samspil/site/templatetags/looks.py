"""Small things templates need to look right. Nothing here reads the database."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from samspil.foundation.hooks import all_of

register = template.Library()


@register.inclusion_tag("components/sections.html", takes_context=True)
def sections(context: template.Context, place: str, label: Any) -> dict[str, Any]:
    """The row of pages that belong together, whichever rooms they stand in (NavigationItem.place)."""
    here = context["request"].resolver_match
    entries = [
        (item.label, reverse(item.url_name), here is not None and here.view_name == item.url_name)
        for item in all_of("navigation")
        if item.place == place
    ]
    return {"entries": entries, "label": label}


SPHERES = {
    "society": "society",
    "civil_society": "society",
    "municipality": "municipality",
    "together": "together",
    "market": "market",
    "other_public": "other",
}


@register.filter
def initials(name: object) -> str:
    """Two letters for an avatar: first and last name, or the first two letters of a single word."""
    words = [word for word in str(name or "").replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return ""
    letters = words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]
    return letters.upper()


@register.filter
def first_name(name: object) -> str:
    return str(name or "").split(" ")[0]


@register.filter
def sphere_class(sphere: object) -> str:
    """The class ending for a sphere: who this is, in colour. Unknown and empty are "none"."""
    return SPHERES.get(str(sphere or ""), "none")


@register.filter
def sphere_name(sphere: object) -> str:
    """The sphere in words, so that colour is never the only sign."""
    return {
        "society": _("Civilsamfund"),
        "municipality": _("Kommune"),
        "together": _("Sammen"),
        "market": _("Virksomhed"),
        "other": _("Anden myndighed"),
    }.get(sphere_class(sphere), "")


@register.filter
def day(when: Any, until: date | None = None) -> str:
    """How people say a day: i dag, i går, i morgen, 3. november, and with the year when it is another one. ``until`` is
    the last day of what begins then: in another year, both are said with theirs.
    """
    if not when:
        return ""
    if isinstance(when, datetime):
        when = timezone.localtime(when).date() if timezone.is_aware(when) else when.date()
    if not isinstance(when, date):
        return str(when)
    today = timezone.localdate()
    if until and until.year != when.year and abs((when - today).days) > 1:
        return full_day(when)
    return said(when, today, get_language())


@lru_cache(maxsize=1000)
def said(when: date, today: date, _language: str | None) -> str:
    """``day`` in the language of now. A page says the same few days many times."""
    distance = (when - today).days
    if abs(distance) <= 1:
        return {-1: _("i går"), 0: _("i dag"), 1: _("i morgen")}[distance]
    if when.year == today.year:
        # Translators: a day without its year, in Django's date format letters (3. november).
        pattern = pgettext("datoformat", "j. F")
    else:
        # Translators: a day with its year, in Django's date format letters (3. november 2025).
        pattern = pgettext("datoformat", "j. F Y")
    return date_format(when, pattern)


@register.filter
def on_day(when: Any) -> str:
    """A day in full for deadlines, where the weekday helps: fredag den 4. december."""
    if isinstance(when, datetime):
        when = timezone.localtime(when).date() if timezone.is_aware(when) else when.date()
    # Translators: a deadline in Django's date format letters; backslashes keep letters as they are.
    return date_format(when, pgettext("datoformat", r"l \d\e\n j. F")) if isinstance(when, date) else str(when or "")


@register.filter
def day_time(when: Any) -> SafeString | str:
    """The day inside <time>, with the exact moment for machines."""
    if not isinstance(when, date):
        return str(when or "")
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), day(when))


@register.filter
def full_day(when: Any) -> str:
    """A day with its year, for what is read later: paper and kept letters do not know what "i dag" was."""
    return date_format(when, pgettext("datoformat", "j. F Y")) if isinstance(when, date) else str(when or "")


@register.simple_tag
def printed_on() -> str:
    """Today in full, for the foot of what is printed."""
    return full_day(timezone.localdate())


@register.simple_tag
def contact() -> dict[str, str]:
    """The person to call. A place that has its own words for function and hours shows them as they are."""
    person = settings.CONTACT
    return person | {part: _(person[part]) for part in ("function", "hours")}


@register.filter
def field_kind(field: BoundField) -> str:
    """Which of form_field.html's four shapes a field has: hidden, choices, checkbox or input."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect):  # CheckboxSelectMultiple too: it is one
        return "choices"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "input"


@register.filter
def words_kept(form: forms.BaseForm) -> bool:
    """Whether a form that came back holds anything that was typed or chosen in it, beside files."""
    return any(not isinstance(field.field, forms.FileField) for field in form.visible_fields())


@register.filter
def files_lost(form: forms.BaseForm) -> list[BoundField]:
    """The file fields to fill in anew, as no browser keeps a file. One with a fault of its own says so itself."""
    return [field for field in form.visible_fields() if field.html_name in form.files and not field.errors]


@register.filter
def choice_kind(field: BoundField) -> str:
    # CheckboxSelectMultiple is itself a RadioSelect, so it must be asked for first.
    return "checkbox" if isinstance(field.field.widget, forms.CheckboxSelectMultiple) else "radio"


@register.simple_tag
def widget(field: BoundField, autocomplete: str = "", rows: str | int = "", counter: bool = False) -> SafeString:
    """The field's input with the design system's class and everything a screen reader needs.

    Free text never carries ``maxlength``: browsers would cut pasted text silently. The server says what is too long.
    """
    kind = field.field.widget
    attrs: dict[str, Any] = {"class": "form-input"}
    if isinstance(kind, forms.Select):
        attrs["class"] = "form-select"
    elif isinstance(kind, forms.CheckboxInput):
        attrs["class"] = "form-checkbox"
    elif isinstance(kind, forms.ClearableFileInput | forms.FileInput):
        attrs["class"] = "form-file"
    if autocomplete:
        attrs["autocomplete"] = autocomplete
    limit = getattr(field.field, "max_length", None)
    described = [f"{field.auto_id}_helptext"] if field.help_text else []
    described += [f"{field.auto_id}_error"] if field.errors else []
    if type(kind) in (forms.TextInput, forms.Textarea):
        attrs["maxlength"] = False
    if isinstance(kind, forms.Textarea):
        attrs |= {"cols": False, "rows": rows or kind.attrs.get("rows", 6)}
        if counter and limit:
            attrs["data-limit"] = limit
            described.append(f"{field.auto_id}_counter")
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)
