"""The system of record: schema, migrations, one small store per noun, the change log."""
