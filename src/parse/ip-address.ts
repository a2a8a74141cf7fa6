// Internet addresses and hardware addresses, as Go's net package reads them.

/** Tells whether the text is an IPv4 or IPv6 address, without brackets or zone. */
export function isIpAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

/** Tells whether the text is an IPv4 address; leading zeros are refused. */
export function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
}

/** Tells whether the text is a hardware address of 6, 8 or 20 bytes with `:`, `-` or (in groups of four digits) `.`. */
export function isMacAddress(text: string): boolean {
  return (
    /^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$/i.test(text) ||
    /^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){6}[0-9a-f]{2}$/i.test(text) ||
    /^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){18}[0-9a-f]{2}$/i.test(text) ||
    /^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$|^(?:[0-9a-f]{4}\.){3}[0-9a-f]{4}$|^(?:[0-9a-f]{4}\.){9}[0-9a-f]{4}$/i.test(text)
  );
}

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return false;
  let groups = 0;
  for (const [index, half] of halves.entries()) {
    if (half === '') continue;
    const parts = half.split(':');
    const last = parts.at(-1) ?? '';
    const embedded = index === halves.length - 1 && last.includes('.');
    if (embedded && !isIpv4(last)) return false;
    if (!(embedded ? parts.slice(0, -1) : parts).every((part) => /^[0-9a-fA-F]{1,4}$/.test(part))) return false;
    groups += parts.length + (embedded ? 1 : 0);
  }
  return halves.length === 2 ? groups < 8 : groups === 8;
}
