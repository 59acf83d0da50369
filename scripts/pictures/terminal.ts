/** What a terminal shows, as SVG: one line of text a line, one span a run of one style. */
const size = { line: 19, character: 8.43, font: 14, margin: 18 } as const;
const colours: Readonly<Record<string, string>> = {
  31: "#ff7b72",
  32: "#7ee787",
  33: "#e3b341",
  34: "#79c0ff",
  35: "#d2a8ff",
  36: "#76e3ea",
  90: "#8b949e",
};

interface Style {
  readonly colour?: string | undefined;
  readonly bold?: boolean;
  readonly dim?: boolean;
}

const styled = (style: Style, code: string): Style => {
  switch (code) {
    case "":
    case "0":
      return {};
    case "1":
      return { ...style, bold: true };
    case "2":
      return { ...style, dim: true };
    case "22":
      return { ...style, bold: false, dim: false };
    case "39":
      return { ...style, colour: undefined };
    default:
      return { ...style, colour: colours[code] ?? style.colour };
  }
};

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(" ", "\u00a0");

const span = (text: string, { colour, bold, dim }: Style): string => {
  const attributes = [colour && `fill="${colour}"`, bold && 'font-weight="bold"', dim && 'opacity="0.6"'].filter((one) => one);
  return attributes.length === 0 ? escaped(text) : `<tspan ${attributes.join(" ")}>${escaped(text)}</tspan>`;
};

export const svgOf = (command: string, output: string): string => {
  let style: Style = {};
  let widest = command.length;
  const lines = [`\u001b[2m${command}\u001b[22m`, "", ...output.trimEnd().split("\n")].map((line) => {
    // eslint-disable-next-line no-control-regex -- a terminal's styles are control sequences
    const parts = line.split(/\u001b\[([\d;]*)m/);
    widest = Math.max(widest, parts.filter((_, index) => index % 2 === 0).join("").length);
    return parts
      .map((part, index) => {
        if (index % 2 === 0) return part === "" ? "" : span(part, style);
        style = part.split(";").reduce(styled, style);
        return "";
      })
      .join("");
  });
  const width = Math.ceil(widest * size.character + 2 * size.margin);
  const height = lines.length * size.line + 2 * size.margin;
  const texts = lines.map((line, index) => `  <text x="${size.margin}" y="${size.margin + (index + 0.75) * size.line}">${line}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${size.font}" fill="#e6edf3">`,
    `  <rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    ...texts,
    "</svg>",
    "",
  ].join("\n");
};
