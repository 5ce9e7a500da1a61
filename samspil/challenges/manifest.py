from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samspil.challenges import actions, cards, paper, queries
from samspil.challenges.models import Challenge, Perspective
from samspil.foundation.hooks import (
    Badge,
    Capability,
    Confirmable,
    Manifest,
    MatchSource,
    NavigationItem,
    Panel,
    PaperDays,
    PaperSection,
    PersonalData,
    Phrase,
    SubjectKind,
)
from samspil.foundation.models import Theme
from samspil.suggestions.documents import written


def perspective_badges(ids, viewer) -> dict:
    counts = queries.perspective_counts(ids, viewer)
    return {
        pk: ngettext("%(n)d har fortalt, hvad de ser", "%(n)d har fortalt, hvad de ser", n) % {"n": n}
        for pk, n in counts.items()
    }


def beacon_badges(ids, viewer) -> dict:
    return {
        pk: ngettext("%(n)d udfordring styrer efter den", "%(n)d udfordringer styrer efter den", n) % {"n": n}
        for pk, n in queries.beacon_counts(ids, viewer).items()
    }


def steering_by(request, beacon) -> dict:
    return {"rows": cards.rows(queries.steering_by(beacon.pk, request.viewer), request.viewer)}


def about_work(request, _place) -> dict:
    """The challenges of the area of employment, for its own page (C88)."""
    found = queries.challenges(request.viewer, queries.Filters(theme=Theme.EMPLOYMENT))[:6]
    return {"rows": cards.rows(list(found), request.viewer)}


def export(person_id) -> list[dict]:
    challenges = Challenge.objects.filter(author=person_id).select_related("subject")
    perspectives = Perspective.objects.filter(author=person_id).select_related("subject")
    return [
        *(
            {
                "challenge": row.question,
                "first_asked": row.first_question,
                "text": row.description,
                "today": row.today,
                "place": row.subject.place,
                "at": row.subject.created_at.isoformat(),
            }
            for row in challenges
        ),
        *({"perspective": row.body, "at": row.subject.created_at.isoformat()} for row in perspectives),
    ]


manifest = Manifest(
    navigation=[NavigationItem(label=_("Udfordringer"), url_name="challenges:list", section="challenges", order=10)],
    kinds=[
        SubjectKind(
            kind="challenge",
            label=_("Udfordring"),
            url_name="challenges:page",
            may_illustrate="challenges.edit",
            may_write="challenges.write_perspective",
        ),
        SubjectKind(kind="perspective", label=_("Det ser vi")),
    ],
    badges=[
        Badge(kind="challenge", order=10, of=perspective_badges),
        Badge(kind="beacon", order=10, of=beacon_badges),
    ],
    panels=[
        Panel(kind="beacon", place="main", order=10, template="challenges/beacon_panel.html", context=steering_by),
        Panel(
            kind="employment", place="main", order=10, template="challenges/panel_employment.html", context=about_work
        ),
    ],
    phrases=[
        Phrase(verb="challenges.raised", text=_("%(who)s rejste udfordringen")),
        Phrase(verb="challenges.edited", text=_("%(who)s rettede teksten")),
        Phrase(verb="challenges.stage_changed", text=_("%(who)s rykkede udfordringen til et nyt trin"), news="stage"),
        Phrase(verb="challenges.withdrawn", text=_("%(who)s trak udfordringen tilbage")),
        # The wording that was adopted says so in its own line, with its words.
        Phrase(verb="challenges.reworded", text=_("Spørgsmålet blev stillet på en anden måde"), is_public=False),
        Phrase(verb="challenges.perspective_written", text=_("%(who)s skrev under Det ser vi"), news="words"),
        Phrase(verb="challenges.replied", text=_("%(who)s svarede"), news="words"),
        Phrase(verb="challenges.perspective_withdrawn", text=_("%(who)s tog sine ord tilbage"), is_public=False),
    ],
    confirmables=[
        Confirmable(
            name="challenge",
            verb=actions.raise_challenge,
            label=_("din udfordring"),
            text_field="question",
        ),
        Confirmable(
            name="perspective",
            verb=actions.write_perspective,
            label=_("det, du ser"),
            text_field="body",
        ),
    ],
    capabilities=[
        Capability(
            id="C02",
            url_name="challenges:list",
            label=_("Alle på en side ser de samme felter"),
        ),
        Capability(id="C12", url_name="challenges:list", label=_("Udfordringen er det, alt andet hænger på")),
        Capability(id="C13", url_name="challenges:raise", label=_("Et venligt vink, når spørgsmålet rummer sit svar")),
        Capability(
            id="C44",
            url_name="challenges:raise",
            label=_("Enheder og medarbejdere rejser selv udfordringer, og en mødeleder holder siden"),
        ),
        Capability(
            id="C06",
            url_name="challenges:list",
            label=_("Kommunen indkalder. At den også leverer, skal nogen have aftalt"),
        ),
    ],
    paper_sections=[
        PaperSection(kind="challenge", order=10, label=_("Hvem gør hvad"), of=paper.chain),
        PaperSection(kind="challenge", order=40, label=_("Det ser vi"), of=paper.perspectives),
        PaperSection(kind="challenge", order=90, label=_("Det er sket"), of=paper.happenings),
    ],
    paper_days=[PaperDays(kind="challenge", of=paper.days)],
    match_sources=[MatchSource(kind="challenge", documents=partial(written, Challenge, ("description", "today")))],
    personal_data=[
        PersonalData(
            label=_("Det, du har skrevet om udfordringer"),
            export=export,
            erase=actions.erase,
            doubles=("challenges.ChainLink",),
        )
    ],
)
