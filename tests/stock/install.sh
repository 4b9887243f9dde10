#!/bin/sh
# The stock clients, the contract linter and the validators that tests use, in target/venv; silent where they are there.
set -eu
cd "$(dirname "$0")/../.."
# whatever decides what is installed
told() { cat tests/stock/requirements.txt tests/stock/install.sh tests/stock/ocds_standard.py; }
told | cmp -s - target/venv/installed.txt 2>/dev/null && exit 0
rm -rf target/venv && mkdir -p target
python3 -m venv target/venv
target/venv/bin/pip install -q --disable-pip-version-check -r tests/stock/requirements.txt
# the schemas of OCDS 1.1.5 lie beside the tests of these two, which are not installed
pip_download() { target/venv/bin/pip download -q --disable-pip-version-check --no-deps --no-binary :all: -d target/venv/sdist "$1"; }
pip_download ocdsextensionregistry==0.7.0
pip_download ocdskit==1.7.0
target/venv/bin/python tests/stock/ocds_standard.py target/venv/sdist/ocdsextensionregistry-0.7.0.tar.gz \
    target/venv/sdist/ocdskit-1.7.0.tar.gz target/venv/ocds-standard-1.1.5.zip
rm -rf target/venv/sdist
told > target/venv/installed.txt
