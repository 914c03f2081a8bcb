/** The look of a panel, in system colours: they follow light and dark, and forced colours. */
export const PANEL_STYLES = `
.panel { box-sizing: border-box; max-width: 30rem; margin: 0 auto; font: 16px/1.5 system-ui, sans-serif; color: CanvasText; text-align: start; }
.panel h1 { margin: 0 0 .5rem; font: 600 1.35em/1.25 system-ui, sans-serif; }
.panel p { margin: 0 0 1rem; }
.panel dl { margin: 0 0 1rem; padding: .25rem 1rem; border: 1px solid GrayText; border-radius: 8px; }
.panel dl > div { padding: .5rem 0; }
.panel dt { font-size: .85em; color: CanvasText; }
.panel dd { margin: 0; font-weight: 600; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; direction: ltr; }
.panel .actions { position: sticky; bottom: 0; display: flex; flex-wrap: wrap; gap: .75rem; padding: .75rem 0; background: Canvas; }
.panel button { flex: 1 1 9rem; min-height: 44px; padding: .5rem 1rem; font: inherit; font-weight: 600; cursor: pointer; border-radius: 8px; border: 1px solid CanvasText; background: Canvas; color: CanvasText; }
.panel button.go { background: CanvasText; color: Canvas; }
.panel button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
dialog { box-sizing: border-box; width: min(30rem, calc(100vw - 2rem)); max-height: calc(100vh - 2rem); margin: auto; padding: 1.25rem 1.25rem .5rem; overflow: auto; border: 1px solid GrayText; border-radius: 12px; background: Canvas; color: CanvasText; }
dialog::backdrop { background: rgb(0 0 0 / .5); }
`;
