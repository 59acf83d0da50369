import type { Registry } from "../ports/registry.js";
import { failureOf, holds, same, valueOf, type Suite } from "./suite.js";

/** A registry made ready for the contract. */
export interface RegistrySubject {
  readonly registry: Registry;
  /** A model with these versions, newest first. Its stages `staging` and `production` have no holder. */
  readonly model: string;
  readonly versions: readonly [newest: string, older: string, ...rest: string[]];
  /** A version that is there, but whose facts cannot be read. */
  readonly malformed: { readonly registry: Registry; readonly model: string; readonly version: string };
  /** A registry of the same kind that does not answer. */
  readonly unreachable: Registry;
}

/** What every registry must do. `make` is called anew for each test. */
export const registryContract = ({ describe, it }: Suite, make: () => Promise<RegistrySubject>): void => {
  const test = (name: string, body: (subject: RegistrySubject) => Promise<void>) => it(name, async () => body(await make()));

  describe("a registry", () => {
    test("names itself without a secret", ({ registry }) => {
      holds(registry.id !== "" && !/\/\/[^/]*@/.test(registry.id), "the id names the registry and carries no credentials");
      return Promise.resolve();
    });

    test("lists its models", async ({ registry, model }) => {
      holds((await valueOf(registry.listModels())).includes(model), "the model is listed");
    });

    test("lists a model's versions, newest first", async ({ registry, model, versions }) => {
      const listed = await valueOf(registry.listVersions(model));
      same(
        listed.map(({ version }) => version),
        versions,
      );
    });

    test("reads a version with its facts", async ({ registry, model, versions: [newest] }) => {
      same((await valueOf(registry.readVersion(model, newest))).version, newest);
    });

    test("tells what is not there apart from what cannot be read and from what does not answer", async (subject) => {
      const { registry, model, malformed, unreachable } = subject;
      await failureOf(registry.listVersions("no-such-model"), "absent");
      await failureOf(registry.readVersion("no-such-model", subject.versions[0]), "absent");
      await failureOf(registry.readVersion(model, "no-such-version"), "absent");
      await failureOf(malformed.registry.readVersion(malformed.model, malformed.version), "malformed");
      await failureOf(unreachable.listModels(), "unreachable");
      await failureOf(unreachable.listVersions(model), "unreachable");
      await failureOf(unreachable.readVersion(model, subject.versions[0]), "unreachable");
      await failureOf(unreachable.readHolders(model), "unreachable");
      await failureOf(unreachable.move({ model, stage: "staging", version: subject.versions[0], holder: null }), "unreachable");
    });

    test("has no entry for a stage without a holder", async ({ registry, model }) => {
      const holders = await valueOf(registry.readHolders(model));
      same([holders["staging"] ?? null, holders["production"] ?? null], [null, null]);
    });

    test("moves a stage to a version and reads it back, other stages untouched", async ({ registry, model, versions: [newest, older] }) => {
      await valueOf(registry.move({ model, stage: "staging", version: newest, holder: null }));
      await valueOf(registry.move({ model, stage: "production", version: older, holder: null }));
      await holdersAre(registry, model, { staging: newest, production: older });
    });

    test("lets one version hold several stages", async ({ registry, model, versions: [newest] }) => {
      await valueOf(registry.move({ model, stage: "staging", version: newest, holder: null }));
      await valueOf(registry.move({ model, stage: "production", version: newest, holder: null }));
      await holdersAre(registry, model, { staging: newest, production: newest });
    });

    test("replaces the holder that the caller saw, and goes back to it", async ({ registry, model, versions: [newest, older] }) => {
      await valueOf(registry.move({ model, stage: "production", version: older, holder: null }));
      await valueOf(registry.move({ model, stage: "production", version: newest, holder: older }));
      await holdersAre(registry, model, { production: newest });
      await valueOf(registry.move({ model, stage: "production", version: older, holder: newest }));
      await holdersAre(registry, model, { production: older });
    });

    test("moves nothing where the caller saw another holder", async ({ registry, model, versions: [newest, older] }) => {
      await failureOf(registry.move({ model, stage: "production", version: newest, holder: older }), "conflict");
      await holdersAre(registry, model, {});
      await valueOf(registry.move({ model, stage: "production", version: older, holder: null }));
      await failureOf(registry.move({ model, stage: "production", version: newest, holder: null }), "conflict");
      await failureOf(registry.move({ model, stage: "production", version: null, holder: newest }), "conflict");
      await holdersAre(registry, model, { production: older });
    });

    test("leaves a stage without a holder, and fills it again", async ({ registry, model, versions: [newest, older] }) => {
      await valueOf(registry.move({ model, stage: "production", version: older, holder: null }));
      await valueOf(registry.move({ model, stage: "production", version: newest, holder: older }));
      await valueOf(registry.move({ model, stage: "production", version: null, holder: newest }));
      await holdersAre(registry, model, {});
      await valueOf(registry.move({ model, stage: "production", version: newest, holder: null }));
      await holdersAre(registry, model, { production: newest });
    });

    test("answers in one pass of reading as it does without", async ({ registry, model, versions: [newest, older] }) => {
      await valueOf(registry.move({ model, stage: "production", version: older, holder: null }));
      const pass = registry.forOnePass?.() ?? registry;
      same(await valueOf(pass.listVersions(model)), await valueOf(registry.listVersions(model)));
      same(await valueOf(pass.readHolders(model)), await valueOf(registry.readHolders(model)));
      same(await valueOf(pass.readVersion(model, newest)), await valueOf(registry.readVersion(model, newest)));
      await failureOf(pass.readVersion(model, "no-such-version"), "absent");
    });

    test("looks anew before it moves, in a pass too", async ({ registry, model, versions: [newest, older] }) => {
      const pass = registry.forOnePass?.() ?? registry;
      same((await valueOf(pass.readHolders(model)))["production"] ?? null, null);
      await valueOf(registry.move({ model, stage: "production", version: older, holder: null }));
      await failureOf(pass.move({ model, stage: "production", version: newest, holder: null }), "conflict");
      await holdersAre(registry, model, { production: older });
    });

    test("moves nothing to a version that is not there", async ({ registry, model, versions: [newest] }) => {
      await valueOf(registry.move({ model, stage: "production", version: newest, holder: null }));
      await failureOf(registry.move({ model, stage: "production", version: "no-such-version", holder: newest }), "absent");
      await holdersAre(registry, model, { production: newest });
    });
  });
};

const holdersAre = async (registry: Registry, model: string, expected: Readonly<Record<string, string>>): Promise<void> =>
  same(await valueOf(registry.readHolders(model)), expected);
