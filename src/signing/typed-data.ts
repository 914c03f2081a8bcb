import { toChecksumAddress } from '../shared/checksum-address.js';
import { isRecord } from '../shared/guards.js';
import type { Hex } from '../shared/types.js';
import { toDigits } from './bytes.js';
import { hashDigits, hashUtf8 } from './keccak.js';

/** A member of a struct. */
export interface TypedField {
  readonly name: string;
  readonly type: string;
}

/** Typed data (EIP-712) as JSON has it. */
export interface TypedData {
  readonly types: Readonly<Record<string, readonly TypedField[]>>;
  readonly domain: Readonly<Record<string, unknown>>;
  readonly primaryType: string;
  readonly message: Readonly<Record<string, unknown>>;
}

type Types = TypedData['types'];

const DOMAIN = 'EIP712Domain';
/** The members of a domain whose type is not stated, in the order of EIP-712. */
const DOMAIN_FIELDS: readonly TypedField[] = [
  { name: 'name', type: 'string' }, { name: 'version', type: 'string' }, { name: 'chainId', type: 'uint256' },
  { name: 'verifyingContract', type: 'address' }, { name: 'salt', type: 'bytes32' },
];
const PLAIN = /^(?:bool|address|string|bytes|(?:bytes|u?int)\d+)$/;
/** What gives a type's text its form stands in no name. */
const NAME = /^[^\s(),[\]]+$/;

/**
 * The hash of typed data (EIP-712). A domain type that the data states has to be that of the domain's members: services
 * make it of these, and would judge another hash than the one that is signed.
 *
 * @throws {TypeError} when values do not fit their types, or types are missing or make no sense
 */
export function hashTypedData({ types, domain, primaryType, message }: TypedData): Hex {
  try {
    const all = { ...types, [DOMAIN]: getDomainFields(types, domain) };
    return `0x${hashDigits(`1901${hashStruct(all, DOMAIN, domain)}${hashStruct(all, primaryType, message)}`)}`;
  } catch (error) {
    throw new TypeError('The typed data does not fit its types.', { cause: error });
  }
}

/**
 * Leaves out what is no part of the hash: members that no type names, and types that nothing is of.
 *
 * @throws {TypeError} when types are missing or make no sense
 */
export function pickTypedData({ types, domain, primaryType, message }: TypedData): TypedData {
  const all = { ...types, [DOMAIN]: getDomainFields(types, domain) };
  const names = [...Object.hasOwn(types, DOMAIN) ? [DOMAIN] : [], ...collectTypes(all, primaryType)];
  return {
    types: Object.fromEntries(names.map((name) => [name, getFields(all, name).map(({ name: member, type }) => ({ name: member, type }))])),
    domain, primaryType,
    message: pick(all, primaryType, message) as TypedData['message'],
  };
}

function pick(types: Types, type: string, value: unknown): unknown {
  const item = /^(.*)\[\d*\]$/.exec(type)?.[1];
  if (item !== undefined) return Array.isArray(value) ? value.map((member) => pick(types, item, member)) : value;
  if (PLAIN.test(type) || !isRecord(value)) return value;
  const known = getFields(types, type).filter(({ name }) => Object.hasOwn(value, name));
  return Object.fromEntries(known.map((field) => [field.name, pick(types, field.type, value[field.name])]));
}

function getDomainFields(types: Types, domain: TypedData['domain']): readonly TypedField[] {
  const fields = DOMAIN_FIELDS.filter(({ name }) => domain[name] !== undefined);
  if (Object.keys(domain).length !== fields.length) throw new TypeError('The domain has members that are none of EIP-712\'s.');
  const toText = (list: readonly TypedField[]): string => list.map(({ name, type }) => `${type} ${name}`).join();
  if (Object.hasOwn(types, DOMAIN) && toText(getFields(types, DOMAIN)) !== toText(fields)) {
    throw new TypeError(`${DOMAIN} does not state the members of the domain.`);
  }
  return fields;
}

function hashStruct(types: Types, name: string, value: unknown): string {
  if (!isRecord(value)) throw new TypeError(`${name} is no object.`);
  const members = getFields(types, name).map((field) => {
    if (!Object.hasOwn(value, field.name)) throw new TypeError(`${name} has no ${field.name}.`);
    return encode(types, field.type, value[field.name]);
  });
  return hashDigits(`${hashUtf8(describeType(types, name))}${members.join('')}`);
}

/** The text of a type: itself, then every struct below it by name. */
function describeType(types: Types, name: string): string {
  const [, ...below] = collectTypes(types, name);
  return [name, ...below.sort()]
    .map((one) => `${one}(${getFields(types, one).map((field) => `${field.type} ${field.name}`).join(',')})`).join('');
}

/** A type, and every struct below it. */
function collectTypes(types: Types, name: string): readonly [string, ...string[]] {
  const found = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...getFields(types, next).map(({ type }) => type.replace(/\[.*$/, '')).filter((type) => !PLAIN.test(type)));
  }
  found.delete(name);
  return [name, ...found];
}

function getFields(types: Types, name: string): readonly TypedField[] {
  const fields = Object.hasOwn(types, name) ? types[name] : undefined;
  const isSound = Array.isArray(fields) && !PLAIN.test(name) && NAME.test(name) && fields.every(isField)
    && new Set(fields.map((field) => field.name)).size === fields.length;
  if (!isSound) throw new TypeError(`There is no type ${name}.`);
  return fields;
}

function isField(field: unknown): field is TypedField {
  return isRecord(field) && typeof field['name'] === 'string' && NAME.test(field['name'])
    && typeof field['type'] === 'string' && NAME.test(field['type'].replace(/(?:\[\d*\])+$/, ''));
}

/** A value as 32 bytes, in 64 digits. */
function encode(types: Types, type: string, value: unknown): string {
  const list = /^(.*)\[(\d*)\]$/.exec(type);
  if (list) {
    const [, item = '', length] = list;
    if (!Array.isArray(value) || (length && value.length !== Number(length))) throw createMisfit(type);
    return hashDigits(value.map((member) => encode(types, item, member)).join(''));
  }
  if (!PLAIN.test(type)) return hashStruct(types, type, value);
  if (type === 'bool' && typeof value === 'boolean') return toDigits(BigInt(value));
  if (type === 'string' && typeof value === 'string') return hashUtf8(value);
  if (type === 'address') {
    const address = toChecksumAddress(value);
    if (address) return address.slice(2).toLowerCase().padStart(64, '0');
  }
  const [, kind, size] = /^(bytes|u?int)(\d*)$/.exec(type) ?? [];
  if (kind === 'bytes') return encodeBytes(type, size, value);
  if (kind) return encodeInteger(type, kind === 'int', Number(size), value);
  throw createMisfit(type);
}

function encodeBytes(type: string, size: string | undefined, value: unknown): string {
  if (typeof value !== 'string' || !/^0x(?:[0-9a-f]{2})*$/i.test(value)) throw createMisfit(type);
  const digits = value.slice(2).toLowerCase();
  if (!size) return hashDigits(digits);
  if (!/^(?:[1-9]|[12]\d|3[0-2])$/.test(size) || digits.length !== Number(size) * 2) throw createMisfit(type);
  return digits.padEnd(64, '0');
}

function encodeInteger(type: string, isSigned: boolean, bits: number, value: unknown): string {
  const isNumber = typeof value === 'number' ? Number.isSafeInteger(value)
    : typeof value === 'string' && /^(?:0x[0-9a-f]{1,64}|-?\d{1,78})$/i.test(value);
  if (!isNumber || bits % 8 !== 0 || bits < 8 || bits > 256) throw createMisfit(type);
  const number = BigInt(value as number | string);
  const least = isSigned ? -(2n ** BigInt(bits - 1)) : 0n;
  if (number < least || number >= least + 2n ** BigInt(bits)) throw createMisfit(type);
  return toDigits(BigInt.asUintN(256, number));
}

function createMisfit(type: string): TypeError {
  return new TypeError(`A value is no ${type}.`);
}
