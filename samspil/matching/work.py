"""What a piece of work asks for: what it names, and what lies close to that.

Who describes a task says nothing about a life. That somebody who was divorced often needs company is no reason to ask
a neighbour to paint a fence; so only those links are followed that lead from one thing to do, or one skill, to another.
"""

from collections.abc import Mapping

from samspil.matching.concepts import Path, Reached
from samspil.matching.vocabulary import Vocabulary

SAYS = 0.5  # how much a word must say (``Teacher.content``) to be a reason: "telefon" does not, "undervisning" does
LINKS = frozenset({"broader", "narrower", "related", "skilled-for", "draws-on"})
# A life and a need lead nowhere, and neither does where it is done: a task in the library asks for no librarian.
APART = frozenset({"situations", "needs", "means"})
# True of everybody who offers a hand, and so no reason to ask one of them rather than another.
OF_EVERYBODY = frozenset({"surplus-energy", "volunteering", "volunteer", "membership", "open-to-all"})


def named(concepts: Mapping[str, float], vocabulary: Vocabulary) -> dict[str, float]:
    """Those of the concepts that somebody could be asked for. A life situation counts as itself: a talk for those who
    were left alone may well look for somebody who was.
    """
    return {
        key: weight for key, weight in concepts.items() if vocabulary[key].group != "needs" and key not in OF_EVERYBODY
    }


def leads(path: Path, vocabulary: Vocabulary) -> bool:
    """Whether one step goes from one thing to do to another. The second step already leads away from the task."""
    groups = {vocabulary[key].group for key in path.concepts}
    return len(path.links) == 1 and LINKS.issuperset(path.links) and APART.isdisjoint(groups)


def led(reached: Mapping[str, Reached], vocabulary: Vocabulary) -> dict[str, Reached]:
    """What a concept leads to, as far as work is meant."""
    return {key: found for key, found in reached.items() if key not in OF_EVERYBODY and leads(found.path, vocabulary)}
