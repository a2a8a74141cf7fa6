// The formats of credentials that their issuers document: a prefix that nothing else begins with, and what follows it.

export interface TokenShape {
  readonly type: string;
  /** As written, in its case. */
  readonly prefix: string;
  /** What follows the prefix, as the source of a bounded expression. */
  readonly body: string;
  /** Tells more exactly whether it is a live one, from the whole token. */
  readonly check?: 'github';
  /** The token may go on with anything, so that what follows does not matter. */
  readonly open?: true;
}

const WORD = '[A-Za-z0-9]';
const SAFE = '[A-Za-z0-9_-]';

/** Every shape. The same prefix may stand in several: the first that fits counts. */
export const tokenShapes: readonly TokenShape[] = [
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map(
    (prefix) => ({ type: 'github-token', prefix, body: `${WORD}{36}`, check: 'github' }) as const,
  ),
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map((prefix) => ({
    type: 'github-token',
    prefix,
    body: `[A-Za-z0-9._-]{40,1000}`,
  })),
  { type: 'github-token', prefix: 'github_pat_', body: `${WORD}{22}_${WORD}{59}` },
  ...['glpat-', 'glrt-', 'glcbt-', 'gldt-', 'glptt-', 'glsoat-'].map((prefix) => ({
    type: 'gitlab-token',
    prefix,
    body: '[A-Za-z0-9_.-]{20,300}',
  })),
  { type: 'npm-token', prefix: 'npm_', body: `${WORD}{36}` },
  { type: 'pypi-token', prefix: 'pypi-AgE', body: `${SAFE}{40,300}` },
  { type: 'rubygems-token', prefix: 'rubygems_', body: '[a-f0-9]{48}' },
  ...['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxe-', 'xoxe.'].map((prefix) => ({
    type: 'slack-token',
    prefix,
    body: '[A-Za-z0-9.-]{16,300}',
  })),
  { type: 'slack-token', prefix: 'xapp-', body: '[A-Za-z0-9-]{16,200}' },
  {
    type: 'slack-webhook',
    prefix: 'https://hooks.slack.com/services/',
    body: 'T[A-Z0-9]{6,16}/B[A-Z0-9]{6,16}/[A-Za-z0-9]{16,40}',
  },
  ...['https://discord.com/api/webhooks/', 'https://discordapp.com/api/webhooks/'].map((prefix) => ({
    type: 'discord-webhook',
    prefix,
    body: `[0-9]{16,20}/${SAFE}{40,100}`,
  })),
  { type: 'stripe-key', prefix: 'sk_live_', body: `${WORD}{16,250}` },
  { type: 'stripe-key', prefix: 'rk_live_', body: `${WORD}{16,250}` },
  { type: 'google-api-key', prefix: 'AIza', body: `${SAFE}{35}` },
  { type: 'google-oauth-token', prefix: 'ya29.', body: `${SAFE}{20,1000}` },
  { type: 'google-client-secret', prefix: 'GOCSPX-', body: `${SAFE}{28}` },
  { type: 'digitalocean-token', prefix: 'dop_v1_', body: '[a-f0-9]{64}' },
  { type: 'digitalocean-token', prefix: 'doo_v1_', body: '[a-f0-9]{64}' },
  { type: 'docker-hub-token', prefix: 'dckr_pat_', body: `${SAFE}{20,64}` },
  { type: 'docker-hub-token', prefix: 'dckr_oat_', body: `${SAFE}{20,64}` },
  { type: 'hugging-face-token', prefix: 'hf_', body: '[A-Za-z]{30,40}' },
  { type: 'anthropic-key', prefix: 'sk-ant-', body: `${SAFE}{20,200}` },
  ...['sk-proj-', 'sk-svcacct-', 'sk-admin-'].map((prefix) => ({
    type: 'openai-key',
    prefix,
    body: `${SAFE}{20,300}`,
  })),
  { type: 'openai-key', prefix: 'sk-', body: `${WORD}{40,100}` },
  { type: 'sendgrid-key', prefix: 'SG.', body: `${SAFE}{22}\\.${SAFE}{43}` },
  ...['shpat_', 'shpca_', 'shppa_', 'shpss_'].map((prefix) => ({
    type: 'shopify-token',
    prefix,
    body: '[a-fA-F0-9]{32}',
  })),
  { type: 'vault-token', prefix: 'hvs.', body: `${SAFE}{20,300}` },
  { type: 'vault-token', prefix: 'hvb.', body: `${SAFE}{20,300}` },
  { type: 'age-secret-key', prefix: 'AGE-SECRET-KEY-1', body: '[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}' },
  { type: 'azure-storage-key', prefix: 'AccountKey=', body: '[A-Za-z0-9+/]{86}==', open: true },
  { type: 'azure-access-key', prefix: 'SharedAccessKey=', body: '[A-Za-z0-9+/]{43}=', open: true },
  { type: 'json-web-token', prefix: 'eyJ', body: `${SAFE}{10,4000}\\.eyJ${SAFE}{10,8000}\\.${SAFE}{16,2000}` },
];

/** Shapes that begin with digits or any letter, as whole expressions; what stands around them is no part of a longer word. */
export const unprefixedShapes: readonly { readonly type: string; readonly pattern: string }[] = [
  { type: 'telegram-token', pattern: `[0-9]{8,10}:AA${SAFE}{33}` },
  { type: 'discord-token', pattern: `[MNO]${SAFE}{23,25}\\.${SAFE}{6}\\.${SAFE}{27,38}` },
];
