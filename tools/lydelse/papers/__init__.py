"""The beslutsunderlag: what a meeting is to decide, as PDF, Word and Markdown."""
