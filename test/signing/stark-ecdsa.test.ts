import { expect } from '@open-wc/testing';
import { Signature, sign, verify } from '@scure/starknet';

import vectors from '../vectors/stark.json' with { type: 'json' };
import { PassportError } from '../../src/shared/passport-error.js';
import { toDigits, toInteger } from '../../src/signing/bytes.js';
import { parsePayloadHash, signPayloadHash } from '../../src/signing/stark-ecdsa.js';
import { STARK_ORDER } from '../../src/signing/stark-key.js';
import { compareHashes } from '../vectors/compare-hashes.js';
import { invert } from '../vectors/reference-curve.js';
import { catchCode } from './support/catch-code.js';
import { toKeys } from './support/stark-keys.js';

const EDGE = vectors.hash_edge_cases;
const LIMIT = 2n ** 251n;

describe('signPayloadHash', () => {
  for (const vector of vectors.vectors) {
    it(`signs as the official SDK does: vector ${vector.index}`, () => {
      expect(signPayloadHash(vector.message_hash, toKeys(vector.stark_private_key))).to.equal(vector.stark_signature);
    });
  }

  for (const edge of EDGE.cases) {
    it(`row 124: ${edge.error ? 'refuses' : 'signs'} ${edge.case}`, () => {
      const run = (): string => signPayloadHash(edge.message_hash, toKeys(EDGE.stark_private_key));

      if (edge.error === undefined) expect(run()).to.equal(edge.stark_signature);
      else expect(catchCode(run)).to.equal('PAYLOAD_INVALID');
    });
  }

  for (const [index, quirk] of vectors.deterministic_k_quirk.cases.entries()) {
    it(`treats a zero first byte of k as the official SDK does: case ${index}`, () => {
      const key = toKeys(vectors.deterministic_k_quirk.stark_private_key);

      expect(signPayloadHash(quirk.message_hash, key)).to.equal(quirk.stark_signature);
    });
  }

  // Row 124 asks for values around the limits as well; the official SDK's vectors do not have them.
  it('row 124: makes signatures that verify up to 2^251 - 1 and refuses 2^251 to the order', () => {
    const key = toKeys(EDGE.stark_private_key);
    for (const value of [0n, 1n, 16n, LIMIT / 16n, LIMIT - 1n]) {
      const signature = signPayloadHash(value.toString(16), key);

      expect(signature).to.match(/^0x[0-9a-f]{128}$/);
      expect(isValid(signature, value.toString(16))).to.equal(true);
    }
    for (const value of [LIMIT, STARK_ORDER - 1n]) {
      expect(catchCode(() => signPayloadHash(value.toString(16), key))).to.equal('PAYLOAD_INVALID');
    }
  });
});

describe('signPayloadHash, when something goes wrong', () => {
  const key = toKeys(EDGE.stark_private_key);

  it('row 125: gives away no signature that does not verify', () => {
    const signature = { r: BigInt(EDGE.cases[1]!.stark_signature!.slice(0, 66)), s: 12345n };

    expect(catchCode(() => signPayloadHash('0x1', key, () => signature))).to.equal('SIGNATURE_INVALID');
    expect(catchCode(() => signPayloadHash('0x1', key, () => ({ ...signature, r: LIMIT })))).to.equal('SIGNATURE_INVALID');
  });

  it('row 125: judges signatures as the library does, which has no key to do it with', () => {
    const [r, s] = split(signPayloadHash('0x1', key));
    // One of the point at infinity, which who has the key can name: r = -z / d, with a z that makes r small enough.
    const d = toInteger(key.privateKey);
    const rOfNone = (STARK_ORDER - invert(d, STARK_ORDER)) % STARK_ORDER;
    const given = [[r, s], [r, STARK_ORDER - s], [r + 1n, s], [r, s + 1n], [s, r], [rOfNone, s]].map(([first, second]) => `0x${toDigits(first!)}${toDigits(second!)}` as const);

    const judged = given.map((text) => catchCode(() => signPayloadHash('0x1', key, () => ({ r: split(text)[0], s: split(text)[1] }))) === undefined);

    expect(judged).to.deep.equal(given.map((text) => isValid(text, '0x1')));
    expect(judged.slice(0, 3)).to.deep.equal([true, true, false]);
  });

  it('row 125: gives away no signature of a key whose public key is another', () => {
    const { publicPoint } = toKeys(vectors.vectors[1]!.stark_private_key);

    expect(catchCode(() => signPayloadHash('0x1', { ...key, publicPoint }))).to.equal('SIGNATURE_INVALID');
  });

  it('row 125: takes another k for a signature that StarkEx would refuse', () => {
    const attempts: number[] = [];

    const signature = signPayloadHash('0x1', key, (hash, privateKey, attempt) => {
      attempts.push(attempt);
      return attempt < 2 ? { r: LIMIT + BigInt(attempt), s: 1n } : sign(hash, privateKey, { extraEntropy: new Uint8Array(32).fill(9) });
    });

    expect(attempts).to.deep.equal([0, 1, 2]);
    expect(isValid(signature, '0x1')).to.equal(true);
    expect(signature).not.to.equal(EDGE.cases[1]!.stark_signature);
  });

  it('row 125: makes r and 1/s below 2^251, though its twin (r, n - s) would verify as well', () => {
    for (let hash = 1; hash <= 20; hash += 1) {
      const text = hash.toString(16);
      const signature = signPayloadHash(text, key);
      const [r, s] = split(signature);
      const twin = `0x${signature.slice(2, 66)}${(STARK_ORDER - s).toString(16).padStart(64, '0')}`;

      expect(r > 0n && r < LIMIT && invert(s, STARK_ORDER) < LIMIT).to.equal(true);
      expect([isValid(signature, text), isValid(twin, text)]).to.deep.equal([true, true]);
    }
  });

  it('row 128: keeps the error of the library to itself', () => {
    let caught: unknown;
    try {
      signPayloadHash('0x1', key, () => {
        throw new RangeError(`key ${EDGE.stark_private_key}`);
      });
    } catch (error) {
      caught = error;
    }

    expect(caught).to.be.instanceOf(PassportError).with.property('code', 'SIGNATURE_INVALID');
    expect((caught as Error).cause).to.equal(undefined);
  });
});

describe('parsePayloadHash', () => {
  it('row 124: reads 5,000 numbers around the limits as the protocol description does', () => {
    expect(compareHashes(5_000, 124)).to.deep.equal({ equal: 5_000, total: 5_000 });
  });

  it('ignores prefix, letter case and leading zeros', () => {
    for (const text of ['0xabc', 'ABC', `0X${'0'.repeat(60)}abc`]) expect(parsePayloadHash(text)).to.equal(0xabcn);
  });

  it('row 124: refuses what is no number of 252 bits', () => {
    const refused: unknown[] = [
      '', '0x', ' 0x1', '0x1 ', '-1', '1.5', '1e+3', '0xg', '0x0x1', 'hash', `1${'0'.repeat(63)}`, '0'.repeat(257),
      undefined, null, 1, 1n, {}, ['0x1'],
    ];
    for (const value of refused) {
      expect(catchCode(() => parsePayloadHash(value as string)), String(value)).to.equal('PAYLOAD_INVALID');
    }
  });
});

function split(signature: string): [r: bigint, s: bigint] {
  return [BigInt(signature.slice(0, 66)), BigInt(`0x${signature.slice(66)}`)];
}

function isValid(signature: string, hash: string): boolean {
  const digits = hash.replace(/^0x/, '').padStart(64, '0');
  return verify(new Signature(...split(signature)), digits, toKeys(EDGE.stark_private_key).publicPoint.toBytes(false));
}
