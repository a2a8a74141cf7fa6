// The API as a step may use it: opened when something is asked of it, closed when the step is done.
import type { GithubApi } from '../github/api.ts';
import type { GithubContext } from '../model/action-context.ts';
import type { Publication } from './publication.ts';

export interface LentApi {
  /** `undefined` without a token. */
  readonly open: () => Promise<GithubApi | undefined>;
  readonly close: () => Promise<void>;
}

/** Lends the API of the context. The client is loaded when it is first asked for. */
export function lendApi(
  { isEnterprise, apiUrl, pull }: GithubContext,
  { token, shell: { environment } }: Pick<Publication, 'token' | 'shell'>,
): LentApi {
  let opened: Promise<GithubApi> | undefined;
  return {
    open: async () => {
      if (token === '') return undefined;
      opened ??= import('../github/api.ts').then(({ openApi }) =>
        openApi({ apiUrl, token, isEnterprise, isFork: pull?.fork === true, environment }),
      );
      return await opened;
    },
    close: async () => await (await opened)?.close(),
  };
}
