from datetime import timedelta
from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from samspil.events import actions, cards, inviting, letters, personal_data, promises, queries, times
from samspil.events.coming_views import after_signing_up, calendar_address
from samspil.foundation import hooks
from samspil.foundation.hooks import (
    Capability,
    Confirmable,
    Manifest,
    NavigationItem,
    OwedAnswers,
    Panel,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
)
from samspil.foundation.viewer import SYSTEM

PAGES = ("challenge", "proposal", "trial", "practice", "resource")
NOTHING: dict[str, Any] = {"rows": []}


def events_here(request, about) -> dict:
    """What one can come to about it, and the last that was held; no query where no event hangs on the page."""
    if "event" not in hooks.parts_on(request, about.subject):
        return NOTHING
    events = queries.with_places(queries.events_on(about.subject, request.viewer))
    return {"rows": cards.rows(events, request.viewer)}


def way_to_an_event(request, about) -> dict:
    viewer = request.viewer
    is_there = getattr(about, "withdrawn_at", None) is None
    return {"may_make": is_there and (viewer.is_staff or bool(viewer.speaks_for))}


def events_hosted(request, actor) -> dict:
    if actor.is_person:
        return NOTHING
    events = queries.hosted_by(actor, request.viewer)
    return {"rows": cards.rows(queries.with_places(events), request.viewer) if events else []}


def mine(request, _actor) -> dict:
    """What I come to, and what I have been asked to do or have promised."""
    promised = [
        row
        for row in queries.promised_by(request.viewer)
        if rules.has_perm("meeting_promises.answer", request.viewer, row)
    ]
    coming = [(row, times.in_words(row.event)) for row in queries.sign_ups_of(request.viewer)[:5]]
    return {"coming": coming, "promised": promised}


def pass_on(promise_id, deputy_id):
    """Silence is never consent: the installation itself lets the deputy answer."""
    return actions.pass_on_promise(by=SYSTEM, promise_id=promise_id, deputy_id=deputy_id)


manifest = Manifest(
    navigation=[
        NavigationItem(label=_("Arrangementer"), url_name="events:list", section="events", order=26, place="volunteers")
    ],
    kinds=[
        SubjectKind(kind="event", label=_("Arrangement"), url_name="events:page", may_illustrate="events.edit"),
        SubjectKind(
            kind="meeting_promise",
            label=_("Aftalt på et møde"),
            url_name="events:promise",
            is_searchable=False,
            name="meetingpromise",
        ),
    ],
    panels=[
        *(
            Panel(kind=kind, place="main", order=47, template="events/panel_events.html", context=events_here)
            for kind in PAGES
        ),
        *(
            Panel(kind=kind, place="action", order=62, template="events/panel_action.html", context=way_to_an_event)
            for kind in PAGES
        ),
        Panel(kind="actor", place="me", order=22, template="events/panel_me.html", context=mine),
        Panel(kind="actor", place="main", order=27, template="events/panel_actor.html", context=events_hosted),
    ],
    phrases=[
        Phrase(verb="events.made", text=_("%(who)s inviterer til: %(title)s"), news="stage"),
        Phrase(verb="events.edited", text=_("%(who)s rettede arrangementet: %(title)s"), is_public=False),
        Phrase(verb="events.closed", text=_("%(who)s lukkede for tilmelding"), is_public=False),
        Phrase(verb="events.opened", text=_("%(who)s åbnede for tilmelding"), is_public=False),
        Phrase(verb="events.cancelled", text=_("Aflyst: %(title)s"), news="stage"),
        Phrase(verb="events.withdrawn", text=_("%(who)s tog et arrangement tilbage"), is_public=False),
        Phrase(verb="events.wrote", text=_("%(who)s skrev til dem, der kommer"), is_public=False),
        # Who comes and who was invited is nobody's business but the host's: none of these stand on a page.
        Phrase(verb="events.signed_up", text=_("%(who)s meldte sig"), is_public=False),
        Phrase(verb="events.sign_up_cancelled", text=_("%(who)s meldte fra"), is_public=False),
        Phrase(verb="events.chose", text=_("%(who)s valgte påmindelse"), is_public=False),
        Phrase(verb="events.invited", text=_("%(who)s inviterede til mødet"), is_public=False),
        Phrase(verb="events.invitation_answered", text=_("%(who)s svarede på en invitation"), is_public=False),
        Phrase(verb="events.point_suggested", text=_("%(who)s foreslog et punkt"), is_public=False),
        Phrase(verb="events.point_added", text=_("%(who)s satte et punkt på dagsordenen"), is_public=False),
        Phrase(verb="events.point_edited", text=_("%(who)s rettede et punkt"), is_public=False),
        Phrase(verb="events.point_answered", text=_("%(who)s svarede på et foreslået punkt"), is_public=False),
        Phrase(verb="events.point_moved", text=_("%(who)s flyttede et punkt"), is_public=False),
        Phrase(verb="events.point_removed", text=_("%(who)s tog et punkt af dagsordenen"), is_public=False),
        Phrase(verb="events.agenda_published", text=_("Dagsordenen er klar: %(title)s"), news="stage"),
        Phrase(verb="events.minutes_written", text=_("%(who)s skrev referat"), is_public=False),
        Phrase(verb="events.minutes_published", text=_("Referatet er klar: %(title)s"), news="stage"),
        # Until the minutes are on the page, what was agreed is not: none of these stand in a timeline.
        Phrase(verb="events.agreed", text=_("%(who)s skrev ned, hvad I blev enige om"), is_public=False),
        Phrase(verb="events.promise_edited", text=_("%(who)s rettede det, I blev enige om"), is_public=False),
        Phrase(verb="events.promise_answered", text=_("%(who)s svarede på, hvad I blev enige om"), is_public=False),
        Phrase(verb="events.promise_told", text=_("%(who)s fortalte, hvordan det gik"), is_public=False),
        Phrase(verb="events.promise_withdrawn", text=_("%(who)s tog en aftale tilbage"), is_public=False),
        Phrase(verb="events.promise_passed_on", text=_("Den blev sendt videre til en stedfortræder"), is_public=False),
    ],
    confirmables=[
        Confirmable(
            name="event_sign_up",
            verb=actions.sign_up,
            label=_("din tilmelding"),
            text_field="what",
            steps=after_signing_up,
            signs_up=True,
            calendar=calendar_address,
        )
    ],
    schedules=[
        Schedule(name="events.remind", every=timedelta(hours=1), run=letters.remind),
        Schedule(name="events.renew_owners", every=timedelta(hours=24), run=promises.renew_owners),
        Schedule(name="events.forget_guests", every=timedelta(hours=24), run=inviting.forget_guests),
    ],
    owed_answers=[
        OwedAnswers(
            name="meeting_promise",
            label=_("Aftalt på et møde"),
            rows=queries.without_answer,
            waiting=queries.owed_answers,
            pass_on=pass_on,
        )
    ],
    personal_data=[
        PersonalData(
            label=_("Arrangementer og møder, du er med i"),
            export=personal_data.export,
            erase=personal_data.erase,
            doubles=("events.EventSignUp", "events.EventInvitation"),
        )
    ],
    capabilities=[
        Capability(
            id="C61",
            url_name="events:list",
            label=_("Dialogmøde hvert år: dagsorden, referat, og hvem der gør hvad"),
        ),
        Capability(id="C72", url_name="events:list", label=_("Arrangementer og borgermøder med tilmelding uden konto")),
    ],
)
