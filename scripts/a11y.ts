// Looks at every element in every state with axe (WCAG 2.2 AA) and measures the drawing, in light, dark and forced colours,
// narrow and wide, in both directions: `npm run a11y`. A planted violation shows that it is able to find one.
import type { AccessibilityPage, SceneReport } from './scenes/a11y-page.js';
import { bundlePage, launchChromium, openPage } from './scenes/open-page.js';
import type { Variant } from './scenes/open-page.js';

const VARIANTS: readonly Variant[] = [
  { scheme: 'light', width: 1200, direction: 'ltr' },
  { scheme: 'dark', width: 1200, direction: 'ltr' },
  { scheme: 'light', width: 232, direction: 'rtl' },
  { scheme: 'dark', width: 232, direction: 'ltr' },
  { scheme: 'light', width: 560, direction: 'ltr', forcedColors: 'active' },
];

declare const accessibilityPage: AccessibilityPage;

const script = await bundlePage('scripts/scenes/a11y-page.ts');
const browser = await launchChromium();
let planted = 0;
let reports: readonly (SceneReport & { readonly variant: string })[] = [];
try {
  for (const variant of VARIANTS) {
    const page = await openPage(browser, script, variant);
    const name = `${variant.scheme} ${variant.width} ${variant.direction}${variant.forcedColors ? ' forced colours' : ''}`;
    const found = await page.evaluate(() => accessibilityPage.check());
    reports = [...reports, ...found.map((report) => ({ ...report, variant: name }))];
    planted = await page.evaluate(() => accessibilityPage.checkPlanted());
    await page.context().close();
  }
} finally {
  await browser.close();
}

const states = new Map<string, Set<string>>();
for (const { tag, name } of reports) states.set(tag, (states.get(tag) ?? new Set()).add(name));
for (const [tag, names] of states) console.log(`${tag}: ${names.size} states`);
const violations = reports.flatMap(({ tag, name, variant, problems }) => problems.map((problem) => `${tag} ${name}, ${variant}: ${problem}`));
for (const violation of violations) console.log(violation);
const pairs = [...states.values()].reduce((sum, names) => sum + names.size, 0);
console.log(`${pairs} elements x states in ${VARIANTS.length} variants checked, ${violations.length} violations; planted violation reported ${planted} time${planted === 1 ? '' : 's'}`);
if (violations.length > 0 || planted !== 1) process.exitCode = 1;
