/** What only the page has: what can be done, and what is told in passing. */
export const pageStyle = `
.bar { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin-top: 1rem; }
/* Theirs has the border of a primary one. */
vscode-button[secondary] { --vscode-button-border: var(--vscode-button-secondaryBorder, var(--vscode-contrastBorder, transparent)); }
.notice { margin: 0.75rem 1.25rem 0; padding: 0.5rem 0.75rem; border: 1px solid var(--vscode-inputValidation-errorBorder, var(--muster-failed)); border-radius: 3px; }
.status { color: var(--muster-quiet); }
.link { font: inherit; color: var(--muster-link); background: none; border: none; padding: 0; cursor: pointer; text-align: left; overflow-wrap: anywhere; }
.link:hover { text-decoration: underline; }
.link:focus-visible { outline: 1px solid var(--muster-focus); outline-offset: 2px; }
.only-open .gate:is(.passed, .skipped) { display: none; }
.picker { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; margin-bottom: 0.75rem; }
.picker vscode-single-select { width: 18rem; max-width: 100%; }
.report .as-table { margin-top: 0.5rem; }
.report .as-table + * { margin-top: 1.25rem; }
.as-table summary { cursor: pointer; color: var(--muster-link); width: fit-content; }
.loading { padding: 2rem 1.25rem; color: var(--muster-quiet); font: var(--muster-font); }
@media (prefers-reduced-motion: no-preference) { .gate details > summary::before { transition: transform 0.12s; } }
`;
