import assert from 'node:assert/strict';
import { SEED_SPELLINGS } from '../../emulator/src/imx/seed-spellings.js';
import { startWalletSite, waitForOutcome } from '../stress/wallet/wallet-page.js';
import { flow } from '../support/flow.js';
import { createRandom } from '../support/random.js';

const LINK_TEXT = 'Only sign this key linking request from Immutable X';
const OTHER_TEXT = 'Link my wallet to the shop';

flow('a service that wants the seed message signed as another text', async ({ page, step }) => {
  const { site, emulator, address, close } = await startWalletSite();
  const random = createRandom(144);
  const spellings = Object.values(SEED_SPELLINGS);
  // Valid ones are hidden among them, so that a wallet which signs nothing would be noticed.
  const texts = spellings.flatMap((text) => (random() < 0.2 ? [text, pickValid(random)] : [text])).concat(LINK_TEXT, OTHER_TEXT);
  const isValid = (text: string): boolean => text === LINK_TEXT || text === OTHER_TEXT;
  try {
    await page.goto(`${site.origin}/`);
    const signatures: unknown[] = [];

    for (const walletTransport of ['iframe', 'tee'] as const) {
      await step(`row 144: ${spellings.length} spellings, all of them listed by the site, get no signature by ${walletTransport}`, async () => {
        emulator.signatures.clear();
        await page.evaluate((transport, all) => window.walletPage.begin('texts', async () => {
          const wallet = window.walletPage.transport({ walletTransport: transport, signTexts: all });
          const outcomes: string[] = [];
          for (const text of all) {
            outcomes.push(await wallet.sign({ kind: 'imx-link', text }).then(() => 'signed', (error: { code: string }) => error.code));
          }
          return outcomes;
        }), walletTransport, texts);

        const outcome = await waitForOutcome(page, 'texts', 60_000);
        assert.deepEqual(outcome, { value: texts.map((text) => (isValid(text) ? 'signed' : 'MESSAGE_REFUSED')) });
        assert.deepEqual(new Set(emulator.signatures.list().map(({ text }) => text)), new Set([LINK_TEXT, OTHER_TEXT]));
        assert.equal(emulator.signatures.count(), texts.filter(isValid).length);
        assert.equal(emulator.signatures.count(SEED_SPELLINGS['exact']), 0);
      });

      await step(`row 105: the address and the seed signature by ${walletTransport}`, async () => {
        await page.evaluate((transport) => window.walletPage.begin('seed', async () => {
          const wallet = window.walletPage.transport({ walletTransport: transport });
          return [await wallet.getAddress(), await wallet.sign({ kind: 'stark-seed' })];
        }), walletTransport);
        signatures.push(await waitForOutcome(page, 'seed'));
      });
    }

    await step('the two ways to a wallet give the same address and the same keys', async () => {
      const [frame, tee] = signatures as { value: [string, string] }[];
      assert.deepEqual(frame, tee);
      assert.equal(frame?.value[0], address);
    });
  } finally {
    await close();
  }
});

function pickValid(random: () => number): string {
  return random() < 0.5 ? LINK_TEXT : OTHER_TEXT;
}
