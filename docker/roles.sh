#!/usr/bin/env bash
# Run once by the PostgreSQL image on an empty volume: POSTGRES_USER owns the database and migrates it, this role serves.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v name="$SERVING_USER" -v secret="$SERVING_PASSWORD" <<'SQL'
create role :"name" login password :'secret';
SQL
