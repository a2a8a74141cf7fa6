// What the flag parser itself checks of a value, before the client looks at it.
import { InputError } from '../model/errors.ts';
import { parseByteSize, parseGpuRequest, parseRate, parseUlimit, parseWeightDevice } from './docker-limits.ts';
import { parseNetworkFlag } from './docker-network.ts';
import { parseGoBool, parseGoDuration, parseGoInt, parseNanoCpus } from './go-values.ts';
import { isIpAddress } from './ip-address.ts';
import { parseMount } from './mount.ts';

/** The type of a flag's value. All but `bool` take a word. */
export type FlagType =
  | 'bool'
  | 'text'
  | 'csv'
  | 'int'
  | 'int64'
  | 'uint16'
  | 'uint64'
  | 'float'
  | 'size'
  | 'swap'
  | 'cpus'
  | 'duration'
  | 'stream'
  | 'variable'
  | 'label'
  | 'host'
  | 'address'
  | 'domain'
  | 'link'
  | 'sysctl'
  | 'ulimit'
  | 'mount'
  | 'network'
  | 'gpus'
  | 'weightDevice'
  | 'byteRate'
  | 'countRate'
  | 'deviceRule';

/** Checks a value as the flag parser does. Throws InputError. */
export function checkFlagValue(type: FlagType, text: string): void {
  switch (type) {
    case 'bool':
      parseGoBool(text);
      return;
    case 'int':
    case 'int64':
      parseGoInt(text, 64);
      return;
    case 'uint16':
      parseGoInt(text, 16, false);
      return;
    case 'uint64':
      parseGoInt(text, 64, false);
      return;
    case 'float':
      if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) throw new InputError(`\`${text}\` is no number`);
      return;
    case 'size':
      parseByteSize(text);
      return;
    case 'swap':
      if (text !== '-1') parseByteSize(text);
      return;
    case 'cpus':
      parseNanoCpus(text);
      return;
    case 'duration':
      parseGoDuration(text);
      return;
    case 'ulimit':
      parseUlimit(text);
      return;
    case 'mount':
      parseMount(text);
      return;
    case 'network':
      parseNetworkFlag(text);
      return;
    case 'gpus':
      parseGpuRequest(text);
      return;
    case 'weightDevice':
      parseWeightDevice(text);
      return;
    case 'byteRate':
      parseRate(text, parseByteSize);
      return;
    case 'countRate':
      parseRate(text, (rate) => parseGoInt(rate, 64, false));
      return;
    case 'text':
    case 'csv':
      return;
    default:
      checkWord(type, text);
  }
}

const SYSCTLS = new Set([
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
  'kernel.sem',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
  'kernel.shm_rmid_forced',
]);

type WordType = 'stream' | 'variable' | 'label' | 'host' | 'address' | 'domain' | 'link' | 'sysctl' | 'deviceRule';

function checkWord(type: WordType, text: string): void {
  const problem = problemOf(type, text);
  if (problem !== undefined) throw new InputError(`\`${text}\` ${problem}`);
}

function problemOf(type: WordType, text: string): string | undefined {
  switch (type) {
    case 'stream':
      return /^std(?:in|out|err)$/i.test(text) ? undefined : 'is none of stdin, stdout and stderr';
    case 'variable':
      return text === '' || text.startsWith('=') ? 'has no variable name; write NAME=VALUE or NAME' : undefined;
    case 'label': {
      const key = (text.split('=', 1)[0] ?? '').replace(/^[ \t]+/, '');
      return key === '' || /[ \t]/.test(key) ? 'has no label key without blanks; write KEY=VALUE' : undefined;
    }
    case 'host':
      return parseExtraHost(text) === undefined ? 'is not NAME:ADDRESS with an IP address or host-gateway' : undefined;
    case 'address':
      return isIpAddress(text.trim()) ? undefined : 'is no IP address';
    case 'domain':
      return isDomain(text.trim()) ? undefined : 'is no domain';
    case 'link':
      return text !== '' && /^[^:]*(?::[^:]*)?$/.test(text) ? undefined : 'is no link; write NAME or NAME:ALIAS';
    case 'sysctl': {
      const key = text.split('=', 1)[0] ?? '';
      const allowed = SYSCTLS.has(key) || key.startsWith('net.') || key.startsWith('fs.mqueue.');
      return allowed && text.includes('=')
        ? undefined
        : 'is no setting that a container may have; write KEY=VALUE with a key below net. or fs.mqueue.';
    }
    case 'deviceRule':
      return /^[acb] (?:\d+|\*):(?:\d+|\*) [rwm]{1,3}$/.test(text)
        ? undefined
        : 'is no device rule; write for example `c 10:229 rwm`';
  }
}

const DOMAIN_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const DOMAIN = new RegExp(`^${DOMAIN_LABEL}(?:\\.${DOMAIN_LABEL})*\\.?$`);

/** A search domain: labels with at least one letter among them, or the root alone. */
function isDomain(text: string): boolean {
  return text === '.' || (/[a-zA-Z]/.test(text) && text.length < 256 && DOMAIN.test(text));
}

/** Reads `name:address` or `name=address` into the stored form `name:address`, or answers `undefined`. */
export function parseExtraHost(text: string): string | undefined {
  const cut = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
  if (cut < 1) return undefined;
  const name = text.slice(0, cut);
  const written = text.slice(cut + 1);
  const address = /^\[.*\]$/.test(written) ? written.slice(1, -1) : written;
  if (name.includes(':') || !(address === 'host-gateway' || isIpAddress(address))) return undefined;
  return `${name}:${address}`;
}
