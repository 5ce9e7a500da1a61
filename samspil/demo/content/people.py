"""Everybody in the demo. Some of them can be tried with one press; they carry a `demo_role`."""

from samspil.demo.content.people_municipality import MUNICIPALITY
from samspil.demo.content.people_society import SOCIETY_PEOPLE
from samspil.demo.content.types import PersonText

PEOPLE: tuple[PersonText, ...] = MUNICIPALITY + SOCIETY_PEOPLE
