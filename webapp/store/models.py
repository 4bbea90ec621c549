"""The tables. Money is whole pence, `_at` is aware UTC, `_on` is a date, keys are UUIDs."""

from datetime import UTC, date, datetime
from typing import ClassVar
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, aware on both sides; SQLite keeps none of the zone itself."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment, and store the others in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"{value} has no time zone, so it can't be stored as a moment"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC, aware."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What the tables share: names of constraints, and which type stands for which."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[type, object]] = {
        UUID: Uuid(),
        bool: Boolean(),
        date: Date(),
        datetime: UtcDateTime(),
        int: Integer(),
        str: Text(),
    }


class Organisation(Base):
    """An authority that shares the installation; none sees another.

    `policy` is the id of the pack that decides beside the law, None for the law alone.
    `authority_type` and `nation` are the first answers of its procurements, which may be changed.
    """

    __tablename__ = "organisation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    policy: Mapped[str | None] = mapped_column(String(64))
    authority_type: Mapped[str | None] = mapped_column(String(32))
    nation: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime]


class User(Base):
    """A person with a local account. `email` is kept in lower case.

    `totp_secret` is sealed with the installation's key; it counts from `totp_since` on, and
    `totp_step` is the last step of time of which a code was taken, so that none is taken twice.
    """

    __tablename__ = "user_account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    totp_secret: Mapped[str | None] = mapped_column(String(255))
    totp_since: Mapped[datetime | None]
    totp_step: Mapped[int | None] = mapped_column(BigInteger)


class RoleHeld(Base):
    """A role that a person holds for an organisation, or for one procurement of it.

    A role that has ended stays as a row; the same may be given again.
    """

    __tablename__ = "role_held"
    __table_args__ = (
        Index(
            "ix_role_held_for_organisation",
            "user_id",
            "organisation_id",
            "role",
            unique=True,
            sqlite_where=text("procurement_id IS NULL AND ended_at IS NULL"),
            postgresql_where=text("procurement_id IS NULL AND ended_at IS NULL"),
        ),
        Index(
            "ix_role_held_for_procurement",
            "user_id",
            "procurement_id",
            "role",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    procurement_id: Mapped[UUID | None] = mapped_column(ForeignKey("procurement.id"))
    role: Mapped[str] = mapped_column(String(32))
    granted_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    granted_at: Mapped[datetime]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    ended_at: Mapped[datetime | None]


class SignInSession(Base):
    """A sign-in, held on the server so that it can be revoked; only the token's hash is kept.

    While it `awaits_code`, the password was right and the second factor is still to come.
    """

    __tablename__ = "sign_in_session"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    awaits_code: Mapped[bool] = mapped_column(Boolean(), default=False)
    agent: Mapped[str | None] = mapped_column(String(200))


class SignInAttempt(Base):
    """An attempt to sign in, kept for a day so that guessing can be slowed down."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index(None, "email_sha256", "attempted_at"),
        Index(None, "address", "attempted_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    email_sha256: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    attempted_at: Mapped[datetime] = mapped_column(index=True)
    succeeded: Mapped[bool]


class ProcurementRecord(Base):
    """A procurement under preparation. `version` counts the changes of its answers.

    From `stage` on, the row repeats what a list shows of the answers and the decision, so
    that a page of procurements is one query; the services write it with every version.
    `dates` is a JSON list of `[day, what falls due]`. `waits_for` says whose turn it is, since
    `waits_since`, which is None while it is nobody's. `measures` is a JSON list of those that
    the proposal asks of bidders, each as `[id, outcome]` with null where the policy's indicator
    names the outcome. `looks` is a JSON object: by the name of a part that needs another look, the
    facts and conclusions that have changed since it was saved. `departures` are those of the
    proposal that wait for an answer (part_tables tells how). `copied_from` is the procurement that
    this one was begun from.
    """

    __tablename__ = "procurement"
    __table_args__ = (
        UniqueConstraint("organisation_id", "reference"),
        Index(None, "organisation_id", "changed_at"),
        Index(None, "organisation_id", "waits_since", "changed_at", "id"),
        Index(None, "organisation_id", "stage"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    reference: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(300))
    version: Mapped[int]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    stage: Mapped[str] = mapped_column(String(32))
    questions_open: Mapped[int]
    value_pence: Mapped[int | None] = mapped_column(BigInteger)
    value_vat: Mapped[str | None] = mapped_column(String(8))
    dates: Mapped[str]
    category: Mapped[str | None] = mapped_column(String(16))
    tier: Mapped[str | None] = mapped_column(String(16))
    waits_for: Mapped[str | None] = mapped_column(String(32))
    waits_since: Mapped[datetime | None]
    measures: Mapped[str | None]
    looks: Mapped[str | None]
    departures: Mapped[str | None]
    copied_from: Mapped[UUID | None] = mapped_column(ForeignKey("procurement.id"))


class Answer(Base):
    """An answer given once: `value` is canonical JSON, or null for "I do not know yet".

    A later answer to the same question points at the one it `replaces`. `version` is the
    procurement's version that the answer made.
    """

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("procurement_id", "fact", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    version: Mapped[int]
    fact: Mapped[str] = mapped_column(String(64))
    value: Mapped[str | None]
    answered_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    answered_at: Mapped[datetime]
    replaces: Mapped[UUID | None] = mapped_column(ForeignKey("answer.id"))


class DecisionRecord(Base):
    """A decision as it was recorded: `content` is canonical `podium/decision/1`.

    `input_sha256` is of the facts put to the rules, `content_sha256` of the content, and
    `packs` a JSON list of the packs' ids, versions and digests in the order they decided.
    """

    __tablename__ = "decision"
    __table_args__ = (Index(None, "procurement_id", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    version: Mapped[int]
    input_sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[str]
    content_sha256: Mapped[str] = mapped_column(String(64))
    packs: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))


class PackContent(Base):
    """The content of a rule pack that a decision was made under, by its digest."""

    __tablename__ = "pack_content"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    pack: Mapped[str] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(64))
    content: Mapped[str]
    stored_at: Mapped[datetime]


class AuditEntry(Base):
    """One act, chained to the one before by its hash. Nothing here is changed or deleted.

    `actor_id` is the person who acted, None for the command line. It is an id and not a name,
    so that a person's name is in one place only.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "subject", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    act: Mapped[str] = mapped_column(String(64))
    organisation_id: Mapped[UUID | None]
    subject: Mapped[str] = mapped_column(String(128))
    detail: Mapped[str]
    previous_sha256: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
