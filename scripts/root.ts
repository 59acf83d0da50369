import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** The path of an installed tool. */
export const tool = (name: string): string => join(root, "node_modules/.bin", name);
