// Opens a registry for tests with a clock that only moves when something waits, and remembers the waits.
import { type Credentials, openCredentials } from '../../src/registry/credentials.ts';
import type { Repository } from '../../src/registry/documents.ts';
import { openHttp } from '../../src/registry/http.ts';
import type { RegistryOptions } from '../../src/registry/options.ts';
import { openRegistryHost } from '../../src/registry/registry-host.ts';
import { patienceOf } from '../../src/registry/retry.ts';

export interface PatientHost {
  readonly repository: Repository;
  /** Milliseconds of each wait before a request was repeated. */
  readonly waits: number[];
  readonly warnings: string[];
  /** Lets time pass. */
  pass(milliseconds: number): void;
  close(): Promise<void>;
}

/** Options whose clock starts at a fixed time and is moved by waiting. */
export function patientOptions(options: Partial<RegistryOptions> = {}): {
  readonly options: RegistryOptions;
  readonly waits: number[];
  readonly warnings: string[];
  pass(milliseconds: number): void;
} {
  const waits: number[] = [];
  const warnings: string[] = [];
  let time = Date.UTC(2026, 0, 1);
  return {
    waits,
    warnings,
    pass: (milliseconds) => {
      time += milliseconds;
    },
    options: {
      environment: {},
      home: '/nonexistent',
      insecure: [],
      log: { progress() {}, notice() {}, warning: (message) => warnings.push(message) },
      now: () => time,
      random: () => 0,
      sleep: async (milliseconds) => {
        waits.push(milliseconds);
        time += milliseconds;
      },
      ...options,
    },
  };
}

/** Opens one repository of a registry. */
export function openPatiently(
  registry: string,
  given: Partial<RegistryOptions> & { readonly credentials?: Credentials } = {},
): PatientHost {
  const { credentials, ...some } = given;
  const { options, ...rest } = patientOptions(some);
  const http = openHttp(options);
  const find = credentials === undefined ? openCredentials(options) : async () => credentials;
  const host = openRegistryHost(registry, { http, patience: patienceOf(options), find });
  return { ...rest, repository: { host, path: 'team/app', name: `${registry}/team/app` }, close: () => http.close() };
}
