"""What is asked of a connection over a network: that it is encrypted, and that the server proves which one it is."""

import ipaddress
import os
from pathlib import Path

from sqlalchemy.engine import URL

from rusctl.errors import PolicyError
from rusctl.language.message import msg

PROVEN = "verify-full"
ENCRYPTED = (PROVEN, "verify-ca", "require")  # the other modes of libpq go on in the clear where the server wants it
_NEAR = frozenset({"", "localhost"})


def secured(url: URL) -> dict[str, str]:
    """Give what an address lacks so that nobody on the way can read along or take the server's place.

    PolicyError where the address itself allows a connection over a network that is not encrypted.
    """
    if not over_network(url):
        return {}
    mode = str(url.query.get("sslmode", PROVEN))
    if mode not in ENCRYPTED:
        raise PolicyError(
            msg(
                "sslmode={mode} would let personal data cross the network unencrypted; leave it out, so that the "
                "server must prove with its certificate that it is the right one",
                mode=mode,
            )
        )
    found = {"sslmode": mode}
    if mode == PROVEN and "sslrootcert" not in url.query and (authorities := _authorities()):
        found["sslrootcert"] = authorities
    return found


def over_network(url: URL) -> bool:
    """Whether any of the places that an address or the environment names is not on this machine."""
    if "service" in url.query or "PGSERVICE" in os.environ:
        return True  # a file says where; it may be anywhere
    named = [*_listed(url.host), *_listed(url.query.get("host")), *_listed(url.query.get("hostaddr"))]
    for variable in ("PGHOSTADDR", "PGHOST"):
        if not named:
            named = _listed(os.environ.get(variable))
    return not all(map(_near, named))


def _listed(hosts: str | tuple[str, ...] | None) -> list[str]:
    texts = (hosts,) if isinstance(hosts, str) else hosts or ()
    return [host for text in texts for host in text.split(",")]


def _near(host: str) -> bool:
    if host in _NEAR or host.startswith(("/", "@")):  # a socket on this machine
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _authorities() -> str:
    """Give the file of the authorities to trust: nothing where libpq finds its own, else the system's.

    The driver's package brings an OpenSSL of its own, which does not know where the system has its list.
    """
    if "PGSSLROOTCERT" in os.environ or (Path.home() / ".postgresql" / "root.crt").exists():
        return ""
    import ssl  # noqa: PLC0415 - only for a server over a network

    return ssl.get_default_verify_paths().cafile or "system"
