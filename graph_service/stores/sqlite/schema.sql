-- The embedded store. Records are kept as their canonical JSON; what is filtered or joined on stands in columns beside.
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE entity (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  normals TEXT NOT NULL, -- the names' normal forms, a JSON list
  record TEXT NOT NULL
);

CREATE TABLE source (
  id TEXT PRIMARY KEY,
  tier TEXT NOT NULL,
  publisher TEXT NOT NULL,
  record TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE claim (
  id TEXT PRIMARY KEY,
  about TEXT NOT NULL, -- the relationship's or figure's id
  subject TEXT NOT NULL REFERENCES entity (id),
  object TEXT REFERENCES entity (id),
  type TEXT,
  metric TEXT,
  source TEXT NOT NULL REFERENCES source (id),
  status TEXT NOT NULL,
  record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX claim_about ON claim (about);
CREATE INDEX claim_subject ON claim (subject);
CREATE INDEX claim_object ON claim (object);
CREATE INDEX claim_source ON claim (source);

CREATE TABLE version (
  type TEXT NOT NULL,
  subject TEXT NOT NULL REFERENCES entity (id),
  object TEXT NOT NULL REFERENCES entity (id),
  known_from TEXT NOT NULL,
  known_to TEXT NOT NULL,
  floor_from INTEGER NOT NULL,
  floor_to INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  certain_from TEXT NOT NULL,
  certain_to TEXT NOT NULL,
  status TEXT NOT NULL,
  certainty INTEGER NOT NULL,
  disputed INTEGER NOT NULL,
  partial INTEGER NOT NULL,
  pending TEXT NOT NULL, -- ids, a space between
  claims TEXT NOT NULL, -- ids, a space between
  stake_percent REAL,
  stake_min REAL,
  stake_max REAL,
  voting INTEGER,
  amount REAL,
  amount_min REAL,
  amount_max REAL,
  amount_low REAL,
  amount_high REAL,
  amount_currency TEXT,
  amount_basis TEXT,
  amount_period TEXT,
  amount_approximate INTEGER,
  services TEXT NOT NULL, -- words, a space between
  segment TEXT,
  segments TEXT NOT NULL, -- words, a space between
  role TEXT
);
CREATE INDEX version_by_subject ON version (type, subject, object);
CREATE INDEX version_by_object ON version (type, object, subject);
CREATE INDEX version_by_services ON version (services) WHERE type = 'CLIENT_OF';
CREATE INDEX version_of_subject ON version (subject);
CREATE INDEX version_of_object ON version (object);

CREATE TABLE figure (
  id TEXT NOT NULL,
  subject TEXT NOT NULL REFERENCES entity (id),
  metric TEXT NOT NULL,
  moment TEXT NOT NULL,
  known_from TEXT NOT NULL,
  known_to TEXT NOT NULL,
  floor_from INTEGER NOT NULL,
  floor_to INTEGER NOT NULL,
  status TEXT NOT NULL,
  certainty INTEGER NOT NULL,
  claims TEXT NOT NULL,
  value REAL NOT NULL,
  low REAL NOT NULL,
  high REAL NOT NULL,
  currency TEXT,
  approximate INTEGER NOT NULL
);
CREATE INDEX figure_id ON figure (id);
CREATE INDEX figure_subject ON figure (subject);

-- Index keys of names, made by our own code (domain/names.py): SQLite only tells which entities have which key.
CREATE VIRTUAL TABLE name_key USING fts5 (keys, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
