/** The document that the report page is drawn into. */
export interface ShellOptions {
  /** The address of the page's script. */
  readonly script: string;
  /** A fresh random word: only the script that carries it runs. */
  readonly nonce: string;
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
}

/** Nothing inline, nothing remote, no `eval`: one script. Styles are adopted by that script, and images are drawn by it. */
const contentSecurityPolicy = (nonce: string): string =>
  ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src 'nonce-${nonce}'`, "base-uri 'none'", "form-action 'none'"].join("; ");

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

export const shell = ({ script, nonce, language, title }: ShellOptions): string => `<!doctype html>
<html lang="${escaped(language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escaped(contentSecurityPolicy(nonce))}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)}</title>
    <style nonce="${escaped(nonce)}">body { padding: 0; margin: 0; }</style>
  </head>
  <body>
    <muster-report></muster-report>
    <script type="module" nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
  </body>
</html>
`;
