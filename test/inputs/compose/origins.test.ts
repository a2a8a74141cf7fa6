// Every value says where it stands and what took part in it.
import { describe, expect, it } from 'vitest';
import type { ComposeProject } from '../../../src/inputs/compose/node.ts';
import { listOrigins } from '../../../src/inputs/compose/render.ts';
import { loadFiles, loadText } from './load-text.ts';

/** `file:line:column` of a value, and of everything that took part, after `<`. */
function origin(project: ComposeProject, path: string): string {
  const row = listOrigins(project).find((candidate) => candidate.path === path);
  const related = row?.related.map((at) => `${at.file}:${at.startLine}:${at.startColumn}`) ?? [];
  return [`${row?.file}:${row?.line}:${row?.column}`, ...related].join(' < ');
}

describe('the origin of a value', () => {
  it('is its place in the file', () => {
    const project = loadText('services:\n  web:\n    image: i\n    cap_add: [A, B]\n');
    expect(origin(project, 'services.web.image')).toBe('compose.yaml:3:12');
    expect(origin(project, 'services.web.cap_add[1]')).toBe('compose.yaml:4:18');
  });

  it('is the alias, and beside it the anchor', () => {
    const project = loadText('x-u: &u nobody\nservices:\n  web: {image: i, user: *u}\n');
    expect(origin(project, 'services.web.user')).toBe('compose.yaml:3:25 < compose.yaml:1:9');
  });

  it('is the anchor for a merged key, and beside it the place of the merge', () => {
    const project = loadText('x-b: &b {user: u}\nservices:\n  web:\n    <<: *b\n    image: i\n');
    expect(origin(project, 'services.web.user')).toBe('compose.yaml:1:16 < compose.yaml:4:9');
  });

  it('is the override, and beside it the value overridden', () => {
    const files = {
      'a.yaml': 'services: {web: {image: a, ports: ["80:80"]}}\n',
      'b.yaml': 'services:\n  web: {image: b, ports: ["81:81"]}\n',
    };
    const project = loadFiles(files, { files: ['a.yaml', 'b.yaml'] });
    expect(origin(project, 'services.web.image')).toBe('b.yaml:2:16 < a.yaml:1:25');
    expect(origin(project, 'services.web.ports[1].published')).toBe('b.yaml:2:27');
  });

  it('is the service extended, in its own file', () => {
    const project = loadFiles({
      'compose.yaml': 'services: {web: {extends: {file: b.yaml, service: x}}}\n',
      'b.yaml': 'services:\n  x: {image: i}\n',
    });
    expect(origin(project, 'services.web.image')).toBe('b.yaml:2:14');
    expect(project.files).toEqual(['compose.yaml', 'b.yaml']);
  });

  it('has the variables of env files beside it', () => {
    const files = { 'compose.yaml': 'services: {web: {image: "i:$TAG"}}\n', '.env': 'A=1\nTAG=2\n' };
    expect(origin(loadFiles(files), 'services.web.image')).toBe('compose.yaml:1:25 < .env:2:1');
  });

  it('is the service for what Compose adds', () => {
    const project = loadText('services:\n  web:\n    image: i\n');
    expect(origin(project, 'networks.default.name')).toBe('compose.yaml:3:5');
  });
});

it('says every notice with its place', () => {
  const project = loadText('version: "3"\nservices: {web: {image: i, tty: yes}}\n');
  expect(project.notices.map((notice) => [notice.message, notice.location?.startLine])).toEqual([
    ['services.web.tty: "yes" is not a boolean of YAML 1.2; write true or false', 2],
    ['the attribute version is obsolete; remove it', 1],
  ]);
});

it('says once that a variable is blank', () => {
  const project = loadText('services: {web: {image: "i$A$A", user: "$A"}}\n', { mode: 'config' });
  expect(project.notices.map((notice) => notice.message)).toEqual([
    'the variable "A" is not set and defaults to a blank string',
  ]);
});
