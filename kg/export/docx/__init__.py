"""Word files: real headings, tables, and footnotes or endnotes that Word knows as such."""

from kg.export.docx.writer import encode

__all__ = ["encode"]
