from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import (
    Capability,
    Manifest,
    NavigationItem,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
)
from samspil.meetings.actions import erase
from samspil.meetings.models import Meeting
from samspil.meetings.notes import forget_notes


def export(person_id) -> list[dict]:
    """The meetings a person chaired, and what they saw to. Notes have no author: there is nothing to give."""
    chaired = Meeting.objects.filter(chair=person_id).order_by("pk")
    tried = Meeting.objects.filter(tries_who=person_id).order_by("pk")
    return [
        *({"chaired": row.title, "at": row.starts_at.isoformat()} for row in chaired),
        *({"sees_to": row.tries, "looked_at": row.tries_on.isoformat()} for row in tried if row.tries_on),
    ]


manifest = Manifest(
    navigation=[
        NavigationItem(label=_("Personalemøder"), url_name="meetings:list", section="meetings", order=20, place="foot")
    ],
    kinds=[
        SubjectKind(kind="meeting", label=_("Personalemøde"), url_name="meetings:page", is_searchable=False),
    ],
    phrases=[
        Phrase(verb="meetings.planned", text=_("%(who)s planlagde mødet: %(title)s")),
        Phrase(verb="meetings.edited", text=_("%(who)s rettede mødet: %(title)s")),
        Phrase(verb="meetings.cancelled", text=_("%(who)s aflyste mødet: %(title)s")),
        Phrase(verb="meetings.agenda_set", text=_("%(who)s valgte idéer til mødet"), is_public=False),
        Phrase(verb="meetings.opened", text=_("Mødet begyndte: %(title)s")),
        Phrase(verb="meetings.note_written", text=_("Nogen skrev en seddel"), is_public=False),
        Phrase(verb="meetings.notes_taken", text=_("%(who)s skrev sedler ind"), is_public=False),
        Phrase(verb="meetings.notes_released", text=_("%(who)s viste sedler"), is_public=False),
        Phrase(verb="meetings.notes_hidden", text=_("%(who)s skjulte sedler"), is_public=False),
        Phrase(verb="meetings.release_set", text=_("%(who)s valgte, hvordan sedler bliver vist"), is_public=False),
        Phrase(verb="meetings.notes_grouped", text=_("%(who)s samlede sedler"), is_public=False),
        Phrase(verb="meetings.notes_merged", text=_("%(who)s slog ens sedler sammen"), is_public=False),
        Phrase(verb="meetings.idea_made", text=_("En seddel blev til en idé på mødet: %(title)s")),
        Phrase(verb="meetings.challenge_made", text=_("En seddel blev til en udfordring på mødet: %(title)s")),
        Phrase(verb="meetings.tries_set", text=_("Mødet valgte noget, I prøver: %(title)s")),
        Phrase(verb="meetings.ended", text=_("Mødet sluttede: %(title)s")),
    ],
    schedules=[Schedule(name="meetings.forget_notes", every=timedelta(hours=24), run=forget_notes)],
    capabilities=[
        Capability(
            id="C39", url_name="meetings:list", label=_("Idéer kommer fra personalemødet og vender tilbage til det")
        ),
    ],
    personal_data=[PersonalData(label=_("Dine personalemøder"), export=export, erase=erase)],
)
