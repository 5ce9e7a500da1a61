"""The letters about a yes: who owes it gives it from the letter, without signing in; who plans it tells more.

A link is for one person and one trial. It opens nothing else, and works until the trial is answered.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from samspil.actors.models import Person
from samspil.actors.queries import viewer_of
from samspil.foundation import mail
from samspil.foundation.hooks import address
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.verbs import NotFound, find
from samspil.foundation.viewer import Viewer
from samspil.trials import cards, planning
from samspil.trials.models import Question, Status, Trial

APPROVE = "approve"
LINK_LASTS = timedelta(days=30)
# The three links of the letter, in its order, by the word that stands in the address.
OFFERED = ("ja", "nej", "spoerg")


def ask_for_answer(trial: Trial) -> None:
    """Write to whoever owes the yes or no."""
    if trial.status == Status.ASKED and trial.answerer and trial.subject.shown:
        write_to(trial, trial.answerer)


def ask_again(question: Question) -> None:
    """What was asked is told: whoever asked may answer now; if they may no longer, whoever owes it."""
    trial = question.trial
    if planning.may_approve(question.by, trial):
        write_to(trial, question.by, question=question)
    else:
        ask_for_answer(trial)


def write_to(trial: Trial, person: Person, *, question: Question | None = None) -> None:
    asked = int(trial.asked_at.timestamp()) if trial.asked_at else 0
    key = f"please-approve:{trial.pk}:{person.pk}:{asked}:{question.pk if question else 0}"
    if not person.email or OutgoingMail.objects.filter(dedupe_key=key).exists():
        return
    _link, token = OneTimeLink.issue(APPROVE, lasts=LINK_LASTS, person=person.pk, payload={"trial": str(trial.pk)})
    page = mail.address(reverse("trials:answer-by-link", args=[token]))
    mail.post(
        "trials/mail/please_approve.txt",
        {
            "trial": trial,
            "person": person,
            "question": question,
            "facts": cards.facts(trial),
            "yes": f"{page}?valg=ja",
            "no": f"{page}?valg=nej",
            "ask": f"{page}?valg=spoerg",
            "link": mail.address(address(trial.subject)),
        },
        to=person.email,
        person=person.pk,
        dedupe_key=key,
        holds_secret=True,
        language=person.language,
    )


def ask_planner(question: Question) -> None:
    """Send the question to those who plan it."""
    trial = question.trial
    for person in (trial.author, trial.entered_by):
        if person and person.email:
            mail.post(
                "trials/mail/asked.txt",
                {
                    "trial": trial,
                    "person": person,
                    "question": question,
                    "link": mail.address(address(trial.subject)),
                },
                to=person.email,
                person=person.pk,
                dedupe_key=f"trial-asked:{question.pk}:{person.pk}",
                language=person.language,
            )


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link from a letter is about: who it is for, as they are now, and the trial as they may read it."""

    link: OneTimeLink
    viewer: Viewer
    trial: Trial


def opened(token: str) -> Opened | None:
    """What ``token`` opens; None when it is used or too old, or its person may no longer read the trial."""
    link = OneTimeLink.objects.open(APPROVE, token)
    person = Person.objects.select_related("actor").filter(pk=link.person).first() if link and link.person else None
    if link is None or person is None:
        return None
    viewer = viewer_of(person)
    try:
        trial = find(Trial, link.payload["trial"], viewer, related=planning.RELATED)
    except NotFound:
        return None
    return Opened(link, viewer, trial)
