import { expect } from '@open-wc/testing';
import { Wallet } from 'ethers';
import { encodeMessageSignature, encodeOwnerSignature } from '../../src/chain/evm/account-signature.js';
import { encodeExecute, hashTransactions } from '../../src/chain/evm/meta-transactions.js';
import type { Hex } from '../../src/shared/types.js';
import { hashText, toAccountHash } from '../../src/signing/evm-hashes.js';
import { hashTypedData } from '../../src/signing/typed-data.js';
import { toBytes } from '../../src/signing/bytes.js';
import { expectThrownCode } from '../support/rejection.js';
import { RELAYER_PART } from './support/evm-desk.js';
import { MAIL } from './support/mail.js';

/*
 * Known answers: the inputs and signatures of `walletHelpers.test.ts` of ts-immutable-sdk (Apache-2.0), which come from
 * Immutable's wallet contracts. The key is the first of Hardhat's published test keys.
 */
const OWNER = new Wallet('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80');
/** An owner whose address comes before the relayer's. */
const LOW = new Wallet('0xdac4f6ad57b2977b13c57b65ee7c98d07f4e4afccdf04849e7df7da03fa928be');
const ACCOUNT = '0x7EEC32793414aAb720a90073607733d9e7B0ecD0';
const MAIL_SIGNATURE = 'aec95114a3b8cf3c9693177a2abd8321cf775366a6c6aadf5953e082680fd90c6cb44972a1635b5e9f7f02490a47425be37a1965a6cbaaaa64404cb2cf3880f71c';

const sign = async (wallet: Wallet, chainId: number, hash: Hex): Promise<Hex> => await wallet.signMessage(toBytes(toAccountHash(chainId, ACCOUNT, hash).slice(2))) as Hex;

describe('the signature of an account', () => {
  it('of typed data equals the one of the official SDK, with the relayer\'s part before or behind by address', async () => {
    const hash = hashTypedData(MAIL);

    const high = encodeMessageSignature(await sign(OWNER, 13_472, hash), OWNER.address as Hex, RELAYER_PART);
    const low = encodeMessageSignature(await sign(LOW, 13_472, hash), LOW.address as Hex, `0x${RELAYER_PART}`);

    expect(high).to.equal(`0x0002${RELAYER_PART}0001${MAIL_SIGNATURE}02`);
    expect(low.startsWith('0x00020001')).to.equal(true);
    expect(low.endsWith(`02${RELAYER_PART}`)).to.equal(true);
  });

  it('is bound to chain and account', () => {
    const hash = hashText('Hello');

    expect(new Set([
      toAccountHash(13_371, ACCOUNT, hash), toAccountHash(13_473, ACCOUNT, hash), toAccountHash(13_371, OWNER.address as Hex, hash), toAccountHash(13_371, ACCOUNT, hashText('hello')),
    ]).size).to.equal(4);
  });

  it('of transactions is the owner\'s part alone, in the call of the contract', async () => {
    const transactions = [{ target: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC', value: 5n * 10n ** 17n, data: '0x' }, { target: ACCOUNT, value: 0n, data: '0xabcdef' }] as const;

    const signature = encodeOwnerSignature(await sign(OWNER, 1779, hashTransactions(transactions, 3n)));
    const call = encodeExecute(transactions, 3n, signature);

    expect(signature).to.match(/^0x00010001[0-9a-f]{130}02$/);
    expect([call.slice(0, 10), (call.length - 10) % 64]).to.deep.equal(['0x7a9a1628', 0]);
  });

  it('is refused where the relayer sends no parts', async () => {
    const signature = await sign(OWNER, 1, hashText('Hello'));

    for (const parts of ['', '0x', 'zz', '0', '03011234', RELAYER_PART.slice(0, -2), `${RELAYER_PART}02`, `${RELAYER_PART}0001`, '0201']) {
      expectThrownCode(() => encodeMessageSignature(signature, OWNER.address as Hex, parts), 'API_RESPONSE_INVALID');
    }
  });
});
