"""What templates need to speak."""
