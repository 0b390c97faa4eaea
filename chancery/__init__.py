"""Diplomatic cables on trafficking in persons: raw text, record, page."""
