"""What is said around N challenges: who raises them, what people see, propose, pledge and answer."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from benchmarks.bulk import Table
from benchmarks.texts import RARE_COUNT, Piece, Texts, tokens_of, words_of
from samspil.actors.models import SPHERES, Actor, Person, Sphere, Unit
from samspil.challenges.models import ChainLink, Challenge, Perspective
from samspil.demo.content import PLACES
from samspil.following.models import Follow
from samspil.foundation.models import JournalEntry, SearchDocument, Subject, SubjectReader, Theme
from samspil.foundation.text import tokens
from samspil.proposals.models import ANSWER_WITHIN, Answer, Pledge, Proposal

SPAN = timedelta(days=5 * 365)
PERSONAL_KINDS = ("individual", "individual", "relative", "volunteer", "service_user", "student")
GROUP_KINDS = ("association", "association", "volunteer_group", "informal_group", "housing_association", "company")
STAGES = {"perspectives": 35, "proposals": 25, "trial": 10, "practice": 10, "closed": 18, "draft": 2}
# Who may read: most is public, a tenth is limited or hidden.
AUDIENCES = {"public": 90, "staff": 4, "unit": 4, "hidden": 2}
PLEDGES = ("time", "time", "time", "place", "knowledge", "equipment")
PROPOSALS = {0: 70, 1: 15, 2: 10, 3: 5}  # half a proposal per challenge
MEAN_PERSPECTIVES = 5
# The two newest challenges are the ones whose pages are measured.
DETAIL = {"question": "Målingen: tredive, der fortæller, hvad de ser", "perspectives": 30, "proposals": 4}
CROWDED = {"question": "Målingen: tredive, der fortæller, og tredive forslag", "perspectives": 30, "proposals": 30}


class Story:
    def __init__(self, size: int, now: datetime) -> None:
        self.size, self.now = size, now
        self.random = Random(2026)  # noqa: S311 - the same rows every time
        self.texts = Texts(self.random)
        # Asking a model for its history makes a class each time; so it is asked once.
        self.history_of = {model: model.history.model for model in (Challenge, Proposal)}
        models = (
            *(Subject, SubjectReader, Actor, Person, Challenge, Perspective, *self.history_of.values()),
            *(Proposal, Proposal.delivers.through, Pledge, Answer),
            *(ChainLink, Follow, JournalEntry, SearchDocument),
        )
        self.tables = {model: Table(model) for model in models}
        self.units = list(Unit.objects.order_by("pk"))
        groups = Actor.objects.filter(person=None, unit=None, body=None).order_by("pk")
        self.groups = list(groups.values_list("pk", "kind"))
        people = Person.objects.select_related("actor").order_by("pk")
        self.people = [(person.pk, person.actor_id, person.actor.kind) for person in people]
        self.staff = [pk for pk, _actor, kind in self.people if kind == "employee"]
        self.followers: set[UUID] = set()

    def write(self) -> None:
        for table in self.tables.values():
            table.write()

    # --- small things ------------------------------------------------------------------------------------------------
    def add(self, model: type, **values: object) -> None:
        self.tables[model].add(**values)

    def new_id(self, at: datetime) -> UUID:
        """As ``foundation.ids.uuid7``, but from the seed."""
        value = int(at.timestamp() * 1000) << 80 | self.random.getrandbits(80)
        return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)

    def one_of(self, weights: dict):
        return self.random.choices(list(weights), list(weights.values()))[0]

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def later(self, at: datetime, days: float) -> datetime:
        """A moment within ``days`` after ``at``, but not in the future."""
        share = self.random.random()
        return at + share * min(timedelta(days=days), self.now - at)

    def speaker(self) -> tuple[UUID, UUID, str]:
        """A person, the actor they speak for, and its sphere: mostly themselves."""
        author, actor, kind = self.texts.one(self.people)
        draw = self.random.random()
        if draw < 0.3:
            actor, kind = self.texts.one(self.groups)
        elif draw < 0.4:
            actor, kind = self.texts.one(self.units).pk, "unit"
        return author, actor, SPHERES.get(kind, Sphere.CIVIL_SOCIETY)

    def subject(self, pk: UUID, kind: str, title: str, words: str, by: UUID, at: datetime, **facts: object) -> None:
        values = {"root_id": pk, "active_at": at, **facts}
        self.add(Subject, id=pk, kind=kind, title=title[:200], created_by=by, created_at=at, **values)
        self.add(SearchDocument, subject_id=pk, kind=kind, tokens=words)

    def journal(self, verb: str, subject: UUID, at: datetime, person: UUID, actor: UUID | None = None) -> None:
        self.add(JournalEntry, at=at, verb=verb, subject_id=subject, person=person, actor=actor, payload={})

    def hold(self, step: str, subject: UUID, actor: UUID, sphere: str, at: datetime) -> None:
        self.add(ChainLink, subject_id=subject, step=step, actor_id=actor, sphere=sphere, at=at)

    def follow(self, person: UUID, subject: UUID, at: datetime) -> None:
        if person not in self.followers:
            self.followers.add(person)
            self.add(Follow, person_id=person, subject_id=subject, since=at)

    # --- who ---------------------------------------------------------------------------------------------------------
    def more_people(self) -> None:
        """A bigger municipality has more people and associations: one for five challenges, one for a hundred."""
        at = self.now - SPAN
        for number in range(self.size // 5):
            name = f"{self.texts.one(('Anne', 'Bent', 'Dorte', 'Finn', 'Grethe', 'Ivan', 'Lis', 'Ole'))} {number}"
            actor, person = self.new_id(at), self.new_id(at)
            kind = self.texts.one(PERSONAL_KINDS)
            self.subject(actor, "actor", name, " ".join(tokens(name)), person, at, audience="named")
            self.add(SubjectReader, root_id=actor, reader=person)
            self.add(Actor, subject_id=actor, name=name, kind=kind, contact_visibility="nobody")
            self.add(Person, id=person, actor_id=actor, created_at=at)
            self.people.append((person, actor, kind))
        for number in range(self.size // 100):
            name = f"Foreningen {self.texts.one(PLACES).name} nr. {number}"
            actor, kind = self.new_id(at), self.texts.one(GROUP_KINDS)
            self.subject(actor, "actor", name, " ".join(tokens(name)), self.people[0][0], at)
            self.add(Actor, subject_id=actor, name=name, kind=kind)
            self.groups.append((actor, kind))

    # --- challenges --------------------------------------------------------------------------------------------------
    def challenge(self, number: int) -> None:
        special = {self.size - 1: DETAIL, self.size - 2: CROWDED}.get(number, {})
        at = self.now - SPAN + (SPAN - timedelta(days=1)) * (number / self.size)
        pk = self.new_id(at)
        author, actor, sphere = self.speaker()
        unit, place = self.texts.one(self.units), self.texts.one(PLACES)
        stage = "proposals" if special else self.one_of(STAGES)
        audience = "public" if special else "named" if stage == "draft" else self.one_of(AUDIENCES)
        hidden_at = self.later(at, 30) if audience == "hidden" else None
        seen = {"root_id": pk, "audience": "public" if hidden_at else audience, "shown": hidden_at is None}
        self.followers.clear()
        self.name_readers(pk, audience, unit, author, actor)
        self.journal("challenges.raised", pk, at, author, actor)
        self.hold("identified", pk, actor, sphere, at)
        self.follow(author, pk, at)

        question = self.texts.one(self.texts.questions)
        story, today = self.texts.some(self.texts.stories, 2, 6), self.texts.one(self.texts.today)
        if self.is_rare(number):
            story.append(self.texts.rare)
        title = special.get("question") or f"{question.text.rstrip('?')} i {place.name}?"
        values = {
            "subject_id": pk,
            "author_id": author,
            "actor_id": actor,
            "question": title,
            "first_question": title,
            "description": words_of(story),
            "today": today.text,
            "stage": stage,
            "unit_id": unit.pk,
            "theme": self.texts.one(Theme.values),
            "next_step": self.texts.one(self.texts.next_steps),
            "host_id": self.texts.one(self.staff),
        }
        self.add(Challenge, **values)
        self.history(Challenge, values, author, at)
        moments = [at, *self.perspectives(pk, at, seen, special), *self.proposals(pk, at, unit, seen, special)]
        if stage not in ("draft", "perspectives"):
            moments.append(self.later(at, 60))
            self.journal("challenges.stage_changed", pk, moments[-1], values["host_id"])
        self.subject(
            *(pk, "challenge", title, tokens_of(question, *story, today), author, at),
            active_at=self.now if special else max(moments),
            hidden_at=hidden_at,
            place=place.name,
            latitude=place.lat + self.random.uniform(-0.01, 0.01),
            longitude=place.lon + self.random.uniform(-0.02, 0.02),
            **seen,
        )

    def is_rare(self, number: int) -> bool:
        return number % (self.size // RARE_COUNT) == 1

    def name_readers(self, pk: UUID, audience: str, unit: Unit, author: UUID, actor: UUID) -> None:
        readers = {"unit": [*unit.line, author], "named": [author, actor]}.get(audience, [])
        for reader in readers:
            self.add(SubjectReader, root_id=pk, reader=reader)

    def history(self, model: type, values: dict, author: UUID, at: datetime) -> None:
        self.add(self.history_of[model], **values, history_user_id=author, history_date=at, history_type="+")

    def perspectives(self, challenge: UUID, at: datetime, seen: dict, special: dict) -> list[datetime]:
        count = special.get("perspectives") or min(60, round(self.random.expovariate(1 / MEAN_PERSPECTIVES)))
        moments = sorted(self.later(at, 120) for _ in range(count))
        parents: list[UUID] = []
        for moment in moments:
            pk, (author, actor, _sphere) = self.new_id(moment), self.speaker()
            parent = self.texts.one(parents) if parents and self.chance(0.2) else None
            said = self.texts.some(self.texts.said, 1, 4)
            withdrawn_at = self.later(moment, 5) if self.chance(0.01) else None
            body = "" if withdrawn_at else words_of(said)
            self.subject(
                *(pk, "perspective", body[:120], "" if withdrawn_at else tokens_of(*said), author, moment),
                context_id=parent or challenge,
                **seen,
            )
            self.add(
                Perspective,
                subject_id=pk,
                author_id=author,
                actor_id=actor,
                challenge_id=challenge,
                reply_to_id=parent,
                body=body,
                withdrawn_at=withdrawn_at,
            )
            verb = "challenges.replied" if parent else "challenges.perspective_written"
            self.journal(verb, pk, moment, author, actor)
            self.follow(author, challenge, moment)
            if parent is None:
                parents.append(pk)
        return moments

    # --- proposals ---------------------------------------------------------------------------------------------------
    def proposals(self, challenge: UUID, at: datetime, unit: Unit, seen: dict, special: dict) -> list[datetime]:
        count = special.get("proposals") or self.one_of(PROPOSALS)
        moments = sorted(self.later(at, 150) for _ in range(count))
        for moment in moments:
            self.proposal(challenge, moment, unit, seen, special)
        return moments

    def proposal(self, challenge: UUID, at: datetime, unit: Unit, seen: dict, special: dict) -> None:
        pk, (author, actor, sphere) = self.new_id(at), self.speaker()
        title, body = self.texts.one(self.texts.titles), self.texts.some(self.texts.ways, 2, 5)
        answered_at = self.later(at, 14) if self.chance(0.6) else None
        values = {
            "subject_id": pk,
            "author_id": author,
            "actor_id": actor,
            "challenge_id": challenge,
            "title": title.text,
            "body": words_of(body),
            "unit_id": unit.pk,
            "answered_at": answered_at,
            "answerer_id": self.texts.one(self.staff),
            "answer_due": (at + ANSWER_WITHIN).date(),
        }
        # A tenth stands by itself, without a challenge.
        facts = dict(seen)
        if not special and self.chance(0.1):
            values["challenge_id"], facts["root_id"] = None, pk
        self.add(Proposal, **values)
        self.history(Proposal, values, author, at)
        self.journal("proposals.proposed", pk, at, author, actor)
        self.hold("devised", pk, actor, sphere, at)
        if self.chance(0.5):
            carrier, kind = self.texts.one(self.groups)
            self.add(Proposal.delivers.through, proposal_id=pk, actor_id=carrier)
            self.hold("delivered", pk, carrier, SPHERES.get(kind, Sphere.CIVIL_SOCIETY), at)
        last = max([at, answered_at or at, *self.pledges(pk, at, facts, 2 if special else None)])
        if answered_at:
            by = values["answerer_id"]
            outcome = self.texts.one(("forward", "later", "no"))
            body_text = self.texts.one(self.texts.answers)
            self.add(Answer, proposal_id=pk, outcome=outcome, body=body_text, by_id=by, at=answered_at)
            self.journal("proposals.answered", pk, answered_at, by)
        words = tokens_of(title, *body)
        self.subject(
            pk, "proposal", title.text, words, author, at, context_id=values["challenge_id"], active_at=last, **facts
        )

    def pledges(self, proposal: UUID, at: datetime, seen: dict, count: int | None) -> list[datetime]:
        count = self.random.randint(0, 3) if count is None else count
        moments = [self.later(at, 60) for _ in range(count)]
        for moment in moments:
            pk, (author, actor, _sphere) = self.new_id(moment), self.speaker()
            promise: Piece = self.texts.one(self.texts.pledges)
            self.subject(pk, "pledge", promise.text, promise.tokens, author, moment, context_id=proposal, **seen)
            self.add(
                Pledge,
                subject_id=pk,
                author_id=author,
                actor_id=actor,
                proposal_id=proposal,
                kind=self.texts.one(PLEDGES),
                body=promise.text,
            )
            self.journal("proposals.pledged", pk, moment, author, actor)
        return moments
