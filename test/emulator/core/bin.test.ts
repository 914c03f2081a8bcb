import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readOptions, UsageError } from '../../../emulator/src/core/command-line.js';

const BIN = fileURLToPath(new URL('../../../emulator/src/bin.ts', import.meta.url));

function run(...args: string[]): { child: ChildProcess; said: (words: string) => Promise<string> } {
  const child = spawn(process.execPath, ['--import', 'tsx', BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const said = (words: string): Promise<string> => new Promise((resolve, reject) => {
    const look = (part: Buffer | string): void => {
      output += String(part);
      if (output.includes(words)) resolve(output);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('close', () => reject(new Error(`ended without saying "${words}": ${output}`)));
  });
  return { child, said };
}

async function occupy(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as { port: number }).port };
}

describe('the bin', () => {
  it('prints addresses and the admin link, and ends when asked', async () => {
    const { child, said } = run('--auth-port', '0', '--api-port', '0', '--tee-port', '0', '--wallet-port', '0', '--passport-port', '0', '--admin-port', '0', '--immersve-port', '0', '--seed', 'tulip');

    const output = await said('Ctrl-C ends it.');
    const panel = /http:\/\/localhost:\d+\/panel\?token=[\w-]+/.exec(output)?.[0] ?? '';
    assert.equal((await fetch(panel)).status, 200);
    assert.match(output, /seed +tulip/);
    child.kill('SIGINT');

    const [code] = await once(child, 'close') as [number];
    assert.equal(code, 0);
  });

  it('says with --tls how a browser reaches it', async () => {
    const { child, said } = run('--tls-port', '0', '--admin-port', '0');

    const output = await said('Ctrl-C ends it.');
    assert.match(output, /identity +https:\/\/auth\.immutable\.com\n/);
    assert.match(output, /admin API +http:\/\/localhost:\d+\n/);
    assert.match(output, /--ignore-certificate-errors --host-resolver-rules="MAP auth\.immutable\.com 127\.0\.0\.1:\d+, /);
    child.kill('SIGINT');

    assert.equal((await once(child, 'close') as [number])[0], 0);
  });

  it('refuses a named port that is taken', async () => {
    const { server, port } = await occupy();
    const { child, said } = run('--auth-port', String(port), '--api-port', '0', '--tee-port', '0', '--wallet-port', '0', '--passport-port', '0', '--admin-port', '0', '--immersve-port', '0', '--chain-port', '0');

    const closed = once(child, 'close') as Promise<[number]>;
    await said('EADDRINUSE');

    assert.equal((await closed)[0], 1);
    server.close();
  });
});

describe('readOptions', () => {
  it('takes a port for each server from a base, and single ones over it', () => {
    const options = readOptions(['--port-base', '9000', '--admin-port', '1234', '--return-to', 'https://a.example/', '--return-to', 'https://b.example/']);

    assert.ok(options !== 'help');
    assert.deepEqual(options.ports, {
      auth: { port: 9000, isFirm: false }, api: { port: 9001, isFirm: false }, tee: { port: 9002, isFirm: false },
      wallet: { port: 9003, isFirm: false }, passport: { port: 9004, isFirm: false }, admin: { port: 1234, isFirm: true },
      immersve: { port: 9006, isFirm: false }, chain: { port: 9007, isFirm: false },
    });
    assert.deepEqual(options.returnTo, ['https://a.example/', 'https://b.example/']);
  });

  it('begins at 8791 by itself', () => {
    const options = readOptions([]);

    assert.ok(options !== 'help');
    assert.deepEqual(Object.values(options.ports).map(({ port }) => port), [8791, 8792, 8793, 8794, 8795, 8796, 8797, 8798]);
  });

  it('takes the first port for TLS, or the one that is named', () => {
    const [base, named, plain] = [['--tls', '--port-base', '9000'], ['--tls-port', '9443'], []].map(readOptions);

    assert.ok(base !== 'help' && named !== 'help' && plain !== 'help');
    assert.deepEqual(base?.tls, { port: 9000, isFirm: false });
    assert.deepEqual(named?.tls, { port: 9443, isFirm: true });
    assert.equal(plain?.tls, undefined);
  });

  it('knows --help', () => {
    assert.equal(readOptions(['--help']), 'help');
  });

  it('refuses what cannot be meant', () => {
    for (const args of [['--port'], ['--auth-port', '70000'], ['--auth-port', '-1'], ['--port-base', '65535'], ['--port-base', 'x'], ['--tls-port', '-1'], ['extra'], ['--return-to', 'nowhere']]) {
      assert.throws(() => readOptions(args), UsageError, args.join(' '));
    }
  });
});
