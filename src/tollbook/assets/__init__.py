"""What browsers load: scripts, styles and boundaries of others, unchanged (README.md)."""
