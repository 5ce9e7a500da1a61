"""The verbs about practices: register, take into use, stop, look again, thank, and the label."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspil.actors.actions import Voice, voice_of
from samspil.actors.models import ERASED, Actor, Person
from samspil.challenges import chain
from samspil.challenges.models import ChainLink, ChainStep, Challenge
from samspil.codetermination.actions import put_on_agenda, take_off_agenda
from samspil.codetermination.models import Phase
from samspil.codetermination.queries import is_discussed
from samspil.decisions.actions import decide
from samspil.decisions.models import Matter
from samspil.following.actions import tell_news
from samspil.foundation import clock, search, subjects
from samspil.foundation.history import sign
from samspil.foundation.models import Audience, Subject, bump
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.moderation.actions import screen, screen_edit
from samspil.practices import queries
from samspil.practices.making import (
    TEXTS,
    begin,
    case_of,
    check_changes,
    check_facts,
    check_since,
    make_practice,
    named_actors,
    plan,
    searched,
    unit_at,
    words_of,
)
from samspil.practices.models import FollowUp, Label, Practice, Thanks, Use
from samspil.proposals.models import Proposal

LIMITED_AUDIENCES = (Audience.STAFF, Audience.UNIT)


@transaction.atomic
def keep_what_was_tried(*, by: Viewer, voice: Voice, home: Actor, tried_as: Subject, **facts: Any) -> Practice:
    """Make a practice out of a trial that was concluded. The concluding verb has asked its own rule.

    ``facts`` are those of ``make_practice``. Raises: ValidationError.
    """
    practice = make_practice(by=by, voice=voice, home=home, tried_as=tried_as, **facts)
    journal("practices.registered", practice.subject, by=by, actor=home.pk, payload={"trial": str(tried_as.pk)})
    return practice


@verb(Practice)
def register_practice(
    *,
    by: Viewer,
    home_id: UUID | str,
    title: str,
    body: str,
    theme: str,
    challenge_id: UUID | str | None = None,
    proposal_id: UUID | str | None = None,
    devised_by: list[UUID | str] | None = None,
    delivers: list[UUID | str] | None = None,
    look_again_on: date | None = None,
    audience: str = Audience.PUBLIC,
    **facts: Any,
) -> Practice:
    """Tell what is done well already, so that others can take it into use too (C09).

    A unit's practice is registered by those who work there, an association's by those who speak for it.
    ``look_again_on`` is the first day it is looked at again, by whoever registers it.
    Raises: NotFound, Refused, ValidationError.
    """
    require("practices.register", by)
    home = find(Actor, home_id, by)
    require("practices.register_for", by, home)
    challenge = find(Challenge, challenge_id, by) if challenge_id else None
    proposal = find(Proposal, proposal_id, by, related=("challenge__subject",)) if proposal_id else None
    if challenge:
        require("challenges.is_open", by, challenge)
    if proposal:
        require("proposals.is_open", by, proposal)
    if audience != Audience.PUBLIC and (audience not in LIMITED_AUDIENCES or not by.is_staff):
        raise ValidationError({"audience": [_("Kun ansatte kan begrænse, hvem der ser det.")]})
    if audience == Audience.UNIT and home.kind != "unit":
        raise ValidationError({"audience": [_("Kun det, en enhed gør, kan vises for enheden alene.")]})
    if not theme:
        raise ValidationError({"theme": [_("Vælg et emne på listen.")]})
    practice = make_practice(
        by=by,
        voice=Voice(voice_of(by).author, home),
        home=home,
        title=title,
        body=body,
        theme=theme,
        challenge=challenge,
        proposal=proposal,
        audience=audience,
        devised_by=named_actors(devised_by or [], by, "devised_by"),
        delivers=named_actors(delivers or [], by, "delivers"),
        **facts,
    )
    if look_again_on:
        plan(practice, look_again_on, _("Virker det stadig, som det skal?"), practice.author)
    entry = journal("practices.registered", practice.subject, by=by, actor=home.pk)
    tell_news(entry)
    return practice


@verb(Practice)
def edit_practice(
    *, by: Viewer, practice_id: UUID | str, expected_version: int | None = None, **changes: Any
) -> Practice:
    """Change what is told, since when, or what it costs. What stood before stays in the history.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    practice = find(Practice, practice_id, by, related=("unit__actor", "actor"), lock=True)
    require("practices.edit", by, practice)
    check_version(practice.subject, expected_version)
    unknown = set(changes) - {*TEXTS, "since", "cost_per_year", "changes"}
    if unknown:
        raise TypeError(f"edit_practice does not change {unknown}")
    before = words_of(practice)
    for name, value in changes.items():
        setattr(practice, name, value)
    check_facts(practice)
    sign(practice, by)
    practice.save()
    subject = practice.subject
    subject.title = practice.title
    subject.save(update_fields=["title"])
    Subject.objects.filter(context=subject, kind="use").update(title=practice.title)
    bump(subject)
    search.index(subject, searched(practice))
    screen_edit(subject, by=by, before=before, text=words_of(practice))
    journal("practices.edited", subject, by=by, payload={"version": subject.version})
    return practice


@verb(Practice)
def withdraw_practice(*, by: Viewer, practice_id: UUID | str, expected_version: int | None = None) -> Practice:
    """Take a practice back. While others use it, it is theirs too, and stays.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    practice = find(Practice, practice_id, by, related=("unit__actor",), lock=True)
    require("practices.withdraw", by, practice)
    check_version(practice.subject, expected_version)
    if practice.uses.filter(until=None).exclude(actor=practice.actor_id).exists():
        raise ValidationError(_("Andre gør det også nu, så siden er ikke kun jeres. I kan stoppe hos jer selv."))
    practice.withdrawn_at = clock.now()
    sign(practice, by)
    practice.save()
    chain.release(practice.subject)
    subjects.fall_silent(practice.subject)
    Subject.objects.filter(context=practice.subject, kind="use").update(title="")
    bump(practice.subject)
    journal("practices.withdrawn", practice.subject, by=by)
    return practice


# --- where it lives ---------------------------------------------------------------------------------------------------


@verb(Use)
def adopt_practice(
    *,
    by: Viewer,
    practice_id: UUID | str,
    actor_id: UUID | str,
    adaptation: str = "",
    changes: list[str] | None = None,
    since: date | None = None,
    amount: int | None = None,
    reason: str = "",
    interest: str = "",
    interest_note: str = "",
) -> Use:
    """Take a practice into use, in one's own way. For a unit its leader decides; an association decides for itself.

    What changes tasks, staffing or working environment in a unit waits for MED first (rule of power 5): then the use
    stands as waiting, and ``begin_use`` is the decision.
    Raises: NotFound, Refused, ValidationError.
    """
    practice = find(Practice, practice_id, by, related=("challenge", "actor"))
    require("practices.adopt", by, practice)
    place = find(Actor, actor_id, by)
    unit = unit_at(place)
    codes = sorted({*(changes or []), *practice.changes}) if unit else []
    check_changes(codes)
    since = check_since(since)
    if unit:
        require("decisions.decide", by, case_of(practice, unit))
    else:
        require("practices.adopt_for", by, place)
    practice.subject = subjects.held(practice.subject)
    if not Practice.objects.select_for_update(no_key=True).filter(pk=practice.pk, withdrawn_at=None).first():
        raise NotFound(f"Practice {practice_id}")  # taken back meanwhile; from now on that waits
    if practice.uses.filter(actor=place, until=None, withdrawn_at=None).exists():
        raise ValidationError({"actor_id": [_("De gør det allerede.")]})
    author = voice_of(by).author
    waits = bool(codes)
    use = begin(practice, place, unit, author, since=None if waits else since, adaptation=adaptation, changes=codes)
    screen(use.subject, by=by, voice=Voice(author, place), text=use.adaptation)
    if waits:
        put_on_agenda(use.subject, codes, phase=Phase.ADOPTION, unit=unit)
    elif unit:
        told = {"reason": reason, "interest": interest, "interest_note": interest_note}
        decide(by=by, case=case_of(practice, unit, amount), matter=Matter.ADOPTION, outcome="adopt", **told)
    if not waits:
        chain.hold(practice.subject, ChainStep.DELIVERED, [place])
    entry = journal("practices.adoption_waits" if waits else "practices.adopted", use.subject, by=by, actor=place.pk)
    if not waits:
        tell_news(entry)
    return use


def use_named(use_id: UUID | str, by: Viewer) -> Use:
    """A use and its practice, if it still stands. Raises: NotFound."""
    use: Use = find(
        Use, use_id, by, related=("practice__subject", "practice__challenge", "practice__actor", "unit__actor", "actor")
    )
    if use.withdrawn_at or use.practice.withdrawn_at:
        raise NotFound(f"Use {use_id}")
    return use


@verb(Use)
def begin_use(
    *,
    by: Viewer,
    use_id: UUID | str,
    reason: str,
    interest: str,
    interest_note: str = "",
    since: date | None = None,
    amount: int | None = None,
) -> Use:
    """Begin what waited for MED, once they have discussed it. The unit's leader decides.

    Raises: NotFound, Refused, ValidationError.
    """
    use = use_named(use_id, by)
    require("uses.change", by, use)
    subjects.held(use.subject)
    use.refresh_from_db(fields=["since", "until"])
    if use.unit is None or not use.waits:
        raise ValidationError(_("Det venter ikke på noget."))
    if not is_discussed([use.pk], phase=Phase.ADOPTION):
        raise ValidationError(_("MED skal drøfte det først. Det står på deres dagsorden."))
    use.since = check_since(since)
    told = {"reason": reason, "interest": interest, "interest_note": interest_note}
    decide(by=by, case=case_of(use.practice, use.unit, amount), matter=Matter.ADOPTION, outcome="adopt", **told)
    use.save(update_fields=["since"])
    chain.hold(use.practice.subject, ChainStep.DELIVERED, [use.actor])
    subjects.touch(use.practice.subject)
    entry = journal("practices.adopted", use.subject, by=by, actor=use.actor_id)
    tell_news(entry)
    return use


@verb(Use)
def edit_use(*, by: Viewer, use_id: UUID | str, adaptation: str, expected_version: int | None = None) -> Use:
    """Tell anew how one does it. Raises: NotFound, Refused, Stale, ValidationError."""
    use = use_named(use_id, by)
    require("uses.change", by, use)
    check_version(subjects.held(use.subject), expected_version)
    before, use.adaptation = use.adaptation, adaptation
    clean_texts(use, ("adaptation",))
    use.save(update_fields=["adaptation"])
    bump(use.subject)
    screen_edit(use.subject, by=by, before=before, text=use.adaptation)
    journal("practices.use_edited", use.subject, by=by, actor=use.actor_id)
    return use


@verb(Use)
def stop_use(*, by: Viewer, use_id: UUID | str, reason: str, until: date | None = None) -> Use:
    """Stop doing it, with the reason: others learn from it. ``until`` is the last day; today when nothing is said.

    Raises: NotFound, Refused, ValidationError.
    """
    use = use_named(use_id, by)
    require("uses.change", by, use)
    subjects.held(use.subject)
    use.refresh_from_db(fields=["since", "until"])
    if use.until:
        raise ValidationError(_("Det er stoppet."))
    use.until, use.stop_reason = until or clock.today(), reason
    clean_texts(use, ("stop_reason",)) if reason else None
    missing = {}
    if not use.stop_reason:
        missing["reason"] = [_("Skriv, hvorfor I stopper. Andre lærer af det.")]
    if use.until > clock.today() or (use.since and use.until < use.since):
        missing["until"] = [_("Vælg den sidste dag: fra I begyndte, og til i dag.")]
    if missing:
        raise ValidationError(missing)
    use.save(update_fields=["until", "stop_reason"])
    if use.since is None:
        take_off_agenda(use.subject)
    ChainLink.objects.filter(subject=use.practice.subject, step=ChainStep.DELIVERED, actor=use.actor).delete()
    subjects.touch(use.practice.subject)
    entry = journal("practices.stopped", use.subject, by=by, actor=use.actor_id)
    tell_news(entry)
    return use


# --- looking again, and thanks ----------------------------------------------------------------------------------------


@verb(FollowUp)
def plan_follow_up(
    *, by: Viewer, practice_id: UUID | str, due: date, what: str, person_id: UUID | str | None = None
) -> FollowUp:
    """Choose a day to look at a practice again, and who does: oneself, or somebody where it lives.

    Raises: NotFound, Refused, ValidationError.
    """
    practice = find(Practice, practice_id, by, related=("unit__actor",))
    require("practices.follow_up", by, practice)
    person = next(
        (each for each in queries.may_follow_up(practice, by) if str(each.pk) == str(person_id or by.known_id)), None
    )
    if person is None:
        raise ValidationError({"person_id": [_("Vælg en på listen.")]})
    follow_up = plan(practice, due, what, person)
    journal("practices.follow_up_planned", practice.subject, by=by, payload={"due": due.isoformat()})
    return follow_up


@verb(FollowUp)
def note_follow_up(*, by: Viewer, follow_up_id: int | str, note: str) -> FollowUp:
    """Write down what was seen. Whoever was to look does so, or those who keep the page.

    Raises: NotFound, Refused, ValidationError.
    """
    follow_up = queries.follow_up_named(follow_up_id, by)
    require("follow_ups.note", by, follow_up)
    subjects.held(follow_up.practice.subject)
    follow_up.refresh_from_db(fields=["done_at"])
    if follow_up.done_at:
        raise ValidationError(_("Nogen har skrevet, hvad de så."))
    follow_up.note = note
    clean_texts(follow_up, ("note",))
    if not follow_up.note:
        raise ValidationError({"note": [_("Skriv kort, hvad du så.")]})
    follow_up.done_at, follow_up.done_by_id = clock.now(), by.known_id
    follow_up.save(update_fields=["note", "done_at", "done_by"])
    subjects.touch(follow_up.practice.subject)
    journal("practices.followed_up", follow_up.practice.subject, by=by, payload={"follow_up": follow_up.pk})
    return follow_up


@verb(Thanks)
def thank(
    *,
    by: Viewer,
    practice_id: UUID | str,
    what_for: str,
    actor_id: UUID | str | None = None,
    name: str = "",
    has_agreed: bool = False,
) -> Thanks:
    """Thank an organisation, or a person by the name they have agreed to stand with (C68).

    Raises: NotFound, Refused, ValidationError.
    """
    practice = find(Practice, practice_id, by, related=("unit__actor",))
    require("practices.thank", by, practice)
    actor = find(Actor, actor_id, by) if actor_id else None
    thanks = Thanks(
        practice=practice, actor=actor, name=name, has_agreed=has_agreed, what_for=what_for, by_id=by.known_id
    )
    clean_texts(thanks, ("what_for",))
    if name:
        clean_texts(thanks, ("name",))
    if actor and actor.is_person:
        raise NotFound(f"Actor {actor_id}")
    if bool(actor) == bool(thanks.name):
        raise ValidationError({"name": [_("Vælg en på listen, eller skriv et navn. Én tak ad gangen.")]})
    if thanks.name and not has_agreed:
        raise ValidationError({"has_agreed": [_("Spørg først, om personen vil stå her med navn.")]})
    thanks.has_agreed = bool(thanks.name)
    thanks.save()
    subjects.touch(practice.subject)
    journal("practices.thanked", practice.subject, by=by, payload={"thanks": thanks.pk})
    return thanks


@verb(Practice)
def take_thanks_back(*, by: Viewer, thanks_id: int | str) -> Practice:
    """Take a thank-you off, when somebody does not want to stand there any more. Raises: NotFound, Refused."""
    thanks = queries.thanks_named(thanks_id, by)
    require("practices.thank", by, thanks.practice)
    practice = thanks.practice
    thanks.delete()
    journal("practices.thanks_taken_back", practice.subject, by=by)
    return practice


# --- the label --------------------------------------------------------------------------------------------------------


@verb(Practice)
def label_social_innovation(
    *,
    by: Viewer,
    practice_id: UUID | str,
    evaluation_id: UUID | str | None = None,
    better: str = "",
    use_id: UUID | str | None = None,
    link_id: int | str | None = None,
) -> Practice:
    """Call a practice a social innovation, with the evidence of all three tests (C04). A new label replaces an old one.

    ``better`` says what is new and better, as the evaluation shows it; ``link_id`` is who besides the municipality saw,
    devised or delivers it. The coordinator or the unit's leader does so, never whoever wrote the practice.
    Raises: NotFound, Refused, ValidationError that says which test has no evidence.
    """
    practice = find(Practice, practice_id, by, related=("unit__actor", "actor"))
    require("practices.label", by, practice)
    subjects.held(practice.subject)
    evidence = queries.evidence_for(practice, by)
    if evidence.missing:
        raise ValidationError(evidence.missing)
    evaluation = next((row for row in evidence.evaluations if str(row.pk) == str(evaluation_id)), None)
    use = next((row for row in evidence.uses if str(row.pk) == str(use_id)), None)
    link = next((row for row in evidence.links if str(row.pk) == str(link_id)), None)
    label = Label(
        practice=practice,
        evaluation=evaluation.subject if evaluation else None,
        better=better,
        use=use,
        link=link,
        by_id=by.known_id,
    )
    wrong: dict[str, list[str]] = {}
    if evaluation is None:
        wrong["evaluation_id"] = [_("Vælg den evaluering, der viser det.")]
    if use is None:
        wrong["use_id"] = [_("Vælg et sted, hvor det bliver gjort nu.")]
    if link is None:
        wrong["link_id"] = [_("Vælg en uden for kommunen, som har været med.")]
    if wrong:
        raise ValidationError(wrong)
    clean_texts(label, ("better",))
    Label.objects.filter(practice=practice).delete()
    label.save(force_insert=True)
    bump(practice.subject)
    payload = {"evaluation": str(label.evaluation_id), "use": str(label.use_id), "link": label.link_id}
    entry = journal("practices.labelled", practice.subject, by=by, payload=payload)
    tell_news(entry)
    return practice


@verb(Practice)
def take_label_off(*, by: Viewer, practice_id: UUID | str) -> Practice:
    """Take the label off again. Raises: NotFound, Refused."""
    practice = find(Practice, practice_id, by, related=("unit__actor", "actor"))
    require("practices.label", by, practice)
    if Label.objects.filter(practice=practice).delete()[0]:
        bump(practice.subject)
        journal("practices.label_taken_off", practice.subject, by=by)
    return practice


def erase(person_id: UUID) -> None:
    """What a unit or an association does stays theirs. What one person told alone goes, as long as nobody built on it.

    Nobody is asked to look again who is no longer here, and nobody is thanked by a name that is to be forgotten.
    """
    name = Person.objects.filter(pk=person_id).values_list("actor__name", flat=True).first()
    FollowUp.objects.filter(person=person_id, done_at=None).update(person=None)
    if name and name != ERASED:
        Thanks.objects.filter(name__iexact=name).delete()
        for practice in Practice.objects.filter(contact__icontains=name):
            Practice.objects.filter(pk=practice.pk).update(contact="")
            practice.history.update(contact="")
    for practice in Practice.objects.filter(author=person_id, actor__person=person_id).select_related("subject"):
        if practice.uses.exclude(author=person_id).exists() or subjects.built_on(practice.subject, but=person_id):
            continue
        practice.title = practice.body = practice.recipe = practice.cost_note = practice.contact = ""
        practice.withdrawn_at = practice.withdrawn_at or clock.now()
        practice.save_without_historical_record()
        practice.history.all().delete()
        chain.release(practice.subject)
        subjects.fall_silent(practice.subject)
    for use in Use.objects.filter(author=person_id, actor__person=person_id).select_related("subject"):
        use.adaptation, use.withdrawn_at = "", use.withdrawn_at or clock.now()
        use.save(update_fields=["adaptation", "withdrawn_at"])
        subjects.fall_silent(use.subject)
