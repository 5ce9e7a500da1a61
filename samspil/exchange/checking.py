"""What each row of a file would do: a new thing, a change, nothing, a likely twin, or a mistake. Writes only rows."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samspil.actors.queries import organisations
from samspil.exchange import values
from samspil.exchange.columns import folded
from samspil.exchange.models import ImportRow, ImportRun, Origin, RowPlan
from samspil.foundation.text import find_cpr
from samspil.foundation.viewer import Viewer
from samspil.resources.models import Area, Resource, ResourceStatus, ThemeCode

NO_CPR = "[CPR-nummer fjernet]"  # what is kept of a cell with such a number
# Words that many names hold and that tell no two of them apart.
COMMON = frozenset(["forening", "foreningen", "klub", "klubben", "engbaek", "og", "i", "af", "for", "med", "the"])
# What a column may fill, where that is more than the field of its own name.
FILLS = {
    "days": ("recurrence",),
    "area": ("area_id",),
    "youngest": ("youngest", "oldest"),
    "starts_at": ("starts_at", "ends_at"),
    "provider_name": ("provider_id", "provider_name"),
    "fee": ("fee", "is_free"),
    "external_id": (),
    "contact_visibility": (),
    "kind": (),
    "themes": (),
    "body": (),
}
LISTS = ("access", "languages", "target_groups")
NOTHING = ("area_id", "provider_id", "lat", "lon", "first_on", "starts_at", "ends_at", "capacity", "youngest", "oldest")


def fingerprint(value: Any) -> str:
    said = json.dumps(value if value not in ("", []) else None, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def empty(field: str) -> Any:
    """What a field holds when the file says nothing of it any more."""
    if field in LISTS:
        return []
    return None if field in (*NOTHING, "is_free") else ""


def twin_key(title: str, place: str) -> int:
    """The same for two names that only differ in order, marks and common words, at the same place."""
    words = sorted(set(folded(title).split()) - COMMON) or [folded(title)]
    return hash((" ".join(words), folded(place)))


def own_id(title: str, place: str, provider: str) -> str:
    """What stands for a number where the source gives none: the name, the place and who is behind it."""
    said = "|".join(folded(word) for word in (title, place, provider))
    return f"~{hashlib.sha256(said.encode()).hexdigest()[:24]}"


def filled_by(run: ImportRun) -> set[str]:
    """The fields that the file's columns speak of, whether or not a cell says something."""
    filled = {each for field in run.columns.values() for each in FILLS.get(field, (field,))}
    return filled - {"provider_name"} if run.provider is not None else filled


def prints(row: ImportRow, filled: set[str]) -> dict[str, str]:
    return {field: fingerprint(row.values.get(field)) for field in {*filled, *row.values}}


class Checker:
    """Looks at rows in order. What all rows are held against is fetched once, in a few queries."""

    def __init__(self, run: ImportRun, viewer: Viewer) -> None:
        self.run, self.viewer = run, viewer
        self.fields = {int(place): field for place, field in run.columns.items()}
        codes = ThemeCode.objects.values_list("code", "label", "theme")
        self.known = values.Knowledge(
            areas={folded(name): pk for pk, name in Area.objects.values_list("pk", "name")},
            codes={folded(word): theme for code, label, theme in codes for word in (code, label) if word},
            kind=run.source.kind,
            theme=run.source.theme,
        )
        self.providers: dict[str, str] = {}
        if run.provider is None:
            self.providers = {
                folded(name): str(pk) for pk, name in organisations(viewer).values_list("pk", "name").iterator()
            }
        self.twins = {twin_key(title, place): pk for pk, title, place in self.standing()}
        before = ImportRow.objects.filter(run=run, position__lte=run.cursor).exclude(external_id="")
        self.seen: dict[str, int] = dict(before.values_list("external_id", "number").iterator())
        self.again: dict[str, int] = {}  # the last number of a name that comes again, so that none is tried twice
        self.filled = filled_by(run)

    def standing(self) -> Iterable[tuple[UUID, str, str]]:
        """What stands already and may be the same: for an association, among its own."""
        rows = Resource.objects.visible_to(self.viewer).filter(status=ResourceStatus.ACTIVE, withdrawn_at=None)
        if self.run.provider is not None:
            rows = rows.filter(provider=self.run.provider)
        return rows.order_by("-pk").values_list("pk", "title", "place").iterator()

    def check(self, rows: list[ImportRow]) -> None:
        before = {row.pk: row.resource_id for row in rows}
        for row in rows:
            self.read(row)
        ids = [row.external_id for row in rows if row.external_id]
        origins = {
            origin.external_id: origin
            for origin in Origin.objects.filter(source=self.run.source, external_id__in=ids).select_related(
                "resource__subject"
            )
        }
        claimed = Resource.objects.filter(source=self.run.source.key, external_id__in=ids).select_related("subject")
        standing = {one.external_id: one for one in claimed}
        for row in rows:
            if not row.problems:
                self.compare(row, origins.get(row.external_id), standing.get(row.external_id))
            if row.problems:
                row.plan, row.values = RowPlan.WRONG, {}
            if row.resource_id != before[row.pk]:
                row.choice = ""  # it was said of another: the columns were chosen anew

    def read(self, row: ImportRow) -> None:
        words = {field: row.cells[at] for at, field in self.fields.items() if at < len(row.cells)}
        hidden = [field for field, text in words.items() if NO_CPR in text]
        found = values.read_row({field: text for field, text in words.items() if field not in hidden}, self.known)
        row.problems, row.values, row.changes, row.resource = found.problems, found.values, [], None
        for field in hidden:
            message = str(_("Her stod et CPR-nummer. Fjern det fra filen."))
            row.problems = [one for one in row.problems if one["field"] != field]
            row.problems.append({"field": field, "message": message, "written": ""})
        given = row.values.pop("external_id", "")
        provider = row.values.get("provider_name", "")
        if self.run.provider is not None:
            row.values.pop("provider_name", None)
            row.values["provider_id"] = str(self.run.provider.pk)
        elif pk := self.providers.get(folded(provider)) if provider else "":
            row.values.pop("provider_name")
            row.values["provider_id"] = pk
        self.number(row, given, provider)

    def number(self, row: ImportRow, given: str, provider: str) -> None:
        """Give the row what names it in its source: the same one every time the same file comes."""
        title = row.values.get("title", "")
        row.external_id = given or (own_id(title, row.values.get("place", ""), provider) if title else "")
        if not row.external_id:
            return
        if given and given in self.seen:
            message = _("Nummeret står også i række %d. Hver række skal have sit eget.") % self.seen[given]
            row.problems.append({"field": "external_id", "message": str(message), "written": given})
            row.external_id = ""
            return
        base = row.external_id
        while row.external_id in self.seen:
            self.again[base] = self.again.get(base, 1) + 1
            row.external_id = f"{base}.{self.again[base]}"
        self.seen[row.external_id] = row.number

    def compare(self, row: ImportRow, origin: Origin | None, standing: Resource | None) -> None:
        resource = origin.resource if origin else standing
        if resource is None:
            row.plan = RowPlan.NEW
            twin = self.twins.get(twin_key(row.values["title"], row.values.get("place", "")))
            if twin:
                row.plan, row.resource_id = RowPlan.TWIN, twin
            return
        if not resource.subject.readable_by(self.viewer) or resource.withdrawn_at:
            self.refuse(row, _("Den er fjernet hos os. Ring til os, hvis den skal vises igen."))
        elif self.run.provider is not None and resource.provider_id != self.run.provider.pk:
            self.refuse(row, _("Den hører til hos nogen anden, så du kan ikke rette den herfra."))
        else:
            row.resource = resource
            row.changes = self.changes(row, origin.fingerprints if origin else {})
            row.plan = RowPlan.CHANGED if row.changes else RowPlan.UNCHANGED

    def refuse(self, row: ImportRow, message: str) -> None:
        row.problems.append({"field": "title", "message": str(message), "written": row.values.get("title", "")})

    def changes(self, row: ImportRow, before: dict[str, str]) -> list[str]:
        """The fields of which the source says something else than last time, whatever was edited here since."""
        nothing = fingerprint(None)
        return sorted(field for field, now in prints(row, self.filled).items() if now != before.get(field, nothing))


def kept_cell(text: str) -> str:
    """A cell as it is stored while somebody looks at the file: never with a CPR number in it."""
    text = text.replace("\0", "")
    return NO_CPR if find_cpr(text) else text
