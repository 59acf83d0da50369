import { suggest } from "../diagnostics/suggest.js";
import { signatures } from "./functions.js";
import { fieldOf, type Shape } from "./shape.js";
import { childrenOf, type ExpressionError, type Node, type Syntax } from "./syntax.js";

/** A place where an expression looks at a variable. */
export interface Mention {
  readonly variable: string;
  /** The names below it, as far as the source fixes them. */
  readonly path: readonly string[];
  /** As a source has it, such as `candidate.metrics.auc`. */
  readonly text: string;
}

export interface Names {
  readonly mentions: readonly Mention[];
  /** What was not there when evaluation ended with an error at a node. */
  missingAt(node: bigint | undefined, message: string): Missing | undefined;
}

export interface Missing {
  /** As a source has it, such as `candidate.metrics.auc`. */
  readonly path: string;
  /** What asks for it: `has(…)`, which takes no index, or such as `"auc/de" in candidate.metrics`. */
  readonly question: string;
}

/** The built-in names of types. */
const types = new Set(["bool", "bytes", "double", "int", "list", "map", "null_type", "string", "type", "uint"]);

/** What the planner does itself. */
const special = new Set(["_[_]", "_?_:_", "_&&_", "_||_", "@not_strictly_false"]);

/** The names of an expression; or the first that is not there. */
export const namesOf = ({ root, offsetOf }: Syntax, source: string, variables: Shape): Names | ExpressionError => {
  const mentions: Mention[] = [];
  const missing = new Map<string, Missing>();

  const visit = (node: Node, locals: ReadonlySet<string>): ExpressionError | undefined => {
    const chain = chainOf(node);
    if (chain !== undefined && !locals.has(chain.name)) return mention(chain);
    const kind = node.exprKind;
    if (kind.case === "constExpr" && kind.value.constantKind.case === "doubleValue" && !Number.isFinite(kind.value.constantKind.value)) {
      return wrong(node, "", "a number is too large");
    }
    if (kind.case === "structExpr" && kind.value.messageName !== "")
      return wrong(node, kind.value.messageName, `there is no type \`${kind.value.messageName}\` to make a value of`);
    if (kind.case === "callExpr") {
      const { function: name, target, args } = kind.value;
      const error = unknownCall(name, target !== undefined, args.length);
      if (error !== undefined) return wrong(node, name, error.error, error);
    }
    if (kind.case !== "comprehensionExpr") return first(childrenOf(node), (child) => visit(child, locals));
    const { iterRange, accuInit, loopCondition, loopStep, result, iterVar, accuVar } = kind.value;
    const inner = new Set([...locals, iterVar, accuVar]);
    return (
      first([iterRange, accuInit], (child) => child && visit(child, locals)) ??
      first([loopCondition, loopStep, result], (child) => child && visit(child, inner))
    );
  };

  const mention = ({ name, node, steps }: Chain): ExpressionError | undefined => {
    let shape = fieldOf(variables, name);
    if (shape === undefined) {
      if (types.has(name) && steps.length === 0) return undefined;
      const known = Object.keys(variables.fields);
      return wrong(
        node,
        name,
        `\`${name}\` is not a variable`,
        hintTo(name, known) ?? { help: `text stands in quotes; the variables are ${listed(known)}` },
      );
    }
    let path = name;
    for (const step of steps) {
      const below = fieldOf(shape, step.name);
      if (below === undefined) {
        const known = Object.keys(shape.fields);
        const hint = known.length === 0 ? undefined : (hintTo(step.name, known) ?? { help: `it has ${listed(known)}` });
        return wrong(step.node, step.name, `\`${path}\` has no \`${step.name}\``, hint);
      }
      const isField = /^[A-Za-z_]\w*$/.test(step.name);
      const quoted = JSON.stringify(step.name);
      const question = isField ? "has(…)" : `${quoted} in ${path}`;
      path += isField ? `.${step.name}` : `[${quoted}]`;
      missing.set(`${step.reportedAt} field not found: ${step.name}`, { path, question });
      shape = below;
    }
    mentions.push({ variable: name, path: steps.map((step) => step.name), text: path });
    return undefined;
  };

  /** `text` stands in the source from the node's place on. */
  const wrong = (node: Node, text: string, error: string, hint?: Hint): ExpressionError => {
    const offset = source.indexOf(text, offsetOf(node));
    return { ...hint, error, ...(offset >= 0 && { offset, length: text.length }) };
  };

  return visit(root, new Set()) ?? { mentions, missingAt: (node, message) => missing.get(`${node} ${message}`) };
};

interface Chain {
  readonly name: string;
  readonly node: Node;
  readonly steps: readonly Step[];
}

interface Step {
  readonly name: string;
  readonly node: Node;
  /** The node that the library names where the step leads nowhere: for an index, the beginning of the chain. */
  readonly reportedAt: bigint;
}

/** A name and what is selected of it or asked for in it: `a.b`, `a["b"]`, `has(a.b)`, `"b" in a`. */
const chainOf = (node: Node): Chain | undefined => {
  const kind = node.exprKind;
  if (kind.case === "identExpr") return { name: kind.value.name, node, steps: [] };
  const [operand, name, written = node] = kind.case === "selectExpr" ? [kind.value.operand, kind.value.field] : indexOf(node);
  const chain = operand === undefined || name === undefined ? undefined : chainOf(operand);
  return chain && name !== undefined
    ? { ...chain, steps: [...chain.steps, { name, node: written, reportedAt: kind.case === "selectExpr" ? node.id : chain.node.id }] }
    : undefined;
};

const indexOf = ({ exprKind: kind }: Node): readonly [operand?: Node, name?: string, written?: Node] => {
  if (kind.case !== "callExpr") return [];
  const { function: called, args } = kind.value;
  const [operand, index] = called === "_[_]" ? args : called === "@in" ? args.toReversed() : [];
  const constant = index?.exprKind.case === "constExpr" ? index.exprKind.value.constantKind : undefined;
  return operand !== undefined && index !== undefined && constant?.case === "stringValue" ? [operand, constant.value, index] : [];
};

type Hint = Pick<ExpressionError, "help" | "meant">;

const unknownCall = (name: string, isMethod: boolean, length: number): ExpressionError | undefined => {
  if (special.has(name)) return undefined;
  const known = signatures.filter((one) => one.name === name);
  if (known.some((one) => one.isMethod === isMethod && one.length === length)) return undefined;
  if (known.length > 0 || macros.has(name)) return { error: `\`${name}\` is not called like this` };
  return { error: `there is no function \`${name}\``, ...hintTo(name, callable) };
};

const macros = new Set(["has", "all", "exists", "exists_one", "map", "filter"]);
const callable = [...macros, ...new Set(signatures.map(({ name }) => name).filter((name) => /^\w+$/.test(name)))];

const hintTo = (name: string, known: Iterable<string>): Hint | undefined => {
  const meant = suggest(name, known);
  return meant === undefined ? undefined : { help: `did you mean \`${meant}\`?`, meant };
};

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

const first = <Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined => {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
};
