import { isAddress, isSameAddress } from '../shared/addresses.js';

/** What a text to sign is compared with. */
export interface SiweExpectation {
  /** The page's address as it was sent: its host is the domain of the text. */
  readonly url: string;
  /** The connected account. */
  readonly address: string;
  readonly nowMs: number;
}

/** Longer than any real text. */
const MAX_LENGTH = 4_000;
/** How far the clocks of service and visitor may be apart. */
const SKEW_MS = 5 * 60_000;

const OPENING = /^(\S+) wants you to sign in with your Ethereum account:$/;
// EIP-4361 has ASCII only; sites write in their visitors' languages. Nothing that turns the line around, and nothing
// invisible but what makes an emoji of a sign (U+FE0F); Braille's blank is a symbol.
const STATEMENT = /^(?:\ufe0f|(?![\p{DI}\u2800])[\p{L}\p{M}\p{N}\p{P}\p{S} ])+$/u;
// More marks than any language stacks grow over the line above; a run of blanks makes a line of its own look empty.
const COVERING = /\p{M}{5}| {3}/u;
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/;
const REQUEST_ID = /^[\w\-.~!$&'()*+,;=:@%]*$/;
// RFC 3339, which ISO 8601 of JavaScript fulfils.
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Whether a text is a sign-in request of EIP-4361, by its grammar, for this site and account, within its time. URI
 * and chain id are Immersve's own and not compared.
 */
export function isSafeSiwe(message: string, expected: SiweExpectation): boolean {
  if (message.length > MAX_LENGTH || !isOpening(message, expected)) return false;
  const lines = message.split('\n').slice(2);
  if (lines.shift() !== '') return false;
  // The statement may be missing; then one or two empty lines stand for it.
  if (lines[0] !== '' && !lines[0]?.startsWith('URI: ')) {
    const statement = lines.shift() ?? '';
    if (!STATEMENT.test(statement) || COVERING.test(statement)) return false;
    if (lines.shift() !== '') return false;
  } else if (lines[0] === '') lines.shift();
  return areFieldsSafe(lines, expected.nowMs);
}

/** The looser check, for a service whose text leaves the grammar: domain, account and end of the first lines. */
export function isPlausibleSiwe(message: string, expected: SiweExpectation): boolean {
  if (message.length > MAX_LENGTH || !isOpening(message, expected)) return false;
  const expirations = message.match(/^Expiration Time: .*$/gm) ?? [];
  return expirations.every((line) => toMs(line.slice('Expiration Time: '.length)) > expected.nowMs);
}

function isOpening(message: string, { url, address }: SiweExpectation): boolean {
  const [first = '', second = ''] = message.split('\n', 2);
  const { host, hostname } = new URL(url);
  const domain = OPENING.exec(first)?.[1];
  // Whether the service keeps the port is not documented.
  return domain !== undefined && (domain === host || domain === hostname)
    && isAddress(second) && isSameAddress(second, address);
}

function areFieldsSafe(lines: string[], nowMs: number): boolean {
  const take = (name: string): string | undefined => {
    const prefix = `${name}: `;
    return lines[0]?.startsWith(prefix) ? lines.shift()?.slice(prefix.length) : undefined;
  };
  const isIdentified = URI.test(take('URI') ?? '') && take('Version') === '1' && /^\d{1,20}$/.test(take('Chain ID') ?? '')
    && /^[A-Za-z0-9]{8,}$/.test(take('Nonce') ?? '');
  if (!isIdentified || !(toMs(take('Issued At')) <= nowMs + SKEW_MS)) return false;
  const expiration = take('Expiration Time');
  if (expiration !== undefined && !(toMs(expiration) > nowMs)) return false;
  const notBefore = take('Not Before');
  if (notBefore !== undefined && !(toMs(notBefore) <= nowMs + SKEW_MS)) return false;
  if (!REQUEST_ID.test(take('Request ID') ?? '')) return false;
  if (lines.length === 0) return true;
  return lines.shift() === 'Resources:' && lines.every((line) => line.startsWith('- ') && URI.test(line.slice(2)));
}

/** NaN for what is no date, which compares with nothing. */
function toMs(text = ''): number {
  return DATE_TIME.test(text) ? Date.parse(text) : Number.NaN;
}
