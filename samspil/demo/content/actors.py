"""All actors besides units and bodies, in one list."""

from samspil.demo.content.actors_partners import PARTNERS
from samspil.demo.content.actors_society import SOCIETY
from samspil.demo.content.types import ActorText

ACTORS: tuple[ActorText, ...] = SOCIETY + PARTNERS
