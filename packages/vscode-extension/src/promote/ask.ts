import { QuickInputButtons, window, type QuickPickItem } from "vscode";

export interface Choice extends QuickPickItem {
  readonly value: string;
}

export interface Question {
  readonly title: string;
  readonly placeholder: string;
  readonly canGoBack: boolean;
  /** What can be chosen. */
  choices(): Promise<readonly Choice[]>;
  /** Tells what is known of the choices later than the choices themselves; ends when it is `abandoned`. */
  fill?(show: (choice: Choice) => void, abandoned: () => boolean): Promise<void>;
}

/** `back`: to the question before. Undefined: the person left. */
export type Answer = { readonly value: string } | "back" | undefined;

/** Asks in a QuickPick that opens at once and fills as its choices become known. */
export const choose = async ({ title, placeholder, canGoBack, choices, fill }: Question): Promise<Answer> => {
  const pick = window.createQuickPick<Choice>();
  Object.assign(pick, { title, placeholder, busy: true, matchOnDescription: true, matchOnDetail: true });
  if (canGoBack) pick.buttons = [QuickInputButtons.Back];
  let isOpen = true;
  const answered = new Promise<Answer>((resolve) => {
    const end = (answer: Answer) => {
      isOpen = false;
      resolve(answer);
    };
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item !== undefined) end({ value: item.value });
    });
    pick.onDidTriggerButton(() => end("back"));
    pick.onDidHide(() => end(undefined));
  });
  const show = (choice: Choice): void => {
    const [active] = pick.activeItems;
    pick.items = pick.items.map((item) => (item.value === choice.value ? choice : item));
    const same = pick.items.find(({ value }) => value === active?.value);
    if (same !== undefined) pick.activeItems = [same];
  };
  const filled = async (): Promise<void> => {
    pick.items = await choices();
    await fill?.(show, () => !isOpen);
    pick.busy = false;
  };
  pick.show();
  try {
    // What goes wrong while it is filled is told instead of an answer.
    return await Promise.race([answered, filled().then(() => answered)]);
  } finally {
    pick.dispose();
  }
};

/** Asks one question that nothing was asked before; undefined where the person leaves. */
export const chooseOne = async (title: string, placeholder: string, choices: readonly Choice[]): Promise<string | undefined> => {
  const answer = await choose({ title, placeholder, canGoBack: false, choices: () => Promise.resolve(choices) });
  return answer === undefined || answer === "back" ? undefined : answer.value;
};
