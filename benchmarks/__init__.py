"""Measurements side by side with others: `make bench`. No part of the program."""
