import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Emulator } from '../../../emulator/src/index.js';
import { requireEngine } from '../../support/driver/engines.js';
import { createFrameParams } from './frame-params.js';

/** Starts Chromium for a test that looks at real frames. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, env } = await requireEngine('chromium');
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
}

/** A page on localhost that frames the wallet on 127.0.0.1 and keeps what it says. */
export interface FramePage {
  readonly page: Page;
  readonly params: string;
  /** Posts a message to the frame, from this page. */
  post(type: string, members: Readonly<Record<string, unknown>>): Promise<void>;
  /** Posts the same from a frame of this page, which has the right origin and is not the parent. */
  postFromSibling(type: string, members: Readonly<Record<string, unknown>>): Promise<void>;
  /** Everything received from the wallet's origin so far, oldest first, without the parameters in the type. */
  messages(): Promise<readonly ReceivedMessage[]>;
  /** Waits for a message and gives it. */
  waitFor(accepts: (message: ReceivedMessage) => boolean): Promise<ReceivedMessage>;
  /** Sends one request and waits for its answer. */
  call(id: number, method: string, callParams?: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

/** A message from the wallet. */
export interface ReceivedMessage {
  readonly type: string;
  readonly response?: unknown;
}

const HTML = '<!doctype html><title>Page with a wallet</title><body style="margin:0"></body>';

/** Opens a page with a wallet's frame. */
export async function openFramePage(browser: Browser, emulator: Emulator, origin?: string): Promise<FramePage> {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(HTML));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = `http://localhost:${(server.address() as AddressInfo).port}`;
  const params = createFrameParams(origin ?? own);
  const page = await browser.newPage({ viewport: { width: 900, height: 600 } });
  await page.goto(own);
  await page.evaluate(frameWallet, { wallet: emulator.addresses.wallet, params });
  const framePage = createFramePage(page, params);
  return {
    ...framePage,
    close: async () => {
      await page.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function createFramePage(page: Page, params: string): Omit<FramePage, 'close'> {
  const post = (sender: 'page' | 'sibling'): FramePage['post'] => (type, members) =>
    page.evaluate(postToWallet, { sender, message: { msgType: `${type}-${params}`, ...members } });
  const messages: FramePage['messages'] = async () => (await page.evaluate(readMessages))
    .filter(({ msgType }) => msgType.endsWith(`-${params}`))
    .map(({ msgType, ...rest }) => ({ ...rest, type: msgType.slice(0, -params.length - 1) }));
  const waitFor: FramePage['waitFor'] = async (accepts) => {
    for (let count = 0; ; count += 1) {
      const found = (await messages()).find(accepts);
      if (found !== undefined) return found;
      await page.waitForFunction(hasMore, count, { timeout: 10_000 });
      count = await page.evaluate(readMessages).then(({ length }) => length - 1);
    }
  };
  return {
    page, params, messages, waitFor, post: post('page'), postFromSibling: post('sibling'),
    call: async (id, method, callParams = []) => {
      await post('page')('MAGIC_HANDLE_REQUEST', { payload: { jsonrpc: '2.0', id, method, params: callParams } });
      return (await waitFor(({ response }) => (response as { id?: unknown } | undefined)?.id === id)).response;
    },
  };
}

// The functions below run in the page.

interface HarnessWindow extends Window {
  received: { msgType: string; response?: unknown }[];
  wallet: HTMLIFrameElement;
}

/** Resolves when the frame has loaded, whatever came of it; its script listens by then. */
function frameWallet({ wallet, params }: { wallet: string; params: string }): Promise<void> {
  const harness = window as unknown as HarnessWindow;
  harness.received = [];
  window.addEventListener('message', (event) => {
    if (event.origin === wallet) harness.received.push(event.data as { msgType: string });
  });
  const sibling = document.createElement('iframe');
  sibling.name = 'sibling';
  sibling.hidden = true;
  harness.wallet = document.createElement('iframe');
  harness.wallet.src = `${wallet}/send?params=${encodeURIComponent(params)}`;
  harness.wallet.style.cssText = 'border:0;position:fixed;inset:0;width:100%;height:100%';
  document.body.append(sibling);
  return new Promise((resolve) => {
    harness.wallet.addEventListener('load', () => resolve(), { once: true });
    document.body.append(harness.wallet);
  });
}

function postToWallet({ sender, message }: { sender: string; message: unknown }): void {
  const { wallet } = window as unknown as HarnessWindow;
  if (sender === 'page') wallet.contentWindow?.postMessage(message, '*');
  else {
    const script = document.createElement('script');
    script.textContent = `parent.wallet.contentWindow.postMessage(${JSON.stringify(message)}, '*')`;
    document.querySelector<HTMLIFrameElement>('[name=sibling]')?.contentDocument?.body.append(script);
  }
}

function readMessages(): { msgType: string; response?: unknown }[] {
  return (window as unknown as HarnessWindow).received;
}

function hasMore(count: number): boolean {
  return (window as unknown as HarnessWindow).received.length > count;
}
