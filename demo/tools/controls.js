/**
 * What can be changed on the page: each control sets an attribute of an element, a custom property of the site, or an
 * attribute of the site around the elements. `none` is the value at which the attribute is left out.
 */
export const CONTROLS = [
  { group: '<passport-login>', target: 'passport-login', fields: [
    { name: 'flow', choices: ['auto', 'popup', 'redirect'], none: 'auto' },
    { name: 'methods', hint: 'google apple facebook email' },
    { name: 'email', hint: 'somebody@example.com' },
    { name: 'network', choices: ['immutable-x', 'immutable-chain'], none: 'immutable-x' },
    { name: 'logout-mode', choices: ['redirect', 'silent'], none: 'redirect' },
    { name: 'disabled', isSwitch: true },
  ] },
  { group: '<imx-register>', target: 'imx-register', fields: [
    { name: 'auto', isSwitch: true },
    { text: 'label', initial: 'Set up my player account' },
  ] },
  { group: '<imx-balances>', target: 'imx-balances', fields: [
    { name: 'view', choices: ['tokens', 'assets'], none: 'tokens' },
    { name: 'sort', choices: ['balance', 'symbol', 'name'], none: 'balance' },
    { name: 'sort-direction', choices: ['', 'ascending', 'descending'], none: '' },
    { name: 'toolbar', choices: ['auto', 'always', 'none'], none: 'auto' },
    { name: 'page-size', initial: '6', kind: 'number' },
    { name: 'refresh-interval', hint: 'seconds, 0 for never', kind: 'number' },
    { name: 'tokens', hint: 'ETH 0x…' },
    { name: 'owner', hint: '0x…' },
    { name: 'hide-zero', isSwitch: true, initial: true },
  ] },
  { group: 'Look', target: '.site', fields: [
    { scheme: 'color-scheme', choices: ['as the system', 'light', 'dark'] },
    { property: '--passport-accent', kind: 'color' },
    { property: '--passport-on-accent', kind: 'color' },
    { property: '--passport-surface', kind: 'color' },
    { property: '--passport-text', kind: 'color' },
    { property: '--passport-radius', choices: ['', '0', '6px', '12px', '22px'], none: '' },
    { property: '--passport-font', choices: ['', 'system-ui, sans-serif', 'Georgia, serif', 'ui-monospace, monospace'], none: '' },
  ] },
  { group: 'Language and direction', target: '.site', fields: [
    { name: 'lang', languages: true, none: 'en' },
    { name: 'dir', choices: ['ltr', 'rtl'], none: 'ltr' },
  ] },
];

/**
 * Makes the controls and keeps the page as they say.
 *
 * @param {HTMLElement} place - Takes one folded group each.
 * @param {{languages: readonly string[], onChange: () => void}} options
 */
export function startControls(place, { languages, onChange }) {
  for (const { group, target, fields } of CONTROLS) {
    const details = make('details', { className: 'group' }, make('summary', {}, make('h3', { textContent: group })));
    for (const field of fields) details.append(makeField(field, document.querySelector(target), languages, onChange));
    place.append(details);
  }
}

function makeField(field, target, languages, onChange) {
  const choices = field.languages ? languages : field.choices;
  const input = choices ? makeSelect(choices) : make('input', { type: field.isSwitch ? 'checkbox' : field.kind ?? 'text', placeholder: field.hint ?? '', autocomplete: 'off', spellcheck: false });
  if (field.isSwitch) input.checked = field.initial === true;
  else if (field.kind === 'color') input.value = readColor(field.property, target);
  else input.value = field.initial ?? field.none ?? choices?.[0] ?? '';
  input.addEventListener(choices || field.isSwitch ? 'change' : 'input', () => {
    apply(field, target, input);
    onChange();
  });
  const name = field.name ?? field.property ?? field.scheme ?? field.text;
  return make('label', { className: field.isSwitch ? 'field switch' : 'field' }, make('span', { textContent: name }), input);
}

/** The colour of a custom property as it comes out here, whatever it is written as: `#rrggbb`, as the control takes it. */
function readColor(property, target) {
  const probe = make('span');
  probe.style.color = `var(${property})`;
  target.append(probe);
  const numbers = getComputedStyle(probe).color.match(/\d+/g) ?? [];
  probe.remove();
  return `#${numbers.slice(0, 3).map((number) => Number(number).toString(16).padStart(2, '0')).join('')}`;
}

function makeSelect(choices) {
  return make('select', {}, ...choices.map((choice) => make('option', { value: choice, textContent: choice || 'default' })));
}

function apply(field, target, input) {
  const value = field.isSwitch ? input.checked : input.value.trim();
  if (field.scheme) document.documentElement.dataset.scheme = value;
  else if (field.property) target.style.setProperty(field.property, value);
  else if (field.text) target.textContent = value;
  else if (field.isSwitch) target.toggleAttribute(field.name, value);
  else if (value === '' || value === field.none) target.removeAttribute(field.name);
  else target.setAttribute(field.name, value);
}

/** Makes an element with properties and children. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
