"""The body of a message: page furniture out, lines to paragraphs, headings, sections and the signature."""
