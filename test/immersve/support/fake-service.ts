import type { ImmersveClient } from '../../../src/immersve/post.js';
import { FakeClock } from '../../support/fake-clock.js';

/** A request as the service got it. */
export interface ServedRequest {
  readonly path: string;
  readonly body: Record<string, unknown> | undefined;
  readonly authorization: string | null;
}

type Answer = (request: ServedRequest) => Response | Promise<Response>;

/** The endpoint of every fake service. */
export const ENDPOINT = 'https://immersve.example';
/** Its client application. */
export const CLIENT_ID = 'made-up-application';

/** Immersve without a network: answers by path, keeps what it was asked. */
export class FakeService {
  readonly requests: ServedRequest[] = [];
  readonly answers = new Map<string, Answer>();
  readonly clock = new FakeClock(Date.parse('2026-11-21T12:00:00Z'));
  /** The next challenge. */
  message = '';
  #tokens = 0;

  constructor() {
    this.answers.set('/auth/login-init', () => this.start());
    this.answers.set('/auth/signup', () => this.start());
    this.answers.set('/auth/login-complete', () => Response.json({ ...this.issue(), cardholderAccountId: 'account-1' }));
    this.answers.set('/auth/token', () => Response.json(this.issue()));
    this.answers.set('/auth/logout', () => Response.json({}));
  }

  /** The answer to a login that begins. */
  start(lifeMs = 300_000): Response {
    return Response.json({
      id: 'login-1',
      signingChallenge: { message: this.message, description: 'Sign in', expiresAt: new Date(this.clock.now() + lifeMs).toISOString() },
    });
  }

  /** Tokens that are unlike all others. */
  issue(lifeMs = 1_200_000): { accessToken: string; refreshToken: string } {
    this.#tokens += 1;
    const claims = btoa(JSON.stringify({ exp: Math.floor((this.clock.now() + lifeMs) / 1_000), n: this.#tokens }));
    return { accessToken: `e30.${claims.replaceAll('=', '')}.canary`, refreshToken: `refresh-${this.#tokens}-canary` };
  }

  /** An answer with the documented error body. */
  refuse(status: number, errorCode: string, headers: Record<string, string> = {}): Response {
    return Response.json({ statusCode: status, statusName: 'Forbidden', errorCode, reason: 'refresh-0-canary' }, { status, headers });
  }

  /** The requests of one path. */
  list(path: string): readonly ServedRequest[] {
    return this.requests.filter((request) => request.path === path);
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const { pathname } = new URL(String(input));
    const headers = new Headers(init?.headers);
    const request = {
      path: pathname, authorization: headers.get('authorization'),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) as Record<string, unknown> : undefined,
    };
    this.requests.push(request);
    const answer = this.answers.get(pathname);
    return answer ? answer(request) : this.refuse(404, 'NOT_FOUND');
  };

  get client(): ImmersveClient {
    return { endpoint: ENDPOINT, clientApplicationId: CLIENT_ID, fetch: this.fetch, clock: this.clock };
  }
}
