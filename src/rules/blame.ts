// Who has to mend a policy file: the organisation that wrote it, or we who ship it.
import { BrokenPolicyError, UsageError } from '../model/errors.ts';

/** `user` for a file of the organisation, `built-in` for one that ships with the tool. */
export type Blame = 'user' | 'built-in';

/** The error for a policy file that is wrong, to be thrown by the caller. */
export function policyError(blame: Blame, message: string, options?: ErrorOptions): Error {
  return blame === 'user' ? new UsageError(message, options) : new BrokenPolicyError(message, options);
}
