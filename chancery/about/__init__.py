"""What a cable is about: topics of its sections, kind of report, trafficking or not, short forms, links."""
