import type { PassportConfig } from '../shared/config.js';
import { isRecord } from '../shared/guards.js';
import { SESSION_ERRORS } from '../shared/errors/session.js';
import { PassportError } from '../shared/passport-error.js';
import { VERSION } from '../shared/version.js';
import { createLoader } from './lazy.js';
import { createServerSession } from './server-session.js';
import { WidgetSession } from './session.js';
import { PassportSessionChangeEvent } from './session.events.js';
import type { ConfigureOptions, Session } from './session-types.js';

const loadReflect = createLoader(() => import('./reflect.js'));

/** Where the page's session stands, for every copy of the bundle: a protocol between releases. */
const SLOT = Symbol.for('passport-widgets/session@1');
/** The releases of copies that came later. */
const LATER = Symbol.for('passport-widgets/later@1');
const PROTOCOL = 1;

/** The session of the page, and the release that made it. */
interface PageSlot {
  readonly protocol: typeof PROTOCOL;
  readonly version: string;
  readonly session: Session & Pick<WidgetSession, 'configure' | 'replace'>;
  readonly createSession?: (config: PassportConfig) => Session;
}

let hasWarned = false;

/**
 * The page's one session, the same for every element, script and copy of the bundle. On a server, an
 * inert one.
 *
 * @throws {PassportError} `SESSION_CONFLICT` when other code stands in its place.
 */
export function getSession(): Session {
  return typeof window === 'undefined' ? createServerSession() : claimPage().session;
}

/**
 * Configures the page's session. Beats and locks what attributes say. While somebody is signed in, what would
 * change the client or its tokens is refused as a whole with a warning, unless `replace` ends that session and makes a new one.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION`, `SESSION_CONFLICT`
 */
export function configure(config: PassportConfig, options: ConfigureOptions = {}): Session {
  if (!isRecord(config)) throw new TypeError('configure(config): config must be an object, such as {clientId: "…"}.');
  if (typeof window === 'undefined') return createServerSession();
  const { session } = claimPage();
  if (options.replace) session.replace(config);
  else session.configure(config);
  return session;
}

/** An independent session, for tests and for pages with several brands. */
export function createSession(config: PassportConfig): Session {
  if (!isRecord(config)) throw new TypeError('createSession(config): config must be an object, such as {clientId: "…"}.');
  if (typeof window === 'undefined') return createServerSession();
  // By the copy that owns the page: the sessions of one page share one frame of the wallet.
  return (claimPage().createSession ?? createOwnSession)(config);
}

function createOwnSession(config: PassportConfig): Session {
  const session = new WidgetSession();
  session.configure(config);
  return session;
}

/**
 * Whether this copy of the bundle owns the page. A second copy warns once and should register no
 * tags: the first wins whole.
 */
export function isPageOwner(): boolean {
  if (typeof window === 'undefined') return false;
  const { session, version } = claimPage();
  if (session instanceof WidgetSession) return true;
  if (!hasWarned) {
    hasWarned = true;
    noteLaterCopy();
    console.warn(`passport-widgets ${VERSION} was loaded after ${version}, which stays in charge. Load it once.`);
  }
  return false;
}

/** For `<passport-doctor>`, which the first copy draws: it cannot see the others. */
function noteLaterCopy(): void {
  const page = window as unknown as Record<symbol, string[] | undefined>;
  (page[LATER] ??= []).push(VERSION);
}

function claimPage(): PageSlot {
  const page = window as unknown as Record<symbol, unknown>;
  if (!(SLOT in page)) {
    const slot: PageSlot = Object.freeze({
      protocol: PROTOCOL, version: VERSION, session: createPageSession(), createSession: createOwnSession,
    });
    Object.defineProperty(page, SLOT, { value: slot, writable: false, configurable: false, enumerable: false });
  }
  const slot = page[SLOT];
  if (!isPageSlot(slot)) throw new PassportError(SESSION_ERRORS, 'SESSION_CONFLICT');
  return slot;
}

/** The page's own session also keeps its state on `<html>`, where that is configured. */
class PageSession extends WidgetSession {
  #hasReflected = false;

  override configure(config: PassportConfig): void {
    super.configure(config);
    this.#reflect();
  }

  override replace(config: PassportConfig): void {
    super.replace(config);
    this.#reflect();
  }

  override dispose(): void {
    super.dispose();
    this.#reflect();
  }

  #reflect(): void {
    this.#hasReflected ||= this.config?.reflect === true;
    // Without its code the page is as it would be without the setting.
    if (this.#hasReflected) loadReflect().then(({ reflectState }) => reflectState(this), () => {});
  }
}

function createPageSession(): WidgetSession {
  return new PageSession({
    announce: (reason, previous, state) => {
      window.dispatchEvent(new PassportSessionChangeEvent(reason, previous, state));
    },
  });
}

function isPageSlot(value: unknown): value is PageSlot {
  if (!isRecord(value) || value['protocol'] !== PROTOCOL || typeof value['version'] !== 'string') return false;
  const { session } = value as { session?: Partial<Session> };
  return typeof session === 'object' && session !== null
    && typeof session.login === 'function' && typeof session.subscribe === 'function';
}
