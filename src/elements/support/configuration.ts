import { ATTRIBUTES } from '../../shared/config.js';
import type { AttributeConfig, AttributeKey, ResolvedConfig } from '../../shared/config.js';
import { SHARED_ERRORS } from '../../shared/errors/shared.js';
import { PassportError } from '../../shared/passport-error.js';

/** The keys that an element may be unable to work without. */
export type NeededKey = 'clientId' | 'redirectUri';

/** Whether an element can work: it has what it needs, nobody has configured anything yet, or it was told too little. */
export type ConfigurationStatus = 'complete' | 'waiting' | PassportError;

const KEYS = Object.keys(ATTRIBUTES) as AttributeKey[];

/** Whether a property is one of the configuration. */
export function isConfigurationKey(key: PropertyKey): boolean {
  return Object.hasOwn(ATTRIBUTES, key);
}

/** What an element states of the configuration: the keys whose attribute or property is set. */
export function getStated(element: AttributeConfig): AttributeConfig {
  const stated = KEYS.filter((key) => element[key] !== undefined && element[key] !== null);
  return Object.fromEntries(stated.map((key) => [key, element[key]]));
}

/** What a tag states by its attributes, before it is an element that has properties. */
export function readAttributes(element: Element): AttributeConfig {
  return getStated(Object.fromEntries(KEYS.map((key) => [key, element.getAttribute(ATTRIBUTES[key])])) as AttributeConfig);
}

/**
 * Judges completeness for one element: by what it states itself and what the session knows.
 * An element that states nothing waits for others; one that states a part says at once what is missing.
 */
export function judgeConfiguration(
  tag: string, stated: AttributeConfig, config: ResolvedConfig | undefined, needs: readonly NeededKey[],
): ConfigurationStatus {
  const missing = needs.filter((key) => !config?.[key] && !stated[key]);
  const statesSomething = Object.keys(stated).length > 0;
  if (missing.length === 0) return config || statesSomething ? 'complete' : 'waiting';
  if (!statesSomething) return 'waiting';
  const names = missing.map((key) => ATTRIBUTES[key]);
  return new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
    message: `<${tag}> lacks ${names.join(' and ')}. `
      + `Add ${names.map((name) => `${name}="…"`).join(' and ')} to the element, or call configure().`,
  });
}
