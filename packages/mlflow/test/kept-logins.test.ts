import assert from "node:assert/strict";
import type { Registry } from "@muster/core";
import { mlflowRegistry, type KeptLogins, type Login, type MlflowConnection } from "@muster/mlflow";
import { faultProxy, newModel, type FaultProxy } from "@muster/mlflow-server";
import { connectionTo, sharedServer, type TestServer } from "./mlflow-server.js";
import { failsWith, take } from "./results.js";

describe("a login that somebody keeps", function () {
  this.timeout(150_000);
  let server: TestServer;
  let proxy: FaultProxy;
  let origin: string;
  let model: string;
  before(async () => {
    server = await sharedServer();
    model = await newModel(server.uri, 3);
  });
  beforeEach(async () => {
    proxy = await faultProxy(server.uri);
    ({ origin } = new URL(proxy.uri));
  });

  const registryWith = (kept: KeptLogins, more: Partial<MlflowConnection> = {}): Registry =>
    mlflowRegistry({ connection: connectionTo(proxy.uri, more), ...kept });
  const logins = ({ seen }: FaultProxy) => seen.map(({ headers }) => headers.authorization);

  /** One that can be forgotten. */
  const keeping = (login: Login) => {
    let kept: Login | undefined = login;
    return { credentialFor: () => Promise.resolve(kept), forget: () => (kept = undefined) };
  };

  it("goes before the environment's", async () => {
    const registry = registryWith(keeping({ token: "kept" }), { credentials: [{ origin, token: "of the environment" }] });
    await take(registry.readHolders(model));
    assert.deepEqual(logins(proxy), ["Bearer kept"]);
  });

  it("leaves the environment's where none is kept", async () => {
    const tracking = await faultProxy(server.uri);
    const credentialFor = (asked: string) => Promise.resolve(asked === origin ? { token: "kept" } : undefined);
    const registry = registryWith(
      { credentialFor },
      { trackingUri: tracking.uri, credentials: [{ origin: new URL(tracking.uri).origin, token: "of the environment" }] },
    );
    const run_id = await server.python.run<string>("log_run", { auc: "0.9" }, {}, {});
    const made = await server.python.call<{ readonly version: number }>("create_model_version", model, `runs:/${run_id}/model`, run_id);
    await take(registry.readVersion(model, String(made.version)));
    assert.deepEqual(
      [new Set(logins(tracking)), new Set(logins(proxy))],
      [new Set(["Bearer of the environment"]), new Set(["Bearer kept"])],
    );
  });

  it("is asked for by the server's origin only, and goes nowhere else, whatever was kept", async () => {
    const asked = new Set<string>();
    const elsewhere = { token: "kept", origin: "https://elsewhere.example.com" };
    const credentialFor = (wanted: string) => {
      asked.add(wanted);
      return Promise.resolve(elsewhere);
    };
    await take(registryWith({ credentialFor }).readHolders(model));
    assert.deepEqual([[...asked], logins(proxy)], [[origin], ["Bearer kept"]]);
  });

  it("is not sent any more once it is forgotten, though a list is read to its end", async () => {
    const kept = keeping({ token: "kept" });
    proxy.rewrite = (query) => query.set("max_results", "1");
    proxy.fault = ({ path }) => {
      if (path === "model-versions/search") kept.forget();
      return undefined;
    };
    assert.equal((await take(registryWith(kept).listVersions(model))).length, 4);
    const pages = proxy.seen.filter(({ path }) => path === "model-versions/search");
    assert.deepEqual(
      pages.map(({ headers }) => headers.authorization),
      ["Bearer kept", undefined, undefined, undefined],
    );
  });

  it("is not sent by requests that waited for their turn when it was forgotten", async () => {
    const kept = keeping({ token: "kept" });
    let arrived = (): void => undefined;
    const full = new Promise<void>((resolve) => (arrived = resolve));
    const letThrough = proxy.hold(() => {
      if (proxy.seen.length === 8) arrived();
      return true;
    });
    const registry = registryWith(kept);
    const reading = Promise.all(Array.from({ length: 20 }, (_, index) => registry.readHolders(`${model}-${index}`)));
    await full;
    kept.forget();
    letThrough();
    await reading;
    assert.deepEqual(logins(proxy), [...Array<string>(8).fill("Bearer kept"), ...Array<undefined>(12).fill(undefined)]);
  });

  it("is not sent again where a request is tried again, or sent on, after it was forgotten", async () => {
    for (const fault of [
      { kind: "answer", status: 503 },
      { kind: "answer", status: 307, headers: { location: `/api/2.0/mlflow/registered-models/get?name=${model}` } },
    ] as const) {
      const kept = keeping({ token: "kept" });
      proxy.seen.length = 0;
      proxy.fault = () => {
        if (proxy.seen.length > 1) return undefined;
        kept.forget();
        return fault;
      };
      await take(registryWith(kept).readHolders(model));
      assert.deepEqual(logins(proxy), ["Bearer kept", undefined]);
    }
  });

  describe("where the server wants another one", () => {
    const loginCommand = "`Connect…`";
    const refused = async (kept: KeptLogins, help: RegExp, more: Partial<MlflowConnection> = {}) => {
      proxy.fault = () => ({ kind: "answer", status: 401 });
      await failsWith(registryWith({ ...kept, loginCommand }, more).readHolders(model), "refused", /answered 401/, help);
    };

    it("says that the token is not taken, and where to log in anew", () =>
      refused(keeping({ token: "kept" }), /\| check the token: the server does not take it; log in anew with `Connect…`$/));

    it("says that the user name and the password are not taken, and where to log in anew", () =>
      refused(
        keeping({ username: "erin", password: "kept" }),
        /\| check the user name and the password: the server does not take them; log in anew with `Connect…`$/,
      ));

    it("says where to log in", () => refused({}, /\| log in with `Connect…`$/));

    it("says that what the environment has is for another address", () =>
      refused({}, /for another address, so it was not sent: log in with `Connect…`$/, { withheld: true }));

    it("says where a token goes if a login page answers", async () => {
      proxy.fault = () => ({ kind: "answer", status: 200, body: "<!doctype html><title>Sign in</title>" });
      await failsWith(registryWith({ loginCommand }).readHolders(model), "refused", /mostly with a token in `Connect…`/);
    });
  });
});
