#!/bin/sh
# Says what the engine klein does on this machine: golden cases in F32 and BF16, then the times of a random model, of the
# real size (16 GB on disk meanwhile) where there is an NVIDIA card. At most 10 minutes. docs/gpu.md tells more.
set -eu
cd "$(dirname "$0")/.."
gpu=
if command -v nvidia-smi > /dev/null && nvidia-smi > /dev/null 2>&1; then
    gpu=-Dgpu
fi
# One ONNX Runtime only: that of the last build may be the other.
if [ "${LIKENESS_NO_BUILD-0}" != 1 ]; then
    rm -f bench/target/lib/onnxruntime*.jar
    mvn -B -q $gpu -pl bench -am -Dmaven.test.skip=true -Djacoco.skip -Dformatter.skip package
fi
# Any JDK 25 or newer: Maven found one for the build, too.
java=
for home in "${JAVA_HOME-}" /usr/lib/jvm/* /usr/java/* /opt/*; do
    case $("$home/bin/java" -version 2>&1 | head -n 1) in
        *version\ \"2[5-9]* | *version\ \"[3-9][0-9]*) java=$home/bin/java; break ;;
    esac
done
[ -n "$java" ] || { echo "gpu-proof: JDK 25 or newer is needed: set JAVA_HOME" >&2; exit 1; }
# The C library's own pools would keep what is freed, and the figures would count it.
export MALLOC_ARENA_MAX=2
exec "$java" --enable-native-access=ALL-UNNAMED -Xlog:disable -Xmx2g \
    -Dslf4j.internal.verbosity=WARN -Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider -cp "bench/target/*:bench/target/lib/*" \
    dev.likeness.bench.klein.GpuProof "$@"
