// The user a container is told to run as.

export interface User {
  /** Absent when the name can only be resolved through /etc/passwd of the image. */
  readonly uid?: number;
  readonly gid?: number;
}

/** Reads `user[:group]`. Only numbers and `root` are resolved; the group never changes the user. An empty text is the default of the engine, root. */
export function parseUser(text: string): User {
  const [user = '', group] = text.split(':', 2);
  const uid = user.trim() === '' ? 0 : resolve(user.trim());
  const gid =
    group === undefined ? (uid === 0 && !/^[+]?\d+$/.test(user.trim()) ? 0 : undefined) : resolve(group.trim());
  return { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) };
}

function resolve(name: string): number | undefined {
  if (name === 'root') return 0;
  return /^[+]?\d+$/.test(name) ? Number(name) : undefined;
}
