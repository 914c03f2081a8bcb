/** What the element knows of its page, and does to it. */
export interface CallbackPage {
  readonly origin: string;
  /** The page stands in a frame, as at the end of a silent logout. */
  readonly isFramed: boolean;
  /** Another page opened this window, so that it can be closed from here. */
  readonly isOpened: boolean;
  close(): void;
  /** Goes to an absolute URL. */
  navigate(url: string): void;
}

/** The page that the element stands on. */
export function createPage(): CallbackPage {
  return {
    get origin() { return location.origin; },
    get isFramed() { return parent !== self; },
    get isOpened() { return opener !== null; },
    close: () => close(),
    navigate: (url) => location.replace(url),
  };
}

/** Whether an authority has put its answer into a URL. Without one, a page in a frame ends a logout. */
export function hasAnswer(url: string): boolean {
  const params = URL.canParse(url) ? new URL(url).searchParams : undefined;
  return params?.has('code') === true || params?.has('error') === true;
}
