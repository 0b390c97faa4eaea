"""Where work is done, on what, and for which version of the code."""
