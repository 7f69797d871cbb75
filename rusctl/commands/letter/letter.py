"""`rusctl letter list` and `show`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.language.vocabulary_people import LETTER
from rusctl.output.listed.letter_rows import letter_row
from rusctl.output.tables import Column, print_table
from rusctl.services.mailing import own_letters
from rusctl.storage.letter_texts import file_of


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the messages that you can word yourself, the file of each and the fields it may contain."""
    run = terminal(context)
    found = list(own_letters.known(run.project.readable().plan))
    if as_json:
        give(run, (letter_row(one.kind, one.language, one.file, one.fields, own=one.own) for one in found))
        return
    columns = [Column(run.say(one)) for one in (msg("Message"), msg("File"), msg("Your own"), msg("Fields"))]
    rows = [
        (
            run.say(LETTER[one.kind]),
            one.file,
            run.say(msg("yes")) if one.own else "",
            " ".join(f"{{{name}}}" for name in one.fields),
        )
        for one in found
    ]
    print_table(columns, rows)


def show(
    context: typed.Context,
    name: Annotated[
        str,
        typed.Argument(
            metavar="MESSAGE",
            asks=typed.LETTER,
            help="Which: invitation, reminder, … as rusctl letter list has them.",
        ),
    ],
) -> None:
    """Show the default text of a message, to start from; --lang sets the language."""
    run = terminal(context)
    kind = own_letters.letter_named(name)
    text = own_letters.shown(kind, run.language)
    file = file_of(kind, run.language.code)
    if not text:
        run.tell(
            msg("nothing is shipped here; what you write in {file} stands above what the law has us say", file=file)
        )
        return
    run.out(text.rstrip("\n"))
    run.tell(msg("save it as {file} and change what you like; what is in braces, rusctl fills in", file=file))
