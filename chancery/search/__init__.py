"""Full-text search: the only room that knows Pagefind.

``shards`` says which cables are indexed together, ``text`` what of a cable is indexed, ``index`` runs Pagefind over a
shard, ``written`` reads what it wrote, ``lists`` is what is made of that for all cables, ``facets`` what can be
filtered by, ``manifest`` what the page must know first, ``stage`` makes or takes over, ``parts`` keeps what is needed
again. Beside files that a page fetches stand ``scripts`` that hand the same bytes over, so that the same search works
on a web server and from a disk (``docs/decisions/search.md``).
"""
