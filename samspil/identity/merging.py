"""Two rows about one human being become one: what pointed at the one that goes points at the one that stays.

People who write by phone, on paper or from two addresses are on record more than once. Every table of the installation
is gone through, so that an app that is added later is in it without knowing.
"""

from collections.abc import Iterator

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from samspil.actors.models import Actor, Person, Role
from samspil.foundation import hooks, search
from samspil.foundation.models import Subject
from samspil.identity.models import User


def columns() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Where the id of a person, of an actor or of its subject may stand: foreign keys, and ids without one."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if field.primary_key or model in (Person, Actor):
                continue
            if isinstance(field, models.ForeignKey):
                if field.related_model in (Person, Actor, Subject):
                    yield model, field
            elif type(field) is models.UUIDField:
                yield model, field


def check(kept: Person, gone: Person) -> None:
    """Raises: ValidationError when they are no pair of which one can go.

    Whoever goes can do nothing yet: no sign-in and no role may pass to somebody else this way.
    """
    if kept.pk == gone.pk:
        raise ValidationError(_("Det er den samme. Vælg to forskellige."))
    if kept.blocked_at or gone.blocked_at:
        raise ValidationError(_("En af de to må ikke skrive for tiden. Det skal afgøres først."))
    if User.objects.filter(person=gone).exists() or Role.objects.filter(person=gone).exists():
        raise ValidationError(
            _("%(name)s kan logge ind eller har haft en rolle. Behold den i stedet.") % {"name": gone.name}
        )


def turn_over(kept: Person, gone: Person) -> None:
    """Let everything that is about ``gone`` be about ``kept``. Of what both have once, ``kept`` keeps theirs.

    Raises: ValidationError when both have something that only one can have, and that holds somebody's words.
    """
    search.forget(gone.actor.subject)
    doubles = {name for hook in hooks.all_of("personal_data") for name in hook.doubles}
    moves = {gone.pk: kept.pk, gone.actor_id: kept.actor_id}
    for model, field in columns():
        for old, new in moves.items():
            rows = model._base_manager.filter(**{field.attname: old})
            try:
                with transaction.atomic():
                    rows.update(**{field.attname: new})
            except IntegrityError:
                for row in rows:
                    move(row, field, new, may_go=model._meta.auto_created or model._meta.label in doubles)


def move(row: models.Model, field: models.Field, new: object, *, may_go: bool) -> None:
    rows = type(row)._base_manager.filter(pk=row.pk)
    try:
        with transaction.atomic():
            rows.update(**{field.attname: new})
    except IntegrityError:
        if may_go:
            rows.delete()
        elif field.related_model is not Subject:  # what is about a page that goes, goes with it
            about = getattr(row, "subject", None)
            what = about.title if isinstance(about, Subject) and about.title else row._meta.verbose_name
            raise ValidationError(
                _("De to står hver for sig i noget, man kun kan stå i én gang: %(what)s. Ret det ene først.")
                % {"what": what}
            ) from None


def fill_in(kept: Person, gone: Person, *, address: bool) -> None:
    """What is known of the one that goes and not of the one that stays; the mail only with ``address``."""
    email, gone.email = gone.email, None
    gone.save(update_fields=["email"])  # two rows cannot have the same
    if address and not kept.email:
        kept.email = email
    kept.phone = kept.phone or gone.phone
    kept.function = kept.function or gone.function
    kept.created_at = min(kept.created_at, gone.created_at)
    kept.save()


def let_go(gone: Person) -> None:
    """The row itself, the actor and its page. A reference that was overlooked stops it here."""
    actor, subject = gone.actor, gone.actor.subject
    gone.delete()
    actor.delete()
    subject.delete()
