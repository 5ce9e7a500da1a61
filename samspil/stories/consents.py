"""The verbs about those in a story: name and ask them, what they answer, and taking a yes back."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from samspil.actors.models import Channel, Person
from samspil.foundation import clock
from samspil.foundation.addresses import email_address
from samspil.foundation.text import clean_line, find_cpr, guard
from samspil.foundation.verbs import NotFound, Refused, check_version, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.stories import letters, queries, standing
from samspil.stories.models import (
    INSTEAD_LENGTH,
    LASTS_YEARS,
    MOST_PEOPLE,
    NAME_LENGTH,
    Consent,
    ConsentAnswer,
    ConsentState,
    Story,
    StoryState,
)

YEARS = (1, 2, 5)
WAY_OUT = re.compile(r"[/@\d]|www|http", re.IGNORECASE)  # a name is no way to put a link in a letter


def kept(story_id: UUID | str, by: Viewer, permission: str = "stories.keep") -> Story:
    """The story, locked, for whoever keeps it. Raises: NotFound for who may not even read it, else Refused."""
    story = queries.kept(story_id, lock=True)
    if story is None:
        raise NotFound(f"Story {story_id}")
    try:
        require(permission, by, story)
    except Refused:
        if not story.subject.readable_by(by):
            raise NotFound(f"Story {story_id}") from None
        raise
    return story


def new_consent(story: Story, said: Mapping[str, Any], prefix: str = "") -> Consent:
    """Somebody who is in the story. Raises: ValidationError by field, named with ``prefix``."""
    name, instead, email = (clean_line(str(said.get(field) or "")) for field in ("name", "instead", "email"))
    is_child = bool(said.get("is_child"))
    problems: dict[str, list[Any]] = {}
    if not name or len(name) > NAME_LENGTH or WAY_OUT.search(name) or find_cpr(name):
        problems[f"{prefix}name"] = [_("Skriv et navn, og kun et navn.")]
    elif is_child and " " in name:
        problems[f"{prefix}name"] = [_("Skriv kun barnets fornavn.")]
    if len(instead) > INSTEAD_LENGTH or WAY_OUT.search(instead):
        problems[f"{prefix}instead"] = [_("Skriv det kortere, for eksempel: en frivillig.")]
    try:
        email = email_address(email, f"{prefix}email")
    except ValidationError as problem:
        problems |= problem.message_dict
    if problems:
        raise ValidationError(problems)
    person = Person.objects.filter(email=email, erased_at=None).first() if email and not is_child else None
    return Consent(story=story, name=name, instead=instead, email=email, is_child=is_child, person=person)


def ask_anew(story: Story) -> None:
    """Those who had said yes to something else, and those not asked yet, get a letter."""
    for row in standing.people_of(story, standing.content_now(story)):
        if row.state == ConsentState.CHANGED:
            letters.ask(row, "changed")
        elif row.state == ConsentState.WAITING and row.asked_on is None:
            letters.ask(row)


@verb(Story)
def name_person(
    *, by: Viewer, story_id: UUID | str, name: str, email: str = "", is_child: bool = False, instead: str = ""
) -> Story:
    """Say that somebody else can be known in the story: it waits for them too. Raises: NotFound, Refused,
    ValidationError.
    """
    story = kept(story_id, by)
    require("stories.keep", by, story)
    if story.people.count() >= MOST_PEOPLE:
        raise ValidationError(_("Der er plads til %d i én historie.") % MOST_PEOPLE)
    row = new_consent(story, {"name": name, "email": email, "is_child": is_child, "instead": instead})
    row.order = (story.people.aggregate(last=Max("order"))["last"] or 0) + 1
    row.save()
    standing.settle(story)
    ask_anew(story)
    journal("stories.person_named", story.subject, by=by)
    return story


def consent_of(consent_id: UUID | str, by: Viewer, permission: str = "stories.keep") -> Consent:
    """A consent of a story that ``by`` keeps, both locked. Raises: NotFound, Refused."""
    found = queries.consent_found(consent_id)
    if found is None:
        raise NotFound(f"Consent {consent_id}")
    story = kept(found.story_id, by, permission)
    row = queries.consent_found(consent_id, lock=True)
    if row is None:
        raise NotFound(f"Consent {consent_id}")
    row.story = story
    return row


@verb(Story)
def drop_person(*, by: Viewer, consent_id: UUID | str) -> Story:
    """Somebody is in the story no more: only once neither text nor picture names them.

    Raises: NotFound, Refused, ValidationError.
    """
    row = consent_of(consent_id, by)
    story = row.story
    require("stories.keep", by, story)
    content = standing.content_now(story)
    own_words = [text for _whom, text in content["words"]]
    said = [content["title"], content["body"], content["alt"], content["credit"], *own_words]
    if any(standing.names_it(text, row.name) for text in said):
        raise ValidationError(_("%s står stadig i historien. Ret teksten først.") % row.name)
    if content["picture"] and row.seen.get("picture", content["picture"]) == content["picture"]:
        raise ValidationError(_("Billedet er det samme, som da %s blev spurgt. Skift det først.") % (row.name or "…"))
    letters.forget_links(row)
    row.delete()
    standing.settle(story)
    journal("stories.person_dropped", story.subject, by=by)
    return story


@verb(Story)
def ask_person(*, by: Viewer, consent_id: UUID | str) -> Story:
    """Send the letter once more: at most once a week, and never again to the same words after a no.

    Raises: NotFound, Refused, ValidationError.
    """
    row = consent_of(consent_id, by)
    story = row.story
    require("stories.keep", by, story)
    content = standing.content_now(story)
    if row.answer in (ConsentAnswer.NO, ConsentAnswer.TAKEN_BACK) and row.seen == content:
        raise ValidationError(_("%s har svaret. Ret historien, hvis du vil spørge igen.") % row.name)
    if not row.email:
        raise ValidationError(_("Vi har ingen mail. Spørg selv, og skriv svaret ned."))
    if row.asked_on and clock.today() - row.asked_on < letters.ASK_AGAIN_AFTER:
        raise ValidationError(_("Der er sendt en mail for nylig. Vent en uge, eller ring."))
    if not letters.ask(row, "again"):
        raise ValidationError(_("Den adresse har fået mange mails i dag. Prøv igen i morgen, eller ring."))
    journal("stories.asked", story.subject, by=by)
    return story


# --- what they answer -------------------------------------------------------------------------------------------------


def years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def put_answer(row: Consent, answer: str, years: int, on: date) -> None:
    """Raises: ValidationError."""
    if answer not in ConsentAnswer.values:
        raise ValidationError({"answer": [_("Vælg en af mulighederne på listen.")]})
    if int(years) not in YEARS:
        raise ValidationError({"years": [_("Vælg en af mulighederne på listen.")]})
    row.answer, row.answered_on = answer, on
    row.until = years_later(on, int(years)) if row.is_yes else None
    row.seen = standing.content_now(row.story)


def settle_and_tell(row: Consent, before: str) -> None:
    """Let the page follow, and tell whoever told the story when it opens or stops."""
    state = standing.settle(row.story)
    if row.answer in (ConsentAnswer.NO, ConsentAnswer.TAKEN_BACK):
        letters.tell_keeper(row.story, row.answer, row)
    elif state == StoryState.OPEN and before != StoryState.OPEN:
        letters.tell_keeper(row.story, "open")


def where(story: Story) -> str:
    return standing.standing(story, standing.people_of(story, standing.content_now(story)))


@verb(Story, for_oneself=True)
def answer_story(
    *,
    by: Viewer,
    consent_id: UUID | str,
    answer: str,
    years: int | str = LASTS_YEARS,
    parent_name: str = "",
    expected_version: int | None = None,
) -> Story:
    """Say yes, yes without a name, or no, to the story as it stands; for a child, as a parent.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    row = asked(consent_id, by)
    require("stories.answer", by, row)
    if not row.story.subject.shown:  # what is hidden can only be said no to
        raise NotFound(f"Consent {consent_id}")
    check_version(row.story.subject, expected_version)
    if answer == ConsentAnswer.TAKEN_BACK:
        raise ValidationError({"answer": [_("Vælg en af mulighederne på listen.")]})
    before = where(row.story)
    put_answer(row, answer, int(years), clock.today())
    row.channel, row.noted_by = "", None
    if row.is_child:
        row.parent_name = clean_line(parent_name)[:NAME_LENGTH]
        guard(parent_name=row.parent_name)
        if row.is_yes and not row.parent_name:
            raise ValidationError({"parent_name": [_("Skriv dit eget navn. Det står ikke på siden.")]})
    row.save()
    settle_and_tell(row, before)
    journal("stories.answered", row.story.subject, by=by)
    return row.story


@verb(Story, for_oneself=True)
def take_back_yes(*, by: Viewer, consent_id: UUID | str) -> Story:
    """Take one's yes back: the story leaves every page, list, search and feed at once. Raises: NotFound, Refused."""
    row = asked(consent_id, by)
    require("stories.answer", by, row)
    if row.answer != ConsentAnswer.TAKEN_BACK:
        put_answer(row, ConsentAnswer.TAKEN_BACK, LASTS_YEARS, clock.today())
        row.channel, row.noted_by = "", None
        row.save()
        settle_and_tell(row, "")
    journal("stories.taken_back", row.story.subject, by=by)
    return row.story


def asked(consent_id: UUID | str, by: Viewer) -> Consent:
    """The consent and its story, locked, for whoever is asked, hidden or not. Raises: NotFound for anybody else."""
    found = queries.consent_found(consent_id)
    story = queries.kept(found.story_id, lock=True, hidden_too=True) if found else None
    row = queries.consent_found(consent_id, lock=True) if story else None
    if row is None or story is None or story.withdrawn_at:
        raise NotFound(f"Consent {consent_id}")
    row.story = story
    try:
        require("stories.answer", by, row)
    except Refused:
        raise NotFound(f"Consent {consent_id}") from None
    return row


@verb(Story)
def note_consent(
    *,
    by: Viewer,
    consent_id: UUID | str,
    answer: str,
    channel: str,
    on: date | None = None,
    years: int | str = LASTS_YEARS,
    parent_name: str = "",
) -> Story:
    """Write down what somebody said on the phone, on paper or at a meeting, and on which day. They hear of a yes by
    mail, once, with the link to take it back; over their own no to the same words nobody writes one.

    Raises: NotFound, Refused, ValidationError.
    """
    row = consent_of(consent_id, by, "stories.note")
    require("stories.note", by, row.story)
    if not row.name:  # forgotten: nobody answers for them any more
        raise NotFound(f"Consent {consent_id}")
    problems: dict[str, list[Any]] = {}
    if channel not in Channel.values:
        problems["channel"] = [_("Vælg, hvordan du fik svaret.")]
    if on is None or on > clock.today():
        problems["on"] = [_("Vælg den dag, svaret kom. Den kan ikke ligge fremme.")]
    parent_name = clean_line(parent_name)[:NAME_LENGTH]
    if row.is_child and answer in (ConsentAnswer.YES, ConsentAnswer.UNNAMED) and not parent_name:
        problems["parent_name"] = [_("Skriv, hvem af forældrene der sagde ja.")]
    said_no = row.answer in (ConsentAnswer.NO, ConsentAnswer.TAKEN_BACK) and not row.channel
    if said_no and row.seen == standing.content_now(row.story):
        problems["answer"] = [_("%s har selv sagt nej. Kun de kan lave det om, med linket i deres mail.") % row.name]
    if problems:
        raise ValidationError(problems)
    guard(parent_name=parent_name)
    before = where(row.story)
    is_told = bool(row.channel) and answer == standing.state_of(row, standing.content_now(row.story), clock.today())
    put_answer(row, answer, int(years), on or clock.today())
    row.channel, row.noted_by_id, row.parent_name = channel, by.known_id, parent_name if row.is_child else ""
    row.save()
    if row.is_yes and not is_told:
        letters.ask(row, "noted")
    settle_and_tell(row, before)
    journal("stories.consent_noted", row.story.subject, by=by)
    return row.story
