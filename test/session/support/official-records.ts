const PROFILE = {
  passport: {
    imx_eth_address: '0xc54aa97be2b1e7a2b4a5dc4f0a4c1e9bc4a0d001',
    imx_stark_address: '0x0401eeb855278126a371b87bd936c8fb97548f37c33eb517ea708df86975bb42',
    imx_user_admin_address: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
  },
  nickname: 'ada',
  updated_at: '2024-01-01T00:00:00.000Z',
  email: 'ada@example.com',
  email_verified: true,
  iss: 'https://auth.immutable.com/',
  aud: 'ORACLE_CLIENT_ID_000000000000001',
  sub: 'email|0123456789abcdef01234567',
  sid: 'sid-1',
} as const;

const TOKENS = {
  id_token: '<id_token#1 ttl=36000 imx>',
  session_state: null,
  access_token: '<access_token#1 ttl=86400>',
  refresh_token: '<refresh_token#1>',
  token_type: 'Bearer',
} as const;

const SCOPE = 'openid offline_access email transact';

/** Records as released versions of the official SDK wrote them, recorded in a browser; tokens are labels. */
export const RECORDED = {
  'SDK 2.11.0': { ...TOKENS, scope: SCOPE, profile: { ...PROFILE, iat: 1795224806, exp: 1795260806 }, expires_at: 1795311206 },
  'SDK 1.66.1': { ...TOKENS, scope: SCOPE, profile: { ...PROFILE, iat: 1795224445, exp: 1795260445 }, expires_at: 1795310845 },
  'storeTokens of SDK 2.11.0': { ...TOKENS, profile: { ...PROFILE, iat: 1795224806, exp: 1795260806 } },
} as const satisfies Record<string, Record<string, unknown>>;
