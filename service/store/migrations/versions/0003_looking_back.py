"""looking back: versions of records, orders that can be undone, profiles for statistics, the company's first answer"""

import json
from datetime import UTC, date, datetime

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

#: table, name in the history, the column that says since when the row is what it is
KEPT = (
    ('markets', 'market', 'received_at'), ('awards', 'award', 'since'), ('needs', 'need', 'since'),
    ('diffusions', 'diffusion', 'sent_at'), ('candidate_facts', 'candidate_fact', 'attested_at'),
    ('referrals', 'referral', 'since'), ('placements', 'placement', 'since'), ('review', 'review', 'since'),
)
COMPANY_SAID = ('interview', 'hired', 'rejected', 'no_show', 'to_call_back')


def upgrade() -> None:
    op.create_table(
        'history',
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('record_id', sa.String(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column('said', sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint('kind', 'record_id', 'version'),
    )
    op.create_table(
        'orders',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('target', sa.String(), nullable=False),
        sa.Column('action', sa.String(), nullable=False),
        sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column('who', sa.String(), nullable=False),
        sa.Column('cause', sa.String(), nullable=True),
        sa.Column('changed', sa.JSON(), nullable=False),
        sa.Column('mails', sa.JSON(), nullable=False),
        sa.Column('undone_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint('id'),
    )
    with op.batch_alter_table('orders', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_orders_target'), ['target'], unique=False)
        batch_op.create_index(batch_op.f('ix_orders_cause'), ['cause'], unique=False)
    with op.batch_alter_table('candidate_facts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('profile', sa.JSON(), nullable=False, server_default='{}'))
    with op.batch_alter_table('referrals', schema=None) as batch_op:
        batch_op.add_column(sa.Column('answered_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    _remember_what_is()


def _remember_what_is() -> None:
    """What an earlier release left behind is the first version that can be looked back at."""
    connection = op.get_bind()
    meta = sa.MetaData()
    history = sa.Table('history', meta, autoload_with=connection)
    referrals = sa.Table('referrals', meta, autoload_with=connection)
    connection.execute(
        sa.update(referrals).where(referrals.c.state.in_(COMPANY_SAID)).values(answered_at=referrals.c.since)
    )
    for name, kind, since in KEPT:
        table = sa.Table(name, meta, autoload_with=connection)
        for row in connection.execute(sa.select(table)).mappings().all():
            said = {key: value.isoformat() if isinstance(value, date | datetime) else value for key, value in row.items()}
            at = _instant(row[since])
            connection.execute(
                sa.insert(history).values(
                    kind=kind, record_id=row['id'], version=row['version'], at=at, said=json.loads(json.dumps(said))
                )
            )


def _instant(since: datetime | None) -> datetime:
    """A row without a date was there as long as anyone can tell."""
    if since is None:
        return datetime(2000, 1, 1, tzinfo=UTC)
    return since if since.tzinfo else since.replace(tzinfo=UTC)


def downgrade() -> None:
    with op.batch_alter_table('referrals', schema=None) as batch_op:
        batch_op.drop_column('answered_at')
    with op.batch_alter_table('candidate_facts', schema=None) as batch_op:
        batch_op.drop_column('profile')
    op.drop_table('orders')
    op.drop_table('history')
