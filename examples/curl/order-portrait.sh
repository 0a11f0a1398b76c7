#!/usr/bin/env bash
# Orders a portrait of a photo, waits for it, and keeps the picture.
set -eu
ask() {
    curl --silent --show-error --fail-with-body --max-time 60 -H "Authorization: Bearer $LIKENESS_KEY" "$@"
}
field() {
    grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4
}
id=$(ask "$LIKENESS_URL/v1/portraits" -F "photo=@$1" -F "prompt=in a library" -F width=512 -F height=512 | field id)
while status=$(ask "$LIKENESS_URL/v1/portraits/$id" | field status); do
    case $status in
        in_queue | generating) sleep 0.5 ;;
        done) break ;;
        *) echo "the portrait is $status" >&2; exit 1 ;;
    esac
done
ask "$LIKENESS_URL/v1/portraits/$id/image" -o "$2"
echo "portrait $id is in $2"
