"""How Alembic reaches the database: the URL comes from the caller or from the settings."""

from alembic import context
from sqlalchemy import create_engine

from webapp.settings import settings_from_environment
from webapp.store.tables import Base


def run() -> None:
    """Run the migrations in one transaction, batch mode for SQLite."""
    url = context.config.attributes.get("url") or settings_from_environment().database_url
    engine = create_engine(url)
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
