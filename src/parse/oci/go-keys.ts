// Keys of JSON objects as readers written in Go match them: whatever their case.

type JsonObject = Readonly<Record<string, unknown>>;

/** The form in which two keys are the same to such a reader; it takes the long s and the Kelvin sign for letters. */
export function foldKey(key: string): string {
  return key.toUpperCase().toLowerCase();
}

/** A key of an object that such a reader takes for one of `known` and a strict reader does not. */
export function disguisedKey(object: JsonObject, known: ReadonlyMap<string, string>): string | undefined {
  return Object.keys(object).find((key) => {
    const meant = known.get(foldKey(key));
    return meant !== undefined && meant !== key;
  });
}

/** Known keys by their folded form. */
export function knownKeys(...keys: readonly string[]): ReadonlyMap<string, string> {
  return new Map(keys.map((key) => [foldKey(key), key]));
}
