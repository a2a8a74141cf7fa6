// `/proc/PID/net/dev`: the interfaces of a network namespace.

/** Names of the interfaces, `lo` among them. */
export function parseInterfaces(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*([^\s:|]{1,15}):\s/.exec(line);
    return match?.[1] === undefined ? [] : [match[1]];
  });
}
