/**
 * Checks src/signing against known answers (test/vectors/*.json, which the official SDK and StarkWare's utilities made) and
 * against a second implementation (test/vectors/stark-reference.ts) on seeded keys.
 * Run: npm run vectors; with `-- --full`, ten times as many whole chains.
 */
import vectors from '../test/vectors/stark.json' with { type: 'json' };
import { compareChains, compareGrinding } from '../test/vectors/compare-chains.js';
import { MESSAGE_CASES } from '../test/vectors/compare-messages.js';
import type { MessageCase } from '../test/vectors/compare-messages.js';
import { checkImmersveVectors } from './immersve-vectors.js';
import { compareHashes } from '../test/vectors/compare-hashes.js';
import { NODE_HASHES } from '../test/vectors/node-hashes.js';
import { fromHex, toHex } from '../test/vectors/stark-reference.js';
import type { Hex } from '../src/shared/types.js';
import { toRawSignature } from '../src/signing/raw-signature.js';
import { deriveSeedKey, toDerivationPath } from '../src/signing/seed-key.js';
import { signPayloadHash } from '../src/signing/stark-ecdsa.js';
import { getStarkCurve } from '../src/signing/curves.js';
import { grindStarkKey } from '../src/signing/stark-key.js';
import { deriveStarkSigner } from '../src/signing/stark-signer.js';
import { warmUpSigning } from '../src/signing/warm-up.js';

type Vector = (typeof vectors.vectors)[number];

/** The variants' names in the vector file. */
const ALTERNATIVES = { core_sdk_2_0_1: 'core-sdk-2.0.1', imx_sdk_js_legacy: 'imx-sdk-js' } as const;

/** Several random seeds per run would find no more: the numbers are spread by hashes anyway. */
const SEED = 20_260_101;
const GROUND_SEEDS = 100_000;
const MIN_GROUND = 3_000;
const CHAINS = process.argv.includes('--full') ? 20_000 : 2_000;
const HASHES = 100_000;

let hasFailed = false;

report('stark keys equal', await countEqual(vectors.vectors, isKeyEqual));
report('signatures equal', await countEqual(vectors.vectors, isSignatureEqual));
report('older variants equal', await countEqual(vectors.vectors.flatMap(toAlternatives), isAlternativeEqual));
report('hash edge cases', await countEqual(vectors.hash_edge_cases.cases, isEdgeCaseEqual));
report('k quirk verified', await countEqual(vectors.deterministic_k_quirk.cases, isQuirkEqual));
report('signRaw equal', await countEqual(vectors.sign_raw, isRawEqual));
for (const [name, figures] of Object.entries(await checkImmersveVectors())) report(name, figures);
for (const kinds of [['transfer', 'transfer with fee', 'order', 'order with fee'], ['asset type', 'asset id'], ['Pedersen hash']]) {
  const cases = MESSAGE_CASES.filter(({ kind }) => kinds.includes(kind));
  report(`${kinds.join(', ')} equal`, await countEqual(cases, isMessageEqual));
}
report('payload hashes read', compareHashes(HASHES, SEED));

const ground = await compareGrinding(GROUND_SEEDS, NODE_HASHES);
report('ground seeds equal to three references', { equal: ground.equal, total: ground.count },
  `${ground.ground} at or above the limit, ${ground.zeros} keys with leading zeros`, ground.ground >= MIN_GROUND);

// The vectors above were computed without the curves' tables, the chains are with them.
await warmUpSigning();
const chains = await compareChains(CHAINS, SEED, NODE_HASHES);
report('full chains equal to a second implementation', { equal: chains.equal, total: chains.count },
  `${chains.ground} with three variants, ${chains.zeros} keys with leading zeros, ${chains.outOfRange} out of range`,
  chains.outOfRange === 0);
if (hasFailed) process.exitCode = 1;

function report(name: string, { equal, total }: { equal: number; total: number }, note = '', isFine = true): void {
  console.log(`${name} ${equal} of ${total}${note && `; ${note}`}`);
  hasFailed ||= equal !== total || total === 0 || !isFine;
}

async function countEqual<T>(
  items: readonly T[], isEqual: (item: T) => boolean | Promise<boolean>,
): Promise<{ equal: number; total: number }> {
  let equal = 0;
  for (const item of items) if (await isEqual(item)) equal += 1;
  return { equal, total: items.length };
}

async function isKeyEqual(vector: Vector): Promise<boolean> {
  const seedKey = await deriveSeedKey(vector.personal_sign_signature as Hex, vector.eth_address as Hex);
  const pair = await grindStarkKey(seedKey, 'default');
  return toDerivationPath(vector.eth_address as Hex) === vector.derivation_path
    && `0x${toHex(seedKey)}` === vector.bip32_child_private_key
    && toHex(pair.privateKey) === vector.stark_private_key
    && pair.publicKey === vector.stark_public_key
    && pair.rounds === vector.grind_hashes;
}

async function isSignatureEqual(vector: Vector): Promise<boolean> {
  const signer = await deriveStarkSigner({
    address: vector.eth_address as Hex,
    signSeed: async () => vector.personal_sign_signature as Hex,
    isNew: true,
  });
  return signer.signUnseen('registration', vector.message_hash) === vector.stark_signature;
}

function toAlternatives(vector: Vector) {
  const entries = Object.entries(vector.alternatives ?? {}) as [keyof typeof ALTERNATIVES, { stark_public_key: string }][];
  return entries.map(([name, expected]) => ({ vector, variant: ALTERNATIVES[name], expected }));
}

async function isAlternativeEqual({ vector, variant, expected }: ReturnType<typeof toAlternatives>[number]): Promise<boolean> {
  const seedKey = await deriveSeedKey(vector.personal_sign_signature as Hex, vector.eth_address as Hex);
  return (await grindStarkKey(seedKey, variant)).publicKey === expected.stark_public_key;
}

function isEdgeCaseEqual(edge: (typeof vectors.hash_edge_cases.cases)[number]): boolean {
  const result = trySign(edge.message_hash, vectors.hash_edge_cases.stark_private_key);
  return edge.error === undefined ? result === edge.stark_signature : result === 'PAYLOAD_INVALID';
}

/** Equal, not only valid: the library treats a zero first byte of k as elliptic does. */
function isQuirkEqual(quirk: (typeof vectors.deterministic_k_quirk.cases)[number]): boolean {
  return trySign(quirk.message_hash, vectors.deterministic_k_quirk.stark_private_key) === quirk.stark_signature;
}

function isRawEqual(raw: (typeof vectors.sign_raw)[number]): boolean {
  return toRawSignature(raw.personal_sign_signature as Hex) === raw.sign_raw;
}

function isMessageEqual({ compute, expected }: MessageCase): boolean {
  return compute() === expected;
}

function trySign(hash: string, privateKey: string): string {
  try {
    const publicPoint = getStarkCurve().BASE.multiply(BigInt(`0x${privateKey}`));
    return signPayloadHash(hash, { privateKey: fromHex(privateKey), publicPoint });
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
