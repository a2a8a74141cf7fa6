export const id = 2;
export const ids = [2];
export const modules = {

/***/ 8002:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runFacts: () => (/* binding */ runFacts)
/* harmony export */ });
/* harmony import */ var _inputs_files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(371);
/* harmony import */ var _model_subjects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6305);
/* harmony import */ var _package_info_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2154);
/* harmony import */ var _reports_visible_text_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7788);
/* harmony import */ var _scan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1099);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8404);
/* harmony import */ var _flags_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4403);
/* harmony import */ var _shell_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2223);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2517);









async function runFacts(words, flags, shell) {
    const settings = await (0,_flags_js__WEBPACK_IMPORTED_MODULE_5__/* .settle */ .G)(words, flags, shell);
    const files = (0,_inputs_files_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceFiles */ .l)(shell.cwd);
    const targets = (0,_target_js__WEBPACK_IMPORTED_MODULE_4__/* .resolveTargets */ .h)(settings.targets, { cwd: shell.cwd, exclude: settings.exclude, files });
    const log = (0,_shell_js__WEBPACK_IMPORTED_MODULE_6__/* .shellLogger */ .R)(shell);
    const { cwd, environment, today } = shell;
    const facts = await (0,_scan_js__WEBPACK_IMPORTED_MODULE_3__/* .readTargets */ .R)(targets, settings, { cwd, environment, today, root: _package_info_js__WEBPACK_IMPORTED_MODULE_2__/* .packageRoot */ .Z, tool: (0,_package_info_js__WEBPACK_IMPORTED_MODULE_2__/* .readTool */ .X)(), log }, files);
    log.clear();
    shell.out(flags.format === 'json'
        ? `${JSON.stringify({ targets: facts.map(plainTarget) }, null, 2)}\n`
        : facts.map(describe).join('\n'));
    return facts.some((target) => target.errors.length > 0) ? 2 : 0;
}
function plainTarget(target) {
    return {
        ...target,
        subjects: target.subjects.map(({ kind, id, name, declared, facts, origins, absences }) => ({
            kind,
            id,
            name,
            declared,
            facts,
            origins,
            unknown: absences,
        })),
    };
}
function describe(target) {
    const errors = target.errors.map(({ message, location }) => `  error: ${location === undefined ? '' : `${location.file}:${location.startLine}: `}${message}\n`);
    return `${(0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_7__/* .visible */ .RK)(target.id)}\n${errors.join('')}${target.subjects.map(describeSubject).join('')}`;
}
function describeSubject(subject) {
    const rows = Object.keys(_model_subjects_js__WEBPACK_IMPORTED_MODULE_1__/* .subjects */ .y[subject.kind].fields).flatMap((field) => describeField(subject, field));
    return `  ${subject.kind} ${(0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_7__/* .visible */ .RK)(subject.name)}  ${subject.declared.file}:${subject.declared.startLine}\n${(0,_table_js__WEBPACK_IMPORTED_MODULE_8__/* .alignColumns */ .R)(rows.map((row) => ['   ', ...row]))}`;
}
function describeField(subject, field) {
    const value = subject.facts[field];
    if (value === undefined)
        return [[field, '?', `unknown: ${(0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_7__/* .visible */ .RK)(subject.absences[field]?.reason ?? 'not stated by this input')}`]];
    const rows = [[field, show(value), place(subject, field)]];
    if (!Array.isArray(value) || value.length === 0)
        return rows;
    return [
        [field, `${value.length}`, place(subject, field)],
        ...value.map((item, index) => describeElement(subject, `${field}[${index}]`, item)),
    ];
}
function describeElement(subject, path, item) {
    const unknown = Object.entries(subject.absences)
        .filter(([absent]) => absent === path || absent.startsWith(`${path}.`))
        .map(([absent, { reason }]) => `${absent.slice(path.length + 1) || 'all of it'} unknown: ${(0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_7__/* .visible */ .RK)(reason)}`);
    return [`  ${path}`, item === undefined ? '?' : show(item), [place(subject, path), ...unknown].join('; ')];
}
function show(value) {
    return (0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_7__/* .visible */ .RK)(JSON.stringify(value));
}
function place(subject, path) {
    const origin = subject.origins[path];
    return origin === undefined
        ? 'default'
        : `${(0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_7__/* .visible */ .RK)(origin.at.file)}:${origin.at.startLine}:${origin.at.startColumn}`;
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
