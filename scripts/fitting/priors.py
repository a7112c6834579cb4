"""What is fitted, how strongly it is pulled back, and what the guide says where few articles teach."""

TABLES = (
    "land",
    "bund",
    "all",
    "org",
    "portal",
    "town",
    "article",
    "date",
    "kind",
    "earlier",
    "status",
    "topic",
    "signatory",
    "pilot",
)
PULL = {
    "land": 1.0,
    "bund": 1.0,
    "all": 0.5,
    "org": 1.0,
    "portal": 1.0,
    "town": 1.0,
    "article": 1.0,
    "date": 1.0,
    "kind": 0.5,
    "status": 0.5,
    "topic": 2.0,
    "signatory": 1.0,
    "earlier": 1.0,
    "pilot": 1.0,
}
# Where few articles teach: what the annotation guide says, as weights to be pulled towards.
# fmt: off
_BODY = {
    "bias": -1.5, "headline": 0.8, "headline_act": 0.5, "lead": 0.5, "act": 0.8, "signing": 0.7,
    "joined_act": 0.7, "with_act": 0.7,
    "person_signs": 1.0, "share": 1.0, "unclean": -2.0, "compare": -1.0, "later": -1.5, "place": -0.5,
    "of_body": -1.0, "late": -1.5,
    "generic": -1.0, "negated": -0.5, "adjective": -0.5,
}
PRIORS = {
    "land": _BODY,
    "bund": _BODY | {"bias": -1.5, "house_acts": 0.8},
    "all": _BODY | {"bias": -2.0, "every": 1.5},
    "portal": {"bias": 0.3, "headline": 1.0, "lead": 0.6, "act": 0.5, "acts": 0.5, "late": -0.4,
        "compare": -1.5, "later": -1.0, "background": -0.3, "count": 0.5},
    "town": {"bias": -3.5, "act": 1.0, "signing": 1.0, "joined_act": 0.6, "with_act": 0.8, "lead": 0.4,
        "headline": 0.4, "place": -1.5, "unclean": -1.5},
    "date": {
        "none": 0.5, "none_unresolved": 1.0, "said_relative": 2.0, "said_weekday": 1.6,
        "said_holiday": 1.0, "said_day": 0.3, "said_year": -1.0,
        "said_ago": -1.5, "said_relative-year": -1.0, "near": 0.8, "best_sentence": 0.8,
        "good_sentence": 0.3, "act": 0.5, "sign": 0.3,
        "deadline": -3.0, "law": -2.0, "later": -2.0, "background": -0.8, "years_before": -1.5,
        "own_day": 0.5, "days_before": 0.8,
        "opening": 0.3, "caption": 0.2, "word_on": 0.3, "word_fair": 1.5, "word_already": -2.0,
        "word_of": -1.2, "ahead": -1.0, "planned_later": 2.5, "published_planned": -0.3, "pluperfect": -1.0,
        "strangers": -1.0, "takes_part": 0.3, "idle": -0.5, "said_week": 0.8, "from_best": -0.2,
        "demand": -0.5, "took_effect": 0.3,
    },
    "kind": {
        "paper_top": 1.2, "paper_opening": 0.8, "paper_second": 0.6, "paper_any": 0.4,
        "paper_plain": 0.3, "generic_top": 0.4,
        "pilot_top": 0.7, "pilot_opening": 0.7, "pilot_launch": 0.4, "towns": 1.0, "join_top": 0.7,
        "join_opening": 0.4,
        "building_top": 0.4, "building_opening": 0.4, "reuse_top": 0.3,
    },
    "status": {
        "is_geschlossen": 1.5, "join_top": 0.9, "join_opening": 0.6, "join_second": 0.4,
        "renew_top": 0.8, "renew_opening": 0.8, "renew_second": 0.4,
        "earlier": 0.8, "plan_top": 0.8, "plan_opening": 0.4, "end_top": 1.0, "end_opening": 0.8,
        "sign_top": 0.5, "sign_opening": 0.3, "older_paper": 0.3,
    },
    "org": _BODY | {"beside": 0.2} | {"bias": -2.0, "is_spitzenverband": 0.8, "is_gremium": -1.0},
    "article": {
        "bias": -0.5, "act": 1.0, "opening_act": 0.6, "either": 2.0, "governs": 0.8, "digital": 1.5,
        "paper": 0.6, "news": 0.3,
        "negation_opening": -1.5, "demand_opening": -1.2, "own_opening": -0.3, "negation": -1.0,
        "negations": -0.5, "demand": -1.0, "demands": -0.6, "talk": -0.7, "talks": -0.6,
        "other_ratio": -3.0, "company": -0.6, "foreign": -0.6, "elsewhere": -0.6, "one_sided": -1.0,
        "lonely_state": -1.5,
        "own": -0.4, "pilot_towns": 1.5,
    },
}
PRIORS["confidence"] = {
    "bias": 2.0, "relevance": -1.0, "parties": -0.8, "portals": -0.6, "kind": -1.0, "date": -1.0,
    "pilots": -0.5,
}
# fmt: on
