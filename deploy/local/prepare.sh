#!/bin/sh
# Checks every query against freshly migrated tables and writes .sqlx. Runs inside `onecode-db`, which sets DATABASE_URL.
set -eu
cd "$(dirname "$0")/../.."
platform=$(ls services/platform/*/migrations/*.sql | grep -v /uow/)
# File names hold no blanks.
# shellcheck disable=SC2086
for migration in services/platform/uow/migrations/*.sql $platform services/*/server/migrations/*.sql; do
    psql -q -v ON_ERROR_STOP=1 -d "$DATABASE_URL" -f "$migration" >/dev/null
done
rm -rf .sqlx && mkdir .sqlx
# Only what is compiled anew writes its queries.
for crate in uow archive casework feed vocab registry-domain registry-server inspection-server credit-server purchase-server talent-server onecode testkit; do
    touch "$(cargo metadata --no-deps --format-version 1 | python3 -c 'import json,sys; print(next(p["targets"][0]["src_path"] for p in json.load(sys.stdin)["packages"] if p["name"]==sys.argv[1]))' "$crate")"
done
SQLX_OFFLINE=false SQLX_OFFLINE_DIR="$PWD/.sqlx" cargo check -q --workspace --all-targets
ls .sqlx | wc -l
