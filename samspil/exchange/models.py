"""A file on its way in: the run, its rows, what a source's columns mean, and where each thing came from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Contribution
from samspil.foundation import clock
from samspil.foundation.models import Theme
from samspil.resources.models import Resource, ResourceKind

SOURCE_LENGTH = 100
KEPT_DAYS = 30  # the file and its rows, after the last thing that happened to them


class FileFormat(models.TextChoices):
    CSV = "csv", _("CSV")
    XLSX = "xlsx", _("Regneark (XLSX)")
    HSDS = "hsds", _("HSDS (JSON)")
    ICS = "ics", _("Kalender (iCal)")


class RunState(models.TextChoices):
    """Each state is either waiting for a person (columns, ready) or for the worker (reading, checking, writing)."""

    READING = "reading", _("Vi læser filen")
    COLUMNS = "columns", _("Vælg kolonner")
    CHECKING = "checking", _("Vi ser rækkerne efter")
    READY = "ready", _("Klar til at blive lagt ind")
    WRITING = "writing", _("Vi lægger rækkerne ind")
    DONE = "done", _("Lagt ind")
    FAILED = "failed", _("Kunne ikke læses")
    CANCELLED = "cancelled", _("Stoppet")


WORKING = (RunState.READING, RunState.CHECKING, RunState.WRITING)
OVER = (RunState.DONE, RunState.FAILED, RunState.CANCELLED)


class RowPlan(models.TextChoices):
    """What will happen, or has happened, to a row."""

    WAITING = "waiting", _("Ikke set på endnu")
    NEW = "new", _("Ny")
    CHANGED = "changed", _("Rettet i filen")
    UNCHANGED = "unchanged", _("Uændret")
    TWIN = "twin", _("Findes måske allerede")
    WRONG = "wrong", _("Med fejl")


class TwinChoice(models.TextChoices):
    """What a person said about a row that may stand here already. Unsaid, the row is left out."""

    LEAVE = "leave", _("Spring den over")
    SAME = "same", _("Det er den samme. Ret den")
    ANOTHER = "another", _("Det er en anden. Læg den ind")


class ImportSource(models.Model):
    """Where files come from again and again, and what their columns meant last time."""

    name = models.CharField(max_length=SOURCE_LENGTH)
    provider = models.ForeignKey(Actor, models.CASCADE, null=True, blank=True, related_name="+")
    columns = models.JSONField(default=dict)  # heading -> field
    kind = models.CharField(max_length=16, choices=ResourceKind, default=ResourceKind.ACTIVITY)
    theme = models.CharField(max_length=20, choices=Theme, default=Theme.COMMUNITY)

    class Meta:
        constraints = [
            # Two, because SQLite counts no provider as another provider every time.
            models.UniqueConstraint(fields=["name", "provider"], name="import_source_once"),
            models.UniqueConstraint(fields=["name"], condition=Q(provider=None), name="import_source_once_for_all"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What things from it carry as their source: an association's never meets another's of the same name."""
        return f"{self.provider.name}: {self.name}"[:200] if self.provider else self.name


class ImportRun(Contribution):
    """One file somebody wants to bring in. Nothing is written into the directory before they say so.

    ``cursor`` is the last row that the work at hand has dealt with, ``moved_at`` when it last moved: a worker that was
    killed is followed by another, which goes on from there. ``file`` is empty once it is read, and the rows go when
    they have been kept for a while; the counts stay.
    """

    source = models.ForeignKey(ImportSource, models.CASCADE, related_name="runs")
    state = models.CharField(max_length=10, choices=RunState, default=RunState.READING)
    format = models.CharField(max_length=4, choices=FileFormat)
    file_name = models.CharField(max_length=150)
    file = models.BinaryField(null=True)
    headers = models.JSONField(default=list)
    columns = models.JSONField(default=dict)  # heading's place -> field
    row_count = models.PositiveIntegerField(default=0)
    cursor = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)  # plan -> rows
    gone_count = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField(default=clock.now, editable=False)
    moved_at = models.DateTimeField(default=clock.now, db_index=True)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.file_name

    @property
    def provider(self) -> Actor | None:
        return self.source.provider

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def percent(self) -> int:
        return min(100, 100 * self.cursor // self.row_count) if self.row_count else 0


class ImportRow(models.Model):
    """A row of the file: ``cells`` as written, ``values`` as understood, ``problems`` by field.

    ``resource`` is what stands here already, or what the row became; ``done`` once it is written.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()  # 1, 2, 3 among the rows
    number = models.PositiveIntegerField()  # as the reader sees it in the file
    cells = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    problems = models.JSONField(default=list)  # {field, message, written}
    changes = models.JSONField(default=list)  # names of fields that differ from last time
    external_id = models.CharField(max_length=120, blank=True)
    plan = models.CharField(max_length=9, choices=RowPlan, default=RowPlan.WAITING)
    choice = models.CharField(max_length=7, choices=TwinChoice, blank=True)
    resource = models.ForeignKey(Resource, models.SET_NULL, null=True, blank=True, related_name="+")
    done = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="import_row_once")]
        indexes = [
            models.Index(fields=["run", "plan", "position"], name="import_row_plan"),
            models.Index(fields=["run", "external_id"], name="import_row_known"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.number}"


class Origin(models.Model):
    """Which row of which source a resource came from, and what stood there last time.

    Only a fingerprint of each field is kept: enough to see which ones the source has changed, so that what somebody
    edited here since stays as they wrote it.
    """

    source = models.ForeignKey(ImportSource, models.CASCADE, related_name="origins")
    external_id = models.CharField(max_length=120)
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="origins")
    fingerprints = models.JSONField(default=dict)  # field -> digest
    seen_on = models.DateField(default=clock.today)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="import_origin_once")]

    def __str__(self) -> str:
        return f"{self.source}: {self.external_id}"
