"""The read model: one card per public agreement, made of the models: what pages, counts and exports need.

Triggers note in the transaction of each change what it touched (`Stale`); whoever reads cards makes those
anew first (`freshness.bring_up_to_date`), so nobody ever reads an old one and no writer has to know of them.
"""
