"""The read-only JSON API and the description of the dataset."""
