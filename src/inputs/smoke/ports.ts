// Ports that something listens on, beside those that are declared.
import type { ListeningPort } from '../../model/smoke-record.ts';

/** Whether an address can be reached from the container itself alone. */
export function isLoopback(address: string): boolean {
  return /^(?:::ffff:)?127\./i.test(address) || address === '::1';
}

/** Whether a port is among those declared, `8080/tcp` or a range `8000-8010/tcp`. */
export function namesPort(declared: readonly string[], { port, protocol }: ListeningPort): boolean {
  return declared.some((text) => {
    const match = /^(\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(text.trim());
    if (match === null) return false;
    const [, first, last = first, own = 'tcp'] = match;
    return own.toLowerCase() === protocol && port >= Number(first) && port <= Number(last);
  });
}
