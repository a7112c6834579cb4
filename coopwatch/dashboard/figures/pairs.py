"""Who takes part with whom: the words for the largest numbers."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coopwatch.dashboard.cards.tally import Tally
from coopwatch.dashboard.figures.frame import Context
from coopwatch.dashboard.words import join_words, number


def leaders(counts: Counter, most_named: int = 3) -> tuple[list, int]:
    """Return the keys with the largest count and that count; no keys where too many share it."""
    if not counts:
        return [], 0
    most = max(counts.values())
    top = sorted(key for key, count in counts.items() if count == most)
    return (top if len(top) <= most_named else []), most


def party_heading(tally: Tally, context: Context) -> str:
    """Return which Land takes part most often, or is the most frequent partner of those asked for."""
    asked = set(context.links.state.get("partei"))
    counts = tally.telling.parties
    counts = Counter({code: n for code, n in counts.items() if code not in asked and code != "DE"})
    top, most = leaders(counts)
    if not top:
        return _("Beteiligte Länder") if len(tally) else _("Keine Vereinbarung passt zum Filter")
    names, values = join_words(context.names[code] for code in top), {"n": number(most)}
    if len(asked) == 1:
        partner = context.names.after_of(next(iter(asked)))
        form = _("Häufigster Partner {of} unter den Ländern: {names} ({n})")
        return form.format(of=partner, names=names, **values)
    if asked:
        return _("Am häufigsten außerdem dabei: {names} ({n})").format(names=names, **values)
    form = ngettext(
        "Am häufigsten beteiligt: {names} ({n} Vereinbarung)",
        "Am häufigsten beteiligt: {names} ({n} Vereinbarungen)",
        most,
    )
    return form.format(names=names, **values)


def pair_heading(tally: Tally, context: Context) -> str:
    """Return which two parties share the most agreements."""
    top, most = leaders(tally.telling.pairs)
    if not top:
        return _("Wer mit wem")
    pairs = join_words(f"{context.names[a]} – {context.names[b]}" for a, b in top)
    form = ngettext(
        "Am engsten verbunden: {pairs} ({n} gemeinsame Vereinbarung)",
        "Am engsten verbunden: {pairs} ({n} gemeinsame Vereinbarungen)",
        most,
    )
    return form.format(pairs=pairs, n=number(most))


def left_out(tally: Tally) -> str:
    """Return the sentence about the agreements of all sixteen Länder that a figure leaves out."""
    count = len(tally) - len(tally.telling)
    if not count:
        return ""
    form = ngettext(
        "Ohne die {n} Vereinbarung aller 16 Länder: sie sagt nicht, wer wen gewählt hat.",
        "Ohne die {n} Vereinbarungen aller 16 Länder: sie sagen nicht, wer wen gewählt hat.",
        count,
    )
    return form.format(n=number(count))
