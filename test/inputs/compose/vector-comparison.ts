// Compares a canonical project with what a vector expects: mappings are subsets, lists are exact.

/** Every place at which the project differs from the expectation, said in words. */
export function differences(expected: Readonly<Record<string, unknown>>, plain: unknown, directory: string): string[] {
  const { only_services: only, ...sections } = expected;
  const found: string[] = [];
  if (Array.isArray(only)) compareKeys(only, at(plain, 'services'), 'services', found);
  for (const [key, value] of Object.entries(sections)) compare(value, at(plain, key), key, directory, found);
  return found;
}

function at(value: unknown, key: string): unknown {
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compareKeys(keys: readonly unknown[], actual: unknown, path: string, found: string[]): void {
  const have = isMap(actual) ? Object.keys(actual).sort() : [];
  if (JSON.stringify(have) !== JSON.stringify([...keys].sort())) found.push(`${path} has the keys ${have.join(', ')}`);
}

function compare(expected: unknown, actual: unknown, path: string, directory: string, found: string[]): void {
  const say = (): void => void found.push(`${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
  if (expected === '<absent>') {
    const empty =
      actual === undefined ||
      actual === null ||
      actual === false ||
      actual === '' ||
      (Array.isArray(actual) && actual.length === 0) ||
      (isMap(actual) && Object.keys(actual).length === 0);
    if (!empty) say();
  } else if (expected === '<null>') {
    if (actual !== null) say();
  } else if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) say();
    else
      for (const [index, item] of expected.entries())
        compare(item, actual[index], `${path}[${index}]`, directory, found);
  } else if (isMap(expected)) {
    if (!isMap(actual)) {
      say();
      return;
    }
    for (const [key, value] of Object.entries(expected))
      if (key === '__only' && Array.isArray(value)) compareKeys(value, actual, path, found);
      else compare(value, at(actual, key), `${path}.${key}`, directory, found);
  } else {
    const wanted = typeof expected === 'string' ? expected.replaceAll('$DIR', directory) : expected;
    if (actual !== wanted) say();
  }
}
