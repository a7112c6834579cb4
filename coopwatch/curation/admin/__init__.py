"""The admin's lists. Facts are decided on the review page, where their quotes stand beside them."""

from coopwatch.curation.admin import agreements, articles, bodies, places, steps

__all__ = ["agreements", "articles", "bodies", "places", "steps"]
