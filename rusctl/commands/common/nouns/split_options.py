"""How a reply is to be split into comments: the options that say it."""

from typing import Annotated, NamedTuple

from rusctl.commands.common import typed


class HowSplit(NamedTuple):
    """How a reply is to be split."""

    spans: Annotated[
        list[str] | None,
        typed.Option("--span", metavar="FROM-TO", help="A comment by its characters, from 0: 0-25. Repeatable."),
    ] = None
    whole: Annotated[bool, typed.Option("--whole", help="A comment of the whole reply, with --summary.")] = False
    summary: Annotated[str, typed.Option("--summary", metavar="TEXT", help="What the comment says, summed up.")] = ""
    theme: Annotated[str, typed.Option("--theme", metavar="THEME", help="The comment's theme.")] = ""
    by_heading: Annotated[bool, typed.Option("--by-heading", help="Propose what stands under each heading.")] = False
    by_question: Annotated[
        bool, typed.Option("--by-question", help="Propose what stands under each question that was put.")
    ] = False
    accept: Annotated[
        str, typed.Option("--accept", metavar="all|NUMBERS", help="Make comments of what is proposed: all, or 1,3.")
    ] = ""
    remove: Annotated[
        list[str] | None,
        typed.Option("--remove", metavar="COMMENT", help="Remove a comment without an answer. Repeatable."),
    ] = None
    no_more: Annotated[bool, typed.Option("--no-more", help="Say that no more comments are in the reply.")] = False
    more: Annotated[bool, typed.Option("--more", help="Say that this does not hold.")] = False
