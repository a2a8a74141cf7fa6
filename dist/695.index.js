export const id = 695;
export const ids = [695];
export const modules = {

/***/ 8695:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runInit: () => (/* binding */ runInit)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6351);



const CONFIG = `# What Seaworthy scans here and how strictly. Every key: docs/configuration.md of Seaworthy.
# yaml-language-server: $schema=https://raw.githubusercontent.com/seaworthy/seaworthy/v1/policies/schema/config.schema.json

# default, development, production or strict; or the path of a profile file.
profile: default

# A finding of this severity or above fails the run: critical, high, medium, low, none.
failOn: high

# policy:
#   trustedRegistries: [docker.io/library/*, ghcr.io/your-org/**]
#   hostLsm: apparmor

# Exceptions carry a reason and an end.
# waivers:
#   - rule: writable-root-filesystem
#     subject: db
#     reason: PostgreSQL writes its lock file beside the socket
#     owner: data-team
#     until: 2027-06-30
waivers: []
`;
const WORKFLOW = `# Judges the containers this repository declares, on every pull request.
name: seaworthy
on:
  pull_request:
  push:
    branches: [main]
permissions: {}
jobs:
  scan:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write
    steps:
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
      - name: Fetch Seaworthy
        uses: actions/checkout@v5
        with:
          repository: seaworthy/seaworthy
          path: .seaworthy-tool
          persist-credentials: false
      - name: Scan
        run: node .seaworthy-tool/dist/index.js scan . --exclude '.seaworthy-tool/**' --format text --format sarif=seaworthy.sarif
      - name: Show in code scanning
        if: always()
        uses: github/codeql-action/upload-sarif@v4
        with:
          sarif_file: seaworthy.sarif
`;
const FILES = [
    ['.seaworthy.yaml', CONFIG],
    ['.github/workflows/seaworthy.yml', WORKFLOW],
];
function runInit(shell) {
    const missing = FILES.filter(([name]) => !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(shell.cwd, name)));
    if (missing.length === 0)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UsageError */ .eb(`nothing written: ${FILES.map(([name]) => name).join(' and ')} exist already`);
    for (const [name, text] of missing) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(shell.cwd, name);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, text, { flag: 'wx' });
        shell.out(`wrote ${name}\n`);
    }
    for (const [name] of FILES.filter((file) => !missing.includes(file)))
        shell.out(`kept ${name}, it exists already\n`);
    shell.out('Next: seaworthy scan, then pin the actions of the workflow by commit.\n');
    return 0;
}


/***/ })

};
