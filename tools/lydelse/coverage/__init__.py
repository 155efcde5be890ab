"""Coverage: which duties of the requirement sets documents answer to, and which nobody carries."""
