import type { EvmEvents } from '../../shared/evm-provider.js';

type Name = keyof EvmEvents;
type Listener = (value: never) => void;

/** The provider's listeners, in the order of their coming. One listener's mistake does not keep the others from hearing. */
export class EvmListeners {
  readonly #listeners = new Map<Name, Listener[]>();

  add<K extends Name>(name: K, listener: (value: EvmEvents[K]) => void): void {
    if (typeof listener !== 'function') throw new TypeError('The listener is no function.');
    this.#listeners.set(name, [...this.#listeners.get(name) ?? [], listener as Listener]);
  }

  /** Removes it once, as often as it was added. */
  remove<K extends Name>(name: K, listener: (value: EvmEvents[K]) => void): void {
    const listeners = [...this.#listeners.get(name) ?? []];
    const index = listeners.indexOf(listener as Listener);
    if (index >= 0) listeners.splice(index, 1);
    this.#listeners.set(name, listeners);
  }

  emit<K extends Name>(name: K, value: EvmEvents[K]): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      try {
        (listener as (value: EvmEvents[K]) => void)(value);
      } catch (error) {
        reportError(error);
      }
    }
  }
}
