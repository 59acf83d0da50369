/** `tsx scripts/vscode-package.ts`: bundles the extension, a folder a target, and packs it as `packages/vscode-extension/build/muster.vsix`. */
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

/** The desktop and servers. What its two processes share is there once, and what is not needed at first is loaded when it is. */
const node: BuildOptions = {
  ...common,
  platform: "node",
  format: "esm",
  target: "node20",
  external: ["vscode"],
  // Some of what is bundled is CommonJS and asks for Node's modules.
  banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
  entryPoints: {
    extension: "src/extension.ts",
    server: "src/language/server.ts",
    // Node's module loader takes it from beside the extension, by address.
    "committed-modules": "@muster/workspace/committed-modules",
  },
  outdir: "dist/node",
  splitting: true,
  chunkNames: "shared-[hash]",
};

const browser: BuildOptions = { ...common, platform: "browser", target: "es2022" };

/** The extension host in a browser, which takes CommonJS, and the worker that it starts. */
const web: BuildOptions = {
  ...browser,
  format: "cjs",
  external: ["vscode"],
  entryPoints: { extension: "src/web.ts" },
  outdir: "dist/web",
  outExtension: { ".js": ".cjs" },
};
const worker: BuildOptions = { ...browser, format: "iife", entryPoints: { server: "@muster/language-server/worker" }, outdir: "dist/web" };

/** The report's webview. */
const page: BuildOptions = { ...browser, format: "esm", entryPoints: { main: "src/report-page/main.ts" }, outdir: "dist/report-page" };

export const bundle = async (): Promise<void> => {
  await rm(join(folder, "dist"), { recursive: true, force: true });
  await Promise.all([node, web, worker, page].map((options) => build(options)));
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
