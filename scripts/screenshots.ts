// Draws every element in every state, light and dark, narrow and wide, in both directions:
// `npm run screenshots`. Pictures go to screenshots/, one per element and state and one sheet per variant.
import { mkdir, rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const OUTPUT = 'screenshots';
const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [320, 900] as const;
const DIRECTIONS = ['ltr', 'rtl'] as const;

const STYLE = `
  :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
  body { margin: 0; background: light-dark(#fafafa, #101011); color: CanvasText; columns: 420px; column-gap: 0; }
  figure { margin: 0; padding: 12px 16px; break-inside: avoid; }
  figcaption { margin-block-end: 6px; font-size: 11px; opacity: .6; }
`;

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['scripts/scenes/page.ts'], bundle: true, write: false, format: 'esm', target: 'es2022',
    tsconfig: 'tsconfig.json', logLevel: 'error', outdir: OUTPUT, splitting: false,
  });
  const file = outputFiles[0];
  if (!file) throw new Error('esbuild wrote nothing.');
  return file.text;
}

async function openPage(browser: Browser, script: string, variant: Variant): Promise<Page> {
  const context = await browser.newContext({
    colorScheme: variant.scheme, reducedMotion: 'reduce', viewport: { width: variant.width, height: 800 },
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => { throw error; });
  const html = `<!doctype html><html lang="en" dir="${variant.direction}"><meta charset="utf-8"><title>Elements</title>`
    + `<style>${STYLE}</style><body><script type="module" src="/page.js"></script></html>`;
  await page.route('http://localhost:8000/**', (route) => {
    const isScript = route.request().url().endsWith('/page.js');
    return route.fulfill({ contentType: isScript ? 'text/javascript' : 'text/html', body: isScript ? script : html });
  });
  await page.goto('http://localhost:8000/');
  await page.waitForSelector('html[data-drawn]', { state: 'attached' });
  return page;
}

interface Variant {
  readonly scheme: (typeof SCHEMES)[number];
  readonly width: number;
  readonly direction: (typeof DIRECTIONS)[number];
}

async function shoot(browser: Browser, script: string, variant: Variant): Promise<number> {
  const page = await openPage(browser, script, variant);
  const name = `${variant.scheme}-${variant.width}-${variant.direction}`;
  await page.screenshot({ path: `${OUTPUT}/sheet.${name}.png`, fullPage: true });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (overflow > 0) console.warn(`${name}: the page is ${overflow} px too wide.`);
  const figures = await page.locator('figure').all();
  for (const figure of figures) {
    const id = await figure.getAttribute('id');
    await figure.screenshot({ path: `${OUTPUT}/${id?.replace('--', '/')}.${name}.png` });
  }
  await page.context().close();
  return figures.length;
}

await rm(OUTPUT, { recursive: true, force: true });
await mkdir(OUTPUT, { recursive: true });
const script = await bundlePage();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});
try {
  let pictures = 0;
  for (const scheme of SCHEMES) for (const width of WIDTHS) for (const direction of DIRECTIONS) {
    pictures += await shoot(browser, script, { scheme, width, direction });
  }
  console.log(`${pictures} pictures in ${OUTPUT}/`);
} finally {
  await browser.close();
}
