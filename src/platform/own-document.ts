type ReadName = 'documentElement' | 'activeElement' | 'defaultView' | 'visibilityState';

/** Reads a document's own property: markup such as `<form name="documentElement">` hides it (row 142). */
export function readDocument<Name extends ReadName>(page: Document, name: Name): Document[Name] | null {
  return Reflect.get(Document.prototype, name, page) as Document[Name] | null;
}

/** Whether the page has the focus, by the document's own method. */
export function hasFocus(page: Document): boolean {
  return Document.prototype.hasFocus.call(page);
}

/** Makes a frame by the document's own method, which markup can hide too. */
export function createFrameElement(page: Document): HTMLIFrameElement {
  return Document.prototype.createElement.call(page, 'iframe') as HTMLIFrameElement;
}

/** Listens by the method that every document has, and that markup can hide. */
export function listenTo(
  page: Document, type: string, listener: (event: Event) => void, options: AddEventListenerOptions,
): void {
  EventTarget.prototype.addEventListener.call(page, type, listener, options);
}

/** What a click at a point would meet: inert elements, such as all behind a modal dialog, are passed over. */
export function getElementAt(page: Document, x: number, y: number): Element | null {
  return Document.prototype.elementFromPoint.call(page, x, y);
}
