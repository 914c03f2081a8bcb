/** What an authority puts into a callback URL. */
const PROTOCOL_PARAMS = ['code', 'state', 'error', 'error_description', 'error_uri', 'iss', 'session_state'];

/** Takes what an authority has put there out of the page's address, in this entry of the history (row 29). */
export function cleanAddressBar(page: Window): void {
  const clean = new URL(page.location.href);
  for (const name of PROTOCOL_PARAMS) clean.searchParams.delete(name);
  if (clean.href !== page.location.href) page.history.replaceState(page.history.state, '', clean);
}
