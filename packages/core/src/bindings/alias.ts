const longestAlias = 255;

/** Why MLflow takes no alias of this name; undefined where it does. */
export const aliasProblem = (alias: string): string | undefined => {
  if (alias === "") return "an alias cannot be empty";
  if (!/^[\p{L}\p{N}_-]+$/u.test(alias)) return `MLflow takes only letters, digits, \`_\` and \`-\` in an alias, not \`${alias}\``;
  if (Array.from(alias).length > longestAlias) return `MLflow takes no alias of more than ${longestAlias} characters`;
  if (/^(latest|v\p{Nd}+)$/iu.test(alias)) return `MLflow keeps the alias \`${alias}\` for itself`;
  return undefined;
};
