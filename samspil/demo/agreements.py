"""The frame, the ground rules and the agreements of the demo: running, waiting, drafted, ended, agreed on anew."""

from datetime import timedelta
from functools import partial

from samspil.agreements import actions, publishing
from samspil.agreements.models import Agreement, Side
from samspil.demo.content.agreements import (
    AGREEMENTS,
    FRAME,
    FRAME_DAYS_AGO,
    NEW_FRAME,
    NEW_FRAME_DAYS_AGO,
    NEW_FRAME_NOTE,
    RULES,
    AgreementText,
    RulesText,
)
from samspil.demo.story import Loader
from samspil.foundation import clock


def plan(loader: Loader) -> None:
    loader.plan(FRAME_DAYS_AGO, publish, loader, FRAME, "")
    for rules in RULES:
        loader.plan(rules.days_ago, publish_rules, loader, rules)
    for text in AGREEMENTS:
        loader.plan(text.days_ago, make, loader, text)
    loader.plan(NEW_FRAME_DAYS_AGO, publish, loader, {**FRAME, **NEW_FRAME}, NEW_FRAME_NOTE)


def publish(loader: Loader, sections: dict[str, str], note: str) -> None:
    publishing.publish_frame(by=loader.viewer("birthe"), sections=sections, note=note)


def publish_rules(loader: Loader, text: RulesText) -> None:
    by, unit = loader.viewer(text.by), loader.units[text.unit]
    publishing.publish_rules(by=by, unit_id=unit.pk, sections=text.sections)


def make(loader: Loader, text: AgreementText) -> None:
    unit = loader.actors[text.unit]
    is_person = text.party in loader.people
    party = loader.people[text.party].actor if is_person else loader.actors[text.party]
    by = loader.viewer(text.by)
    agreement = actions.make_agreement(
        by=by,
        unit_id=unit.pk,
        party_id=party.pk,
        title=text.title,
        review_on=loader.now.date() + timedelta(days=text.review_in),
        is_public=text.is_public,
        volunteer_does=text.volunteer_does,
        professional_does=text.professional_does,
        nobody_does=text.nobody_does,
        roles=text.roles,
        expectations=text.expectations,
        confidentiality=text.confidentiality,
        expenses=text.expenses,
        insurance=text.insurance,
        insurance_note=text.insurance_note,
        leaving=text.leaving,
        unit_contact=loader.people[text.by].name,
        unit_phone=unit.phone,
        party_contact=text.contact,
        party_phone=text.phone,
    )
    if not text.is_sent:
        return
    actions.offer_agreement(by=by, agreement_id=agreement.pk)
    for side, first, again in (
        (Side.UNIT, text.unit_yes, text.unit_again),
        (Side.PARTY, text.party_yes, text.party_again),
    ):
        for yes in (first, again):
            if yes:
                loader.later(yes[0], partial(say_yes, loader, text, agreement, side, yes[1]))
    if text.ended:
        days, who, note = text.ended
        end = partial(actions.end_agreement, by=loader.viewer(who), agreement_id=agreement.pk, note=note)
        loader.later(days, end)


def say_yes(loader: Loader, text: AgreementText, agreement: Agreement, side: Side, who: str) -> None:
    newest = Agreement.objects.get(pk=agreement.pk).versions.exclude(offered_at=None).first()
    told = {"agreement_id": agreement.pk, "side": side, "number": newest.number if newest else 0}
    if side == Side.PARTY and text.party_paper:
        name = loader.people[who].name
        by = loader.viewer(text.party_paper)
        actions.record_paper(by=by, signed_by=name, signed_on=clock.today(), **told)
    else:
        actions.accept_agreement(by=loader.viewer(who), by_link=True, **told)
