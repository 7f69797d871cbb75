"""What `rusctl release list` gives, to programs and as a table."""

from collections.abc import Iterable, Sequence

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.model.plan import Release
from rusctl.output.cells import Column, Table
from rusctl.output.rows import Field, Row

RELEASE = {
    "id": Field("string", "the release's name"),
    "published": Field("moment", "when it was published"),
    "comment": Field("string?", "what was said of it"),
    "changes": Field("integer", "how much was new in it; rusctl release show says what"),
}


def release_row(release: Release, changes: int) -> Row:
    """Give a release's row; `changes` is how much was new in it."""
    return {
        "id": release.id,
        "published": release.published.isoformat(),
        "comment": release.comment or None,
        "changes": changes,
    }


def release_table(releases: Iterable[Release], rows: Sequence[Row], language: Language) -> Table:
    """Give releases as people read them; `rows` are theirs, as programs get them."""
    say = language.text
    columns = [
        Column(say(msg("Release"))),
        Column(say(msg("Published"))),
        Column(say(msg("Changes")), number=True),
        Column(say(msg("Comment"))),
    ]
    return columns, [
        (one.id, dates.medium(one.published.date(), language.code), str(row["changes"]), one.comment)
        for one, row in zip(releases, rows, strict=True)
    ]
