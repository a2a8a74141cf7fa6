// The shape of `.seaworthy.yaml` and its reading; the editor schema is generated from it. Loaded only when there is such a file.
import * as v from 'valibot';
import type { Waiver } from './model/waiver.ts';
import { readYaml } from './rules/read-yaml.ts';
import { failOnShape, policyShape, ruleOverridesShape, waiverShape } from './rules/shape.ts';
import { type FileSettings, imageOrigins } from './settings.ts';
import { smokeSettingsShape } from './smoke/settings-shape.ts';

const text = (description: string) => v.pipe(v.string(), v.nonEmpty('must not be empty'), v.description(description));
const texts = (description: string) =>
  v.pipe(v.array(v.pipe(v.string(), v.nonEmpty('must not be empty'))), v.description(description));

export const settingsFileShape = v.pipe(
  v.strictObject({
    targets: v.exactOptional(
      texts(
        'What to scan when the command line names nothing: paths relative to the working directory, or `kind:text`.',
      ),
    ),
    profile: v.exactOptional(
      text('A built-in profile (default, development, production, strict) or the path of a profile file.'),
    ),
    scopes: v.exactOptional(
      v.pipe(
        v.array(
          v.strictObject({
            paths: texts('Globs over the paths of targets.'),
            profile: text('The profile that judges them.'),
          }),
        ),
        v.description('Paths that are judged by a profile of their own; the first that covers a path wins.'),
      ),
    ),
    environments: v.exactOptional(
      v.pipe(
        v.record(v.string(), text('The profile of the environment.')),
        v.description('Profiles by the name of an environment, for --environment; beside dev, staging and prod.'),
      ),
    ),
    failOn: v.exactOptional(failOnShape),
    frameworks: v.exactOptional(texts('Frameworks to report on, by id, or all.')),
    level: v.exactOptional(
      v.pipe(v.picklist([1, 2]), v.description('Highest level of the controls to report on; all when left out.')),
    ),
    rules: v.exactOptional(ruleOverridesShape),
    policy: v.exactOptional(policyShape),
    waivers: v.exactOptional(v.pipe(v.array(waiverShape), v.description('Exceptions, each with a reason.'))),
    platforms: v.exactOptional(texts('Platforms of images to read, such as linux/arm64, or all.')),
    configOnly: v.exactOptional(v.pipe(v.boolean(), v.description('Read the configuration of images and no layer.'))),
    withImages: v.exactOptional(
      v.pipe(v.picklist(imageOrigins), v.description('Where the images that containers name are fetched from.')),
    ),
    insecureRegistries: v.exactOptional(
      texts(
        'Registries, HOST or HOST:PORT, that may be asked over plain HTTP or with a certificate nobody vouches for.',
      ),
    ),
    baseline: v.exactOptional(text('File of findings that are known already; only new ones count for the gate.')),
    exclude: v.exactOptional(texts('Globs of paths that a directory search leaves out.')),
    envFiles: v.exactOptional(texts('Env files for compose projects, instead of `.env`.')),
    buildArgs: v.exactOptional(
      v.pipe(
        v.record(v.string(), v.string()),
        v.description('Values of build arguments of every Dockerfile, by name.'),
      ),
    ),
    composeProfiles: v.exactOptional(texts('Compose profiles to switch on; all when none is named.')),
    smoke: v.exactOptional(smokeSettingsShape),
  }),
  v.title('Settings of Seaworthy'),
);

/** Reads the text of a `.seaworthy.yaml`. Every problem is a UsageError with its line. */
export function readSettingsFile(source: string, file: string): FileSettings {
  const { value, locate } = readYaml(source, file, settingsFileShape, 'user');
  const waivers = (value.waivers ?? []).map(
    (waiver, index): Waiver => ({ ...waiver, kind: 'config', at: locate(['waivers', index]) }),
  );
  const { baseline, ...rest } = value;
  return { ...rest, waivers, ...(baseline === undefined ? {} : { baselineFile: baseline }) };
}
