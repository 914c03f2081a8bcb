import { once } from 'node:events';
import { basename } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, type Browser, type Context } from './driver/driver.js';
import { assertPopupsBlocked, type DriverPage } from './driver/driver-page.js';
import { lookAtPages } from './flow-leaks.js';
import { isEngineName, type EngineName } from './driver/engines.js';
import { takeReports } from './site-policy.js';

const DEFAULT_TIMEOUT_MS = 240_000;

/** What a flow works with. */
export interface FlowTools {
  readonly engine: EngineName;
  readonly context: Context;
  /** An empty page, in which the popup control has passed. */
  readonly page: DriverPage;
  /** Runs one step: a test of its own, with its time, and a look for leaked secrets and for what the page's policy refused. The flow ends where a step fails. */
  step(name: string, run: () => Promise<void>): Promise<void>;
  /** Notes a line for whoever reads the run's report, such as a measured figure. */
  say(line: string): void;
}

async function failAtFindings(context: Context): Promise<void> {
  const { leaks, violations } = await lookAtPages(context);
  if (leaks.length > 0) throw new Error(`Secrets have leaked: ${leaks.join(', ')}`);
  if (violations.length > 0) throw new Error(`A strict page refuses: ${violations.join(', ')}`);
}

/** Ends a flow whose failed step has already been reported. */
class StepFailed extends Error {}

let browser: Promise<Browser> | undefined;

/** The engine that the runner chose for this process. */
export function readFlowEngine(): EngineName {
  const name = process.env['FLOW_ENGINE'] ?? 'chromium';
  if (!isEngineName(name)) throw new RangeError(`FLOW_ENGINE is "${name}", which is no engine.`);
  return name;
}

/**
 * Declares a flow: a whole journey of a new visitor in a real browser, which the runner repeats in each engine.
 *
 * The flows of a file share a browser, and each has an empty profile.
 */
export function flow(title: string, body: (tools: FlowTools) => Promise<void>, options: { timeoutMs?: number } = {}): void {
  const engine = readFlowEngine();
  // The runner knows a test by the file that calls `test`, which is this one.
  const file = basename(process.argv[1] ?? '');
  test(`${title} (${engine}, ${file})`, { timeout: options.timeoutMs ?? DEFAULT_TIMEOUT_MS }, async (node) => {
    browser ??= launch(engine);
    const { engine: { isShell }, newContext } = await browser;
    const context = await newContext();
    const step: FlowTools['step'] = async (name, run) => {
      let hasPassed = false;
      await node.test(name, async () => {
        await run();
        await failAtFindings(context);
        hasPassed = true;
      });
      if (!hasPassed) throw new StepFailed(name);
    };
    try {
      const page = await context.newPage();
      await assertPopupsBlocked(page);
      node.diagnostic(`userAgent: ${await page.evaluate(() => navigator.userAgent)}`);
      node.diagnostic(`popups: blocked without a click${isShell ? ', by a rule of the tests: this browser has no blocker' : ''}`);
      await body({ engine, context, page, step, say: (line) => node.diagnostic(line) });
      // Also of a flow without steps, and what was told after the last of them.
      await failAtFindings(context);
    } catch (error) {
      await saveScreenshots(context, `${engine}-${title}`);
      if (!(error instanceof StepFailed)) throw error;
    } finally {
      await context.close();
      // What this flow was told late is not the next one's.
      takeReports();
    }
  });
}

// Files that import this module without declaring a flow have no browser to close.
after(async () => {
  await (await browser)?.close();
});

/** How long pictures may take: a tab that is not in front may never give one. */
const PICTURES_MS = 10_000;

/** What the visitor saw at the end, for whoever looks into the failure. A page that no longer answers is left out. */
async function saveScreenshots(context: Context, name: string): Promise<void> {
  const folder = fileURLToPath(new URL('../../screenshots/', import.meta.url));
  const pages = await context.pages().catch(() => []);
  const taken = Promise.all(pages.map((page, index) => page
    .screenshot(`${folder}failed-${name.replace(/\W+/g, '-')}-${index}.png`)
    .catch(() => undefined)));
  const limit = AbortSignal.timeout(PICTURES_MS);
  await Promise.race([taken, once(limit, 'abort')]);
}
