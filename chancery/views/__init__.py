"""What each template receives: one documented value a page."""
