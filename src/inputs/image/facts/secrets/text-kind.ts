// Tells by its path alone how a text of an image is searched for credentials.

/**
 * `skip` is not read. `foreign` came with a package or a dependency: only credentials of a format of their own count there, for its sources
 * speak of passwords all the time. `own` is what the author of the image put in; `settings` is where one also writes `PASSWORD=...`.
 */
export type TextKind = 'skip' | 'foreign' | 'own' | 'settings';

/** Bytes of a file that are searched. */
export const MAX_TEXT = 1024 * 1024;

/** Documentation, translations and tables of the distribution; nobody keeps a credential there. */
const SKIPPED_TREES =
  /^(?:usr\/(?:local\/)?share\/(?:doc|man|info|locale|i18n|zoneinfo|icons|fonts|mime|terminfo|licenses|common-licenses|ca-certificates)|usr\/lib\/(?:locale|gconv)|usr\/(?:local\/)?include|usr\/src\/linux|usr\/(?:local|lib)\/go(?:-[\d.]+)?\/(?:src|test|misc)|proc|sys|dev|var\/lib\/(?:apt\/lists|dpkg\/info)|etc\/(?:ssl\/certs|ca-certificates|pki\/ca-trust|alternatives))\//;

/** Formats that hold no text, or only text that a program reads. */
const BINARY_NAME =
  /\.(?:so(?:\.[0-9.]+)?|a|o|ko|elc|pyc|pyo|class|jmod|jar|war|ear|png|jpe?g|gif|webp|ico|bmp|svg|woff2?|ttf|otf|eot|mo|gmo|gz|tgz|bz2|xz|zst|zip|7z|br|lz4|whl|egg|deb|rpm|apk|gem|pdf|wasm|node|dll|exe|dylib|db|sqlite3?|mp[34]|avi|h|hpp|c|cc|cpp|css|map|pod|dat|bin|idx|pack)$/i;

/** Trees of the distribution and of the managers of languages. */
const FOREIGN_TREES =
  /^(?:usr\/(?:lib(?:32|64|exec|x32)?|share|src|games)|lib(?:32|64|x32)?|usr\/local\/(?:lib|share|go|rustup|cargo)|usr\/(?:s?bin)|s?bin|var\/(?:lib|cache)|opt\/(?:conda|java|yarn-v)|nix\/store)\//;
const FOREIGN_FOLDER =
  /(?:^|\/)(?:node_modules|site-packages|dist-packages|bower_components|vendor|gems|jspm_packages|\.cargo|\.rustup|\.m2|\.gradle|\.npm|\.cache|go\/pkg\/mod)\//;

/** What a dependency brings for its own tests, and for telling how it is used. */
const FIXTURE_FOLDER =
  /\/(?:tests?|testing|testdata|test[-_](?:data|files|fixtures|certs|keys)|fixtures?|__tests__|specs?|examples?|samples?|demos?|docs?|mocks?|benchmarks?|conformance|dummy_?server)\//i;
const FIXTURE_NAME =
  /(?:^|[-_.])(?:tests?|spec|fixture|example|sample|mock)(?:[-_.]|$)|^(?:PKG-INFO|METADATA|README|CHANGELOG|CHANGES|HISTORY|NEWS)|\.(?:md|markdown|rst|adoc)$/i;

const SETTINGS_NAME =
  /^\.|\.(?:env|conf|config|cfg|cnf|ini|ya?ml|json|toml|properties|xml|sh|bash|zsh|py|rb|php|pl|sql|tfvars|tfstate|hcl|netrc|credentials|secrets?)$|^(?:env|credentials?|secrets?|config|kubeconfig|netrc|passwords?)$|^(?:Dockerfile|Makefile)/i;

/** Lists of resolved dependencies: long, and full of digests. */
const LOCK_FILE =
  /(?:^|\/)(?:package-lock|npm-shrinkwrap|composer|pnpm-lock|yarn|poetry|Pipfile|Cargo|Gemfile)[^/]*\.?(?:lock|json|yaml)$/;

/** Files that lie side by side are asked for one after another. */
let last: { readonly folder: string; readonly kind: ReturnType<typeof folderKindOf> } = { folder: '', kind: 'own' };

/** How the text at a path, relative to the root, is searched. */
export function textKindOf(path: string): TextKind {
  const slash = path.lastIndexOf('/') + 1;
  if (slash !== last.folder.length || !path.startsWith(last.folder)) {
    const folder = path.slice(0, slash);
    last = { folder, kind: folderKindOf(folder) };
  }
  const { kind } = last;
  if (kind === 'skip') return kind;
  const name = path.slice(slash);
  if (BINARY_NAME.test(name)) return 'skip';
  if (kind === 'foreign') return FIXTURE_NAME.test(name) ? 'skip' : kind;
  return SETTINGS_NAME.test(name) && !LOCK_FILE.test(path) ? 'settings' : kind;
}

/** What holds of all files directly in a folder, which ends with a slash but for the root. */
function folderKindOf(folder: string): 'skip' | 'foreign' | 'own' {
  if (SKIPPED_TREES.test(folder)) return 'skip';
  if (!FOREIGN_TREES.test(folder) && !FOREIGN_FOLDER.test(folder)) return 'own';
  return FIXTURE_FOLDER.test(folder) ? 'skip' : 'foreign';
}
