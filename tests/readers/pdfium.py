"""Prints the text of a PDF file as PDFium gives it to whoever copies or searches: one JSON list, a string a page."""
import json
import sys

import pypdfium2

document = pypdfium2.PdfDocument(sys.argv[1])
json.dump([page.get_textpage().get_text_range() for page in document], sys.stdout)
