/** MLflow's REST API, as bare as it is, to set up what a test needs. */
export const rest = async <T>(
  uri: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> => {
  const response = await fetch(`${uri}/api/2.0/mlflow/${path}`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

let named = 0;

/** A name that no other test has. */
export const newName = (): string => `model-${(named += 1)}`;

/** A registered model of its own with so many versions, which have no run. */
export const newModel = async (uri: string, versions: number, name = newName()): Promise<string> => {
  await rest(uri, "POST", "registered-models/create", { name });
  for (let made = 0; made < versions; made += 1) await newVersion(uri, name, {});
  return name;
};

export const newVersion = async (uri: string, name: string, more: Readonly<Record<string, unknown>>): Promise<string> => {
  const { model_version } = await rest<{ readonly model_version: { readonly version: string } }>(uri, "POST", "model-versions/create", {
    name,
    source: "s3://models/one",
    ...more,
  });
  return model_version.version;
};
