"""versions of markets, proposed changes, declared hours, merged companies, where the journal ends"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("companies", sa.Column("merged_into", sa.String(), nullable=True))
    op.add_column("awards", sa.Column("contact_name", sa.String(), nullable=True))
    op.add_column("awards", sa.Column("email", sa.String(), nullable=True))
    op.create_table(
        "market_versions",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("market_id", sa.String(), sa.ForeignKey("markets.id"), nullable=False, index=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("differences", sa.JSON(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=True),
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.String(), sa.ForeignKey("needs.id"), nullable=False, index=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=True, index=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('sent', 'accepted', 'refused', 'discussed', 'silent', 'withdrawn')", name="state_known"
        ),
    )
    op.create_table(
        "declared_hours",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.String(), sa.ForeignKey("placements.id"), nullable=False, index=True),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("hours", sa.Float(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.UniqueConstraint("placement_id", "month", name="one_declaration_a_placement_and_month"),
    )
    op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
    )
    op.execute(
        "INSERT INTO journal_head (id, seq, hash) SELECT 1, seq, hash FROM journal ORDER BY seq DESC LIMIT 1"
    )


def downgrade() -> None:
    for table in ("journal_head", "declared_hours", "proposals", "market_versions"):
        op.drop_table(table)
    op.drop_column("awards", "email")
    op.drop_column("awards", "contact_name")
    op.drop_column("companies", "merged_into")
