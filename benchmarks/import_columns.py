"""The columns that our export and that of django-import-export have in common."""

COLUMNS = ("id", "title", "name", "kind", "status", "bund", "laender", "portals", "topics", "check_state")
