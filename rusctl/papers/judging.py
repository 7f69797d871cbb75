"""A Word template judged before it is used: what is wrong with it, each fault by its name.

What may stand in a template is little: its fields, blocks that repeat, and conditions. All else is refused, so that
nobody's template is a program.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from docxtpl import DocxTemplate
from jinja2 import nodes
from jinja2.exceptions import TemplateError

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.language.nearest import nearest
from rusctl.papers.fields import PaperBlock, PaperFields
from rusctl.papers.filling import WordTemplate, environment
from rusctl.papers.placeholders import left_over, odd
from rusctl.papers.word_texts import paragraphs, shown_parts
from rusctl.storage.untrusted import archive
from rusctl.storage.untrusted.word_parts import DOCUMENT


class TemplateFaultKind(StrEnum):
    """What is wrong with a template."""

    NOT_WORD = "not_word"
    UNKNOWN_FIELD = "unknown_field"
    ODD_PLACEHOLDER = "odd_placeholder"
    UNFINISHED = "unfinished"
    BLOCK_NOT_ENDED = "block_not_ended"
    NO_BLOCK = "no_block"
    OUTSIDE_BLOCK = "outside_block"
    MERGE_FIELD = "merge_field"
    PROGRAM = "program"
    REVIEWED = "reviewed"
    LINKED = "linked"
    NOT_FILLED = "not_filled"
    NO_FIELD = "no_field"


class TemplateFault(NamedTuple):
    """One fault, and the sentence that says it."""

    kind: TemplateFaultKind
    message: Message


class JudgedTemplate(NamedTuple):
    """A template with its faults; it can be used where there are none."""

    faults: tuple[TemplateFault, ...]
    template: WordTemplate | None


_HOW, _SHOWN = "{{ … }}", 40
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_XML_TAG = re.compile(rb"<[^>]*>")  # braces may lie in two runs
_OPEN = re.compile(r"\{\{|\{%|\{#")
_STATEMENT = re.compile(r"\{%[-+]?\s*(?:p|tr|tc|r)?\s*(?P<word>\w+)")
_OWN_XML = re.compile(r"\{\{(?:p|tr|tc|r)\s")  # of docxtpl: its value is XML
_BEGINS = {"for": "endfor", "if": "endif"}
_KNOWN = {*_BEGINS, *_BEGINS.values(), "elif", "else"}
_MERGE = re.compile(rb"MERGEFIELD\s+\"?([^\s\"\\<]+)")
_LINKED = re.compile(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>")
_HARMLESS_LINKS = (b"/hyperlink", b"/attachedTemplate")
_REVIEWED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) |<w:commentReference ")
_LOOP = frozenset({"index", "index0", "first", "last", "length"})
_FILTERS = frozenset({"upper", "lower", "capitalize", "length", "count", "trim"})
_PLAIN = (nodes.Output, nodes.TemplateData, nodes.Not, nodes.And, nodes.Or, nodes.Const, nodes.Compare, nodes.Operand)


def judged(template: bytes, fields: PaperFields) -> JudgedTemplate:
    """Look at a template (.docx or .dotx) and try it; nothing of it is run but fields, blocks and conditions."""
    try:
        made = WordTemplate(template, fields)
    except RusctlError as error:
        return JudgedTemplate((TemplateFault(TemplateFaultKind.NOT_WORD, error.message),), None)
    faults = [*_written(made.parts)]
    if not any(one.kind in (TemplateFaultKind.UNFINISHED, TemplateFaultKind.BLOCK_NOT_ENDED) for one in faults):
        faults += _FieldNames(fields).faults(made.parts)
    if not faults and not any(b"{{" in _XML_TAG.sub(b"", part) for part in made.parts.values()):
        text = msg("the template has no field, so all papers of it would be alike; write one as {how}", how=_HOW)
        faults.append(TemplateFault(TemplateFaultKind.NO_FIELD, text))
    if not faults:
        faults += _tried(made)
    faults = [one for place, one in enumerate(faults) if one not in faults[:place]]
    return JudgedTemplate(tuple(faults), None if faults else made)


def _written(parts: Mapping[str, bytes]) -> Iterator[TemplateFault]:
    """Give what can be seen without reading the tags: odd placeholders, what is not ended, merge fields, links."""
    kind = TemplateFaultKind
    merged = {one.decode("utf-8", "replace") for name in shown_parts(parts) for one in _MERGE.findall(parts[name])}
    for name in sorted(merged):
        text = msg(
            "the template has the merge field {name}, which is not filled; write {how} instead", name=name, how=_HOW
        )
        yield TemplateFault(kind.MERGE_FIELD, text)
    for part in shown_parts(parts):
        yield from _tags(part, parts, merged)
        if _REVIEWED.search(parts[part]):
            text = msg("the template has tracked changes or comments; accept the changes and take the comments out")
            yield TemplateFault(kind.REVIEWED, text)
    for name, data in parts.items():
        for link in _LINKED.findall(data) if name.endswith(".rels") else ():
            if not any(one in link for one in _HARMLESS_LINKS):
                text = msg("the template links to a picture or a file that lies elsewhere; put it into the template")
                yield TemplateFault(kind.LINKED, text)


def _tags(part: str, parts: Mapping[str, bytes], merged: set[str]) -> Iterator[TemplateFault]:
    begun: list[tuple[str, str]] = []
    for paragraph in paragraphs({part: parts[part]}):
        yield from _statements(paragraph.text, begun)
        yield from _rest(_TAG.sub("\n", paragraph.text), merged)
    for _, tag in begun:
        said = msg("the block {tag} is begun and not ended", tag=tag)
        yield TemplateFault(TemplateFaultKind.BLOCK_NOT_ENDED, said)


def _statements(text: str, begun: list[tuple[str, str]]) -> Iterator[TemplateFault]:
    """Look at the tags of a paragraph; `begun` are the blocks that are open, each with the word that ends it."""
    kind = TemplateFaultKind
    for tag in _TAG.findall(text):
        word = _STATEMENT.match(tag)
        said = word["word"] if word else ""
        if _OWN_XML.match(tag) or (tag.startswith("{%") and said not in _KNOWN):
            yield TemplateFault(kind.PROGRAM, _refused(tag))
        elif said in _BEGINS:
            begun.append((_BEGINS[said], tag))
        elif said in _BEGINS.values():
            if not begun or begun[-1][0] != said:
                yield TemplateFault(kind.BLOCK_NOT_ENDED, msg("{tag} ends a block that was not begun", tag=tag))
            else:
                begun.pop()


def _rest(text: str, merged: set[str]) -> Iterator[TemplateFault]:
    """Look at what a paragraph says beside its tags."""
    if open_tag := _OPEN.search(text):
        tag = text[open_tag.start() :].strip()[:_SHOWN]
        said = msg("{tag} is begun and not ended; write both braces, in one paragraph", tag=tag)
        yield TemplateFault(TemplateFaultKind.UNFINISHED, said)
        return
    for one in odd(text):
        if one.strip("«» ") not in merged:
            yield TemplateFault(TemplateFaultKind.ODD_PLACEHOLDER, _stays(one))


def _stays(tag: str) -> Message:
    return msg("{tag} would stay in the paper as it is; write a field as {how}", tag=tag, how=_HOW)


def _refused(tag: str) -> Message:
    return msg("{tag} is no field, no block and no condition; a template is no program", tag=tag)


class _FieldNames:
    """The fields that a template asks for, compared with those that there are."""

    def __init__(self, fields: PaperFields) -> None:
        self.single = {name for one in fields.fields for name in (one.name, one.swedish)}
        self.blocks: dict[str, PaperBlock] = {}
        for block in fields.blocks:
            self.blocks |= {block.name: block, block.swedish: block}
        self.inner = {name for one in fields.blocks for each in one.fields for name in (each.name, each.swedish)}
        self.repeated = False

    def faults(self, parts: Mapping[str, bytes]) -> list[TemplateFault]:
        """Read the tags of each part as Jinja does, and give what is wrong with them."""
        found: list[TemplateFault] = []
        trees = []
        for name, data in shown_parts(parts).items():
            try:
                trees.append(environment().parse(DocxTemplate.patch_xml(None, data.decode("utf-8", "replace"))))
            except TemplateError as error:
                text = msg("{part} of the template cannot be read: {fault}", part=name, fault=str(error.message))
                found.append(TemplateFault(TemplateFaultKind.UNFINISHED, text))
        self.repeated = any(True for tree in trees for _ in tree.find_all(nodes.For))
        for tree in trees:
            for node in tree.body:
                found += self._look(node, {})
        return found

    def _look(self, node: nodes.Node, scope: Mapping[str, PaperBlock | None]) -> Iterator[TemplateFault]:
        match node:
            case nodes.For():
                yield from self._for(node, scope)
            case nodes.If():
                yield from self._condition(node.test, scope)
                yield from self._all((*node.body, *node.elif_, *node.else_), scope)
            case nodes.CondExpr():
                yield from self._condition(node.test, scope)
                yield from self._all(filter(None, (node.expr1, node.expr2)), scope)
            case nodes.Filter() if node.name in _FILTERS and not node.args and node.node is not None:
                yield from self._condition(node.node, scope)
            case nodes.Getattr(node=nodes.Name() as base):
                yield from self._attribute(base.name, node.attr, scope)
            case nodes.Name():
                yield from self._name(node.name, scope)
            case _ if isinstance(node, _PLAIN):
                yield from self._all(node.iter_child_nodes(), scope)
            case _:
                tag = type(node).__name__.lower()
                yield TemplateFault(TemplateFaultKind.PROGRAM, _refused(tag))

    def _all(self, found: Iterable[nodes.Node], scope: Mapping[str, PaperBlock | None]) -> Iterator[TemplateFault]:
        for one in found:
            yield from self._look(one, scope)

    def _condition(self, node: nodes.Node, scope: Mapping[str, PaperBlock | None]) -> Iterator[TemplateFault]:
        """Look at what is asked whether it is there; that may be a whole block."""
        if not (isinstance(node, nodes.Name) and node.name in self.blocks):
            yield from self._look(node, scope)

    def _for(self, node: nodes.For, scope: Mapping[str, PaperBlock | None]) -> Iterator[TemplateFault]:
        if not (isinstance(node.iter, nodes.Name) and isinstance(node.target, nodes.Name)):
            yield TemplateFault(TemplateFaultKind.PROGRAM, _refused("for"))
            return
        block = self.blocks.get(node.iter.name)
        if block is None:
            yield self._unknown(node.iter.name, [*self.blocks])
            return
        if node.test is not None:
            yield from self._look(node.test, {**scope, node.target.name: block})
        yield from self._all((*node.body, *node.else_), {**scope, node.target.name: block, "loop": None})

    def _attribute(self, base: str, attribute: str, scope: Mapping[str, PaperBlock | None]) -> Iterator[TemplateFault]:
        if base not in scope:
            yield from (
                self._outside(f"{base}.{attribute}")
                if attribute in self.inner
                else [self._unknown(f"{base}.{attribute}", [*self.single])]
            )
            return
        block = scope[base]
        known = _LOOP if block is None else {name for one in block.fields for name in (one.name, one.swedish)}
        if attribute not in known:
            yield self._unknown(f"{base}.{attribute}", [f"{base}.{one}" for one in sorted(known)])

    def _name(self, name: str, scope: Mapping[str, PaperBlock | None]) -> Iterator[TemplateFault]:
        if name in self.single and name not in scope:
            return
        if name in self.inner and name not in scope:
            yield from self._outside(name)
        else:
            yield self._unknown(name, [*self.single])

    def _outside(self, name: str) -> Iterator[TemplateFault]:
        block = next(one for one in self.blocks.values())
        if self.repeated:
            text = msg(
                "{name} stands outside the block {block}, so it is nobody's; move it into the block",
                name=name,
                block=block.name,
            )
            yield TemplateFault(TemplateFaultKind.OUTSIDE_BLOCK, text)
        else:
            text = msg(
                "{name} needs a block round it; write {begin} in a paragraph before it and {end} in one after it",
                name=name,
                begin=f"{{%p for one in {block.name} %}}",
                end="{%p endfor %}",
            )
            yield TemplateFault(TemplateFaultKind.NO_BLOCK, text)

    def _unknown(self, name: str, known: list[str]) -> TemplateFault:
        if meant := nearest(name, known):
            text = msg("{name} is no field of this template; did you mean {meant}?", name=name, meant=meant)
        else:
            text = msg("{name} is no field of this template; the fields are {known}", name=name, known=sorted(known))
        return TemplateFault(TemplateFaultKind.UNKNOWN_FIELD, text)


def _tried(made: WordTemplate) -> Iterator[TemplateFault]:
    """Fill a template with samples, and look at what came of it."""
    samples = made.fields.samples()
    try:
        filled = made.fill(samples, "?", "sv")
        with archive.opened(filled, DOCUMENT) as found:
            texts = [one.text for one in paragraphs({name: found.read(name) for name in found.namelist()})]
    except RusctlError as error:
        yield TemplateFault(TemplateFaultKind.NOT_FILLED, error.message)
        return
    ours = (
        *samples.fields.values(),
        *(text for rows in samples.blocks.values() for row in rows for text in row.values()),
    )
    for tag in left_over("\n".join(texts), ours):
        text = _stays(tag)
        yield TemplateFault(TemplateFaultKind.ODD_PLACEHOLDER, text)
