import assert from "node:assert/strict";
import type { Registry, StageBindings } from "@muster/core";
import { mlflowRegistry, type MlflowConnection } from "@muster/mlflow";
import { type Fault, faultProxy, type FaultProxy, freePort, newModel, type Seen } from "@muster/mlflow-server";
import { connectionTo, sharedServer, type TestServer } from "./mlflow-server.js";
import { failsWith, take } from "./results.js";

const token = "tok-3cr3t/+=";

describe("between us and MLflow", function () {
  this.timeout(150_000);
  let server: TestServer;
  let proxy: FaultProxy;
  let model: string;
  before(async () => {
    server = await sharedServer();
  });
  beforeEach(async () => {
    proxy = await faultProxy(server.uri);
    model = await newModel(server.uri, 3);
  });

  const registryWith = (stages: StageBindings = {}, more: Partial<MlflowConnection> = {}): Registry =>
    mlflowRegistry({
      stages,
      connection: connectionTo(proxy.uri, { credentials: [{ origin: new URL(proxy.uri).origin, token }], ...more }),
    });

  /** The fault befalls the first requests that fit, so many of them. */
  const befalls = (fault: Fault, times = Infinity, fits: (request: Seen) => boolean = () => true) => {
    let left = times;
    proxy.fault = (request) => (fits(request) && left-- > 0 ? fault : undefined);
  };

  const passing: readonly (readonly [name: string, fault: Fault])[] = [
    ...[408, 429, 500, 502, 503, 504].map((status) => [`a ${status}`, { kind: "answer", status } as const] as const),
    ["a connection that breaks", { kind: "reset" }],
    ["an answer that breaks off", { kind: "half", ends: "broken" }],
    ["an answer that was cut short", { kind: "half", ends: "clean" }],
  ];

  describe("is tried again and told at last", () => {
    for (const [name, fault] of passing) {
      it(name, async () => {
        befalls(fault, 2);
        assert.deepEqual((await take(registryWith().listVersions(model))).length, 3);
        befalls(fault);
        proxy.seen.length = 0;
        await failsWith(registryWith().readHolders(model), "unreachable", /registered-models\/get/, /try again/);
        assert.equal(proxy.seen.length, 3);
      });
    }

    it("an answer that does not come in time", async () => {
      befalls({ kind: "late", milliseconds: 2000 });
      const hasty = registryWith({}, { patience: { retries: 1, backoffSeconds: 0.01, timeoutSeconds: 0.3 } });
      await failsWith(hasty.readHolders(model), "unreachable", /did not answer within 0.3 s/, /MLFLOW_HTTP_REQUEST_TIMEOUT/);
      assert.equal(proxy.seen.length, 2);
    });

    it("nobody at the address, and no such host", async () => {
      const nobody = `http://127.0.0.1:${await freePort()}`;
      await failsWith(
        mlflowRegistry({ connection: connectionTo(nobody) }).listModels(),
        "unreachable",
        /nothing listens at/,
        /mlflow server/,
      );
      await failsWith(
        mlflowRegistry({ connection: connectionTo("http://no-such-host.invalid") }).listModels(),
        "unreachable",
        /has no address/,
      );
    });
  });

  it("waits as long as the server asks", async () => {
    befalls({ kind: "answer", status: 429, headers: { "retry-after": "1" } }, 1);
    const begun = performance.now();
    await take(registryWith().readHolders(model));
    assert.ok(performance.now() - begun >= 990);
  });

  it("does not wait for an hour, and says that the server asks for it", async () => {
    befalls({ kind: "answer", status: 503, headers: { "retry-after": new Date(Date.now() + 3_600_000).toUTCString() } });
    await failsWith(registryWith().readHolders(model), "unreachable", /left alone for 3[56]\d\d s/);
    assert.equal(proxy.seen.length, 1);
  });

  describe("is told once, with what to do", () => {
    const page = "<!doctype html><html><title>Sign in</title><body>Sign in with SSO</body></html>";
    const lasting: readonly (readonly [name: string, fault: Fault, reason: "refused" | "malformed", ...told: readonly RegExp[]])[] = [
      ["a login page with 200", { kind: "answer", status: 200, body: page }, "refused", /web page, not with JSON/, /MLFLOW_TRACKING_TOKEN/],
      [
        "a 401",
        { kind: "answer", status: 401, body: "You are not authenticated" },
        "refused",
        /answered 401: You are not authenticated/,
        /token: the server does not take/,
      ],
      ["a 403", { kind: "answer", status: 403, body: "Permission denied" }, "refused", /answered 403: Permission denied/, /permission/],
      [
        "a 404 of another server",
        { kind: "answer", status: 404, body: "<h1>Not Found</h1>" },
        "malformed",
        /404: Not Found; there is no MLflow API/,
        /prefix/,
      ],
      [
        "JSON that is not MLflow's",
        { kind: "answer", status: 200, body: '{"registered_model":{"title":7}}', headers: { "content-type": "application/json" } },
        "malformed",
        /not what MLflow answers/,
      ],
    ];
    for (const [name, fault, reason, ...told] of lasting) {
      it(name, async () => {
        befalls(fault);
        await failsWith(registryWith().readHolders(model), reason, ...told);
        assert.equal(proxy.seen.length, 1);
      });
    }
  });

  it("no secret gets into a message, whoever repeats it, nor what would mislead a terminal", async () => {
    const body = `${token} and ${encodeURIComponent(token)} and ${Buffer.from(token).toString("base64")} at https://erin:hunter2@mlflow.example.com \u001b[2Jgone\u202e`;
    befalls({ kind: "answer", status: 403, body, headers: { "content-type": "text/plain" } });
    const { message } = await failsWith(registryWith().readHolders(model), "refused");
    assert.ok(message.endsWith("answered 403: *** and *** and *** at https://***@mlflow.example.com [2Jgone"), message);
    assert.equal(proxy.seen[0]?.headers.authorization, `Bearer ${token}`);
  });

  describe("a move", () => {
    const isWrite = ({ method }: Seen) => method !== "GET";
    const writes = () => proxy.calls().filter((call) => !call.startsWith("GET"));
    const holders = () => take(mlflowRegistry({ connection: connectionTo(server.uri) }).readHolders(model));

    for (const [name, fault] of passing) {
      it(`is made after ${name}, and looks again before it is tried again`, async () => {
        befalls(fault, 1, isWrite);
        await take(registryWith().move({ model, stage: "production", version: "2", holder: null }));
        assert.deepEqual(await holders(), { production: "2" });
        const before = proxy.calls().indexOf("POST registered-models/alias");
        assert.equal(proxy.calls()[before + 1], "GET registered-models/get");
      });
    }

    it("whose answer was lost is not made twice", async () => {
      befalls({ kind: "reset", after: "answered" }, 1, isWrite);
      await take(registryWith().move({ model, stage: "production", version: "2", holder: null }));
      assert.deepEqual(writes(), ["POST registered-models/alias"]);
    });

    it("does not overwrite who came in while it was tried again", async () => {
      proxy.fault = async (request) => {
        if (!isWrite(request)) return undefined;
        await server.python.call("set_registered_model_alias", model, "production", "3");
        return { kind: "answer", status: 503 };
      };
      await failsWith(
        registryWith().move({ model, stage: "production", version: "2", holder: null }),
        "conflict",
        /held by `3`, not by nobody/,
      );
      assert.deepEqual([await holders(), writes().length], [{ production: "3" }, 1]);
    });

    it("is not begun where the look at the holder fails", async () => {
      for (const status of [401, 404, 500]) {
        befalls({ kind: "answer", status });
        assert.ok(!(await registryWith().move({ model, stage: "production", version: "2", holder: null })).ok);
      }
      assert.deepEqual([await holders(), writes()], [{}, []]);
    });
  });

  describe("a move by copy", () => {
    const isCopy = ({ path }: Seen) => path === "model-versions/create";
    const copies = () => proxy.calls().filter((call) => call === "POST model-versions/create");
    const move = () =>
      registryWith({ production: { copyTo: "prod.{model}" } }).move({ model, stage: "production", version: "2", holder: null });
    const copied = async () => (await take(registryWith().listVersions(`prod.${model}`))).length;
    beforeEach(() => newModel(server.uri, 0, `prod.${model}`));

    it("copies again after a 429, for nothing was copied", async () => {
      befalls({ kind: "answer", status: 429 }, 1, isCopy);
      await take(move());
      assert.deepEqual([copies().length, await copied()], [2, 1]);
    });

    it("finds the copy whose answer was lost", async () => {
      befalls({ kind: "reset", after: "answered" }, 1, isCopy);
      await take(move());
      assert.deepEqual([copies().length, await copied()], [1, 1]);
    });

    for (const fault of [{ kind: "reset" }, { kind: "answer", status: 502 }] as const) {
      it(`does not ask for a second copy where it is not known what became of the first: ${fault.kind}`, async () => {
        befalls(fault, 1, isCopy);
        await failsWith(move(), "unreachable", /not known whether `.*@2` was copied to `prod\..*`; no second copy/);
        assert.deepEqual([copies().length, await copied()], [1, 0]);
        await take(move());
        assert.equal(await copied(), 1);
      });
    }

    it("leaves the stage as it was where the alias cannot be set", async () => {
      befalls({ kind: "answer", status: 403 }, Infinity, ({ path, method }) => method === "POST" && path === "registered-models/alias");
      await failsWith(move(), "refused");
      proxy.fault = () => undefined;
      const registry = registryWith({ production: { copyTo: "prod.{model}" } });
      assert.deepEqual(await take(registry.readHolders(model)), {});
      await take(move());
      assert.deepEqual([await take(registry.readHolders(model)), await copied()], [{ production: "2" }, 1]);
    });
  });
});
