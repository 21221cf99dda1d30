"""Word files (DOCX) to layouts, on python-docx and the XML below it."""
