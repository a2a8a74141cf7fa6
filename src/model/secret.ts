// The facts of one credential found in a text: its kind and its place, never its value.
import { bool, type ElementType, type FactsOf, type Fields, string } from './fields.ts';

/** Types of the elements found inside a secret: none. */
export const secretElements = {} as const satisfies Readonly<Record<string, ElementType>>;

/** Facts of a secret. */
export const secretFields = {
  type: string('What it looks like: `private-key`, `github-token`, `aws-access-key`, `url-password`, ...'),
  context: string(
    'Where it stands: `RUN`, `ENV`, `comment`, `heredoc`, ...; in an image `file`, `history`, `ENV` or `LABEL`.',
  ),
  stage: string('Stage of the Dockerfile; empty outside of one.'),
  discarded: bool('Its stage is no part of a target stage; it stays in the build cache and in the repository.'),
  inImage: bool('It stands in a built image: in a file of a layer, in the configuration or in the history.'),
  path: string(
    'Absolute path of the file in the image; empty outside of an image, and for what its configuration holds.',
  ),
  layerText: string('The instruction that made the layer it is in, for messages; empty outside of an image.'),
  deleted: bool('A later layer removes or replaces the file: it is still in the image for whoever unpacks the layer.'),
  placeholder: bool('Looks like an example and not like a live credential.'),
  digest: string('First 16 hexadecimal digits of the SHA-256 of its value, to recognise it again without showing it.'),
} as const satisfies Fields;

export type Secret = FactsOf<typeof secretFields, typeof secretElements>;
