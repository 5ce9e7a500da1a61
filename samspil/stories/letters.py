"""The letters about stories and about what the municipality offers, and what the clock does.

The link of a letter opens one consent for whoever got it. It works as long as the yes may last: it is how one takes it
back, with one press, at any time. Opening it changes nothing. The letter itself holds none of the story's words.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from samspil.actors.models import Person
from samspil.actors.queries import holders_of
from samspil.foundation import clock, mail
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.identity.rates import Rate
from samspil.stories import standing
from samspil.stories.models import LOOKED_AT_FOR, Consent, ConsentAnswer, Story, StoryState, VolunteerOffer

PURPOSE = "story-consent"
LINK_LASTS = timedelta(days=6 * 366)  # longer than the longest yes
ASK_BEFORE = timedelta(days=30)  # before a yes runs out
ASK_AGAIN_AFTER = timedelta(days=7)
TO_ADDRESS = Rate("story-asks-to", 10, timedelta(days=1))  # nobody fills a stranger's mailbox by naming them


def ask(consent: Consent, why: str = "new") -> bool:
    """Write to somebody in a story: ``why`` is new, changed, renew, again or noted (a yes that another wrote down).

    False where we have no address or have written there too often today, and where they were told that it is changed
    and have not answered since: its link shows the story as it stands now.
    """
    if not consent.email:
        return False
    changed = f"story-changed:{consent.pk}:{standing.digest(consent.seen)}"
    if why == "changed" and OutgoingMail.objects.filter(dedupe_key=changed).exists():
        return False
    if why not in ("renew", "noted") and not TO_ADDRESS.hit(consent.email):
        return False
    person = consent.person
    _link, token = OneTimeLink.issue(
        PURPOSE, lasts=LINK_LASTS, person=person.pk if person else None, payload={"consent": str(consent.pk)}
    )
    consent.asked_on = clock.today()
    consent.save(update_fields=["asked_on"])
    mail.post(
        "stories/mail/ask.txt",
        {
            "consent": consent,
            "story": consent.story,
            "why": why,
            "link": mail.address(reverse("stories:by-link", args=[token])),
        },
        to=consent.email,
        person=person.pk if person else None,
        dedupe_key=changed if why == "changed" else f"story-ask:{consent.pk}:{token[:20]}",
        holds_secret=True,
        language=person.language if person else "da",
    )
    return True


def forget_links(consent: Consent) -> None:
    OneTimeLink.objects.filter(purpose=PURPOSE, payload__consent=str(consent.pk)).delete()


def tell_keeper(story: Story, what: str, about: Consent | None = None) -> None:
    """Tell whoever told the story: open, taken_back, no, resting, or renew (a noted yes runs out soon)."""
    person = story.entered_by or story.author
    if not person.email or person.erased_at:
        return
    key = f"story-{what}:{story.pk}:{about.pk if about else ''}:{clock.now():%Y%m%d%H%M%S%f}"
    mail.post(
        "stories/mail/keeper.txt",
        {
            "person": person,
            "story": story,
            "what": what,
            "about": about,
            "link": mail.address(reverse("stories:keep", args=[story.pk])),
        },
        to=person.email,
        person=person.pk,
        dedupe_key=key,
        language=person.language,
    )


# --- by the clock -----------------------------------------------------------------------------------------------------


def renew() -> None:
    """Ask anew thirty days before a yes runs out, once; one that was noted is for its keeper to ask about."""
    today = clock.today()
    soon = Consent.objects.filter(
        Q(asked_on=None) | Q(asked_on__lt=today - ASK_BEFORE),
        answer__in=[ConsentAnswer.YES, ConsentAnswer.UNNAMED],
        until__gte=today,
        until__lte=today + ASK_BEFORE,
        story__withdrawn_at=None,
        story__subject__shown=True,
    )
    for row in soon.select_related("story__author__actor", "story__entered_by", "person").order_by("pk"):
        if not ask(row, "renew"):
            row.asked_on = today
            row.save(update_fields=["asked_on"])
            tell_keeper(row.story, "renew", row)


def rest() -> None:
    """A story whose yes has run out rests from that day on: it leaves every page, and its keeper is told."""
    run_out = Consent.objects.filter(until__lt=clock.today(), story__subject__audience="public")
    for pk in set(run_out.values_list("story", flat=True)):
        with transaction.atomic():
            story = Story.objects.select_for_update(of=("self",), no_key=True).select_related("subject").get(pk=pk)
            if standing.settle(story) == StoryState.RESTING:
                tell_keeper(story, "resting")


def keep_time() -> None:
    rest()
    renew()


def ask_about_offers() -> None:
    """One letter to the contact person about the entries nobody has looked at for a year; the coordinators without one.

    At most one a month: the letter's key holds it.
    """
    today = clock.today()
    old = list(
        VolunteerOffer.objects.filter(
            removed_at=None, subject__shown=True, looked_on__lt=today - LOOKED_AT_FOR
        ).select_related("subject")
    )
    contact = VolunteerOffer.objects.filter(kind="contact", removed_at=None).select_related("person__actor").first()
    to: list[Person] = [contact.person] if contact and contact.person else holders_of("coordinator")
    for person in to if old else []:
        if person.email and not person.erased_at:
            mail.post(
                "stories/mail/offers.txt",
                {"person": person, "rows": old, "link": mail.address(reverse("stories:offers"))},
                to=person.email,
                person=person.pk,
                dedupe_key=f"volunteer-offers:{today:%Y-%m}:{person.pk}",
                language=person.language,
            )
