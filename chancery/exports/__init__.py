"""What people take along: single HTML files, the whole site as one archive, parts of it."""
