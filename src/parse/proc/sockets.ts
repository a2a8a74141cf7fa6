// `/proc/PID/net/tcp`, `tcp6`, `udp` and `udp6`: the sockets of a network namespace.

export interface SocketEntry {
  /** Local address as text; an IPv4 address in IPv6 is written as IPv4. */
  readonly address: string;
  readonly port: number;
  /** The other side is not known: port 0. */
  readonly unconnected: boolean;
  /** Number of the state; 10 listens. */
  readonly state: number;
}

export const LISTENING = 10;

/** Reads the sockets; `limit` lines at most. Words of 32 bits are in the order of a little-endian machine. */
export function parseSockets(text: string, limit = 10_000): readonly SocketEntry[] {
  const sockets: SocketEntry[] = [];
  for (const line of text.split('\n', limit + 1).slice(1)) {
    const match = /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) [0-9A-F]+:([0-9A-F]{4}) ([0-9A-F]{2}) /.exec(line);
    const [, address, port, remote, state] = match ?? [];
    if (address === undefined || port === undefined || remote === undefined || state === undefined) continue;
    sockets.push({
      address: addressOf(address),
      port: Number.parseInt(port, 16),
      unconnected: remote === '0000',
      state: Number.parseInt(state, 16),
    });
  }
  return sockets;
}

function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return ipv4(bytes);
  const text = bytes.join('');
  if (/^0{20}FFFF/.test(text)) return ipv4(bytes.slice(12));
  return ipv6((text.match(/.{4}/g) ?? []).map((group) => Number.parseInt(group, 16).toString(16)));
}

function ipv4(bytes: readonly string[]): string {
  return bytes.map((byte) => Number.parseInt(byte, 16)).join('.');
}

/** Eight groups, the longest run of at least two zeros as `::` (RFC 5952). */
function ipv6(groups: readonly string[]): string {
  const runs = [...groups.join(':').matchAll(/(?<![^:])0(?::0)+(?![^:])/g)];
  const [longest] = runs.sort((a, b) => b[0].length - a[0].length);
  if (longest === undefined) return groups.join(':');
  const text = groups.join(':');
  const [before, after] = [text.slice(0, longest.index), text.slice(longest.index + longest[0].length)];
  return `${before.replace(/:$/, '')}::${after.replace(/^:/, '')}`;
}
