from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import viewer_by_id
from samspil.following.models import Follow
from samspil.following.queries import follows
from samspil.foundation.hooks import Manifest, Panel, PersonalData, Phrase


def follow_button(request, about) -> dict:
    return {"is_following": follows(request.viewer, about.subject)}


def export(person_id) -> list[dict]:
    """What the person follows; without its title where it is hidden now, or no longer theirs to read."""
    viewer = viewer_by_id(person_id)
    rows = Follow.objects.filter(person=person_id).select_related("subject")
    return [
        {"title": row.subject.title if row.subject.readable_by(viewer) else "", "since": row.since.isoformat()}
        for row in rows
    ]


manifest = Manifest(
    panels=[
        Panel(kind=kind, place="aside", order=80, template="following/panel.html", context=follow_button)
        for kind in ("challenge", "proposal")
    ],
    phrases=[
        Phrase(verb="following.followed", text=_("%(who)s følger med"), is_public=False),
        Phrase(verb="following.unfollowed", text=_("%(who)s følger ikke længere med"), is_public=False),
    ],
    personal_data=[PersonalData(label=_("Det, du følger"), export=export)],
)
