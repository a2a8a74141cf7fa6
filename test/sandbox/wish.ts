// The wish to run an image of the tests as it is, with what the image says of itself.

import type { SandboxHealthcheck, SandboxWish } from '../../src/model/sandbox.ts';
import { USUAL_LIMITS } from '../../src/sandbox/spec/limits.ts';
import { type ImageParts, ownArchitecture } from './image-archive.ts';
import type { LoadedImage } from './workshop.ts';

/** What an image holds, as the wish has it; `changes` go over it. */
export function wishFor(image: LoadedImage, parts: ImageParts, changes: Partial<SandboxWish> = {}): SandboxWish {
  const { config } = parts;
  const isApp = config.User === 'app';
  const healthcheck = healthcheckOf(config.Healthcheck);
  return {
    reference: image.name,
    imageId: image.id,
    os: 'linux',
    architecture: parts.architecture ?? ownArchitecture,
    user: textOf(config.User),
    uid: isApp ? 1000 : 0,
    gid: isApp ? 1000 : 0,
    entrypoint: wordsOf(config.Entrypoint),
    command: wordsOf(config.Cmd),
    environment: [],
    workingDir: textOf(config.WorkingDir),
    stopSignal: '',
    volumes: keysOf(config.Volumes),
    ports: keysOf(config.ExposedPorts),
    labels: keysOf(config.Labels),
    ...(healthcheck === undefined ? {} : { healthcheck }),
    // The machine of the tests is busy: a short watch, and patience where something is to be decided.
    limits: { ...USUAL_LIMITS, watchSeconds: 3, deadlineSeconds: 60 },
    runtime: 'runc',
    relaxations: [],
    ...changes,
  };
}

function healthcheckOf(value: unknown): SandboxHealthcheck | undefined {
  if (typeof value !== 'object' || value === null || !('Test' in value)) return undefined;
  return { test: wordsOf(value.Test), timeoutNs: 1_000_000_000, retries: 2, startPeriodNs: 0 };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function wordsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
