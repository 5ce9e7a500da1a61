"""The one place where a practice is made: told by hand, or out of a trial. Plain functions, called inside a verb."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.actions import Voice
from samspil.actors.models import Actor, Person, Unit
from samspil.challenges import chain
from samspil.challenges.actions import readers_of
from samspil.challenges.models import ChainLink, ChainStep, Challenge
from samspil.codetermination.models import Touch
from samspil.decisions.models import Case
from samspil.following.actions import follow_own
from samspil.foundation import clock, subjects
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, Subject
from samspil.foundation.verbs import clean_texts
from samspil.foundation.viewer import Viewer
from samspil.moderation.actions import screen
from samspil.practices.models import MOST_MONEY, CostNeutral, FollowUp, Practice, Use
from samspil.proposals.models import Proposal

FURTHEST = timedelta(days=3 * 365)
TEXTS = ("title", "body", "recipe", "theme", "cost_neutral", "cost_note", "contact")


def words_of(practice: Practice) -> str:
    """All that its author wrote, as sentences: to see whether somebody should look at it first."""
    return ".\n".join((practice.title, practice.body, practice.recipe, practice.cost_note, practice.contact))


def searched(practice: Practice) -> str:
    return f"{practice.body} {practice.recipe} {practice.actor.name}"


def named_actors(ids: Iterable[UUID | str], by: Viewer, field: str) -> list[Actor]:
    """The actors with these ids, among those ``by`` may read. Raises: ValidationError on ``field``."""
    wanted = {as_uuid(pk) for pk in ids}
    actors = list(Actor.objects.visible_to(by).filter(pk__in=wanted)) if wanted else []
    if len(actors) != len(wanted):
        raise ValidationError({field: [_("Vælg dem, der var med, på listen.")]})
    return actors


def check_facts(practice: Practice) -> None:
    """Raises: ValidationError by field."""
    clean_texts(practice, TEXTS)
    cost = practice.cost_per_year
    if cost is not None and abs(cost) > MOST_MONEY:
        raise ValidationError({"cost_per_year": [_("Skriv beløbet i hele kroner.")]})
    if practice.cost_neutral == CostNeutral.YES and (cost or 0) > 0:
        raise ValidationError(
            {"cost_per_year": [_("Det koster ikke mere, har du valgt. Slet beløbet, eller vælg om.")]}
        )
    is_told = practice.tried_as_id is None  # a trial says itself what it cost
    if is_told and practice.cost_neutral == CostNeutral.NO and cost is None and not practice.cost_note:
        raise ValidationError({"cost_per_year": [_("Skriv, hvor meget mere det koster, i kroner eller med ord.")]})
    if practice.since > clock.today():
        raise ValidationError({"since": [_("Datoen er ikke kommet endnu. Hvornår begyndte I?")]})
    check_changes(practice.changes)


def check_changes(codes: list[str]) -> None:
    if set(codes) - set(Touch.values):
        raise ValidationError({"changes": [_("Vælg på listen, hvad der ændrer sig.")]})


def unit_at(place: Actor) -> Unit | None:
    return Unit.objects.filter(pk=place.pk).select_related("actor").first()


def make_practice(
    *,
    voice: Voice,
    home: Actor,
    title: str,
    body: str,
    by: Viewer,
    recipe: str = "",
    theme: str = "",
    since: date | None = None,
    challenge: Challenge | None = None,
    proposal: Proposal | None = None,
    tried_as: Subject | None = None,
    cost_neutral: str = CostNeutral.UNKNOWN,
    cost_per_year: int | None = None,
    cost_note: str = "",
    contact: str = "",
    changes: Iterable[str] = (),
    audience: str = Audience.PUBLIC,
    devised_by: Iterable[Actor] = (),
    delivers: Iterable[Actor] = (),
) -> Practice:
    """A practice, its home's use of it, and its chain; the verb that calls this asks the rule and writes the journal.

    The chain is carried on from the challenge, the proposal and the trial, with the spheres as they were. Where nobody
    is named, the home saw the need and found out how. Raises: ValidationError.
    """
    challenge = challenge or (proposal.challenge if proposal else None)
    context = proposal.subject if proposal else challenge.subject if challenge else None
    unit = unit_at(home)
    practice = Practice(
        title=title,
        body=body,
        recipe=recipe,
        theme=theme or (challenge.theme if challenge else ""),
        challenge=challenge,
        proposal=proposal,
        tried_as=tried_as,
        unit=unit,
        since=since or clock.today(),
        cost_neutral=cost_neutral,
        cost_per_year=cost_per_year,
        cost_note=cost_note,
        contact=contact,
        changes=list(changes),
        **(voice.fields() | {"actor": home}),
    )
    check_facts(practice)
    practice.subject = subjects.create(
        "practice",
        title=practice.title,
        by=voice.author.pk,
        context=context,
        audience=audience,
        readers=readers_of(audience, unit, voice.author),
        text=searched(practice),
    )
    screen(practice.subject, by=by, voice=Voice(voice.author, home), text=words_of(practice))
    sign(practice, by)
    practice.save()
    begin(practice, home, unit, voice.author, since=practice.since)
    found_in = [
        about.pk for about in (challenge and challenge.subject, proposal and proposal.subject, tried_as) if about
    ]
    carry_chain(practice.subject, found_in)
    finders = list(devised_by)
    for step in (ChainStep.IDENTIFIED, ChainStep.DEVISED):
        has_any = ChainLink.objects.filter(subject=practice.subject, step=step).exists()
        chain.hold(practice.subject, step, finders or ([] if has_any else [home]))
    chain.hold(practice.subject, ChainStep.DELIVERED, [home, *delivers])
    follow_own(practice.subject, voice)
    return practice


def carry_chain(subject: Subject, sources: list[UUID]) -> None:
    """Carry the links of the story so far on to a practice. Who would only have delivered, delivers nothing yet."""
    steps = (ChainStep.IDENTIFIED, ChainStep.DEVISED, ChainStep.ASSESSED)
    links = ChainLink.objects.filter(subject__in=sources, step__in=steps).order_by("at", "pk")
    ChainLink.objects.bulk_create(
        [
            ChainLink(subject=subject, step=row.step, actor_id=row.actor_id, sphere=row.sphere, at=row.at)
            for row in links
        ],
        ignore_conflicts=True,
    )


def begin(
    practice: Practice,
    place: Actor,
    unit: Unit | None,
    author: Person,
    *,
    since: date | None,
    adaptation: str = "",
    changes: list[str] | None = None,
) -> Use:
    """A use of a practice at a place. Raises: ValidationError."""
    use = Use(
        practice=practice,
        actor=place,
        unit=unit,
        author=author,
        adaptation=adaptation,
        changes=changes or [],
        since=since,
    )
    clean_texts(use, ("adaptation",))
    use.subject = subjects.create(
        "use",
        title=practice.title,
        by=author.pk,
        context=practice.subject,
        text=use.adaptation,
        is_searchable=False,
    )
    use.save()
    return use


def case_of(practice: Practice, unit: Unit, amount: int | None = None) -> Case:
    """What a unit's leader decides: a host of the challenge does not, nor who speaks for the association it is from."""
    host = practice.challenge.host_id if practice.challenge else None
    return Case(
        subject=practice.subject,
        unit=unit,
        amount=amount or 0,
        hosts=frozenset({host} if host else ()),
        parties=frozenset({practice.actor_id} if practice.unit_id is None else ()),
    )


def check_since(since: date | None) -> date:
    """Raises: ValidationError."""
    today = clock.today()
    since = since or today
    if abs(since - today) > FURTHEST:
        raise ValidationError({"since": [_("Vælg en dag, der er højst tre år væk.")]})
    return since


def plan(practice: Practice, due: date, what: str, person: Person) -> FollowUp:
    """Raises: ValidationError by field."""
    follow_up = FollowUp(practice=practice, due=due, what=what, person=person)
    clean_texts(follow_up, ("what",))
    if not clock.today() < due <= clock.today() + FURTHEST:
        raise ValidationError({"due": [_("Vælg en dag fra i morgen og højst tre år frem.")]})
    follow_up.save()
    return follow_up
