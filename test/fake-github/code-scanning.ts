// Code scanning of the fake GitHub: uploads that are pending for a while, analyses, and the alerts that follow from them.
import { gunzipSync } from 'node:zlib';
import { type Call, failure, moment, notFound, page, type Reply } from './replies.ts';
import { takeIn } from './sarif-intake.ts';
import type { FakeAnalysis, FakeState, FakeUpload } from './state.ts';

const MOST_BYTES = 10 * 1024 * 1024;

/** POST code-scanning/sarifs */
export function upload({ state, body, address }: Call): Reply {
  const closed = refuseWriting(state);
  if (closed !== undefined) return closed;
  const [commit, ref, sarif] = [String(body.commit_sha), String(body.ref), String(body.sarif)];
  if (!state.commits.has(commit)) return failure(422, 'commit not found');
  const zipped = Buffer.from(sarif, 'base64');
  if (zipped.length > MOST_BYTES) return failure(413, 'The sarif field is too large');
  let text: string;
  try {
    text = gunzipSync(zipped).toString('utf8');
  } catch {
    return failure(400, 'The sarif field is not gzip in base64');
  }
  const id = `6f5c1b1a-0000-4000-8000-${`${state.nextId++}`.padStart(12, '0')}`;
  const { errors, runs } = takeIn(text);
  const analyses = runs.map((run): FakeAnalysis => ({ ...run, id: state.nextId++, sarifId: id, ref, commit }));
  const taken: FakeUpload = { id, pollsLeft: state.polls, errors, analyses };
  state.uploads.set(id, taken);
  if (taken.pollsLeft === 0) state.analyses.push(...analyses);
  return { status: 202, body: { id, url: `${address}/${id}` } };
}

/** GET code-scanning/sarifs/{sarif_id} */
export function uploadStatus({ state, parameters }: Call): Reply {
  const found = state.uploads.get(parameters.sarif_id ?? '');
  if (found === undefined) return notFound;
  if (found.pollsLeft > 0) {
    found.pollsLeft -= 1;
    if (found.pollsLeft === 0) state.analyses.push(...found.analyses);
    return { status: 200, body: { processing_status: 'pending' } };
  }
  const isFailed = found.errors.length > 0;
  const body = {
    processing_status: isFailed ? 'failed' : 'complete',
    analyses_url: isFailed ? null : `${state.root}/repos/acme/shop/code-scanning/analyses?sarif_id=${found.id}`,
    errors: isFailed ? found.errors : null,
  };
  return { status: 200, body };
}

/** GET code-scanning/analyses */
export function listAnalyses(call: Call): Reply {
  const { state, query } = call;
  const closed = refuseReading(state);
  if (closed !== undefined) return closed;
  const [tool, ref] = [query.get('tool_name'), query.get('ref')];
  const found = state.analyses.filter((one) => (tool ?? one.tool) === one.tool && (ref ?? one.ref) === one.ref);
  if (found.length === 0) return failure(404, 'no analysis found');
  const sorted = query.get('direction') === 'asc' ? found : found.toReversed();
  return page(
    sorted.map((one) => ({
      ref: one.ref,
      commit_sha: one.commit,
      analysis_key: '(default)',
      environment: '{}',
      category: one.category,
      error: '',
      created_at: moment,
      results_count: one.results.length,
      rules_count: one.rules,
      id: one.id,
      url: `${state.root}/repos/acme/shop/code-scanning/analyses/${one.id}`,
      sarif_id: one.sarifId,
      tool: { name: one.tool, version: one.version, guid: null },
      deletable: true,
      warning: '',
    })),
    call,
  );
}

/** GET code-scanning/alerts */
export function listAlerts(call: Call): Reply {
  const { state, query } = call;
  const closed = refuseReading(state);
  if (closed !== undefined) return closed;
  const ref = query.get('ref') ?? 'refs/heads/main';
  const alerts = alertsOf(state, ref).filter(({ state: own }) => (query.get('state') ?? own) === own);
  const described = alerts.map((alert, index) => {
    const url = `${state.root}/repos/acme/shop/code-scanning/alerts/${index + 1}`;
    return {
      number: index + 1,
      created_at: moment,
      ...{ url, html_url: url, instances_url: `${url}/instances`, state: alert.state },
      ...{ dismissed_by: null, dismissed_at: null, dismissed_reason: null },
      rule: { id: alert.rule },
      tool: { name: 'Seaworthy', version: null, guid: null },
      most_recent_instance: {
        ...{ ref, state: alert.state, category: alert.category, message: { text: alert.text } },
        location: { path: alert.file, start_line: alert.line, end_line: alert.line, start_column: 1, end_column: 1 },
      },
    };
  });
  return page(described, call);
}

export interface FakeAlert {
  readonly rule: string;
  readonly category: string;
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly state: 'open' | 'fixed';
}

/** What is open and what was mended on a reference: the last report of a category says what is there now. */
export function alertsOf({ analyses }: FakeState, ref: string): FakeAlert[] {
  const alerts = new Map<string, FakeAlert>();
  for (const { category, tool, results } of analyses.filter((one) => one.ref === ref)) {
    for (const [key, alert] of alerts)
      if (key.startsWith(`${tool} ${category}\n`)) alerts.set(key, { ...alert, state: 'fixed' });
    for (const { rule, fingerprint, file, line, text } of results)
      alerts.set(`${tool} ${category}\n${rule} ${fingerprint}`, { rule, category, file, line, text, state: 'open' });
  }
  return [...alerts.values()];
}

function refuseReading({ codeScanning, enterprise }: FakeState): Reply | undefined {
  if (codeScanning) return undefined;
  if (enterprise !== undefined) return notFound;
  return failure(403, 'Code Security must be enabled for this repository to use code scanning.');
}

function refuseWriting(state: FakeState): Reply | undefined {
  if (state.isArchived) return failure(403, 'Repository was archived so is read-only.');
  return refuseReading(state);
}
