import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Emulator } from '../../../emulator/src/index.js';
import { launchChromium } from '../support/frame-page.js';
import { withEmulator } from '../support/people.js';
import { Trader, type Json } from '../support/trader.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A message as the page that opened the window received it. */
interface Heard {
  readonly messageType: string;
  readonly isFromWindow: boolean;
  readonly origin: string;
  readonly transactionId?: string;
}

interface Visit {
  readonly page: Page;
  readonly popup: Page;
  readonly sender: Trader;
  readonly signable: Json;
  /** Waits until so many messages have come, and gives their types. */
  hear(count: number): Promise<readonly Heard[]>;
}

let browser: Browser;
let server: Server;

before(async () => {
  browser = await launchChromium();
  server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>Shop</title><button>Pay</button>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Opens a shop, and by a click in it the confirmation window of a transfer. */
async function visit(emulator: Emulator, run: (visit: Visit) => Promise<void>, isAnswering = true): Promise<void> {
  const sender = new Trader(emulator, 'tamsin@example.com');
  const signable = await sender.offerTransfer(new Trader(emulator, 'lumi@example.com').address, '250000000000000000');
  const url = `${emulator.addresses.passport}/transaction-confirmation/transaction?transactionId=${String(signable.payload_hash)}&etherAddress=${sender.address}&chainType=starkex`;
  const page = await browser.newPage();
  try {
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await page.evaluate(prepare, { url, passport: emulator.addresses.passport, isAnswering });
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('button')]);
    const hear = async (count: number): Promise<readonly Heard[]> => {
      await page.waitForFunction(hasHeard, count, { timeout: 30_000 });
      return page.evaluate(readHeard);
    };
    await run({ page, popup, sender, signable, hear });
  } finally {
    await page.context().close().catch(() => undefined);
  }
}

const TYPES = (heard: readonly Heard[]): readonly string[] => heard.map(({ messageType }) => messageType);

describe('the confirmation page in a browser', () => {
  it('shows what is sent and to whom, and does nothing before it is told to start', () => withEmulator((emulator) => visit(emulator, async ({ popup, hear }) => {
    assert.deepEqual(TYPES(await hear(1)), ['confirmation_window_ready']);

    assert.equal(await popup.textContent('h1'), 'Confirm this transfer');
    assert.equal(await popup.textContent('h2'), 'Send 0.25 ETH');
    assert.ok(await popup.isDisabled('#approve'));
    assert.equal(await popup.locator('.picture svg').count(), 1);
  }, false)));

  it('has nothing that shuts people out', () => withEmulator((emulator) => visit(emulator, async ({ popup, hear }) => {
    await hear(1);
    await popup.waitForFunction(() => document.querySelector('#approve:enabled') !== null);

    await popup.evaluate(AXE);
    const found = await popup.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });

    assert.deepEqual(found, []);
  })));

  for (const [button, expected, decision] of [['#approve', 'transaction_confirmed', false], ['#reject', 'transaction_rejected', true]] as const) {
    it(`says ${expected} when a person clicks, and the guardian knows it by then`, () => withEmulator((emulator) => visit(emulator, async ({ popup, hear, sender, signable }) => {
      await popup.click(button);

      const heard = await hear(2);

      assert.deepEqual(TYPES(heard), ['confirmation_window_ready', expected]);
      assert.ok(heard.every(({ isFromWindow, origin }) => isFromWindow && origin === emulator.addresses.passport));
      assert.equal(await sender.evaluate(signable), decision);
    })));
  }

  for (const [mode, expected] of [['approve', 'transaction_confirmed'], ['reject', 'transaction_rejected'], ['error', 'transaction_error']] as const) {
    it(`decides by itself in the mode "${mode}"`, () => withEmulator(async (emulator) => {
      emulator.confirmation = { mode };
      await visit(emulator, async ({ hear }) => assert.deepEqual(TYPES(await hear(2)), ['confirmation_window_ready', expected]));
    }));
  }

  it('closes itself in the mode "close"', () => withEmulator(async (emulator) => {
    emulator.confirmation = { mode: 'close' };
    await visit(emulator, async ({ popup }) => {
      if (!popup.isClosed()) await popup.waitForEvent('close', { timeout: 30_000 });
    });
  }));

  it('rows 113 and 114: says whatever it is told to, in that order', () => withEmulator(async (emulator) => {
    emulator.confirmation = { mode: 'approve' };
    const types = ['never_heard_of', 'transaction_rejected', 'transaction_confirmed'];
    emulator.faults.set('guardian:messages', { params: { types, times: 2 } });
    await visit(emulator, async ({ hear }) => assert.deepEqual(TYPES(await hear(7)), ['confirmation_window_ready', ...types, ...types]));
  }));

  for (const [lie, isRightOrigin] of [['window', true], ['origin', false]] as const) {
    it(`row 112: lets another ${lie} confirm, and approves nothing`, () => withEmulator(async (emulator) => {
      emulator.confirmation = { mode: 'approve' };
      emulator.faults.set(`guardian:lie-${lie}`);
      await visit(emulator, async ({ hear, sender, signable }) => {
        const [, last] = await hear(2);

        assert.equal(last?.messageType, 'transaction_confirmed');
        assert.equal(last?.isFromWindow, false);
        assert.equal(last?.origin === emulator.addresses.passport, isRightOrigin);
        assert.equal(await sender.evaluate(signable), true);
      });
    }));
  }

  it('row 116: confirms another transaction, and approves nothing', () => withEmulator(async (emulator) => {
    emulator.confirmation = { mode: 'approve' };
    emulator.faults.set('guardian:other-id', { params: { id: '0x77' } });
    await visit(emulator, async ({ hear, sender, signable }) => {
      assert.equal((await hear(2)).at(-1)?.transactionId, '0x77');
      assert.equal(await sender.evaluate(signable), true);
    });
  }));

  it('row 117: loads itself anew, and is ready again', () => withEmulator(async (emulator) => {
    emulator.confirmation = { mode: 'approve' };
    emulator.faults.set('guardian:page-reloads');
    await visit(emulator, async ({ hear }) => assert.deepEqual(TYPES(await hear(3)), ['confirmation_window_ready', 'confirmation_window_ready', 'transaction_confirmed']));
  }));

  it('lies about a rejection when told to', () => withEmulator(async (emulator) => {
    emulator.confirmation = { mode: 'reject' };
    emulator.faults.set('guardian:lie-rejected');
    await visit(emulator, async ({ hear, sender, signable }) => {
      assert.equal((await hear(2)).at(-1)?.messageType, 'transaction_confirmed');
      assert.equal(await sender.evaluate(signable), false);
    });
  }));
});

// The functions below run in the shop.

interface ShopWindow extends Window {
  heard: Heard[];
}

function prepare({ url, passport, isAnswering }: { url: string; passport: string; isAnswering: boolean }): void {
  const shop = window as unknown as ShopWindow;
  let popup: Window | null = null;
  shop.heard = [];
  shop.addEventListener('message', (event) => {
    const data = event.data as { eventType?: string; messageType: string; transactionId?: string };
    if (data.eventType !== 'imx_passport_confirmation') return;
    shop.heard.push({ messageType: data.messageType, isFromWindow: event.source === popup, origin: event.origin, transactionId: data.transactionId });
    if (isAnswering && data.messageType === 'confirmation_window_ready') popup?.postMessage({ eventType: 'imx_passport_confirmation', messageType: 'confirmation_start' }, passport);
  });
  document.querySelector('button')?.addEventListener('click', () => {
    popup = window.open(url, '_blank', 'width=480,height=720');
  });
}

function hasHeard(count: number): boolean {
  return (window as unknown as ShopWindow).heard.length >= count;
}

function readHeard(): Heard[] {
  return (window as unknown as ShopWindow).heard;
}
