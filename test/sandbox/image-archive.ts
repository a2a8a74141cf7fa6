// Makes images for the tests of the sandbox as `docker save` writes them, from files and a configuration, true or not.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type TarPart, tarBytes } from '../tar-bytes.ts';

/** What runs inside the images, where this machine has it: busybox, linked statically. */
const BUSYBOX = ['/bin/busybox', '/usr/bin/busybox'].find((path) => existsSync(path));

/** Names under which busybox is found in /bin of an image. */
const APPLETS =
  'arping chmod chown chroot cat cp date dd echo false hostname httpd id insmod ip kill ln ls mkdir mknod mount nc nslookup nsenter ping pivot_root printf rm sh sleep swapon sysctl touch true umount unshare wget yes';

export interface ImageParts {
  /** As the engine keeps it: `Cmd`, `Entrypoint`, `Volumes`, ... */
  readonly config: Readonly<Record<string, unknown>>;
  readonly files?: readonly TarPart[];
  /** The tar of a layer below. */
  readonly base?: Buffer;
  /** Without busybox: only the files named. */
  readonly bare?: boolean;
  /** What the image says it was made for; this machine where it is left out. */
  readonly architecture?: string;
}

/** Whether the images can be made and run here. */
export const canMakeImages = BUSYBOX !== undefined;

/** The bytes of busybox; empty where there is none. */
export const busybox: Buffer = BUSYBOX === undefined ? Buffer.alloc(0) : readFileSync(BUSYBOX);

/** The architecture of this machine as images say it. */
export const ownArchitecture: string = process.arch === 'x64' ? 'amd64' : process.arch;

/** The same program for another processor, as far as its header says. */
export function forOtherMachine(program: Buffer): Buffer {
  const copy = Buffer.from(program);
  // Itanium: no kernel that the tests run on takes it.
  copy.writeUInt16LE(50, 18);
  return copy;
}

/** A directory of a layer. */
export function directory(path: string, mode: number): TarPart {
  return { path: `${path}/`, type: '5', mode };
}

/** An archive that an engine can load, and the id of its image; `mark` makes it its own. */
export function writeImageArchive(
  name: string,
  mark: string,
  parts: ImageParts,
): { readonly id: string; readonly bytes: Buffer } {
  // Engines refuse a layer that names a path twice: what an image brings stands in place of the usual.
  const own = new Set((parts.files ?? []).map(({ path }) => path));
  const usual: readonly TarPart[] = [
    directory('etc', 0o755),
    { path: 'etc/passwd', body: 'root:x:0:0:root:/:/bin/sh\napp:x:1000:1000:app:/:/bin/sh\n' },
    { path: 'etc/group', body: 'root:x:0:\napp:x:1000:\n' },
    { path: 'etc/mark', body: mark },
    directory('bin', 0o755),
    directory('tmp', 0o1777),
    ...(parts.bare === true ? [] : busyboxFiles()),
  ];
  const top = tarBytes([...usual.filter(({ path }) => !own.has(path)), ...(parts.files ?? [])]);
  const layers = parts.base === undefined ? [top] : [parts.base, top];
  const document = json({
    architecture: parts.architecture ?? ownArchitecture,
    os: 'linux',
    created: '2024-05-06T07:08:09Z',
    config: { Env: ['PATH=/bin'], ...parts.config },
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => `sha256:${sha256(layer)}`) },
    history: layers.map(() => ({ created: '2024-05-06T07:08:09Z', created_by: 'COPY . /' })),
  });
  const id = sha256(document);
  const bytes = tarBytes([
    { path: `${id}.json`, body: document },
    ...layers.map((body, at) => ({ path: `layer-${at}.tar`, body })),
    {
      path: 'manifest.json',
      body: json([{ Config: `${id}.json`, RepoTags: [name], Layers: layers.map((_, at) => `layer-${at}.tar`) }]),
    },
  ]);
  return { id: `sha256:${id}`, bytes };
}

function busyboxFiles(): readonly TarPart[] {
  return [
    { path: 'bin/busybox', mode: 0o755, body: busybox },
    ...APPLETS.split(' ').map((applet) => ({ path: `bin/${applet}`, type: '2', linkName: 'busybox', mode: 0o777 })),
  ];
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
