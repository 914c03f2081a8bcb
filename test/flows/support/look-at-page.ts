import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { DriverPage } from '../../support/driver/driver-page.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Narrow and wide, light and dark. */
export const LOOKS = [
  { width: 1280, height: 900, scheme: 'light' },
  { width: 1280, height: 900, scheme: 'dark' },
  { width: 360, height: 740, scheme: 'light' },
  { width: 360, height: 740, scheme: 'dark' },
] as const;

interface AxeWindow {
  readonly axe?: { run(): Promise<{ violations: { id: string; nodes: { target: readonly unknown[] }[] }[] }> };
}

/**
 * What axe finds on a page, shadow trees included, and whether the page is wider than its window. axe comes as the text of a
 * function, which no policy of the page has a say in.
 */
export async function findPageProblems(page: DriverPage): Promise<readonly string[]> {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(new Function(AXE) as () => void);
  return page.evaluate(async () => {
    // axe takes a page that states no background for a white one, in dark too.
    document.documentElement.style.backgroundColor ||= 'Canvas';
    const { violations } = await (window as AxeWindow).axe?.run() ?? { violations: [] };
    const { scrollWidth, clientWidth } = document.documentElement;
    return [
      ...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.flat().join(' >>> ')}`)),
      ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide in a window of ${clientWidth} px`] : []),
    ];
  });
}

/** The problems of a page in every look, each with the look it was found in. */
export async function findProblemsInLooks(page: DriverPage): Promise<readonly string[]> {
  const found: string[] = [];
  for (const look of LOOKS) {
    await page.showAs(look);
    found.push(...(await findPageProblems(page)).map((problem) => `${look.scheme}, ${look.width} px: ${problem}`));
  }
  return found;
}
