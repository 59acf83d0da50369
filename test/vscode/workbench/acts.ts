/** What people do with the model iris in more than one suite. */
import type { Workbench } from "./workbench.js";

type Asked = Awaited<ReturnType<Workbench["modal"]>>;

/** Chooses a promotion in the palette whose verdict is this. */
export const choosePromotion = async (workbench: Workbench, version: string, stage: string, verdict: string): Promise<void> => {
  await workbench.run("Muster: Promote Model Version…");
  await workbench.choose("iris");
  await workbench.choose(version);
  await workbench.choose(stage, verdict);
};

/** Asks for a promotion that is allowed, up to the question before it. */
export const beginPromotion = async (workbench: Workbench, version: string, stage: string): Promise<Asked> => {
  await choosePromotion(workbench, version, stage, "allowed");
  return workbench.modal();
};

/** To a stage that is not the last. */
export const promote = async (workbench: Workbench, version: string, stage: string): Promise<void> => {
  await (await beginPromotion(workbench, version, stage)).answer("Promote");
  await told(workbench, `iris@${version} holds ${stage} now`);
};

export const recordAudit = async (workbench: Workbench, version: string): Promise<void> => {
  await workbench.run("Muster: Record Check Result…");
  await workbench.choose("iris");
  await workbench.choose(version);
  await workbench.choose("bias-audit");
  await workbench.choose("passed");
  await workbench.answer("What it found", "no group is worse off");
  await told(workbench, `Recorded for iris@${version}: check bias-audit passed.`);
};

/** Approves for production from the view of what waits for whoever is at the keyboard. */
export const approve = async (workbench: Workbench, version: string): Promise<void> => {
  const waiting = (await workbench.view("Waiting for me")).filter({ hasText: `iris@${version} → production` });
  await waiting.hover();
  await waiting.getByRole("button", { name: "Approve…" }).click();
  await workbench.answer("Why?", "read the audit");
  await told(workbench, `You approved iris@${version} for production.`);
};

export const signOut = async (workbench: Workbench, uri: string): Promise<void> => {
  await workbench.run("Muster: Sign Out");
  await workbench.choose(new URL(uri).origin);
  await told(workbench, "You are signed out of");
};

/** Waits for a notification, and puts it away. */
export const told = async (workbench: Workbench, text: string): Promise<string> => {
  const notification = await workbench.notification(text);
  const all = await notification.innerText();
  await workbench.clearNotifications();
  return all;
};
