"""The verbs about MED's agenda and about myths."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import Actor, Membership, Person, Unit
from samspil.actors.queries import viewer_of
from samspil.codetermination import letters
from samspil.codetermination.models import ANSWER_WITHIN, MedItem, Myth, MythAnswer, MythReply, MythSource, Phase, Touch
from samspil.codetermination.queries import committee_for, committees, sources_named
from samspil.following.actions import follow_own, tell_news
from samspil.foundation import clock, search, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, Subject, bump
from samspil.foundation.text import clean_line
from samspil.foundation.verbs import NotFound, Stale, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.moderation.actions import reason_given, screen, screen_edit

MYTH_TEXTS = ("claim", "body")

# --- MED's agenda -----------------------------------------------------------------------------------------------------


def put_on_agenda(
    subject: Subject, why: Iterable[str], *, phase: str = Phase.START, unit: Unit | None = None
) -> MedItem | None:
    """Put something on MED's agenda; called inside the verb that changes tasks, staffing or working environment.

    ``why`` are codes of ``Touch``; none puts nothing there. Once per subject and phase: what was discussed is not
    asked again, but a change that nobody has talked about yet is. Those of another unit spoke for themselves alone.
    """
    codes = [str(code) for code in Touch.values if code in set(why)]
    items = list(MedItem.objects.filter(subject=subject, phase=phase).order_by("pk"))
    waiting = next((item for item in items if item.discussed_on is None), None)
    if waiting and waiting.unit_id != (unit.pk if unit else None):
        waiting.unit, waiting.committee = unit, committee_for(unit)
        waiting.save(update_fields=["unit", "committee"])
    here = [item for item in items if item.unit_id == (unit.pk if unit else None)]
    known = {code for item in here for code in item.why}
    missing = [code for code in codes if code not in known]
    if not missing:
        return here[-1] if here else None
    if waiting:
        waiting.why = [code for code in Touch.values if code in {*waiting.why, *missing}]
        waiting.save(update_fields=["why"])
        return waiting
    return MedItem.objects.create(subject=subject, phase=phase, why=missing, unit=unit, committee=committee_for(unit))


def take_off_agenda(subject: Subject) -> None:
    """What is not going to happen need not be discussed; what was discussed stays."""
    MedItem.objects.filter(subject=subject, discussed_on=None).delete()


@verb(MedItem)
def note_discussion(
    *, by: Viewer, item_id: UUID | str, discussed_on: date | None, note: str, committee_id: UUID | str | None = None
) -> MedItem:
    """Write down that a committee discussed it, and when: a discussion, neither a consent nor a veto.

    ``note`` is what they talked about or where the minutes stand. Raises: NotFound, Refused, ValidationError.
    """
    item = find(MedItem, item_id, by, related=("unit__actor", "committee"))
    require("codetermination.note_discussion", by, item)
    subjects.held(item.subject)
    Subject.objects.select_for_update(no_key=True).get(pk=item.subject_id)  # whoever edits it locks it first, too
    item = find(MedItem, item_id, by, related=("unit__actor", "committee"))
    if item.discussed_on:
        raise ValidationError(_("Det er skrevet ned, at MED har drøftet det."))
    if committee_id:
        may_choose = item.committee_id is None or (item.unit is not None and by.leads(item.unit.line))
        item.committee = next((each for each in committees() if each.pk == as_uuid(committee_id)), None)
        if item.committee is None:
            raise ValidationError({"committee_id": [_("Vælg et MED-udvalg på listen.")]})
        if not may_choose and item.committee.pk not in by.speaks_for:
            raise ValidationError({"committee_id": [_("Du taler ikke for det udvalg.")]})
    item.discussed_on, item.note = discussed_on, note
    check_discussion(item)
    item.noted_by_id, item.noted_at = by.known_id, clock.now()
    item.save()
    subjects.touch(item.subject)
    journal("codetermination.discussed", item.subject, by=by, actor=item.committee_id, payload={"item": str(item.pk)})
    letters.tell_discussed(item, by)
    return item


def check_discussion(item: MedItem) -> None:
    """Raises: ValidationError by field."""
    clean_texts(item, ("note",))
    missing = {}
    if item.committee is None:
        missing["committee_id"] = [_("Vælg, hvilket udvalg der drøftede det.")]
    if not item.note:
        missing["note"] = [_("Skriv, hvad I talte om, eller hvor referatet står.")]
    if item.discussed_on is None:
        missing["discussed_on"] = [_("Skriv, hvilken dag det var.")]
    elif item.discussed_on > clock.today():
        missing["discussed_on"] = [_("Datoen er ikke kommet endnu.")]
    if missing:
        raise ValidationError(missing)


@verb(MedItem)
def correct_discussion(
    *, by: Viewer, item_id: UUID | str, discussed_on: date | None, note: str, expected_version: int | str | None = None
) -> MedItem:
    """Mend what was written of a discussion, or its day; what stood there before is kept, and stays on the page.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    item = find(MedItem, item_id, by, related=("unit__actor", "committee"))
    require("codetermination.correct_discussion", by, item)
    Subject.objects.select_for_update(no_key=True).get(pk=item.subject_id)
    item = find(MedItem, item_id, by, related=("unit__actor", "committee"))
    if expected_version not in (None, "") and str(expected_version) != str(item.version):
        raise Stale(item.subject)
    stood = {"discussed_on": str(item.discussed_on), "note": item.note, "until": str(clock.today())}
    before = (item.discussed_on, item.note)
    item.discussed_on, item.note = discussed_on, note
    check_discussion(item)
    if before == (item.discussed_on, item.note):
        return item
    item.earlier = [*item.earlier, stood]
    item.save(update_fields=["discussed_on", "note", "earlier"])
    subjects.touch(item.subject)
    journal("codetermination.corrected", item.subject, by=by, actor=item.committee_id, payload={"item": str(item.pk)})
    letters.tell_discussed(item, by)
    return item


@verb(MedItem)
def take_earlier_away(*, by: Viewer, item_id: UUID | str, number: int, reason: str) -> MedItem:
    """Take the words away that stood of a discussion before it was corrected: they named somebody, for one. That, when
    and why stays on the page; the words stand nowhere any more, nor in the letters of that time.

    Raises: NotFound, Refused, ValidationError.
    """
    item = find(MedItem, item_id, by, related=("unit__actor", "committee", "noted_by__actor"))
    require("codetermination.take_earlier_away", by, item)
    Subject.objects.select_for_update(no_key=True).get(pk=item.subject_id)
    item.refresh_from_db(fields=["earlier"])
    if not 1 <= number <= len(item.earlier):
        raise NotFound(f"Earlier text {number}")
    was = item.earlier[number - 1]
    if "taken_on" in was:
        return item  # pressed twice
    item.earlier[number - 1] = {**was, "note": "", "taken_on": str(clock.today()), "why": reason_given(reason)}
    item.save(update_fields=["earlier"])
    payload = {"item": str(item.pk), "number": number}
    journal("codetermination.earlier_taken_away", item.subject, by=by, actor=item.committee_id, payload=payload)
    letters.drop(item, number)
    letters.tell_taken_away(item, number, by)
    return item


# --- what people have heard -------------------------------------------------------------------------------------------


def words_of(myth: Myth) -> str:
    return ".\n".join((myth.claim, myth.body))


def unit_of(unit_id: UUID | str | None, by: Viewer, stands: Unit | None = None) -> Unit | None:
    """The unit that was chosen. The one that ``stands`` may stay, also when it was hidden meanwhile.

    Raises: ValidationError on ``unit_id``.
    """
    if stands and stands.pk == as_uuid(unit_id or ""):
        return stands
    unit = Unit.objects.visible_to(by).filter(pk=as_uuid(unit_id)).select_related("actor").first()
    if unit_id and unit is None:
        raise ValidationError({"unit_id": [_("Vælg en enhed på listen.")]})
    return unit


def first_to_answer(committee: Actor | None, but: Person) -> Person | None:
    """The one who speaks for the committee, longest first; nobody leaves the answer to the coordinators."""
    rows = Membership.objects.current().filter(actor=committee, speaks_for=True).exclude(person=but)
    row = rows.select_related("person").order_by("pk").first() if committee else None
    return row.person if row else None


@verb(Myth)
def raise_myth(
    *,
    by: Viewer,
    claim: str,
    body: str = "",
    unit_id: UUID | str | None = None,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Myth:
    """Bring a myth into the open, so that it can be talked about. A MED committee owes an answer within 14 days.

    Raises: Refused, ValidationError.
    """
    require("myths.raise", by)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    unit = unit_of(unit_id, by)
    committee = committee_for(unit)
    myth = Myth(claim=claim, body=body, unit=unit, committee=committee, **voice.fields())
    clean_texts(myth, MYTH_TEXTS)
    myth.answerer = first_to_answer(committee, voice.author)
    myth.answer_due = clock.today() + ANSWER_WITHIN
    myth.subject = subjects.create("myth", title=myth.claim, by=voice.author.pk, text=myth.body)
    screen(myth.subject, by=by, voice=voice, text=words_of(myth))
    myth.save()
    follow_own(myth.subject, voice)
    journal(
        "codetermination.myth_raised",
        myth.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
    )
    return myth


def is_talked_about(myth: Myth) -> bool:
    """Whether others than its author have spoken: then the claim itself stands."""
    return subjects.others_spoke(myth.subject, but=myth.author_id)


@verb(Myth)
def edit_myth(
    *,
    by: Viewer,
    myth_id: UUID | str,
    claim: str,
    body: str = "",
    unit_id: UUID | str | None = None,
    expected_version: int | None = None,
) -> Myth:
    """Say better what was heard, until it is answered. Once others have replied, the claim stays as they read it.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    myth = find(Myth, myth_id, by, related=("author", "unit"), lock=True)
    require("myths.edit", by, myth)
    check_version(myth.subject, expected_version)
    if clean_line(claim) != myth.claim and is_talked_about(myth):
        raise ValidationError({"claim": [_("Andre har skrevet om den. Fortæl mere nedenunder i stedet.")]})
    before = words_of(myth)
    unit = unit_of(unit_id, by, stands=myth.unit)
    if unit != myth.unit:
        myth.unit, myth.committee = unit, committee_for(unit)
        myth.answerer = first_to_answer(myth.committee, myth.author)
    myth.claim, myth.body = claim, body
    clean_texts(myth, MYTH_TEXTS)
    myth.save()
    subject = myth.subject
    subject.title = myth.claim
    subject.save(update_fields=["title"])
    bump(subject)
    search.index(subject, myth.body)
    screen_edit(subject, by=by, before=before, text=words_of(myth))
    journal("codetermination.myth_edited", subject, by=by, payload={"version": subject.version})
    return myth


@verb(Myth)
def withdraw_myth(*, by: Viewer, myth_id: UUID | str) -> Myth:
    """Take a myth back that nobody else has written about. Raises: NotFound, Refused, ValidationError."""
    myth = find(Myth, myth_id, by, related=("author", "entered_by"), lock=True)
    require("myths.withdraw", by, myth)
    subject = subjects.held(myth.subject)
    if subjects.others_spoke(subject, but=myth.author_id):
        raise ValidationError(_("Andre har skrevet på siden, så den er ikke kun din."))
    myth.withdrawn_at = clock.now()
    myth.save()
    readers = [person.pk for person in (myth.author, myth.entered_by) if person]
    subjects.set_audience(subject, Audience.NAMED, readers)
    search.forget(subject)
    bump(subject)
    journal("codetermination.myth_withdrawn", subject, by=by)
    return myth


@verb(MythReply)
def reply_to_myth(
    *,
    by: Viewer,
    myth_id: UUID | str,
    body: str,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> MythReply:
    """Say what one has seen oneself, in one's own words. Raises: NotFound, Refused, ValidationError."""
    myth = find(Myth, myth_id, by)
    require("myths.reply", by, myth)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    reply = MythReply(myth=myth, body=body, **voice.fields())
    clean_texts(reply, ("body",))
    reply.subject = subjects.create(
        "myth_reply",
        title=Truncator(clean_line(reply.body)).chars(120),
        by=voice.author.pk,
        context=myth.subject,
        text=reply.body,
    )
    screen(reply.subject, by=by, voice=voice, text=reply.body)
    reply.save()
    follow_own(myth.subject, voice)
    entry = journal(
        "codetermination.myth_replied",
        reply.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
    )
    tell_news(entry)
    return reply


@verb(MythReply)
def withdraw_reply(*, by: Viewer, reply_id: UUID | str) -> MythReply:
    """Take one's words back; they are deleted. Raises: NotFound, Refused."""
    reply = find(MythReply, reply_id, by, lock=True)
    require("myth_replies.withdraw", by, reply)
    if reply.withdrawn_at is None:
        silence(reply)
        journal("codetermination.myth_reply_withdrawn", reply.subject, by=by)
    return reply


def silence(reply: MythReply) -> None:
    reply.body, reply.withdrawn_at = "", reply.withdrawn_at or clock.now()
    reply.save(update_fields=["body", "withdrawn_at"])
    subjects.fall_silent(reply.subject)


@verb(MythAnswer)
def answer_myth(*, by: Viewer, myth_id: UUID | str, body: str, sources: Iterable[UUID | str] = ()) -> MythAnswer:
    """Answer a myth, in the committee's name or as oneself, with what the answer rests on. Those who follow hear it.

    Raises: NotFound, Refused, ValidationError.
    """
    myth = find(Myth, myth_id, by, related=("author",), lock=True)
    require("myths.answer", by, myth)
    voice = voice_of(by, speaks_as=myth.committee_id if myth.committee_id in by.speaks_for else None)
    answer = MythAnswer(myth=myth, body=body, **voice.fields())
    clean_texts(answer, ("body",))
    named = list(dict.fromkeys(str(as_uuid(key)) for key in sources))
    found = sources_named(named, by)
    if len(found) < len(named):
        raise ValidationError({"links": [_("Vi kan ikke finde en af siderne. Kopiér adressen fra siden selv.")]})
    answer.subject = subjects.create(
        "myth_answer",
        title=Truncator(clean_line(answer.body)).chars(120),
        by=voice.author.pk,
        context=myth.subject,
        text=answer.body,
    )
    answer.save()
    MythSource.objects.bulk_create(MythSource(answer=answer, subject=subject) for subject in found)
    if myth.answered_at is None:
        myth.answered_at = clock.now()
        myth.save(update_fields=["answered_at"])
    bump(myth.subject)
    entry = journal("codetermination.myth_answered", answer.subject, by=by, actor=voice.actor.pk)
    tell_news(entry)
    return answer


@verb(Myth)
def pass_on_myth(*, by: Viewer, myth_id: UUID | str, deputy_id: UUID | str) -> Myth:
    """Let a named deputy answer as well, because nobody did for seven days (rule of power 4). The page shows it.

    Raises: NotFound, Refused, ValidationError when the person could not answer.
    """
    if by == SYSTEM:
        myth = Myth.objects.select_related("subject", "unit").filter(pk=as_uuid(myth_id)).first()
    else:
        myth = find(Myth, myth_id, by, related=("unit",), lock=True)
    if myth is None:
        raise NotFound(f"Myth {myth_id}")
    require("myths.pass_on", by, myth)
    myth.deputy = Person.objects.select_related("actor").filter(pk__in=[as_uuid(deputy_id)]).first()
    reader = viewer_of(myth.deputy)
    if not reader.is_staff or not rules.has_perm("myths.answer", reader, myth):
        raise ValidationError({"deputy_id": [_("Vælg en ansat, der må læse siden og ikke selv har rejst det.")]})
    myth.save(update_fields=["deputy"])
    bump(myth.subject)
    journal("codetermination.myth_passed_on", myth.subject, by=by, payload={"deputy": str(deputy_id)})
    return myth


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Take a person's own words away, save what others built on. Answers and what MED discussed are official and stay.

    Called by the verb that erases a person, which writes the journal line.
    """
    own = Q(author=person_id, actor__person=person_id)
    for reply in MythReply.objects.filter(own).select_related("subject"):
        silence(reply)
    for myth in Myth.objects.filter(own).select_related("subject"):
        if subjects.built_on(myth.subject, but=person_id):
            continue
        myth.claim, myth.body, myth.withdrawn_at = "", "", myth.withdrawn_at or clock.now()
        myth.save(update_fields=["claim", "body", "withdrawn_at"])
        subjects.set_audience(myth.subject, Audience.NAMED)
        subjects.fall_silent(myth.subject)
    Myth.objects.filter(answerer=person_id).update(answerer=None)
    Myth.objects.filter(deputy=person_id).update(deputy=None)
