import { parse } from "semver";
import { failure, success, type Result } from "@muster/core";

export type GtoAction = "register" | "deregister" | "assign" | "unassign" | "deprecate";

/** What a tag's name says, in GTO's conventions. */
export interface GtoName {
  readonly model: string;
  readonly action: GtoAction;
  readonly version?: string;
  readonly stage?: string;
  readonly counter?: number;
}

const name = "[a-zA-Z0-9](?:[-a-zA-Z0-9/_]*[a-zA-Z0-9])?";
const directory = "[-a-zA-Z0-9_./]+";
const tagPattern = new RegExp(
  `^(?<model>(?:${directory}=)?${name})(?:#(?<stage>${name})(?<unassigned>!?)|@(?<version>v\\d[^!#]*)(?<deregistered>!?)|@(?<deprecated>deprecated))(?:#(?<counter>\\d+))?$`,
);
const stagePattern = new RegExp(`^${name}$`);
const modelPattern = new RegExp(`^(?:${directory}:)?${name}$`);

/** Undefined: it is no tag of GTO's. In a tag `dir=name` stands for `dir:name`. */
export const parseTagName = (tag: string): GtoName | undefined => {
  const found = tagPattern.exec(tag)?.groups;
  if (found === undefined) return undefined;
  const { stage, version } = found;
  if (version !== undefined && !isVersion(version)) return undefined;
  const counter = found["counter"] === undefined ? {} : { counter: Number(found["counter"]) };
  const common = { model: (found["model"] ?? "").replace("=", ":"), ...counter };
  if (stage !== undefined) return { ...common, stage, action: found["unassigned"] === "!" ? "unassign" : "assign" };
  if (version !== undefined) return { ...common, version, action: found["deregistered"] === "!" ? "deregister" : "register" };
  return { ...common, action: "deprecate" };
};

export const registrationTag = (model: string, version: string): string => `${inTag(model)}@${version}`;
export const assignmentTag = (model: string, stage: string, counter: number): string => `${inTag(model)}#${stage}#${counter}`;
export const unassignmentTag = (model: string, stage: string, counter: number): string => `${inTag(model)}#${stage}!#${counter}`;

const inTag = (model: string): string => model.replace(":", "=");

/** `v` and a semantic version, such as `v1.2.3`. */
const isVersion = (text: string): boolean => /^v\d\S*$/.test(text) && parse(text) !== null;

const nameHelp = "letters, digits, `-`, `_` and `/`, a letter or digit first and last";

export const checkModelName = (model: string): Result<null> =>
  modelPattern.test(model)
    ? success(null)
    : failure("refused", `\`${model}\` cannot be a model's name in git tags`, `${nameHelp}; in a sub-directory \`dir:name\``);

export const checkStageName = (stage: string): Result<null> =>
  stagePattern.test(stage) ? success(null) : failure("refused", `\`${stage}\` cannot be a stage's name in git tags`, nameHelp);

export const checkVersionName = (version: string): Result<null> =>
  isVersion(version)
    ? success(null)
    : failure("refused", `\`${version}\` cannot be a version in git tags`, "`v` and a semantic version, such as `v1.2.3`");
