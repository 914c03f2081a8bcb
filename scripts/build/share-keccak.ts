import type { Plugin } from 'rollup';

const ETHERS = '/node_modules/ethers/';
const SHA3 = /\/@noble\/hashes\/(?:esm\/)?(?:_?sha3)\.js$/u;

/**
 * Gives ethers, which pins an old release of `@noble/hashes`, the keccak that everything else here has. Both releases take
 * bytes and give bytes. Fails the build when two are left in it.
 */
export function shareKeccak(root: string): Plugin {
  return {
    name: 'share-keccak',
    resolveId(source, importer) {
      if (source !== '@noble/hashes/sha3' || !importer?.includes(ETHERS)) return null;
      return this.resolve('@noble/hashes/sha3.js', `${root}src/index.ts`, { skipSelf: true });
    },
    buildEnd(error) {
      if (error) return;
      const found = [...this.getModuleIds()].filter((id) => SHA3.test(id));
      if (found.length > 1) this.error(`More than one keccak: ${found.join(', ')}.`);
    },
  };
}
