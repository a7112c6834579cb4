"""Texts made to hurt: long, repetitive, unclosed, or of characters that nobody expects."""

MEGA = 1_000_000
DUTY = "unterzeichnen heute eine Kooperationsvereinbarung zur digitalen Verwaltung. "
PLACES = (
    "Kiel",
    "Halle",
    "Essen",
    "Regen",
    "Weimar",
    "Neustadt",
    "Hof",
    "Kassel",
    "Frankfurt am Main",
    "Bad Homburg",
)
NAMES = ("Anna", "Thomas", "Claudia", "Peter", "Katrin", "Jens-Uwe", "Sabine")


def filled(piece: str, length: int = MEGA) -> str:
    """A piece repeated to a length."""
    return (piece * (length // len(piece) + 1))[:length]


HOSTILE = {
    "dots": filled("."),
    "spaces": filled(" "),
    "quotes": filled("„", MEGA // 2) + filled("“", MEGA // 2),
    "open quotes": filled("„Bayern "),
    "numbers": filled("1.1.1."),
    "brackets": filled("(", MEGA // 2) + filled("[", MEGA // 2),
    "open brackets": filled("Kiel (Kreis "),
    "one word": filled("a", 100_000),
    "one capital word": filled("Bayern", 100_000),
    "hyphens": filled("Rhein-", MEGA),
    "dates": "Am 1. März 2020 " * 10_000,
    "days": filled("am vergangenen Montag heute vor zwei Jahren "),
    "nul": filled("Bayern\x00und Hessen " + DUTY, 50_000),
    "surrogates": filled("\ud800Bayern \udfff Hessen ", 50_000),
    "nfd": filled("Thu\u0308ringen und Baden-Wu\u0308rttemberg " + DUTY),
    "right to left": filled("\u202eBayern\u202c und \u200fHessen "),
    "soft hyphens": filled("Ba\u00adyern "),
    "lines": filled("\n"),
    "lines of blanks": filled(" \t\n"),
    "marks": "a" + filled("\u0308", 200_000),
    "dotless": filled("İ", 100_000),
    "Bund": filled("Bund "),
    "lines of a Land": filled("Bayern\n"),
    "list of Länder": filled("Bayern, "),
    "places": filled(", ".join(PLACES) + ", ", MEGA // 2),
    "places joined": filled("Kiel und ", MEGA // 2),
    "first names": filled(" ".join(NAMES) + " ", MEGA // 2),
    "ministers": filled("Minister Peter "),
    "ministries": filled("Ministerium für Inneres und "),
    "acts": filled("Bayern und Hessen " + DUTY),
    "one sentence of acts": filled("Bayern und Hessen schließen eine Vereinbarung und "),
    "links": filled("www.bund.de/"),
}
