"""What an operating system means by the number of an error, in the language of the sentence it stands in."""

import errno
from collections.abc import Mapping

from rusctl.language.message import Message, msg

_WORDS: Mapping[int, Message] = {
    errno.ENOENT: msg("it is not there"),
    errno.ENOTDIR: msg("a part of its path is no folder"),
    errno.EISDIR: msg("it is a folder"),
    errno.EEXIST: msg("it is there already"),
    errno.ENOTEMPTY: msg("the folder is not empty"),
    errno.ENAMETOOLONG: msg("its name is too long"),
    errno.ELOOP: msg("links lead round in a circle"),
    errno.EACCES: msg("no permission"),
    errno.EPERM: msg("no permission"),
    errno.EROFS: msg("the disk is read-only"),
    errno.ENOSPC: msg("the disk is full"),
    errno.EDQUOT: msg("the disk is full"),
    errno.EFBIG: msg("the file would be too large"),
    errno.EIO: msg("the disk reports a fault"),
    errno.EBUSY: msg("another program has it open"),
    errno.ETXTBSY: msg("another program has it open"),
    errno.EMFILE: msg("too many files are open"),
    errno.ENFILE: msg("too many files are open"),
    errno.ENOMEM: msg("there is not enough memory"),
    errno.ENOEXEC: msg("it is no program that can be run here"),
    errno.EPIPE: msg("nobody is reading it"),
    errno.ECONNREFUSED: msg("nobody answers at that address"),
    errno.ECONNRESET: msg("the connection was broken off"),
    errno.ECONNABORTED: msg("the connection was broken off"),
    errno.ETIMEDOUT: msg("no answer came in time"),
    errno.EHOSTUNREACH: msg("it cannot be reached over the network"),
    errno.ENETUNREACH: msg("it cannot be reached over the network"),
    errno.ENETDOWN: msg("it cannot be reached over the network"),
}


def system_words(error: OSError) -> Message:
    """Say what an error of the operating system means; one that has no words here keeps the system's own."""
    if type(error).__name__ == "gaierror":  # socket is slow to load, and most errors are of files
        return msg("no server has that name")
    known = _WORDS.get(error.errno) if error.errno is not None else None
    return known or msg("the system says {words}", words=error.strerror or str(error) or type(error).__name__)
