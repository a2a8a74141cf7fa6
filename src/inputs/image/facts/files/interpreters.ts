// Programs that do whatever the one who starts them says: shells, interpreters, and tools that write any file or start any program.

const NAMES = new Set(
  (
    'sh bash dash ash zsh ksh mksh fish csh tcsh busybox toybox env find vim vi view nano less more man awk gawk mawk sed perl php node ' +
    'nodejs lua tclsh gdb strace tar zip unzip cp mv dd tee cat head tail xxd od base64 chmod chown install ln docker ctr nerdctl podman ' +
    'runc crun systemctl nmap tcpdump curl wget nc ncat netcat socat ssh scp sftp rsync git make screen tmux xargs time timeout nice ' +
    'stdbuf setarch unshare nsenter chroot capsh setpriv ld.so flock taskset watch ed ex expect gcc jq openssl emacs pip npm gem cpan ' +
    'java jshell ghc go cargo strings sqlite3 mysql psql split sort paste diff csplit tclsh wish ionice start-stop-daemon run-parts'
  ).split(' '),
);

/** Names that carry a version or the name of a platform. */
const VERSIONED =
  /^(?:python|ruby|perl|php|lua|node|pip|tclsh|wish|vim|gdb|gcc)[-.]?\d[\w.-]*$|^ld-linux[\w.-]*$|^ld-musl[\w.-]*$|^(?:vim|busybox|nc|netcat)\.[a-z]+$|^python$|^ruby$/;

/** Tells by its name whether a program does anything for whoever starts it. */
export function isInterpreterName(name: string): boolean {
  return NAMES.has(name) || VERSIONED.test(name);
}
