export const id = 591;
export const ids = [591];
export const modules = {

/***/ 4591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runConfig: () => (/* binding */ runConfig)
});

// EXTERNAL MODULE: ../node_modules/yaml/dist/index.js
var dist = __webpack_require__(6637);
// EXTERNAL MODULE: ./src/inputs/compose/load.js + 47 modules
var load = __webpack_require__(6252);
;// CONCATENATED MODULE: ./src/inputs/compose/render.js
const SECTIONS = ['services', 'networks', 'volumes', 'secrets', 'configs'];
function toPlain(project) {
    const plain = emptyRecord();
    plain.name = project.name;
    for (const section of SECTIONS) {
        const entries = project[section];
        if (entries.size > 0 || section === 'services')
            plain[section] = plainEntries(entries, section === 'services');
    }
    for (const [key, entry] of project.rest)
        plain[key] = plainNode(entry.node);
    return plain;
}
function plainEntries(entries, services = false) {
    const record = emptyRecord();
    for (const [key, entry] of [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
        record[key] = services ? plainService(entry) : plainNode(entry.node);
    return record;
}
function plainService({ key, node }) {
    if (node.kind !== 'map')
        return plainNode(node);
    const nothing = { key, node: { kind: 'scalar', value: null, origin: node.origin } };
    return plainEntries(new Map([['command', nothing], ['entrypoint', nothing], ...node.entries]));
}
function plainNode(node) {
    if (node.kind === 'scalar')
        return node.value;
    return node.kind === 'list' ? node.items.map(plainNode) : plainEntries(node.entries);
}
function emptyRecord() {
    return Object.create(null);
}
function listOrigins(project) {
    const rows = [];
    for (const section of SECTIONS)
        for (const [key, entry] of project[section])
            collect(entry.node, `${section}.${key}`, rows);
    for (const [key, entry] of project.rest)
        collect(entry.node, key, rows);
    return rows.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
function collect(node, path, rows) {
    if (node.kind === 'list') {
        for (const [index, item] of node.items.entries())
            collect(item, `${path}[${index}]`, rows);
        return;
    }
    if (node.kind === 'map') {
        for (const [key, entry] of node.entries)
            collect(entry.node, `${path}.${key}`, rows);
        return;
    }
    const { at, related = [] } = node.origin;
    rows.push({ path, value: node.value, file: at.file, line: at.startLine, column: at.startColumn, related });
}

// EXTERNAL MODULE: ./src/inputs/files.js
var files = __webpack_require__(371);
// EXTERNAL MODULE: ./src/model/errors.js
var errors = __webpack_require__(6351);
// EXTERNAL MODULE: ./src/cli/table.js
var table = __webpack_require__(2517);
;// CONCATENATED MODULE: ./src/cli/config-command.js






async function runConfig(services, flags, shell) {
    const line = services[0];
    if (line?.startsWith('run:'))
        return printRequest(line.slice('run:'.length), services.length, flags, shell);
    const project = (0,load/* loadProject */.g)({
        cwd: shell.cwd,
        files: flags.file ?? [],
        envFiles: flags.envFile ?? [],
        profiles: flags.composeProfile ?? [],
        services,
        environment: shell.environment,
        mode: 'config',
        reader: (0,files/* sourceFiles */.l)(shell.cwd),
        ...(shell.environment.HOME === undefined ? {} : { home: shell.environment.HOME }),
        ...(flags.projectName === undefined ? {} : { projectName: flags.projectName }),
        ...(flags.projectDirectory === undefined ? {} : { projectDirectory: flags.projectDirectory }),
    });
    for (const { message, location } of project.notices) {
        shell.err(`seaworthy: ${location === undefined ? '' : `${location.file}:${location.startLine}: `}${message}\n`);
    }
    if (flags.origins !== true) {
        printValue(toPlain(project), flags.format, shell);
        return 0;
    }
    const rows = listOrigins(project);
    if (flags.format !== 'text')
        printValue(rows, flags.format, shell);
    else
        shell.out((0,table/* alignColumns */.R)(rows.map((row) => [row.path, JSON.stringify(row.value), `${row.file}:${row.line}:${row.column}`])));
    return 0;
}
async function printRequest(line, words, flags, shell) {
    if (words > 1)
        throw new errors/* UsageError */.eb(`quote the whole command line as one word: run:'docker run ...'`);
    if (flags.origins === true)
        throw new errors/* UsageError */.eb(`--origins is about compose files; for a run line use seaworthy facts run:'...'`);
    const { describeRequest } = await Promise.all(/* import() */[__webpack_require__.e(807), __webpack_require__.e(648)]).then(__webpack_require__.bind(__webpack_require__, 7648));
    printValue(await describeRequest(line, { cwd: shell.cwd, environment: shell.environment, files: (0,files/* sourceFiles */.l)(shell.cwd) }), flags.format, shell);
    return 0;
}
function printValue(value, format, shell) {
    shell.out(format === 'json'
        ? `${JSON.stringify(value, null, 2)}\n`
        : (0,dist/* stringify */.As)(value, { lineWidth: 0, aliasDuplicateObjects: false }));
}


/***/ }),

/***/ 2517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ alignColumns)
/* harmony export */ });
function alignColumns(rows) {
    const columns = Math.max(0, ...rows.map((row) => row.length - 1));
    const widths = Array.from({ length: columns }, (_, index) => rows.reduce((widest, row) => (index < row.length - 1 ? Math.max(widest, row[index]?.length ?? 0) : widest), 0));
    return rows.map((row) => `${alignRow(row, widths).trimEnd()}\n`).join('');
}
function alignRow(row, widths) {
    return row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join('  ');
}


/***/ })

};
