export const id = 648;
export const ids = [648];
export const modules = {

/***/ 7648:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  describeRequest: () => (/* reexport */ describeLine),
  runInput: () => (/* binding */ runInput)
});

// EXTERNAL MODULE: ./src/model/errors.js
var model_errors = __webpack_require__(6351);
;// CONCATENATED MODULE: ./src/parse/docker-refusal.js

class Refusal extends model_errors/* InputError */.dz {
    stage;
    span;
    exit;
    nearest;
    constructor(stage, message, more = {}) {
        super(message);
        this.stage = stage;
        this.span = more.span;
        this.exit = more.exit ?? 125;
        this.nearest = more.nearest;
    }
}
function refuseAt(stage, span, flag, read) {
    try {
        return read();
    }
    catch (error) {
        if (!(error instanceof model_errors/* InputError */.dz) || error instanceof Refusal)
            throw error;
        throw new Refusal(stage, `${flag}: ${error.message}`, { span });
    }
}
function spanOf(word) {
    return { start: word.start, end: word.end };
}

// EXTERNAL MODULE: ./src/parse/go-values.js
var go_values = __webpack_require__(2631);
// EXTERNAL MODULE: ./src/parse/hole.js
var parse_hole = __webpack_require__(7992);
;// CONCATENATED MODULE: ./src/parse/docker-answers.js



function pathKey(path) {
    return path.join('\n');
}
function answersOf(given) {
    const byFlag = groupByFlag(given);
    const trace = { places: new Map(), unknown: new Map(), outside: new Set() };
    const all = (flag) => byFlag.get(flag) ?? [];
    const last = (flag) => all(flag).at(-1);
    const note = (path, { span }) => void trace.places.set(pathKey(path), span);
    const unknown = (path, { span, text }) => {
        trace.places.set(pathKey(path), span);
        trace.unknown.set(pathKey(path), { text });
    };
    const value = (flag, path, fallback, read) => {
        const given = last(flag);
        if (given === undefined)
            return fallback;
        note(path, given);
        if (!(0,parse_hole/* hasHole */.dI)(given.text))
            return refuseAt('client', given.span, `--${flag}`, () => read(given.text));
        unknown(path, given);
        return fallback;
    };
    return {
        trace,
        last,
        all,
        note,
        unknown,
        value,
        text: (flag, path) => {
            const given = last(flag);
            if (given !== undefined)
                note(path, given);
            return given?.text ?? '';
        },
        bool: (flag, path) => value(flag, path, false, go_values/* parseGoBool */.MY),
        texts: (flag, path) => all(flag).map((one, index) => {
            note([...path, index], one);
            return one.text;
        }),
    };
}
function groupByFlag(given) {
    const groups = new Map();
    for (const one of given) {
        const group = groups.get(one.flag);
        if (group === undefined)
            groups.set(one.flag, [one]);
        else
            group.push(one);
    }
    return groups;
}

// EXTERNAL MODULE: ./src/parse/csv.js
var csv = __webpack_require__(5116);
// EXTERNAL MODULE: ./src/parse/docker-limits.js
var docker_limits = __webpack_require__(2719);
// EXTERNAL MODULE: ./src/parse/docker-network.js + 1 modules
var docker_network = __webpack_require__(7868);
// EXTERNAL MODULE: ./src/parse/ip-address.js
var ip_address = __webpack_require__(762);
;// CONCATENATED MODULE: ./src/parse/podman-mount.js



const FLAG_OPTIONS = new Set([
    'suid',
    'nosuid',
    'dev',
    'nodev',
    'exec',
    'noexec',
    'notmpcopyup',
    'tmpcopyup',
    'nocreate',
    'no-dereference',
]);
function addPodmanMountKey(draft, key, value) {
    const { mount } = draft;
    const add = (option) => {
        mount.Options = [...(mount.Options ?? []), option];
    };
    if (FLAG_OPTIONS.has(key)) {
        if (value === undefined || truth(value))
            add(key);
        return true;
    }
    switch (key) {
        case 'dest':
            mount.Target = value ?? '';
            return true;
        case 'rw':
            if (value !== undefined && (0,parse_hole/* hasHole */.dI)(value))
                draft.unknown.push('ReadOnly');
            else if (value === undefined || (0,go_values/* parseGoBool */.MY)(value))
                delete mount.ReadOnly;
            else
                mount.ReadOnly = true;
            return true;
        case 'relabel':
            if (value !== 'shared' && value !== 'private')
                throw new model_errors/* InputError */.dz('relabel is shared or private');
            add(value === 'shared' ? 'z' : 'Z');
            return true;
        case 'u':
        case 'chown':
            if (value === undefined || truth(value))
                add('U');
            return true;
        case 'idmap':
            add(value === undefined ? 'idmap' : `idmap=${value}`);
            return true;
        case 'subpath':
            if (mount.Type === 'image')
                mount.ImageOptions = { Subpath: value ?? '' };
            else
                mount.VolumeOptions = { ...mount.VolumeOptions, Subpath: value ?? '' };
            return true;
        case 'volume-label':
            throw new model_errors/* InputError */.dz('podman takes no volume-label in a mount');
        default:
            return false;
    }
}
const GROUPS = [
    ['ro', 'rw'],
    ['z', 'Z'],
    ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave', 'unbindable', 'runbindable'],
    ['suid', 'nosuid'],
    ['dev', 'nodev'],
    ['exec', 'noexec'],
    ['copy', 'nocopy'],
    ['bind', 'rbind'],
];
const SINGLE = new Set(['O', 'U', 'nocreate', 'no-dereference']);
const KEYED = /^(?:upperdir|workdir|idmap|size|mode)(?:=|$)/;
function checkPodmanVolumeOptions(options) {
    for (const option of options) {
        const isKnown = SINGLE.has(option) || KEYED.test(option) || GROUPS.some((group) => group.includes(option));
        if (!isKnown && !(0,parse_hole/* hasHole */.dI)(option))
            throw new model_errors/* InputError */.dz(`a podman volume has no option \`${option}\``);
    }
    for (const group of GROUPS) {
        const given = options.filter((option) => group.includes(option));
        if (given.length > 1)
            throw new model_errors/* InputError */.dz(`only one of ${group.join(', ')} may be given, not ${given.join(' and ')}`);
    }
}
function truth(value) {
    return (0,parse_hole/* hasHole */.dI)(value) || (0,go_values/* parseGoBool */.MY)(value);
}

;// CONCATENATED MODULE: ./src/parse/mount.js






function parseMount(text, client = 'docker') {
    const draft = { mount: { Type: 'volume' }, unknown: [], bindRecursive: '', typed: new Map() };
    for (const field of (0,csv/* parseCsv */.W)(text))
        readField(draft, field, client);
    if (client === 'docker')
        checkMount(draft);
    if (draft.mount.Target === undefined && draft.unknown.length === 0)
        throw new model_errors/* InputError */.dz('the mount has no target; add target=/PATH');
    return { mount: draft.mount, unknown: draft.unknown };
}
function readField(draft, field, client) {
    const equals = field.indexOf('=');
    const written = equals === -1 ? field : field.slice(0, equals);
    const value = equals === -1 ? undefined : field.slice(equals + 1);
    if ((0,parse_hole/* hasHole */.dI)(written)) {
        draft.unknown.push('*');
        return;
    }
    if (written.trim() !== written || (value !== undefined && value.trim() !== value))
        throw new model_errors/* InputError */.dz(`there is a blank around the key or value of \`${field}\``);
    const key = written.toLowerCase();
    if (client === 'podman' && addPodmanMountKey(draft, key, value))
        return;
    if (value !== undefined)
        addKey(draft, key, value);
    else if (['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive'].includes(key))
        addKey(draft, key, 'true');
    else
        throw new model_errors/* InputError */.dz(`\`${field}\` needs a value: ${key}=VALUE`);
}
function addKey(draft, key, value) {
    const { mount } = draft;
    switch (key) {
        case 'type':
            mount.Type = value.toLowerCase();
            return;
        case 'source':
        case 'src':
            mount.Source = value;
            return;
        case 'target':
        case 'dst':
        case 'destination':
            mount.Target = value;
            return;
        case 'readonly':
        case 'ro':
            if ((0,parse_hole/* hasHole */.dI)(value))
                draft.unknown.push('ReadOnly');
            else if ((0,go_values/* parseGoBool */.MY)(value))
                mount.ReadOnly = true;
            else
                delete mount.ReadOnly;
            return;
        case 'consistency':
            mount.Consistency = value.toLowerCase();
            return;
        default:
            if (!addTypedKey(draft, key, value))
                throw new model_errors/* InputError */.dz(`a mount has no key \`${key}\``);
    }
}
function addTypedKey(draft, key, value) {
    const { mount, typed } = draft;
    const truth = () => !(0,parse_hole/* hasHole */.dI)(value) && (0,go_values/* parseGoBool */.MY)(value);
    if (key.startsWith('bind-'))
        typed.set('BindOptions', key);
    if (key.startsWith('volume-'))
        typed.set('VolumeOptions', key);
    if (key.startsWith('image-'))
        typed.set('ImageOptions', key);
    if (key.startsWith('tmpfs-'))
        typed.set('TmpfsOptions', key);
    switch (key) {
        case 'bind-propagation':
            mount.BindOptions = { ...mount.BindOptions, Propagation: value.toLowerCase() };
            return true;
        case 'bind-nonrecursive':
            mount.BindOptions = { ...mount.BindOptions, ...(truth() ? { NonRecursive: true } : {}) };
            return true;
        case 'bind-recursive':
            addRecursion(draft, value);
            return true;
        case 'volume-nocopy':
            mount.VolumeOptions = { DriverConfig: {}, ...mount.VolumeOptions, ...(truth() ? { NoCopy: true } : {}) };
            return true;
        case 'volume-subpath':
            mount.VolumeOptions = { DriverConfig: {}, ...mount.VolumeOptions, Subpath: value };
            return true;
        case 'volume-label':
            mount.VolumeOptions = {
                DriverConfig: {},
                ...mount.VolumeOptions,
                Labels: withPair(mount.VolumeOptions?.Labels, value),
            };
            return true;
        case 'volume-driver':
            mount.VolumeOptions = {
                ...mount.VolumeOptions,
                DriverConfig: { ...mount.VolumeOptions?.DriverConfig, Name: value },
            };
            return true;
        case 'volume-opt': {
            const driver = mount.VolumeOptions?.DriverConfig;
            mount.VolumeOptions = {
                ...mount.VolumeOptions,
                DriverConfig: { ...driver, Options: withPair(driver?.Options, value) },
            };
            return true;
        }
        case 'image-subpath':
            mount.ImageOptions = { Subpath: value };
            return true;
        case 'tmpfs-size':
            if ((0,parse_hole/* hasHole */.dI)(value))
                draft.unknown.push('TmpfsOptions');
            else
                mount.TmpfsOptions = { ...mount.TmpfsOptions, SizeBytes: (0,docker_limits/* parseByteSize */.nS)(value) };
            return true;
        case 'tmpfs-mode':
            if (!(0,parse_hole/* hasHole */.dI)(value) && !/^[0-7]{1,10}$/.test(value))
                throw new model_errors/* InputError */.dz(`\`${value}\` is no octal mode`);
            if (!(0,parse_hole/* hasHole */.dI)(value))
                mount.TmpfsOptions = { ...mount.TmpfsOptions, Mode: Number.parseInt(value, 8) };
            return true;
        default:
            return false;
    }
}
function addRecursion(draft, value) {
    const { mount } = draft;
    draft.bindRecursive = value;
    if (value === 'disabled')
        mount.BindOptions = { ...mount.BindOptions, NonRecursive: true };
    else if (value === 'writable')
        mount.BindOptions = { ...mount.BindOptions, ReadOnlyNonRecursive: true };
    else if (value === 'readonly')
        mount.BindOptions = { ...mount.BindOptions, ReadOnlyForceRecursive: true };
    else if (value !== 'enabled' && !(0,parse_hole/* hasHole */.dI)(value))
        throw new model_errors/* InputError */.dz(`bind-recursive is enabled, disabled, writable or readonly, not \`${value}\``);
}
const TYPE_OF_OPTIONS = { BindOptions: 'bind', VolumeOptions: 'volume', TmpfsOptions: 'tmpfs', ImageOptions: 'image' };
function checkMount({ mount, typed, bindRecursive, unknown }) {
    if (unknown.length > 0 || (0,parse_hole/* hasHole */.dI)(mount.Type))
        return;
    if (mount.Type === '')
        throw new model_errors/* InputError */.dz('the mount has an empty type');
    for (const [options, key] of typed) {
        if (mount.Type !== TYPE_OF_OPTIONS[options])
            throw new model_errors/* InputError */.dz(`${key} belongs to a mount of type ${TYPE_OF_OPTIONS[options]}, and this one is ${mount.Type}`);
    }
    const needsReadOnly = bindRecursive === 'writable' || bindRecursive === 'readonly';
    if (needsReadOnly && mount.ReadOnly !== true)
        throw new model_errors/* InputError */.dz(`bind-recursive=${bindRecursive} needs readonly`);
    if (bindRecursive === 'readonly' && mount.BindOptions?.Propagation !== 'rprivate')
        throw new model_errors/* InputError */.dz('bind-recursive=readonly needs bind-propagation=rprivate');
}
function withPair(map, text) {
    const cut = text.indexOf('=');
    const key = cut === -1 ? text : text.slice(0, cut);
    return Object.fromEntries([...Object.entries(map ?? {}), [key, cut === -1 ? '' : text.slice(cut + 1)]]);
}

;// CONCATENATED MODULE: ./src/parse/docker-flag-value.js






function checkFlagValue(type, text) {
    switch (type) {
        case 'bool':
            (0,go_values/* parseGoBool */.MY)(text);
            return;
        case 'int':
        case 'int64':
            (0,go_values/* parseGoInt */.bm)(text, 64);
            return;
        case 'uint16':
            (0,go_values/* parseGoInt */.bm)(text, 16, false);
            return;
        case 'uint64':
            (0,go_values/* parseGoInt */.bm)(text, 64, false);
            return;
        case 'float':
            if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text))
                throw new model_errors/* InputError */.dz(`\`${text}\` is no number`);
            return;
        case 'size':
            (0,docker_limits/* parseByteSize */.nS)(text);
            return;
        case 'swap':
            if (text !== '-1')
                (0,docker_limits/* parseByteSize */.nS)(text);
            return;
        case 'cpus':
            (0,go_values/* parseNanoCpus */.nx)(text);
            return;
        case 'duration':
            (0,go_values/* parseGoDuration */.Qu)(text);
            return;
        case 'ulimit':
            (0,docker_limits/* parseUlimit */.at)(text);
            return;
        case 'mount':
            parseMount(text);
            return;
        case 'network':
            (0,docker_network/* parseNetworkFlag */.gD)(text);
            return;
        case 'gpus':
            (0,docker_limits/* parseGpuRequest */.rI)(text);
            return;
        case 'weightDevice':
            (0,docker_limits/* parseWeightDevice */.qd)(text);
            return;
        case 'byteRate':
            (0,docker_limits/* parseRate */.WN)(text, docker_limits/* parseByteSize */.nS);
            return;
        case 'countRate':
            (0,docker_limits/* parseRate */.WN)(text, (rate) => (0,go_values/* parseGoInt */.bm)(rate, 64, false));
            return;
        case 'text':
        case 'csv':
            return;
        default:
            checkWord(type, text);
    }
}
const SYSCTLS = new Set([
    'kernel.msgmax',
    'kernel.msgmnb',
    'kernel.msgmni',
    'kernel.sem',
    'kernel.shmall',
    'kernel.shmmax',
    'kernel.shmmni',
    'kernel.shm_rmid_forced',
]);
function checkWord(type, text) {
    const problem = problemOf(type, text);
    if (problem !== undefined)
        throw new model_errors/* InputError */.dz(`\`${text}\` ${problem}`);
}
function problemOf(type, text) {
    switch (type) {
        case 'stream':
            return /^std(?:in|out|err)$/i.test(text) ? undefined : 'is none of stdin, stdout and stderr';
        case 'variable':
            return text === '' || text.startsWith('=') ? 'has no variable name; write NAME=VALUE or NAME' : undefined;
        case 'label': {
            const key = text.split('=', 1)[0] ?? '';
            return key === '' || /[ \t]/.test(key) ? 'has no label key without blanks; write KEY=VALUE' : undefined;
        }
        case 'host':
            return parseExtraHost(text) === undefined ? 'is not NAME:ADDRESS with an IP address or host-gateway' : undefined;
        case 'address':
            return (0,ip_address/* isIpAddress */.o)(text.trim()) ? undefined : 'is no IP address';
        case 'domain':
            return /^\.$|^[\w*-]+(?:\.[\w-]+)*\.?$/.test(text.trim()) ? undefined : 'is no domain';
        case 'link':
            return /^[^:]+(?::[^:]*)?$/.test(text) ? undefined : 'is no link; write NAME or NAME:ALIAS';
        case 'sysctl': {
            const key = text.split('=', 1)[0] ?? '';
            const allowed = SYSCTLS.has(key) || key.startsWith('net.') || key.startsWith('fs.mqueue.');
            return allowed && text.includes('=')
                ? undefined
                : 'is no setting that a container may have; write KEY=VALUE with a key below net. or fs.mqueue.';
        }
        case 'deviceRule':
            return /^[acb] (?:\d+|\*):(?:\d+|\*) [rwm]{1,3}$/.test(text)
                ? undefined
                : 'is no device rule; write for example `c 10:229 rwm`';
    }
}
function parseExtraHost(text) {
    const cut = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
    if (cut < 1)
        return undefined;
    const name = text.slice(0, cut);
    const written = text.slice(cut + 1);
    const address = /^\[.*\]$/.test(written) ? written.slice(1, -1) : written;
    if (name.includes(':') || !(address === 'host-gateway' || (0,ip_address/* isIpAddress */.o)(address)))
        return undefined;
    return `${name}:${address}`;
}

// EXTERNAL MODULE: ./src/parse/hole-marks.js
var hole_marks = __webpack_require__(1423);
// EXTERNAL MODULE: ./src/parse/image-reference.js
var image_reference = __webpack_require__(8661);
// EXTERNAL MODULE: ./src/parse/nearest.js
var nearest = __webpack_require__(1002);
;// CONCATENATED MODULE: ./src/parse/docker-flags.js








const MAX_FLAGS = 10_000;
const MAX_NAME = 200;
function readFlags(words, rules) {
    const given = [];
    const args = [];
    const opaque = [];
    for (let at = 0; at < words.length; at += 1) {
        const word = words[at];
        if (word === undefined)
            break;
        const { text } = word;
        if (mayBeFlags(word, words[at + 1], rules)) {
            opaque.push(word);
        }
        else if (!text.startsWith('-') || text === '-') {
            if (!rules.interspersed)
                return { given, args: words.slice(at), opaque };
            args.push(word);
        }
        else if (text === '--') {
            return { given, args: [...args, ...words.slice(at + 1)], opaque };
        }
        else if (text.startsWith('--')) {
            at += readLong(word, words[at + 1], rules, given, opaque);
        }
        else {
            at += readCluster(word, words[at + 1], rules, given, opaque);
        }
    }
    return { given, args, opaque };
}
const IMAGE_NAMES = /^\$\{?\w*(?:IMAGE|IMG|TAG|REPO)\w*(?:\}|:?[-=?][^}]*\})?$|^\$\{\w+:?-[^-\s}][^\s}]*\}$|docker (?:build|images?|load) /i;
function mayBeFlags(word, next, rules) {
    if (!word.text.startsWith(parse_hole/* HOLE */.vs))
        return false;
    const source = (0,hole_marks/* fillHoles */.nI)(word.text, rules.expansions);
    if (/\$\{\w+:?\+/.test(source))
        return true;
    return (word.loose && mayBeImage(next) && fillsWord(word.text) && (source.length > MAX_NAME || !IMAGE_NAMES.test(source)));
}
function mayBeImage(next) {
    if (next === undefined)
        return false;
    return next.text.startsWith('-') || (0,parse_hole/* hasHole */.dI)(next.text) || (0,image_reference/* parseImageReference */.o)(next.text) !== undefined;
}
function fillsWord(text) {
    return /^(?:\u{F5EA0}[\u{100000}-\u{10BFFF}])+$/u.test(text);
}
function readLong(word, next, rules, given, opaque) {
    const equals = word.text.indexOf('=');
    const name = word.text.slice(2, equals === -1 ? undefined : equals);
    if ((0,parse_hole/* hasHole */.dI)(name)) {
        opaque.push(word);
        return 0;
    }
    if (name.startsWith('-') || name === '')
        throw new Refusal('flag', `\`${word.text}\` is no flag`, { span: spanOf(word) });
    const spec = specOf(rules, name);
    if (spec === undefined)
        throw unknownFlag(`--${name}`, name, word, rules);
    const value = equals === -1 ? undefined : word.text.slice(equals + 1);
    if (value !== undefined) {
        push(given, name, spec, value, word.plain ? { start: word.start + equals + 1, end: word.end } : spanOf(word));
        return 0;
    }
    if (spec.type === 'bool') {
        push(given, name, spec, 'true', spanOf(word));
        return 0;
    }
    if (next === undefined)
        throw new Refusal('flag', `--${name} needs a value, and the line ends here`, { span: spanOf(word) });
    push(given, name, spec, next.text, spanOf(next));
    return 1;
}
function readCluster(word, next, rules, given, opaque) {
    const { text } = word;
    if (text.startsWith('-test.'))
        return 0;
    const within = (at) => (word.plain ? { start: word.start + at, end: word.end } : spanOf(word));
    for (let at = 1; at < text.length; at += 1) {
        const letter = text[at] ?? '';
        if (text.startsWith(parse_hole/* HOLE */.vs, at)) {
            opaque.push(word);
            return 0;
        }
        const found = shortSpec(rules, letter);
        if (found === undefined) {
            const long = text.length > 2 ? (0,nearest/* nearest */.p)(text.slice(1).split('=')[0] ?? '', namesOf(rules)) : undefined;
            throw new Refusal('flag', `${rules.command} has no flag -${letter}${long === undefined ? '' : `; was --${long} meant?`}`, { span: spanOf(word), ...(long === undefined ? {} : { nearest: long }) });
        }
        const [name, spec] = found;
        const rest = text.slice(at + 1);
        if (rest.length > 1 && rest.startsWith('=')) {
            push(given, name, spec, rest.slice(1), within(at + 2));
            return 0;
        }
        if (spec.type === 'bool') {
            push(given, name, spec, 'true', spanOf(word));
            continue;
        }
        if (rest !== '') {
            push(given, name, spec, rest, within(at + 1));
            return 0;
        }
        if (next === undefined)
            throw new Refusal('flag', `-${letter} needs a value, and the line ends here`, { span: spanOf(word) });
        push(given, name, spec, next.text, spanOf(next));
        return 1;
    }
    return 0;
}
function push(given, name, spec, text, span) {
    if (!(0,parse_hole/* hasHole */.dI)(text))
        refuseAt('flag', span, `--${name}`, () => checkFlagValue(spec.type, text));
    const texts = spec.type === 'csv' && text !== '' ? refuseAt('flag', span, `--${name}`, () => (0,csv/* parseCsv */.W)(text)) : [text];
    if (given.length + texts.length > MAX_FLAGS)
        throw new model_errors/* LimitError */.oC(`more than ${MAX_FLAGS} flags on one line`);
    for (const one of texts)
        given.push({ flag: spec.alias ?? name, text: one, span });
}
function specOf(rules, name) {
    const spec = Object.hasOwn(rules.table, name) ? rules.table[name] : undefined;
    return spec?.only === undefined || spec.only === rules.subcommand ? spec : undefined;
}
function shortSpec(rules, letter) {
    const found = Object.entries(rules.table).find(([, spec]) => spec.short === letter);
    return found !== undefined && specOf(rules, found[0]) !== undefined ? found : undefined;
}
function namesOf(rules) {
    return Object.keys(rules.table).filter((name) => specOf(rules, name) !== undefined);
}
function unknownFlag(shown, name, word, rules) {
    const near = (0,nearest/* nearest */.p)(name, namesOf(rules));
    const advice = near === undefined ? '' : `; was --${near} meant?`;
    return new Refusal('flag', `${rules.command} has no flag ${shown}${advice}`, {
        span: spanOf(word),
        ...(near === undefined ? {} : { nearest: near }),
    });
}

;// CONCATENATED MODULE: ./src/parse/docker-build.js




const BOOLS = 'check compress debug-build force-rm load no-cache push rm squash disable-content-trust help disable-compression identity-label inherit-annotations inherit-labels layers omit-history skip-unused-stages stdin tls-verify rewrite-timestamp save-stages';
const TEXTS = 'add-host allow annotation attest build-arg build-arg-file build-context builder cache-from cache-to cache-ttl call cgroup-parent cgroupns cpp-flag cpu-period cpu-quota cpuset-cpus cpuset-mems device env format from hooks-dir iidfile ignorefile invoke ipc isolation label logfile manifest memory-swap metadata-file network no-cache-filter pid platform policy print progress provenance resource retry retry-delay runtime runtime-flag sbom sbom-output secret security-opt shm-size sign-by source-date-epoch ssh target timestamp ulimit unsetenv unsetlabel unsetannotation uts userns userns-uid-map userns-gid-map userns-uid-map-user userns-gid-map-group authfile cert-dir creds cw decryption-key http-proxy arch os variant os-feature os-version dns dns-option dns-search layer-label cap-add cap-drop group-add transport signature-policy root blob-cache jobs';
function buildFlags(program, buildx) {
    const podman = program === 'podman';
    return Object.fromEntries([
        ...BOOLS.split(' ').map((name) => [name, { type: 'bool' }]),
        ...TEXTS.split(' ').map((name) => [name, { type: podman && /^cap-/.test(name) ? 'csv' : 'text' }]),
        ['cpu-shares', { type: 'text', short: 'c' }],
        ['debug', { type: 'bool', short: 'D' }],
        ['file', { type: podman ? 'csv' : 'text', short: 'f' }],
        ['memory', { type: 'text', short: 'm' }],
        ['output', { type: 'text', short: 'o' }],
        ['pull', { type: 'bool' }],
        ['quiet', { type: 'bool', short: 'q' }],
        ['tag', { type: 'text', short: 't' }],
        ...(podman ? [['volume', { type: 'text', short: 'v' }]] : []),
        ...(podman && !buildx ? [['pull', { type: 'text' }]] : []),
    ]);
}
function readBuild(words, program, buildx, expansions) {
    const table = buildFlags(program, buildx);
    const plain = words.filter((word) => !(program === 'podman' && /^--pull(?:-always|-never)?$/.test(word.text)));
    const reading = readFlags(plain, { table, command: `${program} build`, interspersed: true, expansions });
    const answers = answersOf(reading.given);
    if (answers.bool('help', ['help']))
        return undefined;
    const [context = reading.opaque.at(-1), second] = reading.args;
    if (context === undefined && program === 'docker')
        throw new Refusal('client', `${program} build needs a context, for example \`.\``, { exit: 1 });
    if (second !== undefined)
        throw new Refusal('client', `${program} build takes one context, and \`${second.text}\` is another`, {
            span: { start: second.start, end: second.end },
            exit: 1,
        });
    const list = (flag) => answers.all(flag).map(({ text }) => text);
    const text = (flag) => answers.last(flag)?.text ?? '';
    return {
        context: context?.text ?? '.',
        tags: list('tag'),
        file: (program === 'podman' ? list('file')[0] : text('file')) ?? '',
        target: text('target'),
        buildArgs: Object.fromEntries(list('build-arg').map(cutArgument)),
        network: text('network'),
        allow: list('allow'),
        secrets: list('secret'),
        ssh: list('ssh'),
        securityOpt: list('security-opt'),
        cgroupParent: text('cgroup-parent'),
        addHosts: list('add-host'),
        capAdd: list('cap-add'),
        capDrop: list('cap-drop'),
        devices: list('device'),
        volumes: list('volume'),
        isolation: text('isolation'),
        platforms: list('platform'),
        labels: list('label'),
    };
}
function cutArgument(text) {
    const cut = text.indexOf('=');
    return cut === -1 || (0,parse_hole/* hasHole */.dI)(text.slice(0, cut)) ? [text, null] : [text.slice(0, cut), text.slice(cut + 1)];
}

;// CONCATENATED MODULE: ./src/parse/docker-command.js

const RESERVED = new Set(['if', 'then', 'else', 'elif', 'while', 'until', 'do', '!', '{', 'time', 'coproc']);
const WRAPPERS = {
    sudo: {
        valued: 'ughpCrtUDRT',
        long: [
            'user',
            'group',
            'host',
            'prompt',
            'close-from',
            'role',
            'type',
            'other-user',
            'chdir',
            'chroot',
            'command-timeout',
        ],
    },
    doas: { valued: 'uCa' },
    env: { valued: 'uC', long: ['unset', 'chdir'] },
    time: { valued: 'fo', long: ['format', 'output'] },
    nohup: { valued: '' },
    exec: { valued: 'a' },
    command: { valued: '' },
    timeout: { valued: 'ks', long: ['kill-after', 'signal'], arguments: 1 },
    nice: { valued: 'n', long: ['adjustment'] },
    ionice: { valued: 'cnpPu', long: ['class', 'classdata'] },
    stdbuf: { valued: 'ioe', long: ['input', 'output', 'error'] },
    setsid: { valued: '' },
    winpty: { valued: '' },
};
function findCommand(words) {
    const assignments = Object.create(null);
    let at = 0;
    while (RESERVED.has(words[at]?.text ?? ''))
        at += 1;
    for (;;) {
        at = takeAssignments(words, at, assignments);
        const word = words[at];
        if (word === undefined)
            return undefined;
        const name = baseName(word.text);
        const wrapper = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
        if (wrapper === undefined) {
            if (name !== 'docker' && name !== 'podman' && name !== 'docker-compose')
                return undefined;
            const program = name === 'podman' ? 'podman' : 'docker';
            return {
                program,
                programWord: word,
                compose: name === 'docker-compose',
                words: words.slice(at + 1),
                assignments,
            };
        }
        at = skipWrapper(words, at + 1, wrapper);
        at = takeAssignments(words, at, assignments) + (wrapper.arguments ?? 0);
    }
}
function baseName(text) {
    return (text.split(/[\\/]/).at(-1) ?? '').replace(/\.exe$/i, '');
}
function takeAssignments(words, from, into) {
    let at = from;
    for (;;) {
        const [, name, value = ''] = /^([A-Za-z_][A-Za-z0-9_]*)\+?=([\s\S]*)$/.exec(words[at]?.text ?? '') ?? [];
        if (name === undefined)
            return at;
        into[name] = value;
        at += 1;
    }
}
function skipWrapper(words, from, wrapper) {
    let at = from;
    for (;;) {
        const text = words[at]?.text ?? '';
        if (!text.startsWith('-'))
            return at;
        at += 1;
        if (text === '--')
            return at;
        const takesNext = text.startsWith('--')
            ? wrapper.long?.includes(text.slice(2)) === true
            : text.length > 1 && clusterTakesNext(text.slice(1), wrapper.valued);
        if (takesNext)
            at += 1;
    }
}
function clusterTakesNext(letters, valued) {
    const first = [...letters].findIndex((letter) => valued.includes(letter));
    return first !== -1 && first === letters.length - 1;
}
const DOCKER_GLOBALS = {
    config: { type: 'text' },
    context: { type: 'text', short: 'c' },
    debug: { type: 'bool', short: 'D' },
    help: { type: 'bool' },
    host: { type: 'text', short: 'H' },
    'log-level': { type: 'text', short: 'l' },
    tls: { type: 'bool' },
    tlscacert: { type: 'text' },
    tlscert: { type: 'text' },
    tlskey: { type: 'text' },
    tlsverify: { type: 'bool' },
    version: { type: 'bool', short: 'v' },
};
const PODMAN_TEXTS = 'url host context config identity tls-cert tls-key tls-ca root runroot imagestore runtime runtime-flag log-level cgroup-manager conmon events-backend hooks-dir cdi-spec-dir module network-config-dir network-backend namespace default-mounts-file registries-conf storage-driver storage-opt pull-option tmpdir volumepath out ssh max-workers cpu-profile memory-profile network-cmd-path';
function podmanGlobals() {
    return Object.fromEntries([
        ...PODMAN_TEXTS.split(' ').map((name) => [name, { type: 'text' }]),
        ...['noout', 'syslog', 'trace', 'transient-store', 'help'].map((name) => [name, { type: 'bool' }]),
        ['connection', { type: 'text', short: 'c' }],
        ['remote', { type: 'bool', short: 'r' }],
        ['debug', { type: 'bool', short: 'D' }],
        ['version', { type: 'bool', short: 'v' }],
    ]);
}
function readGlobals(command, expansions) {
    const table = command.program === 'docker' ? DOCKER_GLOBALS : podmanGlobals();
    return readFlags(command.words, { table, command: command.program, interspersed: false, expansions });
}

;// CONCATENATED MODULE: ./src/parse/docker-compose-run.js





const GLOBALS = {
    'all-resources': { type: 'bool' },
    ansi: { type: 'text' },
    compatibility: { type: 'bool' },
    'dry-run': { type: 'bool' },
    'env-file': { type: 'text' },
    file: { type: 'text', short: 'f' },
    help: { type: 'bool', short: 'h' },
    'no-ansi': { type: 'bool' },
    parallel: { type: 'text' },
    profile: { type: 'text' },
    progress: { type: 'text' },
    'project-directory': { type: 'text' },
    'project-name': { type: 'text', short: 'p' },
    verbose: { type: 'bool' },
    version: { type: 'bool', short: 'v' },
    workdir: { type: 'text', alias: 'project-directory' },
};
const SHARED = {
    detach: { type: 'bool', short: 'd' },
    env: { type: 'text', short: 'e' },
    help: { type: 'bool', short: 'h' },
    interactive: { type: 'bool', short: 'i' },
    'no-TTY': { type: 'bool', alias: 'no-tty' },
    'no-tty': { type: 'bool', short: 'T' },
    tty: { type: 'bool', short: 't' },
    user: { type: 'text', short: 'u' },
    workdir: { type: 'text', short: 'w' },
};
const RUN_FLAGS = {
    ...SHARED,
    build: { type: 'bool' },
    'cap-add': { type: 'text' },
    'cap-drop': { type: 'text' },
    entrypoint: { type: 'text' },
    'env-from-file': { type: 'text' },
    label: { type: 'text', short: 'l' },
    labels: { type: 'text', alias: 'label' },
    name: { type: 'text' },
    'no-deps': { type: 'bool' },
    publish: { type: 'text', short: 'p' },
    pull: { type: 'text' },
    quiet: { type: 'bool', short: 'q' },
    'quiet-build': { type: 'bool' },
    'quiet-pull': { type: 'bool' },
    'remove-orphans': { type: 'bool' },
    rm: { type: 'bool' },
    'service-ports': { type: 'bool', short: 'P' },
    'use-aliases': { type: 'bool' },
    volume: { type: 'text', short: 'v' },
    volumes: { type: 'text', alias: 'volume' },
};
const EXEC_FLAGS = { ...SHARED, index: { type: 'int' }, privileged: { type: 'bool' } };
function readCompose(words, expansions) {
    const outer = readFlags(words, { table: GLOBALS, command: 'docker compose', interspersed: false, expansions });
    const globals = answersOf(outer.given);
    const [subcommand, ...rest] = outer.args;
    if (subcommand === undefined || globals.bool('help', ['help']) || globals.bool('version', ['version']))
        return undefined;
    const list = (flag) => globals.all(flag).map(({ text }) => text);
    const base = {
        subcommand: subcommand.text,
        files: list('file'),
        project: globals.last('project-name')?.text ?? '',
        profiles: list('profile'),
        envFiles: list('env-file'),
        projectDirectory: globals.last('project-directory')?.text ?? '',
    };
    if (subcommand.text !== 'run' && subcommand.text !== 'exec')
        return { ...base, ...NOTHING };
    const table = subcommand.text === 'run' ? RUN_FLAGS : EXEC_FLAGS;
    const inner = readFlags(rest, {
        table,
        command: `docker compose ${subcommand.text}`,
        interspersed: false,
        expansions,
    });
    const answers = answersOf(inner.given);
    if (answers.bool('help', ['help']))
        return undefined;
    const texts = (flag) => answers.all(flag).map(({ text }) => text);
    const text = (flag) => answers.last(flag)?.text ?? '';
    const bool = (flag) => answers.bool(flag, [flag]);
    const [service, ...command] = inner.args.length < 2 ? [...inner.opaque, ...inner.args] : inner.args;
    if (service === undefined || (subcommand.text === 'exec' && command.length === 0))
        throw new Refusal('client', `docker compose ${subcommand.text} needs a service${subcommand.text === 'exec' ? ' and a command' : ''}`, {
            span: spanOf(subcommand),
            exit: 1,
        });
    const publish = answers.last('publish');
    if (publish !== undefined && bool('service-ports'))
        throw new Refusal('client', '--publish and --service-ports exclude each other', { span: publish.span, exit: 1 });
    const index = text('index');
    return {
        ...base,
        service: service.text,
        command: command.length === 0 ? null : command.map((word) => word.text),
        user: text('user'),
        privileged: bool('privileged'),
        tty: !bool('no-tty'),
        detach: bool('detach'),
        rm: bool('rm'),
        env: texts('env'),
        capAdd: texts('cap-add'),
        capDrop: texts('cap-drop'),
        publish: texts('publish'),
        servicePorts: bool('service-ports'),
        volumes: texts('volume'),
        labels: texts('label'),
        name: text('name'),
        workingDir: text('workdir'),
        entrypoint: answers.last('entrypoint')?.text ?? null,
        index: index === '' || (0,parse_hole/* hasHole */.dI)(index) ? 0 : (0,go_values/* parseGoInt */.bm)(index, 64),
    };
}
const NOTHING = {
    service: '',
    command: null,
    user: '',
    privileged: false,
    tty: true,
    detach: false,
    rm: false,
    env: [],
    capAdd: [],
    capDrop: [],
    publish: [],
    servicePorts: false,
    volumes: [],
    labels: [],
    name: '',
    workingDir: '',
    entrypoint: null,
    index: 0,
};

;// CONCATENATED MODULE: ./src/parse/docker-env-file.js




function readVariables(answers, client, path) {
    const fromFiles = readPairFiles(answers, 'env-file', client, path).flatMap((pair) => {
        if (pair.text.includes('='))
            return [pair];
        const value = lookUp(client, pair.text);
        return value === undefined ? [] : [{ ...pair, text: `${pair.text}=${value}`, outside: true }];
    });
    const given = new Map();
    for (const { text, span } of answers.all('env')) {
        const name = text.split('=', 1)[0] ?? '';
        const value = text.includes('=') || (0,parse_hole/* hasHole */.dI)(text) ? undefined : lookUp(client, name);
        given.delete(name);
        given.set(name, {
            text: value === undefined ? text : `${name}=${value}`,
            place: span,
            outside: value !== undefined,
        });
    }
    return store(answers, path, [...fromFiles, ...given.values()]);
}
function readLabels(answers, client, path) {
    const fromFiles = readPairFiles(answers, 'label-file', client, path).filter((pair) => pair.text.includes('='));
    const given = answers.all('label').map(({ text, span }) => ({ text, place: span }));
    return pairsToMap(answers, path, [...fromFiles, ...given]);
}
function readMap(answers, flag, path) {
    const pairs = answers.all(flag).map(({ text, span }) => ({ text, place: span }));
    return pairsToMap(answers, path, pairs);
}
function pairsToMap(answers, path, pairs) {
    const map = new Map();
    for (const { text, place } of pairs) {
        const cut = text.indexOf('=');
        const key = cut === -1 ? text : text.slice(0, cut);
        map.set(key, cut === -1 ? '' : text.slice(cut + 1));
        answers.trace.places.set(pathKey([...path, key]), place);
    }
    return Object.fromEntries(map);
}
function store(answers, path, pairs) {
    for (const [index, { place, outside }] of pairs.entries()) {
        answers.trace.places.set(pathKey([...path, index]), place);
        if (outside === true)
            answers.trace.outside.add(pathKey([...path, index]));
    }
    return pairs.length === 0 ? null : pairs.map(({ text }) => text);
}
function readPairFiles(answers, flag, client, path) {
    return answers.all(flag).flatMap((given) => {
        if ((0,parse_hole/* hasHole */.dI)(given.text)) {
            answers.unknown(path, given);
            return [];
        }
        const answer = client.readFile(given.text);
        if ('missing' in answer)
            throw new Refusal('client', `--${flag}: there is no file \`${given.text}\``, { span: given.span });
        if ('unknown' in answer) {
            answers.note(path, given);
            answers.trace.unknown.set(pathKey(path), { reason: answer.unknown });
            return [];
        }
        return refuseAt('client', given.span, `--${flag}`, () => readPairs(answer));
    });
}
function readPairs({ text, file }) {
    const pairs = [];
    for (const [index, raw] of text
        .replace(/^\u{feff}/u, '')
        .split('\n')
        .entries()) {
        const line = raw.replace(/\r$/, '').trimStart();
        if (line === '' || line.startsWith('#'))
            continue;
        const name = line.split('=', 1)[0] ?? '';
        if (/[ \t]/.test(name))
            throw new model_errors/* InputError */.dz(`${file}:${index + 1}: the name \`${name}\` has a blank in it`);
        if (name === '')
            throw new model_errors/* InputError */.dz(`${file}:${index + 1}: there is no name before the =`);
        pairs.push({ text: line, place: { file, line: index + 1 } });
    }
    return pairs;
}
function lookUp(client, name) {
    return Object.hasOwn(client.environment, name) ? client.environment[name] : undefined;
}

;// CONCATENATED MODULE: ./src/parse/docker-create-host.js







const at = (field) => ['HostConfig', field];
function addHostSettings(answers, request, context) {
    addLimits(answers, request.HostConfig);
    addBlockLimits(answers, request.HostConfig);
    addNames(answers, request.HostConfig);
    addLogging(answers, request.HostConfig);
    addRestart(answers, request.HostConfig, context);
    const host = request.HostConfig;
    host.ContainerIDFile = answers.text('cidfile', at('ContainerIDFile'));
    host.CgroupParent = answers.text('cgroup-parent', at('CgroupParent'));
    host.Isolation = answers.text('isolation', at('Isolation'));
    host.GroupAdd = orNull(answers.texts('group-add', at('GroupAdd')));
    const runtime = answers.text('runtime', at('Runtime'));
    if (runtime !== '')
        host.Runtime = runtime;
    if (answers.last('init') !== undefined)
        host.Init = answers.bool('init', at('Init'));
    if (answers.all('annotation').length > 0)
        host.Annotations = readMap(answers, 'annotation', at('Annotations'));
    if (answers.all('storage-opt').length > 0)
        host.StorageOpt = readMap(answers, 'storage-opt', at('StorageOpt'));
    if (answers.all('sysctl').length > 0)
        host.Sysctls = readMap(answers, 'sysctl', at('Sysctls'));
}
function orNull(list) {
    return list.length === 0 ? null : list;
}
function addLimits(answers, host) {
    const whole = (text) => (0,go_values/* parseGoInt */.bm)(text, 64);
    host.Memory = answers.value('memory', at('Memory'), 0, docker_limits/* parseByteSize */.nS);
    host.MemoryReservation = answers.value('memory-reservation', at('MemoryReservation'), 0, docker_limits/* parseByteSize */.nS);
    host.MemorySwap = answers.value('memory-swap', at('MemorySwap'), 0, (text) => text === '-1' ? -1 : (0,docker_limits/* parseByteSize */.nS)(text));
    host.MemorySwappiness = answers.value('memory-swappiness', at('MemorySwappiness'), -1, readSwappiness);
    host.NanoCpus = answers.value('cpus', at('NanoCpus'), 0, go_values/* parseNanoCpus */.nx);
    host.CpuPeriod = answers.value('cpu-period', at('CpuPeriod'), 0, whole);
    host.CpuQuota = answers.value('cpu-quota', at('CpuQuota'), 0, whole);
    host.CpuRealtimePeriod = answers.value('cpu-rt-period', at('CpuRealtimePeriod'), 0, whole);
    host.CpuRealtimeRuntime = answers.value('cpu-rt-runtime', at('CpuRealtimeRuntime'), 0, whole);
    host.CpuShares = answers.value('cpu-shares', at('CpuShares'), 0, whole);
    host.CpusetCpus = answers.text('cpuset-cpus', at('CpusetCpus'));
    host.CpusetMems = answers.text('cpuset-mems', at('CpusetMems'));
    host.PidsLimit = answers.value('pids-limit', at('PidsLimit'), 0, whole);
    const cgroups = answers.last('cgroups');
    if (cgroups?.text === 'disabled')
        answers.note(at('PidsLimit'), cgroups);
    host.ShmSize = answers.value('shm-size', at('ShmSize'), 0, docker_limits/* parseByteSize */.nS);
    host.OomKillDisable = answers.bool('oom-kill-disable', at('OomKillDisable'));
    host.OomScoreAdj = answers.value('oom-score-adj', at('OomScoreAdj'), 0, whole);
    addUlimits(answers, host);
}
function readSwappiness(text) {
    const value = (0,go_values/* parseGoInt */.bm)(text, 64);
    if (value < -1 || value > 100)
        throw new model_errors/* InputError */.dz(`${value} is not -1 to 100`);
    return value;
}
function addUlimits(answers, host) {
    const known = answers.all('ulimit').filter((given) => !(0,parse_hole/* hasHole */.dI)(given.text) && given.text !== 'host');
    const byName = new Map(known.map((given) => [(0,docker_limits/* parseUlimit */.at)(given.text).Name, given]));
    const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
    host.Ulimits = sorted.map(([, given], index) => {
        answers.note([...at('Ulimits'), index], given);
        return (0,docker_limits/* parseUlimit */.at)(given.text);
    });
    for (const given of answers.all('ulimit'))
        if ((0,parse_hole/* hasHole */.dI)(given.text))
            answers.unknown(at('Ulimits'), given);
}
function addBlockLimits(answers, host) {
    const known = (flag) => answers.all(flag).filter(({ text }) => !(0,parse_hole/* hasHole */.dI)(text));
    const bytes = (flag) => known(flag).map(({ text }) => (0,docker_limits/* parseRate */.WN)(text, docker_limits/* parseByteSize */.nS));
    const counts = (flag) => known(flag).map(({ text }) => (0,docker_limits/* parseRate */.WN)(text, (rate) => (0,go_values/* parseGoInt */.bm)(rate, 64, false)));
    host.BlkioWeight = answers.value('blkio-weight', at('BlkioWeight'), 0, (text) => (0,go_values/* parseGoInt */.bm)(text, 16, false));
    host.BlkioWeightDevice = known('blkio-weight-device').map(({ text }) => (0,docker_limits/* parseWeightDevice */.qd)(text));
    host.BlkioDeviceReadBps = bytes('device-read-bps');
    host.BlkioDeviceWriteBps = bytes('device-write-bps');
    host.BlkioDeviceReadIOps = counts('device-read-iops');
    host.BlkioDeviceWriteIOps = counts('device-write-iops');
}
function addNames(answers, host) {
    host.Dns = answers.texts('dns', at('Dns'));
    host.DnsOptions = answers.texts('dns-option', at('DnsOptions'));
    host.DnsSearch = answers.texts('dns-search', at('DnsSearch'));
    const hosts = answers.texts('add-host', at('ExtraHosts'));
    host.ExtraHosts = orNull(hosts.map((text) => ((0,parse_hole/* hasHole */.dI)(text) ? text : (parseExtraHost(text) ?? text))));
}
function addLogging(answers, host) {
    const option = answers.last('log-opt');
    host.LogConfig = {
        Type: answers.text('log-driver', ['HostConfig', 'LogConfig', 'Type']),
        Config: readMap(answers, 'log-opt', ['HostConfig', 'LogConfig', 'Config']),
    };
    if (host.LogConfig.Type === 'none' && option !== undefined)
        throw new Refusal('client', 'the log driver none takes no --log-opt', { span: option.span });
}
function addRestart(answers, host, context) {
    const given = answers.last('restart');
    host.AutoRemove = answers.bool('rm', at('AutoRemove'));
    if (context.program === 'podman' && answers.last('rmi') !== undefined && answers.bool('rmi', ['rmi']))
        host.AutoRemove = true;
    if (given === undefined)
        return;
    answers.note(at('RestartPolicy'), given);
    if ((0,parse_hole/* hasHole */.dI)(given.text)) {
        answers.unknown(at('RestartPolicy'), given);
        return;
    }
    host.RestartPolicy = refuseAt('client', given.span, '--restart', () => readRestart(given.text));
    if (context.program === 'podman' && host.RestartPolicy.Name === 'never')
        host.RestartPolicy.Name = 'no';
    if (host.AutoRemove && !['', 'no'].includes(host.RestartPolicy.Name))
        throw new Refusal('client', `--rm and --restart ${given.text} exclude each other`, { span: given.span });
}
function readRestart(text) {
    const cut = text.indexOf(':');
    const name = cut === -1 ? text : text.slice(0, cut);
    if (cut === -1)
        return { Name: name, MaximumRetryCount: 0 };
    const count = text.slice(cut + 1);
    if (name === '')
        throw new model_errors/* InputError */.dz('the policy before the colon is missing; write for example on-failure:5');
    if (count === '')
        return { Name: name, MaximumRetryCount: 0 };
    if (!/^[+-]?\d{1,15}$/.test(count))
        throw new model_errors/* InputError */.dz(`\`${count}\` is no number of retries`);
    return { Name: name, MaximumRetryCount: Number(count) };
}

;// CONCATENATED MODULE: ./src/parse/podman-network.js
const MODES_WITH_TARGET = new Set(['container', 'ns']);
function podmanNetworks(text) {
    const cut = text.indexOf(':');
    const name = cut === -1 ? text : text.slice(0, cut);
    if (cut !== -1 && MODES_WITH_TARGET.has(name))
        return [{ target: text, endpoint: {} }];
    if (cut === -1)
        return text.split(',').map((target) => ({ target, endpoint: {} }));
    return [{ target: name, endpoint: readOptions(text.slice(cut + 1)) }];
}
function readOptions(text) {
    const endpoint = {};
    const options = [];
    for (const field of text.split(',')) {
        const cut = field.indexOf('=');
        const key = cut === -1 ? field : field.slice(0, cut);
        const value = cut === -1 ? '' : field.slice(cut + 1);
        if (key === 'ip')
            endpoint.IPAMConfig = { ...endpoint.IPAMConfig, IPv4Address: value };
        else if (key === 'ip6')
            endpoint.IPAMConfig = { ...endpoint.IPAMConfig, IPv6Address: value };
        else if (key === 'alias')
            endpoint.Aliases = [...(endpoint.Aliases ?? []), value];
        else if (key === 'mac')
            endpoint.MacAddress = value;
        else if (key !== '')
            options.push([key, value]);
    }
    if (options.length > 0)
        endpoint.DriverOpts = Object.fromEntries(options);
    return endpoint;
}

;// CONCATENATED MODULE: ./src/parse/port.js



function parsePublish(text) {
    const short = text.includes('=') ? shortForm(text) : text;
    const parts = short.split(':');
    const container = parts.pop() ?? '';
    const hostPort = parts.pop() ?? '';
    const address = parseAddress(parts.join(':'));
    const { ports, protocol } = splitProtocol(container, short);
    if ((0,parse_hole/* hasHole */.dI)(ports)) {
        if (hostPort !== '' && !(0,parse_hole/* hasHole */.dI)(hostPort))
            parsePortRange(hostPort);
        const whole = ports.startsWith(parse_hole/* HOLE */.vs) && !text.includes(':');
        const binding = whole ? { HostIp: ports, HostPort: ports } : { HostIp: address, HostPort: hostPort };
        return [{ port: `${ports}/${protocol}`, binding }];
    }
    const inside = parsePortRange(ports);
    const outside = hostPort === '' || (0,parse_hole/* hasHole */.dI)(hostPort) ? undefined : parsePortRange(hostPort);
    const count = inside.end - inside.start;
    if (outside !== undefined && outside.end - outside.start !== count && count !== 0)
        throw new model_errors/* InputError */.dz(`the ranges in \`${short}\` differ in length`);
    return Array.from({ length: count + 1 }, (_, index) => ({
        port: `${inside.start + index}/${protocol}`,
        binding: { HostIp: address, HostPort: (0,parse_hole/* hasHole */.dI)(hostPort) ? hostPort : hostPortOf(outside, index, count) },
    }));
}
function parseExpose(text) {
    if (text.includes(':'))
        throw new model_errors/* InputError */.dz(`\`${text}\` maps a port, which --expose does not; use -p`);
    const { ports, protocol } = splitProtocol(text, text);
    if ((0,parse_hole/* hasHole */.dI)(ports))
        return [`${ports}/${protocol}`];
    const { start, end } = parsePortRange(ports);
    return Array.from({ length: end - start + 1 }, (_, index) => `${start + index}/${protocol}`);
}
function parsePortRange(text) {
    const [first = '', last = first] = text.split(/-(.*)/s, 2);
    const [start, end] = [parsePort(first, text), parsePort(last, text)];
    if (end < start)
        throw new model_errors/* InputError */.dz(`the range ${text} runs backwards`);
    return { start, end };
}
function parsePort(digits, text) {
    if (!/^\d{1,20}$/.test(digits) || Number(digits) > 65535)
        throw new model_errors/* InputError */.dz(`\`${text}\` is no port; write a number up to 65535 or a range such as 8000-8010`);
    return Number(digits);
}
function hostPortOf(outside, index, count) {
    if (outside === undefined)
        return '';
    if (count === 0 && outside.start !== outside.end)
        return `${outside.start}-${outside.end}`;
    return String(outside.start + index);
}
function splitProtocol(container, whole) {
    const [ports = '', written = ''] = container.split('/');
    if (ports === '')
        throw new model_errors/* InputError */.dz(`\`${whole}\` names no port of the container`);
    const protocol = written === '' ? 'tcp' : written.toLowerCase();
    if (!['tcp', 'udp', 'sctp'].includes(protocol) && !(0,parse_hole/* hasHole */.dI)(protocol))
        throw new model_errors/* InputError */.dz(`\`${written}\` is no protocol; one of tcp, udp, sctp`);
    return { ports, protocol };
}
function parseAddress(text) {
    const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
    if (bare !== '' && !(0,parse_hole/* hasHole */.dI)(bare) && !(0,ip_address/* isIpAddress */.o)(bare.split('%', 1)[0] ?? ''))
        throw new model_errors/* InputError */.dz(`\`${text}\` is no IP address; a name cannot be bound`);
    return bare;
}
function shortForm(text) {
    const fields = new Map();
    for (const field of text.split(',')) {
        const [key = '', ...rest] = field.split('=');
        if (key === '' || rest.length === 0)
            throw new model_errors/* InputError */.dz(`\`${field}\` is not KEY=VALUE`);
        fields.set(key, rest.join('='));
    }
    const [published, target, protocol] = ['published', 'target', 'protocol'].map((key) => fields.get(key) ?? '');
    return `${published}:${target}/${protocol === '' ? 'tcp' : protocol}`;
}

;// CONCATENATED MODULE: ./src/parse/docker-create-network.js








const MAX_PORTS = 65_536;
function addNetworks(answers, request, context) {
    addPorts(answers, request);
    const links = answers.texts('link', ['HostConfig', 'Links']);
    const mac = answers.last('mac-address');
    if (mac !== undefined && !(0,parse_hole/* hasHole */.dI)(mac.text))
        refuseAt('client', mac.span, '--mac-address', () => (0,docker_network/* checkMacAddress */.cE)(mac.text));
    const given = answers.all('network').filter(({ text }) => context.program === 'docker' || text !== '');
    const networks = given.flatMap((one) => context.program === 'podman'
        ? podmanNetworks(one.text).map((network) => ({ network, given: one }))
        : [{ network: refuseAt('client', one.span, '--network', () => readNetwork(one.text)), given: one }]);
    const [first] = networks;
    if (first === undefined)
        leaveToPod(answers);
    const mode = first?.network.target ?? 'default';
    if (first !== undefined)
        answers.note(['HostConfig', 'NetworkMode'], first.given);
    request.HostConfig.NetworkMode = mode;
    request.HostConfig.Links = (0,docker_network/* isUserDefined */.LI)(mode) && context.program === 'docker' ? null : orNull(links);
    if (context.program === 'docker')
        checkCombination(networks);
    const endpoints = request.NetworkingConfig.EndpointsConfig;
    for (const { network, given: one } of networks.length > 0
        ? networks
        : [{ network: { target: 'default', endpoint: {} }, given: undefined }]) {
        const isFirst = network === first?.network || first === undefined;
        const endpoint = isFirst ? withFlags(answers, network, links) : network.endpoint;
        if (endpoint.MacAddress !== undefined &&
            endpoint.MacAddress !== '' &&
            one !== undefined &&
            !(0,parse_hole/* hasHole */.dI)(endpoint.MacAddress))
            refuseAt('client', one.span, '--network', () => (0,docker_network/* checkMacAddress */.cE)(endpoint.MacAddress ?? ''));
        if (networks.length < 2 && Object.keys(endpoint).length === 0)
            continue;
        endpoints[network.target] = endpoint;
        if (one !== undefined)
            answers.note(['NetworkingConfig', 'EndpointsConfig', network.target], one);
    }
}
function leaveToPod(answers) {
    const pod = answers.last('pod') ?? answers.last('pod-id-file');
    if (pod === undefined || pod.text.startsWith('new:'))
        return;
    for (const [field, flag] of POD_NAMESPACES) {
        if (answers.last(flag) !== undefined)
            continue;
        const key = pathKey(['HostConfig', field]);
        answers.trace.places.set(key, pod.span);
        answers.trace.unknown.set(key, { reason: `the pod decides on the ${flag} namespace` });
    }
}
const POD_NAMESPACES = [
    ['NetworkMode', 'network'],
    ['IpcMode', 'ipc'],
    ['UTSMode', 'uts'],
];
function readNetwork(text) {
    return (0,parse_hole/* hasHole */.dI)(text) && !text.includes('name=') ? { target: text, endpoint: {} } : (0,docker_network/* parseNetworkFlag */.gD)(text);
}
function addPorts(answers, request) {
    const bindings = new Map();
    const exposed = new Set();
    let count = 0;
    const room = (given) => {
        count += 1;
        if (count > MAX_PORTS)
            throw new model_errors/* LimitError */.oC(`${given.flag}: more than ${MAX_PORTS} ports`);
    };
    for (const given of answers.all('publish')) {
        for (const { port, binding } of refuseAt('client', given.span, '--publish', () => parsePublish(given.text))) {
            room(given);
            const list = bindings.get(port) ?? [];
            answers.note(['HostConfig', 'PortBindings', port, list.length], given);
            list.push(binding);
            bindings.set(port, list);
            exposed.add(port);
        }
    }
    for (const given of answers.all('expose')) {
        for (const port of refuseAt('client', given.span, '--expose', () => parseExpose(given.text))) {
            room(given);
            if (!exposed.has(port))
                answers.note(['Config', 'ExposedPorts', port], given);
            exposed.add(port);
        }
    }
    request.HostConfig.PortBindings = Object.fromEntries(bindings);
    if (exposed.size > 0)
        request.Config.ExposedPorts = Object.fromEntries([...exposed].map((port) => [port, {}]));
    request.HostConfig.PublishAllPorts = answers.bool('publish-all', ['HostConfig', 'PublishAllPorts']);
}
function checkCombination(networks) {
    const seen = new Set();
    for (const { network, given } of networks) {
        if ((0,parse_hole/* hasHole */.dI)(network.target))
            continue;
        if (seen.has(network.target))
            throw new Refusal('client', `the network ${network.target} is named twice`, { span: given.span });
        seen.add(network.target);
        const [first] = networks;
        if (first !== undefined &&
            !(0,parse_hole/* hasHole */.dI)(first.network.target) &&
            (0,docker_network/* isUserDefined */.LI)(first.network.target) !== (0,docker_network/* isUserDefined */.LI)(network.target))
            throw new Refusal('client', `the networks ${first.network.target} and ${network.target} cannot be combined: one is built in`, {
                span: given.span,
            });
    }
}
const docker_create_network_SHARED = [
    ['network-alias', (endpoint) => endpoint.Aliases !== undefined],
    ['ip', (endpoint) => endpoint.IPAMConfig?.IPv4Address !== undefined],
    ['ip6', (endpoint) => endpoint.IPAMConfig?.IPv6Address !== undefined],
    ['link-local-ip', (endpoint) => endpoint.IPAMConfig?.LinkLocalIPs !== undefined],
    ['mac-address', (endpoint) => endpoint.MacAddress !== undefined],
];
function withFlags(answers, { target, endpoint }, links) {
    for (const [flag, has] of docker_create_network_SHARED) {
        const given = answers.last(flag);
        if (given !== undefined && has(endpoint))
            throw new Refusal('client', `--${flag} is also given inside --network`, { span: given.span });
    }
    const alias = answers.last('network-alias');
    if (alias !== undefined && !(0,docker_network/* isUserDefined */.LI)(target) && !(0,parse_hole/* hasHole */.dI)(target))
        throw new Refusal('client', '--network-alias needs a network of your own: add --network NAME', {
            span: alias.span,
        });
    const result = { ...endpoint };
    const path = ['NetworkingConfig', 'EndpointsConfig', target];
    const addresses = { ...endpoint.IPAMConfig };
    const ip = answers.text('ip', [...path, 'IPAMConfig', 'IPv4Address']);
    const ip6 = answers.text('ip6', [...path, 'IPAMConfig', 'IPv6Address']);
    const local = answers.texts('link-local-ip', [...path, 'IPAMConfig', 'LinkLocalIPs']);
    const mac = answers.text('mac-address', [...path, 'MacAddress']);
    const aliases = answers.texts('network-alias', [...path, 'Aliases']);
    if (ip !== '')
        addresses.IPv4Address = ip;
    if (ip6 !== '')
        addresses.IPv6Address = ip6;
    if (local.length > 0)
        addresses.LinkLocalIPs = local;
    if (Object.keys(addresses).length > 0)
        result.IPAMConfig = addresses;
    if (mac !== '')
        result.MacAddress = mac;
    if (aliases.length > 0)
        result.Aliases = aliases;
    if (links.length > 0 && (0,docker_network/* isUserDefined */.LI)(target))
        result.Links = [...links];
    return result;
}

// EXTERNAL MODULE: ./src/parse/capabilities.js
var capabilities = __webpack_require__(6676);
;// CONCATENATED MODULE: ./src/parse/docker-create-security.js





const docker_create_security_at = (field) => ['HostConfig', field];
function addSecurity(answers, request, context) {
    const host = request.HostConfig;
    host.Privileged = answers.bool('privileged', docker_create_security_at('Privileged'));
    host.ReadonlyRootfs = answers.bool('read-only', docker_create_security_at('ReadonlyRootfs'));
    host.CapAdd = readCapabilities(answers, 'cap-add', docker_create_security_at('CapAdd'));
    host.CapDrop = readCapabilities(answers, 'cap-drop', docker_create_security_at('CapDrop'));
    addNamespaces(answers, host, context);
    addOptions(answers, host, context);
}
function readCapabilities(answers, flag, path) {
    const byName = new Map();
    for (const given of answers.all(flag))
        byName.set(sentCapability(given.text), given);
    const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
    return orNull(sorted.map(([name, given], index) => {
        answers.note([...path, index], given);
        return name;
    }));
}
function sentCapability(text) {
    const name = text.trim().toUpperCase();
    if ((0,parse_hole/* hasHole */.dI)(text) || name === 'ALL')
        return name;
    return name.startsWith('CAP_') ? name : `CAP_${(0,capabilities/* capabilityName */.IN)(name)}`;
}
const NAMESPACES = [
    {
        flag: 'pid',
        field: 'PidMode',
        docker: /^(?:|host|container:.+)$/,
        podman: /^(?:|host|private|pod|ns:.+|container:.+)$/,
    },
    { flag: 'uts', field: 'UTSMode', docker: /^(?:|host)$/, podman: /^(?:|host|private|pod|ns:.+|container:.+)$/ },
    {
        flag: 'userns',
        field: 'UsernsMode',
        docker: /^(?:|host)$/,
        podman: /^(?:|host|private|nomap|pod|auto(?::.*)?|keep-id(?::.*)?|ns:.+|container:.+)$/,
    },
    {
        flag: 'cgroupns',
        field: 'CgroupnsMode',
        docker: /^(?:|host|private)$/,
        podman: /^(?:|host|private|pod|ns:.+|container:.+)$/,
    },
    { flag: 'ipc', field: 'IpcMode', docker: /^/, podman: /^(?:|none|host|private|shareable|pod|ns:.+|container:.+)$/ },
];
function addNamespaces(answers, host, context) {
    for (const { flag, field, [context.program]: valid } of NAMESPACES) {
        const given = answers.last(flag);
        host[field] = answers.text(flag, docker_create_security_at(field));
        if (given !== undefined && !(0,parse_hole/* hasHole */.dI)(given.text) && !valid.test(given.text))
            throw new Refusal('client', `\`${given.text}\` is no mode that --${flag} takes`, { span: given.span });
    }
}
function addOptions(answers, host, context) {
    const options = [];
    const given = answers.all('security-opt');
    let unmasked = false;
    for (const option of given) {
        if (option.text === 'systempaths=unconfined' && context.program === 'docker') {
            unmasked = true;
            answers.note(docker_create_security_at('MaskedPaths'), option);
            continue;
        }
        answers.note([...docker_create_security_at('SecurityOpt'), options.length], option);
        options.push(refuseAt('client', option.span, '--security-opt', () => readOption(option, context)));
    }
    host.SecurityOpt = given.length === 0 ? null : options;
    if (!unmasked)
        return;
    host.MaskedPaths = [];
    host.ReadonlyPaths = [];
}
function readOption({ text }, context) {
    if ((0,parse_hole/* hasHole */.dI)(text))
        return text;
    const equals = text.indexOf('=');
    const cut = equals === -1 ? text.indexOf(':') : equals;
    const name = cut === -1 ? text : text.slice(0, cut);
    const value = cut === -1 ? '' : text.slice(cut + 1);
    const bare = name === 'no-new-privileges' || (context.program === 'podman' && name === 'label');
    if (value === '' && !bare)
        throw new model_errors/* InputError */.dz(`\`${text}\` needs a value: ${name}=VALUE`);
    if (context.program === 'podman' && name === 'systempaths') {
        if (value !== 'unconfined')
            throw new model_errors/* InputError */.dz(`systempaths is unconfined or not given, not \`${value}\``);
        return 'unmask=ALL';
    }
    if (name !== 'seccomp' || value === 'unconfined' || value === 'builtin')
        return text;
    return readProfile(value, context);
}
function readProfile(path, context) {
    const answer = context.readFile(path);
    if ('missing' in answer)
        throw new model_errors/* InputError */.dz(`there is no seccomp profile \`${path}\``);
    if ('unknown' in answer)
        return `seccomp=${path}`;
    try {
        JSON.parse(answer.text);
    }
    catch {
        throw new model_errors/* InputError */.dz(`the seccomp profile ${answer.file} is no JSON`);
    }
    return `seccomp=${compactJson(answer.text)}`;
}
function compactJson(text) {
    let compact = '';
    for (let at = 0; at < text.length;) {
        const quote = text.indexOf('"', at);
        compact += text.slice(at, quote === -1 ? undefined : quote).replaceAll(/\s+/g, '');
        if (quote === -1)
            break;
        let end = quote + 1;
        while (text[end] !== '"')
            end += text[end] === '\\' ? 2 : 1;
        compact += text.slice(quote, end + 1);
        at = end + 1;
    }
    return compact;
}

;// CONCATENATED MODULE: ./src/parse/device.js


function isCdiName(text) {
    return /^[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]\/[A-Za-z][A-Za-z0-9_-]*=[A-Za-z0-9][A-Za-z0-9_.:-]*$/.test(text);
}
function parseDevice(text) {
    const [host = '', second, third, ...rest] = text.split(':');
    if (rest.length > 0)
        throw new model_errors/* InputError */.dz(`\`${text}\` has too many colons; write /dev/HOST:/dev/CONTAINER:rwm`);
    const twoParts = second !== undefined && third === undefined && isDeviceMode(second);
    const inside = second === undefined || second === '' || twoParts ? host : second;
    const mode = twoParts ? second : (third ?? 'rwm');
    if (!isDeviceMode(mode) && !(0,parse_hole/* hasHole */.dI)(mode))
        throw new model_errors/* InputError */.dz(`\`${mode}\` are no rights; letters of rwm, each once`);
    if (!inside.startsWith('/') && !inside.startsWith(parse_hole/* HOLE */.vs))
        throw new model_errors/* InputError */.dz(`\`${inside}\` is no absolute path`);
    return { PathOnHost: host, PathInContainer: inside, CgroupPermissions: mode };
}
function isDeviceMode(text) {
    return /^[rwm]{1,3}$/.test(text) && new Set(text).size === text.length;
}

// EXTERNAL MODULE: ./src/parse/volume.js
var parse_volume = __webpack_require__(3852);
;// CONCATENATED MODULE: ./src/parse/docker-create-storage.js









const docker_create_storage_at = (field) => ['HostConfig', field];
function addStorage(answers, request, context) {
    addVolumes(answers, request, context);
    addMounts(answers, request.HostConfig, context);
    addTmpfs(answers, request.HostConfig);
    addDevices(answers, request.HostConfig, context);
    request.HostConfig.VolumeDriver = answers.text('volume-driver', docker_create_storage_at('VolumeDriver'));
    request.HostConfig.VolumesFrom = orNull(answers.texts('volumes-from', docker_create_storage_at('VolumesFrom')));
}
function addVolumes(answers, request, context) {
    const binds = new Map();
    for (const given of answers.all('volume')) {
        const volume = refuseAt('client', given.span, '--volume', () => (0,parse_volume/* parseVolume */.w)(given.text));
        if (context.program === 'podman')
            refuseAt('client', given.span, '--volume', () => checkPodmanVolumeOptions(volume.options));
        if (volume.source !== '' || (0,parse_hole/* hasHole */.dI)(given.text)) {
            const relative = volume.type === 'bind' && volume.source.startsWith('.');
            const rest = given.text.slice(volume.source.length);
            binds.set(relative ? `${absolutePath(volume.source, context.cwd)}${rest}` : given.text, given);
        }
        else {
            request.Config.Volumes[volume.target] = {};
            answers.note(['Config', 'Volumes', volume.target], given);
        }
    }
    request.HostConfig.Binds = orNull([...binds].map(([text, given], index) => {
        answers.note([...docker_create_storage_at('Binds'), index], given);
        return text;
    }));
}
function addMounts(answers, host, context) {
    const mounts = [];
    for (const given of answers.all('mount')) {
        const path = [...docker_create_storage_at('Mounts'), mounts.length];
        const { mount, unknown } = refuseAt('client', given.span, '--mount', () => parseMount(given.text, context.program));
        answers.note(path, given);
        const hole = unknown.includes('*');
        for (const field of hole ? [] : unknown)
            answers.trace.unknown.set(pathKey([...path, field]), { text: given.text });
        const source = mount.Source?.startsWith('.') ? absolutePath(mount.Source, context.cwd) : mount.Source;
        if (hole)
            mounts.push({ Type: parse_hole/* HOLE */.vs, Source: parse_hole/* HOLE */.vs, Target: parse_hole/* HOLE */.vs });
        else
            mounts.push({ ...mount, ...(source === undefined ? {} : { Source: source }) });
    }
    const socket = answers.last('use-api-socket');
    if (socket !== undefined && answers.bool('use-api-socket', ['useApiSocket'])) {
        answers.note([...docker_create_storage_at('Mounts'), mounts.length], socket);
        mounts.push({ Type: 'bind', Source: '/var/run/docker.sock', Target: '/var/run/docker.sock', BindOptions: {} });
    }
    if (mounts.length > 0)
        host.Mounts = mounts;
}
function addTmpfs(answers, host) {
    const tmpfs = new Map();
    for (const given of answers.all('tmpfs')) {
        const cut = given.text.indexOf(':');
        const target = cut === -1 ? given.text : given.text.slice(0, cut);
        tmpfs.set(target, cut === -1 ? '' : given.text.slice(cut + 1));
        answers.note([...docker_create_storage_at('Tmpfs'), target], given);
    }
    if (tmpfs.size > 0)
        host.Tmpfs = Object.fromEntries(tmpfs);
}
function addDevices(answers, host, context) {
    const devices = [];
    const cdi = [];
    for (const given of answers.all('device')) {
        if (isCdiName(given.text)) {
            cdi.push(given);
            continue;
        }
        answers.note([...docker_create_storage_at('Devices'), devices.length], given);
        devices.push(refuseAt('client', given.span, '--device', () => parseDevice(given.text)));
    }
    host.Devices = devices;
    host.DeviceCgroupRules = orNull(answers.texts('device-cgroup-rule', docker_create_storage_at('DeviceCgroupRules')));
    const requests = [];
    for (const given of answers.all('gpus')) {
        answers.note([...docker_create_storage_at('DeviceRequests'), requests.length], given);
        requests.push(gpuRequest(given.text, context));
    }
    for (const given of cdi)
        answers.note([...docker_create_storage_at('DeviceRequests'), requests.length, 'DeviceIDs', cdi.indexOf(given)], given);
    const [first] = cdi;
    if (first !== undefined) {
        answers.note([...docker_create_storage_at('DeviceRequests'), requests.length], first);
        requests.push({
            Driver: 'cdi',
            Count: 0,
            DeviceIDs: cdi.map(({ text }) => text),
            Capabilities: null,
            Options: null,
        });
    }
    host.DeviceRequests = orNull(requests);
}
function gpuRequest(text, context) {
    if ((0,parse_hole/* hasHole */.dI)(text))
        return { Driver: text, Count: 0, DeviceIDs: null, Capabilities: [['gpu']], Options: {} };
    if (context.program === 'docker')
        return (0,docker_limits/* parseGpuRequest */.rI)(text);
    return { Driver: 'cdi', Count: 0, DeviceIDs: [`nvidia.com/gpu=${text}`], Capabilities: null, Options: null };
}
function absolutePath(path, cwd) {
    if (cwd === undefined)
        return path;
    const kept = [];
    for (const part of `${cwd}/${path}`.split('/')) {
        if (part === '..')
            kept.pop();
        else if (part !== '' && part !== '.')
            kept.push(part);
    }
    return `/${kept.join('/')}`;
}

;// CONCATENATED MODULE: ./src/parse/docker-health.js



const DURATIONS = [
    ['health-interval', 'Interval'],
    ['health-timeout', 'Timeout'],
    ['health-start-period', 'StartPeriod'],
    ['health-start-interval', 'StartInterval'],
];
function readHealthcheck(answers, program) {
    const path = ['Config', 'Healthcheck'];
    const health = {};
    const command = answers.last('health-cmd');
    if (command !== undefined && command.text !== '') {
        health.Test = testOf(command.text, program);
        answers.note([...path, 'Test'], command);
    }
    for (const [flag, field] of DURATIONS) {
        const read = (text) => (program === 'podman' && text === 'disable' ? 0 : (0,go_values/* parseGoDuration */.Qu)(text));
        const time = nonNegative(answers, flag, answers.value(flag, [...path, field], 0, read));
        if (time !== 0)
            health[field] = time;
    }
    const retries = nonNegative(answers, 'health-retries', answers.value('health-retries', [...path, 'Retries'], 0, (text) => (0,go_values/* parseGoInt */.bm)(text, 64)));
    if (retries !== 0)
        health.Retries = retries;
    const none = answers.last('no-healthcheck');
    if (none !== undefined && answers.bool('no-healthcheck', [...path, 'Test'])) {
        if (Object.keys(health).length > 0)
            throw new Refusal('client', '--no-healthcheck excludes every other health flag', { span: none.span });
        return { Test: ['NONE'] };
    }
    if (none !== undefined && (0,parse_hole/* hasHole */.dI)(none.text))
        return { ...health, Test: health.Test ?? [] };
    return Object.keys(health).length === 0 ? undefined : health;
}
function testOf(text, program) {
    if (program === 'docker')
        return ['CMD-SHELL', text];
    if (text === 'none')
        return ['NONE'];
    const words = text.startsWith('[')
        ? [...text.matchAll(/"((?:[^"\\]|\\.){0,10000})"/g)].map(([, word = '']) => word)
        : [];
    return words.length > 0 ? (words[0]?.startsWith('CMD') ? words : ['CMD', ...words]) : ['CMD-SHELL', text];
}
function nonNegative(answers, flag, value) {
    const given = answers.last(flag);
    if (value < 0 && given !== undefined)
        throw new Refusal('client', `--${flag} cannot be negative`, { span: given.span });
    return value;
}

;// CONCATENATED MODULE: ./src/parse/docker-plain-request.js
function plainRequest(image) {
    return {
        name: '',
        platform: '',
        Config: {
            Hostname: '',
            Domainname: '',
            User: '',
            AttachStdin: false,
            AttachStdout: true,
            AttachStderr: true,
            Tty: false,
            OpenStdin: false,
            StdinOnce: false,
            Env: null,
            Cmd: null,
            Image: image,
            Volumes: {},
            WorkingDir: '',
            Entrypoint: null,
            OnBuild: null,
            Labels: {},
        },
        HostConfig: plainHostConfig(),
        NetworkingConfig: { EndpointsConfig: {} },
    };
}
function plainHostConfig() {
    return {
        Binds: null,
        ContainerIDFile: '',
        LogConfig: { Type: '', Config: {} },
        NetworkMode: 'default',
        PortBindings: {},
        RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
        AutoRemove: false,
        VolumeDriver: '',
        VolumesFrom: null,
        CapAdd: null,
        CapDrop: null,
        CgroupnsMode: '',
        Dns: [],
        DnsOptions: [],
        DnsSearch: [],
        ExtraHosts: null,
        GroupAdd: null,
        IpcMode: '',
        Cgroup: '',
        Links: null,
        OomScoreAdj: 0,
        PidMode: '',
        Privileged: false,
        PublishAllPorts: false,
        ReadonlyRootfs: false,
        SecurityOpt: null,
        UTSMode: '',
        UsernsMode: '',
        ShmSize: 0,
        Isolation: '',
        CpuShares: 0,
        Memory: 0,
        NanoCpus: 0,
        CgroupParent: '',
        BlkioWeight: 0,
        BlkioWeightDevice: [],
        BlkioDeviceReadBps: [],
        BlkioDeviceWriteBps: [],
        BlkioDeviceReadIOps: [],
        BlkioDeviceWriteIOps: [],
        CpuPeriod: 0,
        CpuQuota: 0,
        CpuRealtimePeriod: 0,
        CpuRealtimeRuntime: 0,
        CpusetCpus: '',
        CpusetMems: '',
        Devices: [],
        DeviceCgroupRules: null,
        DeviceRequests: null,
        MemoryReservation: 0,
        MemorySwap: 0,
        MemorySwappiness: -1,
        OomKillDisable: false,
        PidsLimit: 0,
        Ulimits: [],
        CpuCount: 0,
        CpuPercent: 0,
        IOMaximumIOps: 0,
        IOMaximumBandwidth: 0,
        MaskedPaths: null,
        ReadonlyPaths: null,
    };
}

;// CONCATENATED MODULE: ./src/parse/docker-create.js












function buildRequest(answers, args, context) {
    const [image, ...command] = args;
    if (image === undefined)
        throw new Refusal('client', `${context.program} ${context.subcommand} needs an image, and the line names none`, {
            exit: 1,
        });
    refuseWindowsFlags(answers);
    const request = plainRequest(image.text);
    answers.trace.places.set(pathKey(['Config', 'Image']), spanOf(image));
    addStreams(answers, request, context);
    addProcess(answers, request, command, context);
    addSecurity(answers, request, context);
    addStorage(answers, request, context);
    addHostSettings(answers, request, context);
    addNetworks(answers, request, context);
    checkPull(answers, context);
    request.name = answers.text('name', ['name']);
    request.platform = readPlatform(answers, context);
    if (context.program === 'podman' && answers.bool('rootfs', ['Rootfs'])) {
        request.Rootfs = image.text;
        request.Config.Image = '';
    }
    if (!(0,parse_hole/* hasHole */.dI)(image.text))
        checkImage(image, answers, context);
    return request;
}
function readPlatform(answers, { environment }) {
    const given = answers.last('platform');
    const text = given === undefined ? (environment.DOCKER_DEFAULT_PLATFORM ?? '') : answers.text('platform', ['platform']);
    const parts = text.replace(/\([^()]*\)$/, '').split('/');
    if (given !== undefined &&
        text !== '' &&
        !(0,parse_hole/* hasHole */.dI)(text) &&
        (parts.length > 3 || !parts.every((part) => /^[\w.+-]+$/.test(part))))
        throw new Refusal('client', `\`${text}\` is no platform; write for example linux/arm64`, { span: given.span });
    return text;
}
function checkImage(image, answers, context) {
    if (context.program === 'podman' && answers.last('rootfs') !== undefined)
        return;
    const name = context.program === 'podman' ? image.text.replace(/^(?:docker:\/\/|[a-z-]+:(?=\/))/, '') : image.text;
    if ((0,image_reference/* parseImageReference */.o)(name) === undefined)
        throw new Refusal('client', `\`${image.text}\` is no image reference; names are lower case, for example registry/name:tag`, {
            span: spanOf(image),
        });
}
const WINDOWS_FLAGS = ['cpu-count', 'cpu-percent', 'io-maxbandwidth', 'io-maxiops'];
function refuseWindowsFlags(answers) {
    for (const flag of WINDOWS_FLAGS) {
        const given = answers.last(flag);
        if (given !== undefined)
            throw new Refusal('client', `--${flag} is only for engines on Windows`, { span: given.span, exit: 1 });
    }
}
function addStreams(answers, request, context) {
    const { Config } = request;
    const attached = answers.all('attach').map(({ text }) => text.toLowerCase());
    Config.Tty = answers.bool('tty', ['Config', 'Tty']);
    Config.OpenStdin = answers.bool('interactive', ['Config', 'OpenStdin']);
    const detached = context.subcommand === 'run' && isDetached(answers);
    const attach = answers.last('attach');
    if (detached && attach !== undefined && context.program === 'docker')
        throw new Refusal('client', '--attach and --detach exclude each other', { span: attach.span, exit: 1 });
    Config.AttachStdin = !detached && (Config.OpenStdin || attached.includes('stdin'));
    Config.AttachStdout = !detached && (attached.length === 0 || attached.includes('stdout'));
    Config.AttachStderr = !detached && (attached.length === 0 || attached.includes('stderr'));
    Config.StdinOnce = Config.OpenStdin && Config.AttachStdin;
}
function isDetached(answers) {
    return answers.bool('detach', ['detach']);
}
function addProcess(answers, request, command, context) {
    const { Config } = request;
    Config.Hostname = answers.text('hostname', ['Config', 'Hostname']);
    Config.Domainname = answers.text('domainname', ['Config', 'Domainname']);
    Config.User = answers.text('user', ['Config', 'User']);
    Config.WorkingDir = answers.text('workdir', ['Config', 'WorkingDir']);
    Config.Env = readVariables(answers, context, ['Config', 'Env']);
    noteHostEnvironment(answers);
    Config.Labels = readLabels(answers, context, ['Config', 'Labels']);
    const signal = answers.text('stop-signal', ['Config', 'StopSignal']);
    if (signal !== '')
        Config.StopSignal = signal;
    const timeout = answers.last('stop-timeout');
    if (timeout !== undefined)
        Config.StopTimeout = answers.value('stop-timeout', ['Config', 'StopTimeout'], 0, (text) => (0,go_values/* parseGoInt */.bm)(text, 64));
    const health = readHealthcheck(answers, context.program);
    if (health !== undefined)
        Config.Healthcheck = health;
    addCommand(answers, request, command, context);
}
function noteHostEnvironment(answers) {
    const given = answers.last('env-host');
    if (given === undefined || !answers.bool('env-host', ['envHost']))
        return;
    answers.note(['Config', 'Env'], given);
    answers.trace.unknown.set(pathKey(['Config', 'Env']), {
        reason: 'every variable of whoever runs the line is handed over',
    });
}
function addCommand(answers, request, command, context) {
    const { Config } = request;
    const [first] = command;
    const last = command.at(-1);
    if (first !== undefined && last !== undefined) {
        Config.Cmd = command.map(({ text }) => text);
        answers.trace.places.set(pathKey(['Config', 'Cmd']), { start: first.start, end: last.end });
        for (const [index, word] of command.entries())
            answers.trace.places.set(pathKey(['Config', 'Cmd', index]), spanOf(word));
    }
    const entrypoint = answers.last('entrypoint');
    if (entrypoint === undefined)
        return;
    answers.note(['Config', 'Entrypoint'], entrypoint);
    Config.Entrypoint = context.program === 'podman' ? podmanEntrypoint(entrypoint.text) : [entrypoint.text];
}
function podmanEntrypoint(text) {
    if (!text.startsWith('['))
        return [text];
    try {
        const words = JSON.parse(text);
        return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : [text];
    }
    catch {
        return [text];
    }
}
function checkPull(answers, context) {
    const given = answers.last('pull');
    if (given === undefined || (0,parse_hole/* hasHole */.dI)(given.text))
        return;
    const known = ['always', 'missing', 'never', '', ...(context.program === 'podman' ? ['newer'] : [])];
    refuseAt('client', given.span, '--pull', () => {
        if (!known.includes(given.text))
            throw new Refusal('client', `--pull is always, missing or never, not \`${given.text}\``, { span: given.span });
    });
}

;// CONCATENATED MODULE: ./src/parse/docker-engine-mounts.js

function* mountProblems({ Config, HostConfig }) {
    const targets = new Map();
    for (const text of HostConfig.Binds ?? []) {
        const { target, message } = (0,parse_hole/* hasHole */.dI)(text) || /^\p{L}:/u.test(text) ? {} : bindProblem(text);
        if (message !== undefined)
            yield { flag: 'volume', text, message };
        yield* targetProblems('volume', text, target, targets);
    }
    for (const mount of HostConfig.Mounts ?? []) {
        const message = mountProblem(mount);
        if (message !== undefined)
            yield { flag: 'mount', message };
        if (!/^(?:[A-Za-z]:|\\\\)/.test(mount.Target ?? ''))
            yield* targetProblems('mount', undefined, mount.Target, targets);
    }
    for (const target of Object.keys(HostConfig.Tmpfs ?? {}))
        yield* targetProblems('tmpfs', undefined, target, targets);
    for (const target of Object.keys(Config.Volumes))
        yield* targetProblems('volume', target, target, new Map());
}
function* targetProblems(flag, text, target, seen) {
    if (target === undefined || (0,parse_hole/* hasHole */.dI)(target))
        return;
    const at = text === undefined ? {} : { text };
    const clean = cleanPath(target);
    if (!target.startsWith('/'))
        yield { flag, ...at, message: `the target \`${target}\` is no absolute path` };
    if (clean === '/')
        yield { flag, ...at, message: 'the target cannot be /' };
    if (seen.has(clean))
        yield { flag, ...at, message: `the target ${clean} is mounted twice` };
    seen.set(clean, flag);
}
const MODES = [
    /^r[ow]$/i,
    /^z$/i,
    /^r?(?:private|shared|slave)$/i,
    /^nocopy$/i,
    /^(?:consistent|cached|delegated|default)$/i,
];
function bindProblem(text) {
    const [source = '', target = '', mode] = text.split(':');
    const isRelative = source.startsWith('.');
    if (!source.startsWith('/') && !isRelative && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(source))
        return { target, message: `\`${source}\` is no absolute path and no volume name` };
    if (mode === undefined)
        return isMode(target) ? { message: `\`${text}\` has a mode and no target` } : { target };
    return isMode(mode) ? { target } : { target, message: `\`${mode}\` is no volume mode` };
}
function isMode(text) {
    const words = text.split(',');
    const matched = MODES.map((group) => words.filter((word) => group.test(word)).length);
    return matched.every((count) => count < 2) && matched.reduce((sum, count) => sum + count, 0) === words.length;
}
const TYPES = ['bind', 'volume', 'tmpfs', 'image', 'cluster', 'npipe'];
const PROPAGATION = /^r?(?:private|shared|slave)$/;
function mountProblem(mount) {
    const { Type, Source = '' } = mount;
    if ((0,parse_hole/* hasHole */.dI)(Type))
        return undefined;
    if (!TYPES.includes(Type))
        return `there are no mounts of type \`${Type}\``;
    const propagation = mount.BindOptions?.Propagation ?? '';
    if (propagation !== '' && !(0,parse_hole/* hasHole */.dI)(propagation) && !PROPAGATION.test(propagation))
        return `there is no propagation \`${propagation}\``;
    if (Type === 'bind' && !/^(?:[/.]|[A-Za-z]:|\\\\)/.test(Source) && !(0,parse_hole/* hasHole */.dI)(Source))
        return `the source \`${Source}\` of a bind is no absolute path`;
    if (Type === 'tmpfs' && Source !== '')
        return 'a tmpfs has no source';
    if (Type === 'volume' && Source === '' && mount.ReadOnly === true)
        return 'a volume without a name cannot be read-only';
    return undefined;
}
function cleanPath(path) {
    const kept = [];
    for (const part of path.split('/')) {
        if (part === '..')
            kept.pop();
        else if (part !== '' && part !== '.')
            kept.push(part);
    }
    return `/${kept.join('/')}`;
}

;// CONCATENATED MODULE: ./src/parse/signal.js
const NAMES = new Set('ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'.split(' '));
function isSignal(text) {
    if (/^[+-]?\d+$/.test(text))
        return Number(text) > 0 && Number(text) <= 64;
    const name = text.toUpperCase().replace(/^SIG/, '');
    const [, base, distance] = /^(RTMIN\+|RTMAX-)(\d{1,2})$/.exec(name) ?? [];
    if (base !== undefined)
        return Number(distance) >= 1 && Number(distance) <= (base === 'RTMIN+' ? 15 : 14);
    return NAMES.has(name);
}

;// CONCATENATED MODULE: ./src/parse/docker-engine-refusals.js





const DOCKER_CHECKS = [
    nameProblems,
    capabilityProblems,
    securityProblems,
    memoryProblems,
    processorProblems,
    restartProblems,
    processProblems,
    healthProblems,
    namespaceProblems,
    mountProblems,
];
const PODMAN_CHECKS = [nameProblems, capabilityProblems];
function refuseByEngine(request, answers, program) {
    for (const check of program === 'docker' ? DOCKER_CHECKS : PODMAN_CHECKS) {
        for (const { flag, text, message } of check(request)) {
            const given = (text === undefined ? undefined : answers.all(flag).find((one) => one.text === text)) ?? answers.last(flag);
            return new Refusal('engine', `--${flag}: ${message}`, given === undefined ? {} : { span: given.span });
        }
    }
    return undefined;
}
function* nameProblems({ name }) {
    if (name !== '' && !(0,parse_hole/* hasHole */.dI)(name) && !/^\/?[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name))
        yield { flag: 'name', message: `\`${name}\` is no container name: letters, digits and _ . - after the first` };
}
function* capabilityProblems({ HostConfig }) {
    const lists = { 'cap-add': HostConfig.CapAdd, 'cap-drop': HostConfig.CapDrop };
    for (const [flag, names] of Object.entries(lists)) {
        for (const name of names ?? []) {
            const short = (0,capabilities/* capabilityName */.IN)(name);
            if (short === 'ALL' || (0,parse_hole/* hasHole */.dI)(name) || capabilities/* ALL_CAPABILITIES */.JH.includes(short))
                continue;
            yield { flag, message: `there is no capability ${short}` };
        }
    }
}
const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
function* securityProblems({ HostConfig }) {
    for (const text of HostConfig.SecurityOpt ?? []) {
        const message = (0,parse_hole/* hasHole */.dI)(text) ? undefined : securityProblem(text);
        if (message !== undefined)
            yield { flag: 'security-opt', text, message };
    }
}
function securityProblem(text) {
    if (text === 'no-new-privileges' || text === 'writable-cgroups' || text === 'disable')
        return undefined;
    const cut = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
    const name = text.slice(0, cut);
    const value = text.slice(cut + 1);
    if (['label', 'apparmor', 'seccomp'].includes(name))
        return undefined;
    if (name !== 'no-new-privileges' && name !== 'writable-cgroups')
        return `there is no security option \`${name}\``;
    return BOOLEAN.test(value) ? undefined : `${name} is true or false, not \`${value}\``;
}
const LEAST_MEMORY = 6 * 1024 * 1024;
function* memoryProblems({ HostConfig: host }) {
    const { Memory, MemorySwap, MemoryReservation } = host;
    if (Memory > 0 && Memory < LEAST_MEMORY)
        yield { flag: 'memory', message: 'the least memory limit is 6m' };
    if (Memory > 0 && MemorySwap > 0 && MemorySwap < Memory)
        yield { flag: 'memory-swap', message: 'it counts memory and swap together, so it cannot be less than --memory' };
    if (Memory === 0 && MemorySwap > 0)
        yield { flag: 'memory-swap', message: 'it needs --memory' };
    if (MemoryReservation > 0 && MemoryReservation < LEAST_MEMORY)
        yield { flag: 'memory-reservation', message: 'the least memory reservation is 6m' };
    if (Memory > 0 && MemoryReservation > Memory)
        yield { flag: 'memory-reservation', message: 'it cannot be more than --memory' };
    if (host.OomScoreAdj < -1000 || host.OomScoreAdj > 1000)
        yield { flag: 'oom-score-adj', message: `${host.OomScoreAdj} is not -1000 to 1000` };
}
function* processorProblems({ HostConfig: host }) {
    if (host.NanoCpus < 0)
        yield { flag: 'cpus', message: 'it cannot be negative' };
    if (host.NanoCpus > 0 && (host.CpuPeriod > 0 || host.CpuQuota > 0))
        yield { flag: 'cpus', message: 'it excludes --cpu-period and --cpu-quota' };
    if (host.CpuPeriod !== 0 && (host.CpuPeriod < 1000 || host.CpuPeriod > 1_000_000))
        yield { flag: 'cpu-period', message: `${host.CpuPeriod} is not 1000 to 1000000` };
    if (host.CpuQuota > 0 && host.CpuQuota < 1000)
        yield { flag: 'cpu-quota', message: 'the least quota is 1000' };
    if (host.CpuShares < 0)
        yield { flag: 'cpu-shares', message: 'it cannot be negative' };
    if (host.BlkioWeight !== 0 && (host.BlkioWeight < 10 || host.BlkioWeight > 1000))
        yield { flag: 'blkio-weight', message: `${host.BlkioWeight} is not 10 to 1000` };
}
const POLICIES = ['', 'no', 'always', 'unless-stopped', 'on-failure'];
function* restartProblems({ HostConfig }) {
    const { Name, MaximumRetryCount } = HostConfig.RestartPolicy;
    if (!POLICIES.includes(Name))
        yield { flag: 'restart', message: `there is no policy \`${Name}\`; one of no, always, unless-stopped, on-failure` };
    if (MaximumRetryCount !== 0 && Name !== 'on-failure')
        yield { flag: 'restart', message: `a number of retries belongs to on-failure only, not to ${Name}` };
    if (MaximumRetryCount < 0)
        yield { flag: 'restart', message: 'the number of retries cannot be negative' };
}
function* processProblems({ Config, HostConfig }) {
    const { WorkingDir, StopSignal = '' } = Config;
    if (WorkingDir !== '' && !(0,parse_hole/* hasHole */.dI)(WorkingDir) && !WorkingDir.startsWith('/'))
        yield { flag: 'workdir', message: `\`${WorkingDir}\` is no absolute path` };
    if (StopSignal !== '' && !(0,parse_hole/* hasHole */.dI)(StopSignal) && !isSignal(StopSignal))
        yield { flag: 'stop-signal', message: `there is no signal \`${StopSignal}\`` };
    const isolation = HostConfig.Isolation.toLowerCase();
    if (isolation !== '' && isolation !== 'default' && !(0,parse_hole/* hasHole */.dI)(isolation))
        yield { flag: 'isolation', message: 'an engine on Linux knows only default' };
}
const HEALTH_FLAGS = {
    Interval: 'health-interval',
    Timeout: 'health-timeout',
    StartPeriod: 'health-start-period',
    StartInterval: 'health-start-interval',
};
function* healthProblems({ Config }) {
    for (const field of ['Interval', 'Timeout', 'StartPeriod', 'StartInterval']) {
        const time = Config.Healthcheck?.[field] ?? 0;
        if (time !== 0 && time < 1_000_000)
            yield { flag: HEALTH_FLAGS[field], message: 'the least time is 1ms' };
    }
}
function* namespaceProblems({ Config, HostConfig: host, NetworkingConfig }) {
    const mode = host.NetworkMode;
    if (host.UTSMode === 'host' && Config.Hostname !== '')
        yield { flag: 'hostname', message: 'a container with the UTS namespace of the host has no hostname of its own' };
    if (mode === 'host' && host.Links !== null)
        yield { flag: 'link', message: 'there are no links on the host network' };
    if (!mode.startsWith('container:'))
        return;
    const shared = 'cannot be set for a container that joins the network of another one';
    if (Config.Hostname !== '')
        yield { flag: 'hostname', message: `it ${shared}` };
    if (host.Links !== null)
        yield { flag: 'link', message: `it ${shared}` };
    if (host.Dns.length > 0)
        yield { flag: 'dns', message: `it ${shared}` };
    if (host.ExtraHosts !== null)
        yield { flag: 'add-host', message: `it ${shared}` };
    const mac = NetworkingConfig.EndpointsConfig[mode]?.MacAddress;
    if (mac !== undefined)
        yield { flag: 'mac-address', message: `it ${shared}` };
    if (Object.keys(host.PortBindings).length > 0)
        yield { flag: 'publish', message: `it ${shared}` };
    if (host.PublishAllPorts)
        yield { flag: 'publish-all', message: `it ${shared}` };
    if (Config.ExposedPorts !== undefined)
        yield { flag: 'expose', message: `it ${shared}` };
}

;// CONCATENATED MODULE: ./src/parse/docker-exec.js




const docker_exec_EXEC_FLAGS = {
    detach: { type: 'bool', short: 'd' },
    'detach-keys': { type: 'text' },
    env: { type: 'variable', short: 'e' },
    'env-file': { type: 'text' },
    help: { type: 'bool', short: 'h' },
    interactive: { type: 'bool', short: 'i' },
    privileged: { type: 'bool' },
    tty: { type: 'bool', short: 't' },
    user: { type: 'text', short: 'u' },
    workdir: { type: 'text', short: 'w' },
};
const PODMAN_EXEC_FLAGS = {
    ...docker_exec_EXEC_FLAGS,
    cidfile: { type: 'text' },
    latest: { type: 'bool', short: 'l' },
    'no-session': { type: 'bool' },
    'preserve-fd': { type: 'csv' },
    'preserve-fds': { type: 'text' },
    wait: { type: 'text' },
};
function readExec(words, program, client, expansions) {
    const table = program === 'docker' ? docker_exec_EXEC_FLAGS : PODMAN_EXEC_FLAGS;
    const reading = readFlags(words, { table, command: `${program} exec`, interspersed: false, expansions });
    const answers = answersOf(reading.given);
    if (answers.bool('help', ['help']))
        return undefined;
    const args = reading.args.length < 2 ? [...reading.opaque, ...reading.args] : reading.args;
    const [container, ...command] = args.map(({ text }) => text);
    const named = program === 'podman' && (answers.last('cidfile') !== undefined || answers.bool('latest', ['latest']));
    if (container === undefined || (command.length === 0 && !named))
        throw new Refusal('client', `${program} exec needs a container and a command`, { exit: 1 });
    return requestOf(answers, client, named ? '' : container, named ? [container, ...command] : command);
}
function requestOf(answers, client, container, Cmd) {
    const detached = answers.bool('detach', ['Detach']);
    return {
        container,
        User: answers.text('user', ['User']),
        Privileged: answers.bool('privileged', ['Privileged']),
        Tty: answers.bool('tty', ['Tty']),
        AttachStdin: !detached && answers.bool('interactive', ['AttachStdin']),
        AttachStdout: !detached,
        AttachStderr: !detached,
        Detach: detached,
        DetachKeys: answers.text('detach-keys', ['DetachKeys']),
        Env: readVariables(answers, client, ['Env']),
        WorkingDir: answers.text('workdir', ['WorkingDir']),
        Cmd,
    };
}

;// CONCATENATED MODULE: ./src/parse/docker-run-flags.js
const DOCKER_RUN_FLAGS = {
    'add-host': { type: 'host' },
    annotation: { type: 'text' },
    attach: { type: 'stream', short: 'a' },
    'blkio-weight': { type: 'uint16' },
    'blkio-weight-device': { type: 'weightDevice' },
    'cap-add': { type: 'text' },
    'cap-drop': { type: 'text' },
    'cgroup-parent': { type: 'text' },
    cgroupns: { type: 'text' },
    cidfile: { type: 'text' },
    'cpu-count': { type: 'int64' },
    'cpu-percent': { type: 'int64' },
    'cpu-period': { type: 'int64' },
    'cpu-quota': { type: 'int64' },
    'cpu-rt-period': { type: 'int64' },
    'cpu-rt-runtime': { type: 'int64' },
    'cpu-shares': { type: 'int64', short: 'c' },
    cpus: { type: 'cpus' },
    'cpuset-cpus': { type: 'text' },
    'cpuset-mems': { type: 'text' },
    detach: { type: 'bool', short: 'd', only: 'run' },
    'detach-keys': { type: 'text', only: 'run' },
    device: { type: 'text' },
    'device-cgroup-rule': { type: 'deviceRule' },
    'device-read-bps': { type: 'byteRate' },
    'device-read-iops': { type: 'countRate' },
    'device-write-bps': { type: 'byteRate' },
    'device-write-iops': { type: 'countRate' },
    'disable-content-trust': { type: 'bool' },
    dns: { type: 'address' },
    'dns-opt': { type: 'text', alias: 'dns-option' },
    'dns-option': { type: 'text' },
    'dns-search': { type: 'domain' },
    domainname: { type: 'text' },
    entrypoint: { type: 'text' },
    env: { type: 'variable', short: 'e' },
    'env-file': { type: 'text' },
    expose: { type: 'text' },
    gpus: { type: 'gpus' },
    'group-add': { type: 'text' },
    'health-cmd': { type: 'text' },
    'health-interval': { type: 'duration' },
    'health-retries': { type: 'int' },
    'health-start-interval': { type: 'duration' },
    'health-start-period': { type: 'duration' },
    'health-timeout': { type: 'duration' },
    help: { type: 'bool' },
    hostname: { type: 'text', short: 'h' },
    init: { type: 'bool' },
    interactive: { type: 'bool', short: 'i' },
    'io-maxbandwidth': { type: 'size' },
    'io-maxiops': { type: 'uint64' },
    ip: { type: 'text' },
    ip6: { type: 'text' },
    ipc: { type: 'text' },
    isolation: { type: 'text' },
    'kernel-memory': { type: 'size' },
    label: { type: 'label', short: 'l' },
    'label-file': { type: 'text' },
    link: { type: 'link' },
    'link-local-ip': { type: 'text' },
    'log-driver': { type: 'text' },
    'log-opt': { type: 'text' },
    'mac-address': { type: 'text' },
    memory: { type: 'size', short: 'm' },
    'memory-reservation': { type: 'size' },
    'memory-swap': { type: 'swap' },
    'memory-swappiness': { type: 'int64' },
    mount: { type: 'mount' },
    name: { type: 'text' },
    net: { type: 'network', alias: 'network' },
    'net-alias': { type: 'text', alias: 'network-alias' },
    network: { type: 'network' },
    'network-alias': { type: 'text' },
    'no-healthcheck': { type: 'bool' },
    'oom-kill-disable': { type: 'bool' },
    'oom-score-adj': { type: 'int' },
    pid: { type: 'text' },
    'pids-limit': { type: 'int64' },
    platform: { type: 'text' },
    privileged: { type: 'bool' },
    publish: { type: 'text', short: 'p' },
    'publish-all': { type: 'bool', short: 'P' },
    pull: { type: 'text' },
    quiet: { type: 'bool', short: 'q' },
    'read-only': { type: 'bool' },
    restart: { type: 'text' },
    rm: { type: 'bool' },
    runtime: { type: 'text' },
    'security-opt': { type: 'text' },
    'shm-size': { type: 'size' },
    'sig-proxy': { type: 'bool', only: 'run' },
    'stop-signal': { type: 'text' },
    'stop-timeout': { type: 'int' },
    'storage-opt': { type: 'text' },
    sysctl: { type: 'sysctl' },
    tmpfs: { type: 'text' },
    tty: { type: 'bool', short: 't' },
    ulimit: { type: 'ulimit' },
    'use-api-socket': { type: 'bool' },
    user: { type: 'text', short: 'u' },
    userns: { type: 'text' },
    uts: { type: 'text' },
    volume: { type: 'text', short: 'v' },
    'volume-driver': { type: 'text' },
    'volumes-from': { type: 'text' },
    workdir: { type: 'text', short: 'w' },
};

;// CONCATENATED MODULE: ./src/parse/podman-run-flags.js

const podman_run_flags_BOOLS = 'env-host http-proxy no-hosts no-hostname passwd read-only-tmpfs replace rmi rootfs tls-verify unsetenv-all';
const LISTS = 'cgroup-conf chrootdirs decryption-key gidmap hostuser preserve-fd requires uidmap';
const podman_run_flags_TEXTS = 'arch authfile cert-dir cgroups conmon-pidfile creds env-merge group-entry health-log-destination health-max-log-count health-max-log-size health-on-failure health-startup-cmd health-startup-interval health-startup-retries health-startup-success health-startup-timeout hosts-file image-volume init-path os passwd-entry personality pidfile pod pod-id-file preserve-fds rdt-class retry retry-delay sdnotify seccomp-policy secret shm-size-systemd signature-policy stop-timeout subgidname subuidname systemd timeout tz umask unsetenv variant';
const MISSING = new Set('link isolation use-api-socket volume-driver link-local-ip domainname cpu-count cpu-percent io-maxbandwidth io-maxiops net-alias runtime'.split(' '));
const CHANGED = {
    'add-host': 'csv',
    attach: 'csv',
    'cap-add': 'csv',
    'cap-drop': 'csv',
    cpus: 'float',
    'device-cgroup-rule': 'csv',
    dns: 'csv',
    'dns-opt': 'csv',
    'dns-option': 'csv',
    'dns-search': 'csv',
    expose: 'csv',
    gpus: 'csv',
    'group-add': 'csv',
    'health-interval': 'text',
    mount: 'text',
    net: 'text',
    network: 'text',
    'network-alias': 'csv',
    publish: 'csv',
    sysctl: 'csv',
    ulimit: 'csv',
};
const ALIASES = {
    'healthcheck-command': 'health-cmd',
    'healthcheck-interval': 'health-interval',
    'healthcheck-retries': 'health-retries',
    'healthcheck-start-period': 'health-start-period',
    'healthcheck-timeout': 'health-timeout',
    'override-arch': 'arch',
    'override-os': 'os',
    'override-variant': 'variant',
};
function podmanRunFlags() {
    const table = Object.fromEntries([
        ...Object.entries(DOCKER_RUN_FLAGS)
            .filter(([name]) => !MISSING.has(name))
            .map(([name, spec]) => [name, { ...spec, type: CHANGED[name] ?? spec.type }]),
        ...podman_run_flags_BOOLS.split(' ').map((name) => [name, { type: 'bool' }]),
        ...LISTS.split(' ').map((name) => [name, { type: 'csv' }]),
        ...podman_run_flags_TEXTS.split(' ').map((name) => [name, { type: 'text' }]),
        ...Object.entries(ALIASES).map(([name, alias]) => [name, { type: 'text', alias }]),
    ]);
    return table;
}

;// CONCATENATED MODULE: ./src/parse/docker-line.js











function parseDockerLine(words, options) {
    const command = findCommand(words);
    if (command === undefined)
        return { kind: 'foreign' };
    const declared = spanOf(command.programWord);
    return guard(true, declared, () => readCommand(command, options));
}
function guard(isCreate, declared, read) {
    try {
        return read();
    }
    catch (error) {
        if (error instanceof Refusal)
            return { kind: 'refused', refusal: error, isCreate, declared };
        throw error;
    }
}
function readCommand(command, options) {
    const { expansions } = options;
    const client = { ...options, environment: { ...options.environment, ...command.assignments } };
    if (command.compose) {
        const declared = spanOf(command.programWord);
        return guard(false, declared, () => composeLine(command.words, declared, expansions));
    }
    const reading = readGlobals(command, expansions);
    const globals = readEngine(reading);
    const [group, ...rest] = reading.args;
    if (group === undefined)
        return { kind: 'other', name: '', declared: spanOf(command.programWord) };
    const isGroup = ['container', 'image', 'builder', 'buildx'].includes(group.text);
    const inner = group.text === 'buildx' ? skipBuilder(rest, expansions) : rest;
    const subcommand = isGroup ? inner[0] : group;
    const after = isGroup ? inner.slice(1) : rest;
    const declared = { start: command.programWord.start, end: (subcommand ?? group).end };
    const name = isGroup ? `${group.text} ${subcommand?.text ?? ''}` : group.text;
    const found = { program: command.program, words: after, client, globals, declared };
    switch (name) {
        case 'run':
        case 'container run':
            return guard(true, declared, () => createLine({ ...found, subcommand: 'run' }));
        case 'create':
        case 'container create':
            return guard(true, declared, () => createLine({ ...found, subcommand: 'create' }));
        case 'exec':
        case 'container exec':
            return guard(false, declared, () => execLine(found));
        case 'build':
        case 'image build':
        case 'builder build':
        case 'buildx build':
        case 'buildx b':
            return guard(false, declared, () => buildLine(found, group.text === 'buildx'));
        case 'compose':
            return guard(false, declared, () => composeLine(after, declared, expansions));
        default:
            return { kind: 'other', name, declared };
    }
}
function execLine({ words, program, client, declared }) {
    const request = readExec(words, program, client, client.expansions);
    return request === undefined ? { kind: 'help', declared } : { kind: 'exec', request, declared };
}
function buildLine({ words, program, client, declared }, buildx) {
    const request = readBuild(words, program, buildx, client.expansions);
    return request === undefined ? { kind: 'help', declared } : { kind: 'build', request, declared };
}
function composeLine(words, declared, expansions) {
    const request = readCompose(words, expansions);
    return request === undefined ? { kind: 'help', declared } : { kind: 'compose', request, declared };
}
function readEngine(reading) {
    const answers = answersOf(reading.given);
    const context = answers.last('context');
    const hosts = answers.all('host');
    if (context !== undefined && hosts.length > 0)
        throw new Refusal('client', '--host and --context exclude each other', { span: context.span, exit: 1 });
    return {
        host: hosts.map(({ text }) => text),
        context: context?.text ?? '',
        runtime: answers.last('runtime')?.text ?? '',
    };
}
function skipBuilder(words, expansions) {
    const table = {
        builder: { type: 'text' },
        debug: { type: 'bool', short: 'D' },
        help: { type: 'bool', short: 'h' },
    };
    return readFlags(words, { table, command: 'docker buildx', interspersed: false, expansions }).args;
}
function createLine({ program, subcommand, words, client, globals, declared }) {
    const reading = readFlags(words, {
        table: program === 'docker' ? DOCKER_RUN_FLAGS : podmanRunFlags(),
        command: `${program} ${subcommand}`,
        interspersed: false,
        subcommand,
        expansions: client.expansions,
    });
    const answers = answersOf(reading.given);
    if (answers.bool('help', ['help']))
        return { kind: 'help', declared };
    const request = buildRequest(answers, reading.args, { ...client, program, subcommand });
    const refusal = refuseByEngine(request, answers, program);
    if (refusal !== undefined)
        return { kind: 'refused', refusal, request, isCreate: true, declared };
    return {
        kind: 'create',
        program,
        subcommand,
        globals,
        request,
        detach: subcommand === 'run' && isDetached(answers),
        pull: answers.text('pull', ['pull']),
        answers,
        trace: answers.trace,
        opaque: reading.opaque,
        declared,
    };
}

;// CONCATENATED MODULE: ./src/parse/shell-expansion.js
function readDollar(expander, at, inQuotes) {
    const { text } = expander;
    const next = text[at + 1] ?? '';
    if (next === "'" && !inQuotes)
        return readAnsiQuotes(expander, at);
    if (next === '"' && !inQuotes)
        return { text: '', end: at + 1, loose: false, quoted: true };
    if (text.startsWith('((', at + 1)) {
        const end = text.indexOf('))', at + 3);
        if (end === -1)
            expander.fail('the arithmetic opened here is not closed', at);
        return unknownPiece(expander, at, end + 2, inQuotes);
    }
    if (next === '(')
        return substitution(expander, at, expander.skipCommands(at + 2, ')'), 2, inQuotes);
    if (next === '{')
        return readBraces(expander, at, inQuotes);
    const name = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])/.exec(text.slice(at + 1, at + 256))?.[0];
    if (name === undefined)
        return { text: '$', end: at + 1, loose: false, quoted: inQuotes };
    return variable(expander, at, at + 1 + name.length, name, inQuotes);
}
function readBacktick(expander, at, inQuotes) {
    return substitution(expander, at, expander.skipCommands(at + 1, '`'), 1, inQuotes);
}
function readTilde(expander, at) {
    const prefix = /^~[^/\s;&|()<>'"\\$`:]*/.exec(expander.text.slice(at, at + 256))?.[0] ?? '~';
    const end = at + prefix.length;
    const text = expander.mark(prefix, prefix === '~' ? 'home' : 'any');
    return { text, end, loose: false, quoted: false };
}
function variable(expander, at, end, name, inQuotes) {
    const value = Object.hasOwn(expander.environment, name) ? expander.environment[name] : undefined;
    if (value !== undefined)
        return { text: value, end, loose: false, quoted: inQuotes };
    if (name === 'PWD')
        return { ...unknownPiece(expander, at, end, inQuotes, 'here'), loose: false };
    if (name === 'HOME')
        return { ...unknownPiece(expander, at, end, inQuotes, 'home'), loose: false };
    const many = name === '@' || (name === '*' && !inQuotes);
    return { ...unknownPiece(expander, at, end, inQuotes), loose: many || !inQuotes };
}
function substitution(expander, at, end, opening, inQuotes) {
    const command = expander.text.slice(at + opening, end - 1).trim();
    const here = /^pwd(?: +-[LP])?$/.test(command);
    return unknownPiece(expander, at, end, inQuotes, here ? 'here' : 'any');
}
function readBraces(expander, at, inQuotes) {
    const end = closingBrace(expander, at);
    const inside = expander.text.slice(at + 2, end - 1);
    const [, name = '', rest = ''] = /^([A-Za-z_][A-Za-z0-9_]*)(:?[-=?+][\s\S]*)?$/.exec(inside) ?? [];
    const isSet = name !== '' && Object.hasOwn(expander.environment, name);
    if (rest === '' && name !== '')
        return variable(expander, at, end, name, inQuotes);
    if (isSet && /^[-=?]/.test(rest))
        return variable(expander, at, end, name, inQuotes);
    if (isSet && /^:[-=?]/.test(rest) && expander.environment[name] !== '')
        return variable(expander, at, end, name, inQuotes);
    const many = /^@$|\[@\]$|\[\*\]$/.test(inside);
    return { ...unknownPiece(expander, at, end, inQuotes), loose: many || !inQuotes };
}
function closingBrace(expander, at) {
    const { text } = expander;
    let depth = 0;
    for (let inner = at + 1; inner < text.length; inner += 1) {
        const char = text[inner];
        if (char === '\\')
            inner += 1;
        else if (char === "'" || char === '"') {
            const close = text.indexOf(char, inner + 1);
            if (close === -1)
                break;
            inner = close;
        }
        else if (char === '{')
            depth += 1;
        else if (char === '}') {
            depth -= 1;
            if (depth === 0)
                return inner + 1;
        }
    }
    return expander.fail('the brace opened here is not closed', at);
}
function unknownPiece(expander, at, end, inQuotes, kind = 'any') {
    const text = expander.mark(expander.text.slice(at, end), kind);
    return { text, end, loose: !inQuotes && kind === 'any', quoted: true };
}
const ESCAPES = {
    a: '\x07',
    b: '\b',
    e: '\x1b',
    E: '\x1b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
    v: '\v',
};
function readAnsiQuotes(expander, at) {
    let close = at + 2;
    while (close < expander.text.length && expander.text[close] !== "'")
        close += expander.text[close] === '\\' ? 2 : 1;
    if (close >= expander.text.length)
        expander.fail('the quote opened here is not closed', at);
    const text = expander.text
        .slice(at + 2, close)
        .replace(/\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|([0-7]{1,3})|([\s\S]))/g, (_, hex, unicode, octal, char = '') => {
        if (hex !== undefined)
            return String.fromCharCode(Number.parseInt(hex, 16));
        if (unicode !== undefined)
            return String.fromCharCode(Number.parseInt(unicode, 16));
        if (octal !== undefined)
            return String.fromCharCode(Number.parseInt(octal, 8) & 255);
        return Object.hasOwn(ESCAPES, char) ? (ESCAPES[char] ?? char) : char;
    });
    return { text, end: close + 1, loose: false, quoted: true };
}

// EXTERNAL MODULE: ./src/parse/text-place.js
var text_place = __webpack_require__(39);
;// CONCATENATED MODULE: ./src/parse/shell-words.js




function splitShell(text, options) {
    const place = (0,text_place/* placeFinder */.a)(options.file, text);
    const commands = [];
    const expansions = [];
    let depth = 0;
    const fail = (message, start) => {
        throw new model_errors/* InputError */.dz(message, place(start, Math.min(start + 1, text.length)));
    };
    const expander = {
        text,
        environment: options.environment,
        mark: (source, kind) => (0,hole_marks/* markHole */.Kh)(expansions.push(source) - 1, kind),
        skipCommands: (at, stop) => nested(at, stop),
        fail,
    };
    readCommands(0, '');
    return { commands: commands.filter((words) => words.length > 0), expansions };
    function readCommands(from, stop) {
        let command = [];
        let heredocs = [];
        const opened = from - 1;
        commands.push(command);
        const next = () => {
            command = [];
            commands.push(command);
        };
        for (let at = from;;) {
            const char = text[at];
            if (char === undefined) {
                if (stop !== '')
                    fail(`the ${stop === ')' ? 'bracket' : 'backtick'} opened here is not closed`, opened);
                return at;
            }
            if (char === stop)
                return at + 1;
            if (char === ' ' || char === '\t' || char === '\r')
                at += 1;
            else if (text.startsWith('\\\n', at))
                at += 2;
            else if (text.startsWith('\\\r\n', at))
                at += 3;
            else if (char === '\n') {
                next();
                at = skipHeredocs(text, at + 1, heredocs);
                heredocs = [];
            }
            else if (char === '#') {
                const end = text.indexOf('\n', at);
                at = end === -1 ? text.length : end;
            }
            else if (char === '<' || char === '>' || text.startsWith('&>', at)) {
                at = readRedirect(at, command, heredocs);
            }
            else if (char === '(') {
                next();
                at = nested(at + 1);
                next();
            }
            else if (';&|)'.includes(char)) {
                next();
                at += 1;
            }
            else
                at = readWord(at, command, stop);
        }
    }
    function nested(at, stop = ')') {
        depth += 1;
        if (depth > 100)
            fail('brackets are nested more than 100 deep', at - 1);
        const end = readCommands(at, stop);
        depth -= 1;
        return end;
    }
    function readRedirect(at, command, heredocs) {
        const last = command.at(-1);
        if (last !== undefined && last.end === at && last.plain && /^\d+$/.test(last.text))
            command.pop();
        if (/^[<>]\(/.test(text.slice(at, at + 2))) {
            const end = nested(at + 2);
            const hole = expander.mark(text.slice(at, end), 'any');
            command.push({ text: hole, start: at, end, plain: false, loose: false });
            return end;
        }
        const operator = /^(?:&>>?|<<<|<<-?|<>|<&|<|>>|>&|>\||>)/.exec(text.slice(at, at + 3))?.[0] ?? '<';
        let start = at + operator.length;
        while (text[start] === ' ' || text[start] === '\t')
            start += 1;
        const target = [];
        const end = '\n;|)'.includes(text[start] ?? '\n') ? start : readWord(start, target, '');
        if (operator === '<<' || operator === '<<-')
            heredocs.push({ delimiter: target[0]?.text ?? '', tabs: operator === '<<-' });
        return end;
    }
    function readWord(from, command, stop) {
        let word = '';
        let quoted = false;
        let loose = false;
        let at = from;
        const finish = (end) => {
            if (word !== '' || quoted)
                command.push({ text: word, start: from, end, plain: text.slice(from, end) === word, loose });
            word = '';
            quoted = false;
            loose = false;
        };
        const add = (value, isQuoted) => {
            const pieces = isQuoted ? [value] : value.split(/[ \t\n]+/);
            for (const [index, piece] of pieces.entries()) {
                if (index > 0)
                    finish(at);
                word += piece;
            }
        };
        for (;;) {
            const char = text[at];
            if (char === undefined || ' \t\n;&|()<>'.includes(char) || (char === stop && stop !== ''))
                break;
            if (char === '\r' && (text[at + 1] === '\n' || text[at + 1] === undefined))
                break;
            if (char === '\\') {
                const step = text.startsWith('\\\r\n', at) ? 3 : 2;
                if (text[at + step - 1] === '\n')
                    at += step;
                else {
                    word += text[at + 1] ?? '\\';
                    at = Math.min(at + 2, text.length);
                }
            }
            else if (char === "'") {
                const end = text.indexOf("'", at + 1);
                if (end === -1)
                    fail('the quote opened here is not closed', at);
                word += text.slice(at + 1, end);
                quoted = true;
                at = end + 1;
            }
            else if (char === '"') {
                quoted = true;
                at = readDoubleQuotes(at + 1);
            }
            else if (char === '$') {
                const piece = readDollar(expander, at, false);
                add(piece.text, piece.quoted);
                quoted ||= piece.quoted;
                loose ||= piece.loose;
                at = piece.end;
            }
            else if (char === '`') {
                const piece = readBacktick(expander, at, false);
                word += piece.text;
                loose ||= piece.loose;
                at = piece.end;
            }
            else if (char === '~' && at === from) {
                const piece = readTilde(expander, at);
                word += piece.text;
                at = piece.end;
            }
            else {
                const pattern = patternAt(text, at);
                if (pattern !== '')
                    loose = true;
                word += pattern === '' ? char : expander.mark(pattern, 'any');
                at += pattern === '' ? 1 : pattern.length;
            }
        }
        finish(at);
        return at;
        function readDoubleQuotes(start) {
            for (let inner = start;;) {
                const char = text[inner];
                if (char === undefined)
                    fail('the quote opened here is not closed', start - 1);
                if (char === '"')
                    return inner + 1;
                if (char === '\\') {
                    const escaped = text[inner + 1] ?? '';
                    if (escaped !== '\n')
                        word += '$`"\\'.includes(escaped) ? escaped : `\\${escaped}`;
                    inner += 2;
                }
                else if (char === '$' || char === '`') {
                    const piece = char === '$' ? readDollar(expander, inner, true) : readBacktick(expander, inner, true);
                    word += piece.text;
                    loose ||= piece.loose;
                    inner = piece.end;
                }
                else {
                    word += char;
                    inner += 1;
                }
            }
        }
    }
}
function quoteWords(words) {
    return words.map((word) => (/^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
function patternAt(text, at) {
    if (text[at] === '*' || text[at] === '?')
        return text[at] ?? '';
    if (text[at] !== '{')
        return '';
    const braces = /\{[^\s{}'"\\;&|()<>]{0,1000}\}/y;
    braces.lastIndex = at;
    const found = braces.exec(text)?.[0] ?? '';
    return found.includes(',') || found.includes('..') ? found : '';
}
function skipHeredocs(text, from, heredocs) {
    let at = from;
    for (const { delimiter, tabs } of heredocs) {
        while (at < text.length) {
            const end = text.indexOf('\n', at);
            const line = text.slice(at, end === -1 ? undefined : end).replace(/\r$/, '');
            at = end === -1 ? text.length : end + 1;
            if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter)
                break;
        }
    }
    return at;
}

;// CONCATENATED MODULE: ./src/inputs/run/describe.js




async function describeLine(text, context) {
    const environment = Object.fromEntries(Object.entries(context.environment).filter((pair) => pair[1] !== undefined));
    const { commands, expansions } = splitShell(text, { environment, file: 'run:1' });
    context.files.remember('run:1', text);
    for (const words of commands) {
        const line = parseDockerLine(words, {
            expansions,
            environment,
            cwd: context.cwd,
            readFile: (path) => readFile(path, context.files),
        });
        if (line.kind !== 'foreign')
            return spell(describe_requestOf(line), expansions);
    }
    throw new model_errors/* InputError */.dz(`\`${text.slice(0, 200)}\` is no command of docker or podman; write for example run:'docker run nginx'`);
}
function describe_requestOf(line) {
    switch (line.kind) {
        case 'create':
            return line.request;
        case 'refused':
            if (line.request === undefined)
                throw line.refusal;
            return line.request;
        case 'exec':
        case 'build':
        case 'compose':
            return line.request;
        case 'help':
            throw new model_errors/* InputError */.dz('the line asks for help and makes no request');
        default:
            throw new model_errors/* InputError */.dz(`the line makes no container; give one of docker run, create, exec or build`);
    }
}
function readFile(path, files) {
    const text = files.readIfPresent(path);
    return text === undefined ? { missing: true } : { text, file: files.label(path) };
}
function spell(value, expansions) {
    return JSON.parse(JSON.stringify(value, (_, part) => {
        if (typeof part === 'string')
            return (0,hole_marks/* fillHoles */.nI)(part, expansions);
        if (typeof part !== 'object' || part === null || Array.isArray(part))
            return part;
        return Object.fromEntries(Object.entries(part).map(([key, inner]) => [(0,hole_marks/* fillHoles */.nI)(key, expansions), inner]));
    }));
}

// EXTERNAL MODULE: ./src/model/container.js
var container = __webpack_require__(2385);
;// CONCATENATED MODULE: ./src/inputs/engine/open-options.js

const FIXED = new Set([
    'kind',
    'name',
    'os',
    'image',
    'imageReference',
    'built',
    'buildPrivileged',
    'buildNetwork',
    'buildArgs',
    'provider',
    'hooks',
    'replicas',
    'swarmKeys',
    'command',
    'cpuReservation',
]);
const WORST = {
    privileged: true,
    hostNetwork: true,
    hostPid: true,
    hostIpc: true,
    publishAll: true,
    useApiSocket: true,
    oomKillDisable: true,
    writableCgroups: true,
    maskedPaths: false,
    networkMode: 'host',
    pid: 'host',
    ipc: 'host',
    uts: 'host',
    cgroup: 'host',
    usernsMode: 'host',
    seccomp: 'unconfined',
    apparmor: 'unconfined',
    selinux: 'disabled',
    healthcheck: 'disabled',
};
const TEXT_LISTS = ['capAdd', 'capDrop', 'groupAdd', 'expose', 'extraHosts', 'dns', 'links', 'volumesFrom'];
const ELEMENT_LISTS = {
    securityOptions: 'SecurityOption',
    networks: 'Network',
    ports: 'Port',
    mounts: 'Mount',
    devices: 'Device',
    environment: 'Variable',
    sysctls: 'Sysctl',
    ulimits: 'Ulimit',
};
function withOpenOptions(subject, absence) {
    const absences = { ...subject.absences };
    const { facts } = subject;
    const kept = Object.fromEntries(Object.entries(facts).filter(([field, value]) => {
        const isKept = FIXED.has(field) ||
            isWorst(field, value) ||
            isList(field) ||
            (field === 'effectiveCapabilities' && facts.privileged === true);
        if (!isKept)
            absences[field] = absence;
        return isKept;
    }));
    const texts = TEXT_LISTS.map((field) => {
        absences[`${field}[${facts[field]?.length ?? 0}]`] = absence;
        return [field, [...(facts[field] ?? []), undefined]];
    });
    const elements = Object.entries(ELEMENT_LISTS).map(([field, type]) => {
        const list = listOf(facts, field);
        const path = `${field}[${list.length}]`;
        absences[path] = absence;
        for (const name of Object.keys(container/* containerElements */.R[type].fields))
            absences[`${path}.${name}`] = absence;
        return [field, [...list, {}]];
    });
    return { ...subject, facts: { ...kept, ...Object.fromEntries([...texts, ...elements]) }, absences };
}
function isWorst(field, value) {
    return Object.entries(WORST).some(([name, worst]) => name === field && worst === value);
}
function isList(field) {
    return field in ELEMENT_LISTS || TEXT_LISTS.some((name) => name === field);
}
function listOf(facts, field) {
    const value = Object.entries(facts).find(([name]) => name === field)?.[1];
    return Array.isArray(value) ? value : [];
}

// EXTERNAL MODULE: ./src/inputs/engine/shared-namespaces.js
var shared_namespaces = __webpack_require__(1587);
// EXTERNAL MODULE: ./src/inputs/engine-config.js + 13 modules
var engine_config = __webpack_require__(6415);
;// CONCATENATED MODULE: ./src/inputs/run/document.js



function requestDocument(line, places) {
    const { trace } = line;
    const locate = (place) => 'file' in place ? places.fileLine(place.file, place.line) : places.place(place.start, place.end);
    const placeOf = (path) => {
        for (let length = path.length; length > 0; length -= 1) {
            const place = trace.places.get(pathKey(path.slice(0, length)));
            if (place !== undefined)
                return place;
        }
        return undefined;
    };
    const origin = (path) => {
        const place = placeOf(path);
        return place === undefined ? undefined : { at: locate(place) };
    };
    const explain = (text, path) => {
        const at = origin(path)?.at;
        return { ...explainHole(text, places.expansions), ...(at === undefined ? {} : { at }) };
    };
    return {
        root: { ...line.request, pull: line.pull, useApiSocket: usesSocket(line) },
        kind: 'run',
        engine: line.program,
        declared: places.place(line.declared.start, line.declared.end),
        origin,
        absence: (path) => {
            const gap = trace.unknown.get(pathKey(path));
            if (gap === undefined)
                return undefined;
            if (!('reason' in gap))
                return explain(gap.text, path);
            const at = origin(path)?.at;
            return { reason: gap.reason, ...(at === undefined ? {} : { at }) };
        },
        explain,
        spell: (text) => (0,hole_marks/* fillHoles */.nI)(text, places.expansions),
        literal: (path) => !trace.outside.has(pathKey(path)),
        fromFile: (path) => {
            const place = placeOf(path);
            return place !== undefined && 'file' in place;
        },
        fail: (path, wanted) => {
            throw new TypeError(`the request holds at ${path.join('.')} something else than ${wanted}`);
        },
    };
}
function explainHole(text, expansions) {
    const hole = (0,hole_marks/* firstHole */.l7)(text, expansions) ?? '$...';
    const name = /^\$\{?([A-Za-z_]\w*)/.exec(hole)?.[1];
    return {
        reason: `\`${hole}\` is not known here`,
        ...(name === undefined
            ? {}
            : { hint: 'write its value out, or set it and lend the environment to the scan with --env' }),
    };
}
function usesSocket({ answers }) {
    const given = answers.last('use-api-socket');
    return given !== undefined && !(0,parse_hole/* hasHole */.dI)(given.text) && answers.bool('use-api-socket', ['useApiSocket']);
}

;// CONCATENATED MODULE: ./src/inputs/run/read-lines.js










function readLines(text, context) {
    const source = openSource(text, context.files);
    const { commands, expansions } = splitShell(source.text, { environment: context.environment, file: source.label });
    const place = (0,text_place/* placeFinder */.a)(source.label, source.text);
    const places = { place, expansions, fileLine: (file, line) => fileLine(context.files, file, line) };
    const containers = [];
    const errors = [];
    const notices = [];
    const foreign = [];
    const used = new Map();
    for (const words of commands) {
        const [first] = words;
        if (first === undefined)
            continue;
        const line = parseDockerLine(words, {
            expansions,
            environment: context.environment,
            readFile: (path) => read_lines_readFile(path, context.files),
        });
        if (line.kind === 'create')
            containers.push(containerOf(line, places, used));
        else if (line.kind === 'refused') {
            const { start, end } = line.refusal.span ?? line.declared;
            (line.isCreate ? errors : notices).push({
                message: `${refusedBy(line.refusal.stage)}: ${(0,hole_marks/* fillHoles */.nI)(line.refusal.message, expansions)}`,
                location: place(start, end),
            });
        }
        else if (line.kind === 'foreign')
            foreign.push(first);
        else
            notices.push({ message: skipped(line), location: place(line.declared.start, line.declared.end) });
    }
    if (containers.length === 0 && errors.length === 0)
        throw new model_errors/* InputError */.dz(`${source.label} holds no docker or podman line that runs or creates a container; write for example run:'docker run nginx'`);
    if (foreign[0] !== undefined) {
        const message = foreign.length === 1
            ? 'one other command was not looked at'
            : `${foreign.length} other commands were not looked at`;
        notices.push({ message, location: place(foreign[0].start, foreign[0].end) });
    }
    const subjects = (0,shared_namespaces/* followSharedNamespaces */.r)(containers);
    const name = source.file ?? text.trim().replaceAll(/\s+/g, ' ');
    return {
        id: `run:${name}`,
        kind: 'run',
        name,
        ...(source.file === undefined ? {} : { file: source.file }),
        subjects,
        errors,
        notices,
    };
}
function openSource(text, files) {
    const mayBePath = !/[\n\0]/.test(text) && text.length < 4096;
    if (mayBePath && text.trim() !== '' && files.exists(text))
        return { text: files.read(text), label: files.label(text), file: files.label(text) };
    if (mayBePath && !/\s/.test(text.trim()))
        throw new model_errors/* InputError */.dz(`there is no file \`${text}\`, and it is no command line; write for example run:'docker run nginx'`);
    let count = 1;
    while (files.texts.has(`run:${count}`) && files.texts.get(`run:${count}`) !== text)
        count += 1;
    const label = `run:${count}`;
    files.remember(label, text);
    return { text, label };
}
function containerOf(line, places, used) {
    const document = requestDocument(line, places);
    const given = (0,parse_hole/* hasHole */.dI)(line.request.name) ? '' : line.request.name.replace(/^\//, '');
    const base = given === ''
        ? imageName((0,hole_marks/* fillHoles */.nI)(line.request.Config.Image || (line.request.Rootfs ?? ''), places.expansions))
        : given;
    const count = (used.get(base) ?? 0) + 1;
    used.set(base, count);
    const subject = (0,engine_config/* stateContainer */.v)(document, count === 1 ? base : `${base}-${count}`, base);
    const [opaque] = line.opaque;
    if (opaque === undefined)
        return { subject, names: given === '' ? [] : [given] };
    const reason = `\`${(0,hole_marks/* fillHoles */.nI)(opaque.text, places.expansions)}\` may add any option`;
    const hint = 'write the options out, or put quotes around it if it is one word';
    const open = withOpenOptions(subject, { reason, hint, at: places.place(opaque.start, opaque.end) });
    return { subject: open, names: given === '' ? [] : [given] };
}
function imageName(image) {
    const name = image.split('@', 1)[0] ?? image;
    const colon = name.lastIndexOf(':');
    return ((colon > name.lastIndexOf('/') && !name.slice(colon).includes('}') ? name.slice(0, colon) : name) || 'container');
}
function refusedBy(stage) {
    return stage === 'engine' ? 'the engine would refuse this line' : 'this line would fail';
}
function skipped(line) {
    if (line.kind === 'exec')
        return 'a command in a running container was not looked at: it makes none';
    if (line.kind === 'build')
        return 'a build was not looked at: scan its Dockerfile';
    if (line.kind === 'compose')
        return 'a command of compose was not looked at: scan the compose file';
    return 'this command makes no container';
}
function read_lines_readFile(path, files) {
    const shown = (0,hole_marks/* hostPathText */.HI)(path);
    if (/^(?:[/~\\]|[A-Za-z]:)/.test(shown) || shown.split('/').includes('..') || (0,parse_hole/* hasHole */.dI)(shown))
        return { unknown: `\`${(0,parse_hole/* hasHole */.dI)(shown) ? 'the file' : shown}\` lies outside the project` };
    try {
        const text = files.readIfPresent(shown);
        return text === undefined
            ? { unknown: `there is no file \`${shown}\` in the project` }
            : { text, file: files.label(shown) };
    }
    catch (error) {
        if (!(error instanceof model_errors/* InputError */.dz))
            throw error;
        return { unknown: error.message };
    }
}
function fileLine(files, file, line) {
    const text = files.texts.get(file)?.split('\n')[line - 1] ?? '';
    return { file, startLine: line, startColumn: 1, endLine: line, endColumn: text.length + 1 };
}

;// CONCATENATED MODULE: ./src/inputs/run/input.js


const runInput = {
    async read(text, context) {
        return readLines(text, context);
    },
};



/***/ })

};
