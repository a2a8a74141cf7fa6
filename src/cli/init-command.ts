// `seaworthy init`: a first configuration, a workflow and a sample rule, never over an existing file.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { Shell } from './shell.ts';

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

const WORKFLOW = `# Judges the containers this repository declares: on every pull request what is new, on main everything.
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
      # Pin both actions by commit: uses: OWNER/NAME@FULL_SHA # vX.Y.Z
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
          # The merge commit and what it was merged into: new findings are told from old ones.
          fetch-depth: 2
      - uses: seaworthy/seaworthy@v1
`;

const RULE = `# A first rule of your own. Replay its examples with: seaworthy test .seaworthy/rules
# docs/first-rule.md of Seaworthy explains every key. Change or delete this file as you like.
id: example/debugger-published
title: A debugger is published
severity: high
each: container.ports
deny: it.target == 9229 || it.target == 5005
at: it.target
message: "{container.name} publishes a debugger as {it.text}."
why: Whoever reaches the debugger runs code in the process. It asks for no password.
fix: Remove the port, or publish it on 127.0.0.1 in an override file for development only.
examples:
  - compose: |
      services:
        api: { image: node, ports: ["9229:9229"] }
        web: { image: nginx, ports: ["80:80"] }
    denies: [api]
  - compose: |
      services:
        api: { image: node, ports: ["\${PORT}:\${PORT}"] }
    unknown: [api]
`;

const FILES: readonly (readonly [string, string])[] = [
  ['.seaworthy.yaml', CONFIG],
  ['.github/workflows/seaworthy.yml', WORKFLOW],
  ['.seaworthy/rules/debugger-published.yaml', RULE],
];

/** Writes the files that are missing; when all exist there is nothing to do and that is an error. */
export function runInit(shell: Shell): number {
  const missing = FILES.filter(([name]) => !existsSync(resolve(shell.cwd, name)));
  if (missing.length === 0)
    throw new UsageError(`nothing written: ${FILES.map(([name]) => name).join(', ')} exist already`);
  for (const [name, text] of missing) {
    const path = resolve(shell.cwd, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
    shell.out(`wrote ${name}\n`);
  }
  for (const [name] of FILES.filter((file) => !missing.includes(file))) shell.out(`kept ${name}, it exists already\n`);
  shell.out('Next: seaworthy scan, then pin the actions of the workflow by commit.\n');
  return 0;
}
