import type { EmulatorAccess, SignInOptions, StoredSignIn } from './control-types.js';
import { createEmulatorControl, type EmulatorControl } from './control.js';
import { EVENT_TYPES, recordEvents, type EventType, type RecordedEvent } from './record-events.js';

/** What is used of Playwright's `Page` and `BrowserContext`. */
export interface ScriptedContext {
  addInitScript(script: string): Promise<unknown>;
}

/** What is used of Playwright's `Page`. */
export interface ScriptedPage extends ScriptedContext {
  evaluate(expression: string): Promise<unknown>;
}

/** How long to wait. */
export interface WaitOptions {
  /** In milliseconds. Default 30000. */
  readonly timeoutMs?: number;
}

/** An emulator, and pages that Playwright drives. */
export interface PlaywrightPassport extends EmulatorControl {
  /**
   * Signs somebody in, without a window: from the next load on, the pages of `origin` find the session in their storage. Signing out
   * works as ever, and a reload does not undo it.
   */
  signIn(target: ScriptedContext, options: SignInOptions): Promise<void>;
  /** Notes every event of the elements from the next load on, also over a redirect. `waitForEvent` reads the notes. */
  watchEvents(target: ScriptedContext): Promise<void>;
  /** The oldest event of this type that no earlier call has answered. Waits for one if need be. */
  waitForEvent(page: ScriptedPage, type: EventType, options?: WaitOptions): Promise<RecordedEvent>;
}

const POLL_MS = 50;
const SIGN_IN_MARK = 'passport-widgets.testing.sign-in';
const EVENTS_KEY = 'passport-widgets.testing.events';

/** Runs in the page, before its own scripts, on every load: the mark keeps it from signing in again. */
function putRecord({ origin, key, record }: StoredSignIn, markKey: string, mark: string): void {
  if (location.origin !== origin || localStorage.getItem(markKey) === mark) return;
  localStorage.setItem(markKey, mark);
  localStorage.setItem(key, record);
}

function toCall(run: { toString(): string }, ...parameters: readonly unknown[]): string {
  return `(${run})(...${JSON.stringify(parameters)})`;
}

async function readEvents(page: ScriptedPage): Promise<readonly RecordedEvent[]> {
  try {
    const text = await page.evaluate(`sessionStorage.getItem(${JSON.stringify(EVENTS_KEY)}) ?? '[]'`);
    return JSON.parse(String(text)) as RecordedEvent[];
  } catch {
    return []; // A page that is being replaced cannot answer; the next one can.
  }
}

/**
 * Takes control of an emulator for tests with Playwright.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION` when it is not on this machine.
 */
export function createPlaywrightPassport(emulator: EmulatorAccess): PlaywrightPassport {
  const control = createEmulatorControl(emulator);
  /** How many of each type were answered, by page. */
  const answered = new WeakMap<ScriptedPage, Map<EventType, number>>();

  return {
    ...control,
    async signIn(target, options) {
      await target.addInitScript(toCall(putRecord, await control.createSignIn(options), SIGN_IN_MARK, crypto.randomUUID()));
    },
    async watchEvents(target) {
      await target.addInitScript(toCall(recordEvents, EVENTS_KEY, EVENT_TYPES));
    },
    async waitForEvent(page, type, { timeoutMs = 30_000 } = {}) {
      const counts = answered.get(page) ?? new Map<EventType, number>();
      answered.set(page, counts);
      const untilMs = performance.now() + timeoutMs;
      for (;;) {
        const events = await readEvents(page);
        const count = counts.get(type) ?? 0;
        const found = events.filter((event) => event.type === type)[count];
        if (found !== undefined) {
          counts.set(type, count + 1);
          return found;
        }
        if (performance.now() > untilMs) {
          const seen = events.map((event) => event.type).join(', ') || 'none; was watchEvents() called before the page was opened?';
          throw new Error(`Waited ${timeoutMs} ms in vain for ${type}. Events so far: ${seen}`);
        }
        await new Promise((resolve) => { setTimeout(resolve, POLL_MS); });
      }
    },
  };
}
