import type { EnvironmentName } from '../shared/types.js';

/** The documented environments. `'emulator'` is understood as well, on loopback pages. */
export const Environment = { PRODUCTION: 'production', SANDBOX: 'sandbox' } as const;

/** A documented environment. */
export type Environment = (typeof Environment)[keyof typeof Environment];

/** What an `ImmutableConfiguration` is made of. */
export interface ImmutableConfigurationOptions {
  readonly environment: EnvironmentName;
  /** A secret of servers: it is kept, and never sent by a page. */
  readonly apiKey?: string;
  /** Sent as `x-immutable-publishable-key`. */
  readonly publishableKey?: string;
  /** Kept for code that reads it; never sent. */
  readonly rateLimitingKey?: string;
}

/** The documented base configuration: an environment and the keys of the API. */
export class ImmutableConfiguration implements ImmutableConfigurationOptions {
  readonly environment: EnvironmentName;
  readonly apiKey?: string;
  readonly publishableKey?: string;
  readonly rateLimitingKey?: string;

  constructor({ environment, apiKey, publishableKey, rateLimitingKey }: ImmutableConfigurationOptions) {
    this.environment = environment;
    this.apiKey = apiKey;
    this.publishableKey = publishableKey;
    this.rateLimitingKey = rateLimitingKey;
  }
}
