// The network that the runner makes for the containers of a job.
import type { Subject } from '../../model/subject.ts';

/** Puts a container that asks for no network on the one that the runner makes: a bridge of its own, never the default one. */
export function onRunnerNetwork(subject: Subject<'container'>): Subject<'container'> {
  if (subject.facts.networkMode !== 'bridge' || subject.origins.networkMode !== undefined) return subject;
  const network = { name: 'github_network', external: false, internal: false, driver: '' };
  return { ...subject, facts: { ...subject.facts, networkMode: '', networks: [network] } };
}
