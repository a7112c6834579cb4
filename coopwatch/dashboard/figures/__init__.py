"""Figures: pure functions from rows to Plotly's JSON, with the equal table. No database, no request."""
