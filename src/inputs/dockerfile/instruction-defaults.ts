// What holds for an instruction that has no such thing: no flags, no sources, no images.
import type { Instruction } from '../../model/instruction.ts';
import type { SubjectBuilder } from '../subject-builder.ts';

const NOTHING: Instruction = {
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
  staleIndexes: [],
};

const FIELDS = Object.keys(NOTHING) as (keyof Instruction)[];

/** States every fact of an instruction as if there were nothing; what there is comes after. */
export function setNothing(builder: SubjectBuilder<'instruction'>): void {
  for (const field of FIELDS) builder.set(field, NOTHING[field]);
}
