import { celEnv, celError, celType, isCelError, plan, type CelInput } from "@bufbuild/cel";
import { boundLoops } from "./bound-loops.js";
import { budgetOf } from "./budget.js";
import { boundedFunctions } from "./functions.js";
import { namesOf, type Mention, type Missing } from "./scope.js";
import type { Shape } from "./shape.js";
import { readSyntax, type ExpressionError } from "./syntax.js";

/** A value that an expression looks at. Numbers are doubles; an instant is a protobuf timestamp. */
export type ExpressionValue = CelInput;

/** What an evaluation says that looks at a variable without a value. */
const noValue = "unresolved attribute";

/**
 * Stands for a value that is not known: to look at it is an error, and so is `has`, which is false of what is known not to be there.
 * Bindings take errors for values, although their type does not say so.
 */
export const notKnown = celError(noValue) as unknown as ExpressionValue;

export type ExpressionResult =
  | { readonly holds: boolean }
  | {
      readonly unknown: "error" | "budget" | "not-boolean";
      readonly message: string;
      readonly missing?: Missing;
    };

/** A CEL expression, ready to be evaluated. */
export interface Expression {
  readonly mentions: readonly Mention[];
  /** Pure and bounded: the same values give the same result, after a number of steps that has a limit. */
  evaluate(values: Readonly<Record<string, ExpressionValue>>): ExpressionResult;
}

/** Enough for a look at each of some thousand metrics; some ten milliseconds. */
const steps = 100_000;

/** Of the one evaluation that runs: an expression is evaluated in one go. Making an environment for each takes longer than reading it. */
const budget = budgetOf(steps);
const environment = celEnv({ funcs: boundedFunctions(budget) });

/** Reads a CEL expression over the fields of `variables`. */
export const readExpression = (source: string, variables: Shape): Expression | ExpressionError => {
  const syntax = readSyntax(source);
  if ("error" in syntax) return syntax;
  const names = namesOf(syntax, source, variables);
  if ("error" in names) return names;
  boundLoops(syntax.root);
  const run = plan(environment, syntax.root);
  return {
    mentions: names.mentions,
    evaluate(values) {
      budget.refill();
      const result = run({ __proto__: null, ...values });
      // `||` and `exists` may have swallowed the error that says so.
      if (budget.isSpent) return { unknown: "budget", message: `it takes more than ${steps} steps` };
      if (!isCelError(result))
        return typeof result === "boolean"
          ? { holds: result }
          : { unknown: "not-boolean", message: `it gives a value of type ${celType(result).name}` };
      const missing = result.message === noValue ? absent(names.mentions, values) : names.missingAt(result.exprId, result.message);
      return {
        unknown: "error",
        message: missing === undefined ? result.message : `\`${missing.path}\` is missing`,
        ...(missing !== undefined && { missing }),
      };
    },
  };
};

const absent = (mentions: readonly Mention[], values: Readonly<Record<string, ExpressionValue>>): Missing | undefined => {
  const found = mentions.find(({ variable }) => values[variable] === undefined || values[variable] === notKnown);
  return found && { path: found.variable, question: "has(…)" };
};
