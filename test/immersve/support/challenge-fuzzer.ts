import { pick } from '../../support/random.js';
import vectors from '../../vectors/immersve.json' with { type: 'json' };

/** One text to sign, and whether it may be signed. */
export interface FuzzedChallenge {
  readonly method: 'siwe' | 'algorand' | 'xrpl';
  /** The connected account. */
  readonly account: string;
  readonly message: string;
  readonly isValid: boolean;
}

/** The page of every fuzzed challenge. */
export const PAGE_URL = 'http://localhost:3000';
/** The time of every fuzzed challenge. */
export const NOW_MS = Date.parse('2026-11-21T12:00:00Z');

const SEED = 'Only sign this request if you\u2019ve initiated an action with Immutable X.';
const HEX = '0123456789ABCDEF';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

type Random = () => number;
type Mutation = (random: Random, message: string, account: string) => string;

const letters = (random: Random, alphabet: string, length: number): string => Array.from({ length }, () => pick(random, [...alphabet])).join('');
const toHex = (text: string): string => Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('').toUpperCase();
const byte = (value: number): string => value.toString(16).padStart(2, '0').toUpperCase();
const replaceAt = (text: string, at: number, part: string, length = 1): string => text.slice(0, at) + part + text.slice(at + length);
const insertAnywhere = (random: Random, text: string, part: string): string => replaceAt(text, Math.floor(random() * text.length), part, 0);

const ADDRESSES = vectors.siwe.map(({ address }) => address);
const ALGORAND = vectors.algorand.map(({ address }) => address);
const KEYS = vectors.xrpl.map(({ publicKey }) => publicKey);
const other = (random: Random, values: readonly string[], value: string): string => pick(random, values.filter((it) => it !== value));

/** A valid EIP-4361 text, with every optional part now and then. */
function createSiwe(random: Random, address: string): string {
  const iso = (fromMs: number): string => new Date(NOW_MS + fromMs).toISOString();
  const lines = [`${pick(random, ['localhost:3000', 'localhost'])} wants you to sign in with your Ethereum account:`,
    random() < 0.2 ? address.toLowerCase() : address, ''];
  if (random() < 0.8) lines.push(`Sign in to the app, visit ${letters(random, 'abcdefgh', 5)} & more.`, '');
  else if (random() < 0.5) lines.push('');
  lines.push(`URI: https://${letters(random, 'abcdef', 6)}.immersve.com/${letters(random, 'abc', 3)}`, 'Version: 1',
    `Chain ID: ${pick(random, ['1', '137', '80002'])}`, `Nonce: ${letters(random, 'abcdef0123456789', 8 + Math.floor(random() * 20))}`, `Issued At: ${iso(-1_000)}`);
  if (random() < 0.3) lines.push(`Expiration Time: ${iso(60_000)}`);
  if (random() < 0.2) lines.push(`Not Before: ${iso(-60_000)}`);
  if (random() < 0.2) lines.push(`Request ID: ${letters(random, 'abc123', 6)}`);
  if (random() < 0.2) lines.push('Resources:', '- https://immersve.com/terms');
  return lines.join('\n');
}

/** A valid challenge of the XRP Ledger's format: key, account, memos. */
function createXrpl(random: Random, key: string): string {
  const blob = (hex: string): string => byte(hex.length / 2) + hex;
  const memo = (): string => `EA7C${blob(toHex('immersve-login'))}7D${blob(toHex(`Id: ${letters(random, 'abcdef0123456789', 16)}`))}E1`;
  const account = random() < 0.8 ? `8114${letters(random, HEX, 40)}` : '';
  const memos = random() < 0.8 ? `F9${memo()}${random() < 0.2 ? memo() : ''}F1` : '';
  return `7321${key}${account}${memos}`;
}

const createAlgorand = (random: Random, address: string): string =>
  `Login with your Algorand address ${address}\n\nId: ${letters(random, 'abcdef0123456789', 17)}`;

const SIWE_ATTACKS: readonly Mutation[] = [
  (random, message) => message.replace(/^\S+/, pick(random, ['evil.example', 'localhost:3001', 'localhost:3000.evil.example', 'http://localhost:3000', 'l\u043ecalhost', 'localhost:3000@evil.example', 'LOCALHOST:3000 ', ''])),
  (random, message, account) => message.replace(/0x[0-9a-f]{40}/i, other(random, ADDRESSES, account)),
  (_, message) => message.replace('wants you to sign in', 'wants you to pay'),
  (random, message) => message.replace(/URI: .*/, pick(random, ['URI: ', 'URI: no address', 'Uri: https://a.example', 'URI: https://a.example\u200b'])),
  (random, message) => message.replace('Version: 1', pick(random, ['Version: 2', 'Version: 1 ', 'Version:1', ''])),
  (random, message) => message.replace(/Nonce: .*/, pick(random, ['Nonce: short', 'Nonce: ', 'Nonce: with-hyphens-in-it', 'Nonce: 12345678 9'])),
  (random, message) => message.replace(/Issued At: .*/, pick(random, ['Issued At: 2999-01-01T00:00:00Z', 'Issued At: yesterday', 'Issued At: ', 'Issued At: 1'])),
  (random, message) => `${message.split('\nExpiration')[0]}\nExpiration Time: ${pick(random, ['2026-11-21T11:59:59Z', '2001-01-01T00:00:00Z', 'never', ''])}`,
  (_, message) => message.replace('\n\n', `\n\n${SEED}\n\n`),
  (_, message) => `${message}\nResources:\n- ${SEED}`,
  (random, message) => `${message}\n${pick(random, ['I also give away my keys.', 'Resources: all', 'Chain ID: 1', '\n', ' '])}`,
  (random, message) => `${pick(random, [' ', '\n', '\ufeff', '0x'])}${message}`,
  (random, message) => message.replaceAll('\n', pick(random, ['\r\n', '\r', '\u2028', ' '])),
  (random, message) => insertAnywhere(random, message, pick(random, ['\0', '\u200b', '\u202e', '\u00a0', '\t', '\u2066'])),
  (random, message) => message.split('\n').slice(0, 1 + Math.floor(random() * 3)).join('\n'),
  (_, message) => `0x${toHex(message)}`,
  (_, message) => message.replace(/Sign in.*|\n\nURI/, (part) => part.startsWith('\n') ? '\nA statement\nof two lines\n\nURI' : 'A statement\nof two lines'),
  (_, message) => message.padEnd(5_000, 'a'),
  (random, message) => message.replace(/\n\n(?:[^\n]+\n\n)?(?=URI)/, `\n\nI agree${pick(random, [' '.repeat(400), `e${'\u0301'.repeat(5)}`])} evil\n\n`),
];

const ALGORAND_ATTACKS: readonly Mutation[] = [
  (random, message, account) => message.replace(account, other(random, ALGORAND, account)),
  (random, message, account) => `${message} ${other(random, ALGORAND, account)}`,
  (random, message, account) => message.replace(account, account + pick(random, [...BASE32])),
  (random, message, account) => message.replace(account, replaceAt(account, Math.floor(random() * 58), '0')),
  (_, message, account) => message.replace(account, account.toLowerCase()),
  (_, message, account) => message.replace(account, `${account.slice(0, 29)}\u200b${account.slice(29)}`),
  (_, message) => `${message}\n${SEED}`,
  (_, message) => `${message}\n${toHex(SEED)}`,
  (random, message) => insertAnywhere(random, message, pick(random, ['\0', '\u200b', '\u202e', '\r', '\t', '\u00e9'])),
  (_, message) => message.padEnd(3_000, 'a'),
  (random, message, account) => pick(random, [
    `evil.example wants you to sign in with your Algorand account:\n${account}\n\n${message.split('\n').at(-1)}`, `${message}\nURI: https://evil.example`,
    message.replace('with', 'to evil.example with'), message.replaceAll('\n', '\r\n'), message.split('\n')[0] ?? '',
  ]),
  (random) => letters(random, BASE32, 58),
  () => 'TX',
];

const XRPL_ATTACKS: readonly Mutation[] = [
  (random, message) => pick(random, ['53545800', '534D5400', '434C4D00']) + message,
  (random, message) => `1200${letters(random, HEX, 2)}${message}`,
  (random, message, account) => message.replace(account, other(random, KEYS, account)),
  (random, message, account) => replaceAt(message, 4 + Math.floor(random() * account.length), 'G'),
  (random, message) => message + letters(random, HEX, 2 + 2 * Math.floor(random() * 20)),
  (_, message) => message.slice(0, -1),
  (random, message, account) => `7321${account}${pick(random, ['6140000000000F4240', '68400000000000000C', '2400000001', '8314', '7404DEADBEEF'])}${message.slice(70)}`,
  (_, message, account) => `${message}7321${account}`,
  (_random, _message, account) => `7321${account}F9EA7D${byte(SEED.length + 2)}${toHex(SEED)}E1F1`,
  (_, message, account) => `7321${account}F9EA7DF0FF${message.slice(70)}`,
  (_random, _message, account) => `7321${account}F9F1`,
  (_random, _message, account) => `7321${account}F9EAE1F1`,
  (_random, _message, account) => `7321${account}${'F9EA7C0141E1F1'.repeat(2)}`,
  (_random, _message, account) => `7321${account}F9${'EA7C0141E1'.repeat(9)}F1`,
  (_, message, account) => `7321${account}8113${message.slice(76)}`,
  (_, message) => message.padEnd(10_000, '0'),
  (_, message) => `0x${message}`,
  (_, message) => ` ${message}`,
  () => '',
];

const KINDS = {
  siwe: { accounts: ADDRESSES, create: createSiwe, attacks: SIWE_ATTACKS },
  algorand: { accounts: ALGORAND, create: createAlgorand, attacks: ALGORAND_ATTACKS },
  xrpl: { accounts: KEYS, create: createXrpl, attacks: XRPL_ATTACKS },
} as const;

/** Makes a challenge: valid in one case of a hundred, else a valid one with one to three attacks on it. */
export function createFuzzedChallenge(random: Random): FuzzedChallenge {
  const method = pick(random, ['siwe', 'algorand', 'xrpl'] as const);
  const { accounts, create, attacks } = KINDS[method];
  const account = pick(random, accounts);
  const original = create(random, account);
  if (random() < 0.01) return { method, account, message: original, isValid: true };
  for (;;) {
    let message = original;
    for (let count = 1 + Math.floor(random() * 3); count > 0; count -= 1) message = pick(random, attacks)(random, message, account);
    // Some attacks do nothing to some texts, or take away what need not be there.
    const isHarmless = message === original || new RegExp(`^7321${account}(?:8114[0-9A-F]{40})?$`).test(message);
    if (!isHarmless) return { method, account, message, isValid: false };
  }
}
