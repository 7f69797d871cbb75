"""What a shell offers to complete: the ids that a value may be, of what the folder has; nobody's row of the register.

An id is offered where it, or the name of what it is of, begins as what is typed, in capitals or not. A shell gets no
error: where there is no plan nothing is offered.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rusctl.commands.common import pick_kinds, typed
from rusctl.commands.common.pick_shapes import PickList
from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.model import asked
from rusctl.model.consultation import BodyState
from rusctl.model.messages import State
from rusctl.model.people import Answer
from rusctl.model.plan import BODY_KINDS, Plan, Texts
from rusctl.services import selection

CHOICE = re.compile(r"[a-z]+(?:\|[a-z]+)+")
GROUPS = ("actor", "crew")
COUNTED = ("samverkan", "samråd")
COUNTS = ("came", "coming", "declined", "invited")
FORMATS = ("text", "json", "github", "sarif")
OF_THE_REGISTER = (typed.MAIL, typed.IMPORT)
STEPS = ("notice", "summons", "board", "adjusted", "announced")


def _named(names: Mapping[str, Texts]) -> Iterator[PickList]:
    return (PickList(name, called) for name, texts in names.items() for called in (texts.values() or ("",)))


def _words(words: Iterable[str]) -> Iterator[PickList]:
    return (PickList(str(word), "") for word in words)


def _meant(words: Mapping[str, Iterable[str]]) -> Iterator[PickList]:
    """Give the words of the files, also by what people write for them."""
    return (PickList(word, other) for word, others in words.items() for other in ("", *others))


def _steps(plan: Plan) -> Iterator[PickList]:
    own = (*(one.id for one in plan.leadtimes.leads), *(one.id for one in plan.leadtimes.follows))
    return _words((*STEPS, *own))


OTHERS: dict[str, Callable[[Plan], Iterable[PickList]]] = {
    typed.STATUS: lambda _: _meant(selection.STATUSES),
    typed.LEVEL: lambda _: _meant(selection.LEVELS),
    typed.ANSWER: lambda _: _words(Answer),
    typed.STATE: lambda _: _words(State),
    typed.COUNT: lambda _: _words(COUNTS),
    typed.FORMAT: lambda _: _words(FORMATS),
    typed.GROUP: lambda _: _words(GROUPS),
    typed.COUNTED: lambda _: _words(COUNTED),
    typed.BODY_KIND: lambda _: _words(BODY_KINDS),
    typed.INPUT_KIND: lambda plan: _named({one.id: one.name for one in plan.input_kinds or asked.SHIPPED}),
    typed.THEME: lambda plan: _named({one.id: one.name for one in plan.frame}),
    typed.TARGET: lambda plan: _words(one.id for one in plan.publishing.targets),
    typed.BASELINE: lambda plan: _words(one.id for one in plan.baselines),
    typed.RELEASE: lambda plan: _words(one.id for one in plan.releases),
    typed.STEP: _steps,
    typed.BODY_STATE: lambda _: _words(BodyState),
    typed.CONSULTED_KIND: lambda plan: _named({one.id: one.name for one in plan.consultation_words.kinds}),
    typed.CHANNEL: lambda plan: _named({one.id: one.name for one in plan.consultation_words.channels}),
}
"""What is completed and never asked for."""


def completes(declared: typed.Declared) -> Callable[[typed.Context, str], Sequence[str]] | None:
    """Give what completes the values of an argument or an option; None where nothing does."""
    kind = declared.completes
    if kind in OTHERS or (kind in pick_kinds.KINDS and kind not in OF_THE_REGISTER):
        return _completer(kind)
    choice = str(declared.settings.get("metavar") or "")
    return _of(choice.split("|")) if CHOICE.fullmatch(choice) else None


def begun(choices: Iterable[PickList], incomplete: str) -> list[str]:
    """Give the ids of those whose id or name begins so, each once."""
    typed_so = incomplete.casefold()
    fitting = (one.id for one in choices if any(word.casefold().startswith(typed_so) for word in (one.id, one.about)))
    return list(dict.fromkeys(fitting))


def _completer(kind: str) -> Callable[[typed.Context, str], Sequence[str]]:
    def complete(context: typed.Context, incomplete: str) -> list[str]:
        found = context.find_root().obj
        run = found if isinstance(found, Terminal) else Terminal(Language("en"))
        try:
            plan = run.project.plan
            choices: Iterable[PickList] = (
                OTHERS[kind](plan) if kind in OTHERS else pick_kinds.KINDS[kind].choices(run, plan)
            )
            return begun(choices, incomplete)
        except RusctlError:
            return []

    return complete


def _of(words: Sequence[str]) -> Callable[[typed.Context, str], Sequence[str]]:
    def complete(context: typed.Context, incomplete: str) -> list[str]:  # noqa: ARG001 - as Typer calls it
        return [word for word in words if word.startswith(incomplete)]

    return complete
