// Signals by name or number, as the engine reads them.

const NAMES = new Set(
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'.split(
    ' ',
  ),
);

/** Tells whether the text names a signal of Linux: `SIGTERM`, `term`, `15`, `SIGRTMIN+3`. */
export function isSignal(text: string): boolean {
  if (/^[+-]?\d+$/.test(text)) return Number(text) > 0 && Number(text) <= 64;
  const name = text.toUpperCase().replace(/^SIG/, '');
  const [, base, distance] = /^(RTMIN\+|RTMAX-)(\d{1,2})$/.exec(name) ?? [];
  if (base !== undefined) return Number(distance) >= 1 && Number(distance) <= (base === 'RTMIN+' ? 15 : 14);
  return NAMES.has(name);
}
