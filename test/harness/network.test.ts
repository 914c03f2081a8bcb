import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startTripwire } from '../support/driver/tripwire.js';

const CLOSED_NETWORK = fileURLToPath(new URL('../../scripts/test/closed-network.ts', import.meta.url));

async function runInClosedNetwork(script: string): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [...process.execArgv, '--import', CLOSED_NETWORK, '--input-type=module', '--eval', script]);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  const [code] = await once(child, 'close') as [number | null];
  return { code, text };
}

describe('the closed network of Node', () => {
  it('refuses another host, and fails the process even when the refusal is handled', async () => {
    const { code, text } = await runInClosedNetwork("await fetch('http://192.0.2.1/').catch(() => console.log('handled'));");

    assert.match(text, /handled/);
    assert.match(text, /hosts outside this machine: 192\.0\.2\.1/);
    assert.equal(code, 1);
  });

  it('refuses a host by name before it is looked up', async () => {
    const { code, text } = await runInClosedNetwork("import { get } from 'node:https'; get('https://example.com/').on('error', () => console.log('handled'));");

    assert.match(text, /hosts outside this machine: example\.com/);
    assert.equal(code, 1);
  });

  it('lets loopback pass', async () => {
    const { code, text } = await runInClosedNetwork(`
      import { createServer } from 'node:http';
      const server = createServer((_request, response) => response.end('inside')).listen(0, '127.0.0.1', async () => {
        console.log(await (await fetch('http://127.0.0.1:' + server.address().port)).text());
        server.close();
      });
    `);

    assert.match(text, /inside/);
    assert.equal(code, 0);
  });
});

describe('the closed network of browsers', () => {
  it('remembers what pages ask for, and overlooks what browsers ask for themselves', async (context) => {
    const tripwire = await startTripwire();
    context.after(() => tripwire.close());
    const ask = async (path: string): Promise<void> => {
      const [response] = await once(request({ port: tripwire.port, path }).end(), 'response');
      response.resume();
    };

    await ask('http://example.com/pixel.png');
    await ask('http://update.googleapis.com/service/update2/json');
    const [, socket] = await once(request({ port: tripwire.port, method: 'CONNECT', path: 'example.org:443' }).end(), 'connect');
    socket.destroy();

    assert.deepEqual([...tripwire.hits], ['http://example.com/pixel.png', 'example.org:443']);
  });
});
