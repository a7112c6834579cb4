"""Running coopwatch for real: is it well, what is it doing, is it safe, how fast is it."""
