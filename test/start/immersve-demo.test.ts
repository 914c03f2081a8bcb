import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { openListener } from '../../emulator/src/core/listener.js';
import { LOOPBACK_CLIENT, SANDBOX_CLIENT } from '../../emulator/src/immersve/clients.js';
import { readPort } from '../../scripts/start/command-line.js';
import { startImmersveDemo, type ImmersveDemo } from '../../scripts/start/immersve-demo.js';
import { ROOT } from '../../scripts/start/start-demo.js';

describe('the server of the Immersve demo', () => {
  let demo: ImmersveDemo;
  before(async () => { demo = await startImmersveDemo({ port: 0, freeEmulatorPorts: true }); });
  after(() => demo.close());

  const read = async (path: string): Promise<{ readonly status: number; readonly body: string; readonly policy: string }> => {
    const response = await fetch(new URL(path, demo.url));
    return { status: response.status, body: await response.text(), policy: response.headers.get('content-security-policy') ?? '' };
  };

  it('gives the page an application that its port may use, and tells it where the emulator is', async () => {
    const { body } = await read('/');

    assert.equal(demo.clientApplicationId, LOOPBACK_CLIENT);
    assert.ok(body.includes(`client-application-id="${LOOPBACK_CLIENT}"`));
    assert.ok(!body.includes(SANDBOX_CLIENT));
    const [first, bundle] = ['/emulator-addresses.js', '/dist/passport-widgets.js'].map((name) => body.indexOf(`src="${name}"`));
    assert.ok(first !== undefined && bundle !== undefined && first > 0 && first < bundle);
    assert.ok((await read('/emulator-addresses.js')).body.includes(`endpoint: "${demo.emulator.addresses.immersve}"`));
  });

  it('serves what the page refers to, under a policy that allows Immersve and nothing else', async () => {
    const { body, policy } = await read('/');

    for (const [, path = ''] of body.matchAll(/<[^<>]* (?:src|href)="([^"]+)"/gu)) {
      // The build is not a matter of this test.
      if (!path.startsWith('/dist/')) assert.equal((await read(path)).status, 200, path);
    }
    assert.ok(policy.includes(`connect-src ${demo.emulator.addresses.immersve};`));
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;/u);
    assert.doesNotMatch(policy, /unsafe|\*/u);
    assert.doesNotMatch(body, /<script(?![^>]* src=)|<style| style=| on[a-z]+=/u);
    assert.equal((await read('/demo.json')).status, 404);
  });
});

describe('npm run demo:immersve', () => {
  const LIMIT_MS = 60_000;

  async function run(...parameters: string[]): Promise<{ readonly code: number | null; readonly out: string; readonly error: string }> {
    const command = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts/start-immersve.ts'), '--no-build', ...parameters], { cwd: ROOT });
    const [out, error]: [Buffer[], Buffer[]] = [[], []];
    command.stdout.on('data', (part: Buffer) => out.push(part));
    command.stderr.on('data', (part: Buffer) => error.push(part));
    const [code] = await once(command, 'close', { signal: AbortSignal.timeout(LIMIT_MS) }) as [number | null];
    return { code, out: Buffer.concat(out).toString(), error: Buffer.concat(error).toString() };
  }

  it('says what it takes', async () => {
    const { code, out } = await run('--help');

    assert.equal(code, 0);
    for (const option of ['--port', '--free-ports', '--no-build', '--help']) assert.ok(out.includes(option), option);
  });

  it('refuses in one sentence what is no port, and what it does not know', async () => {
    for (const port of ['x', '-1', '65536', '', '3e3', ' 3000']) assert.throws(() => readPort(port), /^Error: --port takes a number/u);
    assert.deepEqual(['0', '3000', '65535', undefined].map(readPort), [0, 3000, 65535, undefined]);
    const { code, error } = await run('--prot', '3000');
    assert.equal(code, 1);
    assert.match(error, /--prot/u);
    assert.doesNotMatch(error, /\n {4}at /u);
  });

  it('names a port that is taken, and what the page is without it', async () => {
    const taken = await openListener(0, (_request, response) => { response.end(); });
    try {
      const { code, error } = await run('--free-ports', '--port', String(taken.port));

      assert.equal(code, 1);
      assert.match(error, new RegExp(`Port ${taken.port} is taken\\. Choose another with --port, or 0 for a free one\\. On another port .*\\n$`, 'u'));
    } finally {
      await taken.close();
    }
  });
});
