// The guide works without this: it opens the contents where there is room, and adds the copy buttons.
const COPIED_MS = 2_000;

const contents = document.querySelector('.contents');
const wide = matchMedia('(min-width: 821px)');
const unfold = () => { contents.open = wide.matches; };
wide.addEventListener('change', unfold);
unfold();

for (const figure of document.querySelectorAll('.code')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    const code = figure.querySelector('code');
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = 'Copied';
    } catch {
      // Where a browser refuses, the text is at least selected for the keyboard.
      getSelection().selectAllChildren(code);
      button.textContent = 'Selected';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, COPIED_MS);
  });
  figure.querySelector('figcaption').append(button);
}
