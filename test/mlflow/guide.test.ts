/** The commands of the guide, `docs/mlflow.md`, one after the other on a real MLflow server. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { MlflowServer } from "@muster/mlflow-server";
import { newPlace, newServer } from "./workspace.js";

const guide = readFileSync(new URL("../../../docs/mlflow.md", import.meta.url), "utf8");

/** The lines of the shell under a heading. */
const linesUnder = (heading: string): readonly string[] => {
  const section = guide.split(/^## /m).find((text) => text.startsWith(`${heading}\n`));
  const [, block] = /^```sh\n([\s\S]*?)^```$/m.exec(section ?? "") ?? [];
  assert.ok(block, `the guide has commands under "${heading}"`);
  return block.split("\n").filter((line) => line !== "");
};

describe("the guide to MLflow", function () {
  this.timeout(240_000);
  let server: MlflowServer;
  before(async () => {
    server = await newServer();
    await server.python.run("train");
    await server.python.call("set_registered_model_alias", "tumours", "production", "1");
  });

  it("begins with commands that do what it says", async () => {
    const place = newPlace({});
    place.as("erin");
    const shell = place.shell({ MLFLOW_TRACKING_URI: server.uri });
    for (const line of linesUnder("Begin")) {
      const [, person] = /^# as (\w+)/.exec(line) ?? [];
      if (person !== undefined) {
        place.as(person);
        continue;
      }
      const [, wanted = "0"] = /# ends with (\d)/.exec(line) ?? [];
      const { code, stdout, stderr } = await shell(line);
      assert.equal(code, Number(wanted), `$ ${line}\n${stdout}${stderr}`);
    }
    const { aliases } = await server.python.call<{ readonly aliases: unknown }>("get_registered_model", "tumours");
    assert.deepEqual(aliases, { staging: "2", production: "1" });
    await server.python.call("set_registered_model_alias", "tumours", "production", "2");
    assert.match((await shell("muster status")).stdout, /drift: the registry names 2/);
  });
});
