"""How Alembic reaches the database: the URL comes from the caller or from the settings."""

from alembic import context

from webapp.settings import settings_from_environment
from webapp.store.migration import migrating_engine
from webapp.store.tables import Base


def run() -> None:
    """Run the migrations in one transaction, alone, batch mode for SQLite."""
    url = context.config.attributes.get("url") or settings_from_environment().database_url
    engine = migrating_engine(url)
    try:
        with engine.connect() as connection:
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                render_as_batch=True,
                compare_type=True,
                transactional_ddl=True,  # which SQLite can do, whatever Alembic thinks of it
            )
            with context.begin_transaction():
                context.run_migrations()
    finally:
        engine.dispose()


run()
