"""Alembic's door: migrations run on the connection that the store hands over."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import service.store.tables  # noqa: F401  (declares the schema)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
