// Makes the pictures of docs/images from what the Action really writes: a pull request is run, and its summary and annotations are shown in a browser.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { marked } from 'marked';
import { git, makeRepository } from '../test/action/git-workspace.ts';
import { runPull } from '../test/action/pull-request.ts';
import type { ShownAnnotation } from '../test/action/runner-log.ts';

const folder = resolve(import.meta.dirname, '../docs/images');

const BASE = `services:
  web:
    image: docker.io/library/nginx:1.27.3@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    user: "10001:10001"
    read_only: true
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    mem_limit: 256m
    cpus: 0.5
    pids_limit: 100
    restart: on-failure:3
`;
const HEAD = `${BASE.replace('    read_only: true\n', '')}    network_mode: host
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
`;

const STYLE = `body { font: 14px/1.5 "DejaVu Sans", sans-serif; color: #1f2328; margin: 24px; width: 980px }
h2, h3 { border-bottom: 1px solid #d1d9e0; padding-bottom: 4px }
table { border-collapse: collapse } td, th { border: 1px solid #d1d9e0; padding: 5px 11px; text-align: left }
a { color: #0969da; text-decoration: none } code { background: #eff1f3; padding: 1px 4px; border-radius: 4px; font-size: 12px }
.diff { border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden; font: 12px/20px "DejaVu Sans Mono", monospace }
.name { background: #f6f8fa; padding: 8px 12px; border-bottom: 1px solid #d1d9e0 } .line { white-space: pre; padding: 0 12px }
.line.added { background: #dafbe1 } .line.removed { background: #ffebe9 } .line.place { background: #ddf4ff; color: #59636e }
.note { margin: 8px 16px; border: 1px solid #d1d9e0; border-left: 4px solid #cf222e; border-radius: 6px; padding: 8px 12px; font: 13px/1.5 "DejaVu Sans", sans-serif; background: #fff }
.note.warning { border-left-color: #9a6700 } .note.notice { border-left-color: #0969da } .note b { display: block } .note p { margin: 2px 0; white-space: pre-line }`;

const repository = makeRepository({ base: { 'compose.yaml': BASE }, head: { 'compose.yaml': HEAD } });
try {
  const { summary = '', annotations } = await runPull(repository, { inputs: { 'upload-sarif': 'off' } });
  mkdirSync(folder, { recursive: true });
  photograph('summary.png', await marked.parse(summary), 850);
  const origin = join(repository.folder, 'origin');
  const diff = git(origin, 'diff', '--unified=2', repository.baseSha, repository.headSha, '--', 'compose.yaml');
  photograph('annotated-diff.png', showDiff(diff, annotations), 545);
} finally {
  repository.remove();
}

/** The lines of a diff of one file with the annotations below the lines that they name. */
function showDiff(diff: string, annotations: readonly ShownAnnotation[]): string {
  const shown: string[] = [];
  let line = 0;
  for (const text of diff.slice(diff.indexOf('@@')).trimEnd().split('\n')) {
    const start = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(text)?.[1];
    if (start !== undefined) line = Number(start) - 1;
    else if (!text.startsWith('-')) line += 1;
    const kind = start !== undefined ? 'place' : text.startsWith('+') ? 'added' : text.startsWith('-') ? 'removed' : '';
    shown.push(`<div class="line ${kind}">${escapeHtml(text)}</div>`);
    if (kind === 'place' || kind === 'removed') continue;
    const own = annotations.filter((annotation) => Number(annotation.properties.line) === line);
    for (const { level, properties, message } of own) {
      const title = escapeHtml(properties.title ?? '');
      shown.push(`<div class="note ${level}"><b>${title}</b><p>${escapeHtml(message)}</p></div>`);
    }
  }
  return `<div class="diff"><div class="name">compose.yaml</div>${shown.join('')}</div>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Writes what a browser shows of a page. */
function photograph(name: string, body: string, height: number): void {
  const scratch = mkdtempSync(join(tmpdir(), 'pictures-'));
  try {
    const page = join(scratch, 'page.html');
    writeFileSync(page, `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${body}`);
    const words = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--user-data-dir=${scratch}`];
    const picture = `--screenshot=${join(folder, name)}`;
    const { status, stderr } = spawnSync('chromium', [...words, picture, `--window-size=1040,${height}`, page], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`chromium made no picture: ${stderr}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
