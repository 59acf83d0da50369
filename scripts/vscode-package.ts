/** `tsx scripts/vscode-package.ts`: bundles the extension, a file a target, and packs it as `packages/vscode-extension/build/muster.vsix`. */
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";
import { build, type BuildOptions } from "esbuild";
import { root } from "./root.js";

const folder = join(root, "packages/vscode-extension");
const target = join(folder, "build/muster.vsix");
/** What a person waits for when it is installed. */
const largest = 1_500_000;

const common: BuildOptions = {
  bundle: true,
  minify: true,
  sourcemap: false,
  legalComments: "none",
  logLevel: "warning",
  absWorkingDir: folder,
};

/** Desktops and servers. It stands before everything else where it was loaded from, which CommonJS does not tell by that name. */
const node: BuildOptions = {
  ...common,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  banner: { js: 'const __url = require("node:url").pathToFileURL(__filename).href;' },
  define: { "import.meta.url": "__url" },
  entryPoints: ["src/targets/node.ts"],
  outfile: "dist/node/main.cjs",
};

const browser: BuildOptions = { ...common, platform: "browser", target: "es2022" };

/** The extension host in a browser, which takes CommonJS. */
const web: BuildOptions = {
  ...browser,
  format: "cjs",
  external: ["vscode"],
  entryPoints: ["src/targets/web.ts"],
  outfile: "dist/web/main.cjs",
};

/** The report's webview. */
const page: BuildOptions = { ...browser, format: "esm", entryPoints: ["src/report-page/main.ts"], outfile: "dist/report-page/main.js" };

export const bundle = async (): Promise<void> => {
  await rm(join(folder, "dist"), { recursive: true, force: true });
  await Promise.all([node, web, page].map((options) => build(options)));
};

export const packExtension = async (): Promise<string> => {
  await bundle();
  await mkdir(join(folder, "build"), { recursive: true });
  await createVSIX({
    cwd: folder,
    packagePath: target,
    dependencies: false,
    skipLicense: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const { size } = await stat(target);
  if (size > largest) throw new Error(`the package has ${size} bytes, and ${largest} are allowed`);
  return target;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await packExtension());
