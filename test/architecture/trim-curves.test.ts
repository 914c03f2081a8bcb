import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';

import { leaveOutDer } from '../../scripts/build/leave-out-der.js';
import { ROOT } from '../../scripts/build/rollup-options.js';
import { transformTypeScript } from '../../scripts/build/rollup-plugins.js';
import { dropUncalledCurves, trimCurves } from '../../scripts/build/trim-curves.js';
import type { checkSeedSigner } from '../../src/signing/seed-signer.js';
import type { deriveSeedKey } from '../../src/signing/seed-key.js';
import type { signPayloadHash } from '../../src/signing/stark-ecdsa.js';
import type { grindStarkKey } from '../../src/signing/stark-key.js';
import vectors from '../vectors/stark.json' with { type: 'json' };

interface Signing {
  readonly checkSeedSigner: typeof checkSeedSigner;
  readonly deriveSeedKey: typeof deriveSeedKey;
  readonly grindStarkKey: typeof grindStarkKey;
  readonly signPayloadHash: typeof signPayloadHash;
}

const ENTRY = '\0signing';
const FILES = [
  '@noble/curves/abstract/modular.js', '@noble/curves/abstract/weierstrass.js',
  '@noble/hashes/_md.js', '@noble/hashes/hmac.js', '@noble/hashes/sha2.js', '@noble/hashes/sha3.js',
];

let code = '';
let folder = '';
let built: Signing;

/** What signs, as the bundles have it. */
async function buildSigning(): Promise<string> {
  const modules = ['seed-signer', 'seed-key', 'stark-ecdsa', 'stark-key'];
  const source = modules.map((name) => `export * from '${ROOT}src/signing/${name}.ts';`).join('\n');
  const bundle = await rollup({
    input: ENTRY,
    plugins: [
      { name: 'entry', resolveId: (id) => (id === ENTRY ? id : null), load: (id) => (id === ENTRY ? source : null) },
      nodeResolve({ browser: true, exportConditions: ['browser'], extensions: ['.js'] }),
      transformTypeScript(ROOT), leaveOutDer(), dropUncalledCurves(),
    ],
    onwarn: () => {},
  });
  const { output: [chunk] } = await bundle.generate({ format: 'es' });
  return chunk.code;
}

before(async () => {
  code = await buildSigning();
  folder = mkdtempSync(join(tmpdir(), 'signing-'));
  writeFileSync(join(folder, 'signing.mjs'), code);
  built = await import(pathToFileURL(join(folder, 'signing.mjs')).href) as Signing;
});

after(() => rmSync(folder, { recursive: true, force: true }));

for (const file of FILES) {
  test(`${file}: what is emptied is there as often as it was, on as many lines`, () => {
    const id = `/node_modules/${file}`;
    const source = readFileSync(new URL(`../..${id}`, import.meta.url), 'utf8');

    const trimmed = trimCurves(source, id) ?? '';

    assert.ok(trimmed.length < source.length);
    assert.equal(trimmed.split('\n').length, source.split('\n').length);
    assert.throws(() => trimCurves('export {};', id), /is there 0 times/);
  });
}

test('other files stay as they are', () => {
  assert.equal(trimCurves('export {};', '/node_modules/@noble/hashes/utils.js'), undefined);
});

test('what is built has functions that are emptied', () => {
  assert.match(code, /left out/);
});

test('what is built finds the signer of each seed signature, and its key', async () => {
  for (const vector of vectors.vectors) {
    const [signature, address] = [vector.personal_sign_signature, vector.eth_address] as [`0x${string}`, `0x${string}`];
    assert.doesNotThrow(() => built.checkSeedSigner(signature, address));

    const { publicKey } = await built.grindStarkKey(await built.deriveSeedKey(signature, address));

    assert.equal(BigInt(publicKey), BigInt(vector.stark_public_key));
  }
});

test('what is built signs as the vectors do', async () => {
  const [vector] = vectors.vectors;
  assert.ok(vector);
  const pair = await built.grindStarkKey(await built.deriveSeedKey(vector.personal_sign_signature as `0x${string}`, vector.eth_address as `0x${string}`));
  for (const { message_hash: hash, stark_signature: signature, error } of vectors.hash_edge_cases.cases) {
    if (error === undefined) assert.equal(built.signPayloadHash(hash, pair), signature);
  }
});
