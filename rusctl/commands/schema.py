"""`rusctl schema`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import UsageError
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.output.listings import LISTINGS
from rusctl.output.rows import rows_schema
from rusctl.services import selection
from rusctl.storage.files import atomic, inside, journal
from rusctl.storage.schema.json_schema import file_schema, json_text, schema_name, schema_path, schema_text
from rusctl.storage.schema.keys import FILES

BY_NAME = {schema_name(file): file for file in FILES}


def _names(incomplete: str) -> list[str]:
    return [name for name in (*BY_NAME, *LISTINGS) if name.startswith(incomplete)]


def schema(
    context: typed.Context,
    name: Annotated[
        str | None,
        typed.Argument(
            metavar="NAME", help="A file of the folder, such as events, or a listing.", autocompletion=_names
        ),
    ] = None,
    *,
    write: Annotated[bool, typed.Option("--write", help="Write the files' schemas to config/schema.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Print the JSON Schema of a file or a listing, or write those that editors read."""
    run = terminal(context)
    if dry_run and not write:
        raise UsageError(msg("--dry-run goes with --write; nothing else is changed here"))
    if name is not None:
        [name] = selection.known([name], BY_NAME if write else (*BY_NAME, *LISTINGS), msg("a name of a schema"))
    if write:
        _write(run, [BY_NAME[name]] if name else list(FILES), dry_run=dry_run)
    elif name is None:
        for known, file in BY_NAME.items():
            run.out(f"{known:<24}{file}")
        for known in LISTINGS:
            run.out(f"{known:<24}rusctl {known}")
    elif name in BY_NAME:
        run.out(json_text(file_schema(BY_NAME[name], run.language.phrase)))
    else:
        run.out(json_text(rows_schema(LISTINGS[name], run.language.phrase)))


def _write(run: Terminal, files: list[str], *, dry_run: bool) -> None:
    """Write schemas in the folder's language, so that they are the same whoever writes them."""
    say = Language(run.project.readable().plan.process.language).phrase
    folder = run.project.folder.path
    texts = {folder / schema_path(file): schema_text(file, say).encode() for file in files}
    states = {path: atomic.FileChange(atomic.read_if_there(path), text) for path, text in texts.items()}
    changes = {path: change for path, change in states.items() if change.before != change.after}
    if not changes:
        run.unchanged(msg("the schemas are up to date"))
        return
    for path in changes:
        run.out(path.relative_to(folder).as_posix())
    if dry_run:
        run.dry_run()
        return
    with journal.changing(folder):
        for path in changes:
            inside.refuse_links(folder, path)
            path.parent.mkdir(parents=True, exist_ok=True)
        atomic.replace_all(changes, folder)
