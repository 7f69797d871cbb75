"""JSON Schemas of a plan's files, made from the table of keys, so that editors complete and validate."""

from collections.abc import Callable
from typing import Any

from rusctl.storage.forms import table_schema
from rusctl.storage.keys import FILES

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "config/schema"


def schema_path(name: str) -> str:
    """Give where in a folder the schema of a file lies, such as ``config/schema/events.schema.json``."""
    stem = name.rpartition("/")[2].removesuffix(".toml")
    return f"{FOLDER}/{stem}.schema.json"


def schema(name: str, say: Callable[[str], str]) -> dict[str, Any]:
    """Give the JSON Schema of a file; `say` puts the descriptions into a language."""
    return {"$schema": DRAFT, "title": name, **table_schema(FILES[name], say)}


def schema_text(name: str, say: Callable[[str], str]) -> str:
    """Give a schema as it is written to a file."""
    import json  # noqa: PLC0415 - only the commands that write schemas need it

    return json.dumps(schema(name, say), ensure_ascii=False, indent=2) + "\n"
