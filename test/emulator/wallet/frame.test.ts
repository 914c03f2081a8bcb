import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { verifyMessage } from 'ethers';
import type { Emulator } from '../../../emulator/src/index.js';
import { STARK_SEED_MESSAGE } from '../../../emulator/src/imx/stark/derive.js';
import { launchChromium, openFramePage, type FramePage, type ReceivedMessage } from '../support/frame-page.js';
import { actAs, withEmulator } from '../support/people.js';
import { SEED_HEX } from '../support/seed-hex.js';

const PROVIDER = 'fSMzaRQ4O7p4fttl7pCyGVtJS_G70P8SNsLXtPPGHo0=';

let browser: Browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser.close());

/** A page whose wallet's frame has loaded. */
function withFrame(run: (frame: FramePage, emulator: Emulator) => Promise<void>, fault?: string, origin?: string): Promise<void> {
  return withEmulator(async (emulator) => {
    if (fault !== undefined) emulator.faults.set(fault);
    const frame = await openFramePage(browser, emulator, origin);
    try {
      await run(frame, emulator);
    } finally {
      await frame.close();
    }
  });
}

function isOf(type: string): (message: ReceivedMessage) => boolean {
  return (message) => message.type === type;
}

async function login(frame: FramePage, emulator: Emulator): Promise<string> {
  const person = actAs(emulator, 'nova@example.com');
  await frame.call(1, 'magic_auth_login_with_oidc', [{ jwt: await person.idToken(), providerId: PROVIDER }]);
  return person.address;
}

describe('the wallet\'s frame', () => {
  it('says once that it is ready, then logs in and signs', () => withFrame(async (frame, emulator) => {
    const address = await login(frame, emulator);

    assert.deepEqual(await frame.call(2, 'eth_accounts'), { jsonrpc: '2.0', id: 2, result: [address] });
    const signed = await frame.call(3, 'personal_sign', [SEED_HEX, address.toLowerCase()]) as { result: string };
    assert.equal(verifyMessage(STARK_SEED_MESSAGE, signed.result), address);
    assert.deepEqual((await frame.messages()).map(({ type }) => type), [
      'MAGIC_OVERLAY_READY', 'MAGIC_HANDLE_RESPONSE', 'MAGIC_HANDLE_RESPONSE', 'MAGIC_HANDLE_RESPONSE',
    ]);
    assert.deepEqual((await frame.messages())[0]?.response, {});
  }));

  it('answers each request of a batch by itself', () => withFrame(async (frame) => {
    const payload = [7, 8].map((id) => ({ jsonrpc: '2.0', id, method: id === 7 ? 'eth_chainId' : 'net_version', params: [] }));
    await frame.post('MAGIC_HANDLE_REQUEST', { payload, jwt: 'ignored', rt: 'ignored' });

    const [seven, eight] = await Promise.all([7, 8].map((id) => frame.waitFor(({ response }) => (response as { id?: number }).id === id)));

    assert.deepEqual(seven?.response, { jsonrpc: '2.0', id: 7, result: '0x1' });
    assert.deepEqual(eight?.response, { jsonrpc: '2.0', id: 8, result: '1' });
  }));

  it('answers a ping', () => withFrame(async (frame) => {
    await frame.post('MAGIC_PING', { payload: [] });

    await frame.waitFor(isOf('MAGIC_PONG'));
  }));

  it('hears only its parent, and only with its own parameters', () => withFrame(async (frame, emulator) => {
    const request = { payload: { jsonrpc: '2.0', id: 5, method: 'eth_chainId', params: [] } };
    await frame.postFromSibling('MAGIC_HANDLE_REQUEST', request);
    await frame.post('MAGIC_HANDLE_REQUEST-other', request);
    await frame.call(6, 'net_version');

    const asked = emulator.requests.list(({ path }) => path === '/__rpc').map(({ body }) => (JSON.parse(body) as { request: { id: number } }).request.id);
    assert.deepEqual(asked, [6]);
  }));

  it('hears nobody and tells nothing where the page is not the one in the parameters', () => withFrame(async (frame, emulator) => {
    await frame.post('MAGIC_HANDLE_REQUEST', { payload: { jsonrpc: '2.0', id: 5, method: 'eth_chainId', params: [] } });
    await frame.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));

    assert.deepEqual(await frame.messages(), []);
    assert.equal(emulator.requests.list(({ path }) => path === '/__rpc').length, 0);
  }, undefined, 'http://localhost:1'));

  for (const [choice, expected] of [['Accept', 'result'], ['Refuse', 'error']] as const) {
    it(`row 108: shows its overlay for eth_requestAccounts until "${choice}" is clicked`, () => withFrame(async (frame, emulator) => {
      const address = await login(frame, emulator);
      const asked = frame.call(2, 'eth_requestAccounts');
      await frame.waitFor(isOf('MAGIC_SHOW_OVERLAY'));

      await frame.page.frameLocator('iframe >> nth=1').getByRole('button', { name: choice }).click();

      const answer = await asked as { result?: unknown; error?: { code: number } };
      await frame.waitFor(isOf('MAGIC_HIDE_OVERLAY'));
      assert.deepEqual(expected === 'result' ? answer.result : answer.error?.code, expected === 'result' ? [address] : -10011);
    }));
  }
});

describe('faults of the frame in a browser', () => {
  it('row 94: it says twice that it is ready', () => withFrame(async (frame) => {
    await frame.call(1, 'eth_chainId');

    assert.equal((await frame.messages()).filter(isOf('MAGIC_OVERLAY_READY')).length, 2);
  }, 'wallet:ready-twice'));

  it('row 94: it never says that it is ready, and works', () => withFrame(async (frame) => {
    await frame.call(1, 'eth_chainId');

    assert.deepEqual((await frame.messages()).map(({ type }) => type), ['MAGIC_HANDLE_RESPONSE']);
  }, 'wallet:no-ready'));

  it('row 104: it leaves for another page', () => withFrame(async (frame) => {
    await frame.post('MAGIC_HANDLE_REQUEST', { payload: { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] } });

    await frame.page.frameLocator('iframe >> nth=1').getByText('This is not the wallet.').waitFor();
  }, 'wallet:navigate'));

  it('row 93: it may not be framed', () => withFrame(async (frame) => {
    await frame.post('MAGIC_PING', { payload: [] });
    await frame.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));

    assert.equal(frame.page.frames().filter((one) => one.url().includes('/send')).length, 0);
    assert.deepEqual(await frame.messages(), []);
  }, 'wallet:refuses-framing'));
});
