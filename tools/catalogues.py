"""Gather every text that people read into the .po catalogues, and compile them; with --check, say whether that is due.

English needs no catalogue, since its texts are the ids; the Swedish one is translated by hand. A text
comes from a call of msg() or nmsg(), from the help of a command or an option, from a rule's manual, or from the tables
of keys and of rows.
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import build_catalogues
import typer
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from rusctl import cli
from rusctl.commands.common.by_typer import LazyGroup
from rusctl.language.catalogue import DOMAIN, LANGUAGES, LOCALE, SOURCE, Language

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "rusctl"
TEXTS_OF = {"msg": 1, "nmsg": 2}  # how many texts a call begins with
OF_TYPER = ("Options", "Arguments", "Commands", "Show this message and exit.", "default: {default}", "required")
OF_TYPER_MORE = (
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
)


def calls() -> Iterator[tuple[str | tuple[str, ...], str]]:
    """Give the texts of msg() and nmsg() calls, each with the file it stands in.

    Babel's own extractor takes a call of nmsg() for one of msg() where another call stands inside it.
    """
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TEXTS_OF:
                first = node.args[: TEXTS_OF[node.func.id]]
                texts = [arg.value for arg in first if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                if len(texts) == TEXTS_OF[node.func.id]:
                    yield (texts[0] if len(texts) == 1 else tuple(texts)), path.relative_to(PACKAGE).as_posix()


def help_texts(command: Any) -> Iterator[str]:
    """Give the help of a command, its options and its subcommands."""
    yield command.help or ""
    for parameter in command.params:
        yield getattr(parameter, "help", None) or ""
        yield parameter.metavar or ""
    if isinstance(command, LazyGroup):
        context = typer.Context(command)
        for name in command.list_commands(context):
            yield from help_texts(command.get_command(context, name))


def key_texts() -> Iterator[str]:
    """Give what the keys of files and the members of rows are for."""
    from rusctl.output.listings import LISTINGS
    from rusctl.storage.schema import forms, keys, span_forms, tables

    def of(table: tables.Keys) -> Iterator[str]:
        for key in table.values():
            yield key.about
            form: Any = key.form
            while isinstance(form, tables.Records | forms.Listed | tables.Mapped):
                form = form.table if isinstance(form, tables.Records) else form.form
            if isinstance(form, tables.Table | span_forms.AfterForm):
                yield from of(form.keys)
            elif isinstance(form, tables.DayOrWindow):
                yield from of(tables.WINDOW.keys)
            elif isinstance(form, tables.Named):
                yield from of(tables.LANGUAGES)

    for table in (*keys.FILES.values(), *keys.OWN.values()):
        yield from of(table)
    for fields in LISTINGS.values():
        yield from (field.about for field in fields.values())


def rule_texts() -> Iterator[str]:
    """Give the sentences of the rules' manuals."""
    from rusctl.checks import manual

    yield from manual.texts()


def places(names: set[str]) -> Any:
    """Give the files of a text without lines, which would change with every edit."""
    return [(name, None) for name in sorted(names)]


def template() -> Catalog:
    """Give all texts, untranslated, in a fixed order."""
    catalogue = Catalog(project="rusctl", charset="utf-8", fuzzy=False)
    found: dict[str | tuple[str, ...], set[str]] = {}
    for text, name in calls():
        found.setdefault(text, set()).add(f"rusctl/{name}")
    root = cli.root(Language(SOURCE))
    groups = {
        "help": [*help_texts(root), *OF_TYPER, *OF_TYPER_MORE],
        "keys": key_texts(),
        "rules": rule_texts(),
    }
    for name, texts in groups.items():
        for text in texts:
            if text:
                found.setdefault(text, set()).add(name)
    plurals = {text[0] for text in found if isinstance(text, tuple)}
    for text in sorted(found, key=str):
        if isinstance(text, str) and text in plurals:
            continue
        catalogue.add(text, locations=places(found[text]))
    return catalogue


def updated(code: str) -> Catalog:
    """Give a language's catalogue with every text of the template and the translations there are."""
    path = LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    old = read_po(io.BytesIO(path.read_bytes()), locale=code) if path.exists() else Catalog(locale=code)
    new = Catalog(locale=code, project="rusctl", charset="utf-8", fuzzy=False, header_comment=f"# rusctl: {code}")
    for entry in template():
        if not entry.id:
            continue
        known = old.get(entry.id)
        new.add(entry.id, translation(entry, known), locations=entry.locations, flags=flags(entry))
    return new


def flags(entry: Message) -> set[str]:
    """Our texts are Python format strings in the brace style."""
    text = entry.id if isinstance(entry.id, str) else entry.id[0]
    return {"python-brace-format"} if "{" in text else set()


def translation(entry: Message, known: Message | None) -> Any:
    """Give a translation, empty where there is none."""
    return known.string if known else ("" if isinstance(entry.id, str) else ("", ""))


def po_bytes(catalogue: Catalog) -> bytes:
    """Write a catalogue without the times and tools that would change it at every run."""
    target = io.BytesIO()
    write_po(target, catalogue, width=120, omit_header=True, sort_output=False)
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return header.encode() + target.getvalue()


def main() -> int:
    """Write what is due, or with --check say what is; what is compiled is renewed either way."""
    check = "--check" in sys.argv[1:]
    due = []
    for code in LANGUAGES:
        if code == SOURCE:
            continue
        po = po_bytes(updated(code))
        path = LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.po"
        if not path.exists() or path.read_bytes() != po:
            due.append(path.relative_to(ROOT))
            if not check:
                path.write_bytes(po)
        lacking = [m.id for m in read_po(io.BytesIO(po), locale=code) if m.id and not all(as_tuple(m.string))]
        for text in lacking:
            print(f"{code}: not translated: {text}")
        if lacking:
            due.append(Path(code))
    build_catalogues.build()
    for path in due:
        print(f"{'due' if check else 'written'}: {path}")
    return 1 if check and due else 0


def as_tuple(text: Any) -> tuple[str, ...]:
    """Give the forms of a translation."""
    return (text,) if isinstance(text, str) else tuple(text)


if __name__ == "__main__":
    sys.exit(main())
