import GRDB

/// The tables of the database; `Documentation/Storage.md` explains them.
enum Schema {
  /// The version that this program reads and writes, kept in `PRAGMA user_version`.
  static let version = 3

  /// "WEFT" in ASCII, kept in `PRAGMA application_id`: what makes a database one of Weft's.
  static let applicationID = 0x5745_4654

  /// Brings a database to ``version``: makes all tables in an empty one.
  static func migrate(_ db: Database, from version: Int) throws {
    if version < 1 { try db.execute(sql: version1) }
    if version < 2 {
      for index in graphIndexNames { try db.execute(sql: "DROP INDEX IF EXISTS \(index)") }
      try db.execute(sql: version2)
    }
    if version < 3 { try db.execute(sql: version3) }
    if version < 2 { try db.execute(sql: graphIndexes + noteIndexes) }
    try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(Schema.version)")
  }

  /// The indexes of the tables that a graph is written to; they are made anew with it.
  static let graphIndexNames = [
    "names_entity", "names_folded", "relations_out", "relations_in", "relations_claim", "relations_act",
    "entities_base", "entity_keys_entity", "note_keys_note", "mention_forms_surface",
  ]
  static let graphIndexes = """
    CREATE INDEX names_entity ON names (entity, position, name);
    CREATE INDEX names_folded ON names (folded, position, entity);
    CREATE INDEX relations_out ON relations (subject, predicate, object);
    CREATE INDEX relations_in ON relations (object, predicate, subject);
    CREATE INDEX relations_claim ON relation_claims (claim);
    CREATE INDEX relations_act ON relations (act) WHERE act IS NOT NULL;
    CREATE INDEX entities_base ON entities (base);
    CREATE INDEX entity_keys_entity ON entity_keys (entity, key);
    CREATE INDEX note_keys_note ON note_keys (note);
    CREATE INDEX mention_forms_surface ON mention_forms (surface, kind);

    """

  /// The indexes that find passages and claims by their identity. A first build does without them until it has read
  /// all notes: identities come in no order, and each would cost a walk down a tree.
  static let noteIndexNames = ["passages_id", "claims_id"]
  static let noteIndexes = """
    CREATE INDEX IF NOT EXISTS passages_id ON passages (id);
    CREATE INDEX IF NOT EXISTS claims_id ON claims (id);

    """

  private static let amount = """
      amount TEXT,
      amount_upper TEXT,
      amount_unit TEXT CHECK (amount_unit = 'money' OR amount_unit = 'count' OR amount_unit = 'percent'),
      currency TEXT,
      counted TEXT,
      amount_kind TEXT,
      amount_precision TEXT,
      amount_period TEXT
    """

  private static let qualifiers = """
      at_date TEXT, at_inherited INTEGER,
      from_date TEXT, from_inherited INTEGER,
      to_date TEXT, to_inherited INTEGER,
      announced_date TEXT, announced_inherited INTEGER,
    \(amount),
      role TEXT,
      place TEXT,
      status TEXT,
      negated INTEGER NOT NULL,
      according_to TEXT
    """

  private static let version1 = """
    CREATE TABLE meta (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- What the notes gave.
    CREATE TABLE notes (
      id INTEGER PRIMARY KEY,
      path TEXT NOT NULL UNIQUE,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      hash TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role = 'source' OR role = 'entity' OR role = 'plain'),
      kind TEXT,
      title TEXT NOT NULL,
      source TEXT NOT NULL,
      source_kind TEXT NOT NULL,
      source_title TEXT NOT NULL,
      source_date TEXT,
      source_url TEXT,
      source_note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX notes_source ON notes (source, path);

    CREATE TABLE note_names (
      note INTEGER NOT NULL REFERENCES notes ON DELETE CASCADE,
      list TEXT NOT NULL CHECK (list = 'alias' OR list = 'author' OR list = 'tag'),
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (note, list, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE diagnostics (
      note INTEGER NOT NULL REFERENCES notes ON DELETE CASCADE,
      position INTEGER NOT NULL,
      severity TEXT NOT NULL,
      line INTEGER NOT NULL,
      column INTEGER NOT NULL,
      message TEXT NOT NULL,
      hint TEXT,
      excerpt TEXT,
      PRIMARY KEY (note, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE passages (
      number INTEGER PRIMARY KEY,
      note INTEGER NOT NULL REFERENCES notes ON DELETE CASCADE,
      id TEXT NOT NULL,
      text TEXT NOT NULL,
      offset INTEGER NOT NULL,
      line INTEGER NOT NULL,
      comment TEXT,
      heading TEXT,
      added TEXT
    ) STRICT;
    CREATE INDEX passages_note ON passages (note);

    CREATE TABLE passage_names (
      passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
      list TEXT NOT NULL CHECK (list = 'link' OR list = 'tag'),
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (passage, list, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE claims (
      number INTEGER PRIMARY KEY,
      note INTEGER NOT NULL REFERENCES notes ON DELETE CASCADE,
      id TEXT NOT NULL,
      predicate TEXT NOT NULL,
      subject TEXT NOT NULL,
      subject_kind TEXT NOT NULL,
      subject_reference TEXT NOT NULL,
      subject_owner TEXT,
      subject_start INTEGER,
      subject_end INTEGER,
      object TEXT,
      object_kind TEXT,
      object_reference TEXT,
      object_owner TEXT,
      object_start INTEGER,
      object_end INTEGER,
    \(qualifiers),
      passage TEXT,
      quote TEXT NOT NULL,
      quote_start INTEGER,
      quote_end INTEGER,
      field TEXT,
      line INTEGER,
      rule TEXT NOT NULL,
      confidence REAL NOT NULL,
      act INTEGER
    ) STRICT;
    CREATE INDEX claims_note ON claims (note);

    CREATE VIRTUAL TABLE passage_text USING fts5(
      text, content = 'passages', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2');

    -- What the graph holds: made anew as a whole, from all the notes gave.
    CREATE TABLE entities (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      alias_count INTEGER NOT NULL,
      candidate_count INTEGER NOT NULL,
      described INTEGER NOT NULL,
      author INTEGER NOT NULL,
      source TEXT,
      date TEXT,
      url TEXT,
      note TEXT,
      source_count INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE names (
      number INTEGER PRIMARY KEY,
      entity INTEGER NOT NULL REFERENCES entities,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      folded TEXT NOT NULL
    ) STRICT;

    CREATE TABLE candidates (
      entity INTEGER NOT NULL REFERENCES entities,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (entity, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE acts (
      id INTEGER PRIMARY KEY,
      predicate TEXT NOT NULL,
    \(amount),
      at_date TEXT, at_inherited INTEGER,
      announced_date TEXT, announced_inherited INTEGER,
      status TEXT,
      source_count INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE relations (
      id INTEGER PRIMARY KEY,
      subject INTEGER NOT NULL REFERENCES entities,
      predicate TEXT NOT NULL,
      object INTEGER REFERENCES entities,
    \(qualifiers),
      contest_count INTEGER NOT NULL,
      source_count INTEGER NOT NULL,
      confidence REAL NOT NULL,
      act INTEGER REFERENCES acts
    ) STRICT;

    CREATE TABLE relation_claims (
      relation INTEGER NOT NULL REFERENCES relations,
      position INTEGER NOT NULL,
      claim TEXT NOT NULL,
      PRIMARY KEY (relation, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE contests (
      relation INTEGER NOT NULL REFERENCES relations,
      position INTEGER NOT NULL,
      other INTEGER NOT NULL,
      PRIMARY KEY (relation, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE act_relations (
      act INTEGER NOT NULL REFERENCES acts,
      position INTEGER NOT NULL,
      relation INTEGER NOT NULL,
      PRIMARY KEY (act, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE act_claims (
      act INTEGER NOT NULL REFERENCES acts,
      position INTEGER NOT NULL,
      claim TEXT NOT NULL,
      PRIMARY KEY (act, position)
    ) STRICT, WITHOUT ROWID;

    CREATE VIRTUAL TABLE name_text USING fts5(
      folded, content = 'names', content_rowid = 'number', tokenize = 'trigram');

    -- What the vault adds to the built-in ontology.
    CREATE TABLE kinds (
      name TEXT PRIMARY KEY,
      parent TEXT,
      label TEXT NOT NULL,
      plural TEXT NOT NULL,
      icon TEXT NOT NULL,
      schema_org TEXT,
      follow_the_money TEXT,
      wikidata TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE predicates (
      name TEXT PRIMARY KEY,
      domain TEXT NOT NULL,
      range TEXT NOT NULL,
      symmetric INTEGER NOT NULL,
      value INTEGER NOT NULL,
      functional INTEGER NOT NULL,
      background INTEGER NOT NULL,
      temporal TEXT NOT NULL,
      label TEXT NOT NULL,
      inverse_label TEXT NOT NULL,
      schema_org TEXT,
      follow_the_money TEXT,
      wikidata TEXT
    ) STRICT, WITHOUT ROWID;
    """

  /// How the graph came of its claims, so that a change of few notes need not be worked out from all of them.
  ///
  /// A graph of version 1 is read as it is; the next build makes it anew with what is kept beside it.
  private static let version2 = """
    ALTER TABLE entities ADD COLUMN base TEXT;
    ALTER TABLE entities ADD COLUMN base_name TEXT;
    ALTER TABLE entities ADD COLUMN proper INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE relations ADD COLUMN with_amount INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE relation_claims ADD COLUMN swapped INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE entity_keys (
      key TEXT NOT NULL,
      entity INTEGER NOT NULL,
      PRIMARY KEY (key, entity)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE note_keys (
      key TEXT NOT NULL,
      note INTEGER NOT NULL REFERENCES notes ON DELETE CASCADE,
      PRIMARY KEY (key, note)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mention_forms (
      number INTEGER PRIMARY KEY,
      reference TEXT NOT NULL,
      surface TEXT NOT NULL,
      kind TEXT NOT NULL,
      owner TEXT,
      folder TEXT
    ) STRICT;

    CREATE TABLE voices (
      number INTEGER PRIMARY KEY,
      source TEXT NOT NULL UNIQUE,
      voices TEXT NOT NULL
    ) STRICT;

    CREATE TABLE claim_sides (
      entity INTEGER NOT NULL,
      high INTEGER NOT NULL,
      low INTEGER NOT NULL,
      is_object INTEGER NOT NULL,
      form INTEGER NOT NULL,
      source INTEGER NOT NULL,
      text INTEGER NOT NULL,
      sort INTEGER NOT NULL,
      PRIMARY KEY (entity, high, low, is_object)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE unrelated_claims (
      claim TEXT PRIMARY KEY,
      subject INTEGER NOT NULL,
      object INTEGER
    ) STRICT, WITHOUT ROWID;

    DELETE FROM meta WHERE name IN ('graph_state', 'fingerprint');

    """

  /// What people decided, replayed from text: kept so that answers can tell of it without a look at the text.
  private static let version3 = """
    -- What decisions make of claims.
    CREATE TABLE amendments (
      claim TEXT PRIMARY KEY,
      verdict TEXT,
      predicate TEXT,
      dated INTEGER NOT NULL,
      with_amount INTEGER NOT NULL,
    \(qualifiers)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE decisions (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL,
      action TEXT NOT NULL,
      actor TEXT NOT NULL,
      time TEXT NOT NULL,
      reason TEXT,
      detail TEXT,
      standing TEXT NOT NULL,
      drifted INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE decision_claims (
      claim TEXT NOT NULL,
      decision INTEGER NOT NULL,
      PRIMARY KEY (claim, decision)
    ) STRICT, WITHOUT ROWID;

    -- Entities by their names, which outlive their numbers.
    CREATE TABLE decision_entities (
      entity TEXT NOT NULL,
      decision INTEGER NOT NULL,
      PRIMARY KEY (entity, decision)
    ) STRICT, WITHOUT ROWID;

    """
}
