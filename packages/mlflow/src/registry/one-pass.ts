import { success } from "@muster/core";
import type { ModelVersion, RegisteredModel } from "../answers/registered-model.js";
import type { Catalog } from "./catalog.js";

/** A catalog that asks for a model, and for the list of its versions, once, and finds single versions in that list. */
export const onePassOver = (catalog: Catalog): Catalog => {
  const models = new Map<string, RegisteredModel>();
  const listed = new Map<string, readonly ModelVersion[]>();
  const versions = new Map<string, ReadonlyMap<string, ModelVersion>>();
  return {
    ...catalog,
    model: async (name) => {
      const known = models.get(name);
      if (known !== undefined) return success(known);
      const model = await catalog.model(name);
      if (model.ok) models.set(name, model.value);
      return model;
    },
    versions: async (name, source) => {
      const known = listed.get(name);
      if (source !== undefined) return catalog.versions(name, source);
      if (known !== undefined) return success(known);
      const all = await catalog.versions(name);
      if (all.ok) {
        listed.set(name, all.value);
        versions.set(name, new Map(all.value.map((each) => [each.version, each])));
      }
      return all;
    },
    version: async (name, version) => {
      const known = versions.get(name)?.get(version);
      return known === undefined ? catalog.version(name, version) : success(known);
    },
  };
};
