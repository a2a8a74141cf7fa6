// Tells which attempt to get out of a container, or to gain rights in it, a message about a refusal is about.

/** Words that name the attempt, by kind; the first that stands in the message counts. */
const ATTEMPTS: readonly (readonly [kind: string, words: RegExp])[] = [
  [
    'unshare',
    /\bunshare\b|CLONE_NEW(?:USER|NS|PID|NET|IPC|UTS|CGROUP)|user namespaces?\b|newuidmap|move to new namespace|fork\/exec \/proc\/self\/exe/i,
  ],
  ['setns', /\bsetns\b|\bnsenter\b|reassociate to namespace/i],
  ['mount', /\bu?mount2?\b(?! (?:point|path) (?:ok|is))|\bpivot_root\b|\bmove_mount\b|\bfsopen\b|\bfusermount3?\b/i],
  ['chroot', /\bchroot\b/i],
  ['ptrace', /\bptrace\b|PTRACE_|process_vm_(?:read|write)v|\bstrace\b|attach to process/i],
  ['mknod', /\bmknod(?:at)?\b/i],
  ['module', /\binsmod\b|\bmodprobe\b|\b(?:f?init|delete)_module\b|kernel module/i],
  ['bpf', /\bbpf\b|BPF_/],
  ['perf', /\bperf_event_open\b|perf_event_paranoid/i],
  ['keyctl', /\bkeyctl\b|\badd_key\b|\brequest_key\b/i],
  [
    'raw-socket',
    /\braw socket\b|SOCK_RAW|AF_PACKET|PF_PACKET|\bping6?\b|\btraceroute6?\b|\barping\b|\bnmap\b|\btcpdump\b|are you root\?|lacking privilege for raw|pcap_/i,
  ],
  [
    'setuid',
    /\bset(?:res|re|e|fs)?[ug]id\b|\bsetgroups\b|\binitgroups\b|supplementary group|\bsu\b: |\bsudo\b|\bdoas\b|effective uid is not 0|no new privileges|must be (?:run as |suid )root|must be suid|\bcapset\b|\bsetcap\b|\bgosu\b|\bsu-exec\b|\bsetpriv\b|failed switching to/i,
  ],
];

/** Said without any word of refusal. */
const PLAIN: readonly (readonly [kind: string, words: RegExp])[] = [
  ['setuid', /^(?:su|sudo|doas)(?:\.\w+)?: .*(?:must be suid|no new privileges|effective uid is not 0|setuid root)/i],
  ['setuid', /^(?:su|ping6?|passwd|mount): must be suid to work properly/i],
  ['mount', /^u?mount: (?:permission denied \(are you root\?\)|.{0,200}must be superuser)/i],
  ['ptrace', /^could not attach to process\b/i],
  ['raw-socket', /permission denied \(are you root\?\)|lacking privilege for raw socket/i],
];

/** The kind of attempt of a message that says that something was refused; undefined where it is none of them. */
export function attemptOf(text: string): string | undefined {
  return ATTEMPTS.find(([, words]) => words.test(text))?.[0];
}

/** The same of messages that are plain by themselves. */
export function plainAttemptOf(text: string): string | undefined {
  return PLAIN.find(([, words]) => words.test(text))?.[0];
}
