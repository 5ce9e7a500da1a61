"""Atom feeds of what is public. They show every reader the same: what a visitor who is not signed in may read."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import Prefetch
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.challenges import queries as challenges
from samspil.challenges.models import Challenge, Stage
from samspil.foundation import mail
from samspil.foundation.cells import IMPOSSIBLE
from samspil.foundation.viewer import NOBODY
from samspil.proposals import queries as proposals
from samspil.proposals.models import Answer, Proposal

MOST = 50


def as_html(parts: list[str]) -> str:
    """What people wrote, as the HTML that a summary in Atom is: their own signs stay signs."""
    return linebreaks(IMPOSSIBLE.sub("", "\n\n".join(part for part in parts if part)), autoescape=True)


class PublicFeed(Feed):
    """Absolute addresses come from the settings, never from the request, which a stranger may have forged."""

    feed_type = Atom1Feed
    page: Any
    here: Any
    item_guid_is_permalink = False

    def link(self) -> str:
        return mail.address(str(self.page))

    def feed_url(self) -> str:
        return mail.address(str(self.here))

    def item_guid(self, item: Any) -> str:
        return f"urn:uuid:{item.pk}"

    def item_pubdate(self, item: Any) -> datetime:
        return item.subject.created_at

    def item_updateddate(self, item: Any) -> datetime:
        return item.subject.active_at

    def item_author_name(self, item: Any) -> str | None:
        """Organisations by name. A person's name stays on the page, where it can still be taken away."""
        return None if item.actor.is_person else item.actor.name


class ChallengeFeed(PublicFeed):
    title = gettext_lazy("Udfordringer i Samspil")
    subtitle = gettext_lazy("De spørgsmål, folk i kommunen har rejst.")
    page = reverse_lazy("challenges:list")
    here = reverse_lazy("papers:feed-challenges")

    def items(self) -> list[Challenge]:
        rows = challenges.challenges(NOBODY).filter(withdrawn_at=None).exclude(stage=Stage.DRAFT)
        return list(rows[:MOST])

    def item_title(self, item: Challenge) -> str:
        return IMPOSSIBLE.sub("", item.question)

    def item_description(self, item: Challenge) -> str:
        parts = [item.description, f"{_('I dag')}: {item.today}" if item.today else ""]
        return as_html(parts)

    def item_link(self, item: Challenge) -> str:
        return mail.address(reverse("challenges:page", args=[item.pk]))

    def item_categories(self, item: Challenge) -> list[str]:
        return [item.get_theme_display()]


class ProposalFeed(PublicFeed):
    title = gettext_lazy("Forslag og svar i Samspil")
    subtitle = gettext_lazy("Det, folk har foreslået, og det, de fik svaret.")
    page = reverse_lazy("proposals:list")
    here = reverse_lazy("papers:feed-proposals")

    def items(self) -> list[Proposal]:
        answers = Prefetch("answers", Answer.objects.select_related("by__actor"))
        return list(proposals.proposals(NOBODY).prefetch_related(answers)[:MOST])

    def item_title(self, item: Proposal) -> str:
        return IMPOSSIBLE.sub("", item.title)

    def item_description(self, item: Proposal) -> str:
        parts = [item.body, *(f"{answer.get_outcome_display()}: {answer.body}" for answer in item.answers.all())]
        return as_html(parts)

    def item_link(self, item: Proposal) -> str:
        return mail.address(reverse("proposals:page", args=[item.pk]))
