import type { JsonSchema } from "../schema/compose.js";
import { own } from "../own.js";
import { pointerSegments } from "../schema/pointer.js";
import { propertiesAt, type SharedSchemas } from "../schema/properties-at.js";
import type { Violation } from "../schema/validate.js";
import { isList, isMapping } from "../yaml/plain-data.js";
import type { Sources } from "../yaml/sources.js";
import type { DiagnosticCode } from "./codes.js";
import { diagnosticAt } from "./diagnostic-at.js";
import type { Diagnostic, SourceRange } from "./diagnostic.js";
import { suggest } from "./suggest.js";
import { eitherOf, inWords, quoted, shortened, typesInWords } from "./wording.js";

export interface Violated {
  /** What was validated. */
  readonly data: object;
  readonly schema: JsonSchema;
  /** Definitions that `schema` refers to besides its own. */
  readonly shared?: SharedSchemas;
  readonly sources: Sources;
  /** Where `data` stands, if it stands nowhere in the text. */
  readonly elsewhere?: SourceRange;
}

/** Violations of a schema as diagnostics, in our own words and where they are. */
export const violationDiagnostics = (violations: readonly Violation[], violated: Violated): readonly Diagnostic[] => {
  const known = new Map<string, readonly string[]>();
  const keysAt = (path: string): readonly string[] => {
    const keys = known.get(path) ?? Object.keys(propertiesAt(violated.schema, violated.data, pointerSegments(path), violated.shared));
    known.set(path, keys);
    return keys;
  };
  const found = withoutNoise(violations).map((violation) => explain(violation, violated, keysAt));
  // A mistyped key is missing too; saying so would be said twice.
  const meant = new Set(found.flatMap(({ container, instead }) => (instead === undefined ? [] : [`${container}/${instead}`])));
  return found
    .filter(({ container, missing = [] }) => !missing.some((key) => meant.has(`${container}/${key}`)))
    .map(({ diagnostic }) => diagnostic);
};

/** Of a choice only the violation that sums it up; of a test (`if`, `propertyNames`) only what it led to. */
const withoutNoise = (violations: readonly Violation[]): readonly Violation[] => {
  const incomplete = new Set(violations.flatMap(({ keyword, instancePath }) => (keyword === "required" ? [instancePath] : [])));
  const choices = violations.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf").map(({ schemaPath }) => `${schemaPath}/`);
  return violations.filter(
    ({ keyword, schemaPath, instancePath }) =>
      keyword !== "if" &&
      !(keyword === "minProperties" && incomplete.has(instancePath)) &&
      !schemaPath.includes("/propertyNames/") &&
      !choices.some((choice) => schemaPath.startsWith(choice)),
  );
};

interface Explained {
  readonly diagnostic: Diagnostic;
  /** Pointer to the container. */
  readonly container: string;
  /** The key that is missing, or those of which one is. */
  readonly missing?: readonly string[];
  /** The key that was meant, if one was mistyped. */
  readonly instead?: string;
}

/** A value with the container and key that it has. */
interface Site {
  readonly value: unknown;
  readonly container: object;
  readonly key: string | undefined;
  /** The nearest key with a name. */
  readonly name: string;
}

const explain = (violation: Violation, violated: Violated, keysAt: (path: string) => readonly string[]): Explained => {
  const { instancePath, keyword, params } = violation;
  const site = siteOf(violated.data, instancePath);
  const at = (part?: "key" | "value") =>
    violated.elsewhere ??
    (site.key === undefined ? violated.sources.locate(site.container, "") : violated.sources.locate(site.container, site.key, part));
  const inside = (key: string, part?: "key" | "value") =>
    violated.elsewhere ?? (isMapping(site.value) ? violated.sources.locate(site.value, key, part) : at(part));
  const explained = (code: DiagnosticCode, message: string, help?: string, replacement?: string): Explained => ({
    container: instancePath,
    diagnostic: diagnosticAt(at(), code, message, { help, replacement }),
  });
  const misshapen = (code: DiagnosticCode): Explained => {
    const name = formName(violation);
    const meant = name === "confidence" ? percentage(site.value) : undefined;
    const help = meant === undefined ? (name === "duration" ? units : undefined) : `write \`${meant}\``;
    return explained(code, `${subject(site)} takes ${form(violation)}, not ${inWords(site.value)}`, help, meant);
  };

  switch (keyword) {
    case "additionalProperties": {
      const key = String(params["additionalProperty"]);
      const known = keysAt(instancePath);
      const clash = known.includes(key) ? `\`${shortened(key)}\` does not go with the keys beside it` : undefined;
      const meant = clash === undefined ? suggest(key, known) : undefined;
      const list = known.length > 0 && known.length <= mostKeys ? `the keys here are ${quoted(known).join(", ")}` : undefined;
      const diagnostic = diagnosticAt(inside(key, "key"), "unknown-key", `there is no key \`${shortened(key)}\` here`, {
        help: clash ?? (meant === undefined ? list : `did you mean \`${meant}\`?`),
        replacement: meant,
      });
      return { container: instancePath, diagnostic, ...(meant !== undefined && { instead: meant }) };
    }
    case "required": {
      const keys = isConditionWithoutSubject(violation) ? ["tag", "param"] : [String(params["missingProperty"])];
      const message = `${eitherOf(quoted(keys))} is missing${home(site)}`;
      return { container: instancePath, missing: keys, diagnostic: diagnosticAt(inside(keys[0] ?? ""), "missing-key", message) };
    }
    case "propertyNames": {
      const key = String(params["propertyName"]);
      return {
        container: instancePath,
        diagnostic: diagnosticAt(inside(key, "key"), "wrong-value", `\`${shortened(key)}\` cannot be a name in \`${site.name}\``, {
          help: "use letters, digits, `-` and `_`, a letter first",
        }),
      };
    }
    case "type": {
      const types = ([] as string[]).concat(params["type"] as string | string[]);
      const written = violated.elsewhere === undefined ? writtenAt(at(), site.container, violated.sources) : undefined;
      const fits = !isBare(site.value) || allows(schemaOf(violation, violated), written ?? String(site.value));
      const name = formName(violation);
      if (name === "confidence" || (name !== undefined && !fits)) return misshapen("wrong-type");
      const value = typeof site.value === "number" && written !== undefined ? `the number \`${shortened(written)}\`` : inWords(site.value);
      return explained(
        "wrong-type",
        `${subject(site)} takes ${typesInWords(types)}, not ${value}`,
        undefined,
        fits ? converted(site.value, types, written) : undefined,
      );
    }
    case "enum":
    case "const": {
      const allowed = keyword === "enum" ? (params["allowedValues"] as readonly unknown[]) : [params["allowedValue"]];
      const meant = typeof site.value === "string" ? suggest(site.value, allowed.map(String)) : undefined;
      const only = allowed.map(String).find((one) => one === String(site.value));
      const help = allowed[0] === "never" ? "write `never`, or list who may" : undefined;
      return explained(
        "wrong-value",
        `${subject(site)} takes ${eitherOf(quoted(allowed))}, not ${inWords(site.value)}`,
        meant === undefined ? help : `did you mean \`${meant}\`?`,
        meant ?? only,
      );
    }
    case "false schema":
      return explained("wrong-value", `${subject(site)} cannot stand here`);
    case "pattern":
    case "format":
      return misshapen("wrong-value");
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
    case "exclusiveMaximum":
      return explained(
        "wrong-value",
        `${subject(site)} must be ${comparison[keyword]} ${String(params["limit"])}, not ${String(site.value)}`,
      );
    case "minLength":
    case "minItems":
    case "minProperties":
      if (params["limit"] === 1) return explained("wrong-value", `${subject(site)} must not be empty`);
      return explained("wrong-value", `${subject(site)} needs at least ${String(params["limit"])} ${counted[keyword]}`);
    case "maxLength":
    case "maxItems":
    case "maxProperties":
      return explained("wrong-value", `${subject(site)} may have at most ${String(params["limit"])} ${counted[keyword]}`);
    default:
      return explained("wrong-value", `${subject(site)} ${violation.message ?? `violates \`${keyword}\``}`);
  }
};

/** More would be a page of the manual. */
const mostKeys = 12;

const comparison = { minimum: "at least", exclusiveMinimum: "more than", maximum: "at most", exclusiveMaximum: "less than" } as const;
const counted = {
  minLength: "characters",
  maxLength: "characters",
  minItems: "items",
  maxItems: "items",
  minProperties: "keys",
  maxProperties: "keys",
} as const;

const subject = ({ key, name, container }: Site): string => {
  if (key === undefined) return "it";
  if (!Array.isArray(container)) return `\`${shortened(key)}\``;
  return name === "" ? "an item" : `an item of \`${shortened(name)}\``;
};

const home = (site: Site): string => {
  if (site.name === "") return "";
  return ` in ${Array.isArray(site.container) ? "an item of " : ""}\`${shortened(site.name)}\``;
};

const siteOf = (data: object, pointer: string): Site => {
  let site: Site = { value: data, container: data, key: undefined, name: "" };
  for (const key of pointerSegments(pointer)) {
    const container = site.value;
    if (!isMapping(container) && !isList(container)) break;
    const value: unknown = Object.hasOwn(container, key) ? (container as Readonly<Record<string, unknown>>)[key] : undefined;
    site = { value, container, key, name: isList(container) ? site.name : key };
  }
  return site;
};

/** What a text must look like, by the name of the definition that says so. */
const forms: Readonly<Record<string, string>> = {
  duration: "a duration such as `24h` or `1h30m`",
  percent: "a number, or a percentage such as `0.5%`",
  confidence: "a percentage such as `95%`",
  stageName: "a stage's name: letters, digits, `-`, `_` and `/`, a letter or digit first and last",
  instant: "an instant such as `2026-11-20T10:00:00Z`",
  branchName: "a name that git allows for a branch, such as `muster/ledger`",
  modelTemplate: "a name with `{model}` in it, where the model's name stands",
  uri: "an address such as `https://example.com`",
};

const formName = ({ schemaPath, params }: Violation): string | undefined =>
  [String(params["format"]), ...pointerSegments(schemaPath).toReversed()].find((segment) => Object.hasOwn(forms, segment));

const form = (violation: Violation): string => {
  const { params } = violation;
  const name = formName(violation);
  return name === undefined ? `a text that matches \`${String(params["pattern"] ?? params["format"])}\`` : (forms[name] ?? "");
};

const units = "its units are `w`, `d`, `h`, `m` and `s`, in this order";

/** The schema that a violation is of: a part of what was validated against, or one that all gates share. */
const schemaOf = ({ schemaPath }: Violation, { schema, shared }: Violated): unknown => {
  const [, inShared] = schemaPath.split("/schemas/shared");
  const whole = inShared === undefined ? { ...schema, $defs: { ...shared, ...schema.$defs } } : { ...schema.properties, ...shared };
  return pointerSegments(inShared ?? schemaPath)
    .slice(0, -1)
    .reduce<unknown>(
      (part, key) => (isMapping(part) || isList(part) ? own(part as Readonly<Record<string, unknown>>, key) : undefined),
      whole,
    );
};

/** Whether what stands there without quotes has the form of the text that a schema asks for: `24` has not that of a duration. */
const allows = (schema: unknown, written: string): boolean => {
  const { pattern, format } = isMapping(schema) ? schema : {};
  if (format === "instant" || format === "uri") return false;
  return typeof pattern !== "string" || new RegExp(pattern, "u").test(written);
};

/** A percentage of which only the sign was left out. */
const percentage = (value: unknown): string | undefined =>
  (typeof value === "number" || typeof value === "string") && /^[1-9]\d?(\.\d{1,6})?$/.test(String(value))
    ? JSON.stringify(`${value}%`)
    : undefined;

/** What stands at a place of a container's file; undefined for an alias, whose value stands in another place. */
const writtenAt = ({ file, start, end }: SourceRange, container: object, sources: Sources): string | undefined => {
  let place = sources.placeOf(container);
  while (place !== undefined && place.source.file !== file) place = place.base;
  const written = place?.source.text.slice(start.offset, end.offset);
  return written?.startsWith("*") === true ? undefined : written;
};

const isBare = (value: unknown): value is number | boolean => typeof value === "number" || typeof value === "boolean";

/** The value as the type that is wanted, where an author can only have meant that. A number keeps its digits: `1.10` is a version, `1.1` another. */
const converted = (value: unknown, types: readonly string[], written: string | undefined): string | undefined => {
  const wanted = new Set(types);
  if (typeof value === "string") {
    if ((wanted.has("number") && /^-?\d+(\.\d+)?$/.test(value)) || (wanted.has("integer") && /^-?\d+$/.test(value))) return value;
    if (wanted.has("boolean") && /^(true|false)$/.test(value)) return value;
    if (wanted.has("array")) return `[${JSON.stringify(value)}]`;
  }
  return isBare(value) && written !== undefined && wanted.has("string") ? JSON.stringify(written) : undefined;
};

/** A condition names a tag or a param; its schema asks for the one where the other is missing. */
const isConditionWithoutSubject = ({ schemaPath }: Violation): boolean => schemaPath.endsWith("/condition/allOf/0/else/required");
