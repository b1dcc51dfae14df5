#!/bin/sh
# Runs as root in namespaces of its own: installs, upgrades, removes and purges the package in a Debian root under an overlay, so that
# nothing of it is changed. Java comes from this machine, so that its dependency is not asked for.
#   deb-it.sh ROOTFS WORK JAVA_HOME
set -eu
rootfs=$1 work=$2 java=$3
mount -t tmpfs tmpfs /mnt
mkdir /mnt/upper /mnt/scratch /mnt/root
root=/mnt/root
mount -t overlay overlay -o "lowerdir=$rootfs,upperdir=/mnt/upper,workdir=/mnt/scratch" "$root"
for folder in "$java" /etc/java*; do
  [ -d "$folder" ] || continue
  mkdir -p "$root$folder"
  mount --bind -o ro "$folder" "$root$folder"
done
mkdir "$root/parcel"
mount --bind "$work" "$root/parcel"
mount -t proc proc "$root/proc"
ln -sf "$java/bin/java" "$root/usr/bin/java"
ln -sf "$java/bin/keytool" "$root/usr/bin/keytool"
inside() { chroot "$root" env DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$@"; }
as_gapwatch() { inside su gapwatch -s /bin/sh -c "$1"; }
files() { (cd "$root" && find etc usr var -xdev \( -path var/lib/dpkg -o -path var/log \) -prune -o -print | sort); }

files >"$work/before"
# The same with another version.
dpkg-deb -R "$work/one.deb" /mnt/two
sed -i 's/^Version: .*/Version: 0.1.0~two/' /mnt/two/DEBIAN/control
dpkg-deb --root-owner-group -Znone -b /mnt/two "$work/two.deb" >/dev/null
rm -rf /mnt/two
echo "== install"
inside dpkg -i --force-depends /parcel/one.deb
inside dpkg -s gapwatch | grep '^Version'
inside stat -c '%U %a %n' /var/lib/gapwatch /etc/gapwatch /etc/gapwatch/gapwatch.yaml
inside bash -n /usr/share/bash-completion/completions/gapwatch
echo "== use"
as_gapwatch "gapwatch version"
as_gapwatch "gapwatch config check"
as_gapwatch "gapwatch run machine" || [ $? = 1 ]
as_gapwatch "test -s /var/lib/gapwatch/history.db"
printf 'id,created_at\n1,2026-11-21 00:00:00\n3,2026-11-21 02:00:00\n' >"$work/rows.csv"
as_gapwatch "mkdir /tmp/mine && cd /tmp/mine && gapwatch init /parcel/rows.csv --yes" || [ $? = 1 ]
echo "== upgrade"
echo '# ours' >>"$root/etc/gapwatch/gapwatch.yaml"
inside dpkg -i --force-depends /parcel/two.deb
inside dpkg -s gapwatch | grep '^Version'
tail -n 1 "$root/etc/gapwatch/gapwatch.yaml"
as_gapwatch "gapwatch report machine" || [ $? = 1 ]
echo "== remove"
gapwatch_id=$(inside id -u gapwatch)
# As root's first run makes it; that takes long.
touch "$root/usr/lib/gapwatch/gapwatch-java.jsa"
inside dpkg -r gapwatch
ls "$root/etc/gapwatch" "$root/var/lib/gapwatch"
echo "== purge"
inside dpkg -P gapwatch
if inside id "$gapwatch_id"; then echo "the user is left"; fi
files >"$work/after"
# Files that useradd and userdel keep of themselves.
diff "$work/before" "$work/after" | grep -v -e '^[0-9]' -e 'etc/.*-$' || true
echo "== end"
