"""The keys of [mail] in config/targets.toml: the server that invitations go through; no key takes a secret."""

from rusctl.language.message import msg
from rusctl.storage.schema import records
from rusctl.storage.schema.forms import Choice, Listed, Number, Pattern
from rusctl.storage.schema.string_patterns import email, text
from rusctl.storage.schema.tables import Key, Keys, Table

host = Pattern(r"[A-Za-z0-9](?:[A-Za-z0-9.:-]*[A-Za-z0-9])?", msg("the name of a server, such as mail.example.se"))
variable = Pattern(r"[A-Za-z_][A-Za-z0-9_]*", msg("the name of an environment variable, such as MAIL_PASSWORD"))
HIGHEST_PORT = 65_535

_MAIL: Keys = {
    "host": Key(host, "the mail server", required=True),
    "port": Key(Number(1, HIGHEST_PORT), "its port: 587 with starttls, 465 with tls, 25 with none, unless it is said"),
    "security": Key(
        Choice(["starttls", "tls", "none"]),
        "starttls (as a rule), tls from the start, or none: a relay on the own network, which nobody logs in to",
    ),
    "login": Key(Choice(["password", "xoauth2"]), "how to log in: with a password, or with a token (XOAUTH2)"),
    "user": Key(text, "who logs in; without it nobody does, as to a relay"),
    "password_command": Key(Listed(text), "a command that prints the password or the token, a word for each part"),
    "password_env": Key(variable, "the environment variable that holds the password or the token"),
    "from": Key(email, "the functional mailbox that invitations are from; else contact of config/process.toml"),
    "ca": Key(text, "a file of certificates (PEM) that are trusted beside the system's"),
    "per_minute": Key(Number(1, 10_000), "how many messages a minute the server takes at most"),
}
MAIL = Key(Table(_MAIL, records.mail), "the mail server that invitations are sent through")
