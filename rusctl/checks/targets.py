"""Rules about where calendars are published and how mail is sent (config/targets.toml)."""

import re
from collections.abc import Iterator

from rusctl.checks.files import faults
from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.model.plan import Facts
from rusctl.storage.files.names import TARGETS
from rusctl.storage.schema.target_keys import CALDAV, FOLDER
from rusctl.storage.target_folders import misplaced

_NEEDED = {FOLDER: ("path",), CALDAV: ("url", "calendar", "user")}
_SECRET = re.compile(r"pass|pwd|secret|token|l[oö]sen|hemlig|nyckel|key|auth", re.IGNORECASE)
_SECRET_IN_URL = re.compile(r"https?://[^/?#]*:[^/?#]*@")
_SAYING = ("echo", "printf")
_NAMING = ("password_command", "password_env")


@rule(code="RUS620", name="target-incomplete", severity=Severity.ERROR, alone=True)
def target_incomplete(facts: Facts) -> Iterator[Problem]:
    """A publishing target has no value for a key that its kind needs.

    A folder of feeds needs its path; a calendar on a server needs the server's address, the calendar's name and who
    logs in.

    Bad:
        # file: config/targets.toml
        [[target]]
        id = "webb"
        kind = "folder"  # RUS620

    Good:
        # file: config/targets.toml
        [[target]]
        id = "webb"
        kind = "folder"
        path = "../kalendrar"
    """
    misread = {key: unreadable(facts, key) for keys in _NEEDED.values() for key in keys}
    for target in facts.plan.publishing.targets:
        needed = _NEEDED.get(target.kind, ())
        lacking = [key for key in needed if not getattr(target, key) and place(target.at) not in misread[key]]
        if lacking:
            text = msg("{id} has no {keys}; a target of this kind needs it", id=target.id, keys=lacking)
            yield Problem(target.at.key("kind"), text)


@rule(code="RUS621", name="secret-in-file", severity=Severity.ERROR, alone=True)
def secret_in_file(facts: Facts) -> Iterator[Problem]:
    """config/targets.toml contains a password.

    The file is kept in git, where everybody who has the folder reads it, for ever. Name a command that prints the
    password, or an environment variable; where neither is named, the computer's keyring is asked. Change the password:
    it may have been read already.

    Bad:
        # file: config/targets.toml
        [[target]]
        id = "gruppen"
        kind = "caldav"
        url = "https://rus:hemligt@moln.example.org/dav/"  # RUS621
        calendar = "rus"
        user = "rus"

    Good:
        # file: config/targets.toml
        [[target]]
        id = "gruppen"
        kind = "caldav"
        url = "https://moln.example.org/dav/"
        calendar = "rus"
        user = "rus"
        password_env = "RUS_KALENDER"
    """
    for fault in faults(facts, "unknown-key"):
        key = str(fault.message.args.get("key", ""))
        named = key.startswith("password_") and fault.message.args.get("meant") in _NAMING
        if fault.at.file == TARGETS and _SECRET.search(key) and not named:
            yield Problem(fault.at, msg("{key} looks like a secret; secrets are not allowed here, remove it", key=key))
    text = msg("password found; remove it, and name a command or a variable that provides it")
    for target in facts.plan.publishing.targets:
        if _SECRET_IN_URL.match(target.url):
            yield Problem(target.at.key("url"), text)
        if target.password_command and target.password_command[0].rpartition("/")[2] in _SAYING:
            yield Problem(target.at.key("password_command"), text)


@rule(code="RUS623", name="target-misplaced", severity=Severity.ERROR, alone=True)
def target_misplaced(facts: Facts) -> Iterator[Problem]:
    """Calendars would be published into a folder that holds other things.

    The plan's own folder, its config, busy, register and .rusctl, a .git and the folders of the system are not for
    calendars: git, rusctl or the computer rely on what lies there, and what is about people lies beside it.

    Bad:
        # file: config/targets.toml
        [[target]]
        id = "webb"
        kind = "folder"
        path = "config"  # RUS623

    Good:
        # file: config/targets.toml
        [[target]]
        id = "webb"
        kind = "folder"
        path = "../kalendrar"
    """
    for target in facts.plan.publishing.targets:
        if target.path and (text := misplaced(target.path)):
            yield Problem(target.at.key("path"), text)


@rule(code="RUS622", name="mail-in-the-clear", severity=Severity.ERROR, alone=True)
def mail_in_the_clear(facts: Facts) -> Iterator[Problem]:
    """A password for the mail server would go over the network unencrypted.

    Anybody on the network could read it, and send messages in the region's name. `rusctl invite --send` refuses it too.
    An SMTP relay without a login may be unencrypted.

    Bad:
        # file: config/targets.toml
        [mail]
        host = "mail.example.org"
        security = "none"  # RUS622
        user = "rus"

    Good:
        # file: config/targets.toml
        [mail]
        host = "mail.example.org"
        security = "starttls"
        user = "rus"
    """
    mail = facts.plan.publishing.mail
    if mail and mail.in_the_clear:
        text = msg("{user} would log in to {host} unencrypted; set starttls or tls", user=mail.user, host=mail.host)
        yield Problem(mail.at.key("security"), text)
