import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createIdentityService } from '../../../emulator/src/identity/identity-service.js';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';

let emulator: Emulator;
before(async () => {
  emulator = await startEmulator({ services: [createIdentityService], accounts: [{ email: 'rowan@example.com', nickname: 'rowan', sub: 'email|1', title: 'One' }] });
});
beforeEach(() => emulator.reset());
after(() => emulator.close());

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A request with any `Host`, which fetch would not send. */
function send(method: string, path: string, options: { body?: unknown; headers?: Record<string, string>; token?: string | null } = {}): Promise<Reply> {
  const token = options.token === undefined ? emulator.adminToken : options.token;
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const sent = request(`${emulator.addresses.admin}${path}`, { method, headers: { ...authorization, ...options.headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => {
        const body = (response.headers['content-type'] ?? '').includes('json') ? JSON.parse(text) as Record<string, unknown> : { text };
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    sent.on('error', reject).end(options.body === undefined ? undefined : JSON.stringify(options.body));
  });
}

describe('the door of the admin API', () => {
  it('row 146: is shut without the token, and with a wrong one', async () => {
    for (const token of [null, '', 'wrong', `${emulator.adminToken}x`]) {
      assert.equal((await send('POST', '/reset', { token })).status, 401);
      assert.equal((await send('GET', `/panel?token=${token ?? ''}`)).status, 401);
    }
  });

  it('row 146: is shut to a foreign Host, as DNS rebinding would send', async () => {
    const { port } = new URL(emulator.addresses.admin);
    for (const host of ['evil.example', `evil.example:${port}`, `localhost.evil.example:${port}`, `127.0.0.1.evil.example:${port}`, 'localhost:1', 'localhost']) {
      assert.equal((await send('GET', '/state', { headers: { host } })).status, 403, host);
    }
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      assert.equal((await send('GET', '/state', { headers: { host } })).status, 200, host);
    }
  });

  it('row 146: is shut to pages of other origins, even with the token', async () => {
    for (const origin of ['https://evil.example', 'http://localhost:1', 'null']) {
      assert.equal((await send('POST', '/reset', { headers: { origin } })).status, 403, origin);
    }
    assert.equal((await send('POST', '/reset', { headers: { origin: emulator.addresses.admin } })).status, 204);
  });

  it('row 146: never sends CORS headers', async () => {
    const replies = [
      await send('OPTIONS', '/state', { headers: { origin: 'http://localhost:1', 'access-control-request-method': 'POST' } }),
      await send('GET', '/state', { headers: { origin: emulator.addresses.admin } }),
      await send('GET', '/state', { token: null }),
    ];

    for (const { headers } of replies) {
      assert.deepEqual(Object.keys(headers).filter((name) => name.startsWith('access-control-')), []);
    }
  });

  it('row 146: has another token in each emulator', async () => {
    const other = await startEmulator({ services: [] });
    await other.close();

    assert.notEqual(other.adminToken, emulator.adminToken);
    assert.ok(emulator.adminToken.length >= 32);
  });
});

describe('the admin API', () => {
  it('tells the state', async () => {
    await fetch(`${emulator.addresses.auth}/.well-known/jwks.json`);
    emulator.faults.set('identity:jwks-500', { times: 2 });

    const { body } = await send('GET', '/state');

    assert.deepEqual(body.addresses, emulator.addresses);
    assert.deepEqual((body.users as { email: string }[]).map(({ email }) => email), ['rowan@example.com']);
    assert.deepEqual(body.counters, { requests: { auth: 1 }, signatures: 0 });
    assert.deepEqual(body.login, { mode: 'page' });
    assert.deepEqual(body.confirmation, { mode: 'page' });
    assert.deepEqual(body.faults, [{ name: 'identity:jwks-500', match: '/', params: {}, taken: 0, timesLeft: 2 }]);
  });

  it('lists the faults there are, each with a sentence', async () => {
    const faults = (await send('GET', '/faults')).body.faults as { name: string; sentence: string; service: string }[];

    assert.ok(faults.length > 50);
    for (const { name, sentence, service } of faults) {
      assert.ok(name.startsWith(`${service}:`), name);
      assert.match(sentence, /^[A-Z`].*\.$/, name);
    }
    assert.equal(faults.some(({ service }) => service === 'admin'), false);
  });

  it('switches a fault on and off', async () => {
    const url = `${emulator.addresses.auth}/.well-known/jwks.json`;
    await send('POST', '/faults', { body: { name: 'identity:status', times: 1, match: '/.well-known', params: { status: 418 } } });
    assert.equal((await fetch(url)).status, 418);
    assert.equal((await fetch(url)).status, 200);

    await send('POST', '/faults', { body: { name: 'identity:jwks-500', forMs: 60_000 } });
    assert.equal((await fetch(url)).status, 500);
    await send('DELETE', '/faults?name=identity:jwks-500');

    assert.equal((await fetch(url)).status, 200);
  });

  it('switches all faults off', async () => {
    emulator.faults.set('identity:jwks-500');

    await send('DELETE', '/faults');

    assert.deepEqual(emulator.faults.list(), []);
  });

  it('names the nearest faults when there is none of that name', async () => {
    const { status, body } = await send('POST', '/faults', { body: { name: 'identity:jwks-50' } });

    assert.equal(status, 400);
    assert.match(String(body.message), /^There is no fault "identity:jwks-50"\. The nearest names are "identity:jwks-500", /);
  });

  it('refuses commands that say nothing possible', async () => {
    for (const [path, body] of [
      ['/faults', undefined], ['/faults', []], ['/faults', { name: 1 }], ['/faults', { name: 'identity:delay', times: 0 }], ['/faults', { name: 'identity:delay', forMs: 'x' }],
      ['/faults', { name: 'identity:delay', match: 1 }], ['/faults', { name: 'identity:delay', params: [] }], ['/login', { mode: 'other' }], ['/login', { mode: 'auto' }], ['/confirmation', { mode: 'perhaps' }], ['/confirmation', { mode: 'approve', afterMs: 'soon' }], ['/clock', {}],
    ] as const) {
      assert.equal((await send('POST', path, { body })).status, 400, `${path} ${JSON.stringify(body)}`);
    }
    assert.equal((await send('GET', '/nowhere')).status, 404);
  });

  it('gives the requests with their secrets, also only the later ones, and forgets them', async () => {
    await fetch(`${emulator.addresses.auth}/oauth/token`, { method: 'POST', body: 'code=secret-code' });
    const [first] = (await send('GET', '/requests')).body.requests as { id: number; body: string; status: number }[];
    assert.equal(first?.body, 'code=secret-code');
    assert.equal(first?.status, 400);

    assert.deepEqual((await send('GET', `/requests?after=${first?.id}`)).body.requests, []);
    await send('DELETE', '/requests');

    assert.equal(emulator.requests.list().length, 0);
  });

  it('decides logins and confirmations and moves the clock', async () => {
    await send('POST', '/confirmation', { body: { mode: 'reject', afterMs: 20 } });
    await send('POST', '/login', { body: { mode: 'auto', email: 'a@example.com' } });
    await send('POST', '/clock', { body: { shiftMs: 3_600_000 } });

    assert.deepEqual(emulator.login, { mode: 'auto', email: 'a@example.com' });
    assert.deepEqual(emulator.confirmation, { mode: 'reject', afterMs: 20 });
    assert.equal(emulator.world.clock.offsetMs, 3_600_000);
  });

  it('resets everything', async () => {
    emulator.login = { mode: 'deny' };
    emulator.confirmation = { mode: 'skip' };
    emulator.world.ensureUser('a@example.com');
    emulator.faults.set('identity:delay');

    await send('POST', '/reset');

    assert.deepEqual(emulator.login, { mode: 'page' });
    assert.deepEqual(emulator.confirmation, { mode: 'page' });
    assert.equal(emulator.world.users.length, 1);
    assert.deepEqual(emulator.faults.list(), []);
  });
});

describe('the panel', () => {
  it('is a page that only this machine\'s pages may frame, without foreign parts', async () => {
    const { status, headers, body } = await send('GET', `/panel?token=${emulator.adminToken}`, { token: null });

    assert.equal(status, 200);
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /^default-src 'none'; style-src 'sha256-/);
    assert.match(policy, /script-src 'sha256-/);
    assert.match(policy, /frame-ancestors http:\/\/localhost:\* http:\/\/127\.0\.0\.1:\*/);
    assert.equal(headers['referrer-policy'], 'no-referrer');
    const html = String(body.text);
    assert.doesNotMatch(html, /(src|href)="(?!data:,)/);
    assert.equal(html.includes(emulator.adminToken), false);
  });
});
