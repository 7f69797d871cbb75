"""Writing a new folder, empty or as one of the examples that are shipped."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.terminal import Terminal
from rusctl.errors import UsageError
from rusctl.language.message import Message, msg, nmsg
from rusctl.services.planning import example_folder
from rusctl.services.project import Project
from rusctl.storage import template

if TYPE_CHECKING:
    from rusctl.services.consultation import example as consultation_example
    from rusctl.services.inputs import example as inputs_example
else:
    consultation_example = later("rusctl.services.consultation.example")
    inputs_example = later("rusctl.services.inputs.example")

Example = Annotated[
    str,
    typed.Option(
        "--example",
        metavar="exempelregionen|vastmanland",
        help="A folder to try: an invented region with all there is, or the tour of Västmanland in 2018.",
    ),
]


def write_folder(
    run: Terminal, folder: Path, files: Mapping[str, bytes], about: Iterable[Message], *, kept: bool, dry_run: bool
) -> bool:
    """Write a new folder's files and say which; False where it is a dry run. `kept` says that .gitignore stays."""
    for file in files:
        run.out(file)
    run.tell_all(about)
    if dry_run:
        run.dry_run(to_file=True)
        return False
    template.write(folder, files)
    if kept:
        run.tell(msg("add /register/ and /.rusctl/ to the {file} that is there", file=template.IGNORE))
    run.tell(msg("the folder is {folder}; go there and keep it in git", folder=str(folder)))
    run.tell(msg("rusctl tour shows what is to be planned, and rusctl check what is not settled"))
    return True


def write_example(run: Terminal, folder: Path, name: str, *, alone: bool, dry_run: bool) -> None:
    """Write the folder of an example, its rows in a database of its own; `alone`: nothing else was said."""
    name = example_folder.known(name)
    if not alone:
        raise UsageError(msg("an example is a whole folder: leave out the other options"))
    files, kept = example_folder.files(folder, name)
    if not write_folder(run, folder, files, (), kept=kept, dry_run=dry_run):
        return
    rows = example_folder.rows(name)
    if not rows.inputs:
        return
    project = Project(str(folder), command=run.project.command)
    project.tell = run.tell
    count = len(inputs_example.fill(project, rows))
    consultation_example.fill(project, rows)
    run.tell(
        nmsg(
            "{count} input is in its register, all of them invented; rusctl inputs synthesis shows what they come to",
            "{count} inputs are in its register, all of them invented; rusctl inputs synthesis shows what they come to",
            count,
        )
    )
    run.tell(
        msg(
            "its consultation has {replies} replies with {comments} comments and their answers, all invented; "
            "rusctl consultation status shows how it stands",
            replies=len(rows.replies),
            comments=len(rows.comments),
        )
    )
