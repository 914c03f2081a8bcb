import { expect } from '@open-wc/testing';
import { hashMessage, TypedDataEncoder } from 'ethers';
import { hashText } from '../../src/signing/evm-hashes.js';
import { hashTypedData } from '../../src/signing/typed-data.js';
import type { TypedData, TypedField } from '../../src/signing/typed-data.js';
import { MAIL } from '../chain/support/mail.js';
import { createRandom, pick } from '../support/random.js';

/** What ethers makes of it. */
function hashByEthers({ types, domain, message }: Omit<TypedData, 'primaryType'>): string {
  const { EIP712Domain: _, ...rest } = types;
  return TypedDataEncoder.hash(domain, rest as Record<string, TypedField[]>, message);
}

describe('hashTypedData', () => {
  it('is that of ethers, whatever types nobody uses, and without a domain type', () => {
    const { EIP712Domain: _, ...types } = MAIL.types;
    const expected = hashByEthers(MAIL);

    expect(hashTypedData(MAIL)).to.equal(expected);
    expect(hashTypedData({ ...MAIL, types: { ...MAIL.types, Unused: [{ name: 'a', type: 'uint8' }] } as never })).to.equal(expected);
    expect(hashTypedData({ ...MAIL, types } as never)).to.equal(expected);
  });

  it('takes the primary type that is named, and refuses a domain type that is not the domain\'s', () => {
    const message = { name: 'Cow', wallet: MAIL.message.from.wallet };
    const types = { ...MAIL.types, EIP712Domain: [{ name: 'name', type: 'string' }] };

    expect(hashTypedData({ ...MAIL, primaryType: 'Person', message })).to.equal(TypedDataEncoder.hash(MAIL.domain, { Person: MAIL.types.Person }, message));
    expect(hashTypedData({ ...MAIL, types, domain: { name: 'Ether Mail' } } as never)).to.equal(hashTypedData({ ...MAIL, domain: { name: 'Ether Mail' }, types: { Mail: MAIL.types.Mail, Person: MAIL.types.Person } } as never));
    for (const wrong of [{ types }, { domain: { ...MAIL.domain, note: 'x' } }, { types: { ...MAIL.types, EIP712Domain: MAIL.types.EIP712Domain.toReversed() } }]) {
      expect(() => hashTypedData({ ...MAIL, ...wrong } as never)).to.throw(TypeError);
    }
  });

  it('is that of ethers for 300 made-up structs of every kind of value', () => {
    const random = createRandom(712);
    const hex = (bytes: number): string => `0x${Array.from({ length: bytes }, () => Math.floor(random() * 256).toString(16).padStart(2, '0')).join('')}`;
    const makers: Record<string, (size: number) => readonly [string, unknown]> = {
      uint: (size) => [`uint${size * 8}`, pick(random, [BigInt(hex(size)).toString(), hex(size), Math.floor(random() * 256)])],
      int: (size) => [`int${size * 8}`, BigInt.asIntN(size * 8, BigInt(hex(size))).toString()],
      bytesN: (size) => [`bytes${size}`, hex(size)],
      bytes: (size) => ['bytes', hex(size * 3)],
      string: (size) => ['string', 'a\u00e9\u2019\ud83d\ude00'.repeat(size)],
      bool: () => ['bool', random() < 0.5],
      address: () => ['address', hex(20)],
    };
    for (let round = 0; round < 300; round += 1) {
      const make = (): readonly [string, unknown] => makers[pick(random, Object.keys(makers))]!(1 + Math.floor(random() * 32));
      const inner = Array.from({ length: 1 + Math.floor(random() * 4) }, make);
      const toStruct = (values: readonly (readonly [string, unknown])[]) => Object.fromEntries(values.map(([, value], index) => [`m${index}`, value]));
      const [type, value] = make();
      const types = {
        'Ns:Inner': inner.map(([member], index) => ({ name: `m${index}`, type: member })),
        'Outer': [{ name: 'one', type: 'Ns:Inner' }, { name: 'more', type: 'Ns:Inner[]' }, { name: 'grid', type: `${type}[2][]` }, { name: 'last', type }],
      };
      const message = { one: toStruct(inner), more: [toStruct(inner), toStruct(inner)], grid: [[value, value], [value, value]], last: value };
      const data = { types, domain: pick(random, [{}, { name: 'Shop' }, { chainId: 13_473, salt: hex(32) }, { version: '1', verifyingContract: hex(20) }]), message };

      expect(hashTypedData({ ...data, primaryType: 'Outer' }), JSON.stringify(data)).to.equal(hashByEthers(data));
    }
  });

  it('refuses what does not fit', () => {
    const refuse = (type: string, value: unknown): void => {
      expect(() => hashTypedData({ types: { One: [{ name: 'it', type }] }, domain: {}, primaryType: 'One', message: { it: value } }), `${type} ${String(value)}`).to.throw(TypeError);
    };
    for (const [type, ...values] of [
      ['uint8', 256, -1, '256', '0x100', 1.5, 1e300, '1e1', '', null, undefined, true, [1], {}], ['int8', 128, -129, '-129'], ['uint7', 1], ['uint', 1], ['uint264', 1], ['int0', 0],
      ['bytes4', '0x123456', '0x1234567890', 'abcd', 1], ['bytes33', `0x${'00'.repeat(33)}`], ['bytes0', '0x'], ['bytes', '0x1', 'x', null], ['bool', 'true', 1, null], ['string', 1, null],
      ['address', '0x12', MAIL.message.from.wallet.replace('CD2a', 'cd2A'), 7], ['uint8[]', 1, {}, '1'], ['uint8[2]', [1], [1, 2, 3]], ['Nothing', {}], ['constructor', {}], ['', 1], ['uint8[', [1]], ['One', 'text'],
    ] as const) {
      for (const value of values) refuse(type, value);
    }
    const { types } = MAIL;
    for (const wrong of [
      { primaryType: 'Nothing' }, { primaryType: '__proto__' }, { message: {} }, { message: Object.create(MAIL.message) as object }, { types: { ...types, Mail: 'no list' } }, { types: { ...types, Person: [{ name: 'name' }] } },
      { types: { ...types, Mail: [...types.Mail, { name: 'contents', type: 'string' }] } }, { types: { ...types, Person: [{ name: 'name,uint8 x', type: 'string' }] } },
      { types: { ...types, string: [{ name: 'a', type: 'bool' }] }, primaryType: 'string' },
    ]) {
      expect(() => hashTypedData({ ...MAIL, ...wrong } as never), JSON.stringify(wrong)).to.throw(TypeError);
    }
  });
});

describe('hashText', () => {
  it('is that of ethers, of the text\'s bytes', () => {
    for (const text of ['', 'Hello', 'caf\u00e9 \ud83d\ude00', '0x1234', '\0', 'a'.repeat(1_000)]) expect(hashText(text)).to.equal(hashMessage(text));
  });
});
