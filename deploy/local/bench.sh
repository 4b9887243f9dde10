#!/bin/sh
# bench.sh [SECTION...]: measures the release build (sections: start import search matching read feed writes terms tasks actions draw
# annual-reports merge eligibility intake ledger open-data; none: all). Runs inside `onecode-db --throwaway`, which sets
# DATABASE_URL. ROWS, ROUNDS, SECONDS and CALLERS set the scale.
set -eu
cd "$(dirname "$0")/../.."
# `make bench` has built both; a lone `bench.sh` after a change must not measure an older program.
cargo build -q --release -p onecode -p onecode-tests --bins --benches
exec cargo bench -q -p onecode -p onecode-tests --bench suite -- "$@"
