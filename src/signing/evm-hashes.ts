import { hashMessage, keccak256, TypedDataEncoder } from 'ethers';
import type { TypedDataDomain, TypedDataField } from 'ethers';
import type { Hex } from '../shared/types.js';

/** Typed data (EIP-712) as JSON has it. */
export interface TypedData {
  readonly types: Readonly<Record<string, readonly TypedDataField[]>>;
  readonly domain: Readonly<Record<string, unknown>>;
  readonly primaryType: string;
  readonly message: Readonly<Record<string, unknown>>;
}

const DOMAIN_TYPE = 'EIP712Domain';

/** keccak256 of bytes. */
export function hashData(data: Hex): Hex {
  return keccak256(data) as Hex;
}

/** The hash of a text as `personal_sign` has it (EIP-191), of its UTF-8 bytes. */
export function hashText(text: string): Hex {
  return hashMessage(text) as Hex;
}

/**
 * The hash of typed data (EIP-712): by the domain type that the data states, and with the types that its primary
 * type needs and no others.
 *
 * @throws {TypeError} when values do not fit their types, or types are missing or circular
 */
export function hashTypedData({ types, domain, primaryType, message }: TypedData): Hex {
  try {
    const separator = types[DOMAIN_TYPE]
      ? TypedDataEncoder.hashStruct(DOMAIN_TYPE, { [DOMAIN_TYPE]: [...types[DOMAIN_TYPE]] }, { ...domain })
      : TypedDataEncoder.hashDomain(domain as TypedDataDomain);
    const struct = TypedDataEncoder.hashStruct(primaryType, findTypes(types, primaryType), { ...message });
    return hashData(`0x1901${separator.slice(2)}${struct.slice(2)}`);
  } catch (error) {
    throw new TypeError('The typed data does not fit its types.', { cause: error });
  }
}

/**
 * What the key of an account's owner signs in place of a hash: bound to chain and account, so that it counts for no
 * other. Source: the account's contract (immutable/wallet-contracts, ModuleAuth), and ts-immutable-sdk 2.14.3.
 */
export function toAccountHash(chainId: number, account: Hex, hash: Hex): Hex {
  return hashData(`0x1901${chainId.toString(16).padStart(64, '0')}${account.slice(2)}${hash.slice(2)}`);
}

/** The primary type and those below it: an encoder takes any type that nobody uses for a second primary type. */
function findTypes(types: TypedData['types'], primaryType: string): Record<string, TypedDataField[]> {
  const found: Record<string, TypedDataField[]> = {};
  const open = [primaryType];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const fields = Object.hasOwn(types, name) ? types[name] : undefined;
    if (!fields || Object.hasOwn(found, name)) continue;
    found[name] = [...fields];
    open.push(...fields.map(({ type }) => type.replace(/\[.*$/, '')));
  }
  return found;
}
