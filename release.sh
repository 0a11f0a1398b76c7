#!/bin/sh
# Makes a release: target/release/likeness-VERSION-linux-x64.tar.gz, an archive that runs without a JDK and without Maven.
#
#   ./release.sh            builds, packs and tries the archive
#   ./release.sh --image    the same, and an image of a container beside it (deploy/release/README.md)
#
# Needs Linux on x86-64, a JDK 25 (JAVA_HOME, or one that ./likeness finds) and Maven. LIKENESS_NO_BUILD=1 packs what is in
# app/target as it is.
set -eu
cd "$(dirname "$0")"
here=$(pwd -P)
out=$here/target/release
tools=$here/deploy/release

say() {
    printf '\n== %s\n' "$1"
}

# --- Build ------------------------------------------------------------------------------------------------------------

say "build"
[ "${LIKENESS_NO_BUILD-0}" = 1 ] ||
    mvn -B -q ${LIKENESS_MAVEN_OPTS-} -pl app -am -Dmaven.test.skip=true -Djacoco.skip -Dformatter.skip package
jdk=${JAVA_HOME-}
if [ -z "$jdk" ] || ! grep -q '^JAVA_VERSION="\(2[5-9]\|[3-9][0-9]\)' "$jdk/release" 2>/dev/null; then
    LIKENESS_NO_BUILD=1 ./likeness --version > /dev/null # remembers the JDK that it finds
    IFS= read -r jdk < .likeness/java
fi
version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml | head -n 1)
when=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</project.build.outputTimestamp>|\1|p' pom.xml)
name=likeness-$version-linux-x64
folder=$out/$name
rm -rf "$out"
mkdir -p "$folder/lib" "$folder/cache" "$folder/samples" "$folder/deploy" "$folder/docs"

# --- Contents ---------------------------------------------------------------------------------------------------------

say "jars and native libraries"
cp app/target/app-*.jar app/target/lib/*.jar "$folder/lib"
"$jdk/bin/java" -Dorg.bytedeco.javacpp.cachedir="$out/unpacked" --enable-native-access=ALL-UNNAMED -cp "$folder/lib/*" \
    "$tools/Natives.java" "$folder/lib" "$folder/native" > "$out/modules"
cp likeness README.md LICENSE NOTICE CHANGELOG.md SECURITY.md ARCHITECTURE.md CONTRIBUTING.md "$folder"
cp samples/astronaut.png "$folder/samples"
cp -r docs/*.md docs/adr docs/images docs/openapi.json "$folder/docs"
cp -r deploy/likeness.service deploy/grafana.json deploy/compose.yaml deploy/kubernetes "$folder/deploy"
# Links into the sources, which are not here, become plain words.
find "$folder" -name '*.md' | while IFS= read -r page; do
    grep -o '](\([^):# ]*\)' "$page" | cut -c 3- | sort -u | while IFS= read -r link; do
        [ -z "$link" ] || [ -e "$(dirname "$page")/$link" ] || sed -i "s|\[\([^]]*\)\]($link[^)]*)|\1|g" "$page"
    done
done

say "Java"
# What the jars' classes name; and what they ask for by a name in a text.
modules=$({ cat "$out/modules"; printf '%s\n' jdk.charsets jdk.zipfs; } | sort -u | paste -s -d , -)
echo "$modules"
"$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress zip-0 \
    --generate-cds-archive --output "$folder/runtime"

# Java trusts its caches only as long as the files that they were made from have the times that they had.
stamp() {
    find "$folder" -exec touch -h -d "$when" {} +
}
stamp

# --- What Java finds out at each start --------------------------------------------------------------------------------

train="-Xlog:aot=off -XX:TieredStopAtLevel=4 -XX:AOTCacheOutput"
say "cache of the command line"
LIKENESS_JAVA_OPTS="$train=$out/portraits.aot" "$folder/likeness" shoot "$folder/samples/astronaut.png" \
    --prompt "warm library, Rembrandt light" --width 512 --height 512 -o "$out/portrait.jpg" 2> "$out/training.log"
mv "$out/portraits.aot" "$folder/cache"
say "cache of the service"
# The first start unpacks PostgreSQL, by classes of a sealed package, which no cache may hold that is moved; the second is
# remembered.
for options in "-Xlog:aot=off" "$train=$out/service.aot"; do
    LIKENESS_DATA="$out/served" LIKENESS_JAVA_OPTS="$options" "$jdk/bin/java" "$tools/Service.java" \
        "$folder/samples/astronaut.png" "$out/portrait.jpg" "$folder/likeness" serve 2> "$out/training-of-service.log"
done
mv "$out/service.aot" "$folder/cache"
rm -rf "$out/served"
stamp

# --- Archive ----------------------------------------------------------------------------------------------------------

say "archive"
tar -C "$out" --sort=name --owner=0 --group=0 --numeric-owner --mode=go-w -cf - "$name" | gzip -n -6 > "$out/$name.tar.gz"
(cd "$out" && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256")
du -h "$out/$name.tar.gz"
du -h -d 1 "$folder"
"$tools/try.sh" "$out/$name.tar.gz"
[ "${1-}" != --image ] || "$tools/image.sh" "$folder"
