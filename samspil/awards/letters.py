"""The letters about the award. None of them says who nominated whom, and the nominated read the words on the page."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from samspil.actors.models import Person
from samspil.actors.queries import viewer_of
from samspil.awards.models import AwardRound, Candidate, JuryMember, Nomination
from samspil.foundation import clock, mail
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.viewer import NOBODY, Viewer
from samspil.identity.rates import Rate

PURPOSE = "award-nominee"
LINK_LASTS = timedelta(days=180)
TO_ADDRESS = Rate("award-asks-to", 3, timedelta(days=1))  # however many nominate the same one


def page_of(award_round: AwardRound) -> str:
    return mail.address(reverse("awards:page", args=[award_round.pk]))


@dataclass(frozen=True, slots=True)
class Opened:
    """An open link of a nominated person's letter, whom it is about, and who holds it."""

    link: OneTimeLink
    candidate: Candidate
    viewer: Viewer


def opened(token: str) -> Opened | None:
    """What the link opens; None when it is too old, they said no already, or the round is hidden."""
    link = OneTimeLink.objects.open(PURPOSE, token)
    rows = Candidate.objects.select_related("round__subject", "round__contact__actor", "round__award", "gathered_into")
    found = rows.filter(pk=link.payload.get("candidate"), round__subject__shown=True).first() if link else None
    if link is None or found is None:
        return None
    if found.gathered_into:
        found = rows.get(pk=found.gathered_into.pk)
    if found.answer == "no":
        return None
    return Opened(link, found, viewer_of(found.person) if found.person else NOBODY)


def ask(candidate: Candidate) -> bool:
    """Write to the nominated: somebody has seen what you do. To each address once, and to one that is nominated again
    and again only so often: whoever runs the round gathers the rest, or writes another day.
    """
    key = f"award-ask:{candidate.pk}:{candidate.email}"[:150]
    if not candidate.email or OutgoingMail.objects.filter(dedupe_key=key).exists():
        return False
    if not TO_ADDRESS.hit(candidate.email):
        return False
    person = candidate.person
    _link, token = OneTimeLink.issue(PURPOSE, lasts=LINK_LASTS, payload={"candidate": str(candidate.pk)})
    mail.post(
        "awards/mail/ask.txt",
        {
            "candidate": candidate,
            "round": candidate.round,
            "person": person,
            "link": mail.address(reverse("awards:by-link", args=[token])),
        },
        to=candidate.email,
        person=person.pk if person else None,
        dedupe_key=key,
        holds_secret=True,
        language=person.language if person else "da",
    )
    candidate.asked_at = clock.now()
    return True


def close_links(candidate: Candidate) -> None:
    """The links open nothing more, and letters that were not sent yet stay here."""
    keys = [str(candidate.pk), *(str(pk) for pk in candidate.gathered.values_list("pk", flat=True))]
    OneTimeLink.objects.filter(purpose=PURPOSE, used_at=None, payload__candidate__in=keys).update(
        used_at=clock.now(), payload={}
    )
    for key in keys:
        OutgoingMail.objects.filter(dedupe_key__startswith=f"award-ask:{key}", sent_at=None).delete()


def send(person: Person, what: str, key: str, award_round: AwardRound, **more: object) -> None:
    if not person.email or person.erased_at:
        return
    mail.post(
        f"awards/mail/{what}.txt",
        {"person": person, "round": award_round, "link": page_of(award_round), **more},
        to=person.email,
        person=person.pk,
        dedupe_key=key[:150],
        language=person.language,
    )


def tell_contact(award_round: AwardRound, but_not: Person) -> None:
    """Somebody was nominated: once a day at most, and without a name."""
    if award_round.contact_id != but_not.pk:
        link = mail.address(reverse("awards:desk", args=[award_round.pk]))
        send(award_round.contact, "came", f"award-came:{award_round.pk}:{clock.today()}", award_round, link=link)


def tell_juror(member: JuryMember) -> None:
    link = mail.address(reverse("awards:jury", args=[member.round.pk]))
    send(member.person, "juror", f"award-juror:{member.pk}:{member.left_on}", member.round, link=link)


def tell_refused(nominations: list[Nomination], award_round: AwardRound) -> None:
    """Whoever nominated somebody who said no hears that it is gone, without a name: they know whom they wrote of."""
    for row in nominations:
        send(row.author, "refused", f"award-refused:{row.pk}", award_round)


def tell_announced(award_round: AwardRound) -> None:
    """All who nominated somebody hear who got it, one letter each."""
    rows = Nomination.objects.filter(candidate__round=award_round, withdrawn_at=None).select_related("author__actor")
    for person in {row.author_id: row.author for row in rows}.values():
        send(
            person,
            "announced",
            f"award-announced:{award_round.pk}:{person.pk}",
            award_round,
            winner=award_round.award.winner,
        )
