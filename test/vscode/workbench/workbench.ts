/** The workbench as a person uses it: by keyboard and by what is seen, and waiting for what is to be seen. */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";

/** Where pictures are put; undefined where none are wanted. */
const pictures = process.env["MUSTER_SCREENSHOTS"];

const spaced = (text: string): string => text.replaceAll("\u00a0", " ");

/** What is shown as it is: nothing there renders a backtick. */
const readable = (text: string): string => {
  assert.doesNotMatch(text, /`/);
  return text;
};

/** Matches a whole text, and not one that has more. */
const exactly = (text: string): RegExp => new RegExp(`^\\s*${text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")}\\s*$`);

export interface Workbench {
  readonly page: Page;
  /** Runs a command by its name in the palette. */
  run(command: string): Promise<void>;
  /** What the palette offers for some words. */
  offered(words: string): Promise<readonly string[]>;
  /** The choices that are asked from, `among` which one is, once all of them say what is known of them. */
  choices(among: string): Promise<readonly string[]>;
  /** Chooses one; with `says`, once all of them say what is known of them, and this one says that. */
  choose(label: string, says?: string): Promise<void>;
  /** Writes into the box that asks for a text, without sending it. */
  write(asked: string, text: string): Promise<Locator>;
  /** Writes into it and sends it. */
  answer(asked: string, text: string): Promise<void>;
  /** The question that stands before everything else. */
  modal(): Promise<{ readonly text: string; answer(button: string): Promise<void> }>;
  /** A notification that has some text. */
  notification(text: string | RegExp): Promise<Locator>;
  clearNotifications(): Promise<void>;
  open(file: string): Promise<void>;
  /** The cursor at the end of a line, counted from 1. */
  goToEndOf(line: number): Promise<void>;
  /** The text of the editor, as far as it is seen. */
  text(): Promise<string>;
  statusItem(text: string | RegExp): Locator;
  /** The rows of the Problems panel. */
  problems(): Locator;
  /** The rows of a view of the extension, which is opened. */
  view(name: string): Promise<Locator>;
  theme(name: string): Promise<void>;
  /** Takes a picture of this state for the documentation, where pictures are wanted. */
  picture(name: string): Promise<void>;
}

export const workbenchIn = (page: Page): Workbench => {
  const asking = page.locator(".quick-input-widget");
  const box = asking.locator("input.input").first();
  const rows = asking.locator(".monaco-list-row");
  const row = (label: string): Locator => rows.filter({ has: page.locator(".label-name", { hasText: exactly(label) }) }).first();

  const said = page.locator(".label-description", { hasText: /\S/ });
  /** Every choice says something, that one too. */
  const filled = async (label: string): Promise<void> => {
    await row(label).filter({ has: said }).waitFor();
    await rows.filter({ hasNot: said }).first().waitFor({ state: "detached" });
  };
  const palette = async (words: string): Promise<void> => {
    await page.keyboard.press("F1");
    await box.fill(`>${words}`);
  };
  const leave = async (): Promise<void> => {
    await page.keyboard.press("Escape");
    await asking.waitFor({ state: "hidden" });
  };
  const run: Workbench["run"] = async (command) => {
    await palette(command);
    await row(command).click();
  };

  const write: Workbench["write"] = async (asked, text) => {
    // The choice before it may have the same words, and what is written into that is lost.
    await rows.first().waitFor({ state: "hidden" });
    await asking.getByText(asked).first().waitFor();
    await box.fill(text);
    return asking;
  };

  return {
    page,
    run,
    offered: async (words) => {
      await palette(words);
      await rows.first().waitFor();
      const labels = await rows.locator(".label-name").allInnerTexts();
      await leave();
      return labels.map(spaced);
    },
    choices: async (among) => {
      await filled(among);
      return (await rows.allInnerTexts()).map((text) => readable(spaced(text)).replaceAll(/\s*\n\s*/g, " | "));
    },
    choose: async (label, says) => {
      if (says !== undefined) await filled(label);
      await row(label)
        .filter({ hasText: says ?? "" })
        .click();
    },
    write,
    answer: async (asked, text) => {
      await write(asked, text);
      await page.keyboard.press("Enter");
    },
    modal: async () => {
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.waitFor();
      return {
        text: readable(spaced(await dialog.innerText())),
        answer: async (button) => {
          await dialog.getByRole("button", { name: button, exact: true }).click();
          await dialog.waitFor({ state: "detached" });
        },
      };
    },
    notification: async (text) => {
      const notification = page.locator(".notifications-toasts .notification-list-item", { hasText: text }).first();
      await notification.waitFor();
      readable(await notification.innerText());
      return notification;
    },
    clearNotifications: async () => {
      await run("Notifications: Clear All Notifications");
      await page.locator(".notifications-toasts .notification-list-item").first().waitFor({ state: "detached" });
    },
    open: async (file) => {
      await page.keyboard.press("Control+P");
      await box.fill(file);
      await row(file.split("/").at(-1) ?? file).click();
      await page.locator(".tab.active", { hasText: file.split("/").at(-1) ?? file }).waitFor();
      await page.locator(".editor-instance .view-line").first().waitFor();
    },
    goToEndOf: async (line) => {
      await page.keyboard.press("Control+G");
      await box.fill(`:${line}`);
      await page.keyboard.press("Enter");
      await asking.waitFor({ state: "hidden" });
      await page.keyboard.press("End");
    },
    text: async () => {
      // The editor's lines are not in the document in the order in which they are seen.
      const inOrder = `[...document.querySelectorAll(".editor-instance .view-line")].sort((a, b) => a.offsetTop - b.offsetTop)`;
      // What a hint adds to a line is not in the text.
      const written = `[...line.querySelectorAll("span > span:not([class*=dyn-rule])")].map(({ textContent }) => textContent).join("")`;
      return spaced(await page.evaluate<string>(`${inOrder}.map((line) => ${written}).join("\\n")`));
    },
    statusItem: (text) => page.locator(".statusbar-item", { hasText: text }).first(),
    problems: () => page.locator(".markers-panel .monaco-list-row"),
    view: async (name) => {
      await run(`Muster: Focus on ${name} View`);
      const pane = page.locator(".pane", { has: page.locator(".pane-header", { hasText: exactly(name) }) });
      await pane.waitFor();
      return pane.locator(".monaco-list-row");
    },
    theme: async (name) => {
      await run("Preferences: Color Theme");
      await row("Light Modern").waitFor();
      await box.fill(name);
      await row(name).click();
    },
    picture: async (name) => {
      if (pictures === undefined) return;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`), animations: "disabled", caret: "hide" });
    },
  };
};
