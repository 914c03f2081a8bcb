/** A directive of a Content-Security-Policy that has to name an origin. */
export interface NeededSource {
  readonly directive: 'connect-src' | 'frame-src';
  readonly origin: string;
}

/** The directives of one policy, by name, each with its sources. */
export type Policy = ReadonlyMap<string, readonly string[]>;

/** What holds where a directive is not stated. */
const FALLBACKS: Readonly<Record<NeededSource['directive'], readonly string[]>> = {
  'connect-src': ['connect-src', 'default-src'],
  'frame-src': ['frame-src', 'child-src', 'default-src'],
};

/** Reads a header, which may hold several policies, or the `content` of a `<meta>`. All of them hold at once. */
export function parsePolicies(text: string): readonly Policy[] {
  return text.split(',').map(parsePolicy).filter((policy) => policy.size > 0);
}

function parsePolicy(text: string): Policy {
  const policy = new Map<string, readonly string[]>();
  for (const part of text.split(';')) {
    const [name = '', ...sources] = part.trim().split(/\s+/u);
    const directive = name.toLowerCase();
    // The first of a name holds.
    if (directive && !policy.has(directive)) policy.set(directive, sources);
  }
  return policy;
}

/** The sources that at least one of the policies refuses. */
export function findMissing(policies: readonly Policy[], needs: readonly NeededSource[], page: string): readonly NeededSource[] {
  return needs.filter((need) => policies.some((policy) => !allows(policy, need, new URL(page))));
}

function allows(policy: Policy, { directive, origin }: NeededSource, page: URL): boolean {
  const name = FALLBACKS[directive].find((candidate) => policy.has(candidate));
  const sources = name === undefined ? undefined : policy.get(name);
  return sources === undefined || sources.some((source) => matches(source.toLowerCase(), new URL(origin), page));
}

/** As CSP 3 matches a source with a URL, but for paths: what is below an origin is not known here. */
function matches(source: string, url: URL, page: URL): boolean {
  if (source === "'self'") return url.origin === page.origin;
  if (source === '*') return url.protocol === 'https:' || url.protocol === 'http:';
  if (/^[a-z][a-z0-9+.-]*:$/u.test(source)) return isUpgrade(source, url.protocol);
  const parts = /^(?:([a-z][a-z0-9+.-]*:)\/\/)?(\*|(?:\*\.)?[^/:*]+|\[[^\]]+\])(?::(\d+|\*))?(?:\/.*)?$/u.exec(source);
  if (!parts) return false;
  const [, scheme, host = '', port] = parts;
  return isUpgrade(scheme ?? page.protocol, url.protocol) && isHost(host, url.hostname) && isPort(port, url);
}

function isUpgrade(stated: string, actual: string): boolean {
  return stated === actual || (stated === 'http:' && actual === 'https:');
}

function isHost(stated: string, actual: string): boolean {
  if (stated === '*') return true;
  return stated.startsWith('*.') ? actual.endsWith(stated.slice(1)) : stated === actual;
}

function isPort(stated: string | undefined, url: URL): boolean {
  return stated === '*' || (stated ?? '') === url.port || (stated === '80' && url.protocol === 'http:' && url.port === '')
    || (stated === '443' && url.protocol === 'https:' && url.port === '');
}
