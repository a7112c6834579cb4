"""What makes two texts the same: their letters, not how they are encoded or broken into lines."""

import hashlib
import re
import unicodedata

_INVISIBLE = re.compile("[\u200b\u00ad\ufeff]")


def folded_text(text: str) -> str:
    """Return the text in NFC with white space folded and invisible characters left out."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def content_hash(text: str) -> str:
    """Return the SHA-256 (hex) of the folded text."""
    return hashlib.sha256(folded_text(text).encode()).hexdigest()
