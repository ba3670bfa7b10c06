"""How the tables of a workspace are made and changed, one file a step (alembic)."""
