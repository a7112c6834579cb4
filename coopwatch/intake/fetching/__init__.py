"""Fetching pages from the web: safe against hostile addresses and answers, and polite to the hosts."""
