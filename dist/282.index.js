export const id = 282;
export const ids = [282];
export const modules = {

/***/ 9282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runExplain: () => (/* binding */ runExplain)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6351);
/* harmony import */ var _package_info_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2154);
/* harmony import */ var _parse_nearest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1002);
/* harmony import */ var _policies_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1938);
/* harmony import */ var _reports_text_secret_lines_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9470);
/* harmony import */ var _reports_visible_text_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7788);
/* harmony import */ var _scan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1099);
/* harmony import */ var _flags_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4403);
/* harmony import */ var _shell_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2223);









async function runExplain(name, words, flags, shell) {
    const settings = await (0,_flags_js__WEBPACK_IMPORTED_MODULE_4__/* .settle */ .G)(words, flags, shell);
    const policies = await (0,_policies_js__WEBPACK_IMPORTED_MODULE_2__/* .loadPolicies */ .hd)(settings, { cwd: shell.cwd, root: _package_info_js__WEBPACK_IMPORTED_MODULE_1__/* .packageRoot */ .Z });
    const subjects = find(name, policies.rules, policies.frameworks);
    shell.out(describe(subjects));
    if (words.length === 0)
        return 0;
    const { cwd, environment, today } = shell;
    const run = await (0,_scan_js__WEBPACK_IMPORTED_MODULE_3__/* .scan */ .S)(settings, {
        cwd,
        environment,
        today,
        root: _package_info_js__WEBPACK_IMPORTED_MODULE_1__/* .packageRoot */ .Z,
        tool: (0,_package_info_js__WEBPACK_IMPORTED_MODULE_1__/* .readTool */ .X)(),
        log: (0,_shell_js__WEBPACK_IMPORTED_MODULE_5__/* .shellLogger */ .R)(shell),
    });
    const ids = new Set(subjects.rules.map((rule) => rule.id));
    const verdicts = run.verdicts.filter((verdict) => ids.has(verdict.rule));
    shell.out(verdicts.length === 0
        ? '\nno verdict: nothing in these targets is of the kind it judges\n'
        : `\n${verdicts.map((verdict) => trace(verdict, run)).join('')}`);
    for (const error of run.targets.flatMap((target) => target.errors))
        shell.err(`seaworthy: ${error.message}\n`);
    return run.summary.errors > 0 ? 2 : 0;
}
function find(name, rules, frameworks) {
    const rule = rules.find((known) => known.id === name);
    if (rule !== undefined)
        return { rules: [rule] };
    const wanted = name.replace(/^[a-z]+[ :]/i, '');
    for (const framework of frameworks) {
        const control = framework.controls.find((known) => known.id === wanted);
        if (control !== undefined)
            return { rules: rules.filter((known) => control.rules.includes(known.id)), control: { framework, control } };
    }
    const near = (0,_parse_nearest_js__WEBPACK_IMPORTED_MODULE_6__/* .nearest */ .p)(name, [
        ...rules.map((known) => known.id),
        ...frameworks.flatMap((framework) => framework.controls.map((control) => control.id)),
    ]);
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageError */ .eb(`"${name}" is neither a rule nor a control${near === undefined ? '; see seaworthy rules and seaworthy frameworks' : `. Did you mean ${near}?`}`);
}
function describe({ rules, control }) {
    const head = control === undefined
        ? ''
        : `${control.framework.short} ${control.control.id}  ${control.control.title}\n${control.control.manual === undefined ? '' : `  manual: ${control.control.manual}\n`}\n`;
    return head + rules.map(describeRule).join('\n');
}
function describeRule(rule) {
    const each = rule.list === undefined ? rule.subject : `${rule.subject}.${rule.list}`;
    const lines = [
        `${rule.id}  (${rule.severity}, each ${each})`,
        `  ${rule.title}`,
        `  why:  ${rule.why.trim()}`,
        `  fix:  ${rule.fix.trim()}`,
        ...(rule.where === undefined ? [] : [`  where: ${rule.where}`]),
        `  deny: ${rule.deny}`,
        `  from: ${rule.file}`,
    ];
    return `${lines.join('\n')}\n`;
}
function trace(verdict, run) {
    const { file, startLine, startColumn } = verdict.location;
    const isSecret = (0,_reports_text_secret_lines_js__WEBPACK_IMPORTED_MODULE_7__/* .secretLines */ ._)(run.verdicts, new Map(run.rules.map((rule) => [rule.id, rule])));
    const source = isSecret(file, startLine) ? undefined : run.sources.get(file)?.split('\n')[startLine - 1]?.trim();
    const lines = [
        `${verdict.outcome.padEnd(7)} ${(0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_8__/* .visible */ .RK)(verdict.subject.name)}${verdict.element === undefined ? '' : ` ${verdict.element}`}  ${verdict.rule}`,
        `  ${(0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_8__/* .visible */ .RK)(verdict.message)}`,
        `  at ${(0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_8__/* .visible */ .RK)(file)}:${startLine}:${startColumn}${source === undefined ? '' : `  ${(0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_8__/* .visible */ .RK)(source.slice(0, 160))}`}`,
        ...verdict.related.map((place) => `  also ${(0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_8__/* .visible */ .RK)(place.file)}:${place.startLine}:${place.startColumn}`),
        ...(verdict.missing ?? []).map(({ fact, reason, hint }) => `  missing ${fact}: ${(0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_8__/* .visible */ .RK)(reason)}${hint === undefined ? '' : ` (${(0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_8__/* .visible */ .RK)(hint)})`}`),
        ...(verdict.waiver === undefined ? [] : [`  waived: ${(0,_reports_visible_text_js__WEBPACK_IMPORTED_MODULE_8__/* .visible */ .RK)(verdict.waiver.reason)}`]),
    ];
    return `${lines.join('\n')}\n`;
}


/***/ })

};
