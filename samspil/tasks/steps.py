"""What happens now, said to whoever signed up: right after, and when they come back to look. Nothing is promised here
that nobody keeps.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.tasks import cards, letters, queries, times
from samspil.tasks.models import Reminder, SignUp, SignUpState


def calendar_address(row: SignUp) -> str:
    """Where the time lies for one's calendar, once one has a place."""
    return "" if row.state == SignUpState.WAITING else reverse("tasks:slot-calendar", args=[row.slot_id])


def after_signing_up(row: SignUp, *, is_new: bool = True) -> list[dict[str, Any]]:
    task = row.slot.task
    host = cards.host_in_words(task) or _("Værten")
    steps: list[dict[str, Any]] = [{"what": standing(row, host), "when": times.slot_in_words(row.slot)}]
    if row.person.email and is_new:
        steps.append({"what": _("Du får en mail med tid og sted, og et link til at melde fra.")})
    if letters.will_remind(row):
        a_day = row.reminder == Reminder.DAY
        steps.append({"what": _("Dagen før minder vi dig om det.") if a_day else _("En uge før minder vi dig om det.")})
    ring = _("Spørgsmål? Ring til %(name)s på %(phone)s.")
    steps.append({"what": ring % {"name": task.contact_name, "phone": task.contact_phone}})
    return steps


def standing(row: SignUp, host: str) -> str:
    if row.state == SignUpState.OFFERED:
        return _("%(host)s siger ja eller nej. Din plads er holdt så længe.") % {"host": host}
    if row.state != SignUpState.WAITING:
        return _("Du har en plads. %(host)s ved, at du kommer.") % {"host": host}
    queries.with_places([row.slot])
    if not row.slot.free:
        return _("Du står på ventelisten. Bliver der plads, skriver vi til dig.")
    said = ngettext(
        "I er %(people)d, og der er %(n)d ledig plads. I står på ventelisten. Er I færre, så ret tallet.",
        "I er %(people)d, og der er %(n)d ledige pladser. I står på ventelisten. Er I færre, så ret tallet.",
        row.slot.free,
    )
    return said % {"people": row.people, "n": row.slot.free}
