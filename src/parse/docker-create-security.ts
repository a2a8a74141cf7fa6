// Privileges, security options and namespaces of a create request.

import { InputError } from '../model/errors.ts';
import { capabilityName } from './capabilities.ts';
import type { Answers, RequestPath } from './docker-answers.ts';
import { orNull } from './docker-create-host.ts';
import type { CreateContext } from './docker-env-file.ts';
import type { Given } from './docker-flags.ts';
import { Refusal, refuseAt } from './docker-refusal.ts';
import type { CreateRequest, HostConfig } from './docker-request.ts';
import { hasHole } from './hole.ts';

const at = (field: keyof HostConfig): RequestPath => ['HostConfig', field];

/** Adds what the processes of the container may do and which namespaces they share. */
export function addSecurity(answers: Answers, request: CreateRequest, context: CreateContext): void {
  const host = request.HostConfig;
  host.Privileged = answers.bool('privileged', at('Privileged'));
  host.ReadonlyRootfs = answers.bool('read-only', at('ReadonlyRootfs'));
  host.CapAdd = readCapabilities(answers, 'cap-add', at('CapAdd'));
  host.CapDrop = readCapabilities(answers, 'cap-drop', at('CapDrop'));
  addNamespaces(answers, host, context);
  addOptions(answers, host, context);
}

function readCapabilities(answers: Answers, flag: string, path: RequestPath): string[] | null {
  const byName = new Map<string, Given>();
  for (const given of answers.all(flag)) byName.set(sentCapability(given.text), given);
  const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
  return orNull(
    sorted.map(([name, given], index) => {
      answers.note([...path, index], given);
      return name;
    }),
  );
}

function sentCapability(text: string): string {
  const name = text.trim().toUpperCase();
  if (hasHole(text) || name === 'ALL') return name;
  return name.startsWith('CAP_') ? name : `CAP_${capabilityName(name)}`;
}

interface Namespace {
  readonly flag: string;
  readonly field: 'PidMode' | 'UTSMode' | 'UsernsMode' | 'CgroupnsMode' | 'IpcMode';
  readonly docker: RegExp;
  readonly podman: RegExp;
}

const NAMESPACES: readonly Namespace[] = [
  {
    flag: 'pid',
    field: 'PidMode',
    docker: /^(?:|host|container:.+)$/,
    podman: /^(?:|host|private|pod|ns:.+|container:.+)$/,
  },
  { flag: 'uts', field: 'UTSMode', docker: /^(?:|host)$/, podman: /^(?:|host|private|pod|ns:.+|container:.+)$/ },
  {
    flag: 'userns',
    field: 'UsernsMode',
    docker: /^(?:|host)$/,
    podman: /^(?:|host|private|nomap|pod|auto(?::.*)?|keep-id(?::.*)?|ns:.+|container:.+)$/,
  },
  {
    flag: 'cgroupns',
    field: 'CgroupnsMode',
    docker: /^(?:|host|private)$/,
    podman: /^(?:|host|private|pod|ns:.+|container:.+)$/,
  },
  { flag: 'ipc', field: 'IpcMode', docker: /^/, podman: /^(?:|none|host|private|shareable|pod|ns:.+|container:.+)$/ },
];

function addNamespaces(answers: Answers, host: HostConfig, context: CreateContext): void {
  for (const { flag, field, [context.program]: valid } of NAMESPACES) {
    const given = answers.last(flag);
    host[field] = answers.text(flag, at(field));
    if (given !== undefined && !hasHole(given.text) && !valid.test(given.text))
      throw new Refusal('client', `\`${given.text}\` is no mode that --${flag} takes`, { span: given.span });
  }
}

function addOptions(answers: Answers, host: HostConfig, context: CreateContext): void {
  const options: string[] = [];
  const given = answers.all('security-opt');
  let unmasked = false;
  for (const option of given) {
    if (option.text === 'systempaths=unconfined' && context.program === 'docker') {
      unmasked = true;
      answers.note(at('MaskedPaths'), option);
      continue;
    }
    answers.note([...at('SecurityOpt'), options.length], option);
    options.push(refuseAt('client', option.span, '--security-opt', () => readOption(option, context)));
  }
  host.SecurityOpt = given.length === 0 ? null : options;
  if (!unmasked) return;
  host.MaskedPaths = [];
  host.ReadonlyPaths = [];
}

function readOption({ text }: Given, context: CreateContext): string {
  if (hasHole(text)) return text;
  const equals = text.indexOf('=');
  const cut = equals === -1 ? text.indexOf(':') : equals;
  const name = cut === -1 ? text : text.slice(0, cut);
  const value = cut === -1 ? '' : text.slice(cut + 1);
  const bare = name === 'no-new-privileges' || (context.program === 'podman' && name === 'label');
  if (value === '' && !bare) throw new InputError(`\`${text}\` needs a value: ${name}=VALUE`);
  if (context.program === 'podman' && name === 'systempaths') {
    if (value !== 'unconfined') throw new InputError(`systempaths is unconfined or not given, not \`${value}\``);
    return 'unmask=ALL';
  }
  if (name !== 'seccomp' || value === 'unconfined' || value === 'builtin') return text;
  return readProfile(value, context);
}

function readProfile(path: string, context: CreateContext): string {
  const answer = context.readFile(path);
  if ('missing' in answer) throw new InputError(`there is no seccomp profile \`${path}\``);
  if ('unknown' in answer) return `seccomp=${path}`;
  try {
    JSON.parse(answer.text);
  } catch {
    throw new InputError(`the seccomp profile ${answer.file} is no JSON`);
  }
  return `seccomp=${compactJson(answer.text)}`;
}

/** Takes the blanks out of valid JSON and changes nothing else. */
function compactJson(text: string): string {
  let compact = '';
  for (let at = 0; at < text.length; ) {
    const quote = text.indexOf('"', at);
    compact += text.slice(at, quote === -1 ? undefined : quote).replaceAll(/\s+/g, '');
    if (quote === -1) break;
    let end = quote + 1;
    while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    compact += text.slice(quote, end + 1);
    at = end + 1;
  }
  return compact;
}
