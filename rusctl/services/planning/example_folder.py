"""The folders of the examples that are shipped, as a new folder is made of them."""

from pathlib import Path

from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.services import selection
from rusctl.storage import example, template
from rusctl.storage.example import ExampleRows
from rusctl.storage.schema.editors import without_those_there

_WORDS = {example.INVENTED: ("exempel", "Exempelregionen"), example.SHIPPED: ("Västmanland",)}


def known(name: str) -> str:
    """Give the example that a word means; RusctlError where there is none of it."""
    return selection.meant(name, _WORDS, msg("an example"))


def files(folder: Path, name: str) -> tuple[dict[str, bytes], bool]:
    """Give the files of an example, and whether a list of what git passes over is there and stays."""
    made = example.example_files(name, Language(example.LANGUAGE).phrase)
    kept = (folder / template.IGNORE).exists()
    if kept:
        del made[template.IGNORE]
    return without_those_there(folder, made), kept


def rows(name: str) -> ExampleRows:
    """Give what of an example stands in a register: who came, in numbers, and what was said."""
    return example.example_rows(name)
