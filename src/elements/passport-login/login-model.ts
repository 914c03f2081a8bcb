import type { LoginObstacle } from '../../session/login-obstacle.js';
import type { LoginOptions, SessionState } from '../../session/session-types.js';
import type { PassportError } from '../../shared/passport-error.js';
import type { LoginMethod } from './login-methods.js';

/** What the views of `<passport-login>` draw and whom they call. */
export interface LoginModel {
  readonly view: 'signed-out' | 'signing-in' | 'signed-in' | 'signing-out' | 'failed';
  readonly state: SessionState;
  readonly error: PassportError | undefined;
  /** Whether another try can help. */
  readonly canRetry: boolean;
  readonly obstacle: LoginObstacle | undefined;
  readonly locale: string;
  readonly methods: readonly LoginMethod[];
  readonly disabled: boolean;
  /** Whether the redirect is offered where a window is blocked. */
  readonly offersRedirect: boolean;
  /** What the last login was started with, for another try. */
  readonly lastOptions: LoginOptions;
  readonly login: (options: LoginOptions) => void;
  readonly loginWith: (method: LoginMethod) => void;
  readonly logout: () => void;
  readonly cancel: () => void;
  readonly reopen: () => void;
}
