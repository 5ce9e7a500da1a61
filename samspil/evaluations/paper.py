"""What evaluations bring to the paper of a challenge: what came of it, in figures and in the users' own words."""

from typing import Any

from django.utils.translation import gettext as _

from samspil.evaluations.models import Evaluation, UserVoice
from samspil.evaluations.queries import MOST_VOICES
from samspil.foundation.hooks import PaperItem
from samspil.foundation.viewer import Viewer
from samspil.indicators.queries import small_by_now, thawed

MOST = 50


def evaluated(about: Any, viewer: Viewer) -> list[PaperItem]:
    """The completed evaluations below a challenge. Three queries."""
    rows = Evaluation.objects.visible_to(viewer).filter(
        subject__root=about.subject.root_id, completed_at__isnull=False, withdrawn_at=None
    )
    found = list(rows.select_related("subject", "about", "actor").order_by("completed_at")[:MOST])
    voices = UserVoice.objects.visible_to(viewer).filter(evaluation__in=found, withdrawn_at=None).order_by("pk")
    by_evaluation: dict[Any, list[UserVoice]] = {row.pk: [] for row in found}
    for said in voices[:MOST_VOICES]:
        by_evaluation[said.evaluation_id].append(said)
    small = small_by_now(row.figures for row in found)
    return [item(row, by_evaluation[row.pk], small) for row in found]


def item(row: Evaluation, voices: list[UserVoice], small: set[int]) -> PaperItem:
    texts = [
        (_("Bedre løsninger"), row.gain_solutions),
        (_("Mere opbakning"), row.gain_legitimacy),
        (_("Mere velfærd for de samme penge"), row.gain_welfare),
        (_("Mellem bruger, pårørende og personale"), row.relation),
        (_("Ved siden af"), row.side_effects),
        (_("Det overraskede"), row.surprise),
        (_("Læren"), row.lesson),
    ]
    figures = [
        (figure.name, _("før %(before)s, nu %(after)s (%(unit)s)") % shown)
        for figure in thawed(row.figures, row.pk, small)
        if figure.is_measured
        for shown in [{"before": figure.before_shown, "after": figure.after_shown, "unit": figure.unit}]
    ]
    return PaperItem(
        title=row.name,
        text=row.what_happened,
        who=row.speaker,
        when=row.completed_at,
        language=row.subject.language,
        facts=tuple((label, text) for label, text in [*figures, *texts] if text),
        parts=tuple(
            PaperItem(sort=_("Brugernes stemme"), text=said.text, who=said.speaks, note=said.get_kind_display())
            for said in voices
        ),
    )
