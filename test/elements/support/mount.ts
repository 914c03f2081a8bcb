import { define } from '../../../src/define.js';
// In memory before the element asks for them, so that a drawing takes a task and not a request.
import '../../../src/elements/imx-balances/assets-view.js';
import '../../../src/elements/imx-balances/list-tools.js';
import '../../../src/elements/passport-login/account-view.js';
import '../../../src/elements/passport-login/menu-view.js';
import '../../../src/elements/passport-login/trouble-view.js';
import '../../../src/elements/support/render-error.js';
import { PassportLogin } from '../../../src/elements/passport-login/passport-login.js';
import type { PassportElement } from '../../../src/elements/support/passport-element.js';
import { FakeSession } from '../../support/fake-session.js';

define();
// Where these tests run, in WebKit in a frame, says nothing of the page that they stand for.
PassportLogin.findObstacle = () => Promise.resolve(undefined);

const mounted = new Set<Element>();

/** Options of `mount`. */
export interface MountOptions {
  readonly attributes?: Readonly<Record<string, string>>;
  /** Light DOM, as markup. */
  readonly content?: string;
  readonly session?: FakeSession;
  /** Set before the element stands on the page. */
  readonly properties?: object;
}

/** An element on the page with a session of its own, drawn. */
export async function mount<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag, { attributes = {}, content = '', session = new FakeSession(), properties }: MountOptions = {},
): Promise<{ element: HTMLElementTagNameMap[Tag]; session: FakeSession }> {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.innerHTML = content;
  (element as unknown as PassportElement).session = session;
  Object.assign(element, properties);
  document.body.append(element);
  mounted.add(element);
  await settle();
  return { element, session };
}

/** Removes what tests mounted. */
export function unmountAll(): void {
  for (const element of mounted) element.remove();
  mounted.clear();
}

/** Lets promises and drawings finish, and code in memory be imported: a few tasks. */
export async function settle(): Promise<void> {
  for (let task = 0; task < 3; task += 1) {
    await new Promise((resolve) => { setTimeout(resolve); });
  }
}

/** Keeps the public events of an element as they arrive at the document, in order. */
export function record(...types: string[]): Event[] {
  const events: Event[] = [];
  for (const type of types) document.addEventListener(type, (event) => events.push(event));
  return events;
}

/** The first match in the element's own tree. */
export function query<T extends Element = HTMLElement>(element: Element, selector: string): T {
  const found = element.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`<${element.localName}> draws no ${selector}`);
  return found;
}

/** Every match in the element's own tree. */
export function queryAll(element: Element, selector: string): HTMLElement[] {
  return [...element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []];
}

/** The custom states that an element is in, of those given. */
export function getStates(element: Element, names: readonly string[]): string[] {
  return names.filter((name) => element.matches(`:state(${name})`));
}
