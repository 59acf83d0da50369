import { failure, success, type Result } from "@muster/core";
import { git, type Repository } from "./git.js";

/** Who git says works here. A claim, not a proof. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}

export const readIdentity = async (repository: Repository): Promise<Result<Identity>> => {
  const email = await readSetting(repository, "user.email");
  if (!email.ok) return email;
  const name = await readSetting(repository, "user.name");
  return name.ok ? success({ name: name.value, email: email.value }) : name;
};

const readSetting = async (repository: Repository, key: string): Promise<Result<string>> => {
  const answer = await git(repository, ["config", "--get", key], { answers: [1] });
  if (!answer.ok) return answer;
  const value = answer.value.stdout.toString("utf8").trim();
  if (value !== "") return success(value);
  const help = "tell git who you are: `git config user.name NAME` and `git config user.email ADDRESS`";
  return failure("absent", `git does not know who you are: \`${key}\` is not set`, help);
};
