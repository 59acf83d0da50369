import assert from "node:assert/strict";
import { connectionFromEnvironment, mlflowRegistry, type ConfiguredServer, type Environment, type MlflowConnection } from "@muster/mlflow";
import { failsWith, take } from "./results.js";

const uri = "https://mlflow.example.com";
const origin = uri;

const connectionOf = (env: Environment, file?: string, configured?: ConfiguredServer): Promise<MlflowConnection> =>
  take(connectionFromEnvironment(env, file, configured));

const fails = (env: Environment, ...told: readonly RegExp[]) =>
  failsWith(connectionFromEnvironment({ MLFLOW_TRACKING_URI: uri, ...env }, undefined), "refused", ...told);

describe("a connection from the environment", () => {
  describe("has the address", () => {
    it("of the tracking server, and of another registry where one is named", async () => {
      const one = await connectionOf({ MLFLOW_TRACKING_URI: `${uri}/` });
      assert.deepEqual([one.trackingUri, one.registryUri], [uri, uri]);
      const two = await connectionOf({ MLFLOW_TRACKING_URI: uri, MLFLOW_REGISTRY_URI: "http://registry:5000/ml/flow//" });
      assert.deepEqual([two.trackingUri, two.registryUri], [uri, "http://registry:5000/ml/flow"]);
      assert.equal(mlflowRegistry({ connection: two }).id, "mlflow:http://registry:5000/ml/flow");
    });

    it("that the configuration names, before the environment's", async () => {
      const env = { MLFLOW_TRACKING_URI: "http://localhost:5000", MLFLOW_REGISTRY_URI: "http://localhost:5001", MLFLOW_WORKSPACE: "mine" };
      const one = await connectionOf(env, undefined, { uri, workspace: "cards" });
      assert.deepEqual([one.trackingUri, one.registryUri, one.workspace], [uri, uri, "cards"]);
      const two = await connectionOf(env, undefined, { registryUri: uri });
      assert.deepEqual([two.trackingUri, two.registryUri, two.workspace], ["http://localhost:5000", uri, "mine"]);
      assert.equal(mlflowRegistry({ connection: one }).id, `mlflow:${uri}#cards`);
    });

    it("or says what to do where there is none, or none of a server", async () => {
      await failsWith(connectionFromEnvironment({}, undefined), "absent", /no MLflow server is named/, /MLFLOW_TRACKING_URI/);
      await failsWith(connectionFromEnvironment({ MLFLOW_TRACKING_URI: "" }, undefined), "absent");
      for (const folder of ["./mlruns", "file:///srv/mlruns", "C:\\mlruns", "mlflow.example.com"]) {
        await failsWith(
          connectionFromEnvironment({ MLFLOW_TRACKING_URI: folder }, undefined),
          "refused",
          /is a folder or a file/,
          /start `mlflow server`/,
        );
      }
      for (const database of ["sqlite:///mlflow.db", "postgresql://erin:hunter2@db/mlflow", "mysql+pymysql://db/mlflow"]) {
        const { message } = await failsWith(
          connectionFromEnvironment({ MLFLOW_TRACKING_URI: database }, undefined),
          "refused",
          /is a database/,
          /start `mlflow server`/,
        );
        assert.ok(!message.includes("hunter2"));
      }
      for (const other of ["databricks://profile", "uc:http://catalog", "databricks-uc:x"]) {
        await failsWith(connectionFromEnvironment({ MLFLOW_TRACKING_URI: other }, undefined), "refused", /no MLflow server's/, /http:\/\//);
      }
      for (const secret of [
        "http://erin:hunter2@:80",
        "http://erin:x/hunter2@127.0.0.1:1/?token=hunter3",
        "http://erin:x/y @hunter2@h:1",
      ]) {
        const { message } = await fails({ MLFLOW_TRACKING_URI: secret });
        assert.ok(!message.includes("hunter"), message);
      }
    });
  });

  describe("has the credential", () => {
    const password = { MLFLOW_TRACKING_USERNAME: "erin", MLFLOW_TRACKING_PASSWORD: "hunter2" };
    const file =
      "# made by hand\n[other]\nmlflow_tracking_username = mallory\n[mlflow]\nmlflow_tracking_username = bob\nMLFLOW_TRACKING_PASSWORD: b=o:b%% # kept\n";

    const cases: readonly (readonly [name: string, env: Environment, file: string | undefined, expected: object | undefined])[] = [
      ["of user name and password", password, undefined, { username: "erin", password: "hunter2" }],
      ["of a token", { MLFLOW_TRACKING_TOKEN: "t" }, undefined, { token: "t" }],
      [
        "of user name and password before the token",
        { ...password, MLFLOW_TRACKING_TOKEN: "t" },
        undefined,
        { username: "erin", password: "hunter2" },
      ],
      ["of the file", {}, file, { username: "bob", password: "b=o:b% # kept" }],
      ["of the file before the token", { MLFLOW_TRACKING_TOKEN: "t" }, file, { username: "bob", password: "b=o:b% # kept" }],
      [
        "of the variables before the file, each for itself",
        { MLFLOW_TRACKING_USERNAME: "erin" },
        file,
        { username: "erin", password: "b=o:b% # kept" },
      ],
      [
        "of the token where there is no password",
        { MLFLOW_TRACKING_USERNAME: "erin", MLFLOW_TRACKING_TOKEN: "t" },
        "[mlflow]\n",
        { token: "t" },
      ],
      ["of none", { MLFLOW_TRACKING_TOKEN: "" }, undefined, undefined],
    ];
    for (const [name, env, text, expected] of cases) {
      it(name, async () => {
        const { credentials, withheld } = await connectionOf({ MLFLOW_TRACKING_URI: uri, ...env }, text);
        assert.deepEqual(credentials, expected === undefined ? undefined : [{ origin, ...expected }]);
        assert.equal(withheld, undefined);
      });
    }

    it("that stands in an address, for that address", async () => {
      const env = {
        MLFLOW_TRACKING_URI: "https://erin:p%40ss%2F%zz@mlflow.example.com/x",
        MLFLOW_REGISTRY_URI: "http://registry:5000",
        MLFLOW_TRACKING_TOKEN: "t",
      };
      const { trackingUri, credentials } = await connectionOf(env);
      assert.equal(trackingUri, `${uri}/x`);
      assert.deepEqual(credentials, [
        { origin, username: "erin", password: "p%40ss%2F%zz" },
        { origin: "http://registry:5000", token: "t" },
      ]);
    });

    it("for the addresses that the environment names, and for no other", async () => {
      const elsewhere = await connectionOf({ MLFLOW_TRACKING_URI: uri, ...password }, undefined, { uri: "https://evil.example.com" });
      assert.deepEqual([elsewhere.credentials, elsewhere.withheld], [undefined, true]);
      const nowhere = await connectionOf({ MLFLOW_TRACKING_TOKEN: "t" }, file, { uri });
      assert.deepEqual([nowhere.credentials, nowhere.withheld], [undefined, true]);
      const half = await connectionOf({ MLFLOW_TRACKING_URI: uri, MLFLOW_TRACKING_TOKEN: "t" }, undefined, {
        uri: `${uri}:443/team`,
        registryUri: `${uri}:8443`,
      });
      assert.deepEqual([half.credentials, half.withheld], [[{ origin, token: "t" }], true]);
    });

    it("of no configuration", async () => {
      const { message } = await failsWith(
        connectionFromEnvironment({}, undefined, { uri: "https://erin:hunter2@mlflow.example.com" }),
        "refused",
        /has credentials in it/,
        /MLFLOW_TRACKING_PASSWORD/,
      );
      assert.ok(!message.includes("hunter2"));
    });

    it("or says that it is of a kind that we do not have", async () => {
      await fails({ MLFLOW_TRACKING_AWS_SIGV4: "true" }, /MLFLOW_TRACKING_AWS_SIGV4/);
      await fails({ MLFLOW_TRACKING_AUTH: "kubernetes" }, /MLFLOW_TRACKING_AUTH/);
      await connectionOf({ MLFLOW_TRACKING_URI: uri, MLFLOW_TRACKING_AWS_SIGV4: "false" });
    });
  });

  it("has TLS as the variables say", async () => {
    const { tls } = await connectionOf({
      MLFLOW_TRACKING_URI: uri,
      MLFLOW_TRACKING_SERVER_CERT_PATH: "ca.pem",
      MLFLOW_TRACKING_CLIENT_CERT_PATH: "me.pem",
      REQUESTS_CA_BUNDLE: "all.pem",
    });
    assert.deepEqual(tls, { serverCertPath: "ca.pem", clientCertPath: "me.pem" });
    assert.deepEqual((await connectionOf({ MLFLOW_TRACKING_URI: uri, REQUESTS_CA_BUNDLE: "all.pem" })).tls, { serverCertPath: "all.pem" });
    assert.deepEqual((await connectionOf({ MLFLOW_TRACKING_URI: uri, MLFLOW_TRACKING_INSECURE_TLS: "True" })).tls, { insecure: true });
    await fails({ MLFLOW_TRACKING_INSECURE_TLS: "yes" }, /neither true nor false/);
    await fails({ MLFLOW_TRACKING_INSECURE_TLS: "1", MLFLOW_TRACKING_SERVER_CERT_PATH: "ca.pem" }, /are both set/);
  });

  it("has proxies as the variables say", async () => {
    const all = await connectionOf({
      MLFLOW_TRACKING_URI: uri,
      HTTPS_PROXY: "http://p:1",
      https_proxy: "http://q:2",
      ALL_PROXY: "http://r:3",
      NO_PROXY: "localhost,.corp",
    });
    assert.deepEqual(all.proxies, { http: "http://r:3", https: "http://q:2", except: "localhost,.corp" });
    assert.deepEqual((await connectionOf({ MLFLOW_TRACKING_URI: uri })).proxies, {});
  });

  it("has the patience that the variables ask for", async () => {
    const { patience } = await connectionOf({
      MLFLOW_TRACKING_URI: uri,
      MLFLOW_HTTP_REQUEST_MAX_RETRIES: "0",
      MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR: "3",
      MLFLOW_HTTP_REQUEST_TIMEOUT: "120",
    });
    assert.deepEqual(patience, { retries: 0, backoffSeconds: 3, timeoutSeconds: 120 });
    assert.deepEqual((await connectionOf({ MLFLOW_TRACKING_URI: uri })).patience, { retries: 4, backoffSeconds: 1, timeoutSeconds: 30 });
    for (const text of ["-1", "many", "11", "1.5"])
      await fails({ MLFLOW_HTTP_REQUEST_MAX_RETRIES: text }, /`MLFLOW_HTTP_REQUEST_MAX_RETRIES` is no whole number from 0 to 10/);
  });
});
