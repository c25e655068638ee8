#!/usr/bin/env bash
# train.sh FOUNDATION APPLICATION CACHE: starts APPLICATION once, on the database and broker that FOUNDATION brings along,
# lets it decide a little and keeps what the virtual machine learned in CACHE.
set -euo pipefail
foundation=$1 application=$2 cache=$3
java_options=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
home=$(mktemp -d)
trap '[ $? = 0 ] || tail -n 20 "$home"/*.log' EXIT

status() { # PORT REQUEST: the status it is answered with
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf '%b' "$2" >&3
    read -r _ code _ <&3
    exec 3>&-
    echo "$code"
}

await() { # PID PORT
    for _ in $(seq 1 1200); do
        [ "$(status "$2" 'GET /readyz HTTP/1.0\r\n\r\n' 2>/dev/null || true)" = 200 ] && return
        kill -0 "$1" || exit 1
        sleep 0.2
    done
    exit 1
}

setting() { # NAME: a string of the foundation's services.json
    sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$home/foundation/services.json"
}

RISKGATE_HOME=$home/foundation SERVER_PORT=18080 MANAGEMENT_SERVER_PORT=18081 \
    java "${java_options[@]}" -jar "$foundation" >"$home/foundation.log" 2>&1 &
standing=$!
await $standing 18080
until [ -s "$home/foundation/services.json" ]; do sleep 0.1; done

key=rk_training
SPRING_DATASOURCE_URL=$(setting url) SPRING_DATASOURCE_USERNAME=$(setting user) \
SPRING_DATASOURCE_PASSWORD=$(setting password) SPRING_KAFKA_BOOTSTRAP_SERVERS=$(setting bootstrapServers) \
RISKGATE_SECURITY_KEYS="training:payments:$(printf %s "$key" | sha256sum | cut -d' ' -f1)" \
RISKGATE_HOME=$home/application SERVER_PORT=28080 MANAGEMENT_SERVER_PORT=28081 \
LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs \
    java "${java_options[@]}" -Xlog:aot*=error -XX:AOTCacheOutput="$cache" -jar "$application" >"$home/application.log" 2>&1 &
learning=$!
await $learning 28080
for each in $(seq 1 300); do
    body='{"transactionId":"training-'$each'","occurredAt":"2026-01-01T00:00:00Z","amount":{"value":'$each'00,"currency":"EUR"},"accountId":"account-'$((each % 20))'"}'
    head="POST /v1/decisions HTTP/1.0\r\nContent-Type: application/json\r\nAuthorization: Bearer $key\r\n"
    [ "$(status 28080 "${head}Content-Length: ${#body}\r\n\r\n$body")" = 200 ]
done
kill $learning
wait $learning || true
kill $standing
wait $standing || true
tail -n 3 "$home/application.log"
[ -s "$cache" ]
ls -l "$cache"
