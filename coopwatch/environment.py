"""Reading settings from the environment, so that a wrong one ends the start with a sentence that names it."""

from collections.abc import Callable
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

YES, NO = {"true", "1", "yes", "on"}, {"false", "0", "no", "off"}
EXPECTED = {
    int: "a whole number like 60",
    float: "a number with a point like 0.8",
    bool: "true or false",
    list: "values with commas between them",
}


class Environment(environ.Env):
    """django-environ's reader, but strict: a misspelt "ture" is not taken for false."""

    def get_value(self, var: str, cast: Any = None, default: Any = environ.Env.NOTSET, **how: Any) -> Any:
        """Return the setting; raise ImproperlyConfigured with its name and what is expected."""
        try:
            return super().get_value(var, cast=STRICT.get(cast, cast), default=default, **how)
        except (ValueError, TypeError) as error:
            raise ImproperlyConfigured(
                f"The setting {var} is {self.ENVIRON.get(var)!r}, but must be {EXPECTED.get(cast, cast)}. "
                "Mend it in the environment or in .env."
            ) from error

    def number(self, var: str, cast: Callable, default: float, least: float, most: float) -> Any:
        """Return a number between `least` and `most`, both included."""
        value = self.get_value(var, cast=cast, default=default)
        # Written so that "nan", which is a float, does not pass.
        if not least <= value <= most:
            raise ImproperlyConfigured(
                f"The setting {var} is {value}, but must lie between {least} and {most}. "
                "Mend it in the environment or in .env."
            )
        return value

    def choice(self, var: str, default: str, values: tuple[str, ...]) -> str:
        """Return one of the values."""
        value = self.get_value(var, default=default)
        if value not in values:
            raise ImproperlyConfigured(
                f"The setting {var} is {value!r}, but must be one of {', '.join(values)}. "
                "Mend it in the environment or in .env."
            )
        return value

    def address(self, var: str, default: str, schemes: tuple[str, ...]) -> str:
        """Return an address that begins with one of the schemes; a wrong one is not repeated, it may hold a
        password."""
        value = self.get_value(var, default=default)
        if value and value.partition(":")[0] not in schemes:
            raise ImproperlyConfigured(
                f"The setting {var} must be an address that begins with one of "
                f"{', '.join(f'{scheme}://' for scheme in schemes)}. Mend it in the environment or in .env."
            )
        return value


def strict(text: str | bool) -> bool:
    """Return what a yes or no says; raise ValueError for everything else."""
    word = str(text).strip().lower()
    if word not in YES | NO:
        raise ValueError(word)
    return word in YES


def whole(text: str | float) -> float:
    """Return the number that is the whole text; django-environ would take "0.8 or so" too."""
    return float(text)


STRICT = {bool: strict, float: whole}
