"""The verbs about a time that was held: who was there, and the thanks, which can be corrected and taken back."""

from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.foundation import clock
from samspil.foundation.verbs import clean_texts, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.resources.facts import number_of
from samspil.tasks import coming, letters, promised
from samspil.tasks.models import HOLDS_A_PLACE, MOST_PEOPLE, SignUpState, Slot


@verb(Slot)
def mark_done(*, by: Viewer, slot_id: UUID | str, came: Mapping[str, int | str]) -> Slot:
    """Say how many of each sign-up were there (by its id). What a company gave counts against what it promised.

    Raises: NotFound, Refused, ValidationError (it has not begun).
    """
    slot = coming.slot_found(slot_id, by, lock=True)
    require("tasks.see_who_comes", by, slot.task)
    if slot.starts_at > clock.now():
        raise ValidationError(_("Det er ikke begyndt endnu. Kom tilbage bagefter."))
    rows = slot.sign_ups.filter(state__in=HOLDS_A_PLACE).select_related(
        "person__actor", "actor", "use__pledge__subject"
    )
    marked = 0
    for row in rows:
        if str(row.pk) not in came:
            continue
        is_first = not row.came
        row.slot = slot
        row.came = number_of(came[str(row.pk)], "came", MOST_PEOPLE) or 0
        row.state = SignUpState.DONE if row.came else SignUpState.CONFIRMED
        row.use = promised.used_by(row, by, is_first=is_first)
        row.save(update_fields=["came", "state", "use"])
        marked += 1
    journal(
        "tasks.marked", slot.task.subject, by=by, actor=slot.task.host_id, payload={"slot": str(slot.pk), "n": marked}
    )
    return slot


@verb(Slot)
def thank(*, by: Viewer, slot_id: UUID | str, words: str) -> Slot:
    """Thank those who were there: by mail to each who has one, and on the page.

    Raises: NotFound, Refused, ValidationError (among others: other words have been said).
    """
    slot = coming.slot_found(slot_id, by, lock=True)
    require("tasks.see_who_comes", by, slot.task)
    if slot.thanked_at:
        before = slot.thanks
        put_thanks(slot, words)
        if slot.thanks == before:
            return slot  # pressed twice
        raise ValidationError(_("Der er sagt tak. Ret takken i stedet."))
    if not slot.sign_ups.filter(came__gt=0).exists():
        raise ValidationError(_("Sæt først kryds ved dem, der var med."))
    put_thanks(slot, words)
    slot.thanked_at, slot.thanks_letters = clock.now(), 0
    journal("tasks.thanked", slot.task.subject, by=by, actor=slot.task.host_id, payload={"slot": str(slot.pk)})
    for row in slot.sign_ups.filter(came__gt=0).select_related("person__actor", "actor"):
        row.slot = slot
        slot.thanks_letters += letters.tell_thanks(row)
    slot.save(update_fields=["thanks", "thanked_at", "thanks_letters"])
    return slot


def put_thanks(slot: Slot, words: str) -> None:
    """Raises: ValidationError on ``words``."""
    slot.thanks = words
    try:
        clean_texts(slot, ("thanks",))
    except ValidationError as problem:
        raise ValidationError({"words": problem.error_dict["thanks"]}) from problem
    if not slot.thanks:
        raise ValidationError({"words": [_("Skriv et par ord.")]})


@verb(Slot)
def edit_thanks(*, by: Viewer, slot_id: UUID | str, words: str) -> Slot:
    """Correct the thanks as they stand on the page. A letter that was sent stays as it was: nobody gets another.

    Raises: NotFound, Refused, ValidationError.
    """
    slot = coming.slot_found(slot_id, by, lock=True)
    require("tasks.see_who_comes", by, slot.task)
    if slot.thanked_at is None:
        raise ValidationError(_("Takken er taget tilbage. Sig tak igen i stedet."))
    before = slot.thanks
    put_thanks(slot, words)
    if slot.thanks == before:
        return slot  # pressed twice
    slot.save(update_fields=["thanks"])
    journal("tasks.thanks_edited", slot.task.subject, by=by, actor=slot.task.host_id, payload={"slot": str(slot.pk)})
    return slot


@verb(Slot)
def take_thanks_back(*, by: Viewer, slot_id: UUID | str) -> Slot:
    """Take the thanks off the page. Where no letter went out, they are as unsaid; else the letters stay sent.

    Raises: NotFound, Refused.
    """
    slot = coming.slot_found(slot_id, by, lock=True)
    require("tasks.see_who_comes", by, slot.task)
    if not slot.thanks:
        return slot  # pressed twice
    slot.thanks = ""
    if slot.thanks_letters == 0:
        slot.thanked_at = slot.thanks_letters = None
    slot.save(update_fields=["thanks", "thanked_at", "thanks_letters"])
    journal(
        "tasks.thanks_taken_back", slot.task.subject, by=by, actor=slot.task.host_id, payload={"slot": str(slot.pk)}
    )
    return slot
