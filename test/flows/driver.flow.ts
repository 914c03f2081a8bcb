import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { flow } from '../support/flow.js';
import { waitUntil } from '../support/driver/driver-page.js';
import { lookAtPages, LEAK_WATCH_TAG } from '../support/flow-leaks.js';
import { startSite, type Site } from '../support/site.js';

/**
 * What every other flow relies on: the driver's input is a visitor's click in an open shadow root, popups
 * without one are refused, and pages reload and go back.
 */
const PAGE = `<!doctype html><title>first</title><p id="state">loaded</p><pop-up-button></pop-up-button>
<script>
  const root = document.querySelector('pop-up-button').attachShadow({ mode: 'open' });
  const add = (tag, more) => root.append(Object.assign(document.createElement(tag), more));
  add('button', { textContent: 'open' });
  add('button', { textContent: 'off', className: 'off', disabled: true });
  add('input', {});
  root.querySelector('button').addEventListener('click', (event) => {
    const popup = window.open('/popup', '_blank', 'width=400,height=400');
    document.querySelector('#state').textContent = popup === null ? 'refused' : 'opened by ' + (event.isTrusted ? 'a visitor' : 'a script');
  });
  addEventListener('message', ({ data }) => { document.querySelector('#state').textContent = data; });
</script>`;

// The popup submits itself, as a login page does where the driver cannot reach into popups.
const POPUP = `<!doctype html><title>popup</title><form action="/popup-done"></form><script>document.forms[0].submit();</script>`;
const POPUP_DONE = `<!doctype html><title>done</title><p>done</p><script>opener.postMessage('answered', location.origin);</script>`;

let site: Site;

before(async () => {
  site = await startSite({
    policy: {},
    pages: {
      '/': PAGE,
      '/second': '<!doctype html><title>second</title><p id="state">second</p>',
      '/popup': POPUP,
      '/popup-done': POPUP_DONE,
      '/watched': '<!doctype html><title>watched</title><p id="state">watched</p>',
      '/watched-strict': {
        body: `<!doctype html><title>watched</title>${LEAK_WATCH_TAG}<p id="state">watched</p>`,
        headers: { 'content-security-policy': "script-src 'self'; style-src 'none'; require-trusted-types-for 'script'" },
      },
      '/planted': '<!doctype html><title>planted</title><p id="state">around</p><iframe sandbox="allow-scripts" src="/planted-frame"></iframe>',
      '/planted-frame': '<!doctype html><title>planted</title><p>frame</p><script src="/planted.js"></script>',
      '/planted.js': "document.body.setAttribute('style', 'color: red'); document.body.innerHTML = 'planted';",
      '/strict': { body: '<!doctype html><title>strict</title><p id="state">strict</p>', headers: { 'content-security-policy': "default-src 'none'" } },
    },
  });
});

after(() => site.close());

flow('a click opens a popup, which answers and closes', async ({ context, page, step }) => {
  await step('open the page', async () => {
    await page.goto(`${site.origin}/`);
    await page.waitForText('#state', 'loaded');
  });

  await step('open a popup by a click', async () => {
    const known = await context.pages();
    await page.click('pop-up-button >>> button:not(.off)');
    const popup = await context.waitForPopup(known);

    await page.waitForText('#state', 'answered');
    assert.equal(await popup.evaluate(() => document.title), 'done');
    await popup.close();
    await context.waitForClosed(popup);
  });
});

flow('a page reloads and goes back', async ({ page }) => {
  await page.goto(`${site.origin}/`);
  await page.evaluate(() => localStorage.setItem('kept', 'yes'));
  await page.evaluate(() => { document.title = 'changed'; });

  await page.reload();
  assert.equal(await page.evaluate(() => document.title), 'first');
  assert.equal(await page.evaluate(() => localStorage.getItem('kept')), 'yes');

  await page.goto(`${site.origin}/second`);
  await page.back();
  assert.equal(await page.url(), `${site.origin}/`);
});

flow('text is typed into an open shadow root', async ({ page }) => {
  await page.goto(`${site.origin}/`);

  await page.click('pop-up-button >>> input');
  await page.type('person@example.com');

  assert.equal(await page.evaluate(() => document.querySelector('pop-up-button')?.shadowRoot?.querySelector('input')?.value), 'person@example.com');
});

flow('each visitor starts with an empty profile', async ({ page }) => {
  await page.goto(`${site.origin}/`);

  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

flow('a page under a strict policy can be read', async ({ page }) => {
  await page.goto(`${site.origin}/strict`);

  assert.equal(await page.waitForText('#state', 'strict'), 'strict');
});

flow('what cannot be clicked is named', async ({ page }) => {
  await page.goto(`${site.origin}/`);

  await assert.rejects(page.click('pop-up-button >>> .off', { timeoutMs: 200 }), /the element is disabled/);
  await assert.rejects(page.click('pop-up-button >>> button', { timeoutMs: 200 }), /2 elements match/);
  await assert.rejects(page.click('#absent', { timeoutMs: 200 }), /no element matches/);
});

flow('a script that runs between the control and the click is no click', async ({ page }) => {
  await page.goto(`${site.origin}/`);

  await page.evaluate(() => document.querySelector('pop-up-button')?.shadowRoot?.querySelector('button')?.click());

  await page.waitForText('#state', 'refused');
});

flow('the look for secrets finds one on the page, one in the console and one that an earlier page let out, once', async ({ context, page }) => {
  const secret = 'planted-refresh-token';
  await page.goto(`${site.origin}/watched`);
  await page.evaluate((value) => localStorage.setItem('oidc.user:canary', JSON.stringify({ refresh_token: value })), secret);
  assert.deepEqual((await lookAtPages(context)).leaks, [], 'where it belongs');

  await page.evaluate((value) => { document.title = value; }, secret);
  assert.deepEqual((await lookAtPages(context)).leaks, ['refresh_token to dom']);
  await page.evaluate((value) => { document.title = ''; console.debug({ nested: value }); }, secret);
  assert.deepEqual((await lookAtPages(context)).leaks, ['refresh_token to console']);
  assert.deepEqual((await lookAtPages(context)).leaks, []);

  await page.evaluate((value) => console.debug(value), secret);
  await page.goto(`${site.origin}/watched`);
  assert.deepEqual((await lookAtPages(context)).leaks, ['refresh_token to console']);
  await page.evaluate((value) => { document.querySelector('#state')!.textContent = value; }, secret);
  assert.deepEqual((await lookAtPages(context)).leaks, ['refresh_token to dom'], 'what an earlier page has stored is known');
  await page.goto('about:blank');
});

flow('the look for refusals finds a style and a text for markup, also when their page is left, once', async ({ context, page }) => {
  await page.goto(`${site.origin}/watched-strict`);
  assert.deepEqual((await lookAtPages(context)).violations, []);

  await page.evaluate(() => {
    document.body.setAttribute('style', 'color: red');
    try {
      document.body.innerHTML = 'planted';
    } catch {
      // Refused, and told.
    }
  });
  await page.waitFor(() => localStorage.getItem('violations-of-pages')?.includes('require-trusted-types-for'), []);
  await page.goto(`${site.origin}/watched`);
  const { violations } = await lookAtPages(context);

  assert.equal(violations.length, 2, violations.join(', '));
  assert.match(violations.join(', '), /style-src-attr inline.*require-trusted-types-for trusted-types-sink/);
  assert.deepEqual((await lookAtPages(context)).violations, []);
});

flow('the look for refusals finds what a page without a policy would have been refused, in a frame that can store nothing too', async ({ context, page }) => {
  await page.goto(`${site.origin}/planted`);
  const found = new Set<string>();
  const isTold = (pattern: RegExp): boolean => [...found].some((violation) => pattern.test(violation));

  await waitUntil(async () => {
    for (const violation of (await lookAtPages(context)).violations) found.add(violation);
    return isTold(/^style-src(?:-attr)? inline/) && isTold(/^require-trusted-types-for trusted-types-sink/);
  }, { what: 'both reports' });
});
