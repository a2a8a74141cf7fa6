// `/proc/PID/net/sockstat` and `sockstat6`: how many sockets of each protocol a network namespace has.

/** `TCP 1 UDP 0 ...`, the counts alone: what else these files tell is of the whole machine. */
export function socketsInUse(text: string): string {
  return [...text.matchAll(/^(\w+): inuse (\d+)/gm)].map(([, protocol, count]) => `${protocol} ${count}`).join(' ');
}
