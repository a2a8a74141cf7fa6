// Services that are built from this repository: each is joined with its Dockerfile.
import { isAbsolute, resolve } from 'node:path';
import type { Build, TargetError } from '../../model/run.ts';
import type { Absence, Subject } from '../../model/subject.ts';
import { embeddedPlace } from '../../parse/embedded-text.ts';
import { HOLE } from '../../parse/hole.ts';
import { joinBuilt } from '../built-container.ts';
import { readBuiltImage } from '../dockerfile/built-image.ts';
import { readDockerfileText } from '../dockerfile/read-text.ts';
import type { SourceFiles } from '../files.ts';
import { renameSubject } from '../rename-subject.ts';
import { child, entriesOf, holeOf, plain } from './container-read.ts';
import type { Entry, Node } from './node.ts';

export interface BuiltService {
  readonly container: Subject<'container'>;
  /** Absent where no Dockerfile of this repository is named. */
  readonly build?: Build;
  /** What a Dockerfile written into the compose file says: it is read nowhere else. */
  readonly parts?: readonly Subject[];
  readonly errors?: readonly TargetError[];
}

/** Joins the container of a service with the stage that its `build:` names. */
export function joinService(
  entry: Entry,
  container: Subject<'container'>,
  { directory, files }: { readonly directory: string; readonly files: SourceFiles },
): BuiltService {
  const build = child(entry.node, 'build');
  if (build === undefined) return { container };
  const target = textOf(child(build, 'target'));
  if (typeof target !== 'string') return { container: joinBuilt(container, target) };
  const args = readArgs(child(build, 'args'));
  const inline = child(build, 'dockerfile_inline');
  if (inline !== undefined) {
    const text = textOf(inline);
    if (typeof text !== 'string') return { container: joinBuilt(container, text) };
    const { at } = inline.origin;
    const label = `the Dockerfile of ${container.name}`;
    const file = { text, label, place: embeddedPlace(files.texts.get(at.file) ?? '', at, text) };
    const image = readBuiltImage(file, { target, args }, files);
    const build = { dockerfile: label, target, args, container: container.name };
    const { subjects, errors } = readDockerfileText(file, { target, args, builds: [build] });
    return {
      container: joinBuilt(container, 'stage' in image ? image.stage : image),
      parts: named(subjects, container),
      errors,
    };
  }
  const path = dockerfilePath(build, directory, files);
  if (typeof path !== 'string') return { container: joinBuilt(container, path) };
  const image = readBuiltImage({ dockerfile: path }, { target, args }, files);
  if (!('stage' in image)) return { container: joinBuilt(container, image) };
  return {
    container: joinBuilt(container, image.stage),
    build: { dockerfile: files.label(path), target, args, container: container.name },
  };
}

function textOf(node: Node | undefined): string | Absence {
  const hole = holeOf(node);
  return hole ?? plain(node);
}

/** Arguments by name. One whose value is not known is a hole, so that the default of the Dockerfile does not stand for it. */
function readArgs(node: Node | undefined): Record<string, string> {
  return Object.fromEntries(
    entriesOf(node).map(([name, { node: value }]) => {
      const open = value.kind !== 'scalar' || value.value === null || value.hole !== undefined;
      return [name, open ? HOLE : plain(value)];
    }),
  );
}

/** The path of the Dockerfile: relative to the context, which must be a directory of the repository. */
function dockerfilePath(build: Node, base: string, files: SourceFiles): string | Absence {
  const [context, dockerfile] = [child(build, 'context'), child(build, 'dockerfile')];
  const unknown = holeOf(context) ?? holeOf(dockerfile);
  if (unknown !== undefined) return unknown;
  const folder = plain(context);
  const at = (context ?? build).origin.at;
  if (/^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(folder) || /\.git(?:#|$)/.test(folder))
    return { reason: `the build context \`${folder}\` is remote`, hint: 'scan the image that is built', at };
  const file = plain(dockerfile) || 'Dockerfile';
  const path = isAbsolute(file) ? file : resolve(base, folder, file);
  // A compose file must not make the scan read a file of the machine it runs on.
  if (!isAbsolute(files.label(path))) return path;
  return {
    reason: `the Dockerfile ${file} of the context ${folder} lies outside of the working directory`,
    hint: 'scan from the directory above both',
    at,
  };
}

/** Subjects of an inline Dockerfile go by the name of the service too: another service may have one. */
function named(subjects: readonly Subject[], { id: service }: Subject): Subject[] {
  return subjects.map((subject) => {
    const { id, owner } = subject;
    const under = owner === undefined ? {} : { owner: { kind: owner.kind, id: `${service}/${owner.id}` } };
    return renameSubject(subject, { id: `${service}/${id}`, ...under });
  });
}
