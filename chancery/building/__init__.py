"""A build from its options to the switched site, and the preview."""
