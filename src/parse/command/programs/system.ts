// Options of programs that touch devices, the kernel, processes and the environment of the shell.

export const SYSTEM_PROGRAMS: Readonly<Record<string, string>> = {
  mount:
    'a|all c|no-canonicalize f|fake F|fork T|fstab: i|internal-only l|show-labels n|no-mtab o|options: O|test-opts: r|read-only rw w|read-write source: target: target-prefix: t|types: v|verbose h|help V|version B|bind M|move R|rbind make-shared make-slave make-private make-unbindable make-rshared make-rslave make-rprivate make-runbindable L|label: U|uuid: N|namespace: m|mkdir? options-mode: options-source:',
  umount:
    'a|all A|all-targets c|no-canonicalize d|detach-loop fake f|force i|internal-only n|no-mtab l|lazy N|namespace: O|test-opts: R|recursive r|read-only t|types: v|verbose q|quiet',
  mkfs: 't|type: V|verbose',
  fdisk:
    'b|sector-size: B|protect-boot c|compatibility? L|color? l|list x|list-details n|noauto-pt o|output: s|getsz t|type: u|units? C|cylinders: H|heads: S|sectors: w|wipe: W|wipe-partitions:',
  parted: 'l|list m|machine j|json s|script f|fix a|align: h|help v|version',
  wipefs: 'a|all b|backup? f|force i|noheadings J|json n|no-act o|offset: O|output: p|parsable q|quiet t|types: lock?',
  cryptsetup: '@sub batch-mode|q key-file|d: key-size|s: cipher|c: hash|h: type|M: force-password label: sector-size:',
  losetup:
    'a|all d|detach: D|detach-all f|find c|set-capacity: j|associated: L|nooverlap o|offset: sizelimit: b|sector-size: P|partscan r|read-only show v|verbose',
  sysctl: 'a|A|X|all deprecated b|binary e|ignore N|names n|values p|load? f system r|pattern: q|quiet w|write dry-run',
  modprobe:
    'a|all b|use-blacklist C|config: c|showconfig|show-config d|dirname: first-time force-vermagic force-modversion f|force i|ignore-install|ignore-remove n|dry-run|show q|quiet D|show-depends R|resolve-alias r|remove w|wait: S|set-version: s|syslog V|version v|verbose',
  kmod: '@sub',
  bpftool: '@sub j|json p|pretty f|bpffs m|mapcompat n|nomount d|debug L|use-loader',
  kexec:
    'l|load p|load-panic u|unload e|exec f|force t|type: initrd: append: command-line: reuse-cmdline a|kexec-syscall-auto s|kexec-file-syscall',
  kill: 's|signal: n: l L q|queue:',
  pkill:
    'echo|e signal: f|full g|pgroup: G|group: i|ignore-case n|newest o|oldest P|parent: s|session: t|terminal: u|euid: U|uid: x|exact F|pidfile: A|ignore-ancestors v|inverse r|runstates: c|count',
  killall:
    'e|exact I|ignore-case g|process-group y|younger-than: o|older-than: i|interactive l|list q|quiet r|regexp s|signal: u|user: v|verbose w|wait n|ns: Z|context:',
  killall5: '@exact o: s|signal:',
  auditctl: '@exact e: f: b: r: R: D l a: A: d: S: F: C: k: p: w: W: s v c i m: h',
  ip: '@sub @exact @single V h s d r f: 4 6 B M 0 l: br n: netns: a c t j p',
  systemctl:
    '@sub t|type: state: p|property: a|all l|full q|quiet f|force H|host: M|machine: root: user system now no-pager',
  service: '@exact status-all full-restart',
  history: '@exact c d: a n r w p s',
  unset: '@exact f v n',
  export: '@exact f n p',
  readonly: '@exact a A f p',
  declare: '@exact a A f F g i I l n p r t u x',
  typeset: '@exact a A f F g i l n p r t u x',
  local: '@exact a A f i l n r t u x',
  set: '@stop @exact a b e f h k m n p t u v x B C E H P T o:',
  umask: '@exact S p',
  alias: '@exact p',
  ulimit: '@exact S H a b? c? d? e? f? i? k? l? m? n? p? q? r? s? t? u? v? x? P? R? T?',
  test: '@exact',
  ps: '@exact',
  env: '@stop i|ignore-environment 0|null u|unset: C|chdir: S|split-string: block-signal? default-signal? ignore-signal? list-signal-handling v|debug a|argv0: help version',
  printenv: '0|null help version',
  crond: '@exact b f S L: l: d: c: n p s m: i x: V P',
  cron: '@exact f l L: N n P',
  sshd: '@exact 4 6 D d e i q T t V v G C: c: E: f: g: h: k: o: p: u:',
  dropbear: '@exact b: r: R F E m w s g B T: j k a p: P: i I: W: K: z c: V e',
  xmrig:
    '@exact o|url: a|algo: coin: u|user: p|pass: O|userpass: x|proxy: k|keepalive nicehash rig-id: tls tls-fingerprint: donate-level: donate-over-proxy: t|threads: c|config: B|background l|log-file: cpu-priority: cpu-max-threads-hint: http-port: http-host: no-color',
};
