from datetime import timedelta

import rules
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import (
    Capability,
    Confirmable,
    Manifest,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    Schedule,
)
from samspil.tasks import times
from samspil.volunteers import actions, letters, personal_data, queries, upkeep
from samspil.volunteers.views import after_saving


def way_to_people(request, task) -> dict:
    """For those who may ask people to the task. No query."""
    return {"may_ask": rules.has_perm("volunteers.ask", request.viewer, task)}


def mine(request, _actor) -> dict:
    """One's own profile, what one was asked, and the associations that want to be left alone."""
    viewer = request.viewer
    return {
        "profile": queries.own_profile(viewer),
        "asks": [(row, times.task_in_words(row.task)) for row in queries.open_asks(viewer) if not row.is_answered],
        "silences": queries.silences_of(viewer),
        "coordinates": rules.has_perm("volunteers.see_all", viewer),
    }


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Vil du gerne spørges?"),
            url_name="volunteers:profile",
            section="volunteers",
            order=26,
            place="volunteers",
        )
    ],
    panels=[
        Panel(kind="task", place="action", order=20, template="volunteers/panel_task.html", context=way_to_people),
        Panel(kind="actor", place="me", order=22, template="volunteers/panel_me.html", context=mine),
    ],
    phrases=[
        # Who likes to be asked, who was asked and what they answered is nobody else's business.
        Phrase(verb="volunteers.profile_saved", text=_("%(who)s vil gerne spørges"), is_public=False),
        Phrase(verb="volunteers.profile_rested", text=_("%(who)s vil ikke spørges lige nu"), is_public=False),
        Phrase(verb="volunteers.profile_kept", text=_("%(who)s vil stadig gerne spørges"), is_public=False),
        Phrase(verb="volunteers.profile_deleted", text=_("%(who)s slettede sin profil"), is_public=False),
        Phrase(verb="volunteers.profile_lapsed", text=_("En profil, ingen brugte, blev slettet"), is_public=False),
        Phrase(verb="volunteers.asked", text=_("%(who)s spurgte nogen: %(title)s"), is_public=False),
        Phrase(verb="volunteers.answered", text=_("En, der blev spurgt, svarede"), is_public=False),
        Phrase(verb="volunteers.silence_broken", text=_("%(title)s vil gerne spørges igen"), is_public=False),
    ],
    confirmables=[
        Confirmable(
            name="volunteer_profile",
            verb=actions.save_profile,
            label=_("din profil"),
            text_field="can",
            steps=after_saving,
        )
    ],
    schedules=[
        Schedule(name="volunteers.write", every=timedelta(hours=1), run=letters.write_what_waits),
        Schedule(name="volunteers.clean_up", every=timedelta(hours=24), run=upkeep.clean_up),
    ],
    capabilities=[
        Capability(
            id="C16",
            url_name="tasks:list",
            label=_("Hvem kunne spørges? Forslag til hver opgave, med grunde og det, der mangler"),
        ),
        Capability(
            id="C64",
            url_name="volunteers:profile",
            label=_("Opgaver bliver holdt op mod mennesker, foreninger og virksomheder"),
        ),
        Capability(
            id="C66",
            url_name="volunteers:profile",
            label=_("Det, du selv har prøvet: kun hvis du skriver det, og kun for dem, du vælger"),
        ),
        Capability(
            id="C70",
            url_name="volunteers:profile",
            label=_("En profil er frivillig. Ét felt er nok, og du kan slette den igen"),
        ),
    ],
    personal_data=[
        PersonalData(
            label=_("Din profil som frivillig, og det, du er spurgt om"),
            export=personal_data.export,
            erase=personal_data.erase,
            doubles=("volunteers.Profile", "volunteers.Ask", "volunteers.Silence"),
        )
    ],
)
