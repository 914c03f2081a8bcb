import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const SOURCES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path: `src/${path.replaceAll('\\', '/')}`, text: readFileSync(join(ROOT, 'src', path), 'utf8') }));

/** The files in which a pattern stands outside of comments. */
function findFiles(pattern: RegExp, sources: readonly { path: string; text: string }[] = SOURCES): string[] {
  return sources.filter(({ text }) => pattern.test(text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gmu, ''))).map(({ path }) => path).sort();
}

/**
 * The signature of the seed message is the user's key (row 144). One place may ask for it, and it hands it to a room that
 * can send nothing.
 */
describe('row 144: the seed signature', () => {
  it('row 144: is asked for in one place; the wallet and its types know the purpose', () => {
    assert.deepEqual(findFiles(/stark-seed/u).filter((path) => !path.startsWith('src/wallet/')), ['src/imx/keyring.ts', 'src/shared/wallet.ts']);
  });

  it('row 144: goes from there to the signing room, and stands in no other expression', () => {
    const { text } = SOURCES.find(({ path }) => path === 'src/imx/keyring.ts')!;

    assert.equal(text.match(/wallet\.sign\(/gu)?.length, 1);
    assert.match(text, /await deriveSigner\(\{\s+address,\s+signSeed: async \(\) => \{\s+signal\.throwIfAborted\(\);\s+return wallet\.sign\(\{ kind: 'stark-seed' \}, \{ signal \}\);\s+\},/u);
    assert.deepEqual(findFiles(/\bsignSeed\b/u), ['src/imx/keyring.ts', 'src/signing/stark-signer.ts']);
    assert.deepEqual(findFiles(/\bderiveStarkSigner\b/u), ['src/imx/keyring.ts', 'src/signing/stark-signer.ts']);
  });

  it('row 144: meets nothing in the signing room that could send it: of the platform only the timers', () => {
    const imports = SOURCES.filter(({ path }) => path.startsWith('src/signing/'))
      .flatMap(({ text }) => [...text.matchAll(/from '(?<from>[^']+)'/gu)].map((match) => match.groups!['from']!))
      .filter((from) => !from.startsWith('./') && !from.startsWith('../shared/'));

    assert.deepEqual([...new Set(imports)].sort(), [
      '../platform/wait.js', '@noble/curves/abstract/weierstrass.js', '@noble/hashes/sha3.js', '@scure/starknet',
    ]);
    assert.deepEqual(findFiles(/import\(/u).filter((path) => path.startsWith('src/signing/')), []);
  });

  it('row 144: would be found elsewhere', () => {
    const leak = { path: 'src/session/leak.ts', text: "send(await wallet.sign({ kind: 'stark-seed' }));" };

    assert.deepEqual(findFiles(/stark-seed/u, [leak]), ['src/session/leak.ts']);
    assert.deepEqual(findFiles(/stark-seed/u, [{ ...leak, text: `/* ${leak.text} */` }]), []);
  });
});

describe('row 127: what is signed unseen', () => {
  it('row 127: is a registration or a cancellation; every other hash is checked by the compiler', () => {
    const calls = SOURCES.flatMap(({ text }) => [...text.matchAll(/\.signUnseen\((?<purpose>[^,]+),/gu)].map((match) => match.groups!['purpose']));

    assert.ok(calls.length > 0);
    assert.deepEqual(calls.filter((purpose) => purpose !== "'registration'" && purpose !== "'cancel-order'"), []);
    assert.deepEqual(findFiles(/as (?:unknown as )?CheckedHash\b/u), ['src/signing/checked-hash.ts']);
  });
});
