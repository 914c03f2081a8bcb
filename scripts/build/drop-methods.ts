import type { OutputBundle, Plugin } from 'rollup';
import { parseAst } from 'rollup/parseAst';

/** A member of a class, as far as it is looked at here. */
interface Member {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly static?: boolean;
  readonly key?: { readonly name?: string };
}

const LIBRARY = '/oidc-client-ts/dist/esm/oidc-client-ts.js';

/** What makes and signs proofs that Passport's authority does not know (DPoP, client assertions). */
const METHODS: readonly string[] = [
  'clearStaleState', 'customCalculateJwkThumbprint', 'generateBasicAuth', 'generateClientAssertionJwt', 'generateDPoPJkt',
  'generateDPoPKeys', 'generateDPoPProof', 'generateSignedJwt', 'generateSignedJwtWithHmac',
];

/**
 * Takes static methods of `oidc-client-ts` out that nothing here calls: a bundler keeps a class whole. Fails the build
 * unless each is there once, and when the output still names one.
 */
export function dropUncalledMethods(): Plugin {
  return {
    name: 'drop-uncalled-methods',
    transform(code, id) {
      if (!id.endsWith(LIBRARY)) return null;
      const found = findStaticMethods(code);
      if (found.length !== METHODS.length) this.error(`${found.length} of ${METHODS.length} methods found: the library has changed.`);
      return { code: found.reduceRight(blank, code), map: null };
    },
    generateBundle(_options, bundle) {
      const called = METHODS.filter((name) => hasText(bundle, name));
      if (called.length > 0) this.error(`Something calls what is taken out of oidc-client-ts: ${called.join(', ')}.`);
    },
  };
}

function findStaticMethods(code: string): Member[] {
  const found: Member[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const member = value as Member;
    if (member.type === 'MethodDefinition' && member.static && METHODS.includes(member.key?.name ?? '')) found.push(member);
    else for (const child of Object.values(value)) visit(child);
  };
  visit(parseAst(code));
  return found.sort((a, b) => a.start - b.start);
}

/** Leaves the lines, so that the source map stays right. */
function blank(code: string, { start, end }: Member): string {
  return code.slice(0, start) + code.slice(start, end).replace(/[^\n]/gu, '') + code.slice(end);
}

function hasText(bundle: OutputBundle, text: string): boolean {
  return Object.values(bundle).some((output) => output.type === 'chunk' && output.code.includes(text));
}
