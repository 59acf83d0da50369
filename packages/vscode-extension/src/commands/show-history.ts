import type { Command } from "./command.js";

/** Shows what happened to the model that is asked about, else to every one. */
export const showHistory: Command = async ({ overviews, views }, { model }) => {
  await overviews.freshen();
  await views.showHistory(model);
  return views.history();
};
