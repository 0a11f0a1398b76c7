#!/bin/sh
# Makes the base of the image where no registry can be reached: the C library, a small shell and libheif from Debian's packages,
# nothing else (no package manager, no setuid program). Needs apt and dpkg; their lists must be there (apt-get update).
#
#   deploy/release/image/base.sh FOLDER OUT.tar DATE
#
# Any other base will do that has glibc 2.35 and libstdc++ 12 or newer, a POSIX shell with dirname, readlink and mkdir; for HEIC
# and AVIF, libheif; and wget for the probe of deploy/compose.yaml: debian:bookworm-slim with libheif1 and wget does; alpine and
# distroless/static do not.
set -eu
folder=$1
out=$2
when=$3
rm -rf "$folder"
mkdir -p "$folder/packages/partial" "$folder/root" "$folder/image"
: > "$folder/status"
apt-get -y -qq --no-install-recommends --download-only -o Debug::NoLocking=1 -o Dir::State::status="$folder/status" \
    -o Dir::Cache::archives="$folder/packages" install libc6 libc-bin libstdc++6 busybox-static libheif1 > /dev/null
root=$folder/root
mkdir -p "$root/usr/bin" "$root/usr/lib" "$root/usr/lib64" "$root/usr/sbin" "$root/etc" "$root/proc" "$root/dev" "$root/sys" "$root/tmp"
for link in bin lib lib64 sbin; do ln -s usr/$link "$root/$link"; done
chmod 1777 "$root/tmp"
mkdir "$folder/licences"
for package in "$folder"/packages/*.deb; do
    # What libraries need and the shell; dpkg, perl and the like are asked for by scripts that are never run.
    case ${package##*/} in
        lib* | gcc-*-base_* | zlib1g_* | busybox-static_*) ;;
        *) continue ;;
    esac
    rm -rf "$folder/one"
    dpkg-deb -x "$package" "$folder/one"
    cp -a "$folder/one/usr/share/doc/." "$folder/licences" 2>/dev/null || true
    rm -rf "$folder/one/usr/share" "$folder/one/usr/games"
    for part in bin lib lib64 sbin usr/bin usr/lib usr/lib64 usr/sbin etc; do
        # -T: into the folder that a link of the same name leads to
        [ ! -d "$folder/one/$part" ] || cp -a "$folder/one/$part/." "$root/$part/"
    done
done
mkdir -p "$root/usr/share/doc"
for licence in "$folder"/licences/*/copyright; do
    [ -f "$licence" ] || continue
    package=$(basename "$(dirname "$licence")")
    mkdir -p "$root/usr/share/doc/$package"
    cp "$licence" "$root/usr/share/doc/$package/"
done
rm -rf "$root"/usr/lib/*/gconv "$root"/usr/lib/*/perl* "$root/usr/lib/udev"
# Of the C library's programs only what looks libraries up.
find "$root/usr/bin" "$root/usr/sbin" -type f ! -name busybox ! -name ldconfig -delete
for applet in sh dirname readlink mkdir cat ls env id sleep kill uname rm find grep head sed tail nice wget; do
    ln -sf busybox "$root/usr/bin/$applet"
done
printf 'root:x:0:0:root:/:/bin/sh\nlikeness:x:10001:10001:likeness:/data:/bin/sh\n' > "$root/etc/passwd"
printf 'root:x:0:\nlikeness:x:10001:\n' > "$root/etc/group"
printf 'hosts: files dns\n' > "$root/etc/nsswitch.conf"
# Where no engine puts its own there, PostgreSQL would not find localhost.
printf '127.0.0.1 localhost\n::1 localhost\n' > "$root/etc/hosts"
ldconfig -r "$root" 2>/dev/null || /sbin/ldconfig -r "$root"
rm -rf "$root/var" "$root/usr/sbin/ldconfig"
# An archive as "docker save" writes it: one layer.
tar -C "$root" --sort=name --mtime="$when" --owner=0 --group=0 --numeric-owner -cf "$folder/image/layer.tar" .
sum=$(sha256sum "$folder/image/layer.tar" | cut -d ' ' -f 1)
printf '{"architecture":"amd64","os":"linux","created":"%s","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]},"history":[{"created":"%s","created_by":"Debian packages: %s"}]}' \
    "$when" "$sum" "$when" "$(ls "$folder/packages" | grep '\.deb$' | sed 's/_[^_]*\.deb$//; s/%3a/:/' | tr '\n' ' ')" \
    > "$folder/image/config.json"
printf '[{"Config":"config.json","RepoTags":["likeness-base:latest"],"Layers":["layer.tar"]}]' > "$folder/image/manifest.json"
tar -C "$folder/image" -cf "$out" config.json manifest.json layer.tar
du -sh "$root"
