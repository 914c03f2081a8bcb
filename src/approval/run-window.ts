import type { Popup } from '../platform/popup.js';

/** The window of a run, for the code that asks in it. */
export interface RunWindow {
  /** Null where the browser opened none, or another run has one. */
  readonly popup: Popup | null;
  /** Opens the window where there is none. Gives false when the browser blocks it. */
  open(): boolean;
  /** Closes the window, which then is no answer. */
  close(): void;
  /** Told when a window opened that was blocked. */
  onOpen?: (() => void) | undefined;
}
