"""Records of config/consultations.toml made of their tables, and of what config/checks.toml had of them before."""

from typing import Any

from rusctl.model.consulting import Consultation, ConsultationQuestion, ConsultationWord, Disposition
from rusctl.model.plan import Source, Texts
from rusctl.storage.schema.forms import BAD, Faults, Partial

Values = dict[str, Any]


def consultation(table: Values, at: Source, _faults: Faults) -> Any:
    """Make a consultation; without its id and its two milestones there is none."""
    questions = table.pop("question", ())
    whole = {"id", "opens", "closes"} <= set(table)
    made = Consultation(at=at, questions=questions, **{"id": at.record, "opens": "", "closes": "", **table})
    return made if whole else Partial(made)


def older_consultation(table: Values, at: Source, _faults: Faults) -> Any:
    """Make a consultation that has no id yet; without its two milestones there is none."""
    made = Consultation(at=at, **{"id": "", "opens": "", "closes": "", **table})
    return made if made.opens and made.closes else Partial(made)


def consultation_question(table: Values, at: Source, _faults: Faults) -> Any:
    """Make a question; without its text there is none."""
    return ConsultationQuestion(at=at, **table) if {"id", "text"} <= set(table) else BAD


def consultation_word(table: Values, at: Source, _faults: Faults) -> Any:
    """Make a kind of body, a legal group, a stance or a channel."""
    return ConsultationWord(at=at, **_named(table)) if "id" in table else BAD


def disposition(table: Values, at: Source, _faults: Faults) -> Any:
    """Make a disposition."""
    return Disposition(at=at, **_named(table)) if "id" in table else BAD


def _named(table: Values) -> Values:
    return table if table.get("name") else {**table, "name": Texts({"": table["id"]})}
