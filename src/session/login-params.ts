import type { LoginOptions } from './session-types.js';

/** Query parameters as the official SDK sends them (`passport-imx.md` 2.5). */
export function toExtraParams(options: LoginOptions): Record<string, string> {
  const params: Record<string, string> = {};
  if (options.anonymousId) params['third_party_a_id'] = options.anonymousId;
  const direct = options.directLoginOptions;
  if (!direct) return params;
  if (direct.directLoginMethod === 'email') {
    // Without an address the login page asks for everything itself.
    if (direct.email) Object.assign(params, { direct: 'email', email: direct.email });
  } else {
    params['direct'] = direct.directLoginMethod;
  }
  if (direct.marketingConsentStatus) params['marketingConsent'] = direct.marketingConsentStatus;
  return params;
}
