import { expect } from '@open-wc/testing';

import { createArc27Signer } from '../../../src/immersve/signers/arc27.js';
import { createPeraSigner } from '../../../src/immersve/signers/pera.js';
import type { ImmersveSigner } from '../../../src/shared/immersve.js';
import { expectCode } from '../../support/rejection.js';
import vectors from '../../vectors/immersve.json' with { type: 'json' };

const VECTOR = vectors.algorand[0] as (typeof vectors.algorand)[number];
const SIGNED_TEXT = `MX${VECTOR.message}`;
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
const { signal } = new AbortController();
const connect = (signer: ImmersveSigner, network = 'algorand-testnet'): Promise<unknown> => signer.connect({ network, signal });
const sign = (signer: ImmersveSigner): Promise<string> =>
  signer.sign({ message: VECTOR.message, description: 'Sign in', account: { address: VECTOR.address }, network: 'algorand-testnet', signal });

describe('Pera', () => {
  let pera: { options?: unknown; calls: unknown[]; earlier: unknown; signature: unknown; error?: unknown };
  beforeEach(() => { pera = { calls: [], earlier: [], signature: fromBase64(VECTOR.signature) }; });

  class PeraWalletConnect {
    constructor(options: unknown) { pera.options = options; }
    async reconnectSession(): Promise<unknown> { return pera.earlier; }
    async connect(): Promise<unknown> { pera.calls.push('connect'); if (pera.error) throw pera.error; return [VECTOR.address]; }
    async disconnect(): Promise<void> { pera.calls.push('disconnect'); }
    async signData(...args: unknown[]): Promise<unknown> { pera.calls.push(args); if (pera.error) throw pera.error; return [pera.signature]; }
  }
  const open = (): ImmersveSigner => createPeraSigner(async () => ({ default: PeraWalletConnect }));

  it('connects on the network, signs the bytes of the text, and lets go', async () => {
    const signer = open();

    expect(await connect(signer)).to.deep.equal({ address: VECTOR.address });
    expect(await sign(signer)).to.equal(VECTOR.signature);
    await signer.disconnect?.();

    expect(pera.options).to.deep.equal({ chainId: 416_002 });
    expect(pera.calls).to.deep.equal(['connect', [[{ data: new TextEncoder().encode(VECTOR.message), message: 'Sign in' }], VECTOR.address], 'disconnect']);
  });

  it('takes up an earlier connection', async () => {
    pera.earlier = [VECTOR.address];
    await connect(open(), 'algorand-mainnet');

    expect([pera.calls, pera.options]).to.deep.equal([[], { chainId: 416_001 }]);
  });

  it('row 133: gives its refusals as codes', async () => {
    for (const [type, code] of [
      ['CONNECT_MODAL_CLOSED', 'IMMERSVE_USER_REJECTED'], ['SIGN_TXN_CANCELLED', 'IMMERSVE_USER_REJECTED'],
      ['EXTENSION_UNSUPPORTED_OPERATION', 'IMMERSVE_WALLET_UNSUPPORTED'], ['ELSE', 'IMMERSVE_WALLET_ERROR'],
    ] as const) {
      const signer = open();
      await connect(signer);
      pera.error = Object.assign(new Error(), { data: { type } });
      await expectCode(sign(signer), code);
      await expectCode(connect(open()), code);
      pera.error = undefined;
    }
  });

  it('refuses signatures that are none, and modules that are none', async () => {
    const signer = open();
    await connect(signer);
    for (const signature of [undefined, new Uint8Array(63), VECTOR.signature, []]) {
      pera.signature = signature;
      await expectCode(sign(signer), 'IMMERSVE_WALLET_ERROR');
    }
    await expectCode(connect(createPeraSigner(async () => ({}))), 'IMMERSVE_WALLET_LOAD_FAILED');
    await expectCode(connect(createPeraSigner(() => Promise.reject(new TypeError('404')))), 'IMMERSVE_WALLET_LOAD_FAILED');
  });
});

describe('ARC-27', () => {
  type Callback = (answer: unknown) => void;
  let asked: unknown[];
  let listeners: Map<string, Callback>;
  let answers: { discover: unknown[]; enable: unknown; sign: unknown };
  const GENESIS = 'SGO1GKSzyE7IEPItTxCByw9x8FmnrCDexi9/cOUJOiI=';
  const found = (methods: unknown, genesisHash = GENESIS): unknown => ({ result: { providerId: 'kibisis', networks: [{ genesisHash, methods }] } });

  beforeEach(() => {
    asked = [];
    listeners = new Map();
    answers = {
      discover: [null, { result: {} }, found(['enable']), found('sign_message', 'x'), found(['sign_message'])],
      enable: { result: { accounts: [{ address: VECTOR.address }] } },
      sign: { result: { signature: VECTOR.signature, signer: VECTOR.address } },
    };
  });

  const on = (kind: string) => (callback: Callback): string => { listeners.set(kind, callback); return kind; };
  const send = (kind: string, params: unknown, list: readonly unknown[]): string => {
    asked.push(params ?? kind);
    setTimeout(() => {
      // Another tab's answer comes first, and one that does not say whose it is.
      if (kind !== 'discover') for (const requestId of ['other', undefined]) listeners.get(kind)?.({ requestId, error: { code: 4001 } });
      for (const answer of list) listeners.get(kind)?.(kind === 'discover' ? answer : { requestId: 'ours', ...answer as object });
    });
    return 'ours';
  };
  const AVMWebClient = {
    init: () => ({
      discover: () => send('discover', undefined, answers.discover),
      enable: (params: unknown) => send('enable', params, [answers.enable]),
      signMessage: (params: unknown) => send('sign', params, [answers.sign]),
      onDiscover: on('discover'), onEnable: on('enable'), onSignMessage: on('sign'),
      removeListener: (id: string) => listeners.delete(id),
    }),
  };
  const open = (): ImmersveSigner => createArc27Signer(async () => ({ AVMWebClient: Object.assign(() => {}, AVMWebClient) }));

  it('finds a wallet that signs messages, and has it sign MX before the text', async () => {
    const signer = open();

    expect(await connect(signer)).to.deep.equal({ address: VECTOR.address });
    expect(await sign(signer)).to.equal(VECTOR.signature);
    expect(asked).to.deep.equal(['discover', { genesisHash: GENESIS, providerId: 'kibisis' },
      { message: SIGNED_TEXT, signer: VECTOR.address, providerId: 'kibisis' }]);
    expect(listeners.size).to.equal(0);
  });

  it('says that there is none after a second', async () => {
    answers.discover = [];
    await expectCode(connect(open()), 'IMMERSVE_NO_WALLET');
    expect(listeners.size).to.equal(0);
  });

  it('row 133: refuses another signer, and gives refusals as codes', async () => {
    const signer = open();
    await connect(signer);
    for (const [answer, code] of [
      [{ result: { signature: VECTOR.signature, signer: vectors.algorand[1]?.address } }, 'IMMERSVE_ACCOUNT_CHANGED'],
      [{ error: { code: 4001 } }, 'IMMERSVE_USER_REJECTED'], [{ error: { code: 4003 } }, 'IMMERSVE_WALLET_UNSUPPORTED'],
      [{ error: { code: 4004 } }, 'IMMERSVE_WALLET_UNSUPPORTED'], [{ result: { signature: 'x', signer: VECTOR.address } }, 'IMMERSVE_WALLET_ERROR'],
    ] as const) {
      answers.sign = answer;
      await expectCode(sign(signer), code);
    }
    await expectCode(sign(open()), 'IMMERSVE_NO_WALLET');
  });
});
