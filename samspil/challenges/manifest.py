from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samspil.challenges import actions, queries
from samspil.challenges.models import Challenge, Perspective
from samspil.foundation.hooks import (
    Badge,
    Capability,
    Confirmable,
    Manifest,
    NavigationItem,
    PersonalData,
    Phrase,
    SubjectKind,
)


def perspective_badges(ids, viewer) -> dict:
    counts = queries.perspective_counts(ids, viewer)
    return {
        pk: ngettext("%(n)d har fortalt, hvad de ser", "%(n)d har fortalt, hvad de ser", n) % {"n": n}
        for pk, n in counts.items()
    }


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
        SubjectKind(kind="challenge", label=_("Udfordring"), url_name="challenges:page"),
        SubjectKind(kind="perspective", label=_("Det ser vi")),
    ],
    badges=[Badge(kind="challenge", order=10, of=perspective_badges)],
    phrases=[
        Phrase(verb="challenges.raised", text=_("%(who)s rejste udfordringen")),
        Phrase(verb="challenges.edited", text=_("%(who)s rettede teksten")),
        Phrase(verb="challenges.stage_changed", text=_("%(who)s rykkede udfordringen til et nyt trin")),
        Phrase(verb="challenges.withdrawn", text=_("%(who)s trak udfordringen tilbage")),
        Phrase(verb="challenges.host_appointed", text=_("Siden fik en mødeleder")),
        Phrase(verb="challenges.perspective_written", text=_("%(who)s skrev under Det ser vi")),
        Phrase(verb="challenges.replied", text=_("%(who)s svarede")),
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
        Capability(
            id="C44",
            url_name="challenges:raise",
            label=_("Enheder og medarbejdere rejser selv udfordringer, og en mødeleder holder siden"),
        ),
    ],
    personal_data=[PersonalData(label=_("Det, du har skrevet om udfordringer"), export=export)],
)
