import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACCOUNTS, PEOPLE } from '../../../emulator/src/accounts/accounts.js';
import { findToken, TOKENS } from '../../../emulator/src/accounts/tokens.js';
import { deriveStarkKey } from '../../../emulator/src/imx/stark/derive.js';
import { getUserWallet } from '../../../emulator/src/wallet/user-wallets.js';
import { withEmulator } from '../support/people.js';

describe('the made-up people', () => {
  it('have addresses at example.com, subjects and e-mails of their own, and a sentence', () => {
    assert.equal(new Set(ACCOUNTS.map(({ sub }) => sub)).size, ACCOUNTS.length);
    assert.equal(new Set(ACCOUNTS.map(({ email }) => email)).size, ACCOUNTS.length);
    for (const { email, title } of ACCOUNTS) {
      assert.match(email, /^[a-z]+@example\.com$/);
      assert.ok(title.length > 10);
    }
  });

  it('are shown without their keys and holdings', () => {
    const allowed = ['email', 'nickname', 'username', 'sub', 'title'];
    for (const account of ACCOUNTS) assert.deepEqual(Object.keys(account).filter((key) => !allowed.includes(key)), []);
  });

  it('hold decimals of 0, 6, 8, 18 and 77, one wei, 2^256-1, and four hundred tokens', () => {
    const holdings = PEOPLE.flatMap((person) => person.holdings ?? []);

    for (const decimals of [0, 6, 8, 18, 77]) assert.ok(holdings.some(({ token }) => token.decimals === decimals), String(decimals));
    assert.ok(holdings.some(({ balance }) => balance === 1n));
    assert.ok(holdings.some(({ balance }) => balance === 2n ** 256n - 1n));
    assert.ok(PEOPLE.some((person) => new Set(person.holdings?.map(({ token }) => token)).size === 400));
  });

  it('hold only listed tokens, once each', () => {
    for (const { holdings = [] } of PEOPLE) {
      assert.equal(new Set(holdings.map(({ token }) => token.address)).size, holdings.length);
      for (const { token } of holdings) assert.equal(findToken(token.address), token);
    }
    assert.equal(new Set(TOKENS.map(({ address }) => address)).size, TOKENS.length);
    assert.equal(new Set(TOKENS.map(({ symbol }) => symbol)).size, TOKENS.length);
  });

  it('are registered with the Stark key that their own library derives', () => withEmulator(async (emulator) => {
    for (const { sub, registered } of PEOPLE) {
      const user = emulator.world.findUser(sub);
      const wallet = getUserWallet(emulator.seed, sub);
      assert.equal(user?.imx?.starkKey, registered && deriveStarkKey(wallet.key, registered).publicKey);
      if (user?.imx === undefined) continue;
      assert.equal(user.imx.adminAddress, wallet.address.toLowerCase());
      assert.notEqual(user.imx.ethAddress, user.imx.adminAddress);
    }
  }));

  it('have ground keys where their sentence says so', () => {
    const hashes = (email: string): number => deriveStarkKey(PEOPLE.find((person) => person.email === email)?.walletKey ?? '').hashes;

    assert.deepEqual(['grit', 'midge', 'oldham'].map((name) => hashes(`${name}@example.com`)), [2, 2, 2]);
  });

  it('row 120: have three different keys, one for each library', () => {
    const { walletKey = '' } = PEOPLE.find(({ email }) => email === 'oldham@example.com') ?? {};
    const keys = (['default', 'core-sdk-2.0.1', 'imx-sdk-js'] as const).map((variant) => deriveStarkKey(walletKey, variant).publicKey);

    assert.equal(new Set(keys).size, 3);
  });

  it('have a wallet each', () => {
    assert.equal(new Set(PEOPLE.map(({ sub }) => getUserWallet('seed', sub).address)).size, PEOPLE.length);
  });

  it('have other wallets in another emulator', () => {
    const { sub } = ACCOUNTS[0] ?? { sub: '' };

    assert.notEqual(getUserWallet('one', sub).address, getUserWallet('two', sub).address);
    assert.equal(getUserWallet('one', sub).address, getUserWallet('one', sub).address);
  });
});
