from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from samspil.ambassadors import actions, letters, queries
from samspil.ambassadors.models import DirectQuestion
from samspil.foundation.hooks import (
    Capability,
    Confirmable,
    Manifest,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
)


def same_theme(request, challenge) -> dict:
    """Whom one may ask about the theme of a challenge. One query."""
    return {"rows": queries.about_theme(challenge.theme, request.viewer), "most": queries.BESIDE}


def who_is_here(request, actor) -> dict:
    """Whom one may ask in a unit or an association. One query."""
    return {"rows": queries.in_actor(actor, request.viewer), "most": queries.BESIDE}


def my_card(request, _actor) -> dict:
    return {"card": queries.card_of(request.viewer)}


def after_asking(question: DirectQuestion) -> list[dict]:
    """What happens with a guest's question."""
    name = question.ambassador.actor.name
    return [
        {"what": _("%(name)s får dit spørgsmål på mail nu.") % {"name": name}},
        {"what": _("Svaret kommer til din mail. Ingen af jer ser den andens adresse.")},
        {"what": _("Vi sletter spørgsmålet her, når det er besvaret, og senest efter 30 dage.")},
    ]


manifest = Manifest(
    navigation=[
        NavigationItem(label=_("Spørg mig"), url_name="ambassadors:list", section="ambassadors", order=30, place="foot")
    ],
    kinds=[
        SubjectKind(kind="ambassador", label=_("Spørg mig"), url_name="ambassadors:page", published=actions.published)
    ],
    panels=[
        Panel(kind="challenge", place="aside", order=50, template="ambassadors/panel_theme.html", context=same_theme),
        Panel(kind="actor", place="aside", order=20, template="ambassadors/panel_actor.html", context=who_is_here),
        Panel(kind="actor", place="me", order=30, template="ambassadors/panel_me.html", context=my_card),
    ],
    phrases=[
        Phrase(verb="ambassadors.volunteered", text=_("%(who)s står nu på Spørg mig"), is_public=False),
        Phrase(verb="ambassadors.edited", text=_("%(who)s rettede sit kort på Spørg mig"), is_public=False),
        Phrase(verb="ambassadors.paused", text=_("%(who)s holder pause på Spørg mig"), is_public=False),
        Phrase(verb="ambassadors.went_on", text=_("%(who)s er på Spørg mig igen"), is_public=False),
        Phrase(verb="ambassadors.renewed", text=_("%(who)s står på Spørg mig et år mere"), is_public=False),
        Phrase(verb="ambassadors.stopped", text=_("%(who)s står ikke længere på Spørg mig"), is_public=False),
        Phrase(verb="ambassadors.ended", text=_("Et kort på Spørg mig nåede sin sidste dag"), is_public=False),
        Phrase(verb="ambassadors.invited", text=_("%(who)s foreslog en at stå på Spørg mig"), is_public=False),
        Phrase(verb="ambassadors.asked", text=_("Nogen stillede et spørgsmål på Spørg mig"), is_public=False),
        Phrase(verb="ambassadors.answered", text=_("Et spørgsmål på Spørg mig fik svar"), is_public=False),
    ],
    confirmables=[
        Confirmable(name="ambassador", verb=actions.volunteer, label=_("dit kort på Spørg mig"), text_field="topics"),
        Confirmable(
            name="direct_question",
            verb=actions.ask,
            label=_("dit spørgsmål"),
            text_field="body",
            steps=after_asking,
        ),
    ],
    schedules=[
        Schedule(name="ambassadors.remind_ending", every=timedelta(hours=24), run=letters.remind_ending),
        Schedule(name="ambassadors.close_over", every=timedelta(hours=24), run=actions.close_over),
        Schedule(name="ambassadors.forget_questions", every=timedelta(hours=24), run=letters.forget_questions),
    ],
    capabilities=[
        Capability(
            id="C38",
            url_name="ambassadors:list",
            label=_("Spørg mig: dem, der selv har meldt sig, hvad man kan spørge om, og til hvornår"),
        )
    ],
    personal_data=[
        PersonalData(label=_("Dit kort og dine spørgsmål på Spørg mig"), export=actions.export, erase=actions.erase)
    ],
)
