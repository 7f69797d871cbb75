"""Inputs and what they are sorted under, for other programs for analysis: each input is a text of its own.

What was noted for the group that sorts, who noted anything and when it was sorted is in no file. An input in which a
rule finds personal data, or that has the name of somebody in the register, is left out.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.model.plan import Plan, exact
from rusctl.model.synthesis import Dimension, SaidSpan, SynthesisRow
from rusctl.output.refi import Code, CodedSpan, CodedText, codebook, project
from rusctl.services.reporting.synthesis_words import SynthesisWords

if TYPE_CHECKING:
    from rusctl.services.inputs.synthesis import Synthesis

CODEBOOK, PROJECT = "qdc", "qdpx"


def exchanged(found: "Synthesis", language: Language, form: str, private: Callable[[str], bool]) -> tuple[bytes, int]:
    """Give the code book (``qdc``), or the whole project (``qdpx``), and how many inputs were left out.

    `private` says of a text whether it may hold personal data.
    """
    words = SynthesisWords(found.plan, language)
    codes = codes_of(found.rows, words)
    if form == CODEBOOK:
        return codebook(codes), 0
    variables = tuple(
        map(words.say, (msg("Event"), msg("Municipality"), msg("Roles"), msg("Question"), msg("Kind of input")))
    )
    under: dict[str, list[SaidSpan]] = {}
    for one in found.said:
        under.setdefault(one.ident, []).append(one)
    days = _days(found.plan, found.today)
    kept = [one for one in found.all_said if not private(one.text)]
    texts = [_text(one, under.get(one.ident, ()), variables, words, days.get(one.event, found.today)) for one in kept]
    return project(found.plan.process.name, codes, texts, variables), len(found.all_said) - len(kept)


def codes_of(rows: Sequence[SynthesisRow], words: SynthesisWords) -> tuple[Code, ...]:
    """Give the parts of the frame with their headings, and themes below those; what only gathers takes no text."""
    below: dict[str, list[SynthesisRow]] = {}
    for row in rows:
        below.setdefault(row.above or f"part:{row.kind}", []).append(row)

    named = Counter(words.row(row) for row in rows)

    def made(row: SynthesisRow) -> Code:
        name = words.row(row)
        told = name if named[name] == 1 else f"{name} ({words.part(row.kind)})"  # readers take a name for one code
        return Code(row.key, told, below=tuple(map(made, below.get(row.key, ()))))

    parts = [key for key in below if key.startswith("part:")]
    return tuple(
        Code(key, words.part(key.removeprefix("part:")), codable=False, below=tuple(map(made, below[key])))
        for key in parts
    )


def _days(plan: Plan, today: dt.date) -> dict[str, dt.date]:
    """Give the day of each event; of one without a day, the day it is."""
    return {one.id: day.first if (day := exact(one.when)) else today for one in plan.events}


def _text(
    one: SaidSpan, under: Sequence[SaidSpan], variables: Sequence[str], words: SynthesisWords, day: dt.date
) -> CodedText:
    spans: dict[tuple[int, int], list[str]] = {}
    for each in under:
        spans.setdefault((each.start, each.stop), []).append(each.row)
    coded = tuple(CodedSpan(start, stop, tuple(dict.fromkeys(rows))) for (start, stop), rows in sorted(spans.items()))
    told = (
        one.event,
        words.value(Dimension.BY_MUNICIPALITY, one.municipality) if one.municipality else "",
        ", ".join(words.value(Dimension.BY_ROLE, role) for role in one.roles),
        words.value(Dimension.BY_QUESTION, one.question) if one.question else "",
        words.value(Dimension.BY_KIND, one.kind) if one.kind else "",
    )
    return CodedText(one.ident, one.text, day, coded, dict(zip(variables, told, strict=True)))
