/**
 * Checks src/signing against the known answers of test/vectors/stark.json, which the official SDK made.
 * Run: npm run vectors
 */
import vectors from '../test/vectors/stark.json' with { type: 'json' };
import type { Hex } from '../src/shared/types.js';
import { toRawSignature } from '../src/signing/raw-signature.js';
import { signPayloadHash } from '../src/signing/stark-ecdsa.js';
import { deriveSeedKey, grindStarkKey, toDerivationPath } from '../src/signing/stark-key.js';
import { deriveStarkSigner } from '../src/signing/stark-signer.js';

type Vector = (typeof vectors.vectors)[number];

/** The variants' names in the vector file. */
const ALTERNATIVES = { core_sdk_2_0_1: 'core-sdk-2.0.1', imx_sdk_js_legacy: 'imx-sdk-js' } as const;

const checks = {
  'stark keys equal': await countEqual(vectors.vectors, isKeyEqual),
  'signatures equal': await countEqual(vectors.vectors, isSignatureEqual),
  'older variants equal': await countEqual(vectors.vectors.flatMap(toAlternatives), isAlternativeEqual),
  'hash edge cases': await countEqual(vectors.hash_edge_cases.cases, isEdgeCaseEqual),
  'k quirk verified': await countEqual(vectors.deterministic_k_quirk.cases, isQuirkEqual),
  'signRaw equal': await countEqual(vectors.sign_raw, isRawEqual),
};
for (const [name, { equal, total }] of Object.entries(checks)) console.log(`${name} ${equal} of ${total}`);
if (Object.values(checks).some(({ equal, total }) => equal !== total || total === 0)) process.exitCode = 1;

async function countEqual<T>(
  items: readonly T[], isEqual: (item: T) => boolean | Promise<boolean>,
): Promise<{ equal: number; total: number }> {
  let equal = 0;
  for (const item of items) if (await isEqual(item)) equal += 1;
  return { equal, total: items.length };
}

async function isKeyEqual(vector: Vector): Promise<boolean> {
  const seedKey = deriveSeedKey(vector.personal_sign_signature as Hex, vector.eth_address as Hex);
  const pair = await grindStarkKey(seedKey);
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
  });
  return signer.sign(vector.message_hash) === vector.stark_signature;
}

function toAlternatives(vector: Vector) {
  const entries = Object.entries(vector.alternatives ?? {}) as [keyof typeof ALTERNATIVES, { stark_public_key: string }][];
  return entries.map(([name, expected]) => ({ vector, variant: ALTERNATIVES[name], expected }));
}

async function isAlternativeEqual({ vector, variant, expected }: ReturnType<typeof toAlternatives>[number]): Promise<boolean> {
  const seedKey = deriveSeedKey(vector.personal_sign_signature as Hex, vector.eth_address as Hex);
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

function trySign(hash: string, privateKey: string): string {
  try {
    return signPayloadHash(hash, Buffer.from(privateKey, 'hex'));
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
