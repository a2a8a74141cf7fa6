export const id = 807;
export const ids = [807];
export const modules = {

/***/ 6415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v: () => (/* binding */ stateContainer)
});

// EXTERNAL MODULE: ./src/parse/hole.js
var parse_hole = __webpack_require__(7992);
// EXTERNAL MODULE: ./src/inputs/engine/document.js
var engine_document = __webpack_require__(290);
;// CONCATENATED MODULE: ./src/inputs/engine/found.js


function found(value, origin) {
    return origin === undefined ? { known: true, value } : { known: true, value, origin };
}
function lost(absence, origin) {
    return origin === undefined ? { known: false, absence } : { known: false, absence, origin };
}
function change(reading, convert) {
    return reading.known ? found(convert(reading.value), reading.origin) : reading;
}
function readText(document, path, fallback = '') {
    return read(document, path, fallback, 'a text', (value) => (typeof value === 'string' ? value : undefined));
}
function readBool(document, path) {
    return read(document, path, false, 'true or false', (value) => (typeof value === 'boolean' ? value : undefined));
}
function readInt(document, path, fallback = 0) {
    return read(document, path, fallback, 'a whole number', (value) => typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined);
}
function readTexts(document, path) {
    const absence = document.absence(path);
    if (absence !== undefined)
        return lost(absence, document.origin(path));
    const items = (0,engine_document/* itemsAt */.Ct)(document, path);
    const texts = items.map((item) => {
        const reading = readText(document, item);
        return reading.known ? reading.value : undefined;
    });
    const [first] = items;
    return found(texts, document.origin(path) ?? (first === undefined ? undefined : document.origin(first)));
}
function read(document, path, fallback, wanted, accept) {
    const origin = document.origin(path);
    const absence = document.absence(path);
    if (absence !== undefined)
        return lost(absence, origin);
    const value = (0,engine_document/* valueAt */.fK)(document, path);
    if (value === null)
        return found(fallback, origin);
    const accepted = accept(value);
    if (accepted === undefined)
        return document.fail(path, wanted);
    if (typeof accepted === 'string' && (0,parse_hole/* hasHole */.dI)(accepted))
        return lost(document.explain(accepted, path), origin);
    return found(accepted, origin);
}

;// CONCATENATED MODULE: ./src/inputs/engine/state.js

function state(stating, field, reading) {
    if (reading.known)
        stating.facts.set(field, reading.value, reading.origin);
    else
        stateUnknown(stating, field, reading.absence, reading.origin);
}
function stateUnknown(stating, path, absence, origin) {
    stating.facts.unknown(path, origin === undefined ? absence : { at: origin.at, ...absence });
    if (origin !== undefined)
        stating.facts.locate(path, origin);
}
function stateTexts(stating, fields) {
    each(fields, (field, path) => state(stating, field, readText(stating.document, path)));
}
function stateFlags(stating, fields) {
    each(fields, (field, path) => state(stating, field, readBool(stating.document, path)));
}
function stateNumbers(stating, fields) {
    each(fields, (field, path) => state(stating, field, readInt(stating.document, path)));
}
function stateLists(stating, fields) {
    each(fields, (field, path) => {
        stateList(stating, field, path);
    });
}
function stateList(stating, field, path, convert = (text) => text) {
    const { document } = stating;
    const reading = readTexts(document, path);
    if (!reading.known) {
        state(stating, field, reading);
        return undefined;
    }
    const texts = reading.value.map((text, index) => {
        const item = readText(document, [...path, index]);
        if (!item.known)
            stateUnknown(stating, `${field}[${index}]`, item.absence, item.origin);
        else if (item.origin !== undefined)
            stating.facts.locate(`${field}[${index}]`, item.origin);
        return text === undefined ? undefined : convert(text);
    });
    state(stating, field, { ...reading, value: texts });
    return texts;
}
function put(stating, path, element, name, reading) {
    if (reading.known)
        element[name] = reading.value;
    else
        stateUnknown(stating, `${path}.${name}`, reading.absence, reading.origin);
    if (reading.known && reading.origin !== undefined)
        stating.facts.locate(`${path}.${name}`, reading.origin);
}
function each(fields, act) {
    for (const field in fields) {
        const path = fields[field];
        if (path !== undefined)
            act(field, path);
    }
}

;// CONCATENATED MODULE: ./src/inputs/engine/devices.js




function stateDevices(stating) {
    const drafts = [...paths(stating), ...requests(stating), ...rules(stating)];
    state(stating, 'devices', found(drafts.map((draft, index) => deviceOf(stating, draft, index))));
}
function paths({ document }) {
    return (0,engine_document/* itemsAt */.Ct)(document, ['HostConfig', 'Devices']).map((path) => {
        const text = (key) => textAt((0,engine_document/* valueAt */.fK)(document, [...path, key]));
        return {
            path,
            kind: 'path',
            source: text('PathOnHost'),
            target: text('PathInContainer'),
            permissions: text('CgroupPermissions'),
        };
    });
}
function requests({ document }) {
    return (0,engine_document/* itemsAt */.Ct)(document, ['HostConfig', 'DeviceRequests']).flatMap((path) => {
        const driver = textAt((0,engine_document/* valueAt */.fK)(document, [...path, 'Driver']));
        const ids = (0,engine_document/* itemsAt */.Ct)(document, [...path, 'DeviceIDs']);
        const rest = { target: '', permissions: '' };
        if (driver === 'cdi')
            return ids.map((id) => ({
                ...rest,
                path: document.origin(id) === undefined ? path : id,
                kind: 'cdi',
                source: textAt((0,engine_document/* valueAt */.fK)(document, id)),
            }));
        const wanted = (0,engine_document/* itemsAt */.Ct)(document, [...path, 'Capabilities'])
            .flatMap((group) => (0,engine_document/* itemsAt */.Ct)(document, group))
            .map((item) => textAt((0,engine_document/* valueAt */.fK)(document, item)));
        return [{ ...rest, path, kind: 'request', source: driver === '' ? wanted.join(',') : driver }];
    });
}
function rules({ document }) {
    return (0,engine_document/* itemsAt */.Ct)(document, ['HostConfig', 'DeviceCgroupRules']).map((path) => {
        const rule = textAt((0,engine_document/* valueAt */.fK)(document, path));
        return { path, kind: 'cgroup-rule', source: rule, target: '', permissions: rule.split(' ')[2] ?? '' };
    });
}
function deviceOf(stating, draft, index) {
    const { document } = stating;
    const at = `devices[${index}]`;
    const origin = document.origin(draft.path);
    if (origin !== undefined)
        stating.facts.locate(at, origin);
    const text = (value) => (0,parse_hole/* hasHole */.dI)(value) ? lost(document.explain(value, draft.path)) : found(value);
    const element = {};
    put(stating, at, element, 'kind', found(draft.kind));
    put(stating, at, element, 'source', text(draft.source));
    put(stating, at, element, 'target', text(draft.target));
    put(stating, at, element, 'permissions', text(draft.permissions));
    const mode = draft.kind === 'path' && draft.permissions !== 'rwm' ? draft.permissions : '';
    const target = draft.target === draft.source && mode === '' ? '' : draft.target;
    const shown = [draft.source, target, mode].filter((part) => part !== '');
    put(stating, at, element, 'text', found(document.spell(shown.join(':'))));
    return element;
}
function textAt(value) {
    return typeof value === 'string' ? value : '';
}

// EXTERNAL MODULE: ./src/parse/hole-marks.js
var hole_marks = __webpack_require__(1423);
// EXTERNAL MODULE: ./src/parse/image-reference-parts.js
var image_reference_parts = __webpack_require__(6862);
;// CONCATENATED MODULE: ./src/inputs/engine/image.js






const PARTS = ['registry', 'repository', 'tag', 'digest'];
function stateImage(stating) {
    const { document } = stating;
    const path = ['Config', 'Image'];
    state(stating, 'image', readText(document, path));
    stateReference(stating, path);
    stateTexts(stating, { platform: ['platform'], pullPolicy: ['pull'] });
    const runtime = readText(document, ['HostConfig', 'Runtime']);
    const isDefault = (name) => document.kind === 'inspect' && (name === 'runc' || name === 'oci');
    state(stating, 'runtime', change(runtime, (name) => (isDefault(name) ? '' : name)));
    const platform = readText(document, [document.kind === 'run' ? 'platform' : 'Platform']);
    const windows = platform.known && /^windows(?:[(/]|$)/i.test(platform.value);
    state(stating, 'os', windows ? { ...platform, value: 'windows' } : found('linux'));
    stateNothing(stating);
}
function stateReference(stating, path) {
    const { document } = stating;
    const raw = (0,engine_document/* valueAt */.fK)(document, path);
    const text = typeof raw === 'string' ? raw : '';
    const byId = /^(?:sha256:)?[0-9a-f]{64}$/.test(text);
    const empty = { registry: '', repository: '', tag: '', digest: '' };
    const parts = text === '' ? empty : byId ? undefined : (0,image_reference_parts/* knownImageParts */.h)((0,hole_marks/* plainHoles */.ON)(text));
    const origin = document.origin(path);
    if (parts === undefined) {
        const reason = byId ? 'the image is named by its id alone' : `\`${document.spell(text)}\` is no image reference`;
        state(stating, 'imageReference', lost({ reason, at: origin?.at ?? document.declared }, origin));
        return;
    }
    const element = {};
    for (const part of PARTS) {
        const value = parts[part];
        put(stating, 'imageReference', element, part, value === undefined ? lost(document.explain(text, path)) : found(value));
    }
    state(stating, 'imageReference', found(element, origin));
    if ((0,parse_hole/* hasHole */.dI)(text) && Object.keys(element).length === 0)
        stating.facts.unknown('imageReference', document.explain(text, path));
}
function stateNothing(stating) {
    state(stating, 'built', found(false));
    state(stating, 'buildPrivileged', found(false));
    state(stating, 'buildNetwork', found(''));
    state(stating, 'buildArgs', found([]));
    state(stating, 'provider', found(''));
    state(stating, 'hooks', found([]));
    state(stating, 'replicas', found(1));
    state(stating, 'swarmKeys', found([]));
}

;// CONCATENATED MODULE: ./src/inputs/engine/limits.js



const HOST = 'HostConfig';
const PODMAN_PIDS = 2048;
const DEFAULT_SHM = 67_108_864;
function stateLimits(stating) {
    const { document } = stating;
    stateNumbers(stating, {
        memoryBytes: [HOST, 'Memory'],
        memoryReservationBytes: [HOST, 'MemoryReservation'],
        cpuShares: [HOST, 'CpuShares'],
        oomScoreAdj: [HOST, 'OomScoreAdj'],
    });
    stateTexts(stating, { cpuset: [HOST, 'CpusetCpus'] });
    stateFlags(stating, { oomKillDisable: [HOST, 'OomKillDisable'] });
    state(stating, 'cpuReservation', found(0));
    state(stating, 'cpus', readCpus(stating));
    state(stating, 'memorySwapBytes', readSwap(stating));
    state(stating, 'pidsLimit', readPids(stating));
    const shm = readInt(document, [HOST, 'ShmSize']);
    state(stating, 'shmSizeBytes', document.kind === 'inspect' && shm.known && shm.value === DEFAULT_SHM ? found(0) : shm);
    stateUlimits(stating);
    stateSysctls(stating);
}
function readCpus({ document }) {
    const nano = readInt(document, [HOST, 'NanoCpus']);
    if (!nano.known || nano.value > 0)
        return change(nano, (value) => value / 1e9);
    const quota = readInt(document, [HOST, 'CpuQuota']);
    const period = readInt(document, [HOST, 'CpuPeriod']);
    if (!quota.known || quota.value <= 0)
        return change(quota, () => 0);
    return period.known ? found(quota.value / (period.value > 0 ? period.value : 100_000), quota.origin) : period;
}
function readSwap({ document }) {
    const swap = readInt(document, [HOST, 'MemorySwap']);
    const memory = readInt(document, [HOST, 'Memory']);
    const isDefault = document.kind === 'inspect' && swap.known && memory.known && swap.value === 2 * memory.value;
    return isDefault ? found(0, swap.origin) : swap;
}
function readPids({ document }) {
    const path = [HOST, 'PidsLimit'];
    const pids = readInt(document, path);
    if (document.engine === 'podman' && document.kind === 'run' && document.origin(path) === undefined)
        return found(PODMAN_PIDS);
    return change(pids, (limit) => Math.max(0, limit));
}
function stateUlimits(stating) {
    const { document } = stating;
    const path = [HOST, 'Ulimits'];
    const absence = document.absence(path);
    if (absence !== undefined) {
        state(stating, 'ulimits', lost(absence, document.origin(path)));
        return;
    }
    const limits = (0,engine_document/* itemsAt */.Ct)(document, path).map((item, index) => {
        const at = `ulimits[${index}]`;
        const origin = document.origin(item);
        if (origin !== undefined)
            stating.facts.locate(at, origin);
        const element = {};
        const name = change(readText(document, [...item, 'Name']), (text) => text.replace(/^RLIMIT_/, '').toLowerCase());
        put(stating, at, element, 'name', name);
        put(stating, at, element, 'soft', readLimit(stating, [...item, 'Soft']));
        put(stating, at, element, 'hard', readLimit(stating, [...item, 'Hard']));
        return element;
    });
    state(stating, 'ulimits', found(limits, document.origin(path)));
}
function readLimit({ document }, path) {
    const value = (0,engine_document/* valueAt */.fK)(document, path);
    return typeof value === 'number' && value >= 2 ** 63 ? found(-1, document.origin(path)) : readInt(document, path);
}
function stateSysctls(stating) {
    const { document } = stating;
    const path = [HOST, 'Sysctls'];
    const settings = (0,engine_document/* keysAt */._s)(document, path).map((name, index) => {
        const at = `sysctls[${index}]`;
        const reading = readText(document, [...path, name]);
        if (reading.origin !== undefined)
            stating.facts.locate(at, reading.origin);
        const element = {};
        put(stating, at, element, 'name', nameOf(stating, name));
        put(stating, at, element, 'value', reading);
        return element;
    });
    state(stating, 'sysctls', found(settings, document.origin(path)));
}
function nameOf({ document }, name) {
    const shown = document.spell(name);
    return shown === name ? found(name) : lost(document.explain(name, [HOST, 'Sysctls', name]));
}

// EXTERNAL MODULE: ./src/parse/host-path.js
var host_path = __webpack_require__(3462);
;// CONCATENATED MODULE: ./src/inputs/engine/mounts-actual.js



function actualMounts(document, requested) {
    const asked = new Map(requested.map((draft) => [(0,host_path/* cleanHostPath */.L)(draft.target), draft]));
    const actual = (0,engine_document/* itemsAt */.Ct)(document, ['Mounts']).map((path) => fromMount(document, path, asked));
    const targets = new Set(actual.map(({ target }) => target));
    return [...actual, ...requested.filter(({ type, target }) => type === 'tmpfs' && !targets.has(target))];
}
function fromMount(document, path, requested) {
    const text = (key) => {
        const reading = readText(document, [...path, key]);
        return reading.known ? reading.value : '';
    };
    const type = text('Type');
    const target = text('Destination');
    const asked = requested.get((0,host_path/* cleanHostPath */.L)(target));
    const propagation = text('Propagation');
    return {
        path,
        type,
        source: type === 'volume' ? (isAnonymous(text('Name')) ? '' : text('Name')) : text('Source'),
        target,
        readOnly: change(readBool(document, [...path, 'RW']), (writable) => !writable),
        propagation: asked?.propagation ?? (propagation === 'rprivate' ? '' : propagation),
        relabel: type === 'volume' ? '' : (asked?.relabel ?? relabelOf(text('Mode'))),
        options: asked?.options ?? [],
        sizeBytes: asked?.sizeBytes ?? found(0),
        ...(asked?.binds === undefined ? {} : { binds: asked.binds }),
    };
}
function isAnonymous(name) {
    return /^[0-9a-f]{64}$/.test(name);
}
function relabelOf(mode) {
    return mode.split(',').find((option) => option === 'z' || option === 'Z') ?? '';
}

// EXTERNAL MODULE: ./src/model/errors.js
var errors = __webpack_require__(6351);
// EXTERNAL MODULE: ./src/parse/docker-limits.js
var docker_limits = __webpack_require__(2719);
// EXTERNAL MODULE: ./src/parse/volume.js
var volume = __webpack_require__(3852);
;// CONCATENATED MODULE: ./src/inputs/engine/mounts-requested.js






const mounts_requested_HOST = 'HostConfig';
function requestedMounts(document) {
    return [
        ...(0,engine_document/* itemsAt */.Ct)(document, [mounts_requested_HOST, 'Binds']).map((path) => fromBind(document, path)),
        ...(0,engine_document/* itemsAt */.Ct)(document, [mounts_requested_HOST, 'Mounts']).map((path) => mounts_requested_fromMount(document, path)),
        ...(0,engine_document/* keysAt */._s)(document, [mounts_requested_HOST, 'Tmpfs']).map((target) => fromTmpfs(document, target)),
        ...(document.kind === 'run' ? (0,engine_document/* keysAt */._s)(document, ['Config', 'Volumes']).map((target) => anonymous(target)) : []),
    ];
}
function anonymous(target) {
    return { ...PLAIN, path: ['Config', 'Volumes', target], type: 'volume', source: '', target };
}
const PLAIN = {
    readOnly: found(false),
    propagation: '',
    relabel: '',
    options: [],
    sizeBytes: found(0),
};
function fromBind(document, path) {
    const value = (0,engine_document/* valueAt */.fK)(document, path);
    const text = typeof value === 'string' ? value : document.fail(path, 'a text');
    if ((0,parse_hole/* hasHole */.dI)(text) && !text.includes(':'))
        return { ...PLAIN, path, type: parse_hole/* HOLE */.vs, source: text, target: text, readOnly: lost(document.explain(text, path)) };
    const volume = cutVolume(document, path, text);
    const open = volume.options.find((option) => (0,parse_hole/* hasHole */.dI)(option));
    const has = (...names) => volume.options.find((option) => names.includes(option)) ?? '';
    const overlay = has('O') !== '';
    const unknownType = volume.type === 'volume' && volume.source.startsWith(parse_hole/* HOLE */.vs);
    return {
        path,
        type: unknownType ? parse_hole/* HOLE */.vs + volume.source.slice(parse_hole/* HOLE */.vs.length) : volume.type,
        source: volume.source,
        target: volume.target,
        readOnly: open === undefined ? found(has('ro') !== '' || overlay) : lost(document.explain(open, path)),
        propagation: open ?? has('private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'),
        relabel: open ?? has('z', 'Z'),
        options: [],
        sizeBytes: found(0),
    };
}
function cutVolume(document, path, text) {
    try {
        return (0,volume/* parseVolume */.w)(text);
    }
    catch (error) {
        if (!(error instanceof errors/* InputError */.dz))
            throw error;
        return document.fail(path, 'SOURCE:TARGET[:OPTIONS]');
    }
}
function mounts_requested_fromMount(document, path) {
    const text = (...keys) => {
        const value = (0,engine_document/* valueAt */.fK)(document, [...path, ...keys]);
        return value === null ? '' : typeof value === 'string' ? value : document.fail([...path, ...keys], 'a text');
    };
    const type = text('Type');
    const options = type === 'tmpfs' ? tmpfsOptions(document, path) : [];
    const flags = podmanOptions(document, path);
    const driver = [...path, 'VolumeOptions', 'DriverConfig', 'Options'];
    const device = volumeDevice(document, driver);
    const hole = (0,parse_hole/* hasHole */.dI)(type) && !type.slice(0, 4).includes('/');
    return {
        path,
        type: type === 'ramfs' ? 'tmpfs' : type,
        source: text('Source') === '' && type === 'bind' && document.engine === 'podman' ? text('Target') : text('Source'),
        target: text('Target'),
        readOnly: hole ? lost(document.explain(type, path)) : isReadOnly(document, path, type),
        propagation: text('BindOptions', 'Propagation'),
        relabel: flags.find((flag) => flag === 'z' || flag === 'Z') ?? '',
        options: [...options, ...flags],
        sizeBytes: tmpfsSize(document, path),
        ...(device === undefined ? {} : { binds: device }),
    };
}
function isReadOnly(document, path, type) {
    const reading = readBool(document, [...path, 'ReadOnly']);
    return type === 'image' && document.engine === 'docker' && reading.known ? found(true, reading.origin) : reading;
}
function tmpfsSize(document, path) {
    const absence = document.absence([...path, 'TmpfsOptions']);
    return absence === undefined ? readInt(document, [...path, 'TmpfsOptions', 'SizeBytes']) : lost(absence);
}
function tmpfsOptions(document, path) {
    const mode = readInt(document, [...path, 'TmpfsOptions', 'Mode']);
    return mode.known && mode.value !== 0 ? [`mode=${mode.value.toString(8)}`] : [];
}
function podmanOptions(document, path) {
    return (0,engine_document/* itemsAt */.Ct)(document, [...path, 'Options']).map((item) => {
        const reading = readText(document, item);
        return reading.known ? reading.value : parse_hole/* HOLE */.vs;
    });
}
function volumeDevice(document, options) {
    const text = (key) => {
        const value = (0,engine_document/* valueAt */.fK)(document, [...options, key]);
        return typeof value === 'string' ? value : '';
    };
    const binds = text('o')
        .split(',')
        .some((option) => option === 'bind' || option === 'rbind' || (0,parse_hole/* hasHole */.dI)(option));
    return binds && text('device') !== '' ? text('device') : undefined;
}
function fromTmpfs(document, target) {
    const path = [mounts_requested_HOST, 'Tmpfs', target];
    const value = (0,engine_document/* valueAt */.fK)(document, path);
    const text = typeof value === 'string' ? value : document.fail(path, 'a text');
    const options = text === '' ? [] : text.split(',');
    return {
        ...PLAIN,
        path,
        type: 'tmpfs',
        source: '',
        target,
        readOnly: found(options.includes('ro')),
        options,
        sizeBytes: sizeOf(document, path, options),
    };
}
function sizeOf(document, path, options) {
    const size = options.findLast((option) => option.startsWith('size='))?.slice('size='.length) ?? '';
    if ((0,parse_hole/* hasHole */.dI)(size))
        return lost(document.explain(size, path));
    try {
        return found(size === '' || size.endsWith('%') ? 0 : (0,docker_limits/* parseByteSize */.nS)(size));
    }
    catch (error) {
        if (!(error instanceof errors/* InputError */.dz))
            throw error;
        return lost({ reason: `\`size=${size}\` is no size`, at: document.declared });
    }
}

;// CONCATENATED MODULE: ./src/inputs/engine/mounts.js








function stateMounts(stating) {
    const { document } = stating;
    stateLists(stating, { volumesFrom: ['HostConfig', 'VolumesFrom'] });
    const requested = requestedMounts(document);
    const hasActual = document.kind === 'inspect' && (0,engine_document/* itemsAt */.Ct)(document, ['Mounts']).length > 0;
    const drafts = hasActual ? actualMounts(document, requested) : requested;
    const absence = document.absence(['HostConfig', 'Mounts']) ?? document.absence(['HostConfig', 'Binds']);
    if (absence !== undefined)
        state(stating, 'mounts', lost(absence));
    else
        state(stating, 'mounts', found(drafts.map((draft, index) => mountOf(stating, draft, index))));
    const socket = (0,engine_document/* valueAt */.fK)(document, ['useApiSocket']) === true;
    state(stating, 'useApiSocket', socket ? found(true, document.origin(['useApiSocket'])) : readSocketFlag(stating));
}
function readSocketFlag({ document }) {
    const absence = document.absence(['useApiSocket']);
    return absence === undefined ? found(false) : lost(absence, document.origin(['useApiSocket']));
}
function mountOf(stating, draft, index) {
    const { document } = stating;
    const path = `mounts[${index}]`;
    const origin = document.origin(draft.path);
    if (origin !== undefined)
        stating.facts.locate(path, origin);
    const element = {};
    const text = (value) => (0,parse_hole/* hasHole */.dI)(value) ? lost(document.explain(value, draft.path)) : found(value);
    put(stating, path, element, 'type', text(draft.type));
    put(stating, path, element, 'source', text((0,hole_marks/* hostPathText */.HI)(draft.source)));
    put(stating, path, element, 'hostPath', hostPathOf(draft, text));
    put(stating, path, element, 'target', text(draft.target));
    put(stating, path, element, 'readOnly', draft.readOnly);
    put(stating, path, element, 'propagation', text(draft.propagation));
    put(stating, path, element, 'relabel', text(draft.relabel));
    put(stating, path, element, 'options', found(draft.options.map((option) => ((0,parse_hole/* hasHole */.dI)(option) ? undefined : option))));
    put(stating, path, element, 'sizeBytes', draft.sizeBytes);
    put(stating, path, element, 'text', found(shortForm(document.spell, draft)));
    return element;
}
function hostPathOf(draft, text) {
    if (draft.binds !== undefined)
        return hostPath(draft.binds, text);
    if (draft.type === 'bind' || draft.type === 'npipe')
        return hostPath(draft.source, text);
    return (0,parse_hole/* hasHole */.dI)(draft.type) ? text(draft.source) : found('');
}
function hostPath(source, text) {
    const path = (0,hole_marks/* hostPathText */.HI)(source);
    return (0,parse_hole/* hasHole */.dI)(path) ? text(path) : found((0,host_path/* cleanHostPath */.L)(path));
}
function shortForm(spell, draft) {
    const readOnly = draft.readOnly.known && draft.readOnly.value && draft.type !== 'tmpfs' ? 'ro' : '';
    const options = [readOnly, draft.propagation, draft.relabel, ...draft.options].filter((option) => option !== '');
    const source = draft.source === '' ? '' : `${spell(draft.source)}:`;
    return `${source}${spell(draft.target)}${options.length === 0 ? '' : `:${spell([...new Set(options)].join(','))}`}`;
}

// EXTERNAL MODULE: ./src/parse/docker-network.js + 1 modules
var docker_network = __webpack_require__(7868);
;// CONCATENATED MODULE: ./src/inputs/engine/namespaces.js





const namespaces_HOST = 'HostConfig';
function stateNamespaces(stating) {
    const { document } = stating;
    stateTexts(stating, {
        uts: [namespaces_HOST, 'UTSMode'],
        usernsMode: [namespaces_HOST, 'UsernsMode'],
        cgroupParent: [namespaces_HOST, 'CgroupParent'],
    });
    const cgroup = (0,engine_document/* valueAt */.fK)(document, [namespaces_HOST, 'CgroupnsMode']) === null ? 'CgroupMode' : 'CgroupnsMode';
    stateTexts(stating, { cgroup: [namespaces_HOST, cgroup] });
    const pid = readText(document, [namespaces_HOST, 'PidMode']);
    const ipc = readText(document, [namespaces_HOST, 'IpcMode']);
    state(stating, 'pid', change(pid, (mode) => (mode === 'private' ? '' : mode)));
    state(stating, 'hostPid', sharesHost(document, pid, 'process'));
    state(stating, 'ipc', ipc);
    state(stating, 'hostIpc', sharesHost(document, ipc, 'IPC'));
    stateNetwork(stating);
}
function sharesHost(document, mode, what) {
    if (!mode.known)
        return mode;
    const { value, origin } = mode;
    if (/^(?:container:|ns:|pod$)/.test(value)) {
        const reason = `it joins the ${what} namespace \`${value}\`, which is not declared here`;
        return lost({ reason, at: origin?.at ?? document.declared }, origin);
    }
    return found(value === 'host', origin);
}
function stateNetwork(stating) {
    const { document } = stating;
    const path = [namespaces_HOST, 'NetworkMode'];
    const mode = readText(document, path);
    if (!mode.known) {
        for (const field of ['networkMode', 'hostNetwork', 'networks'])
            state(stating, field, mode);
        return;
    }
    const builtIn = /^(?:|default|bridge|nat|podman)$/.test(mode.value);
    const special = /^(?:host|none|private|pod|pasta|slirp4netns|container:.*|ns:.*)$/s.test(mode.value);
    state(stating, 'networkMode', change(mode, (value) => (builtIn ? 'bridge' : special ? value : '')));
    const names = builtIn || !special ? attached(document, mode.value, builtIn) : [];
    const shared = names.includes('host') ? found(true, mode.origin) : sharesHost(document, mode, 'network');
    state(stating, 'hostNetwork', shared);
    const networks = names.map((name, index) => networkOf(stating, name, index));
    state(stating, 'networks', found(networks, names.length === 0 ? undefined : mode.origin));
}
function attached(document, mode, builtIn) {
    const endpoints = document.kind === 'run' ? ['NetworkingConfig', 'EndpointsConfig'] : ['NetworkSettings', 'Networks'];
    const names = (0,engine_document/* keysAt */._s)(document, endpoints).filter((name) => !(builtIn && ['default', 'bridge', 'nat', 'podman'].includes(name)));
    return names.length === 0 && !builtIn && (0,docker_network/* isUserDefined */.LI)(mode) ? [mode] : names;
}
function networkOf(stating, name, index) {
    const { document } = stating;
    const path = `networks[${index}]`;
    const element = { external: true };
    put(stating, path, element, 'name', (0,parse_hole/* hasHole */.dI)(name) ? lost(document.explain(name, ['NetworkingConfig', 'EndpointsConfig', name])) : found(name));
    const origin = document.origin(['NetworkingConfig', 'EndpointsConfig', name]) ??
        document.origin(['NetworkSettings', 'Networks', name]) ??
        document.origin([namespaces_HOST, 'NetworkMode']);
    if (origin !== undefined)
        stating.facts.locate(path, origin);
    const elsewhere = {
        reason: `the network \`${document.spell(name)}\` is declared elsewhere`,
        hint: `look at it with \`${document.engine} network inspect ${document.spell(name)}\``,
        at: origin?.at ?? document.declared,
    };
    put(stating, path, element, 'internal', lost(elsewhere));
    put(stating, path, element, 'driver', lost(elsewhere));
    return element;
}

// EXTERNAL MODULE: ./src/parse/host-address.js
var host_address = __webpack_require__(5753);
;// CONCATENATED MODULE: ./src/inputs/engine/ports.js





const ports_HOST = 'HostConfig';
function statePorts(stating) {
    const { document } = stating;
    stateFlags(stating, { publishAll: [ports_HOST, 'PublishAllPorts'] });
    stateLists(stating, { extraHosts: [ports_HOST, 'ExtraHosts'], dns: [ports_HOST, 'Dns'], links: [ports_HOST, 'Links'] });
    const published = bindingsOf(document);
    state(stating, 'ports', found(published.map((binding, index) => portOf(stating, binding, index))));
    stateExposed(stating, new Set(published.map(({ port }) => port)));
}
function bindingsOf(document) {
    const list = (path) => (0,engine_document/* keysAt */._s)(document, path).flatMap((port) => (0,engine_document/* itemsAt */.Ct)(document, [...path, port]).map((binding) => ({ port, path: binding })));
    const asked = list([ports_HOST, 'PortBindings']);
    if (document.kind === 'run' || (0,engine_document/* valueAt */.fK)(document, [ports_HOST, 'PublishAllPorts']) !== true)
        return asked;
    const known = new Set(asked.map(({ port }) => port));
    return [...asked, ...list(['NetworkSettings', 'Ports']).filter(({ port }) => !known.has(port))];
}
function portOf(stating, { port, path }, index) {
    const { document } = stating;
    const at = `ports[${index}]`;
    const origin = document.origin(path);
    if (origin !== undefined)
        stating.facts.locate(at, origin);
    const [target = '', protocol = 'tcp'] = port.split('/');
    const hostIp = readText(document, [...path, 'HostIp']);
    const hostPort = readText(document, [...path, 'HostPort']);
    const [first, last] = rangeOf(document, [...path, 'HostPort'], hostPort);
    const element = {};
    put(stating, at, element, 'target', (0,parse_hole/* hasHole */.dI)(target) ? lost(document.explain(target, path)) : number(document, path, target));
    put(stating, at, element, 'hostPort', first);
    put(stating, at, element, 'hostPortEnd', last);
    put(stating, at, element, 'hostIp', hostIp.known ? found((0,host_address/* hostAddress */.R)(hostIp.value)) : hostIp);
    put(stating, at, element, 'protocol', (0,parse_hole/* hasHole */.dI)(protocol) ? lost(document.explain(protocol, path)) : found(protocol));
    const raw = (key) => {
        const value = (0,engine_document/* valueAt */.fK)(document, [...path, key]);
        return typeof value === 'string' ? document.spell(value) : '';
    };
    const address = raw('HostIp') === '' ? '' : `${raw('HostIp').includes(':') ? `[${raw('HostIp')}]` : raw('HostIp')}:`;
    const outside = raw('HostPort') === '' && address === '' ? '' : `${raw('HostPort')}:`;
    put(stating, at, element, 'text', found(`${address}${outside}${document.spell(protocol === 'tcp' ? target : port)}`));
    return element;
}
function rangeOf(document, path, text) {
    if (!text.known)
        return [text, text];
    const [first = '', last = first] = text.value.split('-');
    return [number(document, path, first), number(document, path, last)];
}
function number(document, path, digits) {
    if (digits === '')
        return found(0);
    return /^\d{1,5}$/.test(digits) ? found(Number(digits)) : document.fail(path, 'a port');
}
function stateExposed(stating, published) {
    const { document } = stating;
    const path = ['Config', 'ExposedPorts'];
    const ports = (0,engine_document/* keysAt */._s)(document, path).filter((port) => !published.has(port));
    for (const [index, port] of ports.entries()) {
        const origin = document.origin([...path, port]);
        if (origin !== undefined)
            stating.facts.locate(`expose[${index}]`, origin);
        if ((0,parse_hole/* hasHole */.dI)(port))
            stating.facts.unknown(`expose[${index}]`, document.explain(port, [...path, port]));
    }
    state(stating, 'expose', found(ports.map((port) => ((0,parse_hole/* hasHole */.dI)(port) ? undefined : port.replace(/\/tcp$/, '')))));
}

;// CONCATENATED MODULE: ./src/inputs/engine/process.js




const process_HOST = 'HostConfig';
function stateProcess(stating) {
    stateTexts(stating, { workingDir: ['Config', 'WorkingDir'], logDriver: [process_HOST, 'LogConfig', 'Type'] });
    stateFlags(stating, { autoRemove: [process_HOST, 'AutoRemove'], init: [process_HOST, 'Init'] });
    stateStop(stating);
    stateHostname(stating);
    stateCommand(stating);
    stateHealthcheck(stating);
    stateRestart(stating);
    stateMap(stating, 'labels', ['Config', 'Labels']);
    stateMap(stating, 'logOptions', [process_HOST, 'LogConfig', 'Config']);
    stateEnvironment(stating);
}
function stateStop(stating) {
    const { document } = stating;
    const path = ['Config', 'StopSignal'];
    const value = (0,engine_document/* valueAt */.fK)(document, path);
    state(stating, 'stopSignal', typeof value === 'number' ? found(String(value), document.origin(path)) : readText(document, path));
}
function stateHostname(stating) {
    const { document } = stating;
    const id = (0,engine_document/* valueAt */.fK)(document, ['Id']);
    const made = (name) => name.length >= 12 && typeof id === 'string' && id.startsWith(name);
    state(stating, 'hostname', change(readText(document, ['Config', 'Hostname']), (name) => (made(name) ? '' : name)));
}
function ofImage({ document }, what) {
    return {
        reason: 'inherits from the image, which was not scanned',
        hint: `scan the image to know its ${what}`,
        at: document.declared,
    };
}
function stateCommand(stating) {
    const { document } = stating;
    const entrypoint = wordsAt(stating, ['Config', 'Entrypoint']);
    const command = wordsAt(stating, ['Config', 'Cmd']);
    const replaced = (0,engine_document/* valueAt */.fK)(document, ['Config', 'Entrypoint']) !== null;
    const given = (0,engine_document/* valueAt */.fK)(document, ['Config', 'Cmd']) !== null;
    const isRun = document.kind === 'run';
    state(stating, 'entrypoint', isRun && !replaced ? lost(ofImage(stating, 'entrypoint')) : entrypoint);
    state(stating, 'command', isRun && !given && !replaced ? lost(ofImage(stating, 'command')) : command);
}
function wordsAt({ document }, path) {
    const value = (0,engine_document/* valueAt */.fK)(document, path);
    if (typeof value === 'string')
        return change(readText(document, path), (text) => (text === '' ? [] : text.split(' ')));
    return change(readTexts(document, path), (words) => (words.length === 1 && words[0] === '' ? [] : words));
}
function stateHealthcheck(stating) {
    const { document } = stating;
    const path = ['Config', 'Healthcheck', 'Test'];
    const test = readTexts(document, path);
    const none = test.known && test.value.length === 0;
    if (none && document.kind === 'run') {
        state(stating, 'healthcheck', lost(ofImage(stating, 'health check')));
        state(stating, 'healthcheckTest', lost(ofImage(stating, 'health check')));
        return;
    }
    state(stating, 'healthcheck', change(test, (words) => (words.length === 0 ? 'none' : words[0] === 'NONE' ? 'disabled' : 'defined')));
    state(stating, 'healthcheckTest', change(test, (words) => (words[0] === 'NONE' ? [] : words)));
}
function stateRestart(stating) {
    const { document } = stating;
    const path = [process_HOST, 'RestartPolicy'];
    const absence = document.absence(path);
    const place = document.origin(path);
    if (absence !== undefined) {
        state(stating, 'restart', lost(absence, place));
        state(stating, 'restartMaxRetries', lost(absence, place));
        return;
    }
    const name = change(readText(document, [...path, 'Name'], 'no'), (text) => text === '' || text === 'never' ? 'no' : text);
    state(stating, 'restart', placed(name));
    state(stating, 'restartMaxRetries', placed(readInt(document, [...path, 'MaximumRetryCount'])));
    function placed(reading) {
        return reading.known && reading.origin === undefined ? found(reading.value, place) : reading;
    }
}
function stateMap(stating, field, path) {
    const { document } = stating;
    const map = Object.create(null);
    let open = document.absence(path);
    for (const key of (0,engine_document/* keysAt */._s)(document, path)) {
        const reading = readText(document, [...path, key]);
        if (reading.origin !== undefined)
            stating.facts.locate(`${field}.${key}`, reading.origin);
        if ((0,parse_hole/* hasHole */.dI)(key))
            open ??= document.explain(key, [...path, key]);
        else if (reading.known)
            map[key] = reading.value;
        else
            open ??= reading.absence;
    }
    state(stating, field, open === undefined ? found(map, document.origin(path)) : lost(open));
}
function stateEnvironment(stating) {
    const { document } = stating;
    const path = ['Config', 'Env'];
    const last = new Map();
    for (const item of (0,engine_document/* itemsAt */.Ct)(document, path)) {
        const value = (0,engine_document/* valueAt */.fK)(document, item);
        const text = typeof value === 'string' ? value : document.fail(item, 'a text');
        last.set(text.split('=', 1)[0] ?? '', item);
    }
    const variables = [...last.values()].map((item, index) => variableOf(stating, item, index));
    const open = document.absence(path);
    if (open !== undefined)
        variables.push(openVariable(stating, open, variables.length));
    state(stating, 'environment', found(variables, document.origin(path)));
}
function openVariable(stating, absence, index) {
    const at = `environment[${index}]`;
    stating.facts.unknown(at, absence);
    for (const name of ['name', 'value', 'literal', 'fromFile'])
        stating.facts.unknown(`${at}.${name}`, absence);
    return {};
}
function variableOf(stating, path, index) {
    const { document } = stating;
    const at = `environment[${index}]`;
    const origin = document.origin(path);
    if (origin !== undefined)
        stating.facts.locate(at, origin);
    const raw = (0,engine_document/* valueAt */.fK)(document, path);
    const text = typeof raw === 'string' ? raw : '';
    const cut = text.indexOf('=');
    const name = cut === -1 ? text : text.slice(0, cut);
    const value = cut === -1 ? undefined : text.slice(cut + 1);
    const element = {};
    const reading = variableValue(stating, path, name, value);
    put(stating, at, element, 'name', (0,parse_hole/* hasHole */.dI)(name) ? lost(document.explain(name, path)) : found(name));
    put(stating, at, element, 'value', reading);
    put(stating, at, element, 'literal', isLiteral(stating, name, path, reading.known));
    put(stating, at, element, 'fromFile', found(document.fromFile(path)));
    return element;
}
function isLiteral({ document }, name, path, known) {
    if (document.kind === 'run')
        return found(known && document.literal(path));
    const reason = `an inspect document does not say whether the value of \`${name}\` is written in a repository`;
    return lost({ reason, hint: 'scan the file that starts the container as well', at: document.declared });
}
function variableValue({ document }, path, name, value) {
    if (value === undefined) {
        const reason = `\`${document.spell(name)}\` is taken from the environment of whoever runs the line`;
        return document.kind === 'run' ? lost({ reason, at: document.declared }) : found('');
    }
    if (document.engine === 'podman' && document.kind === 'inspect' && value === '*******')
        return lost({ reason: `podman hides the value of \`${name}\``, at: document.declared });
    return (0,parse_hole/* hasHole */.dI)(value) ? lost(document.explain(value, path)) : found(value);
}

// EXTERNAL MODULE: ./src/parse/capabilities.js
var capabilities = __webpack_require__(6676);
// EXTERNAL MODULE: ./src/parse/user.js
var parse_user = __webpack_require__(373);
;// CONCATENATED MODULE: ./src/inputs/engine/rights.js




const rights_HOST = 'HostConfig';
function stateRights(stating) {
    stateFlags(stating, { privileged: [rights_HOST, 'Privileged'], readOnly: [rights_HOST, 'ReadonlyRootfs'] });
    stateCapabilities(stating);
    stateUser(stating);
    stateLists(stating, { groupAdd: [rights_HOST, 'GroupAdd'] });
}
function stateCapabilities(stating) {
    const { document } = stating;
    const add = stateList(stating, 'capAdd', [rights_HOST, 'CapAdd'], capabilities/* capabilityName */.IN);
    const drop = stateList(stating, 'capDrop', [rights_HOST, 'CapDrop'], capabilities/* capabilityName */.IN);
    const privileged = readBool(document, [rights_HOST, 'Privileged']);
    state(stating, 'effectiveCapabilities', readEffective());
    function readEffective() {
        if (!privileged.known)
            return privileged;
        if (privileged.value)
            return found((0,capabilities/* effectiveCapabilities */.uO)(true, [], []), privileged.origin);
        const added = wholeList(add);
        const dropped = wholeList(drop);
        if (added === undefined || dropped === undefined)
            return lost(holeIn(stating, 'CapAdd') ?? holeIn(stating, 'CapDrop') ?? { reason: 'a capability is not known' });
        const defaults = document.engine === 'podman' ? capabilities/* PODMAN_DEFAULT_CAPABILITIES */.ty : undefined;
        const origin = document.origin([rights_HOST, 'CapAdd', 0]) ?? document.origin([rights_HOST, 'CapDrop', 0]);
        return found((0,capabilities/* effectiveCapabilities */.uO)(false, added, dropped, defaults), origin);
    }
}
function wholeList(list) {
    const known = list?.filter((name) => name !== undefined);
    return known?.length === list?.length ? known : undefined;
}
function holeIn({ document }, field) {
    const list = readTexts(document, [rights_HOST, field]);
    if (!list.known)
        return list.absence;
    const index = list.value.indexOf(undefined);
    const item = index === -1 ? undefined : readText(document, [rights_HOST, field, index]);
    return item === undefined || item.known ? undefined : item.absence;
}
function stateUser(stating) {
    const { document } = stating;
    const path = ['Config', 'User'];
    const user = readText(document, path);
    if (document.kind === 'run' && user.known && user.value === '') {
        const absence = {
            reason: 'inherits from the image, which was not scanned',
            hint: 'give `--user`, or scan the image',
            at: document.declared,
        };
        for (const field of ['user', 'uid', 'gid'])
            stateUnknown(stating, field, absence);
        return;
    }
    state(stating, 'user', user);
    if (!user.known) {
        state(stating, 'uid', user);
        state(stating, 'gid', user);
        return;
    }
    const { uid, gid } = (0,parse_user/* parseUser */.t)(user.value);
    state(stating, 'uid', idOf(uid, `only /etc/passwd of the image can tell the uid of \`${user.value}\``));
    state(stating, 'gid', idOf(gid, `only the files of the image can tell the group of \`${user.value}\``));
    function idOf(id, reason) {
        if (id !== undefined)
            return found(id, document.origin(path));
        const hint = 'write numbers, for example `--user 1000:1000`';
        return lost({ reason, ...(document.kind === 'run' ? { hint } : {}), at: document.declared }, document.origin(path));
    }
}

// EXTERNAL MODULE: ./src/parse/security-option.js
var security_option = __webpack_require__(5036);
;// CONCATENATED MODULE: ./src/inputs/engine/security-options.js





function stateSecurityOptions(stating) {
    const options = readOptions(stating.document);
    state(stating, 'securityOptions', found(options.map((option, index) => elementOf(stating, option, index))));
    const { noNewPrivileges, apparmor, seccomp, selinux, maskedPaths, writableCgroups } = settle(stating, options);
    state(stating, 'noNewPrivileges', noNewPrivileges);
    state(stating, 'apparmor', apparmor);
    state(stating, 'seccomp', seccompKind(seccomp));
    state(stating, 'seccompDefaultAction', defaultAction(seccomp));
    state(stating, 'selinux', selinux);
    state(stating, 'maskedPaths', maskedPaths);
    state(stating, 'writableCgroups', writableCgroups);
}
function readOptions(document) {
    const masked = ['HostConfig', 'MaskedPaths'];
    const paths = (0,engine_document/* itemsAt */.Ct)(document, ['HostConfig', 'SecurityOpt']);
    const given = paths.map((path) => {
        const value = (0,engine_document/* valueAt */.fK)(document, path);
        const text = typeof value === 'string' ? value : document.fail(path, 'a text');
        return { ...(0,security_option/* parseSecurityOption */.v)(text), origin: document.origin(path) };
    });
    const open = document.engine === 'docker' && (0,engine_document/* valueAt */.fK)(document, masked) !== null && (0,engine_document/* itemsAt */.Ct)(document, masked).length === 0;
    const systemPaths = { name: 'systempaths', value: 'unconfined', origin: document.origin(masked) };
    return [
        ...(document.kind === 'inspect' ? withoutEngineLabel(document, given) : given),
        ...(open ? [systemPaths] : []),
    ];
}
function withoutEngineLabel(document, options) {
    const shares = ['PidMode', 'IpcMode'].some((field) => (0,engine_document/* valueAt */.fK)(document, ['HostConfig', field]) === 'host');
    const labels = options.filter(({ name }) => name === 'label');
    const [only] = labels;
    const added = labels.length === 1 && only?.value === 'disable' && only === options.at(-1);
    return added && (shares || (0,engine_document/* valueAt */.fK)(document, ['HostConfig', 'Privileged']) === true) ? options.slice(0, -1) : options;
}
function elementOf(stating, option, index) {
    const path = `securityOptions[${index}]`;
    const element = {};
    if (option.origin !== undefined)
        stating.facts.locate(path, option.origin);
    for (const name of ['name', 'value']) {
        const text = option[name];
        put(stating, path, element, name, (0,parse_hole/* hasHole */.dI)(text)
            ? lost({
                ...stating.document.explain(text, []),
                ...(option.origin === undefined ? {} : { at: option.origin.at }),
            })
            : found(text));
    }
    return element;
}
const OPTION_OF = {
    noNewPrivileges: 'no-new-privileges',
    apparmor: 'apparmor',
    seccomp: 'seccomp',
    selinux: 'label',
    writableCgroups: 'writable-cgroups',
};
function settle(stating, options) {
    const { document } = stating;
    const folded = (0,security_option/* foldSecurityOptions */.S)(options);
    const reading = (value, name) => {
        const last = options.findLast((option) => option.name === name);
        const anything = options.findLast((option) => (0,parse_hole/* hasHole */.dI)(option.name));
        if (anything !== undefined)
            return lost(document.explain(anything.name, []), anything.origin);
        if (last !== undefined && (0,parse_hole/* hasHole */.dI)(last.value))
            return lost(document.explain(last.value, []), last.origin);
        return found(value, last?.origin);
    };
    const unmasked = options.findLast(({ name }) => name === 'systempaths' || name === 'unmask');
    return {
        noNewPrivileges: reading(folded.noNewPrivileges, OPTION_OF.noNewPrivileges),
        apparmor: readAppArmor(document, reading(folded.apparmor, OPTION_OF.apparmor)),
        seccomp: reading(folded.seccomp, OPTION_OF.seccomp),
        selinux: reading(folded.selinux, OPTION_OF.selinux),
        maskedPaths: reading(unmasked === undefined, unmasked?.name ?? 'systempaths'),
        writableCgroups: reading(folded.writableCgroups, OPTION_OF.writableCgroups),
    };
}
const DEFAULT_PROFILES = /^(?:docker-default|containers-default-.*)?$/;
function readAppArmor(document, option) {
    if (document.kind === 'run' || !option.known || option.value !== '')
        return option;
    const applied = readText(document, ['AppArmorProfile']);
    const privileged = (0,engine_document/* valueAt */.fK)(document, ['HostConfig', 'Privileged']) === true;
    if (!applied.known || privileged || DEFAULT_PROFILES.test(applied.value))
        return found('');
    return applied;
}
function seccompKind(profile) {
    if (!profile.known || ['', 'unconfined', 'builtin'].includes(profile.value))
        return profile;
    return { ...profile, value: 'custom' };
}
const UNREAD = { reason: 'the seccomp profile could not be read' };
function defaultAction(profile) {
    if (!profile.known)
        return profile;
    if (['', 'unconfined', 'builtin'].includes(profile.value))
        return found('');
    try {
        const value = JSON.parse(profile.value);
        const action = typeof value === 'object' && value !== null && 'defaultAction' in value ? value.defaultAction : undefined;
        return typeof action === 'string' ? { ...profile, value: action } : lost(UNREAD, profile.origin);
    }
    catch {
        return lost({ ...UNREAD, reason: `the seccomp profile ${profile.value.slice(0, 200)} could not be read` }, profile.origin);
    }
}

// EXTERNAL MODULE: ./src/inputs/subject-builder.js
var subject_builder = __webpack_require__(2214);
;// CONCATENATED MODULE: ./src/inputs/engine-config.js










function stateContainer(document, id, name) {
    const facts = (0,subject_builder/* subjectBuilder */.s)('container', id, name, document.declared);
    const stating = { document, facts };
    facts.set('kind', document.kind);
    facts.set('name', name);
    stateImage(stating);
    stateRights(stating);
    stateSecurityOptions(stating);
    stateNamespaces(stating);
    statePorts(stating);
    stateMounts(stating);
    stateDevices(stating);
    stateProcess(stating);
    stateLimits(stating);
    return facts.build();
}


/***/ }),

/***/ 290:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ct: () => (/* binding */ itemsAt),
/* harmony export */   _s: () => (/* binding */ keysAt),
/* harmony export */   fK: () => (/* binding */ valueAt)
/* harmony export */ });
function valueAt(document, path) {
    let value = document.root;
    for (const key of path) {
        if (typeof value !== 'object' || value === null)
            return null;
        if (isList(value))
            value = typeof key === 'number' ? (value[key] ?? null) : null;
        else
            value = Object.hasOwn(value, key) ? (value[key] ?? null) : null;
    }
    return value;
}
function keysAt(document, path) {
    const value = valueAt(document, path);
    if (value === null)
        return [];
    if (typeof value !== 'object' || isList(value))
        return document.fail(path, 'an object');
    return Object.keys(value);
}
function itemsAt(document, path) {
    const value = valueAt(document, path);
    if (value === null)
        return [];
    if (!isList(value))
        return document.fail(path, 'a list');
    return value.map((_, index) => [...path, index]);
}
function isList(value) {
    return Array.isArray(value);
}


/***/ }),

/***/ 1587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ followSharedNamespaces)
/* harmony export */ });
const SHARED = [
    ['networkMode', 'hostNetwork'],
    ['pid', 'hostPid'],
    ['ipc', 'hostIpc'],
];
function followSharedNamespaces(containers) {
    const byName = new Map(containers.flatMap(({ subject, names }) => names.map((name) => [name, subject])));
    return containers.map(({ subject }) => {
        const facts = { ...subject.facts };
        const absences = { ...subject.absences };
        const learned = {};
        for (const [mode, host] of SHARED) {
            const answer = follow(subject, mode, host, byName);
            if (answer === undefined || facts[host] !== undefined)
                continue;
            Object.assign(learned, { [host]: answer });
            delete absences[host];
        }
        return { ...subject, facts: { ...facts, ...learned }, absences };
    });
}
function follow(start, mode, host, byName) {
    const seen = new Set();
    for (let subject = start; subject !== undefined;) {
        if (subject.facts[host] !== undefined)
            return subject.facts[host];
        const name = /^container:(.*)$/s.exec(subject.facts[mode] ?? '')?.[1];
        if (name === undefined || seen.has(name))
            return undefined;
        seen.add(name);
        subject = byName.get(name);
    }
    return undefined;
}


/***/ }),

/***/ 2214:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ subjectBuilder)
/* harmony export */ });
function subjectBuilder(kind, id, name, declared) {
    const facts = {};
    const origins = {};
    const absences = {};
    return {
        set(field, value, origin) {
            facts[field] = value;
            if (origin !== undefined)
                origins[String(field)] = origin;
        },
        locate(path, origin) {
            origins[path] = origin;
        },
        unknown(path, absence) {
            delete facts[path];
            absences[path] = absence;
        },
        build: () => ({ kind, id, name, facts, declared, origins, absences }),
    };
}


/***/ }),

/***/ 6676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IN: () => (/* binding */ capabilityName),
/* harmony export */   JH: () => (/* binding */ ALL_CAPABILITIES),
/* harmony export */   ty: () => (/* binding */ PODMAN_DEFAULT_CAPABILITIES),
/* harmony export */   uO: () => (/* binding */ effectiveCapabilities)
/* harmony export */ });
/* unused harmony export DEFAULT_CAPABILITIES */
const DEFAULT_CAPABILITIES = [
    'AUDIT_WRITE',
    'CHOWN',
    'DAC_OVERRIDE',
    'FOWNER',
    'FSETID',
    'KILL',
    'MKNOD',
    'NET_BIND_SERVICE',
    'NET_RAW',
    'SETFCAP',
    'SETGID',
    'SETPCAP',
    'SETUID',
    'SYS_CHROOT',
];
const PODMAN_DEFAULT_CAPABILITIES = DEFAULT_CAPABILITIES.filter((name) => !['AUDIT_WRITE', 'MKNOD', 'NET_RAW'].includes(name));
const ALL_CAPABILITIES = [
    ...DEFAULT_CAPABILITIES,
    'AUDIT_CONTROL',
    'AUDIT_READ',
    'BLOCK_SUSPEND',
    'BPF',
    'CHECKPOINT_RESTORE',
    'DAC_READ_SEARCH',
    'IPC_LOCK',
    'IPC_OWNER',
    'LEASE',
    'LINUX_IMMUTABLE',
    'MAC_ADMIN',
    'MAC_OVERRIDE',
    'NET_ADMIN',
    'NET_BROADCAST',
    'PERFMON',
    'SYSLOG',
    'SYS_ADMIN',
    'SYS_BOOT',
    'SYS_MODULE',
    'SYS_NICE',
    'SYS_PACCT',
    'SYS_PTRACE',
    'SYS_RAWIO',
    'SYS_RESOURCE',
    'SYS_TIME',
    'SYS_TTY_CONFIG',
    'WAKE_ALARM',
].sort();
function capabilityName(text) {
    const upper = text.trim().toUpperCase();
    return upper.startsWith('CAP_') && upper !== 'CAP_ALL' ? upper.slice(4) : upper;
}
function effectiveCapabilities(privileged, add, drop, defaults = DEFAULT_CAPABILITIES) {
    const dropped = new Set(drop);
    if (privileged)
        return ALL_CAPABILITIES;
    if (add.includes('ALL'))
        return ALL_CAPABILITIES.filter((name) => !dropped.has(name));
    const kept = dropped.has('ALL') ? [] : defaults.filter((name) => !dropped.has(name));
    return [...new Set([...kept, ...add])].sort();
}


/***/ }),

/***/ 5116:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ parseCsv)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6351);

function parseCsv(text) {
    const fields = [];
    for (let at = 0;;) {
        if (text[at] !== '"') {
            const comma = text.indexOf(',', at);
            const field = text.slice(at, comma === -1 ? undefined : comma);
            if (field.includes('"'))
                throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`a quote stands inside the field ${field}; quote the whole field`);
            fields.push(field);
            if (comma === -1)
                return fields;
            at = comma + 1;
            continue;
        }
        let field = '';
        let close = at + 1;
        for (;;) {
            const quote = text.indexOf('"', close);
            if (quote === -1)
                throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`the quote in ${text.slice(at)} is not closed`);
            field += text.slice(close, quote);
            close = quote + 1;
            if (text[close] !== '"')
                break;
            field += '"';
            close += 1;
        }
        fields.push(field);
        if (close === text.length)
            return fields;
        if (text[close] !== ',')
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`text follows a closing quote in ${text.slice(at)}`);
        at = close + 1;
    }
}


/***/ }),

/***/ 2719:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WN: () => (/* binding */ parseRate),
/* harmony export */   at: () => (/* binding */ parseUlimit),
/* harmony export */   nS: () => (/* binding */ parseByteSize),
/* harmony export */   qd: () => (/* binding */ parseWeightDevice),
/* harmony export */   rI: () => (/* binding */ parseGpuRequest)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6351);
/* harmony import */ var _csv_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5116);
/* harmony import */ var _go_values_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2631);
/* harmony import */ var _size_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7595);




function parseByteSize(text) {
    if (text.startsWith('-'))
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`\`${text}\` is no size; write for example 64m or 1g`);
    return Number((0,_size_js__WEBPACK_IMPORTED_MODULE_3__/* .parseSize */ .D)(text.startsWith('+') ? text.slice(1) : text));
}
const ULIMITS = new Set('core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(' '));
function parseUlimit(text) {
    const [, name = '', soft = '', hard = soft] = /^([^=]+)=([^:]*)(?::([^:]*))?$/.exec(text) ?? [];
    if (name === '')
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`\`${text}\` is no limit; write NAME=SOFT:HARD, for example nofile=1024:2048`);
    if (!ULIMITS.has(name))
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`there is no limit \`${name}\`; one of ${[...ULIMITS].join(', ')}`);
    const limit = { Name: name, Hard: (0,_go_values_js__WEBPACK_IMPORTED_MODULE_2__/* .parseGoInt */ .bm)(hard, 64), Soft: (0,_go_values_js__WEBPACK_IMPORTED_MODULE_2__/* .parseGoInt */ .bm)(soft, 64) };
    if (limit.Hard !== -1 && (limit.Soft === -1 || limit.Soft > limit.Hard))
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`the soft limit of ${name} is above the hard one`);
    return limit;
}
function parseRate(text, read) {
    const [path, rate] = splitDevicePath(text);
    return { Path: path, Rate: read(rate) };
}
function parseWeightDevice(text) {
    const [path, written] = splitDevicePath(text);
    const weight = (0,_go_values_js__WEBPACK_IMPORTED_MODULE_2__/* .parseGoInt */ .bm)(written, 16, false);
    if (weight !== 0 && (weight < 10 || weight > 1000))
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`the weight ${weight} is not 10 to 1000`);
    return { Path: path, Weight: weight };
}
function splitDevicePath(text) {
    const cut = text.indexOf(':');
    if (cut === -1 || !text.startsWith('/dev/'))
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`\`${text}\` is not /dev/PATH:NUMBER`);
    return [text.slice(0, cut), text.slice(cut + 1)];
}
function parseGpuRequest(text) {
    const seen = new Set();
    let driver = '';
    let count;
    let ids = null;
    let capabilities = ['gpu'];
    const options = Object.create(null);
    for (const field of (0,_csv_js__WEBPACK_IMPORTED_MODULE_1__/* .parseCsv */ .W)(text)) {
        const equals = field.indexOf('=');
        const key = equals === -1 ? 'count' : field.slice(0, equals);
        const value = field.slice(equals + 1);
        if (seen.has(key))
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`${key} is given twice`);
        seen.add(key);
        if (key === 'driver')
            driver = value;
        else if (key === 'count')
            count = value === 'all' ? -1 : (0,_go_values_js__WEBPACK_IMPORTED_MODULE_2__/* .parseGoInt */ .bm)(value, 64);
        else if (key === 'device')
            ids = value.split(',');
        else if (key === 'capabilities')
            capabilities = [...value.split(','), 'gpu'];
        else if (key === 'options')
            for (const option of value.split(','))
                options[option.split('=', 1)[0] ?? ''] = option.split('=').slice(1).join('=');
        else
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`there is no key \`${key}\`; one of driver, count, device, capabilities, options`);
    }
    if (count === undefined && ids === null)
        count = 1;
    return { Driver: driver, Count: count ?? 0, DeviceIDs: ids, Capabilities: [capabilities], Options: { ...options } };
}


/***/ }),

/***/ 7868:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cE: () => (/* binding */ checkMacAddress),
  LI: () => (/* binding */ isUserDefined),
  gD: () => (/* binding */ parseNetworkFlag)
});

// EXTERNAL MODULE: ./src/model/errors.js
var errors = __webpack_require__(6351);
// EXTERNAL MODULE: ./src/parse/csv.js
var csv = __webpack_require__(5116);
// EXTERNAL MODULE: ./src/parse/go-values.js
var go_values = __webpack_require__(2631);
;// CONCATENATED MODULE: ./src/parse/mac-address.js
const FORMS = [5, 7, 19].map((more) => new RegExp(`^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\\1){${more - 1}}[0-9a-f]{2}$`, 'i'));
const DOTTED = /^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$|^(?:[0-9a-f]{4}\.){3}[0-9a-f]{4}$|^(?:[0-9a-f]{4}\.){9}[0-9a-f]{4}$/i;
function isMacAddress(text) {
    return FORMS.some((form) => form.test(text)) || DOTTED.test(text);
}

;// CONCATENATED MODULE: ./src/parse/docker-network.js




function parseNetworkFlag(text) {
    if (!/\w+=\w+/.test(text)) {
        if (text.trim() === '')
            throw new errors/* InputError */.dz('the network has no name');
        return { target: text, endpoint: {} };
    }
    let target = '';
    const endpoint = {};
    const addresses = {};
    for (const field of (0,csv/* parseCsv */.W)(text)) {
        const [key, value] = cutField(field.toLowerCase());
        if (key === 'name')
            target = value;
        else if (key === 'alias')
            endpoint.Aliases = [...(endpoint.Aliases ?? []), value];
        else if (key === 'ip')
            addresses.IPv4Address = value;
        else if (key === 'ip6')
            addresses.IPv6Address = value;
        else if (key === 'link-local-ip')
            addresses.LinkLocalIPs = [...(addresses.LinkLocalIPs ?? []), value];
        else if (key === 'mac-address')
            endpoint.MacAddress = value;
        else if (key === 'driver-opt')
            endpoint.DriverOpts = Object.fromEntries([...Object.entries(endpoint.DriverOpts ?? {}), cutField(value)]);
        else if (key === 'gw-priority')
            endpoint.GwPriority = (0,go_values/* parseGoInt */.bm)(value, 64);
        else
            throw new errors/* InputError */.dz(`a network has no key \`${key}\``);
    }
    if (target === '')
        throw new errors/* InputError */.dz('the network has no name; add name=NETWORK');
    if (Object.keys(addresses).length > 0)
        endpoint.IPAMConfig = addresses;
    return { target, endpoint };
}
function isUserDefined(mode) {
    return !/^(?:|default|bridge|host|none|container(?::.*)?)$/s.test(mode);
}
function checkMacAddress(text) {
    if (text !== '' && !isMacAddress(text.trim()))
        throw new errors/* InputError */.dz(`\`${text}\` is no MAC address`);
}
function cutField(field) {
    const cut = field.indexOf('=');
    if (cut < 1)
        throw new errors/* InputError */.dz(`\`${field}\` is not KEY=VALUE`);
    return [field.slice(0, cut).trim(), field.slice(cut + 1).trim()];
}


/***/ }),

/***/ 2631:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MY: () => (/* binding */ parseGoBool),
/* harmony export */   Qu: () => (/* binding */ parseGoDuration),
/* harmony export */   bm: () => (/* binding */ parseGoInt),
/* harmony export */   nx: () => (/* binding */ parseNanoCpus)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6351);

const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);
function parseGoBool(text) {
    if (TRUE.has(text))
        return true;
    if (FALSE.has(text))
        return false;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`\`${text}\` is no boolean; write true or false`);
}
function parseGoInt(text, bits, signed = true) {
    const match = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9]\d*|0)$/.exec(text.replace(/(?<=[0-9a-fA-FxXoObB])_(?=[0-9a-fA-F])/g, ''));
    const [, sign = '', digits = ''] = match ?? [];
    if (match === null || digits.length > 70 || (!signed && sign !== ''))
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`\`${text}\` is no whole number`);
    const octal = /^0[0-7]+$/.test(digits);
    const value = (sign === '-' ? -1n : 1n) * BigInt(octal ? `0o${digits.slice(1)}` : digits.toLowerCase());
    const top = 1n << BigInt(signed ? bits - 1 : bits);
    if (value >= top || value < (signed ? -top : 0n))
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`\`${text}\` is out of range`);
    return Number(value);
}
const NANOSECONDS = {
    ns: 1n,
    us: 1000n,
    µs: 1000n,
    μs: 1000n,
    ms: 1000000n,
    s: 1000000000n,
    m: 60000000000n,
    h: 3600000000000n,
};
function parseGoDuration(text) {
    const rest = text.replace(/^[+-]/, '');
    const negative = text.startsWith('-');
    if (rest === '0')
        return 0;
    if (rest.length > 200 || !/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(rest))
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`\`${text}\` is no duration; write a number with a unit, for example 30s or 1m30s`);
    let total = 0n;
    for (const [, whole = '', fraction = '', unit = ''] of rest.matchAll(/(\d*)(?:\.(\d*))?([a-zµμ]+)/g)) {
        const size = NANOSECONDS[unit] ?? 0n;
        total += BigInt(whole === '' ? '0' : whole) * size;
        if (fraction !== '')
            total += (BigInt(fraction) * size) / 10n ** BigInt(fraction.length);
    }
    if (total >= 1n << 63n)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`\`${text}\` is longer than a duration can be`);
    return Number(negative ? -total : total);
}
function parseNanoCpus(text) {
    const ratio = /^([+-]?\d{1,60})\/(\d{1,60})$/.exec(text);
    const decimal = /^([+-]?)(\d{0,60})(?:\.(\d{0,60}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text);
    const [top, bottom] = ratio !== null ? readRatio(ratio) : decimal !== null ? readDecimal(decimal) : [0n, 0n];
    if (bottom === 0n)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`\`${text}\` is no number of CPUs; write for example 1.5`);
    const nano = top * 1000000000n;
    if (nano % bottom !== 0n)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`\`${text}\` is too precise for a number of CPUs`);
    return Number(nano / bottom);
}
function readRatio([, top = '0', bottom = '0']) {
    return [BigInt(top.replace('+', '')), BigInt(bottom)];
}
function readDecimal([, sign = '', whole = '', fraction = '', exponent = '0']) {
    if (whole === '' && fraction === '')
        return [0n, 0n];
    const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
    const power = Number(exponent) - fraction.length;
    return power >= 0 ? [digits * 10n ** BigInt(power), 1n] : [digits, 10n ** BigInt(-power)];
}


/***/ }),

/***/ 1423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HI: () => (/* binding */ hostPathText),
/* harmony export */   Kh: () => (/* binding */ markHole),
/* harmony export */   ON: () => (/* binding */ plainHoles),
/* harmony export */   l7: () => (/* binding */ firstHole),
/* harmony export */   nI: () => (/* binding */ fillHoles)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6351);
/* harmony import */ var _hole_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7992);


const KINDS = ['any', 'here', 'home'];
const FIRST = 0x100000;
const PER_KIND = 0x4000;
const MARKED = /\u{F5EA0}([\u{100000}-\u{10BFFF}])?/gu;
const LEADING = /^\u{F5EA0}([\u{104000}-\u{10BFFF}])(?=\/|$)/u;
function markHole(index, kind) {
    if (index >= PER_KIND)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .LimitError */ .oC(`more than ${PER_KIND} variables in one text`);
    return _hole_js__WEBPACK_IMPORTED_MODULE_1__/* .HOLE */ .vs + String.fromCodePoint(FIRST + KINDS.indexOf(kind) * PER_KIND + index);
}
function fillHoles(text, expansions) {
    return text.replace(MARKED, (_, mark) => expansions[indexOf(mark)] ?? '?');
}
function firstHole(text, expansions) {
    const found = MARKED[Symbol.match](text)?.[0];
    return found === undefined ? undefined : fillHoles(found, expansions);
}
function plainHoles(text) {
    return text.replace(MARKED, _hole_js__WEBPACK_IMPORTED_MODULE_1__/* .HOLE */ .vs);
}
function hostPathText(text) {
    return text.replace(LEADING, (_, mark) => (kindOf(mark) === 'home' ? '~' : '.'));
}
function indexOf(mark) {
    return mark === undefined ? -1 : ((mark.codePointAt(0) ?? FIRST) - FIRST) % PER_KIND;
}
function kindOf(mark) {
    return KINDS[Math.floor(((mark.codePointAt(0) ?? FIRST) - FIRST) / PER_KIND)] ?? 'any';
}


/***/ }),

/***/ 5753:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ hostAddress)
/* harmony export */ });
function hostAddress(text) {
    const bare = text.trim().replace(/^\[([^\]]*)\]$/, '$1');
    const everywhere = bare === '*' || /^0+(?:\.0+){0,3}$/.test(bare) || /^[0:]*::?[0:]*$/.test(bare) || isMappedWildcard(bare);
    return everywhere ? '' : bare;
}
function isMappedWildcard(address) {
    return /^::(?:ffff:)?0\.0\.0\.0$/i.test(address);
}


/***/ }),

/***/ 6862:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ knownImageParts)
/* harmony export */ });
/* harmony import */ var _hole_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7992);
/* harmony import */ var _image_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8661);


function knownImageParts(text) {
    if (!(0,_hole_js__WEBPACK_IMPORTED_MODULE_0__/* .hasHole */ .dI)(text))
        return (0,_image_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseImageReference */ .o)(text);
    const at = text.indexOf('@');
    const named = at === -1 ? text : text.slice(0, at);
    const endsOpen = text.endsWith(_hole_js__WEBPACK_IMPORTED_MODULE_0__/* .HOLE */ .vs);
    const digest = at === -1 ? (endsOpen ? undefined : '') : text.slice(at + 1);
    const colon = named.lastIndexOf(':');
    const hasTag = colon > named.lastIndexOf('/');
    const tag = hasTag ? named.slice(colon + 1) : named.endsWith(_hole_js__WEBPACK_IMPORTED_MODULE_0__/* .HOLE */ .vs) ? undefined : '';
    const name = hasTag ? named.slice(0, colon) : named;
    return compact({ ...nameParts(name, hasTag), tag, digest });
}
function nameParts(name, hasTag) {
    if (!(0,_hole_js__WEBPACK_IMPORTED_MODULE_0__/* .hasHole */ .dI)(name)) {
        const whole = (0,_image_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseImageReference */ .o)(name);
        const mayBeHost = hasTag && !name.includes('/') && (name.includes('.') || name === 'localhost');
        return whole === undefined || mayBeHost ? {} : { registry: whole.registry, repository: whole.repository };
    }
    const slash = name.indexOf('/');
    const first = slash === -1 ? name : name.slice(0, slash);
    if (slash === -1 || (0,_hole_js__WEBPACK_IMPORTED_MODULE_0__/* .hasHole */ .dI)(first))
        return {};
    const registry = (0,_image_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseImageReference */ .o)(`${first}/x`)?.registry;
    return registry === undefined ? {} : { registry };
}
function compact(parts) {
    const certain = Object.entries(parts).filter(([, part]) => part !== undefined && !(0,_hole_js__WEBPACK_IMPORTED_MODULE_0__/* .hasHole */ .dI)(part));
    return Object.fromEntries(certain);
}


/***/ }),

/***/ 8661:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ parseImageReference)
/* harmony export */ });
const REFERENCE = /^(?<name>[a-zA-Z0-9](?:[a-zA-Z0-9.:/_[\]-]*[a-zA-Z0-9\]])?)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$/;
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/;
function parseImageReference(text) {
    const at = text.indexOf('@');
    const beforeDigest = at === -1 ? text : text.slice(0, at);
    const colon = beforeDigest.lastIndexOf(':');
    const hasTag = colon > beforeDigest.lastIndexOf('/');
    const name = hasTag ? beforeDigest.slice(0, colon) : beforeDigest;
    const probe = `${name}${hasTag ? beforeDigest.slice(colon) : ''}${at === -1 ? '' : text.slice(at)}`;
    if (name === '' || !REFERENCE.test(probe))
        return undefined;
    const slash = name.indexOf('/');
    const first = slash === -1 ? '' : name.slice(0, slash);
    const isHost = first.includes('.') || first.includes(':') || first === 'localhost' || first !== first.toLowerCase();
    const registry = isHost && first !== 'index.docker.io' ? first : 'docker.io';
    const path = isHost ? name.slice(slash + 1) : name;
    const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
    if (!REPOSITORY.test(repository))
        return undefined;
    return {
        registry,
        repository,
        tag: hasTag ? beforeDigest.slice(colon + 1) : '',
        digest: at === -1 ? '' : text.slice(at + 1),
    };
}


/***/ }),

/***/ 5036:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ foldSecurityOptions),
/* harmony export */   v: () => (/* binding */ parseSecurityOption)
/* harmony export */ });
const TRUE = new Set(['', '1', 't', 'T', 'TRUE', 'true', 'True']);
function parseSecurityOption(text) {
    const cut = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
    if (cut === -1)
        return text === 'disable' ? { name: 'label', value: 'disable' } : { name: text, value: '' };
    return { name: text.slice(0, cut), value: text.slice(cut + 1) };
}
function foldSecurityOptions(options) {
    const last = (name) => options.findLast((option) => option.name === name)?.value;
    const labels = options.filter((option) => option.name === 'label').map((option) => option.value);
    const noNewPrivileges = last('no-new-privileges');
    const writableCgroups = last('writable-cgroups');
    return {
        noNewPrivileges: noNewPrivileges !== undefined && TRUE.has(noNewPrivileges),
        apparmor: last('apparmor') ?? '',
        seccomp: last('seccomp') ?? '',
        selinux: labels.includes('disable') ? 'disabled' : labels.join(' '),
        maskedPaths: last('systempaths') !== 'unconfined' && last('unmask')?.toUpperCase() !== 'ALL',
        writableCgroups: writableCgroups !== undefined && TRUE.has(writableCgroups),
    };
}


/***/ }),

/***/ 39:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ placeFinder)
/* harmony export */ });
function placeFinder(file, text) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
        starts.push(at + 1);
    const find = (offset) => {
        let low = 0;
        let high = starts.length - 1;
        while (low < high) {
            const middle = Math.ceil((low + high) / 2);
            if ((starts[middle] ?? 0) <= offset)
                low = middle;
            else
                high = middle - 1;
        }
        return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    };
    return (start, end) => {
        const from = find(start);
        const to = find(end);
        return { file, startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
    };
}


/***/ }),

/***/ 373:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ parseUser)
/* harmony export */ });
function parseUser(text) {
    const [user = '', group] = text.split(':', 2);
    const uid = user.trim() === '' ? 0 : resolve(user.trim());
    const gid = group === undefined ? (uid === 0 && !/^[+]?\d+$/.test(user.trim()) ? 0 : undefined) : resolve(group.trim());
    return { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) };
}
function resolve(name) {
    if (name === 'root')
        return 0;
    return /^[+]?\d+$/.test(name) ? Number(name) : undefined;
}


/***/ }),

/***/ 3852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ parseVolume)
/* harmony export */ });
/* unused harmony export isFilePath */
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6351);
/* harmony import */ var _hole_marks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1423);


function parseVolume(text) {
    if (text === '')
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('the volume is empty; write SOURCE:TARGET');
    if (text.length <= 2)
        return { type: 'volume', source: '', target: text, options: [] };
    const parts = cutParts(text);
    if (parts.some((part) => part === ''))
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`there is an empty part between the colons of \`${text}\``);
    if (parts.length > 3)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`\`${text}\` has too many colons; write SOURCE:TARGET:OPTIONS`);
    const [source = '', target, options] = parts;
    if (target === undefined)
        return { type: 'volume', source: '', target: source, options: [] };
    return { type: isFilePath(source) ? 'bind' : 'volume', source, target, options: options?.split(',') ?? [] };
}
function isFilePath(source) {
    return /^(?:[./~]|\\\\|\p{L}:)/u.test((0,_hole_marks_js__WEBPACK_IMPORTED_MODULE_1__/* .hostPathText */ .HI)(source)) || /^\u{F5EA0}[^/]{0,4}\//u.test(source);
}
function cutParts(text) {
    const parts = [];
    let part = '';
    for (const char of text) {
        if (char === ':' && !/^\p{L}$/u.test(part)) {
            parts.push(part);
            part = '';
        }
        else
            part += char;
    }
    return [...parts, part];
}


/***/ })

};
