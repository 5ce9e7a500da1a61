"""The copy of one's data: what every app says it holds, what one did, and who read about one."""

from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db.models import Q

from samspil.actors.models import Membership, Person, Role
from samspil.actors.queries import names_of
from samspil.foundation import hooks
from samspil.foundation.models import AccessEntry, JournalEntry
from samspil.identity import erasing
from samspil.identity.models import User


def export(person_id: UUID) -> list[dict[str, Any]]:
    """What this app holds: the sign-in and where it is in use now."""
    user = User.objects.filter(person=person_id).first()
    if user is None:
        return []
    sessions = UserSession.objects.filter(user=user).order_by("created_at")
    return [
        {
            "user": user.email,
            "since": user.date_joined.isoformat(),
            "last_sign_in": user.last_login.isoformat() if user.last_login else None,
            "has_password": user.has_usable_password(),
        },
        *({"signed_in_at": row.created_at.isoformat(), "from": row.ip, "with": row.user_agent} for row in sessions),
    ]


def copy_for(person: Person) -> dict[str, Any]:
    """Everything about one person, in plain data."""
    return {
        "person": {
            "name": person.name,
            "kind": person.actor.get_kind_display(),
            "function": person.function,
            "email": person.email,
            "phone": person.phone,
            "language": person.language,
            "since": person.created_at.isoformat(),
        },
        "roles": [
            {
                "role": row.get_kind_display(),
                "where": str(row.scope or ""),
                "amount": row.amount,
                "since": row.since,
                "until": row.until,
            }
            for row in Role.objects.filter(person=person).select_related("scope")
        ],
        "memberships": [
            {
                "of": row.actor.name,
                "function": row.function,
                "speaks_for": row.speaks_for,
                "since": row.since,
                "until": row.until,
            }
            for row in Membership.objects.filter(person=person).select_related("actor")
        ],
        "held": [{"what": str(hook.label), "rows": hook.export(person.pk)} for hook in hooks.all_of("personal_data")],
        "letters": list(erasing.letters_to(person).order_by("pk").values("title", "to", "created_at", "sent_at")),
        "links": links_to(person),
        "counted": list(erasing.counted_for(person).order_by("at").values("what", "at")),
        "failed_sign_ins": list(
            erasing.failed_sign_ins(person).order_by("attempt_time").values("attempt_time", "ip_address", "user_agent")
        ),
        "journal": journal_of(person),
        "read_by": reads_of(person),
    }


def links_to(person: Person) -> list[dict[str, Any]]:
    """What a link is for and until when, and the words of a form that waits for its button. Never what opens it."""
    return [
        {"for": row.purpose, "until": row.expires_at, "waits": row.payload.get("arguments")}
        for row in erasing.links_of(person).order_by("expires_at")
    ]


def journal_of(person: Person) -> list[dict[str, Any]]:
    """What the person did, what was done on their behalf, and what was done with their own record."""
    mine = JournalEntry.objects.filter(
        Q(person=person.pk) | Q(on_behalf_of=person.pk) | Q(subject=person.actor.subject_id)
    )
    return [
        {"at": row.at.isoformat(), "verb": row.verb, "about": str(row.subject_id)}
        for row in mine.order_by("at").iterator()
    ]


def reads_of(person: Person) -> list[dict[str, Any]]:
    rows = list(AccessEntry.objects.filter(person=person.pk).order_by("at"))
    names = names_of({row.reader for row in rows})
    return [{"at": row.at.isoformat(), "by": names.get(row.reader, ""), "what": row.what} for row in rows]
