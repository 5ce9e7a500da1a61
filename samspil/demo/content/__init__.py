"""The texts of the demo: Engbæk Kommune, which does not exist. Data only, no Django."""

from samspil.demo.content.actors import ACTORS
from samspil.demo.content.challenges import CHALLENGES
from samspil.demo.content.knowledge import KNOWLEDGE
from samspil.demo.content.organisation import BODIES, UNITS
from samspil.demo.content.people import PEOPLE
from samspil.demo.content.places import PLACES
from samspil.demo.content.proposals import PROPOSALS

__all__ = ["ACTORS", "BODIES", "CHALLENGES", "KNOWLEDGE", "PEOPLE", "PLACES", "PROPOSALS", "UNITS"]
