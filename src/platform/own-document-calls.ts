// Methods of a document that markup can hide (row 142). Apart from `own-document.ts`, which every page loads.

/** Whether the page has the focus, by the document's own method. */
export function hasFocus(page: Document): boolean {
  return Document.prototype.hasFocus.call(page);
}

/** Makes a frame by the document's own method, which markup can hide too. */
export function createFrameElement(page: Document): HTMLIFrameElement {
  return Document.prototype.createElement.call(page, 'iframe') as HTMLIFrameElement;
}

/** What a click at a point would meet: inert elements, such as all behind a modal dialog, are passed over. */
export function getElementAt(page: Document, x: number, y: number): Element | null {
  return Document.prototype.elementFromPoint.call(page, x, y);
}
