"""The pages of those in a story: by the link of a letter, or signed in; and what keepers do about them."""

from typing import cast

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.foundation import clock
from samspil.foundation.http import Request, private
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import Viewer
from samspil.identity.views import own_page
from samspil.pictures.views import served
from samspil.stories import consents, queries, standing
from samspil.stories.forms import AnswerForm, NoteForm
from samspil.stories.letters import ASK_BEFORE
from samspil.stories.models import LASTS_YEARS, Consent, ConsentState
from samspil.stories.views import kept

READS = ["GET", "HEAD", "POST"]


def opened(token: str) -> Consent | None:
    """What the link of a letter opens. None: too old, or the story is gone."""
    found = queries.consent_opened(token)
    return None if found is None or found.story.withdrawn_at else found


def own_consent(request: Request, pk) -> Consent:
    found = queries.consent_found(pk)
    is_own = found is not None and found.person_id is not None and found.person_id == request.viewer.person_id
    if found is None or not is_own or found.story.withdrawn_at:
        raise NotFound(f"Consent {pk}")
    return found


def spent(request: Request) -> HttpResponse:
    return render(request, "stories/spent.html", status=410)


@private
@require_http_methods(READS)
def by_link(request: Request, token: str) -> HttpResponse:
    """The story as it will stand, and the answer. Opening the letter's link changes nothing; the button does."""
    consent = opened(token)
    if consent is None:
        return spent(request)
    urls = {
        "here": reverse("stories:by-link", args=[token]),
        "take_back": reverse("stories:take-back-by-link", args=[token]),
        "picture": reverse("stories:picture-by-link", args=[token]),
    }
    return answering(request, consent, queries.holder(consent), urls)


@own_page
@require_http_methods(READS)
def own(request: Request, pk) -> HttpResponse:
    """The same, for somebody signed in."""
    consent = own_consent(request, pk)
    urls = {
        "here": reverse("stories:consent", args=[pk]),
        "take_back": reverse("stories:take-back", args=[pk]),
        "picture": reverse("stories:consent-picture", args=[pk]),
    }
    return answering(request, consent, request.viewer, urls)


def answering(request: Request, consent: Consent, by: Viewer, urls: dict[str, str]) -> HttpResponse:
    story = consent.story
    if not story.subject.shown:  # hidden for everybody: a yes can still be taken back
        return render(request, "stories/consent.html", {"consent": consent, "urls": urls, "is_hidden": True})
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        viewer=by,
        consent=consent,
        initial={"expected_version": story.version, "years": str(LASTS_YEARS), "parent_name": consent.parent_name},
    )
    is_stale = False
    if request.method == "POST" and form.is_valid():
        try:
            consents.answer_story(by=by, consent_id=consent.pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            is_stale = True
            story.subject.refresh_from_db()
            form = AnswerForm(viewer=by, consent=consent, initial={"expected_version": story.subject.version})
            story.refresh_from_db()
        else:
            messages.success(request, _("Tak. Dit svar er gemt."))
            return redirect(urls["here"])
    benefits = queries.benefits_on(story.subject)
    content = standing.content_of(story, benefits)
    people = standing.people_of(story, content)
    me = next(row for row in people if row.pk == consent.pk)
    context = {
        "consent": me,
        "state": ConsentState(me.state),
        "form": form,
        "story": story,
        "named": standing.read(content, people, of=me, named=True),
        "unnamed": standing.read(content, people, of=me, named=False),
        "gains": queries.gains_in_words(benefits),
        "differs": standing.differences(me.seen, content) if me.is_yes else [],
        # The answer stands open where one is asked for: at first, after a change, and before the time is up.
        "is_settled": me.state in (ConsentState.YES, ConsentState.UNNAMED) and not is_soon(me),
        "urls": urls,
        "is_stale": is_stale,
    }
    return render(request, "stories/consent.html", context, status=409 if is_stale else 200)


def is_soon(consent: Consent) -> bool:
    return consent.until is not None and consent.until <= clock.today() + ASK_BEFORE


@private
@require_POST
def take_back_by_link(request: Request, token: str) -> HttpResponse:
    consent = opened(token)
    if consent is None:
        return spent(request)
    return taken_back(request, consent, queries.holder(consent), reverse("stories:by-link", args=[token]))


@own_page
@require_POST
def take_back(request: Request, pk) -> HttpResponse:
    return taken_back(request, own_consent(request, pk), request.viewer, reverse("stories:consent", args=[pk]))


def taken_back(request: Request, consent: Consent, by: Viewer, back: str) -> HttpResponse:
    consents.take_back_yes(by=by, consent_id=consent.pk)
    messages.success(request, _("Dit ja er taget tilbage. Historien er væk fra siderne nu."))
    return redirect(back)


@private
@require_safe
def picture_by_link(request: Request, token: str) -> HttpResponse:
    consent = opened(token)
    return shown(request, consent)


@own_page
@require_safe
def picture(request: Request, pk) -> HttpResponse:
    return shown(request, own_consent(request, pk))


def shown(request: Request, consent: Consent | None) -> HttpResponse:
    if consent is None or consent.story.picture is None or not consent.story.subject.shown:
        raise Http404
    return cast(HttpResponse, served(request, consent.story.picture, consent.story.picture.file))


# --- for keepers ------------------------------------------------------------------------------------------------------


def kept_consent(request: Request, pk) -> Consent:
    found = queries.consent_found(pk)
    if found is None:
        raise NotFound(f"Consent {pk}")
    found.story = kept(request, found.story_id)
    return found


def done(request: Request, consent: Consent, verb, message: str) -> HttpResponse:
    try:
        verb(by=request.viewer, consent_id=consent.pk)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, message)
    return redirect("stories:keep", pk=consent.story_id)


@require_POST
def ask(request: Request, pk) -> HttpResponse:
    return done(request, kept_consent(request, pk), consents.ask_person, _("Mailen er sendt igen."))


@require_POST
def drop(request: Request, pk) -> HttpResponse:
    return done(request, kept_consent(request, pk), consents.drop_person, _("Taget ud af historien."))


def note(request: Request, pk) -> HttpResponse:
    """Write down an answer that came by phone, on paper or at a meeting."""
    consent = kept_consent(request, pk)
    if not rules.has_perm("stories.note", request.viewer, consent.story):
        raise Refused("stories.note")
    form = NoteForm(request.POST if request.method == "POST" else None, viewer=request.viewer, consent=consent)
    if request.method == "POST" and form.is_valid():
        try:
            consents.note_consent(by=request.viewer, consent_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Skrevet ned."))
            return redirect("stories:keep", pk=consent.story_id)
    context = {
        "form": form,
        "title": _("Hvad svarede %s?") % (consent.name or _("vedkommende")),
        "lead": _("Læs historien op, eller vis den. Skriv så ned, hvad der blev sagt."),
        "eyebrow": _("Historie"),
        "about": consent.story.title,
        "submit": _("Skriv det ned"),
        "back_url": reverse("stories:keep", args=[consent.story_id]),
    }
    return render(request, "site/form.html", context)
