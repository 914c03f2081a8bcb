import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

/** How a page of scenes is shown. */
export interface Variant {
  readonly scheme: 'light' | 'dark';
  /** In px. */
  readonly width: number;
  readonly direction: 'ltr' | 'rtl';
  /** Default: `en`. */
  readonly lang?: string;
  /** Default: none. */
  readonly forcedColors?: 'active' | 'none';
}

const STYLE = `
  :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
  body { margin: 0; background: light-dark(#fafafa, #101011); color: CanvasText; columns: 420px; column-gap: 0; }
  figure { margin: 0; padding: 12px 16px; break-inside: avoid; }
  figcaption { margin-block-end: 6px; font-size: 11px; color: light-dark(#555, #aaa); }
  #passport-login--methods-open { min-block-size: 330px; }
`;

/** Puts a page's script and all that it imports into one text. */
export async function bundlePage(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry], bundle: true, write: false, format: 'esm', target: 'es2022',
    tsconfig: 'tsconfig.json', logLevel: 'error', outdir: 'screenshots', splitting: false,
  });
  const file = outputFiles[0];
  if (!file) throw new Error('esbuild wrote nothing.');
  return file.text;
}

/** Starts the Chromium that shows scenes. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
}

/** Opens a page with all scenes, drawn. */
export async function openPage(browser: Browser, script: string, variant: Variant): Promise<Page> {
  const context = await browser.newContext({
    colorScheme: variant.scheme, forcedColors: variant.forcedColors ?? 'none', reducedMotion: 'reduce',
    viewport: { width: variant.width, height: 800 },
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => { throw error; });
  const html = `<!doctype html><html lang="${variant.lang ?? 'en'}" dir="${variant.direction}"><meta charset="utf-8"><title>Elements</title>`
    + `<style>${STYLE}</style><body><script type="module" src="/page.js"></script></html>`;
  await page.route('http://localhost:8000/**', (route) => {
    const isScript = route.request().url().endsWith('/page.js');
    return route.fulfill({ contentType: isScript ? 'text/javascript' : 'text/html', body: isScript ? script : html });
  });
  await page.goto('http://localhost:8000/');
  await page.waitForSelector('html[data-drawn]', { state: 'attached' });
  return page;
}
