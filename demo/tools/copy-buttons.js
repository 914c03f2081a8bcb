const CONFIRMED_MS = 2_000;

/**
 * Makes each button with `data-copy` copy the text of the element with that id.
 *
 * @param {HTMLElement} status - Tells assistive technology what happened.
 */
export function startCopyButtons(status) {
  for (const button of document.querySelectorAll('[data-copy]')) {
    button.addEventListener('click', () => copy(button, document.getElementById(button.dataset.copy), status));
  }
}

async function copy(button, source, status) {
  let said = 'Copied';
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    // Where a browser refuses, the text is at least selected for the keyboard.
    getSelection().selectAllChildren(source);
    said = 'Selected';
  }
  button.textContent = said;
  status.textContent = said;
  setTimeout(() => {
    button.textContent = 'Copy';
    status.textContent = '';
  }, CONFIRMED_MS);
}
