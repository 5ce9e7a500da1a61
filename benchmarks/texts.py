"""Words for a hundred thousand challenges, put together from what the demo municipality says."""

import re
from dataclasses import dataclass
from random import Random

from samspil.demo import content
from samspil.foundation.text import tokens

COMMON = "hverdag"  # in one text of ten
RARE = "spejderhytte"  # in RARE_COUNT challenges, whatever their number
RARE_COUNT = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence with its stems, worked out once."""

    text: str
    tokens: str


def piece(text: str) -> Piece:
    return Piece(text, " ".join(tokens(text)))


def sentences(texts: list[str]) -> list[Piece]:
    found = {sentence.strip() for text in texts for sentence in re.split(r"(?<=[.?])\s+", text) if len(sentence) > 12}
    return [piece(sentence) for sentence in sorted(found)]


class Texts:
    def __init__(self, random: Random) -> None:
        self.random = random
        challenges, proposals = content.CHALLENGES, content.PROPOSALS
        self.questions = [piece(challenge.question) for challenge in challenges]
        self.stories = sentences([challenge.description for challenge in challenges])
        self.today = [piece(challenge.today) for challenge in challenges]
        self.next_steps = [challenge.next_step for challenge in challenges]
        said = [said for challenge in challenges for said in challenge.perspectives]
        self.said = sentences([each.body for first in said for each in (first, *first.replies)])
        self.titles = [piece(proposal.title) for proposal in proposals]
        self.ways = sentences([proposal.body for proposal in proposals])
        self.pledges = [piece(pledge.body) for proposal in proposals for pledge in proposal.pledges]
        self.answers = [proposal.answer.body for proposal in proposals if proposal.answer]
        self.common = piece("Sådan er det til hverdag.")
        self.rare = piece("Vi kan låne den gamle spejderhytte.")

    def some(self, pieces: list[Piece], least: int, most: int) -> list[Piece]:
        chosen = self.random.sample(pieces, self.random.randint(least, most))
        if self.random.random() < 0.1:
            chosen.append(self.common)
        return chosen

    def one(self, pieces: list):
        return pieces[int(self.random.random() * len(pieces))]


def words_of(pieces: list[Piece], between: str = " ") -> str:
    return between.join(each.text for each in pieces)


def tokens_of(*pieces: Piece) -> str:
    return " ".join(each.tokens for each in pieces)
