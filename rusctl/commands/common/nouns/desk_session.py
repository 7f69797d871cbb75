"""Somebody who sorts inputs: what lies on the desk is shown, and a key says what becomes of it."""

from typing import TYPE_CHECKING

from rusctl.commands.common.keys import BACK, END, ENTER, KeyPresses
from rusctl.commands.common.later import later
from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary_inputs import STANCE, STEP
from rusctl.model.inputs import Stance, Step
from rusctl.output.clean import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from rusctl.services.inputs import desk, sorting
else:
    sorting = later("rusctl.services.inputs.sorting")

HELP = (
    msg("1 to 5: put it under that heading, and go on"),
    msg("Enter: it is sorted as it stands, and go on"),
    msg("m: more than one heading: the digits and t do not go on until Enter"),
    msg("t: type headings or themes, with commas between; +NAME makes a theme"),
    msg("d: the same as the first likely duplicate: under its headings, and in a group with it"),
    msg("l: later"),
    msg("b, or the arrow to the left: back"),
    msg("r: take a heading away"),
    msg("s: where it stands: for, for_with_change, against, unclear, none"),
    msg("a: a note for those who sort"),
    msg("q: stop; rusctl inputs sort goes on from here"),
)
_KEYS = "1-5 Enter m t d l b r s a q ?"


class DeskSession:
    """Somebody at the desk: what lies there is shown, and a key says what becomes of it."""

    def __init__(self, run: Terminal, at_desk: "desk.SortingDesk", keys: KeyPresses) -> None:
        """Sit down at a desk, with keys to press."""
        self.run, self.desk, self.keys = run, at_desk, keys
        self.several = False
        self.does: dict[str, Callable[[desk.InputOnDesk], None]] = {
            ENTER: lambda _shown: self._marked(Step.DONE),
            "l": lambda _shown: self._marked(Step.LATER),
            "t": lambda _shown: self._typed(),
            "d": self._same,
            "m": lambda _shown: self._more(),
            "r": lambda _shown: self._taken_away(),
            "s": lambda _shown: self._stance(),
            "a": lambda _shown: self.desk.note(self._asked(msg("note: "))),
        }

    def work(self) -> None:
        """Show one input after another until all are sorted or somebody stops."""
        while True:
            shown = self.desk.on_desk()
            if shown is None:
                self.run.tell(msg("all of them are sorted"))
            else:
                self._show(shown)
            key = self.keys.key()
            if key == END and not (self.keys.terminal or self.keys.read):
                raise RusctlError(msg("no line came on stdin"), stops=True)
            if key in ("q", END):
                left = self.desk.left
                self.run.tell(nmsg("{count} is left to sort", "{count} are left to sort", left))
                return
            self._pressed(key.lower(), shown)

    def _pressed(self, key: str, shown: "desk.InputOnDesk | None") -> None:
        """Do what a key says; what cannot be done is said, and the input stays on the desk."""
        try:
            if key in (BACK, "b"):
                self.several = False
                if not self.desk.go_back():
                    self.run.tell(msg("this is the first one"))
            elif key == "?":
                self.run.tell_all(HELP)
            elif shown is None:
                self.run.tell(msg("b goes back, q stops"))
            elif key.isdigit():
                self._accepted(shown, int(key))
            elif key in self.does:
                self.does[key](shown)
            else:
                self.run.tell(msg("the keys are {keys}; ? says what they do", keys=_KEYS))
        except RusctlError as error:
            if not self.keys.terminal:  # nobody is there who could choose otherwise
                raise
            self.run.tell(error.message)

    def _show(self, shown: "desk.InputOnDesk") -> None:
        run, one = self.run, shown.input
        about = [one.municipality, one.kind, *one.roles]
        left = run.say(nmsg("{count} left", "{count} left", shown.left))
        head = f"{one.ident}  {shown.place}/{shown.of}, {left}  {' · '.join(text for text in about if text)}"
        lines = ["", one_line(head), *map(clean, one.text.splitlines())]
        state: list[Message | str] = [*shown.under]
        if shown.sorting.stance:
            state.append(STANCE[shown.sorting.stance])
        if shown.sorting.step is not Step.OPEN:
            state.append(STEP[shown.sorting.step])
        if state:
            lines.append("= " + ", ".join(one if isinstance(one, str) else run.say(one) for one in state))
        if shown.sorting.note:
            lines.append(one_line(f"# {shown.sorting.note}"))
        for place, heading in enumerate(shown.headings, 1):
            why = "; ".join(run.say(reason) for reason in heading.reasons)
            lines.append(one_line(f"  {place}  {heading.called}: {why}"))
        for same in shown.duplicates:
            under = f" ({', '.join(same.under)})" if same.under else ""
            lines.append(one_line(f"  d  {run.say(same.reason)}: {same.text}{under}"))
        run.out("\n".join(lines))

    def _accepted(self, shown: "desk.InputOnDesk", number: int) -> None:
        if not 1 <= number <= len(shown.headings):
            self.run.tell(msg("there is no suggestion {number}", number=number))
            return
        self._put([shown.headings[number - 1].name])

    def _put(self, words: list[str]) -> None:
        self.desk.put(words, done=not self.several)
        if not self.several:
            self.desk.go_on()

    def _marked(self, step: Step) -> None:
        self.desk.mark(step)
        self.several = False
        self.desk.go_on()

    def _more(self) -> None:
        self.several = True
        self.run.tell(msg("several headings; Enter goes on"))

    def _typed(self) -> None:
        words = [word.strip() for word in self._asked(msg("headings or themes: ")).split(",")]
        named = [self.desk.make_theme(word[1:]) if word.startswith("+") else word for word in words if word]
        if named:
            self._put(named)

    def _same(self, shown: "desk.InputOnDesk") -> None:
        if not shown.duplicates:
            self.run.tell(msg("nothing likely says the same"))
            return
        self.desk.same_as(shown.duplicates[0].name)
        self.desk.go_on()

    def _taken_away(self) -> None:
        words = [word.strip() for word in self._asked(msg("headings or themes: ")).split(",") if word.strip()]
        if words:
            self.desk.take_away(words)

    def _stance(self) -> None:
        value: Stance | None = sorting.stance_of(self._asked(msg("stance: ")))
        self.desk.stance(value)

    def _asked(self, prompt: Message) -> str:
        return self.keys.line(self.run.say(prompt))
