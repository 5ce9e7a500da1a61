from datetime import timedelta

from django.utils.translation import gettext_lazy as _

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
from samspil.support import actions, queries
from samspil.support.models import HelpRequest


def help_beside(request, about) -> dict:
    """The help that was asked for about a page. One query."""
    return {"rows": queries.beside(about.subject, request.viewer)}


def my_help(request, _actor) -> dict:
    return {"rows": queries.asked_of_me(request.viewer)}


def pass_on(help_id, deputy_id):
    """Silence is never consent: the installation itself lets the deputy answer."""
    return actions.pass_on_help(by=SYSTEM, help_id=help_id, deputy_id=deputy_id)


def after_asking(wanted: HelpRequest) -> list[dict]:
    """What happens with what a guest asked."""
    is_public = wanted.subject.audience == "public"
    return [
        {"what": _("En koordinator finder den, der bedst kan hjælpe dig.")},
        {"what": _("Du får et svar på mail."), "when": wanted.answer_due},
        {"what": _("Alle kan læse det.") if is_public else _("Kun de ansatte og du kan læse det.")},
        {"what": _("Vil du tage det tilbage? Log ind med et link på mail.")},
    ]


manifest = Manifest(
    navigation=[
        NavigationItem(label=_("Få hjælp"), url_name="support:list", section="support", order=31, place="foot")
    ],
    kinds=[
        SubjectKind(
            kind="help", label=_("Hjælp"), url_name="support:page", name="helprequest", published=actions.published
        )
    ],
    panels=[
        *(
            Panel(kind=kind, place="aside", order=55, template="support/panel_about.html", context=help_beside)
            for kind in queries.ABOUT_KINDS
        ),
        Panel(kind="actor", place="me", order=20, template="support/panel_me.html", context=my_help),
    ],
    phrases=[
        Phrase(verb="support.asked", text=_("%(who)s bad om hjælp")),
        Phrase(verb="support.assigned", text=_("Nogen blev sat på")),
        Phrase(verb="support.taken", text=_("%(who)s tog den")),
        Phrase(verb="support.answered", text=_("%(who)s svarede")),
        Phrase(verb="support.reopened", text=_("%(who)s manglede stadig noget")),
        Phrase(verb="support.closed", text=_("Den blev afsluttet")),
        Phrase(verb="support.passed_on", text=_("Den blev sendt videre til en stedfortræder")),
        Phrase(verb="support.withdrawn", text=_("%(who)s tog sit spørgsmål tilbage"), is_public=False),
        Phrase(verb="support.forgotten", text=_("Et gammelt spørgsmål blev slettet"), is_public=False),
    ],
    confirmables=[
        Confirmable(
            name="help",
            verb=actions.ask_help,
            label=_("det, du beder om hjælp til"),
            text_field="title",
            steps=after_asking,
        )
    ],
    schedules=[Schedule(name="support.forget_old", every=timedelta(hours=24), run=actions.forget_old)],
    owed_answers=[
        OwedAnswers(
            name="help",
            label=_("Svar på hjælp"),
            rows=queries.without_answer,
            waiting=queries.owed_help,
            pass_on=pass_on,
        )
    ],
    capabilities=[
        Capability(
            id="C40",
            url_name="support:list",
            label=_("Bed om viden, hjælp til en ansøgning eller en, der leder mødet. Svaret bliver fulgt til dørs"),
        )
    ],
    personal_data=[
        PersonalData(label=_("Den hjælp, du har bedt om eller givet"), export=actions.export, erase=actions.erase)
    ],
)
