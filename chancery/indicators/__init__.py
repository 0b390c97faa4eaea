"""Figures with the words they were read from: the grammar of counts, one family of indicators a file."""
