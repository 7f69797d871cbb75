"""One mail server, and one message at a time over it, with an exact word on how each ended; the owner of smtplib.

The server answers for a message once the line with the single dot has gone out. Before that nothing was delivered,
whatever breaks; after it, only its answer says so, and where none comes nobody knows.
"""

import base64
import contextlib
import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import Message, msg

_OK = 250
_GO_AHEAD = 354
_CLOSING = 421
_LOGGED_IN = (235, 503)
_LONGEST_WORDS = 300
_BARE = re.compile(rb"\r\n|\r|\n")


class Security(StrEnum):
    """How the connection is kept private."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class Server(NamedTuple):
    """A mail server and who writes; without a `user` nobody logs in.

    `ca` is a file of certificates that are trusted beside the system's.
    """

    host: str
    port: int
    security: Security
    sender: str
    user: str = ""
    secret: str = ""
    token: bool = False
    ca: str = ""
    patience: float = 300.0  # seconds to wait for an answer (RFC 5321, 4.5.3.2)

    def __repr__(self) -> str:
        """Show nothing of the secret."""
        return f"Server({self.host}:{self.port})"


class Outcome(StrEnum):
    """How a message ended, in the words of the outbox's states."""

    SENT = "sent"
    QUEUED = "queued"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Verdict(NamedTuple):
    """How a message ended, the server's words, and whether the connection is still there."""

    outcome: Outcome
    said: str = ""
    alive: bool = True


class StoppedError(EnvironmentFailureError):
    """No message can be sent: no connection, no login, or a server that takes none from us now."""


class Courier:
    """A connection to a mail server."""

    def __init__(self, server: Server) -> None:
        """Take a server; nothing is connected yet."""
        self.server = server
        self._smtp: smtplib.SMTP | None = None

    @property
    def open(self) -> bool:
        """Whether there is a connection."""
        return self._smtp is not None

    def connect(self) -> None:
        """Connect, make the connection private, and log in; StoppedError where one of them fails."""
        server = self.server
        smtp: smtplib.SMTP | None = None
        try:
            smtp = self._connected()
            smtp.local_hostname = _our_name(smtp)
            if smtp.sock:  # the closing dot is a packet of its own, and is not to wait for the one before
                smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            smtp.ehlo_or_helo_if_needed()
            if server.security is Security.STARTTLS:
                smtp.starttls(context=_context(server))
                smtp.ehlo_or_helo_if_needed()
            if server.user:
                self._log_in(smtp)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            _close(smtp)
            raise StoppedError(self._no_connection(error)) from None
        except BaseException:
            _close(smtp)
            raise
        self._smtp = smtp

    def _connected(self) -> smtplib.SMTP:
        server = self.server
        if server.security is Security.TLS:
            return smtplib.SMTP_SSL(
                server.host, server.port, local_hostname="localhost", timeout=server.patience, context=_context(server)
            )
        return smtplib.SMTP(server.host, server.port, local_hostname="localhost", timeout=server.patience)

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        server = self.server
        if not server.token:
            if (server.user + server.secret).isascii():
                smtp.login(server.user, server.secret)
            else:
                _log_in_plainly(smtp, server)
            return
        if "XOAUTH2" not in smtp.esmtp_features.get("auth", "").upper().split():
            raise smtplib.SMTPNotSupportedError("AUTH XOAUTH2")
        first = f"user={server.user}\x01auth=Bearer {server.secret}\x01\x01"
        # A token that is not accepted is answered by a challenge, which an empty line answers.
        code, words = smtp.auth("XOAUTH2", lambda challenge=None: first if challenge is None else "")
        if code not in _LOGGED_IN:
            raise smtplib.SMTPAuthenticationError(code, words)

    def deliver(self, recipient: str, octets: bytes, about_to: Callable[[], None]) -> Verdict:
        """Send one message; `about_to` is called before the server may take its text.

        StoppedError where the server takes nothing from this sender, with this message not sent.
        """
        smtp = self._smtp
        assert smtp is not None  # noqa: S101 - connect comes first
        try:
            verdict = self._envelope(smtp, recipient)
            if verdict is None:
                about_to()
                verdict = _data(smtp, octets)
        except (smtplib.SMTPException, OSError) as error:
            # Raised before the closing dot only: the text was not taken.
            verdict = Verdict(Outcome.QUEUED, _words(error), alive=False)
        if verdict.alive and verdict.outcome is not Outcome.SENT:
            verdict = verdict._replace(alive=_start_over(smtp))
        if not verdict.alive:
            self.close()
        return verdict

    def _envelope(self, smtp: smtplib.SMTP, recipient: str) -> Verdict | None:
        """Name sender and recipient; None where the server takes both."""
        code, words = smtp.mail(self.server.sender)
        if code != _OK:
            said = _plain(code, words)
            self.close()
            raise StoppedError(
                msg(
                    "{host} takes no mail from {sender} now: {said}",
                    host=self.server.host,
                    sender=self.server.sender,
                    said=said,
                )
            )
        code, words = smtp.rcpt(recipient)
        return None if code in (_OK, 251) else _refused(code, words)

    def close(self) -> None:
        """Say good-bye, if there is somebody to say it to."""
        _close(self._smtp)
        self._smtp = None

    def _no_connection(self, error: Exception) -> Message:
        host = self.server.host
        match error:
            case smtplib.SMTPAuthenticationError():
                said = _plain(error.smtp_code, error.smtp_error)
                return msg("{host} does not accept the login: {said}", host=host, said=said)
            case smtplib.SMTPNotSupportedError():
                if self.server.security is Security.STARTTLS and "STARTTLS" in str(error):
                    return msg("{host} offers no STARTTLS, so nothing was sent to it in the clear", host=host)
                return msg("{host} offers no way to log in that rusctl knows; see security and login", host=host)
            case ssl.SSLCertVerificationError():
                return msg(
                    "the certificate of {host} is not accepted ({words}), so nothing was sent; where your organisation "
                    "has a certificate authority of its own, name its file with ca",
                    host=host,
                    words=error.verify_message,
                )
            case ssl.SSLError():
                return msg("no secure connection to {host} could be made ({words})", host=host, words=error.reason)
            case socket.gaierror():
                return msg("{host} is not known on the network; look at the address, or try again later", host=host)
        return msg("no connection to {host}: {words}", host=host, words=_words(error))


def _log_in_plainly(smtp: smtplib.SMTP, server: Server) -> None:
    """Log in with letters that the library cannot send (RFC 4616 wants UTF-8)."""
    if "PLAIN" not in smtp.esmtp_features.get("auth", "").upper().split():
        raise smtplib.SMTPNotSupportedError("AUTH PLAIN")
    word = base64.b64encode(f"\0{server.user}\0{server.secret}".encode()).decode("ascii")
    code, words = smtp.docmd("AUTH", f"PLAIN {word}")
    if code not in _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, words)


def _data(smtp: smtplib.SMTP, octets: bytes) -> Verdict:
    code, words = smtp.docmd("DATA")
    if code != _GO_AHEAD:
        return _refused(code, words)
    text = _BARE.sub(b"\r\n", octets)
    text = re.sub(rb"(?m)^\.", b"..", text)
    smtp.send(text if text.endswith(b"\r\n") else text + b"\r\n")
    try:
        smtp.send(b".\r\n")
        code, words = smtp.getreply()
    except (smtplib.SMTPException, OSError) as error:
        return Verdict(Outcome.UNKNOWN, _words(error), alive=False)
    if 200 <= code < 300:  # noqa: PLR2004 - RFC 5321, 4.2.1
        return Verdict(Outcome.SENT, _plain(code, words))
    if not 400 <= code < 600:  # noqa: PLR2004
        return Verdict(Outcome.UNKNOWN, _plain(code, words), alive=False)
    return _refused(code, words)


def _refused(code: int, words: bytes) -> Verdict:
    """Give what a refusal means: for now (4xx), or for good (5xx); what is no answer at all ends the connection."""
    said = _plain(code, words)
    if 500 <= code < 600:  # noqa: PLR2004
        return Verdict(Outcome.FAILED, said)
    return Verdict(Outcome.QUEUED, said, alive=400 <= code < 500 and code != _CLOSING)  # noqa: PLR2004


def _start_over(smtp: smtplib.SMTP) -> bool:
    try:
        return smtp.rset()[0] == _OK
    except (smtplib.SMTPException, OSError):
        return False


def _close(smtp: smtplib.SMTP | None) -> None:
    if smtp is None:
        return
    with contextlib.suppress(smtplib.SMTPException, OSError):
        if smtp.sock is not None:
            smtp.sock.settimeout(5)
        smtp.quit()
    smtp.close()


def _context(server: Server) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if server.ca:
        context.load_verify_locations(server.ca)
    return context


def _our_name(smtp: smtplib.SMTP) -> str:
    """Give the name to greet with, without asking the network for it (RFC 5321, 4.1.3)."""
    name = socket.gethostname()
    if "." in name and re.fullmatch(r"[A-Za-z0-9.-]+", name):
        return name
    own = smtp.sock.getsockname()[0] if smtp.sock else "127.0.0.1"
    return f"[IPv6:{own}]" if ":" in own else f"[{own}]"


def _plain(code: int, words: bytes | str) -> str:
    text = words.decode("ascii", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"[:_LONGEST_WORDS]


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _plain(error.smtp_code, error.smtp_error)
    text = (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
    return " ".join(text.split())[:_LONGEST_WORDS]
