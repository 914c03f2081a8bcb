/** Origin of the recorded site. */
export const TRACE_SITE = 'https://app.game.test';

/** The recorder's one user, registered or not. */
export const TRACE_USER = {
  sub: 'email|0123456789abcdef01234567',
  email: 'oracle@example.com',
  nickname: 'oracle',
  passport: {
    imx_eth_address: '0xc54aa97be2b1e7a2b4a5dc4f0a4c1e9bc4a0d001',
    imx_stark_address: '0x0401eeb855278126a371b87bd936c8fb97548f37c33eb517ea708df86975bb42',
    imx_user_admin_address: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
  },
} as const;

/** What the recorder's stand-in answered. */
export interface RecordedResponse {
  readonly status?: number;
  readonly body?: unknown;
  readonly location?: string;
}

/** A recorded request with the answer that the recorder's stand-in gave. */
export interface RecordedAnswer {
  readonly method: string;
  readonly url: string;
  /** Origin and path of the address. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly request?: Readonly<Record<string, unknown>>;
  readonly response: RecordedResponse;
}

/** A request that our bundle made. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
