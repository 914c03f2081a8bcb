import { createHmac } from 'node:crypto';
import { AbiCoder, computeAddress, concat, dataSlice, getBytes, hexlify, id, recoverAddress, SigningKey, verifyMessage } from 'ethers';
import { CALLS_TYPE, toAccountHash, type AccountCall } from '../core/account-hash.js';
import { getUserWallet } from '../wallet/user-wallets.js';

/** What was given to an account's contract to carry out. */
export interface Execute {
  readonly calls: readonly AccountCall[];
  readonly nonce: bigint;
  readonly signature: string;
}

const coder = AbiCoder.defaultAbiCoder();
const EXECUTE = id('execute((bool,bool,uint256,address,uint256,bytes)[],uint256,bytes)').slice(0, 10);

/** Reads a call of `execute`; undefined for what is none. */
export function decodeExecute(data: string): Execute | undefined {
  if (!data.startsWith(EXECUTE)) return undefined;
  try {
    const [calls, nonce, signature] = coder.decode([CALLS_TYPE, 'uint256', 'bytes'], `0x${data.slice(10)}`) as unknown as [AccountCall[], bigint, string];
    const plain = calls.map(({ delegateCall, revertOnError, gasLimit, target, value, data: bytes }) => ({ delegateCall, revertOnError, gasLimit, target, value, data: bytes }));
    return { calls: plain, nonce, signature };
  } catch {
    return undefined;
  }
}

/** Whether enough of those who own an account have signed: the user's wallet, and the relayer where two are needed. */
export function isSignedFor(seed: string, sub: string, account: string, hash: string, signature: string, needed: 1 | 2): boolean {
  try {
    const subject = getBytes(toAccountHash(account, hash));
    const signers = readSigners(subject, signature);
    const owners = [getUserWallet(seed, sub).address, getRelayer(seed).address];
    const isSorted = signers.every((signer, index) => index === 0 || BigInt(signers[index - 1] ?? 0) < BigInt(signer));
    return isSorted && Number(dataSlice(signature, 0, 2)) === needed && signers.length === needed
      && signers.every((signer) => owners.includes(signer)) && signers.includes(owners[0] ?? '');
  } catch {
    return false; // not in the form that the contract takes
  }
}

/** The relayer's part of an account's signature: that of a contract, which has one key. Digits without `0x`. */
export function signAsRelayer(seed: string, account: string, hash: string): string {
  const { key, address } = getRelayer(seed);
  const { serialized } = new SigningKey(key).sign(toAccountHash(account, hash));
  const bytes = concat([serialized, '0x01', '0x03']);
  return `0201${address.slice(2).toLowerCase()}${((bytes.length - 2) / 2).toString(16).padStart(4, '0')}${bytes.slice(2)}`;
}

function getRelayer(seed: string): { readonly key: string; readonly address: string } {
  const key = `0x${createHmac('sha256', seed).update('the relayer').digest('hex')}`;
  return { key, address: computeAddress(key) };
}

/** Whose signatures stand in the parts of a signature, in their order. */
function readSigners(subject: Uint8Array, signature: string): readonly string[] {
  const bytes = getBytes(signature);
  const signers: string[] = [];
  for (let at = 2; at < bytes.length;) {
    const [kind, weight] = [bytes[at], bytes[at + 1]];
    if (weight !== 1) throw new Error('the weight is not 1');
    if (kind === 0) {
      if (bytes[at + 67] !== 2) throw new Error('not made by personal_sign');
      signers.push(verifyMessage(subject, hexlify(bytes.slice(at + 2, at + 67))));
      at += 68;
    } else if (kind === 2) {
      const size = Number(hexlify(bytes.slice(at + 22, at + 24)));
      const named = hexlify(bytes.slice(at + 2, at + 22));
      const own = bytes.slice(at + 24, at + 24 + size);
      const signer = recoverAddress(subject, hexlify(own.slice(0, 65)));
      if (own.at(-1) !== 3 || signer.toLowerCase() !== named) throw new Error('not the contract\'s');
      signers.push(signer);
      at += 24 + size;
    } else {
      throw new Error('an unknown kind of part');
    }
  }
  return signers;
}
