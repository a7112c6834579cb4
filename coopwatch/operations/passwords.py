"""Words that no password may be made of: those that everybody here would guess first (ASVS 6.1.2, 6.2.11)."""

import re
import unicodedata

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Names of the program and of what it is about, of the roles and of the places where it is used.
WORDS = (
    "administration", "admin", "behoerde", "bund", "buergeramt", "chefredaktion", "coopwatch", "deutschland",
    "digitalisierung", "digital", "editor", "editors", "kommune", "kommunen", "kooperation", "kooperationen",
    "land", "laender", "lesen", "ministerium", "onlinezugangsgesetz", "ozg", "passwort", "password",
    "pilot", "portal", "redaktion", "verwaltung", "vereinbarung", "vereinbarungen", "watch", "coop",
)  # fmt: skip
# What must remain when these words are taken away.
LEAST_REST = 8
WORD = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LOOKALIKES = str.maketrans("013457@$!", "oieastasi")


class WordsOfTheContext:
    """Refuses a password that is little more than words of the context with digits and signs around them."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError where too little is left of the password without these words."""
        if WORD.search(plain(password)) and len(rest_of(password)) < LEAST_REST:
            raise ValidationError(
                _("Dieses Passwort besteht vor allem aus Wörtern, die hier jeder zuerst rät."),
                code="password_of_the_context",
            )

    def get_help_text(self) -> str:
        """Return the sentence that stands under the field."""
        return _("Das Passwort darf nicht vor allem aus Wörtern wie „coopwatch“ oder „Verwaltung“ bestehen.")


def plain(password: str) -> str:
    """Return the password in small letters, umlauts written out, digits as the letters they look like."""
    written = unicodedata.normalize("NFC", password).casefold().translate(UMLAUTS)
    return written.translate(LOOKALIKES)


def rest_of(password: str) -> str:
    """Return the letters that are left without the words; digits and signs around words are no secret."""
    return re.sub(r"[\W\d_]", "", WORD.sub("", plain(password)))
