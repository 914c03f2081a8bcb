import { createHash } from 'node:crypto';
import type { DemoAccount } from '../core/accounts-type.js';
import type { GrindVariant } from '../imx/stark/derive.js';
import { EDGE_TOKENS, ETH, IMX, MANY_TOKENS, USDC } from './tokens.js';
import type { Token } from './tokens.js';

/** An amount of a token in an account, in the token's smallest unit. */
export interface Holding {
  readonly token: Token;
  readonly balance: bigint;
  /** On its way to Ethereum. */
  readonly preparing?: bigint;
  /** Arrived on Ethereum, not yet collected. */
  readonly withdrawable?: bigint;
}

/** What the emulator knows of a made-up person besides name and address. */
export interface DemoPerson extends DemoAccount {
  /** Set for who is registered from the start: how their Stark key was made. */
  readonly registered?: GrindVariant;
  readonly holdings?: readonly Holding[];
  /** Replaces the key derived from the instance's seed, for people whose key has to have a property. */
  readonly walletKey?: string;
}

const UINT256_MAX = 2n ** 256n - 1n;

// Found by trying numbers. The Stark key of the first two takes a second hash, as one in 32 does, and
// Immutable's libraries disagree on what it is made of. For the third, as for one in 1024, all
// three of them come to different results.
const TWO_RESULTS = [makeKey(11), makeKey(49)] as const;
const THREE_RESULTS = makeKey(220);

/** The made-up people of every emulator. */
export const PEOPLE: readonly DemoPerson[] = [
  {
    email: 'nova@example.com', nickname: 'nova', sub: 'email|5a0c1e7f4b9d2380e6a1c3f5',
    title: 'New: not registered, no wallet used yet',
  },
  {
    email: 'tamsin@example.com', nickname: 'tamsin', username: 'tamsin_t', sub: 'google-oauth2|104829375610293847561',
    title: 'Registered, with ETH, IMX and USDC', registered: 'default',
    holdings: [
      { token: ETH, balance: 1_234_500_000_000_000_000n },
      { token: IMX, balance: 42_000_000_000_000_000_000n, preparing: 1_500_000_000_000_000_000n },
      { token: USDC, balance: 1_999_990_000n, withdrawable: 250_000n },
    ],
  },
  {
    email: 'marlow@example.com', nickname: 'marlow', sub: 'apple|001482.9f3c7be2d5a84160b7c1.0915',
    title: 'Registered, with 400 tokens on several pages', registered: 'default',
    holdings: [
      { token: ETH, balance: 17_000_000_000_000_000n },
      { token: IMX, balance: 980_250_000_000_000_000_000n },
      { token: USDC, balance: 45_000_001n },
      ...MANY_TOKENS.map((token) => ({ token, balance: makeAmount(token) })),
    ],
  },
  {
    email: 'edda@example.com', nickname: 'edda', sub: 'email|c47d90b1a2e6f8350d1b7e94',
    title: 'Registered, with the smallest and largest amounts there are', registered: 'default',
    holdings: [
      { token: ETH, balance: 999_999_999_999_999_999n },
      { token: EDGE_TOKENS.dust, balance: 1n },
      { token: EDGE_TOKENS.largest, balance: UINT256_MAX, preparing: UINT256_MAX, withdrawable: UINT256_MAX },
      { token: EDGE_TOKENS.whole, balance: 7n },
      { token: EDGE_TOKENS.six, balance: 1n },
      { token: EDGE_TOKENS.eight, balance: 123_456_789n },
      { token: EDGE_TOKENS.eighteen, balance: 1_000_000_000_000_000_000_001n },
      { token: EDGE_TOKENS.seventySeven, balance: 10n ** 77n + 1n },
      { token: EDGE_TOKENS.none, balance: 0n },
    ],
  },
  {
    email: 'lumi@example.com', nickname: 'lumi', sub: 'facebook|20418837465920175',
    title: 'Registered, with nothing in the account', registered: 'default',
  },
  {
    email: 'grit@example.com', nickname: 'grit', sub: 'email|0e8f3b7d61c2a495f7d08b26',
    title: 'New, with a Stark key that takes two hashes (one user in 32)', walletKey: TWO_RESULTS[0],
  },
  {
    email: 'oldham@example.com', nickname: 'oldham', sub: 'email|b93e5d07f1846ac2035e9d7b',
    title: 'Registered with the Stark key of the oldest library (imx-sdk-js)', registered: 'imx-sdk-js', walletKey: THREE_RESULTS,
    holdings: [{ token: IMX, balance: 3_000_000_000_000_000_000n }],
  },
  {
    email: 'midge@example.com', nickname: 'midge', sub: 'email|71a6c8e0d4f2935b6e1c8a0f',
    title: 'Registered with the Stark key of core-sdk 2.0.1', registered: 'core-sdk-2.0.1', walletKey: TWO_RESULTS[1],
    holdings: [{ token: ETH, balance: 500_000_000_000_000_000n }],
  },
];

/** The made-up people as the login page shows them. */
export const ACCOUNTS: readonly DemoAccount[] = PEOPLE.map(({ email, nickname, username, sub, title }) =>
  (username === undefined ? { email, nickname, sub, title } : { email, nickname, username, sub, title }));

/** What is known of the person with this subject beyond name and address. */
export function findPerson(sub: string): DemoPerson | undefined {
  return PEOPLE.find((person) => person.sub === sub);
}

function makeKey(number: number): string {
  return `0x${createHash('sha256').update(`passport-emulator ground key ${number}`).digest('hex')}`;
}

/** An amount of up to six whole units and every decimal place; the same in each emulator. */
function makeAmount(token: Token): bigint {
  const digits = createHash('sha256').update(`amount of ${token.symbol}`).digest('hex');
  return BigInt(`0x${digits}`) % 10n ** BigInt(token.decimals + 6);
}
