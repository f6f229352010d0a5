"""What alembic runs: the migrations, in the transaction of the connection that is passed in."""

from alembic import context

from extractor.storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
