"""The business case on a paper about a decision: three accounts that are never added, and what to ask about them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samspil.business_cases.accounts import Accounts
from samspil.papers.decision_basis import Basis
from samspil.papers.decision_need import signed
from samspil.papers.report import Block, Chapter, Grid, Head, Text, Words, grid, note, points


def money_chapter(basis: Basis) -> Chapter:
    blocks: list[Block] = []
    for told in basis.locked:
        blocks += case_blocks(told)
    for case in basis.unlocked:
        blocks.append(Head(Words(case.title, case.subject.language)))
        blocks.append(note(_("Regnestykket er ikke låst. Tallene kan ændre sig, og de står derfor ikke her.")))
    if not blocks:
        blocks = [note(_("Der er ikke regnet på det. Det er ikke et krav."))]
    return Chapter(_("Regnestykket"), blocks)


def case_blocks(told: Accounts) -> Iterator[Block]:
    case, language = told.case, told.case.subject.language
    yield Head(Words(case.title, language))
    if case.compared_with:
        yield Text(Words(case.compared_with, language), label=_("Sammenlignet med:"))
    if case.locked_by and case.locked_at:
        yield note(_("Låst af %s. Nye satser ændrer det ikke.") % signed(case.locked_by.name, case.locked_at))
    yield note(_("Tre regnskaber. De lægges aldrig sammen. Frie timer er ikke penge, før et budget bliver mindre."))
    if told.has_figures:
        yield account(_("Kasse: kroner, der kommer i eller går ud af budgettet i %d år") % case.years, told.cash)
        yield account(_("Kapacitet: timer, der bliver frie. År %d, når det er i brug") % case.years, told.capacity)
    if case.capacity_plan:
        yield Text(Words(case.capacity_plan, language), label=_("Timerne skal bruges til:"))
    yield from quality(told, language)
    if told.citizens:
        yield account(_("Det betaler borgerne selv: flyttet til dem og ikke sparet"), [told.citizens])
    yield from agreed(told)
    if told.break_even:
        yield Head(Words(_("Hvornår går det op?")), is_part=True)
        yield Text(Words(told.break_even.description))
    if told.spread:
        yield Text(Words(_("I %s af de tænkte udfald er nutidsværdien over nul.") % told.above_nought))
    if (told.break_even or told.spread) and not told.reckoned.is_signed:
        yield note(_("Det er regnet med de foreslåede andele, som ingen har skrevet under på."))
    yield Head(Words(_("Spørg til det her")), is_part=True)
    if told.doubts:
        yield points(doubt.text for doubt in told.doubts)
    else:
        yield note(_("Regnestykket giver ikke selv anledning til spørgsmål."))


def account(label: str, shown: list) -> Grid:
    return grid([_("Hvad"), _("Tal")], [[part.label, part.shown] for part in shown], label)


def quality(told: Accounts, language: str) -> Iterator[Block]:
    label = _("Kvalitet: det, der ændrer sig for mennesker, uden kroner")
    if told.quality:
        rows = [[Words(line.title, language), Words(line.text, language)] for line in told.quality]
        yield grid([_("Hvad"), _("Med ord")], rows, label)
    else:
        yield Text(Words(_("Ikke skrevet endnu.")), label=f"{label}.")


def agreed(told: Accounts) -> Iterator[Block]:
    """Whoever has the budget stands behind the shares, or what would count if somebody did."""
    if told.signature:
        text = _("Op til %(yearly)s bliver taget ud af budgettet på et år.") % {"yearly": told.yearly}
        yield Text(Words(text), label=_("Skrevet under af %s.") % signed(told.signature.by.name, told.signature.at))
    elif told.if_signed:
        yield Text(Words(_("Andelene tæller som 0, til en leder med budgettet har skrevet under.")))
        columns = [_("Hvad"), _("Tæller nu"), _("Hvis der bliver skrevet under")]
        yield grid(columns, told.if_signed, _("Nu og med underskrift"))
