import type { Plugin } from 'rollup';

const FILE = '/@noble/curves/abstract/der.js';
const NAMES = 'DERErr,DER';

/** Nobody makes a signature of this form here, or reads one: what would do so throws. */
const STUB = 'export class DERErr extends Error {}\nexport const DER = { Err: DERErr };\n';

/**
 * Leaves out of the curves what writes signatures as DER: wallets and both networks write them as two numbers. Fails the
 * build when the file holds something else as well.
 */
export function leaveOutDer(): Plugin {
  return {
    name: 'leave-out-der',
    transform(code, id) {
      if (!id.endsWith(FILE)) return null;
      const names = [...code.matchAll(/^export (?:class|const|function) (\w+)/gmu)].map(([, name]) => name).join();
      if (names !== NAMES) this.error(`${FILE} holds ${names}: the library has changed.`);
      return { code: STUB, map: { mappings: '' } };
    },
  };
}
