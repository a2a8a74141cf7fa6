// The shape of an image in an example of a rule.
import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'));
const id = v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must not be negative'));

const fileShape = v.pipe(
  v.union([
    v.string(),
    v.null(),
    v.strictObject({
      text: v.exactOptional(v.string()),
      mode: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-7]{3,4}$/, 'must be octal digits, quoted'))),
      uid: v.exactOptional(id),
      gid: v.exactOptional(id),
      link: v.exactOptional(text),
      hardlink: v.exactOptional(text),
      capabilities: v.exactOptional(v.array(text)),
      device: v.exactOptional(
        v.pipe(v.string(), v.regex(/^(?:char|block) \d+:\d+$/, 'must be written as `char 10:229`')),
      ),
    }),
  ]),
  v.description('Text of the file, or what else it is; null removes the path from the layers below.'),
);

const oneShape = v.strictObject({
  name: v.exactOptional(v.pipe(text, v.description('Name of the image; `example` when left out.'))),
  format: v.exactOptional(v.picklist(['docker', 'oci', 'rootfs'])),
  platform: v.exactOptional(v.pipe(text, v.description('linux/amd64 when left out.'))),
  configOnly: v.exactOptional(v.pipe(v.boolean(), v.description('Read no layer.'))),
  created: v.exactOptional(v.pipe(text, v.description('When it was made, RFC 3339.'))),
  config: v.exactOptional(
    v.pipe(v.record(v.string(), v.unknown()), v.description('User, Env and so on, as an image says it.')),
  ),
  history: v.exactOptional(
    v.pipe(v.array(v.string()), v.description('Steps as a builder writes them; a COPY for every layer when left out.')),
  ),
  annotations: v.exactOptional(v.record(v.string(), v.string())),
  layers: v.exactOptional(
    v.pipe(
      v.array(v.record(v.string(), fileShape)),
      v.description('Files by path, a map for each layer, lowest first. A path that ends with / is a directory.'),
    ),
  ),
});

/** An image, or several: one for each platform. */
export const exampleImageShape = v.pipe(
  v.union([oneShape, v.pipe(v.array(oneShape), v.minLength(1, 'must not be empty'))]),
  v.description('An image, or a list with one for each platform; it is written as an archive and read as such.'),
);
