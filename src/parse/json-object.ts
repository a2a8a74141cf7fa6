// JSON that anybody may have written, read as plain values.

/** Parses JSON that must be an object; keys of prototypes are keys like any other. */
export function parseObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  const value = parseDocument(bytes);
  return isObject(value) ? value : undefined;
}

/** Parses JSON; `undefined` where it is none. A byte order mark is none of it, as for engines. */
export function parseDocument(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Whether a value is an object that is no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
