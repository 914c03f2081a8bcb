import { escapeHtml, renderPage, type Page } from '../../core/page.js';
import type { User } from '../../core/world.js';
import { CARD_STYLE, MARK } from '../../core/card-style.js';

/** What the login page shows. */
export interface LoginPageParts {
  readonly people: readonly User[];
  /** Parameters of the authorization request. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Why the last try was refused. */
  readonly problem?: string;
}

/** The login page for people: choose somebody, type an e-mail address, or deny. */
export function renderLoginPage({ people, params, problem }: LoginPageParts): Page {
  const email = typeof params.email === 'string' ? params.email : typeof params.login_hint === 'string' ? params.login_hint : '';
  return renderPage({
    title: 'Sign in',
    style: CARD_STYLE,
    formAction: toFormAction(params.redirect_uri),
    body: `<main>
<header>${MARK}<div><h1>Sign in</h1><p>to <code>${escapeHtml(toHost(params.redirect_uri))}</code>, no password needed</p></div></header>
${renderNote(params.direct)}${problem === undefined ? '' : `<p class="note bad" role="alert">${escapeHtml(problem)}</p>`}
<form method="post"><ul class="people" aria-label="Made-up people">${people.map(renderPerson).join('')}</ul></form>
<form method="post" id="deny"></form>
<footer><form method="post" class="other">
<input id="email" name="email" type="email" required aria-label="E-mail address of somebody else" autocomplete="off" spellcheck="false" placeholder="Or any e-mail" value="${escapeHtml(email)}">
<button class="main-button">Continue</button><button class="deny" form="deny" name="action" value="deny" formnovalidate>Deny</button>
</form></footer>
</main>`,
  });
}

/** A page that submits itself, as somebody would who has nothing to decide. */
export function renderSelfSubmittingPage(params: Readonly<Record<string, unknown>>, field: { name: string; value: string }): Page {
  return renderPage({
    title: 'Signing in',
    style: CARD_STYLE,
    script: 'document.forms[0].submit()',
    formAction: toFormAction(params.redirect_uri),
    body: `<main><header>${MARK}<div><h1>Signing in</h1><p>decided by a test</p></div></header>
<form method="post" class="message"><input type="hidden" name="${escapeHtml(field.name)}" value="${escapeHtml(field.value)}"><button class="main-button">Continue</button></form></main>`,
  });
}

/** A page that closes its own window, as a visitor does who thinks better of it. */
export function renderClosingPage(): Page {
  return renderPage({
    title: 'Closing', style: CARD_STYLE, script: 'window.close()',
    body: `<main><header>${MARK}<div><h1>Closing</h1><p>because a test wants it so</p></div></header></main>`,
  });
}

/** Chromium applies `form-action` to redirects too, so the address to return to has to be in it. */
function toFormAction(redirectUri: unknown): string {
  const own = "'self'";
  return typeof redirectUri === 'string' && URL.canParse(redirectUri) ? `${own} ${new URL(redirectUri).origin}` : own;
}

function toHost(redirectUri: unknown): string {
  return typeof redirectUri === 'string' && URL.canParse(redirectUri) ? new URL(redirectUri).host : 'an unknown page';
}

function renderNote(direct: unknown): string {
  if (typeof direct !== 'string' || direct === '') return '';
  const way = direct === 'email' ? 'e-mail' : direct.charAt(0).toUpperCase() + direct.slice(1);
  return `<p class="note">The page asked for <strong>${escapeHtml(way)}</strong>. Choose a person instead.</p>`;
}

function renderPerson(user: User): string {
  const tint = [...user.sub].reduce((sum, character) => sum + character.charCodeAt(0), 0) % 6;
  const title = user.title ?? (user.imx === undefined ? 'Typed in earlier, not registered' : 'Typed in earlier, registered');
  return `<li><button class="person" name="email" value="${escapeHtml(user.email)}">
<span class="face tint-${tint}" aria-hidden="true">${escapeHtml(user.nickname.charAt(0).toUpperCase())}</span>
<span class="who"><strong>${escapeHtml(user.nickname)}</strong><span class="email">${escapeHtml(user.email)}</span><small>${escapeHtml(title)}</small></span>
<span class="chevron" aria-hidden="true">›</span></button></li>`;
}
