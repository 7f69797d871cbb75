"""A Word template filled with the values of one paper: all is escaped, what is missing is an error, no program is run.

The owner of docxtpl. A template is judged before it is filled (`rusctl/papers/judging.py`).
"""

from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.output import word
from rusctl.output.clean import clean
from rusctl.output.word_template import packed_parts, template_parts
from rusctl.papers.fields import PaperFields, PaperValues

_LOCAL = "attachedTemplate"  # where the template lay on somebody's computer, with their name in the path


def environment() -> ImmutableSandboxedEnvironment:
    """Give what templates are read and filled by."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


class WordTemplate:
    """A template that can be filled as often as there are papers."""

    def __init__(self, template: bytes, fields: PaperFields) -> None:
        """Open a template (.docx or .dotx); RusctlError where it is none that can be read."""
        self.parts = template_parts(template)
        self._octets = packed_parts(self.parts)
        self.fields = fields
        self._environment = environment()

    def fill(self, values: PaperValues, title: str, language: str) -> bytes:
        """Give the Word file of one paper, with its title and language and nothing that says who or when.

        RusctlError where the template asks for what there is not, or is a program.
        """
        context = _harmless(self.fields.context(values))
        self._octets.seek(0)
        try:
            file = DocxTemplate(self._octets)
            file.render(context, self._environment)
        except TemplateError as error:
            raise RusctlError(msg("the template cannot be filled: {fault}", fault=str(error))) from None
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # python-docx, docxtpl and lxml let out whatever a damaged file leads to
            raise RusctlError(msg("the template cannot be filled: {fault}", fault=str(error))) from error
        found: Any = file.docx  # get_docx would load the template anew
        settings = found.part._settings_part.rels  # noqa: SLF001 - python-docx shows no links of settings
        for key in [key for key, link in settings.items() if link.reltype.endswith(_LOCAL)]:
            del settings[key]
            for element in list(found.settings.element):
                if element.tag.endswith(_LOCAL):
                    found.settings.element.remove(element)
        return word.packed(found, title, language)


def _harmless(value: Any) -> Any:
    """Show control characters, which XML cannot hold, as their codes; lines stay lines."""
    if isinstance(value, str):
        return clean(value.replace("\r\n", "\n").replace("\r", "\n")).replace("\t", " ")
    if isinstance(value, list):
        return [_harmless(one) for one in value]
    return {name: _harmless(one) for name, one in value.items()}
