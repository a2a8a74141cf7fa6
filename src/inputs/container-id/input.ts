// The `container` input: a container of the engine by name or id, or all of them, each joined with its image.
import type { TargetFacts } from '../../model/run.ts';
import type { Subject } from '../../model/subject.ts';
import { joinBuilt } from '../built-container.ts';
import type { Input, InputContext } from '../input.ts';
import { type ContainerImage, readContainers } from './read.ts';

export const containerInput: Input = {
  async read(text, context): Promise<TargetFacts> {
    const { files, images: lent } = context;
    const { facts, images } = await readContainers(text, { files, connections: lent.connections });
    const read = await readImages(images, context);
    const byContainer = new Map(images.map(({ container, id }) => [container, read.get(id)]));
    const joined = facts.subjects.map((subject) => {
      const image = subject.kind === 'container' ? byContainer.get(subject.id)?.image : undefined;
      return subject.kind === 'container' && image !== undefined ? joinBuilt(subject, image) : subject;
    });
    const parts = [...read.values()];
    return {
      ...facts,
      subjects: [...joined, ...parts.flatMap(({ subjects }) => subjects)],
      errors: [...facts.errors, ...parts.flatMap(({ errors }) => errors)],
      notices: [...facts.notices, ...parts.flatMap(({ notices }) => notices)],
    };
  },
};

type ReadImage = Pick<TargetFacts, 'subjects' | 'errors' | 'notices'> & {
  readonly image: Subject<'image'> | undefined;
};

/** The images of containers by their ids, each read once. By its id an image is found also when its name leads to another one by now. */
async function readImages(
  images: readonly ContainerImage[],
  context: InputContext,
): Promise<ReadonlyMap<string, ReadImage>> {
  const read = new Map<string, ReadImage>();
  const wanted = images.filter(({ id }) => id !== '');
  if (wanted.length === 0) return read;
  const { readNamedImage } = await import('../image/input.ts');
  for (const { id, reference } of wanted) {
    if (read.has(id)) continue;
    const facts = await readNamedImage('docker', { text: id, shown: reference === '' ? id : reference }, context);
    read.set(id, { ...facts, image: facts.subjects.find((subject) => subject.kind === 'image') });
  }
  return read;
}
