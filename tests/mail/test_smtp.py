"""One message over a real server that fails at each point of the protocol."""

import pytest

from rusctl.mail.smtp import Delivery, Security, Server, SmtpConnection, StoppedError, Verdict
from tests.mail.conftest import TEXT, Trust
from tests.mail.server import CUT, Box, Fault, serving

STOPPED = "stopped"
GONE = "Connection unexpectedly closed"


def server_of(box: Box, security: Security = Security.NONE, **more: object) -> Server:
    return Server("127.0.0.1", box.port, security, "a@example.org", patience=5, **more)  # type: ignore[arg-type]


def sent_over(server: Server) -> tuple[Verdict | str, list[str]]:
    """Give how one message ended, and whether its text was about to go."""
    begun: list[str] = []
    courier = SmtpConnection(server)
    try:
        courier.connect()
        return courier.deliver("ett@example.org", TEXT, lambda: begun.append("begun")), begun
    except StoppedError as error:
        return f"{STOPPED}: {error.message.id}", begun
    finally:
        courier.close()


CASES = [
    ("banner", "451 later", STOPPED, False, 0),
    ("banner", "554 no", STOPPED, False, 0),
    ("banner", CUT, STOPPED, False, 0),
    ("EHLO", "451 later", STOPPED, False, 0),
    ("EHLO", "554 no", STOPPED, False, 0),
    ("EHLO", CUT, STOPPED, False, 0),
    ("MAIL", "451 later", STOPPED, False, 0),
    ("MAIL", "554 no", STOPPED, False, 0),
    ("MAIL", CUT, Delivery.QUEUED, False, 0),
    ("RCPT", "451 later", Delivery.QUEUED, False, 0),
    ("RCPT", "550 nobody", Delivery.FAILED, False, 0),
    ("RCPT", "421 closing", Delivery.QUEUED, False, 0),
    ("RCPT", "nonsense", Delivery.QUEUED, False, 0),
    ("RCPT", CUT, Delivery.QUEUED, False, 0),
    ("DATA", "451 later", Delivery.QUEUED, True, 0),
    ("DATA", "554 no", Delivery.FAILED, True, 0),
    ("DATA", CUT, Delivery.QUEUED, True, 0),
    ("text", CUT, Delivery.UNKNOWN, True, 0),
    ("dot", "451 later", Delivery.QUEUED, True, 0),
    ("dot", "554 no", Delivery.FAILED, True, 0),
    ("dot", CUT, Delivery.UNKNOWN, True, 0),
    ("after", "nonsense", Delivery.UNKNOWN, True, 1),
    ("after", CUT, Delivery.UNKNOWN, True, 1),
    ("QUIT", "451 later", Delivery.SENT, True, 1),
    ("QUIT", "554 no", Delivery.SENT, True, 1),
    ("QUIT", CUT, Delivery.SENT, True, 1),
    ("none", "", Delivery.SENT, True, 1),
]


@pytest.mark.parametrize(("point", "answer", "outcome", "begun", "taken"), CASES)
def test_each_point_of_failure(point: str, answer: str, outcome: str, begun: bool, taken: int) -> None:
    with serving(Box([Fault(point, answer)])) as box:
        verdict, about_to = sent_over(server_of(box))
    found = verdict.outcome if isinstance(verdict, Verdict) else verdict.partition(":")[0]
    assert (found, bool(about_to), len(box.taken)) == (outcome, begun, taken)


def test_a_line_that_begins_with_a_dot_arrives_as_it_is() -> None:
    with serving(Box()) as box:
        sent_over(server_of(box))
    assert [octets for _, octets in box.taken] == [TEXT]


def test_a_server_that_does_not_answer_leaves_it_unknown() -> None:
    with serving(Box(hang=True)) as box:
        server = server_of(box)._replace(patience=0.2)
        verdict, _ = sent_over(server)
    assert isinstance(verdict, Verdict)
    assert verdict.outcome is Delivery.UNKNOWN


def test_nobody_there() -> None:
    with serving(Box()) as box:
        pass
    verdict, _ = sent_over(server_of(box))
    assert verdict == "stopped: no connection to {host}: {words}"


def test_login_over_starttls_and_tls(trust: Trust) -> None:
    for security in (Security.STARTTLS, Security.TLS):
        tls = trust.context("127.0.0.1")
        with serving(Box(), tls=tls, implicit=security is Security.TLS, login="rus:hemligt") as box:
            verdict, _ = sent_over(server_of(box, security, user="rus", secret="hemligt", ca=str(trust.file)))
        assert isinstance(verdict, Verdict), verdict
        assert verdict.outcome is Delivery.SENT
        assert box.logins == [("rus", "hemligt")]


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_certificate_that_is_not_trusted_stops_all(trust: Trust, security: Security) -> None:
    tls = trust.context("127.0.0.1")
    with serving(Box(), tls=tls, implicit=security is Security.TLS, login="rus:hemligt") as box:
        verdict, _ = sent_over(server_of(box, security, user="rus", secret="hemligt"))
    assert str(verdict).startswith("stopped: the certificate of {host} is not accepted")
    assert (box.logins, box.taken) == ([], [])


def test_a_certificate_for_another_host_stops_all(trust: Trust) -> None:
    with serving(Box(), tls=trust.context("other.example.org"), login="rus:hemligt") as box:
        server = server_of(box, Security.STARTTLS, user="rus", secret="hemligt", ca=str(trust.file))
        verdict, _ = sent_over(server)
    assert str(verdict).startswith("stopped: the certificate of {host} is not accepted")
    assert (box.logins, box.taken) == ([], [])


def test_a_server_without_starttls_gets_nothing_in_the_clear() -> None:
    with serving(Box(), login="rus:hemligt") as box:
        verdict, _ = sent_over(server_of(box, Security.STARTTLS, user="rus", secret="hemligt"))
    assert verdict == "stopped: {host} offers no STARTTLS, and mail is not sent in the clear"
    assert (box.logins, box.taken) == ([], [])


@pytest.mark.parametrize("answer", ["454 later", "554 no", CUT])
def test_starttls_that_fails(trust: Trust, answer: str) -> None:
    with serving(Box([Fault("STARTTLS", answer)]), tls=trust.context("127.0.0.1")) as box:
        verdict, _ = sent_over(server_of(box, Security.STARTTLS, ca=str(trust.file)))
    assert str(verdict).startswith("stopped: no connection to")
    assert box.taken == []


@pytest.mark.parametrize("answer", ["454 later", "535 no", CUT])
def test_a_login_that_fails(answer: str) -> None:
    with serving(Box([Fault("AUTH", answer)]), login="rus:hemligt") as box:
        verdict, _ = sent_over(server_of(box, user="rus", secret="hemligt"))
    assert str(verdict).startswith("stopped: ")
    assert box.taken == []


def test_a_wrong_password() -> None:
    with serving(Box(), login="rus:hemligt") as box:
        verdict, _ = sent_over(server_of(box, user="rus", secret="fel"))
    assert verdict == "stopped: {host} does not accept the login: {said}"


def test_a_password_with_other_letters_is_sent_as_they_are() -> None:
    with serving(Box(), login="rös:hemligt å") as box:
        good, _ = sent_over(server_of(box, user="rös", secret="hemligt å"))
        bad, _ = sent_over(server_of(box, user="rös", secret="hemligt ä"))
    assert isinstance(good, Verdict)
    assert good.outcome is Delivery.SENT
    assert bad == "stopped: {host} does not accept the login: {said}"
    assert box.logins == [("rös", "hemligt å"), ("rös", "hemligt ä")]


def test_a_token_is_taken_or_refused() -> None:
    with serving(Box(), login="rus:hemligt") as box:
        good, _ = sent_over(server_of(box, user="rus", secret="good-token", token=True))
        bad, _ = sent_over(server_of(box, user="rus", secret="old-token", token=True))
    assert isinstance(good, Verdict)
    assert good.outcome is Delivery.SENT
    assert bad == "stopped: {host} does not accept the login: {said}"
    assert box.logins == [("rus", "good-token"), ("rus", "old-token")]


def test_a_server_that_knows_no_login() -> None:
    with serving(Box()) as box:
        assert sent_over(server_of(box, user="rus", secret="x"))[0] == (
            "stopped: {host} offers no way to log in that rusctl knows; see security and login"
        )
        assert str(sent_over(server_of(box, user="rus", secret="x", token=True))[0]).startswith(
            "stopped: {host} offers"
        )


def test_a_secret_is_in_no_text() -> None:
    server = Server("host", 25, Security.TLS, "a@example.org", user="rus", secret="hemligt")
    assert "hemligt" not in f"{server} {server!r} {[server]}"
