import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withEmulator, type Answer } from '../support/people.js';
import { Trader, type Json } from '../support/trader.js';
import type { Emulator } from '../../../emulator/src/index.js';

interface Parties {
  readonly sender: Trader;
  readonly stranger: Trader;
  readonly signable: Json;
  readonly path: string;
}

async function setup(emulator: Emulator): Promise<Parties> {
  const [sender, stranger] = [new Trader(emulator, 'tamsin@example.com'), new Trader(emulator, 'lumi@example.com')];
  const signable = await sender.offerTransfer(stranger.address, '100000000');
  return { sender, stranger, signable, path: `/guardian/v1/transactions/${String(signable.payload_hash)}` };
}

function codeOf({ status, body }: Answer): string {
  return `${status} ${(body as { code?: string }).code ?? ''}`;
}

const STARKEX = { chainType: 'starkex' };

describe('the guardian', () => {
  it('describes a transaction that was given out for signing', () => withEmulator(async (emulator) => {
    const { sender, stranger, signable, path } = await setup(emulator);

    const { status, body } = await sender.ask('GET', `${path}?chainType=starkex`);

    assert.equal(status, 200);
    assert.deepEqual(body, {
      id: signable.payload_hash, eth_address: sender.address, status: 'PENDING', transaction_type: 'TRANSFER', version: 1,
      transaction_metadata: { items: [{ title: 'Send 0.0000000001 ETH', To: stranger.address }] },
    });
  }));

  it('knows a hash without its prefix and zeros', () => withEmulator(async (emulator) => {
    const { sender, signable } = await setup(emulator);

    const { status } = await sender.ask('GET', `/guardian/v1/transactions/${BigInt(String(signable.payload_hash)).toString(16)}?chainType=starkex`);

    assert.equal(status, 200);
  }));

  it('wants a confirmation until there is one', () => withEmulator(async (emulator) => {
    const { sender, signable, path } = await setup(emulator);

    assert.deepEqual((await sender.ask('POST', `${path}/evaluate`, STARKEX)).body, { confirmationRequired: true, transactionId: signable.payload_hash });
    assert.equal(await sender.decide(signable), 204);
    assert.equal(await sender.evaluate(signable), false);
  }));

  it('asks again who has rejected, and lets nobody reject what was approved', () => withEmulator(async (emulator) => {
    const { sender, signable } = await setup(emulator);

    assert.equal(await sender.decide(signable, 'reject'), 204);
    assert.equal(await sender.evaluate(signable), true);
    assert.equal(await sender.decide(signable), 204);
    assert.equal(await sender.decide(signable, 'reject'), 409);
  }));

  for (const [name, skip] of [
    ['the mode "skip"', (emulator: Emulator) => { emulator.confirmation = { mode: 'skip' }; }],
    ['row 150: the fault "guardian:skip"', (emulator: Emulator) => emulator.faults.set('guardian:skip')],
  ] as const) {
    it(`wants none in ${name}, which is enough to transfer`, () => withEmulator(async (emulator) => {
      const { sender, signable } = await setup(emulator);
      skip(emulator);

      assert.equal(await sender.evaluate(signable), false);
      assert.equal((await sender.ask('POST', '/v1/transfers', sender.finish(signable))).status, 200);
    }));
  }

  it('does not know a transaction for a while, if told so', () => withEmulator(async (emulator) => {
    const { sender, path } = await setup(emulator);
    emulator.faults.set('guardian:unknown', { times: 2 });

    assert.equal(codeOf(await sender.ask('GET', `${path}?chainType=starkex`)), '404 RESOURCE_NOT_FOUND');
    assert.equal(codeOf(await sender.ask('GET', `${path}?chainType=starkex`)), '404 RESOURCE_NOT_FOUND');
    assert.equal((await sender.ask('GET', `${path}?chainType=starkex`)).status, 200);
  }));

  for (const [fault, expected] of [
    ['forbidden', '403 AUTHENTICATION_ERROR'], ['rate-limit', '429 TOO_MANY_REQUESTS_ERROR'], ['server-error', '500 INTERNAL_SERVER_ERROR'],
  ] as const) {
    it(`answers ${expected} when told to`, () => withEmulator(async (emulator) => {
      const { sender, path } = await setup(emulator);
      emulator.faults.set(`guardian:${fault}`, { match: '/guardian/' });

      assert.equal(codeOf(await sender.ask('POST', `${path}/evaluate`, STARKEX)), expected);
    }));
  }

  it('row 116: lies about what it was asked for when told to', () => withEmulator(async (emulator) => {
    const { sender, signable, path } = await setup(emulator);
    emulator.faults.set('guardian:lie-transaction');
    emulator.faults.set('guardian:lie-evaluated');

    assert.notEqual(((await sender.ask('GET', `${path}?chainType=starkex`)).body as Json).id, signable.payload_hash);
    assert.notEqual(((await sender.ask('POST', `${path}/evaluate`, STARKEX)).body as Json).transactionId, signable.payload_hash);
  }));
});

describe('the guardian refuses', () => {
  it('who has no token, or one without the scope', () => withEmulator(async (emulator) => {
    const { sender, path } = await setup(emulator);
    const narrow = await sender.person.accessToken({ scope: 'openid' });
    const ask = (headers: Record<string, string>) => fetch(`${emulator.addresses.api}${path}?chainType=starkex`, { headers });

    assert.equal((await ask({})).status, 401);
    assert.equal((await ask({ authorization: `Bearer ${await sender.person.idToken()}` })).status, 401);
    assert.equal((await ask({ authorization: `Bearer ${narrow}` })).status, 403);
  }));

  it('who asks for another\'s transaction, as if there were none', () => withEmulator(async (emulator) => {
    const { stranger, path } = await setup(emulator);

    assert.equal(codeOf(await stranger.ask('GET', `${path}?chainType=starkex`)), '404 RESOURCE_NOT_FOUND');
    assert.equal(codeOf(await stranger.ask('POST', `${path}/evaluate`, STARKEX)), '404 RESOURCE_NOT_FOUND');
  }));

  it('another chain, and what is no hash', () => withEmulator(async (emulator) => {
    const { sender, path } = await setup(emulator);

    assert.equal(codeOf(await sender.ask('POST', `${path}/evaluate`, { chainType: 'evm' })), '400 VALIDATION_ERROR');
    assert.equal(codeOf(await sender.ask('GET', path)), '400 VALIDATION_ERROR');
    assert.equal(codeOf(await sender.ask('GET', '/guardian/v1/transactions/nonsense?chainType=starkex')), '404 RESOURCE_NOT_FOUND');
  }));

  it('an approval that does not come from its page', () => withEmulator(async (emulator) => {
    const { sender, path } = await setup(emulator);

    assert.equal(codeOf(await sender.ask('POST', `${path}/approve`, STARKEX)), '403 AUTHENTICATION_ERROR');
  }));
});

describe('the confirmation page', () => {
  it('shows what is confirmed, to be framed by nobody', () => withEmulator(async (emulator) => {
    const { sender, stranger, signable } = await setup(emulator);

    const page = await sender.openPage(signable);

    assert.match(page, /<h1>Confirm this transfer<\/h1>/);
    assert.match(page, /Send 0\.0000000001 ETH/);
    assert.ok(page.includes(stranger.address));
    const { headers } = await fetch(`${emulator.addresses.passport}/transaction-confirmation/loading`);
    assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
    assert.equal(headers.get('access-control-allow-origin'), null);
  }));

  it('does not show a transaction under another\'s address', () => withEmulator(async (emulator) => {
    const { stranger, signable } = await setup(emulator);

    assert.match(await stranger.openPage(signable), /Nothing to confirm/);
  }));

  it('row 146: gives a page of another origin nothing to read', () => withEmulator(async (emulator) => {
    const { sender, signable } = await setup(emulator);
    const query = `transactionId=${String(signable.payload_hash)}&etherAddress=${sender.address}&chainType=starkex`;

    const { headers } = await fetch(`${emulator.addresses.passport}/transaction-confirmation/transaction?${query}`, { headers: { origin: 'https://elsewhere.example.com' } });

    assert.equal(headers.get('access-control-allow-origin'), null);
  }));
});

describe('what the page is to do', () => {
  /** The plan in the page, for its script. */
  async function readPlan({ sender, signable }: Parties): Promise<Json> {
    const plan = /data-plan="([^"]*)"/.exec(await sender.openPage(signable))?.[1] ?? assert.fail('no plan');
    return JSON.parse(plan.replaceAll('&#34;', '"')) as Json;
  }

  it('is to ask, once, at once', () => withEmulator(async (emulator) => {
    const { ready, readyAfterMs, act, afterMs, reloads, messages, lie } = await readPlan(await setup(emulator));

    assert.deepEqual({ ready, readyAfterMs, act, afterMs, reloads, messages, lie }, { ready: 1, readyAfterMs: 0, act: 'ask', afterMs: 0, reloads: false, messages: undefined, lie: undefined });
  }));

  for (const [fault, expected] of [
    ['page-stays', { act: 'stay' }], ['page-closes', { act: 'close' }], ['page-error', { act: 'error' }], ['page-mute', { ready: 0 }], ['page-ready-twice', { ready: 2 }],
    ['page-late', { readyAfterMs: 3000 }], ['page-reloads', { reloads: true }], ['messages', { messages: ['transaction_rejected', 'transaction_confirmed'] }],
    ['other-id', { otherId: '0x1' }], ['lie-unapproved', { lie: 'unapproved' }], ['lie-rejected', { lie: 'rejected' }], ['lie-window', { lie: 'window' }], ['lie-origin', { lie: 'origin' }],
  ] as const) {
    it(`is ${JSON.stringify(expected)} with the fault "${fault}"`, () => withEmulator(async (emulator) => {
      const parties = await setup(emulator);
      emulator.faults.set(`guardian:${fault}`, { times: 1 });

      const [plan, next] = [await readPlan(parties), await readPlan(parties)];

      for (const [name, value] of Object.entries(expected)) {
        assert.deepEqual(plan[name], value);
        assert.notDeepEqual(next[name], value);
      }
    }));
  }

  for (const mode of ['approve', 'reject', 'error', 'close', 'stay'] as const) {
    it(`is to ${mode} in that mode`, () => withEmulator(async (emulator) => {
      const parties = await setup(emulator);
      emulator.confirmation = mode === 'stay' ? { mode } : { mode, afterMs: 70 };

      const { act, afterMs } = await readPlan(parties);

      assert.deepEqual([act, afterMs], [mode, mode === 'stay' ? 0 : 70]);
    }));
  }

  it('row 117: is cut off from its opener with the fault "page-coop"', () => withEmulator(async (emulator) => {
    emulator.faults.set('guardian:page-coop');

    const { headers } = await fetch(`${emulator.addresses.passport}/transaction-confirmation/loading`);

    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
  }));
});

describe('an approval', () => {
  it('is for its own hash alone', () => withEmulator(async (emulator) => {
    const { sender, stranger, signable } = await setup(emulator);
    const other = await sender.offerTransfer(stranger.address, '200000000');
    await sender.decide(other);

    assert.equal(codeOf(await sender.ask('POST', '/v1/transfers', sender.finish(signable))), '403 transaction_not_approved');
    assert.equal((await sender.ask('POST', '/v1/transfers', sender.finish(other))).status, 200);
  }));

  it('is not asked for when told to lie about that', () => withEmulator(async (emulator) => {
    const { sender, signable } = await setup(emulator);
    emulator.faults.set('guardian:lie-unchecked');

    assert.equal((await sender.ask('POST', '/v1/transfers', sender.finish(signable))).status, 200);
  }));
});
