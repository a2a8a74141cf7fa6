// The larger attributes of a service: how it is built, deployed and developed.
import {
  boolOrWord,
  bounded,
  deviceRequests,
  extraHosts,
  grants,
  hook,
  integerOrText,
  listOrMap,
  numberOrText,
  oneWordOf,
  string,
  stringOrList,
  strings,
  ulimits,
} from './schema-parts.ts';
import { either, listOf, record, type Shape, scalar } from './schema-shape.ts';

export const build: Shape = either(
  string,
  record({
    additional_contexts: listOrMap,
    args: listOrMap,
    cache_from: strings,
    cache_to: strings,
    context: string,
    dockerfile: string,
    dockerfile_inline: string,
    entitlements: strings,
    extra_hosts: extraHosts,
    isolation: string,
    labels: listOrMap,
    network: string,
    no_cache: boolOrWord,
    no_cache_filter: stringOrList,
    platforms: strings,
    privileged: boolOrWord,
    provenance: boolOrWord,
    pull: boolOrWord,
    sbom: boolOrWord,
    secrets: grants,
    shm_size: integerOrText,
    ssh: listOrMap,
    tags: strings,
    target: string,
    ulimits,
  }),
);

const updates = record({
  parallelism: integerOrText,
  delay: string,
  failure_action: string,
  monitor: string,
  max_failure_ratio: numberOrText,
  order: oneWordOf('start-first', 'stop-first'),
});

const genericResources = listOf(record({ discrete_resource_spec: record({ kind: string, value: numberOrText }) }));

export const deploy: Shape = either(
  scalar('null'),
  record({
    mode: string,
    endpoint_mode: string,
    replicas: bounded(0),
    labels: listOrMap,
    rollback_config: updates,
    update_config: updates,
    resources: record({
      limits: record({ cpus: numberOrText, memory: string, pids: integerOrText }),
      reservations: record({
        cpus: numberOrText,
        memory: string,
        generic_resources: genericResources,
        devices: deviceRequests,
      }),
    }),
    restart_policy: record({ condition: string, delay: string, max_attempts: integerOrText, window: string }),
    placement: record({
      constraints: strings,
      preferences: listOf(record({ spread: string })),
      max_replicas_per_node: integerOrText,
    }),
  }),
);

export const develop: Shape = either(
  scalar('null'),
  record({
    watch: listOf(
      record(
        {
          ignore: stringOrList,
          include: stringOrList,
          path: string,
          action: oneWordOf('rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'),
          target: string,
          exec: hook,
          initial_sync: scalar('boolean'),
        },
        ['path', 'action'],
      ),
    ),
  }),
);
