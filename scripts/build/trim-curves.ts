import type { Plugin } from 'rollup';

import { applyEdits, type Node, parseModule, walk } from './syntax.js';

/**
 * What the curves and hashes can do and neither a Stark signature nor the address behind a seed signature calls: square
 * roots in fields of other orders than secp256k1's, shared secrets and new keys, what verifies without the private key, the key behind an ECDSA signature, halved
 * scalars, copies of a hash that is under way. How often each name is declared in its file.
 */
const UNCALLED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '@noble/curves/abstract/modular.js': { sqrt5mod8: 1, sqrt9mod16: 1, tonelliShanks: 1 },
  // The method of a signature, and the function around it.
  '@noble/curves/abstract/weierstrass.js': {
    _splitEndoScalar: 1, getSharedSecret: 1, isProbPub: 1, isValidPublicKey: 1, isValidSecretKey: 1, mulAddUnsafe: 1, randomSecretKey: 1,
    recoverPublicKey: 2, verify: 1,
  },
  '@noble/hashes/_md.js': { _cloneIntoMeta: 1 },
  '@noble/hashes/hmac.js': { _cloneInto: 1 },
  '@noble/hashes/sha2.js': { _cloneInto: 2 },
  '@noble/hashes/sha3.js': { _cloneInto: 1 },
};

/** Nothing that is wrong is computed where somebody does call one. */
const STUB = "{ throw Error('left out') }";

/**
 * Empties the functions of a file that nothing calls; undefined for other files. Throws unless each is there as often as it
 * was: then the library has changed.
 */
export function trimCurves(code: string, id: string): string | undefined {
  const uncalled = Object.entries(UNCALLED).find(([file]) => id.endsWith(`/${file}`))?.[1];
  if (!uncalled) return undefined;
  const bodies = parseModule(code).flatMap((statement) => [...walk(statement)]).flatMap((node) => {
    const name = getName(node);
    return name !== undefined && Object.hasOwn(uncalled, name) ? [{ name, body: getBody(node) }] : [];
  });
  for (const [name, count] of Object.entries(uncalled)) {
    const found = bodies.filter((body) => body.name === name).length;
    if (found !== count) throw new Error(`${name} is there ${found} times in ${id}: the library has changed.`);
  }
  // The lines stay, so that the source map is right for what follows.
  return applyEdits(code, bodies.map(({ body: { start, end } }) => ({ start, end, text: STUB + code.slice(start, end).replace(/[^\n]/gu, '') })));
}

/** Takes out of curves and hashes what nothing here calls. */
export function dropUncalledCurves(): Plugin {
  return {
    name: 'drop-uncalled-curves',
    transform(code, id) {
      const trimmed = trimCurves(code, id);
      return trimmed === undefined ? null : { code: trimmed, map: null };
    },
  };
}

/** The name of a function or method that this declares. */
function getName(node: Node): string | undefined {
  if (node.type === 'FunctionDeclaration') return (node['id'] as { readonly name: string } | null)?.name;
  return node.type === 'MethodDefinition' ? (node['key'] as { readonly name?: string }).name : undefined;
}

function getBody(node: Node): Node {
  const declared = node.type === 'MethodDefinition' ? node['value'] as Node : node;
  return declared['body'] as Node;
}
