"""The tables. Instants are RFC 3339 text in UTC with microseconds: text order is time order.

Rows are written through store.rows, which gives each its digest in a column of its own.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = 8  # of the schema; a change comes with a step in store/migrations.py
APPLICATION_ID = 0x6F6E7265  # "onre", in SQLite's header: tells our files from others'

# On PostgreSQL as on SQLite: words in the order of their code points, numbers of 64 bits.
Word = String().with_variant(String(collation="C"), "postgresql")
Words = Text().with_variant(Text(collation="C"), "postgresql")
Number = Integer().with_variant(BigInteger(), "postgresql")

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", Word, primary_key=True),
    Column("value", Words, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Number, primary_key=True),
    Column("name", Word, nullable=False, unique=True),
    # A keyed digest of where the folder lies: tells two folders of one name apart without
    # keeping a path of the user's machine.
    Column("root_digest", Word),
    Column("issuer", Word),
    Column("columns", Words, nullable=False, server_default="[]"),  # JSON, of --map
)

issuers = Table(
    "issuers",
    metadata,
    Column("id", Word, primary_key=True),
    Column("name", Word, nullable=False),
)

captures = Table(
    "captures",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),  # the ledger's
    Column("uri", Words, nullable=False),
    Column("at", Word, nullable=False),
    Column("status", Number),
    Column("media_type", Word, nullable=False),
    Column("charset", Word),
    Column("path", Words, nullable=False),
    Column("source_id", Number, ForeignKey("sources.id"), nullable=False),
    Column("warc", Word, nullable=False),
    Column("offset", Number, nullable=False),
    Column("length", Number, nullable=False),
    Column("member_sha256", Word, nullable=False),
    Column("payload_sha256", Word, nullable=False),
    Column("payload_size", Number, nullable=False),
    # Of what was asked for on the web: null where it may hold a statement, else what it is to us
    # (model.watching.Role, or "wall"), so that it is not read again as a statement.
    Column("role", Word),
    Column("observer", Word),  # null for ourselves, else the service whose capture it is
    Index("captures_by_uri", "uri", "payload_sha256"),
)

observations = Table(
    "observations",
    metadata,
    Column("id", Number, primary_key=True),
    Column("uri", Words, nullable=False),
    Column("at", Word, nullable=False),
    Column("outcome", Word, nullable=False),
    Column("capture_seq", Number, ForeignKey("captures.seq")),
    # What a check on the web came to beside; null for files (model.watching.Observation).
    Column("status", Number),
    Column("state", Word),
    Column("target", Words),
    Column("why", Words),
    Column("robots", Words),
    Column("observer", Word),
    Column("listed", Number),  # that a feed, sitemap or listing named
    Index("observations_by_capture", "capture_seq", "at"),
    Index("observations_by_uri", "uri", "at"),
)

statements = Table(
    "statements",
    metadata,
    Column("n", Number, primary_key=True),  # order of arrival
    Column("id", Word, nullable=False, unique=True),
    Column("key", Words, nullable=False),
    Column("url", Words),
    Column("current_version", Number, nullable=False),
    Column("withheld", Boolean, nullable=False, server_default="0"),
    Index("statements_by_url", "url"),
)

aliases = Table(
    "aliases",
    metadata,
    Column("key", Words, primary_key=True),
    Column("statement_n", Number, ForeignKey("statements.n"), nullable=False),
    sqlite_with_rowid=False,
)

versions = Table(
    "versions",
    metadata,
    Column("statement_n", Number, ForeignKey("statements.n"), primary_key=True),
    Column("number", Number, primary_key=True),
    Column("lineage", Word, nullable=False),
    Column("text_sha256", Word, nullable=False),
    Column("simhash", Word, nullable=False),  # 16 hex digits: SQLite has no unsigned 64 bit
    Column("extractor", Word, nullable=False),
    Column("capture_seq", Number, ForeignKey("captures.seq"), nullable=False),
    Column("fragment", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("structure", LargeBinary, nullable=False),  # JSON, model.structure_json
    sqlite_with_rowid=False,
)

sightings = Table(
    "sightings",  # which capture shows which version; (0 = a first wording in another lineage)
    metadata,
    Column("capture_seq", Number, ForeignKey("captures.seq"), primary_key=True),
    Column("fragment", Words, primary_key=True),
    Column("statement_n", Number, ForeignKey("statements.n"), nullable=False),
    Column("number", Number, nullable=False),
    Column("lineage", Word, nullable=False),
    Column("text_sha256", Word, nullable=False),
    Index("sightings_by_statement", "statement_n"),
    sqlite_with_rowid=False,
)

intervals = Table(
    "intervals",
    metadata,
    Column("statement_n", Number, ForeignKey("statements.n"), primary_key=True),
    Column("first_seen_at", Word, primary_key=True),
    Column("last_seen_at", Word, nullable=False),
    Column("number", Number, primary_key=True),  # two may be seen at one instant
    sqlite_with_rowid=False,
)

citations = Table(
    "citations",
    metadata,
    Column("statement_n", Number, ForeignKey("statements.n"), primary_key=True),
    Column("number", Number, primary_key=True),
    Column("ordinal", Number, primary_key=True),
    Column("marker", Word),
    Column("url", Words, nullable=False),
    Column("state", Word, nullable=False),
    Index("citations_by_url", "url"),
    sqlite_with_rowid=False,
)

other_languages = Table(
    "other_languages",  # in which a version's own page says the statement stands too
    metadata,
    Column("statement_n", Number, ForeignKey("statements.n"), primary_key=True),
    Column("number", Number, primary_key=True),
    Column("language", Word, primary_key=True),
    Column("url", Words, primary_key=True),
    Index("other_languages_by_url", "url"),
    sqlite_with_rowid=False,
)

claims = Table(
    "claims",  # derived: `rebuild claims` makes them again from the versions
    metadata,
    Column("statement_n", Number, ForeignKey("statements.n"), primary_key=True),
    Column("number", Number, primary_key=True),
    Column("rules", Number, nullable=False),  # the version of the rules that made them
    Column("total", Number, nullable=False),
    Column("written", LargeBinary, nullable=False),  # JSON, model.claim_json
    sqlite_with_rowid=False,
)

simhash_bands = Table(
    "simhash_bands",
    metadata,
    Column("band", Number, primary_key=True),  # which of the four bands, and its 16 bits
    Column("statement_n", Number, primary_key=True),
    Column("simhash", Word, nullable=False),
    sqlite_with_rowid=False,
)

near = Table(
    "near",  # near-duplicates: linked, not dropped
    metadata,
    Column("statement_n", Number, ForeignKey("statements.n"), primary_key=True),
    Column("other_n", Number, ForeignKey("statements.n"), primary_key=True),
    Column("distance", Number, nullable=False),
    Index("near_by_other", "other_n"),
    sqlite_with_rowid=False,
)

changes = Table(
    "changes",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("at", Word, nullable=False),  # when it was seen, in an old capture long ago
    Column("noted_at", Word, nullable=False, server_default=""),  # when this row was written
    Column("statement_n", Number, ForeignKey("statements.n"), nullable=False),
    Column("kind", Word),  # null: no news for a reader, the index alone must follow
    Column("from_version", Number),
    Column("to_version", Number),
    Index("changes_by_at", "at"),
    Index("changes_by_statement", "statement_n", "seq"),
)

warc_files = Table(
    "warc_files",
    metadata,
    Column("name", Word, primary_key=True),
    Column("end", Number, nullable=False),  # bytes acknowledged; more is a torn tail
    Column("foreign_", Boolean, nullable=False, server_default="0"),  # --in-place
)

warc_records = Table(
    "warc_records",  # records of our WARC files that are no captures: requests, revisits
    metadata,
    Column("warc", Word, primary_key=True),
    Column("offset", Number, primary_key=True),
    Column("length", Number, nullable=False),
    Column("member_sha256", Word, nullable=False),
    Column("kind", Word, nullable=False),
    sqlite_with_rowid=False,
)

watched = Table(
    "watched",  # what the observations of an address came to, and when it is due again
    metadata,
    Column("uri", Words, primary_key=True),
    Column("role", Word, nullable=False),
    Column("source_id", Number, ForeignKey("sources.id"), nullable=False),
    Column("state", Word, nullable=False),
    Column("status", Number),
    Column("capture_seq", Number, ForeignKey("captures.seq")),
    Column("text_sha256", Word),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("last_checked_at", Word),
    Column("last_seen_at", Word),
    Column("first_missing_at", Word),
    Column("missing", Number, nullable=False),
    Column("target", Words),
    Column("interval", Float, nullable=False),
    Column("due_at", Word, nullable=False),
    Index("watched_by_due", "due_at"),
    sqlite_with_rowid=False,
)

mementos = Table(
    "mementos",  # what a TimeGate names in the place of a cited page that is gone: its word
    metadata,
    Column("uri", Words, primary_key=True),
    Column("gate", Words, primary_key=True),
    Column("asked_for", Word, nullable=False),  # the statement's time
    Column("asked_at", Word, nullable=False),
    Column("url", Words),  # null: it knows none
    Column("at", Word),  # as it says itself
    sqlite_with_rowid=False,
)

diffs = Table(
    "diffs",  # what a new version changed, written once
    metadata,
    Column("statement_n", Number, ForeignKey("statements.n"), primary_key=True),
    Column("from_version", Number, primary_key=True),
    Column("to_version", Number, primary_key=True),
    Column("edits", LargeBinary, nullable=False),  # JSON, model.edit
    sqlite_with_rowid=False,
)

expunged = Table(
    "expunged",  # captures whose bytes were taken out: leaves of the ledger, like the captures
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),  # the ledger's
    Column("capture_seq", Number, ForeignKey("captures.seq"), nullable=False, unique=True),
    Column("at", Word, nullable=False),
    Column("reason", Words, nullable=False),
    Column("member_sha256", Word, nullable=False),  # of the tombstone in the record's place
    Column("signature", Word, nullable=False),  # Ed25519, hex (model.ledger.Expunction)
    Column("done", Boolean, nullable=False),  # whether the tombstone is in its place
)

corrections = Table(
    "corrections",  # of fields, by people: primary, only ever added (model.addition)
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("statement_n", Integer, ForeignKey("statements.n"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("subject", String, nullable=False),
    Column("field", String, nullable=False),
    Column("value", Text),  # JSON; null lets the reading stand again
    Column("anchor", Text),  # JSON: the words, those before, those after
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("signature", String, nullable=False),  # Ed25519, hex
    Index("corrections_by_statement", "statement_n"),
)

replies = Table(
    "replies",  # of issuers, word for word: only ever added (model.addition)
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("statement_n", Integer, ForeignKey("statements.n"), nullable=False),
    Column("from_version", Integer),  # of the change it is about; null for the statement
    Column("to_version", Integer),
    Column("issuer", String, nullable=False),
    Column("issuer_name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String),
    Column("received", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("signature", String, nullable=False),  # Ed25519, hex
    Index("replies_by_statement", "statement_n"),
)

tags = Table(
    "tags",
    metadata,
    Column("statement_n", Integer, ForeignKey("statements.n"), primary_key=True),
    Column("tag", String, primary_key=True),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    sqlite_with_rowid=False,
)

collections = Table(
    "collections",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    sqlite_with_rowid=False,
)

collected = Table(
    "collected",  # which statements are in a collection
    metadata,
    Column("statement_n", Integer, ForeignKey("statements.n"), primary_key=True),
    Column("collection", String, ForeignKey("collections.id"), primary_key=True),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Index("collected_by_collection", "collection"),
    sqlite_with_rowid=False,
)

row_sums = Table(
    "row_sums",  # of each table but this one (store.rows)
    metadata,
    Column("name", Word, primary_key=True),
    Column("rows", Number, nullable=False),
    Column("total", Word, nullable=False),  # the sum of the rows' digests, hex
    sqlite_with_rowid=False,
)
