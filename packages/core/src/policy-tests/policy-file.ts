import { baseFile } from "../extends/base-file.js";

/**
 * The file of the policy that a policy test is about: the one that it names with a path relative to itself, else the one
 * beside it whose name lacks `.test`. Undefined where what it names is no relative path, or its own name has no `.test`.
 */
export const testedPolicyFile = (file: string, named?: string): string | undefined => {
  if (named !== undefined) return baseFile(file, named);
  const sibling = file.replace(/\.test(\.[^./\\]+)$/, "$1");
  return sibling === file ? undefined : sibling;
};

/** Whether a file is a policy test by its name: `promotion.test.yaml`, `fraud.promotion.test.yaml`. */
export const isPolicyTestFile = (file: string): boolean => /(^|[./\\])promotion\.test\.(ya?ml|json)$/.test(file);
