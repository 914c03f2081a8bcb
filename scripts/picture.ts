/**
 * Makes the picture of the README: the demo, signed in through the emulator's login page, with balances.
 * Needs a build and a Chromium; another than Debian's by the variable CHROMIUM.
 * Run: npm run picture
 */
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { chromium, type Browser, type Page } from 'playwright-core';

import { buildForDemo } from './start/build.js';
import { ROOT, startDemo } from './start/start-demo.js';

const FILE = join(ROOT, 'docs/images/demo.png');
const WIDTH = 1360;
const MARGIN = 20;
const MOST_BYTES = 250_000;
/** Whoever has three tokens. */
const PERSON = 'tamsin';

async function signIn(page: Page): Promise<void> {
  const login = page.locator('passport-login');
  const [popup] = await Promise.all([page.waitForEvent('popup'), login.getByRole('button', { name: 'Sign in' }).click()]);
  await popup.getByText(PERSON, { exact: true }).click();
  await login.getByRole('button', { name: 'Sign out' }).waitFor();
  await page.locator('imx-balances').getByText('USDC').first().waitFor();
  // Logos come from the emulator's API.
  await page.waitForLoadState('networkidle');
  // No control looks touched.
  await page.mouse.move(0, 0);
}

async function takePicture(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 1000 }, colorScheme: 'light', locale: 'en-GB' });
  await page.goto(url);
  await signIn(page);
  const site = await page.locator('.site').boundingBox();
  if (site === null) throw new Error('The demo is not drawn.');
  await page.screenshot({ path: FILE, fullPage: true, clip: { x: 0, y: 0, width: WIDTH, height: Math.ceil(site.y + site.height + MARGIN) } });
}

await buildForDemo(ROOT, console.log);
await mkdir(dirname(FILE), { recursive: true });
const demo = await startDemo({ port: 0, freeEmulatorPorts: true });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});
try {
  await takePicture(browser, demo.url);
} finally {
  await Promise.all([browser.close(), demo.close()]);
}
const { size } = await stat(FILE);
console.log(`docs/images/demo.png: ${size} bytes`);
if (size > MOST_BYTES) {
  console.error(`More than ${MOST_BYTES}.`);
  process.exitCode = 1;
}
