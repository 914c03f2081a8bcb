import { PANEL_STYLES } from './panel.styles.js';
import type { Words } from './words.js';

/** What a visitor is asked: a heading, what it is about, and two buttons. */
export interface Panel {
  /** What its texts are of. */
  readonly words: Words;
  readonly title: string;
  readonly lead: string;
  /** Groups of lines, each a label and a text. */
  readonly groups: readonly (readonly (readonly [label: string, text: string])[])[];
  /** The button that does no harm, which has the focus, and the other. */
  readonly labels: { readonly harmless: string; readonly go: string };
}

/** What the visitor did. `go` may be called again and again while the panel stands. */
export interface PanelHandlers {
  readonly onHarmless: () => void;
  readonly onGo: () => void;
  /** Tells the visitor's clicks from those of scripts. Default: as the browser says. */
  readonly isGenuine?: IsGenuine;
}

/** Whether somebody made an event, and no script. */
export type IsGenuine = (event: Event) => boolean;

/** A panel that stands in a document. */
export interface DrawnPanel {
  readonly element: HTMLElement;
  readonly harmless: HTMLButtonElement;
  /** Says something else below the heading. */
  setLead(text: string): void;
}

/** Draws a panel with text alone: no value becomes markup. Listeners go with the elements. */
export function drawPanel(page: Document, panel: Panel, { onHarmless, onGo, isGenuine = isTrusted }: PanelHandlers): DrawnPanel {
  const element = create(page, 'div', { class: 'panel', lang: panel.words.lang, dir: panel.words.dir });
  const heading = create(page, 'h1', { id: 'passport-approval-title' }, panel.title);
  const lead = create(page, 'p', { 'aria-live': 'polite' }, panel.lead);
  const harmless = create(page, 'button', { type: 'button', class: 'harmless', autofocus: '' }, panel.labels.harmless);
  const go = create(page, 'button', { type: 'button', class: 'go' }, panel.labels.go);
  const actions = create(page, 'div', { class: 'actions' });
  actions.append(harmless, go);
  element.append(heading, lead, ...panel.groups.map((group) => drawGroup(page, group)), actions);
  harmless.addEventListener('click', onHarmless);
  go.addEventListener('click', (event) => {
    // The second click of a double click may have been meant for the question before this one.
    if (event.detail < 2 && isGenuine(event)) onGo();
  });
  return { element, harmless, setLead: (text) => { lead.textContent = text; } };
}

/** Keys and assistive technology are the visitor's, too. */
function isTrusted(event: Event): boolean {
  return event.isTrusted;
}

/** Gives a document or a shadow tree the panel's look, by a way that a strict `style-src` allows. */
export function adoptPanelStyles(root: Document | ShadowRoot, view: Window & typeof globalThis): void {
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(PANEL_STYLES);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

function drawGroup(page: Document, group: Panel['groups'][number]): HTMLElement {
  const list = create(page, 'dl', {});
  for (const [label, text] of group) {
    const line = create(page, 'div', {});
    line.append(create(page, 'dt', {}, label), create(page, 'dd', {}, text));
    list.append(line);
  }
  return list;
}

function create<Name extends keyof HTMLElementTagNameMap>(
  page: Document, name: Name, attributes: Readonly<Record<string, string>>, text = '',
): HTMLElementTagNameMap[Name] {
  const element = Document.prototype.createElement.call(page, name) as HTMLElementTagNameMap[Name];
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.textContent = text;
  return element;
}
