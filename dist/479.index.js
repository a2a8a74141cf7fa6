export const id = 479;
export const ids = [479];
export const modules = {

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
