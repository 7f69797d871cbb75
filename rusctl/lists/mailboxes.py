"""Which mailboxes of a list are an office's and no person's, such as registrator@ and kansli@."""

import re

from rusctl.language.slug import slug
from rusctl.lists import words

_BETWEEN = re.compile(r"[._+-]+")


def is_functional(name: str, address: str) -> bool:
    """Whether a mailbox is certainly a function's: all words before its @ are, and the name is none of a person.

    A name counts as a function's where a word of it is one, as in "Registrator, Sala kommun". What is not certain is
    taken for a person, whose data are protected.
    """
    functions = words.others("function")
    local = [one for one in _BETWEEN.split(address.partition("@")[0].casefold()) if one]
    if not local or not functions.issuperset(local):
        return False
    return not name or name.casefold() == address.casefold() or not functions.isdisjoint(slug(name).split("-"))
