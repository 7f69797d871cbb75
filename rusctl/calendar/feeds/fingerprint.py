"""A digest of an entry's values: the same in every run, under every Python, for every target, whatever its words.

A folder's language says in which language the plan's own names count; an entry that was told of in another language is
the same all the same, so a digest is compared with those of all languages.
"""

from hashlib import sha256

from rusctl.calendar.feeds.fixed_form import LANGUAGES, fields_of
from rusctl.model.entry_values import EntryValues

_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_LENGTH = 32  # of 64: 128 bits
_SEEN = ("summary", "status", "location", "description", "url")
_UNSEEN = frozenset(("uid", "when", "transp", "busystatus", "yearly", "categories", "organizer", "reminders", "geo"))


def fingerprint(values: EntryValues, code: str) -> str:
    """Give the digest, in letters alone: a run of digits in a file could be taken for a telephone number.

    A field that is empty does not count, so that a field added some day changes no digest of what lacks it.
    """
    shown = fields_of(values, _known(code)).items()
    # The texts of an entry hold no control characters but line feed and tab, so these part them beyond doubt.
    whole = "\x1e".join(f"{name}\x1f{text}" for name, text in shown if text)
    return sha256(whole.encode()).hexdigest()[:_LENGTH].translate(_LETTERS)


def fingerprints(values: EntryValues, code: str) -> tuple[str, ...]:
    """Give the digests in every language, that of the folder first."""
    return tuple(fingerprint(values, one) for one in _first(code))


def seen_digests(values: EntryValues, organizer: str, core: tuple[str, ...], code: str) -> tuple[str, ...]:
    """Give the digests of all that a recipient reads, in every language, that of the folder first.

    `core` is what everybody must answer anew for. What only programs look at is left out. A field that has come since
    counts as above.
    """
    found = []
    for one in _first(code):
        fields = fields_of(values, one)
        more = (f"{name}\x1f{text}" for name, text in fields.items() if text and name not in {*_SEEN, *_UNSEEN})
        found.append(joined(*core, *(fields[name] for name in _SEEN), organizer, *more))
    return tuple(found)


def joined(*texts: str) -> str:
    """Give the digest of some texts, as the outbox keeps it."""
    return sha256("\0".join(texts).encode()).hexdigest()[:_LENGTH]


def _first(code: str) -> tuple[str, ...]:
    known = _known(code)
    return (known, *(one for one in LANGUAGES if one != known))


def _known(code: str) -> str:
    return code if code in LANGUAGES else LANGUAGES[0]
