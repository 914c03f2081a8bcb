import { createHash, randomBytes } from 'node:crypto';
import { getAddress } from 'ethers';
import type { Account, Method } from './verify.js';

/** What a challenge is made of. */
export interface ChallengeFacts {
  readonly method: Method;
  readonly account: Account;
  /** The page's address, for `siwe`. */
  readonly url: string;
  /** The service's own address. */
  readonly service: string;
  readonly nowMs: number;
}

const STATEMENT = 'Sign in with Ethereum to the app. This request will not trigger a blockchain transaction or cost any gas fees.';

/** Makes the text to sign, in the documented form; a reconstruction where the documentation's sample is cut. */
export function createChallenge(facts: ChallengeFacts): string {
  const nonce = randomBytes(8).toString('hex');
  const { account } = facts;
  switch (facts.method) {
    case 'siwe': return createSiwe(facts, nonce);
    case 'algorand': return `Login with your Algorand address ${account.address ?? ''}\n\nId: ${nonce}`;
    case 'xrpl': return createXrpl(account.publicKey ?? '', nonce);
  }
}

function createSiwe({ account, url, service, nowMs }: ChallengeFacts, nonce: string): string {
  return [
    `${new URL(url).host} wants you to sign in with your Ethereum account:`, getAddress(account.address ?? ''), '', STATEMENT, '',
    `URI: ${service}`, 'Version: 1', 'Chain ID: 1', `Nonce: ${nonce}`, `Issued At: ${new Date(nowMs).toISOString()}`,
  ].join('\n');
}

/** SigningPubKey, Account and one memo in the XRPL binary format. */
function createXrpl(publicKey: string, nonce: string): string {
  const key = Buffer.from(publicKey, 'hex');
  const account = createHash('ripemd160').update(createHash('sha256').update(key).digest()).digest();
  const type = Buffer.from('immersve-login');
  const data = Buffer.from(`Id: ${nonce}`);
  return Buffer.concat([
    Buffer.from([0x73, key.length]), key, Buffer.from([0x81, account.length]), account,
    Buffer.from([0xf9, 0xea, 0x7c, type.length]), type, Buffer.from([0x7d, data.length]), data, Buffer.from([0xe1, 0xf1]),
  ]).toString('hex').toUpperCase();
}
