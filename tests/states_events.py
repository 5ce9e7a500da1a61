"""The states of events and meetings, and of those who come."""

from datetime import timedelta

from samspil.events import actions
from samspil.events.models import Event
from samspil.foundation import clock
from tests.events.making import agree, begun, come, facts, letters_to, link_in, make_event, make_meeting, put_on
from tests.factories import make_challenge, make_person, viewer
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state


def wide(w: World, **more) -> Event:
    """A meeting with very long words and everything filled in, made by Kurt about a challenge."""
    challenge = make_challenge(by=w.karen, question=LONG_LINE[:190])
    told = {
        "title": LONG_WORD[:120],
        "body": LONG_TEXT[:1900],
        "for_whom": LONG_WORD,
        "place": LONG_WORD[:120],
        "address": LONG_WORD,
        "access": ["step_free", "hearing_loop", "child_care", "interpreter", "transport"],
        "access_note": LONG_WORD,
        "price": LONG_WORD,
        "theme": "older",
        "online_url": "https://moede.example/" + "a" * 120,
        "places": 3,
        **more,
    }
    return make_meeting(by=w.kurt, origin_id=challenge.pk, **told)


def with_agenda(event: Event) -> Event:
    put_on(event, title=LONG_WORD, text=LONG_TEXT[:900], minutes=200)
    put_on(event, title="", about_id=event.origin_id, minutes=10)
    actions.publish_agenda(by=viewer(event.author), event_id=event.pk)
    return event


def done(w: World) -> Event:
    """Held, with minutes that were mended, one thing done and one that is late."""
    event = with_agenda(wide(w))
    rows = [come(event), come(event)]
    begun(event, 60)
    by = viewer(event.author)
    points = list(event.points.order_by("position"))
    with w.days_ago(50):
        actions.write_minutes(by=by, event_id=event.pk, notes={str(points[0].pk): LONG_TEXT[:900]}, attended=9)
        due = clock.today() + timedelta(days=20)
        for row, point in zip(rows, points, strict=True):
            made = agree(event, row.person.actor, what=LONG_WORD, due_on=due, point_id=point.pk)
            actions.answer_promise(by=viewer(row.person), promise_id=made.pk, answer="yes")
        agree(event, w.kurt.memberships.get().actor, due_on=due)
        actions.report_promise(by=viewer(rows[1].person), promise_id=made.pk, outcome="done", word=LONG_TEXT[:400])
        actions.publish_minutes(by=by, event_id=event.pk)
    actions.write_minutes(by=by, event_id=event.pk, notes={str(points[0].pk): LONG_WORD}, attended=9)
    return Event.objects.get(pk=event.pk)


@state("events/list.html", "filled, for one who hosts")
def _(w):
    come(wide(w), people=3)
    make_event(by=w.kurt, needs_sign_up=False)
    cancelled = make_event(by=w.kurt)
    actions.cancel_event(by=viewer(w.kurt), event_id=cancelled.pk)
    return w.get("events:list", by=w.kurt)


@state("events/list.html", "nothing fits")
def _(w):
    return w.get("events:list", query="?q=zebra")


@state("events/page.html", "very long words, with an agenda and what was agreed last time, for its host")
def _(w):
    event = with_agenda(wide(w, follows_id=str(done(w).pk)))
    come(event, people=3)
    come(event, by=w.kurt)
    return w.get("events:page", event.pk, by=w.kurt)


@state("events/page.html", "held, with minutes, for a visitor")
def _(w):
    return w.get("events:page", done(w).pk)


@state("events/make.html", "wrong")
def _(w):
    return w.post("events:make", by=w.kurt, data={"title": "", "body": CPR, "places": "0", "starts": "25"})


@state("events/edit.html", "overtaken", status=409)
def _(w):
    event = make_event(by=w.kurt)
    actions.edit_event(by=viewer(w.kurt), event_id=event.pk, title="En andens titel")
    data = {
        **facts(title=LONG_WORD, first_on=str(clock.today() + timedelta(days=20)), needs_sign_up="on"),
        "audience": "public",
        "expected_version": "1",
    }
    return w.post("events:edit", event.pk, by=w.kurt, data=data)


@state("events/cancel.html", "a number in the reason")
def _(w):
    return w.post("events:cancel", wide(w).pk, by=w.kurt, data={"why": CPR})


@state("events/sure.html", "it was held", status=409)
def _(w):
    return w.post("events:withdraw", begun(make_event(by=w.kurt)).pk, by=w.kurt)


@state("events/poster.html", "very long words, A5")
def _(w):
    return w.get("events:poster", wide(w).pk, query="?ark=a5")


@state("events/sign_up.html", "a guest, full, wrong")
def _(w):
    event = wide(w)
    come(event, people=3)
    return w.post("events:sign-up", event.pk, data={"people": "99", "guest_email": "x"})


@state("events/shut.html", "over", status=409)
def _(w):
    return w.get("events:sign-up", begun(make_event(title=LONG_WORD[:120])).pk)


@state("events/own.html", "by the link in the letter, with a suggestion that went wrong")
def _(w):
    event, guest = wide(w), make_person()
    come(event, by=guest, people=2)
    actions.suggest_point(by=viewer(guest), event_id=event.pk, title=LONG_WORD)
    path = link_in(letters_to(guest)[-1], "arrangementer/l/")
    return w.client().post(path, {"hvad": "punkt", "title": "", "text": CPR})


@state("events/invitation.html", "very long words")
def _(w):
    event = wide(w)
    actions.invite_to_event(
        by=viewer(w.kurt), event_id=event.pk, circles=["guests"], guests=f"{LONG_WORD[:60]}, g@post.example"
    )
    return w.client().get(w.letter("g@post.example"))


@state("events/who_comes.html", "some come, one waits, and a wrong word")
def _(w):
    event = wide(w)
    come(event, by=make_person(LONG_WORD[:100]), people=2, shares_contact=True)
    come(event, people=3)
    return w.post("events:write", event.pk, by=w.kurt, data={"words": CPR})


@state("events/door_list.html", "very long names")
def _(w):
    event = wide(w)
    come(event, by=make_person(LONG_WORD[:100]), people=2)
    return w.get("events:door-list", event.pk, by=w.kurt)


@state("events/meeting.html", "too much on the agenda, a suggestion, and a point that went wrong")
def _(w):
    event, guest = with_agenda(wide(w)), make_person()
    come(event, by=guest)
    actions.suggest_point(by=viewer(guest), event_id=event.pk, title=LONG_WORD, text=LONG_TEXT[:500])
    return w.post("events:meeting", event.pk, by=w.kurt, data={"title": CPR, "minutes": "9999"})


@state("events/invite.html", "what will be sent, with names")
def _(w):
    event = wide(w)
    data = {"circles": ["chairs", "guests"], "guests": f"{LONG_WORD[:70]}, g@post.example", "vis": "1"}
    make_person(LONG_WORD[:90], member_of=w.anglers)
    return w.post("events:invite", event.pk, by=w.kurt, data=data)


@state("events/edit_part.html", "overtaken", status=409)
def _(w):
    event = wide(w)
    point = put_on(event, title=LONG_WORD)
    actions.edit_point(by=viewer(w.kurt), point_id=point.pk, title="En andens")
    data = {"title": "Mit", "minutes": "9", "expected_version": "1"}
    return w.post("events:edit-point", point.pk, by=w.kurt, data=data)


@state("events/write_minutes.html", "wrong")
def _(w):
    event = begun(with_agenda(wide(w)))
    point = event.points.first()
    return w.post("events:minutes", event.pk, by=w.kurt, data={f"notes-{point.pk}": CPR, "attended": "-5"})


@state("events/own.html", "what one suggested, and nobody answered")
def _(w):
    event, guest = wide(w), make_person()
    row = come(event, by=guest)
    for title in (LONG_WORD, "Flere bænke"):
        actions.suggest_point(by=viewer(guest), event_id=event.pk, title=title)
    point = put_on(event)
    begun(event)
    actions.write_minutes(by=viewer(w.kurt), event_id=event.pk, notes={str(point.pk): LONG_TEXT[:300]})
    actions.publish_minutes(by=viewer(w.kurt), event_id=event.pk)
    return w.get("events:own", row.pk, by=guest)


@state("events/agreed.html", "minutes to be published, and a suggestion nobody answered")
def _(w):
    event, guest = wide(w), make_person()
    come(event, by=guest)
    actions.suggest_point(by=viewer(guest), event_id=event.pk, title=LONG_WORD)
    point = put_on(event)
    begun(event)
    actions.write_minutes(by=viewer(w.kurt), event_id=event.pk, notes={str(point.pk): LONG_TEXT[:300]})
    return w.get("events:agreed", event.pk, by=w.kurt)


@state("events/agreed.html", "one of each, and one that went wrong")
def _(w):
    return w.post("events:agreed", done(w).pk, by=w.kurt, data={"what": CPR, "due_on": "2001-01-01"})


@state("events/promise.html", "the owner has no words for why not")
def _(w):
    event = done(w)
    row = event.promises.filter(state="promised").select_related("person").first()
    return w.post("events:promise", row.pk, by=row.person, data={"svar": "not_done"})


@state("events/corrections.html", "mended")
def _(w):
    return w.get("events:corrections", done(w).pk)


@state("events/agenda_paper.html", "very long words")
def _(w):
    return w.get("events:agenda-paper", with_agenda(wide(w)).pk)


@state("events/minutes_paper.html", "very long words")
def _(w):
    return w.get("events:minutes-paper", done(w).pk)


@state("challenges/page.html", "with a meeting about it")
def _(w):
    return w.get("challenges:page", wide(w).origin_id)
