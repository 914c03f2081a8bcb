import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';
import { Visitor } from '../identity/visitor.js';
import { launchChromium } from '../support/frame-page.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let emulator: Emulator;
let browser: Browser;
let site: Server;
let callback: string;
before(async () => {
  emulator = await startEmulator({ seed: 'pages' });
  browser = await launchChromium();
  site = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>Back</title>'));
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  callback = `http://localhost:${(site.address() as AddressInfo).port}/callback.html`;
});
beforeEach(() => emulator.reset());
after(async () => {
  await browser.close();
  site.close();
  site.closeAllConnections();
  await emulator.close();
});

/** Runs a test in a page of its own and fails it when the page's policy or script complains. */
async function withPage(options: BrowserContextOptions, run: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text());
  });
  try {
    await run(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

async function findViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

function openLogin(page: Page): Promise<unknown> {
  return page.goto(new Visitor(emulator).authorizeUrl({ redirect_uri: callback }));
}

async function openPanel(page: Page): Promise<void> {
  await page.goto(`${emulator.addresses.admin}/panel?token=${emulator.adminToken}`);
  await page.locator('#people li').first().waitFor();
}

describe('the login page in a browser', () => {
  for (const javaScriptEnabled of [true, false]) {
    it(`brings the chosen person back to the page, ${javaScriptEnabled ? 'with' : 'without'} script`, () => withPage({ javaScriptEnabled }, async (page) => {
      await openLogin(page);
      await page.getByRole('button', { name: /tamsin@example\.com/ }).click();

      await page.waitForURL((url) => url.href.startsWith(callback));

      assert.ok(new URL(page.url()).searchParams.has('code'));
    }));
  }

  it('can be used with the keyboard alone', () => withPage({}, async (page) => {
    await openLogin(page);
    await page.getByLabel('E-mail address of somebody else').focus();
    await page.keyboard.type('typed@example.com');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href.startsWith(callback));

    assert.ok(emulator.world.findUserByEmail('typed@example.com'));
  }));

  it('brings a refusal back', () => withPage({}, async (page) => {
    await openLogin(page);
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.waitForURL((url) => url.href.startsWith(callback));

    assert.equal(new URL(page.url()).searchParams.get('error'), 'access_denied');
  }));

  it('submits itself when a test decides', () => withPage({}, async (page) => {
    emulator.login = { mode: 'auto', email: 'auto@example.com' };
    await openLogin(page);
    await page.waitForURL((url) => url.href.startsWith(callback));

    assert.ok(new URL(page.url()).searchParams.has('code'));
  }));

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is accessible and fits a narrow window, ${colorScheme}`, () => withPage({ colorScheme, viewport: { width: 360, height: 450 }, bypassCSP: true }, async (page) => {
      await openLogin(page);

      assert.deepEqual(await findViolations(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    }));
  }
});

describe('the panel in a browser', () => {
  it('switches a fault on for the next request, and off', () => withPage({}, async (page) => {
    await openPanel(page);
    await page.getByLabel('Filter faults').fill('late claim');
    await page.getByLabel('refreshes').fill('7');
    await page.getByRole('button', { name: 'Next request: identity:late-claim' }).click();
    await page.getByRole('button', { name: 'Off: identity:late-claim' }).waitFor();
    const [fault] = emulator.faults.list();
    assert.deepEqual([fault?.name, fault?.timesLeft, fault?.params], ['identity:late-claim', 1, { refreshes: 7 }]);

    await page.getByRole('button', { name: 'Off: identity:late-claim' }).click();
    await page.getByRole('button', { name: 'Off: identity:late-claim' }).waitFor({ state: 'detached' });

    assert.deepEqual(emulator.faults.list(), []);
  }));

  it('finds faults by row number', () => withPage({}, async (page) => {
    await openPanel(page);
    await page.getByLabel('Filter faults').fill('row31');

    assert.deepEqual(await page.locator('.fault:visible').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-name'))), ['identity:discovery-issuer']);
  }));

  it('decides the next confirmation', () => withPage({}, async (page) => {
    await openPanel(page);
    const answered = page.waitForResponse((response) => response.url().endsWith('/confirmation'));
    await page.getByLabel('On the confirmation page').selectOption({ label: 'confirm' });
    await answered;

    assert.deepEqual(emulator.confirmation, { mode: 'approve' });
  }));

  it('decides the next sign-in and resets', () => withPage({}, async (page) => {
    await openPanel(page);
    const answered = page.waitForResponse((response) => response.url().endsWith('/login'));
    await page.getByLabel('On the login page').selectOption({ label: 'go on as edda@example.com' });
    await answered;
    assert.deepEqual(emulator.login, { mode: 'auto', email: 'edda@example.com' });

    const reset = page.waitForResponse((response) => response.url().endsWith('/reset'));
    await page.getByRole('button', { name: 'Reset all' }).click();
    await reset;

    assert.deepEqual(emulator.login, { mode: 'page' });
  }));

  it('shows requests as they come, with long secrets shortened', () => withPage({}, async (page) => {
    await openPanel(page);
    const secret = 'Ab3'.repeat(20);
    await fetch(`${emulator.addresses.auth}/oauth/token`, { method: 'POST', body: `grant_type=refresh_token&refresh_token=${secret}` });

    await page.getByText('POST /oauth/token').first().click();

    const text = await page.locator('#requests').innerText();
    assert.match(text, /refresh_token=Ab3Ab3Ab…3Ab3/);
    assert.equal(text.includes(secret), false);
  }));

  it('may be framed by a page of this machine', () => withPage({}, async (page) => {
    await page.goto(callback);
    await page.evaluate((address) => {
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
    }, `${emulator.addresses.admin}/panel?token=${emulator.adminToken}`);

    await page.frameLocator('iframe').locator('#people li').first().waitFor();
  }));

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is accessible and fits a narrow window, ${colorScheme}`, () => withPage({ colorScheme, viewport: { width: 360, height: 780 }, bypassCSP: true }, async (page) => {
      emulator.faults.set('identity:late-claim');
      await fetch(`${emulator.addresses.auth}/oauth/token`, { method: 'POST' });
      await openPanel(page);
      await page.locator('#catalogue summary').first().click();

      assert.deepEqual(await findViolations(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    }));
  }
});
