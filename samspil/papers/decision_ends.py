"""The last half of a paper about a decision: what others say, what nobody knows, and what is to be or was decided."""

from collections.abc import Iterator
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.actors.models import Actor
from samspil.assessments.models import Grade, in_figures
from samspil.business_cases.models import SourceKind
from samspil.business_cases.words import figure
from samspil.costing.sums import KRONER
from samspil.decisions.models import Advice, Interest
from samspil.external_results.models import ExternalResult
from samspil.papers.decision_basis import Basis
from samspil.papers.decision_need import signed
from samspil.papers.gather import as_text
from samspil.papers.report import Block, Chapter, Grid, Head, Said, Text, Words, facts, grid, note, points
from samspil.responses.compare import Pair, compared
from samspil.responses.models import Side
from samspil.responses.results import Result
from samspil.technology_projects.models import LegalState, LegalTopic
from samspil.verdicts.models import Outcome, Verdict
from samspil.verdicts.readiness import Lack, frozen, not_measured

OUTCOMES = (Outcome.ROLL_OUT, Outcome.TRY, Outcome.WATCH, Outcome.STOP)


# --- what others say --------------------------------------------------------------------------------------------------


def others_chapter(basis: Basis) -> Chapter:
    label = _("Vurderinger lavet af andre")
    if not basis.others:
        return Chapter(label, [note(_("Ingen er lagt ved teknologien."))])
    blocks: list[Block] = [note(_("De står ved siden af. Ingen af vores tal bygger på dem."))]
    for row in basis.others:
        blocks += [
            Head(Words(row.title, row.subject.language)),
            Text(Words(row.found, row.subject.language)),
            result_facts(row),
        ]
    return Chapter(label, blocks)


def result_facts(row: ExternalResult) -> Grid:
    language = row.subject.language
    where = " · ".join(part for part in (row.place, str(row.year)) if part)
    told: list[tuple[str, Said]] = [
        (_("Metoden, og hvem der ejer den"), Words(row.method, language)),
        (_("Hvem der lavede den"), Words(row.carried_out_by, language)),
        (_("Hvor og hvornår"), where),
        (_("Hvor godt ved vi det"), row.get_evidence_display()),
        (_("Vores del i den"), row.get_partnership_display()),
        (_("Sammen med"), ", ".join(str(partner) for partner in row.partners.all())),
        (_("Siden"), row.since or ""),
        (_("Aftalen"), Words(row.agreement, language)),
        (_("Hvem har sagt, at den må vises"), Words(row.permission, language) if row.permission else _("Ingen endnu")),
        (_("Hvor rapporten ligger"), row.link or row.lies_at),
    ]
    return facts(told)


def advice_chapter(basis: Basis) -> Chapter:
    blocks: list[Block] = [note(_("Et råd er ikke en beslutning. Enheden beslutter selv."))]
    for row in basis.advice:
        blocks += advice_blocks(row)
    for asked in basis.asked:
        why = render_to_string("technology_advice/unanswered.html", {"asked": asked})
        blocks.append(Text(Words(asked.question, basis.language), label=f"{body_name(asked.body)}: {why}"))
    if not basis.advice and not basis.asked:
        blocks.append(note(_("Ingen har bedt om råd.")))
    return Chapter(_("Råd"), blocks)


def body_name(body: Actor) -> str:
    """What was hidden is not named on the paper of something else."""
    return body.name if body.subject.shown else _("Gruppen")


def advice_blocks(row: Advice) -> Iterator[Block]:
    yield Head(Words(f"{body_name(row.body)}, {as_text(row.meeting_on)}"))
    yield Text(Words(row.recommendation))
    if row.dissent:
        yield Text(Words(row.dissent), label=_("Mindretallet siger:"))
    else:
        yield note(_("Ingen har skrevet, at de er uenige."))
    rows = [[each.person.name, each.get_interest_display(), each.note or "–"] for each in row.interests.all()]
    if rows:
        columns = [_("Hvem"), _("Interesse"), _("Med ord")]
        yield grid(columns, rows, _("De, der var med, og hvad de har på spil"))


# --- what nobody knows ------------------------------------------------------------------------------------------------


def unknown_chapter(basis: Basis) -> Chapter:
    told = list(unknowns(basis))
    blocks: list[Block] = (
        [points(told)] if told else [note(_("Vi har ikke fundet noget, der mangler. Spørg alligevel."))]
    )
    return Chapter(_("Det ved vi ikke"), blocks)


def unknowns(basis: Basis) -> Iterator[str]:
    """What is missing, hidden, guessed or open, in words. Nothing is added by anybody: it follows from the rest."""
    yield from unknown_of_answers(basis)
    if not basis.needs:
        yield _("Hvilket behov det hjælper på. Det er ikke skrevet ned.")
    elif any(need.reuse is None for need in basis.needs):
        yield _("Hvad andres erfaringer siger. Ingen har set på dem.")
    if not (basis.ways or basis.written_ways):
        yield _("Om en anden måde er bedre. Kun det, vi gør i dag, er sammenlignet.")
    yield from unknown_of_order(basis)
    yield from unknown_of_money(basis)
    if not basis.advice:
        yield _("Hvad en gruppe på tværs råder til. Ingen har svaret.")


def unknown_of_answers(basis: Basis) -> Iterator[str]:
    result = basis.result
    if not result.lines:
        yield _("Hvad folk svarer. Svarene er ikke talt.")
        return
    for turnout in result.turnouts:
        if not turnout.is_shown:
            yield _("Hvad denne side siger i tal: %s. Der er for få svar til at vise dem.") % turnout.side.label.lower()
    for line in result.lines:
        for cell in line.cells:
            if cell.is_mostly_unknown:
                told = {"side": cell.side.label.lower()}
                yield f"{line.criterion}: {_('Mere end halvdelen svarer »ved ikke« (%(side)s).') % told}"
    for line in result.unhandled:
        yield _("Hvad der gøres ved uenigheden om %s.") % line.criterion
    for grade, text in (
        (Grade.E0, _("Det er noget, vi mener, og ikke noget, vi har målt: %s.")),
        (Grade.E1, _("Vi bygger på leverandørens eller andres ord: %s.")),
    ):
        weighty = [line for line in result.lines if line.asked.points and line.asked.grade == grade]
        if weighty:
            yield text % ", ".join(str(line.criterion) for line in weighty)


def unknown_of_order(basis: Basis) -> Iterator[str]:
    for gate, answer in basis.gate:
        if answer is None or not answer.is_yes:
            yield f"{gate}: {_('Nej') if answer else _('Ikke besvaret endnu.')}"
    if basis.project is None:
        yield _("Om loven, planen og købet er i orden. Der er ikke et teknologiprojekt.")
        return
    settled = {check.topic for check in basis.project.legal_checks.all() if check.state != LegalState.MISSING}
    for topic in LegalTopic:
        if topic.value not in settled:
            yield _("Om loven er i orden: %s.") % topic.label
    checked = {check.seller_id for check in basis.project.purchase_checks.all()}
    for seller in basis.sellers:
        if seller.pk not in checked:
            yield _("Hvordan der må købes hos %s.") % seller.name


def unknown_of_money(basis: Basis) -> Iterator[str]:
    if not basis.locked and not basis.unlocked:
        yield _("Hvad det koster og giver over flere år. Der er ikke regnet på det.")
    for case in basis.unlocked:
        yield _("Hvad »%s« ender på. Tallene er ikke låst.") % case.title
    loose = (SourceKind.GUESS, SourceKind.SUPPLIER)
    n = sum(line.source_kind in loose for told in basis.locked for line in told.lines)
    if n:
        yield (
            ngettext(
                "%d tal i regnestykket er et skøn eller leverandørens eget.",
                "%d tal i regnestykket er skøn eller leverandørens egne.",
                n,
            )
            % n
        )


# --- what is to be decided, or was ------------------------------------------------------------------------------------


def decision_chapter(basis: Basis) -> Chapter:
    if basis.assessment.is_round:
        told = _("Den her runde spurgte om det samme igen. Beslutningen står på den første vurdering.")
        return Chapter(_("Beslutningen"), [Text(Words(told))])
    if basis.verdict:
        return Chapter(_("Det er besluttet"), list(decided(basis, basis.verdict)))
    return Chapter(_("Det skal besluttes"), list(to_decide(basis)))


def to_decide(basis: Basis) -> Iterator[Block]:
    who = {"unit": basis.unit}
    if not basis.assessment.is_counted:
        yield Text(Words(_("Svarene er ikke talt. Derfor kan der ikke besluttes noget endnu.")))
        return
    if basis.lacks:
        yield Text(Words(_("Kun ét kan besluttes nu: utilstrækkeligt grundlag. Det her mangler:")))
        yield points(basis.lacks)
    else:
        yield Text(Words(_("%(unit)s beslutter én af de fire:") % who))
        yield points(str(outcome.label) for outcome in OUTCOMES)
        refused = not_measured(frozen(basis.assessment, basis.result, []))
        if refused:
            yield Text(Words(_("Det kan ikke udbredes endnu:")))
            yield points(refused)
    yield Text(
        Words(
            _(
                "Sammen med beslutningen skal det stå, hvornår den bliver evalueret, hvem der sørger for det, "
                "og hvad der bliver sammenlignet med."
            )
        )
    )
    if basis.declaration:
        row = basis.declaration
        label = _("Klar til beslutning, siger %s:") % signed(row.by.name, row.at)
        yield Text(Words(interest_words(row.interest, row.get_interest_display(), row.interest_note)), label=label)


def interest_words(code: str, label: str, told: str) -> str:
    return f"{label}: {told}" if code == Interest.SMALL else f"{label}."


def decided(basis: Basis, verdict: Verdict) -> Iterator[Block]:
    decision, language = verdict.decision, basis.language
    yield Text(Words(decision.reason, language), label=f"{verdict.get_outcome_display()}.")
    told: list[tuple[str, Said]] = [
        (_("Besluttet af"), signed(decision.by.name, decision.at)),
        (_("Enhed"), basis.unit),
        (
            _("Egen interesse"),
            interest_words(decision.interest, decision.get_interest_display(), decision.interest_note),
        ),
        (_("Beløb"), figure(Decimal(decision.amount), KRONER) if decision.amount else _("Intet")),
        (_("Skulle evalueres") if hasattr(verdict, "look_back") else _("Evalueres"), verdict.evaluation_on),
        (_("Den, der sørger for det"), verdict.evaluation_owner.name),
        (_("Stedfortræder"), verdict.evaluation_deputy.name if verdict.evaluation_deputy else _("Ingen")),
        (_("Det bliver sammenlignet med"), Words(verdict.baseline, language)),
    ]
    yield facts(told)
    yield rested_on(verdict)
    if verdict.is_insufficient:
        yield Text(Words(_("Det her manglede den dag:")))
        yield points(Lack(code, about).in_words for code, about in verdict.lacks)
    yield from looked_back(basis, verdict)


def rested_on(verdict: Verdict) -> Grid:
    """The counts and profiles as they were frozen on the day, whatever the page shows later."""
    sides = verdict.result["sides"]
    counts = (
        (Side.CITIZENS, verdict.citizens, verdict.least_citizens),
        (Side.EMPLOYEES, verdict.employees, verdict.least_employees),
        (Side.ORGANISATION, verdict.functions, verdict.least_functions),
    )
    rows: list[list[Said]] = [
        [str(side.label), n, least, in_figures(sides[side.value]["profile"])] for side, n, least in counts
    ]
    columns = [_("Side"), _("Har svaret"), _("Mindst"), _("Profil")]
    label = _("Det hvilede på den dag")
    if verdict.relatives:
        told = ngettext(
            "%d pårørende svarede på borgerens vegne", "%d pårørende svarede på borgerens vegne", verdict.relatives
        )
        label += f" ({told % verdict.relatives})"
    return grid(columns, rows, label)


def looked_back(basis: Basis, verdict: Verdict) -> Iterator[Block]:
    back = getattr(verdict, "look_back", None)
    if back is None:
        return
    yield Head(Words(_("Holdt det?")))
    yield Text(Words(back.text, basis.language))
    yield Text(Words(back.lesson, basis.language), label=_("Det kan de næste lære:"))
    if back.early_why:
        yield Text(Words(back.early_why, basis.language), label=_("Hvorfor før dagen?"))
    yield note(signed(back.by.name, back.at))
    if basis.again:
        yield from expected(basis.result, basis.again)


def expected(first: Result, second: Result) -> Iterator[Block]:
    """What was expected on the day beside what was measured later."""
    both = compared(first, second)
    columns = [_("Side"), _("Ventet"), _("Målt"), _("Hvordan det gik")]
    yield grid(columns, [[str(pair.side.label), *pair_words(pair)] for pair in both.profiles], _("Profilerne"))
    rows = [[f"{line.criterion}: {pair.side.label}", *pair_words(pair)] for line in both.lines for pair in line.pairs]
    yield grid([_("Hvad"), *columns[1:]], rows, _("Række for række"))


def pair_words(pair: Pair) -> list[str]:
    return [in_figures(pair.expected), in_figures(pair.measured), pair.in_words]
