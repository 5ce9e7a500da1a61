"""The search index itself: FTS5 kept in step by triggers in SQLite, a generated column and a GIN index in PostgreSQL."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE foundation_search_fts USING fts5("
    "tokens, content='foundation_searchdocument', content_rowid='id', tokenize='unicode61 remove_diacritics 0',"
    " prefix='2 3')",
    "CREATE TRIGGER foundation_search_insert AFTER INSERT ON foundation_searchdocument BEGIN"
    " INSERT INTO foundation_search_fts(rowid, tokens) VALUES (new.id, new.tokens); END",
    "CREATE TRIGGER foundation_search_delete AFTER DELETE ON foundation_searchdocument BEGIN"
    " INSERT INTO foundation_search_fts(foundation_search_fts, rowid, tokens)"
    " VALUES ('delete', old.id, old.tokens); END",
    "CREATE TRIGGER foundation_search_update AFTER UPDATE ON foundation_searchdocument BEGIN"
    " INSERT INTO foundation_search_fts(foundation_search_fts, rowid, tokens)"
    " VALUES ('delete', old.id, old.tokens);"
    " INSERT INTO foundation_search_fts(rowid, tokens) VALUES (new.id, new.tokens); END",
]
# Rare words are found by the GIN index. For common ones the newest documents are read one by one, kind by kind, until
# there are enough; that is cheap only when the words are kept ready.
POSTGRESQL = [
    "ALTER TABLE foundation_searchdocument ADD COLUMN words tsvector"
    " GENERATED ALWAYS AS (to_tsvector('simple', tokens)) STORED",
    "CREATE INDEX foundation_search_gin ON foundation_searchdocument USING gin (words)",
    "CREATE INDEX foundation_search_newest ON foundation_searchdocument (kind, id)",
]
POSTGRESQL_UNDO = [
    "DROP INDEX foundation_search_newest",
    "ALTER TABLE foundation_searchdocument DROP COLUMN words",
]
SQLITE_UNDO = [
    "DROP TRIGGER foundation_search_insert",
    "DROP TRIGGER foundation_search_delete",
    "DROP TRIGGER foundation_search_update",
    "DROP TABLE foundation_search_fts",
]


def run(statements):
    def apply(_apps, editor):
        for statement in statements.get(editor.connection.vendor, []):
            editor.execute(statement)

    return apply


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]
    operations = [
        migrations.RunPython(
            run({"sqlite": SQLITE, "postgresql": POSTGRESQL}),
            run({"sqlite": SQLITE_UNDO, "postgresql": POSTGRESQL_UNDO}),
        )
    ]
