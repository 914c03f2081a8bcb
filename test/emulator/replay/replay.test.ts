import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';
import { deriveStarkKey, STARK_SEED_MESSAGE } from '../../../emulator/src/imx/stark/derive.js';
import { FRAME_PROVIDER_ID } from '../../../emulator/src/wallet/magic.js';
import { personalSign } from '../../../emulator/src/wallet/keys.js';
import { launchChromium, openFramePage, type FramePage } from '../support/frame-page.js';
import { createRegistration, postJson } from '../support/people.js';
import { DIFFERENCES, findDifference } from './differences.js';
import { Replayer } from './replayer.js';
import { toShape } from './shape.js';
import { findFrameAnswer, listEvents, listReplayable, readTrace, type Trace, type TraceMessage } from './trace.js';

const NEW = 'nova@example.com';
const REGISTERED = 'tamsin@example.com';

/** The flows, and who stands for the stand-in's user. */
const FLOWS: readonly { readonly trace: string; readonly email: string; readonly before?: 'log-in' | 'register' | 'wallet' }[] = [
  { trace: 'sdk-2.11.0.02-login-popup', email: REGISTERED },
  { trace: 'sdk-2.11.0.04a-connectImx-logged-in', email: REGISTERED, before: 'log-in' },
  { trace: 'sdk-2.11.0.05a-register-fresh', email: NEW, before: 'log-in' },
  { trace: 'sdk-2.11.0.05b-register-409', email: NEW, before: 'register' },
  { trace: 'sdk-2.11.0.06-listBalances', email: REGISTERED },
  { trace: 'sdk-2.11.0.07-transferETH', email: REGISTERED, before: 'log-in' },
  { trace: 'sdk-2.11.0.07-batchNftTransfer', email: REGISTERED, before: 'log-in' },
  { trace: 'sdk-2.11.0.07-createOrder', email: REGISTERED, before: 'log-in' },
  { trace: 'sdk-2.11.0.07-cancelOrder', email: REGISTERED, before: 'log-in' },
  { trace: 'sdk-2.11.0.07-createTrade', email: REGISTERED, before: 'log-in' },
  { trace: 'sdk-2.11.0.07-exchangeTransfer', email: REGISTERED, before: 'log-in' },
  { trace: 'sdk-2.11.0.07x-guardian-403', email: REGISTERED, before: 'log-in' },
  { trace: 'sdk-1.66.1.02-login-popup', email: REGISTERED },
  { trace: 'sdk-1.66.1.04a-connectImx-logged-in', email: REGISTERED, before: 'log-in' },
  { trace: 'sdk-1.66.1.05a-register-fresh', email: NEW, before: 'log-in' },
  { trace: 'sdk-1.66.1.06-listBalances', email: REGISTERED },
  { trace: 'sdk-1.66.1.07-transferETH', email: REGISTERED, before: 'wallet' },
];

let emulator: Emulator;
let browser: Browser;
const count = { found: 0, replayed: 0 };
const used = new Set<unknown>();

before(async () => {
  emulator = await startEmulator({ seed: 'replay', registeredUris: ['https://app.game.test/redirect'] });
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  await emulator.close();
  console.log(`replayed ${count.replayed} of ${count.found}`);
});

describe('the official SDK\'s requests', () => {
  for (const flow of FLOWS) {
    it(`of ${flow.trace} are answered in status and shape as recorded`, async () => {
      const trace = readTrace(flow.trace);
      const events = listReplayable(trace);
      count.found += events.length;
      emulator.reset();
      const replayer = new Replayer(emulator, trace, flow.email);
      if (flow.before !== undefined) await replayer.logIn();
      // 409 is for who was registered elsewhere after the login: the ID token does not say so yet.
      if (flow.before === 'register') await register(replayer);

      const frame = events.some(({ type }) => type === 'message') ? await openFramePage(browser, emulator) : undefined;
      try {
        if (flow.before === 'wallet') await frame?.call(1, 'magic_auth_login_with_oidc', [{ jwt: replayer.idToken, providerId: FRAME_PROVIDER_ID }]);
        for (const event of listEvents(trace)) {
          if (event.type === 'step' || event.type === 'harness') {
            await replayer.mark(event);
            continue;
          }
          if (event.type === 'http') {
            await replayer.replay(event);
            used.add(findDifference(event.method, new URL(event.url).pathname, event.response.status ?? 0));
          } else if (event.type === 'message' && frame !== undefined) await replayMessage(trace, replayer, frame, event);
          count.replayed += 1;
        }
      } finally {
        await frame?.close();
      }
    });
  }

  it('were all sent', () => {
    assert.ok(count.found > 150);
    assert.equal(count.replayed, count.found);
  });

  it('need every difference that is listed', () => {
    assert.deepEqual(DIFFERENCES.filter((difference) => !used.has(difference)).map(({ path }) => path), []);
  });
});

describe('the recorded wallet', () => {
  // The stand-in used the second account of the well-known test mnemonic ("test test … junk").
  const KEY = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d';

  it('signed as the emulator signs with the same key', () => {
    const trace = JSON.stringify(readTrace('sdk-2.11.0.05a-register-fresh'));

    for (const text of [STARK_SEED_MESSAGE, 'Only sign this key linking request from Immutable X']) {
      assert.ok(trace.includes(personalSign(KEY, Buffer.from(text, 'utf8')).serialized), text);
    }
    assert.ok(trace.includes(`"stark_key":"${deriveStarkKey(KEY).publicKey}"`));
  });
});

async function register(replayer: Replayer): Promise<void> {
  const { person } = replayer;
  const { body } = await createRegistration(emulator, person);
  assert.equal((await postJson(emulator, '/v2/passport/users', body, await person.accessToken())).status, 201);
}

/** Sends a message to the frame in a real page; its parameters name that page instead of the recorded one. */
async function replayMessage(trace: Trace, replayer: Replayer, frame: FramePage, { data }: TraceMessage): Promise<void> {
  const { msgType = '', ...members } = data;
  const { id } = data.payload as { id: unknown };
  await frame.post(msgType.slice(0, msgType.indexOf('-')), replayer.map(members));

  const { response } = await frame.waitFor((message) => (message.response as { id?: unknown } | undefined)?.id === id);

  assert.deepEqual(toShape(response), toShape(findFrameAnswer(trace, id)), `${trace.name}, message ${String(id)}`);
}
