/** `tsx scripts/vscode-package.ts`: bundles the extension, one bundle a target, and packs it as `packages/vscode-extension/build/muster.vsix`. */
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

const node: BuildOptions = {
  ...common,
  platform: "node",
  format: "esm",
  target: "node20",
  external: ["vscode"],
  // Some of what is bundled is CommonJS and asks for Node's modules.
  banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
};

/** The report's webview. */
const page: BuildOptions = {
  ...common,
  platform: "browser",
  format: "esm",
  target: "es2022",
  entryPoints: { "report-page": "src/report-page/main.ts" },
  outdir: "dist",
};

export const bundle = async (): Promise<void> => {
  await rm(join(folder, "dist"), { recursive: true, force: true });
  const entryPoints = {
    extension: "src/extension.ts",
    server: "src/language/server.ts",
    // Node's module loader takes it from beside the extension, by address.
    "committed-modules": "@muster/workspace/committed-modules",
  };
  await Promise.all([build({ ...node, entryPoints, outdir: "dist" }), build(page)]);
};

export const packExtension = async (): Promise<string> => {
  await bundle();
  await mkdir(join(folder, "build"), { recursive: true });
  await createVSIX({ cwd: folder, packagePath: target, dependencies: false, skipLicense: false, allowMissingRepository: true });
  const { size } = await stat(target);
  if (size > largest) throw new Error(`the package has ${size} bytes, and ${largest} are allowed`);
  return target;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await packExtension());
