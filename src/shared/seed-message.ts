/**
 * The Stark seed message, as every release of the official SDK has it. The apostrophe is U+2019.
 * In UTF-8: `signed_message_utf8_hex` of test/vectors/stark.json. Its signature is the user's key (row 144).
 */
export const SEED_TEXT = 'Only sign this request if you\u2019ve initiated an action with Immutable X.';

/** How often a text is taken for hex and decoded. */
const MAX_HEX_LAYERS = 4;
/** How deep typed data is looked into; nothing that wallets sign is nested as deep. */
const MAX_DEPTH = 32;

/**
 * Whether the seed message can be found anywhere in typed data (EIP-712) or another JSON value: in its
 * texts, in the names of its members, and in bytes, which JSON writes as hex. What is nested too deeply
 * to be judged counts as if it could.
 */
export function containsSeedMessageIn(value: unknown, depth = MAX_DEPTH): boolean {
  if (typeof value === 'string') return containsSeedMessage(value);
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  return Object.entries(value).some(([name, member]) => containsSeedMessage(name) || containsSeedMessageIn(member, depth - 1));
}

/** Whether the seed message can be found in a text, however it is spelled, spaced or encoded in hex. */
export function containsSeedMessage(text: string): boolean {
  return findSeed(text, MAX_HEX_LAYERS);
}

function findSeed(text: string, layers: number): boolean {
  const letters = toLetters(text);
  if (letters.includes(toLetters(SEED_TEXT))) return true;
  if (layers === 0) return false;
  const runs = letters.match(/[0-9a-f]{2,}/g) ?? [];
  // Hex digits of the text around it may stand directly before: either half of a byte may come first.
  return runs.some((run) => findSeed(decodeHex(run), layers - 1) || findSeed(decodeHex(run.slice(1)), layers - 1));
}

/** What is left of a text when form, case, marks, spaces, invisible characters and punctuation are not. */
function toLetters(text: string): string {
  // \p{Lm} goes too: some apostrophes count as letters.
  return text.normalize('NFKD').replace(/[^\p{L}\p{N}]|\p{Lm}/gu, '').toLowerCase();
}

function decodeHex(digits: string): string {
  const pairs = digits.match(/../g) ?? [];
  return new TextDecoder().decode(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
}
