"""The folders of the examples, made without a command line."""

from pathlib import Path

from rusctl.services.consultation import example as consultation
from rusctl.services.inputs import example as inputs
from rusctl.services.planning import example_folder
from rusctl.services.project import Project
from rusctl.storage import template

AFTER = "2026-01-15"  # when all that the invented region has planned is over


def made_example(folder: Path, name: str = "exempelregionen") -> Project:
    """Make an example's folder its inputs and its consultation in it, as it stands on a day after all of it."""
    files, _ = example_folder.files(folder, name)
    template.write(folder, files)
    project = Project(str(folder), AFTER)
    if (rows := example_folder.rows(name)).inputs:
        inputs.fill(project, rows)
        consultation.fill(project, rows)
    return project
