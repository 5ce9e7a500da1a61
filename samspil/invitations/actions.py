"""The verbs about invitations: asking, reminding, answering, saying no."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspil.actors.actions import Voice, register_person, voice_of
from samspil.actors.models import ActorKind, Person
from samspil.actors.queries import leaders_of, organisations, viewer_by_id, viewer_of
from samspil.challenges.actions import raise_challenge, write_perspective
from samspil.challenges.models import Challenge
from samspil.following.actions import follow_own, tell_news
from samspil.foundation import clock, search, subjects
from samspil.foundation.addresses import email_address
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import bump
from samspil.foundation.text import clean_line
from samspil.foundation.verbs import NotFound, Refused, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.identity.rates import Rate
from samspil.invitations.letters import close_links, letter_code, send, tell_inviter, tell_municipality
from samspil.invitations.models import MOST_INVITEES, NO_LETTERS, Channel, Invitation, Invitee
from samspil.invitations.queries import invitee_of, put_reach
from samspil.moderation.actions import screen, screen_edit
from samspil.proposals.actions import propose
from samspil.proposals.models import ANSWER_WITHIN

BY_PERSON = Rate("invitees-by", MOST_INVITEES, timedelta(days=1))
TO_ADDRESS = Rate("invitations-to", 3, timedelta(days=1))
MUNICIPALITY, OTHER = "municipality", "other"
WEB_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)


# --- asking -----------------------------------------------------------------------------------------------------------


@verb(Invitation)
def invite(
    *,
    by: Viewer,
    challenge_id: UUID | str,
    view: str,
    who: str,
    why: str,
    channel: str = Channel.MAIL,
    name: str = "",
    email: str = "",
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Invitation:
    """Invite somebody to a challenge: how we see the problem, and why just they.

    ``who`` is an actor's id, "municipality" when nobody knows whom there to ask, or "other" with a name and an address.
    Raises: NotFound, Refused, ValidationError.
    """
    challenge = find(Challenge, challenge_id, by)
    require("invitations.invite", by, challenge)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    invitation = begin(challenge, voice, view, by, why)
    ask(invitation, by, who=who, why=why, channel=channel, name=name, email=email)
    tell_news(journal("invitations.invited", invitation.subject, by=by, **spoken_by(voice)))
    return invitation


@verb(Invitation)
def invite_municipality(
    *,
    by: Viewer,
    question: str,
    theme: str,
    view: str,
    why: str,
    who: str = MUNICIPALITY,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Invitation:
    """Society raises a challenge and invites the municipality to it, in one go. ``who`` is a unit, or "municipality".

    Raises: Refused, ValidationError.
    """
    require("challenges.raise", by)
    unit_id = None if who == MUNICIPALITY else who
    try:
        challenge = raise_challenge(
            by=by, question=question, theme=theme, unit_id=unit_id, speaks_as=speaks_as, behalf=behalf
        )
    except ValidationError as problem:
        raise at_field(problem, unit_id="who") from problem
    voice = Voice(challenge.author, challenge.actor, challenge.entered_by, challenge.channel)
    invitation = begin(challenge, voice, view, by, why)
    ask(invitation, by, who=who, why=why)
    tell_news(journal("invitations.invited", invitation.subject, by=by, **spoken_by(voice)))
    return invitation


def at_field(problem: ValidationError, **names: str) -> ValidationError:
    """The same problem, at the fields as the form calls them."""
    if not hasattr(problem, "error_dict"):
        return problem
    return ValidationError({names.get(field, field): errors for field, errors in problem.error_dict.items()})


def spoken_by(voice: Voice) -> dict[str, Any]:
    return {"actor": voice.actor.pk, "on_behalf_of": voice.author.pk if voice.entered_by else None}


def begin(challenge: Challenge, voice: Voice, view: str, by: Viewer, why: str) -> Invitation:
    """An invitation that nobody has received yet. Nothing goes out while somebody looks at it first.

    Raises: ValidationError.
    """
    invitation = Invitation(challenge=challenge, view=view, **voice.fields())
    clean_words(invitation, "view")
    invitation.subject = subjects.create(
        "invitation",
        title=title_of(invitation),
        by=voice.author.pk,
        context=challenge.subject,
        text=invitation.view,
    )
    sign(invitation, by)
    invitation.save()
    screen(invitation.subject, by=by, voice=voice, text=f"{invitation.view} {why}")
    follow_own(challenge.subject, voice)
    return invitation


def title_of(invitation: Invitation) -> str:
    return Truncator(clean_line(invitation.view)).chars(120)


def clean_words(instance: Invitation | Invitee, *names: str) -> None:
    """Clean texts that go out in letters to people who did not ask for them: they hold no links.

    Raises: ValidationError by field.
    """
    clean_texts(instance, names)
    linked = {name: [_("Skriv uden links. Teksten går ud som mail.")] for name in names}
    problems = {name: error for name, error in linked.items() if WEB_ADDRESS.search(getattr(instance, name))}
    if problems:
        raise ValidationError(problems)


@verb(Invitee)
def add_invitee(
    *,
    by: Viewer,
    invitation_id: UUID | str,
    who: str,
    why: str,
    channel: str = Channel.MAIL,
    name: str = "",
    email: str = "",
) -> Invitee:
    """Send the same invitation to one more. Raises: NotFound, Refused, ValidationError."""
    invitation = find(Invitation, invitation_id, by, related=("challenge", "actor", "author__actor"), lock=True)
    require("invitations.add_invitee", by, invitation)
    invitee = ask(invitation, by, who=who, why=why, channel=channel, name=name, email=email)
    screen_edit(invitation.subject, by=by, before=invitation.view, text=invitee.why)
    journal("invitations.invitee_added", invitation.subject, by=by, payload={"invitee": invitee.pk})
    return invitee


def ask(
    invitation: Invitation,
    by: Viewer,
    *,
    who: str,
    why: str,
    channel: str = Channel.MAIL,
    name: str = "",
    email: str = "",
) -> Invitee:
    """Put somebody on the list and send them the invitation.

    Whoever wants no letters stands there without one: a refusal would be rolled back, and tell without end, and without
    a trace, which addresses said no. Raises: ValidationError.
    """
    invitee = Invitee(invitation=invitation, why=why, channel=channel)
    choose(invitee, who, name, email, by)
    clean_words(invitee, "why", "name")
    if channel not in Channel.values:
        raise ValidationError({"channel": [_("Vælg, hvordan invitationen skal frem.")]})
    put_reach([invitee])
    goes_by_mail = invitee.channel == Channel.MAIL and not invitee.is_municipality
    if goes_by_mail and not invitee.reach and not invitee.wants_no_letters:
        raise ValidationError({"channel": [_("Vi har ingen mail til dem. Vælg et brev på papir.")]})
    require_room(invitation, invitee, by)
    invitee.save()
    if invitation.subject.shown and not invitee.wants_no_letters:
        deliver(invitee)
    return invitee


def require_wanted(invitee: Invitee) -> None:
    """Raises: ValidationError where everybody a letter would go to has said no to such letters."""
    if invitee.wants_no_letters:
        raise ValidationError(str(NO_LETTERS))


def deliver(invitee: Invitee) -> None:
    """Let the invitation go out. What is due is due from now on."""
    invitee.sent_at = clock.now()
    if invitee.is_municipality:
        invitee.due = clock.today() + ANSWER_WITHIN
        tell_municipality(invitee)
    elif invitee.channel == Channel.MAIL:
        send(invitee, "invitations/mail/invitation.txt", "invitation")
    invitee.save(update_fields=["sent_at", "due"])


@verb(Invitee)
def send_out(*, by: Viewer, invitee_id: int) -> Invitee:
    """Send what waited until somebody had looked at the invitation. Raises: NotFound, Refused, ValidationError."""
    invitee = invitee_of(invitee_id, by, lock=True)
    require("invitations.send_out", by, invitee)
    put_reach([invitee])
    require_wanted(invitee)
    deliver(invitee)
    journal("invitations.sent", invitee.invitation.subject, by=by, payload={"invitee": invitee.pk})
    return invitee


def choose(invitee: Invitee, who: str, name: str, email: str, by: Viewer) -> None:
    """Say who is invited. Raises: ValidationError."""
    if who == OTHER:
        invitee.name, invitee.email = name, email_address(email)
        if not clean_line(name):
            raise ValidationError({"name": [_("Skriv, hvem I inviterer.")]})
        if not invitee.email and invitee.channel == Channel.MAIL:
            raise ValidationError({"email": [_("Skriv deres mail, eller vælg et brev på papir.")]})
    elif who == MUNICIPALITY:
        owe(invitee)
    else:
        key = as_uuid(who)
        actor = organisations(by).select_related("unit").filter(pk=key).first() if key else None
        if actor is None:
            raise ValidationError({"who": [_("Vælg, hvem I vil invitere.")]})
        invitee.actor = actor
        if actor.kind == ActorKind.UNIT:
            owe(invitee)


def owe(invitee: Invitee) -> None:
    """The municipality owes an answer: the nearest leader of the unit who did not ask it, else the coordinators."""
    invitee.is_municipality, invitee.channel = True, Channel.MAIL
    invitee.due = clock.today() + ANSWER_WITHIN
    unit = getattr(invitee.actor, "unit", None)
    asks = (invitee.invitation.author_id, invitee.invitation.entered_by_id)
    invitee.answerer = next((person for person in leaders_of(unit) if person.pk not in asks), None) if unit else None


def require_room(invitation: Invitation, invitee: Invitee, by: Viewer) -> None:
    """Nobody is asked twice, and nobody uses the form to fill strangers' mailboxes. Raises: ValidationError."""
    there = list(invitation.invitees.all())
    if len(there) >= MOST_INVITEES:
        raise ValidationError(_("Der er plads til %d på en invitation. Lav en ny til de næste.") % MOST_INVITEES)
    if invitee.is_municipality and any(row.is_municipality for row in there):
        raise ValidationError({"who": [_("Kommunen er inviteret her. Lav en ny invitation til en anden enhed.")]})
    if invitee.actor_id and any(row.actor_id == invitee.actor_id for row in there):
        raise ValidationError({"who": [_("De er inviteret i forvejen.")]})
    if invitee.email and any(row.email == invitee.email for row in there):
        raise ValidationError({"email": [_("Den adresse er inviteret i forvejen.")]})
    if not BY_PERSON.hit(str(by.known_id)):
        raise ValidationError(_("Du har inviteret mange i dag. Invitér resten i morgen."))
    if invitee.email and invitee.channel == Channel.MAIL and not TO_ADDRESS.hit(invitee.email):
        raise ValidationError({"email": [_("Den adresse har fået mange invitationer i dag. Prøv igen i morgen.")]})


# --- keeping ----------------------------------------------------------------------------------------------------------


@verb(Invitation)
def edit_view(*, by: Viewer, invitation_id: UUID | str, view: str, expected_version: int | None = None) -> Invitation:
    """Change how one sees the problem. That it was changed is shown, with what stood before (C18).

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    invitation = find(Invitation, invitation_id, by, lock=True)
    require("invitations.edit_view", by, invitation)
    check_version(invitation.subject, expected_version)
    before, invitation.view = invitation.view, view
    clean_words(invitation, "view")
    if invitation.view != before:
        invitation.view_changed_at = clock.now()
    sign(invitation, by)
    invitation.save()
    subject = invitation.subject
    subject.title = title_of(invitation)
    subject.save(update_fields=["title"])
    bump(subject)
    search.index(subject, invitation.view)
    screen_edit(subject, by=by, before=before, text=invitation.view)
    tell_news(journal("invitations.view_changed", subject, by=by, payload={"version": subject.version}))
    return invitation


@verb(Invitee)
def remind(*, by: Viewer, invitee_id: int) -> Invitee:
    """Write once more to somebody who has not answered. It happens once.

    Raises: NotFound, Refused, ValidationError (they want no such letters).
    """
    invitee = invitee_of(invitee_id, by, lock=True)
    require("invitations.remind", by, invitee)
    put_reach([invitee])
    require_wanted(invitee)
    invitee.reminded_at = clock.now()
    invitee.save(update_fields=["reminded_at"])
    if invitee.is_municipality:
        tell_municipality(invitee, "invitation-reminder")
    else:
        send(invitee, "invitations/mail/reminder.txt", "invitation-reminder")
    journal("invitations.reminded", invitee.invitation.subject, by=by, payload={"invitee": invitee.pk})
    return invitee


@verb(Invitation)
def withdraw_invitation(*, by: Viewer, invitation_id: UUID | str) -> Invitation:
    """Take an invitation back. Its links open nothing more; what was answered stays on the page.

    Raises: NotFound, Refused.
    """
    invitation = find(Invitation, invitation_id, by, lock=True)
    require("invitations.withdraw", by, invitation)
    invitation.withdrawn_at = clock.now()
    sign(invitation, by)
    invitation.save()
    for invitee in invitation.invitees.all():
        close_links(invitee)
    subjects.fall_silent(invitation.subject)
    journal("invitations.withdrawn", invitation.subject, by=by)
    return invitation


@verb(Invitee)
def pass_on(*, by: Viewer, invitation_id: UUID | str, person_id: UUID | str) -> Invitee:
    """Let a deputy answer too, because whoever owes the answer is silent. Raises: NotFound, Refused."""
    invitation = find(Invitation, invitation_id, by)
    waiting = Invitee.objects.filter(invitation=invitation, is_municipality=True).values_list("pk", flat=True)
    invitee = invitee_of(next(iter(waiting), None), by, lock=True)
    require("invitations.pass_on", by, invitee)
    deputy = Person.objects.filter(pk=person_id).first()
    if deputy is None:
        raise NotFound(f"Person {person_id}")
    if deputy.pk in (invitation.author_id, invitation.entered_by_id):
        raise Refused("invitations.answer")
    invitee.deputy, invitee.passed_on_at = deputy, clock.now()
    invitee.save(update_fields=["deputy", "passed_on_at"])
    journal("invitations.passed_on", invitation.subject, by=by, payload={"deputy": str(deputy.pk)})
    return invitee


# --- answering --------------------------------------------------------------------------------------------------------


def require_key(invitee: Invitee, code: str, by: Viewer) -> None:
    """Whoever holds the letter may answer it; without it, whoever speaks for those who are invited. Raises: Refused."""
    if invitee.is_municipality or not constant_time_compare(code, letter_code(invitee)):
        require("invitations.answer", by, invitee)


@verb(Invitee)
def open_invitation(*, by: Viewer, invitee_id: int, code: str = "") -> Invitee:
    """Somebody pressed the button on the letter's page. Raises: NotFound, Refused."""
    invitee = invitee_of(invitee_id, by, lock=True)
    require("invitations.is_waiting", by, invitee)
    require_key(invitee, code, by)
    if invitee.opened_at is None:
        invitee.opened_at = clock.now()
        invitee.save(update_fields=["opened_at"])
        journal("invitations.opened", invitee.invitation.subject, by=by, payload={"invitee": invitee.pk})
    return invitee


@verb(Invitee)
def answer_invitation(
    *,
    by: Viewer,
    invitee_id: int,
    sees: str = "",
    title: str = "",
    body: str = "",
    code: str = "",
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Invitee:
    """Answer: what we see becomes a perspective, and the solution a proposal, on the page like everybody's.

    In the invited actor's name where the person speaks for it. The municipality answers in its unit's name.
    Raises: NotFound, Refused, ValidationError.
    """
    invitee = invitee_of(invitee_id, by, lock=True)
    require("invitations.is_waiting", by, invitee)
    if by.person_id is None:
        raise Refused("invitations.answer")
    require_key(invitee, code, by)
    if invitee.is_municipality and invitee.actor_id and not behalf:
        # Whoever owes the unit's answer speaks for the unit in it, also when they are no member there.
        by = viewer_by_id(by.person_id)  # a page's viewer is worked out when first needed, and takes no changes
        by, speaks_as = replace(by, speaks_for=by.speaks_for | {invitee.actor_id}), invitee.actor_id
    sees, title, body = sees.strip(), title.strip(), body.strip()
    if not (sees or title or body):
        raise ValidationError({"sees": [_("Skriv, hvad I ser, eller hvad I foreslår.")]})
    said: dict[str, Any] = {
        "by": by,
        "challenge_id": invitee.invitation.challenge_id,
        "speaks_as": speaks_as,
        "behalf": behalf,
    }
    made: Any = None
    if sees:
        try:
            made = invitee.perspective = write_perspective(body=sees, **said)
        except ValidationError as problem:
            raise at_field(problem, body="sees") from problem
    if title or body:
        invitee.proposal = propose(title=title, body=body, **said)
        made = made or invitee.proposal
    invitee.answered_at, invitee.answered_by = clock.now(), made.author
    invitee.save(update_fields=["answered_at", "answered_by", "perspective", "proposal"])
    close_links(invitee)
    subject = invitee.invitation.subject
    payload = {"invitee": invitee.pk, "answer": str(made.pk)}
    journal("invitations.answered", subject, by=by, actor=made.actor_id, payload=payload)
    tell_inviter(invitee, made.speaker, made.subject, but_not=by.person_id)
    return invitee


@verb(Invitee)
def decline_invitation(*, by: Viewer, invitee_id: int, note: str = "", code: str = "") -> Invitee:
    """No thanks, with a line if one likes. The municipality owes its words and cannot. Raises: NotFound, Refused."""
    invitee = invitee_of(invitee_id, by, lock=True)
    require("invitations.is_waiting", by, invitee)
    require_key(invitee, code, by)
    if invitee.is_municipality:
        raise ValidationError({"note": [_("Kommunen skal svare. Skriv, hvad I ser.")]})
    invitee.note, invitee.declined_at = note, clock.now()
    clean_texts(invitee, ("note",))
    invitee.answered_by_id = by.person_id
    invitee.save(update_fields=["note", "declined_at", "answered_by"])
    close_links(invitee)
    journal("invitations.declined", invitee.invitation.subject, by=by, payload={"invitee": invitee.pk})
    tell_inviter(invitee, invitee.full_name, invitee.invitation.subject, but_not=by.person_id)
    return invitee


@transaction.atomic
def answer_by_letter(email: str, invitee: Invitee, *, name: str, function: str, **answer: Any) -> Invitee:
    """Answer from a link that came to ``email``: whoever holds it is known by that address and proves no more.

    A letter may be passed on, so it lends none of the person's roles, and no name but that of those who are invited.
    Raises: NotFound, Refused, ValidationError.
    """
    person = register_person(name=name or email.partition("@")[0], email=email, function=function)
    viewer = viewer_of(person)
    by = replace(viewer, grants=frozenset(), speaks_for=viewer.speaks_for.intersection([invitee.actor_id]))
    speaks_as = next(iter(by.speaks_for), None)
    code = letter_code(invitee)
    return answer_invitation(by=by, invitee_id=invitee.pk, code=code, speaks_as=speaks_as, **answer)
