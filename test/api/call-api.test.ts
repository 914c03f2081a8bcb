import { expect } from '@open-wc/testing';

import { callApi, SDK_VERSION } from '../../src/api/call-api.js';
import type { ApiCall, ApiTarget } from '../../src/api/call-api.js';
import { expectCode, getError } from '../imx/support/expect-error.js';
import { API, createFakeApi } from '../imx/support/fake-api.js';
import type { Reply } from '../imx/support/fake-api.js';
import { createFakeClock } from '../imx/support/fake-clock.js';

const OK = { json: { ok: true } };

function setup(replies: Reply | readonly Reply[], target: Partial<ApiTarget> = {}) {
  const api = createFakeApi({ 'GET /x*': replies, 'POST /x*': replies });
  const { clock, waits } = createFakeClock();
  const call = (options: Partial<ApiCall> = {}) => callApi(
    { baseUrl: API, fetch: api.fetch, clock, ...target }, { path: '/x', ...options },
  );
  return { api, call, waits };
}

describe('callApi', () => {
  it('names its version as package.json does', async () => {
    const { name, version } = await (await fetch('/package.json')).json() as { name: string; version: string };

    expect(SDK_VERSION).to.equal(`${name}-${version}`);
  });

  it('sends version, accepted types and nothing else with a plain read', async () => {
    const { api, call } = setup(OK);

    await call({ query: { cursor: 'a b/c', order_by: undefined } });

    expect(api.requests).to.deep.equal([{
      method: 'GET',
      path: '/x?cursor=a+b%2Fc',
      headers: { accept: 'application/json, text/plain, */*', 'x-sdk-version': SDK_VERSION },
      body: undefined,
    }]);
  });

  it('adds token, publishable key and JSON where they are given', async () => {
    const { api, call } = setup(OK, { publishableKey: 'pk_1', baseUrl: `${API}/` });

    await call({ method: 'POST', body: { a: 1 }, accessToken: 'token-1' });

    expect(api.requests).to.deep.equal([{
      method: 'POST',
      path: '/x',
      headers: {
        accept: 'application/json, text/plain, */*',
        authorization: 'Bearer token-1',
        'content-type': 'application/json',
        'x-immutable-publishable-key': 'pk_1',
        'x-sdk-version': SDK_VERSION,
      },
      body: { a: 1 },
    }]);
  });

  it('gives a status that the caller reads as an answer', async () => {
    const { call } = setup({ status: 409, json: { code: 'known' } });

    expect(await call({ method: 'POST', answers: [409] })).to.deep.include({ status: 409, json: { code: 'known' } });
  });

  const REFUSALS = [
    [400, 'API_REFUSED'], [404, 'API_NOT_FOUND'], [408, 'API_UNAVAILABLE'], [409, 'API_REFUSED'], [422, 'API_REFUSED'],
    [429, 'API_RATE_LIMITED'], [500, 'API_UNAVAILABLE'], [503, 'API_UNAVAILABLE'],
  ] as const;
  for (const [status, code] of REFUSALS) {
    it(`row 131: gives status ${status} as ${code}`, async () => {
      const { call } = setup({ status, json: { code: 'some_code', message: 'Some words' } });

      const error = await expectCode(call(), code);

      expect(error.message).to.include(`status ${status}`).and.include('some_code: Some words');
    });
  }

  it('row 131: gives status 401 as API_UNAUTHORIZED only where a token was sent', async () => {
    const { call } = setup({ status: 401, text: '<html>no</html>' });

    await expectCode(call({ accessToken: 't' }), 'API_UNAUTHORIZED');
    await expectCode(call(), 'API_REFUSED');
  });

  it('row 131: gives status 403 as API_UNAUTHORIZED only where a token was sent to an endpoint that says so of it', async () => {
    const { call } = setup({ status: 403, text: '<html>no</html>' });

    await expectCode(call({ accessToken: 't' }), 'API_REFUSED');
    await expectCode(call({ isForbiddenUnauthorized: true }), 'API_REFUSED');
    await expectCode(call({ accessToken: 't', isForbiddenUnauthorized: true }), 'API_UNAUTHORIZED');
  });

  it('keeps tokens and signatures that the service repeats out of the message', async () => {
    const secret = `eyJ${'a1'.repeat(30)}`;
    const signature = `0x${'ab'.repeat(65)}`;
    const message = `token "${secret}" with ${signature} is bad ${'x '.repeat(900)}`;
    const { call } = setup({ status: 400, json: { code: 'bad', message } });

    const error = await expectCode(call(), 'API_REFUSED');

    expect(error.message).not.to.include(secret.slice(0, 20));
    expect(error.message).not.to.include(signature.slice(0, 20));
    expect(error.message.length).to.be.below(300);
  });

  it('repeats a read once after a failed connection, and gives the second answer', async () => {
    const { api, call, waits } = setup(['network', OK]);

    expect((await call()).json).to.deep.equal({ ok: true });
    expect(api.requests).to.have.length(2);
    expect(waits).to.deep.equal([300]);
  });

  it('repeats a read once after 5xx, and no second time', async () => {
    const { api, call } = setup({ status: 502, text: 'bad gateway' });

    await expectCode(call(), 'API_UNAVAILABLE');
    expect(api.requests).to.have.length(2);
  });

  it('keeps the cause when the service cannot be reached', async () => {
    const { api, call } = setup('network');

    const error = await expectCode(call(), 'API_UNAVAILABLE');

    expect(error.cause).to.have.property('code', 'NETWORK_FAILED');
    expect(api.requests).to.have.length(2);
  });

  for (const reply of ['network', { status: 500 }, { status: 429 }, 'silence'] as const) {
    it(`never repeats a write: ${JSON.stringify(reply)}`, async () => {
      const { api, call, waits } = setup(reply, { timeoutMs: 50 });

      await getError(call({ method: 'POST', body: {} }));

      expect(api.requests).to.have.length(1);
      expect(waits).to.deep.equal([]);
    });
  }

  for (const reply of ['silence', 'stall'] as const) {
    it(`row 131: gives up when the service goes quiet: ${reply}`, async () => {
      const { api, call } = setup(reply, { timeoutMs: 50 });

      const error = await expectCode(call(), 'API_UNAVAILABLE');

      expect(error.cause).to.have.property('code', 'TIMEOUT');
      expect(api.requests).to.have.length(1);
    });
  }

  it('row 131: refuses a body that is longer than plausible', async () => {
    const { api, call } = setup({ text: ' '.repeat(2_000_001) });

    await expectCode(call(), 'RESPONSE_TOO_LARGE');
    expect(api.requests).to.have.length(1);
  });

  it('waits as long as a busy service asks, and asks once more', async () => {
    const { api, call, waits } = setup([{ status: 429, headers: { 'retry-after': '3' } }, OK]);

    await call();

    expect(waits).to.deep.equal([3_000]);
    expect(api.requests).to.have.length(2);
  });

  it('asks a busy service as often as the target allows, each time later', async () => {
    const { api, call, waits } = setup({ status: 429 }, { maxRetries: 3 });

    await expectCode(call(), 'API_RATE_LIMITED');

    expect(waits).to.deep.equal([1_000, 2_000, 4_000]);
    expect(api.requests).to.have.length(4);
  });

  it('repeats other failures once, however often a busy service may be asked', async () => {
    const { api, call } = setup(['network', { status: 429 }, { status: 500 }, OK], { maxRetries: 3 });

    await expectCode(call(), 'API_UNAVAILABLE');

    expect(api.requests).to.have.length(3);
  });

  it('does not wait longer than five seconds, and says what was asked', async () => {
    const { api, call, waits } = setup({ status: 429, headers: { 'retry-after': '60' } });

    const error = await expectCode(call(), 'API_RATE_LIMITED');

    expect(error.message).to.include('wait 60 s');
    expect(waits).to.deep.equal([]);
    expect(api.requests).to.have.length(1);
  });

  it('stays an abort when it is aborted, before and during a request', async () => {
    const { api, call } = setup('silence');
    const controller = new AbortController();
    api.onRequest(() => queueMicrotask(() => controller.abort()));

    expect(await getError(call({ signal: controller.signal }))).to.have.property('name', 'AbortError');
    expect(await getError(call({ signal: controller.signal }))).to.have.property('name', 'AbortError');
    expect(api.requests).to.have.length(1);
  });

  it('stays an abort while it waits to repeat', async () => {
    const controller = new AbortController();
    const clock = { now: () => 0, after: () => (queueMicrotask(() => controller.abort()), () => {}) };
    const { api, call } = setup('network', { clock });

    expect(await getError(call({ signal: controller.signal }))).to.have.property('name', 'AbortError');
    expect(api.requests).to.have.length(1);
  });
});
