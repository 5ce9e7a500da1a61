"""The technologies of Engbæk: who told of them, which units have them or let them go, and two years of radar."""

from datetime import timedelta
from functools import partial

from samspil.demo.content.technologies import TECHNOLOGIES
from samspil.demo.content.technologies_types import PlaceText, TechnologyText, UseText
from samspil.demo.story import Loader
from samspil.foundation import clock
from samspil.technologies import actions
from samspil.technologies.models import Technology

ADDED_DAYS_AGO = 395.0
PLACED_DAYS_AGO = {1: 38.0, 0: 12.0}  # the list of last year was written down first


def plan(loader: Loader) -> None:
    for number, text in enumerate(TECHNOLOGIES):
        loader.plan(ADDED_DAYS_AGO - number / 4, add, loader, text)


def add(loader: Loader, text: TechnologyText) -> None:
    by = loader.viewer(text.by)
    technology = actions.add_technology(
        by=by,
        title=text.title,
        what=text.what,
        for_whom=text.for_whom,
        targets=list(text.targets),
        purposes=list(text.purposes),
        group=text.group,
        maturity=text.maturity,
        life_sign=text.life_sign,
        work_sign=text.work_sign,
        workflows=text.workflows,
        training=text.training,
        together=text.together,
        iso_class=text.iso_class,
    )
    loader.things[f"technology:{text.key}"] = technology
    if text.products:
        told = [{"supplier": supplier, "name": name, "website": website} for supplier, name, website in text.products]
        actions.name_products(by=by, technology_id=technology.pk, products=told)
    for use in text.uses:
        loader.later(use.days_ago, partial(say, loader, technology, use))
    for place in text.places:
        loader.later(PLACED_DAYS_AGO[place.years_ago], partial(put, loader, technology, place))


def say(loader: Loader, technology: Technology, text: UseText) -> None:
    actions.set_use(
        by=loader.viewer(text.by),
        technology_id=technology.pk,
        unit_id=loader.units[text.unit].pk,
        status=text.status,
        since=clock.today() - timedelta(days=text.since_days_ago - int(text.days_ago)),
        how_many=text.how_many,
        reason=text.reason,
        contact_id=loader.people[text.contact].pk if text.contact else None,
    )


def put(loader: Loader, technology: Technology, text: PlaceText) -> None:
    actions.place(
        by=loader.viewer("birthe"),
        technology_id=technology.pk,
        year=clock.today().year - text.years_ago,
        ring=text.ring,
        reason=text.reason,
    )
