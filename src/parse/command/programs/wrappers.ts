// Options of programs that run another one: they end where that begins.

export const WRAPPER_PROGRAMS: Readonly<Record<string, string>> = {
  sudo: '@stop A|askpass b|background B|bell C|close-from: D|chdir: E|preserve-env? e|edit g|group: H|set-home h|host: i|login K|remove-timestamp k|reset-timestamp l|list N|no-update n|non-interactive P|preserve-groups p|prompt: R|chroot: r|role: S|stdin s|shell t|type: T|command-timeout: U|other-user: u|user: V|version v|validate help',
  doas: '@stop @exact a: C: L n s u:',
  pkexec: '@stop disable-internal-agent keep-cwd u|user: version help',
  run0: '@stop no-ask-password unit: property: description: slice: slice-inherit u|user: g|group: nice: D|chdir: via-shell i setenv: background: pty pipe shell-prompt-prefix: lightweight:',
  su: 'c|command: session-command: f|fast g|group: G|supp-group: l|login m|p|preserve-environment P|pty s|shell: T|no-pty w|whitelist-environment: h|help V|version',
  runuser:
    '@stop u|user: c|command: session-command: f|fast g|group: G|supp-group: l|login m|p|preserve-environment P|pty s|shell: w|whitelist-environment: h|help V|version',
  gosu: '@stop @exact h|help v|version',
  'su-exec': '@stop @exact',
  setpriv:
    '@stop d|dump groups: clear-groups keep-groups init-groups inh-caps: ambient-caps: bounding-set: list-caps no-new-privs nnp rgid: egid: regid: ruid: euid: reuid: securebits: pdeathsig: ptracer: selinux-label: apparmor-profile: landlock-access: landlock-rule: seccomp-filter: reset-env h|help V|version',
  chroot: '@stop groups: userspec: skip-chdir help version',
  pivot_root: '@exact',
  switch_root: '@stop @exact c:',
  unshare:
    '@stop i|ipc? m|mount? n|net? p|pid? u|uts? U|user? C|cgroup? T|time? f|fork forward-signals mount-proc? mount-binfmt? l|load-interp: kill-child? r|map-root-user c|map-current-user map-auto map-user: map-users: map-group: map-groups: owner: propagation: setgroups: R|root: w|wd: S|setuid: G|setgid: keep-caps monotonic: boottime: h|help V|version',
  nsenter:
    '@stop a|all t|target: m|mount* u|uts* i|ipc* n|net* p|pid* C|cgroup* U|user* user-parent T|time* N|net-socket: S|setuid* G|setgid* preserve-credentials keep-caps r|root* w|wd* W|wdns* e|env F|no-fork c|join-cgroup Z|follow-context h|help V|version',
  exec: '@stop @exact a: c l',
  command: '@stop @exact p v V',
  builtin: '@stop @exact',
  nohup: '@stop help version',
  setsid: '@stop c|ctty f|fork w|wait h|help V|version',
  nice: '@stop n|adjustment: help version',
  ionice: '@stop c|class: n|classdata: p|pid: P|pgid: t|ignore u|uid: h|help V|version',
  time: '@stop @exact p v a q f|format: o|output: portability verbose append',
  timeout: '@stop f|foreground k|kill-after: p|preserve-status s|signal: v|verbose help version',
  stdbuf: '@stop i|input: o|output: e|error: help version',
  chrt: '@stop b|batch d|deadline f|fifo i|idle o|other r|rr R|reset-on-fork T|sched-runtime: P|sched-period: D|sched-deadline: a|all-tasks m|max p|pid v|verbose h|help V|version',
  taskset: '@stop a|all-tasks c|cpu-list p|pid h|help V|version',
  flock:
    '@stop c|command: E|conflict-exit-code: F|no-fork e|x|exclusive n|nb|nonblock o|close s|shared u|unlock verbose w|wait|timeout: h|help V|version',
  xargs:
    '@stop 0|null a|arg-file: d|delimiter: E: e|eof* I: i|replace* L|max-lines: l* n|max-args: o|open-tty P|max-procs: p|interactive process-slot-var: r|no-run-if-empty s|max-chars: S: J: R: t|verbose x|exit show-limits help version',
  watch:
    '@stop b|beep c|color C|no-color d|differences? e|errexit g|chgexit n|interval: p|precise q|equexit: r|no-rerun t|no-title w|no-wrap x|exec h|help v|version',
  parallel:
    '@stop j|jobs|P: k|keep-order colsep|C: a|arg-file: d|delimiter: I: i* L|max-lines: l* n|max-args: N|max-replace-args: m X halt: joblog: progress bar eta S|sshlogin: retries: timeout: tag q|quote u|ungroup t|verbose v 0|null r|no-run-if-empty s|max-chars: results: tmpdir: workdir|wd: env: will-cite citation pipe line-buffer|lb dry-run shuf',
  tini: '@stop @exact s p: v w g e: l h version',
  'tini-static': '=tini',
  'docker-init': '=tini',
  'dumb-init': '@stop c|single-child r|rewrite: v|verbose h|help V|version',
  catatonit: '@stop g L P version',
  's6-setuidgid': '@stop @exact',
  setuidgid: '@stop @exact s',
  chpst: '@stop @exact u: U: b: / e: n: l: L: m: d: o: p: f: c: r: t: P v V 0 1 2',
  fakeroot: '@stop l|lib: f|faked: i|input: s|save-file: u|unknown-is-real b|fd-base: h|help v|version',
  eatmydata: '@stop @exact',
  'dbus-run-session': '@stop @exact config-file: dbus-daemon:',
  'xvfb-run':
    '@stop a|auto-servernum e|error-file: f|auth-file: l|listen-tcp n|server-num: p|xauth-protocol: s|server-args: w|wait: h|help',
  strace: '@stop @exact c C d D f F h i k q r t T v V w x y z Z a: b: e: E: I: o: O: p: P: s: S: u: X:',
  'systemd-run':
    '@stop scope user system unit|u: p|property: description: slice: r|remain-after-exit send-sighup service-type: uid: gid: nice: D|working-directory: d|same-dir E|setenv: t|pty P|pipe q|quiet G|collect S|shell wait no-block no-ask-password',
  busybox: '@stop @exact list list-full install help',
  toybox: '@stop @exact help version long',
};
