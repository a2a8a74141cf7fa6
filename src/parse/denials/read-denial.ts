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
  /denied|permitted|read-only|readonly|EACCES|EPERM|EROFS|unreach|resol|ENET|EHOST|EAI_|ENOTFOUND|no route|network is down|address '|not known|no such host|servname|UnknownHost|lookup |must be suid|privilege|effective uid/i;

const READ_ONLY = /read-?only file ?system|\bEROFS\b|errno 30\b|error 30\b|\(30: /i;
const REFUSED =
  /permission denied|operation not permitted|\bEACCES\b|\bEPERM\b|errno 13\b|errno 1\]|\(13: |\(1: |PermissionError|AccessDeniedException|UnauthorizedAccessException|access to the path '[^']{1,400}' is denied/i;

/** Refusals of an application to its own users, of a database or of a server elsewhere. */
const NOT_THE_KERNEL =
  /permission denied (?:for|to) (?:user|table|relation|schema|database|role|sequence|function|language|view|create|set)|publickey|keyboard-interactive|PERMISSION_DENIED|code = PermissionDenied|<Code>AccessDenied|"\s?(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \S+|HTTP\/\d|\b40[13]\b.{0,20}(?:forbidden|unauthorized)|access denied for user|rpc error|robots\.txt|CORS/i;

/** Says that something was to be changed, not only read. */
const WRITING =
  /creat|writ|append|mkdir|make dir|touch|unlink|remov|delet|renam|\bmv\b|\bcp\b|\btee\b|\brm\b|\bln\b|copy|log|pid\b|pidfile|lock|chmod|chown|utime|mkstemp|mkdtemp|tempfile|temporary|save|saving|dump|cache|truncate|for output|symlink|install/i;

/** Trees that programs write to; a refused look at others says nothing of writing. */
const WRITTEN_TREES =
  /^\/(?:var|run|tmp|data|srv|opt|app|home|log|logs|cache|mnt|work|workspace|usr\/share|usr\/local)(?:\/|$)/;
const KERNEL_TREES = /^\/(?:proc|sys)(?:\/|$)/;
const CHANGE_OF_OWNER = /\bl?f?ch(?:own|grp|mod)(?:at)?\b/i;
const PORT = /\bbind(?:ing)?\b|listen/i;

/** What a line tells of; undefined where it tells of no refusal, or of one that a sandbox has nothing to do with. */
export function readDenial(line: string): Denial | undefined {
  const text = line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line;
  if (!QUICK.test(text)) return undefined;
  const plain = plainAttemptOf(text);
  if (plain !== undefined) return { kind: plain, what: '' };
  const readOnly = READ_ONLY.exec(text);
  if (readOnly !== null) return writeOf(text, readOnly.index);
  const network = readNetworkDenial(text);
  if (network !== undefined) return { kind: 'network', what: network.what };
  const refused = REFUSED.exec(text);
  if (refused === null || NOT_THE_KERNEL.test(text)) return undefined;
  return refusalOf(text, refused.index);
}

function refusalOf(text: string, at: number): Denial | undefined {
  const path = findDeniedPath(text, at);
  const attempt = attemptOf(text);
  if (KERNEL_TREES.test(path) && attempt !== 'mount') return { kind: 'proc-write', what: path };
  if (attempt !== undefined) return { kind: attempt, what: path };
  if (CHANGE_OF_OWNER.test(text)) return { kind: 'write', what: path };
  if (PORT.test(text) && path === '') return undefined;
  if (WRITING.test(text) || WRITTEN_TREES.test(path))
    return path === '' && !WRITING.test(text) ? undefined : { kind: 'write', what: path };
  return undefined;
}

/** A read-only kernel tree is part of the isolation, not of the root file system. */
function writeOf(text: string, at: number): Denial {
  const path = findDeniedPath(text, at);
  return { kind: KERNEL_TREES.test(path) ? 'proc-write' : 'write', what: path };
}
