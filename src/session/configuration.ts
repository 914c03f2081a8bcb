import { ATTRIBUTES, resolveConfig } from '../shared/config.js';
import type { AttributeConfig, AttributeKey, PageLocation, PassportConfig, ResolvedConfig } from '../shared/config.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import { isSameClient } from './client-config.js';

/** What an element may not change once somebody is signed in, or code has named the client. */
const LOCKED_KEYS: readonly AttributeKey[] = ['clientId', 'environment', 'audience', 'scope'];

/**
 * What the page has said so far: `configure()` in full, and each element its attributes.
 * `configure()` beats and locks every key it names; with the client it also locks what makes its tokens.
 */
export class Configuration {
  #stated: PassportConfig = {};
  /** What elements had stated that have left the page: it holds until somebody says otherwise. */
  #remembered: AttributeConfig = {};
  readonly #elements = new Map<object, AttributeConfig>();
  readonly #page: PageLocation;

  constructor(page: PageLocation) {
    this.#page = page;
  }

  /** Takes what code states. Throws before anything is kept. */
  state(config: PassportConfig): void {
    const stated = { ...this.#stated, ...compact(config) };
    resolveConfig(this.#merge(this.#elements, stated), this.#page);
    this.#stated = stated;
  }

  /**
   * Whether code states what would begin another session, or other tokens.
   *
   * @throws {PassportError} `INVALID_CONFIGURATION`
   */
  wouldChange(config: PassportConfig, inUse: ResolvedConfig): boolean {
    const next = resolveConfig(this.#merge(this.#elements, { ...this.#stated, ...compact(config) }), this.#page);
    return !isSameClient(inUse, next) || LOCKED_KEYS.some((key) => next[key] !== inUse[key]);
  }

  /**
   * Takes what an element states, in place of what it stated before; an element that states nothing
   * withdraws. Gives whether the configuration may have changed. Throws before anything is kept.
   */
  contribute(source: object, attributes: AttributeConfig, inUse?: ResolvedConfig): boolean {
    const own = compact(attributes);
    if (Object.keys(own).length === 0) {
      // The page keeps what it was told: an element that leaves must not unconfigure the others.
      this.#remembered = { ...this.#remembered, ...this.#elements.get(source) };
      this.#elements.delete(source);
      return false;
    }
    this.#refuseContradictions(source, own);
    const fixed = inUse ?? (this.#stated.clientId === undefined ? undefined : this.resolve());
    if (fixed && this.#isLocked(own, fixed)) return false;
    const elements = new Map(this.#elements).set(source, own);
    resolveConfig(this.#merge(elements, this.#stated), this.#page);
    this.#elements.set(source, own);
    return true;
  }

  /** The configuration so far; undefined while nobody has said anything. */
  resolve(): ResolvedConfig | undefined {
    const merged = this.#merge(this.#elements, this.#stated);
    return Object.keys(merged).length === 0 ? undefined : resolveConfig(merged, this.#page);
  }

  #merge(elements: ReadonlyMap<object, AttributeConfig>, stated: PassportConfig): PassportConfig {
    // Without a prototype: what a polluted one holds is nobody's configuration.
    return Object.assign(Object.create(null), this.#remembered, ...elements.values(), stated) as PassportConfig;
  }

  #isLocked(own: AttributeConfig, fixed: ResolvedConfig): boolean {
    const key = LOCKED_KEYS.find((locked) => own[locked] !== undefined && own[locked] !== fixed[locked]);
    if (key) {
      console.warn(`passport-widgets: an element with ${ATTRIBUTES[key]}="${own[key]}" was ignored: "${fixed[key]}" is in use.`);
    }
    return key !== undefined;
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
