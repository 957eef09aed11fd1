"""The published page, live and locked in."""
