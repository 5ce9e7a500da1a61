"""Load Engbæk Kommune into an empty database: every line through the verbs, on the day it is said to have happened."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from heapq import heapify, heappop, heappush
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from samspil.actors import actions as actors
from samspil.actors.models import Actor, Person, Unit
from samspil.actors.queries import viewer_of
from samspil.challenges import actions as challenges
from samspil.challenges.models import Challenge, Perspective
from samspil.demo import content
from samspil.demo.content.around import NEXT_WHO, OUTCOMES, STEERS_BY, VOLUNTEER_ROLES
from samspil.demo.content.types import AnswerText, ChallengeText, PersonText, PerspectiveText, ProposalText
from samspil.demo.content.waiting import WAITING, WaitingText
from samspil.foundation import clock
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.hosting.actions import appoint_host
from samspil.identity.actions import create_user_for, mark_demo_person
from samspil.knowledge.actions import add_item
from samspil.moderation import actions as moderation
from samspil.moderation.queries import open_holds
from samspil.proposals import actions as proposals
from samspil.proposals.models import Proposal
from samspil.tracks.models import Beacon, Track

OLDEST_DAYS = 400  # the municipality itself is older than anything said in it

# What a visitor can try as each of these people. Kept in Danish and translated where it is shown.
DEMO_LINES = {
    "coordinator": _("Skriv for andre, ryk udfordringer og skjul det, der ikke hører til."),
    "leader": _("Svar på forslag, og giv et bidrag på enhedens vegne."),
    "employee": _("Foreslå en lille forbedring, og se hvem der svarer."),
    "host": _("Hold siden. Du retter og rykker, men du beslutter ikke."),
    "councillor": _("Læs med, og fortæl hvad du ser."),
    "chair": _("Skriv i foreningens navn, og giv et bidrag."),
    "relative": _("Fortæl hvad du ser, og foreslå en vej."),
    "med": _("Læs med, og fortæl hvad medarbejderne ser."),
    "group": _("Giv råd om teknologi fra den tværgående gruppe, og sig, hvis du selv har noget på spil."),
}
WAY_TO = {
    "draft": (),
    "perspectives": (),
    "proposals": ("proposals",),
    "trial": ("proposals", "trial"),
    "practice": ("proposals", "trial", "practice"),
    "closed": ("closed",),
}
HOST_SEES_TO_IT = "Mødelederen sørger for det, for alle på siden."
STEP_TEXT = {
    "proposals": "Vi har hørt mange. Nu leder vi efter veje at gå.",
    "trial": "Et af forslagene bliver prøvet. Vi fortæller her, hvordan det går.",
}


@dataclass
class Loader:
    """One run over the content. ``events`` are what happened, told in order of time.

    ``prepare`` and ``plan_more`` bring what happens around the challenges.
    """

    prepare: Callable[["Loader"], None]
    plan_more: Callable[["Loader"], None]
    now: datetime = field(default_factory=timezone.localtime)
    places: dict = field(default_factory=lambda: {place.key: place for place in content.PLACES})
    actors: dict[str, Actor] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    texts: dict[str, PersonText] = field(default_factory=lambda: {person.key: person for person in content.PEOPLE})
    challenges: dict[str, Challenge] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    written: dict[int, Perspective] = field(default_factory=dict)
    beacons: dict[str, Beacon] = field(default_factory=dict)
    hosts: dict[str, str] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)  # what later parts of the story look up, by a key of their own
    events: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    asked = content.CHALLENGES
    proposed = content.PROPOSALS
    order: int = 100_000  # of what is planned while the story is told: after what was planned for the same moment
    TURN = timedelta(days=45)  # what is left of a host's turn

    def load(self) -> str:
        with clock.at(self.moment(OLDEST_DAYS)):
            self.load_organisation()
            self.load_people()
            for text in content.KNOWLEDGE:
                self.add_knowledge(text)
            self.prepare(self)
        for challenge in content.CHALLENGES:
            self.plan_challenge(challenge)
        for proposal in content.PROPOSALS:
            self.plan_proposal(proposal)
        self.plan_more(self)
        heapify(self.events)
        while self.events:
            before_today, _order, event = heappop(self.events)
            with clock.at(self.moment(-before_today)):
                event()
                self.let_out()
        for new in WAITING:
            with clock.at(self.moment(new.days_ago)):
                self.leave_waiting(new)
        return (
            f"Engbæk Kommune is loaded: {len(self.actors)} actors, {len(self.people)} people, "
            f"{len(self.challenges)} challenges, {len(self.written)} perspectives, {len(self.proposals)} proposals, "
            f"{len(content.KNOWLEDGE)} knowledge items."
        )

    def let_out(self) -> None:
        """Look at what is held the same day, as the coordinator has promised."""
        for held in list(open_holds()):
            moderation.publish(by=self.viewer("birthe"), subject_id=held.subject_id)

    def leave_waiting(self, text: WaitingText) -> None:
        person = actors.register_person(name=text.name, function=text.function, email=text.email)
        challenges.write_perspective(
            by=viewer_of(person), challenge_id=self.challenges[text.challenge].pk, body=text.body
        )

    def moment(self, days_ago: float) -> datetime:
        return self.now - timedelta(days=days_ago)

    def plan(self, days_ago: float, event: Callable[..., None], *arguments: object) -> None:
        self.events.append((-max(days_ago, 0.01), len(self.events), partial(event, *arguments)))

    def later(self, days_ago: float, event: Callable[[], None]) -> None:
        """What follows from an event while the story is being told; the earliest day it can be is now."""
        self.order += 1
        heappush(self.events, (-max(days_ago, 0.01), self.order, event))

    def text_of(self, challenge: str) -> ChallengeText:
        return next(text for text in self.asked if text.key == challenge)

    def host_of(self, challenge: str) -> str:
        return self.hosts.get(challenge) or self.text_of(challenge).host

    def place(self, key: str) -> dict[str, object]:
        place = self.places.get(key)
        return {"place": place.name, "point": (place.lat, place.lon)} if place else {}

    # --- who -------------------------------------------------------------------------------------------------------
    def load_organisation(self) -> None:
        for text in content.UNITS:
            unit = actors.add_unit(
                by=SYSTEM,
                name=text.name,
                parent=self.units.get(text.parent or ""),
                description=text.description,
                phone=text.phone,
                **self.place(text.place),
            )
            self.units[text.key], self.actors[text.key] = unit, unit.actor
        for body in content.BODIES:
            self.actors[body.key] = actors.add_body(
                by=SYSTEM, name=body.name, body_kind=body.kind, powers=body.powers, description=body.description
            ).actor
        for other in content.ACTORS:
            self.actors[other.key] = actors.add_actor(
                by=SYSTEM,
                name=other.name,
                kind=other.kind,
                description=other.description,
                phone=other.phone,
                email=other.email,
                **self.place(other.place),
            )

    def load_people(self) -> None:
        order = list(DEMO_LINES)
        for text in content.PEOPLE:
            person = actors.register_person(
                name=text.name, kind=text.kind, email=text.email, phone=text.phone, function=text.function
            )
            self.people[text.key] = person
            for member in text.members:
                actors.add_member(
                    by=SYSTEM,
                    person=person,
                    actor=self.actors[member.actor],
                    function=member.function,
                    speaks_for=member.speaks_for,
                )
            for role in text.roles:
                scope = self.actors[role.scope] if role.scope else None
                actors.give_role(by=SYSTEM, person=person, kind=role.kind, scope=scope, amount=role.amount)
            if text.demo_role:
                create_user_for(by=SYSTEM, person=person)
                mark_demo_person(
                    person, role=text.demo_role, line=DEMO_LINES[text.demo_role], order=order.index(text.demo_role)
                )

    def add_knowledge(self, text) -> None:
        add_item(
            by=SYSTEM,
            title=text.title,
            body=text.body,
            source=text.source,
            source_place=text.source_place,
            country=text.country,
            year=text.year,
            kind=text.kind,
            strength=text.strength,
            themes=list(text.themes),
            actors=text.actors,
        )

    # --- who speaks ------------------------------------------------------------------------------------------------
    def viewer(self, key: str) -> Viewer:
        return viewer_of(self.people[key])

    def voice(self, by: str, actor: str | None, entered_by: str = "", channel: str = "") -> dict[str, object]:
        """The arguments that say who speaks: oneself, an actor, or somebody whose words staff wrote down."""
        if entered_by:
            text = self.texts[by]
            behalf = {"name": text.name, "function": text.function, "kind": text.kind, "channel": channel}
            return {"by": self.viewer(entered_by), "behalf": behalf}
        return {"by": self.viewer(by), "speaks_as": self.actors[actor].pk if actor else None}

    # --- challenges ------------------------------------------------------------------------------------------------
    def plan_challenge(self, text: ChallengeText) -> None:
        self.plan(text.raised_days_ago + 0.4, self.raise_challenge, text)
        for perspective in text.perspectives:
            self.plan_perspective(text, perspective, None)
        stages = WAY_TO[text.stage]
        for number, stage in enumerate(stages):
            last = number == len(stages) - 1
            # The last step stands where the story is now; earlier ones lie spread over the time before it.
            days_ago = 0.5 if text.stage == "closed" else text.raised_days_ago * (0.5 - 0.4 * number / len(stages))
            self.plan(days_ago, self.move, text, stage, text.next_step if last else STEP_TEXT[stage])

    def raise_challenge(self, text: ChallengeText) -> None:
        challenge = challenges.raise_challenge(
            **self.voice(text.by, text.actor),
            question=text.first_question or text.question,
            description=text.description,
            today=text.today,
            theme=text.theme,
            unit_id=self.units[text.unit].pk,
            audience=text.audience,
            is_draft=text.stage == "draft",
            **self.track(text.key),
            **self.place(text.place),
        )
        self.let_out()
        self.challenges[text.key] = (
            appoint_host(
                by=self.viewer("birthe"),
                challenge_id=challenge.pk,
                person_id=self.people[text.host].pk,
                host_until=(self.now + self.TURN).date(),
                next_step=text.next_step,
            )
            if text.stage != "draft"
            else challenge
        )

    def track(self, challenge: str) -> dict[str, object]:
        beacon = self.beacons.get(STEERS_BY.get(challenge, ""))
        return {"track": Track.VISION, "beacon_id": beacon.pk} if beacon else {}

    def move(self, text: ChallengeText, stage: str, next_step: str) -> None:
        challenge = Challenge.objects.get(pk=self.challenges[text.key].pk)
        if challenge.stage == stage:
            return  # a trial has moved it on already
        challenges.change_stage(
            by=self.viewer(self.host_of(text.key)),
            challenge_id=self.challenges[text.key].pk,
            stage=stage,
            next_step=next_step,
            next_who=NEXT_WHO.get(text.key, HOST_SEES_TO_IT),
            outcome=OUTCOMES[text.key] if stage == "closed" else "",
        )

    def plan_perspective(self, challenge: ChallengeText, text: PerspectiveText, parent: PerspectiveText | None) -> None:
        days_ago = text.days_ago + (0.2 if parent is None else 0.1)
        self.plan(days_ago, self.write, challenge, text, parent)
        for reply in text.replies:
            self.plan_perspective(challenge, reply, text)

    def write(self, challenge: ChallengeText, text: PerspectiveText, parent: PerspectiveText | None) -> None:
        self.written[id(text)] = challenges.write_perspective(
            **self.voice(text.by, text.actor, text.entered_by, text.channel),
            challenge_id=self.challenges[challenge.key].pk,
            body=text.body,
            reply_to=self.written[id(parent)].pk if parent else None,
        )

    # --- proposals -------------------------------------------------------------------------------------------------
    def plan_proposal(self, text: ProposalText) -> None:
        self.plan(text.days_ago + 0.3, self.propose, text)
        for pledge in text.pledges:
            self.plan(min(pledge.days_ago, text.days_ago) + 0.15, self.pledge, text, pledge)
        if text.answer:
            self.plan(text.answer.days_ago + 0.05, self.answer, text, text.answer)
        if text.withdrawn_days_ago is not None:
            self.plan(text.withdrawn_days_ago + 0.02, self.withdraw, text)

    def propose(self, text: ProposalText) -> None:
        challenge = self.challenges[text.challenge] if text.challenge else None
        self.proposals[text.key] = proposals.propose(
            **self.voice(text.by, text.actor),
            title=text.title,
            body=text.body,
            challenge_id=challenge.pk if challenge else None,
            unit_id=self.units[text.unit].pk,
            degree=text.degree,
            object=text.object,
            delivers=[self.actors[key].pk for key in text.delivers],
            audience="public" if challenge else text.audience,
            **self.role(text.key),
        )

    def role(self, proposal: str) -> dict[str, object]:
        if proposal not in VOLUNTEER_ROLES:
            return {}
        role, planned_by, in_offer = VOLUNTEER_ROLES[proposal]
        return {"volunteer_role": role, "role_planned_by": planned_by, "role_in_offer": in_offer}

    def pledge(self, text: ProposalText, pledge) -> None:
        proposals.pledge(
            **self.voice(pledge.by, pledge.actor),
            proposal_id=self.proposals[text.key].pk,
            kind=pledge.kind,
            body=pledge.body,
            amount=pledge.amount,
        )

    def answer(self, text: ProposalText, answer: AnswerText) -> None:
        proposals.answer_proposal(
            by=self.viewer(answer.by),
            proposal_id=self.proposals[text.key].pk,
            outcome=answer.outcome,
            body=answer.body,
            look_again_on=clock.today() + timedelta(days=182) if answer.outcome == "later" else None,
        )

    def withdraw(self, text: ProposalText) -> None:
        proposals.withdraw_proposal(by=self.viewer(text.by), proposal_id=self.proposals[text.key].pk)
