"""What the award holds of a person: for their copy, and for erasing it."""

import re
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from samspil.actors.models import ERASED, Person
from samspil.actors.queries import at_address
from samspil.awards import letters
from samspil.awards.actions import silence
from samspil.awards.models import Award, AwardNote, AwardRound, Candidate, Judgement, JuryMember, Nomination
from samspil.foundation import clock

NOBODY = "–"


@transaction.atomic
def erase(person_id: UUID) -> None:
    """One's own words go, and so does one's name where one was nominated, with what others wrote about one.

    That a jury decided is official and stays; the reason for giving it to somebody who is forgotten does not.
    """
    person = Person.objects.select_related("actor").filter(pk=person_id).first()
    for nomination in Nomination.objects.filter(author=person_id, actor__person=person_id).select_related("candidate"):
        silence(nomination)
    about = Q(person=person_id) | at_address(person_id, "email")
    if person and person.actor.name not in ("", ERASED):
        forget_in_notes(person, about)
    for candidate in Candidate.objects.filter(about).select_related("gathered_into"):
        forget_candidate(candidate.gathered_into or candidate)
    Candidate.objects.filter(noted_by=person_id).update(noted_by=None)
    # While the jury still chooses, the seat is free again; afterwards the points stand, without words.
    JuryMember.objects.filter(person=person_id, round__award=None).delete()
    Judgement.objects.filter(member__person=person_id).update(words="")
    seats = JuryMember.objects.filter(person=person_id)
    seats.exclude(left_why="").update(left_why=NOBODY)
    seats.update(called="")


def forget_in_notes(person: Person, about: Q) -> None:
    """The corrections that name the person. A single name is many people's: only where this one had a part."""
    notes = AwardNote.objects.filter(text__icontains=person.actor.name)
    if " " not in person.actor.name:
        own = Q(candidates__in=Candidate.objects.filter(about)) | Q(jury__person=person.pk)
        nominated = Q(candidates__nominations__author=person.pk)
        notes = notes.filter(award__round__in=AwardRound.objects.filter(own | nominated))
    whole = re.compile(rf"(?<!\w){re.escape(person.actor.name)}(?:s|'s|’s)?(?!\w)", re.IGNORECASE)
    named = [note.pk for note in notes if whole.search(note.text)]
    AwardNote.objects.filter(pk__in=named).update(text=NOBODY)


def forget_candidate(candidate: Candidate) -> None:
    """Of somebody who is forgotten nothing is left but that somebody was nominated, and perhaps won."""
    letters.close_links(candidate)
    rows = Candidate.objects.filter(Q(pk=candidate.pk) | Q(gathered_into=candidate.pk))
    keys = list(rows.values_list("pk", flat=True))
    Nomination.objects.filter(candidate__in=keys).update(why="", relation="", found="")
    Award.objects.filter(winner__in=keys).update(reason=NOBODY, tie_reason="")
    Judgement.objects.filter(candidate__in=keys).update(words="")
    gone = {"name": "", "email": "", "phone": "", "actor": None, "person": None}
    now = {"answer": "no", "answered_on": clock.today(), "answered_how": "mail", "noted_by": None}
    rows.update(**gone, **now)


def titled(award_round: AwardRound) -> str:
    """What was hidden is named to nobody."""
    return award_round.title if award_round.subject.shown else ""


def export(person_id: UUID) -> list[dict[str, Any]]:
    """What one nominated, that one was nominated oneself, and what one said in a jury."""
    about = Q(person=person_id) | at_address(person_id, "email")
    wrote = Nomination.objects.filter(author=person_id).select_related("candidate__round__subject")
    # Not who wrote it, nor words that nobody has looked at yet.
    own = Candidate.objects.filter(about)
    told = Nomination.objects.filter(Q(candidate__in=own) | Q(candidate__gathered_into__in=own), withdrawn_at=None)
    seats = JuryMember.objects.filter(person=person_id).select_related("round__subject")
    said = Judgement.objects.filter(member__person=person_id).select_related("candidate", "member__round__subject")
    decided = Award.objects.filter(decided_by=person_id).select_related("round__subject")
    notes = AwardNote.objects.filter(by=person_id)
    return [
        *(
            {
                "nominated": row.candidate.name,
                "award": titled(row.candidate.round),
                "why": row.why,
                "relation": row.relation,
                "at": row.created_at.isoformat(),
            }
            for row in wrote
        ),
        *(
            {
                "you_were_nominated_for": titled(row.round),
                "name": row.name,
                "email": row.email,
                "phone": row.phone,
                "answer": row.answer,
                "answered_on": row.answered_on,
            }
            for row in own.select_related("round__subject")
        ),
        *({"written_about_you": row.why} for row in told if row.why and not row.is_held),
        *(
            {
                "jury": titled(row.round),
                "called": row.called,
                "side": row.side,
                "left_on": row.left_on,
                "left_why": row.left_why,
            }
            for row in seats
        ),
        *(
            {
                "in_the_jury_of": titled(row.member.round),
                "about": row.candidate.name,
                "closeness": row.closeness,
                "points": row.points,
                "words": row.words,
            }
            for row in said
        ),
        *(
            {"jury_decided": titled(row.round), "reason": row.reason, "at": row.decided_at.isoformat()}
            for row in decided
        ),
        *({"correction": row.text, "at": row.at.isoformat()} for row in notes),
        *(
            {"contact_for": titled(row)}
            for row in AwardRound.objects.filter(contact=person_id).select_related("subject")
        ),
    ]
