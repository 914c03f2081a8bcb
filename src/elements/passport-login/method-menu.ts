import type { LitElement, ReactiveController } from 'lit';
import { readDocument } from '../../session/page-look.js';
import { findNextItem } from './menu-keys.js';

/** How far the menu stays from its button, and from the edges of the window, in px. */
const GAP = 4;
const MARGIN = 8;

/** The end of a menu at which the focus begins. */
export type MenuEnd = 'first' | 'last';

/**
 * Opens, places and closes the menu of methods. It stands in the browser's top layer, so that no header cuts it off, and
 * is placed by script, because not all engines can place it by style.
 */
export class MethodMenu implements ReactiveController {
  readonly #host: LitElement;
  #open?: { readonly menu: HTMLElement; readonly trigger: HTMLElement; readonly end: AbortController };

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
    host.shadowRoot?.addEventListener('keydown', (event) => this.#handleTriggerKey(event as KeyboardEvent));
  }

  hostDisconnected(): void {
    this.close();
  }

  /** A menu goes with the state that it belongs to. */
  hostUpdated(): void {
    if (this.#open && (!this.#open.menu.isConnected || this.#open.trigger.matches(':disabled'))) this.close();
    const trigger = this.#getTrigger();
    if (trigger && !this.#open) trigger.ariaExpanded = 'false';
  }

  /** Opens the menu with the focus on one end of it. */
  open(at: MenuEnd = 'first'): void {
    const menu = this.#host.shadowRoot?.querySelector<HTMLElement>('[role=menu]');
    const trigger = this.#getTrigger();
    if (!menu || !trigger || this.#open) return;
    const end = new AbortController();
    const { signal } = end;
    this.#open = { menu, trigger, end };
    menu.showPopover();
    trigger.ariaExpanded = 'true';
    placeMenu(menu, trigger);
    const place = (): void => placeMenu(menu, trigger);
    addEventListener('resize', place, { signal });
    addEventListener('scroll', place, { signal, capture: true, passive: true });
    addEventListener('pointerdown', (event) => {
      const path = event.composedPath();
      if (!path.includes(menu) && !path.includes(trigger)) this.close();
    }, { signal, capture: true });
    menu.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && relatedTarget !== trigger && !menu.contains(relatedTarget)) this.close();
    }, { signal });
    getItems(menu).at(at === 'first' ? 0 : -1)?.focus();
  }

  /** Opens the menu, or closes it. */
  toggle(): void {
    if (this.#open) this.close();
    else this.open();
  }

  /** Closes the menu. The focus goes back to the button if it was in the menu. */
  close(): void {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    open.end.abort();
    const hadFocus = open.menu.matches(':focus-within');
    open.trigger.ariaExpanded = 'false';
    if (open.menu.isConnected) open.menu.hidePopover();
    if (hadFocus) open.trigger.focus();
  }

  #getTrigger(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('[aria-haspopup]');
  }

  #handleTriggerKey(event: KeyboardEvent): void {
    const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    if (!isArrow || event.target !== this.#getTrigger()) return;
    event.preventDefault();
    this.open(event.key === 'ArrowUp' ? 'last' : 'first');
  }

  /** What keys do in the menu. */
  handleKey(event: KeyboardEvent): void {
    const { menu } = this.#open ?? {};
    if (!menu || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' || event.key === 'Tab') {
      this.close();
      // Escape ends the menu, not what the page has around it; Tab goes on from the button.
      if (event.key === 'Tab') return;
    } else {
      const items = getItems(menu);
      const current = items.findIndex((item) => item.matches(':focus'));
      const next = findNextItem(event.key, items.map((item) => item.textContent), current);
      if (next === undefined) return;
      items[next]?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

function getItems(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
}

/** Below the button, or above it where there is more room; never out of the window. */
function placeMenu(menu: HTMLElement, trigger: HTMLElement): void {
  const { left, right, top, bottom, width } = trigger.getBoundingClientRect();
  menu.style.minWidth = `${width}px`;
  const { offsetWidth, offsetHeight } = menu;
  const start = getComputedStyle(trigger).direction === 'rtl' ? right - offsetWidth : left;
  const isAbove = bottom + GAP + offsetHeight > innerHeight && top > innerHeight - bottom;
  const y = isAbove ? top - GAP - offsetHeight : bottom + GAP;
  menu.style.left = `${Math.max(MARGIN, Math.min(start, (readDocument(document, 'documentElement')?.clientWidth ?? innerWidth) - offsetWidth - MARGIN))}px`;
  menu.style.top = `${y}px`;
}
