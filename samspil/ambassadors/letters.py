"""The letters between somebody who asks and somebody one may ask. Neither learns the other's address from us."""

from datetime import timedelta

from django.urls import reverse

from samspil.actors.models import Person
from samspil.ambassadors import queries
from samspil.ambassadors.models import Ambassador, DirectQuestion
from samspil.foundation import clock, mail
from samspil.foundation.hooks import address
from samspil.foundation.models import OneTimeLink, OutgoingMail

RENEW, ANSWER, INVITED = PURPOSES = ("ambassador-renew", "ambassador-answer", "ambassador-invited")
TOLD_BEFORE = timedelta(days=14)
KEPT_FOR = timedelta(days=30)
ANSWER_WITHIN = timedelta(days=30)


def to_oneself(ambassador: Ambassador, template: str, key: str, *, is_secret: bool = False, **about: object) -> None:
    person = ambassador.author
    if person.email:
        mail.post(
            template,
            {"person": person, "ambassador": ambassador, **about},
            to=person.email,
            person=person.pk,
            dedupe_key=key,
            holds_secret=is_secret,
            language=person.language,
        )


def welcome(ambassador: Ambassador) -> None:
    """One's card stands now, and this is how one gets it down again."""
    to_oneself(
        ambassador,
        "ambassadors/mail/welcome.txt",
        f"ambassador-welcome:{ambassador.pk}",
        link=mail.address(address(ambassador.subject)),
    )


def remind_ending() -> None:
    """Write two weeks before a card's last day, with a link to renew it. A day that was missed is caught up with."""
    today = clock.today()
    for ambassador in queries.ending(today, today + TOLD_BEFORE):
        key = f"ambassador-ends:{ambassador.pk}:{ambassador.until}"
        if OutgoingMail.objects.filter(dedupe_key=key).exists():
            continue
        payload = {"ambassador": str(ambassador.pk)}
        lasts = TOLD_BEFORE + timedelta(days=2)
        _link, token = OneTimeLink.issue(RENEW, lasts=lasts, person=ambassador.author_id, payload=payload)
        link = mail.address(reverse("ambassadors:by-link", args=[token]))
        to_oneself(ambassador, "ambassadors/mail/ending.txt", key, is_secret=True, link=link)


def over(ambassador: Ambassador) -> None:
    """The last day has passed."""
    link = mail.address(reverse("ambassadors:volunteer"))
    key = f"ambassador-over:{ambassador.pk}:{ambassador.until}"
    to_oneself(ambassador, "ambassadors/mail/over.txt", key, link=link)


def invitation(inviter: Person, *, name: str, email: str, why: str) -> OutgoingMail | None:
    """With a link that holds what was typed, so that whoever says yes need not type it once more."""
    known = Person.objects.filter(email=email).first()
    key = known.pk if known else None
    link, token = OneTimeLink.prepare(INVITED, lasts=ANSWER_WITHIN, person=key, payload={"name": name, "email": email})
    letter = mail.post(
        "ambassadors/mail/invitation.txt",
        {
            "inviter": inviter,
            "name": name,
            "why": why,
            "link": mail.address(reverse("ambassadors:volunteer-by-link", args=[token])),
        },
        to=email,
        person=key,
        dedupe_key=f"ambassador-invitation:{email}:{clock.today()}",
        holds_secret=True,
        language=known.language if known else "da",
    )
    if letter:
        OneTimeLink.objects.filter(purpose=INVITED, payload__email=email).delete()
        link.save(force_insert=True)
    return letter


def carry_question(question: DirectQuestion) -> None:
    """The question, with a link to answer it by. The text is emptied once it is sent."""
    ambassador = question.ambassador
    payload = {"question": question.pk}
    _link, token = OneTimeLink.issue(ANSWER, lasts=KEPT_FOR, person=ambassador.author_id, payload=payload)
    to_oneself(
        ambassador,
        "ambassadors/mail/question.txt",
        f"ambassador-question:{question.pk}",
        is_secret=True,
        question=question,
        link=mail.address(reverse("ambassadors:answer", args=[token])),
    )


def carry_answer(question: DirectQuestion, words: str, *, shares_mail: bool) -> None:
    asker, ambassador = question.asker, question.ambassador
    if not asker.email:
        return
    mail.post(
        "ambassadors/mail/answer.txt",
        {
            "person": asker,
            "ambassador": ambassador,
            "question": question,
            "answer": words,
            "email": ambassador.author.email if shares_mail else "",
            "link": mail.address(address(ambassador.subject)),
        },
        to=asker.email,
        person=asker.pk,
        dedupe_key=f"ambassador-answer:{question.pk}",
        holds_secret=True,  # it is between the two: nothing of it stays here
        language=asker.language,
    )


def forget_questions() -> None:
    """After 30 days nobody waits any more: the question goes, answered or not."""
    DirectQuestion.objects.filter(at__lt=clock.now() - KEPT_FOR).delete()
