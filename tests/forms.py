"""Every form of the house with who sends it and how much room its fields have, for the tests of bad input.

What is sent comes from ``permission_table.data_for``.
"""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samspil.foundation.models import JournalEntry, OneTimeLink, OutgoingMail, Subject
from tests.permission_table import GUEST, Row, data_for
from tests.rows import each
from tests.world import World

# Address, thing, who sends it, and its text fields with the room they have.
FORMS = {
    "raise": ("challenges:raise", "", "relative", {"question": 200, "description": 3000, "today": 600, "place": 120}),
    "raise as guest": (
        "challenges:raise",
        "",
        "visitor",
        {"question": 200, "description": 3000, "guest_name": 80, "guest_function": 80},
    ),
    "raise for another": (
        "challenges:raise",
        "",
        "employee",
        {"behalf_name": 80, "behalf_function": 80, "question": 200},
    ),
    "edit": (
        "challenges:edit",
        "challenge:unanswered",
        "relative",
        {"question": 200, "description": 3000, "today": 600, "place": 120},
    ),
    "stage": ("challenges:stage", "challenge:public", "host", {"next_step": 300, "next_who": 120, "outcome": 1000}),
    "write": ("challenges:write", "challenge:public", "relative", {"body": 3000}),
    "write as guest": ("challenges:write", "challenge:public", "visitor", {"body": 3000, "guest_name": 80}),
    "propose": ("proposals:propose", "", "relative", {"title": 120, "body": 3000}),
    "propose on": ("proposals:propose-on", "challenge:public", "chair", {"title": 120, "body": 3000}),
    "edit proposal": ("proposals:edit", "proposal:own", "relative", {"title": 120, "body": 3000}),
    "answer": ("proposals:answer", "proposal:own", "leader", {"body": 3000}),
    "pledge": ("proposals:pledge", "proposal:own", "relative", {"body": 200}),
    "pledge as guest": ("proposals:pledge", "proposal:own", "visitor", {"body": 200, "guest_name": 80}),
    "hide": ("moderation:hide", "challenge:public", "coordinator", {"reason": 500}),
    "add actor": ("actors:add", "", "coordinator", {"name": 120, "description": 2000, "place": 120}),
    "add unit": ("actors:add-unit", "", "coordinator", {"name": 120, "description": 2000}),
    "add body": ("actors:add-body", "", "coordinator", {"name": 120}),
    "edit actor": ("actors:edit", "association", "chair", {"name": 120, "description": 2000, "place": 120}),
    "add knowledge": (
        "knowledge:add",
        "",
        "coordinator",
        {"title": 150, "body": 3000, "source": 250, "source_place": 120, "actors": 250},
    ),
    "edit knowledge": ("knowledge:edit", "knowledge", "coordinator", {"title": 150, "body": 3000}),
    "add person": ("identity:add-person", "", "coordinator", {"name": 120, "function": 80}),
    "edit person": ("identity:edit-person", "somebody", "coordinator", {"name": 120, "function": 80}),
    "edit me": ("identity:edit-me", "", "relative", {"name": 120, "function": 80}),
}
for more in each("FORMS"):
    assert FORMS.keys().isdisjoint(more), f"a form of that name is here: {FORMS.keys() & more}"
    FORMS |= more
# Those that words can be typed into; the rest are choices alone.
WORDED = [form for form, (*_rest, fields) in FORMS.items() if fields]
CHOICES = [
    ("raise", "theme"),
    ("raise", "unit_id"),
    ("edit", "theme"),
    ("edit", "unit_id"),
    ("stage", "stage"),
    ("propose", "degree"),
    ("propose", "object"),
    ("propose", "unit_id"),
    ("propose", "delivers"),
    ("propose on", "speaks_as"),
    ("edit proposal", "degree"),
    ("edit proposal", "delivers"),
    ("answer", "outcome"),
    ("pledge", "kind"),
    ("raise for another", "audience"),
    ("raise for another", "behalf_channel"),
    ("add actor", "kind"),
    ("add actor", "contact_visibility"),
    ("add unit", "parent"),
    ("add body", "body_kind"),
    ("add body", "powers"),
    ("add knowledge", "themes"),
    ("edit knowledge", "strength"),
    ("add person", "kind"),
]
for pairs in each("CHOICES"):
    CHOICES += pairs
BEHALF = {"behalf_name": "Agnes", "behalf_function": "beboer", "behalf_channel": "phone"}


def sender(form: str, there: World) -> tuple[Client, str, dict[str, Any]]:
    """Who sends the form, to where, and the valid fields to start from."""
    name, thing, role, _fields = FORMS[form]
    row = Row(name, thing, "", "")
    data = {key: value for key, value in data_for(row, there).items() if role == "visitor" or key not in GUEST}
    data["csrfmiddlewaretoken"] = "x"  # it is always there in life, so that no form is ever quite empty
    if form == "raise for another":
        data |= BEHALF
    return there.client(role), reverse(name, args=there.key(thing) if thing else []), data


def errors_of(response: HttpResponse) -> str:
    """All messages of the form on the page, in one text."""
    assert response.status_code == 200, response.status_code
    return " ".join(str(e) for messages in response.context["form"].errors.values() for e in messages)


def errors_at(response: HttpResponse, field: str) -> str:
    """The messages beside one field."""
    return " ".join(str(e) for e in response.context["form"].errors.get(field, ()))


def anything_new() -> tuple[int, ...]:
    counted = (JournalEntry, Subject, OneTimeLink, OutgoingMail)
    return tuple(model.objects.count() for model in counted)


SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>{{ 7|add:7 }}{% now 'Y' %}"
