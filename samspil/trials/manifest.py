from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from samspil.foundation.hooks import (
    Badge,
    Capability,
    Confirmable,
    Manifest,
    NavigationItem,
    OwedAnswers,
    Panel,
    PaperDays,
    PaperSection,
    PersonalData,
    Phrase,
    SubjectKind,
)
from samspil.foundation.viewer import SYSTEM
from samspil.trials import actions, cards, paper, personal_data, queries
from samspil.trials.models import Status


def trials_of(request, proposal) -> dict:
    return {"rows": cards.rows(queries.of_proposal(proposal, request.viewer))}


def trials_under(request, challenge) -> dict:
    return {"rows": cards.rows(queries.of_challenge(challenge, request.viewer))}


def no_more(_request, _about) -> dict:
    """A panel that needs nothing but the page's own object."""
    return {}


def trial_badges(ids, viewer) -> dict:
    """How a proposal stands with being tried out, in one remark."""
    found = {}
    for pk, counts in queries.trial_counts(ids, viewer).items():
        if counts.get(Status.RUNNING):
            found[pk] = str(_("Bliver prøvet af"))
        elif counts.get(Status.CONCLUDED):
            found[pk] = str(_("Er prøvet af"))
        else:
            n = sum(counts.values())
            found[pk] = ngettext("%(n)d plan om at prøve det", "%(n)d planer om at prøve det", n) % {"n": n}
    return found


def pass_on(trial_id, deputy_id):
    """Silence is never consent: the installation itself lets the deputy answer."""
    return actions.pass_on_to_deputy(by=SYSTEM, trial_id=trial_id, deputy_id=deputy_id)


manifest = Manifest(
    navigation=[NavigationItem(label=_("Afprøvninger"), url_name="trials:list", section="trials", order=25)],
    kinds=[
        SubjectKind(
            kind="trial",
            label=_("Afprøvning"),
            url_name="trials:page",
            may_illustrate="trials.edit",
            takes_part="trials.take_part",
            may_write="trials.write_diary",
            published=actions.published,
        ),
        SubjectKind(kind="diary", label=pgettext_lazy("i en dagbog", "Dagbog"), name="diaryentry"),
    ],
    panels=[
        Panel(kind="proposal", place="main", order=5, template="trials/panel_proposal.html", context=trials_of),
        Panel(kind="proposal", place="action", order=20, template="trials/panel_action.html", context=no_more),
        Panel(kind="challenge", place="main", order=20, template="trials/panel_challenge.html", context=trials_under),
    ],
    badges=[Badge(kind="proposal", order=20, of=trial_badges)],
    phrases=[
        Phrase(verb="trials.drafted", text=_("%(who)s begyndte på en plan: %(title)s"), is_public=False),
        Phrase(verb="trials.planned", text=_("%(who)s vil prøve det af: %(title)s"), news="proposals"),
        Phrase(verb="trials.edited", text=_("%(who)s rettede planen: %(title)s")),
        Phrase(verb="trials.withdrawn", text=_("%(who)s trak en plan tilbage"), is_public=False),
        Phrase(verb="trials.partner_added", text=_("%(who)s er med i afprøvningen: %(title)s")),
        Phrase(verb="trials.partner_removed", text=_("%(who)s tog en af listen: %(title)s"), is_public=False),
        Phrase(verb="trials.approved", text=_("%(who)s sagde ja til at prøve: %(title)s"), news="answers"),
        Phrase(verb="trials.refused", text=_("%(who)s sagde nej til at prøve: %(title)s"), news="answers"),
        Phrase(verb="trials.asked", text=_("%(who)s vil gerne vide mere om: %(title)s")),
        Phrase(verb="trials.replied", text=_("%(who)s svarede på et spørgsmål om: %(title)s")),
        Phrase(verb="trials.passed_on", text=_("Planen blev sendt videre til en stedfortræder: %(title)s")),
        Phrase(verb="trials.started", text=_("%(who)s er i gang med at prøve: %(title)s"), news="stage"),
        Phrase(verb="trials.extended", text=_("%(who)s gav afprøvningen mere tid: %(title)s"), news="stage"),
        Phrase(verb="trials.diary_written", text=_("%(who)s skrev i dagbogen: %(title)s"), news="words"),
        Phrase(verb="trials.diary_withdrawn", text=_("%(who)s tog noget tilbage fra dagbogen"), is_public=False),
        Phrase(verb="trials.concluded", text=_("Afprøvningen er slut: %(title)s"), news="stage"),
    ],
    confirmables=[
        Confirmable(name="trial", verb=actions.plan_trial, label=_("din plan"), text_field="title"),
        Confirmable(name="diary", verb=actions.write_diary, label=_("det, du lagde mærke til"), text_field="body"),
    ],
    owed_answers=[
        OwedAnswers(
            name="trial",
            label=_("Ja eller nej til at prøve"),
            rows=queries.without_answer,
            waiting=queries.owed_answers,
            pass_on=pass_on,
        )
    ],
    capabilities=[
        Capability(id="C01", url_name="trials:list", label=_("Det, vi gør i dag, er målestokken for en afprøvning")),
        Capability(id="C07", url_name="trials:list", label=_("Om det koster mere end i dag, står ved hver afprøvning")),
        Capability(id="C20", url_name="trials:list", label=_("Hvem der leverer, når noget bliver prøvet af")),
        Capability(
            id="C34", url_name="trials:list", label=_("Et valg kræver to andre veje og en grund, når planen er fuld")
        ),
        Capability(
            id="C37", url_name="trials:list", label=_("En let afprøvning kræver ét ja, og et svar inden en uge")
        ),
        Capability(
            id="C49",
            url_name="trials:list",
            label=_("De, der er med, siger, om de selv har noget på spil"),
            is_whole=False,
            note=_("Producenter og netværk får deres eget sted sammen med velfærdsteknologien."),
        ),
        Capability(id="C77", url_name="trials:list", label=_("At stoppe er også et resultat")),
        Capability(
            id="C78", url_name="trials:list", label=_("Hver fuld plan siger, hvad man skal kunne, og hvem der kan")
        ),
        Capability(id="C91", url_name="trials:list", label=_("Noget helt nyt får en støtte uden for enheden")),
    ],
    paper_sections=[PaperSection(kind="challenge", order=70, label=_("Afprøvninger"), of=paper.tried)],
    paper_days=[PaperDays(kind="challenge", of=paper.days)],
    personal_data=[
        PersonalData(
            label=_("Dine afprøvninger og det, du lagde mærke til"),
            export=personal_data.export,
            erase=personal_data.erase,
        )
    ],
)
