"""Plays the scenes one after the other, and compares each with an undisturbed run."""

import argparse
import time

from scripts.chaos.stage import Stage


def play(options: argparse.Namespace, redis_port: int) -> int:
    """Play what the options name and print the figures; return 1 where a figure is not as it must be."""
    stage = Stage(options.var, options.broker, redis_port)
    try:
        return _play(stage, options)
    finally:
        stage.end()


def _play(stage: Stage, options: argparse.Namespace) -> int:
    from scripts.chaos import scenes
    from scripts.chaos.texts import articles

    texts = articles(options.articles)
    expected = _undisturbed(stage, texts)
    plays = {
        "kills": lambda: scenes.kills(stage, texts, options.kills),
        "broker": lambda: scenes.broker_away(stage, texts, options.times, options.away),
        "restarts": lambda: scenes.restarts(stage, texts, options.restarts),
    }
    if options.sweep:
        stage.sweep_often(options.sweep)
    wrong = 0
    for name in options.scenes.split(","):
        stage.empty()
        began = time.monotonic()
        _say(f"scene {name}, broker {options.broker}, {len(texts)} articles")
        figures = plays[name]()
        stage.stop_workers()
        figures["seconds in all"] = round(time.monotonic() - began, 1)
        for label, figure in figures.items():
            _say(f"  {label}: {figure}")
        wrong += _compare(expected)
    _say("nothing lost, nothing double" if not wrong else f"{wrong} figures are not as they must be")
    return 1 if wrong else 0


def _undisturbed(stage: Stage, texts: list) -> tuple:
    """Read all articles in this process, one after the other; return what stands in the database then."""
    from coopwatch.celery import app
    from scripts.chaos.records import records
    from scripts.chaos.scenes import store_all

    stage.empty()
    app.conf.task_always_eager = True
    store_all(texts)
    app.conf.task_always_eager = False
    expected = records()
    _say(f"undisturbed: {len(texts)} articles, {sum(expected[0].values())} agreements")
    return expected


def _compare(expected: tuple) -> int:
    """Print the figures that must be zero; return how many are not."""
    from coopwatch.registry.vocabulary import ArticleState
    from scripts.chaos.records import records, states, tried_again

    acts, articles = records()
    wanted_acts, wanted_articles = expected
    figures = {
        "lost articles": len(wanted_articles.keys() - articles.keys()),
        "double articles": sum(states().values()) - len(articles),
        "left in reading": states()[ArticleState.READING],
        "failed": states()[ArticleState.FAILED],
        "articles in another state": sum(articles.get(k) != v for k, v in wanted_articles.items()),
        "records missing": (wanted_acts - acts).total(),
        "records too many": (acts - wanted_acts).total(),
    }
    _say(f"  articles tried more than once: {tried_again()}")
    for label, figure in figures.items():
        _say(f"  {label}: {figure}")
    return sum(bool(figure) for figure in figures.values())


def _say(words: str) -> None:
    print(words, flush=True)
