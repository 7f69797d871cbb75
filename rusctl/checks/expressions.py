"""The expressions of a folder's own rules: taken apart with Python's parser, and never run by it.

Python's parser gives a tree (`ast` in its mode eval). It is walked once, by a list of what is allowed: whatever is not
on it is refused with its place. Of what is allowed small functions of our own are made, which know only
comparison, and/or/not, in, + and - on values that have a kind: text, number, day, truth, list, or nothing (empty).

What is empty is equal to nothing but `empty`, and no comparison of order with it is true; to count with it gives
nothing. So an expression that was read is true or false of every row, and never fails.
"""

import _ast as ast  # the classes alone: the module ast would cost every command 2 ms
import datetime as dt
import operator
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from rusctl.language.message import Message, msg
from rusctl.language.nearest import nearest
from rusctl.language.vocabulary import KIND_OF_VALUE
from rusctl.model.own_rules import Value, ValueKind

MOST_LETTERS = 500
DEEPEST = 50  # how deep parts may stand in each other
LARGEST = 10**9  # no number of a plan is larger
SHOWN = 30  # letters of a part that a message repeats
EXAMPLE = 'status == "tentative" and days_left < 21'
TODAY = "today"
EMPTY = "empty"

Row = Mapping[str, Value]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
_SIGNS = re.compile(r"[{}:;@$?%^~*/#]")
_BACKSLASH = re.compile(r"\\")
_ORDER: dict[type[Any], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_SLIPS = (  # what people write who know another language: where it is found, and what to write instead
    (re.compile(r"(?<![=!<>])=(?![=<>])"), "=="),
    (re.compile(r"&&?"), "and"),
    (re.compile(r"\|\|?"), "or"),
    (re.compile(r"<>"), "!="),
    (re.compile(r"=<"), "<="),
    (re.compile(r"=>"), ">="),
    (re.compile(r"!(?!=)"), "not"),
    (re.compile(r"[“”„‘’´`«»]"), '"'),
    (re.compile(r"\boch\b"), "and"),
    (re.compile(r"\beller\b"), "or"),
    (re.compile(r"\b(?:inte|ej)\b"), "not"),
)


class Subexpression(NamedTuple):
    """A part of an expression: its kind, what it is of a row, and what is known of it before there is a row.

    `items` is the kind of a list's elements, None where it has none. `words` are those that a field can have;
    `literals` are the parts of the tree that stand there as texts.
    """

    kind: ValueKind
    value: Callable[[Row], Value]
    items: ValueKind | None = None
    words: tuple[str, ...] = ()
    literals: tuple[tuple[Any, str], ...] = ()


class Fault(Exception):  # noqa: N818 - it is what is wrong with a text, and is given as a value
    """What cannot be read in an expression: at which character from 1 on, the part, and why."""

    def __init__(self, place: int, part: str, why: Message) -> None:
        super().__init__(why.id)
        self.place, self.part, self.why = place, part, why


class Expression:
    """An expression over the fields of a listing, with their kinds; Fault where it cannot be read."""

    def __init__(self, text: str, kinds: Mapping[str, ValueKind], words: Mapping[str, tuple[str, ...]]) -> None:
        self._text, self._kinds, self._words = text, kinds, words
        whole = self._read(_tree(text), 1)
        if whole.kind is not ValueKind.TRUTH:
            why = msg(
                "this is {kind} alone; compare it with something, by ==, <, > or in", kind=KIND_OF_VALUE[whole.kind]
            )
            raise Fault(1, _short(text), why)
        self._holds = whole.value

    def holds(self, row: Row) -> bool:
        """Whether it is true of a row, which also has `today`."""
        return bool(self._holds(row))

    def _fault(self, node: Any, why: Message) -> Fault:
        """Give what is wrong with a part; Python counts the bytes of a line, people its characters."""
        data = self._text.encode()
        before = data[: node.col_offset].decode(errors="replace")
        part = data[node.col_offset : node.end_col_offset].decode(errors="replace")
        return Fault(len(before) + 1, _short(part), why)

    def _read(self, node: Any, depth: int) -> Subexpression:
        if depth > DEEPEST:
            raise self._fault(node, _too_deep())
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name():
                return self._name(node)
            case ast.List() | ast.Tuple():
                return self._list(node, depth)
            case ast.BoolOp():
                return self._bool(node, depth)
            case ast.UnaryOp():
                return self._unary(node, depth)
            case ast.BinOp():
                return self._sum(node, depth)
            case ast.Compare():
                return self._compare(node, depth)
        raise self._fault(node, _refusal(node))

    def _constant(self, node: Any) -> Subexpression:
        value = node.value
        if value is None:
            return Subexpression(ValueKind.EMPTY, lambda _: None)
        if isinstance(value, bool):
            return Subexpression(ValueKind.TRUTH, lambda _: value)
        if isinstance(value, str):
            return Subexpression(ValueKind.TEXT, lambda _: value, literals=((node, value),))
        if not isinstance(value, int | float):
            raise self._fault(node, msg("this is no value of a plan; write a text, a number or a day"))
        if not -LARGEST <= value <= LARGEST:
            raise self._fault(node, msg("this number is too large; {most} is the largest", most=LARGEST))
        return Subexpression(ValueKind.NUMBER, lambda _: value)

    def _name(self, node: Any) -> Subexpression:
        name = node.id
        if name in ("true", "false"):
            return Subexpression(ValueKind.TRUTH, lambda _: name == "true")
        if name == EMPTY:
            return Subexpression(ValueKind.EMPTY, lambda _: None)
        if name == TODAY:
            return Subexpression(ValueKind.DAY, lambda row: row[TODAY])
        if name not in self._kinds:
            raise self._fault(node, unknown_field(name, self._kinds))
        kind = self._kinds[name]
        items = ValueKind.TEXT if kind is ValueKind.LIST else None
        return Subexpression(kind, lambda row: row.get(name), items, self._words.get(name, ()))

    def _list(self, node: Any, depth: int) -> Subexpression:
        parts = [self._read(one, depth + 1) for one in node.elts]
        kinds = {part.kind for part in parts}
        if len(kinds) > 1 or kinds & {ValueKind.LIST, ValueKind.EMPTY, ValueKind.TRUTH}:
            raise self._fault(node, msg("a list has texts alone, numbers alone or days alone"))
        values = [part.value for part in parts]
        literals = tuple(one for part in parts for one in part.literals)
        if len(literals) < len(parts):
            literals = ()
        return Subexpression(
            ValueKind.LIST,
            lambda row: tuple(value(row) for value in values),
            next(iter(kinds), None),
            literals=literals,
        )

    def _truth(self, node: Any, depth: int) -> Subexpression:
        part = self._read(node, depth)
        if part.kind is ValueKind.TRUTH:
            return part
        why = msg(
            "this is {kind}, and what is true or false is needed; compare it with something",
            kind=KIND_OF_VALUE[part.kind],
        )
        raise self._fault(node, why)

    def _bool(self, node: Any, depth: int) -> Subexpression:
        values = [self._truth(one, depth + 1).value for one in node.values]
        every = isinstance(node.op, ast.And)
        if every:
            return Subexpression(ValueKind.TRUTH, lambda row: all(value(row) for value in values))
        return Subexpression(ValueKind.TRUTH, lambda row: any(value(row) for value in values))

    def _unary(self, node: Any, depth: int) -> Subexpression:
        if isinstance(node.op, ast.Not):
            inner = self._truth(node.operand, depth + 1).value
            return Subexpression(ValueKind.TRUTH, lambda row: not inner(row))
        if not isinstance(node.op, ast.USub | ast.UAdd):
            raise self._fault(node, _only_sums())
        part = self._read(node.operand, depth + 1)
        if part.kind is not ValueKind.NUMBER:
            raise self._fault(
                node, msg("- and + before a value need a number, and this is {kind}", kind=KIND_OF_VALUE[part.kind])
            )
        if isinstance(node.op, ast.UAdd):
            return part
        return Subexpression(
            ValueKind.NUMBER, _counted(operator.sub, Subexpression(ValueKind.NUMBER, lambda _: 0), part)
        )

    def _sum(self, node: Any, depth: int) -> Subexpression:
        left, right = self._read(node.left, depth + 1), self._read(node.right, depth + 1)
        if not isinstance(node.op, ast.Add | ast.Sub):
            raise self._fault(node, _only_sums())
        add = isinstance(node.op, ast.Add)
        if ValueKind.DAY in (left.kind, right.kind):
            left, right = self._as_day(left, right), self._as_day(right, left)
        match left.kind, right.kind:
            case ValueKind.NUMBER, ValueKind.NUMBER:
                return Subexpression(ValueKind.NUMBER, _counted(operator.add if add else operator.sub, left, right))
            case ValueKind.DAY, ValueKind.NUMBER:
                return Subexpression(ValueKind.DAY, _counted(_later if add else _before, left, right))
            case ValueKind.NUMBER, ValueKind.DAY if add:
                return Subexpression(ValueKind.DAY, _counted(_later, right, left))
            case ValueKind.DAY, ValueKind.DAY if not add:
                return Subexpression(ValueKind.NUMBER, _counted(lambda one, other: (one - other).days, left, right))
        why = msg(
            "{one} and {other} cannot be counted together; + and - take numbers, a day and a number, and - two days",
            one=KIND_OF_VALUE[left.kind],
            other=KIND_OF_VALUE[right.kind],
        )
        raise self._fault(node, why)

    def _compare(self, node: Any, depth: int) -> Subexpression:
        nodes = [node.left, *node.comparators]
        parts = [self._read(one, depth + 1) for one in nodes]
        tests = [self._pair(node, op, one, other) for op, one, other in zip(node.ops, parts, parts[1:], strict=False)]
        return Subexpression(ValueKind.TRUTH, lambda row: all(test(row) for test in tests))

    def _pair(self, node: Any, op: Any, left: Subexpression, right: Subexpression) -> Callable[[Row], bool]:
        """Give one comparison of two parts."""
        if isinstance(op, ast.Is | ast.IsNot):
            raise self._fault(node, msg("“is” is not known here; write == or !="))
        self._look_up(left, right)
        self._look_up(right, left)
        left, right = self._as_day(left, right), self._as_day(right, left)
        if isinstance(op, ast.In | ast.NotIn):
            return self._within(node, op, left, right)
        one, other = left.value, right.value
        alike = left.kind is right.kind
        if isinstance(op, ast.Eq | ast.NotEq):
            if not alike and ValueKind.EMPTY not in (left.kind, right.kind):
                raise self._fault(node, _unlike(left, right))
            wanted = isinstance(op, ast.Eq)
            return lambda row: (one(row) == other(row)) is wanted
        if not alike or left.kind not in (ValueKind.NUMBER, ValueKind.DAY):
            raise self._fault(node, _unlike(left, right) if not alike else _no_order(left))
        compare = _ORDER[type(op)]

        def ordered(row: Row) -> bool:
            first, second = one(row), other(row)
            return first is not None and second is not None and compare(first, second)

        return ordered

    def _within(self, node: Any, op: Any, left: Subexpression, right: Subexpression) -> Callable[[Row], bool]:
        """Give a test whether a list has a value, or a text another text; what is empty is in nothing."""
        in_list = right.kind is ValueKind.LIST and right.items in (None, left.kind) and left.kind is not ValueKind.LIST
        if not in_list and (left.kind, right.kind) != (ValueKind.TEXT, ValueKind.TEXT):
            why = msg(
                "“in” looks for {one} in {other}; it takes a value and a list of such, or two texts",
                one=KIND_OF_VALUE[left.kind],
                other=KIND_OF_VALUE[right.kind],
            )
            raise self._fault(node, why)
        one, other, wanted = left.value, right.value, isinstance(op, ast.In)

        def within(row: Row) -> bool:
            value, place = one(row), other(row)
            there = value is not None and isinstance(place, str | tuple) and value in place
            return there is wanted

        return within

    def _look_up(self, texts: Subexpression, field: Subexpression) -> None:
        """Refuse a text that a field can never have: the rule would find nothing, and nobody would know why."""
        if not field.words:
            return
        for node, text in texts.literals:
            if text not in field.words:
                meant = nearest(text, field.words)
                if meant:
                    raise self._fault(node, msg("no row has this word; did you mean {meant}?", meant=f'"{meant}"'))
                known = ", ".join(field.words[:SHOWN])
                raise self._fault(node, msg("no row has this word; the words are {known}", known=known))

    def _as_day(self, part: Subexpression, beside: Subexpression) -> Subexpression:
        """Give a text beside a day as the day that it says."""
        kind = beside.items if beside.kind is ValueKind.LIST else beside.kind
        texts = part.kind is ValueKind.TEXT or (part.kind is ValueKind.LIST and part.items is ValueKind.TEXT)
        if kind is not ValueKind.DAY or not texts:
            return part
        if not part.literals:
            return part
        days = tuple(self._day(node, text) for node, text in part.literals)
        if part.kind is ValueKind.TEXT:
            return Subexpression(ValueKind.DAY, lambda _: days[0])
        return Subexpression(ValueKind.LIST, lambda _: days, ValueKind.DAY)

    def _day(self, node: Any, text: str) -> dt.date:
        try:
            if _DAY.fullmatch(text):
                return dt.date.fromisoformat(text)
        except ValueError:
            pass
        raise self._fault(node, msg('this is no day; write it as "2018-11-07", in quotation marks'))


def unknown_field(name: str, kinds: Mapping[str, ValueKind]) -> Message:
    """Say that a listing has no such field."""
    known = (*kinds, TODAY)
    if meant := nearest(name, known):
        return msg("there is no field of this name; did you mean {meant}?", meant=meant)
    return msg(
        "there is no field of this name; the fields are {known}, and a text stands in quotation marks", known=known
    )


def _tree(text: str) -> Any:
    """Give the tree of an expression, as Python's parser sees it; nothing of it is run."""
    if len(text) > MOST_LETTERS:
        why = msg(
            "this has {count} characters, and {most} are allowed; make two rules of it",
            count=len(text),
            most=MOST_LETTERS,
        )
        raise Fault(1, _short(text), why)
    if not text:
        raise Fault(1, "", msg("there is no expression; write one such as {example}", example=EXAMPLE))
    _look_over(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what Python would say of its own programs
            tree: Any = compile(text, "when", "eval", ast.PyCF_ONLY_AST, dont_inherit=True)
            return tree.body
    except SyntaxError as error:
        place = min(max(error.offset or 1, 1), len(text))
        why = msg("this cannot be read from here on; write it as in {example}", example=EXAMPLE)
        raise Fault(place, _short(text[place - 1 :]), why) from None
    except (ValueError, MemoryError, RecursionError, OverflowError):
        raise Fault(1, _short(text), msg("this cannot be read; make it shorter and flatter")) from None


def _look_over(text: str) -> None:
    """Refuse what no expression has, before Python's parser sees it: slips, other signs, and brackets without end."""
    bare = _QUOTED.sub(lambda found: '"' * len(found[0]), text)
    slips = [(found.start(), found[0], write) for slip, write in _SLIPS if (found := slip.search(bare))]
    if slips:
        place, part, write = min(slips)
        raise Fault(place + 1, part, msg("this is not known here; write {write}", write=write))
    if sign := _SIGNS.search(bare) or _BACKSLASH.search(text):
        raise Fault(sign.start() + 1, sign[0], _known())
    depth = 0
    for place, letter in enumerate(bare, 1):
        depth += (letter in "([") - (letter in ")]")
        if depth > DEEPEST:
            raise Fault(place, _short(text[place - 1 :]), _too_deep())


def _refusal(node: Any) -> Message:
    """Say what to write in place of what is not allowed."""
    if isinstance(node, ast.Call):
        return msg("nothing can be called here; compare fields with values")
    if isinstance(node, ast.Attribute | ast.Subscript):
        return msg("a field has no parts here; compare the field as a whole, or use in")
    if isinstance(node, ast.IfExp):
        return msg("there is no if and else here; use and, or and not")
    return _known()


def _known() -> Message:
    return msg("this is not known here; there are ==, !=, <, <=, >, >=, in, and, or, not, + and -")


def _too_deep() -> Message:
    return msg("parts stand in each other more than {most} deep; make two rules of it", most=DEEPEST)


def _only_sums() -> Message:
    return msg("of arithmetic there are + and - alone")


def _unlike(left: Subexpression, right: Subexpression) -> Message:
    if ValueKind.DAY in (left.kind, right.kind):
        return msg(
            '{one} and {other} cannot be compared; write a day as "2018-11-07", in quotation marks',
            one=KIND_OF_VALUE[left.kind],
            other=KIND_OF_VALUE[right.kind],
        )
    return msg("{one} and {other} cannot be compared", one=KIND_OF_VALUE[left.kind], other=KIND_OF_VALUE[right.kind])


def _no_order(part: Subexpression) -> Message:
    return msg(
        "<, <=, > and >= are of numbers and of days, and this is {kind}; use ==, != or in",
        kind=KIND_OF_VALUE[part.kind],
    )


def _counted(count: Callable[[Any, Any], Any], left: Subexpression, right: Subexpression) -> Callable[[Row], Value]:
    """Give a sum of two parts, empty where one of them is."""
    one, other = left.value, right.value

    def counted(row: Row) -> Value:
        first, second = one(row), other(row)
        return None if first is None or second is None else count(first, second)

    return counted


def _later(day: dt.date, days: float) -> dt.date | None:
    """Give a day so many days later; none where no calendar goes as far."""
    try:
        return day + dt.timedelta(days=int(days))
    except OverflowError:
        return None


def _before(day: dt.date, days: float) -> dt.date | None:
    return _later(day, -days)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def names_in(sentence: str) -> Iterator[tuple[int, str]]:
    """Give what stands in braces in a sentence, with its place from 1 on; a brace without its other is given alone."""
    for found in re.finditer(r"\{[^{}]*\}|[{}]", sentence):
        yield found.start() + 1, found[0]
