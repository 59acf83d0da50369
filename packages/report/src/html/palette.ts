/** The colours of a report that stands alone: light, dark where the reader wants it, the reader's own where they force them, and light on paper. */
export const palette = `
:root {
  color-scheme: light dark;
  --muster-font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  --muster-font: 14px var(--muster-font-family);
  --muster-code-font: ui-monospace, "SF Mono", Menlo, Consolas, monospace;
  --muster-text: #1f2328;
  --muster-quiet: #59636e;
  --muster-back: #ffffff;
  --muster-raised: #f6f8fa;
  --muster-code: #eff1f3;
  --muster-line: #d1d9e0;
  --muster-link: #0969da;
  --muster-focus: #0969da;
  --muster-passed: #1a7f37;
  --muster-failed: #cf222e;
  --muster-waiting: #9a6700;
  --muster-unknown: #8250df;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --muster-text: #f0f6fc;
    --muster-quiet: #9198a1;
    --muster-back: #0d1117;
    --muster-raised: #151b23;
    --muster-code: #262c36;
    --muster-line: #3d444d;
    --muster-link: #4493f8;
    --muster-focus: #4493f8;
    --muster-passed: #3fb950;
    --muster-failed: #f85149;
    --muster-waiting: #d29922;
    --muster-unknown: #ab7df8;
  }
}
@media (forced-colors: active) {
  :root {
    --muster-text: CanvasText;
    --muster-quiet: CanvasText;
    --muster-back: Canvas;
    --muster-raised: Canvas;
    --muster-code: Canvas;
    --muster-line: CanvasText;
    --muster-link: LinkText;
    --muster-focus: Highlight;
    --muster-passed: CanvasText;
    --muster-failed: CanvasText;
    --muster-waiting: CanvasText;
    --muster-unknown: CanvasText;
  }
  .stop { forced-color-adjust: none; }
}
body { margin: 0; background: var(--muster-back); }
@media print { .gate, .approval, tr, figure { break-inside: avoid; } .report { max-width: none; padding: 0; } }
`;
