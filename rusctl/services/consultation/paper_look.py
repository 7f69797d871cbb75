"""How the region's papers look, as config/papers of the plan's folder says; and which template is used."""

from pathlib import Path
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.papers.fields import PaperFields
from rusctl.papers.filling import WordTemplate
from rusctl.papers.judging import judged
from rusctl.papers.look import FOLDER, PaperLook
from rusctl.services import foreign_file
from rusctl.services.project import Project
from rusctl.services.reporting.paper_files import look_of
from rusctl.storage.files import atomic


class PaperKind(NamedTuple):
    """A kind of paper: what its template is called, which fields it has, and the template that rusctl ships."""

    name: str
    fields: PaperFields
    shipped: bytes


class NamedTemplate(NamedTuple):
    """A template that can be used, and where it is from; the file is empty where rusctl's own is used."""

    template: WordTemplate
    file: str


def look(project: Project) -> PaperLook:
    """Give how papers look; the region's name alone is the sender where nothing is said. RusctlError as `read_look`."""
    found = look_of(project)
    if found.sender:
        return found
    plan = project.plan
    sender = tuple(filter(None, (plan.process.region or plan.process.name, plan.process.contact)))
    return PaperLook(sender=sender, colour=found.colour, logo=found.logo, logo_text=found.logo_text)


def template(project: Project, named: str, kind: PaperKind, language: str) -> NamedTemplate:
    """Give the template of a kind of paper: the file that is named, else config/papers/KIND.LANGUAGE.docx, else ours.

    RusctlError with every fault of the template where it cannot be used.
    """
    file, octets = named, kind.shipped
    if named:
        octets = foreign_file.raw(named)
    else:
        for ending in (".docx", ".dotx"):
            own = f"{FOLDER}/{kind.name}.{language}{ending}"
            if (found := atomic.read_if_there(project.folder.path / own)) is not None:
                file, octets = own, found
                break
    answer = judged(octets, kind.fields)
    if answer.template is None:
        raise RusctlError(_faulty(file or kind.name, [one.message for one in answer.faults]))
    return NamedTemplate(answer.template, file)


def _faulty(file: str, faults: list[Message]) -> Message:
    return msg("{file} cannot be used as a template: {faults}", file=Path(file).name, faults=faults)
