"""What all verbs share: one transaction, a rule, a journal line, double presses and stale forms."""

import functools
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, cast
from uuid import UUID, uuid5

import rules
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from samspil.foundation.ids import as_uuid
from samspil.foundation.models import JournalEntry, RequestRecord, Subject
from samspil.foundation.text import clean_line, clean_text, guard
from samspil.foundation.viewer import Viewer


class Refused(PermissionDenied):
    """The rule says no. Which rule is for us to read, not for a page: as text it is empty."""

    def __str__(self) -> str:
        return ""


class NotFound(ObjectDoesNotExist):
    """There is no such thing, or not for this viewer; which of the two is not told."""


class Stale(Exception):
    """Somebody else changed the subject after the form was opened."""

    def __init__(self, subject: Subject) -> None:
        super().__init__(f"{subject.pk} is now version {subject.version}")
        self.subject = subject


def verb(model: type[Model], *, for_oneself: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a function a verb that returns a ``model``.

    It runs in one transaction. When ``pressed`` says so, nothing runs and the first result is returned. A verb
    ``for_oneself`` changes nothing that others wait to read, so it works for a person who is blocked; no other does.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        name = f"{function.__module__.split('.')[-2]}.{function.__name__}"

        @functools.wraps(function)
        def run(*, by: Viewer, request_id: UUID | str | None = None, **arguments: Any) -> Any:
            with transaction.atomic():
                record = None
                if key := as_uuid(request_id) if request_id else None:
                    told = digest(arguments)
                    record, made = pressed(key, name, by, told)
                    if made:
                        return model._default_manager.get(pk=made)
                result = function(by=by, **arguments)
                # Asked last: a verb that speaks says it kindly in its form (``voice_of``). Nothing is kept of the rest.
                if by.is_blocked and not for_oneself:
                    raise Refused("blocked")
                if record:
                    record.result = f"{result.pk} {told}"
                    record.save(update_fields=["result"])
                return result

        run.verb_name = name  # type: ignore[attr-defined]
        return run

    return decorate


def digest(arguments: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(arguments, sort_keys=True, default=str).encode()).hexdigest()[:16]


def pressed(key: UUID, verb_name: str, by: Viewer, told: str) -> tuple[RequestRecord, str]:
    """The record of a press, and the key of what it made when it is a second press of the same.

    The same form with another text is a press of its own: somebody went back in the browser and wrote on, and must not
    be thanked for words that were dropped. Raises: Refused when another person or verb had this form.
    """
    record, is_new = RequestRecord.objects.get_or_create(id=key, defaults={"verb": verb_name, "person": by.person_id})
    if is_new:
        return record, ""
    if record.verb != verb_name or record.person != by.person_id:
        raise Refused("This form was sent by somebody else.")
    made, _space, before = record.result.partition(" ")
    return (record, made) if before == told else pressed(uuid5(key, told), verb_name, by, told)


def is_repeat(by: Viewer, request_id: object) -> bool:
    """Whether ``by`` has sent this very form before. A second press gets the first one's answer, not a refusal."""
    key = as_uuid(request_id) if request_id else None
    return key is not None and RequestRecord.objects.filter(id=key, person=by.person_id).exclude(result="").exists()


def require(permission: str, by: Viewer, about: object = None) -> None:
    """Raises: Refused when the rule named ``permission`` says no."""
    if not rules.has_perm(permission, by, about):
        raise Refused(permission)


def find(model: type[Model], pk: object, by: Viewer, *, related: tuple[str, ...] = (), lock: bool = False) -> Any:
    """The ``model`` with this key, if ``by`` may see it.

    Raises: NotFound for a forged, hidden or foreign key alike.
    """
    rows = model.objects.visible_to(by).select_related("subject", *related)  # type: ignore[attr-defined]
    if lock:
        # The subject too: its version is what check_version looks at. NO KEY, so that writing below it need not wait.
        rows = rows.select_for_update(of=("self", "subject"), no_key=True)
    key = as_uuid(pk)
    # Not ``first``: to put one row in order costs as much as to find it.
    found = next(iter(rows.filter(pk=key).order_by()[:1]), None) if key else None
    if found is None:
        raise NotFound(f"{model.__name__} {pk}")
    return found


def clean_texts(instance: Model, names: tuple[str, ...]) -> None:
    """Normalise and check the named text fields. Raises: ValidationError by field."""
    for name in names:
        field = cast(Field, instance._meta.get_field(name))
        text = getattr(instance, name)
        setattr(instance, name, clean_text(text) if field.get_internal_type() == "TextField" else clean_line(text))
    guard(**{name: getattr(instance, name) for name in names})
    instance.clean_fields(exclude={f.name for f in instance._meta.fields} - set(names))
    for name in names:
        limit = cast(Field, instance._meta.get_field(name)).max_length
        if limit and len(getattr(instance, name)) > limit:
            raise ValidationError({name: [_("Teksten er for lang. Der er plads til %d tegn.") % limit]})


def all_told(*checks: Callable[[], Mapping[str, list[Any]] | None]) -> None:
    """Make every check, and tell at once what they found, so that nobody mends a form one fault at a time.

    A check raises a ValidationError, or gives what is wrong by field. The first word at a field stands, and all that is
    said of the whole.
    Raises: ValidationError by field.
    """
    problems: dict[str, list[Any]] = {}
    for check in checks:
        try:
            found = check() or {}
        except ValidationError as problem:
            found = problem.update_error_dict({})
        of_all = [*problems.pop(NON_FIELD_ERRORS, ()), *found.get(NON_FIELD_ERRORS, ())]
        problems = {**found, **problems, **({NON_FIELD_ERRORS: of_all} if of_all else {})}
    if problems:
        raise ValidationError(problems)


def check_version(subject: Subject, expected: int | str | None) -> None:
    """Raises: Stale when a form shows an older version than the one that stands now."""
    if expected not in (None, "") and str(expected) != str(subject.version):
        raise Stale(subject)


def journal(
    verb_name: str,
    subject: Subject,
    *,
    by: Viewer,
    actor: UUID | None = None,
    on_behalf_of: UUID | None = None,
    payload: dict[str, Any] | None = None,
) -> JournalEntry:
    """Write the one journal line of a verb. The payload holds ids and codes, never free text."""
    return JournalEntry.objects.create(
        verb=verb_name,
        subject=subject,
        person=by.person_id,
        actor=actor,
        on_behalf_of=on_behalf_of,
        payload=payload or {},
    )
