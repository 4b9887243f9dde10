#!/bin/sh
# The stock clients and the contract linter that tests use, in target/venv; silent where they are there.
set -eu
cd "$(dirname "$0")/../.."
wanted=tests/stock/requirements.txt
cmp -s "$wanted" target/venv/installed.txt 2>/dev/null && exit 0
rm -rf target/venv && mkdir -p target
python3 -m venv target/venv
target/venv/bin/pip install -q --disable-pip-version-check -r "$wanted"
cp "$wanted" target/venv/installed.txt
