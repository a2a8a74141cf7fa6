// Reads the small part of XML that reports are written in, and refuses everything else.

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

const TOKEN = /<\?xml [^?]*\?>|<\/([a-z]+)>|<([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** What XML 1.0 has no character for. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Reads a document and answers with its root; throws where it is not well-formed. */
export function readXml(text: string): Element {
  if (FORBIDDEN.test(text)) throw new Error('a character that XML does not have');
  const root: Element = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    const parent = open.at(-1);
    if (match === null || parent === undefined) throw new Error(`no XML at ${text.slice(at, at + 80)}`);
    const [, closed, opened, attributes = '', selfClosed, between] = match;
    if (between !== undefined) parent.text += decode(between);
    if (closed !== undefined && open.pop()?.name !== closed) throw new Error(`</${closed}> closes nothing`);
    if (opened === undefined) continue;
    const element: Element = { name: opened, attributes: readAttributes(attributes), children: [], text: '' };
    parent.children.push(element);
    if (selfClosed === '') open.push(element);
  }
  const [first, ...more] = root.children;
  if (open.length !== 1 || first === undefined || more.length > 0) throw new Error('not one root element');
  return first;
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decode(value)]));
}

function decode(text: string): string {
  return text.replace(/&([^;&]*)(;?)/g, (whole, name: string, end: string) => {
    const code = /^#(\d+)$/.exec(name)?.[1];
    const decoded = code === undefined ? ENTITIES[name] : String.fromCodePoint(Number(code));
    if (end === '' || decoded === undefined) throw new Error(`no entity: ${whole}`);
    return decoded;
  });
}
