"""Where in the strategy's text something stands, as people say it: the number and the words of its heading."""

from rusctl.model.consulting import Consultation
from rusctl.services.project import Project
from rusctl.services.strategy import texts
from rusctl.storage.files.names import text_of
from rusctl.strategy.blocks import BlockKind, TextBlock
from rusctl.strategy.numbering import section_of


class TextPlaces:
    """The headings of the version that was asked about, and of the newest one."""

    def __init__(self, project: Project, one: Consultation) -> None:
        """Read the two texts; a consultation about something else has none."""
        self.old: texts.VersionText | None = None
        self.new: texts.VersionText | None = None
        there = [each for each in project.plan.versions if text_of(each.id) in project.loaded.files]
        if one.version and (asked := next((each for each in there if each.id == one.version), None)):
            self.old = texts.version_text(project, asked)
            if there[-1].id != asked.id:
                self.new = texts.version_text(project, there[-1])
        self._chapters: dict[str, str] = {}
        self._order: dict[str, int] = {}
        for found in filter(None, (self.old, self.new)):
            for block in found.text.identified:
                if block.kind is BlockKind.HEADING and (number := found.numbers.get(block.first)):
                    self._chapters.setdefault(number, _heading(number, block))
                    self._order.setdefault(number, len(self._order))

    def chapter(self, number: str, paragraph: str = "") -> str:
        """Give a chapter in words: by its number, else by a paragraph in it; as it was written where none is known."""
        number = number or self.number_of(paragraph)
        return self._chapters.get(number.rstrip("."), number)

    def number_of(self, paragraph: str) -> str:
        """Give the number of the heading that a paragraph stands under; empty where there is none."""
        for found in filter(None, (self.new, self.old)):
            block = found.text.block(paragraph) if paragraph else None
            if block is not None:
                return found.number_of(block)
        return ""

    def where(self, paragraph: str) -> str:
        """Give where a paragraph stands: its heading with its number; its id where it has none."""
        for found in filter(None, (self.new, self.old)):
            block = found.text.block(paragraph)
            if block is not None:
                section = section_of(found.text.blocks, block)
                number = found.number_of(block)
                return _heading(number, section) if section else paragraph
        return paragraph

    def order(self, chapter: str) -> tuple[int, str]:
        """Give a key by which chapters come in the text's order, others after them."""
        return self._order.get(chapter.rstrip("."), len(self._order)), chapter


def _heading(number: str, block: TextBlock) -> str:
    return block.words if not number or block.words.startswith(number) else f"{number} {block.words}"
