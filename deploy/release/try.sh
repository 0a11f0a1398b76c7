#!/usr/bin/env bash
# Tries a release as a machine without Java gets it: unpacked into an empty folder, with an empty home and nothing in its path
# but the system's tools. Prints how long starts take with and without the cache.
#
#   deploy/release/try.sh ARCHIVE
set -eu
archive=$(realpath "$1")
tools=$(CDPATH='' cd -- "$(dirname "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$tools/../.." && pwd -P)
# A client of the service is needed here; the service itself gets none of this.
if [ -n "${JAVA_HOME-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    java=$JAVA_HOME/bin/java
elif [ -r "$root/.likeness/java" ]; then
    java=$(cat "$root/.likeness/java")/bin/java
else
    java=java
fi
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir "$place/home" "$place/opt" "$place/path"
tar -C "$place/opt" -xzf "$archive"
program=$(echo "$place"/opt/*/likeness)
home=${program%/likeness}
for tool in sh dirname readlink mkdir find head locale grep cat unshare kill sed; do
    [ -z "$(command -v $tool)" ] || ln -s "$(command -v $tool)" "$place/path/$tool" 2>/dev/null || true
done
[ ! -e "$place/path/java" ]

alone() {
    env -i PATH="$place/path" HOME="$place/home" "$@"
}

# By the clock, and of the processor, which says more where others compute too.
seconds() {
    TIMEFORMAT='%R s (%U + %S)'
    { time "$@" > "$place/said" 2>&1; } 2>&1 || { cat "$place/said"; return 1; }
}

alone "$program" --version
for cache in with without; do
    [ $cache = with ] || mv "$home/cache" "$home/cache.off"
    for command in --version "check $home/samples/astronaut.png"; do
        printf '%s cache, %s:' $cache "${command%% *}"
        for run in 1 2 3; do
            # shellcheck disable=SC2086 # a command and its photo
            printf ' %s' "$(seconds alone "$program" $command)"
        done
        echo
    done
done
mv "$home/cache.off" "$home/cache"
alone "$program" shoot "$home/samples/astronaut.png" --prompt "city at night" --width 512 --height 512 -o "$place/shot.jpg"
[ -s "$place/shot.jpg" ]
echo "first start, with initdb, and an order:"
alone LIKENESS_DATA="$place/data" "$java" "$tools/Service.java" "$home/samples/astronaut.png" "$place/portrait.jpg" \
    "$program" serve
[ -s "$place/portrait.jpg" ]
for cache in with without; do
    [ $cache = with ] || mv "$home/cache" "$home/cache.off"
    for run in 1 2 3; do
        printf 'serve, %s cache: ' $cache
        alone LIKENESS_DATA="$place/data" "$java" "$tools/Service.java" "$home/samples/astronaut.png" - "$program" serve |
            head -n 1
    done
done
mv "$home/cache.off" "$home/cache"
echo "backup and restore:"
alone LIKENESS_DATA="$place/data" "$program" backup "$place/saved.zip" | tee "$place/said"
grep -q ' 1 orders, .* 1 pictures' "$place/said"
alone LIKENESS_DATA="$place/filled" "$program" restore "$place/saved.zip" | tee "$place/said"
grep -q ' 1 orders, .* 1 pictures' "$place/said"
alone LIKENESS_DATA="$place/filled" "$java" "$tools/Service.java" "$home/samples/astronaut.png" - "$program" serve
# Every page that the texts name is there.
find "$home" -name '*.md' | while IFS= read -r page; do
    grep -o '](\([^):# ]*\)' "$page" | cut -c 3- | sort -u | while IFS= read -r link; do
        [ -z "$link" ] || [ -e "$(dirname "$page")/$link" ] || echo "${page#"$home/"}: $link"
    done
done > "$place/dead"
[ ! -s "$place/dead" ] || { cat "$place/dead" >&2; exit 1; }
# Nothing was unpacked into the home; ONNX Runtime makes an empty folder there.
left=$(find "$place/home" -mindepth 1 ! -path "$place/home/.cache" ! -path "$place/home/.cache/Microsoft*" | head -n 3)
[ -z "$left" ] || { echo "the home is not empty any more: $left" >&2; exit 1; }
echo "the release is good"
