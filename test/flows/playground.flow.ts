import assert from 'node:assert/strict';
import { startDemo } from '../../scripts/start/start-demo.js';
import { flow, type FlowTools } from '../support/flow.js';
import type { DriverPage } from '../support/driver/driver-page.js';
import { findPageProblems, findProblemsInLooks } from './support/look-at-page.js';

/** Sets a control of the playground as a visitor does: the value, then the event. */
function setControl(page: DriverPage, name: string, value: string | boolean): Promise<void> {
  return page.evaluate((label, wanted) => {
    const field = [...document.querySelectorAll('.field')].find((one) => one.firstElementChild?.textContent === label);
    const input = field?.lastElementChild as HTMLInputElement;
    if (typeof wanted === 'boolean') input.checked = wanted;
    else input.value = wanted;
    for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
  }, name, value);
}

const read = (page: DriverPage, selector: string): Promise<string> => page.evaluate((one) => document.querySelector(one)?.textContent ?? '', selector);

async function changeControls(page: DriverPage): Promise<void> {
  await page.waitFor(() => document.querySelector('#controls select'), []);
  await setControl(page, 'sort', 'symbol');
  await setControl(page, 'hide-zero', false);
  await setControl(page, '--passport-radius', '22px');
  await setControl(page, 'dir', 'rtl');
  await setControl(page, 'lang', 'de');
  await page.waitForText('passport-login', 'Abmelden');

  const html = await read(page, '#shown');
  for (const words of ['--passport-radius: 22px;', '<imx-balances page-size="6" sort="symbol"></imx-balances>', '<html lang="de" dir="rtl">']) assert.ok(html.includes(words), html);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('passport-login') as Element).direction), 'rtl');
}

async function checkMaker(page: DriverPage): Promise<void> {
  await setControl(page, 'client id', 'my"client');
  await setControl(page, 'environment', 'sandbox');
  const [html, callback, headers] = await Promise.all(['#page-code', '#callback-code', '#headers-code'].map((id) => read(page, id)));

  assert.match(html ?? '', /integrity="sha384-[\w+/]{64}"/u);
  assert.ok(html?.includes('client-id="my&quot;client" environment="sandbox"'), html);
  assert.ok(callback?.includes('<passport-callback client-id="my&quot;client" environment="sandbox">'), callback);
  assert.match(headers ?? '', /connect-src https:\/\/auth\.immutable\.com https:\/\/rpc\.testnet\.immutable\.com/u);
}

/** What is wrong with the playground, all of its groups open, the smallest page, and a page of the guide that has everything a page has. */
async function findProblemsOfPages(page: DriverPage, url: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of ['', 'minimal.html', 'guide/quick-start.html']) {
    await page.goto(url + path);
    await page.waitFor(() => !document.querySelector(':not(:defined)') && (!document.querySelector('#controls') || document.querySelector('#controls select')), []);
    await page.evaluate(() => document.querySelectorAll('.tool details').forEach((group) => group.setAttribute('open', '')));
    found.push(...(await findProblemsInLooks(page)).map((problem) => `/${path}, ${problem}`));
  }
  return found;
}

async function lookAtPages(page: DriverPage, url: string): Promise<void> {
  assert.deepEqual(await findProblemsOfPages(page, url), []);
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  assert.deepEqual((await findPageProblems(page)).map((problem) => problem.split(':')[0]), ['button-name'], 'a button without a name is found');
}

flow('the playground and the guide of npm start', async ({ engine, page, step }: FlowTools) => {
  const demo = await startDemo({ port: 0, freeEmulatorPorts: true });
  try {
    await step('shows the arcade, where a visitor signs in and sees what they have', async () => {
      demo.emulator.login = { mode: 'auto', email: 'tamsin@example.com' };
      await page.goto(demo.url);
      await page.evaluate(() => document.addEventListener('securitypolicyviolation', (event) => { document.title = `refused: ${event.violatedDirective}`; }));
      await page.click('passport-login >>> [part~=button]');
      await page.waitForText('passport-login', 'tamsin');
      await page.waitForText('imx-balances', '1.2345');
      // In a folded group, so not seen.
      await page.waitFor(() => document.querySelector('#state')?.textContent?.includes('"status": "signed-in"'), []);
    });

    await step('its controls change the elements, and the HTML says how', () => changeControls(page));

    await step('the other network is one of its controls, too', async () => {
      await setControl(page, 'network', 'immutable-chain');
      // By the keyboard: the label of the button is the page's own text, which lies over it.
      await page.waitFor(() => {
        const button = document.querySelector('imx-register')?.shadowRoot?.querySelector<HTMLElement>('[part~=button]');
        button?.focus();
        return button;
      }, []);
      await page.press('Enter');
      await page.waitForText('imx-balances', /42.*IMX|IMX.*42/su);
    });

    await step('the maker writes page, callback page and headers with what was filled in', () => checkMaker(page));

    await step('asks the demo and its emulator only, and the guide is there under the same policy', async () => {
      const { auth, api, tee, wallet, chain } = demo.emulator.addresses;
      const asked = await page.evaluate(() => [...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin))]);
      assert.deepEqual(asked.filter((origin) => ![new URL(demo.url).origin, auth, api, tee, wallet, chain].includes(origin)), []);
      assert.doesNotMatch(await page.evaluate(() => document.title), /refused/u);

      await page.goto(`${demo.url}guide/quick-start.html`);
      await page.waitForText('h1', 'Quick start');
      await page.waitForText('.code', 'Copy');
    });

    // The same in every engine, so in the one whose driver can change how a page is shown.
    if (engine === 'chromium') await step('axe finds nothing, and nothing is wider than the window: light and dark, narrow and wide', () => lookAtPages(page, demo.url));
  } finally {
    await demo.close();
  }
});
