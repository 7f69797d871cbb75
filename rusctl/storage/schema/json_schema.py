"""JSON Schemas of a plan's files, made from the table of keys, so that editors complete and validate."""

from collections.abc import Callable
from typing import Any

from rusctl.storage.schema.keys import FILES
from rusctl.storage.schema.tables import table_schema

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "config/schema"


def schema_name(file: str) -> str:
    """Give the short name of a file's schema, such as ``events``."""
    return file.rpartition("/")[2].removesuffix(".toml")


def schema_path(file: str) -> str:
    """Give where in a folder the schema of a file lies, such as ``config/schema/events.schema.json``."""
    return f"{FOLDER}/{schema_name(file)}.schema.json"


def file_schema(file: str, say: Callable[[str], str]) -> dict[str, Any]:
    """Give the JSON Schema of a file; `say` puts the descriptions into a language.

    tombi reads which TOML is meant from the schema; other tools pass over that key.
    """
    return {"$schema": DRAFT, "title": file, "x-tombi-toml-version": "v1.0.0", **table_schema(FILES[file], say)}


def schema_text(file: str, say: Callable[[str], str]) -> str:
    """Give a schema as it is written to a file."""
    return json_text(file_schema(file, say)) + "\n"


def json_text(schema: dict[str, Any]) -> str:
    """Give a schema as people read JSON."""
    import json  # rows need the types alone

    return json.dumps(schema, ensure_ascii=False, indent=2)
