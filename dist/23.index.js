export const id = 23;
export const ids = [23];
export const modules = {

/***/ 5670:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  inspectInput: () => (/* binding */ inspectInput),
  readInspect: () => (/* binding */ readInspect)
});

// EXTERNAL MODULE: ./src/model/errors.js
var errors = __webpack_require__(6351);
// EXTERNAL MODULE: ./src/parse/text-place.js
var text_place = __webpack_require__(39);
;// CONCATENATED MODULE: ./src/parse/json-tree.js


const MAX_DEPTH = 200;
const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS = [
    ['null', null],
    ['true', true],
    ['false', false],
];
function parseJsonTree(text, file) {
    const fail = (at, message) => {
        throw new errors/* InputError */.dz(`${file}: ${message}`, (0,text_place/* placeFinder */.a)(file, text)(at, Math.min(at + 1, text.length)));
    };
    const skip = (at) => {
        BLANK.lastIndex = at;
        BLANK.test(text);
        return BLANK.lastIndex;
    };
    const root = readValue(skip(text.startsWith('\u{feff}') ? 1 : 0), 0);
    const rest = skip(root.end);
    if (rest < text.length)
        fail(rest, 'there is more text after the end of the JSON document');
    return root;
    function readValue(at, depth) {
        if (depth > MAX_DEPTH)
            throw new errors/* LimitError */.oC(`${file}: nested deeper than the limit of ${MAX_DEPTH}`, (0,text_place/* placeFinder */.a)(file, text)(at, at + 1));
        const char = text[at];
        if (char === undefined)
            return fail(at, 'the JSON document ends too early; is it cut off?');
        if (char === '{')
            return readObject(at, depth);
        if (char === '[')
            return readList(at, depth);
        if (char === '"') {
            const end = stringEnd(at);
            return { kind: 'scalar', value: decode(at, end), start: at, end };
        }
        for (const [word, value] of WORDS)
            if (text.startsWith(word, at))
                return { kind: 'scalar', value, start: at, end: at + word.length };
        NUMBER.lastIndex = at;
        const number = NUMBER.exec(text)?.[0];
        if (number === undefined)
            return fail(at, `\`${char}\` begins no JSON value`);
        return { kind: 'scalar', value: Number(number), start: at, end: at + number.length };
    }
    function readObject(start, depth) {
        const entries = new Map();
        let at = skip(start + 1);
        if (text[at] === '}')
            return { kind: 'object', entries, start, end: at + 1 };
        for (;;) {
            if (text[at] !== '"')
                fail(at, text[at] === undefined
                    ? 'the JSON document ends too early; is it cut off?'
                    : 'a key in double quotes should stand here');
            const keyEnd = stringEnd(at);
            const colon = skip(keyEnd);
            if (text[colon] !== ':')
                fail(colon, 'a colon should stand here');
            const node = readValue(skip(colon + 1), depth + 1);
            entries.set(decode(at, keyEnd), { keyStart: at, keyEnd, node });
            const next = skip(node.end);
            if (text[next] === '}')
                return { kind: 'object', entries, start, end: next + 1 };
            at = comma(next, '}');
        }
    }
    function readList(start, depth) {
        const items = [];
        let at = skip(start + 1);
        if (text[at] === ']')
            return { kind: 'list', items, start, end: at + 1 };
        for (;;) {
            const node = readValue(at, depth + 1);
            items.push(node);
            const next = skip(node.end);
            if (text[next] === ']')
                return { kind: 'list', items, start, end: next + 1 };
            at = comma(next, ']');
        }
    }
    function comma(at, closing) {
        if (text[at] === ',')
            return skip(at + 1);
        return fail(at, text[at] === undefined
            ? 'the JSON document ends too early; is it cut off?'
            : `a comma or ${closing} should stand here`);
    }
    function stringEnd(start) {
        for (let at = start + 1;;) {
            const quote = text.indexOf('"', at);
            if (quote === -1)
                return fail(start, 'the text in quotes is not closed; is the document cut off?');
            let slashes = 0;
            while (text[quote - 1 - slashes] === '\\')
                slashes += 1;
            if (slashes % 2 === 0 || quote - slashes <= start)
                return quote + 1;
            at = quote + 1;
        }
    }
    function decode(start, end) {
        try {
            const value = JSON.parse(text.slice(start, end));
            return typeof value === 'string' ? value : '';
        }
        catch {
            return fail(start, 'the text in quotes holds a character or escape that JSON does not allow');
        }
    }
}

// EXTERNAL MODULE: ./src/inputs/engine/document.js
var engine_document = __webpack_require__(290);
// EXTERNAL MODULE: ./src/inputs/engine/shared-namespaces.js
var shared_namespaces = __webpack_require__(1587);
// EXTERNAL MODULE: ./src/inputs/engine-config.js + 13 modules
var engine_config = __webpack_require__(6415);
;// CONCATENATED MODULE: ./src/inputs/inspect/document.js

function inspectDocument(node, place) {
    const root = plainValue(node);
    const placeOf = (path) => {
        const span = spanAt(node, path);
        return span === undefined ? undefined : place(span[0], span[1]);
    };
    const origin = (path) => {
        const at = placeOf(path);
        return at === undefined ? undefined : { at };
    };
    return {
        root,
        kind: 'inspect',
        engine: isPodman(root) ? 'podman' : 'docker',
        declared: placeOf(['Name']) ?? place(node.start, node.start + 1),
        origin,
        absence: () => undefined,
        explain: () => ({ reason: 'holds a character that stands for something unknown' }),
        spell: (text) => text,
        literal: () => false,
        fromFile: () => false,
        fail: (path, wanted) => {
            throw new errors/* InputError */.dz(`${path.join('.')} should be ${wanted}`, placeOf(path));
        },
    };
}
function plainValue(node) {
    if (node.kind === 'scalar')
        return node.value;
    if (node.kind === 'list')
        return node.items.map(plainValue);
    const object = Object.create(null);
    for (const [key, entry] of node.entries)
        object[key] = plainValue(entry.node);
    return object;
}
function spanAt(root, path) {
    let node = root;
    let span;
    for (const key of path) {
        if (node.kind === 'object' && typeof key === 'string') {
            const entry = node.entries.get(key);
            if (entry === undefined)
                return undefined;
            node = entry.node;
            span = [entry.keyStart, node.kind === 'scalar' ? node.end : entry.keyEnd];
        }
        else if (node.kind === 'list' && typeof key === 'number') {
            const item = node.items[key];
            if (item === undefined)
                return undefined;
            node = item;
            span = [item.start, item.kind === 'scalar' ? item.end : item.start + 1];
        }
        else
            return undefined;
    }
    return span;
}
const PODMAN_KEYS = ['BoundingCaps', 'EffectiveCaps', 'OCIRuntime', 'IsInfra', 'lockNumber'];
function isPodman(root) {
    if (!isObject(root))
        return false;
    if (PODMAN_KEYS.some((key) => Object.hasOwn(root, key)))
        return true;
    const config = root.Config ?? null;
    if (isObject(config) && Object.hasOwn(config, 'CreateCommand'))
        return true;
    const host = root.HostConfig ?? null;
    const windows = root.Platform === 'windows';
    return (!windows &&
        isObject(host) &&
        host.Privileged !== true &&
        Object.hasOwn(host, 'MaskedPaths') &&
        host.MaskedPaths === null);
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./src/inputs/inspect/input.js







const inspectInput = {
    async read(path, { files }) {
        const text = files.read(path);
        const file = files.label(path);
        return {
            id: `inspect:${file}`,
            kind: 'inspect',
            name: file,
            file,
            subjects: readInspect(text, file),
            errors: [],
            notices: [],
        };
    },
};
function readInspect(text, file) {
    const place = (0,text_place/* placeFinder */.a)(file, text);
    const root = parseJsonTree(text, file);
    const nodes = root.kind === 'list' ? root.items : [root];
    if (nodes.length === 0)
        throw new errors/* InputError */.dz(`${file} is an empty list: there was no container to inspect`);
    const used = new Map();
    const containers = nodes.map((node) => {
        checkContainer(node, file, place);
        const document = inspectDocument(node, place);
        const text = (key) => {
            const value = (0,engine_document/* valueAt */.fK)(document, [key]);
            return typeof value === 'string' ? value : value === null ? '' : document.fail([key], 'a text');
        };
        const name = text('Name').replace(/^\//, '') || text('Id').slice(0, 12) || 'container';
        const count = (used.get(name) ?? 0) + 1;
        used.set(name, count);
        const subject = (0,engine_config/* stateContainer */.v)(document, count === 1 ? name : `${name}-${count}`, name);
        return { subject, names: [text('Id'), name].filter((one) => one !== '') };
    });
    return (0,shared_namespaces/* followSharedNamespaces */.r)(containers);
}
function checkContainer(node, file, place) {
    const at = place(node.start, node.start + 1);
    if (node.kind !== 'object')
        throw new errors/* InputError */.dz(`${file}: an inspected container is an object in braces`, at);
    const has = (key) => node.entries.get(key)?.node.kind === 'object';
    if (has('HostConfig') && has('Config'))
        return;
    const isImage = node.entries.has('RootFS') || node.entries.has('RepoTags');
    const what = isImage
        ? 'this is the inspect document of an image, not of a container; scan the image itself with docker:REF or archive:FILE'
        : 'this is no inspect document of a container: it lacks Config or HostConfig; make one with `docker inspect CONTAINER`';
    throw new errors/* InputError */.dz(`${file}: ${what}`, at);
}


/***/ }),

/***/ 7992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dI: () => (/* binding */ hasHole),
/* harmony export */   rw: () => (/* binding */ showHoles),
/* harmony export */   vs: () => (/* binding */ HOLE)
/* harmony export */ });
const HOLE = '\u{F5EA0}';
function hasHole(text) {
    return text.includes(HOLE);
}
function showHoles(text) {
    return text.replaceAll(HOLE, '${...}');
}


/***/ }),

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


/***/ })

};
