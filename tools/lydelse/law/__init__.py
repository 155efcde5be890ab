"""Law by date: which statute a citation means, who cites it, and what a change of law touches."""
