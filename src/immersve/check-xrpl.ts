/** In hex digits: 4 kB of bytes, many times any real challenge. */
const MAX_LENGTH = 8_000;
const MAX_MEMOS = 8;

const PUBLIC_KEY = /^(?:ED|02|03)[0-9A-F]{64}$/;

// Field headers of the XRPL binary format: type code and field code.
const SIGNING_PUB_KEY = 0x73;
const ACCOUNT = 0x81;
const MEMOS = 0xf9;
const MEMO = 0xea;
const MEMO_FIELDS = [0x7c, 0x7d, 0x7e];
const OBJECT_END = 0xe1;
const ARRAY_END = 0xf1;
const ACCOUNT_BYTES = 20;

/** Prefixes of what a ledger acts on: a transaction for one signer, for several, a claim on a payment channel. */
const LEDGER_PREFIXES = ['53545800', '534D5400', '434C4D00'];
/** The first field of every transaction. */
const TRANSACTION_TYPE = '12';

/** Whether a text has the form of a public key of the XRP Ledger, in capitals. */
export function isXrplPublicKey(value: unknown): value is string {
  return typeof value === 'string' && PUBLIC_KEY.test(value);
}

/**
 * Whether a challenge holds only the connected key, an account and memos: it has no type, no fee and no sequence, so
 * no ledger takes it for a transaction. Fields stand in the canonical order, each at most once.
 */
export function isSafeXrpl(message: string, publicKey: string): boolean {
  const hex = message.toUpperCase();
  if (!isHex(message) || !hex.startsWith(`7321${publicKey}`)) return false;
  const reader = new ByteReader(hex);
  if (reader.next() !== SIGNING_PUB_KEY || !reader.skipBlob()) return false;
  if (reader.peek() === ACCOUNT && !(reader.next() !== undefined && reader.skipBlob(ACCOUNT_BYTES))) return false;
  if (reader.peek() === MEMOS && !skipMemos(reader)) return false;
  return reader.isAtEnd;
}

/** The looser check: what is known to be dangerous is refused, and another key than the connected one. */
export function isPlausibleXrpl(message: string, publicKey: string): boolean {
  const hex = message.toUpperCase();
  if (!isHex(message) || hex.startsWith(TRANSACTION_TYPE)) return false;
  if (LEDGER_PREFIXES.some((prefix) => hex.startsWith(prefix))) return false;
  return !hex.startsWith('7321') || hex.startsWith(`7321${publicKey}`);
}

function isHex(message: string): boolean {
  return message.length <= MAX_LENGTH && /^(?:[0-9a-f]{2})+$/i.test(message);
}

function skipMemos(reader: ByteReader): boolean {
  reader.next();
  for (let count = 0; count < MAX_MEMOS; count += 1) {
    if (reader.peek() === ARRAY_END) return reader.next() !== undefined && count > 0;
    if (reader.next() !== MEMO || !skipMemo(reader)) return false;
  }
  return reader.next() === ARRAY_END;
}

function skipMemo(reader: ByteReader): boolean {
  let fields = 0;
  for (const field of MEMO_FIELDS) {
    if (reader.peek() !== field) continue;
    reader.next();
    if (!reader.skipBlob()) return false;
    fields += 1;
  }
  return reader.next() === OBJECT_END && fields > 0;
}

/** Reads bytes of a hex text, never past its end. */
class ByteReader {
  readonly #hex: string;
  #at = 0;

  constructor(hex: string) {
    this.#hex = hex;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#hex.length;
  }

  peek(): number | undefined {
    return this.isAtEnd ? undefined : Number.parseInt(this.#hex.slice(this.#at, this.#at + 2), 16);
  }

  next(): number | undefined {
    const byte = this.peek();
    if (byte !== undefined) this.#at += 2;
    return byte;
  }

  /** Skips a blob with its length before it. False when it ends early, or is not of the wanted length. */
  skipBlob(wantedBytes?: number): boolean {
    const length = this.#readLength();
    if (length === undefined || (wantedBytes !== undefined && length !== wantedBytes)) return false;
    this.#at += length * 2;
    return this.#at <= this.#hex.length;
  }

  /** One byte up to 192, two up to 12,480; longer ones have no place here. */
  #readLength(): number | undefined {
    const first = this.next();
    if (first === undefined || first <= 192) return first;
    const second = this.next();
    return first <= 240 && second !== undefined ? 193 + (first - 193) * 256 + second : undefined;
  }
}
