// Reads an image that a test describes, as the examples of rules do.
import { readExampleImages } from '../src/example-image.ts';
import type { ExampleImage } from '../src/model/rule.ts';
import type { TargetFacts } from '../src/model/run.ts';
import type { Subject } from '../src/model/subject.ts';
import { noImages } from './no-images.ts';

/** The only target of one image. */
export async function readExampleImage(image: ExampleImage): Promise<TargetFacts> {
  const [target] = await readExampleImages(image, noImages);
  if (target === undefined) throw new Error('the image was not read');
  return target;
}

/** The files that are stated. */
export function filesIn({ subjects }: TargetFacts): Subject<'file'>[] {
  return subjects.filter((subject) => subject.kind === 'file');
}

/** The credentials that are stated. */
export function secretsIn({ subjects }: TargetFacts): Subject<'secret'>[] {
  return subjects.filter((subject) => subject.kind === 'secret');
}

/** The facts of the image itself. */
export function imageIn({ subjects }: TargetFacts): Subject<'image'> {
  const image = subjects.find((subject) => subject.kind === 'image');
  if (image === undefined) throw new Error('there is no image');
  return image;
}
