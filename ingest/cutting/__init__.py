"""From lines to cases and their passages: titles, headings, signatures."""
