"""Full-text search: the only room that knows Pagefind.

``shards`` says which cables are indexed together, ``text`` what of a cable is indexed, ``index`` runs Pagefind and
gives the files of ``pagefind/``, cut by ``pieces``, ``manifest`` what the page must know first, ``stage`` makes or
takes over. Beside files that a page fetches stand scripts that hand the same bytes over, so that the same search
works on a web server and from a disk (``docs/decisions/search.md``).
"""
