/** Where a secret was seen. */
export interface Leak {
  readonly channel: Channel;
  /** What the secret is called; never its value. */
  readonly secret: string;
}

/** Places that a page's other scripts, its visitors or other origins can look at. */
export type Channel = 'console' | 'dom' | 'shadow' | 'events' | 'errors' | 'urls' | 'messages' | 'storage';

/** The session record of the official SDK, and logins under way: the two places where secrets may lie. */
const ALLOWED_KEYS = /^(oidc\.user:|passport-widgets\.state\.)/;
const OWN_EVENTS = /^(passport|imx|immersve)-/;
/** Members of stored records that are secrets. */
const SECRET_MEMBERS = ['id_token', 'access_token', 'refresh_token', 'code_verifier'] as const;
/** Shorter texts may stand anywhere by chance. */
const MIN_LENGTH = 8;
const MAX_DEPTH = 6;

/** Looks for secrets where they must not be. What the library stores as a token or verifier is a secret from then on. */
export class LeakWatch {
  readonly #needles = new Map<string, string>();
  readonly #heard: { channel: Channel; text: string }[] = [];
  readonly #undo: (() => void)[] = [];

  /** Learns the secrets that an earlier page has stored. */
  learnStored(): void {
    for (const area of [localStorage, sessionStorage]) {
      for (const key of Object.keys(area)) this.#learn(key, area.getItem(key) ?? '');
    }
  }

  /** Starts to listen at the console, to events, messages, storage and the history. */
  start(): void {
    for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
      this.#wrap(console, method, (...values) => this.#hear('console', values));
    }
    this.#wrap(EventTarget.prototype, 'dispatchEvent', (event) => {
      if (event instanceof Event && OWN_EVENTS.test(event.type)) this.#hear('events', [event]);
    });
    this.#wrap(Storage.prototype, 'setItem', (key, value) => this.#learn(String(key), String(value)));
    // A window's own `postMessage` stays as it is: called from a frame through a wrapper, it would name another sender.
    for (const { prototype } of [MessagePort, BroadcastChannel]) this.#wrap(prototype, 'postMessage', (message) => this.#hear('messages', [message]));
    for (const method of ['pushState', 'replaceState'] as const) this.#wrap(history, method, (state, _, url) => this.#hear('urls', [state, url]));
    const hearError = (event: ErrorEvent | PromiseRejectionEvent): void => this.noteError('reason' in event ? event.reason : event.error);
    for (const type of ['error', 'unhandledrejection'] as const) {
      window.addEventListener(type, hearError as EventListener);
      this.#undo.push(() => window.removeEventListener(type, hearError as EventListener));
    }
  }

  /** Undoes `start`. */
  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  /** Adds a secret; it is looked for as it is, percent-encoded and in base64, and a token by its parts. */
  addSecret(name: string, value: string): void {
    const parts = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(value) ? value.split('.').slice(1) : [];
    for (const text of [value, ...parts]) {
      if (text.length < MIN_LENGTH) continue;
      const isLatin = [...text].every((character) => character.charCodeAt(0) < 256);
      for (const form of [text, encodeURIComponent(text), ...(isLatin ? [btoa(text)] : [])]) this.#needles.set(form, name);
    }
  }

  /** Hears an error that a caller was given: its own and inherited members, and its causes. */
  noteError(error: unknown): void {
    this.#hear('errors', [error]);
  }

  /** What has leaked since the last look. What stands on the page is looked at now. */
  look(): Leak[] {
    if (this.#needles.size === 0) {
      this.#heard.length = 0;
      return [];
    }
    const { light, shadow } = readDocument();
    const seen: { channel: Channel; text: string }[] = [
      ...this.#heard.splice(0), { channel: 'dom', text: light }, { channel: 'shadow', text: shadow },
      { channel: 'urls', text: [location.href, toText(history.state), ...performance.getEntriesByType('resource').map(({ name }) => name)].join('\n') },
      { channel: 'storage', text: readStorage() },
    ];
    const leaks = new Map<string, Leak>();
    for (const { channel, text } of seen) {
      for (const [needle, secret] of this.#needles) if (text.includes(needle)) leaks.set(`${channel} ${secret}`, { channel, secret });
    }
    return [...leaks.values()];
  }

  /** Forgets secrets and what was heard. */
  reset(): void {
    this.#needles.clear();
    this.#heard.length = 0;
  }

  #hear(channel: Channel, values: readonly unknown[]): void {
    this.#heard.push({ channel, text: values.map((value) => toText(value)).join('\n') });
  }

  #learn(key: string, value: string): void {
    if (!ALLOWED_KEYS.test(key)) return;
    for (const member of SECRET_MEMBERS) {
      const [, text] = new RegExp(`"${member}":\\s*"((?:[^"\\\\]|\\\\.)+)"`).exec(value) ?? [];
      if (text !== undefined) this.addSecret(member, text);
    }
  }

  #wrap<Target extends object, Name extends keyof Target & string>(target: Target, name: Name, before: (...values: unknown[]) => void): void {
    const own = Object.getOwnPropertyDescriptor(target, name);
    const inner = target[name] as (...values: unknown[]) => unknown;
    const wrapper = function (this: unknown, ...values: unknown[]): unknown {
      before(...values);
      return Reflect.apply(inner, this, values);
    };
    Object.defineProperty(target, name, { value: wrapper, writable: true, configurable: true });
    this.#undo.push(() => {
      // What a test put in its place meanwhile is the test's to undo.
      if (target[name] as unknown !== wrapper) return;
      if (own === undefined) Reflect.deleteProperty(target, name);
      else Object.defineProperty(target, name, own);
    });
  }
}

/** The document as markup with what fields hold, and every open shadow tree below it. */
function readDocument(): { light: string; shadow: string } {
  const shadows: string[] = [];
  const values: string[] = [];
  const visit = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) values.push(element.value);
      if (element.shadowRoot === null) continue;
      shadows.push(element.shadowRoot.innerHTML);
      visit(element.shadowRoot);
    }
  };
  visit(document);
  return { light: [document.documentElement.outerHTML, document.title, ...values].join('\n'), shadow: shadows.join('\n') };
}

function readStorage(): string {
  const entries = [localStorage, sessionStorage].flatMap((area) => Object.keys(area).map((key) => [key, area.getItem(key) ?? ''] as const));
  return [document.cookie, ...entries.filter(([key]) => !ALLOWED_KEYS.test(key)).flat(), ...entries.map(([key]) => key)].join('\n');
}

/** Everything that can be read from a value: own and inherited members, causes, maps, and what it says of itself. */
function toText(value: unknown, depth = 0, seen = new Set<unknown>()): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth > MAX_DEPTH || seen.has(value) || value instanceof Node || value === window) return '';
  seen.add(value);
  const parts = [value instanceof Error ? `${value.message}\n${value.stack ?? ''}` : ''];
  if (value instanceof Map || value instanceof Set) parts.push(...[...value].map((entry) => toText(entry, depth + 1, seen)));
  for (const name of listMembers(value)) {
    let member: unknown;
    try {
      member = (value as Record<string, unknown>)[name];
    } catch {
      continue;
    }
    if (typeof member !== 'function') parts.push(`${name}=${toText(member, depth + 1, seen)}`);
  }
  return parts.join('\n');
}

/** Own members and the getters of its class; not those that every object or event has. */
function listMembers(value: object): string[] {
  const names = new Set(Object.getOwnPropertyNames(value));
  const proto: unknown = Object.getPrototypeOf(value);
  const isPlain = proto === null || proto === Object.prototype || proto === Event.prototype || proto === Error.prototype;
  if (!isPlain) for (const name of Object.getOwnPropertyNames(proto)) names.add(name);
  return [...names];
}
