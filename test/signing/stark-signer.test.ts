import { expect } from '@open-wc/testing';

import vectors from '../vectors/stark.json' with { type: 'json' };
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { Hex } from '../../src/shared/types.js';
import { chooseStarkKey, deriveStarkSigner } from '../../src/signing/stark-signer.js';
import type { DeriveStarkSignerOptions } from '../../src/signing/stark-signer.js';

const PLAIN = vectors.vectors[0]!;
/** Its three variants give three keys. */
const GROUND = vectors.vectors.find(({ index }) => index === 3)!;
const OLD_KEYS = GROUND.alternatives!;

function setup(vector: (typeof vectors.vectors)[number], options: Partial<DeriveStarkSignerOptions> = {}) {
  const calls = { signSeed: 0, lookUps: [] as string[] };
  const derive = (registered: readonly string[] = []) => deriveStarkSigner({
    address: vector.eth_address as Hex,
    signSeed: async () => {
      calls.signSeed += 1;
      return vector.personal_sign_signature as Hex;
    },
    fetchRegisteredKeys: async (address) => {
      calls.lookUps.push(address);
      return registered;
    },
    ...options,
  });
  return { calls, derive };
}

async function catchCode(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'nothing thrown',
    (error: unknown) => (error instanceof PassportError ? error.code : `not ours: ${String(error)}`),
  );
}

describe('deriveStarkSigner', () => {
  it('signs as the official SDK does, after one signature of the wallet and no look-up', async () => {
    const { calls, derive } = setup(PLAIN);

    const signer = await derive();

    expect(signer.publicKey).to.equal(PLAIN.stark_public_key);
    expect(signer.sign(PLAIN.message_hash)).to.equal(PLAIN.stark_signature);
    expect(signer.isAmbiguous).to.equal(false);
    expect(calls).to.deep.equal({ signSeed: 1, lookUps: [] });
  });

  it('row 120: looks the registered key up where the variants differ, by the address in lower case', async () => {
    const { calls, derive } = setup(GROUND);

    const signer = await derive();

    expect(calls.lookUps).to.deep.equal([GROUND.eth_address.toLowerCase()]);
    expect(signer).to.include({ variant: 'default', publicKey: GROUND.stark_public_key, isAmbiguous: true });
  });

  it('row 120: uses the variant that is registered', async () => {
    const { derive } = setup(GROUND);

    const first = await derive([OLD_KEYS.core_sdk_2_0_1.stark_public_key]);
    const second = await derive([OLD_KEYS.imx_sdk_js_legacy.stark_public_key.toUpperCase().replace('0X0', '0x')]);

    expect(first).to.include({ variant: 'core-sdk-2.0.1', publicKey: OLD_KEYS.core_sdk_2_0_1.stark_public_key });
    expect(second).to.include({ variant: 'imx-sdk-js', publicKey: OLD_KEYS.imx_sdk_js_legacy.stark_public_key });
  });

  it('row 120: refuses to go on when another key is registered', async () => {
    const { derive } = setup(GROUND);

    expect(await catchCode(derive([PLAIN.stark_public_key]))).to.equal('STARK_KEY_MISMATCH');
  });

  it('row 120: compares a known registered key even where nothing is ambiguous, without a look-up', async () => {
    const same = setup(PLAIN, { registeredKey: PLAIN.stark_public_key.replace('0x0', '0x') });
    const other = setup(PLAIN, { registeredKey: GROUND.stark_public_key });

    expect(await same.derive()).to.include({ publicKey: PLAIN.stark_public_key });
    expect(await catchCode(other.derive())).to.equal('STARK_KEY_MISMATCH');
    expect(other.calls.lookUps).to.deep.equal([]);
  });

  it('row 120: fails with the look-up, since no answer does not mean no account', async () => {
    const { derive } = setup(GROUND, {
      fetchRegisteredKeys: async () => Promise.reject(new PassportError(ERROR_TABLE, 'NETWORK_FAILED')),
    });

    expect(await catchCode(derive())).to.equal('NETWORK_FAILED');
  });

  it('row 122: refuses a seed signature whose s could be read in two ways', async () => {
    const highS = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n - BigInt(PLAIN.s_seed);
    const turned = PLAIN.personal_sign_signature.replace(PLAIN.s_seed.slice(2), highS.toString(16).padStart(64, '0'));
    const { derive } = setup(PLAIN, { signSeed: async () => turned as Hex });

    expect(await catchCode(derive())).to.equal('WALLET_RESPONSE_INVALID');
  });
});

describe('chooseStarkKey', () => {
  it('takes the first candidate when nothing is registered', () => {
    expect(chooseStarkKey([{ publicKey: '0x01' }, { publicKey: '0x02' }], [])).to.deep.equal({ publicKey: '0x01' });
  });

  it('refuses an answer that is no key', () => {
    expect(() => chooseStarkKey([{ publicKey: '0x01' }], [''])).to.throw(PassportError).with.property('code', 'STARK_KEY_MISMATCH');
  });
});

describe('a StarkSigner', () => {
  it('signs no more once disposed of', async () => {
    const signer = await setup(PLAIN).derive();

    signer.dispose();
    signer.dispose();

    expect(() => signer.sign('0x1')).to.throw(PassportError).with.property('code', 'NOT_LOGGED_IN_ERROR');
  });

  it('row 128: shows its key to no log, clone, error or JSON', async () => {
    const signer = await setup(PLAIN).derive();
    const shown = [JSON.stringify(signer), String(signer), ...Reflect.ownKeys(signer).map((key) => describeMember(signer, key))];
    for (const hash of ['nothing', '1'.repeat(64)]) {
      try {
        signer.sign(hash);
      } catch (error) {
        const { message, stack, cause } = error as Error;
        shown.push(message, stack ?? '', JSON.stringify(error), String(cause));
      }
    }

    const text = shown.join('\n').toLowerCase();

    expect(() => structuredClone(signer)).to.throw(DOMException);
    expect(Object.isFrozen(signer)).to.equal(true);
    for (const secret of [PLAIN.stark_private_key, PLAIN.s_seed, PLAIN.bip32_child_private_key]) {
      expect(text).not.to.contain(secret.replace(/^0x/, '').replace(/^0+/, '').slice(0, 32));
      expect(text).not.to.contain(BigInt(`0x${secret.replace(/^0x/, '')}`).toString());
    }
  });
});

function describeMember(target: object, key: PropertyKey): string {
  return `${String(key)}: ${String(Reflect.get(target, key))}`;
}
