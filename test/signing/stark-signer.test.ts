import { expect } from '@open-wc/testing';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { concat, getBytes, hashMessage, hexlify, recoverAddress, SigningKey } from 'ethers';

import vectors from '../vectors/stark.json' with { type: 'json' };
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { Hex } from '../../src/shared/types.js';
import { chooseStarkKey, deriveStarkSigner } from '../../src/signing/stark-signer.js';
import type { DeriveStarkSignerOptions } from '../../src/signing/stark-signer.js';
import { fromHex } from '../vectors/stark-reference.js';
import { catchCodeLater } from './support/catch-code.js';

const PLAIN = vectors.vectors[0]!;
/** Its three variants give three keys. */
const GROUND = vectors.vectors.find(({ index }) => index === 3)!;
const OLD_KEYS = GROUND.alternatives!;

function setup(vector: (typeof vectors.vectors)[number], options: Partial<DeriveStarkSignerOptions> = {}) {
  const calls = { signSeed: 0, lookUps: [] as string[] };
  const derive = (registered: readonly string[] = []) => deriveStarkSigner({
    isNew: false,
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

describe('deriveStarkSigner', () => {
  it('signs as the official SDK does, after one signature of the wallet and no look-up', async () => {
    const { calls, derive } = setup(PLAIN);

    const signer = await derive();

    expect(signer.publicKey).to.equal(PLAIN.stark_public_key);
    expect(signer.signUnseen('registration', PLAIN.message_hash)).to.equal(PLAIN.stark_signature);
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

    expect(await catchCodeLater(derive([PLAIN.stark_public_key]))).to.equal('STARK_KEY_MISMATCH');
  });

  it('row 120: compares a known registered key even where nothing is ambiguous, without a look-up', async () => {
    const same = setup(PLAIN, { registeredKey: PLAIN.stark_public_key.replace('0x0', '0x') });
    const other = setup(PLAIN, { registeredKey: GROUND.stark_public_key });

    expect(await same.derive()).to.include({ publicKey: PLAIN.stark_public_key });
    expect(await catchCodeLater(other.derive())).to.equal('STARK_KEY_MISMATCH');
    expect(other.calls.lookUps).to.deep.equal([]);
  });

  it('row 120: fails with the look-up, since no answer does not mean no account', async () => {
    const { derive } = setup(GROUND, {
      fetchRegisteredKeys: async () => Promise.reject(new PassportError(ERROR_TABLE, 'NETWORK_FAILED')),
    });

    expect(await catchCodeLater(derive())).to.equal('NETWORK_FAILED');
  });
});

describe('deriveStarkSigner, row 122: the wallet\'s signature', () => {
  const [r, s] = [PLAIN.personal_sign_signature.slice(2, 66), PLAIN.s_seed.slice(2)];
  const isOdd = PLAIN.personal_sign_signature.endsWith('1c');
  const highS = (0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n - BigInt(PLAIN.s_seed)).toString(16).padStart(64, '0');
  const compactS = (BigInt(PLAIN.s_seed) | (isOdd ? 1n << 255n : 0n)).toString(16).padStart(64, '0');
  const v = isOdd ? ['01', '1c'] : ['00', '1b'];
  const table: readonly (readonly [name: string, signature: string, code: string | undefined])[] = [
    ['v of 0 or 1', `0x${r}${s}${v[0]}`, undefined],
    ['v of 27 or 28', `0x${r}${s}${v[1]}`, undefined],
    ['EIP-2098', `0x${r}${compactS}`, undefined],
    ['0X and capital letters', `0X${r.toUpperCase()}${s.toUpperCase()}${v[1]!.toUpperCase()}`, undefined],
    ['the other v', `0x${r}${s}${isOdd ? '1b' : '1c'}`, 'WALLET_ADDRESS_MISMATCH'],
    ['v of 29', `0x${r}${s}1d`, 'WALLET_RESPONSE_INVALID'],
    ['a high s, which could be read in two ways', `0x${r}${highS}${isOdd ? '1b' : '1c'}`, 'WALLET_RESPONSE_INVALID'],
    ['no prefix', `${r}${s}${v[1]}`, 'WALLET_RESPONSE_INVALID'],
    ['spaces', ` 0x${r}${s}${v[1]}`, 'WALLET_RESPONSE_INVALID'],
    ['a line break', `0x${r}${s}${v[1]}\n`, 'WALLET_RESPONSE_INVALID'],
    ['s of 0', `0x${r}${'0'.repeat(64)}1b`, 'WALLET_RESPONSE_INVALID'],
    ['r that is on no point', `0x${'0'.repeat(63)}5${s}1b`, 'WALLET_RESPONSE_INVALID'],
    ['a contract\'s (EIP-1271)', `0x${'11'.repeat(200)}`, 'WALLET_UNSUPPORTED'],
    ['a counterfactual one (EIP-6492)', `0x${'00'.repeat(96)}${'6492'.repeat(16)}`, 'WALLET_UNSUPPORTED'],
    ['nothing', '0x', 'WALLET_RESPONSE_INVALID'],
  ];

  for (const [name, signature, code] of table) {
    it(`row 122: ${code ? `is refused with ${code}` : 'gives the same key'}: ${name}`, async () => {
      const { derive } = setup(PLAIN, { signSeed: async () => signature as Hex });

      if (code) expect(await catchCodeLater(derive())).to.equal(code);
      else expect((await derive()).publicKey).to.equal(PLAIN.stark_public_key);
    });
  }

  it('row 122: is refused when another wallet made it', async () => {
    const { derive } = setup(PLAIN, { signSeed: async () => GROUND.personal_sign_signature as Hex });

    expect(await catchCodeLater(derive())).to.equal('WALLET_ADDRESS_MISMATCH');
  });

  it('row 122: is judged by the registered key where the address is known, and else by who made it', async () => {
    // Of the other recovery id: the same seed, and by recovery somebody else's.
    const text = PLAIN.personal_sign_signature;
    const signSeed = async (): Promise<Hex> => `${text.slice(0, -2)}${text.endsWith('1b') ? '1c' : '1b'}` as Hex;
    const registeredKey = PLAIN.stark_public_key;
    const known = setup(PLAIN, { signSeed, registeredKey, isAddressKnown: true });
    const other = setup(PLAIN, { signSeed, registeredKey: GROUND.stark_public_key, isAddressKnown: true });
    const unknown = setup(PLAIN, { signSeed, registeredKey });

    expect((await known.derive()).publicKey).to.equal(registeredKey);
    expect(await catchCodeLater(other.derive())).to.equal('WALLET_ADDRESS_MISMATCH');
    expect(await catchCodeLater(unknown.derive())).to.equal('WALLET_ADDRESS_MISMATCH');
  });

  it('row 122: is refused when another wallet made it, and another key is registered', async () => {
    const { derive } = setup(PLAIN, { signSeed: async () => GROUND.personal_sign_signature as Hex, registeredKey: PLAIN.stark_public_key });

    expect(await catchCodeLater(derive())).to.equal('WALLET_ADDRESS_MISMATCH');
  });

  it('row 122: is refused when it is of another text', async () => {
    const { derive } = setup(PLAIN, { signSeed: async () => vectors.sign_raw[0]!.personal_sign_signature as Hex });

    expect(await catchCodeLater(derive())).to.equal('WALLET_ADDRESS_MISMATCH');
  });
});

describe('deriveStarkSigner, before a first registration', () => {
  /** The second of two signatures of the same wallet under the same text: made with additional data for k. */
  const wallet = new SigningKey(PLAIN.eth_private_key);
  const digest = getBytes(hashMessage(vectors.signed_message));

  function signWithOtherK(): Hex {
    const signature = secp256k1.sign(digest, getBytes(PLAIN.eth_private_key), {
      prehash: false, lowS: true, extraEntropy: new Uint8Array(32).fill(1), format: 'recovered',
    });
    return hexlify(concat([signature.subarray(1), Uint8Array.of(27 + signature[0]!)])) as Hex;
  }

  it('row 123: has the wallet sign twice, and goes on when both are the same', async () => {
    const { calls, derive } = setup(PLAIN, { isNew: true });

    expect((await derive()).publicKey).to.equal(PLAIN.stark_public_key);
    expect(calls.signSeed).to.equal(2);
  });

  it('row 123: compares numbers: the same signature may be spelled otherwise', async () => {
    const spellings = [PLAIN.personal_sign_signature, PLAIN.personal_sign_signature.toUpperCase().replace(/1B$/, '00').replace(/1C$/, '01')];
    const { derive } = setup(PLAIN, { isNew: true, signSeed: async () => spellings.shift() as Hex });

    expect((await derive()).publicKey).to.equal(PLAIN.stark_public_key);
  });

  it('row 123: refuses a wallet that signs differently each time', async () => {
    const signatures = [PLAIN.personal_sign_signature as Hex, signWithOtherK()];
    const [first, second] = signatures;
    expect(first).not.to.equal(second);
    expect(recoverAddress(digest, second!)).to.equal(PLAIN.eth_address);
    expect(wallet.sign(digest).serialized).to.equal(first);
    const { derive } = setup(PLAIN, { isNew: true, signSeed: async () => signatures.shift()! });

    expect(await catchCodeLater(derive())).to.equal('WALLET_NOT_DETERMINISTIC');
  });

  it('row 123: has the wallet sign again while the key is derived', async () => {
    const second = Promise.withResolvers<Hex>();
    const answers = [Promise.resolve(PLAIN.personal_sign_signature as Hex), second.promise];
    const { derive } = setup(PLAIN, { isNew: true, signSeed: async () => answers.shift()! });
    let isDone = false;

    const deriving = derive().then((signer) => {
      isDone = true;
      return signer;
    });
    await Promise.resolve().then(() => Promise.resolve());
    expect([answers.length, isDone]).to.deep.equal([0, false]);
    second.resolve(PLAIN.personal_sign_signature as Hex);

    expect((await deriving).publicKey).to.equal(PLAIN.stark_public_key);
  });

  it('row 123: fails as the wallet does when it does not sign again', async () => {
    const answers = [Promise.resolve(PLAIN.personal_sign_signature as Hex), Promise.reject(new PassportError(ERROR_TABLE, 'WALLET_TIMEOUT'))];
    const { derive } = setup(PLAIN, { isNew: true, signSeed: () => answers.shift()! });

    expect(await catchCodeLater(derive())).to.equal('WALLET_TIMEOUT');
  });

  it('row 123: has it sign once for a key that is registered', async () => {
    const { calls, derive } = setup(PLAIN, { isNew: false, registeredKey: PLAIN.stark_public_key });

    await derive();

    expect(calls.signSeed).to.equal(1);
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

    expect(() => signer.signUnseen('registration', '0x1')).to.throw(PassportError).with.property('code', 'NOT_LOGGED_IN_ERROR');
  });

  it('row 128: shows its key to no log, clone, error, JSON or walk over everything that hangs on it', async () => {
    const signer = await setup(PLAIN).derive();
    const errors = ['nothing', '1'.repeat(64)].map((hash) => catchError(() => signer.signUnseen('cancel-order', hash)));
    signer.dispose();
    errors.push(catchError(() => signer.signUnseen('registration', '0x1')));
    const disposed = [signer, ...errors];
    const fresh = await setup(PLAIN).derive();

    const text = [fresh, ...disposed].map((target) => `${toText(target)}\n${JSON.stringify(target)}\n${String(target)}`).join('\n').toLowerCase();

    expect(() => structuredClone(fresh)).to.throw(DOMException);
    expect(Object.isFrozen(fresh)).to.equal(true);
    for (const secret of SECRETS) {
      expect(text).not.to.contain(secret.replace(/^0+/, '').slice(0, 32));
      expect(text).not.to.contain(BigInt(`0x${secret}`).toString());
      expect(text).not.to.contain(fromHex(secret).join(','));
    }
  });

  it('row 128: is found by this walk when it hangs on the signer', async () => {
    const signer = await setup(PLAIN).derive();
    const leaks = [
      { ...signer, key: fromHex(SECRETS[0]!) }, { ...signer, inner: [{ key: BigInt(`0x${SECRETS[0]!}`) }] },
      Object.defineProperty({ ...signer }, 'hidden', { value: SECRETS[0] }), { ...signer, key: new Map([['k', SECRETS[0]]]) },
    ];

    for (const leak of leaks) {
      const text = toText(leak).toLowerCase();
      const forms = [SECRETS[0]!.replace(/^0+/, ''), BigInt(`0x${SECRETS[0]!}`).toString(), fromHex(SECRETS[0]!).join(',')];
      expect(forms.some((form) => text.includes(form))).to.equal(true);
    }
  });
});

const SECRETS = [PLAIN.stark_private_key, PLAIN.s_seed, PLAIN.bip32_child_private_key, PLAIN.personal_sign_signature.slice(0, 66)]
  .map((secret) => secret.replace(/^0x/, ''));

function catchError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

/** Everything that can be reached from a value by its members, hidden ones and those of its prototypes among them. */
function toText(value: unknown, seen = new Set<unknown>()): string {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return String(value);
  seen.add(value);
  if (value instanceof Uint8Array) return value.join(',');
  const entries = value instanceof Map || value instanceof Set ? [...value] : [];
  const members = Reflect.ownKeys(value).map((key) => {
    const member = Reflect.getOwnPropertyDescriptor(value, key);
    return `${String(key)}: ${toText(member?.value, seen)} ${toText(member?.get, seen)}`;
  });
  return [...entries.map((entry) => toText(entry, seen)), ...members, toText(Object.getPrototypeOf(value), seen)].join('\n');
}
