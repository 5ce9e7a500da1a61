"""The verbs of an import: bring a file, say what its columns and twins are, and only then let it in."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import Actor
from samspil.actors.queries import holders_of
from samspil.exchange import queries
from samspil.exchange.checking import kept_cell
from samspil.exchange.columns import LABELS
from samspil.exchange.models import (
    SOURCE_LENGTH,
    FileFormat,
    ImportRow,
    ImportRun,
    ImportSource,
    RowPlan,
    RunState,
    TwinChoice,
)
from samspil.exchange.reading import open_table
from samspil.exchange.running import to_write, work
from samspil.foundation import clock, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, Theme, bump
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.resources.models import ResourceKind


@dataclass(frozen=True)
class Upload:
    """A file as it came. As text it is its digest, so that a second press is known without keeping the file."""

    name: str
    data: bytes

    @cached_property
    def format(self) -> FileFormat:
        """What sort of list it is. Asked by the form: looking into a large sheet takes seconds, and inside the verb's
        transaction nobody else could write meanwhile. Raises: ValidationError.
        """
        return open_table(self.data).format

    def __str__(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@verb(ImportRun)
def upload_file(*, by: Viewer, file: Upload, source: str, speaks_as: UUID | str | None = None) -> ImportRun:
    """Bring a file from ``source``. An association's speaker names it in ``speaks_as``, and brings its own things only.

    Nothing is written into the directory. Raises: Refused, ValidationError.
    """
    provider = Actor.objects.filter(pk=as_uuid(speaks_as)).first() if speaks_as else None
    require("exchange.bring", by, provider)
    voice = voice_of(by, speaks_as=speaks_as)
    source = clean_line(source)
    guard(source=source)
    if not source or len(source) > SOURCE_LENGTH:
        raise ValidationError({"source": [_("Skriv, hvor filen kommer fra. Højst %d tegn.") % SOURCE_LENGTH]})
    if len(file.data) > settings.IMPORT_BYTES:
        most = settings.IMPORT_BYTES // 1024 // 1024
        raise ValidationError({"file": [_("Filen fylder over %d MB. Del den op i flere, og prøv igen.") % most]})
    try:
        format_ = file.format
    except ValidationError as problem:
        raise ValidationError({"file": problem.messages}) from problem
    known, _new = ImportSource.objects.get_or_create(name=source, provider=provider)
    run = ImportRun(
        source=known,
        format=format_,
        file_name=kept_cell(clean_line(file.name))[:150] or source,
        file=file.data,
        **voice.fields(),
    )
    # Whoever brought it, and those who may go on with it when that person is away.
    keepers = (*holders_of("coordinator"), *holders_of("administrator"))
    readers = {by.known_id, *(person.pk for person in keepers)}
    run.subject = subjects.create(
        "import_run",
        title=f"{known.name}: {run.file_name}"[:200],
        by=voice.author.pk,
        audience=Audience.NAMED,
        readers=readers if provider is None else {by.known_id, provider.pk},
        is_searchable=False,
    )
    run.save(force_insert=True)
    journal("exchange.uploaded", run.subject, by=by, actor=voice.actor.pk, payload={"format": run.format})
    work.enqueue(str(run.pk))
    return run


def in_state(run: ImportRun, *states: RunState) -> None:
    """Raises: ValidationError when the run has moved on since the page was opened."""
    if run.state not in states:
        raise ValidationError(_("Importen er kommet videre, siden du åbnede siden. Her er, hvor den er nu."))


@verb(ImportRun)
def choose_columns(*, by: Viewer, run_id: UUID | str, columns: dict[str, str], kind: str, theme: str) -> ImportRun:
    """Say which field each column holds (place of the heading -> field), and what holds where the file says nothing.

    It is remembered for the source. Raises: NotFound, Refused, ValidationError.
    """
    run = find(ImportRun, run_id, by, related=queries.RELATED, lock=True)
    require("exchange.go_on", by, run)
    in_state(run, RunState.COLUMNS, RunState.READY)
    chosen = {place: field for place, field in columns.items() if field}
    if set(chosen.values()) - set(LABELS) or not all(
        place.isdigit() and int(place) < len(run.headers) for place in chosen
    ):
        raise ValidationError(_("Vælg en af mulighederne på listen."))
    for place, field in chosen.items():
        if list(chosen.values()).count(field) > 1:
            message = _("Du har valgt “%s” til flere kolonner. Vælg kun den rigtige.") % LABELS[field]
            raise ValidationError({f"column_{place}": [message]})
    if "title" not in chosen.values():
        raise ValidationError(_("Vælg den kolonne, der holder navnet."))
    if kind not in ResourceKind.values or theme not in Theme.values:
        raise ValidationError({"kind": [_("Vælg en af mulighederne på listen.")]})
    source = run.source
    source.kind, source.theme = kind, theme
    source.columns = {**source.columns, **{header: chosen.get(str(at), "") for at, header in enumerate(run.headers)}}
    source.save()
    run.columns, run.state, run.cursor, run.moved_at = chosen, RunState.CHECKING, 0, clock.now()
    run.save(update_fields=["columns", "state", "cursor", "moved_at"])
    bump(run.subject)
    journal("exchange.columns_chosen", run.subject, by=by)
    work.enqueue(str(run.pk))
    return run


@verb(ImportRun)
def choose_twins(*, by: Viewer, run_id: UUID | str, choices: dict[str, str]) -> ImportRun:
    """Say of rows that may stand here already (key -> choice) what they are.

    Raises: NotFound, Refused, ValidationError.
    """
    run = find(ImportRun, run_id, by, related=queries.RELATED, lock=True)
    require("exchange.go_on", by, run)
    in_state(run, RunState.READY)
    if set(choices.values()) - set(TwinChoice.values) or not all(pk.isdigit() and len(pk) < 19 for pk in choices):
        raise ValidationError(_("Vælg en af mulighederne på listen."))
    for choice in TwinChoice.values:
        keys = [int(pk) for pk, chosen in choices.items() if chosen == choice]
        ImportRow.objects.filter(run=run, plan=RowPlan.TWIN, pk__in=keys).update(choice=choice)
    bump(run.subject)
    journal("exchange.twins_chosen", run.subject, by=by, payload={"rows": len(choices)})
    return run


@verb(ImportRun)
def confirm_import(*, by: Viewer, run_id: UUID | str) -> ImportRun:
    """Let the file in: from now on the worker writes its rows. Raises: NotFound, Refused, ValidationError."""
    run = find(ImportRun, run_id, by, related=queries.RELATED, lock=True)
    require("exchange.go_on", by, run)
    in_state(run, RunState.READY)
    if not to_write(run).exists():
        raise ValidationError(_("Der er intet at lægge ind. Sig først, hvad rækkerne er."))
    run.state, run.cursor, run.moved_at = RunState.WRITING, 0, clock.now()
    run.save(update_fields=["state", "cursor", "moved_at"])
    bump(run.subject)
    journal("exchange.confirmed", run.subject, by=by, payload={"rows": run.row_count})
    work.enqueue(str(run.pk))
    return run


@verb(ImportRun)
def cancel_import(*, by: Viewer, run_id: UUID | str) -> ImportRun:
    """Stop. What is written already stays; the file and its rows are deleted. Raises: NotFound, Refused."""
    run = find(ImportRun, run_id, by, related=queries.RELATED, lock=True)
    require("exchange.go_on", by, run)
    run.state, run.file, run.done_at, run.moved_at = RunState.CANCELLED, None, clock.now(), clock.now()
    run.save(update_fields=["state", "file", "done_at", "moved_at"])
    run.rows.all().delete()
    bump(run.subject)
    journal("exchange.cancelled", run.subject, by=by)
    return run


def erase(person_id: UUID) -> None:
    """The files a person brought, with their rows. The counts stay, and so does what others can read meanwhile."""
    rows = ImportRun.objects.filter(author=person_id)
    ImportRow.objects.filter(run__in=rows.values("pk")).delete()
    for run in rows.select_related("subject").defer("file"):
        subjects.fall_silent(run.subject)
    rows.exclude(done_at__isnull=False).update(state=RunState.CANCELLED, done_at=clock.now())
    rows.update(file=None, file_name="", problem="")
