/** The report in the colours of VS Code's theme, whichever it is. */
export const colours = `
:host {
  --muster-font-family: var(--vscode-font-family, system-ui, sans-serif);
  --muster-font: var(--vscode-font-weight, normal) var(--vscode-font-size, 13px) var(--muster-font-family);
  --muster-code-font: var(--vscode-editor-font-family, monospace);
  --muster-text: var(--vscode-editor-foreground, var(--vscode-foreground));
  --muster-quiet: var(--vscode-descriptionForeground, var(--muster-text));
  --muster-back: var(--vscode-editor-background);
  --muster-raised: var(--vscode-editorWidget-background, var(--muster-back));
  --muster-code: var(--vscode-textPreformat-background, transparent);
  --muster-line: var(--vscode-contrastBorder, var(--vscode-editorWidget-border, currentColor));
  --muster-link: var(--vscode-textLink-foreground);
  --muster-focus: var(--vscode-focusBorder);
  --muster-passed: var(--vscode-charts-green);
  --muster-failed: var(--vscode-charts-red);
  --muster-waiting: var(--vscode-charts-yellow);
  --muster-unknown: var(--vscode-charts-purple);
  display: block;
  min-height: 100vh;
  background: var(--muster-back);
}
`;
