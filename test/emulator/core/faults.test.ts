import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Clock } from '../../../emulator/src/core/clock.js';
import { Faults } from '../../../emulator/src/core/faults.js';
import { GENERIC_FAULTS } from '../../../emulator/src/core/generic-faults.js';
import type { Service } from '../../../emulator/src/core/service.js';
import { startEmulator, type Emulator, type FaultOptions } from '../../../emulator/src/index.js';

function setup(): { faults: Faults; clock: Clock } {
  const clock = new Clock();
  const faults = new Faults(clock);
  faults.register('shop', [{ name: 'closed', sentence: 'The shop is closed.', defaults: { hours: 2 } }, { name: 'flooded', sentence: 'Water is everywhere.' }]);
  return { faults, clock };
}

describe('Faults', () => {
  it('holds a fault until it is cleared', () => {
    const { faults } = setup();
    faults.set('shop:closed');
    assert.deepEqual([faults.take('shop:closed'), faults.take('shop:closed')], [{ hours: 2 }, { hours: 2 }]);

    faults.clear('shop:closed');

    assert.equal(faults.take('shop:closed'), undefined);
  });

  it('counts requests', () => {
    const { faults } = setup();
    faults.set('shop:closed', { times: 2 });

    assert.deepEqual([1, 2, 3].map(() => faults.take('shop:closed') !== undefined), [true, true, false]);
  });

  it('measures time by the emulator\'s clock', () => {
    const { faults, clock } = setup();
    faults.set('shop:closed', { forMs: 30_000 });
    clock.shift(29_000);
    assert.ok(faults.take('shop:closed'));

    clock.shift(2000);

    assert.equal(faults.take('shop:closed'), undefined);
    assert.deepEqual(faults.list(), []);
  });

  it('holds for paths that begin as asked', () => {
    const { faults } = setup();
    faults.set('shop:closed', { match: '/till', times: 1 });

    assert.equal(faults.take('shop:closed', '/door'), undefined);
    assert.ok(faults.take('shop:closed', '/till/2'));
  });

  it('is not used up by a look', () => {
    const { faults } = setup();
    faults.set('shop:closed', { times: 1, params: { hours: 3 } });

    assert.deepEqual([faults.peek('shop:closed'), faults.take('shop:closed'), faults.peek('shop:closed')], [{ hours: 3 }, { hours: 3 }, undefined]);
  });

  it('refuses names that are not on the list, everywhere, naming the nearest', () => {
    const { faults } = setup();
    for (const use of [() => faults.set('shop:close'), () => faults.clear('shop:close'), () => faults.take('shop:close'), () => faults.peek('shop:close')]) {
      assert.throws(use, { name: 'RangeError', message: 'There is no fault "shop:close". The nearest names are "shop:closed", "shop:flooded".' });
    }
  });

  it('refuses impossible extents', () => {
    const { faults } = setup();
    for (const options of [{ times: 0 }, { times: -1 }, { forMs: 0 }, { times: Number.NaN }, { forMs: Infinity }] as FaultOptions[]) {
      assert.throws(() => faults.set('shop:closed', options), RangeError);
    }
  });
});

describe('a fault of every service', () => {
  let emulator: Emulator;
  const shop = (): Service => ({
    name: 'shop', role: 'api', faults: [], handle: (exchange) => exchange.sendJson(200, { goods: 'x'.repeat(200) }),
    errorBody: (status) => ({ code: 'told', status }),
  });
  before(async () => {
    emulator = await startEmulator({ services: [shop], accounts: [] });
  });
  beforeEach(() => emulator.reset());
  after(() => emulator.close());

  function ask(name: string, options: FaultOptions = {}, init: RequestInit = {}): Promise<Response> {
    emulator.faults.set(`shop:${name}`, options);
    return fetch(`${emulator.addresses.api}/goods`, { redirect: 'manual', headers: { origin: 'http://localhost:1' }, ...init });
  }

  for (const [name, status] of Object.entries({ 'bad-request': 400, unauthorized: 401, forbidden: 403, 'not-found': 404, 'server-error': 500, unavailable: 503, 'rate-limit': 429, status: 418 })) {
    it(`${name}: status ${status} with the service's error body`, async () => {
      const response = await ask(name);

      assert.equal(response.status, status);
      assert.deepEqual(await response.json(), { code: 'told', status });
      assert.equal(response.headers.get('retry-after'), name === 'rate-limit' ? '2' : null);
      assert.equal(response.headers.get('access-control-allow-origin'), 'http://localhost:1');
      assert.deepEqual(emulator.requests.list()[0]?.faults, [`shop:${name}`]);
    });
  }

  it('status: any body', async () => {
    assert.deepEqual(await (await ask('status', { params: { status: 409, body: { a: 1 } } })).json(), { a: 1 });
  });

  it('delay: a late answer', async () => {
    const start = performance.now();

    assert.equal((await ask('delay', { params: { ms: 60 } })).status, 200);

    assert.ok(performance.now() - start >= 55);
  });

  it('no-answer: nothing, on an open connection', async () => {
    const stop = new AbortController();
    const received = emulator.requests.next();
    const pending = ask('no-answer', {}, { signal: stop.signal }).then(() => 'answered', (error: Error) => error.name);

    const { status } = await received;
    stop.abort();

    assert.equal(status, undefined);
    assert.equal(await pending, 'AbortError');
  });

  for (const name of ['reset', 'lost-answer']) {
    it(`${name}: a cut connection`, async () => {
      await assert.rejects(ask(name), { name: 'TypeError' });

      assert.equal(emulator.requests.list().at(-1)?.status, 0);
    });
  }

  it('stalled-body: half of the body', async () => {
    const stop = new AbortController();
    const response = await ask('stalled-body', {}, { signal: stop.signal });

    const first = await response.body?.getReader().read();

    assert.equal(first?.value?.length, Math.floor(Number(response.headers.get('content-length')) / 2));
    stop.abort();
  });

  it('html: a page', async () => {
    const response = await ask('html');

    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
  });

  it('truncated: half of the JSON, with a length that fits', async () => {
    const text = await (await ask('truncated')).text();

    assert.throws(() => JSON.parse(text), SyntaxError);
    assert.ok(text.startsWith('{"goods"'));
  });

  it('empty-body: nothing', async () => {
    assert.equal(await (await ask('empty-body')).text(), '');
  });

  it('redirect: elsewhere', async () => {
    const response = await ask('redirect', { params: { to: 'http://127.0.0.1:9/' } });

    assert.equal(response.status, 302);
    assert.equal(response.headers.get('location'), 'http://127.0.0.1:9/');
  });

  it('oversized: more than anybody wants', async () => {
    assert.ok((await (await ask('oversized', { params: { bytes: 300_000 } })).text()).length > 300_000);
  });

  it('no-cors: unreadable for pages', async () => {
    assert.equal((await ask('no-cors')).headers.get('access-control-allow-origin'), null);
  });

  it('does not strike the preflight before a request', async () => {
    const preflight = await ask('server-error', { times: 1 }, { method: 'OPTIONS' });
    assert.equal(preflight.status, 204);

    assert.equal((await fetch(`${emulator.addresses.api}/goods`)).status, 500);
  });

  it('is in the list of faults', () => {
    assert.equal(emulator.faults.catalogue.length, GENERIC_FAULTS.length);
  });
});
