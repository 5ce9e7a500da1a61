"""The verbs about asking differently, and about the open lists: why, and why not."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django_tasks import task

from samspil.actors.actions import voice_of
from samspil.actors.models import Person
from samspil.actors.queries import viewers_of
from samspil.challenges.actions import gone, reword_challenge
from samspil.challenges.models import Challenge
from samspil.following.actions import follow_own, tell_followers, tell_news
from samspil.following.letters import BATCH, soon, stop_address
from samspil.following.models import Follow
from samspil.foundation import clock, mail, subjects
from samspil.foundation.models import OneTimeLink, OutgoingMail, Subject
from samspil.foundation.text import clean_line
from samspil.foundation.verbs import clean_texts, find, journal, require, verb
from samspil.foundation.viewer import NOBODY, Viewer
from samspil.moderation.actions import screen
from samspil.reframing.models import (
    FEWEST_VOICES,
    QUESTION_LENGTH,
    SETTLED,
    ListKind,
    OpenQuestion,
    Vote,
    Wording,
    WordingState,
    WordingVote,
)
from samspil.reframing.queries import taking_part, tally

ANSWER_PURPOSE = "answer-wording"
LINK_LASTS = timedelta(days=30)

# --- asking differently -----------------------------------------------------------------------------------------------


@verb(Wording)
def propose_wording(
    *,
    by: Viewer,
    challenge_id: UUID | str,
    question: str,
    reason: str,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Wording:
    """Propose another way to ask, and say why. Raises: NotFound, Refused, ValidationError."""
    challenge = find(Challenge, challenge_id, by)
    require("challenges.write_perspective", by, challenge)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    wording = Wording(challenge=challenge, question=question, reason=reason, **voice.fields())
    clean_texts(wording, ("question", "reason"))
    if wording.question.casefold() == challenge.question.casefold():
        raise ValidationError({"question": [_("Sådan spørger vi allerede. Prøv med andre ord.")]})
    wording.subject = subjects.create(
        "wording", title=wording.question, by=voice.author.pk, context=challenge.subject, text=wording.reason
    )
    screen(wording.subject, by=by, voice=voice, text=f"{wording.question} {wording.reason}")
    wording.save()
    follow_own(challenge.subject, voice)
    entry = journal(
        "reframing.wording_proposed",
        wording.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
    )
    tell_news(entry)
    return wording


def held_wording(wording_id: UUID | str, by: Viewer) -> Wording:
    """The wording, locked after the root of its page, as everything that is written there: nobody waits in a ring.

    Two wordings that are put at the same moment wait for each other, and so do answering and settling.
    Raises: NotFound.
    """
    wording = find(Wording, wording_id, by, related=("challenge__subject",))
    subjects.held(wording.challenge.subject)
    return find(Wording, wording_id, by, related=("challenge__subject",), lock=True)


@verb(Wording)
def put_wording(*, by: Viewer, wording_id: UUID | str) -> Wording:
    """Put a wording to those taking part. Those of them who follow get a letter they can answer from.

    One at a time; a wording that was hidden while it was put makes room.
    Raises: NotFound, Refused, ValidationError.
    """
    wording = held_wording(wording_id, by)
    require("wordings.put", by, wording)
    before = Wording.objects.filter(challenge=wording.challenge_id, state=WordingState.PUT)
    before.filter(subject__shown=False).update(state=WordingState.PROPOSED, put_at=None, put_by=None)
    if before.exists():
        raise ValidationError(_("I er i gang med at svare på en anden ordlyd. Afslut den først."))
    wording.state, wording.put_at, wording.put_by_id = WordingState.PUT, clock.now(), by.known_id
    wording.save(update_fields=["state", "put_at", "put_by"])
    subjects.touch(wording.subject)
    journal("reframing.wording_put", wording.subject, by=by)
    soon(ask_those_taking_part, str(wording.pk))
    return wording


@task(priority=mail.LATER)
def ask_those_taking_part(wording_id: str) -> None:
    """A letter with a link of their own to each who may answer, has not done so, and follows the page.

    Run again, it writes to nobody twice: the letters are known by their keys.
    """
    wording = Wording.objects.select_related("challenge__subject", "subject", "actor").get(pk=wording_id)
    if not wording.is_asked or not wording.subject.shown:
        return
    following = Follow.objects.filter(subject__in=(wording.challenge_id, wording.challenge.subject.root_id))
    answered = WordingVote.objects.filter(wording=wording)
    people = taking_part(wording.challenge).filter(pk__in=following.values("person")).exclude(email=None)
    asked = list(people.exclude(pk__in=answered.values("person")).exclude(pk=wording.put_by_id))
    for start in range(0, len(asked), BATCH):
        ask(wording, asked[start : start + BATCH])


def ask(wording: Wording, people: list[Person]) -> None:
    """The letters to those of ``people`` who may read the wording now and have none of this asking yet."""
    viewers = viewers_of(people)
    keys = {person.pk: f"wording-put:{wording.pk}:{wording.put_at:%y%m%d%H%M%S}:{person.pk}" for person in people}
    known = set(OutgoingMail.objects.filter(dedupe_key__in=keys.values()).values_list("dedupe_key", flat=True))
    links, letters = [], []
    for person in people:
        if keys[person.pk] in known or not wording.subject.readable_by(viewers.get(person.pk, NOBODY)):
            continue
        link, token = OneTimeLink.prepare(
            ANSWER_PURPOSE, lasts=LINK_LASTS, person=person.pk, payload={"wording": str(wording.pk)}
        )
        stop, stop_token = OneTimeLink.prepare(
            "unfollow", lasts=LINK_LASTS, person=person.pk, payload={"subjects": [str(wording.challenge_id)]}
        )
        links += [link, stop]
        letters.append(
            mail.compose(
                "reframing/mail/put.txt",
                {
                    "wording": wording,
                    "person": person,
                    "subject": wording.challenge.subject,
                    "link": mail.address(reverse("reframing:answer-by-link", args=[token])),
                    "unfollow_link": stop_address(stop_token),
                },
                to=str(person.email),
                person=person.pk,
                dedupe_key=keys[person.pk],
                holds_secret=True,
                language=person.language,
                unsubscribe_url=stop_address(stop_token, at_once=True),
            )
        )
    with transaction.atomic():
        OneTimeLink.objects.bulk_create(links)
        mail.post_many(letters)


def ask_newcomers() -> None:
    """Ask those who came to take part since a wording was put, and whom a killed worker left out."""
    asked = Wording.objects.filter(state=WordingState.PUT, put_at__gt=clock.now() - LINK_LASTS)
    for pk in asked.values_list("pk", flat=True):
        ask_those_taking_part.enqueue(str(pk))


@verb(WordingVote)
def answer_wording(*, by: Viewer, wording_id: UUID | str, vote: str, comment: str = "") -> WordingVote:
    """Say yes or no to a wording. One voice each, whoever one speaks for otherwise; it may change until it is settled.

    Raises: NotFound, Refused, ValidationError.
    """
    wording = held_wording(wording_id, by)
    require("wordings.answer", by, wording)
    row = WordingVote.objects.filter(wording=wording, person=by.known_id).select_related("subject").first()
    row = row or WordingVote(wording=wording, person_id=by.known_id)
    row.vote, row.comment, row.at = vote, comment, clock.now()
    clean_texts(row, ("vote", "comment"))
    if row.subject_id is None:
        row.subject = subjects.create(
            "vote", title=row.comment, by=by.person_id, context=wording.subject, is_searchable=False
        )
    else:
        row.subject.title = row.comment
        row.subject.save(update_fields=["title"])
    row.save()
    journal("reframing.wording_answered", row.subject, by=by, actor=by.actor_id)
    return row


@verb(Wording)
def settle_wording(*, by: Viewer, wording_id: UUID | str, note: str) -> Wording:
    """Close the asking. Whoever closes does not choose: more yes than no, from two voices or more, and we ask so.

    Raises: NotFound, Refused, ValidationError.
    """
    wording = held_wording(wording_id, by)
    require("wordings.settle", by, wording)
    counts = tally(wording)
    wording.yes_count, wording.no_count, wording.note = counts[Vote.YES], counts[Vote.NO], note
    clean_texts(wording, ("note",))
    if not wording.note:
        raise ValidationError({"note": [_("Skriv et par ord til dem, der svarede.")]})
    is_adopted = wording.yes_count > wording.no_count and sum(counts.values()) >= FEWEST_VOICES
    wording.state = WordingState.ADOPTED if is_adopted else WordingState.KEPT
    wording.settled_at, wording.settled_by_id = clock.now(), by.known_id
    wording.save()
    if is_adopted:
        reword_challenge(by=by, challenge_id=wording.challenge_id, question=wording.question, wording_id=wording.pk)
    subjects.touch(wording.subject)
    entry = journal("reframing.wording_adopted" if is_adopted else "reframing.question_kept", wording.subject, by=by)
    tell_followers(
        wording.subject,
        "reframing/mail/settled.txt",
        {"wording": wording},
        key=f"wording-settled:{entry.pk}",
        news="stage",
        but_not=by.person_id,
    )
    return wording


@verb(Wording)
def withdraw_wording(*, by: Viewer, wording_id: UUID | str) -> Wording:
    """Take one's wording back. The text is emptied, and what was answered goes with it. Raises: NotFound, Refused."""
    wording = find(Wording, wording_id, by, related=("challenge__subject",), lock=True)
    require("wordings.withdraw", by, wording)
    if wording.withdrawn_at is None:
        silence(wording)
        journal("reframing.wording_withdrawn", wording.subject, by=by)
    return wording


def silence(wording: Wording) -> None:
    """Empty a wording nobody has settled, with the comments on it."""
    wording.question = wording.reason = ""
    wording.state, wording.withdrawn_at = WordingState.WITHDRAWN, clock.now()
    wording.save(update_fields=["question", "reason", "state", "withdrawn_at"])
    subjects.fall_silent(wording.subject)
    votes = WordingVote.objects.filter(wording=wording)
    Subject.objects.filter(pk__in=votes.values("pk")).update(title="")
    votes.update(comment="")


# --- why, and why not -------------------------------------------------------------------------------------------------


def words_of(question: OpenQuestion) -> str:
    """Everything somebody typed in it."""
    return f"{question.body} {question.offer} {question.assumption} {question.helper}"


@verb(OpenQuestion)
def ask_openly(
    *,
    by: Viewer,
    challenge_id: UUID | str,
    kind: str = "",
    body: str,
    offer: str = "",
    assumption: str = "",
    helper: str = "",
    reply_to: UUID | str | None = None,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> OpenQuestion:
    """Add to one of the open lists, or reply to what stands there. A reply to a reply lands beside it.

    Raises: NotFound, Refused, ValidationError.
    """
    challenge = find(Challenge, challenge_id, by)
    require("challenges.write_perspective", by, challenge)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    parent = find(OpenQuestion, reply_to, by, related=("reply_to__subject",)) if reply_to else None
    parent = parent.reply_to if parent and parent.reply_to_id and not parent.withdrawn_at else parent
    if parent and (parent.challenge_id != challenge.pk or parent.withdrawn_at):
        raise gone()
    kind = parent.kind if parent else kind
    if kind not in ListKind.values:
        raise ValidationError({"kind": [_("Vælg den liste, spørgsmålet hører til.")]})
    question = OpenQuestion(challenge=challenge, reply_to=parent, kind=kind, body=body, **voice.fields())
    if parent is None:
        facts = {"offer": offer, "assumption": assumption} if kind == ListKind.WHY else {"helper": helper}
        for name, text in facts.items():
            setattr(question, name, text)
    clean_texts(question, ("body", "offer", "assumption", "helper"))
    if parent is None and len(question.body) > QUESTION_LENGTH:
        raise ValidationError({"body": [_("Teksten er for lang. Der er plads til %d tegn.") % QUESTION_LENGTH]})
    question.subject = subjects.create(
        "open_question",
        title=Truncator(clean_line(question.body)).chars(120),
        by=voice.author.pk,
        context=parent.subject if parent else challenge.subject,
        text=words_of(question),
    )
    screen(question.subject, by=by, voice=voice, text=words_of(question))
    question.save()
    follow_own(challenge.subject, voice)
    entry = journal(
        "reframing.asked_openly" if parent is None else "reframing.replied",
        question.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
    )
    tell_news(entry)
    return question


@verb(OpenQuestion)
def withdraw_question(*, by: Viewer, question_id: UUID | str) -> OpenQuestion:
    """Take one's words back. The text is emptied; replies stay under a line that says so. Raises: NotFound, Refused."""
    question = find(OpenQuestion, question_id, by, lock=True)
    require("questions.withdraw", by, question)
    if question.withdrawn_at is None:
        empty(question)
        journal("reframing.question_withdrawn", question.subject, by=by)
    return question


def empty(question: OpenQuestion) -> None:
    question.body = question.offer = question.assumption = question.helper = ""
    question.withdrawn_at = clock.now()
    question.save(update_fields=["body", "offer", "assumption", "helper", "withdrawn_at"])
    subjects.fall_silent(question.subject)


# --- a person who is erased ------------------------------------------------------------------------------------------


def erase(person_id: UUID) -> None:
    """Empty what nobody else has answered, and the person's comments. The votes stay, without a name.

    Called by the verb that erases a person, which writes the journal line.
    """
    voted = WordingVote.objects.filter(wording=OuterRef("pk")).exclude(person=person_id)
    mine = Wording.objects.filter(author=person_id, withdrawn_at=None).exclude(state__in=SETTLED)
    for wording in mine.exclude(Exists(voted)).select_related("subject"):
        silence(wording)
    votes = WordingVote.objects.filter(person=person_id)
    Subject.objects.filter(pk__in=votes.values("pk")).update(title="")
    votes.update(comment="")
    replied = OpenQuestion.objects.filter(reply_to=OuterRef("pk"), withdrawn_at=None).exclude(author=person_id)
    asked = OpenQuestion.objects.filter(author=person_id, withdrawn_at=None)
    for question in asked.exclude(Exists(replied)).select_related("subject"):
        empty(question)
    OneTimeLink.objects.filter(purpose=ANSWER_PURPOSE, person=person_id).delete()
