from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from samspil.exchange.actions import erase
from samspil.exchange.models import ImportRun
from samspil.exchange.running import forget, resume
from samspil.foundation.hooks import Capability, Manifest, PersonalData, Phrase, Schedule, SubjectKind


def export(person_id) -> list[dict]:
    rows = ImportRun.objects.filter(author=person_id).select_related("source").defer("file").order_by("started_at")
    return [
        {"file": row.file_name, "source": row.source.name, "at": row.started_at.isoformat(), "rows": row.row_count}
        for row in rows
    ]


manifest = Manifest(
    kinds=[
        SubjectKind(
            kind="import_run",
            label=_("Hentet fil"),
            url_name="exchange:run",
            is_searchable=False,
            name="importrun",
        )
    ],
    phrases=[
        Phrase(verb="exchange.uploaded", text=_("%(who)s hentede en fil"), is_public=False),
        Phrase(verb="exchange.columns_chosen", text=_("%(who)s valgte kolonner"), is_public=False),
        Phrase(verb="exchange.twins_chosen", text=_("%(who)s sagde, hvad der er det samme"), is_public=False),
        Phrase(verb="exchange.confirmed", text=_("%(who)s lagde filen ind"), is_public=False),
        Phrase(verb="exchange.cancelled", text=_("%(who)s stoppede"), is_public=False),
    ],
    schedules=[
        Schedule(name="exchange.resume", every=timedelta(minutes=2), run=resume),
        Schedule(name="exchange.forget", every=timedelta(hours=24), run=forget),
    ],
    capabilities=[
        Capability(
            id="C62",
            url_name="resources:list",
            label=_("Foreningernes egne lister hentes ind, og det hele kan tages med som filer"),
            is_whole=False,
            note=_("Kortlægningen selv står for sig"),
        )
    ],
    personal_data=[PersonalData(label=_("Filer, du har hentet ind"), export=export, erase=erase)],
)
