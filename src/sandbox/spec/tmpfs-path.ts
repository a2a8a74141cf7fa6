// Where a tmpfs may be mounted: a path inside the container in its plain form.

const CLOSED = ['/proc', '/sys', '/dev'];

/** Option lists are cut at commas, `--tmpfs` at colons. */
const ODD = /[:,\p{Cc}\p{Cf}\\]/u;
const LONGEST = 1000;

/** The path without repeated slashes and dots, or why nothing can be mounted there, in words that complete "PATH: ...". */
export function tmpfsPath(text: string): { readonly path: string } | { readonly refusal: string } {
  if (text.length > LONGEST) return { refusal: `the path is longer than ${LONGEST} characters` };
  if (ODD.test(text)) return { refusal: 'the path holds a colon, a comma, a backslash or a control character' };
  if (!text.startsWith('/')) return { refusal: 'the path must be absolute, such as /run' };
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return { refusal: 'the path leads upwards with `..`; write it out' };
  const path = `/${parts.join('/')}`;
  if (path === '/') return { refusal: 'nothing can be mounted over the root of the file system' };
  const closed = CLOSED.find((root) => path === root || path.startsWith(`${root}/`));
  if (closed !== undefined) return { refusal: `nothing can be mounted in ${closed}, which belongs to the kernel` };
  return { path };
}
