export const id = 200;
export const ids = [200];
export const modules = {

/***/ 9200:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runFrameworks: () => (/* binding */ runFrameworks),
/* harmony export */   runRules: () => (/* binding */ runRules)
/* harmony export */ });
/* harmony import */ var _package_info_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2154);
/* harmony import */ var _policies_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1938);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2517);



async function runRules(flags, shell) {
    const { rules } = await load(flags, shell);
    if (flags.format === 'json') {
        const plain = rules.map(({ examples: _examples, ...rule }) => rule);
        shell.out(`${JSON.stringify({ rules: plain }, null, 2)}\n`);
    }
    else
        shell.out((0,_table_js__WEBPACK_IMPORTED_MODULE_2__/* .alignColumns */ .R)(rules.map((rule) => [rule.id, rule.severity, rule.title])));
    return 0;
}
async function runFrameworks(id, flags, shell) {
    const policies = await load(flags, shell);
    const chosen = id === undefined ? policies.frameworks : [(0,_policies_js__WEBPACK_IMPORTED_MODULE_1__/* .findFramework */ .yF)(id, policies)];
    if (flags.format === 'json')
        shell.out(`${JSON.stringify(id === undefined ? { frameworks: chosen } : chosen[0], null, 2)}\n`);
    else if (id !== undefined)
        shell.out(chosen.map(describe).join(''));
    else
        shell.out((0,_table_js__WEBPACK_IMPORTED_MODULE_2__/* .alignColumns */ .R)(chosen.map((framework) => [framework.id, `${framework.controls.length} controls`, framework.title])));
    return 0;
}
function describe(framework) {
    const rows = framework.controls.map((control) => [
        control.id,
        control.level === undefined ? '' : `level ${control.level}`,
        control.assessment ?? '',
        control.title,
        control.rules.length === 0 ? `manual: ${control.manual ?? ''}` : control.rules.join(', '),
    ]);
    return `${framework.title} ${framework.version}\n${(0,_table_js__WEBPACK_IMPORTED_MODULE_2__/* .alignColumns */ .R)(rows)}`;
}
function load(flags, shell) {
    return (0,_policies_js__WEBPACK_IMPORTED_MODULE_1__/* .loadPolicies */ .hd)({ ruleFolders: flags.rules ?? [] }, { cwd: shell.cwd, root: _package_info_js__WEBPACK_IMPORTED_MODULE_0__/* .packageRoot */ .Z });
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
