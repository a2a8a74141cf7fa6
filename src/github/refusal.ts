// Says why a request came to nothing, and which permission or setting would mend it.
import { listOf, objectOf, parseJson, textOf } from './json.ts';
import { isLimited, limitWait } from './retry.ts';
import type { HttpAnswer } from './transport.ts';

/** A request that came to nothing. The texts may quote GitHub and are to be escaped like any other text from outside. */
export interface Refusal {
  /** Absent when there was no answer. */
  readonly status?: number;
  readonly reason: string;
  /** What to change; empty where nothing can be done but try again. */
  readonly hint: string;
  /** A permission or a setting is missing: the same request will be refused until somebody changes it. */
  readonly isSetting: boolean;
  /** It may have been carried out all the same. */
  readonly isUnsure: boolean;
}

export interface Asked {
  /** What was asked for, for messages: `upload to code scanning`. */
  readonly what: string;
  /** The permission that it needs, as a workflow writes it: `security-events: write`. */
  readonly needs: string;
}

export interface Circumstances {
  readonly isEnterprise: boolean;
  /** The change comes from a fork, so the token of the job can only read. */
  readonly isFork: boolean;
  readonly tries: number;
  readonly now: number;
}

const LONGEST_QUOTE = 500;

/** Explains an answer that is no success. */
export function explainAnswer(answer: HttpAnswer, asked: Asked, circumstances: Circumstances): Refusal {
  const { status } = answer;
  const said = messageOf(answer.text);
  const reason = `GitHub answered ${status} to the ${asked.what}${said === '' ? '' : `: ${said}`}`;
  const refusal = { status, reason, isUnsure: status >= 500 || status === 408 };
  if (isLimited(answer)) return { ...refusal, hint: limitHint(answer, circumstances.now), isSetting: false };
  if (status >= 500 || status === 408)
    return { ...refusal, reason: `${reason} (tried ${times(circumstances.tries)})`, hint: '', isSetting: false };
  const hint = settingHint(status, said, asked, circumstances);
  return { ...refusal, hint: hint ?? '', isSetting: hint !== undefined };
}

/** What the body of an error says, with the errors of single fields. */
function messageOf(text: string): string {
  const body = objectOf(parseJson(text));
  const errors = listOf(body.errors).map((error) => {
    const { message, field, code } = objectOf(error);
    return textOf(error) || textOf(message) || [field, code].map(textOf).filter(Boolean).join(' ');
  });
  const said = [textOf(body.message), ...errors.filter((error) => error !== '')].filter(Boolean).join('; ');
  return said.length > LONGEST_QUOTE ? `${said.slice(0, LONGEST_QUOTE - 1)}…` : said;
}

function limitHint(answer: HttpAnswer, now: number): string {
  const minutes = Math.ceil(limitWait(answer, now) / 60_000);
  return `the limit of requests is used up; run the job again in ${minutes} minute${minutes === 1 ? '' : 's'}`;
}

/** What to change, or `undefined` where it is no matter of settings. */
function settingHint(
  status: number,
  said: string,
  { what, needs }: Asked,
  { isEnterprise, isFork }: Circumstances,
): string | undefined {
  const isScanning = needs.startsWith('security-events');
  if (status === 401) return 'the token is not valid; leave the input `token` out, or give one that has not expired';
  if (status === 403) {
    if (isScanning && /must be enabled|not enabled|advanced security|code security/i.test(said))
      return isEnterprise
        ? 'switch GitHub Code Security or Advanced Security on for this repository, or set `upload-sarif: off`'
        : 'switch code scanning on under Settings, Advanced Security (a private repository needs GitHub Code Security), or set `upload-sarif: off`';
    if (/archived|read-only/i.test(said)) return 'the repository is archived and takes nothing';
    if (/locked/i.test(said)) return 'the conversation of the pull request is locked; unlock it, or set `comment: off`';
    if (/SAML|SSO/.test(said)) return 'authorise the token for the single sign-on of the organisation';
    if (/IP allow list/i.test(said)) return 'add the addresses of the runner to the allow list of the organisation';
    if (isFork) return `a pull request from a fork gets a token that can only read; the ${what} needs \`${needs}\``;
    if (/personal access token/i.test(said)) return `give the token of the input \`token\` the permission \`${needs}\``;
    return `add \`${needs}\` under \`permissions:\` of the job; a run that Dependabot started can only read`;
  }
  if (status === 404 || status === 410) {
    if (isScanning && isEnterprise)
      return `this server has no code scanning for the repository, or the token lacks \`${needs}\`; ask its administrators, or set \`upload-sarif: off\``;
    return `what was asked for is not there, or the token may not see it: add \`${needs}\` under \`permissions:\` of the job`;
  }
  return undefined;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
