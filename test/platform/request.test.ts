import { expect } from '@open-wc/testing';
import { request } from '../../src/platform/request.js';
import { expectCode } from '../support/rejection.js';
import { walk } from '../support/walk.js';

const URL_OF_A_SERVICE = 'https://service.example/path';

describe('request', () => {
  it('row 148: sends no cookie and no referrer, follows no redirect, keeps nothing', async () => {
    let seen: RequestInit | undefined;
    const fake: typeof fetch = async (_url, init) => {
      seen = init;
      return Response.json({ ok: 1 });
    };

    const { status, json } = await request(URL_OF_A_SERVICE, { fetch: fake });

    expect({ status, json }).to.deep.equal({ status: 200, json: { ok: 1 } });
    expect(seen).to.include({
      redirect: 'error', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer',
    });
  });

  it('gives text that is no JSON as undefined, and every status as an answer', async () => {
    const { status, text, json } = await request(URL_OF_A_SERVICE, {
      fetch: async () => new Response('<html>', { status: 503 }),
    });

    expect({ status, text, json }).to.deep.equal({ status: 503, text: '<html>', json: undefined });
  });

  it('row 69: ends a body that stalls', async () => {
    const stalled = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) });

    await expectCode(request(URL_OF_A_SERVICE, { fetch: async () => new Response(stalled), timeoutMs: 30 }), 'TIMEOUT');
  });

  it('ends a fetch that never answers and ignores its signal', async () => {
    await expectCode(request(URL_OF_A_SERVICE, { fetch: () => new Promise(() => {}), timeoutMs: 30 }), 'TIMEOUT');
  });

  it('row 33: refuses a body over its cap, and takes one at the cap', async () => {
    const answer = (length: number) => ({ fetch: async () => new Response('x'.repeat(length)), maxBodyBytes: 1000 });

    await expectCode(request(URL_OF_A_SERVICE, answer(1001)), 'RESPONSE_TOO_LARGE');
    expect((await request(URL_OF_A_SERVICE, answer(1000))).text.length).to.equal(1000);
  });

  it('says that a service cannot be reached', async () => {
    const broken: typeof fetch = async () => { throw new TypeError('Failed to fetch'); };

    const error = await expectCode(request(URL_OF_A_SERVICE, { fetch: broken }), 'NETWORK_FAILED');

    expect(error.retryable).to.equal(true);
  });

  it('row 72: gives nothing on of what a foreign fetch hangs on its error', async () => {
    const secret = 'grant_type=refresh_token&refresh_token=canary-of-row-72';
    const leaking: typeof fetch = async (_url, init) => {
      throw Object.assign(new Error(`cannot send ${String(init?.body)}`), { config: init, name: 'AxiosError' });
    };

    const error = await expectCode(request(URL_OF_A_SERVICE, { fetch: leaking, method: 'POST', body: secret }), 'NETWORK_FAILED');

    expect(walk(error)).to.contain('AxiosError').and.not.to.contain('canary-of-row-72');
  });

  it('row 87: goes past what has taken the place of fetch, with secrets', async () => {
    const seen: unknown[] = [];
    const { fetch } = window;
    window.fetch = async (_url, init) => {
      seen.push(init?.body);
      return Response.json({});
    };
    try {
      await request(`${location.origin}/no-such-file`, { method: 'POST', body: 'canary-of-row-87', isSecret: true }).catch(() => {});
    } finally {
      window.fetch = fetch;
    }

    expect(seen).to.deep.equal([]);
  });

  it('rejects with the reason of the caller\'s signal, before and during the request', async () => {
    const reason = new Error('left');
    const stop = new AbortController();
    const pending = request(URL_OF_A_SERVICE, { fetch: () => new Promise(() => {}), signal: stop.signal });
    stop.abort(reason);

    expect(await pending.catch((error: unknown) => error)).to.equal(reason);
    expect(await request(URL_OF_A_SERVICE, { signal: stop.signal }).catch((error: unknown) => error)).to.equal(reason);
  });
});
