#!/bin/sh
# Runs as root in namespaces of its own (mounts, processes): puts the root filesystem under an
# overlay, so that nothing of it is changed, with the packaged agent and a plain user, watcher, whose
# home is WORK/home; with PM2 where it is named.
#   debian-root.sh ROOTFS WORK JAVA_HOME JARS [NODE PM2]
# Then it runs the commands of its standard input, one a line, and says how each ended. as_user is
# the plain user; start_cron starts cron; clock sets by how many seconds cron and the agent are ahead
# of the machine, and wakes cron.
set -eu
rootfs=$1 work=$2 java=$3 jars=$4
root=/mnt/root
cron=
as_user() { chroot "$root" su -l watcher -s /bin/sh -c "$1"; }
clock() {
  # In one write, for cron reads it each time that it asks for the time; as long as the one before,
  # for nothing of that must be left behind it.
  printf '+%012d\n' "$1" 1<>"$root/run/clock"
  [ -z "$cron" ] || kill -HUP "$cron"
}
# A clock that jumps is for the calendar only, never for what waits.
calendar="LD_PRELOAD=/$(cd "$rootfs" && echo usr/lib/*/faketime/libfaketime.so.1) NO_FAKE_STAT=1 \
FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0"
# What lives long must see it jump.
following="$calendar FAKETIME_TIMESTAMP_FILE=/run/clock FAKETIME_NO_CACHE=1"
start_cron() {
  # Runs when cron has read the time that it counts from: of a clock that jumps before that, cron
  # skips what was due in between. And then it listens to the signal that wakes it.
  echo '@reboot root touch /run/cron-counts' >"$root/etc/cron.d/counts"
  # shellcheck disable=SC2086
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin $following cron -f &
  cron=$!
  until [ -e "$root/run/cron-counts" ]; do kill -0 "$cron" && sleep 0.1 || return; done
}

mount -t tmpfs tmpfs /mnt
mkdir /mnt/upper /mnt/scratch "$root"
mount -t overlay overlay -o "lowerdir=$rootfs,upperdir=/mnt/upper,workdir=/mnt/scratch" "$root"
for folder in "$java" "$jars" "$work" /etc/java*; do
  [ -d "$folder" ] || continue
  mkdir -p "$root$folder"
  mount --bind "$folder" "$root$folder"
  [ "$folder" = "$work" ] || mount -o remount,ro,bind "$root$folder"
done
if [ $# -gt 4 ]; then
  touch "$root/usr/local/bin/node"
  mount --bind "$5" "$root/usr/local/bin/node"
  mkdir -p "$root/opt/pm2/node_modules"
  mount --bind "$6/node_modules" "$root/opt/pm2/node_modules"
  mount -o remount,ro,bind "$root/opt/pm2/node_modules"
  ln -s /opt/pm2/node_modules/pm2/bin/pm2 "$root/usr/local/bin/pm2"
fi
mount -t proc proc "$root/proc"
mkdir -p "$work/home"
chroot "$root" useradd --create-home watcher
mount --bind "$work/home" "$root/home/watcher"
# Ways that another user can walk.
for up in "$(dirname "$work")" "$(dirname "$(dirname "$work")")"; do chmod a+x "$root$up"; done
chroot "$root" chown -R watcher "$work"
clock 0
cat >"$root/usr/local/bin/gapwatch" <<LAUNCHER
#!/bin/sh
export GAPWATCH_LAUNCHER=/usr/local/bin/gapwatch
exec env $calendar FAKETIME=\$(cat /run/clock) $java/bin/java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar $jars/gapwatch.jar "\$@"
LAUNCHER
chmod 755 "$root/usr/local/bin/gapwatch"
set +e
echo "ended: 0"

while read -r command; do
  eval "$command" </dev/null
  # Not every program ends its last line.
  printf '\nended: %s\n' $?
done
chroot "$root" chown -R 0 "$work"
