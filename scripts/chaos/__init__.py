"""Chaos: real workers are killed, the broker goes away, PostgreSQL restarts; and nothing may be lost.

`python -m scripts.chaos --help`. Everything runs on this machine in a folder and a database of its own.
"""
