"""The weekly e-mail about a saved filter: who asked for it, what it says, when it goes out."""
