"""Many rows at once: COPY in PostgreSQL, executemany in SQLite, four times as fast as Django's bulk_create."""

import json
from collections.abc import Callable
from typing import Any

from django.db import connection, models

CONVERTERS: dict[str, Callable[[Any], Any]] = {
    # As Django's SQLite backend stores them.
    "UUIDField": lambda value: value.hex,
    "DateTimeField": lambda value: value.strftime("%Y-%m-%d %H:%M:%S.%f"),
    "DateField": str,
    "JSONField": json.dumps,
}


def target(field: models.Field) -> models.Field:
    """The field that decides how a value is stored: for a relation, the key it points at."""
    while field.remote_field is not None:
        field = field.target_field
    return field


class Table:
    """The rows of one model that wait to be written. What a row does not name gets the field's default."""

    def __init__(self, model: type[models.Model]) -> None:
        fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
        self.fields = fields
        self.defaults = {field.attname: field.get_default() for field in fields}
        self.name = model._meta.db_table
        self.columns = ", ".join(f'"{field.column}"' for field in fields)
        self.rows: list[tuple] = []
        self.count = 0

    def add(self, **values: Any) -> None:
        self.rows.append(tuple({**self.defaults, **values}.values()))

    def write(self) -> None:
        self.count += len(self.rows)
        if connection.vendor == "postgresql":
            self.copy()
        else:
            self.insert()
        self.rows.clear()

    def copy(self) -> None:
        kinds = [target(field).get_internal_type() for field in self.fields]
        as_json = [index for index, kind in enumerate(kinds) if kind == "JSONField"]
        with connection.cursor() as cursor, cursor.copy(f"COPY {self.name} ({self.columns}) FROM STDIN") as copy:
            for row in self.rows:
                if as_json:
                    row = tuple(json.dumps(value) if index in as_json else value for index, value in enumerate(row))
                copy.write_row(row)

    def insert(self) -> None:
        converters = [CONVERTERS.get(target(field).get_internal_type()) for field in self.fields]
        marks = ", ".join(["?"] * len(self.fields))
        rows = (
            [
                convert(value) if convert and value is not None else value
                for convert, value in zip(converters, row, strict=True)
            ]
            for row in self.rows
        )
        connection.ensure_connection()
        statement = f"INSERT INTO {self.name} ({self.columns}) VALUES ({marks})"  # noqa: S608 - our own names
        connection.connection.executemany(statement, rows)


def make_database() -> None:
    """On a server, the database itself; a file makes itself."""
    if connection.vendor != "postgresql":
        return
    name = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")


def hurry() -> None:
    """Give up safety while loading: a load that breaks is thrown away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET synchronous_commit = off")
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if cursor.fetchone()[0]:
                cursor.execute("SET session_replication_role = replica")  # the rows are right; nobody needs to check
        else:
            for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -400000", "journal_mode = OFF"):
                cursor.execute(f"PRAGMA {pragma}").fetchall()


def settle() -> None:
    """Leave the database as after a while in use: PostgreSQL gathers statistics by itself, SQLite does not."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("PRAGMA journal_mode = WAL").fetchall()
