import { render } from 'lit';
import type { LitElement, TemplateResult } from 'lit';

/** How the items of a list are told apart and drawn. */
export interface ItemDrawing<Item> {
  /** What tells items apart. */
  readonly getKey: (item: Item) => string;
  /** What the drawing depends on besides the item. Where there is none it is drawn each time. */
  readonly getLook: (item: Item) => string | undefined;
  /** What stands in the item's element. */
  readonly draw: (item: Item) => TemplateResult;
}

interface DrawnItem<Item> {
  readonly element: HTMLElement;
  item?: Item;
  look?: string;
}

/**
 * The elements of a list, each drawn apart from the others: it moves as a whole, with its picture, and is drawn again
 * where it says something else.
 */
export class DrawnList<Item extends object> {
  readonly #host: LitElement;
  readonly #tag: string;
  readonly #attributes: Readonly<Record<string, string>>;
  #items = new Map<string, DrawnItem<Item>>();

  /** @param attributes of each element. */
  constructor(host: LitElement, tag: string, attributes: Readonly<Record<string, string>>) {
    this.#host = host;
    this.#tag = tag;
    this.#attributes = attributes;
  }

  /** The elements of these items, in their order. Those of other items are forgotten. */
  draw(items: readonly Item[], { getKey, getLook, draw }: ItemDrawing<Item>): readonly HTMLElement[] {
    const before = this.#items;
    this.#items = new Map();
    return items.map((item) => {
      const key = getKey(item);
      const look = getLook(item);
      const drawn = before.get(key) ?? { element: this.#createElement() };
      this.#items.set(key, drawn);
      if (look === undefined || look !== drawn.look || item !== drawn.item) {
        drawn.item = item;
        drawn.look = look;
        render(draw(item), drawn.element);
      }
      return drawn.element;
    });
  }

  #createElement(): HTMLElement {
    // Markup may be called as a method of its document (row 142).
    const element = Document.prototype.createElement.call(this.#host.ownerDocument, this.#tag);
    for (const [name, value] of Object.entries(this.#attributes)) element.setAttribute(name, value);
    return element;
  }
}
