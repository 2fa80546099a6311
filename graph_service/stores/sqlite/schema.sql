-- The embedded store. Ids stand in `entity`, `source` and `claim`; other tables refer to these by integer keys.
-- Records are stored as canonical JSON. What is filtered or joined on stands in columns beside it.
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE entity (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  founded TEXT, -- the first day on which anything may hold of it, where it is known when it was founded or dissolved
  dissolved TEXT, -- the first day on which nothing may any more
  normals TEXT NOT NULL, -- the names' normal forms, a JSON list
  record TEXT NOT NULL
);
CREATE INDEX entity_group ON entity (id) WHERE kind = 'group';
CREATE INDEX entity_lifetime ON entity (id) WHERE founded IS NOT NULL;

CREATE TABLE source (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  tier TEXT NOT NULL,
  publisher TEXT NOT NULL,
  record TEXT NOT NULL
);

CREATE TABLE claim (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subject INTEGER NOT NULL REFERENCES entity (key),
  object INTEGER REFERENCES entity (key),
  type INTEGER, -- the relationship type's number
  metric TEXT,
  figure TEXT, -- the id of the figure that it is about
  source INTEGER NOT NULL REFERENCES source (key),
  status TEXT NOT NULL,
  record TEXT NOT NULL
);
CREATE INDEX claim_subject ON claim (subject, type, object);
CREATE INDEX claim_object ON claim (object);
CREATE INDEX claim_source ON claim (source);
CREATE INDEX claim_figure ON claim (figure) WHERE figure IS NOT NULL;

-- Which claims say that they contradict which others. The others may come later, so they are named by id.
CREATE TABLE dispute (
  disputed TEXT NOT NULL,
  claim INTEGER NOT NULL REFERENCES claim (key),
  PRIMARY KEY (disputed, claim)
) WITHOUT ROWID;
CREATE INDEX dispute_claim ON dispute (claim);

CREATE TABLE retraction (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  claim TEXT REFERENCES claim (id),
  source TEXT REFERENCES source (id),
  record TEXT NOT NULL
);
CREATE INDEX retraction_claim ON retraction (claim) WHERE claim IS NOT NULL;
CREATE INDEX retraction_source ON retraction (source) WHERE source IS NOT NULL;

-- Every version of every relationship, once at each end: all that is around an entity is read in one go.
CREATE TABLE adjacent (
  entity INTEGER NOT NULL REFERENCES entity (key),
  slot INTEGER NOT NULL, -- which type, and at which of its ends the entity stands
  other INTEGER NOT NULL,
  number INTEGER NOT NULL, -- the version's, among those of its relationship
  known_from TEXT NOT NULL,
  known_to TEXT NOT NULL,
  floor_from INTEGER NOT NULL,
  floor_to INTEGER NOT NULL,
  shown_from TEXT NOT NULL,
  shown_to TEXT NOT NULL,
  disputed INTEGER NOT NULL,
  version BLOB NOT NULL, -- the fields of the class in their order, as MessagePack
  PRIMARY KEY (entity, slot, other, number)
) WITHOUT ROWID;

-- Who sells what: the contracts of each combination of services stand together.
CREATE TABLE sold (
  services TEXT NOT NULL, -- words, a space between
  client INTEGER NOT NULL,
  vendor INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (services, client, vendor, number)
) WITHOUT ROWID;

-- How many versions each scope shows, so that the whole graph is counted without being read.
CREATE TABLE tally (
  type INTEGER NOT NULL,
  known_from TEXT NOT NULL,
  known_to TEXT NOT NULL,
  floor_from INTEGER NOT NULL,
  floor_to INTEGER NOT NULL,
  shown_from TEXT NOT NULL,
  shown_to TEXT NOT NULL,
  disputed INTEGER NOT NULL,
  versions INTEGER NOT NULL,
  PRIMARY KEY (type, known_from, known_to, floor_from, floor_to, shown_from, shown_to, disputed)
) WITHOUT ROWID;

CREATE TABLE figure (
  known_from TEXT NOT NULL,
  known_to TEXT NOT NULL,
  floor_from INTEGER NOT NULL,
  floor_to INTEGER NOT NULL,
  status TEXT NOT NULL,
  certainty INTEGER NOT NULL,
  claims TEXT NOT NULL, -- ids, a space between
  id TEXT NOT NULL,
  subject TEXT NOT NULL REFERENCES entity (id),
  metric TEXT NOT NULL,
  moment TEXT NOT NULL,
  value REAL NOT NULL,
  low REAL NOT NULL,
  high REAL NOT NULL,
  currency TEXT,
  approximate INTEGER NOT NULL,
  disputed INTEGER NOT NULL
);
CREATE INDEX figure_id ON figure (id);
CREATE INDEX figure_subject ON figure (subject);
CREATE INDEX figure_current ON figure (id) WHERE known_to = '9999-12-31' AND floor_from = 0;

-- Index keys of names, made by our own code (domain/names.py). SQLite only finds the entities that have a key.
CREATE VIRTUAL TABLE name_key USING fts5 (keys, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
