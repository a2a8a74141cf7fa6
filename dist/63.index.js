export const id = 63;
export const ids = [63];
export const modules = {

/***/ 5063:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runTest: () => (/* binding */ runTest)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/model/errors.js
var errors = __webpack_require__(6351);
// EXTERNAL MODULE: ./src/package-info.js + 1 modules
var package_info = __webpack_require__(2154);
// EXTERNAL MODULE: ./src/parse/host-path.js
var host_path = __webpack_require__(3462);
// EXTERNAL MODULE: ./src/policies.js + 4 modules
var src_policies = __webpack_require__(1938);
;// CONCATENATED MODULE: ./src/example-files.js


const EXAMPLE_DIRECTORY = '/example';
function exampleFiles(files) {
    const texts = new Map();
    const label = (path) => {
        const short = external_node_path_.posix.relative(EXAMPLE_DIRECTORY, external_node_path_.posix.resolve(EXAMPLE_DIRECTORY, path));
        return short === '' ? '.' : short;
    };
    const readIfPresent = (path) => {
        const shown = label(path);
        const text = files.get(shown);
        if (text !== undefined)
            texts.set(shown, text);
        return text;
    };
    const exists = (path) => {
        const shown = label(path);
        return files.has(shown) || [...files.keys()].some((known) => known.startsWith(`${shown}/`));
    };
    return {
        read(path) {
            const text = readIfPresent(path);
            if (text === undefined)
                throw new errors/* InputError */.dz(`${label(path)}: no such file in the example`);
            return text;
        },
        readIfPresent,
        exists,
        label,
        remember: (name, text) => void texts.set(name, text),
        texts,
    };
}

// EXTERNAL MODULE: ./src/inputs/index.js + 2 modules
var inputs = __webpack_require__(4333);
;// CONCATENATED MODULE: ./src/model/log.js
const silent = { progress() { }, notice() { }, warning() { } };

// EXTERNAL MODULE: ./src/rules/judge.js + 2 modules
var judge = __webpack_require__(8950);
;// CONCATENATED MODULE: ./src/replay.js





async function replay(rules, policies) {
    const failures = [];
    const outcomes = new Map();
    for (const rule of rules) {
        const own = [];
        for (const [index, example] of rule.examples.entries()) {
            const result = await replayExample(rule, example, policies);
            if (typeof result !== 'string')
                own.push(result);
            const expected = describe(expectation(example));
            const got = typeof result === 'string' ? result : describe(result, example);
            if (got !== expected)
                failures.push({ rule: rule.id, file: rule.file, example: index + 1, expected, got });
        }
        outcomes.set(rule, own);
    }
    return [...failures, ...findGaps(outcomes, policies)];
}
async function replayExample(rule, example, policies) {
    const profile = profileOf(example, policies);
    if (typeof profile === 'string')
        return profile;
    try {
        const targets = await readExample(example);
        const errors = targets.flatMap((target) => target.errors.map((error) => `${target.name}: ${error.message}`));
        if (errors.length > 0)
            return errors.join('; ');
        if (targets.every((target) => target.subjects.length === 0))
            return 'no subject at all';
        return outcomeOf((0,judge/* judge */.S)([rule], targets, { profile, compiler: policies.compiler }), targets);
    }
    catch (error) {
        if (error instanceof errors/* InputError */.dz)
            return `cannot be read: ${error.message}`;
        throw error;
    }
}
function profileOf(example, policies) {
    const id = example.profile ?? 'default';
    const profile = policies.profiles.get(id);
    if (profile === undefined)
        return `no profile ${id}; known: ${[...policies.profiles.keys()].join(', ')}`;
    return { ...profile, policy: { ...profile.policy, ...example.policy }, rules: {} };
}
async function readExample(example) {
    const texts = new Map(Object.entries(example.files ?? {}));
    if (example.compose !== undefined)
        texts.set('compose.yaml', example.compose);
    if (example.inspect !== undefined)
        texts.set('inspect.json', example.inspect);
    const context = {
        cwd: EXAMPLE_DIRECTORY,
        files: exampleFiles(texts),
        environment: {},
        envFiles: [],
        composeProfiles: ['*'],
        log: silent,
    };
    const kind = example.run !== undefined ? 'run' : example.inspect !== undefined ? 'inspect' : 'compose';
    const entry = inputs/* inputs */.Q.find((input) => input.kind === kind);
    if (entry === undefined)
        throw new TypeError(`there is no input of kind ${kind}`);
    const input = await entry.load();
    const named = [...texts.keys()].filter((path) => entry.matchesName(path.slice(path.lastIndexOf('/') + 1)));
    const found = kind === 'run' ? [example.run ?? ''] : kind === 'inspect' ? ['inspect.json'] : entry.group(named, context.files);
    const targets = [];
    for (const text of found)
        targets.push(await input.read(text, context));
    return targets;
}
function outcomeOf(verdicts, targets) {
    const named = (outcome) => verdicts.filter((verdict) => verdict.outcome === outcome).map(({ subject }) => subject.name);
    const denied = new Set(named('fail'));
    const unknown = new Set(named('unknown').filter((name) => !denied.has(name)));
    const clean = new Set(named('pass').filter((name) => !denied.has(name) && !unknown.has(name)));
    const lines = verdicts.filter(({ outcome }) => outcome === 'fail').map(({ location }) => location.startLine);
    const absences = targets.flatMap((target) => target.subjects.flatMap((subject) => Object.keys(subject.absences)));
    const absent = new Set(absences.map((path) => path.replace(/\[\d+\]/g, '.[*]')));
    return { denied: [...denied], unknown: [...unknown], clean: [...clean], lines, absent };
}
function expectation(example) {
    const lines = example.lines === undefined ? {} : { lines: example.lines };
    return { denied: example.denies ?? [], unknown: example.unknown ?? [], ...lines };
}
function describe({ denied, unknown, lines }, example) {
    const shown = lines === undefined || (example !== undefined && example.lines === undefined)
        ? []
        : [`lines ${[...lines].sort((a, b) => a - b).join(', ')}`];
    return [`denied ${names(denied)}`, `unknown ${names(unknown)}`, ...shown].join(', ');
}
function names(list) {
    return list.length === 0 ? 'none' : [...list].sort().join(' ');
}
function findGaps(outcomes, policies) {
    const absent = new Set([...outcomes.values()].flat().flatMap((outcome) => [...outcome.absent]));
    const gaps = [];
    for (const [rule, own] of outcomes) {
        const lack = (expected) => gaps.push({ rule: rule.id, file: rule.file, example: 0, expected, got: 'none' });
        if (!own.some(({ denied }) => denied.length > 0))
            lack('an example with a denied subject');
        if (!own.some(({ clean }) => clean.length > 0))
            lack('an example with a clean subject');
        const open = readFacts(rule, policies).find((path) => absent.has(path));
        if (open !== undefined && !own.some(({ unknown }) => unknown.length > 0)) {
            lack(`an example with an unknown subject, since ${rule.subject}.${open.replaceAll('.[*]', '')} can be absent`);
        }
    }
    return gaps;
}
function readFacts(rule, policies) {
    const scope = { subject: rule.subject, ...(rule.list === undefined ? {} : { list: rule.list }) };
    const reads = policies.compiler.open({}).compile(rule.deny, scope).reads();
    const paths = reads.flatMap(({ root, steps }) => {
        if (root === rule.subject)
            return [steps.join('.')];
        return root === 'it' && rule.list !== undefined ? [[rule.list, '[*]', ...steps].join('.')] : [];
    });
    return rule.list === undefined ? paths : [rule.list, ...paths];
}

;// CONCATENATED MODULE: ./src/cli/test-command.js







async function runTest(folder, shell) {
    const path = folder === undefined ? undefined : (0,external_node_path_.resolve)(shell.cwd, folder);
    if (path !== undefined && !(0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.isDirectory()) {
        throw new errors/* UsageError */.eb(`${folder}: no such folder of rules`);
    }
    const isBuiltIn = path !== undefined && (0,host_path/* isWithin */.U)(path, (0,external_node_path_.join)(package_info/* packageRoot */.Z, 'policies'));
    const ruleFolders = folder === undefined || isBuiltIn ? [] : [folder];
    const policies = await (0,src_policies/* loadPolicies */.hd)({ ruleFolders, examples: true }, { cwd: shell.cwd, root: package_info/* packageRoot */.Z });
    const base = isBuiltIn ? package_info/* packageRoot */.Z : shell.cwd;
    const rules = path === undefined ? policies.rules : policies.rules.filter((rule) => (0,host_path/* isWithin */.U)((0,external_node_path_.resolve)(base, rule.file), path));
    if (rules.length === 0)
        throw new errors/* UsageError */.eb(`${folder}: no rules to test; a rule is a file NAME.yaml with id ORG/NAME`);
    const failures = await replay(rules, policies);
    for (const { rule, file, example, expected, got } of failures) {
        shell.out(`${file}: ${rule}, example ${example}\n  expected ${expected}\n  got      ${got}\n`);
    }
    const examples = rules.reduce((sum, rule) => sum + rule.examples.length, 0);
    shell.out(`${rules.length} rules, ${examples} examples, ${failures.length} failed\n`);
    return failures.length === 0 ? 0 : 1;
}


/***/ })

};
