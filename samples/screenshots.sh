#!/usr/bin/env bash
# Photographs every page of the web studio in both themes and languages at 320, 390, 820, 1440 and 2560 pixels, from a service that it starts and
# fills with portraits of the samples. Needs Chromium with its driver, and curl:
#   samples/screenshots.sh FOLDER
set -eu
cd "$(dirname "$0")/.."
out=$(mkdir -p "$1" && cd "$1" && pwd)
port=${PORT:-8099}
data=$(mktemp -d)
trap 'kill "$server" 2> /dev/null; wait "$server" 2> /dev/null; rm -rf "$data"' EXIT
key=screenshots-$RANDOM$RANDOM$RANDOM
LIKENESS_API_KEY=$key ./likeness serve --port "$port" --data "$data" > "$data/log" 2>&1 &
server=$!
service=http://127.0.0.1:$port
until curl -sf "$service/healthz" > /dev/null; do
    kill -0 "$server" || { cat "$data/log"; exit 1; }
    sleep 0.5
done
for look in window-light oil-portrait city-night classic-canvas anime-sakura id-blue sakura watercolour-portrait; do
    for sitter in samples/astronaut.png samples/grace_hopper.jpg; do
        curl -sf "$service/v1/portraits" -H "Authorization: Bearer $key" -F "photo=@$sitter" -F "template=$look" \
            -F width=1056 -F height=1344 > /dev/null || echo "no portrait of $sitter in $look"
    done
done
until [ "$(curl -sf "$service/healthz" | grep -o '"waiting":[0-9]*')" = '"waiting":0' ]; do sleep 1; done
mvn -B -q -pl server -am test -Dtest=Screenshots -Dsurefire.failIfNoSpecifiedTests=false \
    "-Dscreenshots.service=$service" "-Dscreenshots.key=$key" "-Dscreenshots.out=$out" \
    "-Dscreenshots.photo=$PWD/samples/astronaut.png"
echo "the pages are in $out"
