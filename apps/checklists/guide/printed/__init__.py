"""A guide on paper: first what stands there, then how Markdown and HTML write it down."""
