import { expect } from '@open-wc/testing';

import { createCrossmarkSigner } from '../../../src/immersve/signers/crossmark.js';
import { createGemWalletSigner } from '../../../src/immersve/signers/gemwallet.js';
import { watchWallets } from '../../../src/immersve/signers/wallet-list.js';
import type { ImmersveSigner } from '../../../src/shared/immersve.js';
import { expectCode } from '../../support/rejection.js';
import vectors from '../../vectors/immersve.json' with { type: 'json' };

const [VECTOR, SECP] = vectors.xrpl as [(typeof vectors.xrpl)[number], (typeof vectors.xrpl)[number]];
const { signal } = new AbortController();
const connect = (signer: ImmersveSigner): Promise<unknown> => signer.connect({ network: 'xahau-testnet', signal });
const sign = (signer: ImmersveSigner, { publicKey, message } = VECTOR): Promise<string> =>
  signer.sign({ message, account: { publicKey }, network: 'xahau-testnet', signal });

describe('Crossmark', () => {
  let calls: unknown[][];
  let data: Record<string, unknown> | undefined;
  beforeEach(() => {
    calls = [];
    data = { address: VECTOR.classicAddress, publicKey: VECTOR.publicKey, signature: VECTOR.signature, meta: { isRejected: false } };
  });
  const crossmark = { methods: { signInAndWait: async (...args: unknown[]) => { calls.push(args); return { response: { data } }; } } };
  const open = (): ImmersveSigner => createCrossmarkSigner({ xrpl: { crossmark } } as unknown as Window) ?? expect.fail();

  it('is there where its extension is', () => {
    const hostile = { get xrpl(): never { throw new Error('mine'); }, get crossmark(): never { throw new Error('mine'); } };

    expect(createCrossmarkSigner({ crossmark } as unknown as Window)?.id).to.equal('crossmark');
    for (const page of [{}, { crossmark: {} }, { xrpl: null }, hostile]) expect(createCrossmarkSigner(page as Window)).to.equal(undefined);
  });

  it('connects by a sign-in, and signs the hex as it is', async () => {
    expect(await connect(open())).to.deep.equal({ publicKey: VECTOR.publicKey, address: VECTOR.classicAddress });
    data = { ...data, signature: VECTOR.signature.toLowerCase() };
    expect(await sign(open())).to.equal(VECTOR.signature);
    data = { publicKey: SECP.publicKey.toLowerCase(), signature: SECP.signature };
    expect(await sign(open(), SECP)).to.equal(SECP.signature);

    expect(calls).to.deep.equal([[], [VECTOR.message], [SECP.message]]);
  });

  it('row 133: refuses another key, a refusal, and what is no signature', async () => {
    data = { ...data, publicKey: SECP.publicKey };
    await expectCode(sign(open()), 'IMMERSVE_ACCOUNT_CHANGED');
    data = { meta: { isRejected: true } };
    await expectCode(sign(open()), 'IMMERSVE_USER_REJECTED');
    await expectCode(connect(open()), 'IMMERSVE_USER_REJECTED');
    data = { publicKey: VECTOR.publicKey, signature: 'none' };
    await expectCode(sign(open()), 'IMMERSVE_WALLET_ERROR');
    data = undefined;
    await expectCode(connect(open()), 'IMMERSVE_WALLET_ERROR');
  });
});

describe('GemWallet', () => {
  let calls: unknown[][];
  let answers: Record<string, unknown>;
  beforeEach(() => {
    calls = [];
    answers = {
      isInstalled: { result: { isInstalled: true } },
      getPublicKey: { type: 'response', result: { address: VECTOR.classicAddress, publicKey: VECTOR.publicKey } },
      signMessage: { type: 'response', result: { signedMessage: VECTOR.signature } },
    };
  });
  const module = Object.fromEntries(['isInstalled', 'getPublicKey', 'signMessage'].map((name) =>
    [name, async (...args: unknown[]) => { calls.push([name, ...args]); return answers[name]; }]));
  const open = (): ImmersveSigner => createGemWalletSigner(async () => module);

  it('connects with its key, and signs the bytes of the hex, not its letters', async () => {
    expect(await connect(open())).to.deep.equal({ publicKey: VECTOR.publicKey, address: VECTOR.classicAddress });
    expect(await sign(open())).to.equal(VECTOR.signature);

    expect(calls).to.deep.equal([['isInstalled'], ['getPublicKey'], ['signMessage', VECTOR.message, true]]);
  });

  it('row 133: gives refusals and absence as codes', async () => {
    answers['signMessage'] = { type: 'reject', result: undefined };
    await expectCode(sign(open()), 'IMMERSVE_USER_REJECTED');
    answers['signMessage'] = { type: 'response', result: { signedMessage: undefined } };
    await expectCode(sign(open()), 'IMMERSVE_WALLET_ERROR');
    answers['isInstalled'] = { result: { isInstalled: false } };
    await expectCode(connect(open()), 'IMMERSVE_NO_WALLET');
    await expectCode(connect(createGemWalletSigner(async () => ({}))), 'IMMERSVE_WALLET_LOAD_FAILED');
  });

  it('is offered with its loader only, as every wallet with a module', () => {
    const list = (walletLoaders: object, builtins?: readonly 'pera'[]): string[] => {
      const watch = watchWallets(new EventTarget() as Window, { walletLoaders, ...(builtins ? { builtins } : {}) }, () => {});
      watch.close();
      return watch.signers.map(({ id }) => id);
    };
    const load = async (): Promise<object> => module;

    expect(list({})).to.deep.equal([]);
    expect(list({ gemwallet: load, pera: load, arc27: load })).to.deep.equal(['pera', 'arc27', 'gemwallet']);
    expect(list({ gemwallet: load, pera: load }, ['pera'])).to.deep.equal(['pera']);
  });
});
