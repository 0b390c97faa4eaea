"""Findings about cables before a build, and proof about the site after it."""
