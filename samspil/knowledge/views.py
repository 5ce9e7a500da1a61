"""The library of what others have tried."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from samspil.foundation.filtering import FilterForm
from samspil.foundation.http import Request
from samspil.foundation.models import Theme
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find
from samspil.knowledge import queries
from samspil.knowledge.models import KnowledgeItem, KnowledgeKind


class KnowledgeFilterForm(FilterForm):
    emne = forms.ChoiceField(label=_("Emne"), required=False, choices=[("", _("Alle emner")), *Theme.choices])
    slags = forms.ChoiceField(label=_("Slags"), required=False, choices=[("", _("Alt")), *KnowledgeKind.choices])


@require_GET
def item_list(request: Request) -> HttpResponse:
    form = KnowledgeFilterForm(request.GET)
    values = form.values()
    items = queries.items(request.viewer, words=values["q"], theme=values["emne"], kind=values["slags"])
    return render(
        request,
        "knowledge/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i biblioteket")),
            "page": page_of(request, items),
        },
    )


@require_GET
def item_page(request: Request, pk) -> HttpResponse:
    item = find(KnowledgeItem, pk, request.viewer)
    return render(request, "knowledge/page.html", {"item": item})
