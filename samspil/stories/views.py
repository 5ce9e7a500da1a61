"""The pages of stories: the list, a story, its keeper's page, and what volunteers make possible."""

from dataclasses import replace
from functools import partial

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.actors.queries import timeline_of
from samspil.foundation import hooks
from samspil.foundation.editing import edited
from samspil.foundation.http import Request, private
from samspil.foundation.models import Audience
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, Refused, find, require
from samspil.identity.contributing import check_rate_of, contribute
from samspil.identity.views import own_page
from samspil.pictures.views import served
from samspil.stories import actions, consents, gains, queries, standing
from samspil.stories.forms import (
    EditStoryForm,
    PersonForm,
    PossibleFilterForm,
    SayGainsForm,
    StoryFilterForm,
    StoryPictureForm,
    TellForm,
)
from samspil.stories.models import Benefit, Story, StoryState


@require_safe
def story_list(request: Request) -> HttpResponse:
    form = StoryFilterForm(request.GET)
    page = page_of(request, queries.stories(request.viewer, form.filters()))
    page.object_list = queries.with_readings(page.object_list)
    return render(
        request,
        "stories/list.html",
        {"form": form, "filters": form.bar(request, search_label=_("Søg i historierne")), "page": page},
    )


@require_safe
def story_page(request: Request, pk) -> HttpResponse:
    """The story as it reads for everybody; whoever told it comes to their own page while it waits."""
    story = find(Story, pk, request.viewer, related=queries.RELATED[1:])
    if story.subject.audience != Audience.PUBLIC and not story.withdrawn_at:
        return redirect("stories:keep", pk=pk)
    story = queries.with_readings([story])[0]
    return render(
        request,
        "stories/page.html",
        {
            "story": story,
            "reading": story.reading,
            "gains": queries.gains_in_words(story.benefits),
            "about": about_of(story, request),
            "may_keep": rules.has_perm("stories.keep", request.viewer, story),
            "may_hide": rules.has_perm("moderation.hide", request.viewer),
            "timeline": timeline_of(story.subject, request.viewer),
        },
    )


def about_of(story: Story, request: Request):
    """The page it is about, as far as the viewer may read it."""
    return story.about if story.about and story.about.title and story.about.readable_by(request.viewer) else None


def tell(request: Request) -> HttpResponse:
    """Tell a story, with or without an account. ``?om=`` names the page it is about."""
    om = (request.POST.get("subject_id") or request.GET.get("om", ""))[:36]
    about = queries.page_named(om, request.viewer) if om else None
    form = TellForm(
        request.POST if request.method == "POST" else None,
        viewer=request.viewer,
        initial={"subject_id": str(about.pk) if about else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "story")
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            return told(request, outcome.made)
    return render(request, "stories/tell.html", {"form": form, "about": about})


def told(request: Request, story: Story) -> HttpResponse:
    if story.subject.audience == Audience.PUBLIC:
        messages.success(request, _("Tak. Historien står her nu, og alle kan læse den."))
        return redirect("stories:page", pk=story.pk)
    messages.success(request, _("Tak. Vi har spurgt dem, der er med. Du får en mail, når alle har sagt ja."))
    if rules.has_perm("stories.keep", request.viewer, story):
        return redirect("stories:keep", pk=story.pk)
    return redirect("stories:list")


def after_telling(story: Story) -> list[dict[str, str]]:
    """What happens now, for whoever has just told a story."""
    if story.subject.audience == Audience.PUBLIC:
        return [{"what": _("Historien står her nu, og alle kan læse den.")}]
    return [
        {"what": _("Vi har spurgt dem, der er med. De læser historien først.")},
        {"what": _("Når alle har sagt ja, kommer den på siden. Du får en mail.")},
        {"what": _("Log ind med din mail, hvis du vil se svarene eller sætte et billede på.")},
    ]


def kept(request: Request, pk) -> Story:
    """Raises: NotFound for who may not read it, else Refused."""
    story = queries.kept(pk)
    if story is None or story.withdrawn_at:
        raise NotFound(f"Story {pk}")
    if not rules.has_perm("stories.keep", request.viewer, story):
        if story.subject.readable_by(request.viewer):
            raise Refused("stories.keep")
        raise NotFound(f"Story {pk}")
    return story


@private
@require_safe
def keep(request: Request, pk) -> HttpResponse:
    """For whoever keeps the story: where it stands, who has said what, and what to do now."""
    story = kept(request, pk)
    benefits = queries.benefits_on(story.subject)
    content = standing.content_of(story, benefits)
    people = standing.people_of(story, content)
    state = standing.standing(story, people)
    return render(
        request,
        "stories/keep.html",
        {
            "story": story,
            "reading": standing.read(content, people),
            "gains": queries.gains_in_words(benefits),
            "people": people,
            "state": StoryState(state),
            "may_note": rules.has_perm("stories.note", request.viewer, story),
            "may_show_at_work": rules.has_perm("stories.show_at_work", request.viewer, story),
            "about": about_of(story, request),
        },
    )


@own_page
@require_safe
def mine(request: Request) -> HttpResponse:
    """The stories one keeps, and those one is in."""
    rows = list(queries.kept_by(request.viewer)[: queries.MOST_OWN])
    return render(request, "stories/mine.html", {"rows": rows, "consents": queries.consents_of(request.viewer)})


def edit(request: Request, pk) -> HttpResponse:
    story = kept(request, pk)
    return edited(
        request,
        EditStoryForm(
            request.POST if request.method == "POST" else None,
            viewer=request.viewer,
            initial=EditStoryForm.initial_of(story),
        ),
        partial(actions.edit_story, story_id=pk),
        lambda: EditStoryForm.initial_of(kept(request, pk)),
        template="stories/edit.html",
        context={"story": story},
        done_url=reverse("stories:keep", args=[pk]),
        message=_("Rettet. Er der ændret i ordene, spørger vi dem, der er med, igen."),
    )


def picture(request: Request, pk) -> HttpResponse:
    story = kept(request, pk)
    post = request.method == "POST"
    form = StoryPictureForm(request.POST if post else None, request.FILES if post else None, viewer=request.viewer)
    if post and form.is_valid():
        try:
            actions.set_picture(by=request.viewer, story_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Billedet er sat på. Dem, der er med, bliver spurgt igen."))
            return redirect("stories:keep", pk=pk)
    return render(request, "stories/picture.html", {"form": form, "story": story})


@require_POST
def drop_picture(request: Request, pk) -> HttpResponse:
    kept(request, pk)
    actions.drop_picture(by=request.viewer, story_id=pk)
    messages.success(request, _("Billedet er taget af."))
    return redirect("stories:keep", pk=pk)


@require_safe
def picture_file(request: Request, pk) -> HttpResponseBase:
    """The picture for whoever keeps the story, open or not."""
    story = kept(request, pk)
    if story.picture is None:
        raise Http404
    response = served(request, story.picture, story.picture.file)
    response["Cache-Control"] = "private, no-store"
    return response


def name_person(request: Request, pk) -> HttpResponse:
    story = kept(request, pk)
    form = PersonForm(request.POST if request.method == "POST" else None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            check_rate_of(request.viewer)  # each name is a letter to somebody
            consents.name_person(by=request.viewer, story_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Sat på. Historien venter, til alle har sagt ja."))
            return redirect("stories:keep", pk=pk)
    context = {
        "form": form,
        "title": _("Hvem kan man kende?"),
        "lead": _("Navnet vises først, når vedkommende har sagt ja."),
        "eyebrow": _("Historie"),
        "about": story.title,
        "submit": _("Spørg vedkommende"),
        "back_url": reverse("stories:keep", args=[pk]),
    }
    return render(request, "site/form.html", context)


def withdraw(request: Request, pk) -> HttpResponse:
    """Asks once more: the words are deleted for good."""
    story = queries.kept(pk)
    if request.method == "POST" and story and story.withdrawn_at and story.author_id == request.viewer.person_id:
        return redirect("stories:list")  # the second press
    story = kept(request, pk)
    if request.method == "POST":
        actions.withdraw_story(by=request.viewer, story_id=pk)
        messages.success(request, _("Historien er trukket tilbage. Teksten er slettet."))
        return redirect("stories:list")
    context = {
        "title": _("Vil du trække historien tilbage?"),
        "lead": _("Teksten, billedet og listen over dem, der er med, bliver slettet."),
        "eyebrow": _("Historie"),
        "about": story.title,
        "yes": _("Ja, træk den tilbage"),
        "no": _("Nej, behold den"),
        "back_url": reverse("stories:keep", args=[pk]),
    }
    return render(request, "stories/sure.html", context)


# --- what volunteers make possible ------------------------------------------------------------------------------------


@require_safe
def possible(request: Request) -> HttpResponse:
    """What the three gain, with the stories behind each number, and the sums that may honestly be told."""
    form = PossibleFilterForm(request.GET)
    filters = form.filters()
    sides = queries.gained_by(request.viewer, filters)
    context = {
        "form": form,
        "filters": filters,
        "sides": sides,
        "is_empty": all(side.is_empty for side in sides),
        "figures": queries.figures(request.viewer, filters),
        "stories": queries.with_readings(queries.stories(request.viewer, replace(filters, by_volunteers=True))[:6]),
    }
    return render(request, "stories/possible.html", context)


def say_gains(request: Request, pk) -> HttpResponse:
    """What a task or a practice gives, and whom."""
    subject = queries.page_named(pk, request.viewer, gains.BENEFIT_KINDS)
    if subject is None:
        raise NotFound(f"Subject {pk}")
    require("benefits.say", request.viewer, hooks.thing(subject))
    form = SayGainsForm(request.POST if request.method == "POST" else None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            gains.say_gains(by=request.viewer, subject_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Tak. Det står på siden nu."))
            return redirect(hooks.address(subject))
    said = queries.benefits_on(subject)
    for row in said:
        row.may_remove = rules.has_perm("benefits.remove", request.viewer, row)  # type: ignore[attr-defined]
    return render(request, "stories/say_gains.html", {"form": form, "about": subject, "said": said})


@require_POST
def remove_gain(request: Request, pk: int) -> HttpResponse:
    row = Benefit.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    gains.remove_gain(by=request.viewer, benefit_id=pk)
    messages.success(request, _("Fjernet."))
    return redirect("stories:say-gains", pk=row.subject_id)
