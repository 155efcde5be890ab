"""The yearly extract: what a year did to the documents, as figures, Markdown, JSON and pages."""
