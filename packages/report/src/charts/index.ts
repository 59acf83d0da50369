export { bullet } from "./bullet.js";
export { versionsChart, type Point, type VersionsChart } from "./versions.js";
export type { Scene, Shape } from "./scene.js";
