"""Ways in: the full collection's CSV, the first web edition's pages, folders and archives.

Each importer gives :class:`chancery.importers.record.Found` values one by one, in constant memory; ``take``
chooses among them and writes ``<id>.txt`` in the form of the contract.
"""
