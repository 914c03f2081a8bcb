import { CONTROLS } from './controls.js';

const TAGS = ['passport-login', 'imx-register', 'imx-balances'];

/** The HTML and the style sheet that show what the page shows now, as a site would write them. */
export function writeShownHtml() {
  const site = document.querySelector('.site');
  const elements = TAGS.map((tag) => writeElement(document.querySelector(tag)));
  const rules = CONTROLS.flatMap(({ fields }) => fields).filter(({ property }) => property && site.style.getPropertyValue(property))
    .map(({ property }) => `  ${property}: ${site.style.getPropertyValue(property)};`);
  const scope = ['lang', 'dir'].filter((name) => site.hasAttribute(name)).map((name) => ` ${name}="${site.getAttribute(name)}"`).join('');
  const style = rules.length > 0 ? `/* in your style sheet */\n:root {\n${rules.join('\n')}\n}\n\n` : '';
  return `${style}${scope ? `<!-- <html${scope}> -->\n` : ''}${elements.join('\n')}`;
}

function writeElement(element) {
  const attributes = [...element.attributes].filter(({ name }) => name !== 'style').map(({ name, value }) => (value === '' ? name : `${name}="${escape(value)}"`));
  const inner = escape(element.textContent.trim());
  return `<${[element.localName, ...attributes].join(attributes.length > 2 ? '\n  ' : ' ')}>${inner}</${element.localName}>`;
}

/** A text as it stands in HTML, also between quotes. */
export function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
