"""Everything begins here: ``python build.py`` builds the site, ``python build.py --help`` tells the rest."""

from chancery.cli import main

if __name__ == "__main__":
    main()
