"""The shapes of text that several files' keys take: ids, addresses, codes. The descriptions are message ids."""

from collections.abc import Callable
from typing import Any

from rusctl.language.message import msg
from rusctl.model.plan import Source
from rusctl.storage.schema.forms import Faults, Number, Pattern, Schema, Text, fault, key_at, too_long

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
HIDDEN = r"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # in no address, seen or not
LONGEST_ID = 100  # ids name files, and systems take 255 octets of a name with what stands round it
YEAR = Number(1900, 2200)


class Slug(Pattern):
    """An id."""

    def __init__(self) -> None:
        super().__init__(SLUG, msg("small letters a to z, digits and hyphens, such as koping-2"))

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the id, if it is not too long to name a file."""
        if type(value) is str and len(value) > LONGEST_ID:
            return fault(faults, "invalid-value", at, too_long(key_at(at), LONGEST_ID, len(value)))
        return super().read(value, at, faults)

    def schema(self, say: Callable[[str], str]) -> Schema:
        """Give a string schema with the pattern and the length."""
        return super().schema(say) | {"maxLength": LONGEST_ID}


slug = Slug()
_NO = rf"\s<>\"\\{HIDDEN}"
email = Pattern(rf"[^@(),:;\[\]{_NO}]+@[^@(),:;\[\]{_NO}]+\.[^@(),:;\[\]{_NO}]+", msg("an email address"))
url = Pattern(rf"https?://[^^`{{|}}{_NO}]+", msg("an address that begins with https://"))
domain = Pattern(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?", msg("a domain name such as example.se"))
# no colon before the @: a password never stands in a file of the plan
database = Pattern(
    r"postgresql://(?:[^\s:@/?#]+@)?[A-Za-z0-9._-]*(?::[0-9]+)?/[^\s?#/]+(?:\?(?!.*password)[^\s#]*)?",
    msg("the address of a PostgreSQL database without a password, such as postgresql://server.example.se/strategy"),
    secret=True,
)
zone = Pattern(r"[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+", msg("a time zone such as Europe/Stockholm"))
country = Pattern(r"[A-Z]{2}", msg("a country's two capital letters, such as FI"))
code = Pattern(r"[0-9]{2,8}", msg("the municipality's code: two to eight digits in quotation marks"))
swedish_code = Pattern(r"[0-9]{4}", msg("Statistics Sweden's code: four digits in quotation marks"))
own_name = Pattern(rf"own-{SLUG}", msg("a name that begins with own-, such as own-late-venue"))
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
hours = Pattern(rf"{_CLOCK}(?:-{_CLOCK})?", msg("times of day such as 09:00-12:00, or 09:00"))
fingerprint = Pattern(r"[0-9a-f]{20}", msg("twenty digits and letters a to f, written by rusctl import"))
text = Text()
