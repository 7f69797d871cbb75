"""The plan as git sees it: personal data in what is staged, and where the folder lies in its repository."""

from rusctl.checks.privacy import OWN_FOLDERS
from rusctl.checks.run import private_findings
from rusctl.diagnostics import Finding
from rusctl.errors import RusctlError
from rusctl.model.plan import TextFile
from rusctl.services.project import Project
from rusctl.storage import git


def staged_findings(project: Project) -> tuple[Finding, ...]:
    """Look at the files that git has staged; the plan only says which mailbox and which paths are let through."""
    folder = project.folder.path
    files = git.staged(folder)
    texts = [TextFile(name, _text(name, raw)) for name, raw in files.items()]
    tracked = [TextFile(name, "") for name in git.tracked(folder, *OWN_FOLDERS) if name not in files]
    return private_findings([*texts, *tracked], project.loaded.plan, project.today)


def _text(name: str, raw: bytes) -> str:
    """Give a file's text; of a database that is none of git's business, its name is enough."""
    return "" if name.startswith(OWN_FOLDERS) and b"\0" in raw else raw.decode("utf-8", "replace")


def place_in_repository(project: Project) -> str:
    """Give the folder's path from the top of its repository, which GitHub wants before a file's name."""
    folder = project.folder.path
    try:
        place = folder.resolve().relative_to(git.toplevel(folder).resolve())
    except (RusctlError, ValueError):
        return ""
    return place.as_posix() if place.parts else ""
