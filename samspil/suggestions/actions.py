"""The verbs that keep the words. How suggestions went is counted in ``counting``, which keeps nothing about anybody."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from samspil.foundation import clock, subjects
from samspil.foundation.models import bump
from samspil.foundation.verbs import check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.matching.vocabulary import Vocabulary, VocabularyError
from samspil.suggestions import words
from samspil.suggestions.models import ConceptLink, ExtraConcept, Progress

TEXTS = ("label_da", "label_en", "words_da", "words_en")
Links = Iterable[Mapping[str, Any]]


def check(concept: ExtraConcept) -> None:
    """Raises: ValidationError by field."""
    clean_texts(concept, TEXTS)
    vocabulary = words.full_vocabulary()
    if concept.extends:
        if concept.extends not in Vocabulary.load():
            raise ValidationError({"extends": [_("Vælg et ord, der står i forvejen.")]})
        if not concept.words_da and not concept.words_en:
            raise ValidationError({"words_da": [_("Skriv mindst ét ord mere for det.")]})
        return
    if not concept.label_da:
        raise ValidationError({"label_da": [_("Skriv, hvad det hedder.")]})
    called = concept.label_da.casefold()
    for key in vocabulary:
        if key != concept.key and vocabulary.label(key).casefold() == called:
            raise ValidationError({"label_da": [_("Det ord står der allerede. Giv det flere ord i stedet.")]})


def link(concept: ExtraConcept, links: Links) -> None:
    """Say where it leads. Raises: ValidationError."""
    vocabulary = words.full_vocabulary()
    concept.links.all().delete()
    made: dict[str, ConceptLink] = {}
    for each in links:
        target, name = str(each.get("target") or ""), str(each.get("name") or "")
        if not target:
            continue
        if target not in vocabulary or target == concept.key or name not in vocabulary.link_names:
            raise ValidationError({"links": [_("Vælg et ord på listen, og hvordan de to hænger sammen.")]})
        try:
            weight = float(each.get("weight") or 0)
        except (TypeError, ValueError):
            weight = 0
        if not 0 < weight <= 1:
            raise ValidationError({"links": [_("Vælg, hvor tæt de to hænger sammen.")]})
        made[target] = ConceptLink(concept=concept, target=target, name=name, weight=weight)
    ConceptLink.objects.bulk_create(made.values())


def told() -> None:
    """Every process learns of it before its next answer."""
    if not Progress.objects.filter(pk=words.COUNTER).update(position=F("position") + 1):
        Progress.objects.create(pk=words.COUNTER, position=1)


def erase(_person_id: UUID) -> None:
    """What others put away of somebody's words stands in the index still, on each machine. Every process builds it anew
    before its next answer; the vectors go with the next run of their job.
    """
    told()


def fits(concept: ExtraConcept) -> None:
    """Raises: ValidationError when the engine could not read it."""
    known = set(Vocabulary.load()) | {row.key for row in words.own_rows()}
    try:
        words.Concept.from_data(words.as_data(concept, known))
    except VocabularyError as problem:
        raise ValidationError(_("Det ord kan vi ikke læse. Brug almindelige bogstaver.")) from problem


@verb(ExtraConcept)
def add_concept(
    *,
    by: Viewer,
    extends: str = "",
    label_da: str = "",
    label_en: str = "",
    words_da: str = "",
    words_en: str = "",
    links: Links = (),
) -> ExtraConcept:
    """A word of our own, or more words for one that is there. Raises: Refused, ValidationError."""
    require("suggestions.keep_words", by)
    concept = ExtraConcept(extends=extends, label_da=label_da, label_en=label_en, words_da=words_da, words_en=words_en)
    check(concept)
    title = concept.label_da or Vocabulary.load().label(concept.extends)
    concept.subject = subjects.create("concept", title=title, by=by.person_id, is_searchable=False)
    concept.save()
    link(concept, links)
    fits(concept)
    told()
    journal("suggestions.word_added", concept.subject, by=by)
    return concept


@verb(ExtraConcept)
def edit_concept(
    *,
    by: Viewer,
    concept_id: UUID | str,
    expected_version: int | None = None,
    links: Links | None = None,
    **changes: Any,
) -> ExtraConcept:
    """Change its words or where it leads. Raises: NotFound, Refused, Stale, ValidationError."""
    concept = find(ExtraConcept, concept_id, by, lock=True)
    require("suggestions.edit_word", by, concept)
    check_version(concept.subject, expected_version)
    unknown = set(changes) - set(TEXTS)
    if unknown:
        raise TypeError(f"edit_concept does not change {unknown}")
    for name, value in changes.items():
        setattr(concept, name, value)
    check(concept)
    concept.save()
    if links is not None:
        link(concept, links)
    fits(concept)
    if not concept.extends:
        concept.subject.title = concept.label_da
        concept.subject.save(update_fields=["title"])
    bump(concept.subject)
    told()
    journal("suggestions.word_edited", concept.subject, by=by, payload={"version": concept.subject.version})
    return concept


@verb(ExtraConcept)
def remove_concept(*, by: Viewer, concept_id: UUID | str) -> ExtraConcept:
    """Take it out of the vocabulary. The words that came along stay. Raises: NotFound, Refused."""
    concept = find(ExtraConcept, concept_id, by, lock=True)
    require("suggestions.edit_word", by, concept)
    if concept.withdrawn_at:
        return concept  # pressed twice
    concept.withdrawn_at = clock.now()
    concept.save(update_fields=["withdrawn_at"])
    bump(concept.subject)
    told()
    journal("suggestions.word_removed", concept.subject, by=by)
    return concept
