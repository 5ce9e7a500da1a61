"""Every real example in the two strategy documents, in our own words and with its source."""

from samspil.demo.content.knowledge_innovation import INNOVATION_KNOWLEDGE
from samspil.demo.content.knowledge_slides import SLIDES_KNOWLEDGE
from samspil.demo.content.knowledge_volunteers import VOLUNTEER_KNOWLEDGE
from samspil.demo.content.types import KnowledgeText

KNOWLEDGE: tuple[KnowledgeText, ...] = SLIDES_KNOWLEDGE + VOLUNTEER_KNOWLEDGE + INNOVATION_KNOWLEDGE
