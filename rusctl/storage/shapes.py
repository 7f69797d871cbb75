"""The shapes of text that several files' keys take: ids, addresses, codes. The descriptions are message ids."""

from rusctl.language.message import msg
from rusctl.storage.forms import Number, Pattern, Text

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
YEAR = Number(1900, 2200)

slug = Pattern(SLUG, msg("small letters a to z, digits and hyphens, such as koping-2"))
email = Pattern(r"[^@\s<>\"(),:;\[\]\\]+@[^@\s<>\"(),:;\[\]\\]+\.[^@\s<>\"(),:;\[\]\\]+", msg("an e-mail address"))
url = Pattern(r"https?://[^\s<>\"\\^`{|}]+", msg("an address that begins with https://"))
domain = Pattern(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?", msg("a domain name such as example.se"))
# no colon before the @: a password never stands in a file of the plan
database = Pattern(
    r"postgresql://(?:[^\s:@/?#]+@)?[A-Za-z0-9._-]*(?::[0-9]+)?/[^\s?#/]+(?:\?(?!.*password)[^\s#]*)?",
    msg("the address of a PostgreSQL database without a password, such as postgresql://server.example.se/strategy"),
)
zone = Pattern(r"[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+", msg("a time zone such as Europe/Stockholm"))
code = Pattern(r"[0-9]{4}", msg("Statistics Sweden's code: four digits in quotation marks"))
fingerprint = Pattern(r"[0-9a-f]{20}", msg("twenty digits and letters a to f, written by rusctl import"))
text = Text()
