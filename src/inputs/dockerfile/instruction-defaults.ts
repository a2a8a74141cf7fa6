// What holds for an instruction that has no such thing: no flags, no sources, no images.
import type { Instruction } from '../../model/instruction.ts';

/** The facts of an instruction in which there is nothing. */
export const NO_INSTRUCTION: Instruction = {
  keyword: '',
  onbuild: false,
  stage: '',
  os: 'linux',
  discarded: false,
  text: '',
  form: '',
  flags: [],
  mounts: [],
  network: '',
  security: '',
  checksum: '',
  images: [],
  sources: [],
  destination: '',
  variables: [],
  usedArguments: [],
  exposed: [],
  path: '',
  user: '',
  keptIndexes: [],
  staleIndexes: [],
};
