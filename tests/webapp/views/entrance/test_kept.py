"""What the privacy notice tells of the store, compared with the store."""

import ast
from pathlib import Path

from webapp import store
from webapp.store.tables import APPEND_ONLY, Base
from webapp.views.entrance.kept import FOR_GOOD, KEPT, STAYS

TABLES = {mapper.class_.__name__: str(mapper.local_table) for mapper in Base.registry.mappers}


def tables_told(begins: str) -> set[str]:
    return {table for kept in KEPT if kept.how_long.startswith(begins) for table in kept.tables}


def tables_deleted_from() -> set[str]:
    """Return the tables from which the code of the store deletes rows."""
    calls = (
        node
        for path in Path(store.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )
    return {
        TABLES[argument.id]
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "delete"
        for argument in call.args
        if isinstance(argument, ast.Name)
    }


def test_every_table_is_told_of_and_no_other() -> None:
    told = {table for kept in KEPT for table in kept.tables}

    assert told == set(Base.metadata.tables)


def test_what_is_said_to_stay_unchanged_is_what_the_database_refuses_to_change() -> None:
    assert tables_told(FOR_GOOD) == set(APPEND_ONLY)


def test_what_is_said_to_be_deleted_is_what_the_service_deletes() -> None:
    assert tables_told("Deleted") == tables_deleted_from()
    assert tables_told(STAYS) & tables_deleted_from() == set()
