"""What a naming says is summed in one order, so that a text has the same score in every run."""

from dataclasses import replace

from coopwatch.extraction.extract import read_story
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.namings import naming_features
from coopwatch.extraction.normalise import normalise
from coopwatch.extraction.records import ArticleText

CUES = ("with", "first", "quoted", "joined", "capital", "compare", "in", "caption", "place", "locates")


def test_cues_are_summed_in_the_order_of_their_names():
    text = "Bayern und Hessen unterzeichnen ein Abkommen zur Verwaltungsdigitalisierung."
    story = read_story(ArticleText("test", text), normalise(text), load_lexicon())
    naming = replace(story.occurrences[0], cues=frozenset(CUES))
    found = [name for name in naming_features(naming, 2, len(text)) if name.startswith("cue_")]
    assert found == [f"cue_{cue}" for cue in sorted(CUES)]
