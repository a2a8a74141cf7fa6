// The script of the second thread: searches texts of images for credentials.
import { searchText } from './inputs/image/facts/secrets/search-text.ts';
import { TEXT_KINDS } from './inputs/image/facts/secrets/text-kind.ts';
import { serveBeside } from './machine/serve-beside.ts';

serveBeside((kind, bytes) => searchText(bytes, TEXT_KINDS[kind] ?? 'skip'));
