export const id = 47;
export const ids = [47,240];
export const modules = {

/***/ 7595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ parseSize)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6351);

const POWERS = new Map([
    ['', 0],
    ['b', 0],
    ['k', 1],
    ['m', 2],
    ['g', 3],
    ['t', 4],
    ['p', 5],
]);
function parseSize(text) {
    if (/^[+-]?\d{1,18}$/.test(text))
        return BigInt(text.replace(/^\+/, ''));
    const match = /^(.*[\d. ])([^\d. ]*)$/s.exec(text);
    if (match === null)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`invalid size: ${JSON.stringify(text)}; write for example 64m or 1g`);
    const [, number = '', suffix = ''] = match;
    const unit = suffix.toLowerCase();
    const digits = number.endsWith(' ') ? number.slice(0, -1) : number;
    if (!/^(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(digits))
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`invalid size: ${JSON.stringify(text)}; write for example 64m or 1g`);
    const power = POWERS.get(unit.slice(0, 1));
    if (power === undefined || !(unit.length < 2 || (power > 0 && /^.i?b$/.test(unit))))
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`invalid suffix: ${JSON.stringify(suffix)} in the size ${JSON.stringify(text)}; use b, k, m, g, t or p`);
    const bytes = Math.trunc(Number(digits) * 1024 ** power);
    if (bytes >= 2 ** 63)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`invalid size: ${JSON.stringify(text)} is out of range`);
    return BigInt(bytes);
}


/***/ }),

/***/ 6047:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  addOwn: () => (/* binding */ addOwn),
  checkRule: () => (/* reexport */ checkRule),
  parseBuiltIn: () => (/* binding */ parseBuiltIn)
});

// EXTERNAL MODULE: ./src/rules/blame.js
var rules_blame = __webpack_require__(279);
// EXTERNAL MODULE: ./src/rules/did-you-mean.js
var did_you_mean = __webpack_require__(1313);
// EXTERNAL MODULE: ./src/rules/read-yaml.js + 1 modules
var read_yaml = __webpack_require__(9771);
// EXTERNAL MODULE: ./src/rules/shape.js + 1 modules
var shape = __webpack_require__(7764);
;// CONCATENATED MODULE: ./src/rules/framework-file.js




function readFramework({ file, name, text }, ruleIds, blame) {
    const { value, locate } = (0,read_yaml/* readYaml */.g)(text, file, shape/* frameworkShape */._K, blame);
    const problems = [];
    if (value.id !== name)
        problems.push({ at: locate(['id']), message: `the id must be that of the file: ${name}` });
    const seen = new Set();
    value.controls.forEach((control, index) => {
        if (seen.has(control.id))
            problems.push({ at: locate(['controls', index, 'id']), message: `control ${control.id} comes twice` });
        seen.add(control.id);
        control.rules.forEach((rule, position) => {
            if (ruleIds.has(rule))
                return;
            const at = locate(['controls', index, 'rules', position]);
            problems.push({ at, message: `control ${control.id}: unknown rule \`${rule}\`${(0,did_you_mean/* didYouMean */.a)(rule, ruleIds)}` });
        });
    });
    if (problems.length > 0)
        throw (0,rules_blame/* policyError */.n)(blame, (0,read_yaml/* listProblems */.v)(problems));
    return { ...value, file };
}
function readList({ file, name, text }, blame) {
    const { value, locate } = (0,read_yaml/* readYaml */.g)(text, file, shape/* listShape */.Cp, blame);
    if (value.id !== name) {
        throw (0,rules_blame/* policyError */.n)(blame, (0,read_yaml/* listProblems */.v)([{ at: locate(['id']), message: `the id must be that of the file: ${name}` }]));
    }
    const repeated = value.items.findIndex((item, index) => value.items.indexOf(item) !== index);
    if (repeated !== -1) {
        throw (0,rules_blame/* policyError */.n)(blame, (0,read_yaml/* listProblems */.v)([{ at: locate(['items', repeated]), message: `\`${value.items[repeated]}\` comes twice` }]));
    }
    return [name.replace(/-([a-z0-9])/g, (_match, letter) => letter.toUpperCase()), value.items];
}

// EXTERNAL MODULE: ./src/rules/profile-file.js
var profile_file = __webpack_require__(5240);
// EXTERNAL MODULE: ./src/model/subjects.js
var subjects = __webpack_require__(6305);
// EXTERNAL MODULE: ./src/rules/field-paths.js
var field_paths = __webpack_require__(2609);
// EXTERNAL MODULE: ./src/rules/message.js
var message = __webpack_require__(3815);
;// CONCATENATED MODULE: ./src/rules/rule-file.js







function readRule({ file, name, text }, blame) {
    const { value, locate } = (0,read_yaml/* readYaml */.g)(text, file, shape/* ruleShape */.mK, blame);
    const { each, ...rest } = value;
    const [kind = '', list] = each.split('.');
    const refuse = (key, message) => (0,rules_blame/* policyError */.n)(blame, (0,read_yaml/* listProblems */.v)([{ at: locate([key]), message }]));
    const subject = subjectKind(kind);
    if (subject === undefined) {
        throw refuse('each', `\`each\`: unknown kind of subject \`${kind}\`${(0,did_you_mean/* suggest */.Z)(kind, Object.keys(subjects/* subjects */.y))}`);
    }
    const noList = wrongList(subject, list);
    if (noList !== undefined)
        throw refuse('each', noList);
    const wrongName = wrongId(value.id, name, blame) ?? wrongFolder(kind, name, blame);
    if (wrongName !== undefined)
        throw refuse('id', wrongName);
    return { rule: { ...rest, subject, ...(list === undefined ? {} : { list }), file }, blame, locate };
}
function checkRule({ rule, blame, locate }, compiler) {
    const scope = { subject: rule.subject, ...(rule.list === undefined ? {} : { list: rule.list }) };
    const problems = [];
    for (const key of ['where', 'deny']) {
        const text = rule[key];
        if (text === undefined)
            continue;
        for (const { message, start } of compiler.check(text, scope))
            problems.push({ at: locate([key], start), message: `\`${key}\`: ${message}` });
    }
    if (rule.list !== undefined && !/\bit\b/.test(rule.deny)) {
        problems.push({
            at: locate(['deny']),
            message: `\`deny\` says nothing about \`it\`, the element of ${rule.subject}.${rule.list}`,
        });
    }
    for (const { path, start } of (0,message/* placeholders */.Ft)(rule.message)) {
        const message = compiler.checkPath(path, scope);
        if (message !== undefined)
            problems.push({ at: locate(['message'], start), message: `\`message\`: {${path}}: ${message}` });
    }
    const at = rule.at === undefined ? undefined : compiler.checkPath(rule.at, scope);
    if (at !== undefined)
        problems.push({ at: locate(['at']), message: `\`at\`: ${at}` });
    if (problems.length > 0)
        throw (0,rules_blame/* policyError */.n)(blame, (0,read_yaml/* listProblems */.v)(problems));
}
function wrongId(id, name, blame) {
    const [org, own] = id.includes('/') ? id.split('/', 2) : [undefined, id];
    if (blame === 'user' && org === undefined)
        return `the id of an organisation's rule must be \`org/name\`, for example \`acme/${id}\``;
    if (blame === 'built-in' && org !== undefined)
        return `the id of a built-in rule has no \`/\``;
    const fileName = name.slice(name.lastIndexOf('/') + 1);
    return own === fileName ? undefined : `the id \`${id}\` must be that of the file: name the file ${own}.yaml`;
}
function wrongFolder(kind, name, blame) {
    if (blame === 'user')
        return undefined;
    return name === `${kind}/${name.slice(name.lastIndexOf('/') + 1)}`
        ? undefined
        : `a rule about ${kind} must lie in policies/rules/${kind}`;
}
function subjectKind(word) {
    return Object.keys(subjects/* subjects */.y).find((kind) => kind === word);
}
function wrongList(subject, list) {
    if (list === undefined)
        return undefined;
    const lists = Object.entries(subjects/* subjects */.y[subject].fields).flatMap(([name, { type }]) => (0,field_paths/* elementType */.rk)(type) === undefined ? [] : [name]);
    return lists.includes(list) ? undefined : `\`each\`: ${subject} has no list \`${list}\`${(0,did_you_mean/* suggest */.Z)(list, lists)}`;
}

;// CONCATENATED MODULE: ./src/rules/parse-policies.js





function parseBuiltIn(files) {
    const unchecked = parseRules(files.rules, [], 'built-in');
    const rules = sortRules(unchecked.map(({ rule }) => rule));
    const ruleIds = new Set(rules.map((rule) => rule.id));
    return {
        rules,
        lists: Object.fromEntries(files.lists.map((file) => readList(file, 'built-in'))),
        profiles: (0,profile_file/* readProfiles */.l)(files.profiles, ruleIds, 'built-in'),
        frameworks: files.frameworks.map((file) => readFramework(file, ruleIds, 'built-in')),
        unchecked,
    };
}
function addOwn(base, files) {
    const own = parseRules(files.rules, base.rules, 'user');
    const rules = sortRules([...base.rules, ...own.map(({ rule }) => rule)]);
    const ruleIds = new Set(rules.map((rule) => rule.id));
    const frameworks = [...base.frameworks];
    for (const file of files.frameworks) {
        const framework = readFramework(file, ruleIds, 'user');
        const known = frameworks.find(({ id }) => id === framework.id);
        if (known !== undefined)
            throw (0,rules_blame/* policyError */.n)('user', `${file.file}: framework ${framework.id} is already defined in ${known.file}`);
        frameworks.push(framework);
    }
    return { ...base, rules, frameworks, unchecked: [...base.unchecked, ...own] };
}
function parseRules(files, known, blame) {
    const definedIn = new Map(known.map((rule) => [rule.id, rule.file]));
    return files.map((file) => {
        const parsed = readRule(file, blame);
        const other = definedIn.get(parsed.rule.id);
        if (other !== undefined)
            throw (0,rules_blame/* policyError */.n)(blame, `${file.file}: rule ${parsed.rule.id} is already defined in ${other}`);
        definedIn.set(parsed.rule.id, file.file);
        return parsed;
    });
}
function sortRules(rules) {
    return [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
}


/***/ }),

/***/ 5240:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ readProfiles),
/* harmony export */   readProfile: () => (/* binding */ readProfile)
/* harmony export */ });
/* harmony import */ var _blame_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(279);
/* harmony import */ var _did_you_mean_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1313);
/* harmony import */ var _read_yaml_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9771);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7764);




function readProfiles(files, ruleIds, blame) {
    const written = new Map(files.map((file) => [file.name, read(file, ruleIds, blame)]));
    for (const [name, profile] of written) {
        if (profile.value.id !== name)
            fail(profile, ['id'], `the id must be that of the file: ${name}`, blame);
    }
    const done = new Map();
    for (const name of written.keys())
        resolve(name, []);
    return done;
    function resolve(name, below) {
        const known = done.get(name);
        if (known !== undefined)
            return known;
        const own = written.get(name);
        if (own === undefined)
            throw new TypeError(`profile ${name} was not read`);
        const parent = own.value.extends;
        if (parent !== undefined && !written.has(parent)) {
            fail(own, ['extends'], `no profile \`${parent}\`${(0,_did_you_mean_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .a)(parent, written.keys())}`, blame);
        }
        const chain = [...below, name];
        if (parent !== undefined && chain.includes(parent))
            fail(own, ['extends'], `extends itself: ${[...chain, parent].join(' -> ')}`, blame);
        const profile = merge(parent === undefined ? undefined : resolve(parent, chain), own, blame);
        done.set(name, profile);
        return profile;
    }
}
function readProfile(text, file, { profiles, rules, }) {
    const own = read({ file, name: file, text }, new Set(rules.map((rule) => rule.id)), 'user');
    const parent = own.value.extends;
    const base = parent === undefined ? undefined : profiles.get(parent);
    if (parent !== undefined && base === undefined) {
        fail(own, ['extends'], `no profile \`${parent}\`${(0,_did_you_mean_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .a)(parent, profiles.keys())}`, 'user');
    }
    return merge(base, own, 'user');
}
function read({ file, text }, ruleIds, blame) {
    const { value, locate } = (0,_read_yaml_js__WEBPACK_IMPORTED_MODULE_1__/* .readYaml */ .g)(text, file, _shape_js__WEBPACK_IMPORTED_MODULE_2__/* .profileShape */ .vI, blame);
    const profile = { file, value, locate };
    for (const id of Object.keys(value.rules ?? {})) {
        if (!ruleIds.has(id))
            fail(profile, ['rules', id], `unknown rule \`${id}\`${(0,_did_you_mean_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .a)(id, ruleIds)}`, blame);
    }
    return profile;
}
function merge(base, own, blame) {
    const { id, title, policy, enforcement = base?.enforcement, failOn = base?.failOn, rules } = own.value;
    if (enforcement === undefined)
        return fail(own, [], '`enforcement` is missing', blame);
    if (failOn === undefined)
        return fail(own, [], '`failOn` is missing', blame);
    const changed = Object.entries(rules ?? {}).map(([rule, change]) => [rule, { ...base?.rules[rule], ...change }]);
    return {
        id,
        title,
        policy: { ...base?.policy, ...policy },
        enforcement,
        failOn,
        rules: { ...base?.rules, ...Object.fromEntries(changed) },
        file: own.file,
    };
}
function fail({ locate }, path, message, blame) {
    throw (0,_blame_js__WEBPACK_IMPORTED_MODULE_0__/* .policyError */ .n)(blame, (0,_read_yaml_js__WEBPACK_IMPORTED_MODULE_1__/* .listProblems */ .v)([{ at: locate(path), message }]));
}


/***/ }),

/***/ 9771:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v: () => (/* binding */ listProblems),
  g: () => (/* binding */ readYaml)
});

// EXTERNAL MODULE: ../node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7728);
// EXTERNAL MODULE: ../node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(6637);
// EXTERNAL MODULE: ./src/rules/blame.js
var rules_blame = __webpack_require__(279);
// EXTERNAL MODULE: ./src/rules/did-you-mean.js
var did_you_mean = __webpack_require__(1313);
;// CONCATENATED MODULE: ./src/rules/shape-issue.js

function pathOf(issue) {
    return (issue.path ?? []).map((item) => (typeof item.key === 'number' ? item.key : String(item.key)));
}
function isUnknownKey(issue) {
    return issue.type === 'strict_object' && issue.expected === 'never';
}
function describeIssue(issue, shape) {
    const path = pathOf(issue);
    const name = path.length === 0 ? 'the file' : `\`${path.join('.')}\``;
    if (isUnknownKey(issue))
        return unknownKey(path, shape);
    if (issue.received === 'undefined')
        return `${name} is missing`;
    if (issue.received === 'null')
        return `${name} is empty`;
    if (issue.kind !== 'schema')
        return `${name} ${issue.message}`;
    if (issue.type === 'picklist')
        return wrongWord(name, issue);
    return `${name} must be ${plainType(issue.expected)}, not ${issue.received}`;
}
function unknownKey(path, shape) {
    const key = String(path.at(-1));
    return `unknown key \`${key}\`${(0,did_you_mean/* suggest */.Z)(key, keysAt(shape, path.slice(0, -1)))}`;
}
function wrongWord(name, issue) {
    const words = [...(issue.expected ?? '').matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
    const word = String(issue.input);
    return `${name} must be one of ${words.join(', ')}, not ${issue.received}${(0,did_you_mean/* didYouMean */.a)(word, words)}`;
}
function plainType(expected) {
    if (expected === null)
        return 'valid';
    const words = expected.replace(/^\((.*)\)$/, '$1').split(' | ');
    const names = {
        Object: 'a map',
        Array: 'a list',
        string: 'a text',
        boolean: 'true or false',
        number: 'a number',
    };
    return words.map((word) => names[word] ?? word).join(' or ');
}
function keysAt(shape, path) {
    const [step, ...rest] = path;
    if (!isRecord(shape))
        return [];
    if (Array.isArray(shape.pipe))
        return keysAt(shape.pipe[0], path);
    if ('wrapped' in shape)
        return keysAt(shape.wrapped, path);
    if (Array.isArray(shape.options))
        return shape.options.flatMap((option) => keysAt(option, path));
    if (isRecord(shape.entries))
        return step === undefined ? Object.keys(shape.entries) : keysAt(shape.entries[step], rest);
    if ('item' in shape)
        return keysAt(shape.item, rest);
    return 'value' in shape ? keysAt(shape.value, rest) : [];
}
function isRecord(value) {
    return typeof value === 'object' && value !== null;
}

;// CONCATENATED MODULE: ./src/rules/read-yaml.js




const MAX_ALIASES = 100;
const MAX_DEPTH = 50;
const MAX_TEXT = 1024 * 1024;
const MAX_PROBLEMS = 20;
function readYaml(text, file, shape, blame) {
    if (text.length > MAX_TEXT)
        throw (0,rules_blame/* policyError */.n)(blame, `${file}: larger than the limit of ${MAX_TEXT} characters`);
    refuseDeepFlow(text, file, blame);
    const lines = new yaml_dist/* LineCounter */.HN();
    const document = (0,yaml_dist/* parseDocument */.Tp)(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
    const place = (start, end) => locationOf(file, lines, start, end);
    const locate = (path, offset) => {
        const [start, end, inner] = rangeOf(document.contents, path);
        return offset !== undefined && inner !== undefined
            ? place(inner + offset, Math.max(end, inner + offset))
            : place(start, end);
    };
    const excess = findExcess(document.contents);
    if (excess !== undefined)
        throw (0,rules_blame/* policyError */.n)(blame, `${file}: ${excess}`);
    const syntax = [...document.errors, ...document.warnings].map((error) => ({
        at: place(error.pos[0], error.pos[1]),
        message: error.code === 'DUPLICATE_KEY' ? describeRepeat(text, error.pos[0]) : (error.message.split('\n', 1)[0] ?? ''),
    }));
    if (syntax.length > 0)
        throw (0,rules_blame/* policyError */.n)(blame, listProblems(syntax));
    const result = dist/* safeParse */.xLC(shape, toValue(document, file, blame), { abortPipeEarly: true });
    if (result.success)
        return { value: result.output, locate };
    const problems = result.issues.map((issue) => ({
        at: isUnknownKey(issue) ? place(...keySpan(document.contents, pathOf(issue))) : locate(pathOf(issue)),
        message: describeIssue(issue, shape),
    }));
    throw (0,rules_blame/* policyError */.n)(blame, listProblems(problems));
}
function listProblems(problems) {
    const all = [
        ...new Set(problems.map(({ at, message }) => `${at.file}:${at.startLine}:${at.startColumn}: ${message}`)),
    ];
    const rest = all.length - MAX_PROBLEMS;
    return [...all.slice(0, MAX_PROBLEMS), ...(rest > 0 ? [`and ${rest} more problems`] : [])].join('\n');
}
function toValue(document, file, blame) {
    try {
        return document.toJS({ maxAliasCount: MAX_ALIASES });
    }
    catch (error) {
        if (!(error instanceof ReferenceError))
            throw error;
        throw (0,rules_blame/* policyError */.n)(blame, `${file}: aliases stand for more than the limit of ${MAX_ALIASES} copies`, {
            cause: error,
        });
    }
}
function keySpan(contents, path) {
    let node = contents;
    for (const step of path.slice(0, -1))
        node = (0,yaml_dist/* isCollection */.P3)(node) ? node.get(step, true) : undefined;
    const key = (0,yaml_dist/* isMap */.jh)(node)
        ? node.items.find((item) => (0,yaml_dist/* isScalar */.jn)(item.key) && String(item.key.value) === String(path.at(-1)))?.key
        : undefined;
    return spanOf(key) ?? spanOf(node) ?? [0, 0];
}
function rangeOf(contents, path) {
    let node = contents;
    let shown = spanOf(contents) ?? [0, 0];
    for (const step of path) {
        if ((0,yaml_dist/* isMap */.jh)(node)) {
            const pair = node.items.find((item) => (0,yaml_dist/* isScalar */.jn)(item.key) && String(item.key.value) === String(step));
            if (pair === undefined)
                return [shown[0], shown[0], undefined];
            node = pair.value;
            shown = spanOf(pair.value) ?? spanOf(pair.key) ?? shown;
        }
        else if ((0,yaml_dist/* isSeq */.oP)(node) && typeof step === 'number') {
            node = node.items[step];
            shown = spanOf(node) ?? shown;
        }
        else
            return [shown[0], shown[0], undefined];
    }
    return [shown[0], shown[1], (0,yaml_dist/* isScalar */.jn)(node) ? innerStart(node) : undefined];
}
function spanOf(node) {
    const range = node?.range;
    return range == null || range[0] === range[1] ? undefined : [range[0], range[1]];
}
function innerStart(node) {
    if (node.range == null)
        return undefined;
    if (node.type === 'PLAIN')
        return node.range[0];
    return node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE' ? node.range[0] + 1 : undefined;
}
function refuseDeepFlow(text, file, blame) {
    let depth = 0;
    for (const char of text) {
        if (char === '[' || char === '{')
            depth += 1;
        else if (char === ']' || char === '}')
            depth -= 1;
        if (depth > 1000)
            throw (0,rules_blame/* policyError */.n)(blame, `${file}: nested deeper than the limit of ${MAX_DEPTH} levels`);
    }
}
function findExcess(contents) {
    let aliases = 0;
    let problem;
    (0,yaml_dist/* visit */.YR)(contents, {
        Node(_key, _node, parents) {
            if (parents.length <= MAX_DEPTH * 2)
                return undefined;
            problem = `nested deeper than the limit of ${MAX_DEPTH} levels`;
            return yaml_dist/* visit */.YR.BREAK;
        },
        Alias() {
            aliases += 1;
            if (aliases <= MAX_ALIASES)
                return undefined;
            problem = `more than the limit of ${MAX_ALIASES} aliases`;
            return yaml_dist/* visit */.YR.BREAK;
        },
    });
    return problem;
}
function locationOf(file, lines, start, end) {
    const from = lines.linePos(start);
    const to = lines.linePos(Math.max(start, end));
    const line = Math.max(1, from.line);
    const column = Math.max(1, from.col);
    return {
        file,
        startLine: line,
        startColumn: column,
        endLine: Math.max(line, to.line),
        endColumn: Math.max(1, to.col),
    };
}
function describeRepeat(text, start) {
    const key = /^[^\s:,{}]+/.exec(text.slice(start, start + 200))?.[0] ?? '';
    return `the key \`${key}\` is given twice; keys must be unique`;
}


/***/ }),

/***/ 7764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x4: () => (/* binding */ failOnShape),
  _K: () => (/* binding */ frameworkShape),
  Cp: () => (/* binding */ listShape),
  Sk: () => (/* reexport */ policyShape),
  vI: () => (/* binding */ profileShape),
  Th: () => (/* binding */ ruleOverridesShape),
  mK: () => (/* binding */ ruleShape),
  Ch: () => (/* binding */ waiverShape)
});

// UNUSED EXPORTS: dayShape, exampleShape

// EXTERNAL MODULE: ../node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7728);
// EXTERNAL MODULE: ./src/model/severity.js
var severity = __webpack_require__(4579);
// EXTERNAL MODULE: ./src/parse/day.js
var day = __webpack_require__(1902);
// EXTERNAL MODULE: ./src/model/errors.js
var errors = __webpack_require__(6351);
// EXTERNAL MODULE: ./src/model/policy.js
var policy = __webpack_require__(6078);
// EXTERNAL MODULE: ./src/parse/size.js
var parse_size = __webpack_require__(7595);
;// CONCATENATED MODULE: ./src/rules/policy-shape.js




const policy_shape_text = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* nonEmpty */.hq('must not be empty'));
const bytes = dist/* pipe */.FsL(dist/* union */.KCZ([dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf('must be a whole number'), dist/* minValue */.Wwf(0, 'must not be negative')), policy_shape_text]), dist/* rawTransform */.NTK(({ dataset, addIssue, NEVER }) => {
    const size = typeof dataset.value === 'number' ? dataset.value : bytesOf(dataset.value);
    if (size !== undefined)
        return size;
    addIssue({ message: 'is no size; write bytes or a text such as 512m' });
    return NEVER;
}));
const number = dist/* pipe */.FsL(dist/* number */.aig(), dist/* finite */.E2x('must be a finite number'), dist/* minValue */.Wwf(0, 'must not be negative'));
function shapeOf(name, type) {
    if (type === 'bool')
        return dist/* boolean */.zMY();
    if (type === 'string')
        return policy_shape_text;
    if (type === 'list<string>')
        return dist/* array */.YOg(policy_shape_text);
    if (type === 'double')
        return number;
    return name.endsWith('Bytes') ? bytes : dist/* pipe */.FsL(number, dist/* integer */.ndf('must be a whole number'));
}
const policyShape = dist/* pipe */.FsL(dist/* strictObject */.rej(policyEntries()), dist/* description */.h_('What the organisation allows and asks for; a field left out is not known, and rules that need it answer unknown.'));
function policyEntries() {
    const entries = {};
    for (const [name, field] of Object.entries(policy/* policyFields */.u)) {
        entries[name] = dist/* exactOptional */.yqP(dist/* pipe */.FsL(shapeOf(name, field.type), dist/* description */.h_(field.doc)));
    }
    return entries;
}
function bytesOf(size) {
    try {
        const bytes = Number((0,parse_size/* parseSize */.D)(size));
        return bytes < 0 ? undefined : bytes;
    }
    catch (error) {
        if (error instanceof errors/* InputError */.dz)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/rules/shape.js





const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const RULE_ID = /^(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/)?[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const FILE_ID = /^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*$/;
const shape_text = (description) => dist/* pipe */.FsL(dist/* string */.YjP(), dist/* trim */.Bqr(), dist/* nonEmpty */.hq('must not be empty'), dist/* description */.h_(description));
const texts = (description) => dist/* pipe */.FsL(dist/* array */.YOg(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* nonEmpty */.hq('must not be empty'))), dist/* description */.h_(description));
const word = (pattern, what, description) => dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(pattern, what), dist/* description */.h_(description));
const shape_severity = dist/* pipe */.FsL(dist/* picklist */.KIO(severity/* severities */.g), dist/* description */.h_('How bad it is.'));
const failOnShape = dist/* pipe */.FsL(dist/* picklist */.KIO([...severity/* severities */.g, 'none']), dist/* description */.h_('Severity at or above which a finding fails the run, or none.'));
const dayShape = dist/* pipe */.FsL(dist/* string */.YjP('must be a day written as YYYY-MM-DD'), dist/* check */.z6Y(day/* isDay */.N, 'must be a day written as YYYY-MM-DD'), dist/* description */.h_('Last day on which it holds, YYYY-MM-DD.'));
const sources = ['compose', 'files', 'run', 'inspect'];
const exampleShape = dist/* pipe */.FsL(dist/* strictObject */.rej({
    note: dist/* exactOptional */.yqP(shape_text('What the example shows, where it is not plain.')),
    compose: dist/* exactOptional */.yqP(shape_text('Text of one compose file.')),
    files: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* record */.g1P(dist/* string */.YjP(), dist/* string */.YjP()), dist/* description */.h_('Several files by path, compose.yaml among them.'))),
    run: dist/* exactOptional */.yqP(shape_text('A docker or podman command line.')),
    inspect: dist/* exactOptional */.yqP(shape_text('A docker inspect document, as JSON text.')),
    profile: dist/* exactOptional */.yqP(shape_text('Profile to judge with; default when left out.')),
    policy: dist/* exactOptional */.yqP(policyShape),
    denies: dist/* exactOptional */.yqP(texts('Names of the subjects that are denied.')),
    unknown: dist/* exactOptional */.yqP(texts('Names of the subjects that cannot be judged.')),
    lines: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* array */.YOg(dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf('must be a whole number'))), dist/* description */.h_('Lines of the denials, in order.'))),
}), dist/* check */.z6Y((example) => sources.filter((key) => example[key] !== undefined).length === 1, 'must hold exactly one of compose, files, run, inspect'));
const ruleShape = dist/* pipe */.FsL(dist/* strictObject */.rej({
    id: word(RULE_ID, 'must be words in lower case joined by -', 'Name of the bad state, equal to the file name; org/name for the rule of an organisation.'),
    title: shape_text('One line that says what is wrong.'),
    severity: shape_severity,
    each: word(/^[a-z]+(?:\.[A-Za-z]+)?$/, 'must name a kind of subject, such as container, or a list inside one, such as container.mounts', 'What is judged: a kind of subject, or a list inside one.'),
    where: dist/* exactOptional */.yqP(shape_text('CEL, bool: where it is false the rule does not apply.')),
    deny: shape_text('CEL, bool: true is a fail; missing evidence is unknown.'),
    at: dist/* exactOptional */.yqP(shape_text('Field whose line is shown, such as container.privileged or it.source.')),
    secret: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* boolean */.zMY(), dist/* description */.h_('What stands at the place is a secret: reports name the line and never quote it.'))),
    message: shape_text('Said when denied; {container.name} and {it.text} are replaced by facts.'),
    why: shape_text('Why it matters.'),
    fix: shape_text('What to type.'),
    examples: dist/* pipe */.FsL(dist/* array */.YOg(exampleShape), dist/* minLength */.BpQ(1, 'must hold at least one example'), dist/* description */.h_('Inputs with the expected answer: documentation and test at once.')),
}), dist/* title */.DDF('A Seaworthy rule'));
const listShape = dist/* pipe */.FsL(dist/* strictObject */.rej({
    id: word(NAME, 'must be words in lower case joined by -', 'Equal to the file name; rules read it as lists.camelCase.'),
    title: shape_text('What the words have in common.'),
    items: dist/* pipe */.FsL(dist/* array */.YOg(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* nonEmpty */.hq('must not be empty'))), dist/* minLength */.BpQ(1, 'must not be empty'), dist/* description */.h_('The words.')),
}), dist/* title */.DDF('A Seaworthy word list'));
const overrideShape = dist/* strictObject */.rej({
    enabled: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* boolean */.zMY(), dist/* description */.h_('False switches the rule off; every report lists it.'))),
    severity: dist/* exactOptional */.yqP(shape_severity),
});
const ruleOverridesShape = dist/* pipe */.FsL(dist/* record */.g1P(dist/* string */.YjP(), overrideShape), dist/* description */.h_('Changes to rules, by id.'));
const profileShape = dist/* pipe */.FsL(dist/* strictObject */.rej({
    id: word(FILE_ID, 'must be words in lower case joined by -', 'Equal to the file name.'),
    title: shape_text('One line for people.'),
    extends: dist/* exactOptional */.yqP(shape_text('Profile whose values hold where this one says nothing.')),
    policy: dist/* exactOptional */.yqP(policyShape),
    enforcement: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* picklist */.KIO(['strict', 'warn', 'monitor']), dist/* description */.h_('strict blocks; warn and monitor let pass.'))),
    failOn: dist/* exactOptional */.yqP(failOnShape),
    rules: dist/* exactOptional */.yqP(ruleOverridesShape),
}), dist/* title */.DDF('A Seaworthy profile'));
const controlShape = dist/* pipe */.FsL(dist/* strictObject */.rej({
    id: dist/* pipe */.FsL(dist/* union */.KCZ([shape_text('Number or id of the control.'), dist/* number */.aig('must be a text, quoted if it looks like a number')]), dist/* check */.z6Y((id) => typeof id === 'string', 'must be quoted: YAML reads it as a number'), dist/* transform */.pdi(String)),
    title: shape_text('Title as the framework gives it.'),
    level: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* picklist */.KIO([1, 2]), dist/* description */.h_('Profile level.'))),
    assessment: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* picklist */.KIO(['Automated', 'Manual']), dist/* description */.h_('How the framework itself expects it to be assessed.'))),
    rules: dist/* optional */.lqM(texts('Rules that evidence it; none when no machine can know.'), []),
    manual: dist/* exactOptional */.yqP(shape_text('Why no machine can know; required when there are no rules.')),
}), dist/* check */.z6Y((control) => control.rules.length > 0 || control.manual !== undefined, 'has no rules, so `manual` must say why no machine can know'));
const frameworkShape = dist/* pipe */.FsL(dist/* strictObject */.rej({
    id: word(FILE_ID, 'must be words in lower case joined by - or .', 'Equal to the file name.'),
    title: shape_text('Full title.'),
    version: shape_text('Version of the framework, quoted.'),
    short: shape_text('Short name shown beside findings, for example CIS.'),
    controls: dist/* pipe */.FsL(dist/* array */.YOg(controlShape), dist/* minLength */.BpQ(1, 'must not be empty'), dist/* description */.h_('Every control of the framework, in order.')),
}), dist/* title */.DDF('A framework for Seaworthy'));
const waiverShape = dist/* strictObject */.rej({
    rule: shape_text('Rule id, or a glob over rule ids.'),
    subject: dist/* exactOptional */.yqP(shape_text('Glob over `target id/subject id`, the subject id or its name; every subject when left out.')),
    reason: shape_text('Why the finding is accepted.'),
    owner: dist/* exactOptional */.yqP(shape_text('Who answers for it.')),
    until: dist/* exactOptional */.yqP(dayShape),
});


/***/ })

};
