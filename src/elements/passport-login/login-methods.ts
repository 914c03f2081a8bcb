/** The documented direct login methods that have a button. */
export const METHODS = ['google', 'apple', 'facebook', 'email'] as const;

/** A direct login method. */
export type LoginMethod = (typeof METHODS)[number];

/** The marks of the login services in one colour, on a 24 by 24 grid. */
export const METHOD_ICONS: Readonly<Record<LoginMethod, string>> = {
  google:
    'M12.48 10.92v3.28h7.84c-.24 1.84-.85 3.19-1.79 4.13-1.14 1.15-2.93 2.4-6.05 2.4-4.83 0-8.6-3.89-8.6-8.72s3.77-8.72 8.6-8.72c2.6 0 4.51 1.03 5.91 2.35l2.3-2.31C18.75 1.44 16.13 0 12.48 0 5.87 0 .31 5.39.31 12s5.56 12 12.17 12c3.57 0 6.27-1.17 8.37-3.36 2.16-2.16 2.84-5.21 2.84-7.67 0-.76-.05-1.47-.17-2.05H12.48Z',
  apple:
    'M12.15 6.9c-.95 0-2.41-1.08-3.96-1.04-2.04.03-3.91 1.18-4.96 3.01-2.12 3.68-.55 9.1 1.52 12.09 1.01 1.46 2.21 3.09 3.79 3.04 1.52-.06 2.09-.99 3.94-.99 1.83 0 2.35.99 3.96.95 1.63-.03 2.67-1.48 3.67-2.95 1.16-1.68 1.64-3.32 1.66-3.41-.04-.01-3.18-1.22-3.22-4.86-.03-3.04 2.48-4.49 2.6-4.56-1.43-2.09-3.62-2.32-4.39-2.38-2-.15-3.68 1.1-4.61 1.1Zm3.38-3.07c.84-1.01 1.4-2.43 1.24-3.83-1.2.05-2.66.8-3.53 1.82-.78.9-1.45 2.34-1.27 3.71 1.34.1 2.71-.69 3.56-1.7Z',
  facebook:
    'M14 13.5h2.5l1-4H14v-2c0-1 0-2 2-2h1.5V2.14C17.17 2.1 15.94 2 14.64 2 11.93 2 10 3.66 10 6.7v2.8H7v4h3V22h4v-8.5Z',
  email:
    'M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6c0-1.1.9-2 2-2Zm8 8.2L4.6 6.4 4 7.2v.3l8 6.2 8-6.2v-.3l-.6-.8-7.4 5.8Z',
};

/** Reads the `methods` attribute: known names in the order stated, each once. */
export function parseMethods(value: string | undefined): readonly LoginMethod[] {
  const words = new Set((value ?? '').toLowerCase().split(/[\s,]+/));
  return [...words].filter((word): word is LoginMethod => (METHODS as readonly string[]).includes(word));
}
