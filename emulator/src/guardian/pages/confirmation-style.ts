/** What the confirmation page adds to the look of the pages for people. */
export const CONFIRMATION_STYLE = `
.items { padding: 0 20px 12px; display: grid; gap: 10px; }
.item { display: grid; grid-template-columns: auto 1fr; gap: 14px; padding: 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--raised); }
.picture svg { display: block; width: 56px; height: 56px; border-radius: 8px; }
.what { min-width: 0; grid-column: 2; }
.item:not(:has(.picture)) .what { grid-column: 1 / -1; }
h2 { font-size: 16px; line-height: 1.3; font-weight: 650; overflow-wrap: anywhere; }
dl { margin: 6px 0 0; display: grid; gap: 3px; font-size: 13px; }
dl div { display: grid; grid-template-columns: 60px 1fr; gap: 8px; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.decide { display: flex; gap: 8px; }
.decide .main-button { flex: 1; }
button:disabled { opacity: 0.5; cursor: default; filter: none; }
iframe { display: none; }
.busy::after { content: ""; display: block; height: 3px; margin: 8px 20px 20px; border-radius: 2px; background: linear-gradient(90deg, var(--accent) 40%, var(--accent-soft) 40%); }
@media (prefers-reduced-motion: no-preference) {
  .busy::after { background-size: 200% 100%; animation: busy 1.2s linear infinite; }
  @keyframes busy { from { background-position: 200% 0; } to { background-position: 0 0; } }
}
`;
