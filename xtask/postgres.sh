# A PostgreSQL of one's own, for the suite and the benchmarks; to be sourced.
# shellcheck shell=bash

# The folder with the programs of the newest installed version; fails where none is installed.
postgres_programs() {
    local initdb
    initdb=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)
    [ -n "$initdb" ] && dirname "$initdb"
}

# PostgreSQL refuses to run as root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# Debian's packages by their names, or which of them somebody else has to install.
install_packages() {
    local log
    [ "$(id -u)" = 0 ] || { echo "missing packages, install them as root: apt-get install $*" >&2; return 1; }
    echo "installing $*" >&2
    log=$(mktemp)
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
        >"$log" 2>&1; then
        rm "$log"
    else
        tail -n 20 "$log" >&2
        rm "$log"
        echo "could not install $*" >&2
        return 1
    fi
}

# start_postgres FOLDER [SETTING…]: a new cluster in FOLDER/pg with settings such as fsync=off; prints its URL. A socket
# in the folder is all that leads to it: no port is taken, and nothing survives the folder.
start_postgres() {
    local folder=$1 programs options setting
    programs=$(postgres_programs) || { echo "PostgreSQL is not installed" >&2; return 1; }
    options="-k $folder/pg -c listen_addresses=''"
    for setting in "${@:2}"; do options+=" -c $setting"; done
    mkdir "$folder/pg"
    [ "$(id -u)" != 0 ] || { chmod 711 "$folder"; chown postgres "$folder/pg"; }
    (cd "$folder/pg" && as_postgres "$programs/initdb" -D "$folder/pg/data" -U kendali -A trust -E UTF8 \
        --locale=C --no-sync) >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; return 1; }
    (cd "$folder/pg" && as_postgres "$programs/pg_ctl" -D "$folder/pg/data" -l "$folder/pg/log" -w start \
        -o "$options") >"$folder/pg_ctl.log" 2>&1 || { cat "$folder/pg_ctl.log" "$folder/pg/log" >&2; return 1; }
    echo "postgres://kendali@localhost/postgres?host=$folder/pg"
}

# stop_postgres FOLDER: ends the cluster that was started there.
stop_postgres() {
    as_postgres "$(postgres_programs)/pg_ctl" -D "$1/pg/data" -m immediate -w stop >/dev/null 2>&1
}
