"""What those who sort write themselves: names of themes and groups, and notes; in none of them anybody is named."""

from rusctl.errors import PrivacyError
from rusctl.language.look import look
from rusctl.language.message import msg
from rusctl.language.vocabulary_people import SENSITIVE
from rusctl.model.inputs import Sensitive
from rusctl.services.inputs.storing import known_names, opened
from rusctl.services.project import Project

_OF_SOMEBODY = (
    Sensitive.EMAIL,
    Sensitive.PHONE,
    Sensitive.NAME,
    Sensitive.NUMBER,
)  # a theme may be health


def naming_nobody(project: Project, *texts: str) -> None:
    """Refuse texts in which somebody stands, by a name of the register, an address or a number."""
    names = known_names(project, opened(project))
    found = {about for text in texts for about in look(text, names).abouts if about in _OF_SOMEBODY}
    if found:
        what: list[object] = [SENSITIVE[about] for about in _OF_SOMEBODY if about in found]
        raise PrivacyError(
            msg("here stands {what}: a note and the name of a theme or a group name nobody; leave it out", what=what)
        )
