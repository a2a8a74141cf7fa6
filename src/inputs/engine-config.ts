// The one place where a create request or an inspect document becomes the facts of a container.
import type { Subject } from '../model/subject.ts';
import { stateDevices } from './engine/devices.ts';
import type { EngineDocument } from './engine/document.ts';
import { stateImage } from './engine/image.ts';
import { stateLimits } from './engine/limits.ts';
import { stateMounts } from './engine/mounts.ts';
import { stateNamespaces } from './engine/namespaces.ts';
import { statePorts } from './engine/ports.ts';
import { stateProcess } from './engine/process.ts';
import { stateRights } from './engine/rights.ts';
import { stateSecurityOptions } from './engine/security-options.ts';
import type { Stating } from './engine/state.ts';
import { subjectBuilder } from './subject-builder.ts';

/** States every fact of a container. Throws InputError where a value has a type it cannot have. */
export function stateContainer(document: EngineDocument, id: string, name: string): Subject<'container'> {
  const facts = subjectBuilder('container', id, name, document.declared);
  const stating: Stating = { document, facts };
  facts.set('kind', document.kind);
  facts.set('name', name);
  stateImage(stating);
  stateRights(stating);
  stateSecurityOptions(stating);
  stateNamespaces(stating);
  statePorts(stating);
  stateMounts(stating);
  stateDevices(stating);
  stateProcess(stating);
  stateLimits(stating);
  return facts.build();
}
