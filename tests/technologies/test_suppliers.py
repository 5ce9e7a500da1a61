"""Who sells a technology: the catalogue names suppliers as text, and people write a name in more than one way."""

import pytest

from samspil.technologies.queries import bare_name, catalogue_suppliers
from tests.factories import make_actor
from tests.technologies.making import make_technology

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "written",
    ["Lift & Løft A/S", "lift & løft", "Lift og Løft ApS", "LIFT-LØFT A.S.", "Lift  Løft aps", "A/S", "Løft Lift"],
)
def test_name_without_what_people_leave_out(written):
    same = {"Lift & Løft A/S", "lift & løft", "LIFT-LØFT A.S.", "Lift  Løft aps"}
    assert (bare_name(written) == "liftløft") is (written in same)


def test_supplier_is_found_however_the_name_is_written():
    technology = make_technology()
    technology.products.create(supplier="Robotfirmaet A/S")
    technology.products.create(supplier="Ærø Løft ApS")
    same = [make_actor("robotfirmaet", kind="company"), make_actor("Robot-Firmaet ApS", kind="producer")]
    same.append(make_actor("Ærø Løft", kind="company"))
    make_actor("Robotfirmaets Venner")
    make_actor("Robot")
    assert catalogue_suppliers(technology.pk) == {actor.pk for actor in same}
    assert catalogue_suppliers(make_technology().pk) == frozenset()


def test_suppliers_cost_two_queries_however_many(django_assert_num_queries):
    technology = make_technology()
    for number in range(20):
        technology.products.create(supplier=f"Firma {number}")
        make_actor(f"Firma {number} A/S", kind="company")
    with django_assert_num_queries(2):
        assert len(catalogue_suppliers(technology.pk)) == 20
