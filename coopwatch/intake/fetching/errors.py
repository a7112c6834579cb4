"""Why a page could not be fetched, in sentences that say what to do."""


class FetchError(Exception):
    """A page could not be fetched. `lasting` is whether another try later would end the same way."""

    lasting = True


class Refused(FetchError):
    """The address, or where it leads, is not one that we call."""


class TooMuch(FetchError):
    """The answer is larger than we allow."""


class Unreachable(FetchError):
    """The host did not answer, or asks for a pause of `wait` seconds: another try later may succeed."""

    lasting = False

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


class Busy(Unreachable):
    """Nobody was asked: out of politeness we come back in `wait` seconds. This is no failed try."""
