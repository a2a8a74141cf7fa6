// The value of `--platform`, in the spelling in which the client sends it.

const SYSTEMS = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);
const MACHINES = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
);
const MACHINE_NAMES: ReadonlyMap<string, readonly [machine: string, variant: string]> = new Map([
  ['i386', ['386', '']],
  ['x86_64', ['amd64', '']],
  ['x86-64', ['amd64', '']],
  ['aarch64', ['arm64', '']],
  ['armhf', ['arm', 'v7']],
  ['armel', ['arm', 'v6']],
]);

/**
 * Reads `os`, `machine`, `os/machine` or `os/machine/variant`, or answers `undefined` where it is no platform. A machine alone is one
 * of Linux; an operating system alone stays so, because the client adds the machine it runs on.
 */
export function normalPlatform(text: string): string | undefined {
  const [first = '', ...rest] = text.split('/');
  const system = /^([\w-]+)(?:\([\w.-]*\))?$/.exec(first)?.[1]?.toLowerCase().replace('macos', 'darwin');
  if (system === undefined || rest.length > 2 || !rest.every((part) => /^[\w.-]+$/.test(part))) return undefined;
  const [machine, variant = ''] = rest;
  if (machine !== undefined) return [system, ...normalMachine(machine, variant)].join('/');
  if (SYSTEMS.has(system)) return system;
  const alone = normalMachine(first, '');
  return MACHINES.has(alone[0] ?? '') ? ['linux', ...alone].join('/') : undefined;
}

/** The machine in its one spelling, and its variant where one is meant that the machine does not have anyway. */
function normalMachine(written: string, given: string): readonly string[] {
  const lower = written.toLowerCase();
  const [machine, implied] = MACHINE_NAMES.get(lower) ?? [lower, ''];
  const variant = (implied === '' ? given.toLowerCase() : implied).replace(
    /^(?=\d)/,
    machine.startsWith('arm') ? 'v' : '',
  );
  const usual = (machine === 'amd64' && variant === 'v1') || (machine === 'arm' && variant === 'v7' && given === '');
  return variant === '' || usual ? [machine] : [machine, variant];
}
