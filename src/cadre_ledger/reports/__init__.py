"""Reports: documents as data, made from answers by templates, and what writes them as Markdown, CSV and JSON."""
