"""The first half of a paper about a decision: what it is for, what else could be done, and what had to be in order."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspil.actors.models import Actor
from samspil.business_cases.words import figure
from samspil.costing.sums import KRONER
from samspil.indicators.queries import Figure
from samspil.papers.decision_basis import Basis
from samspil.papers.gather import as_text
from samspil.papers.report import Block, Chapter, Grid, Head, Said, Text, Words, facts, grid, note
from samspil.proposals.models import Proposal
from samspil.technology_needs.models import ReuseDecision, TechnologyNeed
from samspil.technology_projects.models import LegalTopic, PlanKind, TechnologyProject
from samspil.trials.models import Outcome, Trial

LONGEST_WAY = 80  # words of a proposal that was not chosen; the rest stands on its page


def signed(who: str, at: datetime) -> str:
    return f"{who}, {as_text(timezone.localtime(at).date())}"


# --- the need ---------------------------------------------------------------------------------------------------------


def need_chapter(basis: Basis) -> Chapter:
    blocks: list[Block] = []
    for need in basis.needs:
        blocks += need_blocks(need)
    if not blocks:
        blocks = [note(_("Der er ikke skrevet et behov ned, som den her vurdering hører til."))]
    return Chapter(_("Behovet"), blocks)


def need_blocks(need: TechnologyNeed) -> Iterator[Block]:
    language = need.subject.language
    yield Head(Words(need.title, language))
    yield Text(Words(need.today, language))
    joined = ", ".join(str(row.unit) for row in need.standing_joins)
    yield facts(
        [
            (_("Hvem det er svært for"), Words(need.for_whom, language)),
            (_("Hvor tit"), need.get_how_often_display()),
            (_("Skrevet ned af"), need.speaker if need.actor.subject.shown else ""),
            (_("Har samme behov"), joined or _("Ingen andre endnu")),
        ]
    )
    yield Head(Words(_("Det lærte vi af andres erfaringer")), is_part=True)
    if need.reuse is None:
        yield note(_("Ingen har set på andres erfaringer endnu."))
    else:
        yield from reuse_blocks(need.reuse, language)


def reuse_blocks(reuse: ReuseDecision, language: str) -> Iterator[Block]:
    yield Text(Words(reuse.why, language), label=f"{reuse.get_choice_display()}.")
    if reuse.searched:
        yield Text(Words(_("Ledt efter »%s«: ingen fund.") % reuse.searched))
    seen = reuse.seen  # type: ignore[attr-defined]
    if seen:
        yield grid(
            [_("Erfaring"), _("Hvor og hvornår"), _("Hvordan det gik"), _("Tæller her som")],
            [
                [
                    Words(row.title, row.subject.language),
                    row.place_and_year,
                    row.get_went_display(),
                    row.get_counts_as_display(),
                ]
                for row in seen
            ],
            _("Erfaringer, der er set på"),
        )
    yield note(signed(reuse.by.name, reuse.at))


# --- what it is compared with, and the other ways ---------------------------------------------------------------------


def ways_chapter(basis: Basis) -> Chapter:
    blocks: list[Block] = [
        Head(Words(_("Det, vi gør i dag"))),
        Text(Words(basis.assessment.today, basis.language)),
    ]
    if basis.trial:
        blocks += trial_blocks(basis.trial, basis.proposal)
    blocks.append(Head(Words(_("Andre måder, der er set på"))))
    blocks += [way_block(way) for way in basis.ways]
    blocks += [Text(way) for way in basis.written_ways]
    if not (basis.ways or basis.written_ways):
        blocks.append(note(_("Der står ingen andre måder end det, vi gør i dag.")))
    return Chapter(_("Det bliver sammenlignet med"), blocks)


def trial_blocks(trial: Trial, proposal: Proposal | None) -> Iterator[Block]:
    language = trial.subject.language
    yield Head(Words(_("Det, der er prøvet af")))
    yield Text(Words(trial.title, language), label=f"{trial.get_status_display()}:")
    if proposal and proposal.title != trial.title:
        yield Text(Words(proposal.title, proposal.subject.language), label=_("Forslaget bag:"))
    told: list[tuple[str, Said]] = [
        (_("Vi tror på"), Words(trial.believe, language)),
        (_("Det fører til"), Words(trial.leads_to, language)),
        (_("Det ser vi på"), Words(trial.seen_by, language)),
        (_("Hvordan det gik"), Words(trial.went, language)),
        (_("Det sagde brugerne"), Words(trial.users_said, language)),
        (_("Det lærte vi"), Words(trial.learning, language)),
        (_("Hvad der kom ud af det"), str(Outcome(trial.outcome).label) if trial.outcome else ""),
    ]
    shown = facts(told)
    if shown.rows:
        yield shown


def way_block(way: Proposal) -> Text:
    language = way.subject.language
    return Text(Words(Truncator(way.body).words(LONGEST_WAY), language), label=f"{way.title}:")


# --- what had to be in order ------------------------------------------------------------------------------------------


def gate_chapter(basis: Basis) -> Chapter:
    rows = []
    for gate, answer in basis.gate:
        said = (_("Ja") if answer.is_yes else _("Nej")) if answer else _("Ikke besvaret endnu.")
        rows.append([gate.question, said, Words(answer.words, basis.language) if answer else ""])
    lead = note(_("De giver ingen point. Et nej bliver stående."))
    return Chapter(_("Fire ja eller nej"), [lead, grid([_("Spørgsmål"), _("Svar"), _("Hvorfor")], rows)])


def order_chapter(basis: Basis) -> Chapter:
    """The purposes, the law, the plan and the buying, from the technology project."""
    label, project, trial = _("Formål, lov, plan og køb"), basis.project, basis.trial
    if project is None or trial is None:
        return Chapter(label, [note(_("Vurderingen bygger ikke på et teknologiprojekt. Derfor står det ikke her."))])
    language = trial.subject.language
    blocks: list[Block] = [
        Head(Words(_("Hvad det er for"))),
        purposes(project, basis.figures),
        Head(Words(_("Det, loven spørger om"))),
        law(project, language),
        Head(Words(_("Sådan ændrer arbejdet sig"))),
        *plans(project, language),
        Head(Words(_("Hvis vi køber hos en, der var med"))),
        purchases(project, basis.sellers, language),
    ]
    return Chapter(label, blocks)


def purposes(project: TechnologyProject, figures: dict[int | None, Figure]) -> Grid:
    rows = []
    for is_for, purpose, chosen in (
        (project.is_better_life, _("Et bedre liv"), project.life_indicator_id),
        (project.is_smarter_work, _("Lettere arbejde"), project.work_indicator_id),
    ):
        told = figures.get(chosen) if chosen else None
        if is_for and told:
            shown = (told.before_shown or _("ikke målt"), told.after_shown or _("ikke målt"))
            rows.append([purpose, f"{told.name} ({told.unit})", *shown, told.direction])
        elif is_for:
            rows.append([purpose, _("Tallet er ikke valgt endnu."), "–", "–", "–"])
    columns = [_("Formål"), _("Det, vi måler"), _("Før"), _("Efter"), _("Hvad er bedst")]
    return grid(columns, rows)


def law(project: TechnologyProject, language: str) -> Grid:
    answered = {LegalTopic(check.topic): check for check in project.legal_checks.all()}
    rows: list[list[Said]] = []
    for topic in LegalTopic:
        check = answered.get(topic)
        said: list[Said] = [_("Ikke svaret endnu"), "–", "–"]
        if check:
            said = [check.get_state_display(), Words(check.words, language), signed(check.by.name, check.at)]
        rows.append([str(topic.label), *said])
    return grid([_("Emne"), _("Svar"), _("Med ord"), _("Hvem")], rows)


def plans(project: TechnologyProject, language: str) -> Iterator[Block]:
    kinds = (
        (PlanKind.WORKFLOW, _("Arbejdsgange"), _("I dag"), _("Så")),
        (PlanKind.COMPETENCE, _("Det skal vi lære"), _("Vi kan"), _("Vi skal kunne")),
    )
    lines = list(project.plan.all())
    if not lines:
        yield note(_("Ikke skrevet endnu."))
    for kind, label, today, then in kinds:
        rows = [
            [*(Words(text, language) for text in (line.who, line.today, line.then)), line.on or "–"]
            for line in lines
            if line.kind == kind
        ]
        if rows:
            yield grid([_("Hvem"), today, then, _("Fra hvornår")], rows, label)


def purchases(project: TechnologyProject, sellers: list[Actor], language: str) -> Block:
    if not sellers:
        return note(_("Ingen af dem, der var med, sælger det."))
    checks = {check.seller_id: check for check in project.purchase_checks.all()}
    rows: list[list[Said]] = []
    for seller in sellers:
        check = checks.get(seller.pk)
        if check is None:
            rows.append([seller.name, _("Ingen har set på det endnu."), "–", "–"])
            continue
        value = figure(Decimal(check.value), KRONER) if check.value else "–"
        rows.append([seller.name, check.get_way_display(), value, Words(check.words, language)])
    return grid([_("Sælger"), _("Hvordan"), _("Beløb i hele perioden"), _("Med ord")], rows)
