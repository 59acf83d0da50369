/**
 * What the lockfile must hold, one subject a run: `tsx scripts/checks/dependencies.ts engines|licences|addresses`.
 * A problem a line; fails on any.
 */
import { readFile } from "node:fs/promises";
import semver from "semver";

interface Locked {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly version?: string;
  readonly license?: string;
  readonly engines?: { readonly node?: string };
}

const readJson = async (path: string) => JSON.parse(await readFile(path, "utf8")) as unknown;
const { packages } = (await readJson("package-lock.json")) as { readonly packages: Readonly<Record<string, Locked>> };
const { engines } = (await readJson("package.json")) as { readonly engines: { readonly node: string } };

const entries = Object.entries(packages).filter(([, entry]) => entry.link !== true);
const published = entries.filter(([path]) => /^packages\/[^/]+$/.test(path));
const theirs = entries.filter(([path]) => path.includes("node_modules/"));
const shipped = theirs.filter(([, entry]) => entry.dev !== true && entry.devOptional !== true);

const named = (path: string, entry: Locked) => `${path.replace(/^.*node_modules\//, "")} ${entry.version ?? ""}`;

/** Whoever runs or builds us may do so on the oldest Node that we promise. */
const engineProblems = (): readonly string[] => {
  const floor = semver.minVersion(engines.node)?.version ?? engines.node;
  return [
    ...published
      .filter(([, entry]) => entry.engines?.node !== engines.node)
      .map(([path]) => `${path}: its \`engines.node\` is not \`${engines.node}\``),
    ...theirs
      .filter(([, entry]) => entry.engines?.node !== undefined && !semver.satisfies(floor, entry.engines.node))
      .map(([path, entry]) => `${named(path, entry)} wants Node ${entry.engines?.node ?? ""}, and we promise ${floor}`),
  ];
};

const permissive = new Set(["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "ISC", "MIT"]);

/** Of what is installed with us, not of what we build with. */
const licenceProblems = (): readonly string[] =>
  shipped
    .filter(([, { license }]) => license?.split(/[() ]+|AND|OR/).every((id) => id === "" || permissive.has(id)) !== true)
    .map(([path, entry]) => `${named(path, entry)} has the licence ${entry.license ?? "(none)"}`);

/** The lockfile pins by integrity; where a package comes from is the business of whoever installs. */
const addressProblems = (): readonly string[] =>
  theirs.filter(([, { resolved }]) => resolved !== undefined).map(([path, entry]) => `${path} is bound to ${entry.resolved ?? ""}`);

const subjects = { engines: engineProblems, licences: licenceProblems, addresses: addressProblems };
const subject = process.argv[2] ?? "";
if (!(subject in subjects)) throw new Error(`name a subject: ${Object.keys(subjects).join(", ")}`);
const problems = subjects[subject as keyof typeof subjects]();
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
