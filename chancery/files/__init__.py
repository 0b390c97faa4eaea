"""Files and folders, local and remote: written whole, in blocks, or taken over."""
