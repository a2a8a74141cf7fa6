// Locations of a run as SARIF wants them: relative, percent-encoded, never taken for a URI with a scheme.
import type { PhysicalLocation, Region, Location as SarifLocation } from 'sarif';
import type { Location } from '../../model/location.ts';

export const ROOT = '%SRCROOT%';

/** Label of a text that is no file, such as `run:1`. */
const LABEL = /^([a-z][a-z-]*):(\d+)$/;

/** The URI of a file or label. A label becomes a path that no repository has, since code scanning takes files only. */
export function artifactUri(file: string): { readonly uri: string; readonly uriBaseId?: string } {
  const label = LABEL.exec(file);
  if (label !== null) return { uri: `seaworthy-targets/${label[1]}-${label[2]}`, uriBaseId: ROOT };
  if (/^[A-Za-z]:\//.test(file)) return { uri: `file:///${file.slice(0, 2)}${encodePath(file.slice(2))}` };
  if (file.startsWith('/')) return { uri: `file://${encodePath(file)}` };
  return { uri: encodePath(file.replace(/^(?:\.\/)+/, '')), uriBaseId: ROOT };
}

/** Tells whether the place is in a file, not in a text given on the command line. */
export function isFile(file: string): boolean {
  return !LABEL.test(file);
}

/** A place as a SARIF location. */
export function sarifLocation(place: Location): SarifLocation & { physicalLocation: PhysicalLocation } {
  return { physicalLocation: { artifactLocation: artifactUri(place.file), region: regionOf(place) } };
}

function regionOf({ startLine, startColumn, endLine, endColumn }: Location): Region {
  const start = { startLine: Math.max(1, startLine), startColumn: Math.max(1, startColumn) };
  const end = { endLine: Math.max(start.startLine, endLine), endColumn: Math.max(1, endColumn) };
  // An empty range would show nothing, so it covers one column.
  if (end.endLine === start.startLine) end.endColumn = Math.max(end.endColumn, start.startColumn + 1);
  return { ...start, ...end };
}

function encodePath(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
