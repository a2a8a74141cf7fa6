// Tells of a message that a network, or the name of a host, could not be reached, and what it was.

/** What libraries say when there is no way out. A refused connection reached somebody and is none. */
const NO_WAY =
  /ENETUNREACH|EHOSTUNREACH|ENETDOWN|network is (?:unreachable|down)|no route to host|network unreachable/i;
const NO_NAME =
  /EAI_AGAIN|temporary failure in name resolution|temporary failure resolving|could not resolve (?:host|')|couldn't resolve host|bad address '|name resolution failed|failed to resolve (?:host|')|unable to resolve host|no such host\b(?! \w)|name does not resolve|host not found in upstream|getaddrinfo (?:ENOTFOUND|EAI_FAIL)|nodename nor servname|Name or service not known|UnknownHostException|lookup \S{1,200} on \S{1,80}: (?:dial|read)/i;

const HOST = /[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z][A-Za-z0-9-]{1,62}/;
const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\d.])/;
const IPV6 = /(?<![0-9A-Fa-f:.])\[?(?=[0-9A-Fa-f:]{0,45}:[0-9A-Fa-f]{0,4}:)[0-9A-Fa-f:]{3,45}(?:\](?::\d{1,5})?)?/;

/** Where in front of the host such messages name it. */
const NAMED =
  /(?:resolve hostname|resolve host(?: address)?\b:?|resolve '|resolving '|bad address '|getaddrinfo (?:EAI_AGAIN|ENOTFOUND|for)|lookup|UnknownHostException:|host name|hostname|host=|found in upstream|connect to (?:\w+ at)?)\s{0,3}["'\u2018]?([A-Za-z0-9][A-Za-z0-9._-]{0,252})/;

/** The host, the address or the family that was tried; undefined where the message is about something else. */
export function readNetworkDenial(text: string): { readonly what: string } | undefined {
  if (NO_NAME.test(text)) return { what: NAMED.exec(text)?.[1]?.replace(/[._-]+$/, '') ?? hostOf(text) ?? 'a name' };
  if (!NO_WAY.test(text)) return undefined;
  const address = IPV4.exec(text)?.[0] ?? addressOf(IPV6.exec(text)?.[0]);
  return { what: address ?? hostOf(text) ?? 'inet' };
}

/** A time of day has colons too. */
function addressOf(text: string | undefined): string | undefined {
  return text === undefined || /^\d{1,2}:\d{2}(?::\d{2})?$/.test(text) ? undefined : text;
}

/** The name of a class or of a function has dots as well. */
function hostOf(text: string): string | undefined {
  const host = HOST.exec(text)?.[0];
  return host === undefined || /^(?:java|javax|sun|socket|net|urllib3?|requests|System)\./.test(host)
    ? undefined
    : host;
}
