import { expect } from '@open-wc/testing';

import vectors from '../vectors/stark.json' with { type: 'json' };
import type { Hex } from '../../src/shared/types.js';
import { createKeyHashes } from '../../src/signing/key-hashes.js';
import { deriveSeedKey, toDerivationPath } from '../../src/signing/seed-key.js';
import { grindStarkKey } from '../../src/signing/stark-key.js';
import { toHex } from '../vectors/stark-reference.js';
import { catchCodeLater } from './support/catch-code.js';

describe('deriveSeedKey', () => {
  for (const vector of vectors.vectors) {
    it(`derives the child key of vector ${vector.index} (${vector.note})`, async () => {
      const key = await deriveSeedKey(vector.personal_sign_signature as Hex, vector.eth_address as Hex);

      expect(toDerivationPath(vector.eth_address as Hex)).to.equal(vector.derivation_path);
      expect(`0x${toHex(key)}`).to.equal(vector.bip32_child_private_key);
    });
  }

  it('ignores the letter case of the address', () => {
    const { eth_address: address } = vectors.vectors[0]!;

    expect(toDerivationPath(address.toLowerCase() as Hex)).to.equal(toDerivationPath(address as Hex));
  });

  it('refuses what is no address', () => {
    expect(() => toDerivationPath('0x12')).to.throw(TypeError, 'address');
  });

  it('refuses what is no signature of a key pair', async () => {
    const { eth_address: address } = vectors.vectors[0]!;

    expect(await catchCodeLater(deriveSeedKey('0x', address as Hex))).to.equal('WALLET_RESPONSE_INVALID');
    expect(await catchCodeLater(deriveSeedKey(`0x${'11'.repeat(200)}`, address as Hex))).to.equal('WALLET_UNSUPPORTED');
  });
});

describe('createKeyHashes', () => {
  for (const vector of vectors.vectors) {
    it(`gives the key of vector ${vector.index} without WebCrypto, as on a page over http:`, async () => {
      const hashes = createKeyHashes(null);

      const seedKey = await deriveSeedKey(vector.personal_sign_signature as Hex, vector.eth_address as Hex, hashes);
      const pair = await grindStarkKey(seedKey, 'default', hashes);

      expect(`0x${toHex(seedKey)}`).to.equal(vector.bip32_child_private_key);
      expect(toHex(pair.privateKey)).to.equal(vector.stark_private_key);
      expect(pair.rounds).to.equal(vector.grind_hashes);
    });
  }

  it('leaves the hashing to the browser where it can', async () => {
    const calls: string[] = [];
    const subtle = new Proxy(crypto.subtle, {
      get: (target, name) => (...args: unknown[]) => {
        calls.push(String(name));
        return Reflect.apply(Reflect.get(target, name) as () => unknown, target, args);
      },
    });
    const hashes = createKeyHashes(subtle);

    await hashes.sha256(new Uint8Array(1));
    await hashes.hmacSha512(new Uint8Array(1), new Uint8Array(1));

    expect(calls).to.deep.equal(['digest', 'importKey', 'sign']);
  });
});
