"""The verbs of review: what editors do to the record. Every verb keeps who did it, and ends in `settle`.

Verbs raise `Refused` with a sentence for the editor where a step is not possible; nothing is changed then.
"""

from coopwatch.registry.actions.base import Refused

__all__ = ["Refused"]
