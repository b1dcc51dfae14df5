#!/bin/sh
# Runs as root in namespaces of its own (mounts, processes): puts the root filesystem under an
# overlay, so that nothing of it is changed, lets a plain user install the crontab and starts cron.
#   cron-it.sh ROOTFS WORK JAVA_HOME JARS
# Reads a line from its standard input, and removes the crontab then.
set -eu
rootfs=$1 work=$2 java=$3 jars=$4
as_user() { chroot "$root" su watcher -s /bin/sh -c "$1"; }

mount -t tmpfs tmpfs /mnt
mkdir /mnt/upper /mnt/scratch /mnt/root
root=/mnt/root
mount -t overlay overlay -o "lowerdir=$rootfs,upperdir=/mnt/upper,workdir=/mnt/scratch" "$root"
for folder in "$java" "$jars" "$work" /etc/java*; do
  [ -d "$folder" ] || continue
  mkdir -p "$root$folder"
  mount --bind "$folder" "$root$folder"
  [ "$folder" = "$work" ] || mount -o remount,ro,bind "$root$folder"
done
mount -t proc proc "$root/proc"
# Ways that another user can walk.
chroot "$root" useradd --create-home watcher
for up in "$(dirname "$work")" "$(dirname "$(dirname "$work")")"; do chmod a+x "$root$up"; done
chroot "$root" chown -R watcher "$work"

cat >"$root/usr/local/bin/gapwatch" <<LAUNCHER
#!/bin/sh
export GAPWATCH_LAUNCHER=/usr/local/bin/gapwatch
exec $java/bin/java -jar $jars/gapwatch.jar "\$@"
LAUNCHER
chmod 755 "$root/usr/local/bin/gapwatch"

as_user "crontab - <$work/theirs"
as_user "gapwatch crontab install --yes --config $work/gapwatch.yaml"
as_user "gapwatch crontab install --config $work/gapwatch.yaml"
as_user "crontab -l >$work/installed"
chroot "$root" cron -f &
echo "cron runs"
read -r _
as_user "gapwatch crontab remove --yes --config $work/gapwatch.yaml"
# The file itself, without cron's own three lines: crontab -l does not show every byte as it is.
tail -n +4 "$root/var/spool/cron/crontabs/watcher" >"$work/removed"
chroot "$root" chown -R 0 "$work"
