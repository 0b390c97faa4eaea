"""The tables across cables: CSV files, the database, and what describes them."""
