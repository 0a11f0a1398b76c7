#!/bin/sh
# Makes the image of a container from the folder of a release, without Docker, and tries it.
#
#   deploy/release/image.sh RELEASE-FOLDER [BASE]
#
# BASE is an image in a registry, such as debian:bookworm-slim, or a tar file; without it one is made of Debian's packages.
set -eu
folder=$(realpath "$1")
tools=$(CDPATH='' cd -- "$(dirname "$0")" && pwd -P)
cd "$tools/../.."
out=$(dirname "$folder")
version=$(basename "$folder" | sed 's/^likeness-//; s/-linux-x64$//')
when=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</project.build.outputTimestamp>|\1|p' pom.xml | head -n 1)
jdk=${JAVA_HOME-}
[ -n "$jdk" ] && [ -x "$jdk/bin/jlink" ] && grep -q '^JAVA_VERSION="\(2[5-9]\|[3-9][0-9]\)' "$jdk/release" || IFS= read -r jdk < .likeness/java

mvn -B -q ${LIKENESS_MAVEN_OPTS-} -f "$tools/image/pom.xml" dependency:copy-dependencies
base=${2-}
if [ -z "$base" ]; then
    base=$out/base.tar
    "$tools/image/base.sh" "$out/base" "$base" "$when"
fi
image=$out/likeness-$version-image.tar
"$jdk/bin/java" -cp "$tools/image/target/*" "$tools/image/Image.java" "$folder" "$base" "likeness:$version" "$image" "$when"
du -h "$image"
"$tools/image/try.sh" "$image" "$jdk"
