#!/bin/sh
# Tries an image without a container engine: unpacks its layers in their order, and where this is root and mounts can be made,
# starts it as its user on a root that cannot be written, with a volume at /data and /tmp in memory, and orders a portrait.
#
#   deploy/release/image/try.sh IMAGE.tar JDK
set -eu
image=$(realpath "$1")
jdk=$2
tools=$(CDPATH='' cd -- "$(dirname "$0")" && pwd -P)
sample=$(realpath "$tools/../../../samples/astronaut.png")
place=$(mktemp -d)
trap 'umount -R "$place/root" 2>/dev/null || true; rm -rf "$place"' EXIT
mkdir "$place/image" "$place/root"
tar -C "$place/image" -xf "$image"
cat > "$place/Read.java" <<'END'
import com.fasterxml.jackson.databind.*;
import java.nio.file.*;
class Read {
    public static void main(String... args) throws Exception {
        Path folder = Path.of(args[0]);
        ObjectMapper json = new ObjectMapper();
        JsonNode manifest = json.readTree(folder.resolve("manifest.json").toFile()).get(0);
        JsonNode config = json.readTree(folder.resolve(manifest.get("Config").asText()).toFile()).get("config");
        for (String field : new String[]{"User", "Entrypoint", "Cmd", "Env", "ExposedPorts", "Volumes", "WorkingDir"})
            System.err.println(field + ": " + config.get(field));
        for (JsonNode layer : manifest.get("Layers"))
            System.out.println(layer.asText());
    }
}
END
"$jdk/bin/java" -cp "$tools/target/*" "$place/Read.java" "$place/image" > "$place/layers"
while IFS= read -r layer; do
    printf 'layer %s\n' "$(du -h "$place/image/$layer" | tr '\t' ' ' | sed "s|$place/image/||")"
    tar -C "$place/root" -xpf "$place/image/$layer" 2>/dev/null || tar -C "$place/root" -xpzf "$place/image/$layer"
done < "$place/layers"
du -sh "$place/root"
[ -z "$(find "$place/root" -perm /6000 -type f)" ] || { echo "programs that change the user" >&2; exit 1; }
if [ "$(id -u)" != 0 ] || ! unshare -m true 2>/dev/null; then
    echo "not started: that needs root and mounts"
    exit 0
fi
mkdir "$place/portrait"
cat > "$place/start" <<END
#!/bin/sh
set -e
mount --make-rprivate /
mount --bind "$place/root" "$place/root"
mount -t tmpfs -o mode=0700,uid=10001,gid=10001 none "$place/root/data"
mount -t tmpfs -o mode=1777 none "$place/root/tmp"
mount --bind /proc "$place/root/proc"
mount --rbind /dev "$place/root/dev"
mount -o remount,ro,bind "$place/root"
exec chroot --userspec=10001:10001 "$place/root" /usr/bin/env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 HOME=/data LIKENESS_DATA=/data \
    LIKENESS_BIND=127.0.0.1 LIKENESS_PORT="\$LIKENESS_PORT" LIKENESS_API_KEY="\$LIKENESS_API_KEY" /opt/likeness/likeness "\$@"
END
unshare -m sh "$place/start" --version
unshare -m sh "$place/start" check /opt/likeness/samples/astronaut.png
"$jdk/bin/java" "$tools/../Service.java" "$sample" "$place/portrait.jpg" unshare -m sh "$place/start" serve
[ -s "$place/portrait.jpg" ]
echo "the image is good"
