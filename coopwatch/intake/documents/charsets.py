"""From bytes to characters, by what the server, the page and the bytes themselves say, in this order."""

import codecs
import re

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Pages that declare these are written in Windows-1252, as browsers know.
_LATIN = frozenset({"iso8859-1", "ascii"})


def decode(data: bytes, charset: str = "") -> str:
    """Return the characters of a document; what cannot be read becomes the sign of replacement."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    declared = _META.search(data[:4096])
    for name in (charset, declared[1].decode("ascii") if declared else ""):
        if known := _known(name):
            return data.decode(known, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _known(name: str) -> str:
    """The codec of a charset's name, "" for an unknown one or one that is no encoding of characters."""
    try:
        found = codecs.lookup(name.strip()).name
        b"x".decode(found, "replace")
    except (LookupError, ValueError):
        return ""
    return "cp1252" if found in _LATIN else found
