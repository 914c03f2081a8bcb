import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Emulator } from '../../emulator/src/index.js';
import { readSnippets, ROOT } from '../guide/support.js';
import { startTestEmulator } from '../support/emulator.js';
import { bundleCode } from './support/build.js';
import { createPlaywrightTest } from './support/playwright-test.js';
import { startTestShop } from './support/shop.js';

// The tests of this file are those of docs/guide/testing.md, as they are printed there.
const { code } = readSnippets('testing.md').find(({ name }) => name === 'shop.spec.ts') ?? assert.fail('no such file in the guide');
const folder = mkdtempSync(join(ROOT, 'node_modules/.guide-'));
const standIn = join(folder, 'stand-in.mjs');
const file = join(folder, 'shop.spec.mjs');

const emulator = await startTestEmulator();
const site = await startTestShop(emulator);
after(async () => {
  rmSync(folder, { recursive: true });
  await site.close();
  await emulator.close();
});

// The guide's emulator takes the usual ports, which a test must not: it gets the one that the page knows.
const startEmulator = (): Promise<Emulator> => Promise.resolve({ ...emulator, close: () => Promise.resolve() });
Reflect.set(globalThis, 'guide', { ...createPlaywrightTest(site), startEmulator });
writeFileSync(standIn, 'export const { test, expect, startEmulator } = globalThis.guide;');
writeFileSync(file, await bundleCode(code, { platform: 'node', alias: { '@playwright/test': standIn, 'passport-emulator': standIn } }));
await import(pathToFileURL(file).href);

it('has its three tests from the guide', () => {
  assert.equal([...code.matchAll(/^test\('/gmu)].length, 3);
});
