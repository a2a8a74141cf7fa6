// Addresses of the host that a port is published on.

/** Answers an address without its brackets, and an empty text for each spelling of "all addresses" (`0.0.0.0`, `::`, `[::]`, `*`). */
export function hostAddress(text: string): string {
  const bare = text.trim().replace(/^\[([^\]]*)\]$/, '$1');
  const everywhere =
    bare === '*' || /^0+(?:\.0+){0,3}$/.test(bare) || /^[0:]*::?[0:]*$/.test(bare) || isMappedWildcard(bare);
  return everywhere ? '' : bare;
}

function isMappedWildcard(address: string): boolean {
  return /^::(?:ffff:)?0\.0\.0\.0$/i.test(address);
}
