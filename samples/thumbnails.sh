#!/usr/bin/env bash
# Makes the pictures of the templates that the web studio shows: a small JPEG each, of the two samples in turn; photos for documents
# show the sitter without a cap. Needs a running service, its key and ImageMagick:
#   KEY=… samples/thumbnails.sh http://localhost:8080
set -eu
service=$1
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../server/src/main/resources/dev/likeness/server/web/looks
mkdir -p "$out"
turn=0
curl -sf "$service/v1/templates" -H "Authorization: Bearer $KEY" | grep -o '"name":"[^"]*"' | cut -d'"' -f4 |
    while read -r name; do
        turn=$((1 - turn))
        sitter=$here/astronaut.png
        case $name in
            id-* | passport* | visa* | linkedin* | resume* | cv-*) ;;
            *) if [ "$turn" = 0 ]; then sitter=$here/grace_hopper.jpg; fi ;;
        esac
        curl -sf --retry 5 --retry-all-errors "$service/v1/templates/preview" -H "Authorization: Bearer $KEY" -F "photo=@$sitter" \
            -F "template=$name" -F seed=1 | convert jpeg:- -resize 208x208^ -gravity center -extent 208x208 -strip \
            -sampling-factor 4:2:0 -quality 76 -interlace JPEG "$out/$name.jpg"
    done
