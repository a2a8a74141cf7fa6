export const id = 252;
export const ids = [252,479];
export const modules = {

/***/ 6252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ loadProject)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/parse/hole.js
var parse_hole = __webpack_require__(7992);
;// CONCATENATED MODULE: ./src/inputs/compose/build-node.js

const MAX_RELATED = 16;
function makeScalar(value, origin, hole) {
    return hole === undefined ? { kind: 'scalar', value, origin } : { kind: 'scalar', value, origin, hole };
}
function makeMap(entries, origin) {
    return { kind: 'map', entries, origin };
}
function makeList(items, origin) {
    return { kind: 'list', items, origin };
}
function partOf(whole, text) {
    const part = makeScalar(text, whole.origin, (0,parse_hole/* hasHole */.dI)(text) ? whole.hole : undefined);
    return whole.lent === undefined ? part : { ...part, lent: whole.lent };
}
function entryAt(node) {
    return { key: node.origin.at, node };
}
function withEntries(map, changes) {
    let entries;
    for (const [key, node] of Object.entries(changes)) {
        const present = map.entries.get(key);
        if (present?.node === node)
            continue;
        entries ??= new Map(map.entries);
        if (node === undefined)
            entries.delete(key);
        else
            entries.set(key, { key: present?.key ?? node.origin.at, node });
    }
    return entries === undefined ? map : { ...map, entries };
}
function withRelated(node, places) {
    if (places.length === 0)
        return node;
    const related = [...(node.origin.related ?? []), ...places].slice(0, MAX_RELATED);
    return { ...node, origin: { at: node.origin.at, related } };
}
function placesOf(node) {
    return [node.origin.at, ...(node.origin.related ?? [])];
}
function childOf(node, key) {
    return node?.kind === 'map' ? node.entries.get(key)?.node : undefined;
}
function nodeAt(node, ...path) {
    return path.reduce((at, key) => childOf(at, key), node);
}
function knownText(node) {
    return node?.kind === 'scalar' && typeof node.value === 'string' && node.hole === undefined ? node.value : undefined;
}
function isNull(node) {
    return node === undefined || (node.kind === 'scalar' && node.value === null);
}
function mapEntries(map, change) {
    let entries;
    for (const [key, entry] of map.entries) {
        const node = change(entry.node, key);
        if (node === entry.node)
            continue;
        entries ??= new Map(map.entries);
        entries.set(key, { key: entry.key, node });
    }
    return entries === undefined ? map : { ...map, entries };
}
function mapItems(list, change) {
    let items;
    list.items.forEach((item, index) => {
        const node = change(item, index);
        if (node === item)
            return;
        items ??= [...list.items];
        items[index] = node;
    });
    return items === undefined ? list : { ...list, items };
}

// EXTERNAL MODULE: ./src/model/errors.js
var errors = __webpack_require__(6351);
;// CONCATENATED MODULE: ./src/inputs/compose/refusal.js


function refuse(message, at) {
    throw new errors/* InputError */.dz(readable(message), at);
}
function refuseLimit(message, at) {
    throw new errors/* LimitError */.oC(message, at);
}
function locate(at, path, parse) {
    try {
        return parse();
    }
    catch (error) {
        if (!(error instanceof errors/* InputError */.dz) || error.at !== undefined)
            throw error;
        const Kind = error instanceof errors/* LimitError */.oC ? errors/* LimitError */.oC : errors/* InputError */.dz;
        throw new Kind(readable(path === '' ? error.message : `${path}: ${error.message}`), at, { cause: error });
    }
}
function readable(message) {
    return message.replaceAll(parse_hole/* HOLE */.vs, '?');
}

;// CONCATENATED MODULE: ./src/inputs/compose/consistency-limits.js


const PAIRS = [
    ['cpus', 'limits', 'cpus'],
    ['mem_limit', 'limits', 'memory'],
    ['mem_reservation', 'reservations', 'memory'],
    ['pids_limit', 'limits', 'pids'],
];
function checkLimits(name, service) {
    for (const [key, section, field] of PAIRS) {
        const whole = nodeAt(service, 'deploy', 'resources', section);
        const own = childOf(service, key);
        if (whole?.kind !== 'map' || own === undefined || isNull(own))
            continue;
        const other = childOf(whole, field);
        if (isZero(own) || agree(own, other))
            continue;
        refuse(`services.${name}: can't set distinct values on '${key}' and 'deploy.resources.${section}.${field}': invalid compose project`, own.origin.at);
    }
    checkScale(name, service);
}
function checkScale(name, service) {
    const scale = childOf(service, 'scale');
    const replicas = nodeAt(service, 'deploy', 'replicas');
    for (const node of [scale, replicas]) {
        const count = numberOf(node);
        if (node !== undefined && count !== undefined && count < 0)
            refuse(`services.${name}: ${node === scale ? 'scale' : 'deploy.replicas'} must be greater than or equal to 0`, node.origin.at);
    }
    if (scale !== undefined && replicas !== undefined && !isNull(scale) && !isNull(replicas) && !agree(scale, replicas))
        refuse(`services.${name}: can't set distinct values on 'scale' and 'deploy.replicas': invalid compose project`, scale.origin.at);
    const container = childOf(service, 'container_name');
    if (isNull(container))
        return;
    for (const [key, node] of [
        ['scale', scale],
        ['deploy.replicas', replicas],
    ])
        if (node !== undefined && (numberOf(node) ?? 0) > 1)
            refuse(`services.${name}: can't set container_name and ${key} above 1 as the name must be unique`, node.origin.at);
}
function agree(one, other) {
    if (holds(one) || holds(other))
        return true;
    return (numberOf(one) ?? 0) === (numberOf(other) ?? 0);
}
function holds(node) {
    return node?.kind === 'scalar' && node.hole !== undefined;
}
function isZero(node) {
    return !holds(node) && numberOf(node) === 0;
}
function numberOf(node) {
    if (node?.kind !== 'scalar' || node.value === null || node.hole !== undefined)
        return undefined;
    const value = Number(node.value);
    return Number.isFinite(value) ? value : undefined;
}

;// CONCATENATED MODULE: ./src/parse/compose-scalar.js
const WORDS = new Map([
    ['', null],
    ['~', null],
    ['null', null],
    ['Null', null],
    ['NULL', null],
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
    ['.nan', Number.NaN],
    ['.NaN', Number.NaN],
    ['.NAN', Number.NaN],
    ...['', '+', '-'].flatMap((sign) => ['.inf', '.Inf', '.INF'].map((word) => [
        sign + word,
        sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
    ])),
]);
const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 64n - 1n;
const MAX_DIGITS = 70;
const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ ])(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?)?$/;
function resolvePlain(text) {
    const word = WORDS.get(text);
    if (word !== undefined)
        return word;
    const first = text.charCodeAt(0);
    const numeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
    if (!numeric)
        return text;
    return resolveDate(text) ?? resolveNumber(text.replaceAll('_', '')) ?? text;
}
function resolveNumber(text) {
    const [, sign = '', digits = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
    const literal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
    if (/^(0|[1-9]\d*|0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.test(literal)) {
        const value = literal.length > MAX_DIGITS ? LARGEST + 1n : BigInt(literal);
        const signed = sign === '-' ? -value : value;
        const number = Number(signed);
        if (Number.isSafeInteger(number))
            return number;
        if (signed >= SMALLEST && signed <= LARGEST)
            return signed.toString();
    }
    const float = FLOAT.test(text) ? Number(text) : Number.NaN;
    return Number.isFinite(float) ? float : undefined;
}
function resolveDate(text) {
    const match = DATE.exec(text);
    if (match === null)
        return undefined;
    const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
    if (zone !== 'Z' && !/[Tt]/.test(text))
        return undefined;
    if (match[4] !== undefined && match[8] === undefined && /[Tt]/.test(text))
        return undefined;
    const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > days)
        return undefined;
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
        return undefined;
    const two = (digits) => digits.padStart(2, '0');
    const trimmed = fraction.replace(/0+$/, '');
    const offset = zone.replace(':', '');
    return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}${trimmed === '' ? '' : `.${trimmed}`} ${zone === 'Z' ? '+0000 UTC' : `${offset} ${offset}`}`;
}
function scalarText(value) {
    if (value === null)
        return '';
    if (typeof value !== 'number')
        return String(value);
    if (Number.isNaN(value))
        return 'NaN';
    if (!Number.isFinite(value))
        return value > 0 ? '+Inf' : '-Inf';
    if (value !== 0 && Math.abs(value) < 1e-4)
        return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
    return String(value);
}

;// CONCATENATED MODULE: ./src/inputs/compose/dependencies.js



const NAMESPACES = ['network_mode', 'ipc', 'pid', 'uts', 'cgroup'];
function implicitDependencies(service) {
    const declared = childOf(service, 'depends_on');
    const before = declared?.kind === 'map' ? declared : makeMap(new Map(), service.origin);
    const entries = new Map(before.entries);
    const add = (name, node, restart) => {
        if (entries.has(name) || (0,parse_hole/* hasHole */.dI)(name))
            return;
        const value = (of) => entryAt(makeScalar(of, node.origin));
        const parts = [
            ['condition', value('service_started')],
            ...(restart ? [['restart', value(true)]] : []),
            ['required', value(true)],
        ];
        entries.set(name, entryAt(makeMap(new Map(parts), node.origin)));
    };
    for (const link of textsOf(childOf(service, 'links')))
        add(link.text.split(':', 1)[0] ?? '', link.node, true);
    for (const key of NAMESPACES) {
        const node = childOf(service, key);
        const text = knownText(node);
        if (node !== undefined && text?.startsWith('service:'))
            add(text.slice('service:'.length), node, true);
    }
    for (const from of textsOf(childOf(service, 'volumes_from')))
        if (!from.text.startsWith('container:'))
            add(from.text.split(':', 1)[0] ?? '', from.node, false);
    return entries.size === before.entries.size ? {} : { depends_on: { ...before, entries } };
}
function textsOf(node) {
    if (node?.kind !== 'list')
        return [];
    return node.items.flatMap((item) => (item.kind === 'scalar' ? [{ text: scalarText(item.value), node: item }] : []));
}
function dependenciesOf(service) {
    const map = childOf(service, 'depends_on');
    if (map?.kind !== 'map')
        return [];
    return [...map.entries].flatMap(([name, { node }]) => {
        if ((0,parse_hole/* hasHole */.dI)(name))
            return [];
        const required = childOf(node, 'required');
        return [{ name, required: !(required?.kind === 'scalar' && required.value === false), node }];
    });
}

;// CONCATENATED MODULE: ./src/inputs/compose/consistency.js





function checkConsistency(surroundings) {
    for (const [name, entry] of surroundings.enabled) {
        if (entry.node.kind !== 'map')
            continue;
        checkOrigin(name, entry, surroundings);
        checkBuild(name, entry.node, surroundings);
        checkNetworks(name, entry.node);
        checkHealthcheck(name, entry.node);
        checkDependencies(name, entry.node, surroundings);
        checkReferences(name, entry.node, surroundings);
        checkLimits(name, entry.node);
        checkWatch(name, entry.node);
        checkMounts(name, entry.node);
    }
    checkCycles(surroundings.enabled);
}
function checkOrigin(name, entry, { incomplete }) {
    const has = (key) => {
        const node = childOf(entry.node, key);
        return !isNull(node) && knownText(node) !== '';
    };
    if (incomplete || has('image') || has('build') || has('provider'))
        return;
    refuse(`service ${JSON.stringify(name)} has neither an image nor a build context specified; add image: or build:, or name the file it is laid over`, entry.key);
}
function checkBuild(name, service, { enabled, disabled, incomplete }) {
    const build = childOf(service, 'build');
    if (build?.kind !== 'map')
        return;
    const [dockerfile, inline] = [
        knownText(childOf(build, 'dockerfile')),
        knownText(childOf(build, 'dockerfile_inline')),
    ];
    if (dockerfile && inline)
        refuse(`service ${JSON.stringify(name)} declares mutually exclusive dockerfile and dockerfile_inline: invalid compose project`, build.origin.at);
    const contexts = childOf(build, 'additional_contexts');
    for (const [key, { node }] of contexts?.kind === 'map' ? contexts.entries : []) {
        const wanted = /^service:(.*)$/s.exec(knownText(node) ?? '')?.[1];
        if (wanted === undefined || incomplete)
            continue;
        const other = enabled.get(wanted) ?? disabled.get(wanted);
        if (other === undefined)
            refuse(`service ${JSON.stringify(name)} declares unknown service ${JSON.stringify(wanted)} as additional contexts ${key}`, node.origin.at);
        if (childOf(other.node, 'build') === undefined)
            refuse(`service ${JSON.stringify(name)} declares non-buildable service ${JSON.stringify(wanted)} as additional contexts ${key}`, node.origin.at);
    }
    checkPlatforms(name, service, build);
}
function checkPlatforms(name, service, build) {
    const platform = childOf(service, 'platform');
    const text = knownText(platform);
    const platforms = childOf(build, 'platforms');
    if (!text || platform === undefined || platforms?.kind !== 'list' || platforms.items.length === 0)
        return;
    if (platforms.items.some((item) => knownText(item) === text || knownText(item) === undefined))
        return;
    refuse(`service ${JSON.stringify(name)}: build.platforms must include the platform ${JSON.stringify(text)}: invalid compose project`, platform.origin.at);
}
function checkNetworks(name, service) {
    const mode = childOf(service, 'network_mode');
    const networks = childOf(service, 'networks');
    if (networks?.kind !== 'map' || networks.entries.size === 0 || mode === undefined)
        return;
    if (isNull(mode) || knownText(mode) === '' || (mode.kind === 'scalar' && mode.hole !== undefined))
        return;
    refuse(`service ${JSON.stringify(name)} declares mutually exclusive network_mode and networks: invalid compose project`, mode.origin.at);
}
function checkHealthcheck(name, service) {
    const test = nodeAt(service, 'healthcheck', 'test');
    const first = test?.kind === 'list' ? test.items[0] : undefined;
    if (first === undefined || (first.kind === 'scalar' && first.hole !== undefined))
        return;
    if (['NONE', 'CMD', 'CMD-SHELL'].includes(knownText(first) ?? ''))
        return;
    refuse(`service ${JSON.stringify(name)}: healthcheck.test must start either by "CMD", "CMD-SHELL" or "NONE": invalid compose project`, first.origin.at);
}
function checkDependencies(name, service, { enabled, disabled, incomplete }) {
    if (incomplete)
        return;
    for (const dependency of dependenciesOf(service)) {
        if (enabled.has(dependency.name))
            continue;
        if (!dependency.required && disabled.has(dependency.name))
            continue;
        const why = disabled.has(dependency.name) ? ', which no active profile switches on' : '';
        refuse(`service ${JSON.stringify(name)} depends on undefined service ${JSON.stringify(dependency.name)}${why}: invalid compose project`, dependency.node.origin.at);
    }
}
function checkReferences(name, service, { model, incomplete }) {
    if (incomplete)
        return;
    const require = (kind, section, wanted, at) => {
        if (wanted === undefined || wanted === '' || (0,parse_hole/* hasHole */.dI)(wanted) || nodeAt(model, section, wanted) !== undefined)
            return;
        refuse(`service ${JSON.stringify(name)} refers to undefined ${kind} ${wanted}: invalid compose project; declare it under the top-level key ${section}`, at.origin.at);
    };
    const requireKeys = (kind) => {
        const map = childOf(service, `${kind}s`);
        for (const [key, { node }] of map?.kind === 'map' ? map.entries : [])
            require(kind, `${kind}s`, key, node);
    };
    const requireSources = (kind, section, list, onlyType) => {
        for (const item of list?.kind === 'list' ? list.items : []) {
            if (onlyType !== undefined && knownText(childOf(item, 'type')) !== onlyType)
                continue;
            require(kind, section, knownText(childOf(item, 'source')), item);
        }
    };
    requireKeys('network');
    requireSources('volume', 'volumes', childOf(service, 'volumes'), 'volume');
    requireSources('build secret', 'secrets', nodeAt(service, 'build', 'secrets'));
    requireSources('config', 'configs', childOf(service, 'configs'));
    requireSources('secret', 'secrets', childOf(service, 'secrets'));
    requireKeys('model');
}
function checkWatch(name, service) {
    const watch = nodeAt(service, 'develop', 'watch');
    for (const item of watch?.kind === 'list' ? watch.items : []) {
        const action = knownText(childOf(item, 'action'));
        if (action === undefined || action === 'rebuild' || action === 'restart')
            continue;
        const target = childOf(item, 'target');
        if (isNull(target) || knownText(target) === '')
            refuse(`services.${name}.develop.watch: target is required for ${action}: invalid compose project`, item.origin.at);
    }
}
function checkMounts(name, service) {
    const seen = new Map();
    const add = (target, what, node) => {
        if (target === undefined || (0,parse_hole/* hasHole */.dI)(target))
            return;
        const before = seen.get(target);
        if (before !== undefined)
            refuse(`services.${name}.${what}: target ${target} already mounted as services.${name}.${before}`, node.origin.at);
        seen.set(target, what);
    };
    const volumes = childOf(service, 'volumes');
    for (const [index, item] of volumes?.kind === 'list' ? volumes.items.entries() : [])
        add(knownText(childOf(item, 'target')), `volumes[${index}]`, item);
    const tmpfs = childOf(service, 'tmpfs');
    for (const [index, item] of tmpfs?.kind === 'list' ? tmpfs.items.entries() : [])
        add(knownText(item)?.split(':', 1)[0], `tmpfs[${index}]`, item);
}
function checkCycles(services) {
    const finished = new Set();
    for (const start of services.keys()) {
        const path = [];
        const positions = new Map();
        const enter = (name) => {
            const entry = services.get(name);
            positions.set(name, path.length);
            path.push({ name, left: entry === undefined ? [] : dependenciesOf(entry.node).reverse() });
        };
        if (!finished.has(start))
            enter(start);
        for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
            const next = top.left.pop();
            const at = next === undefined ? undefined : positions.get(next.name);
            if (next === undefined) {
                finished.add(top.name);
                positions.delete(top.name);
                path.pop();
            }
            else if (at !== undefined) {
                const cycle = [...path.slice(at).map((step) => step.name), next.name];
                refuse(`dependency cycle detected: ${cycle.slice(0, 50).join(' -> ')}`, next.node.origin.at);
            }
            else if (!finished.has(next.name))
                enter(next.name);
        }
    }
}

;// CONCATENATED MODULE: ./src/parse/duration.js

const NANOSECONDS = new Map([
    ['ns', 1n],
    ['us', 1000n],
    ['µs', 1000n],
    ['μs', 1000n],
    ['ms', 1000000n],
    ['s', 1000000000n],
    ['m', 60000000000n],
    ['h', 3600000000000n],
    ['d', 86400000000000n],
    ['w', 604800000000000n],
]);
const duration_LARGEST = 2n ** 63n - 1n;
const PART = /(\d*)(?:\.(\d*))?([^\d.]*)/y;
function parseDuration(text) {
    const negative = text.startsWith('-');
    const rest = text.replace(/^[+-]/, '');
    if (rest === '0')
        return 0n;
    if (rest === '')
        throw invalid(text, 'it is empty');
    let total = 0n;
    PART.lastIndex = 0;
    for (let at = 0; at < rest.length; at = PART.lastIndex) {
        PART.lastIndex = at;
        const [whole = '', digits = '', fraction = '', unit = ''] = PART.exec(rest) ?? [];
        if (digits === '' && fraction === '')
            throw invalid(text, 'a number is missing');
        if (unit === '')
            throw invalid(text, 'a unit is missing');
        const size = NANOSECONDS.get(unit);
        if (size === undefined)
            throw invalid(text, `the unit ${JSON.stringify(unit)} is unknown`);
        if (whole.length > 64)
            throw invalid(text, 'it is out of range');
        total += BigInt(digits === '' ? '0' : digits) * size + fractionOf(fraction, size);
        if (total > duration_LARGEST)
            throw invalid(text, 'it is out of range');
    }
    return negative ? -total : total;
}
function formatDuration(nanoseconds) {
    const sign = nanoseconds < 0n ? '-' : '';
    const total = nanoseconds < 0n ? -nanoseconds : nanoseconds;
    if (total === 0n)
        return '0s';
    if (total < 1000n)
        return `${sign}${total}ns`;
    if (total < 1000000n)
        return `${sign}${decimal(total, 1000n)}µs`;
    if (total < 1000000000n)
        return `${sign}${decimal(total, 1000000n)}ms`;
    const seconds = `${decimal(total % 60000000000n, 1000000000n)}s`;
    const minutes = total / 60000000000n;
    if (minutes === 0n)
        return `${sign}${seconds}`;
    if (minutes < 60n)
        return `${sign}${minutes}m${seconds}`;
    return `${sign}${minutes / 60n}h${minutes % 60n}m${seconds}`;
}
function fractionOf(digits, size) {
    const kept = digits.slice(0, 18);
    return kept === '' ? 0n : (BigInt(kept) * size) / 10n ** BigInt(kept.length);
}
function decimal(value, unit) {
    const fraction = (value % unit)
        .toString()
        .padStart(unit.toString().length - 1, '0')
        .replace(/0+$/, '');
    return fraction === '' ? `${value / unit}` : `${value / unit}.${fraction}`;
}
function invalid(text, why) {
    return new errors/* InputError */.dz(`invalid duration ${JSON.stringify(text)}: ${why}; write for example 30s or 1m30s`);
}

// EXTERNAL MODULE: ./src/parse/size.js
var size = __webpack_require__(7595);
;// CONCATENATED MODULE: ./src/inputs/compose/path-table.js

function pathTable(rows) {
    const root = draft();
    for (const [path, value] of rows) {
        let ends = [root];
        for (const segment of path.replaceAll('[]', '.[]').split(/\.(?![^{]*\})/))
            ends = ends.flatMap((end) => choices(segment).map((key) => descend(end, key)));
        for (const end of ends)
            end.value = value;
    }
    return root;
}
function rewrite(node, table, change, path = '') {
    const inner = rewriteChildren(node, table, change, path);
    return table.value === undefined ? inner : change(inner, table.value, path);
}
function rewriteChildren(node, table, change, path) {
    if (node.kind === 'list') {
        const items = table.items;
        return items === undefined
            ? node
            : mapItems(node, (item, index) => rewrite(item, items, change, `${path}[${index}]`));
    }
    if (node.kind !== 'map' || (table.any === undefined && table.named.size === 0))
        return node;
    return mapEntries(node, (child, key) => {
        const below = table.named.get(key) ?? table.any;
        return below === undefined ? child : rewrite(child, below, change, joinKey(path, key));
    });
}
function joinKey(path, key) {
    return path === '' ? key : `${path}.${key}`;
}
function draft() {
    return { value: undefined, named: new Map(), any: undefined, items: undefined };
}
function choices(segment) {
    return segment.startsWith('{') ? segment.slice(1, -1).split(',') : [segment];
}
function descend(at, key) {
    if (key === '*') {
        at.any ??= draft();
        return at.any;
    }
    if (key === '[]') {
        at.items ??= draft();
        return at.items;
    }
    const known = at.named.get(key) ?? draft();
    at.named.set(key, known);
    return known;
}

;// CONCATENATED MODULE: ./src/inputs/compose/cast.js



const PATHS = {
    bool: [
        'services.*.{init,privileged,read_only,stdin_open,tty,oom_kill_disable}',
        'services.*.healthcheck.disable',
        'services.*.depends_on.*.{required,restart}',
        'services.*.volumes[].read_only',
        'services.*.volumes[].volume.nocopy',
        'networks.*.{external,internal,attachable,enable_ipv4,enable_ipv6}',
        '{volumes,secrets,configs}.*.external',
    ],
    int: [
        'services.*.{cpu_count,cpu_period,cpu_quota,cpu_rt_period,cpu_rt_runtime,cpu_shares,oom_score_adj,pids_limit,scale}',
        'services.*.deploy.replicas',
        'services.*.deploy.{update_config,rollback_config}.parallelism',
        'services.*.deploy.restart_policy.max_attempts',
        'services.*.deploy.placement.max_replicas_per_node',
        'services.*.healthcheck.retries',
        'services.*.ports[].target',
        'services.*.ulimits.*',
        'services.*.ulimits.*.{soft,hard}',
    ],
    float: ['services.*.{cpus,cpu_percent}', 'services.*.deploy.{update_config,rollback_config}.max_failure_ratio'],
};
const CASTS = pathTable(['bool', 'int', 'float'].flatMap((kind) => PATHS[kind].map((path) => [path, kind])));
const TRUE = new Set(['true', 'y', 'yes', 'on']);
const FALSE = new Set(['false', 'n', 'no', 'off']);
const INTEGER = /^[+-]?\d+$/;
const cast_FLOAT = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
function readBoolean(text) {
    const word = text.toLowerCase();
    return TRUE.has(word) ? true : FALSE.has(word) ? false : undefined;
}
function readInteger(text) {
    const value = INTEGER.test(text) ? Number(text) : Number.NaN;
    return Math.abs(value) < 2 ** 63 ? value : undefined;
}
function readFloat(text) {
    const value = cast_FLOAT.test(text) ? Number(text) : Number.NaN;
    return Number.isFinite(value) ? value : undefined;
}
function castText(node, kind, path, context) {
    const text = String(node.value);
    const value = kind === 'bool' ? readBoolean(text) : kind === 'int' ? readInteger(text) : readFloat(text);
    if (value === undefined) {
        const wanted = { bool: 'boolean', int: 'integer', float: 'number' }[kind];
        refuse(`${path}: failed to cast to expected type: invalid ${wanted}: ${text}`, node.origin.at);
    }
    if (kind === 'bool' && !/^(true|false)$/i.test(text))
        context.notices.push({
            message: `${path}: ${JSON.stringify(text)} is not a boolean of YAML 1.2; write true or false`,
            location: node.origin.at,
        });
    return makeScalar(value, node.origin);
}

;// CONCATENATED MODULE: ./src/inputs/compose/decode-scalar.js






function decode(node, read) {
    if (node.kind !== 'scalar' || node.hole !== undefined)
        return node;
    const value = read(node.value, node);
    return value === node.value ? node : makeScalar(value, node.origin);
}
function decodeSize(node, path) {
    if (node.kind === 'scalar' &&
        typeof node.value === 'number' &&
        (node.float === true || !Number.isInteger(node.value)))
        return undefined;
    return decode(node, (value) => locate(node.origin.at, path, () => (0,size/* parseSize */.D)(scalarText(value)).toString()));
}
function decodeDuration(node, path) {
    return decode(node, (value) => locate(node.origin.at, path, () => formatDuration(parseDuration(scalarText(value)))));
}
function decodeBoolean(node, path) {
    return decode(node, (value) => {
        if (typeof value !== 'string')
            return value;
        return readBoolean(value) ?? refuse(`${path}: invalid boolean: ${value}; write true or false`, node.origin.at);
    });
}
function decodeInteger(node, path) {
    return decode(node, (value) => {
        if (typeof value !== 'string')
            return value;
        return readInteger(value) ?? refuse(`${path}: invalid integer: ${value}`, node.origin.at);
    });
}
function decodeFloat(node, path) {
    return decode(node, (value) => {
        if (typeof value !== 'string')
            return value;
        return readFloat(value) ?? refuse(`${path}: invalid number: ${value}`, node.origin.at);
    });
}
function decodeCount(node, path) {
    return decode(node, (value) => {
        if (typeof value !== 'string')
            return value;
        if (value.toLowerCase() === 'all')
            return -1;
        return (readInteger(value) ??
            refuse(`${path}: invalid value ${value}, the only value allowed is 'all' or a number`, node.origin.at));
    });
}
function decodeMode(node, path) {
    return decode(node, (value) => {
        if (typeof value === 'number')
            return `0${value.toString(8)}`;
        if (typeof value !== 'string')
            return value;
        if (!/^[0-7]+$/.test(value))
            refuse(`${path}: invalid file mode ${value}; write it in octal, for example "0440"`, node.origin.at);
        return `0${Number.parseInt(value, 8).toString(8)}`;
    });
}
function decodeText(node) {
    return decode(node, (value) => scalarText(value));
}
function refuseText(node, path) {
    return decode(node, (value) => typeof value === 'string' ? refuse(`${path}: expected a number; remove the quotes`, node.origin.at) : value);
}

;// CONCATENATED MODULE: ./src/parse/compose-command.js

function splitCommand(line) {
    const words = [];
    let word = '';
    let started = false;
    let escaped = false;
    let quote = '';
    for (const char of line) {
        if (escaped) {
            word += char;
            escaped = false;
            started = true;
        }
        else if (char === '\\' && quote !== "'") {
            escaped = true;
        }
        else if (/[ \t\r\n]/.test(char)) {
            if (quote !== '')
                word += char;
            else if (started) {
                words.push(word);
                word = '';
                started = false;
            }
        }
        else if ((char === '"' || char === "'") && (quote === '' || quote === char)) {
            started = true;
            quote = quote === '' ? char : '';
        }
        else {
            if (quote === '' && /[;&|<>]/.test(char)) {
                if (char === '>' && /^\d/.test(word))
                    started = false;
                break;
            }
            if (char === '`' && (quote === '' || quote === '`'))
                quote = quote === '' ? '`' : '';
            else if (char === '(' && (quote === '' || quote === '(')) {
                if (quote === '(' || !word.endsWith('$'))
                    throw compose_command_invalid(line);
                quote = '(';
            }
            else if (char === ')' && (quote === '' || quote === '('))
                quote = quote === '(' ? '' : '(';
            word += char;
            started = true;
        }
    }
    if (escaped || quote !== '')
        throw compose_command_invalid(line);
    if (started)
        words.push(word);
    return words;
}
function compose_command_invalid(line) {
    const shown = line.length > 200 ? `${line.slice(0, 200)}...` : line;
    return new errors/* InputError */.dz(`invalid command line string ${JSON.stringify(shown)}: quotes or parentheses do not balance; write it as a list of words`);
}

;// CONCATENATED MODULE: ./src/inputs/compose/merge-texts.js


function pairsToTexts(node) {
    if (node.kind !== 'map')
        return node;
    const items = [];
    for (const [key, { node: value }] of node.entries) {
        if (value.kind !== 'scalar')
            return node;
        items.push(retext(value, value.value === null ? key : `${key}=${scalarText(value.value)}`));
    }
    return makeList(sorted(items), node.origin);
}
function hostsToTexts(node) {
    if (node.kind !== 'map')
        return node;
    const items = [];
    for (const [host, { node: value }] of node.entries) {
        const addresses = value.kind === 'list' ? value.items : [value];
        for (const address of addresses) {
            if (address.kind !== 'scalar')
                return node;
            items.push(retext(address, `${host}=${scalarText(address.value)}`));
        }
    }
    return makeList(sorted(items), node.origin);
}
function retext(node, text) {
    return makeScalar(text, node.origin, node.hole);
}
function sorted(items) {
    return [...items].sort((a, b) => String(a.value) < String(b.value) ? -1 : String(a.value) > String(b.value) ? 1 : 0);
}

;// CONCATENATED MODULE: ./src/inputs/compose/decode-shapes.js







function decodeCommand(node, path) {
    if (node.kind !== 'scalar' || typeof node.value !== 'string')
        return node;
    const text = node.value;
    const words = locate(node.origin.at, path, () => {
        try {
            return splitCommand(text);
        }
        catch (error) {
            if (node.hole !== undefined && error instanceof errors/* InputError */.dz)
                return undefined;
            throw error;
        }
    });
    if (words === undefined || (words.length === 1 && words.every(parse_hole/* hasHole */.dI)))
        return node;
    return makeList(words.map((word) => partOf(node, word)), node.origin);
}
function decodeHealthTest(node) {
    if (node.kind !== 'scalar' || typeof node.value !== 'string')
        return node;
    return makeList([makeScalar('CMD-SHELL', node.origin), node], node.origin);
}
function decodePairs(bare) {
    const absent = bare === 'null' ? null : '';
    const text = (node) => node.value === null
        ? makeScalar(absent, node.origin, node.hole)
        : typeof node.value === 'string'
            ? node
            : makeScalar(scalarText(node.value), node.origin);
    return (node, path) => {
        if (node.kind === 'map')
            return mapEntries(node, (child) => (child.kind === 'scalar' ? text(child) : child));
        if (node.kind !== 'list')
            return node;
        const entries = new Map();
        for (const item of node.items) {
            if (item.kind !== 'scalar')
                return node;
            const whole = scalarText(item.value);
            const cut = whole.indexOf('=');
            const key = cut === -1 ? whole : whole.slice(0, cut);
            if (/\s$/.test(key))
                refuse(`${path}: environment variable ${JSON.stringify(key)} is declared with a trailing space`, item.origin.at);
            const value = cut === -1
                ? makeScalar(absent, item.origin, (0,parse_hole/* hasHole */.dI)(key) ? item.hole : undefined)
                : partOf(item, whole.slice(cut + 1));
            entries.set(key, entryAt(value));
        }
        return makeMap(entries, node.origin);
    };
}
function decodeOptionTexts(node) {
    const items = node.kind === 'list' ? node.items : [node];
    const texts = items.map((item) => item.kind === 'scalar' && item.hole === undefined ? makeScalar(scalarText(item.value), item.origin) : item);
    return makeList(texts, node.origin);
}
function decodeHosts(node, path) {
    const list = hostsToTexts(node);
    if (list.kind !== 'list')
        return node;
    const items = list.items.flatMap((item) => (item.kind === 'scalar' ? splitHost(item, path) : [item]));
    return makeList(items.sort((a, b) => compare(a, b)), node.origin);
}
function splitHost(item, path) {
    const text = scalarText(item.value);
    const cut = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
    if (cut === -1 && item.hole !== undefined)
        return [item];
    if (cut === -1)
        return refuse(`${path}: invalid additional host ${text}, missing IP; write host=address`, item.origin.at);
    const host = text.slice(0, cut);
    if (host === '' || host.includes(':'))
        return refuse(`${path}: bad host name in ${text}`, item.origin.at);
    return text
        .slice(cut + 1)
        .split(',')
        .map((address) => partOf(item, `${host}=${address.replace(/^\[(.*)\]$/, '$1')}`));
}
function compare(a, b) {
    const [left, right] = [a, b].map((node) => (node.kind === 'scalar' ? scalarText(node.value) : ''));
    return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
}

;// CONCATENATED MODULE: ./src/inputs/compose/rewrite-or-drop.js

function rewriteOrDrop(model, table) {
    const result = walk(model, table, '');
    return result?.kind === 'map' ? result : model;
}
function walk(node, table, path) {
    const inner = walkChildren(node, table, path);
    if (table.value === undefined || (inner.kind === 'scalar' && inner.value === null))
        return inner;
    return table.value(inner, path);
}
function walkChildren(node, table, path) {
    if (node.kind === 'list') {
        const rows = table.items;
        if (rows === undefined)
            return node;
        return {
            ...node,
            items: node.items.flatMap((item, index) => walk(item, rows, `${path}[${index}]`) ?? []),
        };
    }
    if (node.kind !== 'map' || (table.any === undefined && table.named.size === 0))
        return node;
    let entries;
    for (const [key, entry] of node.entries) {
        const rows = table.named.get(key) ?? table.any;
        const changed = rows === undefined ? entry.node : walk(entry.node, rows, joinKey(path, key));
        if (changed === entry.node)
            continue;
        entries ??= new Map(node.entries);
        if (changed === undefined)
            entries.delete(key);
        else
            entries.set(key, { key: entry.key, node: changed });
    }
    return entries === undefined ? node : { ...node, entries };
}

;// CONCATENATED MODULE: ./src/inputs/compose/decode.js




const HOOKS = '{pre_start,post_start,pre_stop}[]';
const DECODERS = pathTable([
    ['services.*.{command,entrypoint}', decodeCommand],
    [`services.*.${HOOKS}.command`, decodeCommand],
    ['services.*.develop.watch[].exec.command', decodeCommand],
    ['services.*.healthcheck.test', decodeHealthTest],
    ['services.*.environment', decodePairs('null')],
    ['services.*.build.args', decodePairs('null')],
    [`services.*.${HOOKS}.environment`, decodePairs('null')],
    ['services.*.develop.watch[].exec.environment', decodePairs('null')],
    ['services.*.{labels,annotations,sysctls,storage_opt}', decodePairs('')],
    ['services.*.build.{labels,additional_contexts}', decodePairs('')],
    ['services.*.build.ssh', decodePairs('null')],
    ['services.*.deploy.labels', decodePairs('')],
    ['services.*.volumes[].volume.labels', decodePairs('')],
    ['services.*.logging.options', decodePairs('')],
    ['services.*.networks.*.driver_opts', decodePairs('')],
    ['services.*.gpus[].options', decodePairs('')],
    ['services.*.deploy.resources.reservations.devices[].options', decodePairs('')],
    ['{networks,volumes,secrets,configs}.*.{labels,driver_opts}', decodePairs('')],
    ['services.*.provider.options.*', decodeOptionTexts],
    ['services.*.extra_hosts', decodeHosts],
    ['services.*.build.extra_hosts', decodeHosts],
    ['services.*.{mem_limit,mem_reservation,memswap_limit,mem_swappiness,shm_size}', decodeSize],
    ['services.*.build.shm_size', decodeSize],
    ['services.*.deploy.resources.{limits,reservations}.memory', decodeSize],
    ['services.*.blkio_config.{device_read_bps,device_read_iops,device_write_bps,device_write_iops}[].rate', decodeSize],
    ['services.*.volumes[].tmpfs.size', decodeSize],
    ['services.*.stop_grace_period', decodeDuration],
    ['services.*.healthcheck.{interval,timeout,start_period,start_interval}', decodeDuration],
    ['services.*.deploy.{update_config,rollback_config}.{delay,monitor}', decodeDuration],
    ['services.*.deploy.restart_policy.{delay,window}', decodeDuration],
    ['services.*.attach', decodeBoolean],
    ['services.*.build.{no_cache,pull,privileged}', decodeBoolean],
    ['services.*.env_file[].required', decodeBoolean],
    [`services.*.${HOOKS}.{privileged,per_replica}`, decodeBoolean],
    ['services.*.develop.watch[].exec.privileged', decodeBoolean],
    ['services.*.volumes[].bind.create_host_path', decodeBoolean],
    ['services.*.deploy.resources.{limits,reservations}.cpus', decodeFloat],
    ['services.*.deploy.resources.limits.pids', decodeInteger],
    ['services.*.deploy.resources.reservations.generic_resources[].discrete_resource_spec.value', decodeInteger],
    ['services.*.blkio_config.weight', refuseText],
    ['services.*.blkio_config.weight_device[].weight', refuseText],
    ['services.*.gpus[].count', decodeCount],
    ['services.*.deploy.resources.reservations.devices[].count', decodeCount],
    ['services.*.{secrets,configs}[].mode', decodeMode],
    ['services.*.build.secrets[].mode', decodeMode],
    ['services.*.{expose,group_add}[]', decodeText],
    ['services.*.ports[].published', decodeText],
]);
function decodeModel(model) {
    return rewriteOrDrop(model, DECODERS);
}

// EXTERNAL MODULE: ./src/inputs/compose/discover.js
var discover = __webpack_require__(7196);
;// CONCATENATED MODULE: ./src/inputs/compose/bare-variables.js



const LISTS = pathTable([['services.*.environment', true]]);
function fillBareVariables(model, scope) {
    const result = rewrite(model, LISTS, (node) => node.kind === 'list' ? { ...node, items: node.items.map((item) => fillBare(item, scope)) } : node);
    return result.kind === 'map' ? result : model;
}
function fillBare(item, scope) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string' || item.value.includes('=') || (0,parse_hole/* hasHole */.dI)(item.value))
        return item;
    const found = scope.environment.get(item.value);
    if (found === undefined)
        return item;
    const origin = found.at === undefined ? item.origin : { at: item.origin.at, related: [found.at] };
    return makeScalar(`${item.value}=${found.value}`, origin, found.hole);
}

// EXTERNAL MODULE: ./src/parse/ip-address.js
var ip_address = __webpack_require__(762);
;// CONCATENATED MODULE: ./src/parse/compose-port.js



const PROTOCOLS = new Set(['tcp', 'udp', 'sctp']);
function parseComposePort(text) {
    if (text.replaceAll(parse_hole/* HOLE */.vs, '') === '' && text !== '')
        return undefined;
    const parts = text.split(':');
    const [target = '', protocol] = splitProtocol(parts.at(-1) ?? '');
    let published = parts.at(-2);
    const address = parts.length > 2 ? parts.slice(0, -2).join(':') : undefined;
    let hostIp = address === undefined || address === '' ? undefined : readAddress(address);
    if (parts.length === 1 && (0,parse_hole/* hasHole */.dI)(target))
        published = parse_hole/* HOLE */.vs;
    if (parts.length <= 2 && published !== undefined && (0,parse_hole/* hasHole */.dI)(published))
        hostIp = parse_hole/* HOLE */.vs;
    if (target === '')
        throw new errors/* InputError */.dz(`no port specified: ${text}`);
    if (!(0,parse_hole/* hasHole */.dI)(protocol) && !PROTOCOLS.has(protocol))
        throw new errors/* InputError */.dz(`invalid proto ${JSON.stringify(protocol)} in the port ${text}; use tcp, udp or sctp`);
    return expand(text, target, published === '' ? undefined : published).map(([inside, outside]) => ({
        target: inside,
        protocol,
        ...(outside === undefined ? {} : { published: outside }),
        ...(hostIp === undefined ? {} : { hostIp }),
    }));
}
function countComposePorts(text) {
    const [target = ''] = text.slice(text.lastIndexOf(':') + 1).split('/', 1);
    const range = /^(\d{1,9})-(\d{1,9})$/.exec(target);
    return range === null ? 1 : Math.max(1, Math.min(65536, Number(range[2]) - Number(range[1]) + 1));
}
function splitProtocol(text) {
    const [port = '', protocol = ''] = text.split('/');
    return [port, protocol === '' ? 'tcp' : protocol.toLowerCase()];
}
function readAddress(text) {
    if ((0,parse_hole/* hasHole */.dI)(text))
        return text;
    const bracketed = /^\[(.*)\]$/.exec(text)?.[1];
    const address = bracketed ?? text;
    if (!(0,ip_address/* isIpAddress */.o)(address))
        throw new errors/* InputError */.dz(`invalid IP address: ${text}`);
    return address;
}
function expand(text, target, published) {
    if ((0,parse_hole/* hasHole */.dI)(target))
        return [[target, published]];
    const inside = readRange(target, `invalid container port ${target} in ${text}`);
    const count = inside.end - inside.start + 1;
    const targets = Array.from({ length: count }, (_, index) => String(inside.start + index));
    if (published === undefined)
        return byTarget(targets.map((port) => [port, undefined]));
    if ((0,parse_hole/* hasHole */.dI)(published))
        return byTarget(targets.map((port) => [port, count === 1 ? published : parse_hole/* HOLE */.vs]));
    const outside = readRange(published, `invalid host port ${published} in ${text}`);
    if (count === 1)
        return [
            [String(inside.start), outside.end > outside.start ? `${outside.start}-${outside.end}` : String(outside.start)],
        ];
    if (outside.end - outside.start + 1 !== count)
        throw new errors/* InputError */.dz(`invalid ranges specified for container and host ports in ${text}: they differ in length`);
    return byTarget(targets.map((port, index) => [port, String(outside.start + index)]));
}
function byTarget(ports) {
    return ports.sort(([a], [b]) => (`${a}/` < `${b}/` ? -1 : 1));
}
function readRange(text, problem) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(text);
    const start = Number(match?.[1] ?? Number.NaN);
    const end = match?.[2] === undefined ? start : Number(match[2]);
    if (!(start <= end && end <= 65535))
        throw new errors/* InputError */.dz(`${problem}; ports go from 0 to 65535, ranges upwards`);
    return { start, end };
}

;// CONCATENATED MODULE: ./src/parse/compose-volume.js


const PROPAGATION = new Set(['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave']);
function parseComposeVolume(text) {
    if (text === '')
        throw new errors/* InputError */.dz('invalid empty volume; write [source:]target[:options]');
    if (text.replaceAll(parse_hole/* HOLE */.vs, '') === '')
        return undefined;
    if (text.length <= 2)
        return { type: 'volume', target: text };
    const fields = splitFields(text);
    if (fields.includes(''))
        throw new errors/* InputError */.dz(`invalid volume ${text}: empty section between colons`);
    if (fields.length > 3)
        throw new errors/* InputError */.dz(`invalid volume ${text}: too many colons`);
    const [first = '', target, options] = fields;
    if (target === undefined)
        return { type: 'volume', target: cleanTarget(first) };
    return { type: typeOf(first), source: first, target: cleanTarget(target), ...readOptions(options ?? '') };
}
function splitFields(text) {
    const fields = [];
    let field = '';
    for (const char of text) {
        if (char !== ':' || /^\p{L}$/u.test(field))
            field += char;
        else {
            fields.push(field);
            field = '';
        }
    }
    return [...fields, field];
}
function typeOf(source) {
    if (/^[./~]/.test(source) || source.startsWith('\\\\') || /^\p{L}:/u.test(source))
        return 'bind';
    if (source.startsWith(parse_hole/* HOLE */.vs))
        return source.includes('/') ? 'bind' : parse_hole/* HOLE */.vs;
    return 'volume';
}
function readOptions(text) {
    if ((0,parse_hole/* hasHole */.dI)(text))
        return { openOptions: text };
    let readOnly = false;
    let nocopy = false;
    let propagation;
    let selinux;
    for (const option of text.split(',')) {
        if (option === 'ro' || option === 'rw')
            readOnly = option === 'ro';
        else if (option === 'nocopy')
            nocopy = true;
        else if (option === 'z' || option === 'Z')
            selinux = option;
        else if (PROPAGATION.has(option))
            propagation = option;
    }
    return {
        ...(readOnly ? { readOnly } : {}),
        ...(nocopy ? { nocopy } : {}),
        ...(propagation === undefined ? {} : { propagation }),
        ...(selinux === undefined ? {} : { selinux }),
    };
}
function cleanTarget(path) {
    if (path === '' || (0,parse_hole/* hasHole */.dI)(path))
        return path;
    const rooted = path.startsWith('/');
    const kept = [];
    for (const part of path.split('/')) {
        if (part === '' || part === '.')
            continue;
        if (part !== '..')
            kept.push(part);
        else if (kept.length > 0 && kept.at(-1) !== '..')
            kept.pop();
        else if (!rooted)
            kept.push(part);
    }
    return `${rooted ? '/' : ''}${kept.join('/')}` || '.';
}

;// CONCATENATED MODULE: ./src/inputs/compose/load-context.js

const MAX_FILES = 500;
const MAX_CHAIN = 50;
const MAX_EXPANSION = 50 * 1024 * 1024;
const MAX_DOCUMENTS = 500;
const MAX_WORK = 5_000_000;
const MAX_PROJECT_NODES = 500_000;
function noteFile(context, label) {
    context.files.add(label);
    if (context.files.size > MAX_FILES)
        refuseLimit(`the project reads more than the limit of ${MAX_FILES} files; ${label} is one too many`);
}
function spendNodes(context, count, at) {
    context.spent.nodes += count;
    if (context.spent.nodes > MAX_PROJECT_NODES)
        refuseLimit(`the project grows beyond the limit of ${MAX_PROJECT_NODES} values`, at);
}
function spendMerge(context, model) {
    context.spent.documents += 1;
    if (context.spent.documents > MAX_DOCUMENTS)
        refuseLimit(`the project is merged from more than the limit of ${MAX_DOCUMENTS} YAML documents`, model.origin.at);
    context.spent.work += countNodes(model);
    if (context.spent.work > MAX_WORK)
        refuseLimit(`merging the project visits more than the limit of ${MAX_WORK} values`, model.origin.at);
}
function countNodes(node) {
    if (node.kind === 'scalar')
        return 1;
    let count = 1;
    if (node.kind === 'list')
        for (const item of node.items)
            count += countNodes(item);
    else
        for (const entry of node.entries.values())
            count += countNodes(entry.node);
    return count;
}

;// CONCATENATED MODULE: ./src/inputs/compose/canonical-ports.js







function expandPorts(list, path, context) {
    if (list.items.every((item) => item.kind !== 'scalar'))
        return list;
    const items = list.items.flatMap((item, index) => {
        if (item.kind !== 'scalar')
            return [item];
        const text = scalarText(item.value);
        spendNodes(context, 6 * countComposePorts(text), item.origin.at);
        const ports = locate(item.origin.at, `${path}[${index}]`, () => parseComposePort(text));
        if (ports === undefined)
            return [item];
        return ports.map((port) => mapAt(item, {
            mode: makeScalar('ingress', item.origin),
            host_ip: port.hostIp,
            target: /^\d+$/.test(port.target) ? makeScalar(Number(port.target), item.origin) : port.target,
            published: port.published,
            protocol: port.protocol,
        }));
    });
    return { ...list, items };
}
function expandVolume(item, path) {
    if (item.kind !== 'scalar')
        return item;
    const volume = locate(item.origin.at, path, () => parseComposeVolume(scalarText(item.value)));
    return volume === undefined ? item : volumeNode(item, volume);
}
function volumeNode(item, volume) {
    const open = volume.openOptions;
    const isBind = volume.type !== 'volume';
    const bind = {
        propagation: open ?? volume.propagation,
        selinux: open ?? volume.selinux,
        create_host_path: isBind ? makeScalar(true, item.origin) : undefined,
    };
    const nocopy = open ?? (volume.nocopy && makeScalar(true, item.origin));
    return mapAt(item, {
        type: volume.type,
        source: volume.source,
        target: volume.target,
        read_only: open ?? (volume.readOnly && makeScalar(true, item.origin)),
        bind: isBind || bind.propagation !== undefined || bind.selinux !== undefined ? mapAt(item, bind) : undefined,
        volume: isBind && nocopy === undefined ? undefined : mapAt(item, { nocopy }),
    });
}
function expandDevice(item, path) {
    if (item.kind !== 'scalar')
        return item;
    const text = scalarText(item.value);
    if (text.replaceAll(parse_hole/* HOLE */.vs, '') === '' && text !== '')
        return item;
    const [source = '', target = source, permissions = 'rwm', ...more] = text.split(':');
    if (more.length > 0)
        refuse(`${path}: confusing device mapping ${text}; write it as {source, target, permissions}`, item.origin.at);
    return mapAt(item, { source, target, permissions });
}
function mapAt(whole, parts) {
    const entries = new Map();
    for (const [key, part] of Object.entries(parts)) {
        if (part === undefined)
            continue;
        entries.set(key, entryAt(typeof part === 'string' ? partOf(whole, part) : part));
    }
    return makeMap(entries, whole.origin);
}

;// CONCATENATED MODULE: ./src/inputs/compose/canonical.js






const TRANSFORMS = pathTable([
    ['services.*.build', stringTo('context')],
    ['services.*.build.additional_contexts', pairsToMap],
    ['services.*.build.ssh', sshToMap],
    ['services.*.build.secrets[]', stringTo('source')],
    ['services.*.build.ulimits.*', refuseTextLimit],
    ['services.*.{secrets,configs}[]', stringTo('source')],
    ['services.*.ports', (node, path, context) => (node.kind === 'list' ? expandPorts(node, path, context) : node)],
    ['services.*.volumes[]', expandVolume],
    ['services.*.devices[]', expandDevice],
    ['services.*.gpus', gpusToList],
    ['services.*.env_file', envFilesToMaps],
    ['services.*.{label_file,dns,dns_search,tmpfs}', stringToList],
    ['services.*.develop.watch[].{ignore,include}', stringToList],
    ['services.*.depends_on', dependsOnToMap],
    ['services.*.{networks,models}', namesToMap],
    ['{networks,volumes,secrets,configs}.*', externalName],
]);
const OMITTED = pathTable([['services.*.dns', true]]);
function makeCanonical(model, context) {
    const long = rewrite(model, TRANSFORMS, (node, transform, path) => transform(node, path, context));
    return long.kind === 'map' ? dropEmpty(long) : model;
}
function dropEmpty(model) {
    return rewrite(model, OMITTED, (node) => node.kind === 'list'
        ? { ...node, items: node.items.filter((item) => !isNull(item) && knownText(item) !== '') }
        : node);
}
function stringTo(key) {
    return (node) => (node.kind === 'scalar' && typeof node.value === 'string' ? mapAt(node, { [key]: node }) : node);
}
function stringToList(node) {
    return node.kind === 'scalar' && typeof node.value === 'string' ? makeList([node], node.origin) : node;
}
function envFilesToMaps(node) {
    const list = stringToList(node);
    return list.kind === 'list' ? mapItems(list, envFileToMap) : node;
}
function envFileToMap(node) {
    if (node.kind === 'map' && !node.entries.has('required'))
        return withEntries(node, { required: makeScalar(true, { at: node.origin.at }) });
    if (node.kind !== 'scalar' || typeof node.value !== 'string')
        return node;
    return mapAt(node, { path: node, required: makeScalar(true, node.origin) });
}
function pairsToMap(node) {
    if (node.kind !== 'list')
        return node;
    const entries = new Map();
    for (const item of node.items) {
        if (item.kind !== 'scalar')
            return node;
        const text = scalarText(item.value);
        const cut = text.indexOf('=');
        const value = cut === -1 ? makeScalar(null, item.origin) : partOf(item, text.slice(cut + 1));
        entries.set(cut === -1 ? text : text.slice(0, cut), entryAt(value));
    }
    return makeMap(entries, node.origin);
}
function sshToMap(node, path) {
    const map = pairsToMap(node);
    if (node.kind !== 'list' || map.kind !== 'map')
        return node;
    for (const [key, entry] of map.entries)
        if (isNull(entry.node) && key !== 'default' && !key.includes(parse_hole/* HOLE */.vs))
            refuse(`${path}: invalid ssh key ${JSON.stringify(key)}; write default or id=path`, entry.key);
    return map;
}
function refuseTextLimit(node, path) {
    if (node.kind === 'scalar' && typeof node.value === 'string' && node.hole === undefined)
        refuse(`${path}: a limit of the build must be an integer, not a text; remove the quotes`, node.origin.at);
    return node;
}
function gpusToList(node) {
    if (node.kind !== 'scalar' || isNull(node))
        return node;
    return makeList([mapAt(node, { count: node })], node.origin);
}
function dependsOnToMap(node) {
    if (node.kind !== 'list')
        return node;
    const entries = new Map();
    for (const item of node.items) {
        if (item.kind !== 'scalar')
            return node;
        const dependency = mapAt(item, {
            condition: makeScalar('service_started', item.origin),
            required: makeScalar(true, item.origin),
        });
        entries.set(scalarText(item.value), entryAt(dependency));
    }
    return makeMap(entries, node.origin);
}
function namesToMap(node) {
    if (node.kind !== 'list')
        return node;
    const entries = new Map();
    for (const item of node.items) {
        if (item.kind !== 'scalar')
            return node;
        entries.set(scalarText(item.value), entryAt(makeScalar(null, item.origin, item.hole)));
    }
    return makeMap(entries, node.origin);
}
function externalName(node, path, context) {
    const external = childOf(node, 'external');
    if (node.kind !== 'map' || external?.kind !== 'map')
        return node;
    const given = childOf(node, 'name');
    const legacy = childOf(external, 'name');
    const [known, old] = [knownText(given), knownText(legacy)];
    if (known !== undefined && old !== undefined && known !== old)
        refuse(`${path}: name and external.name conflict; only use name`, external.origin.at);
    context.notices.push({ message: `${path}: external.name is deprecated; write name`, location: external.origin.at });
    return withEntries(node, {
        external: makeScalar(true, external.origin),
        ...(given === undefined && legacy !== undefined ? { name: legacy } : {}),
    });
}

// EXTERNAL MODULE: ./src/parse/nearest.js
var nearest = __webpack_require__(1002);
;// CONCATENATED MODULE: ./src/inputs/compose/schema-shape.js
function findMismatch(node, shape) {
    if (shape.anything === true)
        return undefined;
    if (node.kind === 'scalar' && shape.scalar !== undefined)
        return checkScalar(node, shape.scalar);
    if (node.kind === 'list' && shape.list !== undefined)
        return checkList(node, shape.list);
    if (node.kind === 'map' && shape.map !== undefined)
        return checkMap(node, shape.map);
    return mismatch(node, `must be ${describe(shape)}`);
}
function checkScalar(node, shape) {
    if (node.hole !== undefined)
        return undefined;
    const { value } = node;
    if (!shape.types.some((type) => hasType(node, type)))
        return mismatch(node, `must be ${describe({ scalar: shape })}`);
    if (typeof value === 'string') {
        if (shape.words !== undefined && !shape.words.includes(value))
            return mismatch(node, `must be one of ${shape.words.join(', ')}`);
        if (shape.pattern !== undefined && !shape.pattern.test(value))
            return mismatch(node, `does not match the pattern ${shape.pattern.source}`);
    }
    if (typeof value === 'number') {
        if (shape.minimum !== undefined && value < shape.minimum)
            return mismatch(node, `must be greater than or equal to ${shape.minimum}`);
        if (shape.maximum !== undefined && value > shape.maximum)
            return mismatch(node, `must be less than or equal to ${shape.maximum}`);
    }
    return undefined;
}
function hasType(node, type) {
    if (type === 'null')
        return node.value === null;
    if (type === 'integer')
        return typeof node.value === 'number' && Number.isInteger(node.value);
    return typeof node.value === type;
}
function checkList(node, shape) {
    const seen = new Map();
    for (const [index, item] of node.items.entries()) {
        const found = findMismatch(item, shape.item);
        if (found !== undefined)
            return below(found, String(index));
        if (shape.unique !== true)
            continue;
        const key = identityOf(item);
        const earlier = key === undefined ? undefined : seen.get(key);
        if (earlier !== undefined)
            return mismatch(item, `items at index ${earlier} and ${index} are equal`);
        if (key !== undefined)
            seen.set(key, index);
    }
    return undefined;
}
function checkMap(node, shape) {
    for (const [key, entry] of node.entries) {
        const known = shape.keys.get(key) ?? (shape.name === undefined || shape.name.test(key) ? shape.others : undefined);
        const allowed = known !== undefined || shape.open === true || (shape.extensions === true && key.startsWith('x-'));
        if (!allowed)
            return { path: [], reason: `additional properties '${key}' not allowed`, at: entry.key };
        const found = known === undefined ? undefined : findMismatch(entry.node, known);
        if (found !== undefined)
            return below(found, key);
    }
    const missing = shape.required?.find((key) => !node.entries.has(key));
    return missing === undefined ? undefined : mismatch(node, `missing property '${missing}'`);
}
function identityOf(node) {
    if (node.kind === 'scalar')
        return node.hole === undefined ? measured(`${typeof node.value} ${node.value}`) : undefined;
    const parts = [];
    if (node.kind === 'list') {
        for (const item of node.items) {
            const value = identityOf(item);
            if (value === undefined)
                return undefined;
            parts.push(value);
        }
        return `[${parts.join('')}]`;
    }
    for (const [key, entry] of [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const value = identityOf(entry.node);
        if (value === undefined)
            return undefined;
        parts.push(measured(key), value);
    }
    return `{${parts.join('')}}`;
}
function measured(text) {
    return `${text.length}:${text}`;
}
function mismatch(node, reason) {
    return { path: [], reason, at: node.origin.at };
}
function below(found, key) {
    found.path.unshift(key);
    return found;
}
function describe(shape) {
    const words = [...(shape.scalar?.types ?? [])];
    if (shape.list !== undefined)
        words.push('list');
    if (shape.map !== undefined)
        words.push('mapping');
    const last = words.pop() ?? 'value';
    const article = (words[0] ?? last) === 'integer' ? 'an' : 'a';
    return words.length === 0 ? `${article} ${last}` : `${article} ${words.join(', ')} or ${last}`;
}
function scalar(...types) {
    return { scalar: { types } };
}
function listOf(item, unique = false) {
    return { list: { item, unique } };
}
function record(keys, required = []) {
    return { map: { keys: new Map(Object.entries(keys)), extensions: true, required } };
}
function closedRecord(keys, required = []) {
    return { map: { keys: new Map(Object.entries(keys)), required } };
}
function namesTo(others, name, open = false) {
    return { map: { keys: new Map(), others, open, ...(name === undefined ? {} : { name }) } };
}
function either(...shapes) {
    return Object.assign({}, ...shapes);
}

;// CONCATENATED MODULE: ./src/inputs/compose/schema-parts.js

const string = scalar('string');
const number = scalar('number');
const integer = scalar('integer');
const boolOrWord = scalar('boolean', 'string');
const numberOrText = scalar('number', 'string');
const integerOrText = scalar('integer', 'string');
const NAME = /^[a-zA-Z0-9._-]+$/;
const ANY = /.+/s;
const strings = listOf(string);
const uniqueStrings = listOf(string, true);
const stringOrList = either(string, uniqueStrings);
const listOrMap = either(namesTo(scalar('string', 'number', 'boolean', 'null'), ANY), uniqueStrings);
const extraHosts = either(namesTo(either(string, strings), ANY), uniqueStrings);
const command = either(scalar('null', 'string'), strings);
const optionTexts = namesTo(numberOrText, ANY, true);
const ulimits = namesTo(either(integerOrText, record({ hard: integerOrText, soft: integerOrText }, ['soft', 'hard'])), /^[a-z]+$/, true);
const grants = listOf(either(string, record({ source: string, target: string, uid: string, gid: string, mode: numberOrText })));
const hookKeys = {
    command,
    user: string,
    privileged: boolOrWord,
    working_dir: string,
    environment: listOrMap,
};
const hook = record(hookKeys, ['command']);
const startHook = record({ ...hookKeys, image: string, per_replica: boolOrWord });
const deviceRequestKeys = {
    capabilities: uniqueStrings,
    count: integerOrText,
    device_ids: uniqueStrings,
    driver: string,
    options: listOrMap,
};
const deviceRequests = listOf(record(deviceRequestKeys, ['capabilities']));
const gpus = {
    scalar: { types: ['string'], words: ['all'] },
    list: { item: { map: { keys: new Map(Object.entries(deviceRequestKeys)), open: true } } },
};
const rate = listOf(closedRecord({ path: string, rate: integerOrText }));
const blkio = closedRecord({
    device_read_bps: rate,
    device_read_iops: rate,
    device_write_bps: rate,
    device_write_iops: rate,
    weight: integerOrText,
    weight_device: listOf(closedRecord({ path: string, weight: integerOrText })),
});
function oneWordOf(...words) {
    return { scalar: { types: ['string'], words } };
}
function matching(pattern) {
    return { scalar: { types: ['string'], pattern } };
}
function bounded(minimum, maximum) {
    return { scalar: { types: ['string', 'integer'], minimum, ...(maximum === undefined ? {} : { maximum }) } };
}

;// CONCATENATED MODULE: ./src/inputs/compose/schema-service-parts.js


const build = either(string, record({
    additional_contexts: listOrMap,
    args: listOrMap,
    cache_from: strings,
    cache_to: strings,
    context: string,
    dockerfile: string,
    dockerfile_inline: string,
    entitlements: strings,
    extra_hosts: extraHosts,
    isolation: string,
    labels: listOrMap,
    network: string,
    no_cache: boolOrWord,
    no_cache_filter: stringOrList,
    platforms: strings,
    privileged: boolOrWord,
    provenance: boolOrWord,
    pull: boolOrWord,
    sbom: boolOrWord,
    secrets: grants,
    shm_size: integerOrText,
    ssh: listOrMap,
    tags: strings,
    target: string,
    ulimits: ulimits,
}));
const updates = record({
    parallelism: integerOrText,
    delay: string,
    failure_action: string,
    monitor: string,
    max_failure_ratio: numberOrText,
    order: oneWordOf('start-first', 'stop-first'),
});
const genericResources = listOf(record({ discrete_resource_spec: record({ kind: string, value: numberOrText }) }));
const deploy = either(scalar('null'), record({
    mode: string,
    endpoint_mode: string,
    replicas: bounded(0),
    labels: listOrMap,
    rollback_config: updates,
    update_config: updates,
    resources: record({
        limits: record({ cpus: numberOrText, memory: string, pids: integerOrText }),
        reservations: record({
            cpus: numberOrText,
            memory: string,
            generic_resources: genericResources,
            devices: deviceRequests,
        }),
    }),
    restart_policy: record({ condition: string, delay: string, max_attempts: integerOrText, window: string }),
    placement: record({
        constraints: strings,
        preferences: listOf(record({ spread: string })),
        max_replicas_per_node: integerOrText,
    }),
}));
const develop = either(scalar('null'), record({
    watch: listOf(record({
        ignore: stringOrList,
        include: stringOrList,
        path: string,
        action: oneWordOf('rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'),
        target: string,
        exec: hook,
        initial_sync: scalar('boolean'),
    }, ['path', 'action'])),
}));

;// CONCATENATED MODULE: ./src/inputs/compose/schema-service.js



const scalarOption = scalar('string', 'number', 'boolean');
const port = record({
    name: string,
    mode: string,
    host_ip: string,
    target: integerOrText,
    published: integerOrText,
    protocol: string,
    app_protocol: string,
});
const volume = record({
    type: oneWordOf('bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'),
    source: string,
    target: string,
    read_only: boolOrWord,
    consistency: string,
    bind: record({
        propagation: string,
        create_host_path: boolOrWord,
        recursive: oneWordOf('enabled', 'disabled', 'writable', 'readonly'),
        selinux: oneWordOf('z', 'Z'),
    }),
    volume: record({ labels: listOrMap, nocopy: boolOrWord, subpath: string }),
    tmpfs: record({ size: bounded(0), mode: numberOrText }),
    image: record({ subpath: string }),
}, ['type']);
const network = record({
    aliases: uniqueStrings,
    interface_name: string,
    ipv4_address: string,
    ipv6_address: string,
    link_local_ips: uniqueStrings,
    mac_address: string,
    driver_opts: optionTexts,
    priority: number,
    gw_priority: number,
});
const dependency = record({
    restart: boolOrWord,
    required: boolOrWord,
    condition: oneWordOf('service_started', 'service_healthy', 'service_completed_successfully'),
}, ['condition']);
const envFile = either(string, listOf(either(string, closedRecord({ path: string, format: string, required: boolOrWord }, ['path']))));
const healthcheck = record({
    disable: boolOrWord,
    interval: string,
    retries: numberOrText,
    test: either(string, strings),
    timeout: string,
    start_period: string,
    start_interval: string,
});
const service = record({
    annotations: listOrMap,
    attach: boolOrWord,
    blkio_config: blkio,
    build: build,
    cap_add: uniqueStrings,
    cap_drop: uniqueStrings,
    cgroup: oneWordOf('host', 'private'),
    cgroup_parent: string,
    command: command,
    configs: grants,
    container_name: matching(/[a-zA-Z0-9][a-zA-Z0-9_.-]+/),
    cpu_count: bounded(0),
    cpu_percent: bounded(0, 100),
    cpu_period: numberOrText,
    cpu_quota: numberOrText,
    cpu_rt_period: numberOrText,
    cpu_rt_runtime: numberOrText,
    cpu_shares: numberOrText,
    cpus: numberOrText,
    cpuset: string,
    credential_spec: record({ config: string, file: string, registry: string }),
    depends_on: either(uniqueStrings, namesTo(dependency, NAME)),
    deploy: deploy,
    develop: develop,
    device_cgroup_rules: uniqueStrings,
    devices: listOf(either(string, record({ source: string, target: string, permissions: string }, ['source']))),
    dns: stringOrList,
    dns_opt: uniqueStrings,
    dns_search: stringOrList,
    domainname: string,
    entrypoint: command,
    env_file: envFile,
    environment: listOrMap,
    expose: listOf(numberOrText, true),
    extends: either(string, closedRecord({ service: string, file: string }, ['service'])),
    external_links: uniqueStrings,
    extra_hosts: extraHosts,
    gpus: gpus,
    group_add: listOf(numberOrText, true),
    healthcheck,
    hostname: string,
    image: string,
    init: boolOrWord,
    ipc: string,
    isolation: string,
    label_file: either(string, strings),
    labels: listOrMap,
    links: uniqueStrings,
    logging: record({ driver: string, options: namesTo(scalar('string', 'number', 'null'), /.+/s, true) }),
    mac_address: string,
    mem_limit: numberOrText,
    mem_reservation: integerOrText,
    mem_swappiness: integerOrText,
    memswap_limit: numberOrText,
    models: either(uniqueStrings, namesTo(record({ endpoint_var: string, model_var: string }), NAME, true)),
    network_mode: string,
    networks: either(uniqueStrings, namesTo(either(network, scalar('null')), NAME)),
    oom_kill_disable: boolOrWord,
    oom_score_adj: bounded(-1000, 1000),
    pid: scalar('string', 'null'),
    pids_limit: numberOrText,
    platform: string,
    ports: listOf(either(numberOrText, port), true),
    post_start: listOf(hook),
    pre_start: listOf(startHook),
    pre_stop: listOf(hook),
    privileged: boolOrWord,
    profiles: uniqueStrings,
    provider: record({ type: string, options: namesTo(either(scalarOption, listOf(scalarOption)), /.+/s, true) }, [
        'type',
    ]),
    pull_policy: matching(/always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+/),
    pull_refresh_after: string,
    read_only: boolOrWord,
    restart: string,
    runtime: string,
    scale: integerOrText,
    secrets: grants,
    security_opt: uniqueStrings,
    shm_size: numberOrText,
    stdin_open: boolOrWord,
    stop_grace_period: string,
    stop_signal: string,
    storage_opt: { map: { keys: new Map(), open: true } },
    sysctls: listOrMap,
    tmpfs: stringOrList,
    tty: boolOrWord,
    ulimits: ulimits,
    use_api_socket: scalar('boolean'),
    user: string,
    userns_mode: string,
    uts: string,
    volumes: listOf(either(string, volume), true),
    volumes_from: uniqueStrings,
    working_dir: string,
});

;// CONCATENATED MODULE: ./src/inputs/compose/check-schema.js





const external = either(boolOrWord, record({ name: string }));
const looseExternal = { ...boolOrWord, map: { keys: new Map([['name', string]]), open: true } };
const addresses = namesTo(string, /.+/s);
const check_schema_network = either(scalar('null'), record({
    name: string,
    driver: string,
    driver_opts: optionTexts,
    ipam: record({
        driver: string,
        config: listOf(record({ subnet: string, ip_range: string, gateway: string, aux_addresses: addresses })),
        options: addresses,
    }),
    external,
    internal: boolOrWord,
    enable_ipv4: boolOrWord,
    enable_ipv6: boolOrWord,
    attachable: boolOrWord,
    labels: listOrMap,
}));
const check_schema_volume = either(scalar('null'), record({ name: string, driver: string, driver_opts: optionTexts, external, labels: listOrMap }));
const secret = record({
    name: string,
    environment: string,
    file: string,
    external: looseExternal,
    labels: listOrMap,
    driver: string,
    driver_opts: optionTexts,
    template_driver: string,
});
const config = record({
    name: string,
    content: string,
    environment: string,
    file: string,
    external: looseExternal,
    labels: listOrMap,
    template_driver: string,
});
const model = record({ name: string, model: string, context_size: integer, runtime_flags: strings }, ['model']);
const FILE = record({
    version: string,
    name: string,
    include: listOf({ anything: true }),
    services: namesTo(service, NAME),
    models: namesTo(model, NAME, true),
    networks: namesTo(check_schema_network, NAME, true),
    volumes: namesTo(check_schema_volume, NAME),
    secrets: namesTo(secret, NAME),
    configs: namesTo(config, NAME),
});
const SERVICE_KEYS = [...(service.map?.keys.keys() ?? [])];
const LEGACY = new Map([
    ['net', 'write network_mode'],
    ['log_driver', 'write logging: {driver: ...}'],
    ['log_opt', 'write logging: {options: ...}'],
    ['dockerfile', 'write build: {dockerfile: ...}'],
    ['volume_driver', 'set the driver of the volume under the top-level key volumes'],
    ['cpu_set', 'write cpuset'],
]);
function checkSchema(model, file) {
    const found = findMismatch(model, FILE);
    if (found === undefined)
        return;
    const path = found.path.join('.');
    refuse(`validating ${file}: ${path === '' ? 'the file' : path} ${found.reason}${advise(model, found)}`, found.at);
}
function advise(model, found) {
    const key = /^additional properties '(.*)' not allowed$/s.exec(found.reason)?.[1];
    if (key === undefined)
        return '';
    if (found.path.length === 0 && !model.entries.has('services') && model.entries.get(key)?.node.kind === 'map')
        return '; if it is a service, as in files of version 1, put it under the top-level key services';
    if (found.path.length !== 2 || found.path[0] !== 'services')
        return '';
    const legacy = LEGACY.get(key);
    if (legacy !== undefined)
        return `; ${legacy}`;
    const near = (0,nearest/* nearest */.p)(key, SERVICE_KEYS);
    return near === undefined ? '' : `; did you mean ${near}?`;
}

;// CONCATENATED MODULE: ./src/inputs/compose/dedup.js






const KEYS = pathTable([
    ['services.*.{environment,labels,annotations,sysctls}', beforeEquals],
    ['services.*.{dns,dns_opt,dns_search,cap_add,cap_drop,profiles,links,tmpfs}', beforeEquals],
    ['services.*.build.{args,labels,additional_contexts,tags}', beforeEquals],
    ['services.*.deploy.labels', beforeEquals],
    ['{networks,volumes}.*.labels', beforeEquals],
    ['services.*.networks.*.{aliases,link_local_ips}', beforeEquals],
    ['services.*.extra_hosts', wholeText],
    ['services.*.build.extra_hosts', wholeText],
    ['services.*.volumes', volumeTarget],
    ['services.*.devices', deviceTarget],
    ['services.*.secrets', grantTarget('/run/secrets')],
    ['services.*.configs', grantTarget('')],
    ['services.*.ports', portIdentity],
    ['services.*.expose', wholeText],
    ['services.*.env_file', envFilePath],
]);
function dropDuplicates(model) {
    const result = rewrite(model, KEYS, (node, keyOf, path) => (node.kind === 'list' ? dedup(node, keyOf, path) : node));
    return result.kind === 'map' ? result : model;
}
function dedup(list, keyOf, path) {
    const items = [];
    const positions = new Map();
    list.items.forEach((item, index) => {
        const key = keyOf(item, `${path}[${index}]`);
        const at = key === undefined ? undefined : positions.get(key);
        const before = at === undefined ? undefined : items[at];
        if (at !== undefined && before !== undefined) {
            items[at] = before === item ? item : withRelated(item, placesOf(before));
            return;
        }
        if (key !== undefined)
            positions.set(key, items.length);
        items.push(item);
    });
    return items.length === list.items.length ? list : { ...list, items };
}
function known(text) {
    return (0,parse_hole/* hasHole */.dI)(text) ? undefined : text;
}
function textOf(node) {
    return node?.kind === 'scalar' && node.value !== null ? scalarText(node.value) : undefined;
}
function beforeEquals(item) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string')
        return undefined;
    const [key = ''] = item.value.split('=', 1);
    return known(key);
}
function wholeText(item) {
    const text = textOf(item);
    return text === undefined ? undefined : known(text);
}
function volumeTarget(item, path) {
    if (item.kind === 'scalar') {
        if (typeof item.value !== 'string')
            return undefined;
        const text = item.value;
        const target = locate(item.origin.at, path, () => parseComposeVolume(text))?.target;
        return target === undefined ? undefined : known(target);
    }
    const target = childOf(item, 'target');
    if (item.kind === 'map' && (isNull(target) || target?.kind !== 'scalar'))
        refuse(`service volume ${path} is missing a mount target; add target: /path`, item.origin.at);
    return wholeText(target ?? item);
}
function deviceTarget(item, path) {
    if (item.kind === 'scalar') {
        const [source = '', target = source] = scalarText(item.value).split(':');
        return known(target);
    }
    const target = textOf(childOf(item, 'target'));
    if (item.kind === 'map' && target === undefined)
        refuse(`service device ${path} is missing a target; add target: /dev/name`, item.origin.at);
    return target === undefined ? undefined : known(target);
}
function grantTarget(directory) {
    return (item) => {
        const name = item.kind === 'scalar' ? textOf(item) : textOf(childOf(item, 'source'));
        const target = textOf(childOf(item, 'target')) ?? (name === undefined ? undefined : `${directory}/${name}`);
        return target === undefined ? undefined : known(target);
    };
}
function portIdentity(item, path) {
    if (item.kind !== 'map')
        return wholeText(item);
    const target = childOf(item, 'target');
    if (isNull(target))
        refuse(`service ports ${path} is missing a target port; add target: PORT`, item.origin.at);
    const address = textOf(childOf(item, 'host_ip')) ?? '0.0.0.0';
    const published = textOf(childOf(item, 'published')) ?? '';
    const protocol = textOf(childOf(item, 'protocol')) ?? 'tcp';
    return known(`${address}:${published}:${textOf(target) ?? ''}/${protocol}`);
}
function envFilePath(item) {
    const path = item.kind === 'scalar' ? item : childOf(item, 'path');
    return path === undefined ? undefined : wholeText(path);
}

;// CONCATENATED MODULE: ./src/inputs/compose/defaults.js


const DEFAULTS = pathTable([
    ['services.*.build', (build) => fill(build, 'context', '.')],
    ['services.*.secrets[]', secretTarget],
    ['services.*.ports[]', (port) => fill(fill(port, 'protocol', 'tcp'), 'mode', 'ingress')],
    ['services.*.deploy.resources.reservations.devices[]', countAll],
    ['services.*.gpus[]', countAll],
    ['services.*.volumes[].bind', (bind) => fill(bind, 'create_host_path', true)],
]);
function setDefaults(model) {
    const result = rewrite(model, DEFAULTS, (node, set) => (node.kind === 'map' ? set(node) : node));
    return result.kind === 'map' ? result : model;
}
function fill(map, key, value) {
    return map.entries.has(key) ? map : withEntries(map, { [key]: makeScalar(value, map.origin) });
}
function secretTarget(secret) {
    const source = childOf(secret, 'source');
    if (source?.kind !== 'scalar' || !isNull(childOf(secret, 'target')))
        return secret;
    return withEntries(secret, { target: makeScalar(`/run/secrets/${source.value}`, source.origin, source.hole) });
}
function countAll(request) {
    return isNull(childOf(request, 'count')) && isNull(childOf(request, 'device_ids'))
        ? withEntries(request, { count: makeScalar('all', request.origin) })
        : request;
}

;// CONCATENATED MODULE: ./src/inputs/compose/merge.js






const RULES = pathTable([
    ['services.*.{command,entrypoint}', 'replace'],
    ['services.*.healthcheck.test', 'replace'],
    ['services.*.ulimits.*', 'replace'],
    ['services.*.{environment,labels,annotations,sysctls}', 'pairs'],
    ['services.*.build.{args,labels,additional_contexts}', 'pairs'],
    ['services.*.deploy.labels', 'pairs'],
    ['{networks,volumes}.*.labels', 'pairs'],
    ['services.*.{dns,dns_search,dns_opt,tmpfs,env_file,label_file}', 'texts'],
    ['services.*.extra_hosts', 'hosts'],
    ['services.*.build.extra_hosts', 'hosts'],
    ['services.*.depends_on', 'dependsOn'],
    ['services.*.{networks,models}', 'names'],
    ['services.*.build', 'build'],
    ['services.*.logging', 'logging'],
    ['networks.*.ipam.config', 'pools'],
]);
function mergeModels(base, override) {
    return mergeMaps(base, override, RULES, '');
}
function mergeServices(base, override, name) {
    return mergeMaps(base, override, RULES.named.get('services')?.any, `services.${name}`);
}
function mergeMaps(base, override, rules, path) {
    if (override.entries.size === 0)
        return base;
    const entries = new Map(base.entries);
    for (const [key, entry] of override.entries) {
        const before = entries.get(key);
        const below = rules?.named.get(key) ?? rules?.any;
        entries.set(key, before === undefined ? entry : mergeEntry(before, entry, below, joinKey(path, key)));
    }
    return { kind: 'map', entries, origin: override.origin };
}
function mergeEntry(before, after, rules, path) {
    const node = mergeNodes(before.node, after.node, rules, path);
    if (node === before.node)
        return before;
    const grown = before.node.kind === 'map' &&
        node.kind === 'map' &&
        after.node.kind === 'map' &&
        after.node.entries !== node.entries;
    return { key: grown ? before.key : after.key, node };
}
function mergeNodes(base, override, rules, path) {
    if (rules?.value === 'replace')
        return withRelated(override, placesOf(base));
    const prepare = rules?.value === undefined ? undefined : PREPARE[rules.value];
    const typed = rules?.value === 'build' || rules?.value === 'logging' || rules?.value === 'dependsOn';
    if (isNull(override) && !(typed && base.kind !== 'scalar'))
        return base;
    const [left, right] = prepare === undefined ? [base, override] : [prepare(base), prepare(override)];
    if (left.kind === 'map') {
        if (right.kind !== 'map')
            return differ(path, right);
        if (rules?.value === 'logging' && driversDiffer(left, right))
            return withRelated(right, placesOf(left));
        return mergeMaps(left, right, rules, path);
    }
    if (left.kind === 'list') {
        if (right.kind !== 'list')
            return differ(path, right);
        return rules?.value === 'pools' ? mergePools(left, right, rules.items, path) : append(left, right);
    }
    return isNull(left) ? right : withRelated(right, placesOf(left));
}
const PREPARE = {
    pairs: pairsToTexts,
    texts: stringToList,
    hosts: hostsToTexts,
    dependsOn: dependsOnToMap,
    names: namesToMap,
    build: (node) => (node.kind === 'scalar' && typeof node.value === 'string' ? mapAt(node, { context: node }) : node),
};
function append(base, override) {
    if (override.items.length === 0)
        return base;
    return makeList([...base.items, ...override.items], withRelated(override, placesOf(base)).origin);
}
function driversDiffer(base, override) {
    const [before, after] = [childOf(base, 'driver'), childOf(override, 'driver')];
    if (before === undefined || after === undefined)
        return false;
    const [left, right] = [knownText(before), knownText(after)];
    return left === undefined || right === undefined || left !== right;
}
function mergePools(base, override, rules, path) {
    const items = [...base.items];
    const bySubnet = new Map();
    for (const [index, item] of items.entries()) {
        const subnet = knownText(childOf(item, 'subnet'));
        if (subnet !== undefined && !bySubnet.has(subnet))
            bySubnet.set(subnet, index);
    }
    for (const pool of override.items) {
        const at = bySubnet.get(knownText(childOf(pool, 'subnet')) ?? '');
        const before = at === undefined ? undefined : items[at];
        if (at !== undefined && before?.kind === 'map' && pool.kind === 'map')
            items[at] = mergeMaps(before, pool, rules, path);
        else
            items.push(pool);
    }
    return makeList(items, override.origin);
}
function differ(path, override) {
    return refuse(`cannot override ${path}: it is of another kind in an earlier file or in the service extended`, override.origin.at);
}

;// CONCATENATED MODULE: ./src/inputs/compose/paths.js





const PROJECT = '\u{F5EA1}';
const paths_PATHS = pathTable([
    ['services.*.build.context', 'context'],
    ['services.*.build.additional_contexts.*', 'context'],
    ['services.*.build.ssh.*', 'hostPath'],
    ['services.*.env_file[].path', 'path'],
    ['services.*.label_file[]', 'path'],
    ['services.*.extends.file', 'path'],
    ['services.*.develop.watch[].path', 'path'],
    ['services.*.volumes[]', 'bindMount'],
    ['{configs,secrets}.*.file', 'hostPath'],
    ['volumes.*', 'localVolume'],
]);
function resolvePaths(model, scope) {
    return rewrite(model, paths_PATHS, (node, kind, path) => resolveNode(node, kind, path, scope));
}
function showPaths(model) {
    const show = (node) => node?.kind === 'scalar' && typeof node.value === 'string' && node.value.startsWith(PROJECT)
        ? makeScalar(showPath(node.value), node.origin, node.hole)
        : node;
    return rewrite(model, paths_PATHS, (node, kind) => {
        if (kind === 'bindMount')
            return setBelow(node, ['source'], show);
        if (kind === 'localVolume')
            return setBelow(node, ['driver_opts', 'device'], show);
        return show(node) ?? node;
    });
}
function showPath(path) {
    if (!path.startsWith(PROJECT))
        return path;
    const rest = path.slice(PROJECT.length + 1);
    return rest === '' ? '.' : rest.startsWith('../') || rest === '..' ? rest : `./${rest}`;
}
function realPath(path, context) {
    return path.startsWith(PROJECT) ? (0,external_node_path_.resolve)(context.projectDirectory, path.slice(PROJECT.length + 1)) : path;
}
function resolvePath(path, base, context) {
    if (path.startsWith(PROJECT) || path === '')
        return path;
    if (path.startsWith('~'))
        return context.mode === 'scan' ? path : expandHome(path, context.home);
    if (path.startsWith('/') || path.startsWith(parse_hole/* HOLE */.vs))
        return path;
    return joinPath(base, path);
}
function directoryOf(path) {
    const cut = path.lastIndexOf('/');
    return cut === -1 ? path : cut === 0 ? '/' : path.slice(0, cut);
}
function joinPath(base, path) {
    if (!base.startsWith(PROJECT))
        return external_node_path_.posix.join(base, path).replace(/(?<=.)\/$/, '');
    const joined = `${base.slice(PROJECT.length + 1)}/${path}`.replace(/^\//, '');
    const rest = (0,parse_hole/* hasHole */.dI)(path) && path.includes('..') ? joined : external_node_path_.posix.normalize(joined).replace(/(?<=.)\/$/, '');
    return rest === '.' || rest === './' ? PROJECT : `${PROJECT}/${rest.replace(/^\.\//, '')}`;
}
function expandHome(path, home) {
    return home === undefined ? path : external_node_path_.posix.join(home, path.slice(1));
}
function resolveNode(node, kind, path, scope) {
    switch (kind) {
        case 'context':
            return isRemoteContext(node) ? node : resolveScalar(node, scope);
        case 'hostPath':
            return isWindowsPath(knownText(node)) ? node : resolveScalar(node, scope);
        case 'bindMount':
            return resolveBind(node, path, scope);
        case 'localVolume': {
            const isLocal = knownText(nodeAt(node, 'driver')) === 'local';
            if (!isLocal || knownText(nodeAt(node, 'driver_opts', 'o')) !== 'bind')
                return node;
            return setBelow(node, ['driver_opts', 'device'], (device) => device && resolveScalar(device, scope));
        }
        default:
            return resolveScalar(node, scope);
    }
}
function resolveBind(node, path, scope) {
    if (node.kind !== 'map' || knownText(nodeAt(node, 'type')) !== 'bind')
        return node;
    const source = nodeAt(node, 'source');
    if (source === undefined || (source.kind === 'scalar' && (source.value === '' || source.value === null)))
        refuse(`${path}: a bind mount needs a source: field Source must not be empty`, node.origin.at);
    return isWindowsPath(knownText(source)) ? node : setBelow(node, ['source'], (at) => at && resolveScalar(at, scope));
}
function resolveScalar(node, scope) {
    if (node.kind !== 'scalar' || typeof node.value !== 'string')
        return node;
    const path = resolvePath(node.value, scope.base, scope.context);
    return path === node.value ? node : { ...node, value: path };
}
function setBelow(node, path, change) {
    const [key, ...below] = path;
    if (node.kind !== 'map' || key === undefined)
        return node;
    const entry = node.entries.get(key);
    if (entry === undefined)
        return node;
    const changed = below.length === 0 ? change(entry.node) : setBelow(entry.node, below, change);
    if (changed === entry.node || changed === undefined)
        return node;
    return { ...node, entries: new Map(node.entries).set(key, { ...entry, node: changed }) };
}
function isRemoteContext(node) {
    const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
    return text.includes('://') || /^(service:|github\.com\/|git@)/.test(text);
}
function isWindowsPath(path) {
    return path !== undefined && /^([A-Za-z]:[\\/]|\\\\)/.test(path);
}

;// CONCATENATED MODULE: ./src/inputs/compose/remote.js


const REMOTE = /^(oci:|git@|github\.com\/|(https?|git|ssh):\/\/)/;
function isRemote(text) {
    return REMOTE.test(text);
}
function noteRemote(scope, what, node) {
    const text = String(node.value).replaceAll(parse_hole/* HOLE */.vs, '?');
    if (scope.context.mode === 'config')
        refuse(`${what} is remote (${text}): nothing is fetched; copy it into the repository and name the copy`, node.origin.at);
    scope.context.unread.push(node.hole ?? {
        reason: `${what} is remote (${text}) and is not fetched`,
        hint: 'copy it into the repository and name the copy',
        at: node.origin.at,
    });
    return undefined;
}

;// CONCATENATED MODULE: ./src/inputs/compose/tags.js
function stripTags(root, marks) {
    const cleared = { delete: false, below: new Map() };
    return { root: marks.size === 0 ? root : strip(root, marks, cleared), cleared };
}
function strip(node, marks, cleared) {
    if (node.kind === 'scalar')
        return node;
    if (node.kind === 'list') {
        const kept = node.items.filter((item) => marks.get(item) !== 'reset');
        return { ...node, items: kept.map((item) => strip(item, marks, undefined)) };
    }
    const entries = new Map();
    for (const [key, entry] of node.entries) {
        const mark = marks.get(entry.node);
        const here = { delete: mark !== undefined, below: new Map() };
        if (mark !== 'reset')
            entries.set(key, { key: entry.key, node: strip(entry.node, marks, here) });
        if (here.delete || here.below.size > 0)
            cleared?.below.set(key, here);
    }
    return { ...node, entries };
}
function clearPaths(map, cleared) {
    if (cleared.below.size === 0)
        return map;
    const entries = new Map(map.entries);
    for (const [key, below] of cleared.below) {
        const entry = entries.get(key);
        if (entry === undefined)
            continue;
        if (below.delete)
            entries.delete(key);
        else if (entry.node.kind === 'map')
            entries.set(key, { key: entry.key, node: clearPaths(entry.node, below) });
    }
    return { ...map, entries };
}
function clearedInService(cleared, name) {
    return cleared.below.get('services')?.below.get(name);
}

;// CONCATENATED MODULE: ./src/inputs/compose/extends.js








function applyExtends(document, file, cleared, scope, load) {
    const services = childOf(document, 'services');
    if (services === undefined || isNull(services))
        return document;
    if (services.kind !== 'map')
        refuse('services: must be a mapping', services.origin.at);
    if (![...services.entries.values()].some(({ node }) => childOf(node, 'extends') !== undefined))
        return document;
    const source = { file, services: services.entries, done: new Map(), scope, cleared: [cleared] };
    const entries = new Map();
    for (const [name, entry] of services.entries)
        entries.set(name, { key: entry.key, node: resolve(name, source, [], load) });
    return withEntries(document, { services: { ...services, entries } });
}
function resolve(name, source, chain, load) {
    const known = source.done.get(name);
    const written = source.services.get(name)?.node;
    if (known !== undefined)
        return known;
    if (written === undefined)
        return refuse(`service ${JSON.stringify(name)} not found in ${source.file}`);
    const node = resolveWritten(name, written, source, chain, load);
    source.done.set(name, node);
    return node;
}
function resolveWritten(name, written, source, chain, load) {
    const reference = childOf(written, 'extends');
    if (written.kind !== 'map' || reference === undefined)
        return written;
    const link = { file: source.file, service: name };
    if (chain.some((earlier) => earlier.file === link.file && earlier.service === name))
        refuse(`Circular reference: ${[...chain, link].map((at) => `${at.service} in ${at.file}`).join(', extends ')}`, reference.origin.at);
    if (chain.length >= MAX_CHAIN)
        refuseLimit(`services extend each other deeper than the limit of ${MAX_CHAIN} levels`, reference.origin.at);
    const own = withEntries(written, { extends: undefined });
    const base = findBase(name, reference, source, [...chain, link], load);
    if (base?.kind !== 'map')
        return own;
    const cleaned = source.cleared.reduce((map, cleared) => {
        const below = clearedInService(cleared, name);
        return below === undefined ? map : clearPaths(map, below);
    }, base);
    const merged = mergeServices(cleaned, own, name);
    spendNodes(source.scope.context, countNodes(merged), reference.origin.at);
    return merged;
}
function findBase(name, reference, source, chain, load) {
    const service = reference.kind === 'scalar' ? reference : childOf(reference, 'service');
    if (service?.kind !== 'scalar' || service.value === null)
        return refuse(`extends.${name}.service is required; name the service to extend`, reference.origin.at);
    if (service.hole !== undefined)
        return noteRemote(source.scope, `the service that ${name} extends`, service);
    const wanted = scalarText(service.value);
    const file = childOf(reference, 'file');
    if (file === undefined || isNull(file)) {
        if (!source.services.has(wanted))
            refuse(`cannot extend service ${JSON.stringify(name)} in ${source.file}: service ${JSON.stringify(wanted)} not found`, service.origin.at);
        return resolve(wanted, source, chain, load);
    }
    return fromFile(name, wanted, file, source, chain, load);
}
function fromFile(name, wanted, file, source, chain, load) {
    const { scope } = source;
    if (file.kind !== 'scalar')
        return refuse(`services.${name}.extends.file must be a string`, file.origin.at);
    const text = scalarText(file.value);
    if (file.hole !== undefined || isRemote(text))
        return noteRemote(scope, `the file that ${name} extends`, file);
    const path = resolvePath(text, scope.base, scope.context);
    const inner = { ...scope, base: directoryOf(path) };
    const base = locate(file.origin.at, '', () => load(path, inner));
    const label = scope.context.reader.label(realPath(path, scope.context));
    const services = childOf(base.model, 'services');
    if (services === undefined || isNull(services))
        return refuse(`cannot extend service ${JSON.stringify(name)} in ${label}: no services section`, file.origin.at);
    if (services.kind !== 'map')
        return refuse(`cannot extend service ${JSON.stringify(name)} in ${label}: services must be a mapping`, file.origin.at);
    if (!services.entries.has(wanted))
        return refuse(`cannot extend service ${JSON.stringify(name)} in ${source.file}: service ${JSON.stringify(wanted)} not found in ${text}`, file.origin.at);
    const next = {
        file: label,
        services: services.entries,
        done: new Map(),
        scope: inner,
        cleared: base.cleared,
    };
    return resolve(wanted, next, chain, load);
}

// EXTERNAL MODULE: ./src/parse/dotenv.js
var dotenv = __webpack_require__(7068);
;// CONCATENATED MODULE: ./src/parse/interpolate.js

const MAX_INTERPOLATED_LENGTH = 1024 * 1024;
const MAX_INTERPOLATION_DEPTH = 100;
const interpolate_NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /:?[-+?]/y;
function interpolate(text, variables) {
    return text.includes('$') ? interpolate_expand(text, variables, 0) : text;
}
function interpolate_expand(text, variables, depth) {
    if (depth > MAX_INTERPOLATION_DEPTH)
        throw new errors/* LimitError */.oC(`variables are nested deeper than the limit of ${MAX_INTERPOLATION_DEPTH} levels`);
    const parts = [];
    let length = 0;
    let done = 0;
    const add = (part) => {
        length += part.length;
        if (length > MAX_INTERPOLATED_LENGTH)
            throw new errors/* LimitError */.oC(`interpolation gives a text longer than the limit of ${MAX_INTERPOLATED_LENGTH} characters`);
        parts.push(part);
    };
    for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', done)) {
        add(text.slice(done, at));
        const next = text[at + 1];
        if (next === '$') {
            add('$');
            done = at + 2;
        }
        else if (next === '{') {
            const braced = readBraced(text, at);
            add(evaluate(braced, variables, depth));
            done = braced.end;
        }
        else {
            const name = matchAt(interpolate_NAME, text, at + 1);
            add(name === undefined ? '$' : (variables.get(name) ?? variables.unset(name)));
            done = at + 1 + (name?.length ?? 0);
        }
    }
    add(text.slice(done));
    return parts.join('');
}
function readBraced(text, at) {
    const name = matchAt(interpolate_NAME, text, at + 2);
    if (name === undefined)
        throw interpolate_invalid(text);
    const after = at + 2 + name.length;
    if (text[after] === '}')
        return { name, operator: '', rest: '', end: after + 1 };
    const operator = matchAt(OPERATOR, text, after);
    if (operator === undefined)
        throw interpolate_invalid(text);
    const start = after + operator.length;
    const close = findClose(text, start);
    if (close === -1)
        throw interpolate_invalid(text);
    return { name, operator, rest: text.slice(start, close), end: close + 1 };
}
function findClose(text, start) {
    let open = 1;
    let last = -1;
    for (let at = start; at < text.length; at += 1) {
        const char = text[at];
        if (char === '\n')
            break;
        if (char === '{')
            open += 1;
        if (char !== '}')
            continue;
        last = at;
        open -= 1;
        if (open === 0)
            return at;
    }
    return last;
}
function evaluate(braced, variables, depth) {
    const { name, operator, rest } = braced;
    const value = variables.get(name);
    const present = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
    const expandRest = () => interpolate_expand(rest, variables, depth + 1);
    switch (operator.at(-1)) {
        case '-':
            return present ? (value ?? '') : expandRest();
        case '+':
            return present ? expandRest() : '';
        case '?': {
            if (present)
                return value ?? '';
            if (variables.required !== undefined)
                return variables.required(name);
            const message = expandRest();
            throw new errors/* InputError */.dz(`required variable ${name} is missing a value${message === '' ? '' : `: ${message}`}; set it in the environment or in an env file`);
        }
        default:
            return value ?? variables.unset(name);
    }
}
function matchAt(pattern, text, at) {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
}
function interpolate_invalid(text) {
    const shown = text.length > 200 ? `${text.slice(0, 200)}...` : text;
    return new errors/* InputError */.dz(`invalid interpolation format: ${JSON.stringify(shown)}; write \`\${NAME}\` or \`\${NAME:-default}\`, and double the $ where you mean a plain $`);
}

;// CONCATENATED MODULE: ./src/inputs/compose/interpolate-tree.js







function interpolateTree(root, environment, context) {
    return interpolate_tree_walk(root, CASTS, '', environment, context);
}
function interpolate_tree_walk(node, casts, path, environment, context) {
    if (node.kind === 'list')
        return mapItems(node, (item, index) => interpolate_tree_walk(item, casts?.items, `${path}[${index}]`, environment, context));
    if (node.kind === 'map')
        return mapEntries(node, (child, key) => interpolate_tree_walk(child, casts?.named.get(key) ?? casts?.any, joinKey(path, key), environment, context));
    if (typeof node.value !== 'string')
        return node;
    const text = node.value.includes('$') ? interpolateScalar(node, node.value, path, environment, context) : node;
    return casts?.value === undefined || text.hole !== undefined ? text : castText(text, casts.value, path, context);
}
function interpolateScalar(node, text, path, environment, context) {
    const result = interpolateText(text, node.origin.at, path, environment, context);
    const related = [...(node.origin.related ?? []), ...result.related];
    const origin = related.length === 0 ? { at: node.origin.at } : { at: node.origin.at, related };
    const scalar = makeScalar(result.text, origin, result.hole);
    return result.lent ? { ...scalar, lent: true } : scalar;
}
function interpolateText(text, at, path, environment, context) {
    const related = new Set();
    const missing = new Set();
    let inherited;
    let lent = false;
    const leaveHole = (name) => {
        missing.add(`\${${name}}`);
        return parse_hole/* HOLE */.vs;
    };
    const expanded = locate(at, path, () => interpolate(text, {
        get: (name) => {
            const found = environment.get(name);
            if (found?.at !== undefined && related.size < MAX_RELATED)
                related.add(found.at);
            inherited ??= found?.hole;
            lent ||= found !== undefined && found.at === undefined;
            return found?.value;
        },
        unset: (name) => (context.mode === 'scan' ? leaveHole(name) : noteBlank(name, at, context)),
        ...(context.mode === 'scan' ? { required: leaveHole } : {}),
    }));
    context.spent.expansion += expanded.length;
    if (context.spent.expansion > MAX_EXPANSION)
        refuseLimit(`interpolation gives more than the limit of ${MAX_EXPANSION} characters`, at);
    return {
        text: expanded,
        related: [...related],
        hole: expanded.includes(parse_hole/* HOLE */.vs) ? absenceOf(missing, inherited, at) : undefined,
        lent,
    };
}
function absenceOf(missing, inherited, at) {
    if (missing.size === 0)
        return inherited;
    const [first = '', second, third, ...more] = missing;
    const shown = [first, second, third].filter((name) => name !== undefined).join(', ');
    const names = more.length === 0 ? shown : `${shown} and ${more.length} more`;
    return {
        reason: `${names} ${missing.size === 1 ? 'has' : 'have'} no value or default in the repository`,
        hint: 'give it a default in the file, set it in an env file, or lend it to the scan with --env',
        at,
    };
}
function noteBlank(name, at, context) {
    if (context.blank.has(name))
        return '';
    context.blank.add(name);
    const message = `the variable ${JSON.stringify(name)} is not set and defaults to a blank string`;
    context.notices.push({ message, location: at });
    return '';
}

;// CONCATENATED MODULE: ./src/inputs/compose/env-file.js





function readEnvFile(path, outer, into, context, format = 'dotenv') {
    if (path === '/dev/null')
        return;
    const file = context.reader.label(path);
    const lookup = { get: (name) => outer(name) ?? into.get(name) };
    const entries = entriesOf(path, file, context, format);
    spendNodes(context, entries.length);
    for (const entry of entries) {
        const at = {
            file,
            startLine: entry.line,
            startColumn: entry.column,
            endLine: entry.line,
            endColumn: entry.column + entry.name.length,
        };
        if (entry.text === undefined) {
            const value = outer(entry.name);
            if (value !== undefined)
                into.set(entry.name, value);
        }
        else if (!entry.interpolated) {
            into.set(entry.name, { value: entry.text, at });
        }
        else {
            const { text, hole } = interpolateText(entry.text, at, `${file} line ${entry.line}`, lookup, context);
            into.set(entry.name, (0,parse_hole/* hasHole */.dI)(text) && hole !== undefined ? { value: text, at, hole } : { value: text, at });
        }
    }
}
function entriesOf(path, file, context, format) {
    const key = `${format}:${file}`;
    const known = context.envFiles.get(key);
    if (known !== undefined)
        return known;
    noteFile(context, file);
    const text = context.reader.read(path);
    const start = { file, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    const entries = locate(start, file, () => (format === 'raw' ? (0,dotenv/* parseRawEnv */.Z)(text) : (0,dotenv/* parseDotenv */.q)(text)));
    context.envFiles.set(key, entries);
    return entries;
}

;// CONCATENATED MODULE: ./src/inputs/compose/include.js











const IMPORTED = ['services', 'volumes', 'networks', 'secrets', 'configs', 'models'];
const include_KEYS = new Set(['path', 'project_directory', 'env_file']);
function applyIncludes(document, cleared, scope, load) {
    const include = childOf(document, 'include');
    if (include === undefined)
        return document;
    const own = withEntries(document, { include: undefined });
    if (isNull(include))
        return own;
    if (include.kind !== 'list')
        return refuse('`include` must be a list', include.origin.at);
    return include.items.reduce((model, item) => {
        const imported = loadInclude(item, scope, load);
        return imported === undefined ? model : mergeModels(clearPaths(onlyResources(imported), cleared), model);
    }, own);
}
function onlyResources(model) {
    const entries = new Map();
    for (const key of IMPORTED) {
        const entry = model.entries.get(key);
        if (entry !== undefined && !isNull(entry.node))
            entries.set(key, entry);
    }
    return makeMap(entries, model.origin);
}
function loadInclude(item, scope, load) {
    const { context } = scope;
    const paths = include_textsOf(pathsOf(item), 'include.path');
    const [first] = paths;
    if (first === undefined)
        return refuse('include needs a path; name the file to include', item.origin.at);
    const open = paths.find((path) => path.hole !== undefined || isRemote(scalarText(path.value)));
    if (open !== undefined)
        return noteRemote(scope, 'the include', open);
    const files = paths.map((path) => {
        const file = resolvePath(scalarText(path.value), scope.base, context);
        if (!context.reader.exists(realPath(file, context)))
            refuse(`included file ${context.reader.label(realPath(file, context))}: no such file`, path.origin.at);
        return file;
    });
    const [main = ''] = files;
    const at = first.origin.at;
    if (scope.including.includes(main))
        refuse(`include cycle detected: ${[...scope.including, main].map((file) => context.reader.label(realPath(file, context))).join(' include ')}`, at);
    if (scope.including.length >= MAX_CHAIN)
        refuseLimit(`includes are nested deeper than the limit of ${MAX_CHAIN} levels`, at);
    context.spent.loads += files.length;
    if (context.spent.loads > MAX_FILES)
        refuseLimit(`the project includes more than the limit of ${MAX_FILES} files`, at);
    const base = projectDirectoryOf(item, main, scope);
    const environment = environmentOf(item, base, scope);
    return locate(at, '', () => load(files, { context, base, environment, including: [...scope.including, main], extended: new Map() }));
}
function pathsOf(item) {
    if (item.kind === 'scalar')
        return item;
    if (item.kind !== 'map')
        return refuse('an include must be a string or a mapping', item.origin.at);
    for (const [key, entry] of item.entries)
        if (!include_KEYS.has(key))
            refuse(`include: additional properties '${key}' not allowed`, entry.key);
    return childOf(item, 'path');
}
function include_textsOf(node, what) {
    if (node === undefined || isNull(node))
        return [];
    const list = stringToList(node);
    if (list.kind !== 'list')
        return refuse(`${what} must be a string or a list of strings`, node.origin.at);
    return list.items.map((item) => item.kind === 'scalar' && item.value !== null ? item : refuse(`${what} must be a list of strings`, item.origin.at));
}
function projectDirectoryOf(item, main, scope) {
    const written = childOf(item, 'project_directory');
    const text = written?.kind === 'scalar' && written.hole === undefined ? scalarText(written.value) : '';
    if (text === '')
        return directoryOf(main);
    const directory = resolvePath(text, scope.base, scope.context);
    const missing = !text.startsWith('/') && !scope.context.reader.exists(realPath(directory, scope.context));
    return missing ? directoryOf(directory) : directory;
}
function environmentOf(item, base, scope) {
    const { context } = scope;
    const named = include_textsOf(childOf(item, 'env_file'), 'include.env_file');
    const standard = (0,external_node_path_.join)(realPath(base, context), '.env');
    const files = named.length > 0
        ? named.map((file) => ({ file: envPath(file, scope), at: file }))
        : context.reader.exists(standard)
            ? [{ file: standard, at: undefined }]
            : [];
    const environment = new Map(scope.environment);
    const added = new Map();
    for (const { file } of files)
        readEnvFile(file, (name) => scope.environment.get(name), added, context);
    for (const [name, value] of added)
        if (!environment.has(name))
            environment.set(name, value);
    return environment;
}
function envPath(node, scope) {
    const text = scalarText(node.value);
    if (text === '/dev/null')
        return text;
    const path = realPath(resolvePath(text, scope.base, scope.context), scope.context);
    if (!scope.context.reader.exists(path))
        refuse(`env file ${scope.context.reader.label(path)} of the include: no such file`, node.origin.at);
    return path;
}

// EXTERNAL MODULE: ../node_modules/yaml/dist/index.js
var dist = __webpack_require__(6637);
;// CONCATENATED MODULE: ./src/inputs/compose/merge-keys.js


function applyMerges(entries, merge, marks) {
    const sources = merge.node.kind === 'list' ? merge.node.items : [merge.node];
    for (const source of sources) {
        if (source.kind !== 'map')
            refuse('map merge requires map or sequence of maps as the value of `<<`', source.origin.at);
        for (const [key, entry] of source.entries) {
            if (entries.has(key))
                continue;
            const node = withRelated(entry.node, placesOf(source).slice(0, 1));
            const mark = marks.get(entry.node);
            if (mark !== undefined)
                marks.set(node, mark);
            entries.set(key, { key: entry.key, node });
        }
    }
}

;// CONCATENATED MODULE: ./src/inputs/compose/yaml-documents.js


const MAX_DEPTH = 100;
const MAX_TOKENS = 500_000;
function parseYaml(text, file) {
    const place = placeFinder(text, file);
    const control = text.indexOf('\0');
    if (control !== -1)
        refuse('the file holds a NUL character, which YAML does not allow', place(control, control + 1));
    const documents = [];
    const composer = new dist/* Composer */.Dk({
        schema: 'failsafe',
        resolveKnownTags: false,
        uniqueKeys: false,
        prettyErrors: false,
        logLevel: 'silent',
    });
    for (const document of composer.compose(tokensOf(text, place))) {
        const error = document.errors[0];
        if (error !== undefined)
            refuse(`not valid YAML: ${error.message.trim()}`, place(error.pos[0], error.pos[1]));
        documents.push(document);
    }
    return { documents, place };
}
function* tokensOf(text, place) {
    const parser = new dist/* Parser */.iX();
    let count = 0;
    for (const lexeme of new dist/* Lexer */.JG().lex(text)) {
        yield* parser.next(lexeme);
        count += 1;
        if (count > MAX_TOKENS)
            refuseLimit(`YAML holds more than the limit of ${MAX_TOKENS} tokens`, place(parser.offset, parser.offset));
        if (parser.stack.length > MAX_DEPTH + 2)
            refuseLimit(`YAML is nested deeper than the limit of ${MAX_DEPTH} levels`, place(parser.offset, parser.offset));
    }
    yield* parser.end();
}
function placeFinder(text, file) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
        starts.push(at + 1);
    const lineOf = (offset) => {
        let low = 0;
        let high = starts.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if ((starts[middle] ?? 0) <= offset)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    };
    return (start, end) => {
        let last = Math.min(Math.max(start, end), text.length);
        while (last > start && /\s/.test(text[last - 1] ?? ''))
            last -= 1;
        const from = lineOf(start);
        const next = starts[from + 1] ?? Number.POSITIVE_INFINITY;
        const to = last < next ? from : lineOf(last);
        return {
            file,
            startLine: from + 1,
            startColumn: start - (starts[from] ?? 0) + 1,
            endLine: to + 1,
            endColumn: last - (starts[to] ?? 0) + 1,
        };
    };
}

;// CONCATENATED MODULE: ./src/inputs/compose/read-yaml.js







const MAX_NODES = 500_000;
function readYaml(text, file) {
    const { documents, place } = parseYaml(text, file);
    let count = 0;
    const read = documents.map((document) => {
        const reading = { place, anchors: new Map(), open: new Set(), marks: new Map(), count };
        const start = document.range[0];
        const root = document.contents === null
            ? makeScalar(null, { at: place(start, start) })
            : convert(document.contents, [], reading);
        count = reading.count;
        return stripTags(root, reading.marks);
    });
    return { documents: read, nodes: count };
}
function convert(ast, path, reading) {
    if ((0,dist/* isAlias */.Vj)(ast))
        return resolveAlias(ast.source, placeOf(ast, reading), path.length, reading);
    const anchor = ast.anchor;
    if (anchor !== undefined)
        reading.open.add(anchor);
    const node = convertPlain(ast, path, reading);
    const mark = ast.tag === '!reset' ? 'reset' : ast.tag === '!override' ? 'override' : undefined;
    if (mark !== undefined)
        reading.marks.set(node, mark);
    if (anchor !== undefined) {
        reading.open.delete(anchor);
        reading.anchors.set(anchor, { node, ...measure(node) });
    }
    return node;
}
function convertPlain(ast, path, reading) {
    const at = placeOf(ast, reading);
    grow(reading, 1, path.length, at);
    if ((0,dist/* isScalar */.jn)(ast)) {
        const value = typeScalar(ast);
        const isFloat = typeof value === 'number' && Number.isInteger(value) && /^[-+]?[\d_]*[.eE]/.test(String(ast.value));
        return isFloat ? { kind: 'scalar', value, origin: { at }, float: true } : makeScalar(value, { at });
    }
    if ((0,dist/* isSeq */.oP)(ast)) {
        const items = ast.items.map((item, index) => convert(item, [...path, String(index)], reading));
        return makeList(items, { at });
    }
    if (!(0,dist/* isMap */.jh)(ast))
        refuse('not a value of YAML that Compose knows', at);
    const entries = new Map();
    const merges = [];
    for (const pair of ast.items) {
        const keyNode = pair.key;
        const keyPlace = placeOf(keyNode, reading);
        const isMerge = (0,dist/* isScalar */.jn)(keyNode) && keyNode.value === '<<' && keyNode.type === 'PLAIN';
        const key = isMerge ? '<<' : readKey(keyNode, keyPlace, path, reading);
        const earlier = entries.get(key)?.key ?? (isMerge ? merges[0]?.key : undefined);
        if (earlier !== undefined)
            refuse(`mapping key ${JSON.stringify(key)} already defined at line ${earlier.startLine}; keep one of the two`, keyPlace);
        const value = pair.value;
        const node = value === null
            ? makeScalar(null, { at: afterOf(keyPlace) })
            : convert(value, isMerge ? path : [...path, key], reading);
        if (isMerge)
            merges.push({ key: keyPlace, node });
        else
            entries.set(key, { key: keyPlace, node });
    }
    for (const merge of merges)
        applyMerges(entries, merge, reading.marks);
    return makeMap(entries, { at });
}
function readKey(ast, at, path, reading) {
    const node = convert(ast, path, reading);
    if (node.kind === 'scalar' && typeof node.value === 'string')
        return node.value;
    const shown = node.kind === 'scalar' ? String(node.value) : `a ${node.kind === 'map' ? 'mapping' : 'list'}`;
    return refuse(`non-string key in ${path.join('.') || 'the top level'}: ${shown}; put it in quotes`, at);
}
function resolveAlias(name, at, depth, reading) {
    if (reading.open.has(name))
        refuse(`alias *${name} stands inside its own anchor: cycle detected`, at);
    const anchored = reading.anchors.get(name);
    if (anchored === undefined)
        return refuse(`unknown anchor "${name}": an anchor must come before its alias, in the same document`, at);
    grow(reading, anchored.size, depth + anchored.height, at);
    const node = withRelated({ ...anchored.node, origin: { at } }, [anchored.node.origin.at]);
    const mark = reading.marks.get(anchored.node);
    if (mark !== undefined)
        reading.marks.set(node, mark);
    return node;
}
function grow(reading, nodes, depth, at) {
    reading.count += nodes;
    if (reading.count > MAX_NODES)
        refuseLimit(`excessive aliasing or size: the file holds more than the limit of ${MAX_NODES} values`, at);
    if (depth > MAX_DEPTH)
        refuseLimit(`YAML is nested deeper than the limit of ${MAX_DEPTH} levels`, at);
}
function measure(node) {
    if (node.kind === 'scalar')
        return { size: 1, height: 0 };
    const children = node.kind === 'list' ? node.items : [...node.entries.values()].map((entry) => entry.node);
    let size = 1;
    let height = 0;
    for (const child of children) {
        const inner = measure(child);
        size += inner.size;
        height = Math.max(height, inner.height + 1);
    }
    return { size, height };
}
function typeScalar(ast) {
    const text = String(ast.value);
    const tag = ast.tag;
    if (tag === undefined)
        return ast.type === 'PLAIN' ? resolvePlain(text) : text;
    if (tag === 'tag:yaml.org,2002:null')
        return null;
    return /^tag:yaml\.org,2002:(int|float|bool)$/.test(tag) ? resolvePlain(text) : text;
}
function placeOf(ast, reading) {
    return reading.place(ast.range[0], ast.range[1]);
}
function afterOf(key) {
    return { ...key, startLine: key.endLine, startColumn: key.endColumn };
}

;// CONCATENATED MODULE: ./src/inputs/compose/validate.js




const CHECKS = pathTable([
    ['volumes.*', checkExternalVolume],
    ['configs.*', (node, path) => checkSources(node, path, ['file', 'environment', 'content'])],
    ['secrets.*', (node, path) => checkSources(node, path, ['file', 'environment'])],
    ['services.*.ports[]', checkHostIp],
    ['services.*.develop.watch[]', checkWatchPath],
    ['services.*.deploy.resources.reservations.devices[]', checkDeviceRequest],
    ['services.*.gpus[]', checkDeviceRequest],
]);
function validateModel(model) {
    rewrite(model, CHECKS, (node, check, path) => {
        if (node.kind === 'map')
            check(node, path);
        return node;
    });
}
function isExternal(node) {
    const external = childOf(node, 'external');
    return external?.kind === 'scalar' && (external.value === true || external.hole !== undefined);
}
function checkExternalVolume(volume, path) {
    const external = childOf(volume, 'external');
    if (external?.kind !== 'scalar' || external.value !== true)
        return;
    for (const [key, entry] of volume.entries)
        if (key !== 'external' && key !== 'name' && !key.startsWith('x-'))
            refuse(`${path}: conflicting parameters "external" and ${JSON.stringify(key)} specified; keep one of them`, entry.key);
}
function checkSources(node, path, keys) {
    const set = keys.filter((key) => !isNull(childOf(node, key)));
    if (set.length > 1)
        refuse(`${path}: ${set.join('|')} attributes are mutually exclusive; keep one of them`, node.origin.at);
    if (set.length === 1 || isExternal(node) || !isNull(childOf(node, 'driver')))
        return;
    refuse(`${path}: one of ${keys.join('|')} must be set`, node.origin.at);
}
function checkHostIp(port, path) {
    const node = childOf(port, 'host_ip');
    const text = knownText(node);
    if (node !== undefined && text !== undefined && text !== '' && !(0,ip_address/* isIpAddress */.o)(text))
        refuse(`${path}.host_ip: invalid ip address: ${text}`, node.origin.at);
}
function checkWatchPath(watch, path) {
    const node = childOf(watch, 'path');
    if (node !== undefined && knownText(node) === '')
        refuse(`${path}.path: value can't be blank`, node.origin.at);
}
function checkDeviceRequest(request, path) {
    if (isNull(childOf(request, 'count')) || isNull(childOf(request, 'device_ids')))
        return;
    refuse(`${path}: "count" and "device_ids" attributes are exclusive; keep one of them`, request.origin.at);
}

;// CONCATENATED MODULE: ./src/inputs/compose/model.js
















function loadModel(files, scope) {
    const { model } = mergeFiles(files, scope, 'complete');
    if (model.entries.size === 0) {
        const file = scope.context.reader.label(realPath(files[0] ?? '', scope.context));
        refuse(`empty compose file: ${file} holds nothing but comments; add services`, model.origin.at);
    }
    const validated = setDefaults(model);
    validateModel(validated);
    const resolved = resolvePaths(validated, scope);
    return resolved.kind === 'map' ? fillBareVariables(resolved, scope) : validated;
}
function readDocuments(path, context) {
    const real = realPath(path, context);
    const label = context.reader.label(real);
    const known = context.documents.get(label);
    if (known !== undefined)
        return known;
    noteFile(context, label);
    const { documents, nodes } = readYaml(context.reader.read(real), label);
    spendNodes(context, nodes);
    context.documents.set(label, documents);
    return documents;
}
function mergeFiles(files, scope, purpose) {
    const cleared = [];
    let model;
    let place = { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    for (const file of files) {
        const label = scope.context.reader.label(realPath(file, scope.context));
        if (place.file === '')
            place = { ...place, file: label };
        for (const document of readDocuments(file, scope.context)) {
            if (isNull(document.root))
                continue;
            model = addDocument(model, document, label, scope, purpose);
            cleared.push(document.cleared);
        }
    }
    return { model: model ?? makeMap(new Map(), { at: place }), cleared };
}
function addDocument(before, document, file, scope, purpose) {
    if (document.root.kind !== 'map')
        return refuse('the top-level object must be a mapping, with the key services', document.root.origin.at);
    const interpolated = interpolateTree(document.root, scope.environment, scope.context);
    let own = interpolated.kind === 'map' ? interpolated : document.root;
    if (purpose === 'complete') {
        own = applyIncludes(own, document.cleared, scope, loadModel);
        own = applyExtends(own, file, document.cleared, scope, loadBase);
    }
    const merged = before === undefined ? own : mergeModels(clearPaths(before, document.cleared), own);
    spendMerge(scope.context, merged);
    const model = dropDuplicates(merged);
    if (purpose === 'complete')
        checkSchema(model, file);
    return dropDuplicates(makeCanonical(dropVersion(model, scope.context), scope.context));
}
function dropVersion(model, context) {
    const version = childOf(model, 'version');
    if (version === undefined)
        return model;
    context.notices.push({ message: 'the attribute version is obsolete; remove it', location: version.origin.at });
    return withEntries(model, { version: undefined });
}
function loadBase(path, scope) {
    const key = realPath(path, scope.context);
    const known = scope.extended.get(key);
    if (known !== undefined)
        return known;
    const { model, cleared } = mergeFiles([path], scope, 'base');
    const resolved = resolvePaths(model, scope);
    const base = { model: resolved.kind === 'map' ? resolved : model, cleared };
    scope.extended.set(key, base);
    return base;
}

;// CONCATENATED MODULE: ./src/inputs/compose/normalise.js




const NAMED = ['networks', 'volumes', 'configs', 'secrets'];
function normaliseModel(model, project) {
    const services = childOf(model, 'services');
    const normal = services?.kind === 'map' ? mapEntries(services, (node) => normaliseService(node)) : undefined;
    const withDefault = addDefaultNetwork(withEntries(model, normal === undefined ? {} : { services: normal }));
    const named = NAMED.flatMap((section) => {
        const resources = childOf(withDefault, section);
        return resources?.kind === 'map'
            ? [[section, mapEntries(resources, (node, key) => nameResource(node, key, project))]]
            : [];
    });
    return withEntries(withDefault, Object.fromEntries(named));
}
function normaliseService(node) {
    if (node.kind !== 'map')
        return node;
    const policy = childOf(node, 'pull_policy');
    const volumes = childOf(node, 'volumes');
    const hooks = childOf(node, 'pre_start');
    return withEntries(node, {
        ...(usesDefaultNetwork(node) ? { networks: defaultNetwork(node) } : {}),
        ...present('build', childOf(node, 'build'), nameDockerfile),
        ...(policy !== undefined && knownText(policy) === 'if_not_present'
            ? { pull_policy: makeScalar('missing', policy.origin) }
            : {}),
        ...present('volumes', volumes, (list) => (list.kind === 'list' ? mapItems(list, cleanVolume) : list)),
        ...present('pre_start', hooks, (list) => list.kind === 'list' ? mapItems(list, (hook) => inheritImage(hook, childOf(node, 'image'))) : list),
        ...implicitDependencies(node),
    });
}
function present(key, node, change) {
    return node === undefined ? {} : { [key]: change(node) };
}
function usesDefaultNetwork(service) {
    const networks = childOf(service, 'networks');
    const none = networks === undefined || isNull(networks) || (networks.kind === 'map' && networks.entries.size === 0);
    return none && isNull(childOf(service, 'network_mode')) && childOf(service, 'provider') === undefined;
}
function defaultNetwork(service) {
    const { origin } = service;
    return makeMap(new Map([['default', entryAt(makeScalar(null, origin))]]), origin);
}
function nameDockerfile(build) {
    if (build.kind !== 'map')
        return build;
    const written = (key) => !isNull(childOf(build, key)) && knownText(childOf(build, key)) !== '';
    if (written('dockerfile') || written('dockerfile_inline'))
        return build;
    return withEntries(build, { dockerfile: makeScalar('Dockerfile', build.origin) });
}
function cleanVolume(volume) {
    const target = childOf(volume, 'target');
    const text = knownText(target);
    if (volume.kind !== 'map' || target === undefined || text === undefined)
        return volume;
    const clean = cleanTarget(text);
    return clean === text ? volume : withEntries(volume, { target: makeScalar(clean, target.origin) });
}
function inheritImage(hook, image) {
    return hook.kind === 'map' && image !== undefined && isNull(childOf(hook, 'image'))
        ? withEntries(hook, { image })
        : hook;
}
function addDefaultNetwork(model) {
    const services = childOf(model, 'services');
    if (services?.kind !== 'map')
        return model;
    const user = [...services.entries.values()].find(({ node }) => nodeAt(node, 'networks', 'default') !== undefined);
    if (user === undefined || nodeAt(model, 'networks', 'default') !== undefined)
        return model;
    const { origin } = user.node;
    const networks = childOf(model, 'networks');
    const before = networks?.kind === 'map' ? networks : makeMap(new Map(), origin);
    return withEntries(model, { networks: withEntries(before, { default: makeMap(new Map(), origin) }) });
}
function nameResource(node, key, project) {
    const map = node.kind === 'map' ? node : isNull(node) ? makeMap(new Map(), node.origin) : undefined;
    if (map === undefined)
        return node;
    const name = childOf(map, 'name');
    if (name !== undefined && !isNull(name) && knownText(name) !== '')
        return map;
    return withEntries(map, { name: makeScalar(isExternal(map) ? key : `${project}_${key}`, map.origin) });
}

;// CONCATENATED MODULE: ./src/inputs/compose/project-environment.js



const SYMBOLIC = new Map([
    ['PWD', '.'],
    ['HOME', '~'],
    ['XDG_RUNTIME_DIR', '/run/user/1000'],
]);
function startEnvironment(given, mode, directory) {
    const environment = new Map();
    const always = mode === 'scan' ? SYMBOLIC : [['PWD', directory]];
    for (const [name, value] of always)
        environment.set(name, { value });
    for (const [name, value] of Object.entries(given))
        environment.set(name, { value });
    return environment;
}
function fillFromEnvFiles(environment, named, cwd, directory, context) {
    const files = chooseFiles(environment, named, cwd, directory, context);
    const read = new Map();
    for (const file of files)
        readEnvFile(file, (name) => environment.get(name), read, context);
    for (const [name, value] of read)
        if (!environment.has(name))
            environment.set(name, value);
}
function chooseFiles(environment, named, cwd, directory, context) {
    const listed = (environment.get('COMPOSE_ENV_FILES')?.value ?? '').split(',').filter((file) => file !== '');
    const chosen = named.length > 0 ? named : listed;
    if (chosen.length === 0) {
        const standard = (0,external_node_path_.join)(directory, '.env');
        const off = isTrue(environment.get('COMPOSE_DISABLE_ENV_FILE')?.value);
        return !off && context.reader.exists(standard) ? [standard] : [];
    }
    return chosen.map((file) => {
        const path = (0,external_node_path_.resolve)(cwd, file);
        if (path !== '/dev/null' && !context.reader.exists(path))
            throw new errors/* InputError */.dz(`couldn't find env file: ${context.reader.label(path)}; check --env-file`);
        return path;
    });
}
function isTrue(value) {
    return value !== undefined && /^(1|t|true)$/i.test(value);
}

;// CONCATENATED MODULE: ./src/inputs/compose/project-name.js





function chooseProjectName(flag, environment, roots, context) {
    if (flag !== undefined && flag !== '')
        return checkName(flag, 'change --project-name', errors/* UsageError */.eb);
    const variable = environment.get('COMPOSE_PROJECT_NAME');
    if (variable !== undefined && variable.value !== '' && variable.hole === undefined)
        return checkName(variable.value, 'change COMPOSE_PROJECT_NAME', errors/* InputError */.dz);
    let written = '';
    for (const root of roots) {
        const node = childOf(root, 'name');
        if (node?.kind !== 'scalar' || node.value === null)
            continue;
        const { text, hole } = interpolateText(scalarText(node.value), node.origin.at, 'name', environment, context);
        if (hole === undefined)
            written = normaliseName(text);
    }
    const name = written === '' ? normaliseName((0,external_node_path_.basename)(context.projectDirectory)) : written;
    if (name === '')
        throw new errors/* InputError */.dz('project name must not be empty; give one with --project-name or the top-level key `name`');
    return name;
}
function normaliseName(name) {
    return name
        .toLowerCase()
        .replace(/[^a-z0-9_-]/g, '')
        .replace(/^[_-]+/, '');
}
function checkName(name, remedy, Kind) {
    if (normaliseName(name) === name)
        return name;
    throw new Kind(`invalid project name ${JSON.stringify(name)}: must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number; ${remedy}`);
}

;// CONCATENATED MODULE: ./src/inputs/compose/select.js




function splitByProfiles(services, profiles) {
    const enabled = new Map();
    const disabled = new Map();
    for (const [name, entry] of services)
        (isActive(entry.node, profiles) ? enabled : disabled).set(name, entry);
    return { enabled, disabled };
}
function isActive(service, profiles) {
    const own = profilesOf(service);
    return own.length === 0 || profiles.has('*') || own.some((profile) => (0,parse_hole/* hasHole */.dI)(profile) || profiles.has(profile));
}
function profilesOf(service) {
    const list = childOf(service, 'profiles');
    if (list?.kind !== 'list')
        return [];
    return list.items.flatMap((item) => (item.kind === 'scalar' ? [String(item.value)] : []));
}
function selectServices(selection, profiles, wanted) {
    if (wanted.length === 0)
        return selection;
    const all = new Map([...selection.enabled, ...selection.disabled]);
    const added = wanted.flatMap((name) => {
        const entry = all.get(name);
        if (entry === undefined)
            throw new errors/* InputError */.dz(`no such service: ${name}; there are ${[...all.keys()].sort().join(', ') || 'none'}`);
        return selection.enabled.has(name) ? [] : profilesOf(entry.node);
    });
    const { enabled } = splitByProfiles(all, new Set([...profiles, ...added]));
    const kept = closure(enabled, wanted);
    return {
        enabled: new Map([...enabled].filter(([name]) => kept.has(name))),
        disabled: new Map([...all].filter(([name]) => !kept.has(name))),
    };
}
function closure(enabled, wanted) {
    const kept = new Set();
    const left = [...wanted];
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
        const entry = enabled.get(name);
        if (entry === undefined || kept.has(name))
            continue;
        kept.add(name);
        for (const dependency of dependenciesOf(entry.node)) {
            if (!enabled.has(dependency.name) && dependency.required)
                throw new errors/* InputError */.dz(`no such service: ${dependency.name}, which ${name} depends on; switch on its profile as well`, dependency.node.origin.at);
            left.push(dependency.name);
        }
    }
    return kept;
}
const USES = [
    ['networks', ['networks']],
    ['models', ['models']],
    ['volumes', ['volumes']],
    ['secrets', ['secrets']],
    ['secrets', ['build', 'secrets']],
    ['configs', ['configs']],
];
function dropUnused(model, enabled) {
    const used = new Map();
    for (const { node } of enabled.values())
        for (const [section, path] of USES) {
            const names = used.get(section) ?? new Set();
            used.set(section, names);
            const users = path.reduce((at, key) => childOf(at, key), node);
            if (users?.kind === 'map')
                for (const name of users.entries.keys())
                    names.add(name);
            if (users?.kind === 'list')
                for (const item of users.items)
                    names.add(knownText(childOf(item, 'source')) ?? '');
        }
    const entries = new Map(model.entries);
    for (const [section] of USES) {
        const entry = model.entries.get(section);
        if (entry?.node.kind !== 'map')
            continue;
        const kept = new Map([...entry.node.entries].filter(([name]) => used.get(section)?.has(name)));
        entries.set(section, { key: entry.key, node: { ...entry.node, entries: kept } });
    }
    return { ...model, entries };
}

;// CONCATENATED MODULE: ./src/inputs/compose/service-environment.js






function resolveEnvironment(name, service, environment, context) {
    const own = resolveOwn(childOf(service, 'environment'), environment, context);
    const fromFiles = readEnvFiles(name, service, own, environment, context);
    const labels = readLabelFiles(service, context);
    const build = childOf(service, 'build');
    return withEntries(service, {
        env_file: undefined,
        label_file: undefined,
        ...layered('environment', fromFiles, own, service),
        ...layered('labels', labels, service_environment_entriesOf(childOf(service, 'labels')), service),
        ...(build?.kind === 'map' ? { build: resolveArguments(build, environment, context) } : {}),
    });
}
function service_environment_entriesOf(node) {
    return node?.kind === 'map' ? node.entries : new Map();
}
function layered(key, below, above, service) {
    const written = childOf(service, key);
    if (below.size === 0 && above.size === 0)
        return {};
    const origin = written?.origin ?? service.origin;
    const entries = new Map();
    for (const [name, variable] of below) {
        const at = variable.at ?? origin.at;
        entries.set(name, { key: at, node: makeScalar(variable.value, { at }, variable.hole) });
    }
    for (const [name, entry] of above)
        entries.set(name, entry);
    return { [key]: makeMap(entries, origin) };
}
function resolveOwn(node, environment, context) {
    const entries = new Map();
    for (const [name, entry] of service_environment_entriesOf(node))
        entries.set(name, isBare(entry.node) ? { key: entry.key, node: lookUp(name, entry, environment, context) } : entry);
    return entries;
}
function isBare(node) {
    return node.kind === 'scalar' && node.value === null && node.hole === undefined;
}
function lookUp(name, entry, environment, context) {
    const { at } = entry.node.origin;
    const found = environment.get(name);
    if (found?.at !== undefined)
        return makeScalar(found.value, { at, related: [found.at] }, found.hole);
    if (found !== undefined)
        return { ...makeScalar(found.value, { at }, found.hole), lent: true };
    if (context.mode === 'config')
        return entry.node;
    return makeScalar(parse_hole/* HOLE */.vs, { at: entry.key }, outside(name, entry.key));
}
function outside(name, at) {
    return {
        reason: `${name} takes its value from outside the repository`,
        hint: 'set it in an env file, or lend it to the scan with --env',
        at,
    };
}
function resolveArguments(build, environment, context) {
    const args = childOf(build, 'args');
    if (args?.kind !== 'map')
        return build;
    const entries = new Map();
    for (const [name, entry] of args.entries) {
        const node = isBare(entry.node) ? lookUp(name, entry, environment, context) : entry.node;
        if (!isBare(node))
            entries.set(name, { key: entry.key, node });
    }
    return withEntries(build, { args: { ...args, entries } });
}
function readEnvFiles(name, service, own, environment, context) {
    const read = new Map();
    const files = childOf(service, 'env_file');
    const outer = (variable) => environment.get(variable) ?? variableOf(own.get(variable));
    for (const file of files?.kind === 'list' ? files.items : []) {
        const path = childOf(file, 'path');
        if (path?.kind !== 'scalar')
            continue;
        const real = realPath(scalarText(path.value), context);
        if (path.hole === undefined && (real === '/dev/null' || context.reader.exists(real))) {
            readEnvFile(real, outer, read, context, formatOf(name, file));
            continue;
        }
        if (context.mode === 'scan')
            noteIncomplete(name, path.hole ?? missing(path, context), context);
        else if (isRequired(file))
            refuse(`env file ${context.reader.label(real)} not found; create it or set required: false`, path.origin.at);
    }
    return read;
}
function variableOf(entry) {
    const node = entry?.node;
    if (node?.kind !== 'scalar' || node.value === null)
        return undefined;
    return { value: scalarText(node.value), at: node.origin.at, ...(node.hole === undefined ? {} : { hole: node.hole }) };
}
function formatOf(name, file) {
    const format = childOf(file, 'format');
    if (format === undefined || isNull(format))
        return 'dotenv';
    const text = format.kind === 'scalar' ? scalarText(format.value) : '';
    if (text === 'raw')
        return 'raw';
    if (text === '' || text === '.env' || (0,parse_hole/* hasHole */.dI)(text))
        return 'dotenv';
    return refuse(`services.${name}: unsupported env_file format ${JSON.stringify(text)}; leave it out or write raw`, format.origin.at);
}
function isRequired(file) {
    const required = childOf(file, 'required');
    return !(required?.kind === 'scalar' && required.value === false);
}
function missing(path, context) {
    const shown = showPath(String(path.value));
    const label = shown.startsWith('~') ? shown : context.reader.label(realPath(String(path.value), context));
    return {
        reason: `the env file ${label} is not in the repository`,
        hint: 'put it in place before the scan to have its variables judged',
        at: path.origin.at,
    };
}
function noteIncomplete(name, absence, context) {
    const known = context.incompleteEnvironment.get(name) ?? [];
    context.incompleteEnvironment.set(name, [...known, absence]);
}
function readLabelFiles(service, context) {
    const read = new Map();
    const files = childOf(service, 'label_file');
    for (const file of files?.kind === 'list' ? files.items : []) {
        if (file.kind !== 'scalar' || file.hole !== undefined)
            continue;
        const real = realPath(scalarText(file.value), context);
        if (context.reader.exists(real))
            readEnvFile(real, () => undefined, read, context);
        else if (context.mode === 'config')
            refuse(`label file ${context.reader.label(real)} not found; create it or remove it from label_file`, file.origin.at);
        else
            context.notices.push({
                message: `the label file ${context.reader.label(real)} is not in the repository`,
                location: file.origin.at,
            });
    }
    return read;
}

;// CONCATENATED MODULE: ./src/inputs/compose/load.js












function loadProject(options) {
    const { files, environment, context } = findProject(options);
    const base = options.mode === 'scan' ? PROJECT : context.projectDirectory;
    const roots = files.flatMap((file) => readDocuments(file, context).slice(0, 1)).map((document) => document.root);
    const name = chooseProjectName(options.projectName, environment, roots, context);
    environment.set('COMPOSE_PROJECT_NAME', { value: name });
    const merged = loadModel(files, { context, base, environment, including: [...files], extended: new Map() });
    const model = normaliseModel(decodeModel(merged), name);
    const profiles = activeProfiles(options.profiles, environment);
    const selection = splitByProfiles(load_entriesOf(model, 'services'), profiles);
    checkConsistency({ ...selection, model, incomplete: context.unread.length > 0 });
    const selected = selectServices(selection, profiles, options.services);
    const enabled = resolveServices(selected, environment, context);
    return assemble(name, options.mode === 'config' ? dropUnused(model, enabled) : model, enabled, selected, context);
}
function findProject(options) {
    const { cwd, reader, mode } = options;
    const given = options.projectDirectory === undefined ? undefined : (0,external_node_path_.resolve)(cwd, options.projectDirectory);
    const [file] = options.files;
    const first = given ?? (file === undefined ? cwd : (0,external_node_path_.dirname)((0,external_node_path_.resolve)(cwd, file)));
    const draft = startContext(options, first);
    const environment = startEnvironment(options.environment, mode, cwd);
    fillFromEnvFiles(environment, options.envFiles, cwd, first, draft);
    const found = (0,discover/* findFiles */.lY)(options.files, cwd, given ?? cwd, environment, reader);
    const directory = given ?? (0,external_node_path_.dirname)(found.files[0] ?? cwd);
    const context = { ...draft, projectDirectory: directory };
    if (directory !== first)
        fillFromEnvFiles(environment, options.envFiles, cwd, directory, context);
    context.notices.push(...found.notices);
    return { files: found.files, environment, context };
}
function startContext(options, directory) {
    return {
        mode: options.mode,
        reader: options.reader,
        projectDirectory: directory,
        home: options.home ?? options.environment.HOME,
        files: new Set(),
        notices: [],
        blank: new Set(),
        unread: [],
        incompleteEnvironment: new Map(),
        documents: new Map(),
        envFiles: new Map(),
        spent: { expansion: 0, nodes: 0, loads: 0, documents: 0, work: 0 },
    };
}
function activeProfiles(named, environment) {
    if (named.length > 0)
        return new Set(named);
    const listed = environment.get('COMPOSE_PROFILES')?.value ?? '';
    return new Set(listed
        .split(',')
        .map((profile) => profile.trim())
        .filter((profile) => profile !== ''));
}
function resolveServices(selection, environment, context) {
    const services = new Map();
    for (const [name, entry] of selection.enabled) {
        const node = entry.node.kind === 'map'
            ? dropInactive(resolveEnvironment(name, entry.node, environment, context), selection)
            : entry.node;
        services.set(name, { key: entry.key, node });
    }
    return services;
}
function dropInactive(service, { enabled }) {
    const map = childOf(service, 'depends_on');
    if (map?.kind !== 'map' || [...map.entries.keys()].every((name) => enabled.has(name)))
        return service;
    const kept = new Map([...map.entries].filter(([name]) => enabled.has(name) || !/^[\w.-]+$/.test(name)));
    return withEntries(service, { depends_on: { ...map, entries: kept } });
}
function assemble(name, model, enabled, { disabled }, context) {
    const shown = (section, services) => {
        const entries = services === undefined ? load_entriesOf(model, section) : new Map(services);
        const entry = { key: model.origin.at, node: makeMap(entries, model.origin) };
        return load_entriesOf(showPaths(makeMap(new Map([[section, entry]]), model.origin)), section);
    };
    const known = new Set(['name', 'services', 'networks', 'volumes', 'secrets', 'configs']);
    return {
        name,
        directory: context.projectDirectory,
        files: [...context.files],
        envFiles: new Set([...context.envFiles.keys()].map((key) => key.slice(key.indexOf(':') + 1))),
        services: shown('services', enabled),
        disabled: shown('services', disabled),
        networks: shown('networks'),
        volumes: shown('volumes'),
        secrets: shown('secrets'),
        configs: shown('configs'),
        rest: new Map([...model.entries].filter(([key]) => !known.has(key))),
        unread: context.unread,
        incompleteEnvironment: context.incompleteEnvironment,
        notices: context.notices,
    };
}
function load_entriesOf(model, section) {
    const node = childOf(model, section);
    return node?.kind === 'map' ? node.entries : new Map();
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

/***/ 762:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ isIpAddress)
/* harmony export */ });
function isIpAddress(text) {
    return text.includes(':') ? isIpv6(text) : isIpv4(text);
}
function isIpv4(text) {
    const octets = text.split('.');
    return octets.length === 4 && octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255);
}
function isIpv6(text) {
    const halves = text.split('::');
    if (halves.length > 2)
        return false;
    const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
    const last = groups.at(-1) ?? '';
    const embedded = last.includes('.');
    if (embedded && (!isIpv4(last) || text.endsWith('::')))
        return false;
    const plain = embedded ? groups.slice(0, -1) : groups;
    if (!plain.every((group) => /^[\da-fA-F]{1,4}$/.test(group)))
        return false;
    const length = plain.length + (embedded ? 2 : 0);
    return halves.length === 2 ? length < 8 : length === 8;
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
