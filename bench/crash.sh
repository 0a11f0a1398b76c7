#!/bin/sh
# Kills the nodes of a fleet, its database and its store again and again under load, and reads the books afterwards: see
# CrashSuite. "bench/crash.sh" deals 25 blows over 250 orders, "bench/crash.sh --long" 200 over 2,000.
set -eu
cd "$(dirname "$0")/.."
mvn -B -q -pl bench -am package -DskipTests -Djacoco.skip
exec java --enable-native-access=ALL-UNNAMED -cp "bench/target/*:bench/target/lib/*" \
    dev.likeness.bench.fleet.CrashSuite "$@"
