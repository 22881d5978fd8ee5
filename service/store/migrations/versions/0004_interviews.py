"""interviews: when a company first asked to meet someone; orders that set off what cannot be taken back"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("referrals", sa.Column("interviewed_at", UTCDateTime(), nullable=True))
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.add_column(sa.Column("final", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE referrals SET interviewed_at = since WHERE state = 'interview'")


def downgrade() -> None:
    op.drop_column("orders", "final")
    op.drop_column("referrals", "interviewed_at")
