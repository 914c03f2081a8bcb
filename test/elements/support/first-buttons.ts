import { FirstButtons } from '../../../src/define/first-buttons.js';
import type { LoginClass } from '../../../src/define/first-buttons.js';
import { PassportLogin } from '../../../src/elements/passport-login/passport-login.js';
import type { PassportElement } from '../../../src/elements/support/passport-element.js';
import { FakeClock } from '../../support/fake-clock.js';
import { FakeSession } from '../../support/fake-session.js';
import { settle } from './mount.js';

/** A page on which nothing stands in the way of a login, wherever the tests run. */
const PAGE = { origin: 'https://shop.test', isSecureContext: true, navigator: { userAgent: '' } } as unknown as Window;
Object.assign(PAGE, { parent: PAGE });

const CONFIG = 'client-id="client" redirect-uri="/callback.html" environment="sandbox"';

let tags = 0;
const remove = new Set<() => void>();

/** A tag of its own with its first buttons, and the file of the element in the hands of the test. */
export interface Stage {
  readonly tag: string;
  readonly session: FakeSession;
  readonly clock: FakeClock;
  readonly buttons: FirstButtons;
  readonly place: HTMLElement;
  /** How often the file was asked for. */
  readonly asked: () => number;
  /** Lets the file arrive, and the element draw. */
  arrive(): Promise<void>;
  /** Lets the file be lost. */
  lose(): Promise<void>;
  /** Adds a tag; gives it. */
  add(attributes?: string, content?: string): Promise<HTMLElement>;
}

/** Sets up a page with one tag, unless told otherwise. */
export async function stage(
  attributes: string | undefined = '', content = '', session = new FakeSession(), prepare = (_tag: string): void => {},
): Promise<Stage> {
  const tag = `first-login-${tags += 1}`;
  const clock = new FakeClock();
  const place = document.createElement('main');
  const waiting: PromiseWithResolvers<LoginClass>[] = [];
  const elementClass = class extends PassportLogin {
    constructor() {
      super();
      (this as PassportElement).session = session;
    }
  };
  let asked = 0;
  const add = async (given = '', inner = ''): Promise<HTMLElement> => {
    place.insertAdjacentHTML('beforeend', `<${tag} ${CONFIG} ${given}>${inner}</${tag}>`);
    await settle();
    return place.lastElementChild as HTMLElement;
  };
  document.body.append(place);
  prepare(tag);
  remove.add(() => place.remove());
  place.innerHTML = `<${tag} ${CONFIG} ${attributes}>${content}</${tag}>`;
  const buttons = new FirstButtons({
    tag, session, clock, page: PAGE,
    load: () => {
      asked += 1;
      waiting.push(Promise.withResolvers<LoginClass>());
      return (waiting.at(-1) as PromiseWithResolvers<LoginClass>).promise;
    },
    define: (given) => customElements.define(tag, given),
  });
  await settle();
  const end = async (run: (one: PromiseWithResolvers<LoginClass>) => void): Promise<void> => {
    if (waiting.length === 0) buttons.bring().catch(() => {});
    for (const one of waiting.splice(0)) run(one);
    await settle();
  };
  return {
    tag, session, clock, buttons, place, add, asked: () => asked,
    arrive: () => end(({ resolve }) => resolve(elementClass)),
    lose: () => end(({ reject }) => reject(new Error('offline'))),
  };
}

/** The one tag of a stage. */
export const getTag = ({ place, tag }: Stage): HTMLElement => place.querySelector<HTMLElement>(tag) as HTMLElement;

/** All buttons that a tag shows. */
export const getButtons = (element: Element): HTMLButtonElement[] => [...element.shadowRoot?.querySelectorAll('button') ?? []];

/** The one button that a tag shows. */
export function getButton(element: Element): HTMLButtonElement {
  const [button, ...others] = getButtons(element);
  if (!button || others.length > 0) throw new Error(`The tag shows ${others.length + (button ? 1 : 0)} buttons.`);
  return button;
}

/** What is said beside the button of a tag. */
export const getStatus = (element: Element): string | null | undefined => element.shadowRoot?.querySelector('[role=status]')?.textContent;

/** Removes what the stages have added. */
export function clearStages(): void {
  for (const run of remove) run();
  remove.clear();
}
