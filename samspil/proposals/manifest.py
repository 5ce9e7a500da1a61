from datetime import timedelta
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from samspil.challenges.models import Stage
from samspil.foundation.hooks import (
    Badge,
    Boundaries,
    Boundary,
    Capability,
    Confirmable,
    Manifest,
    MatchSource,
    NavigationItem,
    OwedAnswers,
    Panel,
    PaperDays,
    PaperSection,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
)
from samspil.foundation.viewer import SYSTEM
from samspil.proposals import actions, cards, letters, paper, queries
from samspil.proposals.models import Answer, Pledge, Proposal
from samspil.suggestions.documents import written


def ways_to_go(request, challenge) -> dict:
    """The proposals of a challenge beside today's practice, and how many are left to answer when it has moved on."""
    proposals = queries.ways_for(challenge, request.viewer)
    has_moved_on = challenge.stage in (Stage.TRIAL, Stage.PRACTICE, Stage.CLOSED)
    return {
        "ways": cards.ways(challenge, proposals),
        "count": len(proposals),
        "is_open": challenge.is_open,
        "to_answer": len(queries.those_to_answer(proposals, request.viewer)) if has_moved_on else 0,
    }


def steering_by(request, beacon) -> dict:
    """The proposals that steer by a beacon."""
    return {"proposals": queries.steering_by(beacon, request.viewer)}


def pass_on(proposal_id, deputy_id):
    """Silence is never consent: the installation itself lets the deputy answer."""
    return actions.pass_on_to_deputy(by=SYSTEM, proposal_id=proposal_id, deputy_id=deputy_id)


def no_more(_request, _challenge) -> dict:
    """A panel that needs nothing but the page's own object."""
    return {}


def proposal_badges(ids, viewer) -> dict:
    counts = queries.proposal_counts(ids, viewer)
    return {pk: ngettext("%(n)d forslag", "%(n)d forslag", n) % {"n": n} for pk, n in counts.items()}


def pledge_badges(ids, viewer) -> dict:
    counts = queries.pledge_counts(ids, viewer)
    return {pk: ngettext("%(n)d bidrag", "%(n)d bidrag", n) % {"n": n} for pk, n in counts.items()}


def at_the_boundary(viewer) -> list[Boundary]:
    """The proposals that give volunteers a role: whose it is, and whether the municipality plans it (C21)."""
    return [
        Boundary(
            title=row.title,
            url=reverse("proposals:page", args=[row.pk]),
            why=" · ".join(
                [row.volunteer_role, str(_("Planlægges af: %s") % row.get_role_planned_by_display())]
                + ([str(_("Kommunal frivilligrolle"))] if row.is_municipal_role else [])
            ),
            at=row.subject.created_at,
        )
        for row in queries.with_a_role(viewer)
    ]


def export(person_id) -> list[dict]:
    proposals = Proposal.objects.filter(author=person_id).select_related("subject")
    pledges = Pledge.objects.filter(author=person_id).select_related("subject")
    answers = Answer.objects.filter(by=person_id)
    replies = Answer.objects.filter(proposal__author=person_id).exclude(reply="")
    return [
        *(
            {
                "proposal": row.title,
                "text": row.body,
                "volunteers": row.volunteer_role,
                "at": row.subject.created_at.isoformat(),
            }
            for row in proposals
        ),
        *(
            {"asked": row.body, "reply": row.reply, "at": row.replied_at.isoformat()}
            for row in replies
            if row.replied_at
        ),
        *({"pledge": row.body, "amount": row.amount, "at": row.subject.created_at.isoformat()} for row in pledges),
        *({"answer": row.body, "at": row.at.isoformat()} for row in answers),
    ]


manifest = Manifest(
    navigation=[
        NavigationItem(label=_("Forslag"), url_name="proposals:list", section="proposals", order=20),
        NavigationItem(
            label=_("Din idé på et minut"), url_name="proposals:idea", section="proposals", order=10, place="foot"
        ),
    ],
    kinds=[
        SubjectKind(
            kind="proposal",
            label=pgettext_lazy("ét", "Forslag"),
            url_name="proposals:page",
            may_illustrate="proposals.edit",
            may_write="proposals.pledge",
            published=actions.published,
        ),
        SubjectKind(kind="pledge", label=_("Bidrag"), is_searchable=False),
    ],
    panels=[
        Panel(
            kind="challenge",
            place="main",
            order=10,
            template="proposals/panel_ways.html",
            context=ways_to_go,
            anchor="veje",
            label=_("Veje at gå"),
        ),
        Panel(kind="challenge", place="action", order=10, template="proposals/panel_action.html", context=no_more),
        Panel(kind="beacon", place="main", order=20, template="proposals/panel_beacon.html", context=steering_by),
    ],
    badges=[
        Badge(kind="challenge", order=20, of=proposal_badges),
        Badge(kind="proposal", order=10, of=pledge_badges),
    ],
    phrases=[
        Phrase(verb="proposals.proposed", text=_("%(who)s foreslog: %(title)s"), news="proposals"),
        Phrase(verb="proposals.edited", text=_("%(who)s rettede forslaget: %(title)s")),
        Phrase(verb="proposals.withdrawn", text=_("%(who)s trak forslaget tilbage: %(title)s")),
        Phrase(verb="proposals.pledged", text=_("%(who)s bidrager: %(title)s"), news="pledges"),
        Phrase(verb="proposals.pledge_withdrawn", text=_("%(who)s tog et bidrag tilbage"), is_public=False),
        Phrase(verb="proposals.answered", text=_("%(who)s svarede på forslaget: %(title)s"), news="answers"),
        Phrase(verb="proposals.asked", text=_("%(who)s vil gerne vide mere om forslaget: %(title)s")),
        Phrase(verb="proposals.replied", text=_("%(who)s svarede på et spørgsmål om forslaget: %(title)s")),
        Phrase(verb="proposals.passed_on", text=_("Forslaget blev sendt videre til en stedfortræder: %(title)s")),
    ],
    confirmables=[
        Confirmable(name="proposal", verb=actions.propose, label=_("dit forslag"), text_field="title"),
        Confirmable(name="pledge", verb=actions.pledge, label=_("dit bidrag"), text_field="body"),
    ],
    schedules=[
        Schedule(name="proposals.remind_of_kept", every=timedelta(hours=24), run=letters.remind_of_kept),
    ],
    owed_answers=[
        OwedAnswers(
            name="proposal",
            label=_("Svar på forslag"),
            rows=queries.without_answer,
            waiting=queries.owed_answers,
            pass_on=pass_on,
        )
    ],
    boundaries=[Boundaries(label=_("Forslag med en rolle til frivillige"), of=at_the_boundary)],
    capabilities=[
        Capability(
            id="C17",
            url_name="proposals:list",
            label=_("Alle kan foreslå en anden vej"),
        ),
        Capability(
            id="C20",
            url_name="challenges:list",
            label=_("Hvem så problemet, og hvem udtænker løsningen"),
        ),
        Capability(
            id="C21",
            url_name="proposals:list",
            label=_("Kommunale frivilligroller er mærket, så man kan se dem"),
        ),
        Capability(id="C28", url_name="proposals:list", label=_("To akser: hvor nyt, og hvad der ændrer sig")),
        Capability(id="C10", url_name="proposals:idea", label=_("De små ting: en idé på et minut fra telefonen")),
        Capability(id="C36", url_name="proposals:idea", label=_("Enhver medarbejder kan foreslå noget")),
    ],
    paper_sections=[PaperSection(kind="challenge", order=60, label=_("Forslag"), of=paper.ways)],
    paper_days=[PaperDays(kind="challenge", of=paper.days)],
    match_sources=[MatchSource(kind="proposal", documents=partial(written, Proposal, ("body",)))],
    personal_data=[PersonalData(label=_("Dine forslag og bidrag"), export=export, erase=actions.erase)],
)
