import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { mlflowRegistry, type MlflowConnection } from "@muster/mlflow";
import { faultProxy, newModel } from "@muster/mlflow-server";
import { newCertificate, type Certificate } from "./certificates.js";
import { forwardProxy } from "./forward-proxy.js";
import { connectionTo, sharedServer, type TestServer } from "./mlflow-server.js";
import { failsWith, take } from "./results.js";

describe("a connection to MLflow", function () {
  this.timeout(150_000);
  let server: TestServer;
  let model: string;
  before(async () => {
    server = await sharedServer();
    model = await newModel(server.uri, 1);
  });

  const registryAt = (uri: string, more: Partial<MlflowConnection> = {}) => mlflowRegistry({ connection: connectionTo(uri, more) });
  const withToken = (uri: string): Partial<MlflowConnection> => ({ credentials: [{ origin: new URL(uri).origin, token: "t0ken" }] });
  const works = async (uri: string, more: Partial<MlflowConnection> = {}) => {
    assert.equal((await take(registryAt(uri, more).listVersions(model))).length, 1);
    await take(registryAt(uri, more).move({ model, stage: "production", version: null, holder: null }));
  };

  it("keeps the address's path prefix", async () => {
    const proxy = await faultProxy(server.uri, { prefix: "/team/mlflow" });
    await works(proxy.uri);
    assert.ok(proxy.seen.every(({ headers }) => headers["x-mlflow-workspace"] === undefined));
  });

  it("names the workspace, and tells where the server has none", async () => {
    const proxy = await faultProxy(server.uri);
    await failsWith(registryAt(proxy.uri, { workspace: "cards" }).listModels(), "refused", /workspaces are not enabled/);
    assert.equal(proxy.seen[0]?.headers["x-mlflow-workspace"], "cards");
  });

  it("says where a token cannot be sent at all, without saying it", async () => {
    const credentials = [{ origin: server.uri, token: "two\nlines" }];
    const failed = await failsWith(
      registryAt(server.uri, { credentials }).listModels(),
      "refused",
      /header .* cannot be sent/,
      /line end in the token/,
    );
    assert.ok(!JSON.stringify(failed).includes("lines"));
  });

  it("lets the program end that used it", async () => {
    const script = `import { mlflowRegistry } from "@muster/mlflow"; const at = ${JSON.stringify(server.uri)};
      const answer = await mlflowRegistry({ connection: { trackingUri: at, registryUri: at } }).listModels();
      const answered = performance.now();
      process.on("exit", () => console.log(answer.ok, performance.now() - answered < 1000));`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { cwd: import.meta.dirname });
    assert.equal(stdout, "true true\n");
  });

  it("asks the registry for models and the tracking server for runs", async () => {
    const [tracking, registry] = [await faultProxy(server.uri), await faultProxy(server.uri)];
    const run_id = await server.python.run<string>("log_run", { auc: "0.9" }, {}, {});
    const { version } = await server.python.call<{ readonly version: number }>(
      "create_model_version",
      model,
      `runs:/${run_id}/model`,
      run_id,
    );
    const both = mlflowRegistry({ connection: { ...connectionTo(tracking.uri), registryUri: registry.uri } });
    assert.ok((await take(both.readVersion(model, String(version)))).metrics?.["auc"]);
    assert.deepEqual(
      [tracking.calls(), registry.calls().toSorted()],
      [["GET runs/get"], ["GET model-versions/get", "GET registered-models/get"]],
    );
    await server.python.call("delete_model_version", model, String(version));
  });

  describe("that is redirected", () => {
    const redirected = async (location: string, status: number, method: string) => {
      const proxy = await faultProxy(server.uri);
      proxy.fault = (request) =>
        request.method === method && !request.query.has("again")
          ? { kind: "answer", status, headers: { location: location.replace("{origin}", new URL(proxy.uri).origin) } }
          : undefined;
      return proxy;
    };

    it("goes along on the same origin", async () => {
      const proxy = await redirected(`{origin}/api/2.0/mlflow/registered-models/get?name=${model}&again=1`, 302, "GET");
      await take(registryAt(proxy.uri, withToken(proxy.uri)).readHolders(model));
      assert.deepEqual(
        proxy.seen.map(({ headers }) => headers.authorization),
        ["Bearer t0ken", "Bearer t0ken"],
      );
    });

    it("goes nowhere else, and no credential does", async () => {
      const other = await faultProxy(server.uri);
      for (const status of [301, 302, 303, 307, 308]) {
        for (const method of ["GET", "POST"]) {
          const proxy = await redirected(`${other.uri}/login`, status, method);
          const registry = registryAt(proxy.uri, withToken(proxy.uri));
          await failsWith(
            registry.move({ model, stage: "production", version: "1", holder: null }),
            "refused",
            /sends us on to another address, `http.*`, which was not followed/,
            /login page/,
          );
        }
      }
      assert.deepEqual(other.seen, []);
      assert.deepEqual(await take(registryAt(server.uri).readHolders(model)), {});
    });

    it("does not let a change become a read, nor goes in circles", async () => {
      const writing = await redirected(`{origin}/api/2.0/mlflow/registered-models/alias?again=1`, 302, "POST");
      await failsWith(
        registryAt(writing.uri).move({ model, stage: "production", version: "1", holder: null }),
        "refused",
        /sends a change on/,
      );
      const circle = await redirected("{origin}/api/2.0/mlflow/registered-models/get", 302, "GET");
      await failsWith(registryAt(circle.uri).readHolders(model), "refused", /in circles/);
    });
  });

  describe("over TLS", () => {
    let certificate: Certificate;
    before(() => {
      certificate = newCertificate("server");
    });

    it("trusts the authority that it is told, and no other", async () => {
      const { uri } = await faultProxy(server.uri, { tls: certificate });
      await works(uri, { tls: { serverCertPath: certificate.certPath } });
      await works(uri, { tls: { insecure: true } });
      const untrusted = /certificate of `https:.*` cannot be trusted: DEPTH_ZERO_SELF_SIGNED_CERT/;
      await failsWith(registryAt(uri).listModels(), "refused", untrusted, /MLFLOW_TRACKING_SERVER_CERT_PATH/);
      await failsWith(
        registryAt(uri, { tls: { serverCertPath: newCertificate("other").certPath } }).listModels(),
        "refused",
        /cannot be trusted/,
      );
    });

    it("shows our own certificate where the server asks for it", async () => {
      const own = newCertificate("client");
      const { uri } = await faultProxy(server.uri, { tls: { ...certificate, requestCert: true, rejectUnauthorized: true, ca: own.cert } });
      const serverCertPath = certificate.certPath;
      await works(uri, { tls: { serverCertPath, clientCertPath: own.bothPath } });
      assert.ok(!(await registryAt(uri, { tls: { serverCertPath } }).listModels()).ok);
    });

    it("says where a certificate is not there, or the server speaks none", async () => {
      await failsWith(
        registryAt("https://127.0.0.1:1", { tls: { serverCertPath: "no/such.pem" } }).listModels(),
        "refused",
        /`no\/such.pem`.*ENOENT/,
      );
      await failsWith(registryAt(server.uri.replace("http:", "https:")).listModels(), "refused", /speaks no TLS/, /http:\/\//);
    });
  });

  describe("through a proxy", () => {
    it("reaches a server by its whole address, and one with TLS through a tunnel", async () => {
      const [plain, secure] = [await forwardProxy(), await forwardProxy()];
      const certificate = newCertificate("tunnelled");
      const { uri } = await faultProxy(server.uri, { tls: certificate });
      const proxies = { http: plain.uri.replace("://", "://erin:s3cret@"), https: secure.uri };
      await works(server.uri, { proxies });
      await works(uri, { proxies, tls: { serverCertPath: certificate.certPath } });
      assert.ok(plain.asked.includes(`GET ${server.uri}/api/2.0/mlflow/registered-models/get?name=${model}`), plain.asked.join("\n"));
      assert.deepEqual(plain.logins[0], `Basic ${Buffer.from("erin:s3cret").toString("base64")}`);
      assert.deepEqual([...new Set(secure.asked)], [`CONNECT ${new URL(uri).host}`]);
    });

    it("does not go where the environment excepts the host", async () => {
      const proxy = await forwardProxy();
      for (const except of ["127.0.0.1", "localhost, 127.0.0.1", "*"]) await works(server.uri, { proxies: { http: proxy.uri, except } });
      assert.deepEqual(proxy.asked, []);
    });

    it("tells where the proxy asks for a login that is not the server's", async () => {
      const proxy = await forwardProxy("s3cret");
      const known = proxy.uri.replace("://", "://erin:s3cret@");
      const { uri } = await faultProxy(server.uri, { tls: newCertificate("guarded") });
      await works(server.uri, { proxies: { http: known } });
      const login = [/proxy on the way to `.*` answered 407/, /user:password@host/];
      await failsWith(registryAt(server.uri, { proxies: { http: proxy.uri } }).listModels(), "refused", ...login);
      await failsWith(registryAt(uri, { proxies: { https: proxy.uri } }).listModels(), "refused", ...login);
    });

    it("tells a proxy that is none, or not there, without its password", async () => {
      const gone = await registryAt(server.uri, { proxies: { http: "http://erin:s3cret@127.0.0.1:1" } }).listModels();
      assert.ok(!gone.ok && gone.reason === "unreachable" && !JSON.stringify(gone).includes("s3cret"), JSON.stringify(gone));
      await failsWith(
        registryAt(server.uri, { proxies: { http: "socks5://127.0.0.1:1080" } }).listModels(),
        "refused",
        /address of the proxy/,
      );
    });
  });
});
