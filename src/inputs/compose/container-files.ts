// Files of secrets and configs that lie outside the project: Compose binds them read-only.
import { hasHole, showHoles } from '../../parse/hole.ts';
import { cleanHostPath } from '../../parse/host-path.ts';
import { child, itemsOf, known, mapReading, readText } from './container-read.ts';
import type { ElementDraft } from './container-state.ts';
import type { ComposeProject, Entry, Node } from './node.ts';

type MountDraft = ElementDraft<'mounts'>;

/** The binds that secrets and configs amount to. A file inside the project is no opening to the host and is left out. */
export function draftProjectFiles(project: ComposeProject, service: Node): MountDraft[] {
  return [
    ...draftFiles(child(service, 'secrets'), project.secrets, '/run/secrets/'),
    ...draftFiles(child(service, 'configs'), project.configs, '/'),
  ];
}

function draftFiles(node: Node | undefined, declared: ReadonlyMap<string, Entry>, folder: string): MountDraft[] {
  return itemsOf(node).flatMap((item) => {
    const source = readText(item.kind === 'scalar' ? item : child(item, 'source'));
    if (!source.known) return [];
    const file = readText(child(declared.get(source.value)?.node, 'file'));
    if (file.known && (file.value === '' || cleanHostPath(file.value).startsWith('./'))) return [];
    const target = readText(child(item, 'target'), source.value);
    const path = file.known ? file.value : `\${...}`;
    return [
      {
        origin: { at: item.origin.at, ...(file.origin === undefined ? {} : { related: [file.origin.at] }) },
        fields: {
          type: known('bind'),
          source: file,
          hostPath: mapReading(file, cleanHostPath),
          target: mapReading(target, (text) => (text.startsWith('/') || hasHole(text) ? text : `${folder}${text}`)),
          readOnly: known(true),
          propagation: known(''),
          relabel: known(''),
          options: known([]),
          sizeBytes: known(0),
          text: known(showHoles(`${path}:${target.known ? target.value : '${...}'}:ro`)),
        },
      },
    ];
  });
}
