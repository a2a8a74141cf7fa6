// Reads redirects: files, descriptors, here-strings and heredocs.
import type { Redirection } from 'unbash';
import { nodeSpan } from './offsets.ts';
import { readBodyParts } from './parts.ts';
import type { Reading } from './reading.ts';
import type { ShellRedirect } from './script.ts';
import { readWhole } from './words.ts';

/** Reads one redirect. */
export function readRedirect(node: Redirection, reading: Reading): ShellRedirect {
  const { descriptor } = node;
  if (descriptor?.type === 'FileDescriptorVariable') reading.variables.assign(descriptor.name, undefined);
  const base = {
    operator: node.operator,
    ...(descriptor?.type === 'FileDescriptor' ? { descriptor: descriptor.value } : {}),
    ...nodeSpan(reading, node),
  };
  if (node.type !== 'HereDoc')
    return node.target === undefined ? base : { ...base, target: readWhole(node.target, reading) };
  const { body } = node;
  const literal = node.delimiter?.quoted === true;
  const parts = literal ? [] : readBodyParts(body.parts ?? [], reading);
  return {
    ...base,
    heredoc: {
      text: body.text,
      literal,
      ...(parts.some((part) => part.kind !== 'text') ? { parts } : {}),
      ...nodeSpan(reading, body),
    },
  };
}
