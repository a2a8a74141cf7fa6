// The `inspect` input: documents of `docker inspect` and `podman inspect` about containers.
import { InputError } from '../../model/errors.ts';
import type { Location } from '../../model/location.ts';
import type { TargetFacts } from '../../model/run.ts';
import { type JsonNode, type JsonObject, parseJsonTree } from '../../parse/json-tree.ts';
import { placeFinder } from '../../parse/text-place.ts';
import { valueAt } from '../engine/document.ts';
import { followSharedNamespaces, type NamedContainer } from '../engine/shared-namespaces.ts';
import { stateContainer } from '../engine-config.ts';
import type { Input } from '../input.ts';
import { inspectDocument } from './document.ts';

export const inspectInput: Input = {
  async read(path, { files }): Promise<TargetFacts> {
    const text = files.read(path);
    const file = files.label(path);
    return {
      id: `inspect:${file}`,
      kind: 'inspect',
      name: file,
      file,
      subjects: readInspect(text, file),
      errors: [],
      notices: [],
    };
  },
};

/** Reads the containers of an inspect document. Throws InputError where it is none of containers. */
export function readInspect(text: string, file: string): TargetFacts['subjects'] {
  const place = placeFinder(file, text);
  const root = parseJsonTree(text, file);
  const nodes = root.kind === 'list' ? root.items : [root];
  if (nodes.length === 0) throw new InputError(`${file} is an empty list: there was no container to inspect`);
  const used = new Map<string, number>();
  const containers = nodes.map((node): NamedContainer => {
    checkContainer(node, file, place);
    const document = inspectDocument(node, place);
    const text = (key: string) => {
      const value = valueAt(document, [key]);
      return typeof value === 'string' ? value : value === null ? '' : document.fail([key], 'a text');
    };
    const name = text('Name').replace(/^\//, '') || text('Id').slice(0, 12) || 'container';
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    const subject = stateContainer(document, count === 1 ? name : `${name}-${count}`, name);
    return { subject, names: [text('Id'), name].filter((one) => one !== '') };
  });
  return followSharedNamespaces(containers);
}

function checkContainer(
  node: JsonNode,
  file: string,
  place: (start: number, end: number) => Location,
): asserts node is JsonObject {
  const at = place(node.start, node.start + 1);
  if (node.kind !== 'object') throw new InputError(`${file}: an inspected container is an object in braces`, at);
  const has = (key: string) => node.entries.get(key)?.node.kind === 'object';
  if (has('HostConfig') && has('Config')) return;
  const isImage = node.entries.has('RootFS') || node.entries.has('RepoTags');
  const what = isImage
    ? 'this is the inspect document of an image, not of a container; scan the image itself with docker:REF or archive:FILE'
    : 'this is no inspect document of a container: it lacks Config or HostConfig; make one with `docker inspect CONTAINER`';
  throw new InputError(`${file}: ${what}`, at);
}
