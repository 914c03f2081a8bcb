import type { LoginObstacle } from '../../src/session/login-obstacle.js';
import type { SessionState } from '../../src/session/session-types.js';
import type { FakeSession } from '../../test/support/fake-session.js';

/** One element in one state. */
export interface Scene {
  readonly name: string;
  readonly tag: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content?: string;
  /** What stands in the way of a login on the page. */
  readonly obstacle?: LoginObstacle;
  /** What is special about the page of a callback. */
  readonly page?: { readonly isOpened?: boolean };
  /** Makes what is drawn: our question in the page, or an element that is told something before it is connected. */
  readonly create?: () => HTMLElement;
  /** Brings the session, and so the element, into the state. */
  readonly play: (session: FakeSession, element: HTMLElement) => void | Promise<void>;
}

/** A scene of one element, whose tag its list knows. */
export type ElementScene = Omit<Scene, 'tag'>;

/** Brings the session into a state. */
export const state = (status: SessionState['status'], more: Partial<SessionState> = {}) =>
  (session: FakeSession): void => session.set({ status, ...more });

/** A user who is signed in and has no account. */
export const UNREGISTERED = { account: undefined, registration: 'unregistered' } as const;

/** Lets the elements draw. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve); });
}
