/** The wallets of the Immersve flows: those of the demo, and a few that fail. Stands before the bundle. */
import { createArc27Module, createPeraModule } from '../../../demo/immersve/algorand-wallets.js';
import { createGemWalletModule, installCrossmark, installEthereumWallet, signed, type Question } from '../../../demo/immersve/wallets.js';
import type { ImmersveSigner } from '../../../src/shared/immersve.js';
import vectors from '../../vectors/immersve.json' with { type: 'json' };

/** What a flow finds on the page. */
export interface ImmersveBench {
  /** How the wallets' owner answers: to everything with yes, to nothing, or to signatures once `release` was called. */
  answer: 'agree' | 'decline' | 'hold';
  release: () => void;
  readonly signed: readonly string[];
  readonly walletLoaders: object;
  readonly failing: readonly ImmersveSigner[];
}

function pick<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error('The vectors are not there.');
  return item;
}

let holds = 0;

async function ask({ kind }: Question): Promise<boolean> {
  if (bench.answer === 'hold' && kind === 'sign') {
    holds += 1;
    await new Promise<void>((resolve) => {
      bench.release = resolve;
      Object.assign(window, { holds });
    });
  }
  return bench.answer !== 'decline';
}

const [driftwood, pera, kibisis] = [pick(vectors.siwe, 0), pick(vectors.algorand, 0), pick(vectors.algorand, 1)];
const fail = (id: string, problem: unknown): ImmersveSigner => ({
  id, name: id, method: 'siwe', connect: async () => ({ address: driftwood.address }), sign: () => Promise.reject(problem),
});
const bench: ImmersveBench = {
  answer: 'agree',
  release: () => {},
  signed,
  walletLoaders: {
    pera: async () => createPeraModule(pera.mnemonic, ask),
    arc27: async () => createArc27Module(kibisis.mnemonic, ask),
    gemwallet: async () => createGemWalletModule(pick(vectors.xrpl, 1), ask),
  },
  failing: [
    { ...fail('crooked', undefined), sign: async () => `0x${'11'.repeat(64)}1b` },
    fail('busy', { code: -32002 }), fail('unsupported', { code: 4200 }), fail('broken', new Error('made up')),
    { ...fail('nobody', undefined), connect: async () => ({}) },
  ],
};
Object.assign(window, { bench });
installEthereumWallet(driftwood.privateKey, ask);
installCrossmark(pick(vectors.xrpl, 0), ask);
// A visitor's clock that jumps.
const { now } = Date;
Date.now = () => now() + Number(sessionStorage.getItem('shift') ?? 0);
