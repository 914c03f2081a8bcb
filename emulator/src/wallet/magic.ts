/** The key that Passport's clients show to the wallet's maker; no secret, every client carries it. */
export const MAGIC_API_KEY = 'pk_live_10F423798A540ED7';

/** Names Passport as the identity provider, at the frame. */
export const FRAME_PROVIDER_ID = 'fSMzaRQ4O7p4fttl7pCyGVtJS_G70P8SNsLXtPPGHo0=';

/** Names Passport as the identity provider, at the HTTP wallet. */
export const TEE_PROVIDER_ID = 'aa80b860-8869-4f13-9000-6a6ad3d20017';
