/** The parts of oidc-provider 9 that the emulator uses; the package brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Client {
    clientId: string;
  }

  interface Grant {
    jti: string;
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  interface Interaction {
    uid: string;
    params: Readonly<Record<string, unknown>>;
    prompt: { name: string; reasons: readonly string[] };
  }

  interface Session {
    accountId?: string;
    authorizations?: Record<string, unknown>;
    destroy(): Promise<void>;
    persist(): Promise<void>;
  }

  /** The Koa context with what the library knows of the request. */
  interface ProviderContext {
    status: number;
    type: string;
    body: unknown;
    set(name: string, value: string): void;
    oidc: {
      client: Client;
      account?: { accountId: string };
      params: Readonly<Record<string, string | undefined>>;
      result?: { login?: unknown };
    };
  }

  class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    readonly Client: { prototype: { redirectUriAllowed(uri: string): boolean; includeSid(): boolean } };
    readonly Grant: new (properties: { accountId: string; clientId: string }) => Grant;
    readonly Session: { find(id: string): Promise<Session | undefined> };
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionResult(
      request: IncomingMessage, response: ServerResponse, result: object, options?: { mergeWithLastSubmission?: boolean },
    ): Promise<string>;
    on(event: 'authorization.success', listener: (context: ProviderContext, out: Record<string, unknown>) => void): void;
    on(event: 'server_error', listener: (context: ProviderContext, error: Error) => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
  }

  class Check {
    constructor(reason: string, description: string, check: (context: ProviderContext) => boolean);
  }

  interface Prompt {
    checks: { clear(): void; add(check: Check): void };
  }

  const interactionPolicy: {
    Check: typeof Check;
    base(): { get(name: string): Prompt | undefined };
  };

  const errors: {
    CustomOIDCProviderError: new (error: string, description: string) => Error;
  };

  export { errors, interactionPolicy, Provider };
  export type { Interaction, ProviderContext, Session };
}
