"""The register: who takes part, in a database outside git; the owner of SQLAlchemy and Alembic."""
