import { expect } from '@open-wc/testing';

import { createEthereumSigner } from '../../../src/immersve/signers/eip1193.js';
import type { Eip1193Provider } from '../../../src/immersve/signers/eip1193.js';
import { waitForWallet, WALLET_LIMIT_MS } from '../../../src/immersve/wait-for-wallet.js';
import type { ImmersveSigner } from '../../../src/shared/immersve.js';
import { FakeClock } from '../../support/fake-clock.js';
import { expectCode } from '../../support/rejection.js';
import vectors from '../../vectors/immersve.json' with { type: 'json' };

const VECTOR = vectors.siwe[4] as (typeof vectors.siwe)[number];
const OTHER = vectors.siwe[0]?.address;

/** A provider that a test drives. */
class FakeProvider implements Eip1193Provider {
  readonly calls: { method: string; params?: readonly unknown[] }[] = [];
  readonly listeners = new Set<(value: unknown) => void>();
  answer: (method: string) => unknown = () => [VECTOR.address];

  async request(call: { method: string; params?: readonly unknown[] }): Promise<unknown> {
    this.calls.push(call);
    return this.answer(call.method);
  }

  on(_event: string, listener: (value: unknown) => void): void {
    this.listeners.add(listener);
  }

  removeListener(_event: string, listener: (value: unknown) => void): void {
    this.listeners.delete(listener);
  }
}

describe('createEthereumSigner', () => {
  let provider: FakeProvider;
  let signer: ImmersveSigner;
  beforeEach(() => {
    provider = new FakeProvider();
    signer = createEthereumSigner(provider, { id: 'a', name: 'Anemone' });
  });

  const { signal } = new AbortController();
  const connect = (): Promise<unknown> => signer.connect({ network: 'polygon-amoy', signal });
  const sign = (stop = signal): Promise<string> =>
    signer.sign({ message: VECTOR.message, account: { address: VECTOR.address }, network: 'polygon-amoy', signal: stop });
  const never = (): Promise<never> => new Promise(() => {});
  const refuse = (error: unknown): void => { provider.answer = () => { throw error; }; };

  it('connects with the checksummed address', async () => {
    provider.answer = () => [VECTOR.address.toLowerCase()];

    expect(await connect()).to.deep.equal({ address: VECTOR.address });
    expect(provider.calls).to.deep.equal([{ method: 'eth_requestAccounts', params: [] }]);
  });

  it('signs by personal_sign, byte by byte as published wallets do', async () => {
    provider.answer = () => VECTOR.signature;

    expect(await sign()).to.equal(VECTOR.signature);
    expect(provider.calls).to.deep.equal([{ method: 'personal_sign', params: VECTOR.personalSignParams }]);
    expect(provider.listeners.size).to.equal(0);
  });

  for (const [error, code] of [
    [{ code: 4001 }, 'IMMERSVE_USER_REJECTED'], [{ code: -32002 }, 'IMMERSVE_WALLET_BUSY'], [{ code: 4200 }, 'IMMERSVE_WALLET_UNSUPPORTED'],
    [{ code: 4100 }, 'IMMERSVE_WALLET_ERROR'], [new Error('mine'), 'IMMERSVE_WALLET_ERROR'], [undefined, 'IMMERSVE_WALLET_ERROR'],
    [{ data: { originalError: { code: 4001 } } }, 'IMMERSVE_USER_REJECTED'], [{ code: Symbol('x') }, 'IMMERSVE_WALLET_ERROR'],
    [{ get code() { throw new Error('mine'); } }, 'IMMERSVE_WALLET_ERROR'], [{ code: '__proto__' }, 'IMMERSVE_WALLET_ERROR'],
  ] as const) {
    it(`row 133: gives a wallet's refusal (${Object.keys(error ?? {}).join() || String(error)}, ${code}) as a code`, async () => {
      refuse(error);

      await expectCode(connect(), code);
      await expectCode(sign(), code);
      expect(provider.listeners.size).to.equal(0);
    });
  }

  it('row 133: ends when another account comes to the front while signing', async () => {
    for (const accounts of [[OTHER], [], undefined, 'x']) {
      provider.answer = never;
      const signing = expectCode(sign(), 'IMMERSVE_ACCOUNT_CHANGED');
      for (const listener of provider.listeners) listener(accounts);
      await signing;
    }
    expect(provider.listeners.size).to.equal(0);
  });

  it('row 133: goes on when the same account is announced again', async () => {
    let resolve: (value: string) => void = () => {};
    provider.answer = () => new Promise((done) => { resolve = done; });
    const signing = sign();
    for (const listener of provider.listeners) listener([VECTOR.address.toLowerCase()]);
    resolve(VECTOR.signature);

    expect(await signing).to.equal(VECTOR.signature);
  });

  it('row 133: lets the signature of a contract wallet through: the service verifies it', async () => {
    provider.answer = () => `0x${'ab'.repeat(600)}`;

    expect(await sign()).to.have.length(1_202);
  });

  it('row 135: refuses accounts and signatures that are none', async () => {
    for (const answer of [undefined, null, 7, 'x', [], [7], ['0x12'], [{}], Array.from({ length: 1e6 })]) {
      provider.answer = () => answer;
      await expectCode(connect(), 'IMMERSVE_WALLET_ERROR');
      await expectCode(sign(), 'IMMERSVE_WALLET_ERROR');
    }
    provider.answer = () => `0x${'ab'.repeat(64)}`;
    await expectCode(sign(), 'IMMERSVE_WALLET_ERROR');
  });

  it('row 135: a wallet that never answers ends in time, and is let go of', async () => {
    const clock = new FakeClock();
    provider.answer = never;
    const waiting = expectCode(waitForWallet({ clock }, signal, (stop) => sign(stop)), 'IMMERSVE_WALLET_TIMEOUT');
    await clock.advance(WALLET_LIMIT_MS);
    await waiting;

    expect([provider.listeners.size, clock.pending]).to.deep.equal([0, 0]);
  });

  it('row 135: a wallet whose events are broken signs all the same', async () => {
    provider.answer = () => VECTOR.signature;
    provider.on = () => { throw new Error('mine'); };

    expect(await sign()).to.equal(VECTOR.signature);
  });
});
