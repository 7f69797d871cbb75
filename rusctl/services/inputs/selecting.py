"""Which inputs a command is about: of some events, an answer to a question, of a kind; by ids or names."""

from collections.abc import Mapping, Sequence

from rusctl.language.message import msg
from rusctl.model.asked import SHIPPED, InputKind
from rusctl.model.plan import Plan
from rusctl.model.synthesis import Dimension, Selected
from rusctl.services import selection

BY: Mapping[str, tuple[str, ...]] = {
    Dimension.BY_MUNICIPALITY.word: ("kommun", "kommuner"),
    Dimension.BY_ROLE.word: ("roll", "roller"),
    Dimension.BY_QUESTION.word: ("fråga", "frågor"),
    Dimension.BY_KIND.word: ("typ", "slag", "sort"),
}
"""What headings can be set against, with what people write for it in Swedish."""


def kinds(plan: Plan) -> tuple[InputKind, ...]:
    """Give the kinds of inputs: those that the plan declares, else those that are shipped."""
    return plan.input_kinds or SHIPPED


def selected(
    plan: Plan, events: Sequence[str] | None = None, question: str | None = None, kind: str | None = None
) -> Selected:
    """Read which inputs it is to be about; RusctlError where a word names nothing."""
    ids = tuple(selection.event(plan, one).id for one in events) if events else None
    questions = {one.id: tuple(one.text.values()) for one in plan.questions}
    named = {one.id: tuple(one.name.values()) for one in kinds(plan)}
    return Selected(
        ids,
        None if question is None else selection.meant(question, questions, msg("a question")),
        None if kind is None else selection.meant(kind, named, msg("a kind of input")),
    )
