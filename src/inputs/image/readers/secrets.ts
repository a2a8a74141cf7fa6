// Looks for credentials in the texts of a layer while it passes by, and keeps only their traces.
import type { ContentReader } from '../../../model/layer.ts';
import { searchText } from '../facts/secrets/search-text.ts';
import { MAX_TEXT, textKindOf } from '../facts/secrets/text-kind.ts';

/** Name under which its facts stand. */
export const SECRETS_READER = 'secrets';

/** Bytes up to which a program of the distribution may be a script. */
const MAX_SCRIPT = 64 * 1024;

const PROGRAM = /^(?:usr\/)?(?:s?bin|lib(?:exec|64)?)\/[^.]+$/;

/** Shortest text that can hold a credential together with its name. */
const MIN_TEXT = 12;

/** Reads every text file up to a size; what it states holds no value. */
export const secretsReader: ContentReader = {
  name: SECRETS_READER,
  version: 1,
  wants({ path, size }) {
    if (size < MIN_TEXT || size > MAX_TEXT || textKindOf(path) === 'skip') return 0;
    return size > MAX_SCRIPT && PROGRAM.test(path) ? 0 : size;
  },
  read: (entry, bytes) => searchText(bytes, textKindOf(entry.path)),
};
