import type { PluginManifest } from "./generated/plugin-manifest.js";
import { validatePluginManifest } from "./generated/validators.js";
import { failure, success, type Result } from "./ports/result.js";

/** What a plugin says of itself, taken for true only where it has the form of its schema. */
export const readPluginManifest = (value: unknown): Result<PluginManifest> => {
  if (isPluginManifest(value)) return success(value);
  const [violation] = validatePluginManifest.errors ?? [];
  return failure(
    "malformed",
    `the manifest is not valid: \`${violation?.instancePath || "/"}\` ${violation?.message ?? ""}`,
    "see the plugin manifest's schema",
  );
};

const isPluginManifest = (value: unknown): value is PluginManifest => validatePluginManifest(value);
