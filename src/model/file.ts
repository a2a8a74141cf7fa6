// The facts of one file of an image that has something to say: privilege, a device, a credential, or a path that a rule asks for.
import { bool, type ElementType, type FactsOf, type Fields, int, string, strings } from './fields.ts';

/** Types of the elements found inside a file: none. */
export const fileElements = {} as const satisfies Readonly<Record<string, ElementType>>;

/** Facts of a file. */
export const fileFields = {
  path: string('Absolute path.'),
  type: string('`file`, `directory`, `symlink`, `char`, `block` or `fifo`.'),
  mode: int('Permission bits with setuid, setgid and sticky.'),
  modeText: string('The mode in octal digits, for messages: `4755`.'),
  uid: int('Owner.'),
  gid: int('Group.'),
  sizeBytes: int('Bytes of its content.'),
  setuid: bool('A regular file with the setuid bit that somebody may execute.'),
  setgid: bool('A regular file with the setgid bit that somebody may execute.'),
  capabilities: strings('File capabilities, upper case without `CAP_`; empty for none.'),
  capabilitiesEffective: bool('The capabilities are raised as soon as it is executed.'),
  baseline: bool('The distribution ships it with these bits: it is on the list of its release.'),
  device: string('`char 10:229` of a device node; empty otherwise.'),
  worldWritable: bool('Everybody may write to it.'),
  sticky: bool('A directory with the sticky bit.'),
  package: string('Package of the distribution that owns the path; empty when none does or no inventory is there.'),
  role: string(
    'What it is by its path and content: `private-key`, `credentials`, `sudoers`, `shadow`, `ssh-server`, `shell`, `package-manager`, `package-cache`, `preload`, ...; empty otherwise.',
  ),
  emptyPassword: bool('`shadow` or `passwd`: an account has an empty password.'),
  extraRoot: strings('`passwd`: names other than root with uid 0.'),
  passwordlessSudo: strings('`sudoers`: users and groups (`%wheel`) that may become root without a password.'),
  interpreter: bool(
    'A shell, an interpreter or a tool that writes files or starts programs for whoever may execute it.',
  ),
  layer: int('Index of the layer that gave it its present state, from 0.'),
  layerText: string('The instruction that made the layer, for messages; `layer 3` when the history does not say.'),
  inherited: bool('The layer belongs to the base image. Absent when the boundary is not known.'),
} as const satisfies Fields;

export type File = FactsOf<typeof fileFields, typeof fileElements>;
