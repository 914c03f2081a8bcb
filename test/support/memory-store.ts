import type { KeyValueStore } from '../../src/platform/storage.js';

/** A store in a Map, which tests can look into. */
export class MemoryStore implements KeyValueStore {
  readonly entries = new Map<string, string>();

  get(key: string): string | null {
    return this.entries.get(key) ?? null;
  }

  set(key: string, value: string): void {
    this.entries.set(key, value);
  }

  remove(key: string): void {
    this.entries.delete(key);
  }

  keys(): string[] {
    return [...this.entries.keys()];
  }
}
