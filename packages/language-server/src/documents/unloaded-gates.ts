import { defineGate, type DefinedGate } from "@muster/core";

/** A name after `uses`, in YAML or JSON. What is no gate makes no difference: nothing uses it. */
const used = /["']?\buses["']?\s*:\s*["']?([^\s"'#,}\]]+)/g;

/**
 * Gates of plugins that are not loaded here, because the workspace is not trusted: a policy that uses them can be read, their
 * keys are not looked at, and they decide nothing.
 */
export const unloadedGates = (text: string): readonly DefinedGate[] =>
  [...new Set([...text.matchAll(used)].map(([, name = ""]) => name))].map((kind) =>
    defineGate<object, object>({
      kind,
      schema: {},
      validate: () => true,
      codes: { "plugin-not-loaded": "the plugin is not loaded here" },
      prepare: (config) => config,
      requires: () => [],
      evaluate: () => ({ outcome: "unknown", code: "plugin-not-loaded", message: `the plugin gate \`${kind}\` is not loaded here` }),
    }),
  );
