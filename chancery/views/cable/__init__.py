"""The page of one cable, part by part."""
