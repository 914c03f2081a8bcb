import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';
import type { Service, ServiceContext } from '../../../emulator/src/core/service.js';

/** A service that says what it was asked. */
function createEcho(context: ServiceContext): Service {
  return {
    name: 'echo', role: 'api', faults: [{ name: 'odd', sentence: 'Says something odd.' }],
    handle: (exchange) => exchange.sendJson(200, { path: exchange.path, body: exchange.body, users: context.world.users.length }),
    errorBody: (status) => ({ code: `status_${status}`, message: 'As asked.' }),
  };
}

async function withEmulator(run: (emulator: Emulator) => Promise<void>): Promise<void> {
  const emulator = await startEmulator({ services: [createEcho], seed: 'core', accounts: [] });
  try {
    await run(emulator);
  } finally {
    await emulator.close();
  }
}

describe('startEmulator', () => {
  it('gives every server an origin of its own, the wallet on another site', () => withEmulator(async ({ addresses }) => {
    assert.equal(new Set(Object.values(addresses)).size, 8);
    assert.equal(new URL(addresses.wallet).hostname, '127.0.0.1');
    for (const role of ['auth', 'api', 'tee', 'passport', 'admin'] as const) {
      assert.equal(new URL(addresses[role]).hostname, 'localhost');
    }
  }));

  it('answers on both loopback addresses', () => withEmulator(async ({ addresses }) => {
    const { port } = new URL(addresses.api);
    for (const host of ['127.0.0.1', '[::1]']) {
      assert.equal((await fetch(`http://${host}:${port}/x`)).status, 200);
    }
  }));

  it('shares nothing between two emulators', () => withEmulator((one) => withEmulator(async (other) => {
    one.world.ensureUser('ada@example.com');
    one.faults.set('echo:server-error');

    assert.equal(other.world.findUserByEmail('ada@example.com'), undefined);
    assert.deepEqual(other.faults.list(), []);
    assert.equal((await fetch(`${other.addresses.api}/x`)).status, 200);
    assert.equal(one.requests.list().length, 0);
  })));

  it('derives the same subject from the same seed and e-mail', () => withEmulator(async (emulator) => {
    const first = emulator.world.ensureUser(' Ada@Example.com ');
    emulator.reset();

    assert.equal(emulator.world.ensureUser('ada@example.com').sub, first.sub);
    assert.match(first.sub, /^email\|[0-9a-f]{24}$/);
  }));

  it('destroys open connections when it closes', async () => {
    const emulator = await startEmulator({ services: [createEcho] });
    emulator.faults.set('echo:no-answer');
    const received = emulator.requests.next();
    const pending = fetch(`${emulator.addresses.api}/x`).then(() => 'answered', () => 'cut');
    await received;

    await emulator.close();

    assert.equal(await pending, 'cut');
    await assert.rejects(fetch(`${emulator.addresses.api}/x`));
  });

  it('refuses a port that is taken, and leaves nothing open', () => withEmulator(async ({ addresses }) => {
    const port = Number(new URL(addresses.api).port);

    await assert.rejects(startEmulator({ services: [createEcho], ports: { passport: port } }), { code: 'EADDRINUSE' });
  }));
});

describe('a request', () => {
  it('is recorded with method, address, headers, body and status', () => withEmulator(async ({ addresses, requests }) => {
    await fetch(`${addresses.api}/a?b=c`, { method: 'POST', body: 'hello', headers: { 'x-sdk-version': '1' } });

    const [request] = requests.list();
    assert.equal(request?.method, 'POST');
    assert.equal(request?.url, `${addresses.api}/a?b=c`);
    assert.equal(request?.headers['x-sdk-version'], '1');
    assert.equal(request?.body, 'hello');
    assert.equal(request?.status, 200);
    assert.equal(request?.role, 'api');
  }));

  it('has its body limited to a megabyte', () => withEmulator(async ({ addresses, requests }) => {
    const answer = await fetch(`${addresses.api}/a`, { method: 'POST', body: 'x'.repeat(1_000_001) }).then(({ status }) => status, () => 413);

    assert.equal(answer, 413);
    assert.equal(requests.list().length, 0);
  }));

  it('is refused when its target is no path', () => withEmulator(async ({ addresses }) => {
    const line = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(addresses.api).port), '127.0.0.1', () => socket.write('GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n'));
      socket.once('data', (data) => {
        resolve(String(data).split('\r\n')[0] ?? '');
        socket.destroy();
      });
    });

    assert.equal(line, 'HTTP/1.1 400 Bad Request');
  }));

  it('may come from a page of any origin, with the headers that clients send', () => withEmulator(async ({ addresses }) => {
    const preflight = await fetch(`${addresses.api}/a`, { method: 'OPTIONS', headers: { origin: 'http://localhost:1' } });

    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), 'http://localhost:1');
    assert.equal(preflight.headers.get('access-control-allow-methods'), 'GET, POST, DELETE, PATCH');
    const allowed = preflight.headers.get('access-control-allow-headers')?.split(', ') ?? [];
    for (const name of ['authorization', 'content-type', 'x-sdk-version', 'x-immutable-api-key', 'x-immutable-publishable-key',
      'x-api-key', 'x-imx-eth-address', 'x-imx-eth-signature', 'x-magic-api-key', 'x-oidc-provider-id', 'x-magic-chain']) {
      assert.ok(allowed.includes(name), name);
    }
    const answer = await fetch(`${addresses.api}/a`, { headers: { origin: 'http://localhost:1' } });
    assert.match(answer.headers.get('access-control-expose-headers') ?? '', /\bdate\b/);
  }));

  it('is answered with the date of the shifted clock', () => withEmulator(async ({ addresses, world }) => {
    world.clock.shift(86_400_000);

    const answer = await fetch(`${addresses.api}/a`);

    const aheadMs = Date.parse(answer.headers.get('date') ?? '') - Date.now();
    assert.ok(Math.abs(aheadMs - 86_400_000) < 5000);
  }));
});
