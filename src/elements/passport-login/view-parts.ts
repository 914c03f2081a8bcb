import { isServer } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import { createLoader } from '../../session/lazy.js';
import type { SessionState } from '../../session/session-types.js';
import type { PassportError } from '../../shared/passport-error.js';
import type { LoginMethod } from './login-methods.js';
import type { LoginModel } from './login-model.js';

/** What the element shows. */
export type View = 'unknown' | 'restoring' | LoginModel['view'];

/** The parts of the element whose code comes on need: a page that shows nothing but the button stays small. */
export type ViewPart = 'account' | 'menu' | 'trouble';

/** Draws what belongs to one part. */
export interface LoginView {
  render(model: LoginModel): TemplateResult;
  /** What is read out when the element gets into a state; nothing for those that speak for themselves. */
  announce?(model: LoginModel): string;
  /** The marks of the methods. */
  readonly icons?: Readonly<Record<LoginMethod, string>>;
  /** Opens the menu, or closes it. */
  openMenu?(): void;
}

/** The code of one part. */
export interface ViewModule {
  readonly createView: (host: LitElement) => LoginView;
}

/** Brings the code of each part. */
export const VIEW_LOADERS: Readonly<Record<ViewPart, () => Promise<ViewModule>>> = {
  account: createLoader(() => import('./account-view.js')),
  menu: createLoader(() => import('./menu-view.js')),
  trouble: createLoader(() => import('./trouble-view.js')),
};

/** What is shown in a state of the session. */
export function getView(
  status: SessionState['status'], error: PassportError | undefined, configurationError: PassportError | undefined, isWaiting: boolean,
): View {
  const isIdle = status === 'signed-out' || status === 'restoring' || status === 'failed';
  if (configurationError || (isIdle && error)) return 'failed';
  if (status === 'failed') return 'signed-out';
  return status === 'unconfigured' || (isWaiting && status === 'restoring') ? 'unknown' : status;
}

/** The parts that a view needs: everything but the plain button. A menu comes when somebody is near it, a method's mark at once. */
export function getParts(view: View, hasMark: boolean, hasNote: boolean): readonly ViewPart[] {
  switch (view) {
    case 'unknown':
    case 'restoring': return [];
    case 'signed-out': return [...(hasMark ? ['menu' as const] : []), ...(hasNote ? ['trouble' as const] : [])];
    case 'failed': return ['trouble'];
    default: return ['account'];
  }
}

/** The parts that one element has so far. */
export class ViewParts {
  readonly #host: LitElement;
  readonly #load: (part: ViewPart) => Promise<ViewModule>;
  readonly #views = new Map<ViewPart, LoginView | undefined>();
  #isOpening = false;

  constructor(host: LitElement, load: (part: ViewPart) => Promise<ViewModule>) {
    this.#host = host;
    this.#load = load;
  }

  get(part: ViewPart): LoginView | undefined {
    return this.#views.get(part);
  }

  /** Whether the code of a part could not be loaded. */
  isMissing(part: ViewPart): boolean {
    return this.#views.has(part) && !this.get(part);
  }

  /** Brings a part, unless it is there. Draws the element again when it is, or when it cannot be had. Never rejects. */
  async load(part: ViewPart): Promise<void> {
    if (isServer || this.get(part)) return;
    // Offline, or the file is gone: what matters is drawn without it, and the next view tries again.
    const module = await this.#load(part).catch(() => undefined);
    this.#views.set(part, this.get(part) ?? module?.createView(this.#host));
    this.#host.requestUpdate();
  }

  /** Opens the menu of methods, or closes it, once it is here and still `isOffered`. Calls `instead` where it cannot be had. */
  async openMenu(isOffered: () => boolean, instead: () => void): Promise<void> {
    // A second click while it is on its way would close it.
    if (this.#isOpening) return;
    this.#isOpening = true;
    try {
      await this.load('menu');
      await this.#host.updateComplete;
    } finally {
      this.#isOpening = false;
    }
    if (!isOffered()) return;
    const menu = this.get('menu');
    if (menu) menu.openMenu?.();
    else instead();
  }
}
