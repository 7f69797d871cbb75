"""Rules about mail."""

from collections.abc import Iterator

from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.model.plan import Facts


@rule(code="RUS622", name="mail-in-the-clear", severity=Severity.ERROR, alone=True)
def mail_in_the_clear(facts: Facts) -> Iterator[Problem]:
    """A password for the mail server would go over the network unencrypted.

    Anybody on the way could read it, and send mail in the region's name. `rusctl invite --send` refuses it, too. A
    relay that nobody logs in to may be without encryption.

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
        text = msg("{user} would log in to {host} in the clear; say starttls or tls", user=mail.user, host=mail.host)
        yield Problem(mail.at.key("security"), text)
