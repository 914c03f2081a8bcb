import { parsePayloadHash } from '../../src/signing/stark-ecdsa.js';
import { createRandom } from '../support/random.js';
import { STARK } from './reference-curve.js';

const LIMIT = 2n ** 251n;

/** Payload hashes of 1 to 70 digits in every spelling, read as the protocol description's section 4.5 says. */
export function compareHashes(count: number, seed: number): { equal: number; total: number } {
  const random = createRandom(seed);
  let equal = 0;
  for (let index = 0; index < count; index += 1) {
    const length = index % 2 === 0 ? 60 + Math.floor(random() * 8) : 1 + Math.floor(random() * 70);
    let digits = Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
    // Half of them near the limits: zeros in front, and an 8 or a 7 and Fs at the top.
    if (index % 4 === 0) digits = `${'0'.repeat(Math.floor(random() * 4))}${random() < 0.5 ? '8' : '7'}${'0f'[index % 8 === 0 ? 0 : 1]!.repeat(62)}`;
    const spelling = `${random() < 0.5 ? '0x' : ''}${random() < 0.5 ? digits.toUpperCase() : digits}`;
    if (readByLibrary(spelling) === readByDescription(digits)) equal += 1;
  }
  return { equal, total: count };
}

function readByLibrary(text: string): bigint | 'refused' {
  try {
    return parsePayloadHash(text);
  } catch {
    return 'refused';
  }
}

/** As texts: zeros off, 64 digits and more refused, 63 digits shifted by elliptic and back, reduced once. */
function readByDescription(digits: string): bigint | 'refused' {
  const bare = digits.replace(/^0+/, '');
  if (bare.length >= 64) return 'refused';
  const fixed = bare.length === 63 ? BigInt(`0x${bare}0`) >> 4n : BigInt(`0x${bare || '0'}`);
  const value = fixed >= STARK.n ? fixed - STARK.n : fixed;
  return value < LIMIT ? value : 'refused';
}
