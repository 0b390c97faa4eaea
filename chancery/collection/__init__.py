"""All cables together: read, kept in packs, and known to each other by briefs and gists."""
