import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Emulator } from '../../emulator/src/index.js';
import { CLIENT_ID, signInAndRedeem } from '../emulator/identity/visitor.js';
import { startTestEmulator } from '../support/emulator.js';
import { readSnippets, ROOT } from './support.js';

type VerifyIdToken = (idToken: string) => Promise<{ sub: string; email?: string }>;

describe('the guide\'s check of ID tokens in Node', () => {
  let emulator: Emulator;
  let folder: string;
  let verifyIdToken: VerifyIdToken;
  let claims: Record<string, unknown>;
  let idToken: string;

  before(async () => {
    emulator = await startTestEmulator();
    // Below the root, where the packages are found that the file imports.
    folder = mkdtempSync(join(ROOT, 'node_modules/.guide-'));
    const { code } = readSnippets('server.md').find(({ name }) => name === 'verify-id-token.mjs') ?? assert.fail('no such file in the guide');
    writeFileSync(join(folder, 'verify-id-token.mjs'), code);
    process.env['PASSPORT_ISSUER'] = `${emulator.addresses.auth}/`;
    process.env['PASSPORT_CLIENT_ID'] = CLIENT_ID;
    ({ verifyIdToken } = await import(pathToFileURL(join(folder, 'verify-id-token.mjs')).href) as { verifyIdToken: VerifyIdToken });
    const { body } = await signInAndRedeem(emulator);
    idToken = String(body['id_token']);
    claims = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await emulator.close();
  });

  it('accepts a token of the site', async () => {
    assert.deepEqual(await verifyIdToken(idToken), { sub: claims['sub'], email: 'ada@example.com' });
    assert.equal((await verifyIdToken(emulator.tokens.sign({ ...claims, aud: [CLIENT_ID] }))).sub, claims['sub']);
  });

  it('refuses every other', async () => {
    const nowS = Math.floor(Date.now() / 1_000);
    const [head = '', body = '', signature = ''] = idToken.split('.');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
    const { body: access } = await signInAndRedeem(emulator);
    for (const [what, token] of Object.entries({
      'another audience': emulator.tokens.sign({ ...claims, aud: 'another-client' }),
      'no audience': emulator.tokens.sign({ ...claims, aud: undefined }),
      'several audiences, none named': emulator.tokens.sign({ ...claims, aud: [CLIENT_ID, 'another-client'] }),
      'an access token': String(access['access_token']),
      'over': emulator.tokens.sign({ ...claims, exp: nowS - 120 }),
      'without an end': emulator.tokens.sign({ ...claims, exp: undefined }),
      'another issuer': emulator.tokens.sign({ ...claims, iss: 'https://auth.example/' }),
      'the issuer without its slash': emulator.tokens.sign({ ...claims, iss: emulator.addresses.auth }),
      'without a subject': emulator.tokens.sign({ ...claims, sub: undefined }),
      'a foreign key': emulator.tokens.signWith(privateKey, claims),
      'other claims under the same signature': [head, Buffer.from(JSON.stringify({ ...claims, sub: 'email|other' })).toString('base64url'), signature].join('.'),
      'no signature': none,
      'nothing': '',
      'no token': 'not.a.token',
    })) {
      await assert.rejects(verifyIdToken(token), what);
    }
  });
});

describe('the code of the guide', () => {
  for (const page of ['quick-start.md', 'callback-page.md', 'server.md', 'sdk.md']) {
    it(`of ${page} can be parsed`, () => {
      const snippets = readSnippets(page);
      assert.ok(snippets.length > 0);
      for (const { language, code } of snippets.filter((snippet) => snippet.language === 'js')) {
        const { status, stderr } = spawnSync(process.execPath, ['--check', '--input-type=module'], { input: code, encoding: 'utf8' });
        assert.equal(status, 0, `${language}: ${stderr}`);
      }
    });
  }
});
