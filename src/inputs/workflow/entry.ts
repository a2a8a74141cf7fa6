// The light part of the workflow input.
import { InputError } from '../../model/errors.ts';
import type { SourceFiles } from '../files.ts';
import type { InputEntry } from '../input.ts';

/** How workflows and actions are recognised. */
export const workflowEntry: InputEntry = {
  kind: 'workflow',
  noun: 'a workflow',
  usage: 'workflow:FILE',
  looksFor: ['.github/workflows/*.yml', 'action.yml'],
  matchesName: (name, path) => isActionName(name) || isWorkflowPath(path),
  matchesText: (text) => /^jobs[ \t]*:/m.test(text) && /^(?:on|"on"|'on')[ \t]*:/m.test(text),
  group: (paths, files) => paths.filter((path) => mayHoldContainers(path, files)),
  idOf: (text, files) => files.label(text),
  load: async () => (await import('./input.ts')).workflowInput,
};

function isWorkflowPath(path: string): boolean {
  return /(?:^|[\\/])\.github[\\/]workflows[\\/][^\\/]+\.ya?ml$/.test(path);
}

function isActionName(name: string): boolean {
  return name === 'action.yml' || name === 'action.yaml';
}

/** A search leaves out what declares no container and runs none. A file that cannot be read is kept, so that the reader says why. */
function mayHoldContainers(path: string, files: SourceFiles): boolean {
  try {
    return /container["']?[ \t]*:|services["']?[ \t]*:|docker|podman/i.test(files.read(path));
  } catch (error) {
    if (error instanceof InputError) return true;
    throw error;
  }
}
