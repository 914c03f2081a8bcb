/**
 * The look of a panel: the colours and sizes that the elements have by default, in light and dark. A site cannot change
 * them, so that the question before a signature looks the same everywhere.
 */
export const PANEL_STYLES = `
.panel { --accent: light-dark(#131313, #f3f3f4); --on-accent: light-dark(#fff, #131313); --muted: light-dark(#5c5d63, #a8a9b0); --border: light-dark(#dfdfe3, #3a3a3f); --subtle: light-dark(#f4f4f6, #262629);
box-sizing: border-box; max-width: 30rem; margin: 0 auto; font: 400 15px/1.45 system-ui, sans-serif; color: light-dark(#131313, #f3f3f4); text-align: start; overflow-wrap: anywhere; }
.panel *, dialog { box-sizing: border-box; }
.panel h1 { margin: 0 0 6px; font: 600 1.3em/1.25 system-ui, sans-serif; }
.panel p { margin: 0 0 16px; color: var(--muted); }
.panel dl { margin: 0 0 12px; padding: 4px 14px; border: 1px solid var(--border); border-radius: 12px; background: var(--subtle); }
.panel dl > div { display: flex; flex-wrap: wrap; column-gap: 16px; padding: 8px 0; }
.panel dl > div + div { border-top: 1px solid var(--border); }
.panel dt { flex: 0 0 6em; color: var(--muted); }
.panel dd { flex: 1 1 14em; min-width: 0; margin: 0; font-weight: 600; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; direction: ltr; }
.panel[dir=rtl] dd { text-align: right; }
.panel .actions { position: sticky; bottom: 0; display: flex; flex-wrap: wrap; gap: 8px; padding: 8px 0 20px; background: var(--ground, Canvas); }
.panel button { flex: 1 1 9em; min-height: 44px; padding: 8px 18px; font: inherit; font-weight: 600; cursor: pointer; border-radius: 12px; border: 1px solid var(--border); background: var(--ground, Canvas); color: inherit; }
.panel button:hover { background: var(--subtle); }
.panel button.go { border-color: transparent; background: var(--accent); color: var(--on-accent); }
.panel button.go:hover { background: color-mix(in srgb, var(--accent) 86%, var(--on-accent)); }
.panel button:focus-visible { outline: 2px solid light-dark(#2463d8, #8fb6ff); outline-offset: 2px; }
dialog { --ground: light-dark(#fff, #1a1a1c); width: min(30rem, 100vw - 2rem); max-height: calc(100vh - 2rem); margin: auto; padding: 20px 20px 0; overflow: auto; border: 1px solid light-dark(#dfdfe3, #3a3a3f); border-radius: 16px; background: var(--ground); box-shadow: 0 16px 48px rgb(0 0 0 / .24); }
dialog::backdrop { background: rgb(0 0 0 / .5); }
@media (forced-colors: active) { .panel button.go { border-color: ButtonText; } }
`;
