"""What nobody may meet: words that were hidden, are held or were taken back, and the few places that may hold them."""

import re

from samspil.challenges import actions as challenges
from samspil.proposals import actions as proposals
from tests.factories import make_challenge, make_perspective, make_pledge, make_proposal
from tests.world import GONE, World

# Pages whose very work is to show it to those who settle it; and the pages of a letter or a thing to its own author.
KEEPS = ("moderation:queue", "moderation:hidden", "moderation:hide", "moderation:hide-all", "identity:people")
NOT_READ = {
    "identity:demo-mail": "every letter of the demo, also the one that tells an author that it was hidden",
    "identity:my-data": "one's own words are in one's own copy; test_hidden_everywhere looks there for others' words",
}


def add_withdrawn(there: World) -> None:
    """Things that the relative took back, beside those of the world that are hidden or held."""
    karen, by = there.people["relative"], there.viewer("relative")
    public = there.things["challenge:public"]
    question = make_challenge(by=karen, question="Fortrudt spørgsmål?", place="Fortrudtsted", point=(56.1, 9.1))
    challenges.withdraw_challenge(by=by, challenge_id=question.pk)
    perspective = make_perspective(public, by=karen, body="Fortrudtord.")
    challenges.withdraw_perspective(by=by, perspective_id=perspective.pk)
    proposal = make_proposal(public, by=karen, title="Fortrudt forslag", body="Fortrudt i flere ord.")
    proposals.withdraw_proposal(by=by, proposal_id=proposal.pk)
    promise = make_pledge(there.things["proposal:own"], by=karen, body="Fortrudt bidrag")
    proposals.withdraw_pledge(by=by, pledge_id=promise.pk)


def met_on(name: str, thing: str, role: str, text: str) -> list[str]:
    """The words that stand on an address where this role should not meet them."""
    if name in NOT_READ or (name in KEEPS and role in ("coordinator", "administrator")):
        return []
    return [word for word in GONE if word in text and not may_meet(role, word, f"{name} {thing}")]


def may_meet(role: str, word: str, place: str) -> bool:
    """Whoever took something back sees their own; the page of a withdrawn proposal says that it was withdrawn."""
    if word != "Fortrudt":
        return False
    own_pages = place.startswith("proposals:") and place.endswith(" withdrawn by its author")
    return own_pages or (role == "relative" and not place.startswith(("search", "proposals by")))


def stands_in(figure: str, text: str) -> bool:
    """Whether a figure stands there by itself; the same signs within an id, a day or the name of a file say nothing."""
    return bool(re.search(rf"(?<![\w-]){re.escape(figure)}(?![\w-])", text))
