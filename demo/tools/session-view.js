/** A file of the server, not of this folder. */
const BUNDLE = '/dist/passport-widgets.js';

/**
 * Shows what the session says of itself, as the page's own code would see it.
 *
 * @param {HTMLElement} place - Takes the text.
 */
export async function startSessionView(place) {
  // After the elements are there: on unusual ports another module configures the session first.
  await customElements.whenDefined('passport-login');
  const { getSession } = await import(BUNDLE);
  getSession().subscribe((state) => {
    place.textContent = JSON.stringify(state, (_key, value) => (value instanceof Error ? { code: value.code, message: value.message } : value), 2);
  });
}
