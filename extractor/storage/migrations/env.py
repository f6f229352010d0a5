"""What alembic runs: the migrations, in the transaction of the connection that is passed in."""

from alembic import context

from extractor.storage import (  # noqa: F401 (their tables are declared in the same metadata)
    audit_tables,
    job_tables,
    review_tables,
    token_tables,
)
from extractor.storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
