-- Columns mean what they mean in the CSV files.
-- One that REFERENCES a table is the key of a row there.
CREATE TABLE countries (
  iso3 TEXT PRIMARY KEY, iso2 TEXT, name TEXT NOT NULL, tag TEXT
) WITHOUT ROWID;
CREATE TABLE topics (
  key TEXT PRIMARY KEY, title TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE indicator_kinds (
  key TEXT PRIMARY KEY, title TEXT NOT NULL, unit TEXT NOT NULL,
  pillar TEXT NOT NULL, means TEXT NOT NULL, counts TEXT NOT NULL,
  excludes TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE cables (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, subject TEXT,
  date TEXT NOT NULL, classification TEXT NOT NULL,
  captions TEXT NOT NULL, post TEXT NOT NULL,
  origin TEXT REFERENCES countries(iso3), kind TEXT NOT NULL,
  year INTEGER, signature TEXT, completeness TEXT NOT NULL,
  paragraphs INTEGER NOT NULL, words INTEGER NOT NULL,
  figures INTEGER NOT NULL, page TEXT NOT NULL, sha256 TEXT NOT NULL
);
CREATE TABLE cable_countries (
  cable TEXT NOT NULL REFERENCES cables(id),
  country TEXT NOT NULL REFERENCES countries(iso3),
  PRIMARY KEY (cable, country)
) WITHOUT ROWID;
CREATE TABLE cable_tags (
  cable TEXT NOT NULL REFERENCES cables(id), tag TEXT NOT NULL,
  PRIMARY KEY (cable, tag)
) WITHOUT ROWID;
CREATE TABLE reference_telegrams (
  id INTEGER PRIMARY KEY, cable TEXT NOT NULL REFERENCES cables(id),
  label TEXT, text TEXT NOT NULL,
  refers_to TEXT, -- the cable that is meant; NULL for an e-mail, say
  held TEXT REFERENCES cables(id) -- it again, where it is held here
);
CREATE TABLE sections (
  id INTEGER PRIMARY KEY, cable TEXT NOT NULL REFERENCES cables(id),
  number INTEGER NOT NULL, topic TEXT NOT NULL REFERENCES topics(key),
  heading TEXT -- as printed; NULL where there is none
);
CREATE TABLE paragraphs (
  id INTEGER PRIMARY KEY, cable TEXT NOT NULL REFERENCES cables(id),
  section INTEGER NOT NULL REFERENCES sections(id), number INTEGER,
  label TEXT, marking TEXT, text TEXT NOT NULL,
  line_from INTEGER NOT NULL, line_to INTEGER NOT NULL,
  page TEXT NOT NULL
);
CREATE TABLE indicators (
  id INTEGER PRIMARY KEY, cable TEXT NOT NULL REFERENCES cables(id),
  number INTEGER NOT NULL,
  key TEXT NOT NULL REFERENCES indicator_kinds(key), value REAL,
  value_to REAL, qualifier TEXT NOT NULL, unit TEXT NOT NULL,
  status TEXT NOT NULL, actor TEXT, place TEXT, period TEXT,
  period_from TEXT, period_to TEXT, year INTEGER NOT NULL,
  national INTEGER NOT NULL,
  paragraph INTEGER REFERENCES paragraphs(id), quote TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  same_as INTEGER REFERENCES indicators(id), page TEXT NOT NULL
);
CREATE TABLE glossary (
  cable TEXT NOT NULL REFERENCES cables(id), short TEXT NOT NULL,
  meaning TEXT NOT NULL, PRIMARY KEY (cable, short)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE paragraphs_fts USING fts5(
  text, content='paragraphs', content_rowid='id', tokenize='unicode61'
);
CREATE VIEW cables_by_country_and_year AS
  SELECT countries.name AS country,
    CAST(substr(cables.date, 1, 4) AS INTEGER) AS year,
    count(*) AS cables
  FROM cable_countries JOIN cables ON cables.id = cable
    JOIN countries ON countries.iso3 = country
  GROUP BY countries.name, substr(cables.date, 1, 4)
  ORDER BY countries.name, year;
CREATE VIEW figures_with_their_words AS
  SELECT indicators.id, cables.date, cables.id AS cable, cables.post,
    indicator_kinds.title AS indicator, value, value_to,
    indicators.qualifier, indicators.unit, status, actor, place,
    period, quote, indicators.page
  FROM indicators JOIN cables ON cables.id = indicators.cable
    JOIN indicator_kinds ON indicator_kinds.key = indicators.key
  ORDER BY indicators.id;
CREATE VIEW figures_by_country_and_year AS
  SELECT countries.name AS country, indicators.year,
    indicator_kinds.title AS indicator, indicators.qualifier, value,
    value_to, indicators.unit, status, place, national, quote,
    cables.id AS cable, indicators.page
  FROM indicators JOIN cables ON cables.id = indicators.cable
    JOIN indicator_kinds ON indicator_kinds.key = indicators.key
    JOIN cable_countries ON cable_countries.cable = cables.id
    JOIN countries ON countries.iso3 = cable_countries.country
  WHERE same_as IS NULL
  ORDER BY country, indicators.year, indicators.id;
CREATE VIEW paragraphs_by_topic AS
  SELECT topics.title AS topic, cables.date, cables.id AS cable,
    sections.heading, paragraphs.number, paragraphs.text,
    paragraphs.page
  FROM paragraphs JOIN sections ON sections.id = paragraphs.section
    JOIN topics ON topics.key = sections.topic
    JOIN cables ON cables.id = paragraphs.cable
  ORDER BY paragraphs.id;
CREATE VIEW cables_most_referred_to AS
  SELECT refers_to AS cable,
    count(DISTINCT cable) AS cables_that_refer,
    held IS NOT NULL AS held
  FROM reference_telegrams WHERE refers_to IS NOT NULL
  GROUP BY refers_to
  ORDER BY cables_that_refer DESC, refers_to;
