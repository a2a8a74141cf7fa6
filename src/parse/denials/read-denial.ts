// Reads a line of a log: was something refused that the hardening of a sandbox refuses, and what?
import { findDeniedPath } from './denied-path.ts';
import { attemptOf, plainAttemptOf } from './escape-denial.ts';
import { readNetworkDenial } from './network-denial.ts';

export interface Denial {
  /** As in a `DeniedAttempt`. */
  readonly kind: string;
  readonly what: string;
}

/** Characters of a line that are looked at. */
const MAX_LINE = 4096;

/** One of these stands in every line that tells of a refusal. */
const QUICK =
  /denied|permitted|read-only|readonly|EACCES|EPERM|EROFS|unreach|resol|ENET|EHOST|EAI_|ENOTFOUND|no route|network is down|address ['\u2018]|not known|not resolve|host not found|no such host|servname|UnknownHost|lookup |must be suid|superuser|privilege|attach to process|not writable|effective uid/i;

/** Where an error stands: a sentence that speaks of a read-only file system tells of none. */
const READ_ONLY =
  /(?:^|[:([{"'=] ?|[\d\]] )read-?only file ?system|\bEROFS\b|\berrno 30\b|\berror 30\b|\(30: |(?<=['"])\/[^'"]{1,400}['"] is not writable/i;
const REFUSED =
  /permission denied|operation not permitted|\bEACCES\b|\bEPERM\b|errno 13\b|errno 1\]|\(13: |\(1: |PermissionError|AccessDeniedException|UnauthorizedAccessException|access to the path '[^']{1,400}' is denied/i;

/** The number of the error, which only the kernel gives. */
const BY_NUMBER = /\bEACCES\b|\bEPERM\b|errno 13\b|errno 1\]|\(13: |\(1: |\bos error (?:1|13)\b/i;

/** Words that are quoted in a sentence, as in instructions. */
const MENTION =
  /(?<=[^:=] )['"`\u2018\u201c](?:operation not permitted|permission denied|network is unreachable)['"`\u2019\u201d]/i;

/** Refusals of an application to its own users, of a database or of a server elsewhere. */
const NOT_THE_KERNEL =
  /permission denied (?:for|to) (?:user|table|relation|schema|database|role|sequence|function|language|view|create|set|\S+\/\S+)|publickey|keyboard-interactive|PERMISSION_DENIED|code = PermissionDenied|<Code>AccessDenied|"\s?(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \S+|HTTP\/\d|\b40[13]\b.{0,20}(?:forbidden|unauthorized)|access denied for user|rpc error|robots\.txt|CORS/i;

/** Says that something was to be changed, not only read. */
const WRITING =
  /creat|writ|append|mkdir|make dir|touch|unlink|remov|delet|renam|\bmv\b|\bcp\b|\btee\b|\brm\b|\bln\b|copy|log|pid\b|pidfile|lock|chmod|chown|utime|mkstemp|mkdtemp|tempfile|temporary|save|saving|dump|cache|truncate|for output|symlink|install/i;

/** Says that it was to be read or executed. */
const READING =
  /can't open file|for reading|\bread(?:ing)?\b|\bexec(?:ve?)?\b|\bexecute\b|scandir|\b[lf]?stat(?:at)?\b|^(?:cat|ls|head|tail|grep|find|file|less|more): /i;
/** Files that are programs, settings or keys: what is refused is to read them. */
const READ_FILES =
  /\.(?:py|m?js|cjs|ts|rb|pl|php|jar|war|class|so(?:\.\d{1,4}){0,3}|sh|dll|exe|conf|cfg|ya?ml|json|toml|ini|crt|pem|html?)$/i;

/** Trees that programs write to; a refused look at others says nothing of writing. */
const WRITTEN_TREES =
  /^\/(?:var|run|tmp|data|srv|opt|app|home|log|logs|cache|mnt|work|workspace|usr\/share|usr\/local)(?:\/|$)/;
const KERNEL_TREES = /^\/(?:proc|sys)(?:\/|$)/;
const CHANGE_OF_OWNER = /\bl?f?ch(?:own|grp|mod)(?:at)?\b/i;

/** What a line tells of; undefined where it tells of no refusal, or of one that a sandbox has nothing to do with. */
export function readDenial(line: string): Denial | undefined {
  const text = line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line;
  if (!QUICK.test(text)) return undefined;
  const plain = plainAttemptOf(text);
  if (plain !== undefined) return { kind: plain, what: '' };
  if (MENTION.test(text)) return undefined;
  const readOnly = READ_ONLY.exec(text);
  if (readOnly !== null) return writeOf(text, readOnly.index);
  const network = readNetworkDenial(text);
  if (network !== undefined) return { kind: 'network', what: network.what };
  const refused = REFUSED.exec(text);
  if (refused === null) return undefined;
  // An error of a web server is followed by the request.
  if (!BY_NUMBER.test(text) && NOT_THE_KERNEL.test(text)) return undefined;
  return refusalOf(text, refused.index);
}

function refusalOf(text: string, at: number): Denial | undefined {
  const path = findDeniedPath(text, at);
  const attempt = attemptOf(text);
  if (attempt === undefined || (attempt !== 'mount' && attempt !== 'unshare')) {
    const kernel = kernelSettingOf(text, path);
    if (kernel !== undefined) return { kind: 'proc-write', what: kernel };
  }
  if (attempt !== undefined) return { kind: attempt, what: path };
  if (CHANGE_OF_OWNER.test(text)) return { kind: 'write', what: path };
  // Without a path there is only the word of an application.
  if (path === '' || isReading(text)) return undefined;
  if (!WRITING.test(text) && (!WRITTEN_TREES.test(path) || READ_FILES.test(path))) return undefined;
  return { kind: 'write', what: path };
}

/** What a server was about at the time comes last, behind `while`. */
function isReading(text: string): boolean {
  const [act = ''] = text.split(' while ', 1);
  return READING.test(act) && !/writ|creat/i.test(act);
}

/** The file of the kernel that was to be changed; undefined where the message is about another one. */
function kernelSettingOf(text: string, path: string): string | undefined {
  if (KERNEL_TREES.test(path)) return path;
  return /^sysctl: .{0,40}key ['"]?([\w./-]{1,200})/i.exec(text)?.[1];
}

/** A read-only kernel tree is part of the isolation, not of the root file system. */
function writeOf(text: string, at: number): Denial {
  const path = findDeniedPath(text, at);
  const kernel = kernelSettingOf(text, path);
  return kernel === undefined ? { kind: 'write', what: path } : { kind: 'proc-write', what: kernel };
}
