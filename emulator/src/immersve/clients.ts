/** The public sandbox client application, as Immersve's documentation gives it. */
export const SANDBOX_CLIENT = 'd0b05d44204810fc61991a49e289dda3';
/** A made-up client application for any page of this machine. */
export const LOOPBACK_CLIENT = '000000000000000000000000000100bc';

const LOOPBACK = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** Whether a client application is known. */
export function isClient(id: unknown): id is string {
  return id === SANDBOX_CLIENT || id === LOOPBACK_CLIENT;
}

/** Whether pages of an origin may use a client application. */
export function isOriginAllowed(clientId: string, origin: string | undefined, further: readonly string[] = []): boolean {
  if (origin === undefined) return false;
  if (clientId === SANDBOX_CLIENT) return origin === 'http://localhost:3000';
  return LOOPBACK.test(origin) || further.some((uri) => new URL(uri).origin === origin);
}
