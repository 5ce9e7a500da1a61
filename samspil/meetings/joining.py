"""The phones in the room: a code lets them in, nobody is asked who they are, and asking for news costs one query."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.foundation.http import Request, private
from samspil.foundation.ids import as_uuid
from samspil.foundation.verbs import NotFound
from samspil.foundation.viewer import NOBODY
from samspil.identity.rates import Rate, origin
from samspil.meetings import actions, queries
from samspil.meetings.forms import CodeForm, NoteForm
from samspil.meetings.models import Meeting, MeetingStatus

COOKIE, SALT = "samspil_moede", "samspil.meetings.phone"
COOKIE_LASTS = 60 * 60 * 12
# A whole staff room shares one address on the net, so what is written is counted for each browser; only codes that
# open nothing are counted for the address, and a room of people who mistype stays far below.
NOTES_OF_BROWSER = Rate("meeting-note", 20, timedelta(minutes=1))
WRONG_CODES = Rate("meeting-code", 120, timedelta(minutes=15))


@require_safe
def code(request: Request) -> HttpResponse:
    """Type the code that stands on the wall."""
    form = CodeForm(request.GET or None)
    if request.GET and form.is_valid():
        return redirect("meetings:join", code=form.cleaned_data["kode"])
    return render(request, "meetings/code.html", {"form": form})


def let_in(request: Request, code: str) -> Meeting | None:
    """The meeting a code opens. Who tries codes one after another is stopped, also when one is right."""
    where = origin(request)
    if WRONG_CODES.is_spent(where):
        return None
    meeting = queries.open_by_code(code)
    if meeting is None:
        WRONG_CODES.hit(where)
    return meeting


def seat(request: Request) -> tuple[str, str]:
    """The meeting and the number of this browser, from its signed cookie. Empty when it has none."""
    value = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=COOKIE_LASTS)
    meeting, _dot, browser = str(value).partition(".")
    return meeting, browser


def keep_seat(response: HttpResponse, meeting: Meeting, browser: str) -> None:
    """Remember which meeting this browser is at. The number stands for a browser, not a person, and in no table."""
    response.set_signed_cookie(
        COOKIE,
        f"{meeting.pk}.{browser}",
        salt=SALT,
        max_age=COOKIE_LASTS,
        path="/m/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


@private
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Request, code: str) -> HttpResponse:
    """The page on the phone: one field, and the notes that everybody sees."""
    at, browser = seat(request)
    meeting = let_in(request, code)
    form = NoteForm(request.POST or None)
    if meeting is None:
        return shut(request, form)
    is_seated = at == str(meeting.pk)
    if request.method == "POST" and form.is_valid():
        try:
            post(meeting, form, browser if is_seated else "")
        except ValidationError as problem:
            form.take_errors(problem)
        except NotFound:  # ended while the note was written
            return shut(request, form)
        else:
            return redirect(f"{request.path}?sendt=1")
    context = {
        "meeting": meeting,
        "form": form,
        "columns": queries.board(meeting),
        "is_sent": request.GET.get("sendt") == "1" and request.method == "GET",
    }
    response = render(request, "meetings/join.html", context)
    if not is_seated:
        keep_seat(response, meeting, secrets.token_urlsafe(9))
    return response


def post(meeting: Meeting, form: NoteForm, browser: str) -> None:
    """Raises: NotFound, Refused, ValidationError."""
    if not browser:
        raise ValidationError(_("Din telefon skal lige huske mødet. Tryk på Send igen."))
    if not NOTES_OF_BROWSER.hit(browser):
        raise ValidationError(_("Du har sendt mange sedler på kort tid. Vent et minut, og send igen."))
    actions.post_note(by=NOBODY, meeting_id=meeting.pk, code=meeting.code, **form.arguments())


def shut(request: Request, form: NoteForm) -> HttpResponse:
    """No such meeting now. What was written stands there still."""
    words = form.data.get("body", "") if form.is_bound else ""
    return render(request, "meetings/shut.html", {"words": words[:2000]}, status=404 if not words else 410)


@private
@require_safe
def join_news(request: Request, code: str) -> HttpResponse:
    """What is new since the change in ``efter``; 204 when nothing is. Only for a browser that was let in.

    Everybody in the room gets the same page, so it is made once for each change.
    """
    at, _browser = seat(request)
    meeting = Meeting.objects.filter(pk__in=[as_uuid(at)], subject__shown=True).first() if at else None
    if meeting is None or (meeting.code != code.upper() and meeting.status == MeetingStatus.OPEN):
        raise NotFound(f"Meeting {code}")
    if not meeting.is_open:
        return HttpResponse(render_to_string("meetings/over.html"), status=286)  # htmx asks no more
    if request.GET.get("efter") == str(meeting.shown_changes):
        return HttpResponse(status=204)
    key = f"meeting:{meeting.pk}:{meeting.shown_changes}:{get_language()}"
    shown = cache.get(key)
    if shown is None:
        context = {"meeting": meeting, "columns": queries.board(meeting)}
        shown = render_to_string("meetings/join_notes.html", context)
        cache.set(key, shown, 120)
    return HttpResponse(shown)
