export const id = 799;
export const ids = [799];
export const modules = {

/***/ 6799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  composeInput: () => (/* binding */ composeInput)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/model/errors.js
var errors = __webpack_require__(6351);
// EXTERNAL MODULE: ./src/inputs/subject-builder.js
var subject_builder = __webpack_require__(2214);
// EXTERNAL MODULE: ./src/parse/hole.js
var parse_hole = __webpack_require__(7992);
;// CONCATENATED MODULE: ./src/inputs/compose/container-read.js

function known(value, origin) {
    return origin === undefined ? { known: true, value } : { known: true, value, origin };
}
function unknown(absence, origin) {
    return origin === undefined ? { known: false, absence } : { known: false, absence, origin };
}
function mapReading(reading, change) {
    return reading.known ? known(change(reading.value), reading.origin) : reading;
}
function child(node, ...keys) {
    let current = node;
    for (const key of keys) {
        if (current === undefined || current.kind === 'list')
            return undefined;
        if (current.kind === 'scalar')
            return current.hole === undefined ? undefined : current;
        current = current.entries.get(key)?.node;
    }
    return current?.kind === 'scalar' && current.value === null && current.hole === undefined ? undefined : current;
}
function entriesOf(node) {
    return node?.kind === 'map' ? [...node.entries] : [];
}
function itemsOf(node) {
    if (node === undefined || node.kind === 'map')
        return [];
    return node.kind === 'list' ? node.items : [node];
}
function holeOf(node) {
    return node?.kind === 'scalar' ? node.hole : undefined;
}
function plain(node) {
    return node?.kind === 'scalar' && node.value !== null ? String(node.value) : '';
}
function readKey(key, { key: at, node }) {
    if (!(0,parse_hole/* hasHole */.dI)(key))
        return known(key);
    return unknown(holeOf(node) ?? { reason: `the name \`${(0,parse_hole/* showHoles */.rw)(key)}\` has no value or default in the repository`, at });
}
function readText(node, fallback = '') {
    return readScalar(node, fallback, (scalar) => (scalar.value === null ? fallback : String(scalar.value)));
}
const TRUE = new Set(['true', 'y', 'yes', 'on']);
const FALSE = new Set(['false', 'n', 'no', 'off', '']);
function readBool(node, fallback = false) {
    return readScalar(node, fallback, ({ value }) => {
        if (typeof value === 'boolean')
            return value;
        const word = String(value).toLowerCase();
        return TRUE.has(word) ? true : FALSE.has(word) ? false : undefined;
    });
}
function readNumber(node, fallback = 0) {
    return readScalar(node, fallback, ({ value }) => {
        if (typeof value === 'number')
            return value;
        const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
        return Number.isFinite(number) ? number : undefined;
    });
}
function readInteger(node, fallback = 0) {
    return mapReading(readNumber(node, fallback), Math.trunc);
}
function readWords(node) {
    if (node === undefined)
        return known([]);
    const hole = holeOf(node);
    if (hole !== undefined)
        return unknown(hole, node.origin);
    return known(itemsOf(node).map(knownText), node.origin);
}
function knownText(node) {
    const reading = readText(node);
    return reading.known ? reading.value : undefined;
}
function readScalar(node, fallback, read) {
    if (node === undefined)
        return known(fallback);
    if (node.kind !== 'scalar')
        return unknown({ reason: 'is written in a form that is not understood', at: node.origin.at }, node.origin);
    if (node.hole !== undefined)
        return unknown(node.hole, node.origin);
    const value = read(node);
    if (value !== undefined && !(typeof value === 'string' && (0,parse_hole/* hasHole */.dI)(value)))
        return known(value, node.origin);
    return unknown({ reason: `\`${String(node.value)}\` is not understood here`, at: node.origin.at }, node.origin);
}

// EXTERNAL MODULE: ./src/model/container.js
var container = __webpack_require__(2385);
;// CONCATENATED MODULE: ./src/inputs/compose/container-state.js


const ELEMENT_LISTS = {
    buildArgs: 'Variable',
    securityOptions: 'SecurityOption',
    networks: 'Network',
    ports: 'Port',
    mounts: 'Mount',
    devices: 'Device',
    environment: 'Variable',
    sysctls: 'Sysctl',
    ulimits: 'Ulimit',
    hooks: 'Hook',
};
function state(service, field, reading) {
    if (reading.known)
        service.facts.set(field, reading.value, reading.origin);
    else
        stateUnknown(service, field, reading.absence, reading.origin);
}
function stateUnknown(service, path, absence, origin) {
    service.facts.unknown(path, absence);
    if (origin !== undefined)
        service.facts.locate(path, origin);
}
function stateTexts(service, keys) {
    for (const [field, key] of Object.entries(keys))
        state(service, field, readText(child(service.node, key)));
}
function stateFlags(service, keys) {
    for (const [field, key] of Object.entries(keys))
        state(service, field, readBool(child(service.node, key)));
}
function stateList(service, field, node, change = (text) => text) {
    if (node?.kind === 'scalar' && node.hole !== undefined) {
        stateUnknown(service, field, node.hole, node.origin);
        return undefined;
    }
    const texts = itemsOf(node).map((item, index) => {
        const reading = readText(item);
        const path = `${field}[${index}]`;
        if (!reading.known)
            stateUnknown(service, path, reading.absence);
        service.facts.locate(path, item.origin);
        return reading.known ? change(reading.value) : undefined;
    });
    service.facts.set(field, texts, node?.origin);
    return texts;
}
function stateWords(service, path, node) {
    const words = readWords(node);
    if (!words.known)
        return words;
    for (const [index, item] of itemsOf(node).entries()) {
        service.facts.locate(`${path}[${index}]`, item.origin);
        const hole = holeOf(item);
        if (hole !== undefined)
            service.facts.unknown(`${path}[${index}]`, hole);
    }
    return words;
}
function stateElements(service, field, drafts, origin) {
    const names = Object.keys(container/* containerElements */.R[ELEMENT_LISTS[field]].fields);
    const elements = drafts.map((draft, index) => {
        const path = `${field}[${index}]`;
        if (draft.origin !== undefined)
            service.facts.locate(path, draft.origin);
        if (draft.absence !== undefined)
            service.facts.unknown(path, draft.absence);
        return stateFields(service, path, names, draft);
    });
    service.facts.set(field, elements, origin);
}
function stateFields(service, path, names, draft) {
    const values = {};
    for (const name of names) {
        const reading = draft.fields[name];
        const absence = reading === undefined ? draft.absence : reading.known ? undefined : reading.absence;
        if (reading?.known)
            values[name] = reading.value;
        else
            service.facts.unknown(`${path}.${name}`, absence ?? { reason: 'is not stated' });
        if (reading?.origin !== undefined)
            service.facts.locate(`${path}.${name}`, reading.origin);
    }
    return values;
}

;// CONCATENATED MODULE: ./src/inputs/compose/container-devices.js



function stateDevices(service) {
    const devices = child(service.node, 'devices');
    const gpus = child(service.node, 'gpus');
    const reserved = child(service.node, 'deploy', 'resources', 'reservations', 'devices');
    const rules = child(service.node, 'device_cgroup_rules');
    const drafts = [
        ...itemsOf(devices).map(draftDevice),
        ...itemsOf(gpus).map((node) => draftRequest(node, ['gpu'])),
        ...itemsOf(reserved).map((node) => draftRequest(node, [])),
        ...itemsOf(rules).map(draftRule),
    ];
    stateElements(service, 'devices', drafts, (devices ?? gpus ?? reserved ?? rules)?.origin);
}
const CDI_NAME = /^[A-Za-z][A-Za-z0-9._-]*\/[A-Za-z][A-Za-z0-9._-]*=[A-Za-z0-9][A-Za-z0-9._:-]*$/;
function draftDevice(node) {
    const hole = holeOf(node);
    if (hole !== undefined)
        return { origin: node.origin, absence: hole, fields: { text: known((0,parse_hole/* showHoles */.rw)(plain(node))) } };
    const source = readText(child(node, 'source'));
    const path = plain(child(node, 'source'));
    const target = plain(child(node, 'target')) || path;
    if (CDI_NAME.test(path) && path === target)
        return draft(node, { kind: 'cdi', source, target: known(''), permissions: known(''), text: path });
    const permissions = readText(child(node, 'permissions'), 'rwm');
    const suffix = permissions.known && permissions.value !== 'rwm' ? `:${permissions.value}` : '';
    const text = target === path && suffix === '' ? path : `${path}:${target}${suffix}`;
    const inside = child(node, 'target');
    return draft(node, {
        kind: 'path',
        source,
        target: inside === undefined ? source : readText(inside),
        permissions,
        text,
    });
}
function draftRequest(node, always) {
    const hole = holeOf(node);
    if (hole !== undefined)
        return {
            origin: node.origin,
            absence: hole,
            fields: { kind: known('request'), text: known((0,parse_hole/* showHoles */.rw)(plain(node))) },
        };
    const driver = readText(child(node, 'driver'));
    const capabilities = itemsOf(child(node, 'capabilities')).map(plain);
    const wanted = [...new Set([...always, ...capabilities])].join(',');
    const ids = itemsOf(child(node, 'device_ids')).map(plain).join(',');
    const count = plain(child(node, 'count'));
    const which = ids !== '' ? `device ${ids}` : count === '' || count === '-1' || count === 'all' ? 'all' : count;
    return draft(node, {
        kind: 'request',
        source: driver,
        target: known(''),
        permissions: known(''),
        text: `${wanted}: ${which}`,
    });
}
function draftRule(node) {
    return draft(node, {
        kind: 'cgroup-rule',
        source: readText(node),
        target: known(''),
        permissions: readPermissions(node),
        text: plain(node),
    });
}
function readPermissions(node) {
    const whole = readText(node);
    return whole.known ? known(/\s([rwm]+)\s*$/.exec(whole.value)?.[1] ?? '', whole.origin) : whole;
}
function draft(node, { kind, text, ...rest }) {
    return { origin: node.origin, fields: { kind: known(kind), ...rest, text: known((0,parse_hole/* showHoles */.rw)(text)) } };
}

// EXTERNAL MODULE: ./src/parse/capabilities.js
var capabilities = __webpack_require__(6676);
// EXTERNAL MODULE: ./src/parse/user.js
var parse_user = __webpack_require__(373);
;// CONCATENATED MODULE: ./src/inputs/compose/container-rights.js





function decidedByImage(service, hint) {
    return { reason: 'inherits from the image, which was not scanned', hint, at: service.declared };
}
function stateRights(service) {
    stateFlags(service, { privileged: 'privileged', readOnly: 'read_only' });
    stateCapabilities(service);
    stateUser(service);
    stateList(service, 'groupAdd', child(service.node, 'group_add'));
}
function stateCapabilities(service) {
    const addNode = child(service.node, 'cap_add');
    const dropNode = child(service.node, 'cap_drop');
    const add = stateList(service, 'capAdd', addNode, capabilities/* capabilityName */.IN);
    const drop = stateList(service, 'capDrop', dropNode, capabilities/* capabilityName */.IN);
    const privileged = readBool(child(service.node, 'privileged'));
    state(service, 'effectiveCapabilities', readEffective());
    function readEffective() {
        if (!privileged.known)
            return unknown(privileged.absence);
        if (privileged.value)
            return known((0,capabilities/* effectiveCapabilities */.uO)(true, [], []), privileged.origin);
        const open = firstHole(addNode) ?? firstHole(dropNode);
        if (add === undefined || drop === undefined || open !== undefined)
            return unknown(open ?? { reason: 'a capability is not known' });
        const names = (list) => list.filter((name) => name !== undefined);
        return known((0,capabilities/* effectiveCapabilities */.uO)(false, names(add), names(drop)), addNode?.origin ?? dropNode?.origin);
    }
}
function firstHole(node) {
    if (node?.kind !== 'list')
        return holeOf(node);
    return node.items.map(holeOf).find((hole) => hole !== undefined);
}
function stateUser(service) {
    const node = child(service.node, 'user');
    const text = node?.kind === 'scalar' && node.value !== null ? String(node.value).trim() : '';
    if (node === undefined || text === '') {
        const absence = decidedByImage(service, 'give `user:`, or scan the image');
        for (const field of ['user', 'uid', 'gid'])
            state(service, field, unknown(absence));
        return;
    }
    state(service, 'user', readText(node));
    state(service, 'uid', readUserId(node, 'uid'));
    state(service, 'gid', readUserId(node, 'gid'));
}
function readUserId(node, part) {
    const text = node.kind === 'scalar' ? String(node.value) : '';
    const id = (0,parse_user/* parseUser */.t)(text)[part];
    if (id !== undefined)
        return known(id, node.origin);
    const [user = '', group] = text.split(':', 2);
    const name = part === 'uid' ? user : (group ?? '');
    const hole = holeOf(node);
    if (hole !== undefined && ((0,parse_hole/* hasHole */.dI)(name) || (0,parse_hole/* hasHole */.dI)(user)))
        return unknown(hole, node.origin);
    return unknown(explainId(part, user.trim(), group?.trim(), node), node.origin);
}
function explainId(part, user, group, node) {
    const { at } = node.origin;
    if (part === 'uid')
        return {
            reason: `only /etc/passwd of the image can tell the uid of \`${user}\``,
            hint: 'write the number instead, for example `user: "1000:1000"`',
            at,
        };
    if (group === undefined)
        return {
            reason: `only /etc/passwd of the image can tell the primary group of \`${user}\``,
            hint: 'write it behind the user, for example `user: "1000:1000"`',
            at,
        };
    return {
        reason: `only /etc/group of the image can tell the gid of \`${group}\``,
        hint: 'write the number instead',
        at,
    };
}

;// CONCATENATED MODULE: ./src/inputs/compose/container-hooks.js



const PHASES = ['pre_start', 'post_start', 'pre_stop'];
function stateHooks(service) {
    const hooks = PHASES.flatMap((phase) => itemsOf(child(service.node, phase)).map((node, index) => ({ phase, index, node })));
    const drafts = hooks.map((hook, position) => draftHook(service, hook, `hooks[${position}]`));
    stateElements(service, 'hooks', drafts, hooks[0]?.node.origin);
}
function draftHook(service, { phase, index, node }, path) {
    const place = { phase: known(phase), index: known(index) };
    const hole = holeOf(node);
    if (hole !== undefined)
        return { origin: node.origin, absence: hole, fields: place };
    return {
        origin: node.origin,
        fields: {
            ...place,
            user: readText(child(node, 'user')),
            uid: readHookUser(service, node),
            privileged: readBool(child(node, 'privileged')),
            command: stateWords(service, `${path}.command`, child(node, 'command')),
        },
    };
}
function readHookUser(service, hook) {
    const own = child(hook, 'user');
    if (own !== undefined && !isEmpty(own))
        return readUserId(own, 'uid');
    const image = readText(child(hook, 'image'));
    const serviceImage = readText(child(service.node, 'image'));
    const otherImage = image.known && image.value !== '' && !(serviceImage.known && serviceImage.value === image.value);
    const user = child(service.node, 'user');
    if (otherImage || user === undefined || isEmpty(user))
        return unknown(decidedByImage(service, 'give the hook a `user:`, or scan the image'));
    return readUserId(user, 'uid');
}
function isEmpty(user) {
    return plain(user).trim() === '';
}

// EXTERNAL MODULE: ./src/parse/image-reference-parts.js
var image_reference_parts = __webpack_require__(6862);
;// CONCATENATED MODULE: ./src/inputs/compose/container-variables.js


function stateEnvironment(service) {
    const node = child(service.node, 'environment');
    const drafts = [...variableDrafts(service, node), ...missingDrafts(service)];
    stateElements(service, 'environment', drafts, node?.origin);
}
function variableDrafts({ project }, node) {
    return entriesOf(node).map(([name, entry]) => draftVariable(name, entry, project.envFiles));
}
function missingDrafts({ project, name }) {
    return (project.incompleteEnvironment.get(name) ?? []).map((absence) => ({
        ...(absence.at === undefined ? {} : { origin: { at: absence.at } }),
        absence,
        fields: {},
    }));
}
function draftVariable(text, entry, envFiles) {
    const { key, node } = entry;
    const name = readKey(text, entry);
    if (!name.known)
        return { origin: { at: key }, absence: name.absence, fields: {} };
    const value = readValue(text, node);
    return {
        origin: value.origin ?? { at: key },
        fields: {
            name,
            value,
            literal: known(value.known && !isLent(node)),
            fromFile: known(envFiles.has((value.origin?.at ?? key).file)),
        },
    };
}
function isLent(node) {
    return node.kind === 'scalar' && node.lent === true;
}
function readValue(name, node) {
    if (node.kind === 'scalar' && node.value === null && node.hole === undefined)
        return unknown(passedOn(name, node), node.origin);
    return readText(node);
}
function passedOn(name, node) {
    return { reason: `\`${name}\` is passed on from the environment of the deployment`, at: node.origin.at };
}

;// CONCATENATED MODULE: ./src/inputs/compose/container-image.js






function stateImage(service) {
    stateReference(service, child(service.node, 'image'));
    stateBuild(service, child(service.node, 'build'));
    stateTexts(service, { platform: 'platform', pullPolicy: 'pull_policy', runtime: 'runtime' });
    state(service, 'provider', known(''));
    state(service, 'os', readOs(service));
}
function stateReference(service, node) {
    state(service, 'image', readText(node));
    const text = node?.kind === 'scalar' && node.value !== null ? String(node.value) : '';
    const parts = text === '' ? { registry: '', repository: '', tag: '', digest: '' } : (0,image_reference_parts/* knownImageParts */.h)(text);
    const hole = holeOf(node);
    if (node !== undefined)
        service.facts.locate('imageReference', node.origin);
    if (parts === undefined || (node !== undefined && node.kind !== 'scalar')) {
        service.facts.unknown('imageReference', {
            reason: `\`${(0,parse_hole/* showHoles */.rw)(text)}\` is no image reference that the engine would take`,
            hint: 'write it as `registry/name:tag` or `registry/name@sha256:...`',
            ...(node === undefined ? {} : { at: node.origin.at }),
        });
        return;
    }
    const names = Object.keys(container/* containerElements */.R.ImageReference.fields);
    const fields = Object.fromEntries(names.map((name) => [name, readPart(parts[name])]));
    const draft = hole === undefined ? { fields } : { fields, absence: hole };
    service.facts.set('imageReference', stateFields(service, 'imageReference', names, draft), node?.origin);
}
function readPart(part) {
    return part === undefined ? undefined : known(part);
}
function stateBuild(service, build) {
    state(service, 'built', known(build !== undefined, build?.origin));
    state(service, 'buildPrivileged', readBuildRights(build));
    state(service, 'buildNetwork', readText(child(build, 'network')));
    const args = child(build, 'args');
    stateElements(service, 'buildArgs', variableDrafts(service, args), args?.origin);
}
function readBuildRights(build) {
    const privileged = readBool(child(build, 'privileged'));
    if (privileged.known && privileged.value)
        return privileged;
    const entitlements = itemsOf(child(build, 'entitlements')).map((item) => readText(item));
    const insecure = entitlements.find((item) => item.known && item.value.startsWith('security.insecure'));
    if (insecure !== undefined)
        return known(true, insecure.origin);
    const open = entitlements.find((item) => !item.known);
    return open !== undefined && !open.known ? unknown(open.absence, open.origin) : privileged;
}
const WINDOWS_ISOLATIONS = new Set(['hyperv', 'process']);
function readOs(service) {
    const platform = readText(child(service.node, 'platform'));
    const isolation = readText(child(service.node, 'isolation'));
    if (platform.known && /^windows(?:\(|\/|$)/i.test(platform.value))
        return known('windows', platform.origin);
    if (isolation.known && WINDOWS_ISOLATIONS.has(isolation.value))
        return known('windows', isolation.origin);
    return known('linux');
}

// EXTERNAL MODULE: ./src/parse/host-path.js
var host_path = __webpack_require__(3462);
;// CONCATENATED MODULE: ./src/inputs/compose/container-files.js



function draftProjectFiles(project, service) {
    return [
        ...draftFiles(child(service, 'secrets'), project.secrets, '/run/secrets/'),
        ...draftFiles(child(service, 'configs'), project.configs, '/'),
    ];
}
function draftFiles(node, declared, folder) {
    return itemsOf(node).flatMap((item) => {
        const source = readText(item.kind === 'scalar' ? item : child(item, 'source'));
        if (!source.known)
            return [];
        const file = readText(child(declared.get(source.value)?.node, 'file'));
        if (file.known && (file.value === '' || (0,host_path/* cleanHostPath */.L)(file.value).startsWith('./')))
            return [];
        const target = readText(child(item, 'target'), source.value);
        const path = file.known ? file.value : `\${...}`;
        return [
            {
                origin: { at: item.origin.at, ...(file.origin === undefined ? {} : { related: [file.origin.at] }) },
                fields: {
                    type: known('bind'),
                    source: file,
                    hostPath: mapReading(file, host_path/* cleanHostPath */.L),
                    target: mapReading(target, (text) => (text.startsWith('/') || (0,parse_hole/* hasHole */.dI)(text) ? text : `${folder}${text}`)),
                    readOnly: known(true),
                    propagation: known(''),
                    relabel: known(''),
                    options: known([]),
                    sizeBytes: known(0),
                    text: known((0,parse_hole/* showHoles */.rw)(`${path}:${target.known ? target.value : '${...}'}:ro`)),
                },
            },
        ];
    });
}

// EXTERNAL MODULE: ./src/parse/size.js
var parse_size = __webpack_require__(7595);
;// CONCATENATED MODULE: ./src/inputs/compose/container-tmpfs.js




function draftTmpfs(node) {
    const text = node.kind === 'scalar' ? String(node.value) : '';
    const hole = holeOf(node);
    const colon = text.indexOf(':');
    const target = colon === -1 ? text : text.slice(0, colon);
    const options = colon === -1 ? [] : text.slice(colon + 1).split(',');
    const fields = {
        type: known('tmpfs'),
        source: known(''),
        hostPath: known(''),
        propagation: known(''),
        relabel: known(''),
        text: known((0,parse_hole/* showHoles */.rw)(text)),
    };
    if (hole !== undefined)
        return {
            origin: node.origin,
            absence: hole,
            fields: { ...fields, ...((0,parse_hole/* hasHole */.dI)(target) ? {} : { target: known(target) }) },
        };
    return {
        origin: node.origin,
        fields: {
            ...fields,
            target: known(target),
            readOnly: known(options.findLast((option) => option === 'ro' || option === 'rw') === 'ro'),
            options: known(options),
            sizeBytes: readSize(options, node),
        },
    };
}
function readSize(options, node) {
    const size = options.findLast((option) => option.startsWith('size='))?.slice('size='.length);
    if (size === undefined)
        return known(0);
    if (size.endsWith('%'))
        return unknown({
            reason: `\`size=${size}\` is a share of the memory of the host`,
            hint: 'write a size such as `size=64m`',
            at: node.origin.at,
        });
    try {
        return known(Math.max(0, Number((0,parse_size/* parseSize */.D)(size))), node.origin);
    }
    catch (error) {
        if (!(error instanceof errors/* InputError */.dz))
            throw error;
        return unknown({ reason: error.message, at: node.origin.at });
    }
}

;// CONCATENATED MODULE: ./src/inputs/compose/container-volume.js



function draftVolume(project, node) {
    const hole = holeOf(node);
    if (hole !== undefined)
        return { origin: node.origin, absence: hole, fields: { text: known((0,parse_hole/* showHoles */.rw)(plain(node))) } };
    const source = child(node, 'source');
    const type = readText(child(node, 'type'));
    const host = readHostPath(project, node, type);
    const readOnly = readBool(child(node, 'read_only'));
    return {
        origin: node.origin,
        fields: {
            type,
            source: readText(source),
            hostPath: host,
            target: readText(child(node, 'target')),
            readOnly: readOnly.known && !readOnly.value ? readVolumeMode(project, node, readOnly) : readOnly,
            propagation: readText(child(node, 'bind', 'propagation')),
            relabel: readText(child(node, 'bind', 'selinux')),
            options: known(readTmpfsMode(child(node, 'tmpfs', 'mode'))),
            sizeBytes: readInteger(child(node, 'tmpfs', 'size')),
            text: known(writeText(node, readOnly)),
        },
    };
}
function readHostPath(project, node, type) {
    const source = readText(child(node, 'source'));
    if (!type.known)
        return source.known ? type : source;
    if (type.value === 'bind' || type.value === 'npipe')
        return mapReading(source, host_path/* cleanHostPath */.L);
    if (type.value !== 'volume')
        return known('');
    if (!source.known)
        return source;
    return source.value === '' ? known('') : readVolumeDevice(project, source.value);
}
function readVolumeDevice(project, name) {
    const declaration = project.volumes.get(name);
    if (declaration === undefined)
        return known('');
    const external = readBool(child(declaration.node, 'external'));
    if (!external.known)
        return external;
    if (external.value)
        return unknown({
            reason: `the volume \`${name}\` is declared outside this project, so what it binds is not known`,
            hint: 'declare it in this project, or look at `docker volume inspect`',
            at: declaration.key,
        }, external.origin);
    const driver = readText(child(declaration.node, 'driver'), 'local');
    if (driver.known && driver.value !== 'local' && driver.value !== '')
        return known('');
    const options = child(declaration.node, 'driver_opts');
    const device = readText(child(options, 'device'));
    const kind = readText(child(options, 'type'));
    const flags = readText(child(options, 'o'));
    if (device.known && device.value === '')
        return known('');
    for (const reading of [driver, kind, flags])
        if (!reading.known)
            return reading;
    const binds = ['none', 'bind', 'rbind'].includes(kind.known ? kind.value : '') ||
        (flags.known && flags.value.split(',').some((flag) => flag === 'bind' || flag === 'rbind'));
    if (binds)
        return mapReading(device, host_path/* cleanHostPath */.L);
    if (!device.known)
        return device;
    const isNode = (0,host_path/* cleanHostPath */.L)(device.value).startsWith('/dev/');
    return isNode ? mapReading(device, host_path/* cleanHostPath */.L) : known('');
}
function readVolumeMode(project, node, written) {
    if (plain(child(node, 'type')) !== 'volume')
        return written;
    const declaration = project.volumes.get(plain(child(node, 'source')))?.node;
    const flags = readText(child(declaration, 'driver_opts', 'o'));
    return flags.known && flags.value.split(',').includes('ro') ? known(true, flags.origin) : written;
}
function readTmpfsMode(node) {
    const mode = node?.kind === 'scalar' ? Number(node.value) : Number.NaN;
    return Number.isInteger(mode) && mode > 0 ? [`mode=${mode.toString(8)}`] : [];
}
function writeText(node, readOnly) {
    const source = plain(child(node, 'source'));
    const target = plain(child(node, 'target'));
    const options = [
        readOnly.known && readOnly.value ? 'ro' : '',
        plain(child(node, 'bind', 'selinux')),
        plain(child(node, 'bind', 'propagation')),
    ].filter((option) => option !== '');
    const parts = [source, target, [...new Set(options)].join(',')].filter((part) => part !== '');
    return (0,parse_hole/* showHoles */.rw)(parts.join(':'));
}

;// CONCATENATED MODULE: ./src/inputs/compose/container-mounts.js






function stateMounts(service) {
    const { project, node } = service;
    const own = ownMounts(project, node);
    const taken = new Set(own.map(targetOf));
    const inherited = inheritedMounts(service).filter((draft) => {
        const target = targetOf(draft);
        return target === undefined || (!taken.has(target) && taken.add(target));
    });
    const origin = child(node, 'volumes')?.origin ?? child(node, 'tmpfs')?.origin;
    stateElements(service, 'mounts', [...own, ...inherited], origin);
    stateList(service, 'volumesFrom', child(node, 'volumes_from'));
    stateFlags(service, { useApiSocket: 'use_api_socket' });
}
function ownMounts(project, node) {
    return [
        ...itemsOf(child(node, 'volumes')).map((volume) => draftVolume(project, volume)),
        ...itemsOf(child(node, 'tmpfs')).map(draftTmpfs),
        ...draftProjectFiles(project, node),
    ];
}
function inheritedMounts({ project, neighbours, node }) {
    const found = [];
    const seen = new Set([node]);
    const open = itemsOf(child(node, 'volumes_from')).map((item) => ({ item, first: item.origin }));
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
        const { item, first } = next;
        const from = readText(item);
        const source = from.known ? sourceOf(neighbours, from.value) : undefined;
        if (!from.known)
            found.push({ origin: first, absence: from.absence, fields: {} });
        else if (source === undefined)
            found.push(draftForeign(from.value, first));
        if (source === undefined || seen.has(source.node))
            continue;
        seen.add(source.node);
        const mounts = itemsOf(child(source.node, 'volumes'));
        neighbours.spendMounts(mounts.length + 1);
        for (const mount of mounts) {
            const draft = draftVolume(project, mount);
            found.push({ ...draft, origin: inheritedOrigin(first, draft.origin) });
        }
        open.push(...itemsOf(child(source.node, 'volumes_from')).map((inner) => ({ item: inner, first })));
    }
    return found;
}
function sourceOf(neighbours, text) {
    const [first = '', second = ''] = text.split(':');
    return first === 'container' ? neighbours.container(second) : neighbours.service(first);
}
function draftForeign(text, origin) {
    return {
        origin,
        absence: {
            reason: `the mounts of \`${text}\` are inherited from a container outside this project`,
            hint: 'scan it too, for example with `inspect:FILE`',
            at: origin.at,
        },
        fields: { text: known((0,parse_hole/* showHoles */.rw)(text)) },
    };
}
function inheritedOrigin(own, from) {
    return from === undefined ? own : { at: own.at, related: [...(own.related ?? []), from.at, ...(from.related ?? [])] };
}
function targetOf(draft) {
    const target = draft.fields.target;
    return target?.known ? target.value : undefined;
}

;// CONCATENATED MODULE: ./src/inputs/compose/container-namespaces.js


function stateNamespaces(service) {
    stateTexts(service, {
        pid: 'pid',
        ipc: 'ipc',
        uts: 'uts',
        usernsMode: 'userns_mode',
        cgroup: 'cgroup',
        cgroupParent: 'cgroup_parent',
        hostname: 'hostname',
    });
    state(service, 'networkMode', readNetworkMode(service));
    state(service, 'hostNetwork', sharesHost(service, 'network_mode'));
    state(service, 'hostPid', sharesHost(service, 'pid'));
    state(service, 'hostIpc', sharesHost(service, 'ipc'));
}
function readNetworkMode({ project, node }) {
    const mode = readText(child(node, 'network_mode'));
    if (!mode.known)
        return mode;
    if (mode.value === 'default')
        return known('bridge', mode.origin);
    if (mode.value !== '')
        return mode;
    const networks = realNetworks(project, node);
    const bridge = networks.find((network) => network.known && network.value === 'bridge');
    return bridge ?? networks.find((network) => !network.known) ?? known('');
}
const MAX_STEPS = 50;
function sharesHost(service, namespace) {
    const way = [];
    const seen = new Set();
    let node = service.node;
    while (!seen.has(node)) {
        seen.add(node);
        const mode = readText(child(node, namespace));
        if (!mode.known)
            return unknown(mode.absence, joinWay(way, mode.origin));
        if (mode.value === '' && namespace === 'network_mode')
            return relate(way, joinsHostNetwork(service.project, node));
        const [kind, name] = cut(mode.value);
        if (kind !== 'service' && kind !== 'container')
            return relate(way, known(mode.value === 'host', mode.origin));
        if (mode.origin !== undefined)
            way.push(mode.origin);
        const next = kind === 'service' ? service.neighbours.service(name) : service.neighbours.container(name);
        if (next === undefined || way.length > MAX_STEPS)
            return unknown(explainEnd(mode.value, way), joinWay(way));
        node = next.node;
    }
    return known(false, joinWay(way));
}
function explainEnd(mode, way) {
    const at = way.at(-1)?.at;
    const place = at === undefined ? {} : { at };
    if (way.length > MAX_STEPS)
        return { reason: `it is shared over more than ${MAX_STEPS} containers`, ...place };
    return {
        reason: `\`${mode}\` is not part of this project`,
        hint: 'scan it together with what declares it, or name a service of this project with `service:`',
        ...place,
    };
}
function relate(way, end) {
    const origin = joinWay(way, end.origin);
    return end.known ? known(end.value, origin) : unknown(end.absence, origin);
}
function joinWay(way, end) {
    const [first, ...others] = end === undefined ? way : [...way, end];
    if (first === undefined || others.length === 0)
        return first;
    return { at: first.at, related: [...(first.related ?? []), ...others.map((origin) => origin.at)] };
}
function cut(mode) {
    const colon = mode.indexOf(':');
    return colon === -1 ? [mode, ''] : [mode.slice(0, colon), mode.slice(colon + 1)];
}
function joinsHostNetwork(project, node) {
    const networks = realNetworks(project, node);
    const host = networks.find((network) => network.known && network.value === 'host');
    if (host !== undefined)
        return known(true, host.origin);
    const open = networks.find((network) => !network.known);
    return open === undefined || open.known ? known(false) : open;
}
function realNetworks(project, node) {
    return entriesOf(child(node, 'networks')).map(([key, entry]) => {
        const written = readKey(key, entry);
        return written.known ? realName(project, key) : written;
    });
}
function realName(project, key) {
    const declaration = project.networks.get(key)?.node;
    const usual = `${project.name}_${key}`;
    const name = readText(child(declaration, 'name'), usual);
    const external = readBool(child(declaration, 'external'));
    return !name.known && external.known && !external.value ? known(usual) : name;
}

;// CONCATENATED MODULE: ./src/inputs/compose/container-neighbours.js


const MAX_INHERITED_MOUNTS = 50_000;
function neighboursOf(project) {
    let index;
    let mounts = 0;
    return {
        service: (name) => project.services.get(name) ?? project.disabled.get(name),
        container(name) {
            index ??= indexContainers(project);
            return index.get(name);
        },
        spendMounts(count) {
            mounts += count;
            if (mounts > MAX_INHERITED_MOUNTS)
                throw new errors/* LimitError */.oC(`volumes_from hands on more than the limit of ${MAX_INHERITED_MOUNTS} mounts in one project`);
        },
    };
}
function indexContainers(project) {
    const index = new Map();
    for (const [service, entry] of [...project.disabled, ...project.services]) {
        const given = readText(child(entry.node, 'container_name'));
        if (given.known)
            index.set(given.value === '' ? `${project.name}-${service}-1` : given.value, entry);
    }
    return index;
}

// EXTERNAL MODULE: ./src/parse/host-address.js
var host_address = __webpack_require__(5753);
;// CONCATENATED MODULE: ./src/inputs/compose/container-network.js




function stateNetwork(service) {
    stateNetworks(service);
    statePorts(service);
    state(service, 'publishAll', known(false));
    stateList(service, 'expose', child(service.node, 'expose'));
    stateList(service, 'extraHosts', child(service.node, 'extra_hosts'), (text) => text.replace('=', ':'));
    stateList(service, 'dns', child(service.node, 'dns'));
    stateLinks(service);
}
function stateNetworks(service) {
    const node = child(service.node, 'networks');
    const mode = readText(child(service.node, 'network_mode'));
    const isWritten = node?.origin.at !== service.node.origin.at;
    const named = mode.known && isNetworkName(mode.value) ? [container_network_draftForeign(mode.value, mode.origin)] : [];
    stateElements(service, 'networks', [...named, ...entriesOf(node).map((entry) => draftNetwork(service, entry, isWritten))], isWritten ? node?.origin : undefined);
}
function isNetworkName(mode) {
    return mode !== '' && !mode.includes(':') && !['host', 'none', 'bridge', 'default', 'disabled', 'nat'].includes(mode);
}
function container_network_draftForeign(name, origin) {
    return {
        ...(origin === undefined ? {} : { origin }),
        fields: { name: known(name), external: known(true, origin) },
        absence: {
            reason: `the network \`${name}\` is declared outside this project`,
            ...(origin === undefined ? {} : { at: origin.at }),
        },
    };
}
function draftNetwork({ project }, [name, entry], isWritten) {
    const place = isWritten ? { origin: { at: entry.key } } : {};
    const written = readKey(name, entry);
    if (!written.known)
        return { ...place, absence: written.absence, fields: {} };
    const declaration = project.networks.get(name)?.node;
    const external = readBool(child(declaration, 'external'));
    if (external.known && external.value)
        return { ...container_network_draftForeign(name, external.origin), ...place };
    const internal = readBool(child(declaration, 'internal'));
    const driver = readText(child(declaration, 'driver'));
    return { ...place, fields: { name: written, external, internal, driver } };
}
function statePorts(service) {
    const node = child(service.node, 'ports');
    stateElements(service, 'ports', itemsOf(node).map(draftPort), node?.origin);
}
function draftPort(node) {
    const hole = holeOf(node);
    if (hole !== undefined)
        return { origin: node.origin, absence: hole, fields: { text: known((0,parse_hole/* showHoles */.rw)(plain(node))) } };
    const published = child(node, 'published');
    const [low, high] = readRange(published);
    return {
        origin: node.origin,
        fields: {
            target: readInteger(child(node, 'target')),
            hostPort: low,
            hostPortEnd: high,
            hostIp: mapReading(readText(child(node, 'host_ip')), host_address/* hostAddress */.R),
            protocol: mapReading(readText(child(node, 'protocol'), 'tcp'), (protocol) => protocol.toLowerCase()),
            text: known(writePort(node)),
        },
    };
}
function readRange(node) {
    if (node === undefined)
        return [known(0), known(0)];
    const hole = holeOf(node);
    if (hole !== undefined)
        return [unknown(hole, node.origin), unknown(hole, node.origin)];
    const [low = '', high = low] = plain(node).split('-', 2);
    if (/^\d*$/.test(low) && /^\d*$/.test(high))
        return [known(Number(low), node.origin), known(Number(high), node.origin)];
    const absence = { reason: `\`${plain(node)}\` is no port`, at: node.origin.at };
    return [unknown(absence, node.origin), unknown(absence, node.origin)];
}
function writePort(node) {
    const [hostIp = '', published = '', target = '', protocol = ''] = ['host_ip', 'published', 'target', 'protocol'].map((key) => plain(child(node, key)));
    const isOneVariable = hostIp === parse_hole/* HOLE */.vs && (0,parse_hole/* hasHole */.dI)(published);
    const address = hostIp.includes(':') && !hostIp.startsWith('[') ? `[${hostIp}]` : hostIp;
    const host = hostIp !== '' && !isOneVariable ? `${address}:${published}:` : published !== '' ? `${published}:` : '';
    return (0,parse_hole/* showHoles */.rw)(`${host}${target}${protocol === '' || protocol === 'tcp' ? '' : `/${protocol}`}`);
}
function stateLinks(service) {
    const own = child(service.node, 'links');
    const external = child(service.node, 'external_links');
    const origin = own?.origin ?? external?.origin;
    if (origin === undefined || external === undefined)
        return void stateList(service, 'links', own);
    stateList(service, 'links', { kind: 'list', origin, items: [...itemsOf(own), ...itemsOf(external)] });
}

;// CONCATENATED MODULE: ./src/inputs/compose/container-resources.js


function stateResources(service) {
    const { node } = service;
    const limits = child(node, 'deploy', 'resources', 'limits');
    const reservations = child(node, 'deploy', 'resources', 'reservations');
    const positive = (number) => Math.max(0, number);
    const bytes = (...places) => mapReading(readInteger(pick(places)), positive);
    state(service, 'memoryBytes', bytes(child(node, 'mem_limit'), child(limits, 'memory')));
    state(service, 'memoryReservationBytes', bytes(child(node, 'mem_reservation'), child(reservations, 'memory')));
    state(service, 'memorySwapBytes', readInteger(child(node, 'memswap_limit')));
    state(service, 'cpus', readCpus(node, limits));
    state(service, 'cpuReservation', mapReading(readNumber(child(reservations, 'cpus')), positive));
    state(service, 'cpuShares', mapReading(readInteger(child(node, 'cpu_shares')), positive));
    state(service, 'pidsLimit', mapReading(readInteger(pick([child(node, 'pids_limit'), child(limits, 'pids')])), positive));
    state(service, 'shmSizeBytes', bytes(child(node, 'shm_size')));
    state(service, 'oomKillDisable', readBool(child(node, 'oom_kill_disable')));
    state(service, 'oomScoreAdj', readInteger(child(node, 'oom_score_adj')));
    stateTexts(service, { cpuset: 'cpuset' });
    const ulimits = child(node, 'ulimits');
    stateElements(service, 'ulimits', entriesOf(ulimits).map(draftUlimit), ulimits?.origin);
}
function pick(places) {
    const written = places.filter((place) => place !== undefined);
    return written.find((place) => holeOf(place) === undefined) ?? written[0];
}
const DEFAULT_CPU_PERIOD = 100_000;
function readCpus(node, limits) {
    const direct = readNumber(pick([child(node, 'cpus'), child(limits, 'cpus')]));
    if (!direct.known || direct.value > 0)
        return direct;
    const quota = readNumber(child(node, 'cpu_quota'));
    if (!quota.known)
        return quota;
    if (quota.value <= 0)
        return known(0, direct.origin ?? quota.origin);
    const period = readNumber(child(node, 'cpu_period'));
    if (!period.known)
        return period;
    return known(quota.value / (period.value > 0 ? period.value : DEFAULT_CPU_PERIOD), quota.origin);
}
function draftUlimit([name, { key, node }]) {
    const both = node.kind === 'map' ? undefined : readInteger(node);
    return {
        origin: { at: key },
        fields: {
            name: known(name),
            soft: both ?? readInteger(child(node, 'soft')),
            hard: both ?? readInteger(child(node, 'hard')),
        },
    };
}
function stateSysctls(service) {
    const sysctls = child(service.node, 'sysctls');
    const drafts = entriesOf(sysctls).map(([name, entry]) => ({
        origin: { at: entry.key },
        fields: { name: readKey(name, entry), value: readText(entry.node) },
    }));
    stateElements(service, 'sysctls', drafts, sysctls?.origin);
}

// EXTERNAL MODULE: ./src/parse/security-option.js
var security_option = __webpack_require__(5036);
;// CONCATENATED MODULE: ./src/inputs/compose/container-security.js






function stateSecurity(service) {
    const list = child(service.node, 'security_opt');
    const written = itemsOf(list).map(readOption);
    stateElements(service, 'securityOptions', written.map(({ option, node, hole }) => ({
        origin: node.origin,
        fields: {
            ...((0,parse_hole/* hasHole */.dI)(option.name) ? {} : { name: known(option.name) }),
            ...((0,parse_hole/* hasHole */.dI)(option.value) || (0,parse_hole/* hasHole */.dI)(option.name) ? {} : { value: known(option.value) }),
        },
        ...(hole === undefined ? {} : { absence: hole }),
    })), list?.origin);
    const settings = (0,security_option/* foldSecurityOptions */.S)(written.map(({ option }) => option));
    const seccomp = decide(written, ['seccomp'], settings.seccomp);
    state(service, 'noNewPrivileges', decide(written, ['no-new-privileges'], settings.noNewPrivileges));
    state(service, 'apparmor', decide(written, ['apparmor'], settings.apparmor));
    state(service, 'seccomp', nameProfile(seccomp));
    state(service, 'seccompDefaultAction', readDefaultAction(service, seccomp));
    state(service, 'selinux', decideLabels(written, settings.selinux));
    state(service, 'maskedPaths', decide(written, ['systempaths', 'unmask'], settings.maskedPaths));
    state(service, 'writableCgroups', decide(written, ['writable-cgroups'], settings.writableCgroups));
}
function readOption(node) {
    const option = (0,security_option/* parseSecurityOption */.v)(node.kind === 'scalar' ? String(node.value) : '');
    const hole = holeOf(node);
    return hole === undefined ? { option, node } : { option, node, hole };
}
function decide(written, names, value) {
    const last = written.findLast(({ option }) => (0,parse_hole/* hasHole */.dI)(option.name) || names.includes(option.name));
    if (last === undefined)
        return known(value);
    const open = (0,parse_hole/* hasHole */.dI)(last.option.name) || (0,parse_hole/* hasHole */.dI)(last.option.value);
    return open && last.hole !== undefined ? unknown(last.hole, last.node.origin) : known(value, last.node.origin);
}
function decideLabels(written, value) {
    const labels = written.filter(({ option }) => option.name === 'label' || (0,parse_hole/* hasHole */.dI)(option.name));
    const origin = labels.at(-1)?.node.origin;
    if (value === 'disabled')
        return known(value, origin);
    const open = labels.find(({ hole }) => hole !== undefined);
    return open?.hole === undefined ? known(value, origin) : unknown(open.hole, open.node.origin);
}
function nameProfile(seccomp) {
    if (!seccomp.known || ['', 'unconfined', 'builtin'].includes(seccomp.value))
        return seccomp;
    return known('custom', seccomp.origin);
}
function readDefaultAction(service, seccomp) {
    const profile = nameProfile(seccomp);
    if (!seccomp.known || !profile.known)
        return seccomp;
    if (profile.value !== 'custom')
        return known('');
    const at = seccomp.origin?.at ?? service.declared;
    const path = (0,external_node_path_.resolve)(service.project.directory, seccomp.value);
    if (!isOurs(service, path, seccomp.value))
        return unknown({ reason: `the seccomp profile ${seccomp.value} lies outside the scanned tree`, at });
    try {
        const action = parseDefaultAction(service.files.read(path));
        if (action !== undefined)
            return known(action, seccomp.origin);
        return unknown({
            reason: `${service.files.label(path)} has no \`defaultAction\``,
            hint: 'give a seccomp profile in JSON',
            at,
        });
    }
    catch (error) {
        if (!(error instanceof errors/* InputError */.dz))
            throw error;
        return unknown({ reason: `the seccomp profile cannot be read: ${error.message}`, at });
    }
}
function isOurs(service, path, written) {
    if (written.startsWith('~'))
        return false;
    return path.startsWith(service.project.directory + external_node_path_.sep) || !(0,external_node_path_.isAbsolute)(service.files.label(path));
}
function parseDefaultAction(text) {
    try {
        const profile = JSON.parse(text);
        if (typeof profile !== 'object' || profile === null || !('defaultAction' in profile))
            return undefined;
        return typeof profile.defaultAction === 'string' ? profile.defaultAction : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/inputs/compose/container-start.js




function stateStart(service) {
    const { node } = service;
    stateRestart(service);
    stateHealth(service, child(node, 'healthcheck'));
    stateCommand(service);
    state(service, 'autoRemove', known(false));
    state(service, 'replicas', readReplicas(node));
    stateFlags(service, { init: 'init' });
    stateTexts(service, { stopSignal: 'stop_signal', workingDir: 'working_dir' });
    state(service, 'logDriver', readText(child(node, 'logging', 'driver')));
    stateMap(service, 'logOptions', child(node, 'logging', 'options'));
    stateMap(service, 'labels', child(node, 'labels'));
}
const RESTART_WORDS = new Map([
    ['', 'no'],
    ['none', 'no'],
    ['false', 'no'],
    ['any', 'always'],
]);
function stateRestart(service) {
    const policy = child(service.node, 'deploy', 'restart_policy');
    const name = (word) => RESTART_WORDS.get(word) ?? word;
    if (policy !== undefined) {
        const condition = readText(child(policy, 'condition'), 'any');
        state(service, 'restart', locateDefault(mapReading(condition, name), policy));
        state(service, 'restartMaxRetries', readInteger(child(policy, 'max_attempts')));
        return;
    }
    const text = readText(child(service.node, 'restart'));
    state(service, 'restart', mapReading(text, (value) => name(value.split(':', 1)[0] ?? '')));
    state(service, 'restartMaxRetries', mapReading(text, (value) => (/^[^:]*:\d+$/.test(value) ? Number(value.split(':')[1]) : 0)));
}
function locateDefault(reading, node) {
    return reading.known ? known(reading.value, reading.origin ?? node.origin) : reading;
}
function stateHealth(service, node) {
    const health = readHealth(service, node);
    state(service, 'healthcheck', health.state);
    state(service, 'healthcheckTest', health.test);
}
function readHealth(service, node) {
    const disable = readBool(child(node, 'disable'));
    if (!disable.known)
        return { state: disable, test: disable };
    if (disable.value)
        return { state: known('disabled', disable.origin), test: known([]) };
    const written = child(node, 'test');
    const test = stateWords(service, 'healthcheckTest', written);
    if (!test.known)
        return { state: test, test };
    const open = itemsOf(written).find((item) => plain(item) === parse_hole/* HOLE */.vs);
    const hole = holeOf(open);
    if (hole !== undefined && isNone(test.value.map((word) => word ?? 'NONE'))) {
        const either = unknown(hole, open?.origin);
        return { state: either, test: either };
    }
    if (isNone(test.value))
        return { state: known('disabled', test.origin), test: known([]) };
    if (test.value.length > 0)
        return { state: known('defined', test.origin), test };
    const absent = unknown(decidedByImage(service, 'give `healthcheck:` a `test`, or scan the image'));
    return { state: absent, test: absent };
}
function isNone(words) {
    return words[0] === 'NONE' || (words[0] === 'CMD-SHELL' && words.length === 2 && words[1] === 'NONE');
}
function stateCommand(service) {
    const entrypoint = child(service.node, 'entrypoint');
    state(service, 'entrypoint', entrypoint === undefined ? keptFromImage(service, 'entrypoint') : stateWords(service, 'entrypoint', entrypoint));
    state(service, 'command', readCommand(service, entrypoint));
}
function readCommand(service, entrypoint) {
    const command = child(service.node, 'command');
    if (command !== undefined)
        return stateWords(service, 'command', command);
    const before = readWords(entrypoint);
    if (!before.known)
        return before;
    return before.value.length > 0 ? known([]) : keptFromImage(service, 'command');
}
function keptFromImage(service, key) {
    return unknown(decidedByImage(service, `give \`${key}:\`, or scan the image`));
}
function readReplicas(node) {
    const scale = readInteger(child(node, 'scale'), 1);
    const replicas = child(node, 'deploy', 'replicas');
    return replicas === undefined ? scale : readInteger(replicas);
}
function stateMap(service, field, node) {
    const map = Object.create(null);
    const values = entriesOf(node).map(([text, entry]) => {
        const key = readKey(text, entry);
        return [text, key.known ? readText(entry.node) : key];
    });
    for (const [key, value] of values)
        if (value.known)
            map[key] = value.value;
    const open = values.map(([, value]) => value).find((value) => !value.known);
    state(service, field, open ?? known(map, node?.origin));
}

;// CONCATENATED MODULE: ./src/inputs/compose/container-swarm.js


const DEPLOY_KEYS = ['endpoint_mode', 'placement', 'rollback_config', 'update_config'];
function stateSwarmKeys(service) {
    const found = [
        ...deployKeys(service.node),
        ...externalKeys(service, 'secrets'),
        ...externalKeys(service, 'configs'),
        ...overlays(service),
    ];
    const keys = found.map(({ key }) => key);
    const first = found[0];
    state(service, 'swarmKeys', first === undefined ? { known: true, value: [] } : { known: true, value: keys, origin: first.node.origin });
    for (const [index, { node }] of found.entries())
        service.facts.locate(`swarmKeys[${index}]`, node.origin);
}
function deployKeys(service) {
    const mode = child(service, 'deploy', 'mode');
    const word = readText(mode, 'replicated');
    const other = mode !== undefined && word.known && word.value !== 'replicated' ? [{ key: 'deploy.mode', node: mode }] : [];
    const rest = DEPLOY_KEYS.flatMap((name) => {
        const node = child(service, 'deploy', name);
        return node === undefined ? [] : [{ key: `deploy.${name}`, node }];
    });
    return [...other, ...rest];
}
function externalKeys({ node, project }, section) {
    return itemsOf(child(node, section)).flatMap((item) => {
        const source = readText(item.kind === 'scalar' ? item : child(item, 'source'));
        if (!source.known)
            return [];
        const external = child(project[section].get(source.value)?.node, 'external');
        const reading = readBool(external);
        return external !== undefined && reading.known && reading.value
            ? [{ key: `${section}.${source.value}.external`, node: external }]
            : [];
    });
}
function overlays({ node, project }) {
    return entriesOf(child(node, 'networks')).flatMap(([name]) => {
        const driver = child(project.networks.get(name)?.node, 'driver');
        const word = readText(driver);
        return driver !== undefined && word.known && word.value === 'overlay'
            ? [{ key: `networks.${name}.driver`, node: driver }]
            : [];
    });
}

;// CONCATENATED MODULE: ./src/inputs/compose/container.js
















function readContainers(project, files) {
    const neighbours = neighboursOf(project);
    return [...project.services]
        .filter(([, service]) => child(service.node, 'provider') === undefined)
        .map(([name, service]) => readContainer(name, service, { project, neighbours, files }));
}
function readContainer(name, entry, shared) {
    const facts = (0,subject_builder/* subjectBuilder */.s)('container', name, name, entry.key);
    const node = entry.node.kind === 'map' ? entry.node : { kind: 'map', entries: new Map(), origin: entry.node.origin };
    const service = { ...shared, name, node, declared: entry.key, facts };
    state(service, 'kind', known('compose'));
    state(service, 'name', known(name, { at: entry.key }));
    stateImage(service);
    stateRights(service);
    stateSecurity(service);
    stateNamespaces(service);
    stateNetwork(service);
    stateMounts(service);
    stateDevices(service);
    stateEnvironment(service);
    stateResources(service);
    stateSysctls(service);
    stateStart(service);
    stateHooks(service);
    stateSwarmKeys(service);
    return facts.build();
}

// EXTERNAL MODULE: ./src/inputs/compose/discover.js
var discover = __webpack_require__(7196);
// EXTERNAL MODULE: ./src/inputs/compose/group.js
var group = __webpack_require__(5976);
// EXTERNAL MODULE: ./src/inputs/compose/load.js + 47 modules
var load = __webpack_require__(6252);
;// CONCATENATED MODULE: ./src/inputs/compose/input.js








const composeInput = { read: readCompose };
async function readCompose(text, context) {
    const files = (0,group/* expandTarget */.mW)(text, context.files);
    const [first] = files;
    if (first === undefined)
        throw new errors/* InputError */.dz('no compose file is named; write compose:FILE');
    if (files.length > 1)
        return factsOf(input_load(files, context), files, context);
    refuseDirectory(first, context);
    return readAlone(first, context);
}
function readAlone(file, context) {
    const label = context.files.label(file);
    const seen = context.files.texts.has(label);
    try {
        return factsOf(input_load([file], context), [file], context);
    }
    catch (error) {
        if (!(error instanceof errors/* InputError */.dz) || error instanceof errors/* LimitError */.oC)
            throw error;
        if (seen)
            return coveredFacts(label);
        const base = (0,group/* defaultAround */.tP)(file, context.files);
        const project = base === undefined ? undefined : tryLoad([base, file], context);
        if (base === undefined || project === undefined)
            throw error;
        const facts = factsOf(project, [file], context);
        const message = `${label} is incomplete by itself, so it was read on top of ${context.files.label(base)}`;
        return { ...facts, notices: [{ message }, ...facts.notices] };
    }
}
function refuseDirectory(path, context) {
    if (!(0,external_node_fs_.statSync)((0,external_node_path_.resolve)(context.cwd, path), { throwIfNoEntry: false })?.isDirectory())
        return;
    throw new errors/* InputError */.dz(`no compose file in ${context.files.label(path)}; looked for ${discover/* BASE_NAMES */.th.join(', ')}`);
}
function tryLoad(files, context) {
    try {
        return input_load(files, context);
    }
    catch (error) {
        if (error instanceof errors/* InputError */.dz)
            return undefined;
        throw error;
    }
}
function input_load(files, context) {
    const paths = files.map((file) => (0,external_node_path_.resolve)(context.cwd, file));
    const [first = context.cwd] = paths;
    return (0,load/* loadProject */.g)({
        cwd: (0,external_node_path_.dirname)(first),
        files: paths,
        envFiles: context.envFiles.map((file) => (0,external_node_path_.resolve)(context.cwd, file)),
        profiles: context.composeProfiles.length > 0 ? context.composeProfiles : ['*'],
        services: [],
        environment: context.environment,
        mode: 'scan',
        reader: context.files,
    });
}
function factsOf(project, files, context) {
    const labels = files.map((file) => context.files.label(file));
    const [file = ''] = labels;
    return {
        id: `compose:${file}`,
        kind: 'compose',
        name: labels.join(', '),
        file,
        subjects: readContainers(project, context.files),
        errors: project.unread.map(describeUnread),
        notices: [...project.notices, ...providerNotices(project)],
    };
}
function coveredFacts(label) {
    const message = `${label} is incomplete by itself; it was read as a part of another target of this scan`;
    return {
        id: `compose:${label}`,
        kind: 'compose',
        name: label,
        file: label,
        subjects: [],
        errors: [],
        notices: [{ message }],
    };
}
function describeUnread({ reason, hint, at }) {
    const message = hint === undefined ? reason : `${reason}; ${hint}`;
    return at === undefined ? { message } : { message, location: at };
}
function providerNotices(project) {
    return [...project.services].flatMap(([name, { key, node }]) => child(node, 'provider') === undefined
        ? []
        : [{ message: `${name} is run by a provider, not as a container, and was not judged`, location: key }]);
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


/***/ })

};
