"""people: notes sealed, merged and erased candidates, consent, what a hire closed, renewals, contacts of partners"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ADDED = (
    ("partners", sa.Column("contacts", sa.JSON(), nullable=False, server_default="[]")),
    ("candidates", sa.Column("merged_into", sa.String(), nullable=True)),
    ("candidates", sa.Column("brought", sa.JSON(), nullable=False, server_default="{}")),
    ("candidates", sa.Column("erased_at", UTCDateTime(), nullable=True)),
    ("candidate_facts", sa.Column("notes", sa.String(), nullable=True)),
    ("referrals", sa.Column("consent", sa.String(), nullable=False, server_default="implied")),
    ("referrals", sa.Column("consent_at", UTCDateTime(), nullable=True)),
    ("referrals", sa.Column("closed_by", sa.String(), nullable=True)),
    ("referrals", sa.Column("state_before", sa.String(), nullable=True)),
    ("placements", sa.Column("reason", sa.String(), nullable=True)),
    ("placements", sa.Column("renewals", sa.JSON(), nullable=False, server_default="[]")),
    ("review", sa.Column("about", sa.JSON(), nullable=False, server_default="{}")),
)


def upgrade() -> None:
    for table, column in ADDED:
        op.add_column(table, column)
    _seal_notes()
    with op.batch_alter_table("candidates") as batch:
        batch.drop_column("notes")


def _seal_notes() -> None:
    """What partners noted of people was in clear: it goes where their criteria are, under the same seal."""
    connection = op.get_bind()
    seal = connection.get_execution_options().get("seal")
    if seal is None:
        return
    noted = connection.execute(
        sa.text(
            "SELECT f.id, c.notes FROM candidate_facts f JOIN candidates c ON c.id = f.candidate_id"
            " WHERE c.notes IS NOT NULL"
        )
    )
    for fact, notes in noted.all():
        connection.execute(
            sa.text("UPDATE candidate_facts SET notes = :notes WHERE id = :id"), {"notes": seal.closed(notes), "id": fact}
        )


def downgrade() -> None:
    op.add_column("candidates", sa.Column("notes", sa.String(), nullable=True))
    for table, column in reversed(ADDED):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column.name)
