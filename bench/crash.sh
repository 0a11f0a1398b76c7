#!/bin/sh
# Kills the nodes of a fleet, its database and its store again and again under load, and reads the books afterwards: see
# CrashSuite. "bench/crash.sh" deals 25 blows over 250 orders, "bench/crash.sh --long" 200 over 2,000, "--kills N --orders N" others.
set -eu
cd "$(dirname "$0")/.."
mvn -B -q -pl bench -am -Dmaven.test.skip=true -Djacoco.skip -Dformatter.skip package
# Any JDK 25 or newer: Maven found one for the build, too.
java=
unset JAVA_TOOL_OPTIONS
for home in "${JAVA_HOME-}" "$(dirname "$(dirname "$(readlink -f "$(command -v java || echo /)")")")" /usr/lib/jvm/* /usr/java/* /opt/*; do
    case $("$home/bin/java" -version 2>&1 | head -n 1) in
        *version\ \"2[5-9]* | *version\ \"[3-9][0-9]*) java=$home/bin/java; break ;;
    esac
done
[ -n "$java" ] || { echo "crash: JDK 25 or newer is needed: set JAVA_HOME" >&2; exit 1; }
exec "$java" --enable-native-access=ALL-UNNAMED -cp "bench/target/*:bench/target/lib/*" \
    dev.likeness.bench.fleet.CrashSuite "$@"
