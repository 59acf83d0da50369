import { failure, success, type Result } from "@muster/core";

const slot = "{model}";

/** The registered model's name that a template and a model's name give. */
export const registeredName = (template: string, model: string): string => template.replaceAll(slot, () => model);

/** The model's name that stands in a registered model's name; undefined where the template does not fit. */
export const modelIn = (template: string, name: string): string | undefined => {
  const at = template.indexOf(slot);
  if (at < 0) return undefined;
  const [before, after] = [template.slice(0, at), template.slice(at + slot.length)];
  const model = name.slice(before.length, name.length - after.length);
  return model !== "" && registeredName(template, model) === name ? model : undefined;
};

/** MLflow's search has no way to write a single quote inside a name. */
export const checkName = (name: string): Result<null> => {
  if (name.includes("'"))
    return failure(
      "refused",
      `\`${name}\` has a quote in it, which MLflow's search cannot be asked for`,
      "register the model under a name without quotes",
    );
  return success(null);
};

/** MLflow's versions are whole numbers from 1 on; the server takes ` 7` and `007` for 7, we do not. */
export const isVersion = (version: string): boolean => /^[1-9]\d{0,9}$/.test(version);

export const noVersion = (name: string, version: string): Result<never> =>
  failure("absent", `\`${name}\` has no version \`${version}\`: MLflow's versions are numbers`, "name one of them, such as `1`");
