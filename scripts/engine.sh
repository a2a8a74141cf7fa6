#!/usr/bin/env bash
# Brings up a private Docker engine for the engine tests on a Debian machine, and ends it again. Nothing of an engine that runs already is touched.
#
#   scripts/engine.sh [start] [--new|--podman] [--dir DIR]   prints DOCKER_HOST=unix://DIR/sock/docker.sock
#   scripts/engine.sh stop [--new|--podman] [--dir DIR]      ends the engine of DIR, and only that one
#
# Alone it is the Docker of this Debian release, with --new the current one with gVisor (runtime `runsc`), with --podman the current Podman behind its
# Docker-compatible socket. The latter two live in a tree of their own from Debian's unstable archive; nothing but mmdebstrap is installed for that.
# Needs root. Exit code: 0 up, 2 wrong usage, 3 this machine cannot (the reason is on standard error): a caller may go on without an engine, and the
# tests then say that they were skipped.
set -euo pipefail

word=start kind=stable dir=''
while [ $# -gt 0 ]; do
  case $1 in
    start | stop) word=$1 ;;
    --new | --podman) kind=${1#--} ;;
    --dir) [ $# -gt 1 ] || { echo "engine.sh: --dir needs a folder" >&2; exit 2; }; dir=$2; shift ;;
    *) echo "engine.sh: unknown word $1; usage: engine.sh [start|stop] [--new|--podman] [--dir DIR]" >&2; exit 2 ;;
  esac
  shift
done
suffix=-$kind
dir=${dir:-${TMPDIR:-/tmp}/seaworthy-engine${suffix%-stable}}

cannot() {
  echo "engine.sh: no engine: $1" >&2
  exit 3
}

[ "$(id -u)" = 0 ] || cannot 'this needs root'
[ "$word" = start ] || [ -d "$dir" ] || exit 0
mkdir -p "$dir/sock" "$dir/data" 2>/dev/null || cannot "$dir cannot be written"
dir=$(cd "$dir" && pwd -P)
socket=$dir/sock/docker.sock
# The kernel takes no longer path for a socket.
[ ${#socket} -le 107 ] || cannot "the path $socket is too long for a socket; name a shorter folder with --dir"

# Two at once would start two engines on one folder.
exec 9>"$dir/lock"
flock 9

# The pid of the engine of this folder, where it still is that engine and no other process that was given its number.
running_pid() {
  local pid
  pid=$(cat "$dir/pid" 2>/dev/null) || return 1
  [ -n "$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- "$(cat "$dir/mark" 2>/dev/null || echo none)" && echo "$pid"
}

stop_engine() {
  local pid
  if pid=$(running_pid); then
    kill "$pid"
    for _ in $(seq 150); do running_pid >/dev/null || break; sleep 0.2; done
    if running_pid >/dev/null; then kill -9 "$pid"; fi
  fi
  rm -f "$dir/pid" "$dir/mark" "$socket"
}

answers() { curl -sf --max-time 5 --unix-socket "$socket" http://engine/_ping >/dev/null 2>&1; }

# Installs what is missing, without letting a service start.
install_missing() {
  local missing=() name policy=/usr/sbin/policy-rc.d made=''
  for name in "$@"; do [ -x "$(command -v "${name%%=*}" || true)" ] || missing+=("${name##*=}"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || cannot "${missing[*]} not installed, and there is no apt-get to install them with"
  if [ ! -e "$policy" ]; then
    made=yes
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
  fi
  export DEBIAN_FRONTEND=noninteractive
  { apt-get -qq -y install --no-install-recommends "${missing[@]}" || { apt-get -qq update && apt-get -qq -y install --no-install-recommends "${missing[@]}"; }; } >>"$dir/log" 2>&1 </dev/null || made=${made}failed
  case $made in yes*) rm -f "$policy" ;; esac
  case $made in *failed) cannot "${missing[*]} could not be installed: $(tail -n 1 "$dir/log")" ;; esac
}

start_stable() {
  install_missing dockerd=docker.io iptables=iptables busybox=busybox-static curl=curl
  # A second engine would fight with the first for the bridge and its rules, and over the containers of a containerd that both find.
  local network=() space
  space=seaworthy-$(cksum <<<"$dir" | cut -d ' ' -f 1)
  if pgrep -x dockerd >/dev/null; then network=(--bridge=none --iptables=false); fi
  echo "--pidfile=$dir/dockerd.pid" >"$dir/mark"
  setsid dockerd -H "unix://$socket" --data-root="$dir/data" --exec-root="$dir/exec" --pidfile="$dir/dockerd.pid" \
    --containerd-namespace="$space" --containerd-plugins-namespace="$space-plugins" \
    --exec-opt native.cgroupdriver=cgroupfs "${network[@]}" >>"$dir/log" 2>&1 </dev/null 9>&- &
  echo $! >"$dir/pid"
}

# A mount namespace with a root of its own: in a plain chroot the engine cannot load images.
enter_tree() {
  cat <<'INNER'
set -e
dir=$1 root=$1/root store=$2
shift 2
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
# The runtime of Podman refuses to work where both versions of cgroups are mounted, even when the second has no controllers.
case $1 in */podman) if mountpoint -q "$root/sys/fs/cgroup/unified"; then umount "$root/sys/fs/cgroup/unified"; fi ;; esac
mkdir -p "$root$store" "$root/run" "$root/old"
mount -t tmpfs tmpfs "$root/run"
mkdir -p "$root$dir/sock"
mount --bind "$dir/data" "$root$store"
mount --bind "$dir/sock" "$root$dir/sock"
cd "$root"
pivot_root . old
cd /
umount -l /old
exec "$@"
INNER
}

# Makes the tree of an engine from the packages named, unless it is whole already.
make_tree() {
  local root=$dir/root mirror
  install_missing mmdebstrap=mmdebstrap busybox=busybox-static curl=curl
  [ ! -e "$dir/tree-is-whole" ] || return 0
  mirror=$(sed -n 's/^URIs: *\(.*\/debian\)\/*$/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -n 1)
  rm -rf "$root"
  # A mirror that is a snapshot of some day is past the date its index names.
  mmdebstrap -q --variant=minbase --aptopt='Acquire::Check-Valid-Until "false"' \
    --include="$1" sid "$root" "deb ${mirror:-http://deb.debian.org/debian} sid main" >>"$dir/log" 2>&1 </dev/null 9>&- ||
    cannot "the tree of the current release could not be made: $(tail -n 1 "$dir/log")"
}

# Starts an engine in its tree: where it keeps its images, and its command line, which names the socket.
start_in_tree() {
  local store=$1
  shift
  enter_tree >"$dir/enter"
  echo "unix://$socket" >"$dir/mark"
  setsid unshare -m bash "$dir/enter" "$dir" "$store" "$@" >>"$dir/log" 2>&1 </dev/null 9>&- &
  echo $! >"$dir/pid"
}

start_new() {
  make_tree docker.io,docker-cli,iptables,busybox-static,procps,runsc
  mkdir -p "$dir/root/etc/docker"
  # gVisor takes the network namespace of a container for that of the host, so it has to be told that there is none.
  echo '{"runtimes":{"runsc":{"path":"/usr/bin/runsc","runtimeArgs":["--network=none","--platform=systrap"]}}}' >"$dir/root/etc/docker/daemon.json"
  touch "$dir/tree-is-whole"
  start_in_tree /var/lib/docker /usr/sbin/dockerd -H "unix://$socket" --bridge=none --iptables=false \
    --pidfile /run/docker.pid --exec-opt native.cgroupdriver=cgroupfs
}

start_podman() {
  make_tree podman,crun,catatonit,netavark,busybox-static,procps
  touch "$dir/tree-is-whole"
  start_in_tree /var/lib/containers /usr/bin/podman --cgroup-manager=cgroupfs system service --time=0 "unix://$socket"
}

if [ "$word" = stop ]; then
  stop_engine
  exit 0
fi

if running_pid >/dev/null && answers; then
  echo "DOCKER_HOST=unix://$socket"
  exit 0
fi
stop_engine
: >"$dir/log"
"start_$kind"
for _ in $(seq 120); do
  running_pid >/dev/null || break
  if answers; then
    echo "DOCKER_HOST=unix://$socket"
    exit 0
  fi
  sleep 0.25
done
reason=$(grep -v 'level=info' "$dir/log" | tail -n 1)
stop_engine
cannot "it did not come up: ${reason:-$dir/log says why}"
