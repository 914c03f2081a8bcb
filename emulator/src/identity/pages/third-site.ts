import { readFileSync } from 'node:fs';
import { renderPage, type Page } from '../../core/page.js';
import { CARD_STYLE, MARK } from '../../core/card-style.js';

/** What the page of another site does in the middle of a login. */
export interface ThirdSiteParts {
  /** Where the login goes on. */
  readonly next: string;
  /** Goes on at once, stays, or posts messages to the opener and then goes on. */
  readonly action: 'forward' | 'stay' | 'post';
  /** How many messages it posts. */
  readonly count?: number;
  /** What an attacker may have learned of the login. */
  readonly known?: { readonly state: string; readonly redirectUri: string };
}

const HOSTILE_SCRIPT = readFileSync(new URL('../../../assets/identity/hostile.js', import.meta.url), 'utf8');

/** A page of another site between the authorization endpoint and the login page. */
export function renderThirdSite({ next, action, count = 0, known }: ThirdSiteParts): Page {
  const goOn = `location.replace(${toLiteral(next)});`;
  const scripts = {
    forward: goOn,
    stay: undefined,
    post: `const hostile = ${toLiteral({ count, ...known })};\n${HOSTILE_SCRIPT}\n${goOn}`,
  };
  return renderPage({
    title: 'Another site',
    style: CARD_STYLE,
    script: scripts[action],
    body: `<main><header>${MARK}<div><h1>Another site</h1><p>in the middle of a sign-in, because a test wants it so</p></div></header></main>`,
  });
}

/** A JavaScript literal that cannot end the script element. */
function toLiteral(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
