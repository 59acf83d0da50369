// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * What each package may import of the house: what is not in its row is above it or beside it.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const below = {
  core: [],
  git: ["core"],
  mlflow: ["core"],
  "mlflow-server": [],
  postgres: ["core"],
  "language-server": ["core"],
  report: ["core"],
  workspace: ["core", "git", "mlflow", "postgres"],
  cli: ["core", "git", "mlflow", "postgres", "language-server", "report", "workspace"],
  "vscode-extension": ["core", "git", "mlflow", "postgres", "language-server", "report", "workspace"],
};

/** The public names of every package, from its `exports`. */
const doors = new Map(
  readdirSync(join(root, "packages")).flatMap((folder) => {
    if (!(folder in below)) throw new Error(`packages/${folder} has no row in scripts/lint/boundaries.js: what may it import?`);
    /** @type {{ name: string, exports?: Record<string, unknown> }} */
    const manifest = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8"));
    return Object.keys(manifest.exports ?? {}).map((door) => /** @type {const} */ ([join(manifest.name, door), folder]));
  }),
);

/**
 * The part of the house that a file belongs to: a package's sources, a package's tests, or a folder at the root.
 * @param {string} path relative to the root, with slashes
 */
const roomOf = (path) => {
  const [, folder, part] = /^packages\/([^/]+)\/([^/]+)\//.exec(path) ?? [];
  return folder === undefined
    ? { path: path.split("/")[0] ?? "", folder: undefined, test: true }
    : { path: `packages/${folder}${part === "src" || part === "test" ? `/${part}` : ""}`, folder, test: part === "test" };
};

/**
 * Why a file may not import a source, or undefined where it may.
 * @param {string} path the file, relative to the root, with slashes
 * @param {string} source what it imports
 */
const objection = (path, source) => {
  const room = roomOf(path);
  if (source.startsWith(".")) {
    const target = relative(root, resolve(root, dirname(path), source))
      .split(sep)
      .join("/");
    return target.startsWith(`${room.path}/`) ? undefined : `\`${source}\` leaves ${room.path}: import another package by its public name`;
  }
  if (isBuiltin(source)) {
    return room.path === "packages/core/src" ? `core is pure and runs in a browser: it may not import \`${source}\`` : undefined;
  }
  if (!source.startsWith("@muster/")) return undefined;
  const folder = source.split("/")[1] ?? "";
  if (folder === "mlflow-server" && doors.get(source) === folder)
    return room.test ? undefined : `\`${source}\` is for tests and figures only`;
  const allowed = room.folder === undefined || (room.test && folder === room.folder) || below[room.folder]?.includes(folder) === true;
  if (!allowed) return `${room.path} may not import \`@muster/${folder}\`: it is not below it`;
  if (doors.get(source) !== folder) return `\`${source}\` is no public name of a package`;
  return source.endsWith("/testing") && !room.test ? `\`${source}\` is for tests only` : undefined;
};

/**
 * The one direction of dependency, and packages only by their public names.
 * @type {import("eslint").Rule.RuleModule}
 */
export const boundaries = {
  meta: { type: "problem", schema: [], docs: { description: "Keep to the one direction of dependency between packages." } },
  create: (context) => {
    const path = relative(root, context.filename).split(sep).join("/");
    /** @param {import("eslint").Rule.Node & { source?: unknown }} node */
    const check = (node) => {
      const source = /** @type {{ value?: unknown } | null | undefined} */ (node.source)?.value;
      const message = typeof source === "string" ? objection(path, source) : undefined;
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};
