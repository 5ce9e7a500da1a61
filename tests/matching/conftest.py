"""One engine over the fellowships around Lunde, without and with the model."""

import pytest

from samspil.matching.engine import Engine
from samspil.matching.index import Index
from samspil.matching.meaning import Meaning
from samspil.matching.vocabulary import Vocabulary
from tests.matching.fellowships import DOCUMENTS
from tests.matching.model import needed


@pytest.fixture(scope="session")
def plain_engine():
    vocabulary = Vocabulary.load()
    return Engine(Index.build(DOCUMENTS, vocabulary, None), vocabulary)


@pytest.fixture(scope="session")
def full_engine():
    vocabulary, meaning = Vocabulary.load(), needed(Meaning.load(enabled=True))
    vectors = meaning.passages([f"{document.title}. {document.text}" for document in DOCUMENTS])
    named = dict(zip((document.id for document in DOCUMENTS), vectors, strict=True))
    return Engine(Index.build(DOCUMENTS, vocabulary, None, named), vocabulary, meaning)


@pytest.fixture(params=["plain_engine", "full_engine"])
def engine(request):
    return request.getfixturevalue(request.param)
