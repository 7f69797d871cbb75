"""Somebody who splits a reply into comments: a paragraph is shown, and a key says what becomes of it."""

from typing import TYPE_CHECKING

from rusctl.commands.common.keys import BACK, END, ENTER, KeyPresses
from rusctl.commands.common.nouns.split_words import covered
from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.output.clean import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from rusctl.services.consultation.split_desk import ParagraphOnDesk, SplitDesk

HELP = (
    msg("Enter: this paragraph is a comment of its own"),
    msg("+: it belongs to the comment before it"),
    msg("c: only some words of it are a comment; type them as they stand"),
    msg("s: no comment here, on to the next"),
    msg("t: the comment's theme"),
    msg("w: a comment of the whole reply; sum it up"),
    msg("r: take away the comment that it is in"),
    msg("b, or the arrow to the left: back"),
    msg("n: no more comments in this reply"),
    msg("q: stop; rusctl consultation split goes on from here"),
)
_KEYS = "Enter + c s t w r b n q ?"


class SplitSession:
    """Somebody at the desk: what lies there is shown, and a key says what becomes of it."""

    def __init__(self, run: Terminal, desk: "SplitDesk", keys: KeyPresses) -> None:
        """Sit down at a desk, with keys to press."""
        self.run, self.desk, self.keys = run, desk, keys
        self.does: dict[str, Callable[[ParagraphOnDesk], None]] = {
            ENTER: lambda _shown: self._then_on(self.desk.own),
            "+": lambda shown: self._then_on(lambda: self.desk.goes_on(shown)),
            "c": lambda _shown: self.desk.these(self._asked(msg("the words: "))),
            "s": lambda _shown: self.desk.go_on(),
            "t": lambda shown: self.desk.theme(shown, self._asked(msg("theme: "))),
            "r": self.desk.remove,
        }

    def work(self) -> None:
        """Show one paragraph after another until somebody says that no more comments are in the reply, or stops."""
        while True:
            shown = self.desk.on_desk()
            if shown is None:
                self.run.tell(
                    msg(
                        "this was the last paragraph: {covered}. n says that no more comments are in it, q stops",
                        covered=covered(self.desk.state()),
                    )
                )
            else:
                self._show(shown)
            key = self.keys.key()
            if key == END and not (self.keys.terminal or self.keys.read):
                raise RusctlError(msg("no line came on stdin"), stops=True)
            if key in ("q", END):
                self.run.tell(covered(self.desk.state()))
                return
            if self._pressed(key.lower(), shown):
                return

    def _pressed(self, key: str, shown: "ParagraphOnDesk | None") -> bool:
        """Do what a key says, and give whether that is all; what cannot be done is said, and nothing is lost."""
        try:
            if key in (BACK, "b"):
                if not self.desk.go_back():
                    self.run.tell(msg("this is the first one"))
            elif key == "?":
                self.run.tell_all(HELP)
            elif key == "n":
                self.desk.no_more()
                self.run.tell(
                    msg(
                        "reply {number} is split: {covered}",
                        number=self.desk.number,
                        covered=covered(self.desk.state()),
                    )
                )
                return True
            elif key == "w":
                self.desk.whole(self._asked(msg("sum it up: ")))
            elif shown is None:
                self.run.tell(msg("b goes back, n says that no more comments are in it, q stops"))
            elif key in self.does:
                self.does[key](shown)
            else:
                self.run.tell(msg("the keys are {keys}; ? says what they do", keys=_KEYS))
        except RusctlError as error:
            if not self.keys.terminal:  # nobody is there who could choose otherwise
                raise
            self.run.tell(error.message)
        return False

    def _show(self, shown: "ParagraphOnDesk") -> None:
        run, reply = self.run, shown.split.reply
        names = ", ".join(reply.bodies)
        place = run.say(msg("paragraph {place} of {count}", place=shown.place, count=shown.of))
        head = f"{reply.number}  {names}  {place}, {run.say(covered(shown.split))}"
        lines = ["", one_line(head)]
        if shown.file and len(reply.texts) > 1:
            lines.append(one_line(f"[{shown.file}]"))
        lines += map(clean, shown.words.splitlines())
        for one in shown.within:
            lines.append(one_line(f"= {one.name}" + (f" ({one.theme})" if one.theme else "")))
        if not shown.within:
            lines.append("  Enter  " + run.say(msg("a comment of its own")))
            if shown.before:
                lines.append("  +      " + run.say(msg("goes on with {name}", name=shown.before.name)))
            lines.append("  s      " + run.say(msg("no comment here")))
        run.out("\n".join(lines))

    def _then_on(self, work: "Callable[[], None]") -> None:
        work()
        self.desk.go_on()

    def _asked(self, prompt: Message) -> str:
        return self.keys.line(self.run.say(prompt))
