import { expect } from '@open-wc/testing';

import vectors from '../vectors/stark.json' with { type: 'json' };
import { checkClaims, Keyring } from '../../src/imx/keyring.js';
import type { RegistrationStep } from '../../src/shared/network.js';
import { isSameStarkKey } from '../../src/signing/stark-key.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { Hex } from '../../src/shared/types.js';
import type { WalletTransport } from '../../src/shared/wallet.js';
import { expectCode, getError } from './support/expect-error.js';
import { API, createFakeApi } from './support/fake-api.js';
import type { Reply } from './support/fake-api.js';
import { createFakeClock } from './support/fake-clock.js';
import { UNREGISTERED } from './support/fake-user.js';
import { createFakeWallet } from './support/fake-wallet.js';
import { TRACE } from './support/trace.js';

/** A wallet for which the three ways of grinding give three keys. */
const GROUND = vectors.vectors.find(({ index }) => index === 3)!;
const OLD_KEYS = Object.values(GROUND.alternatives!).map((pair) => pair.stark_public_key);
const UNKNOWN: Reply = { status: 404, json: { code: 'account_not_found', message: 'Account not found' } };

function setup(lookUp: Reply = UNKNOWN, passport: typeof UNREGISTERED.passport = undefined) {
  const api = createFakeApi({ [`GET /v1/users/${GROUND.eth_address.toLowerCase()}`]: lookUp });
  const wallet: WalletTransport = {
    getAddress: async () => GROUND.eth_address as Hex,
    sign: async () => GROUND.personal_sign_signature as Hex,
    disconnect: async () => {},
  };
  const { clock } = createFakeClock();
  const keyring = new Keyring({ target: { baseUrl: API, fetch: api.fetch, clock }, wallet });
  return { api, connect: () => keyring.connect({ ...UNREGISTERED, passport }) };
}

describe('Keyring', () => {
  it('row 120: takes the default key for a wallet that is not known, after one question to the configured service', async () => {
    const { api, connect } = setup();

    const { signer } = await connect();

    expect(isSameStarkKey(signer.publicKey, GROUND.stark_public_key)).to.equal(true);
    expect(api.lines).to.deep.equal([`GET /v1/users/${GROUND.eth_address.toLowerCase()}`]);
  });

  OLD_KEYS.forEach((key, index) => {
    it(`row 120: takes the key that is registered (old way ${index + 1})`, async () => {
      const { signer } = await setup({ json: { accounts: [key] } }).connect();

      expect(isSameStarkKey(signer.publicKey, key)).to.equal(true);
    });

    it(`row 120: takes the key of the claim without a question (old way ${index + 1})`, async () => {
      const { api, connect } = setup(UNKNOWN, { imx_stark_address: key });

      expect(isSameStarkKey((await connect()).signer.publicKey, key)).to.equal(true);
      expect(api.requests).to.deep.equal([]);
    });
  });

  it('row 120: does not register over a key that no way of grinding gives', async () => {
    await expectCode(setup({ json: { accounts: ['0x1234'] } }).connect(), 'STARK_KEY_MISMATCH');
    await expectCode(setup(UNKNOWN, { imx_stark_address: '0x1234' }).connect(), 'STARK_KEY_MISMATCH');
  });

  for (const reply of ['network', { status: 500 }, { status: 404, text: '<html>' }, { json: { accounts: [] } }] as const) {
    it(`row 120: takes no key when it is not known which: ${JSON.stringify(reply)}`, async () => {
      const error = await getError(setup(reply).connect());

      expect(error).to.be.instanceOf(PassportError);
      expect(['API_UNAVAILABLE', 'API_RESPONSE_INVALID']).to.include((error as PassportError).code);
    });
  }

  it('row 123: has the wallet sign twice before a first registration, for all calls of the same time and later ones', async () => {
    const fake = createFakeWallet();
    const keyring = new Keyring({ target: { baseUrl: API }, wallet: fake.wallet });
    const steps: RegistrationStep[] = [];

    const [a, b] = await Promise.all([keyring.connect(UNREGISTERED), keyring.connect(UNREGISTERED)]);
    const c = await keyring.connect(UNREGISTERED, { onStep: (step) => steps.push(step) });

    expect([a === b, b === c]).to.deep.equal([true, true]);
    expect(fake.purposes).to.deep.equal([{ kind: 'stark-seed' }, { kind: 'stark-seed' }]);
    expect(steps).to.deep.equal(['connect-wallet', 'derive-key']);
  });

  it('row 123: refuses a wallet whose second signature is another', async () => {
    const others = [TRACE.seedSignature, vectors.vectors[0]!.personal_sign_signature as Hex];
    const wallet: WalletTransport = { ...createFakeWallet().wallet, sign: async () => others.shift()! };

    await expectCode(new Keyring({ target: { baseUrl: API }, wallet }).connect(UNREGISTERED), 'WALLET_NOT_DETERMINISTIC');
  });

  it('row 123: has it sign once for a user who is registered', async () => {
    const fake = createFakeWallet();
    const keyring = new Keyring({ target: { baseUrl: API }, wallet: fake.wallet });

    await keyring.connect({ ...UNREGISTERED, passport: { imx_stark_address: TRACE.starkKey } });

    expect(fake.purposes).to.deep.equal([{ kind: 'stark-seed' }]);
  });

  it('warms up before the wallet is asked, and needs none of it', async () => {
    const events: string[] = [];
    const { wallet } = createFakeWallet();
    const keyring = new Keyring({
      target: { baseUrl: API },
      wallet: {
        ...wallet,
        getAddress: async () => {
          events.push('wallet');
          return TRACE.wallet;
        },
      },
      warmUp: async () => {
        events.push('warm-up');
        throw new Error('Too cold.');
      },
    });

    expect((await keyring.connect(UNREGISTERED)).signer.publicKey).to.equal(TRACE.starkKey);
    expect(events).to.deep.equal(['warm-up', 'wallet']);
  });

  it('does not remember a failure', async () => {
    const fake = createFakeWallet();
    let failures = 1;
    const wallet: WalletTransport = {
      ...fake.wallet,
      getAddress: async () => {
        if (failures-- > 0) throw new PassportError(ERROR_TABLE, 'WALLET_TIMEOUT');
        return TRACE.wallet;
      },
    };
    const keyring = new Keyring({ target: { baseUrl: API }, wallet });

    await expectCode(keyring.connect(UNREGISTERED), 'WALLET_TIMEOUT');
    expect((await keyring.connect(UNREGISTERED)).signer.publicKey).to.equal(TRACE.starkKey);
  });

  it('refuses a wallet that gives no address', async () => {
    const keyring = new Keyring({ target: { baseUrl: API }, wallet: createFakeWallet('0x1').wallet });

    await expectCode(keyring.connect(UNREGISTERED), 'WALLET_RESPONSE_INVALID');
  });

  it('drops the key of the user before, and on disconnect', async () => {
    const keyring = new Keyring({ target: { baseUrl: API }, wallet: createFakeWallet().wallet });
    const first = await keyring.connect(UNREGISTERED);
    const second = await keyring.connect({ sub: 'email|0002' });
    expect(() => first.signer.signUnseen('registration', '0x1')).to.throw(PassportError).with.property('code', 'NOT_LOGGED_IN_ERROR');

    keyring.disconnect();
    expect(() => second.signer.signUnseen('registration', '0x1')).to.throw(PassportError).with.property('code', 'NOT_LOGGED_IN_ERROR');
  });

  it('row 106: keys are of one user; the claims of another fit no wallet and no key', async () => {
    const keys = await new Keyring({ target: { baseUrl: API }, wallet: createFakeWallet().wallet }).connect(UNREGISTERED);

    expect(() => checkClaims(UNREGISTERED, keys)).not.to.throw();
    expect(() => checkClaims({ ...UNREGISTERED, sub: 'email|0002' }, keys)).to.throw(PassportError).with.property('code', 'USER_CHANGED');
  });

  it('drops a key that is derived after disconnect', async () => {
    let disposed = 0;
    let finish = (): void => {};
    const derived = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const keyring = new Keyring({
      target: { baseUrl: API },
      wallet: createFakeWallet().wallet,
      deriveSigner: async () => {
        await derived;
        return {
          publicKey: '0x1', variant: 'default', isAmbiguous: false,
          sign: () => '0x1', signUnseen: () => '0x1', dispose: () => { disposed += 1; },
        };
      },
    });
    const connecting = getError(keyring.connect(UNREGISTERED, {
      onStep: (step) => {
        if (step === 'derive-key') queueMicrotask(() => keyring.disconnect());
      },
    }));

    expect(await connecting).to.have.property('name', 'AbortError');
    finish();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(disposed).to.equal(1);
  });
});
