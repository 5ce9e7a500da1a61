"""The letters about answers, and the links in them: who owes an answer gives it from the letter, without signing in.

A link is for one person and one proposal. It opens nothing else, and works until the proposal is answered. Why that is
enough stands in docs/decisions.
"""

from dataclasses import dataclass
from datetime import timedelta

import rules
from django.urls import reverse

from samspil.actors.models import Person
from samspil.actors.queries import holders_of, viewer_of, viewers_of
from samspil.foundation import clock, mail
from samspil.foundation.hooks import address
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.verbs import NotFound, find
from samspil.foundation.viewer import Viewer
from samspil.proposals import queries
from samspil.proposals.models import Answer, Outcome, Proposal

ANSWER, REPLY = "answer", "reply"
LINK_LASTS = timedelta(days=30)
# The three links of the letter, in its order, by the word that stands in the address.
OFFERED = {"ja": Outcome.FORWARD, "nej": Outcome.NO, "spoerg": Outcome.ASKED}
REMINDED_WITHIN = timedelta(days=7)  # a day on which the machine stood still is caught up with


def may_answer(person: Person, proposal: Proposal) -> bool:
    return rules.has_perm("proposals.answer", viewer_of(person), proposal)


def those_who_owe(proposal: Proposal) -> list[Person]:
    """The named leader, else the coordinators; of them those who may read the proposal and have a mailbox."""
    people = [proposal.answerer] if proposal.answerer else holders_of("coordinator")
    viewers = viewers_of(people)
    return [each for each in people if each.email and proposal.subject.readable_by(viewers[each.pk])]


def ask_for_answer(proposal: Proposal) -> None:
    """Write to whoever owes the answer."""
    for person in those_who_owe(proposal):
        write_to_answerer(proposal, person, key=f"please-answer:{proposal.pk}:{person.pk}")


def ask_again(question: Answer) -> None:
    """The author has told what was asked: whoever asked may answer now. If they may no longer, whoever owes it."""
    proposal = question.proposal
    asked = [question.by] if question.by.email and may_answer(question.by, proposal) else those_who_owe(proposal)
    for person in asked:
        key = f"please-answer:{proposal.pk}:{person.pk}:{question.pk}"
        write_to_answerer(proposal, person, key=key, question=question)


def write_to_answerer(proposal: Proposal, person: Person, *, key: str, question: Answer | None = None) -> None:
    if OutgoingMail.objects.filter(dedupe_key=key).exists():
        return
    payload = {"proposal": str(proposal.pk)}
    _link, token = OneTimeLink.issue(ANSWER, lasts=LINK_LASTS, person=person.pk, payload=payload)
    page = mail.address(reverse("proposals:answer-by-link", args=[token]))
    mail.post(
        "proposals/mail/please_answer.txt",
        {
            "proposal": proposal,
            "person": person,
            "question": question,
            "pledges": queries.pledges_of(proposal, viewer_of(person)),
            "choices": [(outcome.label, f"{page}?valg={word}") for word, outcome in OFFERED.items()],
            "link": mail.address(address(proposal.subject)),
        },
        to=str(person.email),
        person=person.pk,
        dedupe_key=key,
        holds_secret=True,
        language=person.language,
    )


def who_hears(proposal: Proposal) -> Person | None:
    """Who gets the letters about a proposal: its author, or the member of staff who wrote it down for them."""
    return next((each for each in (proposal.author, proposal.entered_by) if each and each.email), None)


def ask_author(question: Answer) -> None:
    """Send the question to whoever had the idea, with a link to answer it."""
    proposal = question.proposal
    person = who_hears(proposal)
    if person is None:
        return
    payload = {"proposal": str(proposal.pk), "question": question.pk}
    _link, token = OneTimeLink.issue(REPLY, lasts=LINK_LASTS, person=person.pk, payload=payload)
    mail.post(
        "proposals/mail/asked.txt",
        {
            "proposal": proposal,
            "person": person,
            "question": question,
            "reply_link": mail.address(reverse("proposals:reply-by-link", args=[token])),
            "link": mail.address(address(proposal.subject)),
        },
        to=str(person.email),
        person=person.pk,
        dedupe_key=f"asked:{question.pk}:{person.pk}",
        holds_secret=True,
        language=person.language,
    )


def remind_of_kept() -> None:
    """Write to whoever kept a proposal for later, on the day they said they would look at it again."""
    today = clock.today()
    for proposal in queries.to_look_at_again(today - REMINDED_WITHIN, today):
        answer = next(each for each in proposal.answers.all() if each.outcome == Outcome.LATER)
        people = [answer.by] if may_answer(answer.by, proposal) else those_who_owe(proposal)
        for person in people:
            if person.email:
                mail.post(
                    "proposals/mail/look_again.txt",
                    {
                        "proposal": proposal,
                        "person": person,
                        "answer": answer,
                        "link": mail.address(reverse("proposals:answer", args=[proposal.pk])),
                    },
                    to=person.email,
                    person=person.pk,
                    dedupe_key=f"look-again:{answer.pk}:{person.pk}",
                    language=person.language,
                )


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link from a letter is about: who it is for, as they are now, and the proposal as they may read it."""

    link: OneTimeLink
    viewer: Viewer
    proposal: Proposal
    question: Answer | None


def opened(purpose: str, token: str, related: tuple[str, ...] = ()) -> Opened | None:
    """What ``token`` opens; None when it is used or too old, or its person may no longer read the proposal."""
    link = OneTimeLink.objects.open(purpose, token)
    person = Person.objects.select_related("actor").filter(pk=link.person).first() if link and link.person else None
    if link is None or person is None:
        return None
    viewer = viewer_of(person)
    try:
        proposal = find(Proposal, link.payload["proposal"], viewer, related=related)
    except NotFound:
        return None
    question = queries.open_question(proposal, link.payload["question"]) if purpose == REPLY else None
    return Opened(link, viewer, proposal, question)
