"""One paragraph of a reply after another, to be made comments of: what lies there, what is chosen, how much is covered.

Each choice is kept at once, so that who stops goes on where they were, on whichever computer.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from rusctl.consultation import comments, spans
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.comments import ReplyComment, SplitReply, TextOfReply
from rusctl.services.consultation import splitting
from rusctl.services.consultation.comment_words import CommentWords, who
from rusctl.services.consultation.splitting import SPLIT, ReplySplit, SplitSaid, split_of
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.consultation.spans import Span


class ParagraphOnDesk(NamedTuple):
    """A paragraph as it lies on the desk: which it is of how many, its words, the comments it is in, the one before it.

    `before` is the comment that ends last above it in the same text; None where there is none.
    """

    split: ReplySplit
    place: int
    of: int
    words: str
    file: str
    within: tuple[ReplyComment, ...]
    before: ReplyComment | None


class SplitDesk:
    """A reply with its paragraphs in their order, and where the work stands."""

    def __init__(self, project: Project, which: str, number: int, by: str = "") -> None:
        """Read the reply; RusctlError where there is none, or no text of it."""
        self.project, self.which, self.number, self.by = project, naming.named(project, which), number, who(by)
        self.words = CommentWords(project, self.which, splitting.themes_of(project, self.which))
        self.register = opened(project)
        reply = self._read().reply
        self.order: list[tuple[TextOfReply, Span]] = [
            (text, span) for text in reply.texts for span in spans.paragraphs(text.text)
        ]
        if not self.order:
            raise RusctlError(
                msg("reply {number} has no text; sum it up with --whole --summary", number=number), stops=True
            )
        self.at = 0
        self.at = self._next_from(reply, 0)

    def _read(self) -> ReplySplit:
        with self.register.reading() as connection:
            return split_of(comments.split_reply(connection, self.which.id, self.number))

    def _next_from(self, reply: SplitReply, start: int) -> int:
        """Give the place of the next paragraph that is in no comment; past the last where there is none."""
        return next((at for at in range(start, len(self.order)) if not self._within(reply, at)), len(self.order))

    def _within(self, reply: SplitReply, at: int) -> tuple[ReplyComment, ...]:
        text, (start, stop) = self.order[at]
        return tuple(
            one
            for one in reply.comments
            if one.of_text == text.row and (one.start or 0) < stop and start < (one.stop or 0)
        )

    def on_desk(self) -> ParagraphOnDesk | None:
        """Give the paragraph that lies on the desk, as it stands now; None after the last."""
        if self.at >= len(self.order):
            return None
        now = self._read()
        text, span = self.order[self.at]
        above = [one for one in now.reply.comments if one.of_text == text.row and (one.stop or 0) <= span[0]]
        return ParagraphOnDesk(
            now,
            self.at + 1,
            len(self.order),
            text.text[slice(*span)],
            text.file,
            self._within(now.reply, self.at),
            max(above, key=lambda one: one.stop or 0, default=None),
        )

    def state(self) -> ReplySplit:
        """Give the reply as it is split now."""
        return self._read()

    def own(self) -> None:
        """Make a comment of the paragraph that lies on the desk."""
        text, (start, stop) = self.order[self.at]
        self._split(SplitSaid(spans=[f"{text.ordinal}/{start}-{stop}"], by=self.by))

    def these(self, words: str) -> None:
        """Make a comment of some words of the reply; RusctlError where they do not stand there once."""
        self._split(SplitSaid(quotes=[words], by=self.by))

    def whole(self, summary: str) -> None:
        """Make a comment of the whole reply, summed up."""
        self._split(SplitSaid(whole=True, summary=summary, by=self.by))

    def _split(self, said: SplitSaid) -> None:
        splitting.split(self.project, self.which.id, self.number, said)

    def goes_on(self, shown: ParagraphOnDesk) -> None:
        """Let the comment before the paragraph go on to its end; RusctlError where there is none before it."""
        if shown.before is None:
            raise RusctlError(msg("there is no comment before this paragraph"))
        text, (_, stop) = self.order[self.at]
        before = shown.before
        self._do(lambda change: comments.move(change, before, text.row, (before.start or 0, stop), text.text))

    def theme(self, shown: ParagraphOnDesk, text: str) -> None:
        """Say the theme of the comment that the paragraph is in, which is made where there is none."""
        if not shown.within:
            self.own()
        (one, *_) = self._within(self._read().reply, self.at)
        theme = self.words.theme(text) if text.strip() else ""
        self._do(lambda change: comments.update(change, one, {"theme": theme}))

    def remove(self, shown: ParagraphOnDesk) -> None:
        """Take away the comments that the paragraph is in; PolicyError where one is answered."""
        names = [one.name for one in shown.within]
        if not names:
            raise RusctlError(msg("this paragraph is in no comment"))
        splitting.remove(self.project, self.which.id, names)

    def no_more(self) -> None:
        """Enter that no more comments are in the reply."""
        splitting.no_more(self.project, self.which.id, self.number, self.by)

    def _do(self, work: Callable[[Transaction], None]) -> None:
        self.register.change(SPLIT, work)

    def go_on(self) -> None:
        """Lay the next paragraph on the desk that is in no comment."""
        self.at = self._next_from(self._read().reply, self.at + 1)

    def go_back(self) -> bool:
        """Lay the paragraph before on the desk, in a comment or not; False where there is none before it."""
        if not self.at:
            return False
        self.at -= 1
        return True
