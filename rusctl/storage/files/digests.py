"""Digests of bytes, by which the files of a journal are known again."""


def sha256(data: bytes) -> str:
    """Give the SHA-256 of bytes in hexadecimal."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which what only reads a plan needs for nothing

    return hashlib.sha256(data).hexdigest()
