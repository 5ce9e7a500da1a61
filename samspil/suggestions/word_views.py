"""Where coordinators keep the words the engine knows."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.verbs import find, require
from samspil.matching.skos import to_turtle
from samspil.matching.vocabulary import Vocabulary
from samspil.suggestions import actions, words
from samspil.suggestions.forms import ConceptForm
from samspil.suggestions.models import ExtraConcept
from samspil.suggestions.queries import language

MOST_FOUND = 50


@require_safe
def word_list(request: Request) -> HttpResponse:
    """Our own words, and a look into those that came along."""
    require("suggestions.keep_words", request.viewer)
    known = words.full_vocabulary()
    said = language()
    asked = request.GET.get("q", "").strip()[:60].casefold()
    rows = [
        {
            "row": row,
            "label": row.label_da or known.label(row.key, said),
            "words": [*words.parts(row.words_da), *words.parts(row.words_en)],
            "links": [
                f"{known.link_label(link.name, said)} {known.label(link.target, said)}" for link in row.links.all()
            ],
        }
        for row in words.own_rows()
    ]
    found = []
    if asked:
        for key, concept in known.items():
            labels = [label for code in concept.labels for label in concept.all_labels(code)]
            if any(asked in label.casefold() for label in labels):
                found.append({"label": known.label(key, said), "words": [one for one in labels if "*" not in one][:12]})
    context = {"rows": rows, "found": found[:MOST_FOUND], "asked": asked, "size": len(Vocabulary.load())}
    return render(request, "suggestions/words.html", context)


def add_word(request: Request) -> HttpResponse:
    require("suggestions.keep_words", request.viewer)
    form = ConceptForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        arguments = form.arguments()
        arguments.pop("expected_version")
        try:
            actions.add_concept(by=request.viewer, **arguments)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Ordet er med fra næste søgning."))
            return redirect("suggestions:words")
    return render(request, "suggestions/word.html", {"form": form, "title": _("Tilføj et ord")})


def edit_word(request: Request, pk) -> HttpResponse:
    concept = find(ExtraConcept, pk, request.viewer)
    require("suggestions.edit_word", request.viewer, concept)
    return edited(
        request,
        ConceptForm(
            request.POST or None, viewer=request.viewer, concept=concept, initial=ConceptForm.initial_of(concept)
        ),
        partial(actions.edit_concept, concept_id=pk),
        lambda: ConceptForm.initial_of(find(ExtraConcept, pk, request.viewer)),
        template="suggestions/word.html",
        context={"title": _("Ret ordet"), "concept": concept},
        done_url=reverse("suggestions:words"),
        message=_("Rettet. Det gælder fra næste søgning."),
    )


def remove_word(request: Request, pk) -> HttpResponse:
    """Asks once more."""
    concept = find(ExtraConcept, pk, request.viewer)
    require("suggestions.edit_word", request.viewer, concept)
    if request.method == "POST":
        actions.remove_concept(by=request.viewer, concept_id=pk)
        messages.success(request, _("Ordet er fjernet. Det gælder fra næste søgning."))
        return redirect("suggestions:words")
    return render(request, "suggestions/remove_word.html", {"concept": concept})


@require_safe
def skos(request: Request) -> HttpResponse:
    """The whole vocabulary for other systems: SKOS as Turtle."""
    require("suggestions.keep_words", request.viewer)
    response = HttpResponse(to_turtle(words.full_vocabulary()), content_type="text/turtle; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ord.ttl"'
    return response
