"""Waiting for the workers, as the database shows their progress."""

import time
from collections.abc import Callable

PAUSE = 0.2


class Standstill(Exception):
    """Nothing moved for as long as one was willing to wait; `left` are still to be done."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


def wait_until_done(
    total: int, finished: Callable[[], int], show: Callable[[int, int], None], patience: float
) -> None:
    """Ask `finished` again and again until it reaches `total`; `show(done, total)` is told of each step.

    Raises Standstill where nothing moved for `patience` seconds.
    """
    done, last_step = -1, time.monotonic()
    while done < total:
        if (now_done := finished()) != done:
            done, last_step = now_done, time.monotonic()
            show(done, total)
        elif time.monotonic() - last_step > patience:
            raise Standstill(total - done)
        else:
            time.sleep(PAUSE)
