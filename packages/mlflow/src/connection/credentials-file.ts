/** The keys of the section `[mlflow]` of `~/.mlflow/credentials`, in lower case, as Python's configparser reads them: `%%` is a `%`. */
export const readCredentialsFile = (text: string): Readonly<Record<string, string>> => {
  const values: Record<string, string> = {};
  let section = "";
  for (const line of text.split(/\r?\n/)) {
    const header = /^\[(.+)\]\s*$/.exec(line)?.[1];
    if (header !== undefined) section = header;
    const [, key, value] = /^([^#;\s][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (section === "mlflow" && key !== undefined && value !== undefined) values[key.toLowerCase()] = value.replaceAll("%%", "%");
  }
  return values;
};
