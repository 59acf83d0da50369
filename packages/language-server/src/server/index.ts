export type { Host } from "./host.js";
export {
  bannerNotification,
  factsNotification,
  listFilesRequest,
  readFileRequest,
  type ClientOptions,
  type PushedFacts,
  type Settings,
} from "./protocol.js";
export { serve } from "./serve.js";
