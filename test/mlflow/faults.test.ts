/** A server that fails, lies or is not the one that a credential is for, seen from the command line. */
import assert from "node:assert/strict";
import { faultProxy, newModel, newVersion, type Fault, type FaultProxy, type MlflowServer, type Seen } from "@muster/mlflow-server";
import { configFor, newPlace, newServer, sharedServer, type Answer, type Place } from "./workspace.js";

const policy = (model: string) => `version: 1
name: on-mlflow
models: ["${model}"]
stages:
  - name: development
  - name: production
    gates:
      - tag: model_card
        exists: true
`;

const token = "t0ken-that-nobody-may-see";
const card = { tags: [{ key: "model_card", value: "cards/1.md" }] };

interface Scene {
  readonly model: string;
  readonly proxy: FaultProxy;
  readonly place: Place;
  /** With a token for the proxy, through `--debug`. */
  muster(...args: readonly string[]): Promise<Answer>;
}

describe("muster on an MLflow that fails", function () {
  this.timeout(240_000);
  let server: MlflowServer;
  before(async () => {
    server = await sharedServer();
  });

  const printed: string[] = [];
  const scene = async (more = "", copied = false): Promise<Scene> => {
    const model = await newModel(server.uri, 0);
    for (let made = 0; made < 3; made += 1) await newVersion(server.uri, model, card);
    if (copied) await newModel(server.uri, 0, `prod.${model}`);
    const proxy = await faultProxy(server.uri);
    const place = newPlace({
      "promotion.yaml": policy(model),
      "muster.config.yaml": `${configFor(proxy.uri, more)}intentDeadline: 2s\n`,
    });
    const run = place.withEnv({ MLFLOW_TRACKING_URI: proxy.uri, MLFLOW_TRACKING_TOKEN: token, MLFLOW_HTTP_REQUEST_TIMEOUT: "10" });
    const muster = async (...args: readonly string[]) => {
      const answer = await run("--debug", ...args);
      printed.push(answer.stdout, answer.stderr);
      return answer;
    };
    const first = await muster("promote", `${model}@1`, "--to", "production", "--yes");
    assert.equal(first.code, 0, first.stderr);
    return { model, proxy, place, muster };
  };
  const holderOf = async (name: string, alias = "production") =>
    (await server.python.call<{ readonly aliases: Record<string, string> }>("get_registered_model", name)).aliases[alias];

  const faults: Readonly<Record<string, Fault>> = {
    "a 500 that repeats the token": { kind: "answer", status: 500, body: `no: Bearer ${token}` },
    "a 429": { kind: "answer", status: 429, headers: { "retry-after": "0" } },
    "a 401": { kind: "answer", status: 401, body: `who is ${Buffer.from(token).toString("base64")}?` },
    "a login page": { kind: "answer", status: 200, body: "<html>Sign in</html>" },
    "a broken connection": { kind: "reset" },
    "a lost answer": { kind: "reset", after: "answered" },
    "half an answer": { kind: "half", ends: "broken" },
  };

  for (const [name, fault] of Object.entries(faults)) {
    it(`ends with 6 and promotes nothing by halves where it meets ${name}, and finishes later`, async () => {
      for (const bound of ["an alias", "a copy"] as const) {
        const copied = bound === "a copy";
        const { model, proxy, place, muster } = await scene(
          copied ? '  stages:\n    production: { copyTo: "prod.{model}" }\n' : "",
          copied,
        );
        const where = `${bound}, ${name}`;
        const isChange = ({ method, path }: Seen) => method !== "GET" && path !== "model-versions/set-tag";
        let isFailing = false;
        proxy.fault = (request) => {
          isFailing ||= isChange(request);
          return isFailing ? fault : undefined;
        };
        const failed = await muster("promote", `${model}@2`, "--to", "production", "--yes");
        proxy.fault = () => undefined;
        assert.equal(failed.code, 6, `${where}: ${failed.stdout}${failed.stderr}`);
        assert.match(failed.stderr, /next: /, where);
        const held = await holderOf(copied ? `prod.${model}` : model);
        assert.ok(held === "1" || held === "2", where);

        // What was left open is somebody's until its deadline, two seconds away; a slow machine may miss that of its own.
        let again = await muster("promote", `${model}@2`, "--to", "production", "--yes");
        for (let tries = 0; again.code !== 0 && tries < 50; tries += 1) {
          await new Promise((resolve) => setTimeout(resolve, 200));
          again = await muster("promote", `${model}@2`, "--to", "production", "--yes");
        }
        assert.equal(again.code, 0, `${where}: ${again.stderr}`);
        assert.equal(await holderOf(copied ? `prod.${model}` : model), "2", where);
        const history = await muster("history", model, "--format", "json");
        const { events } = JSON.parse(history.stdout) as {
          readonly events: readonly { readonly type: string; readonly body: { readonly version?: string } }[];
        };
        assert.equal(events.filter(({ type, body }) => type === "promotion.applied" && body.version === "2").length, 1, where);
        if (copied) {
          const { models } = JSON.parse((await place.withEnv({})("status", "--format", "json")).stdout) as {
            readonly models: readonly { readonly model: string; readonly candidates: readonly unknown[] }[];
          };
          assert.ok(!models.some((one) => one.model === `prod.${model}`), "a copy is no model of its own");
          assert.equal((await server.python.call<readonly unknown[]>("search_model_versions", `name='prod.${model}'`)).length, 2, where);
        }
        printed.push(place.git("log", "--all", "-p"));
      }
    });
  }

  it("decides nothing and says what to do next where it cannot read, whatever it meets, one version or all", async () => {
    const { model, proxy, place, muster } = await scene();
    const unread: Readonly<Record<string, Fault>> = {
      ...faults,
      "a 403": { kind: "answer", status: 403, body: "no" },
      "a 404 of another server": { kind: "answer", status: 404, body: "<h1>Not Found</h1>" },
      "a 503 for an hour": { kind: "answer", status: 503, headers: { "retry-after": "3600" } },
      "an answer that was cut short": { kind: "half", ends: "clean" },
    };
    for (const [name, fault] of Object.entries(unread)) {
      proxy.fault = () => fault;
      const { code, stdout, stderr } = await muster("check", `${model}@2`, "--to", "production");
      assert.deepEqual([code, stdout], [6, ""], `${name}: ${stderr}`);
      assert.match(stderr, /\n +next: /, name);
    }
    proxy.fault = () => ({ kind: "late", milliseconds: 2500 });
    const hasty = place.withEnv({ MLFLOW_HTTP_REQUEST_TIMEOUT: "1" });
    const late = await hasty("check", `${model}@2`, "--to", "production");
    assert.equal(late.code, 6);
    assert.match(late.stderr, /did not answer within 1 s/);
    proxy.fault = ({ path, query }) => (path === "runs/get" || query.get("name") === model ? { kind: "answer", status: 502 } : undefined);
    const { code, stdout } = await muster("sweep", "--to", "production", "--model", model);
    assert.equal(code, 4, stdout);
    assert.match(stdout, /answered 502/);
  });

  it("loses nothing where the server dies in the middle of a move, and finishes when it is up again", async () => {
    const { model, proxy, muster } = await scene();
    let running = await newServer({ copied: server.database });
    proxy.target = running.uri;
    proxy.fault = ({ method }) => {
      if (method !== "GET") running.stop();
      return undefined;
    };
    const failed = await muster("promote", `${model}@2`, "--to", "production", "--yes");
    assert.equal(failed.code, 6, failed.stdout + failed.stderr);
    proxy.fault = () => undefined;
    running = await newServer({ kept: running.database });
    proxy.target = running.uri;
    const { code, stderr } = await muster("promote", `${model}@2`, "--to", "production", "--yes");
    assert.equal(code, 0, stderr);
    const { aliases } = await running.python.call<{ readonly aliases: unknown }>("get_registered_model", model);
    assert.deepEqual(aliases, { production: "2" });
  });

  it("overwrites nobody who moves the alias between its decision and its look, and ends with 5", async () => {
    const { model, proxy, muster } = await scene();
    let looks = 0;
    proxy.fault = async ({ method, path }) => {
      if (method === "GET" && path === "registered-models/get" && (looks += 1) === 3)
        await server.python.call("set_registered_model_alias", model, "production", "3");
      return undefined;
    };
    const lost = await muster("promote", `${model}@2`, "--to", "production", "--yes");
    assert.equal(lost.code, 5, lost.stdout + lost.stderr);
    assert.equal(await holderOf(model), "3");
  });

  it("moves, with a note, where only the pointer to the decision is not taken", async () => {
    const { model, proxy, muster } = await scene();
    proxy.fault = ({ path }) => (path === "model-versions/set-tag" ? { kind: "answer", status: 403 } : undefined);
    const { code, stderr } = await muster("promote", `${model}@2`, "--to", "production", "--yes");
    assert.equal(code, 0);
    assert.match(stderr, /note: .*took no pointer to the decision/);
  });

  it("sends no credential to an address that only the configuration names, and says so", async () => {
    const { model, proxy, place } = await scene();
    proxy.seen.length = 0;
    proxy.fault = () => ({ kind: "answer", status: 401 });
    const meant = place.withEnv({ MLFLOW_TRACKING_URI: "https://mlflow.example.com", MLFLOW_TRACKING_TOKEN: token });
    const { code, stdout, stderr } = await meant("check", `${model}@2`, "--to", "production");
    assert.equal(code, 6);
    assert.match(stderr, /MLFLOW_TRACKING_URI/);
    assert.ok(proxy.seen.length > 0 && proxy.seen.every(({ headers }) => headers.authorization === undefined));
    printed.push(stdout, stderr);
  });

  it("sends it to the address that it is for", async () => {
    const { proxy } = await scene();
    assert.ok(proxy.seen.length > 0 && proxy.seen.every(({ headers }) => headers.authorization === `Bearer ${token}`));
  });

  after(() => {
    const secrets = [token, Buffer.from(token).toString("base64"), encodeURIComponent(token)];
    assert.ok(printed.length > 0, "there was something to look through");
    for (const text of printed) for (const secret of secrets) assert.ok(!text.includes(secret), "a token was told");
  });
});
