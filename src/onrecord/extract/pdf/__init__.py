"""PDF files to layouts, on pdfium: characters to lines, lines to paragraphs."""
