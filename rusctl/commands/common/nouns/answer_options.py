"""What is said of an answer, and which comments are meant: the options that say it."""

from typing import Annotated, NamedTuple

from rusctl.commands.common import typed


class AnswerGiven(NamedTuple):
    """What is said of an answer; None where nothing is."""

    disposition: Annotated[
        str | None,
        typed.Option("--as", metavar="DISPOSITION", help="What becomes of it: met, partly, not-met, already-met, …"),
    ] = None
    reason: Annotated[str | None, typed.Option("--reason", metavar="TEXT", help="Why.")] = None
    reuse: Annotated[
        str | None, typed.Option("--reuse", metavar="ID", help="A reusable reason; --reason says more after it.")
    ] = None
    changes: Annotated[
        list[str] | None,
        typed.Option(
            "--paragraph",
            metavar="ID",
            help="A paragraph that was changed, or that has it already. Repeatable.",
        ),
    ] = None
    replaces: Annotated[
        int | None,
        typed.Option("--replaces", metavar="NUMBER", help="The version of the answer that you have read.", min=1),
    ] = None
    group: Annotated[bool, typed.Option("--group", help="Answer all comments of its group so.")] = False


class CommentFilter(NamedTuple):
    """Which comments are listed."""

    reply: Annotated[
        int | None, typed.Option("--reply", metavar="NUMBER", help="Only comments of this reply.", min=1)
    ] = None
    unanswered: Annotated[bool, typed.Option("--unanswered", help="Only comments that nobody has answered.")] = False
    waiting: Annotated[
        bool, typed.Option("--waiting", help="Only those of which another answer waits for a decision.")
    ] = False
    lacking: Annotated[bool, typed.Option("--lacking", help="Only those with an incomplete answer.")] = False
