"""Exports of the filtered agreements: CSV, XLSX, JSON, Atom."""
