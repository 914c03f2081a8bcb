/** Longer than any real text. */
const MAX_LENGTH = 2_000;

const ADDRESS = /^[A-Z2-7]{58}$/;
const WORDS_LIKE_ADDRESSES = /[A-Z2-7]{58,}/g;

/** Whether a text has the form of an Algorand address. Its checksum is the service's to judge. */
export function isAlgorandAddress(value: unknown): value is string {
  return typeof value === 'string' && ADDRESS.test(value);
}

/**
 * Whether a text names the connected address and no other, in letters that a wallet can show. What is signed begins
 * with `MX`, so it is no transaction.
 */
export function isSafeAlgorand(message: string, address: string): boolean {
  return message.length <= MAX_LENGTH && /^[\x20-\x7e\n]+$/.test(message)
    && (message.match(WORDS_LIKE_ADDRESSES) ?? []).every((word) => word === address)
    && isPlausibleAlgorand(message, address);
}

/** The looser check: the text names the connected address. */
export function isPlausibleAlgorand(message: string, address: string): boolean {
  return message.length <= MAX_LENGTH && message.split(/[^A-Za-z0-9]+/).includes(address);
}
