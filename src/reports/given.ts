// Keys of a JSON report that may be absent.

/** A key with its value, or nothing: absent keys are left out rather than null. */
export function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}
