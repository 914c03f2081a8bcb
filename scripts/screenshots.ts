// Draws every element in every state, light and dark, narrow and wide, in both directions:
// `npm run screenshots`. Pictures go to screenshots/, one per element and state, and one sheet per element and variant.
// `npm run screenshots -- sheets` makes the sheets alone; `-- --lang=ar` draws them in another language.
import { mkdir, rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { bundlePage, launchChromium, openPage } from './scenes/open-page.js';
import type { Variant } from './scenes/open-page.js';

const OUTPUT = 'screenshots';
const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [232, 900] as const;
const DIRECTIONS = ['ltr', 'rtl'] as const;
/** As `Intl` writes it. */
const lang = process.argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
const isSheetsOnly = process.argv.includes('sheets');

async function shoot(browser: Browser, script: string, variant: Variant): Promise<number> {
  const page = await openPage(browser, script, variant);
  const name = `${variant.scheme}-${variant.width}-${variant.direction}`;
  const tags = await page.evaluate(() => [...new Set([...document.querySelectorAll('figure')].map(({ id }) => id.split('--')[0] ?? ''))]);
  for (const tag of tags) {
    const style = await page.addStyleTag({ content: `figure:not([id^="${tag}--"]) { display: none }` });
    await page.screenshot({ path: `${OUTPUT}/sheet.${tag}.${name}.png`, fullPage: true });
    await style.evaluate((element) => (element as Element).remove());
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (overflow > 0) console.warn(`${name}: the page is ${overflow} px too wide.`);
  const figures = isSheetsOnly ? [] : await page.locator('figure').all();
  for (const figure of figures) {
    const id = await figure.getAttribute('id');
    await figure.screenshot({ path: `${OUTPUT}/${id?.replace('--', '/')}.${name}.png` });
  }
  await page.context().close();
  return figures.length + tags.length;
}

await rm(OUTPUT, { recursive: true, force: true });
await mkdir(OUTPUT, { recursive: true });
const script = await bundlePage('scripts/scenes/page.ts');
const browser = await launchChromium();
try {
  let pictures = 0;
  for (const scheme of SCHEMES) for (const width of WIDTHS) for (const direction of DIRECTIONS) {
    pictures += await shoot(browser, script, { scheme, width, direction, lang });
  }
  console.log(`${pictures} pictures in ${OUTPUT}/`);
} finally {
  await browser.close();
}
