// The types of attributes: every value of a merged model in the one form in which it is read and shown.
import {
  decodeBoolean,
  decodeCount,
  decodeDuration,
  decodeFloat,
  decodeInteger,
  decodeMode,
  decodeSize,
  decodeText,
  decodeUnsigned,
  refuseText,
} from './decode-scalar.ts';
import { decodeCommand, decodeHealthTest, decodeHosts, decodeOptionTexts, decodePairs } from './decode-shapes.ts';
import type { MapNode, Node } from './node.ts';
import { pathTable } from './path-table.ts';
import { rewriteOrDrop } from './rewrite-or-drop.ts';

/** Gives the decoded value; `undefined` drops the attribute. */
export type Decoder = (node: Node, path: string) => Node | undefined;

const HOOKS = '{pre_start,post_start,pre_stop}[]';
const DECODERS = pathTable<Decoder>([
  ['services.*.{command,entrypoint}', decodeCommand],
  [`services.*.${HOOKS}.command`, decodeCommand],
  ['services.*.develop.watch[].exec.command', decodeCommand],
  ['services.*.healthcheck.test', decodeHealthTest],
  ['services.*.environment', decodePairs('null')],
  ['services.*.build.args', decodePairs('null')],
  [`services.*.${HOOKS}.environment`, decodePairs('null')],
  ['services.*.develop.watch[].exec.environment', decodePairs('null')],
  ['services.*.{labels,annotations,sysctls,storage_opt}', decodePairs('')],
  ['services.*.build.{labels,additional_contexts}', decodePairs('')],
  ['services.*.build.ssh', decodePairs('null')],
  ['services.*.deploy.labels', decodePairs('')],
  ['services.*.volumes[].volume.labels', decodePairs('')],
  ['services.*.logging.options', decodePairs('')],
  ['services.*.networks.*.driver_opts', decodePairs('')],
  ['services.*.gpus[].options', decodePairs('')],
  ['services.*.deploy.resources.reservations.devices[].options', decodePairs('')],
  ['{networks,volumes,secrets,configs}.*.{labels,driver_opts}', decodePairs('')],
  ['services.*.provider.options.*', decodeOptionTexts],
  ['services.*.extra_hosts', decodeHosts],
  ['services.*.build.extra_hosts', decodeHosts],

  ['services.*.{mem_limit,mem_reservation,memswap_limit,mem_swappiness,shm_size}', decodeSize],
  ['services.*.build.shm_size', decodeSize],
  ['services.*.deploy.resources.{limits,reservations}.memory', decodeSize],
  ['services.*.blkio_config.{device_read_bps,device_read_iops,device_write_bps,device_write_iops}[].rate', decodeSize],
  ['services.*.volumes[].tmpfs.size', decodeSize],
  ['services.*.stop_grace_period', decodeDuration],
  ['services.*.healthcheck.{interval,timeout,start_period,start_interval}', decodeDuration],
  ['services.*.deploy.{update_config,rollback_config}.{delay,monitor}', decodeDuration],
  ['services.*.deploy.restart_policy.{delay,window}', decodeDuration],

  ['services.*.attach', decodeBoolean],
  ['services.*.build.{no_cache,pull,privileged}', decodeBoolean],
  ['services.*.env_file[].required', decodeBoolean],
  [`services.*.${HOOKS}.{privileged,per_replica}`, decodeBoolean],
  ['services.*.develop.watch[].exec.privileged', decodeBoolean],
  ['services.*.volumes[].bind.create_host_path', decodeBoolean],

  ['services.*.deploy.resources.{limits,reservations}.cpus', decodeFloat],
  ['services.*.healthcheck.retries', decodeUnsigned],
  ['services.*.deploy.{update_config,rollback_config}.parallelism', decodeUnsigned],
  ['services.*.deploy.restart_policy.max_attempts', decodeUnsigned],
  ['services.*.deploy.placement.max_replicas_per_node', decodeUnsigned],
  ['services.*.deploy.resources.limits.pids', decodeInteger],
  ['services.*.deploy.resources.reservations.generic_resources[].discrete_resource_spec.value', decodeInteger],
  ['services.*.blkio_config.weight', refuseText],
  ['services.*.blkio_config.weight_device[].weight', refuseText],
  ['services.*.gpus[].count', decodeCount],
  ['services.*.deploy.resources.reservations.devices[].count', decodeCount],
  ['services.*.{secrets,configs}[].mode', decodeMode],
  ['services.*.build.secrets[].mode', decodeMode],
  ['services.*.{expose,group_add}[]', decodeText],
  ['services.*.ports[].published', decodeText],
]);

/** Decodes every attribute of a model. Throws InputError where a value does not read as its type. */
export function decodeModel(model: MapNode): MapNode {
  return rewriteOrDrop(model, DECODERS);
}
