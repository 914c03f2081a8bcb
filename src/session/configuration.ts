import { ATTRIBUTES, resolveConfig } from '../shared/config.js';
import type { AttributeConfig, AttributeKey, PageLocation, PassportConfig, ResolvedConfig } from '../shared/config.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';

/**
 * What the page has said so far: `configure()` in full, and each element its attributes.
 * `configure()` beats and locks every key it names.
 */
export class Configuration {
  #stated: PassportConfig = {};
  readonly #elements = new Map<object, AttributeConfig>();
  readonly #page: PageLocation;

  constructor(page: PageLocation) {
    this.#page = page;
  }

  /** Takes what code states. Throws before anything is kept. */
  state(config: PassportConfig): void {
    const stated = { ...this.#stated, ...compact(config) };
    resolveConfig({ ...this.#merge(), ...stated }, this.#page);
    this.#stated = stated;
  }

  /** Takes what an element states, in place of what it stated before. Throws before anything is kept. */
  contribute(source: object, attributes: AttributeConfig): void {
    const own = compact(attributes);
    this.#refuseContradictions(source, own);
    const kept = this.#elements.get(source);
    this.#elements.set(source, own);
    try {
      resolveConfig(this.#merge(), this.#page);
    } catch (error) {
      if (kept) this.#elements.set(source, kept);
      else this.#elements.delete(source);
      throw error;
    }
  }

  /** The configuration so far; undefined while nobody has said anything. */
  resolve(): ResolvedConfig | undefined {
    const merged = this.#merge();
    return Object.keys(merged).length === 0 ? undefined : resolveConfig(merged, this.#page);
  }

  #merge(): PassportConfig {
    return Object.assign({}, ...this.#elements.values(), this.#stated) as PassportConfig;
  }

  #refuseContradictions(source: object, own: AttributeConfig): void {
    for (const [key, value] of Object.entries(own) as [AttributeKey, string][]) {
      if (key in this.#stated) continue;
      for (const [other, attributes] of this.#elements) {
        const theirs = attributes[key];
        if (other === source || theirs === undefined || theirs === value) continue;
        throw new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
          message: `${ATTRIBUTES[key]} is "${value}" here but "${theirs}" on another element. `
            + 'State it once, or equally, or call configure().',
        });
      }
    }
  }
}

function compact<T extends object>(config: T): T {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined && value !== '')) as T;
}
