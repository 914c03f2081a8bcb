import { wait } from '../platform/wait.js';
import { getSecp256k1, getStarkCurve, TABLES } from './curves.js';
import type { StarkCurvePoint } from './curves.js';
import { deriveSeedKey } from './seed-key.js';
import { checkSeedSigner } from './seed-signer.js';
import { signPayloadHash } from './stark-ecdsa.js';
import { grindStarkKey } from './stark-key.js';

/** Nobody's wallet: the private key 1, whose address and signature everybody can compute. */
const DUMMY_ADDRESS = '0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf';
const DUMMY_SIGNATURE = '0x646310d25ede7aa4f7b609d8846d228b6e161fa182fdb68acab618f8a57ed66a0b466c74a41e37ca6afdf2bf014611489dfefbf61089defe13b2ffbf860aaa3e1b';

/** The private key 1 of the other curve, whose public key is the generator. */
const DUMMY_KEYS = {
  privateKey: Uint8Array.from({ length: 32 }, (_, index) => (index === 31 ? 1 : 0)),
  get publicPoint() {
    return getStarkCurve().BASE;
  },
};

let running: Promise<void> | undefined;
/** A key that somebody waits for. Never rejects. */
let urgent: Promise<unknown> | undefined;

/**
 * Makes the first key as quick as later ones: builds the curves' tables and runs every step, on
 * constants that are public, in tasks of their own so that the page stays responsive between them.
 * Call it while something else is waited for. Once per page; later calls give the same promise, which never rejects.
 */
export function warmUpSigning(): Promise<void> {
  // What fails here fails again, with its own error, where a real key is made.
  running ??= runSteps().catch(() => {});
  return running;
}

/** Has the warm-up wait for a key that is needed now: it would only come later. */
export function goBeforeWarmUp<T>(key: Promise<T>): Promise<T> {
  // When it ends, and no more of it.
  urgent = key.then(() => {}, () => {});
  return key;
}

async function runSteps(): Promise<void> {
  for (const step of STEPS) {
    await wait(0);
    await urgent;
    await step();
  }
}

/** Sums that an engine wants to see before it compiles them, and how many of them make a short task. */
const SLICES = 10;
const SUMS_OF_SLICE = 60;

/** Keys and signatures that it wants to see: the first after them is as quick as any. */
const KEYS = 12;

/** Doubles and adds a public point, until the engine has compiled what a table is made of. */
function addUp(point: StarkCurvePoint): void {
  let sum = point;
  for (let count = 0; count < SUMS_OF_SLICE; count += 1) sum = sum.double().add(point);
}

/** Each is a task, the longest about as long as a table takes in an engine that has compiled its arithmetic. */
const STEPS: readonly (() => unknown)[] = [
  ...Array.from({ length: SLICES }, () => () => {
    addUp(getSecp256k1().BASE);
    addUp(getStarkCurve().BASE);
  }),
  ...TABLES,
  () => checkSeedSigner(DUMMY_SIGNATURE, DUMMY_ADDRESS),
  ...Array.from({ length: KEYS }, () => [
    async () => grindStarkKey(await deriveSeedKey(DUMMY_SIGNATURE, DUMMY_ADDRESS)),
    () => signPayloadHash('0x1', DUMMY_KEYS),
  ]).flat(),
];
