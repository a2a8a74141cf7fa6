// Answers the challenges of one registry: Basic, or Bearer with a token per repository that is kept until it grows old.
import type { Challenge } from './challenge.ts';
import type { Credentials } from './credentials.ts';
import { basicHeader, fetchToken, type Held, type TokenDesk } from './token.ts';

/** What one registry was told of who asks. */
export interface SignIn {
  /** The Authorization header to send for a repository; empty for none. Throws InputError when a token is refused. */
  header(repository: string): Promise<string>;
  /** A header for a request that was refused with `challenges` although `sent` came along; empty when there is nothing better to send. */
  renew(repository: string, challenges: readonly Challenge[], sent: string): Promise<string>;
  /** Where the credentials came from, for messages; empty before a challenge and without any. */
  credentialsFrom(): string;
}

/** Opens the memory of one registry; nothing is asked before a challenge. */
export function openSignIn(desk: TokenDesk, find: () => Promise<Credentials | undefined>): SignIn {
  const tokens = new Map<string, Promise<Held>>();
  /** The Bearer challenge of each repository: it names the scope. */
  const challenged = new Map<string, Challenge>();
  let basic = '';
  let from = '';
  let finding: Promise<Credentials | undefined> | undefined;
  const credentials = async (): Promise<Credentials | undefined> => {
    finding ??= find();
    const found = await finding;
    from = found?.from ?? '';
    return found;
  };

  const buy = (repository: string, challenge: Challenge): Promise<Held> => {
    const token = credentials().then((found) => fetchToken(desk, { challenge, repository, credentials: found }));
    tokens.set(repository, token);
    // A refusal is told to those who wait for it and is not kept.
    token.catch(() => {
      if (tokens.get(repository) === token) tokens.delete(repository);
    });
    return token;
  };

  /** The token at hand, unless it is the one that was just refused or has grown old meanwhile; else a new one. */
  const token = async (repository: string, challenge: Challenge, refused: string): Promise<string> => {
    const held = tokens.get(repository);
    if (held !== undefined) {
      const { value, until } = await held;
      if (value !== refused && desk.patience.now() < until) return value;
    }
    // While this one waited, another may have begun to buy.
    const begun = tokens.get(repository);
    return (await (begun !== undefined && begun !== held ? begun : buy(repository, challenge))).value;
  };

  return {
    credentialsFrom: () => from,
    header: async (repository) => {
      const bearer = challenged.get(repository);
      return basic !== '' || bearer === undefined ? basic : token(repository, bearer, '');
    },
    renew: async (repository, challenges, sent) => {
      // Some servers refuse an old token without a challenge: the one they made before still holds.
      const offered = challenges.find(({ scheme }) => scheme === 'bearer');
      const bearer = offered ?? (challenges.length === 0 ? challenged.get(repository) : undefined);
      if (bearer !== undefined) {
        challenged.set(repository, bearer);
        const value = await token(repository, bearer, sent);
        return value === sent ? '' : value;
      }
      if (!challenges.some(({ scheme }) => scheme === 'basic')) return '';
      const found = await credentials();
      if (found?.kind !== 'password') return '';
      basic = basicHeader(found.username, found.password);
      return basic === sent ? '' : basic;
    },
  };
}
