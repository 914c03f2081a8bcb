/** What the forbidden imports of this canary point at. */
export interface Token { readonly value: string }

/** The value that the forbidden imports of this canary point at. */
export const token: Token = { value: 'canary' };
