#!/usr/bin/env bash
# Goes two ways through the pages and photographs each step: from a sideways HEIC of two people to a sheet of passport photos, and
# from three photos and five templates to a ZIP. Needs Chromium with its driver, curl, ImageMagick, and libheif with heif-enc:
#   samples/ways.sh FOLDER
set -eu
cd "$(dirname "$0")/.."
out=$(mkdir -p "$1" && cd "$1" && pwd)
port=${PORT:-8098}
data=$(mktemp -d)
trap 'kill "$server" 2> /dev/null; wait "$server" 2> /dev/null; rm -rf "$data"' EXIT
convert samples/astronaut.png \( samples/grace_hopper.jpg -resize x512 \) +append "$data/both.jpg"
convert "$data/both.jpg" -rotate 270 "$data/sideways.png"
heif-enc -q 90 "$data/sideways.png" -o "$data/sideways.heic" > /dev/null
cp samples/astronaut.png samples/grace_hopper.jpg "$data"
key=ways-$RANDOM$RANDOM$RANDOM$RANDOM
LIKENESS_API_KEY=$key ./likeness serve --port "$port" --data "$data/service" > "$data/log" 2>&1 &
server=$!
service=http://127.0.0.1:$port
until curl -sf "$service/healthz" > /dev/null; do
    kill -0 "$server" || { cat "$data/log"; exit 1; }
    sleep 0.5
done
mvn -B -q -pl server -am test -Dtest=RecordedWays -Dsurefire.failIfNoSpecifiedTests=false "-Dways.service=$service" \
    "-Dways.key=$key" "-Dways.group=$data/sideways.heic" "-Dways.samples=$data" "-Dways.out=$out"
for step in "$out"/*.png; do convert "$step" -resize 800x -quality 78 "${step%.png}.jpg" && rm "$step"; done
echo "the steps are in $out"
