// The walls between the folders of src/, as docs/architecture.md draws them.

const CORE = ['core'];
const NPM = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

/** A wall: files of `floor` may import what matches one of `own`, and nothing else of ours. */
const mayImportOnly = (floor, own, comment) => ({
  name: `${floor}-floor`,
  comment,
  severity: 'error',
  from: { path: `^src/${floor}/` },
  to: { path: '^src/', pathNot: own.map((folder) => `^src/${folder}/`) },
});

/** Files of `floor` may use these modules of Node and no others. */
const mayUseOfNode = (floor, modules, comment, pathNot) => ({
  name: `${floor}-node`,
  comment,
  severity: 'error',
  from: pathNot === undefined ? { path: `^src/${floor}/` } : { path: `^src/${floor}/`, pathNot },
  to: { dependencyTypes: CORE, pathNot: modules.map((name) => `^(node:)?${name}$`) },
});

/** Files of `floor` may use these packages and no others. */
const mayUsePackages = (floor, packages, comment) => ({
  name: `${floor}-packages`,
  comment,
  severity: 'error',
  from: { path: `^src/${floor}/` },
  to: { dependencyTypes: NPM, pathNot: packages.map((name) => `(^|/)${name}(/|$)`) },
});

/** One package, one importer. */
const onlyIn = (name, importer, comment) => ({
  name: `${name.replace(/[@/]/g, '')}-importer`,
  comment,
  severity: 'error',
  from: { path: '^src/', pathNot: importer },
  to: { path: `(^|/)${name}(/|$)` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'Nothing imports it and it imports nothing.',
      severity: 'error',
      from: { orphan: true, path: '^src/' },
      to: {},
    },
    {
      name: 'unresolved',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'dev-package',
      comment: 'A package that the bundle needs belongs in dependencies.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'src-only',
      comment: 'The product does not lean on its tests or scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts|dist)/' },
    },
    {
      name: 'no-execution',
      comment: 'Nothing scanned is executed; the few programs of the machine that are used are started in one place.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/machine/' },
      to: {
        dependencyTypes: CORE,
        path: '^(node:)?(child_process|cluster|dgram|dns|http|http2|https|net|tls|vm|worker_threads)(/|$)',
      },
    },

    mayImportOnly('model', ['model'], 'The shared words import nothing of ours.'),
    mayUseOfNode('model', [], 'The model has no input and no output.'),
    mayUsePackages('model', [], 'The model is plain TypeScript.'),

    mayImportOnly('parse', ['parse', 'model'], 'A parser of a small language is a pure function.'),
    mayUseOfNode('parse', ['path/posix'], 'A parser reads no file, network or process.'),
    mayUsePackages(
      'parse',
      ['unbash', 'jsonc-parser'],
      'A parser of a small language is our own; a large one has a library behind one file.',
    ),

    mayImportOnly('inputs', ['inputs', 'parse', 'model'], 'An input states facts and never judges.'),
    mayUseOfNode(
      'inputs',
      ['crypto', 'events', 'fs', 'fs/promises', 'path', 'path/posix', 'stream', 'stream/promises', 'zlib'],
      'An input reads files and what a shell lends it, and nothing else of the machine.',
    ),
    mayUsePackages(
      'inputs',
      ['yaml', 'fzstd'],
      'An input reads YAML and unpacks layers; other languages have their parser in parse.',
    ),

    mayImportOnly(
      'registry',
      ['registry', 'machine', 'parse', 'model'],
      'A registry is asked for images, never judged.',
    ),
    mayUsePackages('registry', ['undici'], 'The one HTTP client.'),
    mayImportOnly('engine', ['engine', 'parse', 'model'], 'The engine is asked for documents, never judged.'),
    mayUsePackages('engine', ['undici'], 'The one HTTP client.'),
    mayImportOnly(
      'github',
      ['github', 'registry', 'machine', 'parse', 'model'],
      'GitHub is asked and told; what is said is decided elsewhere. It reaches the network as registries do.',
    ),
    mayUsePackages('github', ['undici'], 'The one HTTP client.'),
    mayImportOnly(
      'sandbox',
      ['sandbox', 'engine', 'parse', 'model'],
      'The sandbox runs and observes; what its observations mean is judged elsewhere.',
    ),
    mayUseOfNode(
      'sandbox',
      ['crypto', 'fs', 'fs/promises', 'path', 'timers/promises'],
      'The sandbox reads /proc and keeps its state file; everything else it asks of the engine.',
    ),
    mayUsePackages('sandbox', [], 'Only what Node has.'),
    mayImportOnly('machine', ['machine', 'model'], 'Programs and folders of the machine, behind plain functions.'),
    mayUsePackages('machine', [], 'Only what Node has.'),

    mayImportOnly('rules', ['rules', 'parse', 'model'], 'The rules know facts, not where they came from.'),
    mayUseOfNode(
      'rules',
      ['crypto', 'path', 'path/posix'],
      'Only the loader of policies reads files.',
      '^src/rules/policy-source[.]ts$',
    ),
    mayUsePackages(
      'rules',
      ['@marcbachmann/cel-js', '@bufbuild/re2', 'valibot', 'yaml'],
      'The libraries of the policy language.',
    ),

    mayImportOnly('score', ['score', 'model'], 'A score is a pure function of verdicts.'),
    mayUseOfNode('score', [], 'A score is a pure function of verdicts.'),
    mayUsePackages('score', [], 'A score is a pure function of verdicts.'),

    mayImportOnly('reports', ['reports', 'parse', 'model'], 'A report is a pure function of a run.'),
    mayUseOfNode('reports', ['crypto', 'util'], 'A report writes no file; the shell does.'),
    mayUsePackages('reports', ['valibot', '@types/sarif'], 'A report is a pure function of a run.'),

    {
      name: 'pipeline-below-shells',
      comment: 'The pipeline and the settings know no shell.',
      severity: 'error',
      from: { path: '^src/([^/]+[.]ts$|smoke/)', pathNot: '^src/(main|cli|action)[.]ts$' },
      to: { path: '^src/(main|cli|action)([.]ts$|/)' },
    },
    {
      name: 'shell-over-pipeline',
      comment: 'A shell asks the pipeline; the insides of inputs, rules and scores are none of its business.',
      severity: 'error',
      from: { path: '^src/(main|cli|action)([.]ts$|/)' },
      to: {
        path: '^src/(inputs|rules|score)/',
        pathNot:
          '^src/inputs/(files|index|input|compose/(load|render)|run/input|image/layers/layer-cache-format)[.]ts$',
      },
    },

    onlyIn('@marcbachmann/cel-js', '^src/rules/cel[.]ts$', 'The policy language has one door.'),
    onlyIn('@bufbuild/re2', '^src/rules/', 'Patterns of policies are the only ones that people outside write.'),
    onlyIn('unbash', '^src/parse/shell/', 'Shell scripts are read in one place.'),
    onlyIn('undici', '^src/(registry|engine|github)/', 'The network is reached from three places.'),
    onlyIn('fzstd', '^src/inputs/image/', 'Layers are unpacked in one place.'),
    onlyIn('jsonc-parser', '^src/parse/jsonc[.]ts$', 'JSON with comments is read in one place.'),
    onlyIn('commander', '^src/cli([.]ts$|/)', 'Arguments are read by the terminal shell.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
