"""Write the reference pages that are made from the code; with --check, say which are due.

docs/ holds them in English, docs/sv/ in Swedish: files and keys, checks, commands, and what --json gives. Pages by hand
have parts that are made: the transcript of README.md, and of docs/developers.md the layers, who owns which library, and
the folders.
"""

import ast
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rusctl import cli
from rusctl.checks import manual
from rusctl.commands.common.by_typer import LazyGroup
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import msg
from rusctl.output import rows
from rusctl.output.listings import LISTINGS
from rusctl.storage.schema import forms, keys, tables
from rusctl.storage.schema.json_schema import schema_path, schema_text

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
MANY = 20  # rooms of a layer, which are not named one by one


def made(language: Language) -> str:
    """Say that a page is made, so that nobody edits it."""
    return language.text(msg("This page is made from the program by make docs."))


def files_page(language: Language) -> str:
    """List the files and their keys."""
    lines = [f"# {language.text(msg('Files and keys'))}", "", made(language), ""]
    for name, table in {**keys.FILES, **keys.OWN}.items():
        lines += [f"## {name}", "", *_table(table, language), ""]
    return "\n".join(lines)


def _table(table: tables.Keys, language: Language, title: str = "") -> Iterator[str]:
    if title:
        yield f"### {title}"
        yield ""
    heads = [language.text(text) for text in (msg("key"), msg("what it is"), msg("what it is for"))]
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---|"
    below: list[tuple[str, tables.Keys]] = []
    for name, key in table.items():
        must = f" **{language.text(msg('must be there'))}**" if key.required else ""
        yield f"| `{name}` | {_form(key.form, language)} | {language.phrase(key.about)}{must} |"
        form: Any = key.form
        if isinstance(form, tables.Mapped) and isinstance(form.form, tables.Table):
            below.append((f"[{title.strip('[]').split('`')[0] + '.' if title else ''}{name}.…]", form.form.keys))
        if isinstance(form, tables.Table) and form is not tables.WINDOW:
            below.append((f"[{name}]", form.keys))
        if isinstance(form, tables.Records):
            below.append((f"[[{title.strip('[]').split('`')[0] + '.' if title else ''}{name}]]", form.table.keys))
    for name, inner in below:
        yield ""
        yield from _table(inner, language, name)


def _form(form: forms.ValueType, language: Language) -> str:
    if isinstance(form, forms.Listed):
        return language.text(msg("a list of: {what}", what=_form(form.form, language)))
    if isinstance(form, tables.Mapped):
        return language.text(msg("a table whose values are: {what}", what=_form(form.form, language)))
    if form is tables.WINDOW:
        return '`{ from = 2019-01-01, to = 2019-03-31, text = "…" }`'
    text = language.text(form.expected)
    return text.replace("|", "\\|")


def checks_page(language: Language) -> str:
    """List the rules with why, a bad and a good example."""
    lines = [f"# {language.text(msg('Checks'))}", "", made(language), ""]
    lines += [manual.markdown(entry, language) for entry in manual.entries()]
    return "\n".join(lines).rstrip() + "\n"


def commands_page(language: Language) -> str:
    """Print the help of every command."""
    from rusctl.commands.terminal import Terminal

    os.environ["COLUMNS"] = "100"
    os.environ["LANGUAGE"] = language.code
    lines = [f"# {language.text(msg('Commands'))}", "", made(language), ""]
    root = cli.root(language)

    def pages(command: Any, name: str, parent: Any) -> None:
        context = command.context_class(
            command, info_name=name, parent=parent, obj=Terminal(language), max_content_width=100
        )
        lines.extend([f"## {context.command_path}", "", "```", command.get_help(context), "```", ""])
        if isinstance(command, LazyGroup):
            for inner in command.list_commands(context):
                pages(command.get_command(context, inner), inner, context)

    pages(root, cli.PROGRAM, None)
    return "\n".join(lines).rstrip() + "\n"


def json_page(language: Language) -> str:
    """List what --json gives."""
    lines = [f"# {language.text(msg('What --json gives'))}", "", made(language), ""]
    lines += [
        language.text(msg("A list of flat objects; every member is always there, null where there is nothing.")),
        "",
    ]
    for name, fields in LISTINGS.items():
        lines += [f"## rusctl {name} --json", "", f"| {language.text(msg('member'))} | JSON | |", "|---|---|---|"]
        for member, field in fields.items():
            kind = rows.type_words(field.type)
            lines.append(f"| `{member}` | {kind} | {language.phrase(field.about)} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


TRANSCRIPT = (
    ["status"],
    ["tour"],
    ["check"],
    ["event", "move", "norberg", "3 dec", "--reason", "kommunstyrelsen har möte den 26"],
    ["tour", "--status", "tentative"],
    ["undo"],
)


def filled(text: str, name: str, made: str) -> str:
    """Put what is made between the marks of its name; a page without them is not to be overlooked."""
    first, last = f"<!-- {name}: made by make docs -->\n", f"<!-- end of {name} -->\n"
    before, found, rest = text.partition(first)
    _, ends, after = rest.partition(last)
    if not (found and ends):
        sys.exit(f"a page lacks the marks of {name}")
    return f"{before}{first}\n{made}\n{last}{after}"


def readme() -> str:
    """Give README.md with its transcript run anew, on a copy of the shipped plan."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return filled(text, "transcript", f"```console\n{transcript()}```\n")


def developers(path: Path) -> str:
    """Give the page for developers in a language, with the parts that say how the code is: in English, as the code."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    text = path.read_text(encoding="utf-8")
    text = filled(text, "layers", layers(settings["importlinter"]["contracts"]))
    text = filled(text, "owners", owners(settings["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]))
    return filled(text, "folders", folders())


def layers(contracts: list[dict[str, Any]]) -> str:
    """Give the layers of the whole and of each room, highest first, and what else the contracts forbid."""
    lines = []
    for one in contracts:
        if one["type"] == "layers":
            room = one["containers"][0].replace(".", "/")
            named = (f"`{layer}`" if layer.count("|") < MANY else "each file and folder" for layer in one["layers"])
            lines.append(f"- `{room}/`: {' > '.join(named)}")
        else:
            lines.append(f"- {one['name']}")
    return "\n".join(lines) + "\n"


def owners(banned: dict[str, dict[str, str]]) -> str:
    """Give who may import which library."""
    lines = ["| library | what ruff says where another imports it |", "|---|---|"]
    lines += [f"| `{name}` | {one['msg']} |" for name, one in sorted(banned.items())]
    return "\n".join(lines) + "\n"


def folders() -> str:
    """Give each folder of the package with what its own first line says."""
    lines = ["| folder | what is there |", "|---|---|"]
    for file in sorted((ROOT / "rusctl").rglob("__init__.py"), key=lambda file: file.parent.parts):
        about = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
        lines.append(f"| `{file.parent.relative_to(ROOT).as_posix()}/` | {about.partition(chr(10))[0]} |")
    return "\n".join(lines) + "\n"


def transcript() -> str:
    """Run the main job as a user would, and give what the terminal shows."""
    variables = {"RUSCTL_TODAY": "2018-11-08", "RUSCTL_LANG": "", "COLUMNS": "120"}
    environment = {key: value for key, value in os.environ.items() if not key.startswith("RUSCTL_")} | variables
    shown = []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "events.toml", folder)
        shutil.copytree(ROOT / "config", Path(folder) / "config")
        for words in TRANSCRIPT:
            command = [sys.executable, "-m", "rusctl", *words]
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=True,
            )
            lines = [line.rstrip() for line in done.stdout.splitlines()]
            shown.append("\n".join([f"$ rusctl {shlex.join(words)}", *lines]))
    return "\n\n".join(shown) + "\n"


PAGES = {"files.md": files_page, "checks.md": checks_page, "commands.md": commands_page, "json.md": json_page}


def wanted() -> Iterator[tuple[Path, str]]:
    """Give every page with the text it should have."""
    for code in LANGUAGES:
        language = Language(code)
        folder = DOCS if code == "en" else DOCS / code
        for name, page in PAGES.items():
            yield folder / name, page(language)
    yield ROOT / "README.md", readme()
    for path in (DOCS / "developers.md", DOCS / "sv" / "developers.md"):
        yield path, developers(path)
    for name in keys.FILES:
        yield ROOT / schema_path(name), schema_text(name, Language("sv").phrase)


def main() -> int:
    """Write the pages that are due, or with --check say which."""
    check = "--check" in sys.argv[1:]
    due = 0
    for path, text in wanted():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        due += 1
        print(f"{'due: run make docs:' if check else 'written:'} {path.relative_to(ROOT)}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if check and due else 0


if __name__ == "__main__":
    sys.exit(main())
