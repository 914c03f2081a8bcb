import type { StorageKind } from '../shared/config.js';

/** Text by key. Never throws: what the browser refuses is kept in memory (row 73). */
export interface KeyValueStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

/** Options of `openStore`. */
export interface OpenStoreOptions {
  /** Default: the page's own. */
  readonly window?: Window;
  /** Called once, when the browser's storage cannot be used and memory takes its place. */
  readonly onFallback?: (cause: unknown) => void;
}

/** Opens a store of the given kind. Where the browser's own fails, entries live as long as the page. */
export function openStore(kind: StorageKind, options: OpenStoreOptions = {}): KeyValueStore {
  return new FallbackStore(kind, options);
}

class FallbackStore implements KeyValueStore {
  /** What the browser did not take; looked at first. */
  readonly #memory = new Map<string, string>();
  readonly #kind: StorageKind;
  readonly #options: OpenStoreOptions;
  #hasFallenBack = false;

  constructor(kind: StorageKind, options: OpenStoreOptions) {
    this.#kind = kind;
    this.#options = options;
  }

  get(key: string): string | null {
    return this.#memory.get(key) ?? this.#try((area) => area.getItem(key)) ?? null;
  }

  set(key: string, value: string): void {
    const stored = this.#try((area) => {
      area.setItem(key, value);
      return area.getItem(key) === value;
    });
    if (stored) this.#memory.delete(key);
    else this.#keep(key, value);
  }

  /** Takes the place of the browser's storage for one key; an older value there would come back later. */
  #keep(key: string, value: string): void {
    this.#memory.set(key, value);
    this.#try((area) => area.removeItem(key));
  }

  remove(key: string): void {
    this.#memory.delete(key);
    this.#try((area) => area.removeItem(key));
  }

  keys(): string[] {
    const stored = this.#try((area) => Array.from({ length: area.length }, (_, i) => area.key(i) ?? ''));
    return [...new Set([...this.#memory.keys(), ...stored ?? []])];
  }

  #try<T>(use: (area: Storage) => T): T | undefined {
    if (this.#kind === 'memory') return undefined;
    try {
      // The getter itself throws where storage is forbidden.
      const page = this.#options.window ?? window;
      return use(this.#kind === 'local' ? page.localStorage : page.sessionStorage);
    } catch (error) {
      if (!this.#hasFallenBack) {
        this.#hasFallenBack = true;
        this.#options.onFallback?.(error);
      }
      return undefined;
    }
  }
}
