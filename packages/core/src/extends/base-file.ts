/** The file that `extends` names: a path relative to the file that it stands in, with slashes. Undefined where it is none. */
export const baseFile = (file: string, named: string): string | undefined => {
  if (/^([a-z][a-z0-9+.-]*:|[/\\])/i.test(named) || named.includes("\\")) return undefined;
  const [, root = "", folders = ""] = /^([a-z][a-z0-9+.-]*:\/\/[^/]*|[a-z]:)?(.*?)[^/\\]*$/is.exec(file) ?? [];
  const separator = folders.includes("\\") && !folders.includes("/") ? "\\" : "/";
  const start = /^[/\\]/.test(folders) ? separator : "";
  const steps: string[] = [];
  for (const step of [...folders.split(/[/\\]/), ...named.split("/")]) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else if (start === "") steps.push("..");
  }
  return `${root}${start}${steps.join(separator)}`;
};
