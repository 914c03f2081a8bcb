type ReadName = 'documentElement' | 'activeElement' | 'defaultView' | 'readyState' | 'visibilityState';

/** Reads a document's own property: markup such as `<form name="documentElement">` hides it (row 142). */
export function readDocument<Name extends ReadName>(page: Document, name: Name): Document[Name] | null {
  return Reflect.get(Document.prototype, name, page) as Document[Name] | null;
}

/** Listens by the method that every document and window has, and that markup can hide. */
export function listenTo(
  page: Document | Window, type: string, listener: (event: Event) => void, options: AddEventListenerOptions,
): void {
  EventTarget.prototype.addEventListener.call(page, type, listener, options);
}
