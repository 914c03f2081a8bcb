import { API_ERRORS } from '../../src/shared/errors/api.js';
import { APPROVAL_ERRORS } from '../../src/shared/errors/approval.js';
import { AUTH_ERRORS } from '../../src/shared/errors/auth.js';
import { CHAIN_ERRORS } from '../../src/shared/errors/chain.js';
import { IMMERSVE_ERRORS } from '../../src/shared/errors/immersve.js';
import { IMX_ERRORS } from '../../src/shared/errors/imx.js';
import { PLATFORM_ERRORS } from '../../src/shared/errors/platform.js';
import { SESSION_ERRORS } from '../../src/shared/errors/session.js';
import { SHARED_ERRORS } from '../../src/shared/errors/shared.js';
import { SIGNING_ERRORS } from '../../src/shared/errors/signing.js';
import type { ErrorEntry } from '../../src/shared/errors/table.js';
import { WALLET_ERRORS } from '../../src/shared/errors/wallet.js';

const ROOMS: readonly (readonly [string, Readonly<Record<string, ErrorEntry>>])[] = [
  ['Anywhere', SHARED_ERRORS], ['Session and windows', SESSION_ERRORS], ['Signing in', AUTH_ERRORS], ['The wallet', WALLET_ERRORS],
  ['Keys and signatures', SIGNING_ERRORS], ['Confirming transactions', APPROVAL_ERRORS], ['Immutable X', IMX_ERRORS], ['Immutable Chain', CHAIN_ERRORS], ['REST services', API_ERRORS], ['Network', PLATFORM_ERRORS],
  ['Immersve', IMMERSVE_ERRORS],
];

const INTRODUCTION = `# Errors

Every failure is a \`PassportError\` with a \`code\` (ours, one closed union), the documented \`type\` of the Passport SDK, which ported
\`catch\` blocks compare, a \`message\`, a \`resolution\`, and \`retryable\`: whether the same call may succeed later without a change. A
provider method gives an error its own type and keeps the code. Wrong argument types in code are a \`TypeError\`.

This page is written by \`npm run errors\` from the tables in \`src/shared/errors/\`.
`;

/** The page \`docs/errors.md\`. */
export function createErrorPage(): string {
  const sections = ROOMS.map(([title, table]) => [
    `## ${title}`,
    '',
    '| code | type | what happened | what to do | retryable |',
    '|---|---|---|---|---|',
    ...Object.entries(table).map(([code, { type, message, resolution, retryable }]) => (
      `| \`${code}\` | ${type === code ? 'the same' : `\`${type}\``} | ${message} | ${resolution} | ${retryable ? 'yes' : 'no'} |`
    )),
  ].join('\n'));
  return [INTRODUCTION, ...sections].join('\n').replaceAll(/\n## /g, '\n\n## ').replace('\n\n\n', '\n\n') + '\n';
}

/** Every code there is. */
export function listErrorCodes(): string[] {
  return ROOMS.flatMap(([, table]) => Object.keys(table));
}
