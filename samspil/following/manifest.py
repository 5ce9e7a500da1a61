from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Unit
from samspil.actors.queries import viewer_by_id
from samspil.following.digests import send_digests
from samspil.following.letters import resume
from samspil.following.models import Announcement, Follow, Preference, Told
from samspil.following.queries import follows
from samspil.following.reminders import remind_owed
from samspil.foundation.hooks import Manifest, Panel, PersonalData, Phrase, Schedule


def follow_button(request, about) -> dict:
    return {"is_following": follows(request.viewer, about.subject)}


def export(person_id) -> list[dict]:
    """What the person follows, without its title where it is hidden or not theirs to read; and what they chose."""
    viewer = viewer_by_id(person_id)
    rows = Follow.objects.filter(person=person_id).select_related("subject")
    return [
        *(
            {"title": row.subject.title if row.subject.readable_by(viewer) else "", "since": row.since.isoformat()}
            for row in rows
        ),
        *(
            {"news": row.get_news_display(), "pace": row.get_pace_display()}
            for row in Preference.objects.filter(person=person_id)
        ),
        *({"news": row.get_news_display(), "told": row.until} for row in Told.objects.filter(person=person_id)),
    ]


def erase(person_id) -> None:
    """All of it is about the person alone; nobody builds on what somebody follows."""
    for model in (Follow, Preference, Told):
        model.objects.filter(person=person_id).delete()
    Announcement.objects.filter(but_not=person_id).update(but_not=None)
    Unit.objects.filter(deputy=person_id).update(deputy=None)


manifest = Manifest(
    panels=[
        Panel(kind=kind, place="aside", order=80, template="following/panel.html", context=follow_button)
        for kind in ("award_round", "challenge", "proposal", "myth", "practice", "resource", "technology")
    ],
    phrases=[
        Phrase(verb="following.followed", text=_("%(who)s følger med"), is_public=False),
        Phrase(verb="following.unfollowed", text=_("%(who)s følger ikke længere med"), is_public=False),
        Phrase(verb="following.news_chosen", text=_("%(who)s valgte, hvor tit der kommer mails"), is_public=False),
        Phrase(verb="following.digest_stopped", text=_("%(who)s meldte de samlede mails fra"), is_public=False),
    ],
    schedules=[
        Schedule(name="following.resume", every=timedelta(minutes=10), run=resume),
        Schedule(name="following.send_digests", every=timedelta(hours=1), run=send_digests),
        Schedule(name="following.remind_owed", every=timedelta(hours=1), run=remind_owed),
    ],
    personal_data=[
        PersonalData(
            label=_("Det, du følger"),
            export=export,
            erase=erase,
            doubles=("following.Follow", "following.Preference", "following.Told"),
        )
    ],
)
