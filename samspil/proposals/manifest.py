from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from samspil.foundation.hooks import (
    Badge,
    Capability,
    Confirmable,
    Manifest,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    SubjectKind,
)
from samspil.proposals import actions, cards, queries
from samspil.proposals.models import Answer, Pledge, Proposal


def ways_to_go(request, challenge) -> dict:
    """The proposals of a challenge beside today's practice."""
    proposals = queries.ways_for(challenge, request.viewer)
    return {"ways": cards.ways(challenge, proposals), "count": len(proposals), "is_open": challenge.is_open}


def no_more(_request, _challenge) -> dict:
    """A panel that needs nothing but the page's own object."""
    return {}


def proposal_badges(ids, viewer) -> dict:
    counts = queries.proposal_counts(ids, viewer)
    return {pk: ngettext("%(n)d forslag", "%(n)d forslag", n) % {"n": n} for pk, n in counts.items()}


def pledge_badges(ids, viewer) -> dict:
    counts = queries.pledge_counts(ids, viewer)
    return {pk: ngettext("%(n)d bidrag", "%(n)d bidrag", n) % {"n": n} for pk, n in counts.items()}


def export(person_id) -> list[dict]:
    proposals = Proposal.objects.filter(author=person_id).select_related("subject")
    pledges = Pledge.objects.filter(author=person_id).select_related("subject")
    answers = Answer.objects.filter(by=person_id)
    return [
        *({"proposal": row.title, "text": row.body, "at": row.subject.created_at.isoformat()} for row in proposals),
        *({"pledge": row.body, "amount": row.amount, "at": row.subject.created_at.isoformat()} for row in pledges),
        *({"answer": row.body, "at": row.at.isoformat()} for row in answers),
    ]


manifest = Manifest(
    navigation=[NavigationItem(label=_("Forslag"), url_name="proposals:list", section="proposals", order=20)],
    kinds=[
        SubjectKind(kind="proposal", label=pgettext_lazy("ét", "Forslag"), url_name="proposals:page"),
        SubjectKind(kind="pledge", label=_("Bidrag"), is_searchable=False),
    ],
    panels=[
        Panel(kind="challenge", place="main", order=10, template="proposals/panel_ways.html", context=ways_to_go),
        Panel(kind="challenge", place="action", order=10, template="proposals/panel_action.html", context=no_more),
    ],
    badges=[
        Badge(kind="challenge", order=20, of=proposal_badges),
        Badge(kind="proposal", order=10, of=pledge_badges),
    ],
    phrases=[
        Phrase(verb="proposals.proposed", text=_("%(who)s foreslog: %(title)s")),
        Phrase(verb="proposals.edited", text=_("%(who)s rettede forslaget: %(title)s")),
        Phrase(verb="proposals.withdrawn", text=_("%(who)s trak forslaget tilbage: %(title)s")),
        Phrase(verb="proposals.pledged", text=_("%(who)s bidrager: %(title)s")),
        Phrase(verb="proposals.pledge_withdrawn", text=_("%(who)s tog et bidrag tilbage"), is_public=False),
        Phrase(verb="proposals.answered", text=_("%(who)s svarede på forslaget: %(title)s")),
    ],
    confirmables=[
        Confirmable(name="proposal", verb=actions.propose, label=_("dit forslag"), text_field="title"),
        Confirmable(name="pledge", verb=actions.pledge, label=_("dit bidrag"), text_field="body"),
    ],
    capabilities=[
        Capability(
            id="C17",
            url_name="proposals:list",
            label=_("Alle kan foreslå en anden vej"),
            is_whole=False,
            note=_("Lister med Hvorfor? og Hvorfor ikke? mangler."),
        ),
        Capability(
            id="C20",
            url_name="challenges:list",
            label=_("Hvem så problemet, og hvem udtænker løsningen"),
            is_whole=False,
            note=_("Hvem der leverer, står ved forslag. Hvem der vurderer, mangler, til ting bliver prøvet af."),
        ),
        Capability(id="C28", url_name="proposals:list", label=_("To akser: hvor nyt, og hvad der ændrer sig")),
        Capability(id="C36", url_name="proposals:propose", label=_("Enhver medarbejder kan foreslå noget")),
    ],
    personal_data=[PersonalData(label=_("Dine forslag og bidrag"), export=export)],
)
